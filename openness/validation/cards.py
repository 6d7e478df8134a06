"""Measuring our answers about cards against raters': what both decide, what nobody can tell, and facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from openness.reading.ancestry import read_ancestry
from openness.reading.data import read_data
from openness.reading.reading import Reading
from openness.record.columns import from_rows
from openness.record.evidence import Evidence
from openness.record.record import Look, ModelBody, Record
from openness.recordings import recorded_cards, recorded_models
from openness.rubric import Rubric, load_rubric
from openness.score import evaluate
from openness.signals import SIGNALS, extract
from openness.validation.agreement import Interval
from openness.validation.facts import UNDECIDED, names_of, same_answer, same_name
from openness.validation.labels import PARAMETERS
from openness.validation.ratings import QUESTIONS, Rated
from openness.validation.tracing import trace

SAMPLES = 2_000
SEED = 20_261_127
_RANKS = {"closed": 0, "partial": 1, "open": 2, "forbidden": 0, "bounded": 1, "allowed": 2}
_COUNTS = ("decidable", "decided", "right", "too_open", "too_closed", "undecidable", "claims", "both", "same")
_SIGNALS_OF_FACTS = {
    "licence": ("licence.weights",),
    "commercial": ("licence.commercial",),
    "base": ("lineage.base", "lineage.relation"),
    "datasets": ("data.datasets_named",),
}


@dataclass(frozen=True)
class Compared:
    """One question about one card: what each rater says, and what we say from where."""

    rated: Rated
    ours: str
    evidence: str = ""

    @cached_property
    def agreed(self) -> str | None:
        return self.rated.agreed

    @property
    def truth(self) -> str | None:
        """What all raters say; None where they differ, or where all say that the card does not tell."""
        return self.agreed if self.agreed is not None and self.agreed not in UNDECIDED else None

    @property
    def undecidable(self) -> bool:
        """Whether all raters say that the card does not tell."""
        return self.agreed is not None and self.agreed in UNDECIDED

    @property
    def decided(self) -> bool:
        """Whether we claim something."""
        return self.ours not in UNDECIDED

    @property
    def right(self) -> bool:
        return self.truth is not None and same_answer(self.rated.question, self.truth, self.ours)

    @property
    def step(self) -> int:
        """How far ours stands above (positive) or below what all raters say; 0 where that cannot be ordered."""
        if self.truth is None or not self.decided:
            return 0
        return _RANKS.get(self.ours, 0) - _RANKS.get(self.truth, 0) if self.truth in _RANKS else 0

    @cached_property
    def outcome(self) -> str:
        """One of: right, wrong, too open, too closed, missed, claimed, left alone, raters differ."""
        if self.agreed is None:
            return "raters differ"
        if self.undecidable:
            return "claimed" if self.decided else "left alone"
        if not self.decided:
            return "missed"
        if self.right:
            return "right"
        return "too open" if self.step > 0 else "too closed" if self.step < 0 else "wrong"


@dataclass(frozen=True)
class CardFigures:
    """Counts over some cells, and the shares made of them (0 to 1, NaN where there is nothing to divide by)."""

    decidable: int
    """Cells that all raters decide alike."""
    decided: int
    """Those of them that we decide."""
    right: int
    too_open: int
    too_closed: int
    undecidable: int
    """Cells of which all raters say that the card does not tell."""
    claims: int
    """Those of them about which we claim something."""
    both: int
    """Cells that every rater decides, alike or not."""
    same: int

    @property
    def coverage(self) -> float:
        return _share(self.decided, self.decidable)

    @property
    def accuracy(self) -> float:
        return _share(self.right, self.decided)

    @property
    def share_too_open(self) -> float:
        return _share(self.too_open, self.decided)

    @property
    def share_too_closed(self) -> float:
        return _share(self.too_closed, self.decided)

    @property
    def share_claimed(self) -> float:
        return _share(self.claims, self.undecidable)

    @property
    def agreement(self) -> float:
        """How often raters who all decide a cell say the same."""
        return _share(self.same, self.both)


SHARES: Mapping[str, tuple[str, str]] = {
    "coverage": ("decided", "decidable"),
    "accuracy": ("right", "decided"),
    "share_too_open": ("too_open", "decided"),
    "share_too_closed": ("too_closed", "decided"),
    "share_claimed": ("claims", "undecidable"),
    "agreement": ("same", "both"),
}


@dataclass(frozen=True)
class CardValidation:
    """What came of one measurement against raters."""

    rubric: str
    raters: int
    cells: tuple[Compared, ...]
    missing: tuple[str, ...]
    """Rated models of which no card is recorded."""

    @property
    def levels(self) -> list[Compared]:
        """The cells about the twelve parameters."""
        return [cell for cell in self.cells if cell.rated.question in PARAMETERS]

    def of(self, question: str) -> list[Compared]:
        """Return the cells of one question."""
        return [cell for cell in self.cells if cell.rated.question == question]


def validate_cards(ratings: Sequence[Rated], records: Path, rubric: str = "osai") -> CardValidation:
    """Measure our answers against raters' (see `read_ratings`), each card by its text alone as the raters had it.

    `records` is a folder of recordings. Raises UsageError where it is none, RubricError for a rubric that is wrong.
    """
    wanted = {cell.model.lower() for cell in ratings}
    texts = _cards(records, wanted)
    loaded = load_rubric(rubric, {name: signal.domain for name, signal in SIGNALS.items()}).rubric
    answers = {model: _Answers(record) for model, record in sorted(texts.items())}
    levels = _levels(loaded, answers)
    cells = [
        _compare(cell, answers[cell.model.lower()], levels[cell.model.lower()], loaded)
        for cell in ratings
        if cell.model.lower() in answers
    ]
    missing = sorted({cell.model for cell in ratings if cell.model.lower() not in answers})
    raters = len(ratings[0].ratings) if ratings else 0
    return CardValidation(f"{loaded.id} {loaded.version}", raters, tuple(cells), tuple(missing))


def _cards(records: Path, wanted: set[str]) -> dict[str, Record]:
    """Return the rated cards, each as a record of its text alone, by lower-case id."""
    found = {record.id.lower(): record for record in recorded_cards(records) if record.id.lower() in wanted}
    if wanted - found.keys():
        for record in recorded_models(records):
            key = record.id.lower()
            if key in wanted and key not in found and record.card.look is Look.READ:
                found[key] = Record(origin=record.origin, body=ModelBody(id=record.id), card=record.card)
    return found


class _Answers:
    """What we say about one card."""

    def __init__(self, record: Record) -> None:
        self.evidence: Mapping[str, Evidence] = extract(record)
        reading = Reading(record)
        ancestry = read_ancestry(reading)
        if ancestry is not None and ancestry.bases:
            base = "; ".join(ancestry.bases)
        else:
            # who names no base says that there is none only where a training is spoken of
            alone = self.value("lineage.relation") == "none" and read_data(reading).told
            base = "self" if alone else "undecidable"
        names = list(dict.fromkeys(mention.name for mention in read_data(reading).mentions))
        self.facts = {
            "licence": self.value("licence.weights") or "unknown",
            "commercial": self.value("licence.commercial") or "undecidable",
            "base": base,
            "datasets": "; ".join(names) or "none",
        }

    def value(self, signal: str) -> str | None:
        """Return a signal's answer as text, None where it has none."""
        found = self.evidence[signal].value
        return None if found is None else str(found)


