"""Patterns compiled at their first use."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping

import pytest

from openness.words.pattern import _Late, pattern_of

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
