"""Rubrics in words: what they ask, a file to start from, and what a replay shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from openness.files.frames import pd
from openness.ranking.replay import Replay
from openness.rubric.condition import (
    All,
    Any,
    Comparison,
    Condition,
    Count,
    Defined,
    DimensionTest,
    LevelTest,
    Not,
    Test,
)
from openness.rubric.rating import LEVELS as RATED
from openness.rubric.rubric import Criterion, Ladder, Rating, Rubric
from openness.snapshot.tables import value_text
from openness.views.forms import rows_of
from openness.views.table import text_table

_LONGEST_ID = 80
_NO_TEXT = ("true", "false", "null")
_SIGNS = {
    Comparison.IS: "is",
    Comparison.AT_LEAST: "is at least",
    Comparison.AT_MOST: "is at most",
    Comparison.INCLUDES_ANY: "includes",
    Comparison.INCLUDES_ALL: "includes all of",
    Comparison.SIZE_AT_LEAST: "has a size of at least",
}


def condition_words(condition: Condition) -> str:
    """Return a condition as a sentence part."""
    match condition:
        case Test(signal, comparison, values):
            return f"{signal} {_SIGNS[comparison]} {' or '.join(value_text(value) for value in values)}"
        case LevelTest(criterion, levels):
            return f"{criterion} is {' or '.join(sorted(levels))}"
        case DimensionTest(dimension, at_least):
            return f"{dimension} scores at least {at_least:g}"
        case All(parts):
            return " and ".join(_bracketed(part) for part in parts)
        case Any(parts):
            return " or ".join(_bracketed(part) for part in parts)
        case Not(part):
            return f"not {_bracketed(part)}"
        case Count(parts, at_least, at_most):
            bounds = [f"at least {at_least}"] if at_least is not None else []
            bounds += [f"at most {at_most}"] if at_most is not None else []
            return f"{' and '.join(bounds)} of: {'; '.join(condition_words(part) for part in parts)}"
        case Defined(name, option, part):
            chosen = f", option {option}" if option else ""
            return f"{name}{chosen} ({condition_words(part)})"


def _bracketed(condition: Condition) -> str:
    words = condition_words(condition)
    return f"({words})" if isinstance(condition, (All, Any, Count)) else words


def rubric_text(rubric: Rubric) -> str:
    """Return a rubric in words."""
    lines = _head_lines(rubric)
    for dimension, title in rubric.dimensions.items():
        lines += ["", title]
        for criterion in rubric.criteria:
            if criterion.dimension == dimension:
                lines += _criterion_lines(criterion, rubric)
    for gate in rubric.gates:
        lines += ["", f"Gate {gate.id}: {gate.question}", f"  passed where {condition_words(gate.condition)}"]
    if rubric.ladder is not None:
        lines += ["", *_ladder_lines(rubric.ladder)]
    return "\n".join(lines) + "\n"


def _head_lines(rubric: Rubric) -> list[str]:
    lines = [f"{rubric.title} ({rubric.reference})"]
    lines += [rubric.description] if rubric.description else []
    lines += [f"Source: {source}" for source in rubric.sources]
    lines += [f"Note: {rubric.notice}"] if rubric.notice else []
    return [*lines, *(f"Switch {name}: {option}" for name, option in rubric.switches.items())]


def _criterion_lines(criterion: Criterion, rubric: Rubric) -> list[str]:
    cites = f" [{criterion.cites}]" if criterion.cites else ""
    lines = [f"  {criterion.id}{cites}, {criterion.points:g} points: {criterion.question}"]
    if criterion.applies_to is not None:
        lines.append(f"      applies where {condition_words(criterion.applies_to)}")
    lines += [f"      {level}: {condition_words(condition)}" for level, condition in criterion.levels]
    lines.append(f"      otherwise {criterion.otherwise}; undecided means unknown")
    when = "decides first" if rubric.assessments == "first" else "decides where that is unknown, or is more open"
    lines += [f"      the assessment {rating_words(rating)} {when}" for rating in criterion.ratings]
    lines += [f"      why: {criterion.why}", f"      fix: {criterion.fix}"]
    return [*lines, f"      ask: {criterion.ask}"] if criterion.ask else lines


def rating_words(rating: Rating) -> str:
    """Return a rating as it is written: its signal, and what carries over where that is not all as it is."""
    carried = {word: level.value for word, level in rating.levels.items()}
    if len(carried) == len(RATED) and all(word == here for word, here in carried.items()):
        return rating.signal
    told = ", ".join(word if word == here else f"{word} as {here}" for word, here in carried.items())
    return f"{rating.signal} ({told})"


def _ladder_lines(ladder: Ladder) -> list[str]:
    lines = [ladder.title]
    for rung in ladder.rungs:
        lines.append(f"  {rung.label}")
        lines += [f"      {item.name}: {condition_words(item.condition)}" for item in rung.requirements]
    return [*lines, f"  otherwise: {ladder.otherwise}"]


_LISTED = ("id", "version", "criteria", "ranks", "title")


def _listed(rubric: Rubric) -> tuple[str, int, int, str, str]:
    return rubric.id, rubric.version, len(rubric.criteria), rubric.ranks, rubric.title


def presets_table(rubrics: Sequence[Rubric]) -> str:
    """Return one line a rubric: id, version, number of criteria, what it ranks, title."""
    rows = [[str(cell) for cell in _listed(item)] for item in rubrics]
    return text_table(list(_LISTED), rows, right=["version", "criteria"])


def presets_frame(rubrics: Sequence[Rubric]) -> pd.DataFrame:
    """Return the rubrics as a table for data: one row a rubric, its digest last."""
    frame = pd.DataFrame([_listed(item) for item in rubrics], columns=list(_LISTED))
    return frame.assign(rubric_digest=[item.digest for item in rubrics])


def criteria_rows(rubric: Rubric) -> pd.DataFrame:
    """Return the criteria as a table for data: one row a criterion, conditions in words."""
    rows = [
        (
            item.id, item.dimension, item.question, item.points,
            *(next((condition_words(test) for level, test in item.levels if level.value == name), None)
              for name in ("open", "partial", "closed")),
            item.otherwise.value, "; ".join(map(rating_words, item.ratings)) or None, item.why, item.fix, item.ask,
        )
        for item in rubric.criteria
    ]  # fmt: skip
    names = (
        "id",
        "dimension",
        "question",
        "points",
        "open",
        "partial",
        "closed",
        "otherwise",
        "assessment",
        "why",
        "fix",
        "ask",
    )
    return pd.DataFrame(rows, columns=list(names))


def _identifier(name: str) -> str:
    """Return a name as an id of a rubric: letters without their marks, and digits, joined by `-`."""
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST_ID].strip("-") or "mine"


def starting_rubric(name: str, extends: str | None) -> str:
    """Return the text of a valid rubric to start from."""
    identifier = _identifier(name)
    # Quoted where YAML would read a number, true, false or null.
    written = identifier if identifier[0].isalpha() and identifier not in _NO_TEXT else f'"{identifier}"'
    head = f"# yaml-language-server: $schema=rubric.schema.json\nid: {written}\nversion: 1\n"
    if extends is not None:
        return head + (
            f"title: {identifier}, from {extends}\nextends: {extends}\n"
            "# Leave criteria out by id, or change parts of one by naming its id and the parts:\n"
            "remove: []\ncriteria: []\n"
        )
    return head + (
        "title: One line on what this rubric asks\n"
        "dimensions:\n  weights: Weights\n"
        "criteria:\n"
        "  - id: weights-final\n"
        "    dimension: weights\n"
        "    question: Can anyone download the weights?\n"
        "    points: 10\n"
        "    levels: # tried in this order; the first that holds wins, undecidable means unknown\n"
        "      open: {all: [{weights.published: all}, {access.gate: none}]}\n"
        "      partial: {weights.published: [partial, all]}\n"
        "    otherwise: closed\n"
        "    why: Say why this matters to a reader.\n"
        "    fix: Say what the publisher can do about it.\n"
        "examples: # run by `openness rubric test`\n"
        "  - name: gated weights are only partly open\n"
        "    given: {weights.published: all, access.gate: manual}\n"
        "    expect: {weights-final: partial}\n"
    )


def sensitivity_table(frame: pd.DataFrame) -> str:
    """Return either table of a sensitivity as text; shares and correlations have four places."""
    rows = [[_sensitivity_cell(name, value) for name, value in row.items()] for row in rows_of(frame)]
    return text_table(list(frame.columns), rows, right=["correlation", "next_ahead", "largest_move", "score"])


def _sensitivity_cell(name: str, value: object) -> str:
    if not isinstance(value, float):
        return "" if value is None else str(value)
    places = {"correlation": ".4f", "next_ahead": ".4f", "score": ".1f"}
    return format(value, places.get(name, "g"))


def replay_summary(found: Replay, snapshot: str) -> str:
    """Return what a replay shows in a few lines."""
    moved = f"{len(found.moves)} of {found.entries} move, {found.own} of them in score or label"
    lines = [f"{found.old.reference} to {found.new.reference} on snapshot {snapshot}: {moved}"]
    if found.correlation is not None:
        lines.append(f"rank correlation (Spearman) {found.correlation:.4f}")
    largest = [row for row in rows_of(found.moves.head(3)) if row["moved_by"]]
    lines += [
        f"largest: {row['id']} {row['old_score']:.1f} -> {row['new_score']:.1f} by {row['moved_by']}" for row in largest
    ]
    return "\n".join(lines)
