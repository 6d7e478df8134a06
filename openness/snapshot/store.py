"""Where snapshots are: the embedded one, and the folder of a person's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openness.errors import SnapshotError
from openness.files.shipped import resource_folder
from openness.files.yamldoc import did_you_mean
from openness.record.evidence import Domain
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

    Without `wanted`: the newest of `store`, else the embedded one. Of a folder of snapshots, the newest.
    Raises SnapshotError if there is none.
    """
    if wanted is None:
        return newest(store) or embedded_folder()
    if wanted == EMBEDDED:
        return embedded_folder()
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


def open_snapshot(wanted: str | None, store: Path, domains: Mapping[str, Domain]) -> Snapshot:
    """Open the snapshot `find_snapshot` finds."""
    return Snapshot(find_snapshot(wanted, store), domains)
