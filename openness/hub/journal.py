"""What a refresh has finished so far, in a file of JSON lines that survives a crash at any byte."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring_ascii as quoted
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from openness.errors import HubError
from openness.record.record import Record, Rejected
from openness.record.text import text_of

_VERSION = 1
_BUFFER = 1 << 18


@dataclass(frozen=True)
class Entry:
    """One finished model. `again` marks a failure that may have passed: a restart asks anew."""

    key: str
    asked_as: str | None
    again: bool
    offset: int


class Journal:
    """Append-only memory of one refresh; lines are written whole, one after the other.

    What a request of its own brought is handed to the system at once. Rows of a listing, which one request brings by
    the thousand, are when their page ends or the file is closed: a crash before costs that request again.

    Opening a file of another selection or another version starts over; the pause before it is opened again may be of
    any length, for every record keeps the date it was read at. A torn last line, and whatever follows it, is cut off.
    Raises HubError if the file cannot be written.
    """

    def __init__(self, path: Path, fingerprint: str, *, now: datetime) -> None:
        self.path = path
        self.entries: list[Entry] = []
        self.cursor: str | None = None
        """Where the listing goes on; None if it has not passed a page yet, or is complete."""
        self.listed = False
        """Whether the listing was read to its end."""
        self.started = now
        """When the refresh was begun that this goes on from."""
        self.dated: datetime | None = None
        """When the first page of its listing was answered, by the endpoint's clock, where it said."""
        self.whole = False
        """Whether the listing is one of all models, and not of those alone that have changed."""
        self._listing = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: BinaryIO = path.open("r+b" if path.exists() else "w+b", buffering=_BUFFER)
        except OSError as error:
            raise HubError(f"{path}: the refresh cannot keep its journal here ({error.strerror or error})") from error
        try:
            self._file.seek(self._take_over(fingerprint))
            self._file.truncate()
            if not self._file.tell():
                self._write({"version": _VERSION, "fingerprint": fingerprint, "started": now.isoformat()})
        except (OSError, HubError) as error:
            self.close()
            if isinstance(error, HubError):
                raise
            raise HubError(f"{path}: the refresh cannot keep its journal here ({error.strerror or error})") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and keep it: the refresh can go on from it."""
        with suppress(OSError):  # a line that could not be written was told of; its torn end is cut off by the next run
            self._file.close()

    def discard(self) -> None:
        """Remove the file, once its records are safe in a snapshot."""
        self.close()
        with suppress(OSError):  # where it cannot be removed, the next run finds every model in it finished
            self.path.unlink(missing_ok=True)

    def append(
        self, key: str, asked_as: str | None, item: Record | Rejected, *, again: bool = False, listed: bool = False
    ) -> None:
        """Add one finished model; `listed` says that its row in a listing was all that was asked for."""
        kind, text = ("record", text_of(item)) if isinstance(item, Record) else ("rejected", item.model_dump_json())
        asked = "null" if asked_as is None else quoted(asked_as)
        head = f'{{"key":{quoted(key)},"asked":{asked},"again":{"true" if again else "false"}'
        self._write_line(f'{head},"{kind}":{text}}}'.encode(), at_once=not listed)

    def begin_listing(self, dated: datetime | None, whole: bool) -> None:
        """Note that the first page of a listing has come; of several of one refresh, the first tells its date."""
        self._begin(dated, whole=whole)
        self._write({"dated": None if dated is None else dated.isoformat(), "whole": whole})

    def _begin(self, dated: datetime | None, *, whole: bool) -> None:
        self.dated = self.dated if self._listing else dated
        self._listing, self.whole = True, whole

    def pass_page(self, cursor: str | None) -> None:
        """Note that everything up to `cursor` is in the journal; None notes the end of the listing."""
        self._write({"cursor": cursor})
        self.cursor, self.listed = cursor, cursor is None

    def read(self, entry: Entry) -> Record | Rejected:
        """Return what an entry holds."""
        place = self._file.tell()
        self._file.seek(entry.offset)
        item = _item(json.loads(self._file.readline()))
        self._file.seek(place)
        return item

    def _write(self, line: dict[str, Any]) -> None:
        self._write_line(json.dumps(line, separators=(",", ":")).encode())

    def _write_line(self, line: bytes, *, at_once: bool = True) -> None:
        try:
            self._file.write(line + b"\n")
            if at_once:
                self._file.flush()
        except OSError as error:
            problem = f"{self.path}: the refresh cannot write its journal ({error.strerror or error}); make room"
            raise HubError(problem) from error

    def _take_over(self, fingerprint: str) -> int:
        """Read what an earlier run left; return how many bytes of it hold good."""
        good = 0
        by_key: dict[str, Entry] = {}
        for offset, line in self._lines():
            if offset == 0:
                started = _begun(line, fingerprint)
                if started is None:
                    return 0
                self.started = started
            elif "dated" in line:
                try:
                    dated = None if line["dated"] is None else datetime.fromisoformat(line["dated"])
                except (TypeError, ValueError):
                    break
                self._begin(dated, whole=line.get("whole") is True)
            elif "cursor" in line:
                cursor = line["cursor"]
                self.cursor, self.listed = cursor, cursor is None
            elif not _usable(line):
                break
            else:
                by_key[line["key"]] = Entry(line["key"], line.get("asked"), line.get("again") is True, offset)
            good = self._file.tell()
        self.entries = list(by_key.values())
        return good

    def _lines(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield whole, readable lines with their offset, up to the first that is not."""
        self._file.seek(0, os.SEEK_SET)
        while True:
            offset = self._file.tell()
            raw = self._file.readline()
            if not raw.endswith(b"\n"):
                return
            try:
                line = json.loads(raw)
            except (ValueError, RecursionError):
                return
            if not isinstance(line, dict):
                return
            yield offset, line


def _begun(line: dict[str, Any], fingerprint: str) -> datetime | None:
    """Return when the refresh of a journal's first line was begun; None if it is of another refresh or unreadable."""
    try:
        started = datetime.fromisoformat(line["started"])
        ours = line["version"] == _VERSION and line["fingerprint"] == fingerprint and started.tzinfo is not None
    except (KeyError, TypeError, ValueError):
        return None
    return started if ours else None


def _usable(line: dict[str, Any]) -> bool:
    try:
        _item(line)
    except (KeyError, ValueError, RecursionError):
        return False
    return isinstance(line.get("key"), str)


def _item(line: dict[str, Any]) -> Record | Rejected:
    if "record" in line:
        return Record.model_validate(line["record"])
    return Rejected.model_validate(line["rejected"])
