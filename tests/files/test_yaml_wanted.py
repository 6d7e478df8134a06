"""What a value should have been is said in the words of whoever writes the file, never in the parser's."""

from __future__ import annotations

import re

import pytest

from openness.errors import RubricError
from openness.files.yaml_wanted import refused
from openness.rubric import parse_rubric
from tests.presets.judge import DOMAINS

RUBRIC = """id: mine
version: 1
title: T
dimensions:
  w: Weights
criteria:
  - id: a
    dimension: w
    question: Is it?
    points: 10
    levels:
      open: {weights.published: all}
    otherwise: closed
    why: Because.
    fix: Do.
"""
PARSER_WORDS = re.compile(r"\binput\b|valid|parse|criteria\.\d|literal|dictionary|Input", re.I)


def problems(text: str) -> list[str]:
    with pytest.raises(RubricError) as failure:
        parse_rubric(text, "r.yaml", DOMAINS)
    return failure.value.problems


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("points: 10", "points: -3", "r.yaml:10:13: 'points' is '-3'; write at least 0"),
        ("version: 1", "version: yes", "r.yaml:2:10: 'version' is 'yes'; write a whole number in digits, such as 2"),
        ("version: 1", "version: 0", "r.yaml:2:10: 'version' is '0'; write at least 1"),
        ("why: Because.", "why: [a, b]", "r.yaml:14:10: 'why' is a list; write one text"),
        ("title: T", "title: 12", "r.yaml:3:8: 'title' is '12'; write one text"),
        ("title: T", "title: true", "r.yaml:3:8: 'title' is 'true'; write one text"),
        (
            "otherwise: closed",
            "otherwise: shut",
            "r.yaml:13:16: 'otherwise' is 'shut'; write 'open', 'partial', 'closed'",
        ),
        ("dimensions:\n  w: Weights", "dimensions: [w]", "'dimensions' is a list; write lines of 'key: value'"),
    ],
)
def test_a_value_that_is_refused_is_told_with_what_to_write(old: str, new: str, told: str) -> None:
    found = problems(RUBRIC.replace(old, new))
    assert any(problem.startswith(told) or told in problem for problem in found), found
    assert [problem for problem in found if PARSER_WORDS.search(problem)] == []


def test_slips_of_writing_and_wrong_words_are_told_in_one_pass() -> None:
    text = RUBRIC.replace("question: Is it?", "question: a: b").replace("fix: Do.", "fix: @once\n    half: 3")
    text = text.replace("points: 10", "points: two").replace("title: T", "title:\u00a0T")
    places = [problem.split(": ")[0] for problem in problems(text)]
    assert places == ["r.yaml:3:7", "r.yaml:9:16", "r.yaml:10:13", "r.yaml:15:10", "r.yaml:16:5"]


@pytest.mark.parametrize("sides", ["<<<<<<< HEAD\n    points: 10\n=======\n    points: 11\n>>>>>>> other"])
def test_an_unfinished_merge_hides_nothing_further_down(sides: str) -> None:
    found = problems(RUBRIC.replace("    points: 10", sides).replace("otherwise: closed", "otherwise: shut"))
    assert [problem.split(": ")[0] for problem in found] == ["r.yaml:10:1", "r.yaml:17:16"]


def test_a_long_value_is_shortened_and_an_unknown_kind_keeps_its_words() -> None:
    assert len(refused("int_type", ("a",), "x" * 5000, {}, "")) < 150
    assert refused("date_type", ("day",), 1, {}, "It must be a day") == "'day': it must be a day"
    assert refused("string_too_short", (0,), "", {}, "") == "the document is ''; write at least 1"
