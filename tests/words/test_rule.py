"""Rules and stems: what a scan finds of them, and that hints never hide a match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.words import ALL, Rule, Stems, scan
from openness.words.rule import END, FIRST, made

LAKES = Rule(r"\b(?:lake|pond)s?\b[^.]{0,20}\bdeep")
DIGITS = Rule(r"\d+")
CAPITALS = Rule(r"Lake of \w+", re.IGNORECASE)
WATER = Stems("lake", "pond", "湖")
WORDS = st.sampled_from(["lake", "ponds", "deep", "lakes", "of", "湖", "7", "shallow", "depond", "x."])
TEXTS = st.lists(WORDS, max_size=8).map(" ".join)


@given(TEXTS)
def test_hints_never_hide_a_match(text: str) -> None:
    (hints,) = scan([text])
    for rule in (LAKES, DIGITS, CAPITALS):
        plain, hinted = re.search(rule.text, text, rule.flags), rule.found(text, hints)
        assert (None if plain is None else plain.span()) == (None if hinted is None else hinted.span())
    assert WATER.within(text, hints) is WATER.within(text) is any(stem in text for stem in ("lake", "pond", "湖"))


@pytest.mark.parametrize(("text", "tried"), [("so deep", True), ("a garden", False), ("", False)])
def test_a_rule_is_tried_only_where_a_literal_stands(text: str, tried: bool) -> None:
    assert bool(scan([text])[0] & LAKES.mask) is tried


def test_a_rule_without_literals_is_always_tried() -> None:
    assert scan(["a garden"])[0] & DIGITS.mask
    assert DIGITS.literals == frozenset()


def test_what_is_made_after_a_scan_is_missed_by_no_older_hints() -> None:
    (hints,) = scan(["a garden by the moor"])
    late, stems, other = Rule("moor"), Stems("moor"), Stems("heath")
    assert late.found("a garden by the moor", hints) is not None
    assert stems.within("a garden by the moor", hints)
    assert not other.within("a garden by the moor", hints)
    (again,) = scan(["a garden"])
    assert not again & (late.mask | stems.mask | other.mask)


def test_a_rule_does_what_its_compiled_pattern_does() -> None:
    rule, plain = Rule(r"(?P<word>b\w)", re.IGNORECASE), re.compile(r"(?P<word>b\w)", re.IGNORECASE)
    text = "ab Bc bd"
    for _ in range(2):  # the first time it is compiled, the second time it is there
        assert rule.findall(text) == plain.findall(text)
        assert rule.sub("-", text) == plain.sub("-", text)
        assert rule.split(text) == plain.split(text)
        found = rule.search(text)
        assert found is not None
        assert found["word"] == "Bc"
        assert rule.match(text) is None
        assert rule.fullmatch("bd") is not None
    assert (rule.pattern, rule.groups) == (plain.pattern, plain.groups)


def test_a_part_of_a_text_is_searched_alone() -> None:
    assert CAPITALS.found("lake of fire", ALL, 1) is None
    assert CAPITALS.found("lake of fire", ALL, 0, 4) is None
    assert CAPITALS.found("lake of fire") is not None


def test_each_has_a_bit_of_its_own() -> None:
    masks = [each.mask for each in made()]
    assert len(set(masks)) == len(masks)
    assert min(masks) >= 1 << FIRST
    assert max(masks) < 1 << END


def test_a_card_gives_the_sentences_that_hold_stems_or_may_match_a_rule() -> None:
    card = parse_card("The lake is deep. A garden. The pond.\n\n- Lakes.\n")
    assert [sentence.text for sentence in card.sentences_with(WATER)] == ["The lake is deep.", "The pond.", "Lakes."]
    assert [sentence.text for sentence in card.sentences_with(LAKES)] == ["The lake is deep."]
    assert [bool(sentence.finds(LAKES)) for sentence in card.sentences] == [True, False, False, False]
    assert [sentence.holds(WATER) for sentence in card.sentences] == [True, False, True, True]
    assert [sentence.text for sentence in card.sentences_reading("pond")] == ["The pond."]
    assert card.hints & LAKES.mask
    assert card.hints_of(0) & LAKES.mask
    assert card.hints_of(-1) == ALL
    assert parse_card("A garden.").sentences_with(WATER) == []


def test_an_unscanned_text_may_match_where_it_holds_a_literal_that_every_match_needs() -> None:
    rule = Rule(r"\b(?:pier|quay) \d")
    assert rule.may_match("at quay 7")
    assert rule.may_match("at the pier now")
    assert not rule.may_match("at sea")
    assert Rule(r"\d\d").may_match("at sea"), "nothing is sure to stand there"
