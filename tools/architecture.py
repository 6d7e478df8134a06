"""Draw the rooms of the package and the arrows between them, and write the page that explains them, from the code."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "openness"
PAGE, PICTURE = "docs/architecture.md", "docs/figures/architecture.svg"

WIDTH, BOX, GAP, ROW = 1080, 128, 24, 92
"""Pixels: the picture, a room's box, the space between boxes, and from one row to the next."""

HEAD = """\
# Architecture

`openness` is a pipeline of rooms. What a room offers may be used by the rooms below it in the picture and by no other;
`tests/test_layers.py` holds the order. The reasons stand in [CONTRIBUTING](../CONTRIBUTING.md).

```
 Hub ──► hub ──► snapshot ──► evidence ──► rubric ──► score ──► ranking ──► views
 (HTTP)  fetch    store        signals      judge      points    order      CLI · CSV/JSON · Streamlit · reports
                                  ▲
                     catalogue ───┘  (systems, roles, assessments)
                     licences  ───┘  (what each licence allows)
```

![The rooms of the package; an arrow leads from a room to one that it uses. Arrows that follow from others are left
out.](figures/architecture.svg)
"""
FOOT = """
The inside of [words, reading and signals](reading.md) and of [licences](licences-inside.md) has pages of its own.

This page and its picture are made by `make docs`; a test fails when they are out of date.
"""


@dataclass(frozen=True)
class Room:
    """One room: its name, what its package says of itself, and the rooms it uses directly."""

    name: str
    says: str
    uses: frozenset[str]


@cache
def rooms() -> dict[str, Room]:
    """Return every room by name, read from the package's own files."""
    texts: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if not name.startswith("__"):
            texts[name].append(path)
    return {name: _room(name, paths, frozenset(texts)) for name, paths in texts.items()}


def _room(name: str, paths: list[Path], known: frozenset[str]) -> Room:
    uses: set[str] = set()
    says = ""
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if (path.name == "__init__.py" and path.parent.parent == PACKAGE) or path.parent == PACKAGE:
            says = (ast.get_docstring(tree) or "").split("\n\n", 1)[0].replace("\n", " ")
        uses |= {other for node in ast.walk(tree) for other in _rooms_of(node) if other in known and other != name}
    return Room(name, says, frozenset(uses))


def _rooms_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom) and node.module:
        parts = node.module.split(".")
        if parts[0] == "openness":
            return parts[1:2] or [alias.name for alias in node.names]
    if isinstance(node, ast.Import):
        return [parts[1] for alias in node.names if (parts := alias.name.split("."))[0] == "openness" and parts[1:]]
    return []


def levels(found: dict[str, Room]) -> dict[str, int]:
    """Return how deep each room lies: 0 uses no other; one more than the deepest it uses."""
    depth: dict[str, int] = {}

    def of(name: str) -> int:
        if name not in depth:
            depth[name] = 0  # a circle would end here; the tests allow none
            depth[name] = 1 + max((of(other) for other in found[name].uses), default=-1)
        return depth[name]

    for name in found:
        of(name)
    return depth


def drawn_arrows(found: dict[str, Room]) -> list[tuple[str, str]]:
    """Return the arrows that do not follow from others: if a uses b and b uses c, a's use of c is left out."""
    reach: dict[str, set[str]] = {}

    def below(name: str) -> set[str]:
        if name not in reach:
            reach[name] = set()
            for other in found[name].uses:
                reach[name] |= {other} | below(other)
        return reach[name]

    return [
        (name, other)
        for name, room in sorted(found.items())
        for other in sorted(room.uses)
        if not any(other in below(via) for via in room.uses if via != other)
    ]


def picture(found: dict[str, Room]) -> str:
    """Return the SVG: one row a level, the first at the top; it reads in light and dark."""
    depth = levels(found)
    rows: dict[int, list[str]] = defaultdict(list)
    for name, level in sorted(depth.items()):
        rows[level].append(name)
    place: dict[str, tuple[float, float]] = {}
    for level, names in rows.items():
        start = (WIDTH - len(names) * BOX - (len(names) - 1) * GAP) / 2
        for number, name in enumerate(names):
            place[name] = (start + number * (BOX + GAP), 20 + level * ROW)
    height = 20 + (max(rows) + 1) * ROW
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"',
        ' role="img" aria-label="Rooms of openness and what each uses" font-family="sans-serif" font-size="14">',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        '<defs><marker id="tip" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">',
        '<path d="M0,0 L8,4 L0,8 z" fill="#5b6470"/></marker></defs>',
    ]
    for name, other in drawn_arrows(found):
        (x1, y1), (x2, y2) = place[name], place[other]
        x1, x2, y2 = x1 + BOX / 2, x2 + BOX / 2, y2 + 48
        middle = (y1 + y2) / 2
        parts.append(
            f'<path d="M{x1:g},{y1:g} C{x1:g},{middle:g} {x2:g},{middle:g} {x2:g},{y2 + 2:g}" fill="none" '
            'stroke="#5b6470" stroke-width="1.2" marker-end="url(#tip)"/>'
        )
    for name, (x, y) in place.items():
        parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{BOX}" height="48" rx="6" fill="#eef3fb" stroke="#2f5c9e"/>'
            f'<text x="{x + BOX / 2:g}" y="{y + 29:g}" text-anchor="middle" fill="#10233f">{escape(name)}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def page(found: dict[str, Room]) -> str:
    """Return the page: the picture and a table of the rooms, those that use the least first."""
    depth = levels(found)
    arrows = sum(len(room.uses) for room in found.values())
    rows = [
        f"| `{name}` | {found[name].says} | {', '.join(sorted(found[name].uses)) or '–'} |"
        for name in sorted(found, key=lambda name: (depth[name], name))
    ]
    count = f"\n{len(found)} rooms, {arrows} arrows in all, those left out of the picture included.\n"
    table = ["", "| room | what it is | uses |", "| --- | --- | --- |", *rows]
    return HEAD + count + "\n".join(table) + "\n" + FOOT


def files() -> dict[str, str]:
    """Return the page and the picture by their path in the project."""
    found = rooms()
    return {PAGE: page(found), PICTURE: picture(found)}
