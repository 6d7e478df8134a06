"""The elements of the Open Source AI Definition, excuses for data and policies: what people may answer."""

from __future__ import annotations

import pytest

from openness.record.evidence import Kind
from openness.rubric import load_rubric
from openness.signals import SIGNALS
from openness.signals.judged import JUDGED_SIGNALS
from openness.signals.signal import Signal

DOMAINS = {name: item.domain for name, item in SIGNALS.items()}


@pytest.mark.parametrize("signal", JUDGED_SIGNALS, ids=lambda item: item.id)
def test_each_says_what_it_asks_and_where_it_is_blind(signal: Signal) -> None:
    assert signal.function is None
    assert signal.question.endswith("?")
    assert "Unknown: nobody has answered it." in signal.documentation
    assert "Blind spots:" in signal.documentation
    assert signal.domain.kind is Kind.CHOICE
    assert all(signal.domain.choices.values())


@pytest.mark.parametrize(
    ("signal", "answers"),
    [
        ("osaid.data_information", ["closed", "partial", "open"]),
        ("osaid.code", ["closed", "partial", "open"]),
        ("osaid.parameters", ["closed", "partial", "open"]),
        ("osaid.terms", ["closed", "partial", "open"]),
        ("data.exceptions", ["legal_or_technical", "other"]),
        ("policy.copyright", ["linked", "withheld"]),
    ],
)
def test_the_answers_people_may_give(signal: str, answers: list[str]) -> None:
    (found,) = [item for item in JUDGED_SIGNALS if item.id == signal]
    assert list(found.domain.choices) == answers
    assert found.domain.ordered == signal.startswith("osaid.")


def test_every_element_is_read_by_the_rubric_of_the_definition() -> None:
    read = set(load_rubric("osaid", DOMAINS, {}).rubric.signals)
    assert {item.id for item in JUDGED_SIGNALS if item.theme == "osaid"} <= read
