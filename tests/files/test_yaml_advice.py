"""Slips in YAML: each says what to write, at the line where it was made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import DocumentError
from openness.files.yaml_advice import advice, merge_marker
from openness.files.yamldoc import parse_yaml

GOOD = "title: A thing\nitems:\n  - name: one\n    points: 2\n    of: {a: [1, 2]}\n"


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (
            "title: A thing",
            "title: A thing: or two",
            "f:1:15: a text with ': ' in it must stand in quotation marks: \"A",
        ),
        ("title: A thing", "title: @home", 'f:1:8: a text may not begin with @; put it in quotation marks: "@home"'),
        ("title: A thing", "title: `code`", "f:1:8: a text may not begin with `"),
        ("title: A thing", "title: %d", "f:1:8: a text may not begin with %"),
        ("title: A thing", 'title: "A thing', 'f:1:8: what is opened here by " is not closed'),
        ("{a: [1, 2]}", "{a: [1, 2]", "f:5:9: what is opened here by { is not closed; write the }"),
        ("{a: [1, 2]}", "{a: [1, 2}", "f:5:13: what is opened here by [ is not closed; write the ]"),
        (
            "items:\n",
            "<<<<<<< HEAD\nitems:\n=======\nitems:\n>>>>>>> other\n",
            "f:2:1: a merge was left unfinished here",
        ),
        ("    points: 2", "\u00a0   points: 2", "f:4:1: a no-break space stands here; write an ordinary space"),
        ("    points: 2", "    points:\u00a02", "f:4:12: a no-break space stands here"),
        ("    points: 2", "    points:\u30002", "f:4:12: a ideographic space stands here"),
        ("    points: 2", "\tpoints: 2", "f:4:1: a tab stands in the indentation"),
        ("    points: 2", "      points: 2", "f:4:1: this line is indented otherwise than its neighbours"),
        ("    points: 2", "    points:2", "f:4:11: after a colon stands a space"),
    ],
)
def test_a_slip_says_what_to_write_and_where(right: str, wrong: str, told: str) -> None:
    assert right in GOOD
    with pytest.raises(DocumentError) as failure:
        parse_yaml(GOOD.replace(right, wrong), "f")
    assert failure.value.problems[0].startswith(told), failure.value.problems


def test_a_line_of_equal_signs_in_a_text_is_no_merge() -> None:
    assert merge_marker("a: b\n  =======x\n") is None
    assert parse_yaml(GOOD, "f").data["title"] == "A thing"


@given(
    st.text(max_size=80), st.sampled_from(["cannot start any token", "expected ','", "mapping values are not allowed"])
)
def test_any_text_gets_advice_or_none(text: str, what: str) -> None:
    found = advice(text, what, (1, 1), (1, 1))
    assert found is None or (found.line >= 1 and found.column >= 1 and found.sentence)
