"""Parts: folders of files that several processes see, on a disk or at an address of any store that fsspec reaches."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import fs, ipc

from openness.errors import SnapshotError
from openness.files.extras import need
from openness.safe.line import one_line


class Part:
    """A folder by its name: a path of this machine, or an address (`s3://bucket/parts/1`, `memory://parts/1`)."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._files, self._path = _files_at(name)

    def below(self, name: str) -> Part:
        """Return a new folder in this one."""
        made = Part(f"{self.name}/{name}")
        made._files.create_dir(made._path, recursive=True)
        return made

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        with suppress(OSError):
            self._files.delete_dir(self._path)

    def holds(self, file: str) -> bool:
        """Tell whether a file is there."""
        return bool(self._files.get_file_info(self._at(file)).type == fs.FileType.File)

    def table(self, file: str) -> pa.Table:
        """Return the table of an Arrow file."""
        with self._files.open_input_file(self._at(file)) as stream:
            return ipc.open_file(stream).read_all()

    def put_table(self, file: str, table: pa.Table) -> None:
        """Write an Arrow file, texts kept once as such; who reads at the same time finds the old or the whole new one.

        It lives no longer than the work: Parquet takes twice as long to write, and texts would be looked for anew.
        """
        unfinished = self._at(f"{file}.unfinished")
        table = table.unify_dictionaries().combine_chunks()
        with (
            self._files.open_output_stream(unfinished) as stream,
            ipc.new_file(stream, table.schema, options=ipc.IpcWriteOptions(compression="zstd")) as writer,
        ):
            writer.write_table(table)
        self._files.move(unfinished, self._at(file))

    def text(self, file: str) -> str:
        """Return the text of a file."""
        with self._files.open_input_stream(self._at(file)) as stream:
            return bytes(stream.read()).decode()

    def put_text(self, file: str, text: str) -> None:
        """Write a file of text."""
        with self._files.open_output_stream(self._at(file)) as stream:
            stream.write(text.encode())

    def _at(self, file: str) -> str:
        return f"{self._path}/{file}"


def _files_at(name: str) -> tuple[Any, str]:
    if "://" not in name:
        return fs.LocalFileSystem(), os.path.abspath(name)  # noqa: PTH100 - a link to a folder is kept as it is named
    need("parts at an address", "fsspec")
    import fsspec  # noqa: PLC0415 - slow to load, and a folder needs none

    try:
        files, path = fsspec.core.url_to_fs(name)
    except (ImportError, ValueError) as failure:
        raise SnapshotError(
            f"{one_line(name, 80)}: no store can be reached by such an address ({one_line(failure, 120)}); give "
            "another, or install the package it names"
        ) from failure
    return fs.PyFileSystem(fs.FSSpecHandler(files)), path


@contextmanager
def working_folder(store: Path, address: str | None = None) -> Iterator[Part]:
    """Make a folder for parts in a store of snapshots or at an address, removed at the end.

    Raises SnapshotError where it cannot be made.
    """
    if address is not None:
        try:
            made = Part(address.rstrip("/")).below(f"answering-{uuid.uuid4().hex[:12]}")
        except OSError as failure:
            raise SnapshotError(f"{one_line(address, 80)} cannot be written ({one_line(failure, 120)})") from failure
        try:
            yield made
        finally:
            made.remove()
        return
    try:
        store.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(dir=store, prefix=".answering-")
    except OSError as failure:
        raise SnapshotError(f"{store} cannot be written ({failure.strerror}); choose another folder") from failure
    with folder as name:
        yield Part(name)
