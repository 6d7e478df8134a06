"""The stems of a phrase: the rarest literals of which every match holds one, or none where nothing is sure."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.words.phrase import PhraseError, Script, read_phrase
from openness.words.stems import stems_of
from openness.words.tree import read_tree


@pytest.mark.parametrize(
    ("phrase", "stems"),
    [
        ("lake", {"lake"}),
        ("lake letters", {"lake letters"}),
        ("lake*", {"lake"}),
        ("lake* letters", {"letters"}),
        ("the [old] lake", {"lake"}),
        ("(lake | moor)", {"lake", "moor"}),
        ("(lake | moor) letters", {"letters"}),
        ("licen(s | c)e", {"licen"}),
        ("open-source", {"source"}),
        ("l'usage", {"usage"}),
        ("fine~tun*", {"fine"}),
        ("not ... allowed", {"allowed"}),
        ("was <3> trained", {"trained"}),
        ("# gpus", {"gpus"}),
        ("data !(parallel)", {"data"}),
        ("in (2 | the lakes)", {"in"}),
        ("^todo$", {"todo"}),
        ("{{\\d{1,3}}} gb", {"gb"}),
        ("(lake [old] | moor)", {"lake", "moor"}),
        ("very very long words here", {"very very long words"}),
        ("[lake]", set()),
        ("...", set()),
        ("#", set()),
        ("(lake | #)", set()),
        ("!(lake)", set()),
    ],
)
def test_the_rarest_part_that_must_be_there_gives_the_stems(phrase: str, stems: set[str]) -> None:
    assert set(stems_of(read_tree(phrase), spaced=True)) == stems


@pytest.mark.parametrize(
    ("phrase", "spaced", "stems"),
    [
        ("禁止 商用", False, {"禁止"}),
        ("禁止 商用", True, {"禁止 商用"}),
        ("未 公开", False, {"公开"}),
        ("(商用 | 商业)", False, {"商用", "商业"}),
        ("gpu 训练", False, {"训练"}),
    ],
)
def test_without_spaces_between_words_each_word_stands_by_itself(phrase: str, spaced: bool, stems: set[str]) -> None:
    assert set(stems_of(read_tree(phrase), spaced=spaced)) == stems


def test_of_parts_that_are_equally_rare_the_one_with_fewer_stems_counts() -> None:
    assert set(stems_of(read_tree("(lake | moor) hill*"), spaced=True)) == {"hill"}


@pytest.mark.parametrize(
    ("phrase", "whole"),
    [
        ("lake", True),
        ("the old lake", True),
        ("lake*", False),
        ("*lake", False),
        ("lake~", False),
        ("lake[side]", False),
        ("[sea]lake", False),
        ("lake [side]", True),
        ("[old] lake", True),
        ("lake !(side)", True),
        ("lake !(side) ... by", False),
        ("lake!(side)", False),
        ("(lake | lake letters)", True),
        ("(lake | lake*)", False),
        ("la(kes | ke)", False),
        ("lake [old] ... on", False),
        ("lake <2> ... on", False),
        ("on ... lake", True),
        ("on ... [old] lake", True),
        ("x(lake [a] | [a] lake)y", False),
        ("# lake", True),
        ("#lake", False),
        ("isn't", True),
    ],
)
def test_a_stem_is_whole_where_nothing_lets_it_be_part_of_a_word(phrase: str, whole: bool) -> None:
    stems = stems_of(read_tree(phrase), spaced=True)
    assert stems
    assert set(stems.values()) == {whole}
    assert not any(stems_of(read_tree(phrase), spaced=False).values())


PIECES = [
    "alpha",
    "beta*",
    "gam~ma",
    "[delta]",
    "(one | two three)",
    "...",
    "(x1 | y2)[z3]",
    "#",
    "it's",
    "a-b",
    "!(no)",
]


WORDS = ["alpha", "beta", "gamma", "gam-ma", "delta", "one", "two three", "x1", "y2", "z3", "7", "it's", "a-b", "no"]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join),
    st.text(alphabet="alphbetgm dionwrx12'-", max_size=80)
    | st.lists(st.sampled_from([*WORDS, " ", " ", " ", "s", "-", "é"]), max_size=12).map("".join),
)
def test_every_match_holds_a_stem_and_stems_stand_in_the_phrase(phrase: str, text: str) -> None:
    try:
        read = read_phrase(phrase, Script.LATIN)
    except PhraseError:
        return
    assert all(stem in phrase for stem in read.stems)
    for match in re.finditer(read.pattern, text):
        assert any(
            stem not in read.whole
            or (not _LETTER.match(text[found.end() :]) and not _LETTER.match(text[: found.start()][::-1]))
            for stem in read.stems
            for found in re.finditer(re.escape(stem), text[: match.end()])
            if found.start() >= match.start()
        )


_LETTER = re.compile(r"[a-z0-9_]")
