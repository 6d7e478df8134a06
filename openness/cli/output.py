"""Where words go: data to stdout or a file, talk to stderr."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, cast

import typer

from openness.errors import OpennessError, UsageError
from openness.files.places import is_address
from openness.safe import terminal

if TYPE_CHECKING:
    from openness.files.coded import CodedTable
    from openness.views.forms import Table, Tables

FormatOption = Annotated[
    str | None,
    typer.Option("--format", "-f", help="table, csv, json, jsonl, parquet or xlsx; by default by the file's ending."),
]
OutOption = Annotated[
    Path | None,
    typer.Option("-o", "--out", help="Write into a file (.csv, .json, .jsonl, .parquet, .xlsx); - is stdout."),
]
_STDOUT = Path("-")
_ENDLESS = re.compile(r"[^\s]{600,}")
"""A word that no message needs whole: an argument or an id of a hundred thousand letters."""
_UNWRITTEN = {
    errno.EPIPE: "the reader closed the pipe before all was written",
    errno.ENOSPC: "no space is left for the output; make room, or write elsewhere with -o",
}


def say(text: str) -> None:
    """Write talk to stderr; what strangers wrote in it cannot move the cursor, hide anything or fill the screen."""
    print(terminal.lines(_ENDLESS.sub(_shortened, text)), file=sys.stderr)


def _shortened(word: re.Match[str]) -> str:
    return f"{word[0][:120]}…{word[0][-40:]}"


def give(text: str) -> None:
    """Write a text to stdout as UTF-8, whatever the terminal's encoding; no word of a stranger controls or hides."""
    with _stdout() as stream:
        stream.write(terminal.document(text).encode("utf-8", "backslashreplace"))


@contextmanager
def _stdout() -> Iterator[BinaryIO]:
    """Open stdout for bytes; raises OpennessError where its reader has gone or no space is left."""
    try:
        sys.stdout.flush()
        yield cast("BinaryIO", _Forward(sys.stdout.buffer))
        sys.stdout.flush()
    except OSError as failure:
        if failure.errno not in _UNWRITTEN:
            raise
        # Python still holds what could not be written, and must not try again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OpennessError(_UNWRITTEN[failure.errno]) from failure


def settle(form: str | None, out: Path | None = None, extra: tuple[str, ...] = ()) -> str:
    """Return the form in which a command gives its data, before it does any work.

    `extra` names the forms that this command alone has. Raises UsageError for a form that is none, a file's
    ending that is none, and bytes that would go to a terminal.
    """
    from openness.views.forms import FORMS, form_named, form_of_file

    if out is not None and out != _STDOUT:
        return form_of_file(out, form, extra)
    named = form_named(form or ("table" if out is None else "csv"), extra)
    if named in FORMS and not FORMS[named].text and sys.stdout.isatty():
        raise UsageError(f"{named} is no text for a terminal; name a file with -o, or send it into a pipe")
    return named


def deliver(
    frames: Table | Tables | Callable[[], Table],
    form: str,
    out: Path | None = None,
    *,
    table: Callable[[], str | Iterable[str]] | None = None,
    data: Callable[[], Any] | None = None,
    bom: bool = False,
    stamp: Mapping[str, Any] | None = None,
) -> None:
    """Give a table in a form that `settle` returned, to stdout or into the file `out`.

    `frames` is a listing, a frame, parts of one table, or what makes the table where the form needs one. `table` makes
    the text for people, or pieces of it, where the plain table would not do; `data` makes the JSON of what is more than
    a table. `stamp` names what the rows rest on: columns that every form but the table for people ends with. Raises
    OpennessError where the file cannot be written.
    """
    from openness.views.forms import json_text, parts_of, write_frames
    from openness.views.table import room

    def write(stream: BinaryIO) -> None:
        if form == "table" and table is not None:
            told = table()
            pieces = [told] if isinstance(told, str) else told
            stream.writelines(piece.encode("utf-8", "backslashreplace") for piece in pieces)
        elif form == "json" and data is not None:
            stream.write(json_text(_stamped(data(), stamp)).encode("utf-8", "backslashreplace"))
        else:
            parts = parts_of(frames)
            if stamp and form != "table":
                parts = (part.assign(**stamp) for part in parts)
            write_frames(parts, form, stream, bom=bom)

    if out is None or out == _STDOUT:
        # Whoever reads a terminal has so much room ($COLUMNS, else what it says); a pipe or file has no end.
        with _stdout() as stream, room(shutil.get_terminal_size().columns if sys.stdout.isatty() else None):
            write(stream)
        return
    with writing(out) as stream:
        write(stream)
    say(f"wrote {out}")


