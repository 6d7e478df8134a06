"""Notices: the words that a restricted licence obliges people to carry, where a card or a file shows them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from openness.licences.knowledge import Knowledge, Licence, knowledge
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
    for licence, words in _displays(knowledge()):
        for sentence in card.sentences_reading(words):
            at = sentence.lower.find(words)
            if not is_denied(sentence.lower[:at]) and not is_former(sentence.lower[:at]):
                yield licence, sentence
                break


@lru_cache(maxsize=4)
def _displays(known: Knowledge) -> tuple[tuple[Licence, str], ...]:
    """Return the licences that oblige people to show words, each with the words."""
    every = ((licence, _display(licence)) for licence in known.by_id.values())
    return tuple((licence, words) for licence, words in every if words is not None)


def _display(licence: Licence) -> str | None:
    from_facts = next(
        (fact.detail.get("display") for fact in licence.clauses.values() if "display" in fact.detail), None
    )
    words = str(from_facts).casefold() if from_facts is not None and licence.open is False else ""
    return words if len(words.split()) > 1 else None
