"""What has changed since a listing was read whole: a few requests, the same answers, and never a change missed."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openness.hub import NO_CARDS, All, Author, Cards, Hub, Selection, refresh
from openness.hub.changed import NotByChange, changed_since
from openness.hub.errors import MissingOrPrivate
from openness.hub.listing import Page, Row
from openness.record.record import ModelBody, Record, Rejected
from tests.fakehub import FakeHub
from tests.hub.conftest import NOW, Sweep

SINCE = datetime(2026, 6, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def row(name: int, hours: float | None) -> Row:
    """Return the row of a model that changed so many hours after SINCE."""
    told = None if hours is None else (SINCE + hours * HOUR).isoformat().replace("+00:00", "Z")
    return Row(f"o/{name}", ModelBody(id=f"o/{name}", last_modified=told))


def pages(*hours: list[float | None]) -> list[Page]:
    return [
        Page(
            tuple(row(10 * number + place, told) for place, told in enumerate(page)), None if page is hours[-1] else "x"
        )
        for number, page in enumerate(hours)
    ]


class TestPages:
    def test_they_end_at_the_first_that_is_old_enough(self) -> None:
        taken = list(changed_since(SINCE, pages([9, 5], [3, -0.5, -2], [-5])))
        assert [[item.key for item in page.rows] for page in taken] == [["o/0", "o/1"], ["o/10", "o/11"]]
        assert taken[-1].next_url is None

    def test_no_page_is_asked_for_beyond(self) -> None:
        asked = iter(pages([-9], [-10]))
        assert [page.rows for page in changed_since(SINCE, asked)] == [()]
        assert len(list(asked)) == 1

    @pytest.mark.parametrize("told", [[[None, None]], [[]], [[1, 5]], [[9, 8], [12]]])
    def test_an_order_that_tells_nothing_is_said(self, told: list[list[float | None]]) -> None:
        with pytest.raises(NotByChange):
            list(changed_since(SINCE, pages(*told)))

    def test_rows_without_a_date_are_kept(self) -> None:
        (page,) = changed_since(SINCE, pages([4, None, -4]))
        assert [item.key for item in page.rows] == ["o/0", "o/1"]

    @given(st.lists(st.floats(-50, 50), min_size=1, max_size=30), st.integers(1, 7))
    def test_whatever_changed_since_comes(self, hours: list[float], size: int) -> None:
        ordered: list[float | None] = sorted(hours, reverse=True)  # type: ignore[assignment]
        listed = pages(*(ordered[start : start + size] for start in range(0, len(ordered), size)))
        came = [item.key for page in changed_since(SINCE, listed) for item in page.rows]
        due = [item.key for page in listed for item in page.rows if str(item.item.last_modified) >= f"{SINCE:%Y-%m-%d}"]  # type: ignore[union-attr]
        assert set(due) <= set(came)


@pytest.fixture
def clock(fake: FakeHub) -> FakeHub:
    """A Hub of 2,400 models in pages of a thousand, whose answers bear the date SINCE."""
    fake.answers.date = format_datetime(SINCE, usegmt=True)
    for number in range(2400):
        told = f"2026-0{1 + number % 5}-1{number % 10}T00:00:00.000Z"
        fake.add_model(f"org/m{number}", files={}, lastModified=told, downloads=number)
    return fake


def change(fake: FakeHub, number: int) -> list[str]:
    ids = [f"org/m{place}" for place in range(5, 5 + 11 * number, 11)]
    for model_id in ids:
        fake.edit_model(model_id, files={"README.md": "new"}, lastModified="2026-06-02T00:00:00.000Z")
    return ids


class TestSweeps:
    @pytest.mark.parametrize("changes", [0, 9])
    @pytest.mark.parametrize("cards", [NO_CARDS, Cards(None), Cards(changed=True)])
    @pytest.mark.parametrize("selection", [All(), Author("org")])
    def test_one_request_and_four_for_each_change(
        self, clock: FakeHub, hub: Hub, sweep: Sweep, selection: Selection, cards: Cards, changes: int
    ) -> None:
        sweep(hub, selection, cards=cards)
        assert (sweep.dated, sweep.whole) == (SINCE, True)
        ids = change(clock, changes)
        clock.forget()
        found = sweep(hub, selection, cards=cards, since=SINCE, held=["org/gone"])
        assert {item.id for item in found} == set(ids)
        assert not clock.asked("gone"), "what is gone is seen by a whole listing alone"
        assert len(clock.log) <= 1 + 4 * changes
        assert len(clock.asked("/api/models")) == 1
        assert not sweep.whole

    def test_it_brings_what_a_whole_listing_brings_of_them(self, clock: FakeHub, hub: Hub, sweep: Sweep) -> None:
        sweep(hub, All(), cards=Cards(None))
        held = dict(sweep.held)
        ids = change(clock, 7)
        some = {item.id: item for item in sweep(hub, All(), cards=Cards(None), since=SINCE)}
        sweep.held = held
        whole = {item.id: item for item in sweep(hub, All(), cards=Cards(None))}
        assert some == {model_id: whole[model_id] for model_id in ids}

    def test_a_second_one_over_an_unchanged_hub_brings_the_same(self, clock: FakeHub, hub: Hub, sweep: Sweep) -> None:
        sweep(hub, All(), cards=Cards(None))
        change(clock, 5)
        first = sweep(hub, All(), cards=Cards(None), since=SINCE)
        clock.forget()
        assert sweep(hub, All(), cards=Cards(None), since=SINCE) == first
        assert len(clock.log) == 1

    @pytest.mark.parametrize("answers", [{"sorts_by_change": False}, {"in_lists": frozenset({"sha", "siblings"})}])
    def test_an_endpoint_that_cannot_tell_is_read_whole(
        self, clock: FakeHub, hub: Hub, sweep: Sweep, answers: dict[str, object]
    ) -> None:
        for name, value in answers.items():
            setattr(clock.answers, name, value)
        found = sweep(hub, All(), cards=NO_CARDS, since=SINCE, held=["org/gone"])
        assert len([item for item in found if isinstance(item, Record)]) == 2400
        assert [item.id for item in found if isinstance(item, Rejected)] == ["org/gone"]
        assert sweep.whole

    def test_an_account_that_is_gone_is_told(self, fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
        with pytest.raises(MissingOrPrivate, match="check the spelling"):
            sweep(hub, Author("nobody"), since=SINCE)

    def test_an_endpoint_without_a_date_promises_nothing(self, clock: FakeHub, hub: Hub, sweep: Sweep) -> None:
        clock.answers.date = "yesterday"
        sweep(hub, All(), cards=NO_CARDS)
        assert (sweep.dated, sweep.whole) == (None, True)


@settings(max_examples=12)
@given(st.integers(0, 60), st.integers(0, 4000))
def test_stopped_anywhere_and_gone_on_from_it_misses_no_change(first: int, cut: int) -> None:
    """The date of the first run's first page stays: what changed after that is listed the next time."""
    with FakeHub() as fake, tempfile.TemporaryDirectory() as folder, Hub(fake.endpoint, now=lambda: NOW) as hub:
        fake.answers.largest_page = 10
        fake.answers.date = format_datetime(SINCE, usegmt=True)
        for number in range(45):
            fake.add_model(f"org/m{number}", files={}, lastModified=f"2026-06-{1 + number % 28:02}T00:00:00.000Z")
        sweep = Sweep(Path(folder))
        with sweep.journal(hub, All()) as journal:
            running = refresh(hub, All(), journal=journal, since=SINCE)
            list(zip(range(first), running, strict=False))
            running.close()
        whole = journal.path.read_bytes()
        journal.path.write_bytes(whole[: len(whole) - cut] if cut < len(whole) else b"")
        begun = b'"dated"' in journal.path.read_bytes().rpartition(b"\n")[0]
        fake.answers.date = format_datetime(SINCE + timedelta(days=40), usegmt=True)
        found = {item.id for item in sweep(hub, All(), since=SINCE)}
        assert found == {f"org/m{number}" for number in range(45)}
        assert sweep.dated == (SINCE if begun else SINCE + timedelta(days=40))