def _levels(rubric: Rubric, answers: Mapping[str, _Answers]) -> dict[str, dict[str, str]]:
    rows = [
        {name: found.value for name, found in answer.evidence.items() if found.value is not None}
        for answer in answers.values()
    ]
    scores = evaluate(rubric, from_rows(rows))
    return {
        model: {criterion.id: str(scores.level(at, place)) for at, criterion in enumerate(rubric.criteria)}
        for place, model in enumerate(answers)
    }


def _compare(cell: Rated, answers: _Answers, levels: Mapping[str, str], rubric: Rubric) -> Compared:
    if cell.question in _SIGNALS_OF_FACTS:
        return Compared(cell, answers.facts[cell.question], trace(_SIGNALS_OF_FACTS[cell.question], answers.evidence))
    signals = next((criterion.signals for criterion in rubric.criteria if criterion.id == cell.question), ())
    return Compared(cell, levels.get(cell.question, "unknown"), trace(signals, answers.evidence))


def measure_cards(cells: Iterable[Compared]) -> CardFigures:
    """Return the counts over some cells."""
    return CardFigures(*map(int, _counts(cells)))


def _counts(cells: Iterable[Compared]) -> np.ndarray:
    total = np.zeros(len(_COUNTS), dtype=np.int64)
    for cell in cells:
        known = cell.truth is not None
        total += (
            known, known and cell.decided, cell.right, cell.outcome == "too open", cell.outcome == "too closed",
            cell.undecidable, cell.outcome == "claimed", cell.rated.decided_by_all, known,
        )  # fmt: skip
    return total


def card_intervals(cells: Sequence[Compared], samples: int = SAMPLES, seed: int = SEED) -> dict[str, Interval]:
    """Return 95 % intervals of the shares in `SHARES`; whole models are drawn, with replacement.

    An interval of NaN stands where no sample had anything to divide by.
    """
    models = sorted({cell.rated.model for cell in cells})
    if not models:
        return dict.fromkeys(SHARES, Interval(float("nan"), float("nan")))
    grouped: dict[str, list[Compared]] = {model: [] for model in models}
    for cell in cells:
        grouped[cell.rated.model].append(cell)
    counts = np.array([_counts(grouped[model]) for model in models])
    picks = np.random.default_rng(seed).integers(0, len(models), (samples, len(models)))
    drawn = counts[picks].sum(axis=1).astype(float)
    found = {}
    for name, (part, whole) in SHARES.items():
        above, below = drawn[:, _COUNTS.index(part)], drawn[:, _COUNTS.index(whole)]
        usable = below > 0
        shares = above[usable] / below[usable]
        low, high = np.percentile(shares, [2.5, 97.5]) if usable.any() else (float("nan"), float("nan"))
        found[name] = Interval(float(low), float(high))
    return found


def dataset_f1(cells: Iterable[Compared]) -> tuple[int, int, int, float]:
    """Return, over the cells about data sets in which raters agree: names matched, missed, made up, and F1 of names."""
    matched = missed = extra = 0
    for cell in cells:
        if cell.agreed is None:
            continue
        theirs, ours = names_of(cell.agreed), names_of(cell.ours)
        hit = sum(any(same_name(name, other) for other in ours) for name in theirs)
        matched += hit
        missed += len(theirs) - hit
        extra += sum(not any(same_name(name, other) for other in theirs) for name in ours)
    whole = 2 * matched + missed + extra
    return matched, missed, extra, 2 * matched / whole if whole else float("nan")


def by_question(cells: Sequence[Compared]) -> dict[str, list[Compared]]:
    """Return the cells of each question that occurs, in the order of the guide."""
    found = {name: [cell for cell in cells if cell.rated.question == name] for name in QUESTIONS}
    return {name: rows for name, rows in found.items() if rows}


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
