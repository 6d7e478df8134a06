"""A fault of ours in one record: that one is set aside and told, all others are kept, the exit code is 1."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from openness import signals
from openness.card import named
from openness.hub import collect
from openness.record.evidence import Evidence
from openness.record.record import Record
from openness.snapshot.store import newest
from tests.cli.conftest import Run
from tests.fakehub import FakeHub

CARD = "---\nlicense: apache-2.0\n---\n# Made\n\nA model made for a test.\n"
MODELS = "made/one,made/odd,made/two"


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the signals fail on one model as a defect of ours would."""
    ask = signals.extract

    def failing(record: Record) -> dict[str, Evidence]:
        if record.id == "made/odd":
            raise IndexError("secret words of a publisher")
        return ask(record)

    monkeypatch.setattr(signals, "extract", failing)


@pytest.fixture
def odd_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reading of what a model names fail on one model, while it is being fetched."""
    real = named.names_of

    def failing(body: object, *rest: object) -> object:
        if getattr(body, "id", "") == "made/odd":
            raise KeyError("secret words of a publisher")
        return real(body, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(collect, "names_of", failing)


def hub_of_three(hub: FakeHub) -> None:
    for name in MODELS.split(","):
        hub.add_model(name, files={"README.md": CARD, "model.safetensors": b"\0"}, gated=False)


def told(err: str) -> str:
    (line,) = [line for line in err.splitlines() if line.startswith("openness: ")]
    return line


@pytest.mark.parametrize(("which", "kind"), [("odd", "IndexError"), ("odd_card", "KeyError")])
def test_score_keeps_the_others_and_asks_to_report(
    run: Run, request: pytest.FixtureRequest, which: str, kind: str
) -> None:
    request.getfixturevalue(which)
    with FakeHub() as hub:
        hub_of_three(hub)
        ran = run("score", *MODELS.split(","), "--endpoint", hub.endpoint, "--format", "csv")
    assert ran.code == 1
    assert {row["id"] for row in csv.DictReader(io.StringIO(ran.out))} == {"made/one", "made/two"}
    assert "made/odd" in told(ran.err)
    assert kind in told(ran.err)
    assert "report" in told(ran.err)
    assert "secret" not in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(("which", "kind"), [("odd", "IndexError"), ("odd_card", "KeyError")])
def test_refresh_keeps_the_others_and_asks_to_report(
    run: Run, request: pytest.FixtureRequest, tmp_path: Path, which: str, kind: str
) -> None:
    request.getfixturevalue(which)
    with FakeHub() as hub:
        hub_of_three(hub)
        ran = run("refresh", "--models", MODELS, "--endpoint", hub.endpoint, "--out", tmp_path)
    assert ran.code == 1
    assert "made/odd was set aside by a fault in openness itself" in told(ran.err)
    assert kind in told(ran.err)
    assert "report" in told(ran.err)
    folder = newest(tmp_path)
    assert folder is not None
    shown = run("score", "made/one", "made/two", "--offline", "--snapshot", folder, "--format", "csv")
    assert shown.code == 0, shown.err
    assert len(list(csv.DictReader(io.StringIO(shown.out)))) == 2
    assert kind in (folder / "rejected.jsonl").read_text(encoding="utf-8")
