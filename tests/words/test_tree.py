"""A phrase taken apart: what each sign becomes, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.words.tree import Choice, Literal, Mark, PhraseError, Sequence, is_optional, read_tree


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("lake", ((Literal("lake"),),)),
        ("lake moor", ((Literal("lake"),), (Literal("moor"),))),
        ("  lake   moor ", ((Literal("lake"),), (Literal("moor"),))),
        ("lake*", ((Literal("lake"), Mark("*", r"[\w-]{0,24}")),)),
        ("a <3> b", ((Literal("a"),), (Mark("words", "3"),), (Literal("b"),))),
        ("{{x}}", ((Mark("raw", "x"),),)),
        ("[a]", ((Choice((Sequence(((Literal("a"),),)),), optional=True),),)),
        ("!(a)", ((Choice((Sequence(((Literal("a"),),)),), forbidden=True),),)),
        ("(a | b c)", ((Choice((Sequence(((Literal("a"),),)), Sequence(((Literal("b"),), (Literal("c"),))))),),)),
    ],
)
def test_a_line_is_taken_apart(phrase: str, words: tuple[tuple[object, ...], ...]) -> None:
    assert read_tree(phrase).words == words


@pytest.mark.parametrize("sign", ["~", "#", "^", "$", "*"])
def test_each_sign_is_a_mark(sign: str) -> None:
    (word,) = read_tree(sign).words
    assert isinstance(word[0], Mark)
    assert word[0].kind == sign


@pytest.mark.parametrize(("phrase", "size"), [("a ... b", "60"), ("a ...90 b", "90"), ("a ...200 b", "200")])
def test_a_gap_has_its_size(phrase: str, size: str) -> None:
    gap = read_tree(phrase).words[1][0]
    assert isinstance(gap, Mark)
    assert gap.kind == "gap"
    assert f"{{0,{size}}}" in gap.pattern


@pytest.mark.parametrize(
    ("phrase", "optional"),
    [
        ("[a]", True),
        ("[a | b]", True),
        ("a", False),
        ("(a | b)", False),
        ("!(a)", False),
        ("a[b]", False),
        ("#", False),
    ],
)
def test_a_word_in_square_brackets_may_be_missing(phrase: str, optional: bool) -> None:
    assert is_optional(read_tree(phrase).words[0]) is optional


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("(a", "is missing"),
        ("[a", "is missing"),
        ("a)", "closes nothing"),
        ("a]", "closes nothing"),
        ("(a]", "closes nothing"),
        ("a | b", "round brackets"),
        ("()", "empty"),
        ("(a | )", "empty"),
        ("a ...201 b", "at most 200"),
        ("a <0> b", "one to 12"),
        ("a <13> b", "one to 12"),
        ("((((((a))))))", "deeper"),
        ("{{a*}}", "without a bound"),
        ("{{a+}}", "without a bound"),
        ("{{a{2,}}}", "without a bound"),
        ("{{(a){2}}}", "repeats a group"),
        ("{{(}}", "not a regular expression"),
        ("a > b", "cannot read"),
        ("a } b", "cannot read"),
    ],
)
def test_what_is_not_well_formed_is_told(phrase: str, told: str) -> None:
    with pytest.raises(PhraseError, match=told):
        read_tree(phrase)


@pytest.mark.parametrize("phrase", ["{{a\\*}}", "{{[*+]}}", "{{a{0,20}}}", "{{a?}}"])
def test_a_bounded_piece_is_taken_as_it_is(phrase: str) -> None:
    assert read_tree(phrase).words == ((Mark("raw", phrase[2:-2]),),)


@given(st.text(alphabet="ab ()[]|*~#^$!<>{}.0123", max_size=60))
def test_any_line_is_taken_apart_or_refused(text: str) -> None:
    try:
        tree = read_tree(text)
    except PhraseError as failure:
        assert str(failure)
        return
    assert tree.words
    assert all(tree.words)


@pytest.mark.parametrize("piece", ["(", "[", "!(", "a | ", "...", "<1> ", "{{", "*"])
def test_long_hostile_lines_are_taken_apart_or_refused(piece: str) -> None:
    try:
        assert read_tree(piece * 3_000).words
    except PhraseError as failure:
        assert str(failure)
