"""What the pages read: the index of each snapshot and the rubrics, opened once and shared by all sessions.

Entries and rankings are those of the library (`openness.open_index`), as on the command line; here they are kept.
Everything returned here is shared and must not be changed by a page.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from openness.catalogue import Catalogue
from openness.files import places
from openness.index import Index, load_rubric, open_index
from openness.ranking.entries import Entries
from openness.ranking.order import judged as judged_ranking
from openness.requirements import Requirements, Sifting, sift
from openness.rubric import Rubric, preset_paths
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import find_snapshot, list_snapshots
from openness.ui.board import DEFAULT_RUBRIC, Board, Choice, RankedKind

_LOOK_AGAIN = 10
"""Seconds until the folder of snapshots is looked at again."""
SNAPSHOT = "snapshot"
"""The parameter of the address that names another snapshot of the store."""


def wanted_snapshot(arguments: Sequence[str]) -> str | None:
    """Return what `--snapshot` of the app's own arguments names (`streamlit run app.py -- --snapshot DIR`)."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--snapshot")
    known, _ = parser.parse_known_args(list(arguments))
    return known.snapshot  # type: ignore[no-any-return]


def snapshot() -> Snapshot:
    """Return the snapshot shown: the one the address names, else the one asked for at the start, else the newest.

    Raises SnapshotError. An address can name snapshots by id alone, among those the app offers.
    """
    return _shown().snapshot


def damage() -> str | None:
    """Return what is missing or cut off of the files of the snapshot shown; None where all are whole."""
    return _shown().damage


def _shown() -> Index:
    """Return the index of the snapshot shown."""
    offered = snapshot_ids()
    named = str(st.session_state.get(SNAPSHOT) or st.query_params.get(SNAPSHOT) or "")
    return _index(offered.get(named) or _default_folder())


def _default_folder() -> Path:
    return find_snapshot(wanted_snapshot(sys.argv[1:]), places.store(os.environ))


def snapshot_ids() -> dict[str, Path]:
    """Return the folders of whole snapshots by id: the embedded one and a person's own."""
    return _offered(places.store(os.environ))


@st.cache_data(max_entries=10, ttl=_LOOK_AGAIN, show_spinner=False)
def _offered(store: Path) -> dict[str, Path]:
    known = list_snapshots(store)
    return {item.manifest.id: item.folder for item in known if item.manifest is not None}


@st.cache_resource(max_entries=3, show_spinner=False)
def _index(folder: Path) -> Index:
    return open_index(folder)


def catalogue() -> Catalogue:
    """Return the catalogue shipped with openness; raises CatalogueError."""
    return _shown().catalogue


def rubric_names() -> list[str]:
    """Return the ids of the shipped rubrics, the default first."""
    return sorted(preset_paths(), key=lambda name: (name != DEFAULT_RUBRIC, name))


@st.cache_resource(max_entries=50, show_spinner=False)
def rubric(name: str) -> Rubric:
    """Return one shipped rubric; raises RubricError."""
    return load_rubric(name)


def entries(kind: RankedKind, *, assessments: bool) -> Entries:
    """Return the entries of one list of the snapshot shown."""
    return _entries(_shown(), kind, assessments=assessments)


def entries_of(folder: Path, kind: RankedKind, *, assessments: bool) -> Entries:
    """Return the entries of one list of the snapshot in a folder."""
    return _entries(_index(folder), kind, assessments=assessments)


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Index: lambda item: item.snapshot.id})
def _entries(shown: Index, kind: RankedKind, *, assessments: bool) -> Entries:
    return shown.entries(kind, assessments=assessments)  # kept here too, so that sessions wait for one and share it


def board(choice: Choice) -> Board:
    """Return the ranking for one choice."""
    return _board(_shown(), choice)


@st.cache_resource(max_entries=24, show_spinner=False, hash_funcs={Index: lambda item: item.snapshot.id})
def _board(shown: Index, choice: Choice) -> Board:
    judged = weighted(rubric(choice.rubric), choice.weights)
    listed = _entries(shown, choice.kind, assessments=choice.assessments)
    return Board(choice, shown.snapshot.manifest, judged_ranking(listed, judged))


def weighted(judged: Rubric, weights: Sequence[tuple[str, float]]) -> Rubric:
    """Return a rubric whose points are multiplied by a factor a dimension."""
    factors = dict(weights)
    if not factors:
        return judged
    criteria = tuple(replace(one, points=one.points * factors.get(one.dimension, 1.0)) for one in judged.criteria)
    weighed = ", ".join(f"{dimension} x{factor:g}" for dimension, factor in weights)
    digest = hashlib.sha256(f"{judged.digest} {weighed}".encode()).hexdigest()[:12]
    return replace(judged, criteria=criteria, named=f"{judged.reference}+weights ({weighed})", digest=digest)


def sifted(shown: Board, requirements: Requirements) -> Sifting:
    """Return a board's entries held against requirements."""
    return sift(shown.entries, shown.scores, requirements)


def warm(arguments: Sequence[str]) -> list[Board]:
    """Read what the first pages need, before anybody asks, and return both lists; `arguments` are the app's own."""
    folder = find_snapshot(wanted_snapshot(arguments), places.store(os.environ))
    return [_board(_index(folder), Choice(kind, DEFAULT_RUBRIC, assessments=True)) for kind in ("systems", "models")]
