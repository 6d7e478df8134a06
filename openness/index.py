"""The index as a library: one snapshot with the catalogue, ranked, explained and searched.

What the command line shows is made here. Frames are plain pandas frames of the columns in `docs/dictionary.md`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

import pandas as pd

import openness
from openness.catalogue import Catalogue, load_catalogue
from openness.errors import OpennessError
from openness.files import places
from openness.licences.matrix import licence_matrix_rows
from openness.ranking.entries import Entries, EntryKind, model_entries, record_entries
from openness.ranking.filters import parse_filter, passing
from openness.ranking.lookup import Match, look_up, search
from openness.ranking.order import judged
from openness.ranking.systems import system_entries
from openness.record.evidence import Domain, Evidence
from openness.record.record import Record, Rejected
from openness.rubric import Rubric
from openness.rubric import load_rubric as load
from openness.signals import SIGNALS
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import list_snapshots, open_snapshot
from openness.snapshot.tables import value_text
from openness.views.explanation import Explanation, explain
from openness.views.export import export_long, export_wide

Fetched = Sequence[tuple[Record, Mapping[str, Evidence]]]
"""Models just fetched, each with its evidence."""

Kind = Literal["systems", "models"]

_SHOWN = ("model.modality", "licence.weights", "weights.published", "access.gate")
"""Signals that every list needs, whatever the rubric reads."""


def domains() -> Mapping[str, Domain]:
    """Return the domain of every signal by id."""
    return {signal: item.domain for signal, item in SIGNALS.items()}


def load_rubric(name: str | Path, switches: Mapping[str, str] | None = None) -> Rubric:
    """Load a rubric: a preset by its id, or a file by its path; `switches` sets options by name.

    Raises RubricError with every problem, each with file, line and column.
    """
    return load(str(name), domains(), switches).rubric


def open_index(snapshot: str | Path | None = None) -> Index:
    """Open a snapshot: its id, its folder, or `embedded`; by default your newest one, else the embedded one.

    Raises SnapshotError if there is none.
    """
    wanted = None if snapshot is None else str(snapshot)
    return Index(open_snapshot(wanted, places.store(os.environ), domains()))


class Index:
    """One snapshot and the catalogue. Nothing here fetches anything or changes a file.

    A `rubric` is a preset's id, the path of a file, or a loaded one. A `kind` is `systems` or `models`; by default it
    is the rubric's own. `assessments=False` leaves out what people and indexes judged.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._entries: dict[tuple[EntryKind, bool], Entries] = {}

    def __repr__(self) -> str:
        aside = f", {len(self.problems)} problems" if self.problems else ""
        systems = len(self.catalogue.systems)
        return f"<Index {self.snapshot.id}: {len(self.snapshot.ids):,} models, {systems} systems{aside}>"

    @cached_property
    def catalogue(self) -> Catalogue:
        """The systems with their models and what people judged."""
        return load_catalogue(signals=SIGNALS)

    @property
    def problems(self) -> tuple[str, ...]:
        """What was wrong in files of the catalogue that were set aside, each with file, line and column."""
        return self.catalogue.problems

    @cached_property
    def licences(self) -> pd.DataFrame:
        """Every known licence with what it allows, one column a clause."""
        return pd.DataFrame(licence_matrix_rows(), dtype="str")

    def entries(self, kind: Kind, *, assessments: bool = True) -> Entries:
        """Return the rows of one list, as rankings are made of them."""
        key = (EntryKind(kind), assessments)
        if key not in self._entries:
            if key[0] is EntryKind.SYSTEMS:
                made = system_entries(self.snapshot, self.catalogue, SIGNALS, assessments=assessments)
            else:
                made = model_entries(self.snapshot, self.catalogue if assessments else None, SIGNALS)
            self._entries[key] = made
        return self._entries[key]

    def judged(self, rubric: Rubric, kind: Kind | None, *, assessments: bool = True) -> Entries:
        """Return the rows of a list with all that a rubric reads of them loaded at once."""
        self.snapshot.preload([*rubric.signals, *_SHOWN])
        return self.entries(kind or rubric.ranks, assessments=assessments)

    def rank(
        self,
        rubric: str | Path | Rubric = "default",
        *,
        kind: Kind | None = None,
        filters: Sequence[str] = (),
        assessments: bool = True,
    ) -> pd.DataFrame:
        """Return the ranking, with a column `level.<criterion>` for every criterion; ranked rows first.

        `filters` are written as on the command line (`licence=mit`, `score>=50`); ranks stay those of the whole list.
        Raises RubricError and UsageError.
        """
        loaded = _rubric(rubric)
        entries = self.judged(loaded, kind, assessments=assessments)
        wanted = [parse_filter(text) for text in filters]
        ranking = judged(entries, loaded)
        return ranking.frame(passing(ranking, wanted, domains()), levels=True).drop(columns="_row")

    def find(self, name: str, *, kind: Kind | None = None, assessments: bool = True) -> Match:
        """Return the one model or system that bears an id, a display name or an alias.

        Raises OpennessError, which tells all that could be meant, where it is not one.
        """
        return look_up(name, self._lists(kind, assessments=assessments))

    def search(self, text: str) -> pd.DataFrame:
        """Return every model and system whose id or name holds the words of a text: kind, id, name, organisation."""
        rows = [
            (
                match.entries.kind.removesuffix("s"),
                match.id,
                match.name,
                match.entries.details["organisation"][match.row],
            )
            for match in search(text, self._lists(None, assessments=True))
        ]
        return pd.DataFrame(rows, columns=["kind", "id", "name", "organisation"], dtype="str")

    def _lists(self, kind: Kind | None, *, assessments: bool) -> list[Entries]:
        kinds: tuple[Kind, ...] = ("systems", "models") if kind is None else (kind,)
        return [self.entries(item, assessments=assessments) for item in kinds]

    def explain(
        self,
        name: str,
        rubric: str | Path | Rubric = "default",
        *,
        kind: Kind | None = None,
        assessments: bool = True,
    ) -> Explanation:
        """Return every criterion of one model or system with its level, the evidence, why it matters and what to fix.

        Raises OpennessError where the name is not that of one entry.
        """
        loaded = _rubric(rubric)
        match = self.find(name, kind=kind, assessments=assessments)
        self.snapshot.preload([*loaded.signals, *_SHOWN])
        return explain(match.entries, match.row, loaded)

    def evidence(self, name: str, *, kind: Kind | None = None) -> pd.DataFrame:
        """Return what is known of one model or system, one row a signal, what people judged last.

        Columns: signal, outcome, value, method, confidence, source, revision, date, by, note.
        """
        match = self.find(name, kind=kind)
        found = [*match.entries.evidence(match.row).values(), *match.entries.assessed.get(match.row, {}).values()]
        return evidence_frame(found)

    def long(self, rubric: str | Path | Rubric = "default", *, kind: Kind | None = None) -> pd.DataFrame:
        """Return one row an entry and criterion: level, reason of unknown, method, confidence, source, date, by."""
        loaded = _rubric(rubric)
        entries = self.judged(loaded, kind)
        self.snapshot.load_evidence()
        return pd.concat(list(export_long(entries, loaded, range(len(entries.ids)))), ignore_index=True)


