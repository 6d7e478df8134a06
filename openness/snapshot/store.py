"""Where snapshots are: the embedded one, and the folder of a person's own."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openness.errors import SnapshotError, UsageError
from openness.files.kept import Kept
from openness.files.places import is_address
from openness.files.shipped import resource_folder
from openness.files.yamldoc import did_you_mean
from openness.record.evidence import Domain
from openness.snapshot.copies import copy_of
from openness.snapshot.manifest import MANIFEST, Manifest, read_manifest
from openness.snapshot.snapshot import Snapshot

EMBEDDED = "embedded"


@dataclass(frozen=True)
class Listed:
    """One snapshot found in a store; `manifest` is None where it is damaged."""

    folder: Path
    manifest: Manifest | None
    embedded: bool


def embedded_folder() -> Path:
    """Return the folder of the snapshot shipped with openness."""
    return resource_folder("catalog") / "snapshot"


def list_snapshots(store: Path) -> list[Listed]:
    """Return the embedded snapshot and those of `store`, oldest first."""
    folders = sorted(path.parent for path in store.glob(f"*/{MANIFEST}") if not path.parent.name.startswith("."))
    found = [_listed(folder, embedded=False) for folder in folders]
    found.sort(key=lambda item: (item.manifest.created.isoformat() if item.manifest else "", item.folder.name))
    return [_listed(embedded_folder(), embedded=True), *found]


def _listed(folder: Path, *, embedded: bool) -> Listed:
    try:
        return Listed(folder, read_manifest(folder), embedded)
    except SnapshotError:
        return Listed(folder, None, embedded)


def find_snapshot(wanted: str | None, store: Path) -> Path:
    """Return the folder of a snapshot: `embedded`, an id in `store`, a snapshot's folder, or a folder of them.

    Without `wanted`: the newest of `store`, else the embedded one. Of a folder of snapshots, the newest. Of an address
    (`s3://bucket/snapshots`) the folder of a copy, see `copies`.
    Raises SnapshotError if there is none, and UsageError for an empty text.
    """
    if wanted is None:
        return newest(store) or embedded_folder()
    if not wanted.strip():
        raise UsageError("a snapshot is named by its id, its folder or `embedded`, and not by an empty text")
    if wanted == EMBEDDED:
        return embedded_folder()
    if is_address(wanted):
        return copy_of(wanted, store)
    path = Path(wanted)
    if (path / MANIFEST).is_file():
        return path
    by_id = {item.manifest.id: item.folder for item in list_snapshots(store) if item.manifest}
    if wanted in by_id:
        return by_id[wanted]
    if path.is_dir():
        if (inside := newest(path)) is not None:
            return inside
        raise SnapshotError(f"{path} holds no snapshot; `openness refresh --out {path}` makes one")
    hint = did_you_mean(wanted, [*by_id, EMBEDDED])
    sentence = f"there is no snapshot '{wanted}'{hint or '.'} See `openness snapshot list`, or give its folder"
    raise SnapshotError(sentence)


def newest(store: Path) -> Path | None:
    """Return the newest whole snapshot of a store, or None."""
    own = [item for item in list_snapshots(store) if item.manifest and not item.embedded]
    return own[-1].folder if own else None


def newer_than(snapshot: Snapshot, store: Path) -> Manifest | None:
    """Return the manifest of the newest whole snapshot of a store where that is newer than `snapshot`, or None.

    For a program that keeps the snapshot it opened and tells its reader that there is another.
    """
    folder = newest(store)
    found = None if folder is None else read_manifest(folder)
    if found is None or found.id == snapshot.id or found.created < snapshot.manifest.created:
        return None
    return found


def prunable(store: Path, keep: int) -> list[Listed]:
    """Return the whole snapshots of a store but for the `keep` newest, oldest first; never the embedded one."""
    own = [item for item in list_snapshots(store) if item.manifest and not item.embedded]
    return own[: max(0, len(own) - max(1, keep))]


def remove(listed: Listed) -> None:
    """Remove a snapshot of a store; raises SnapshotError if it cannot be, and then it is whole."""
    aside = listed.folder.with_name(f".removed-{listed.folder.name}")
    try:
        listed.folder.replace(aside)  # one step: nobody ever sees half of it
    except OSError as failure:
        raise SnapshotError(
            f"{listed.folder} cannot be removed ({failure.strerror}); check its permissions"
        ) from failure
    shutil.rmtree(aside, ignore_errors=True)


def open_snapshot(wanted: str | None, store: Path, domains: Mapping[str, Domain], kept: Kept | None = None) -> Snapshot:
    """Open the snapshot `find_snapshot` finds; `kept` is where worked-out columns are kept."""
    return Snapshot(find_snapshot(wanted, store), domains, kept)
