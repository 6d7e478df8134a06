"""Languages that an entry states by number: all of the Union's are each of them, and the rest is not a no."""

from __future__ import annotations

from typing import Any

import pytest

from openness.catalogue.fact import LanguagesFact
from openness.catalogue.stated import _with_uncoded
from openness.signals.languages import OFFICIAL_IN_THE_EU

ALL = tuple(sorted(OFFICIAL_IN_THE_EU))


@pytest.mark.parametrize(
    ("codes", "numbers", "expected"),
    [
        (None, {"count": 24, "eu": 24}, ALL),
        (None, {"eu": 24}, ALL),
        (None, {"count": 35, "eu": 24}, tuple(sorted((*ALL, "mul")))),
        (None, {"count": 34}, ("mul",)),
        (None, {"eu": 20}, ("mul",)),
        (("en", "lv"), {"count": 34}, ("en", "lv", "mul")),
        (("en", "lv"), {"count": 2}, ("en", "lv")),
        (("en", "lv"), {}, ("en", "lv")),
        (None, {}, None),
    ],
)
def test_numbers_say_what_they_can(codes: Any, numbers: dict[str, int], expected: Any) -> None:
    assert (
        _with_uncoded(codes, LanguagesFact.model_construct(None, count=numbers.get("count"), eu=numbers.get("eu")))
        == expected
    )
