"""Comparisons: two to five entries side by side, and where they really differ.

Unknown against open is no difference: it is not known of one of them, which is said as such.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from openness.ranking.entries import Entries
from openness.rubric.condition import Level
from openness.rubric.rubric import Rubric
from openness.safe.terminal import plain
from openness.signals.signal import Signal
from openness.snapshot.tables import value_text
from openness.views.bar import SIGNS
from openness.views.explanation import Explanation, explain_each
from openness.views.table import text_table

AT_MOST = 5
CLAUSES = (
    "licence.commercial", "licence.user_threshold", "licence.revenue_threshold", "licence.use_restrictions",
    "licence.public_body", "licence.eu_usable", "licence.modification", "licence.redistribution",
    "licence.registration", "licence.revocable", "licence.terms_may_change", "licence.share_alike", "licence.ai_act",
)  # fmt: skip
"""What licences are compared by."""
_FACTS = (
    "organisation", "status", "origin", "parent", "upstream", "upstream_model", "licence", "licence_unread",
    "governing_law", "excluded_places", "modality", "released", "languages.eu", "public_compute", "compute_hours",
    "training_summary", "training_summary_page", "training_summary_seen", "library", "revision", "model",
)  # fmt: skip
"""Facts beside the score, where the list has them."""
_SIGNALS = ("model.parameters", "languages.eu_official", "lineage.base")


class Unlike(StrEnum):
    """How far the cells of a line differ."""

    SAME = "same"
    DIFFERS = "differs"
    NOT_KNOWN = "not known of all"


@dataclass(frozen=True)
class Line:
    """One line of a comparison; `part` is a dimension, `clauses` or `facts`; None is a cell not known."""

    part: str
    question: str
    cells: tuple[str | None, ...]
    level: bool = False

    @property
    def unlike(self) -> Unlike:
        known = {cell for cell in self.cells if cell is not None}
        if len(known) > 1:
            return Unlike.DIFFERS
        return Unlike.SAME if len(known) == 0 or None not in self.cells else Unlike.NOT_KNOWN


@dataclass(frozen=True)
class Comparison:
    """Entries side by side under one rubric."""

    found: tuple[Explanation, ...]
    rubric: Rubric
    lines: tuple[Line, ...]

    def part(self, name: str, *, only_different: bool = False) -> list[Line]:
        """Return the lines of one part; with `only_different`, those that really differ."""
        return [
            line for line in self.lines if line.part == name and (not only_different or line.unlike is Unlike.DIFFERS)
        ]


def compare(entries: Entries, rows: Sequence[int], rubric: Rubric, signals: Mapping[str, Signal]) -> Comparison:
    """Return the entries at these rows side by side."""
    chosen = entries.only(rows)
    found = explain_each(chosen, rubric)
    lines = [
        *_level_lines(found, rubric),
        *_answer_lines("clauses", CLAUSES, chosen, rubric, signals),
        *_answer_lines("facts", _SIGNALS, chosen, rubric, signals),
        *_detail_lines(chosen),
    ]
    return Comparison(found, rubric, tuple(lines))


def _level_lines(found: Sequence[Explanation], rubric: Rubric) -> Iterator[Line]:
    for place, criterion in enumerate(rubric.criteria):
        cells = tuple(_level(item.findings[place].level) for item in found)
        yield Line(criterion.dimension, criterion.question, cells, level=True)


def _answer_lines(
    part: str,
    names: Sequence[str],
    chosen: Entries,
    rubric: Rubric,
    signals: Mapping[str, Signal],
) -> Iterator[Line]:
    columns = chosen.columns(rubric.assessments)
    for name in names:
        column = columns.column(name)
        cells = tuple(value_text(column.values[code]) or None if code >= 0 else None for code in column.codes.tolist())
        yield Line(part, signals[name].question, cells)


def _detail_lines(chosen: Entries) -> Iterator[Line]:
    for name in _FACTS:
        if name in chosen.details:
            yield Line("facts", name, tuple(_detail(chosen, name, row) for row in range(len(chosen.ids))))


def _detail(entries: Entries, name: str, row: int) -> str | None:
    told = entries.details[name][row]
    if told is None and name == "licence_unread" and entries.details["licence"][row] is not None:
        return "none"  # of a licence that is known nothing is left open
    return None if told is None else str(told)


def _level(level: Level) -> str | None:
    return None if level is Level.UNKNOWN else str(level)


def as_text(comparison: Comparison, *, only_different: bool = False) -> str:
    """Return the comparison as tables for a terminal; `≠` marks a difference, `?` what is not known."""
    names = [item.name for item in comparison.found]
    figures = [
        ["proven score", *(_points(item.low) for item in comparison.found)],
        ["possible", *(_points(item.high) for item in comparison.found)],
        ["coverage", *(f"{100 * item.coverage:.0f} %" for item in comparison.found)],
    ]
    if comparison.rubric.ladder is not None:
        figures.append(["label", *(item.label or "–" for item in comparison.found)])
    parts = [text_table(["", *names], figures)]
    for name in (*comparison.rubric.dimensions, "clauses", "facts"):
        lines = comparison.part(name, only_different=only_different)
        if lines:
            title = "licence clauses" if name == "clauses" else name
            parts.append(text_table([title, *names], [_cells(line) for line in lines]))
    return "\n".join(parts)


_YES_NO = {"true": "yes", "false": "no"}
"""What a table says of an answer to a question; data keep it as it is stored."""


def _cells(line: Line) -> list[str]:
    mark = {Unlike.DIFFERS: "≠ ", Unlike.NOT_KNOWN: "? "}.get(line.unlike, "  ")
    shown = []
    for cell in line.cells:
        if cell is None:
            shown.append("?" if not line.level else f"{SIGNS[Level.UNKNOWN]} unknown")
        else:
            shown.append(f"{SIGNS[Level(cell)]} {cell}" if line.level else plain(_YES_NO.get(cell, cell))[:60])
    return [f"{mark}{line.question}", *shown]


def _points(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def as_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """Return the comparison as plain rows: part, question, whether it differs, and a cell an entry."""
    return [
        {
            "part": line.part,
            "question": line.question,
            "unlike": str(line.unlike),
            **{item.entry: cell for item, cell in zip(comparison.found, line.cells, strict=True)},
        }
        for line in comparison.lines
    ]
