"""Every fault at every request of a refresh in turn, by ids and by listing, seen from the command line.

The suite gives each fault to one request and each request some faults; `-m faults_all` gives each fault to each.
`docs/reliability.md` tells the outcomes in words.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import openness.hub
from openness.hub.errors import NO_ANSWER
from openness.record.record import Look, Record, Rejected
from openness.signals import SIGNALS
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import newest
from tests.cli.conftest import Ran, Run
from tests.fakehub import FakeHub
from tests.hub.conftest import NOW
from tests.hub.faults import FAULTS, elsewhere
from tests.hub.test_faults import parts_of

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
CARD = "---\nlicense: apache-2.0\nbase_model: up/base\ndatasets: [up/d]\n---\n# Made for a test\n"
MODELS = {"ids": ("bad/a", "bad/z", "two/m"), "listing": ("bad/a", "bad/b", "bad/z")}
ANSWERS = {
    "ids": {"listing of the account": r"^/api/models\?(?!.*moved)", "body": r"^/api/models/two/m(\?(?!.*moved)|$)"},
    "listing": {
        "first page": r"^/api/models\?(?!.*(cursor=|moved))",
        "second page": r"^/api/models\?(?!.*moved).*cursor=",
    },
}
"""Requests that bring models, by how they are asked for; all others bring parts of them."""
SHARED = {
    "data set": r"^/api/datasets/up/d(\?(?!.*moved)|$)",
    "base": r"^/api/models/up/base(\?(?!.*moved)|$)",
    "licence of the base": r"^/up/base/resolve/[^?]*LICENSE$",
}


def requests(way: str) -> dict[str, str]:
    """Return every request of a refresh asked for this way, by name, as a pattern."""
    own = {
        f"{part} of {model_id}": rf"^/{model_id}/resolve/[^?]*{file}$"
        for model_id in MODELS[way]
        for part, file in (("card", "README.md"), ("licence", "LICENSE"))
    }
    return {**ANSWERS[way], **own, **SHARED}


def edited(fake: FakeHub, model_id: str) -> dict[str, Any]:
    """Return the fault of a model that gets a new revision between its body and its files."""
    return {"then": lambda: fake.edit_model(model_id, files={"README.md": "# Another\n"})}


NAMES = [*FAULTS, "redirect elsewhere", "new revision in between"]
PLACES = [(way, request) for way in MODELS for request in requests(way)]
CASES = [(*place, fault) for place in PLACES for fault in NAMES]
SOME = [(*PLACES[number % len(PLACES)], fault) for number, fault in enumerate(NAMES)]


@dataclass
class Clock:
    """A clock that pauses move, and each look at it by a second: what drips for ever is given up."""

    seconds: float = 1_000.0
    sat_out: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        self.seconds += 1
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.sat_out.append(seconds)
        self.seconds += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    patient = functools.partial(openness.hub.Hub, sleep=made.sleep, clock=made, now=lambda: NOW)
    monkeypatch.setattr(openness.hub, "Hub", patient)
    return made


def filled(way: str, text: str) -> FakeHub:
    hub = FakeHub()
    hub.answers.largest_page = 2
    for model_id in MODELS[way]:
        hub.add_model(model_id, files={"README.md": CARD + text, "LICENSE": "made for a test"})
    hub.add_model("up/base", files={"LICENSE": f"made for a test. {text}"})
    hub.add_dataset("up/d")
    return hub


@pytest.fixture(params=list(MODELS))
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def refreshed(run: Run, hub: FakeHub, way: str, store: Path) -> Ran:
    what = ("--author", "bad", "--cards", "all") if way == "listing" else ("--models", ",".join(MODELS[way]))
    return run("refresh", *what, "--endpoint", hub.endpoint, "--out", store, "--alone")


def test_every_request_of_a_refresh_is_in_the_matrix(run: Run, way: str, tmp_path: Path, clock: Clock) -> None:
    with filled(way, "") as hub:
        assert refreshed(run, hub, way, tmp_path).code == 0
        asked = [f"{item.path}?{'&'.join('='.join(pair) for pair in item.query)}".rstrip("?") for item in hub.log]
    for target in asked:
        assert len([name for name, pattern in requests(way).items() if re.search(pattern, target)]) == 1, target
    for name, pattern in requests(way).items():
        assert [target for target in asked if re.search(pattern, target)], name
    assert clock.sat_out == []


ANSWERED = {
    "401": Look.REFUSED, "403": Look.REFUSED, "gated": Look.REFUSED, "region-blocked": Look.REFUSED,
    "region-blocked by word": Look.REFUSED, "404": Look.ABSENT, "410": Look.ABSENT,
}  # fmt: skip
"""Faults that are the Hub's own answer, by what is noted of a file."""
HARMLESS = {"redirect", "new revision in between"}
AS_A_FILE = {"announces too little", "empty", "other words", "gzip bomb", "endless", "page again"}
"""What a file may be: no file's text says how it should have been."""
AS_AN_ANSWER = {"another id", "file of another revision", "page again"}
ODD_ROW = "list in list"
"""A page with a row that is none: the row is set aside, the page holds."""
STOPS = "429 by RateLimit"


def look_at(request: str, fault: str) -> Look:
    """Return what is noted of a part of a record whose request meets the fault."""
    file = request.startswith(("card", "licence"))
    if fault in HARMLESS or fault in (AS_A_FILE if file else AS_AN_ANSWER):
        return Look.READ
    if fault == "401" and not file:
        return Look.ABSENT  # so does the Hub speak of what it hides
    return ANSWERED.get(fault, Look.FAILED)