def _stamped(data: Any, stamp: Mapping[str, Any] | None) -> Any:
    """Return a list of records each with what it rests on; other data as it is."""
    return [{**item, **stamp} for item in data] if stamp and isinstance(data, list) else data


def deliver_text(text: str, out: Path | None) -> None:
    """Give text in a form of one command's own, to stdout or into the file `out`; see `deliver`."""
    if out is None or out == _STDOUT:
        give(text)
    else:
        keep(out, text.encode("utf-8", "backslashreplace"))
        say(f"wrote {out}")


def progress(parts: Iterable[CodedTable], entries: int) -> Iterator[CodedTable]:
    """Pass on the parts of a table of so many entries, each in one part; say on a terminal how far it has come."""
    done = 0
    for part in parts:
        yield part
        done += len(part.columns["id"].cells)
        if sys.stderr.isatty():
            print(f"\r{done:,} of {entries:,} entries", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)


class _Forward(io.RawIOBase):
    """A stream that only goes forward, so that a form does not seek in a pipe, and that stays open after use."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        left = memoryview(content).cast("B")
        size = len(left)
        while left:  # under PYTHONUNBUFFERED stdout takes what it can and says how much that was
            left = left[self._stream.write(left) :]
        return size

    def flush(self) -> None:
        self._stream.flush()


def keep(path: Path, content: bytes) -> None:
    """Write a file (see `writing`); raises OpennessError if it cannot."""
    with writing(path) as stream:
        stream.write(content)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Open a file to be written; raises OpennessError if it cannot be.

    A plain file is written beside and put in place in one step, so that a failure leaves the old one as it was,
    with its permissions. A link is followed. What is no plain file (a device, a pipe) is written as it stands.
    """
    if is_address(path):
        raise UsageError(f"'{path}' is an address, and files are written to this machine alone; give a path with -o")
    try:
        if _replaceable(path):
            with _replacing(Path(os.path.realpath(path))) as stream:
                yield stream
        else:
            with path.open("wb") as stream:
                yield cast("BinaryIO", _Forward(stream))
    except OSError as failure:
        raise OpennessError(f"{path} cannot be written ({_reason(failure, path)})") from failure


def _replaceable(path: Path) -> bool:
    """Return whether a new file may take the place: nothing is there, or a plain file with one name."""
    try:
        there = path.stat()
    except FileNotFoundError:
        return True
    # A file with two names must stay one file, so it is written where it stands.
    return stat.S_ISREG(there.st_mode) and there.st_nlink == 1 and os.access(path, os.W_OK)


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    number, name = tempfile.mkstemp(prefix=f".{target.name[:80]}.", suffix=".writing", dir=target.parent)
    working = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            yield stream
        working.chmod(mode)
        working.replace(target)
    except BaseException:
        working.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(failure: OSError, path: Path) -> str:
    match failure.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "no space is left there; make room, or choose another place with -o"
        case errno.ENOENT if path.parent.is_dir():
            return f"the folder {path.parent} takes no new files; choose another place with -o"
        case errno.ENOENT:
            return f"there is no folder {path.parent}; make it first, or choose another with -o"
        case errno.ENOTDIR:
            return f"{path.parent} is a file and no folder; choose another place with -o"
        case errno.EISDIR:
            return "it is a folder; name a file in it"
        case errno.EPIPE:
            return "its reader has closed it"
        case _:
            return f"{failure.strerror}; choose another file with -o"
