"""Limits read from sentences, in the languages that have words; sentences are made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.licences.clause import Answer, Clause
from openness.licences.limits import read_limits


@pytest.mark.parametrize(
    ("sentence", "clause", "value"),
    [
        ("The weights may not be used commercially.", Clause.COMMERCIAL, "forbidden"),
        ("Die Gewichte dürfen nur für Forschungszwecke genutzt werden.", Clause.RESEARCH_ONLY, True),
        ("Jede kommerzielle Nutzung ist untersagt.", Clause.COMMERCIAL, "forbidden"),
        ("L'utilisation commerciale est interdite.", Clause.COMMERCIAL, "forbidden"),
        ("Queda prohibido el uso comercial.", Clause.COMMERCIAL, "forbidden"),
        ("È vietato l'uso commerciale.", Clause.COMMERCIAL, "forbidden"),
        ("O uso comercial é proibido.", Clause.COMMERCIAL, "forbidden"),
        ("Commercieel gebruik is niet toegestaan.", Clause.COMMERCIAL, "forbidden"),
        ("Użycie komercyjne jest zabronione.", Clause.COMMERCIAL, "forbidden"),
        ("禁止商业用途。", Clause.COMMERCIAL, "forbidden"),
        ("商用利用は禁止されています。", Clause.COMMERCIAL, "forbidden"),
        ("상업적 이용을 금지합니다.", Clause.COMMERCIAL, "forbidden"),
        ("If you have more than 5,000,000 monthly users you need an agreement.", Clause.USER_THRESHOLD, True),
        ("Firms with over 3 million users must contact us.", Clause.USER_THRESHOLD, True),
        ("Firmen ab 3 Millionen Euro Umsatz benötigen eine Lizenz.", Clause.REVENUE_THRESHOLD, True),
        ("Plus de 3 millions d'utilisateurs : contactez-nous.", Clause.USER_THRESHOLD, True),
        ("Con más de 3 millones de usuarios se requiere un acuerdo.", Clause.COMMERCIAL, "bounded"),
        ("This licence does not apply in the European Union.", Clause.EU, "excluded"),
        ("Multimodal models are not licensed to firms in the European Union.", Clause.EU, "multimodal_excluded"),
        ("仅限研究使用。", Clause.RESEARCH_ONLY, True),
    ],
)
def test_a_limit_is_read(sentence: str, clause: Clause, value: Answer) -> None:
    found = {limit.clause: limit for limit in read_limits(f"First line.\n\n{sentence}\n")}
    assert found[clause].value == value
    assert found[clause].line == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Commercial use is allowed.",
        "Version 2 users need to install the package again.",
        "It was tried by 5,000,000 users in one year.",
        "Die kommerzielle Nutzung ist erlaubt.",
        "L'utilisation commerciale est autorisée.",
        "允许商业用途。",
        "You may use, copy and change it in the European Union and everywhere else.",
    ],
)
def test_a_permission_is_no_limit(sentence: str) -> None:
    clauses = {limit.clause for limit in read_limits(sentence)}
    assert clauses.isdisjoint(
        {Clause.COMMERCIAL, Clause.RESEARCH_ONLY, Clause.EU, Clause.PUBLIC_BODY, Clause.USER_THRESHOLD}
    )


@given(st.text(max_size=1000), st.integers(1, 50))
def test_any_text_is_read(text: str, first: int) -> None:
    found = read_limits(text, first)
    assert len({limit.clause for limit in found}) == len(found)
    assert all(first <= limit.line <= first + text.count("\n") for limit in found)


@pytest.mark.parametrize(
    ("sentence", "restricts"),
    [
        ("The model may not be used in the European Union.", False),
        ("It may not be used by governments.", False),
        ("You may not use it for commercial purposes.", False),
        ("You must not use it in the European Union or for the making of weapons.", True),
        ("You must not use it to deceive people.", True),
        ("It is prohibited to harm children with it.", True),
    ],
)
def test_a_ban_with_a_clause_of_its_own_is_no_restriction_of_purposes_too(sentence: str, restricts: bool) -> None:
    assert (Clause.USE_RESTRICTIONS in {limit.clause for limit in read_limits(sentence)}) is restricts


def test_of_terms_nobody_knows_only_short_sentences_are_believed() -> None:
    exception = (
        "It may not be used for commercial purposes by those who, " + "alone or with others, " * 8 + "earn a lot."
    )
    assert Clause.COMMERCIAL in {limit.clause for limit in read_limits(exception)}
    assert not read_limits(exception, short=True)
    assert read_limits("Commercial use is forbidden.", short=True)
    assert read_limits("禁止商业用途。", short=True)
    assert not read_limits(
        "如年收入超过一千万元人民币或者月活跃用户超过一百万,则未经我方书面同意不得用于商业目的。", short=True
    )
