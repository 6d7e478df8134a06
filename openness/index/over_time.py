"""One entry over time: its place in the ranking of every snapshot there is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from openness.files import places
from openness.files.frames import pd
from openness.index.index import Index, Kind, domains, open_index, own_cache, rubric_of
from openness.ranking.entries import EntryKind
from openness.rubric import Rubric
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import list_snapshots


def every_ranking(
    rubric: str | Path | Rubric = "default", *, kind: Kind | None = None, assessments: bool = True
) -> Iterator[pd.DataFrame]:
    """Yield the ranking of every whole snapshot there is, the oldest first: the embedded one and your own.

    The catalogue and the rubric are today's in each, so that what moves is what was read.
    """
    loaded = rubric_of(rubric)
    store = places.store(os.environ)
    for item in sorted(list_snapshots(store), key=lambda item: str(item.manifest and item.manifest.created)):
        if item.manifest is not None:
            frame = Index(Snapshot(item.folder, domains(), own_cache()), own_cache()).rank(
                loaded, kind=kind, assessments=assessments
            )
            frame.insert(0, "created", pd.Series([f"{item.manifest.created:%Y-%m-%d}"] * len(frame), dtype="str"))
            yield frame


def history(
    name: str, rubric: str | Path | Rubric = "default", *, kind: Kind | None = None, assessments: bool = True
) -> pd.DataFrame:
    """Return rank, score, label and levels of one model or system in every snapshot, the oldest first.

    One row a snapshot that knows it; `created` is the snapshot's day. Raises OpennessError where the name is not one
    entry's in the newest snapshot.
    """
    found = open_index().find(name, kind=kind)
    own: Kind = "systems" if found.entries.kind is EntryKind.SYSTEMS else "models"
    rows = [
        frame[frame["id"].str.casefold() == found.id.casefold()]
        for frame in every_ranking(rubric, kind=own, assessments=assessments)
    ]
    return pd.concat(rows, ignore_index=True)
