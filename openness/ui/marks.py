"""How levels look on pages: a sign, a word and a colour, so that no meaning rests on colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from openness.rubric import Level
from openness.ui.frame import say
from openness.views.bar import SIGNS


@dataclass(frozen=True)
class Mark:
    """The colours of one level; `badge` is Streamlit's name of it, `hex` the same colour in charts."""

    badge: str
    hex: str


MARKS: dict[Level, Mark] = {
    Level.OPEN: Mark("green", "#2e7d4f"),
    Level.PARTIAL: Mark("orange", "#c98a1b"),
    Level.CLOSED: Mark("red", "#b23b3b"),
    Level.UNKNOWN: Mark("gray", "#9aa2ab"),
    Level.NOT_APPLICABLE: Mark("blue", "#b9c3cf"),
}


def badge(level: Level) -> str:
    """Return the Markdown badge of a level."""
    return f":{MARKS[level].badge}-badge[{SIGNS[level]} {say()(f'level.{level}')}]"


def points(value: float | None) -> str:
    """Return points out of 100 for people; a dash where nothing applies."""
    return "–" if value is None else f"{value:.1f}"


def legend() -> str:
    """Return one line of Markdown that explains the levels."""
    return " &nbsp; ".join(f"{badge(level)} :gray[{say()(f'level_meaning.{level}')}]" for level in MARKS)
