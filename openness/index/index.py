"""The index: one snapshot with the catalogue, ranked, explained and searched.

What the command line shows is made here. Frames are plain pandas frames of the columns in `docs/dictionary.md`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from openness.files import places
from openness.files.frames import pd
from openness.files.kept import Kept, joined_digest, tool_digest
from openness.files.listing import Listing, of_records
from openness.files.shipped import resource_folder
from openness.index.given import kind_given, switches_given, text_given, texts_given
from openness.ranking.alone import alone
from openness.ranking.entries import Entries, EntryKind
from openness.ranking.filters import parse_filter, passing
from openness.ranking.kept_entries import Beside, entries_digest, find, keep
from openness.ranking.kept_standings import find_standings, keep_standings, standings_digest
from openness.ranking.lookup import Match, look_up, search
from openness.ranking.order import judged
from openness.ranking.ranking import Ranking
from openness.ranking.standings import Place
from openness.record.evidence import Domain, Evidence
from openness.rubric import Rubric
from openness.rubric import load_rubric as load
from openness.signals.questions import load_questions
from openness.snapshot.manifest import damage_sentence
from openness.snapshot.row import FEW
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import open_snapshot
from openness.snapshot.tables import value_text
from openness.views.explanation import Explanation, explain, explain_alone
from openness.views.export import export_long

if TYPE_CHECKING:
    from openness.catalogue import Catalogue

Kind = Literal["systems", "models"]

LIBRARIES = "libraries.yaml"
_SHOWN = ("model.modality", "licence.weights", "weights.published", "access.gate")
"""Signals that every list needs, whatever the rubric reads."""


def own_cache() -> Kept:
    """Return where results are kept between runs on this machine."""
    return Kept(places.cache(os.environ))


def domains() -> Mapping[str, Domain]:
    """Return the domain of every signal by id."""
    return load_questions(own_cache()).domains


def library_text(name: str) -> str:
    """Return what is known of a software library by what the Hub calls it, and of what that runs on; "" of others."""
    file = resource_folder("catalog") / LIBRARIES
    digest = joined_digest(tool_digest(), file.read_text(encoding="utf-8"), name)
    found = own_cache().read("library", digest)
    if found is not None:
        return str(found.data)
    from openness.catalogue.library import load_libraries
    from openness.views.catalogue import library_text as told

    text = told(load_libraries(), name)
    own_cache().write("library", digest, text)
    return text


def load_rubric(name: str | Path, switches: Mapping[str, str] | None = None) -> Rubric:
    """Load a rubric: a preset by its id, or a file by its path; `switches` sets options by name.

    Raises RubricError with every problem, each with file, line and column.
    """
    return load(str(name), domains(), switches_given(switches)).rubric


def open_index(snapshot: str | Path | None = None) -> Index:
    """Open a snapshot: its id, its folder, or `embedded`; by default your newest one, else the embedded one.

    Raises SnapshotError if there is none.
    """
    wanted = None if snapshot is None else str(snapshot)
    kept = own_cache()
    return Index(open_snapshot(wanted, places.store(os.environ), load_questions(kept).domains, kept), kept)


class Index:
    """One snapshot and the catalogue. Nothing here fetches anything; `kept` is where results are kept between runs.

    A `rubric` is a preset's id, the path of a file, or a loaded one. A `kind` is `systems` or `models`; by default it
    is the rubric's own. `assessments=False` leaves out what people and indexes judged.
    """

    def __init__(self, snapshot: Snapshot, kept: Kept | None = None) -> None:
        self.snapshot = snapshot
        self._kept = kept or Kept(None)
        self._entries: dict[tuple[EntryKind, bool], tuple[Entries, Beside]] = {}
        self._digests: dict[tuple[EntryKind, bool], str] = {}

    def __repr__(self) -> str:
        aside = f", {len(self.problems)} problems" if self.problems else ""
        systems = len(self.entries("systems").ids)
        gone = "" if self.damage is None else f"; {self.damage}"
        return f"<Index {self.snapshot.id}: {len(self.snapshot.ids):,} models, {systems} systems{aside}{gone}>"

    @cached_property
    def catalogue(self) -> Catalogue:
        """The systems with their models and what people judged."""
        from openness.catalogue import load_catalogue
        from openness.signals import SIGNALS

        return load_catalogue(signals=SIGNALS)

    @property
    def problems(self) -> tuple[str, ...]:
        """What was wrong in files of the catalogue that were set aside, each with file, line and column."""
        beside = next((beside for _, beside in self._entries.values()), None)
        return self.catalogue.problems if beside is None else beside.problems

    @property
    def damage(self) -> str | None:
        """What is missing or cut off of the snapshot's files, and what to do about it; None where all are whole."""
        return damage_sentence(self.snapshot.folder, self.snapshot.manifest)

    @cached_property
    def licences(self) -> pd.DataFrame:
        """Every known licence with what it allows, one column a clause."""
        from openness.licences.matrix import licence_matrix_rows

        return of_records(licence_matrix_rows()).frame()

    def entries(self, kind: Kind, *, assessments: bool = True) -> Entries:
        """Return the rows of one list, as rankings are made of them."""
        return self._listed(kind_given(kind), assessments=assessments)[0]

    def stated_text(self, match: Match) -> str:
        """Return what the catalogue states of a system, one line a fact with its source and date; empty for a model."""
        return self._listed(match.entries.kind, assessments=match.entries.assessments == "with")[1].text(match.row)

    def _listed(self, kind: EntryKind, *, assessments: bool) -> tuple[Entries, Beside]:
        key = (kind, assessments)
        if key not in self._entries:
            digest = entries_digest(self.snapshot, resource_folder("catalog"), kind, assessments=assessments)
            self._digests[key] = digest
            automatic = load_questions(self._kept).automatic
            found = find(self._kept, digest, kind, self.snapshot, automatic)
            if found is None:
                found = self._worked_out(kind, assessments=assessments)
                keep(self._kept, digest, found[0], list(load_questions(self._kept).domains), found[1])
            self._entries[key] = found
        return self._entries[key]

    def _worked_out(self, kind: EntryKind, *, assessments: bool) -> tuple[Entries, Beside]:
        from openness.ranking.models import model_entries
        from openness.ranking.systems import system_entries
        from openness.signals import SIGNALS
        from openness.views.catalogue import facts_text

        if kind is EntryKind.MODELS:
            made = model_entries(self.snapshot, self.catalogue if assessments else None, SIGNALS)
            return made, Beside(self.catalogue.problems, lambda _: "")
        self.snapshot.preload(list(load_questions(self._kept).domains))
        systems = self.catalogue.systems
        made = system_entries(self.snapshot, self.catalogue, SIGNALS, assessments=assessments)
        return made, Beside(self.catalogue.problems, lambda row: facts_text(systems[row]))

    def judged(self, rubric: Rubric, kind: Kind | None, *, assessments: bool = True) -> Entries:
        """Return the rows of a list with all that a rubric reads of them loaded at once."""
        entries = self.entries(kind or rubric.ranks, assessments=assessments)
        if entries.kind is EntryKind.MODELS:  # systems hold their own columns
            self.snapshot.preload([*rubric.signals, *_SHOWN])
        return entries

    def chosen(self, entries: Entries, rows: Sequence[int], rubric: Rubric) -> Entries:
        """Return the rows of a list that somebody named, alone and in that order, with what a rubric reads of them.

        Of a few among very many models nothing is read but their own rows.
        """
        if entries.kind is EntryKind.MODELS and self.snapshot.is_large and len(rows) <= FEW:
            return alone(entries, rows, rubric.signals)
        if entries.kind is EntryKind.MODELS:
            self.snapshot.preload([*rubric.signals, *_SHOWN])
        return entries.only(rows)

    def rank(
        self,
        rubric: str | Path | Rubric = "default",
        *,
        kind: Kind | None = None,
        filters: str | Sequence[str] = (),
        assessments: bool = True,
    ) -> pd.DataFrame:
        """Return the ranking, with a column `level.<criterion>` for every criterion; ranked rows first.

        `filters` are written as on the command line (`licence=mit`, `score>=50`), one alone or several in a list; ranks
        stay those of the whole list. Raises RubricError and UsageError.
        """
        loaded = rubric_of(rubric)
        entries = self.judged(loaded, kind, assessments=assessments)
        wanted = [parse_filter(text) for text in texts_given(filters, "filters")]
        ranking = judged(entries, loaded)
        return ranking.frame(passing(ranking, wanted, domains()), levels=True).drop(columns="_row")

    def find(self, name: str, *, kind: Kind | None = None, assessments: bool = True) -> Match:
        """Return the one model or system that bears an id, a display name or an alias.

        Raises OpennessError, which tells all that could be meant, where it is not one.
        """
        return look_up(text_given(name, "a name"), self._lists(kind, assessments=assessments))

    def search(self, text: str) -> pd.DataFrame:
        """Return every model and system whose id or name holds the words of a text: kind, id, name, organisation."""
        return self.found(text).frame()

    def found(self, text: str) -> Listing:
        """Return what `search` does, without making a frame of it."""
        rows = [
            (
                match.entries.kind.removesuffix("s"),
                match.id,
                match.name,
                match.entries.details["organisation"][match.row],
            )
            for match in search(text_given(text, "what to search for"), self._lists(None, assessments=True))
        ]
        return Listing(("kind", "id", "name", "organisation"), rows)

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
        loaded = rubric_of(rubric)
        match = self.find(name, kind=kind, assessments=assessments)
        return self.explained(match, loaded)[0]

    def explained(self, match: Match, rubric: Rubric) -> tuple[Explanation, Match]:
        """Return the explanation of one entry, and where to read more of it.

        Of very many models that one alone is read and judged; where it stands among all is kept, and worked out once.
        """
        if match.entries.kind is EntryKind.MODELS and self.snapshot.is_large:
            place = self._place_of(match, rubric)
            one = self.chosen(match.entries, [match.row], rubric)
            return explain_alone(one, rubric, place), Match(one, 0)
        if match.entries.kind is EntryKind.MODELS:
            self.snapshot.preload(rubric.signals)
        return explain(match.entries, match.row, rubric), match

    def _place_of(self, match: Match, rubric: Rubric) -> Place | None:
        kept = find_standings(self._kept, self._standings_digest(match.entries, rubric))
        if kept is not None:
            return kept.place_of(match.row)
        assessments = match.entries.assessments == "with"
        return self.ranking(self.judged(rubric, "models", assessments=assessments), rubric).standings.place_of(
            match.row
        )

    def ranking(self, entries: Entries, rubric: Rubric) -> Ranking:
        """Return the ranking of a list of this index; where each of very many models stands is kept."""
        made = judged(entries, rubric)
        if entries.kind is EntryKind.MODELS and self.snapshot.is_large:
            digest = self._standings_digest(entries, rubric)
            if find_standings(self._kept, digest) is None:
                keep_standings(self._kept, digest, made.standings)
        return made

    def _standings_digest(self, entries: Entries, rubric: Rubric) -> str:
        return standings_digest(self._digests[entries.kind, entries.assessments == "with"], rubric)

    def evidence(self, name: str, *, kind: Kind | None = None) -> pd.DataFrame:
        """Return what is known of one model or system, one row a signal, what people judged last.

        Columns: signal, outcome, value, method, confidence, source, revision, date, by, note.
        """
        match = self.find(name, kind=kind)
        found = [*match.entries.evidence(match.row).values(), *match.entries.assessed.get(match.row, {}).values()]
        return evidence_frame(found)

    def long(self, rubric: str | Path | Rubric = "default", *, kind: Kind | None = None) -> pd.DataFrame:
        """Return one row an entry and criterion: level, reason of unknown, method, confidence, source, date, by."""
        loaded = rubric_of(rubric)
        entries = self.judged(loaded, kind)
        self.snapshot.load_evidence()
        return pd.concat(list(export_long(entries, loaded, range(len(entries.ids)))), ignore_index=True)


def rubric_of(rubric: str | Path | Rubric) -> Rubric:
    """Return a rubric given as a preset's id, as a path, or loaded."""
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
    return Listing(names, rows).frame()
