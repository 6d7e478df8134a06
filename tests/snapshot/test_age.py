"""The age of facts: whole days, a sentence, and a command where they are old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from openness.snapshot.age import OLD, age_in_days, age_sentence

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "told"), [(0, "of today"), (1, "are 1 day old"), (OLD, f"{OLD} days old"), (1200, "1,200 days old")]
)
def test_the_age_is_told_in_days(days: int, told: str) -> None:
    assert told in age_sentence(NOW - timedelta(days=days), NOW)


@pytest.mark.parametrize(("days", "named"), [(OLD, False), (OLD + 1, True)])
def test_old_facts_name_the_command_that_renews_them(days: int, named: bool) -> None:
    assert ("openness refresh --catalogue" in age_sentence(NOW - timedelta(days=days), NOW)) is named


def test_a_moment_to_come_is_of_today_and_one_without_a_zone_is_utc() -> None:
    assert age_in_days(NOW + timedelta(days=3), NOW) == 0
    assert age_in_days(datetime(2026, 10, 30, 12), NOW) == 2  # noqa: DTZ001 (the case itself)
