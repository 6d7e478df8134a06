"""The lineage of a model as a drawing in HTML: what it was made from above it, what was made from it below.

Boxes and lines are lists and borders, so that it follows the page's colours, wraps on a phone, prints, and reads as
nested lists without a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from openness.phrases import Phrases
from openness.record.columns import Column
from openness.safe.markup import page, text

MOST_ABOVE = 10
MOST_BELOW = 6
STYLE = """
.lineage, .lineage ol { list-style: none; margin: 0; padding: 0; }
.lineage .row { display: flex; flex-wrap: wrap; gap: 0.6rem; justify-content: center; }
.lineage .box { border: 1px solid currentColor; border-radius: 0.5rem; padding: 0.4rem 0.7rem; max-width: 22rem;
  overflow-wrap: anywhere; text-align: center; margin: 0; }
.lineage .here { border-width: 3px; font-weight: 600; }
.lineage .licence, .lineage .more { display: block; text-align: center; font-size: 0.85rem; font-weight: 400; }
.lineage .arrow { text-align: center; font-size: 0.85rem; line-height: 1.3; padding: 0.2rem 0; }
.lineage .arrow::before { content: ""; display: block; width: 0; height: 0.9rem; margin: 0 auto;
  border-left: 2px solid currentColor; }
.lineage .arrow::after { content: "▼" / ""; display: block; line-height: 1; }
.lineage a { color: inherit; text-decoration: underline; }
"""


@dataclass(frozen=True)
class Node:
    """One model with the licence told of it; `address` of its page where the snapshot holds it."""

    name: str
    licence: str | None
    address: str | None
    here: bool = False
    bases: tuple[str, ...] = ()
    """What it names as its bases; told where several models stand in a row."""


@dataclass(frozen=True)
class Family:
    """A model between what it was made from, the furthest first, and what was made from it."""

    generations: tuple[tuple[Node, ...], ...]
    """The furthest ancestors first; the last is the model itself."""
    relation: str | None
    """How the model came from the generation before it."""
    children: tuple[Node, ...] = ()
    more: int = 0
    """How many children are not shown."""


def bases_of(column: Column, row: int | None) -> list[str]:
    """Return the ids that a model names as its bases; several are joined by commas in one answer."""
    code = -1 if row is None else int(column.codes[row])
    return [] if code < 0 else [part.strip() for part in str(column.values[code]).split(",") if part.strip()]


def generations(start: str, row_of: Callable[[str], int | None], column: Column) -> list[list[str]]:
    """Return the ids of `start` and its ancestors by generation, the furthest first, each id once.

    `row_of` gives the row of an id in `column`. At most MOST_ABOVE generations of MOST_ABOVE models.
    """
    found, seen = [[start]], {start.casefold()}
    while len(found) < MOST_ABOVE:
        named = dict.fromkeys(base for one in found[-1] for base in bases_of(column, row_of(one)))
        above = [base for base in named if base.casefold() not in seen][:MOST_ABOVE]
        if not above:
            break
        seen |= {base.casefold() for base in above}
        found.append(above)
    return found[::-1]


def children_of(name: str, column: Column) -> list[int]:
    """Return the rows that name a model as a base of theirs; each distinct answer is read once."""
    wanted = name.casefold()
    codes = [
        code
        for code, value in enumerate(column.values)
        if wanted in [part.strip() for part in str(value).casefold().split(",")]
    ]
    return np.flatnonzero(np.isin(column.codes, codes)).tolist() if codes else []


def drawing(family: Family, say: Phrases) -> str:
    """Return the family as HTML."""
    parts = []
    for place, generation in enumerate(family.generations):
        last = place == len(family.generations) - 1
        if place:
            parts.append(_arrow(family.relation or say("lineage.made") if last else say("lineage.made")))
        crowded = len(generation) > 1 or (place > 0 and len(family.generations[place - 1]) > 1)
        parts.append(_boxes(generation, say, told=crowded))
    if family.children:
        parts += [_arrow(say("lineage.made")), _boxes(family.children, say, told=False)]
        if family.more:
            parts.append(f'<span class="more">{text(say("lineage.more", count=f"{family.more:,}"))}</span>')
    steps = "".join(f"<li>{one}</li>" for one in parts)
    return f'<ol class="lineage" aria-label="{text(say("model.lineage"))}">{steps}</ol>'


def _arrow(words: str) -> str:
    return f'<div class="arrow">{text(words)}</div>'


def _boxes(nodes: Sequence[Node], say: Phrases, *, told: bool) -> str:
    return f'<div class="row">{"".join(_box(node, say, told=told) for node in nodes)}</div>'


def _box(node: Node, say: Phrases, *, told: bool) -> str:
    name = page(node.name, node.address) if node.address else text(node.name, 200)
    lines = [say("lineage.licence", licence=node.licence) if node.licence else say("lineage.licence_unknown")]
    if told and node.bases:
        lines.append(say("lineage.from", names=", ".join(node.bases)))
    under = "".join(f'<span class="licence">{text(line, 300)}</span>' for line in lines)
    return f'<div class="box{" here" if node.here else ""}">{name}{under}</div>'
