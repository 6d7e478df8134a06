"""How levels look everywhere: a sign, a word and a colour, so that no meaning rests on colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from openness.rubric import Level


@dataclass(frozen=True)
class Mark:
    """The look of one level; `badge` is Streamlit's name of the colour, `hex` the same colour in charts."""

    sign: str
    word: str
    badge: str
    hex: str
    meaning: str


MARKS: dict[Level, Mark] = {
    Level.OPEN: Mark("●", "open", "green", "#2e7d4f", "the evidence shows it"),
    Level.PARTIAL: Mark("◐", "partial", "orange", "#b7791f", "only in part, or with conditions"),
    Level.CLOSED: Mark("○", "closed", "red", "#b23b3b", "the evidence shows it is withheld or restricted"),
    Level.UNKNOWN: Mark("?", "unknown", "gray", "#8a929c", "not said, could not be read, or nobody looked"),
    Level.NOT_APPLICABLE: Mark("–", "not applicable", "blue", "#b9c3cf", "the question does not arise"),
}


def badge(level: Level) -> str:
    """Return the Markdown badge of a level."""
    mark = MARKS[level]
    return f":{mark.badge}-badge[{mark.sign} {mark.word}]"


def points(value: float | None) -> str:
    """Return points out of 100 for people; a dash where nothing applies."""
    return "–" if value is None else f"{value:.1f}"


def legend() -> str:
    """Return one line of Markdown that explains the levels."""
    return " &nbsp; ".join(f"{badge(level)} :gray[{mark.meaning}]" for level, mark in MARKS.items())
