"""Signals on what the terms of the weights allow, ask and exclude, clause by clause.

Each reads one clause of the effective licence; a clause that our facts do not know is silent, never "no".
"""

from __future__ import annotations

from openness.licences.clause import Clause
from openness.reading.answers import answered, silent
from openness.reading.reading import Reading
from openness.record.evidence import (
    Evidence,
    Outcome,
    choice,
    flag,
    name,
    set_of,
)
from openness.signals.licence_answers import (
    clause_note,
    from_clause,
    licensing,
    none_told,
    where,
)
from openness.signals.signal import Signal, signal


@signal(
    "licence.commercial",
    choice(
        allowed="commercial use is allowed to anyone",
        bounded="commercial use is allowed within bounds of size, revenue, registration or purpose",
        forbidden="commercial use is not allowed",
    ),
)
def commercial(reading: Reading) -> Evidence:
    """May the weights be used commercially?

    The most restrictive of the licences that apply, base models included. A duty of attribution
    that begins at some size (Kimi K2) is not a bound; a licence that must then be asked for is.
    """
    return from_clause(reading, Clause.COMMERCIAL)


@signal(
    "licence.redistribution",
    choice(allowed="copies may be passed on", restricted="only for some purposes or in some places", forbidden="no"),
)
def redistribution(reading: Reading) -> Evidence:
    """May copies of the weights be passed on?"""
    return from_clause(reading, Clause.REDISTRIBUTION)


@signal(
    "licence.modification",
    choice(
        allowed="changed versions may be made and shared", restricted="only for some purposes", forbidden="not shared"
    ),
)
def modification(reading: Reading) -> Evidence:
    """May the weights be changed, and the result be passed on?"""
    return from_clause(reading, Clause.MODIFICATION)


@signal("licence.user_threshold", flag())
def user_threshold(reading: Reading) -> Evidence:
    """Does the permission end above a number of users?

    The figure stands in the note (Llama: 700 million a month). A duty to show a name above a
    number of users is no threshold.
    """
    return from_clause(reading, Clause.USER_THRESHOLD)


@signal("licence.revenue_threshold", flag())
def revenue_threshold(reading: Reading) -> Evidence:
    """Does the permission end above a revenue?

    The figure stands in the note (Stability AI: one million US dollars a year).
    """
    return from_clause(reading, Clause.REVENUE_THRESHOLD)


@signal("licence.use_restrictions", flag())
def use_restrictions(reading: Reading) -> Evidence:
    """Are some purposes forbidden, by the licence or by a use policy?

    True for RAIL-type licences and licences that incorporate an acceptable-use policy; also where a
    use policy in the repository forbids something and the licence is silent or free. A restriction
    of conduct is not a commercial restriction.
    """
    return from_clause(reading, Clause.USE_RESTRICTIONS)


@signal(
    "licence.eu_usable",
    choice(
        yes_all="nothing excludes the European Union",
        multimodal_excluded="multimodal models are withheld from people and companies in the EU",
        excluded="no rights are granted in the EU",
    ),
)
def eu_usable(reading: Reading) -> Evidence:
    """May it be used from the European Union?

    Read from the licence's terms and from use policies, where the exclusion often stands alone
    (Llama 3.2 Vision, Llama 4). Says nothing of export law.
    """
    return from_clause(reading, Clause.EU)


@signal(
    "licence.public_body", choice(allowed="nothing excludes public bodies", excluded="public bodies may not use it")
)
def public_body(reading: Reading) -> Evidence:
    """May a public authority use it?

    `excluded` where the licence bars bodies that exercise public authority or are organised under
    public law (Open Aleph License). Forbidden purposes such as law enforcement are not this question.
    """
    return from_clause(reading, Clause.PUBLIC_BODY)


@signal("licence.registration", flag())
def registration(reading: Reading) -> Evidence:
    """Must one register or ask before using it, by the licence's own terms?

    A gate on the Hub is another question (`access.gate`).
    """
    return from_clause(reading, Clause.REGISTRATION)


@signal("licence.research_only", flag())
def research_only(reading: Reading) -> Evidence:
    """Is use limited to research, study or teaching?"""
    return from_clause(reading, Clause.RESEARCH_ONLY)