def brings(way: str, request: str, fault: str) -> int:
    """Return how many of the three models come, where the fault meets a request that brings models."""
    harmless = fault in HARMLESS or fault == "file of another revision"
    if request == "second page":
        return 3 if harmless else 2
    if request == "first page":
        return 3 if harmless or fault == "page again" else 0
    if request == "listing of the account":
        return 3  # each is asked for by itself
    return 3 if harmless or fault in AS_AN_ANSWER else 2


@dataclass(frozen=True)
class Outcome:
    ran: Ran
    records: dict[str, Record]
    rejected: list[Rejected]


def outcome_of(ran: Ran, run: Run, store: Path) -> Outcome:
    folder = newest(store)
    if folder is None:
        return Outcome(ran, {}, [])
    assert run("snapshot", "verify", folder).code == 0
    snapshot = Snapshot(folder, DOMAINS)
    return Outcome(ran, {record.id: record for record in snapshot.records()}, snapshot.rejected())


def check(run: Run, clock: Clock, store: Path, case: tuple[str, str, str]) -> None:
    way, request, fault = case
    with filled(way, "") as hub, filled(way, "Evil.") as other:
        told = FAULTS.get(fault) or (
            elsewhere(other.endpoint) if fault == "redirect elsewhere" else edited(hub, MODELS[way][0])
        )
        hub.fault(requests(way)[request], **told)
        met = outcome_of(refreshed(run, hub, way, store), run, store)
        asked = len(hub.log)
        hub.faults.clear()
        pauses = list(clock.sat_out)
        again = outcome_of(refreshed(run, hub, way, store), run, store)
        assert hub.errors == other.errors == []
        assert not [item for item in other.log if "/api/" in item.path], "an answer of another host was taken"
    assert "Traceback" not in met.ran.err
    assert met.ran.err.count("waiting:") == len(pauses), "each pause is shown"
    if fault == STOPS:
        assert (met.ran.code, met.records) == (1, {})
        assert "it goes on where it stopped" in met.ran.err
    else:
        assert sum(pauses) <= 960 + asked
        if request in ANSWERS[way]:
            is_right_without_models(way, request, fault, met)
        else:
            is_right_without_a_part(request, fault, met)
    is_mended(way, fault, again)


def is_right_without_models(way: str, request: str, fault: str, met: Outcome) -> None:
    count = brings(way, request, fault)
    assert len(met.records) == count, met.ran.err
    if fault == ODD_ROW and way == "listing":
        assert (met.ran.code, len(met.rejected)) == ((0, 1) if request == "second page" else (1, 0))
        assert "not an object but" in met.ran.err
        return
    refused = request == "body" and fault in ANSWERED
    assert met.ran.code == (0 if count == 3 or refused else 1), met.ran.err
    if count == 0:
        assert met.ran.err.splitlines()[-1].startswith("openness: list of models by bad: ")
        return
    assert len(met.rejected) == 3 - count
    for item in met.rejected:
        assert (item.id, item.part) == (None, "listing") if request == "second page" else ("two/m", "model")
        assert (item.answer == NO_ANSWER) is not refused or fault == "403"
        assert len(item.reason) > 20
        assert item.reason in met.ran.err
    for record in met.records.values():
        assert record.id == "org/another" or all(look is Look.READ for look, _ in parts_of(record).values())


def is_right_without_a_part(request: str, fault: str, met: Outcome) -> None:
    assert (len(met.records), met.rejected) == (3, [])
    expected = look_at(request, fault)
    bad = {}
    for record in met.records.values():
        for name, (look, detail) in parts_of(record).items():
            if look is not Look.READ:
                assert detail, f"{name} is {look} and nothing says why"
                bad[name] = look, detail
    assert {look for look, _ in bad.values()} == ({expected} - {Look.READ}), met.ran.err
    assert len(bad) <= 1, "the neighbours are whole"
    if " of bad/" in request:
        assert all(name.endswith(request.rpartition(" ")[2]) for name in bad)
    failed = expected is Look.FAILED
    assert met.ran.code == int(failed), met.ran.err
    assert met.ran.err.count("not had: ") == int(failed)
    assert all(detail in met.ran.err for look, detail in bad.values() if look is Look.FAILED)
    if request.startswith("card") and fault == "redirect elsewhere":
        assert not [record.id for record in met.records.values() if "Evil" in (record.card.text or "")]


def is_mended(way: str, fault: str, again: Outcome) -> None:
    """Once the fault has passed, the same command brings all: nothing that failed is taken for the publisher's word."""
    assert again.ran.code == 0, again.ran.err
    assert set(again.records) == set(MODELS[way])
    looks = {look for record in again.records.values() for look, _ in parts_of(record).values()}
    assert looks <= ({Look.READ, Look.ABSENT} if fault in ("401", "404", "410") else {Look.READ})


@pytest.mark.parametrize("case", SOME, ids=", ".join)
def test_a_fault_at_a_request(run: Run, clock: Clock, tmp_path: Path, case: tuple[str, str, str]) -> None:
    check(run, clock, tmp_path, case)


def test_the_suite_has_every_fault_and_every_request() -> None:
    assert {fault for _, _, fault in SOME} == set(NAMES)
    assert {(way, request) for way, request, _ in SOME} == set(PLACES)


@pytest.mark.faults_all
@pytest.mark.parametrize("case", CASES, ids=", ".join)
def test_every_fault_at_every_request(run: Run, clock: Clock, tmp_path: Path, case: tuple[str, str, str]) -> None:
    check(run, clock, tmp_path, case)
