"""Files that hold no terms, only the name of a licence."""

from __future__ import annotations

import pytest

from openness.licences.pointer import named_by
from openness.licences.recognition import Verdict, recognise


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Apache-2.0\n", ("apache-2.0",)),
        ("# License\n\nMIT\n", ("mit",)),
        ("SPDX-License-Identifier: MIT", ("mit",)),
        ("This model is licensed under the Apache License 2.0.", ("apache-2.0",)),
        ("https://www.apache.org/licenses/LICENSE-2.0", ("apache-2.0",)),
        ("See LICENSE.txt", ()),
        ("See the model card for the license.", ()),
        ("https://acme.example/licence", ()),
    ],
)
def test_a_pointer_names_or_does_not(text: str, named: tuple[str, ...]) -> None:
    assert named_by(text) == named
    found = recognise(text)
    assert found.verdict is Verdict.POINTER
    assert found.licences == ()
    assert found.understood is bool(named)


@pytest.mark.parametrize(
    "text",
    [
        "Apache-2.0, for schools",
        "MIT\n\nNur für Schulen.",
        "See LICENSE.txt; resale is excluded",
        "仅供学习",
        "Licensed to Acme for its own use",
        "This model is licensed under terms we tell on request.",
    ],
)
def test_whatever_may_be_terms_is_no_pointer(text: str) -> None:
    assert named_by(text) is None
    assert not recognise(text).understood