@signal("licence.attribution", flag())
def attribution(reading: Reading) -> Evidence:
    """Must the origin be named, or a copyright notice be kept?"""
    return from_clause(reading, Clause.ATTRIBUTION)


@signal("licence.text_required", flag())
def text_required(reading: Reading) -> Evidence:
    """Must the licence's text be passed on with the model?"""
    return from_clause(reading, Clause.TEXT_REQUIRED)


@signal("licence.governing_law", name())
def governing_law(reading: Reading) -> Evidence:
    """Which law governs the licence? Silent where the licence names none."""
    return from_clause(reading, Clause.GOVERNING_LAW)


@signal("licence.revocable", flag())
def revocable(reading: Reading) -> Evidence:
    """May the licensor revoke or remotely restrict the permission, breach aside?"""
    return from_clause(reading, Clause.REVOCABLE)


@signal("licence.terms_may_change", flag())
def terms_may_change(reading: Reading) -> Evidence:
    """May the licensor change the terms, or a policy they refer to, after the fact?"""
    return from_clause(reading, Clause.TERMS_MAY_CHANGE)


@signal("licence.outputs_restricted", flag())
def outputs_restricted(reading: Reading) -> Evidence:
    """Is it forbidden to improve other models with the model or its outputs?"""
    return from_clause(reading, Clause.OUTPUTS_RESTRICTED)


@signal("licence.naming_duty", flag())
def naming_duty(reading: Reading) -> Evidence:
    """Must a name be shown with products, or begin a derived model's name?

    The words asked for stand in the note ("Built with Llama"). Keeping a copyright notice is not meant.
    """
    return from_clause(reading, Clause.NAMING)


@signal("licence.share_alike", flag())
def share_alike(reading: Reading) -> Evidence:
    """Must derived works carry the same licence? Copyleft does not make a licence less open."""
    return from_clause(reading, Clause.SHARE_ALIKE)


@signal("licence.excluded_places", set_of())
def excluded_places(reading: Reading) -> Evidence:
    """In which countries or unions does the licence grant nothing? An empty set: none is excluded."""
    _, resolution = licensing(reading)
    fact = resolution.clauses.get(Clause.EXCLUDED_PLACES)
    if fact is None or not isinstance(fact.value, tuple):
        return from_clause(reading, Clause.EXCLUDED_PLACES)
    sources, method, confidence = where(resolution, fact)
    if not sources:
        return none_told(resolution)
    places = tuple(sorted(fact.value))
    return answered(places, *sources, method=method, confidence=confidence, note=clause_note(resolution, fact))


@signal(
    "licence.ai_act",
    choice(
        likely_qualifies="the licence's terms read as free and open source",
        fails="a term loses the exemption",
        needs_legal_view="a term whose effect the guidelines leave open",
    ),
)
def ai_act(reading: Reading) -> Evidence:
    """How does the licence read against the AI Act's open-source exemption (Art. 53(2))?

    A reading of the Commission's guidelines of 18 July 2025, paragraphs 78 to 84, applied to the
    licence's terms; not legal advice, and only one of the conditions. Unknown terms cannot be shown
    to qualify.
    """
    return from_clause(reading, Clause.AI_ACT)


@signal("licence.ai_act_paragraph", name())
def ai_act_paragraph(reading: Reading) -> Evidence:
    """Which paragraph of the guidelines does that reading rest on?"""
    found = from_clause(reading, Clause.AI_ACT)
    if found.outcome is not Outcome.ANSWERED:
        return found
    _, resolution = licensing(reading)
    paragraph = resolution.clauses[Clause.AI_ACT].detail.get("paragraph")
    if paragraph is None:
        return silent("Our facts name no paragraph.", *found.sources)
    assert found.method is not None
    assert found.confidence is not None
    return answered(str(paragraph), *found.sources, method=found.method, confidence=found.confidence, note=found.note)


TERM_SIGNALS: tuple[Signal, ...] = (
    commercial,
    redistribution,
    modification,
    user_threshold,
    revenue_threshold,
    use_restrictions,
    eu_usable,
    excluded_places,
    public_body,
    registration,
    research_only,
    attribution,
    text_required,
    governing_law,
    revocable,
    terms_may_change,
    outputs_restricted,
    naming_duty,
    share_alike,
    ai_act,
    ai_act_paragraph,
)
"""Every signal on a clause, in the order it is shown."""
