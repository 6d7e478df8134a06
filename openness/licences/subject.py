"""Subjects: whose terms a clause of a sentence speaks of, and whether it is denied or past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from openness.licences.knowledge import family_names
from openness.record.file_names import Scope
from openness.words import Meaning, every, says

if TYPE_CHECKING:
    from openness.card import Card


class Whose(StrEnum):
    """Whose terms a clause speaks of."""

    OWN = "own"
    MAYBE_OTHER = "maybe another model's"
    """A name stands there that the card does not call its own."""
    OTHER = "another model's"


_SCOPES = (
    (Scope.CODE, Meaning.OF_CODE),
    (Scope.DATA, Meaning.DATA),
    (Scope.DOCUMENTATION, Meaning.OF_DOCUMENTATION),
    (Scope.WEIGHTS, Meaning.OF_WEIGHTS),
)
_UNNAMED = re.compile(r"[^a-z0-9]+")
_PAUSE = re.compile(r"[;:,.。；，]\s*")
_ENDS = re.compile(r"[.;,。；，、]")
"""A denial before one of them is not one of what follows it."""
_DENIED_WITHIN = 40
_SIGNS = " \t\n(),;:.-–—*_\"'"
_LONE = re.compile(r"[a-zß-ÿ-]{2,30},\s*\Z")
"""One word between commas, in small letters of a script that parts words by spaces."""
_NAME = re.compile(r"[A-Za-z][\w+]*(?:[-.][\w+]+)*")
_SIZE = re.compile(r"\d+(?:\.\d+)?[bm]$|v\d", re.I)
_FORM = re.compile(
    r"(?:v\d[\w.]*|(?:bf|fp|int|nf|mxfp|nvfp)\d\w*|i?q\d(?:_\w+)?|w\d+a\d+|gguf|ggml|lora|qlora)(?:[-_.][a-z_]+)?$",
    re.I,
)
"""A version or a form of the same weights ("v1.1", "BF16", "Q4_K_M"), which is no other model's name."""
_SURE_NAME = 4
_SIZES = re.compile(r"\d+[bm](?![a-z])")
_PLAIN = frozenset(
    (
        "ai llm llms api apis github huggingface hub mit bsd apache gpl cc by nc sa nd pytorch readme eu usa url faq"
    ).split()
)


_STARTS = frozenset(
    "the this our all both these that its their a an any each while although since and or if for in".split()
)
"""Words that a sentence begins with and that begin no name."""


OWN_WORDS = frozenset(
    {"this", "it", "that", "these", "here", "dies", "dieses", "es", "ce", "ceci", "questo", "este", "dit"}
)
"""Words that stand for this model at the beginning of a sentence."""


@dataclass(frozen=True)
class Names:
    """What a card calls its own model: the parts of its id and its title, joined in lower case."""

    own: str

    def is_sibling(self, name: str) -> bool:
        """Return whether a name has another size than the model's own: one of its family, not this one."""
        sizes = set(_SIZES.findall(name.casefold()))
        own = set(_SIZES.findall(self.own))
        return bool(sizes and own and not sizes & own)

    def is_own(self, name: str) -> bool:
        """Return whether a name is the model's own or a part of it."""
        bare = _bare(name)
        return len(bare) >= 2 and bare in self.own

    def is_called(self, name: str) -> bool:
        """Return whether a name is the model's own whole name, with or without its publisher, or its card's title."""
        return bool(bare := _bare(name)) and bare in self.own.split()


def _bare(text: str) -> str:
    return _UNNAMED.sub("", text.casefold())


def own_names(model: str, card: Card | None = None) -> Names:
    """Return what counts as the model's own name: its id's last part and the title of its card."""
    titles = [section.title for section in card.sections if section.level == 1][:1] if card is not None else []
    return Names(" ".join(map(_bare, (model.rpartition("/")[2], model, *titles))))


def whose(clause: str, names: Names) -> Whose:
    """Return whose terms a clause speaks of, by the words before its verb."""
    lower = clause.lower()
    if says(Meaning.OF_ANOTHER, lower):
        return Whose.OTHER
    if says(Meaning.OF_THIS, lower):
        return Whose.OWN
    found = [match for match in _NAME.finditer(clause) if match.group().casefold() not in _PLAIN]
    doubt = False
    for match in found:
        word = match.group()
        follows = next(iter(clause[match.end() : match.end() + 24].split()), "")
        mixed = (any(sign.isupper() for sign in word[1:]) and not word.isupper()) or any(map(str.isdigit, word))
        double = word[0].isupper() and follows[:1].isupper() and word.casefold() not in _STARTS
        named = mixed or (word[0].isupper() and bool(_SIZE.match(follows))) or double
        if _bare(word) in family_names() and word[0].isupper() and not names.is_own(word):
            return Whose.OTHER
        if named and not _SIZE.match(word) and not names.is_own(word):
            if names.is_sibling(word.replace(".", "")):
                return Whose.OTHER
            doubt = True
    return Whose.MAYBE_OTHER if doubt else Whose.OWN


