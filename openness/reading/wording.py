"""How a sentence means its words: denials, announcements, wishes, and placeholders.

A keyword never makes a thing exist: a sentence that denies it, promises it for later, or belongs to
an unfilled template says something else.
"""

from __future__ import annotations

import re

from openness.words import ALL, Meaning, Stems, says, scan

_FORM = re.compile(
    r"\{\{[^{}]{0,200}\}\}|<!--"
    r"|\[(?:needs more information|optional|insert[^\]]{0,60}|your[^\]]{0,60}|add[^\]]{0,60})\]"
)
"""Forms of a template that nobody filled in."""
_FIELD = re.compile(r"^\s*[-*]?\s*[\w /()\-]{2,50}\s*[:：]?\s*$")
_BRACKETS = re.compile(r"\[\s*\]")
_A_FEW = 6
_MAY_BE_PLACEHOLDER = Stems("[", "{", "<").mask | Meaning.PLACEHOLDER.mask | Meaning.TEMPLATE.mask


def denies(text: str, hints: int = ALL) -> bool:
    """Return whether the lower-case sentence denies or withholds something."""
    return says(Meaning.DENIES, text, hints) is not None


def announces(text: str, hints: int = ALL) -> bool:
    """Return whether the lower-case sentence only promises something for later."""
    return says(Meaning.ANNOUNCES, text, hints) is not None


def denies_plainly(text: str) -> bool:
    """Return whether the lower-case sentence has a plain denial, which holds over a promise beside it."""
    return says(Meaning.DENIES_PLAINLY, text) is not None


def is_placeholder(text: str, hints: int = ALL) -> bool:
    """Return whether the sentence says nothing: template text, "more information needed", "TODO".

    A field label with a placeholder after it ("Hours used: [More Information Needed]") is one too. `hints` are
    those of the sentence, where it was scanned.
    """
    if not hints & _MAY_BE_PLACEHOLDER:
        return False
    may_be_form = "[" in text or "{" in text or "<" in text
    if not (may_be_form or hints & (Meaning.PLACEHOLDER.mask | Meaning.TEMPLATE.mask)):
        return False
    lower = text.lower()
    if hints < 0:
        hints = scan([lower])[0]  # one look for both questions
    match = says(Meaning.PLACEHOLDER, lower, hints) or (_FORM.search(lower) if may_be_form else None)
    if match is not None:
        rest = _BRACKETS.sub("", lower[: match.start()] + lower[match.end() :])
        if len(rest.split()) <= _A_FEW or _FIELD.match(rest):
            return True
    return says(Meaning.TEMPLATE, lower, hints) is not None


def holds_any(text: str, stems: tuple[str, ...]) -> bool:
    """Return whether a text holds one of the stems."""
    for stem in stems:  # noqa: SIM110 - a third faster than any(), and asked for every sentence
        if stem in text:
            return True
    return False
