"""Named models that are held: found again in one listing, as the model's own answer said them, with today's gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from openness.hub import Hub
from openness.hub.unchanged import WORTH_LISTING
from openness.record.record import Record
from tests.fakehub import FakeHub, Recordings, all_model_ids
from tests.hub.conftest import NOW, Sweep
from tests.hub.test_refresh import fill, names


def many(fake: FakeHub, number: int = 300) -> list[str]:
    """Publish a well used model of each of so many accounts; a single answer tells more than a row."""
    ids = [fill(fake, 1, f"org{place}")[0] for place in range(number)]
    for model_id in ids:
        found = fake.shelf.find("models", model_id)
        assert found is not None
        found.body.update(usedStorage=77, config={"model_type": "made"}, tags=["license:mit"])
    return ids


def test_three_hundred_of_as_many_accounts_cost_a_request_and_four_for_each_change(
    fake: FakeHub, hub: Hub, sweep: Sweep
) -> None:
    ids = many(fake)
    first = sweep(hub, ids)
    assert names(first) == ids
    fake.forget()
    assert sweep(hub, ids) == first
    assert [(asked.path, asked.values("sort")) for asked in fake.log] == [("/api/models", ["downloads"])]
    changed = ids[7:60:11]
    for model_id in changed:
        fake.edit_model(model_id, files={"README.md": "new", "LICENSE": "l"})
    fake.forget()
    second = sweep(hub, ids)
    assert [item.id for item, last in zip(second, first, strict=True) if item != last] == changed
    assert len(fake.log) <= 1 + 4 * len(changed)
    fake.forget()
    assert sweep(hub, ids) == second
    assert len(fake.log) == 1


@pytest.mark.parametrize("hidden", [frozenset(), {"siblings"}, {"siblings", "cardData", "tags", "config"}, {"gated"}])
def test_a_row_that_says_less_takes_nothing_from_what_is_held(
    fake: FakeHub, hub: Hub, sweep: Sweep, hidden: frozenset[str]
) -> None:
    ids = many(fake, 40)
    first = sweep(hub, ids)
    fake.answers.in_lists -= hidden
    assert sweep(hub, ids) == first


@pytest.mark.parametrize(
    ("body", "seen"), [({"gated": "manual"}, "manual"), ({"gated": "auto", "likes": 5}, "auto"), ({"likes": 9}, "none")]
)
def test_what_moves_without_a_revision_is_todays(
    fake: FakeHub, hub: Hub, sweep: Sweep, body: dict[str, Any], seen: str
) -> None:
    ids = many(fake, 40)
    sweep(hub, ids)
    found = fake.shelf.find("models", ids[3])
    assert found is not None
    found.body.update(body)
    fake.forget()
    record = sweep(hub, ids)[3]
    assert isinstance(record, Record)
    assert (record.body.gated, record.body.likes) == (seen, body.get("likes", 0))
    assert record.body.used_storage == 77
    assert len(fake.log) == 1


def test_what_is_private_or_gone_by_now_is_asked_for_itself(fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
    ids = many(fake, 40)
    sweep(hub, ids)
    fake.shelf.remove("models", ids[0])
    fake.add_model(ids[1], private=True)
    fake.add_model(ids[2], disabled=True)
    fake.forget()
    results = sweep(hub, ids)
    assert names(results) == [f"-{name}" for name in ids[:3]] + ids[3:]
    assert sorted(asked.path for asked in fake.log) == ["/api/models", *(f"/api/models/{name}" for name in ids[:3])]


def test_models_that_few_download_cost_one_page_more_at_most(fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
    fake.answers.largest_page = 50
    for number in range(200):
        fake.add_model(f"known/m{number}", downloads=5000)
    ids = many(fake, WORTH_LISTING + 4)
    first = sweep(hub, ids)
    fake.forget()
    assert sweep(hub, ids) == first
    assert len(fake.log) == len(ids) + 1


def test_a_list_that_cannot_be_read_costs_a_request_more(fake: FakeHub, hub: Hub, sweep: Sweep) -> None:
    ids = many(fake, 40)
    first = sweep(hub, ids)
    fake.fault(r"/api/models\?", body=b"<html>")
    fake.forget()
    assert sweep(hub, ids) == first
    assert len(fake.log) == 1 + len(ids)


def test_recorded_models_are_the_same_a_second_and_a_third_time(shared: Path, sweep: Sweep) -> None:
    ids = all_model_ids(shared)[::3]
    with FakeHub(Recordings(shared)) as fake, Hub(fake.endpoint, now=lambda: NOW) as hub:
        first = sweep(hub, ids)
        fake.forget()
        assert sweep(hub, ids) == first
        assert sweep(hub, list(reversed(ids))) == list(reversed(first))
        assert "downloads" in {value for asked in fake.log for value in asked.values("sort")}
