"""Reading model files: as generous as the tool's parser, and safe with files made to hurt."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import DocumentError
from openness.mof import parse_document, read_document
from tests.work import calls


def problem(raw: str | bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        parse_document(raw.encode() if isinstance(raw, str) else raw, "m.yml")
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def test_dates_and_words_stay_text() -> None:
    data = parse_document(b"a: 2024-01-01\nb: no\nc: yes\nd: '7'\ne: 1.10.0\n", "m.yml").data
    assert data == {"a": "2024-01-01", "b": "no", "c": "yes", "d": "7", "e": "1.10.0"}


def test_null_true_and_numbers_as_the_tools_parser_has_them() -> None:
    data = parse_document(b"a: NULL\nb: ~\nc:\nd: True\ne: FALSE\nf: 7\ng: 1.5\nh: 'null'\n", "m.yml").data
    assert data == {"a": None, "b": None, "c": None, "d": True, "e": False, "f": 7, "g": 1.5, "h": "null"}


def test_aliases_are_read() -> None:
    raw = b"a: &lic {name: MIT}\nb: *lic\nc: [&x 1, *x]\n"
    assert parse_document(raw, "m.yml").data == {"a": {"name": "MIT"}, "b": {"name": "MIT"}, "c": [1, 1]}


def test_positions_count_from_one() -> None:
    document = parse_document(b"release:\n  components:\n  - name: x\n    license: y\n", "m.yml")
    assert document.where(("release", "components", 0, "license")) == "m.yml:4:5"
    assert document.where(("release", "components", 0)) == "m.yml:3:5"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a: 1\na: 2\n", "m.yml:2:1: the key 'a' stands here a second time (first on line 1); keep one"),
        ("a: !!python/object:os.system x\n", "m.yml:1:4: tags (!name) are not read; remove the tag"),
        ("a: !php/object x\n", "m.yml:1:4: tags (!name) are not read; remove the tag"),
        ("a: 1\n---\nb: 2\n", "m.yml:2:1: only one YAML document may stand in a file; remove what follows '---'"),
        ("a: *b\n", "m.yml:1:4: *b names no finished value above it; write the value out"),
        ("a: &b [*b]\n", "m.yml:1:8: *b names no finished value above it; write the value out"),
        ("? [a]\n: 1\n", "m.yml:1:3: a key must be text, not a list or mapping"),
        ("a: &x {b: 1}\nc: {<<: *x}\n", "m.yml:2:5: merge keys (<<) are not read; write the values out"),
        ("a: [1\n", "m.yml:2:1: is not valid YAML (did not find expected ',' or ']')"),
        ("[" * 5000, "m.yml:1:33: is nested deeper than 32 levels"),
        (b"a: \xff\n", "m.yml:1:1: is not UTF-8 text; save the file as UTF-8"),
    ],
    ids=range(11),
)
def test_refusals_say_what_where_and_what_to_do(raw: str | bytes, expected: str) -> None:
    assert problem(raw) == expected


def test_a_multiplying_file_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    told: list[str] = []
    assert calls(lambda: told.append(problem("\n".join(lines)))) < 5_000_000
    assert "holds more than 20000 values" in told[0]


def test_a_huge_file_is_refused_without_being_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "huge.yml"
    with file.open("wb") as out:
        out.truncate(50 * 1024 * 1024)
    with pytest.raises(DocumentError, match="is larger than 1 MiB"):
        read_document(file, "huge.yml")


def test_a_folder_or_nothing_is_one_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "no.yml"):
        with pytest.raises(DocumentError, match=r"m\.yml: cannot be read \(.*\); check the path"):
            read_document(path, "m.yml")


@given(st.binary(max_size=300) | st.text("{}[]&*!|>-?:,#'\"a1 \n\t<", max_size=80).map(str.encode))
def test_any_bytes_load_or_give_one_positioned_sentence(raw: bytes) -> None:
    problems: list[str] = []
    try:
        parse_document(raw, "m.yml")
    except DocumentError as failure:
        problems = failure.problems
    assert len(problems) <= 1
    for sentence in problems:
        name, line, column, _ = sentence.split(":", 3)
        assert (name, int(line) >= 1, int(column) >= 1) == ("m.yml", True, True)
