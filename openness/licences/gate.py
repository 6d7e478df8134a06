"""Gates: the words that a reader must accept before access, as far as a card's metadata tells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from openness.licences.knowledge import Knowledge, Licence, knowledge, normal_spelling
from openness.licences.limit_sentences import limits_of
from openness.licences.saying import GateWords, SaidLimit, Saying, UseLimit
from openness.licences.subject import Names
from openness.record.evidence import Source
from openness.words import scan, understood
from openness.words.pattern import pattern_of

_KEYS = ("extra_gated_prompt", "extra_gated_description", "extra_gated_heading", "extra_gated_button_content")
_MAX_TEXT = 40_000
_MOST = 400
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s+|\n+|(?<=[。！？])")
_LINK = re.compile(r"https?://[^\s)\]>\"']{4,400}")
_NAME = pattern_of(
    r"((?:[A-Z0-9][\w.+-]*(?: v?\d[\w.]*)? ){1,6})(?:\w+ )?(?:Licen[cs]e(?: Agreement)?|Terms(?: of (?:Use|Ser"
    r"vice))?|Agreement|EULA)\b"
)
_TERMS = re.compile(
    (
        r"\b(?:licen[cs]e|terms|agreement|conditions|must|shall|may not|not permitted|not allowed|prohibit\w*|forb"
        r"id\w*|solely|only)\b"
    ),
    re.I,
)
_PERSONAL = re.compile(
    (
        r"\b(?:privacy|contact|e-?mail|personal|information|newsletter|collect\w*|access (?:request|form)|log ?in|"
        r"username|share my|user ?base|thank)\b"
    ),
    re.I,
)
_GENERIC = re.compile(
    (
        r"\b(?:the|this|these|its|our|below|following|above|model) (?:\w+ ){0,2}(?:licen[cs]e|terms|conditions|agr"
        r"eement)\b|^\W*licen[cs]e agreement"
    ),
    re.I,
)
_WORDS = re.compile(r"[\w.+-]+")
_PLAIN = frozenset(
    {
        "i",
        "the",
        "by",
        "you",
        "license",
        "licence",
        "this",
        "model",
        "use",
        "end",
        "user",
        "non",
        "commercial",
        "please",
        "access",
        "a",
    }
)


def gate_words(metadata: Mapping[str, Any], place: Source, names: Names) -> tuple[GateWords, tuple[SaidLimit, ...]]:
    """Return what a gate's words ask for and what they take away; `place` is where they stand.

    Words that bind and name terms we do not know, or in a language without words, are `unread`.
    """
    named: dict[str, Saying] = {}
    limits: dict[UseLimit, SaidLimit] = {}
    unknown: list[Saying] = []
    texts = list(_texts(metadata))
    sentences = _sentences(texts)
    for sentence, hints in zip(sentences, scan([sentence.lower() for sentence in sentences]), strict=True):
        said = Saying(
            sentence[:200], Source(file=place.file, line=place.line, json_path=place.json_path, quote=sentence[:200])
        )
        for limit in limits_of(sentence[:1_000], names, hints):
            limits.setdefault(limit, SaidLimit(limit, said, "gate"))
        licences = _licences(sentence, knowledge())
        for licence in licences:
            named.setdefault(licence.id, Saying(licence.id, said.source))
        if not licences and _names_unknown(sentence):
            unknown.append(said)
    bound = limits.pop(UseLimit.TERMS, None)
    understands = bool(limits.keys() - {UseLimit.COMMERCE})
    unread = _unread(sentences, " ".join(texts), list(named), unknown, bound, place, understands=understands)
    return GateWords(tuple(named.values()), unread), tuple(limits.values())


def _unread(
    sentences: list[str],
    whole: str,
    named: list[str],
    unknown: list[Saying],
    bound: SaidLimit | None,
    place: Source,
    *,
    understands: bool,
) -> Saying | None:
    """Return what binds and was not read: the name of a licence, an address of terms, another language, a duty."""
    known = [normal_spelling(name) for name in named]
    if (said := next((said for said in unknown if not _is_short_for(said.value, known)), None)) is not None:
        return said
    if not named and (linked := next(filter(_links_to_terms, sentences), None)) is not None:
        return Saying(linked[:200], place)
    if whole and not understood(whole):
        return Saying(whole[:200], place)
    if named:
        return None
    if bound is not None:
        return bound.saying
    duty = None if understands else next(filter(_binds, sentences), None)
    return None if duty is None else Saying(duty[:200], place)


def _texts(metadata: Mapping[str, Any]) -> Iterator[str]:
    for key in _KEYS:
        if isinstance(value := metadata.get(key), str) and value.strip():
            yield value[:_MAX_TEXT]
    fields = metadata.get("extra_gated_fields")
    if isinstance(fields, Mapping):
        for name, value in list(fields.items())[:64]:
            yield str(name)[:2_000]
            options = value.get("options") if isinstance(value, Mapping) else None
            if isinstance(options, (list, tuple)) and len(options) < 20:
                yield from (str(item)[:500] for item in options if isinstance(item, str) and len(item.split()) > 3)


def _sentences(texts: list[str]) -> list[str]:
    return [piece.strip() for text in texts for piece in _SENTENCE.split(text) if piece.strip()][:_MOST]


@lru_cache(maxsize=1024)  # the gates of one publisher say the same of many models
def _licences(sentence: str, known: Knowledge) -> tuple[Licence, ...]:
    return tuple(_licences_in(sentence, known))


def _licences_in(sentence: str, known: Knowledge) -> Iterator[Licence]:
    for link in _LINK.findall(sentence):
        if (licence := known.by_link(link)) is not None:
            yield licence
    words = _WORDS.findall(sentence)[:60]
    at = 0
    while at < len(words):
        shortest = 1 if "-" in words[at] else 2
        longest = min(8, len(words) - at) if words[at][0].isupper() else 0
        for length in range(longest, shortest - 1, -1):
            licence = known.find(" ".join(words[at : at + length]))
            if licence is not None and licence.kind != "family_tag":
                yield licence
                at += length - 1
                break
        at += 1


def _names_unknown(sentence: str) -> bool:
    """A licence named in capitals, in a sentence that names none we know."""
    for match in _NAME.finditer(sentence):
        name = [word for word in match[1].split() if word.casefold() not in _PLAIN]
        if name and "Privacy" not in name:
            return True
    return False


def _links_to_terms(sentence: str) -> bool:
    """An address beside words of terms, that we do not know."""
    return bool(_LINK.search(sentence)) and bool(_TERMS.search(sentence)) and not _PERSONAL.search(sentence)


def _is_short_for(sentence: str, known: list[str]) -> bool:
    """Whether the name in a sentence is the beginning of a licence that the same words name in full."""
    names = [
        normal_spelling((" ").join(w for w in match[1].split() if w.casefold() not in _PLAIN))
        for match in _NAME.finditer(sentence)
    ]
    return bool(names) and all(any(name and full.startswith(name) for full in known) for name in names)


def _binds(sentence: str) -> bool:
    """Words of duty that are not about the reader's own data, nor only point to the model's licence."""
    return bool(_TERMS.search(sentence)) and not _PERSONAL.search(sentence) and not _GENERIC.search(sentence)
