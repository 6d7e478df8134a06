"""What may differ in a licence text without changing it: whole lines known to be harmless, and names in their slots.

The law: nothing but layout, copyright holder and year may differ. A line is harmless as a whole or not at
all: whatever else stands on a line with ©, an address or "All rights reserved" is terms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from openness.licences.knowledge import Licence, knowledge
from openness.licences.text_words import Words, read_words
from openness.words import Meaning, normal, says
from openness.words.pattern import pattern_of

_MAX_LINE = 240
_DECORATION = " \t#>*=_~|`•-–—\"“”'"
_PAGE = pattern_of(r"(?:page|seite|p\.)?\s{0,4}\d{1,3}(?:\s{0,4}(?:/|of|von|de|sur)\s{0,4}\d{1,3})?", re.I)
_RESERVED = pattern_of(r"\ball rights reserved\b[.!]?", re.I)
_COPYRIGHT = pattern_of(
    r"(?:portions\s+|parts\s+)?(?:(?:spdx-filecopyrighttext:|copyright|copr\.?|\(c\)|©|℗)[\s:]{0,4}){1,3}(?:by\s+)?",
    re.I,
)
_NOTICE = pattern_of(r"(?:copyright\s{0,4})?notices?|trademarks?|licen[cs]e|end of (?:the )?terms and conditions", re.I)
_YEARS = pattern_of(r"\b(?:19|20)\d\d(?:\s{0,3}[-–—,/&]\s{0,3}(?:(?:19|20)?\d\d\b|present|now|today))*[,:]?", re.I)
_PLACEHOLDER = pattern_of(r"<[^<>]{1,60}>|\[[^\[\]]{1,60}\]|\{[^{}]{1,60}\}|\((?:https?://|www\.)[^()\s]{1,100}\)")
_ADDRESS = pattern_of(r"(?:https?://|www\.)\S{1,200}|[\w.+-]{1,64}@[\w.-]{1,100}", re.I)
_SAYS_MORE = pattern_of(r"licen[sc]|term|polic|eula|agreement|legal|commerc|research|notice|restrict", re.I)
_SPDX_LINE = pattern_of(r"spdx-license-identifier:\s{0,4}(\S{1,80})", re.I)
_NAMED_UNDER = pattern_of(
    r"(?:this|the) (?:project|software|model|models|repository|code|work|package|file|library) (?:is|are) "
    r"(?:licensed|released|distributed|made available) under (?P<what>[^.:;]{1,100})[.:]?",
    re.I,
)
_OTHERWISE = pattern_of(
    r"unless otherwise (?:stated|noted|specified|indicated),? (?:all |the |this )?(?P<scope>[^.:;]{0,140}) (?:is|are) "
    r"(?:licensed|distributed|released|made available) under (?:the terms of )?(?P<what>[^:;(]{1,80}?)"
    r"(?: ?\(the [\"“]?licen[cs]e[\"”]?\))?\.?",
    re.I,
)
_TRADEMARKS = pattern_of(
    r"(?P<first>[^.;:]{1,80}?)(?: and (?:the |all )?(?:associated|related|other) (?:logos|marks|names))? (?:is|are) "
    r"(?:a )?(?:registered )?trademarks? of (?P<holder>[^;:]{1,80}?)\.?",
    re.I,
)
_NO_TRADEMARK = pattern_of(
    r"(?:this|the) licen[cs]e does not grant (?:you )?(?:any )?(?:permission|rights?) to use (?:these|the|any|our|its) "
    r"(?:[\w-]{1,20} ){0,4}trademarks?(?: without (?:prior |express )?(?:written )?(?:consent|permission))?\.?",
    re.I,
)
_ABBREVIATION = pattern_of(r"\b(?:inc|ltd|co|corp|llc|dr|prof|st|jr|sr|e|v|s|a|l|p|[A-Z])\.", re.I)
_NAME = pattern_of(r"[^\W\d_][\w'’&+/-]{0,40}")
_MAX_NAME_WORDS = 14
_SHOUTED_WORDS = 6
_TITLE_WORDS = 14
_PARTICLES = frozenset(
    """a an and or of the de la le du des di da do dos del van von zu zur der den dem für fur for und et e y i el en at
    by in its affiliates subsidiaries contributors contributor authors author holder holders owner owners team
    community developers others present inc ltd llc gmbh co corp ag sa sas bv""".split()
)
_GENERIC_TITLE = frozenset("the version license licence agreement text full of for terms and conditions".split())
_LIMITS = (
    Meaning.NON_COMMERCIAL,
    Meaning.COMMERCIAL_FORBIDDEN,
    Meaning.RESEARCH_ONLY,
    Meaning.EXCLUDES_EU,
    Meaning.EXCLUDES_PUBLIC_BODIES,
    Meaning.REGISTRATION_NEEDED,
    Meaning.THRESHOLD,
    Meaning.USER_THRESHOLD,
    Meaning.REVENUE_THRESHOLD,
    Meaning.NO_REDISTRIBUTION,
    Meaning.NO_DERIVATIVES,
)
_WORD = pattern_of(r"[^\W_]+")
_IDEOGRAPHS = pattern_of(r"[\u2e80-\u9fff\uac00-\ud7af\u3040-\u30ff]")
_MAX_SIGNS = 20
_SLOT_LEFT = pattern_of(
    r"(?:\b(?:names? of(?: the)?|provided by(?: the)?|(?:shall|will)(?: the)?|by(?: the)?|liability of(?: the)?|"
    r"basis,? and|copyright(?: \(c\))?(?: \d{4})?))\W*\Z",
    re.I,
)
_SLOT_RIGHT = pattern_of(
    r"\W*(?:nor\b|or (?:the )?names|be liable|as is\b|and (?:the )?contributors|and any\b|specifically|disclaims|"
    r"has no|have no|may be used|its contributors|all rights reserved)",
    re.I,
)
_SLOT_CONTEXT = 60
_SLOT_WORDS = 10
_HEADING_END = pattern_of(r"(?:^|\s)[A-Z][\w-]{0,30}\Z")
_AFTER_HEADING_MARK = pattern_of(r"[.)][\s*_>#]+[\"“A-Z(]")
_MARK_BEFORE = pattern_of(r"(?:[.;:,)”\"]|\band|\bor)\Z", re.I)
_AFTER_MARK = pattern_of(r"[.)][\s*_]")
_MARK = pattern_of(r"\s*(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[a-z]|[ivx]{1,5})[.)]?\s*", re.I)


def title_words(licence: Licence) -> frozenset[str]:
    """Return the words that a heading of this licence may have; figures only its own."""
    own = (licence.id, licence.name, *licence.aliases, licence.spdx.id if licence.spdx else "")
    return _GENERIC_TITLE.union(*(read_words(name).words for name in own)) - {"only", "no", "not"}


def is_harmless_line(line: str, title: frozenset[str], licences: Sequence[str]) -> bool:
    """Return whether a whole line is a heading, a page number, a copyright line, or an address that says no more."""
    bare = line.strip().strip(_DECORATION).strip()
    if len(bare) > _MAX_LINE:
        return False
    if not bare or _PAGE.fullmatch(bare) or _RESERVED.fullmatch(bare) or _NOTICE.fullmatch(bare):
        return True
    words = read_words(bare).words
    if len(words) <= _TITLE_WORDS and title.issuperset(words):
        return True
    if found := _SPDX_LINE.fullmatch(bare):
        named = knowledge().find(found[1])
        return named is not None and named.id in licences
    if found := _NAMED_UNDER.fullmatch(bare):
        return title.issuperset(read_words(found["what"]).words)
    if _ADDRESS.fullmatch(bare):
        return not _SAYS_MORE.search(bare) or _is_own_address(bare, licences)
    return is_copyright_line(bare)


def is_harmless_sentence(sentence: str, title: frozenset[str]) -> bool:
    """Return whether a sentence only points to the licence that follows, or keeps back a trademark."""
    bare = " ".join(sentence.split())
    if len(bare) > 2 * _MAX_LINE:
        return False
    if found := _OTHERWISE.fullmatch(bare):
        return title.issuperset(read_words(found["what"]).words) and not _says_something(found["scope"])
    if _NO_TRADEMARK.fullmatch(bare):
        return True
    marks = _TRADEMARKS.fullmatch(bare)
    return marks is not None and is_name(marks["first"].strip("\"“”' ")) and is_name(marks["holder"])


def _is_own_address(address: str, licences: Sequence[str]) -> bool:
    linked = knowledge().by_link(address)
    tail = address.rstrip("/").rsplit("/", 1)[-1].removesuffix(".txt").removesuffix(".html")
    named = linked or knowledge().find(tail)
    return named is not None and named.id in licences


def is_copyright_line(line: str) -> bool:
    """Return whether a line is a mark, years and a holder's name, and nothing else."""
    rest = _RESERVED.sub(" ", line.replace("&copy;", "©"))
    mark = _COPYRIGHT.match(rest)
    if mark is None:
        return False
    rest = _COPYRIGHT.sub(" ", rest)
    for placeholder in _PLACEHOLDER.findall(rest):
        if _ADDRESS.fullmatch(placeholder[1:-1]) is None and len(read_words(placeholder).words) > _SLOT_WORDS:
            return False
    rest = _ADDRESS.sub(" ", _PLACEHOLDER.sub(_kept_placeholder, _YEARS.sub(" ", rest)))
    return is_name(rest)


