"""Subjects: whose terms a clause of a sentence speaks of, and whether it is denied or past."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from openness.licences.knowledge import family_names
from openness.record.file_names import Scope
from openness.words.pattern import pattern_of

if TYPE_CHECKING:
    from openness.card import Card


class Whose(StrEnum):
    """Whose terms a clause speaks of."""

    OWN = "own"
    MAYBE_OTHER = "maybe another model's"
    """A name stands there that the card does not call its own."""
    OTHER = "another model's"


_SCOPES = (
    (Scope.CODE, re.compile(r"\b(?:code|codebase|scripts?|software|github repo\w*)\b|代码|コード|코드", re.I)),
    (
        Scope.DATA,
        re.compile(r"\b(?:\w*data|datasets?|corpus|corpora|daten|datensatz|données)\b|数据|データ|데이터", re.I),
    ),
    (Scope.DOCUMENTATION, re.compile(r"\b(?:documentation|model card|paper|report)\b", re.I)),
    (
        Scope.WEIGHTS,
        re.compile(
            (
                r"\b(?:weights?|checkpoints?|models?|parameters|modell\w*|gewichte|modèle\w*|poids|modelo\w*|pesos|modell["
                r"oi]|pesi|model\w*|wagi)\b|模型|权重|モデル|重み|모델|가중치"
            ),
            re.I,
        ),
    ),
)
_UNNAMED = re.compile(r"[^a-z0-9]+")
_OTHERS = re.compile(
    (
        r"\b(?:base|original|underlying|parent|pre-?trained|teacher|upstream|other|another|earlier|previous|older)"
        r" (?:[\w.+-]+ ){0,2}?(?:models?|weights|checkpoints?|versions?|llms?)\b|\boriginal [\w.+-]+ weights\b|\bb"
        r"ased on\b|\bvariants?\b|\b(?:basismodell\w*|grundmodell\w*|ursprünglich\w* modell\w*|modèle de base|mode"
        r"lo base|modello base|basismodel)\b|基础模型|基座模型|原始模型|ベースモデル|元のモデル|기반 모델"
    ),
    re.I,
)
_UNLIKE = re.compile(
    r"\b(?:unlike|in contrast to|as opposed to|compared (?:to|with)|im gegensatz zu|contrairement à|a diferencia de)\b",
    re.I,
)
_OWN = re.compile(
    (
        r"\b(?:this|our|these|ours|dieses|unser\w*|ce|cette|notre|este|nuestro|questo|nostro|nosso|dit|deze|ons|on"
        r"ze|ten|nasz)\b|本|我们|私たち|当|이 |우리"
    ),
    re.I,
)
_NEGATED = re.compile(
    (
        r"(?:\b(?:not|n't|never|no longer|neither|nor|without|free of|rather than|instead of|unlike|removed?|lifts"
        r"?|lifted|dropp?(?:ed|s)?|waives?d?|nicht(?! kommerz)|kein\w*|pas|plus|non|niet|geen|nie|não|sin|senza|sa"
        r"ns|ohne)\b|不|没有|非)[^.;,]{0,40}$"
    ),
    re.I,
)
_FORMER = pattern_of(
    (
        r"\b(?:formerly|previously|originally|used to be|was (?:once|initially|first)|at first|in the past|until ("
        r"?:version|v ?\d|\d|then)|before (?:version|v ?\d|\d)|prior to (?:version|v ?\d|\d)|early versions?|earli"
        r"er versions?|older versions?|past versions?|früher|zuvor|vormals|bisher|anciennement|auparavant|anterior"
        r"mente|antes|in precedenza|precedentemente|voorheen|eerder|dawniej|wcześniej|poprzednio)\b|以前|此前|之前"
        r"|曾|かつて|従来|이전|예전"
    ),
    re.I,
)
_FORMER_AFTER = re.compile(
    r"^\W{0,3}(?:until|till|before|up to|prior to|bis|jusqu|hasta|fino a|até|tot|do wersji)\b", re.I
)
_FROM = re.compile(
    r"\b(?:re-?licen[cs]\w+|chang\w+|switch\w+|mov\w+|migrat\w+)\b[^.;]{0,30}\bfrom (?:the |an? )?$", re.I
)
_CLAUSE = re.compile(
    (
        r"[;:,.。；，]\s*|\s(?:but(?! (?:are |is )?not limited)|while|whereas|however|aber|während|mais|tandis que|"
        r"pero|mientras|ma|mentre|mas|enquanto|maar|terwijl|ale|natomiast)\s"
    ),
    re.I,
)
_LONE = re.compile(r"[a-zß-ÿ-]{2,30},\s*\Z")
"""One word between commas, in small letters of a script that parts words by spaces."""
_RELATIVE = re.compile(r"^\W*(?:which|that|whose|who|die|der|qui|que|dont)\b", re.I)
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
    if _UNLIKE.search(clause) or _OTHERS.search(clause):
        return Whose.OTHER
    if _OWN.search(clause):
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
    return _OWN.search(text) is not None or any(len(name) >= _SURE_NAME and names.is_own(name) for name in told)


def is_denied(before: str) -> bool:
    """Return whether the words before something deny it ("is not released under")."""
    return bool(_NEGATED.search(before[-120:])) and not re.search(r"\bnot (?:only|just)\b", before[-60:], re.I)


def is_former(before: str, after: str = "") -> bool:
    """Return whether the words around something say that it was so once ("formerly MIT", "MIT until version 2")."""
    return bool(_FORMER.search(before) or _FROM.search(before[-80:]) or _FORMER_AFTER.search(after[:40]))


def scopes(subject: str) -> tuple[Scope, ...]:
    """Return the parts of a release that words speak of; the whole where none is named."""
    return tuple(scope for scope, words in _SCOPES if words.search(subject)) or (Scope.ALL,)


def clauses(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield each clause of a sentence with the words that tell its subject: a relative clause has the one before."""
    before = ""
    for clause in _parts(sentence):
        yield clause, before + clause if _RELATIVE.match(clause) else clause
        before = clause


def _parts(sentence: str) -> Iterator[str]:
    """Yield a sentence in parts; a lone word is one of a list and parts nothing ("lend, rent or sell the model")."""
    ends = [*(match.end() for match in _CLAUSE.finditer(sentence)), len(sentence)]
    kept = start = 0
    for end, following in zip(ends, [*ends[1:], None], strict=True):
        in_list = kept < start and _LONE.match(sentence, start, end) is not None
        opens_list = following is not None and _LONE.match(sentence, end, following) is not None
        start = end
        if not (in_list or opens_list) or following is None:
            if sentence[kept:end].strip():
                yield sentence[kept:end]
            kept = end
