"""Tables: whether a row of a table of models, or a heading over its rows, speaks of this model or of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openness.licences.subject import Names, Whose, begins_with_another, names_own_part
from openness.words import Meaning, normal, says

if TYPE_CHECKING:
    from openness.card import Block, Card

_FIELD = re.compile(
    (r"licen[cs]|lizenz|licenc|licencj|\buse\b|usage|terms|commercial|restrict|nutzung|许可|ライセンス|라이선스"),
    re.I,
)
"""A first cell that is no name: what the row tells is a term."""
_OWN_FIELD = re.compile(
    (
        r"\A\W*(?:the |this |our |die |dieses |les |le |ce |los |las |este )?(?:(?:model|trained|pre-?trained|fine-"
        r"?tuned|released) )?(?:weights?|models?|checkpoints?|parameters|availability|access|purpose|release|modell"
        r"|gewichte|zugang|zweck|verfügbarkeit|modèle|poids|accès|modelo|pesos|acceso|modello|pesi|accesso|acesso|gewichten"
        r"|toegang|wagi|dostęp|模型|权重|權重|モデル|重み|모델|가중치)\W*\Z"
    ),
    re.I,
)
"""A first cell of two that names the model or a property of it: a list of fields, not one of models."""
_WORD = re.compile(r"\w")
_FIELDS = 2
_MOST_ROWS = 60


def whose_row(card: Card, number: int, names: Names) -> Whose:
    """Return whose terms the block with this number tells, as a row of a table or a heading over rows.

    A row tells of the model it names; a heading (a row of one cell) of the models in the rows below it, up to the
    next heading. Terms of others are surely theirs only where the table has a place for this model elsewhere; what
    stands in no table is this model's own.
    """
    block = card.blocks[number]
    cells = _cells(block)
    if not cells or any(map(names.is_called, cells)):
        return Whose.OWN
    if len(cells) == 1:
        return _of_heading(card, number, names)
    if block.cells:
        return _of_row(block.cells, names)
    return _others(card, number, names) if begins_with_another(cells[0], names) else Whose.OWN


def _of_row(cells: tuple[str, ...], names: Names) -> Whose:
    first = cells[0]
    if names.is_own(first) or _FIELD.search(first[:60]):
        return Whose.OWN
    if not _WORD.search(first) or (len(cells) == _FIELDS and (_OWN_FIELD.match(first[:60]) or _is_notice(first))):
        return Whose.OWN
    return Whose.OTHER


def _is_notice(first: str) -> bool:
    """Return whether a first cell says that a notice follows, as a mere sign does."""
    return says(Meaning.NOTICE_LABEL, normal(first)) is not None


def _of_heading(card: Card, number: int, names: Names) -> Whose:
    below = _below(card, number)
    named = [cell for row in below for cell in row]
    if any(map(names.is_called, named)) or not any(begins_with_another(cell, names) for cell in named):
        return Whose.OWN
    return Whose.OWN if names_own_part(card.blocks[number].text, names) else _others(card, number, names)


def _others(card: Card, number: int, names: Names) -> Whose:
    """Return that terms in a table are another model's where it tells of this one in another row."""
    listed = any(names.is_called(cell) for step in (-1, 1) for row in _rows(card, number, step) for cell in row)
    return Whose.OTHER if listed else Whose.MAYBE_OTHER


def _below(card: Card, number: int) -> list[tuple[str, ...]]:
    """Return the rows under a heading, up to the next one."""
    rows: list[tuple[str, ...]] = []
    for cells in _rows(card, number, 1):
        if len(cells) == 1:
            break
        rows.append(cells)
    return rows


def _rows(card: Card, number: int, step: int) -> list[tuple[str, ...]]:
    """Return the cells of the rows that follow (or with step -1 precede) a row without a break, the next first."""
    kind, section = card.blocks[number].kind, card.blocks[number].section
    rows: list[tuple[str, ...]] = []
    at = number + step
    while 0 <= at < len(card.blocks) and len(rows) < _MOST_ROWS:
        block = card.blocks[at]
        if block.kind != kind or block.section != section or not (cells := _cells(block)):
            break
        rows.append(cells)
        at += step
    return rows


def _cells(block: Block) -> tuple[str, ...]:
    """Return the cells of a row that hold something, in Markdown or raw HTML; empty for what is no row."""
    cells = block.cells
    if not cells and block.kind == "html" and "|" in block.text:
        cells = tuple(block.text.split("|"))
    return tuple(cell.strip() for cell in cells if cell.strip())
