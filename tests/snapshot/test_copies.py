"""Snapshots at an address: read through a copy that is whole, made once, and never anything but a copy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pytest

from openness.errors import SnapshotError
from openness.files.places import is_address
from openness.snapshot.copies import COPIES, copy_of
from openness.snapshot.manifest import MANIFEST, damage, read_manifest
from openness.snapshot.store import embedded_folder, find_snapshot, list_snapshots
from tests.cli.conftest import Run, run

__all__ = ["run"]
AT = "memory://there/snapshots"


@pytest.fixture
def files() -> Iterator[fsspec.AbstractFileSystem]:
    """Yield a store that holds the embedded snapshot, and an older one beside it."""
    there = fsspec.filesystem("memory")
    for name, created in (("new", "2026-08-22T00:00:00Z"), ("old", "2025-01-01T00:00:00Z"), (".unfinished", "2030")):
        for path in embedded_folder().iterdir():
            content = path.read_bytes()
            if path.name == MANIFEST:
                content = json.dumps({**json.loads(content), "created": created}).encode()
            there.pipe(f"/there/snapshots/{name}/{path.name}", content)
    yield there
    there.rm("/there", recursive=True)


def test_a_snapshot_at_an_address_is_read_through_a_copy_made_once(
    files: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = find_snapshot(f"{AT}/new", tmp_path)
    assert folder.parent == tmp_path / COPIES
    assert damage(folder, read_manifest(folder)) == []
    assert [item.embedded for item in list_snapshots(tmp_path)] == [True], "a copy is none of a person's own"
    opened: list[str] = []
    true_open = type(files).open

    def counted(self: object, path: str, *told: object, **more: object) -> object:
        opened.append(path.rpartition("/")[2])
        return true_open(files, path, *told, **more)

    monkeypatch.setattr(type(files), "open", counted)
    assert find_snapshot(f"{AT}/new/", tmp_path) == folder
    assert opened == [MANIFEST]


def test_of_a_folder_of_snapshots_the_newest_whole_one_is_taken(
    files: fsspec.AbstractFileSystem, tmp_path: Path
) -> None:
    assert read_manifest(copy_of(AT, tmp_path)).created.year == 2026
    assert read_manifest(copy_of(f"{AT}/old", tmp_path)).created.year == 2025


def _cut(content: bytes) -> bytes:
    return content[:-1]


def _changed(content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:]


def _longer(content: bytes) -> bytes:
    return content + b"x" * (3 << 20)


@pytest.mark.parametrize("harm", [_cut, _changed, _longer])
def test_what_is_not_what_its_manifest_says_is_no_copy(
    files: fsspec.AbstractFileSystem, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    path = "/there/snapshots/new/models.parquet"
    whole = files.cat(path)
    files.pipe(path, harm(whole))
    with pytest.raises(SnapshotError, match=r"is damaged: models\.parquet has been changed or cut off"):
        copy_of(f"{AT}/new", tmp_path)
    assert [*(tmp_path / COPIES).iterdir()] == []
    files.pipe(path, whole)
    assert (copy_of(f"{AT}/new", tmp_path) / "models.parquet").read_bytes() == whole


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "a/b", ".hidden", "", "x\\y", "\x1b[2J"])
def test_a_name_in_a_manifest_leads_nowhere_else(files: fsspec.AbstractFileSystem, tmp_path: Path, name: str) -> None:
    path = f"/there/snapshots/new/{MANIFEST}"
    told = json.loads(files.cat(path))
    files.pipe(path, json.dumps({**told, "files": {name: next(iter(told["files"].values()))}}).encode())
    with pytest.raises(SnapshotError, match="which is no plain name") as refused:
        copy_of(f"{AT}/new", tmp_path / "store")
    assert "\x1b" not in str(refused.value)
    assert {found.name for found in tmp_path.rglob("*")} == {"store", COPIES}


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("memory://nowhere", "memory://nowhere holds no snapshot"),
        ("nonsense://x/y", "nonsense://x/y cannot be read"),
        ("memory://there/snapshots/new/models.parquet", "holds no snapshot"),
    ],
)
def test_an_address_that_leads_to_no_snapshot_is_one_sentence(
    files: fsspec.AbstractFileSystem, tmp_path: Path, address: str, sentence: str
) -> None:
    with pytest.raises(SnapshotError) as refused:
        find_snapshot(address, tmp_path)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("manifest", [b"", b"{", b"[1]", b"x" * (5 << 20)])
def test_a_manifest_that_is_none_is_one_sentence(
    files: fsspec.AbstractFileSystem, tmp_path: Path, manifest: bytes
) -> None:
    files.pipe(f"/there/snapshots/new/{MANIFEST}", manifest)
    for address in (AT, f"{AT}/new"):
        with pytest.raises(SnapshotError):
            copy_of(address, tmp_path)


@pytest.mark.parametrize(
    ("place", "is_one"),
    [
        ("s3://bucket/x", True),
        ("memory://x", True),
        ("/tmp/a", False),
        ("C:/x", False),
        ("a/b://c", False),
        ("embedded", False),
        (Path("s3://bucket/x"), True),
        (Path("/tmp/s3:/x"), False),
        (Path("C:/x"), False),
    ],
)
def test_an_address_is_told_from_a_path(place: str | Path, is_one: bool) -> None:
    assert is_address(place) is is_one


def test_commands_read_it_and_none_writes_there(files: fsspec.AbstractFileSystem, run: Run) -> None:
    near, far = (run("rank", "-f", "csv", "--snapshot", where) for where in ("embedded", f"{AT}/new"))
    assert (far.code, far.out) == (near.code, near.out)
    assert run("explain", "Apertus", "--snapshot", AT).code == 0
    assert "all as the manifest says" in run("snapshot", "verify", AT).out
    before = sorted(files.find("/there"))
    for command in (
        ("refresh", "--models", "a/b", "--out", AT),
        ("snapshot", "answer", AT, "--out", AT),
        ("snapshot", "prune", "--out", AT),
        ("rank", "--snapshot", AT, "-o", f"{AT}/x.csv"),
        ("bom", "allenai/OLMo-7B", "--snapshot", AT, "-o", f"{AT}/x.json"),
    ):
        ran = run(*command)
        assert ran.code == 2, command
        assert "is an address, and" in ran.err
        assert "written to this machine alone" in ran.err
    assert sorted(files.find("/there")) == before
