"""Patterns compiled at their first use."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.words.pattern import _Late, pattern_of
from tests.work import calls

_READING_ROOMS = ("card", "licences", "reading", "signals", "words")


def _late(value: object) -> Iterator[_Late]:
    if isinstance(value, _Late):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _late(item)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _late(item)


def test_nothing_is_compiled_before_it_is_asked() -> None:
    asked = pattern_of("(")
    with pytest.raises(re.error):
        asked.search("text")


def test_it_answers_as_the_compiled_pattern_does() -> None:
    late, plain = pattern_of(r"(?P<word>b\w)", re.IGNORECASE), re.compile(r"(?P<word>b\w)", re.IGNORECASE)
    text = "ab Bc bd"
    for _ in range(2):  # the first time it is compiled, the second time it is there
        assert late.findall(text) == plain.findall(text)
        assert [found.span() for found in late.finditer(text)] == [found.span() for found in plain.finditer(text)]
        found = late.search(text, 2)
        assert found is not None
        assert found["word"] == "Bc"
        assert late.match(text) is None
        assert late.fullmatch("bd") is not None
        assert late.sub("-", text) == plain.sub("-", text)
        assert late.split(text) == plain.split(text)
    assert (late.pattern, late.flags, late.groups) == (plain.pattern, plain.flags, plain.groups)


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "tries"),
    [
        (r"\bHarbour \d+", 0, "a harbour 7", 0),
        (r"\bHarbour \d+", 0, "the Harbour of old", 1),
        (r"\bharbour \d+", re.IGNORECASE, "a quay 7", 0),
        (r"\bharbour \d+", re.IGNORECASE, "HARBOUR 7", 1),
        (r"\bharbour \d+", re.IGNORECASE, "a quaı 7", 1),
        (r"(?i:harbour) \d+", 0, "HARBOUR 7", 1),
        (r"harbour|pier \d", 0, "no such place", 0),
        (r"harbour|\d", 0, "no such place", 1),
        (r"at \d", 0, "no such place", 0),
        (r"a \d", 0, "no such place", 1),
    ],
)
def test_only_a_text_that_holds_a_needed_literal_is_looked_through(
    pattern: str, flags: int, text: str, tries: int
) -> None:
    late, plain = pattern_of(pattern, flags), re.compile(pattern, flags)
    late.search("")
    assert calls(lambda: late.search(text), "search") == tries
    assert calls(lambda: list(late.finditer(text)), "finditer") == tries
    found, wanted = late.search(text), plain.search(text)
    assert (found and found.span()) == (wanted and wanted.span())


@given(
    st.sampled_from(
        [r"\bQuay[ -]?\d|Pier\b", r"(?i:quay) \w|[Pp]ier", r"(?<=a )quay|pier(?! of)", r"(?:quay|pier)s?\Z"]
    ),
    st.sampled_from([0, re.IGNORECASE]),
    st.lists(st.sampled_from(["quay", "Quay", "PIER", "pier", " ", "a ", "7", "s", " of", "ſ", "ı", "İ"])).map("".join),
    st.integers(0, 6),
)
def test_looking_for_literals_first_changes_no_answer(pattern: str, flags: int, text: str, start: int) -> None:
    late, plain = pattern_of(pattern, flags), re.compile(pattern, flags)
    found, wanted = late.search(text, start), plain.search(text, start)
    assert (found and found.span()) == (wanted and wanted.span())
    assert [one.span() for one in late.finditer(text)] == [one.span() for one in plain.finditer(text)]


def test_every_late_pattern_of_the_package_is_a_regular_expression() -> None:
    seen = 0
    for room in _READING_ROOMS:
        package = importlib.import_module(f"openness.{room}")
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for value in vars(importlib.import_module(found.name)).values():
                for late in _late(value):
                    assert isinstance(late.flags, int)
                    seen += 1
    assert seen > 100
