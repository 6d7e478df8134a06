"""Licences by use, and what is unknown of each."""

from __future__ import annotations

from openness.licences.by_use import UNKNOWN_NAME, licences_by_use, use_rows, use_table
from openness.licences.clause import Clause


def test_the_most_used_come_first_and_a_joined_name_counts_for_both() -> None:
    found = licences_by_use(["mit", "mit AND kimi-k3", "kimi-k3", "House 7", "kimi-k3", "mit"])
    assert [(use.licence, use.models) for use in found] == [("kimi-k3", 3), ("mit", 3), ("House 7", 1)]
    by_name = {use.licence: use for use in found}
    assert by_name["House 7"].known_by == UNKNOWN_NAME
    assert by_name["kimi-k3"].open is None
    assert Clause.COMMERCIAL in by_name["kimi-k3"].unknown
    assert Clause.COMMERCIAL not in by_name["mit"].unknown


def test_rows_and_table() -> None:
    found = licences_by_use(["kimi-k3", "apache-2.0", "A | B"])
    assert use_rows(found)[0]["open"] in ("yes", "unknown")
    table = use_table(found)
    assert "| kimi-k3 | 1 | text not read | everything |" in table
    assert "apache-2.0" not in table
    assert "A / B" in table
    assert "2 others" not in use_table(found, most=5)
    assert "1 others" in use_table(found, most=1)
