"""The page on licences in the embedded snapshot is what the snapshot holds."""

from __future__ import annotations

from tools import licence_distribution


def test_the_page_is_current_and_counts_every_model_once() -> None:
    made = licence_distribution
    snapshot_id, found = made.embedded_distribution()
    assert made.PAGE.read_text(encoding="utf-8") == made.page(snapshot_id, found)
    assert made.FIGURE.is_file()
    told = sum(row.models for row in (*found.licences, *found.unknowns))
    assert told == found.models
    assert sum(row.models for row in found.conflicts) >= found.with_conflict > 0


def test_what_takes_a_permission_away_is_counted() -> None:
    _, found = licence_distribution.embedded_distribution()
    withheld = sum(row.models for row in found.withheld)
    taken = sum(row.models for row in found.taken)
    assert 0 < found.buyers <= found.told_allowed - withheld - taken
    assert withheld > 0
    assert {row.value for row in found.bases} <= {"tag", "catalogue", "named", "text"}
