"""The country of an organisation: a slip of one that is known is a mistake, and another country is taken as it is."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from openness.catalogue.places import NAMES
from openness.catalogue.system import Organisation


@pytest.mark.parametrize(
    ("origin", "meant"),
    [("Swizerland", "Switzerland"), ("Germny", "Germany"), ("Untied States", "United States"), ("Francee", "France")],
)
def test_a_slip_of_a_country_is_told_with_what_was_meant(origin: str, meant: str) -> None:
    with pytest.raises(ValidationError, match=f"there is no country '{origin}'; did you mean '{meant}'"):
        Organisation(name="Made", origin=origin)


@pytest.mark.parametrize("origin", [*NAMES, "france", "International", "Undisclosed", "Kenya", "Niger", "Mali", None])
def test_a_country_and_what_is_no_slip_of_one_are_taken(origin: str | None) -> None:
    assert Organisation(name="Made", origin=origin).origin == origin