def begins_with_another(text: str, names: Names) -> bool:
    """Return whether words begin with the name of another model ("Star-7B-Chat: a chat model")."""
    match = _NAME.search(text[:40])
    if match is None or text[: match.start()].strip(" -*•[(`"):
        return False
    word = match.group()
    mixed = (any(sign.isupper() for sign in word[1:]) and not word.isupper()) or any(map(str.isdigit, word))
    return mixed and not names.is_own(word) and word.casefold() not in _PLAIN and not _FORM.match(word)


def names_own_part(text: str, names: Names) -> bool:
    """Return whether words point at this model: "this", "our", or a name of four letters or more that is its own."""
    told = (match.group() for match in _NAME.finditer(text))
    return says(Meaning.OF_THIS, text.lower()) is not None or any(
        len(name) >= _SURE_NAME and names.is_own(name) for name in told
    )


def is_denied(before: str, after: str = "") -> bool:
    """Return whether the words around something deny it ("is not released under", "... does not apply")."""
    following = after[:_DENIED_WITHIN].lower()
    denial = says(Meaning.DENIED_AFTER, following) if following else None
    if denial is not None and _ENDS.search(following[: denial.start()]) is None:
        return True
    lower = before[-120:].lower()
    near = (lower[match.end() :] for match in every(Meaning.NEGATES, lower))
    if not any(len(between) <= _DENIED_WITHIN and _ENDS.search(between) is None for between in near):
        return False
    return says(Meaning.NOT_ONLY, lower[-60:]) is None


def is_former(before: str, after: str = "") -> bool:
    """Return whether the words around something say that it was so once ("formerly MIT", "MIT until version 2")."""
    if says(Meaning.FORMERLY, before.lower()) or says(Meaning.MOVED_FROM, before[-80:].lower()):
        return True
    lower = after[:40].lower()
    return (until := says(Meaning.UNTIL, lower)) is not None and not lower[: until.start()].strip(_SIGNS)


def scopes(subject: str) -> tuple[Scope, ...]:
    """Return the parts of a release that words speak of; the whole where none is named."""
    lower = subject.lower()
    return tuple(scope for scope, meaning in _SCOPES if says(meaning, lower)) or (Scope.ALL,)


def clauses(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield each clause of a sentence with the words that tell its subject: a relative clause has the one before."""
    before = ""
    for clause in _parts(sentence):
        yield clause, before + clause if says(Meaning.REFERS_BACK, clause.lower()) else clause
        before = clause


def contrasted(sentence: str) -> Iterator[str]:
    """Yield a sentence in the pieces that it tells apart: after "but" other things hold than before."""
    lower = sentence.lower()
    at = 0
    for match in every(Meaning.CONTRASTS, lower) if len(lower) == len(sentence) else ():
        if sentence[at : match.start()].strip():
            yield sentence[at : match.start()]
            at = match.start()
    yield sentence[at:]


def _parts(sentence: str) -> Iterator[str]:
    """Yield a sentence in parts; a lone word is one of a list and parts nothing ("lend, rent or sell the model")."""
    ends = [*_cuts(sentence), len(sentence)]
    kept = start = 0
    for end, following in zip(ends, [*ends[1:], None], strict=True):
        in_list = kept < start and _LONE.match(sentence, start, end) is not None
        opens_list = following is not None and _LONE.match(sentence, end, following) is not None
        start = end
        if not (in_list or opens_list) or following is None:
            if sentence[kept:end].strip():
                yield sentence[kept:end]
            kept = end


def _cuts(sentence: str) -> Iterator[int]:
    """Yield where clauses end: after a sign that parts them, and after a word such as "but" in the midst of one.

    Words that open a clause ("for commercial use, ...") and a label before it ("Commercial use: ...") are parts of it.
    """
    lower = sentence.lower()
    signs = [match.span() for match in _PAUSE.finditer(sentence)]
    words = [match.span() for match in every(Meaning.CONTRASTS, lower)] if len(lower) == len(sentence) else []
    last = read = 0
    opened = False
    for begin, end in sorted((*signs, *words)):
        if sentence[last:begin].strip():
            told, read = sentence[read:begin], end
            if not opened and _belongs_to_the_next(told, sentence[begin : begin + 1], first=not last):
                opened = sentence[begin] not in _LABELS
                continue
            yield end
            last, opened = end, False


def _belongs_to_the_next(told: str, sign: str, *, first: bool) -> bool:
    if sign in _LABELS:
        return first and len(told) <= _MOST_LABEL
    return sign in _COMMAS and says(Meaning.OPENS, told.strip(_SIGNS).lower()) is not None


_LABELS, _COMMAS = ":：", ",，"
_MOST_LABEL = 32
