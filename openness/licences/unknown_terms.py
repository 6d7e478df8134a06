"""Unknown terms: a sentence of a card that puts this model under a licence by a name that we do not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openness.licences.named_runs import UNDER, WORD, is_changed, named_run
from openness.licences.saying import Saying
from openness.licences.subject import Names, Whose, is_denied, is_former, scopes, whose
from openness.record.evidence import Confidence, Source
from openness.record.file_names import Scope
from openness.words import Rule, Stems

if TYPE_CHECKING:
    from openness.card import Card

_UNKNOWN_NAME = Rule(
    r"(?:(?:modified|custom(?:i[sz]ed)?|adapted|own) )?(?:version of (?:the )?)?[\"“'「《]?(?:[A-Z0-9][\w.+-]*"
    r"[ ,]{1,2}){1,6}(?:\w+ ){0,2}(?:Licen[cs]e|Agreement|Terms|license agreement|licen[cs]e)\b"
)
_BINDS = re.compile(
    r"\b(?:follow\w*|compl(?:y|ies|iance) with|adheres? to|abides? by|bound by|governed by|subject to)"
    r"(?: the| an?| its| our)? ",
    re.I,
)
_STEMS = Stems(
    " under ",
    "governed by",
    "subject to",
    " follow",
    "comply with",
    "complies with",
    " adhere",
    " abide",
    "bound by",
)
_MAX_SENTENCE = 600
_QUOTES = "\"“'「《"


def unknown_terms(card: Card, path: str, names: Names) -> Saying | None:
    """Return the first sentence that puts this model under a licence whose name we do not know.

    Surely where it speaks of the model or its weights, with medium confidence where it names no part.
    """
    for sentence in card.sentences_with(_STEMS):
        text = sentence.text[:_MAX_SENTENCE]
        if not sentence.hints & _UNKNOWN_NAME.mask:
            continue
        for start, end in _openings(text):
            before, verb, tail = text[:start], text[start:end], text[end:]
            named = _UNKNOWN_NAME.match(tail)
            if named is None or not (is_changed(named.group()) or not _known_within(named.group())):
                continue
            told = set(scopes(before))
            if whose(before, names) is not Whose.OWN or not told & {Scope.WEIGHTS, Scope.ALL}:
                continue
            if is_denied(before + verb, tail[named.end() :]) or is_former(before + verb, tail):
                continue
            sure = Confidence.HIGH if Scope.WEIGHTS in told else Confidence.MEDIUM
            return Saying(
                named.group().lstrip(_QUOTES)[:200], Source(file=path, line=sentence.line, quote=text[:200]), sure
            )
    return None


def _openings(text: str) -> list[tuple[int, int]]:
    """Return where words stand after which the name of a licence may begin."""
    under = [match.span() for match in UNDER.finditer(text) if _ENDS.search(match.group())]
    return sorted({*under, *(match.span() for match in _BINDS.finditer(text))})


_ENDS = re.compile(r"\b(?:under(?: the| an?| its)?|(?:by|to) (?:the|its))\s*$", re.I)


def _known_within(words: str) -> bool:
    """Whether any run of the words names a licence we know."""
    found = list(WORD.finditer(words))
    return any(named_run(words[match.start() :], surely=True)[0] is not None for match in found[:6])
