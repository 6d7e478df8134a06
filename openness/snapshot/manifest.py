"""The manifest: what a snapshot is, where its parts come from, and the sha256 of each of its files."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from openness.errors import SnapshotError

FORMAT = 2
"""1: another repository stood in `json_path` ("org/name $.tags") or `url` ("models/org/name"), no aliases, no parts."""
MANIFEST = "manifest.json"
MODELS, EVIDENCE, RECORDS, REJECTED = "models.parquet", "evidence.parquet", "records.parquet", "rejected.jsonl"


class SourceNote(BaseModel):
    """Where one part of a snapshot comes from, with its date and licence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: str
    origin: str
    date: str
    licence: str | None = None
    models: int | None = None


class Swept(BaseModel):
    """How far a listing has been read into a snapshot or one that it was made out of, by the endpoint's clock."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    until: datetime
    """Whatever changed before is in it."""
    whole: datetime
    """When it was last read as a whole: what is gone, and what moves no date of change, was seen then."""


class FileNote(BaseModel):
    """The size in bytes and the sha256 of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """What `manifest.json` holds."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: int
    id: str = Field(min_length=1)
    created: datetime
    tool: str
    endpoint: str | None = None
    title: str | None = None
    sources: tuple[SourceNote, ...] = ()
    before: str | None = None
    """The id of the snapshot it was made out of; what was not asked for anew was carried from there."""
    swept: dict[str, Swept] = {}
    """How far listings have been read, by the fingerprint of what was asked."""
    limits: tuple[str, ...] = ()
    """What was never looked at, one sentence each."""
    counts: dict[str, int] = {}
    files: dict[str, FileNote] = {}


def read_manifest(folder: Path) -> Manifest:
    """Read a snapshot's manifest; raises SnapshotError if it is missing, damaged or too new."""
    path = folder / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError as failure:
        raise SnapshotError(
            f"{folder} is no snapshot: it has no {MANIFEST}; give a snapshot's folder or an id "
            "from `openness snapshot list`"
        ) from failure
    except OSError as failure:
        raise SnapshotError(f"{path} cannot be read ({failure.strerror}); check its permissions") from failure
    except ValidationError as failure:
        raise SnapshotError(
            f"the snapshot in {folder} is damaged: its {MANIFEST} cannot be read; "
            "fetch it again with `openness refresh`"
        ) from failure
    if manifest.format > FORMAT:
        raise SnapshotError(
            f"the snapshot in {folder} has format {manifest.format}, this openness reads up to {FORMAT}; "
            "install a newer openness"
        )
    return manifest


def describe_file(path: Path) -> FileNote:
    """Return the size and sha256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return FileNote(bytes=path.stat().st_size, sha256=digest.hexdigest())


def damage(folder: Path, manifest: Manifest) -> list[str]:
    """Return one sentence for each file that is missing or is not what the manifest says."""
    return [f"{name} {what}" for name, what in damage_by_file(folder, manifest).items()]


def damage_by_file(folder: Path, manifest: Manifest) -> dict[str, str]:
    """Return what is wrong with each file that is missing or is not what the manifest says."""
    problems = {}
    for name, note in manifest.files.items():
        path = folder / name
        if not path.is_file():
            problems[name] = "is missing"
        elif describe_file(path) != note:
            problems[name] = "has been changed or cut off (its sha256 is not the manifest's)"
    return problems


def cut_off(folder: Path, manifest: Manifest) -> list[str]:
    """Return one sentence for each file that is missing or of another size than the manifest says; reads none.

    What is asked of a snapshot often needs some of its files alone, or none where answers were kept: then nothing
    else would tell that the others are gone.
    """
    told = []
    for name, note in manifest.files.items():
        try:
            size = (folder / name).stat().st_size
        except OSError:
            told.append(f"{name} is missing")
            continue
        if size != note.bytes:
            told.append(f"{name} has {size:,} bytes, and {note.bytes:,} by the manifest")
    return told


def damage_sentence(folder: Path, manifest: Manifest) -> str | None:
    """Return what to say of a snapshot of which files are missing or cut off, and what to do; None where all are whole.

    Everything that shows a snapshot says it, for much can be answered without the files that are gone.
    """
    told = cut_off(folder, manifest)
    if not told:
        return None
    return (
        f"the snapshot {manifest.id} in {folder} is damaged: {'; '.join(told)}; "
        "look with `openness snapshot verify`, fetch it again with `openness refresh`, or give another --snapshot"
    )
