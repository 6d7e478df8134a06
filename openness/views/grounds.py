"""Why levels are unknown and what they rest on, for long tables: read as columns where a snapshot has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from openness.ranking.entries import Entries
from openness.ranking.looked import OfModels
from openness.record.evidence import Confidence, Outcome
from openness.rubric.condition import Level
from openness.score.evaluate import Scores
from openness.score.logic import LEVELS
from openness.snapshot.looks import ANSWERED, Ground, Looks, Numbered, Numbers, StoredLooks, alike_rows, looks_of
from openness.snapshot.looks_anew import OUTCOMES
from openness.views.explanation import Finding, findings_of

_TRUST = tuple(item.value for item in (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH))
_NOTHING_DECIDES = "answers do not decide"
# The weakest look decides: what nobody looked at comes before what could not be read, and that before silence,
# because only where all was read does silence mean that the publisher says nothing.
_REASONS = {Outcome.NOT_LOOKED: "nobody looked", Outcome.UNREADABLE: "could not look", Outcome.SILENT: "silent"}
_WORDS = (*_REASONS.values(), _NOTHING_DECIDES)
_UNKNOWN = LEVELS.index(Level.UNKNOWN)
_DECIDED = np.array([level not in (Level.UNKNOWN, Level.NOT_APPLICABLE) for level in LEVELS])


class Grounds(NamedTuple):
    """What a level rests on, as cells, the revision aside."""

    method: str | None
    confidence: str | None
    source: str | None
    date: str | None
    by: str | None


@dataclass(frozen=True)
class Lines:
    """Of some entries and all criteria, in this order: codes of reasons, grounds and revisions, -1 for none."""

    reasons: Numbers
    grounds: Numbers
    revisions: Numbers
    known: Sequence[Grounds]
    names: Sequence[str]

    def columns(self) -> dict[str, tuple[Sequence[Any], Numbers]]:
        """Return the columns by name, each as distinct values and codes into them."""
        some, codes = np.unique(self.grounds, return_inverse=True)
        held = [self.known[number] if number >= 0 else Grounds(*[None] * 5) for number in some.tolist()]
        told: dict[str, tuple[Sequence[Any], Numbers]] = {
            name: ([item[place] for item in held], codes) for place, name in enumerate(Grounds._fields)
        }
        some, codes = np.unique(self.revisions, return_inverse=True)
        named = [self.names[number] if number >= 0 else None for number in some.tolist()]
        return {**told, "revision": (named, codes), "reason": (_WORDS, self.reasons)}


class Told:
    """What long tables tell of entries under a rubric.

    Of models whose evidence the snapshot has as columns nothing is made for each answer; only where people judged a
    model, and of everything else, all evidence is. `made` counts the entries it was made for.
    """

    def __init__(self, entries: Entries, scores: Scores, looks: StoredLooks | None) -> None:
        self._entries, self._scores, self.looks = entries, scores, looks
        self._grounds: Numbered[Grounds] = Numbered()
        self._own_revisions: Numbered[str] = Numbered()
        self._combined: dict[tuple[int, ...], int] = {}
        self._judged = np.any(scores.assessed, axis=0)
        self._judged[list(entries.assessed)] = True
        self.made = 0

    @property
    def _revisions(self) -> Numbered[str]:
        return self._own_revisions if self.looks is None else self.looks.revisions

    def of(self, rows: Sequence[int]) -> Lines:
        """Return the lines of some entries."""
        shape = (len(rows), len(self._scores.rubric.criteria))
        reasons, grounds, revisions = (np.full(shape, -1, dtype=np.int64) for _ in range(3))
        if self.looks is not None:
            looks = self.looks.of(np.array(rows, dtype=np.int64))
            self._tell_stated(looks, rows)
            for place in range(shape[1]):
                levels = self._scores.levels[place, rows]
                columns = self._columns(place)
                reasons[:, place] = _reasons(looks.outcomes[:, columns], levels)
                self._rest(looks, columns, _DECIDED[levels], grounds[:, place], revisions[:, place])
        for number, row in enumerate(rows):
            if self.looks is None or self._judged[row]:
                self.made += 1
                for place, finding in enumerate(findings_of(self._entries, row, self._scores)):
                    reason = reason_of(finding)
                    reasons[number, place] = -1 if reason is None else _WORDS.index(reason)
                    deciding = finding.deciding
                    grounds[number, place] = self._number([Ground.of(item) for item in deciding])
                    revisions[number, place] = self._joined(item.revision for item in deciding)
        return Lines(reasons.ravel(), grounds.ravel(), revisions.ravel(), self._grounds.things, self._revisions.things)

    def _columns(self, place: int) -> list[int]:
        assert self.looks is not None
        return [self.looks.signals.index(signal) for signal in self._scores.rubric.criteria[place].signals]

    def _tell_stated(self, looks: Looks, rows: Sequence[int]) -> None:
        """Put what the catalogue states where nothing was read; see `Entries.evidence`."""
        assert self.looks is not None
        places = {signal: place for place, signal in enumerate(self.looks.signals)}
        stands = (ANSWERED, OUTCOMES.index(Outcome.NOT_APPLICABLE))
        for number, row in enumerate(rows):
            for signal, item in (self._entries.stated.get(row) or {}).items():
                place = places.get(signal)
                if place is not None and looks.outcomes[number, place] not in stands:
                    self.looks.tell(looks, number, place, item)

    def _rest(
        self, looks: Looks, columns: list[int], decided: npt.NDArray[np.bool_], grounds: Numbers, revisions: Numbers
    ) -> None:
        """Fill in what the levels of one criterion rest on."""
        assert self.looks is not None
        here = np.flatnonzero(decided)
        if not len(here):
            return
        found = looks.grounds[here][:, columns]
        alike, first = alike_rows(list(found.T))
        told = [self._together(tuple(items)) for items in found[first].tolist()]
        grounds[here] = np.array(told, dtype=np.int64)[alike]
        at = np.where(found >= 0, looks.revisions[here][:, columns], -1)
        newest = at.max(axis=1)
        revisions[here] = newest  # mostly all answers of a model were read at one revision
        names = self._revisions.things
        for row in np.flatnonzero(np.any((at >= 0) & (at != newest[:, None]), axis=1)).tolist():
            revisions[here[row]] = self._joined(names[item] for item in at[row].tolist() if item >= 0)

    def _together(self, items: tuple[int, ...]) -> int:
        """Return the number of some grounds together."""
        assert self.looks is not None
        if items not in self._combined:
            things = self.looks.grounds.things
            self._combined[items] = self._number([things[item] for item in items if item >= 0])
        return self._combined[items]

    def _number(self, items: Sequence[Ground]) -> int:
        return self._grounds.number(_together(items)) if items else -1

    def _joined(self, revisions: Iterable[str | None]) -> int:
        """Return the number of some revisions together, -1 for none."""
        text = "; ".join(dict.fromkeys(name for name in revisions if name))
        return self._revisions.number(text) if text else -1


def told_of(entries: Entries, scores: Scores) -> Told:
    """Return what long tables tell of entries, from columns where there are any."""
    looks = None
    if isinstance(entries.evidence_of, OfModels):
        known = entries.evidence_of.automatic
        signals = [*dict.fromkeys(signal for item in scores.rubric.criteria for signal in item.signals)]
        looks = looks_of(entries.evidence_of.snapshot, signals, known)
    return Told(entries, scores, looks)


def reason_of(finding: Finding) -> str | None:
    """Return why a level is unknown, or None where it is not."""
    if finding.level is not Level.UNKNOWN:
        return None
    outcomes = {item.outcome for item in finding.evidence}
    if not outcomes:  # there is nothing to read and nobody has said it
        return _REASONS[Outcome.NOT_LOOKED]
    return next((word for outcome, word in _REASONS.items() if outcome in outcomes), _NOTHING_DECIDES)


def _reasons(outcomes: npt.NDArray[np.int8], levels: npt.NDArray[np.int8]) -> Numbers:
    """Return the code of `reason_of` for many entries and one criterion; `outcomes` are shaped (entries, signals)."""
    reasons = np.full(len(levels), len(_REASONS) if outcomes.shape[1] else 0, dtype=np.int64)
    for code, outcome in reversed([*enumerate(_REASONS)]):
        reasons[np.any(outcomes == OUTCOMES.index(outcome), axis=1)] = code
    return np.where(levels == _UNKNOWN, reasons, -1)


def _together(deciding: Sequence[Ground]) -> Grounds:
    methods = dict.fromkeys(item.method for item in deciding if item.method is not None)
    trust = [item.confidence for item in deciding if item.confidence is not None]
    sources = dict.fromkeys(source for item in deciding for source in item.sources)
    return Grounds(
        " + ".join(methods) or None,
        min(trust, key=_TRUST.index) if trust else None,
        "; ".join(source for source in sources if source) or None,
        max((item.date for item in deciding if item.date), default=None),
        "; ".join(dict.fromkeys(item.by for item in deciding if item.by)) or None,
    )
