"""Making of fingerprints: a known text as hashes, with what may be missing from it told apart."""

from __future__ import annotations

import re

from openness.licences.fingerprint import Fingerprint, pack
from openness.licences.harmless import is_harmless_line, title_words
from openness.licences.knowledge import Licence
from openness.licences.text_words import HEADING_WORDS, SHINGLE, clean_text, line_hash, read_words, shingle_hashes

_HEAD_LINES = 6
_ADVICE = re.compile(r"\W*(?:appendix:? )?how to (?:apply|use) (?:the|these|this) [\w .-]{1,60}\W*", re.I)
"""Advice to authors stands after the terms; an attachment with restrictions does too, and is terms."""


def fingerprint_of(licence: Licence, what: str, source: str, text: str) -> Fingerprint:
    """Return the fingerprint of a text of `licence`; `what` is `licence` or `use policy`."""
    words = read_words(text)
    hashes = shingle_hashes(words.words)
    free = _free_lines(licence, clean_text(text))
    terms = [
        value for index, value in enumerate(hashes) if free.isdisjoint(words.lines[index : index + SHINGLE])
    ] or hashes
    spare = set(hashes) - set(terms)
    return Fingerprint(
        licence.id,
        what,
        source,
        len(words.words),
        pack(terms),
        pack(spare),
        begins=tuple(sorted({hashes[0], terms[0]})),
        ends=tuple(sorted({hashes[-1], terms[-1]})),
        headings=_headings(text),
    )


def _headings(text: str) -> tuple[int, ...]:
    lines = [line for line in clean_text(text).split("\n") if line.strip()][:_HEAD_LINES]
    hashes = (line_hash(line) for line in lines if len(read_words(line).words) <= HEADING_WORDS)
    return tuple(sorted({value for value in hashes if value is not None}))


def _free_lines(licence: Licence, text: str) -> frozenset[int]:
    """Return the lines (from 1) without which a text is the same: headings, holders, what follows the terms."""
    title = title_words(licence)
    lines = text.split("\n")
    found = set()
    over = False
    for number, line in enumerate(lines, start=1):
        over = over or bool(_ADVICE.fullmatch(line))
        if over or (line.strip() and _stands_alone(lines, number - 1) and is_harmless_line(line, title, (licence.id,))):
            found.add(number)
    return frozenset(found)


def _stands_alone(lines: list[str], index: int) -> bool:
    """A line of a paragraph that happens to hold words of the title is no heading."""
    before = lines[index - 1].strip() if index else ""
    after = lines[index + 1].strip() if index + 1 < len(lines) else ""
    return not before or not after
