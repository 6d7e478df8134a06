"""The literals that a regular expression needs: right for every match, and as telling as they can be."""

from __future__ import annotations

import re
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import openness.signals.registry  # noqa: F401 - its readers make their rules
from openness.words.needed import needed_literals
from openness.words.rule import Rule, made

RULES = [each for each in made() if isinstance(each, Rule)]


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("lake", {"lake"}),
        ("lakes?", {"lake"}),
        (r"\blake\b", {"lake"}),
        ("lake|pond", {"lake", "pond"}),
        ("(?:lake|pond) side", {"lake side", "pond side"}),
        ("organi[sz]ed", {"organised", "organized"}),
        ("(?:pre-?)?trained", {"trained"}),
        (r"train\w* on", {"train"}),
        (r"a\d{1,3} gardens", {" gardens"}),
        (r"(?:lake\w*|pond) [^.]{0,9}side", {"side"}),
        (r"(?:alpine \w+|pond[^.]{0,9}side)", {"alpine ", "pond"}),
        ("(?!lake)pond", {"pond"}),
        ("(?<=lake )pond", {"pond"}),
        ("(?:moor ){2,3}", {"moor "}),
        ("湖|数据", {"湖", "数据"}),
        (r"(?i:LAKE)", {"lake"}),
        (r"\d+", set()),
        (r"(?:lake)?", set()),
        ("lake|", set()),
        (r"lake|\d", set()),
        ("[a-z]{3}", set()),
        ("[^a]", set()),
        (".", set()),
        ("", set()),
        (r"(?P<one>lake|pond)(?P=one)", {"lake", "pond"}),
    ],
)
def test_the_rarest_part_is_chosen(pattern: str, literals: set[str]) -> None:
    assert needed_literals(pattern) == literals


def test_capitals_are_looked_for_in_lower_case() -> None:
    assert needed_literals("Lake", re.IGNORECASE) == {"lake"}


def test_too_many_ways_are_not_looked_for() -> None:
    assert (
        needed_literals("|".join(f"{one}{other}gh" for one in ascii_lowercase for other in ascii_lowercase))
        == frozenset()
    )


def test_what_is_no_expression_is_refused() -> None:
    with pytest.raises(re.error):
        needed_literals("(")


PIECES = st.sampled_from(["ab", "cd", "(?:ef|gh)", "i?", "[jk]", r"\d", "(?:lm){1,2}", "(?:no|p)?", "[^q]", "(?!r)"])
PATTERNS = st.lists(st.lists(PIECES, min_size=1, max_size=4).map("".join), min_size=1, max_size=3).map("|".join)


@given(PATTERNS, st.data())
def test_every_match_holds_a_literal(pattern: str, data: st.DataObject) -> None:
    literals = needed_literals(pattern)
    text = data.draw(st.from_regex(pattern))
    found = re.search(pattern, text)
    assert found is not None
    assert not literals or any(literal in found[0].lower() for literal in literals)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.text[:40])
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_match_of_a_rule_of_ours_holds_a_literal(rule: Rule, data: st.DataObject) -> None:
    compiled = re.compile(rule.text, rule.flags)
    found = compiled.search(data.draw(st.from_regex(compiled)))
    literals = rule.literals
    assert found is not None
    assert not literals or any(literal in found[0].lower() for literal in literals)