def _kept_placeholder(match: re.Match[str]) -> str:
    """`[name of copyright owner]` is a blank to fill in; a sentence in brackets is not."""
    text = match.group()
    inner = text[1:-1]
    if _ADDRESS.search(inner) or not _says_something(inner):
        return " "
    return inner


def _says_something(text: str) -> bool:
    if any(_stands_in_no_name(word.lower()) for word in _WORD.findall(text)):
        return True
    said = normal(text)
    return any(says(meaning, said) is not None for meaning in _LIMITS)


def _stands_in_no_name(word: str) -> bool:
    """Whether a word says something, in any of our languages; signs of Han, kana and hangul do wherever they stand."""
    said = says(Meaning.NO_NAME, word)
    return said is not None and (said.start() == 0 or _IDEOGRAPHS.match(said[0]) is not None)


def is_name(text: str) -> bool:
    """Return whether a text can be nothing but names of people or organisations."""
    text = _ABBREVIATION.sub(lambda found: found.group()[:-1] + " ", text).strip().strip(".,()<>:/ \t*").strip()
    if re.search(r"[.;:!?。；：！？]\s|[;!?。；！？、，]|\s[-–—]\s", text):
        return False
    if len(_IDEOGRAPHS.findall(text)) > _MAX_SIGNS or _says_something(text):
        return False
    names = _NAME.findall(text)
    if len(names) > _MAX_NAME_WORDS or (text.isupper() and len(names) > _SHOUTED_WORDS):
        return False
    return len(names) <= 1 or all(
        word.casefold() in _PARTICLES or not word[0].islower() or any(sign.isdigit() for sign in word) for word in names
    )


def is_name_in_slot(text: str, start: int, end: int) -> bool:
    """Return whether characters `start` to `end` are a name where licences leave room for the holder's."""
    own = text[start:end]
    if len(own) > _MAX_LINE or not _SLOT_LEFT.search(text[max(0, start - _SLOT_CONTEXT) : start]):
        return False
    right = re.sub(r"[\"“”'`’\s]+", " ", text[end : end + _SLOT_CONTEXT])
    if not _SLOT_RIGHT.match(right):
        return False
    own = " ".join(own.split())
    return len(own.split()) <= _SLOT_WORDS and is_name(own.title() if own.isupper() else own)


def is_mark(text: str, words: Words, start: int, end: int) -> bool:
    """Return whether words `start` to `end` are the number of a paragraph before its first word."""
    begin, stop = words.starts[start], words.ends[end - 1]
    before = text[max(0, begin - 40) : begin].rstrip(" \t(*_\n-•>#")
    if not before or text[begin].isalpha() or _MARK_BEFORE.search(before):
        after = _AFTER_MARK
    elif _HEADING_END.search(before):
        after = _AFTER_HEADING_MARK
    else:
        return False
    return bool(after.match(text[stop : stop + 8])) and bool(_MARK.fullmatch(text[begin:stop]))
