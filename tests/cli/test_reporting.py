"""The commands compare, report and bom, over the embedded snapshot and catalogue."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest

from openness.index import open_index
from openness.ranking.entries import Entries
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source
from openness.snapshot import snapshot as snapshots
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.tables import value_text
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def two(request: pytest.FixtureRequest) -> dict[str, list[str]]:
    """Return two ids of systems and two of models that there are."""
    from openness.cli.context import open_workplace

    return {
        kind: list(open_workplace("default", None, None, systems=kind == "systems").entries.ids[:2])
        for kind in ("systems", "models")
    }


@pytest.mark.parametrize("kind", ["systems", "models"])
def test_entries_of_one_list_are_compared(run: Run, two: dict[str, list[str]], kind: str) -> None:
    ran = run("compare", *two[kind], "--format", "csv")
    assert ran.code == 0
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert set(two[kind]) <= set(rows[0])
    assert {row["unlike"] for row in rows} <= {"same", "differs", "not known of all"}
    assert all(row["snapshot"] and row["rubric"] == "default" for row in rows)
    only = run("compare", *two[kind], "--format", "json", "--only-differences")
    assert all(row["unlike"] == "differs" for row in json.loads(only.out))
    assert "proven score" in run("compare", *two[kind]).out


def test_what_cannot_be_compared_is_said(run: Run, two: dict[str, list[str]]) -> None:
    assert run("compare", two["systems"][0]).code == 2
    assert run("compare", two["systems"][0], two["systems"][0]).code == 2
    mixed = run("compare", two["systems"][0], two["models"][0])
    assert mixed.code == 2
    assert f"{two['models'][0]}: not in the list of the others, the systems; name systems alone" in mixed.err


def test_a_dossier_is_written_in_the_form_of_its_name(run: Run, two: dict[str, list[str]], tmp_path: Path) -> None:
    out = tmp_path / "dossier.html"
    ran = run("report", *two["systems"], "--require", "commercial", "-o", out)
    assert ran.code == 0
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "osai-index.eu" in page
    wrong = run("report", *two["systems"], "-o", tmp_path / "dossier.odp")
    assert wrong.code == 2
    assert not (tmp_path / "dossier.odp").exists()


def test_a_dossier_in_no_known_language_is_refused(run: Run, two: dict[str, list[str]]) -> None:
    assert run("report", *two["systems"], "-o", "-", "--language", "xx").code == 2


def test_a_bill_is_the_same_bytes_each_time(run: Run, two: dict[str, list[str]]) -> None:
    first, second = run("bom", two["models"][0]).out, run("bom", two["models"][0]).out
    assert first == second
    assert json.loads(first)["specVersion"] == "1.7"
    assert run("bom", "nobody/nothing").code == 2


def test_a_bill_tells_what_the_catalogue_states_where_nothing_was_read(
    run: Run, two: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    stated = Evidence(
        signal="licence.weights", outcome=Outcome.ANSWERED, value="licence-of-the-catalogue", method=Method.CATALOGUE,
        confidence=Confidence.LOW, sources=(Source(url="https://example.org/entry"),), date="2026-01",
    )  # fmt: skip
    read = Entries.evidence
    monkeypatch.setattr(Entries, "evidence", lambda self, row: {**read(self, row), "licence.weights": stated})
    assert "licence-of-the-catalogue" in run("bom", two["models"][0]).out


def test_systems_go_by_name_and_stand_for_their_model(run: Run, tmp_path: Path) -> None:
    assert run("report", "Llama 3.3", "-o", tmp_path / "x.html").code == 0
    ran = run("bom", "DeepSeek R1")
    assert ran.code == 0
    assert "DeepSeek R1 is a system; this is its model deepseek-ai/DeepSeek-R1" in ran.err
    told = run("licence", "DeepSeek R1")
    assert "Licence of deepseek-ai/DeepSeek-R1" in told.out
    none = run("bom", "TildeOpen")
    assert none.code == 1
    assert "TildeOpen is a system without a model in the snapshot" in none.err
    assert "its entry names none; write the id of a model" in none.err


def test_the_licence_of_a_system_nobody_fetched_is_what_the_catalogue_states(run: Run) -> None:
    told = run("licence", "TildeOpen")
    assert told.code == 0
    assert "TildeOpen is a system without a model in the snapshot" in told.err
    assert "what the catalogue states" in told.err
    assert "not read in the repository itself" in told.out
    rows = list(csv.DictReader(io.StringIO(run("licence", "TildeOpen", "--format", "csv").out)))
    stated = [row for row in rows if row["method"] == "catalogue"]
    assert stated
    assert all(row["by"] and row["sources"] and row["catalogue_digest"] and row["snapshot"] for row in stated)
    at = run("licence", "TildeOpen@0123456")
    assert at.code == 1
    assert not at.out


def test_licence_and_rankings_answer_alike(run: Run, two: dict[str, list[str]]) -> None:
    entries = open_index("embedded").entries("models")
    for model in (*two["models"], entries.ids[min(entries.stated)]):
        rows = csv.DictReader(io.StringIO(run("licence", model, "--format", "csv").out))
        told = {row["signal"]: row["value"] for row in rows if row["value"]}
        row = entries.place(model)
        assert row is not None
        judged = entries.evidence(row)
        assert told == {
            signal: value_text(item.value)
            for signal, item in judged.items()
            if signal.startswith("licence.") and item.value is not None and value_text(item.value)
        }


def test_a_minimum_is_measured_by_the_policy_s_own_rubric_alone(
    run: Run, two: dict[str, list[str]], tmp_path: Path
) -> None:
    policy = tmp_path / "policy.yaml"
    policy.write_text("rubric: default\nrequirements:\n  minimum: {score: 40}\n", encoding="utf-8")
    call = ["report", two["models"][0], "--models", "-o", tmp_path / "x.html", "--policy", policy]
    refused = run(*call, "-r", "procurement")
    assert refused.code == 2
    assert "asks for points of the rubric default@" in refused.err
    assert "give -r default" in refused.err
    assert run(*call).code == 0
    assert "at least 40 of 100 points are proven" in (tmp_path / "x.html").read_text(encoding="utf-8")
    policy.write_text("requirements: {commercial: true}\n", encoding="utf-8")
    assert run(*call, "-r", "procurement").code == 0


OF_NAMED: dict[str, Callable[[str, str], list[str]]] = {
    "bom": lambda one, other: ["bom", one],
    "badge": lambda one, other: ["badge", one],
    "check": lambda one, other: ["check", one, other, "--require", "commercial"],
    "compare": lambda one, other: ["compare", one, other],
    "report": lambda one, other: ["report", one, other, "-o", "-"],
    "score": lambda one, other: ["score", one, other, "--offline"],
}
"""Commands that judge what somebody names."""


@pytest.mark.parametrize("command", OF_NAMED)
def test_of_very_many_models_those_named_alone_are_read(
    run: Run, two: dict[str, list[str]], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = OF_NAMED[command](*two["models"])
    few = run(*arguments)
    monkeypatch.setattr(snapshots, "_INDEXED_AT_MOST", 0)
    first = run(*arguments)
    read: list[list[str]] = []
    whole = Snapshot._read

    def counted(self: Snapshot, name: str, columns: list[str], *, coded: bool = False) -> pa.Table:
        read.append(columns)
        return whole(self, name, columns, coded=coded)

    monkeypatch.setattr(Snapshot, "_read", counted)
    again = run(*arguments)
    assert (again.code, again.out, again.err) == (first.code, first.out, first.err) == (few.code, few.out, few.err)
    assert read == []
