"""Time, size, retries and waiting are bounded, whatever the other side does."""

from __future__ import annotations

import gzip
import threading
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.hub import Hub
from openness.hub.budget import Ledger
from openness.hub.errors import Interrupted, RateLimited, ServerFailed, TimedOut, UnusableAnswer
from openness.record.record import Look
from tests.fakehub import FakeHub
from tests.hub.conftest import NOW, Clients


class Clock:
    """A clock that only pauses move; the fake Hub and its client share it."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds


def test_a_slow_server_really_times_out(fake: FakeHub, clients: Clients) -> None:
    """Were the library to drop our timeouts in some release, the late answer would arrive and this fail."""
    fake.add_model("org/m")
    fake.fault("/", delay=10)
    hub = clients(timeout=0.2, retries=0)
    with pytest.raises(TimedOut, match="in time"):
        hub.model("org/m")
    with pytest.raises(TimedOut):
        next(hub.list_models(author="org"))
    assert hub.text("org/m", "README.md", None)[0].look is Look.FAILED
    assert hub.dataset("org/d").look is Look.FAILED


@pytest.mark.parametrize("fault", [{"drip": 0.02}, {"endless": True, "drip": 0.02}])
def test_an_answer_that_drips_ends(fake: FakeHub, clients: Clients, fault: dict[str, Any]) -> None:
    fake.add_model("org/m", tags=["x" * 1000])
    fake.fault("/api/", **fault)
    with pytest.raises(TimedOut):
        clients(timeout=5, total=0.3, retries=0).model("org/m")


def test_an_endless_answer_ends_at_its_size(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("org/m", files={"README.md": "card"})
    fake.fault("/", endless=True)
    text, _ = hub.text("org/m", "README.md", None)
    assert text.truncated
    assert len(text.text or "") == 2**21
    with pytest.raises(UnusableAnswer, match="larger than 64 MiB"):
        hub.model("org/m")


def test_a_text_that_unpacks_without_end_is_cut(fake: FakeHub, hub: Hub) -> None:
    packed = gzip.compress(b"x" * 2**24)
    fake.fault("/resolve/", headers={"Content-Encoding": "gzip"}, body=packed)
    text, _ = hub.text("org/m", "README.md", None)
    assert (text.truncated, len(text.text or "")) == (True, 2**21)


def test_a_body_packed_wrongly_is_told(fake: FakeHub, hub: Hub) -> None:
    fake.fault("/api/", headers={"Content-Encoding": "gzip"}, body=b"this is no gzip")
    with pytest.raises(UnusableAnswer, match="answered unusably"):
        hub.model("org/m")


def test_an_endless_refusal_ends(fake: FakeHub, hub: Hub) -> None:
    fake.fault("/api/", status=404, body=b"{}", endless=True)
    with pytest.raises(Exception, match="no such repository"):
        hub.model("org/m")


@pytest.mark.parametrize(
    "fault",
    [{"status": 500}, {"status": 502}, {"status": 503}, {"status": 504}, {"status": 408}, {"drop": True},
     {"truncate": True}],
)  # fmt: skip
def test_a_passing_fault_is_overcome(fake: FakeHub, clients: Clients, fault: dict[str, Any]) -> None:
    fake.add_model("org/m")
    fake.fault("/api/models/org/m", times=2, **fault)
    assert clients().model("org/m").id == "org/m"
    assert [wait.seconds for wait in clients.waits] == [1, 2]


@pytest.mark.parametrize("fault", [{"status": 500}, {"drop": True}, {"truncate": True}])
def test_a_lasting_fault_ends_after_the_retries(fake: FakeHub, clients: Clients, fault: dict[str, Any]) -> None:
    fake.add_model("org/m")
    fake.fault("/api/models/org/m", **fault)
    with pytest.raises(ServerFailed, match="try again later"):
        clients(retries=5).model("org/m")
    assert [wait.seconds for wait in clients.waits] == [1, 2, 4, 8, 8]
    assert len(fake.log) == 6


def test_a_truncated_listing_is_asked_for_again(fake: FakeHub, hub: Hub) -> None:
    fake.add_model("org/m")
    fake.fault(r"/api/models\?", times=1, truncate=True)
    assert [row.key for page in hub.list_models(author="org") for row in page.rows] == ["org/m"]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"RateLimit": '"api";r=0;t=300'}, 301),
        ({"Retry-After": "40"}, 41),
        ({"Retry-After": "Sun, 22 Nov 2026 12:01:00 GMT"}, 61),
        ({"Retry-After": "Sun, 22 Nov 2020 12:01:00 GMT"}, 1),
        ({"Retry-After": "soon"}, 1),
        ({"RateLimit": '"api";r=0;t=7', "Retry-After": "99"}, 8),
        ({}, 1),
    ],
)
def test_a_429_is_waited_out_and_announced(
    fake: FakeHub, clients: Clients, headers: dict[str, str], seconds: float
) -> None:
    fake.add_model("org/m")
    fake.fault("/api/", times=1, status=429, headers=headers)
    assert clients().model("org/m").id == "org/m"
    assert clients.waits[0].seconds == seconds
    assert str(clients.waits[0]) == f"{seconds} s, the request budget is spent"


def test_a_429_without_end_ends(fake: FakeHub, clients: Clients) -> None:
    fake.fault("/api/", status=429, headers={"Retry-After": "300"})
    with pytest.raises(RateLimited, match="it goes on where it stopped"):
        clients(max_wait=1000).model("org/m")
    assert sum(wait.seconds for wait in clients.waits) <= 1000
    assert len(fake.log) == 4


def test_a_429_that_names_no_time_ends(fake: FakeHub, clients: Clients) -> None:
    fake.fault("/api/", status=429)
    with pytest.raises(RateLimited, match="give a token"):
        clients(retries=3).model("org/m")
    assert len(fake.log) == 4


@pytest.mark.parametrize("value", ["9" * 12, "9" * 4000, "-5", "1e9", "99999"])
def test_an_absurd_wait_is_not_begun(fake: FakeHub, clients: Clients, value: str) -> None:
    fake.fault("/api/", status=429, headers={"Retry-After": value, "RateLimit": f'"api";r=0;t={value}'})
    with pytest.raises(RateLimited):
        clients(retries=1).model("org/m")
    assert sum(wait.seconds for wait in clients.waits) < 1000


def test_no_429_is_ever_provoked(fake: FakeHub, clients: Clients) -> None:
    """The budget is counted down here too, so the pause comes before the refusal."""
    for number in range(30):
        fake.add_model(f"org/m{number}")
    clock = Clock()
    fake.answers.clock = clock
    fake.answers.limit("api", 10, window=10.0)
    hub = clients(clock=clock, sleep=clock.sleep)
    for number in range(15):
        hub.model(f"org/m{number}")
    assert {asked.status for asked in fake.log} == {200}
    assert [wait.reason for wait in clients.waits]
    (budget,) = hub.budgets()
    assert (budget.bucket, budget.limit) == ("api", 10)
    assert budget.remaining < 10


def test_files_and_api_have_budgets_of_their_own(fake: FakeHub, clients: Clients) -> None:
    fake.add_model("org/m")
    fake.answers.limit("api", 1)
    hub = clients()
    hub.model("org/m")
    hub.text("org/m", "README.md", None)
    assert clients.waits == []
    assert {budget.bucket: budget.remaining for budget in hub.budgets()}["api"] == 0
    with pytest.raises(RateLimited):
        hub.model("org/m")
    assert clients.waits[0].seconds > 250


@given(
    remaining=st.integers(0, 100),
    limit=st.none() | st.integers(1, 5000),
    reset=st.floats(0.1, 300),
    threads=st.integers(1, 200),
)
def test_the_ledger_never_lets_more_through_than_remain(
    remaining: int, limit: int | None, reset: float, threads: int
) -> None:
    ledger = Ledger()
    ledger.note("api", remaining=remaining, reset_in=reset, limit=limit, now=100.0)
    holds = [ledger.claim("api", 100.0) for _ in range(threads)]
    assert all(0 <= hold <= Ledger.SLOWEST for hold in holds[:remaining])
    assert all(hold == pytest.approx(reset + 1) for hold in holds[remaining:])
    assert ledger.claim("api", 101.0 + reset) == 0


def test_a_late_answer_does_not_raise_the_budget() -> None:
    ledger = Ledger()
    ledger.note("api", remaining=5, reset_in=100, limit=500, now=0)
    ledger.note("api", remaining=9, reset_in=99.5, limit=500, now=0.5)
    assert ledger.budgets(1)[0].remaining == 5
    ledger.note("api", remaining=400, reset_in=300, limit=500, now=102)
    assert ledger.budgets(103)[0].remaining == 400
    assert ledger.budgets(500) == ()


def test_a_pause_can_be_called_off(fake: FakeHub) -> None:
    fake.fault("/api/", status=429, headers={"Retry-After": "200"})
    with Hub(fake.endpoint, now=lambda: NOW, on_wait=lambda _: threading.Timer(0.05, hub.call_off).start()) as hub:
        with pytest.raises(Interrupted):  # sat out, the pause would end in another 429 and in RateLimited
            hub.model("org/m")
        hub.resume()
