"""Files given for YAML that are none: each is told what it is, in none of the parser's words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from openness.errors import DocumentError
from openness.files.yaml_kind import other_kind, whole
from openness.files.yamldoc import parse_yaml, read_yaml, validate

SIGNS = "ab: -@`%{}[]\"'\n\t|>*&!?#,\\\x07"


class Shape(BaseModel):
    a: int = 1


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"%PDF-1.7\n%\xe2", "a PDF document"),
        (b"PK\x03\x04\x14\x00", "an archive or a document of an office program"),
        (b"\x1f\x8b\x08", "a compressed file"),
        (b"\x89PNG\r\n", "a picture"),
        (b"{\\rtf1 x}", "a document of an office program"),
        (b"PAR1\x15", "a Parquet table"),
        (b"\x7fELF\x02\x00\x00", "binary, and no text"),
        (b"\n<!DOCTYPE html>\n<html>", "a page of HTML or XML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "a page of HTML or XML"),
        ("i: 1\n".encode("utf-16"), "text in UTF-16"),
        (b"version https://git-lfs.github.com/spec/v1\n", "`git lfs pull` fetches it"),
    ],
)
def test_a_file_of_another_kind_is_called_by_it(raw: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(raw)
    with pytest.raises(DocumentError) as failure:
        read_yaml(path, "r.yaml")
    assert len(failure.value.problems) == 1
    assert failure.value.problems[0].startswith("r.yaml:1:1: the file is ")
    assert kind in failure.value.problems[0]


@pytest.mark.parametrize(
    "text", ["id: x\n", '{"id": 1}', "# <html>\n", "<<<<<<< ours\n", "version: 1\n", "", "PKs: 1\n", "svg: <svg>\n"]
)
def test_text_as_people_write_it_is_of_no_other_kind(text: str) -> None:
    assert other_kind(text) is other_kind(text.encode()) is None


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("", "is empty"),
        ("# a note\n", "is empty"),
        ("- a\n- b\n", "is a list"),
        ("[1, 2]", "is a list"),
        ("id,version\n1,2\n", "is one text without keys"),
        ("Hello", "is one text without keys"),
        ("3", "is one value without a key"),
        ("true", "is one value without a key"),
    ],
)
def test_what_holds_no_keys_is_told_as_a_whole(text: str, held: str) -> None:
    with pytest.raises(DocumentError) as failure:
        validate(parse_yaml(text, "f.yaml"), Shape)
    assert failure.value.problems == [f"f.yaml:1:1: the file {held}; write lines of 'key: value'"]


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ('"abc" def\n', "f.yaml:1:7:", "remove what follows or put it under a key"),
        ('{"a": 1}\n{"a": 2}\n', "f.yaml:2:1:", "a file holds one group of 'key: value' lines"),
        ("a: 1\n}\n", "f.yaml:2:1:", "look for a bracket too many"),
        ("%a\n", "f.yaml:1:", "a line may not begin with %"),
        ('a: "\\d"\n', "f.yaml:1:", "use single quotation marks"),
        ("a: - b\n", "f.yaml:1:4:", "put '- ' on a line of its own"),
        ("a: | b\n", "f.yaml:1:", "the text begins on the next line"),
        ("a: \x07\n", "f.yaml:1:", "a control character stands here"),
    ],
)
def test_a_slip_is_told_in_words_of_whoever_writes_the_file(text: str, place: str, told: str) -> None:
    with pytest.raises(DocumentError) as failure:
        parse_yaml(text, "f.yaml")
    assert any(problem.startswith(place) and told in problem for problem in failure.value.problems)


@given(st.text(st.sampled_from(SIGNS), max_size=40))
def test_no_word_of_the_parser_is_left(text: str) -> None:
    try:
        parse_yaml(text, "f.yaml")
    except DocumentError as failure:
        told = "\n".join(failure.problems)
        assert not [words for words in ("<", "did not find", "token", "while ", "not valid YAML") if words in told]


@given(st.one_of(st.none(), st.lists(st.integers()), st.text(), st.integers(), st.booleans(), st.floats()))
def test_every_value_makes_a_sentence(value: Any) -> None:
    assert whole(value).startswith("the file is ")