def every_ranking(
    rubric: str | Path | Rubric = "default", *, kind: Kind | None = None, assessments: bool = True
) -> Iterator[pd.DataFrame]:
    """Yield the ranking of every whole snapshot there is, the oldest first: the embedded one and your own.

    The catalogue and the rubric are today's in each, so that what moves is what was read.
    """
    loaded = _rubric(rubric)
    store = places.store(os.environ)
    for item in sorted(list_snapshots(store), key=lambda item: str(item.manifest and item.manifest.created)):
        if item.manifest is not None:
            frame = Index(Snapshot(item.folder, domains())).rank(loaded, kind=kind, assessments=assessments)
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


def _rubric(rubric: str | Path | Rubric) -> Rubric:
    return rubric if isinstance(rubric, Rubric) else load_rubric(rubric)


def evidence_frame(found: Sequence[Evidence]) -> pd.DataFrame:
    """Return evidence as a frame of text columns, one row an item; several sources are separated by `; `."""
    rows = [
        (
            item.signal,
            item.outcome.value,
            None if item.value is None else value_text(item.value),
            None if item.method is None else item.method.value,
            None if item.confidence is None else item.confidence.value,
            "; ".join(str(source) for source in item.sources) or None,
            item.revision,
            item.date,
            item.by,
            item.note,
        )
        for item in found
    ]
    names = ("signal", "outcome", "value", "method", "confidence", "source", "revision", "date", "by", "note")
    return pd.DataFrame(rows, columns=list(names), dtype="str")


def score(
    ids: Sequence[str],
    rubric: str | Path | Rubric = "default",
    *,
    endpoint: str | None = None,
    assessments: bool = True,
) -> pd.DataFrame:
    """Fetch models from the Hub now and score them; ids are `org/name` or `org/name@revision`.

    The endpoint is as given, else $HF_ENDPOINT, else the Hub. Raises OpennessError with a sentence for every model
    that could not be had, and HubError where the Hub cannot be asked.
    """
    loaded = _rubric(rubric)
    entries, failures = fetched_entries(ids, endpoint=endpoint, assessments=assessments)
    if failures:
        raise OpennessError("; ".join(failures))
    return export_wide(entries, loaded).drop(columns="_row")


def fetched_entries(
    ids: Sequence[str],
    *,
    endpoint: str | None,
    assessments: bool,
    say: Callable[[str], None] = lambda _: None,
    keep: Callable[[Fetched, str], None] = lambda _found, _endpoint: None,
) -> tuple[Entries, list[str]]:
    """Fetch models and return them as rows, with one sentence for each that could not be had; `say` hears of each.

    `keep` is given what was fetched, with the endpoint, before it is judged.
    """
    from openness.hub import DEFAULT_ENDPOINT, Hub, fetch_or_set_aside  # noqa: PLC0415 - only where something is fetched
    from openness.hub.token import stored_token  # noqa: PLC0415
    from openness.signals import extract_or_set_aside  # noqa: PLC0415

    catalogue = load_catalogue(signals=SIGNALS) if assessments else None
    found: list[tuple[Record, Mapping[str, Evidence]]] = []
    failures: list[str] = []
    address = endpoint or os.environ.get("HF_ENDPOINT") or DEFAULT_ENDPOINT
    with Hub(address, stored_token(), on_wait=lambda wait: say(f"waiting: {wait}")) as hub:
        for name in ids:
            model_id, _, revision = name.partition("@")
            say(f"fetching {name} from {hub.endpoint}")
            record = fetch_or_set_aside(hub, model_id, revision=revision or None)
            if isinstance(record, Rejected):
                failures.append(record.reason)
                continue
            evidence = extract_or_set_aside(record)
            if isinstance(evidence, Rejected):
                failures.append(evidence.reason)
            else:
                found.append((record, evidence))
        keep(found, hub.endpoint)
        return record_entries(found, catalogue, SIGNALS, hub.endpoint), failures


# The room `openness.score` takes the name when it is imported; here all rooms are, so the function takes it back.
setattr(openness, "score", score)  # noqa: B010 - to the type checker it is the function already
