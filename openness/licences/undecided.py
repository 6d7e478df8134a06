"""Undecided: what is said where a licence is known by name and what it allows is not stated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openness.licences.outcome import UnreadKind
from openness.record.evidence import Evidence

UNREAD = "licence.unread"
"""The signal that holds the kinds of what was not read."""
TERMS = "terms"
"""What stands in place of a kind where all was read, and our facts do not hold the licence's terms."""
_PREFIX = "licence."
_OF_OTHERS = ("code", "data", "documentation", "parts", "inherited", "conflict", "text_included", "weights", "unread")

BRIEF: Mapping[str, str] = {
    UnreadKind.BASE_TERMS: "the terms of a base model",
    UnreadKind.BASE_GONE: "a base model that is not on the Hub",
    UnreadKind.BASE_NOT_READ: "a base model that nobody looked at",
    UnreadKind.BASE_BY_NAME: "a base model told by name alone",
    UnreadKind.BASE_IN_CONFIG: "the base of an adapter that names none",
    UnreadKind.FILE_NOT_READ: "a licence or policy file",
    UnreadKind.FILE_NOT_UNDERSTOOD: "a licence file of an unknown or changed text",
    UnreadKind.LINK: "terms behind a link",
    UnreadKind.GATE_TERMS: "terms to accept before access",
    UnreadKind.CARD_TERMS: "terms the card names",
    UnreadKind.INTENDED_USE: "what the model is meant for",
    UnreadKind.WORDS_NOT_UNDERSTOOD: "terms in another language",
    UnreadKind.HEAD: "the card's metadata",
    TERMS: "its own terms (no facts on them)",
}
"""What was not read or not understood, in a few words, to stand beside a licence's name."""


def is_of_weights(signal: str) -> bool:
    """Return whether a signal asks what the weights' licence is and allows: what is unread of it leaves that open."""
    return signal.startswith(_PREFIX) and not signal.removeprefix(_PREFIX).startswith(_OF_OTHERS)


def why_withheld(unread: Evidence) -> str | None:
    """Return why what a licence allows is not stated, from what `licence.unread` answered; None where all was read."""
    if not unread.value:
        return None
    return withheld_because(unread.note or brief(_kinds(unread.value)))


def withheld_because(what: str) -> str:
    """Return the sentence on a permission that is not stated; `what` names what was not read."""
    return f"Not stated, because it could be taken away: {what}"


def brief(kinds: Iterable[str]) -> str:
    """Return what was not read in a few words, from its kinds."""
    return ", ".join(BRIEF.get(kind, kind.replace("_", " ")) for kind in kinds)


def kinds_in(words: str) -> tuple[str, ...]:
    """Return the kinds that `brief` was given, from its words; for those who say them in another language."""
    known = {said: str(kind) for kind, said in BRIEF.items()}
    return tuple(known.get(part, part) for part in words.split(", ") if part)


def _kinds(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
