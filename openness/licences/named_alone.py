"""Named alone: a licence whose name is all that a line says, in a section on the licence ("## License", "MIT")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from openness.card.document import Block
from openness.licences.knowledge import Licence
from openness.licences.limit_sentences import is_on_licence
from openness.licences.named_runs import LICENCE_WORDS, named_run
from openness.licences.subject import scopes
from openness.record.file_names import Scope

if TYPE_CHECKING:
    from openness.card import Card

BRACKET = re.compile(r"^\s*(?:licen[cs]e)?\s*\(([^()]{1,60})\)", re.I)
"""What stands in brackets after a licence's name: often the part it is for."""
_MOST = 120
_MOST_LINES = 200
_BOLD_LINE = 7
"""The level of a section that is a paragraph of one bold line."""
_SUFFIX = re.compile(rf"-(?:{LICENCE_WORDS})\b", re.IGNORECASE)
_BEFORE = re.compile(r"[^\w]*(?:the\s)?", re.IGNORECASE)
_AFTER = re.compile(rf"[^\w()]*(?:{LICENCE_WORDS})?[^\w()]*(?:\([^()]{{1,60}}\))?[^\w()]*", re.IGNORECASE)


def named_alone(card: Card) -> Iterator[tuple[Scope, Licence, Block]]:
    """Yield the licences that lines of sections on the licence name and say nothing else, with the part and the line.

    The title is what a field's label is: a line below "Code licence" is the code's; one that names its part in
    brackets is that part's. Rows of tables are read elsewhere.
    """
    titled = {number for number, section in enumerate(card.sections) if section.title and is_on_licence(section.title)}
    if not titled:
        return
    for number, section in enumerate(card.sections):
        if section.level == _BOLD_LINE and number - 1 in titled:
            line = Block("paragraph", section.title[:_MOST], section.line, number)
            yield from _in_line(line, card.sections[number - 1].title)
    lines = [block for block in card.blocks if block.section in titled and not block.cells and len(block.text) <= _MOST]
    for block in lines[:_MOST_LINES]:
        yield from _in_line(block, card.sections[block.section].title)


def _in_line(block: Block, title: str) -> Iterator[tuple[Scope, Licence, Block]]:
    opening = _BEFORE.match(block.text)
    words = _SUFFIX.sub("", block.text[opening.end() if opening is not None else 0 :])
    named, length = named_run(words, surely=True)
    if named is None or not _AFTER.fullmatch(words[length:]):
        return
    bracket = BRACKET.match(words[length:])
    told = scopes(bracket[1]) if bracket is not None else (Scope.ALL,)
    for scope in scopes(title) if told == (Scope.ALL,) else told:
        yield scope, named, block
