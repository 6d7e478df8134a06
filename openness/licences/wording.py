"""Plain words: how clauses and their answers are said to people, never as legal advice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from openness.licences.clause import QUESTIONS, Clause, Fact

KIND_WORDS: Mapping[str, str] = {
    "open_source": "an open-source software licence",
    "open_data": "an open licence for data and content",
    "open_model": "an open licence made for models",
    "use_restricted": "free to use, also commercially, but some purposes are forbidden",
    "community": "commercial use within bounds of size, revenue, registration or purpose",
    "non_commercial": "no commercial use",
    "research_only": "research only",
    "proprietary": "use only as the licensor separately grants",
    "family_tag": "a family is named, not the variant: the terms are not known",
    "custom": "terms of its own",
}

_CHOICES: Mapping[Clause, Mapping[str, str]] = {
    Clause.COMMERCIAL: {"allowed": "yes", "bounded": "yes, within bounds", "forbidden": "no"},
    Clause.REDISTRIBUTION: {"allowed": "yes", "restricted": "only in part", "forbidden": "no"},
    Clause.MODIFICATION: {"allowed": "yes", "restricted": "only in part", "forbidden": "no"},
    Clause.PUBLIC_BODY: {"allowed": "yes, nothing excludes it", "excluded": "no"},
    Clause.EU: {
        "yes_all": "yes, nothing excludes it",
        "multimodal_excluded": "not the multimodal models",
        "excluded": "no",
    },
    Clause.AI_ACT: {
        "likely_qualifies": "likely qualifies",
        "needs_legal_view": "needs a legal view",
        "fails": "fails",
    },
}

HOW_WORDS: Mapping[str, str] = {
    "text": "text read",
    "list": "stated by a list",
    "secondary": "from a third party",
    "general": "common knowledge",
    "unread": "text not read",
}


Translate = Callable[[str], str]
"""Says an English sentence of this module in another language; places for values stay as they are."""


def _as_it_is(sentence: str) -> str:
    return sentence


def answer_words(fact: Fact, said: Translate = _as_it_is) -> str:
    """Return one clause's answer in plain words, figures and names included."""
    return f"{_base_words(fact, said)}{_detail_words(fact, said)}"


def _base_words(fact: Fact, said: Translate) -> str:
    if isinstance(fact.value, bool):
        return said("yes" if fact.value else "no")
    if isinstance(fact.value, tuple):
        return ", ".join(fact.value) or said("nowhere: no place is excluded")
    return said(_CHOICES.get(fact.clause, {}).get(fact.value, fact.value))


DETAILS: Mapping[str, str] = {
    "users": "above {users:,} users a {per}",
    "amount": "above {amount:,} {currency} a {per}",
    "pass_on": "to be passed on to whoever receives it",
    "prefix": "derived models' names begin with “{prefix}”",
    "display": "show “{display}”",
    "paragraph": "paragraph {paragraph} of the Commission's guidelines of 18 July 2025",
}
"""What is said beside an answer, by the detail it tells."""


def _detail_words(fact: Fact, said: Translate) -> str:
    detail = fact.detail
    per = said(str(detail.get("per", "month" if "users" in detail else "year")))
    values = {"currency": "", **detail, "per": per}
    found = [said(DETAILS[name]).format(**values) for name in ("users", "amount") if name in detail]
    if fact.value is True and "policy" in detail:
        found.append(str(detail["policy"]))
    if fact.value is True and detail.get("pass_on") is True:
        found.append(said(DETAILS["pass_on"]))
    found += [said(DETAILS[name]).format(**values) for name in ("prefix", "display", "paragraph") if name in detail]
    return f" ({'; '.join(found)})" if found else ""


def sentences() -> frozenset[str]:
    """Return every sentence of this module, for those who translate them."""
    choices = (word for words in _CHOICES.values() for word in words.values())
    others = ("yes", "no", "unknown", "month", "year", "nowhere: no place is excluded")
    return frozenset(
        (*KIND_WORDS.values(), *HOW_WORDS.values(), *QUESTIONS.values(), *DETAILS.values(), *choices, *others)
    )


def question_words(clause: Clause) -> str:
    """Return the question a clause answers."""
    return QUESTIONS[clause]


def flag_words(value: bool | None) -> str:
    """Return yes, no or unknown."""
    return "unknown" if value is None else ("yes" if value else "no")
