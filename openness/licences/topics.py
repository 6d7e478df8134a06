"""Topics: which clauses of a licence a differing passage touches, told by what its sentences speak of.

A sentence that is not told whole, in another language or about something we have no word for, touches
every clause: what a passage means for a permission is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from openness.licences.clause import Clause
from openness.words.pattern import pattern_of

ALL = frozenset(Clause)
ALWAYS = frozenset({Clause.OPEN_DEFINITION, Clause.AI_ACT})
"""Judgements of the licence as a whole: any passage that differs touches them."""

_WORDS: Mapping[Clause, str] = {
    Clause.COMMERCIAL: """
        commercial* noncommercial non-commercial profit paid revenue sell* sale* fee* royalt* business* monet*""",
    Clause.RESEARCH_ONLY: "research* academ* scien* educat* teach* study studies evaluat* universit*",
    Clause.REDISTRIBUTION: """
        distribut* redistribut* sublicens* share* sharing publish* transfer* convey* provid* copies copy""",
    Clause.MODIFICATION: """
        modif* derivative* derive* adapt* fine-tun* finetun* tuning change* alter* merge* quanti*""",
    Clause.USER_THRESHOLD: "monthly daily active user* million billion thousand",
    Clause.REVENUE_THRESHOLD: """
        revenue* turnover income sales usd eur dollar* euro* $ € million billion annual* thousand amount*""",
    Clause.USE_RESTRICTIONS: """
        prohibit* restrict* forbid* forbidden unlawful illegal harm* military weapon* ethic* evil good surveil*
        crim* discriminat* guardrail* safety purpose* polic*""",
    Clause.EXCLUDED_PLACES: """
        countr* territor* european europe union eu eea region* jurisdiction* china korea kingdom states place*
        domicil* located resident* export* sanction* world* nation*""",
    Clause.EU: "european europe union eu eea eu-based",
    Clause.PUBLIC_BODY: """
        government* public authorit* agenc* state bod* police military ministr* administration* sector""",
    Clause.REGISTRATION: """
        regist* consent approv* permission request* notif* apply application contact* sign written authori*""",
    Clause.NAMING: """
        name* naming display* built prefix* brand* logo* mark* trademark* notice* title*""",
    Clause.ATTRIBUTION: "attribut* acknowledg* credit* cite* citation* origin* notice* copyright*",
    Clause.TEXT_REQUIRED: "copy copies notice* accompan* include* retain* text",
    Clause.SHARE_ALIKE: "same alike identical copyleft",
    Clause.OUTPUTS_RESTRICTED: "output* result* improve* train* distil* synthetic generat* compet*",
    Clause.TERMS_MAY_CHANGE: "update* amend* revis* modif* change* version* time",
    Clause.REVOCABLE: "revoc* revok* terminat* suspen* expire* perpetual* cease* end irrevocab* until",
    Clause.GOVERNING_LAW: """
        law* govern* court* jurisdiction* venue arbitrat* dispute* state england california delaware singapore""",
}
_GOES_WITH: Mapping[Clause, frozenset[Clause]] = {
    Clause.EU: frozenset({Clause.EXCLUDED_PLACES, Clause.PUBLIC_BODY, Clause.COMMERCIAL}),
    Clause.EXCLUDED_PLACES: frozenset({Clause.EU, Clause.PUBLIC_BODY}),
    Clause.RESEARCH_ONLY: frozenset({Clause.COMMERCIAL, Clause.PUBLIC_BODY, Clause.USE_RESTRICTIONS}),
    Clause.COMMERCIAL: frozenset({Clause.RESEARCH_ONLY, Clause.REVENUE_THRESHOLD, Clause.USER_THRESHOLD}),
    Clause.USER_THRESHOLD: frozenset({Clause.COMMERCIAL, Clause.REGISTRATION}),
    Clause.REVENUE_THRESHOLD: frozenset({Clause.COMMERCIAL, Clause.REGISTRATION}),
    Clause.REGISTRATION: frozenset({Clause.COMMERCIAL, Clause.REDISTRIBUTION, Clause.MODIFICATION}),
    Clause.USE_RESTRICTIONS: frozenset({Clause.PUBLIC_BODY}),
    Clause.MODIFICATION: frozenset({Clause.REDISTRIBUTION}),
    Clause.REDISTRIBUTION: frozenset({Clause.MODIFICATION, Clause.COMMERCIAL}),
}
"""What a sentence on one clause may take away of another."""


def _pattern(words: str) -> str:
    return "|".join(re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in words.split())


_SPEAKS = {clause: pattern_of(rf"(?<!\w)(?:{_pattern(words)})(?!\w)", re.I) for clause, words in _WORDS.items()}
_TOLD = pattern_of(rf"(?:{'|'.join(_pattern(words) for words in _WORDS.values())})", re.I)
_FILLER = pattern_of(
    r"(?:[a-z]|\d+|the|an|of|to|in|or|and|not|no|any|all|for|by|on|is|are|be|been|it|its|this|that|these|those|"
    r"such|may|must|shall|"
    r"will|can|cannot|you|your|we|our|us|with|without|under|from|as|at|if|than|more|only|unless|except|other|each|per|up|do|does|"
    r"does|have|has|had|which|who|use|used|using|uses|usage|licens\w*|licenc\w*|agreement|model\w*|software|materials?|works?|"
    r"llama\w*|licensor|licensee\w*|rights?|grant\w*|apply|applies|also|then|their|they|them|there|into|out|over|above|below|"
    r"exceed\w*|products?|services?|prior|third|part\w*|person\w*|compan\w*|entit\w*|including|limit\w*|condition\w*|terms?|"
    r"subject|require\w*|solely|purposes?|section|hereby|hereunder|thereof|herein|same|via|once|after|before|during|within)",
    re.I,
)
"""Words that say nothing of what a sentence is about."""
_FIGURES = frozenset({Clause.USER_THRESHOLD, Clause.REVENUE_THRESHOLD})
_OF_FIGURES = _FIGURES | {Clause.COMMERCIAL, Clause.REGISTRATION}
_FIGURE = pattern_of(r"\d+|hundred|thousand|million|billion|[$€£¥%]|usd|eur|rmb")
_PLAIN = pattern_of(r"[$€£¥%]|[^\W_]+(?:-[^\W_]+)*")
_SENTENCE = pattern_of(r"(?<=[.;!?。；！？])\s+|\n\s*\n|(?<=[。；！？])")
_MAX_TEXT = 8_000
_TOLD_SHARE = 0.6


def sentences(text: str) -> list[str]:
    """Return the sentences of at most 8,000 characters."""
    return [part for part in _SENTENCE.split(text[:_MAX_TEXT]) if part.strip()]


def is_figure(words: Sequence[str]) -> bool:
    """Return whether words are nothing but a figure and its unit."""
    return bool(words) and all(_FIGURE.fullmatch(word) for word in words)


def touched_by(text: str) -> frozenset[Clause]:
    """Return the clauses that a passage touches; all of them where it cannot be told which."""
    if len(text) > _MAX_TEXT:
        return ALL
    return _joined(_of_sentence(sentence) for sentence in sentences(text))


def touched_by_figure(sentence: str) -> frozenset[Clause]:
    """Return the clauses that another figure in a sentence touches: those it speaks of, or all of them."""
    if not {clause for clause in _FIGURES if _SPEAKS[clause].search(sentence)}:
        return ALL
    found = [clause for clause, pattern in _SPEAKS.items() if clause in _OF_FIGURES and pattern.search(sentence)]
    return ALWAYS.union(found, *(_GOES_WITH.get(clause, frozenset()) for clause in found))


def _joined(parts: Iterable[frozenset[Clause]]) -> frozenset[Clause]:
    found = ALWAYS.union(*parts)
    return ALL if found == ALWAYS else found


def _of_sentence(sentence: str) -> frozenset[Clause]:
    if not sentence.isascii() and re.search(r"[^\W\d_]", re.sub(r"[\x00-\x7f]", "", sentence)):
        return ALL
    content = [word for word in _PLAIN.findall(sentence) if not _FILLER.fullmatch(word)]
    told = sum(1 for word in content if _TOLD.fullmatch(word))
    clauses = {clause for clause, pattern in _SPEAKS.items() if pattern.search(sentence)}
    if not clauses or told < _TOLD_SHARE * len(content):
        return ALL
    return frozenset(clauses).union(*(_GOES_WITH.get(clause, frozenset()) for clause in clauses))
