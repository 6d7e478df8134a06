"""Plain words: how clauses and their answers are said to people, never as legal advice."""

from __future__ import annotations

from collections.abc import Mapping

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


def answer_words(fact: Fact) -> str:
    """Return one clause's answer in plain words, figures and names included."""
    return f"{_base_words(fact)}{_detail_words(fact)}"


def _base_words(fact: Fact) -> str:
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    if isinstance(fact.value, tuple):
        return ", ".join(fact.value) or "nowhere: no place is excluded"
    return _CHOICES.get(fact.clause, {}).get(fact.value, fact.value)


def _detail_words(fact: Fact) -> str:
    detail = fact.detail
    found = []
    if "users" in detail:
        found.append(f"above {detail['users']:,} users a {detail.get('per', 'month')}")
    if "amount" in detail:
        found.append(f"above {detail['amount']:,} {detail.get('currency', '')} a {detail.get('per', 'year')}")
    if fact.value is True and "policy" in detail:
        found.append(str(detail["policy"]))
    if fact.value is True and detail.get("pass_on") is True:
        found.append("to be passed on to whoever receives it")
    if "prefix" in detail:
        found.append(f"derived models' names begin with “{detail['prefix']}”")
    if "display" in detail:
        found.append(f"show “{detail['display']}”")
    if "paragraph" in detail:
        found.append(f"paragraph {detail['paragraph']} of the Commission's guidelines of 18 July 2025")
    return f" ({'; '.join(found)})" if found else ""


def question_words(clause: Clause) -> str:
    """Return the question a clause answers."""
    return QUESTIONS[clause]


def flag_words(value: bool | None) -> str:
    """Return yes, no or unknown."""
    return "unknown" if value is None else ("yes" if value else "no")
