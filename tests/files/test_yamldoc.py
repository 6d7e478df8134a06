"""Strict YAML: PyYAML's traps do not bite, every mistake has a place, and no bytes give a traceback."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from openness.errors import DocumentError
from openness.files.yamldoc import parse_yaml, read_yaml, validate
from tests.work import calls


def problems(text: bytes | str) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        parse_yaml(text, "f.yaml")
    return caught.value.problems


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", "no"),
        ("a: yes", "yes"),
        ("a: on", "on"),
        ("a: 2026-06-04", "2026-06-04"),
        ("a: 12:30", "12:30"),
        ("a: 0x1F", "0x1F"),
        ("a: 1_000", "1_000"),
        ("a: 1.10.0", "1.10.0"),
        ("a: '1.10'", "1.10"),
        ("a: .inf", ".inf"),
        ("a: 1e999", "1e999"),
        ("a: true", True),
        ("a: 7", 7),
        ("a: -0.5", -0.5),
        ("a:", None),
        ("a: ~", None),
        ("a: 'null'", "null"),
        ("a: '7'", "7"),
    ],
)
def test_plain_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    found = parse_yaml(text, "f.yaml").data["a"]
    assert found == value
    assert type(found) is type(value)


def test_all_mistakes_are_told_at_once_with_their_places() -> None:
    assert problems("a: 1\nb: &x 2\nc: *x\na: 3\nd: !!python/object:os.system x\n") == [
        "f.yaml:2:4: anchors (&name) are not allowed; write the value out",
        "f.yaml:3:4: aliases (*name) are not allowed; write the value out",
        "f.yaml:4:1: the key 'a' stands here a second time (first on line 1); keep one",
        "f.yaml:5:4: tags (!name) are not allowed; remove the tag",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c", "f.yaml:1:5:"),
        ("a:\n\tb: 1", "f.yaml:2:1: a tab stands in the indentation; indent with spaces"),
        ("---\na\n---\nb", "f.yaml:3:1:"),
        ("? [x]\n: 2", "f.yaml:1:3:"),
        (b"a: \xff", "f.yaml:1:1:"),
        (b"a: 1\nb: \xff", "f.yaml:2:1:"),
        ("[" * 5000, "f.yaml:1:65:"),
    ],
)
def test_broken_yaml_is_one_positioned_sentence(text: bytes | str, place: str) -> None:
    assert problems(text)[0].startswith(place)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_the_parser_counts_them(end: str) -> None:
    text = end.join(["first: 1", "name: a: b", "sign: @here", ": : ", "last: 2"])
    with pytest.raises(DocumentError) as caught:
        parse_yaml(text, "made.yaml", DocumentError)
    assert [problem.split(":")[1] for problem in caught.value.problems][:2] == ["2", "3"]
    assert "must stand in quotation marks" in caught.value.problems[0]


@given(st.text(st.sampled_from("a:@{['\"- \n\r\x85\u2028\u2029\t"), max_size=60))
def test_any_ends_of_lines_load_or_give_positions(text: str) -> None:
    try:
        parse_yaml(text, "made.yaml", DocumentError)
    except DocumentError as failure:
        assert all(re.match(r"made\.yaml:\d+:\d+: ", problem) for problem in failure.problems)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"gone\.yaml cannot be read \(No such file or directory\)"):
        read_yaml(tmp_path / "gone.yaml", "gone.yaml")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")
    points: int


class _Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")
    parts: list[_Part]


def test_shape_mistakes_point_to_the_key_and_suggest_the_word() -> None:
    with pytest.raises(DocumentError) as caught:
        validate(parse_yaml("parts:\n  - points: 1\n  - pionts: 2\n", "f.yaml"), _Whole)
    assert caught.value.problems == [
        "f.yaml:3:5: the key 'points' is missing",
        "f.yaml:3:5: unknown key 'pionts'; did you mean 'points'?",
    ]


def test_a_key_in_the_wrong_place_is_told_where_it_belongs_and_never_as_its_own_slip() -> None:
    with pytest.raises(DocumentError) as caught:
        validate(parse_yaml("points: 1\nparts:\n  - points: 2\n    parts: 3\n", "f.yaml"), _Whole)
    assert caught.value.problems == [
        "f.yaml:4:5: unknown key 'parts' here; put it at the top of the file",
        "f.yaml:1:1: unknown key 'points' here; put it below 'parts:'",
    ]


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
@example(b"\x00")
@example("a: \x85")
@example("\ufeffa: 1")
def test_any_bytes_load_or_give_positions(raw: bytes | str) -> None:
    try:
        parse_yaml(raw, "f.yaml")
    except DocumentError as failure:
        assert failure.problems
        assert all(problem.startswith("f.yaml:") for problem in failure.problems)


@pytest.mark.parametrize("deep", ["[", "{a: ", "[a: ", "a: [[", "? [", "? ? ? - ", "{? ["])
def test_depth_is_refused_without_reading_on(deep: str) -> None:
    """The scanner's time grows with the depth of what is open, so that reading on would be quadratic."""

    def read(times: int) -> int:
        def refused() -> None:
            with pytest.raises(DocumentError):
                parse_yaml(deep * times, "made.yaml")

        return calls(refused)

    read(100)
    assert read(20_000) <= read(1_000) + 5_000


def test_a_file_of_keys_alone_is_refused_before_it_fills_the_memory() -> None:
    text = "".join(f"k{number}: v\n" for number in range(260_000))
    with pytest.raises(
        DocumentError, match=r"made.yaml:\d+:1: here the file has passed 400,000 keys and values; split"
    ):
        parse_yaml(text, "made.yaml")


def test_problems_without_end_are_told_in_part() -> None:
    with pytest.raises(DocumentError) as caught:
        parse_yaml("a: &x b\n" * 5_000, "made.yaml")
    assert 500 <= len(caught.value.problems) <= 502
    assert "is not read further" in caught.value.problems[-1]
