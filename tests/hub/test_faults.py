"""Every fault at every request of a refresh: the neighbours are kept, what failed is named, and waiting is bounded.

`docs/reliability.md` tells the outcomes in words.
"""

from __future__ import annotations

import pytest

from openness.hub import Ids
from openness.hub.errors import NO_ANSWER
from openness.record import missed
from openness.record.record import Look, Record, Rejected
from tests.fakehub import FakeHub
from tests.hub.conftest import Clients, Sweep
from tests.hub.faults import FAULTS

REQUESTS = {
    "body": r"/api/models/bad/m(\?|$)",
    "card": r"/bad/m/resolve/.*README",
    "licence": r"/bad/m/resolve/.*LICENSE",
    "data set": r"/api/datasets/bad/d",
    "base": r"/api/models/bad/base",
    "licence of the base": r"/bad/base/resolve/.*LICENSE",
    "everything of it": r"/bad/",
}
QUICK = [name for name in FAULTS if name not in ("slow drip", "429 by RateLimit")]
"""Without the one that takes all the time a request may take and the one that ends all; `tests/cli/test_fault_matrix.py` has them."""
CARD = "---\nlicense: apache-2.0\nbase_model: bad/base\ndatasets: [bad/d]\n---\n# Made for a test\n"
ANSWERS = {"body", "everything of it"}
HARMLESS = {"another id", "redirect", "file of another revision", "page again"}
"""Faults that leave a body to be read."""


def parts_of(record: Record) -> dict[str, tuple[Look, str | None]]:
    """Return how each part of the record that a request brought was had, and what is said of it."""
    return {name: (part.look, part.detail) for name, part in missed.parts_of(record).items()}


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("fault", QUICK)
def test_a_fault_costs_only_what_it_meets(
    fake: FakeHub, clients: Clients, sweep: Sweep, fault: str, request_: str
) -> None:
    for model_id in ("good/a", "bad/m", "fine/z"):
        fake.add_model(
            model_id,
            files={"README.md": CARD if model_id == "bad/m" else "# Made\n", "LICENSE": "made for a test"},
            cardData={"base_model": "bad/base", "datasets": ["bad/d"]} if model_id == "bad/m" else {},
        )
    fake.add_model("bad/base", files={"LICENSE": "made for a test"})
    fake.add_dataset("bad/d")
    fake.fault(REQUESTS[request_], **FAULTS[fault])
    results = sweep(clients(), ["good/a", "bad/m", "fine/z"])
    first, met, last = results
    assert isinstance(first, Record)
    assert isinstance(last, Record)
    assert (first.id, last.id) == ("good/a", "fine/z")
    for neighbour in (first, last):
        assert all(look is Look.READ for look, _ in parts_of(neighbour).values())
    assert sum(wait.seconds for wait in clients.waits) <= 960 + len(fake.log)
    if isinstance(met, Rejected):
        assert request_ in ANSWERS, "a part that fails does not cost the model"
        assert "bad/m" in met.reason or met.id == "bad/m"
        assert len(met.reason) > 20
        return
    assert request_ not in ANSWERS or fault in HARMLESS, "a body that could not be had gives no record"
    for name, (look, detail) in parts_of(met).items():
        if look is not Look.READ:
            assert detail, f"{name} is {look} and nothing says why"
    if FAULTS[fault].get("status", 200) >= 400 and request_ != "everything of it":
        assert any(look is not Look.READ for look, _ in parts_of(met).values())


@pytest.mark.parametrize("fault", [name for name in QUICK if name != "another id"])
def test_a_fault_that_passes_is_mended_by_the_next_refresh(
    fake: FakeHub, clients: Clients, sweep: Sweep, fault: str
) -> None:
    """Nothing that failed is taken for the publisher's answer by a later refresh."""
    for model_id in ("good/a", "bad/m"):
        fake.add_model(model_id, files={"README.md": "# Made\n", "LICENSE": "made for a test"})
    fake.fault("/bad/m/resolve/", **FAULTS[fault])
    sweep(clients(), ["good/a", "bad/m"])
    fake.faults.clear()
    results = sweep(clients(), ["good/a", "bad/m"])
    record = results[1]
    assert isinstance(record, Record)
    told = {name: look for name, (look, _) in parts_of(record).items()}
    kept = (
        {Look.READ, Look.ABSENT}
        if FAULTS[fault].get("status") in (404, 410) or "body" in FAULTS[fault]
        else {Look.READ}
    )
    assert set(told.values()) <= kept


@pytest.mark.parametrize("fault", ["500", "429", "504", "web page", "empty", "deep", "refused"])
def test_no_answer_is_kept_apart_from_the_hubs_own(fake: FakeHub, clients: Clients, sweep: Sweep, fault: str) -> None:
    fake.add_model("good/a")
    fake.add_model("bad/m")
    fake.fault(REQUESTS["body"], **FAULTS[fault])
    *_, met = sweep(clients(), Ids(("good/a", "bad/m")))
    assert isinstance(met, Rejected)
    assert met.answer == NO_ANSWER


def test_a_listing_that_drips_bad_rows_costs_no_model(fake: FakeHub, clients: Clients, sweep: Sweep) -> None:
    for number in range(3):
        fake.add_model(f"org/m{number}")
    fake.fault(r"/api/models\?", body=b'[7, null, {"id": "../.."}, {"id": "org/m1"}]')
    results = sweep(clients(), [f"org/m{number}" for number in range(3)])
    assert [item.id for item in results] == ["org/m0", "org/m1", "org/m2"]
    assert all(isinstance(item, Record) for item in results)
