"""Notices: the words that a restricted licence obliges people to carry, where a card or a file shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from openness.licences.knowledge import Licence, knowledge
from openness.licences.subject import is_denied, is_former

if TYPE_CHECKING:
    from openness.card import Card, Sentence


def is_own_notice(licence: Licence, text: str) -> bool:
    """A sentence "X is licensed under the X licence" is a notice that the licence asks for, if it is restricted."""
    first = licence.id.split("-")[0].rstrip("0123456789.")
    return (
        licence.open is False
        and len(first) > 3
        and text.casefold().count(first) > 1
        and "unlike" not in text.casefold()
    )


def carried(card: Card) -> Iterator[tuple[Licence, Sentence]]:
    """Yield the restricted licences whose required words ("Built with ...") a card shows."""
    for licence in knowledge().by_id.values():
        words = _display(licence)
        if words is None:
            continue
        for sentence in card.sentences_with(words):
            at = sentence.lower.find(words)
            if not is_denied(sentence.lower[:at]) and not is_former(sentence.lower[:at]):
                yield licence, sentence
                break


def _display(licence: Licence) -> str | None:
    from_facts = next(
        (fact.detail.get("display") for fact in licence.clauses.values() if "display" in fact.detail), None
    )
    words = str(from_facts).casefold() if from_facts is not None and licence.open is False else ""
    return words if len(words.split()) > 1 else None
