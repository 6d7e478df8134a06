"""rank, score, explain and export from the embedded snapshot: what scripts rely on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
import yaml

from openness.catalogue.system import PARAMETERS
from openness.ranking.columns import LONG
from openness.ranking.ranking import Ranking, Told
from openness.record.cells import Rows
from openness.rubric import load_rubric
from openness.signals import SIGNALS
from tests.cli.conftest import Run

FIRST = ["rank", "id", "name", "score", "low", "high", "coverage"]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_osai_preset_gives_the_index_s_own_scores_and_order(run: Run, shared: Path) -> None:
    ran = run("rank", "--rubric", "osai", "--systems", "--format", "csv")
    assert ran.code == 0
    worth = {"open": 1.0, "partial": 0.5, "closed": 0.0}
    expected = []
    for path in (shared / "osai").glob("[!_]*.yaml"):
        if path.stem == "a_submission_template":
            continue
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        points = sum(worth[data[parameter]["class"]] for parameter in PARAMETERS)
        expected.append((points, path.stem, data["system"]["name"]))
    # The index orders by score, then by file path, descending by UTF-16 code unit.
    expected.sort(key=lambda row: row[1].encode("utf-16-be"), reverse=True)
    expected.sort(key=lambda row: -row[0])
    listed = [row for row in rows(ran.out) if row["rank"]]
    rated = {stem for _, stem, _ in expected}
    found = [row for row in listed if row["id"] in rated]
    assert len(found) == len(expected) == 193
    assert {row["coverage"] for row in found} == {"1.0"}
    assert not any(row["coverage"] == "1.0" for row in listed if row["id"] not in rated)
    assert [(row["id"], row["name"]) for row in found] == [(stem, name) for _, stem, name in expected]
    assert [float(row["score"]) for row in found] == pytest.approx([100 * points / 12 for points, _, _ in expected])
    # Entries the index has not rated stand among the others at what is shown of them; places and ranks count them.
    assert [row["place"] for row in listed] == [str(number) for number in range(1, len(listed) + 1)]
    scores = [row["score"] for row in listed]
    assert [int(row["rank"]) for row in listed] == [1 + scores.index(score) for score in scores]  # equals share a rank


def test_ranking_begins_with_the_promised_columns(run: Run) -> None:
    ran = run("rank", "--models", "--format", "csv", "--top", "5")
    assert ran.code == 0
    assert next(csv.reader(io.StringIO(ran.out)))[:7] == FIRST
    assert "snapshot" in ran.err
    assert ran.out.count("\n") == 6


def test_unranked_rows_come_last_without_a_rank_and_silence_never_raises(run: Run) -> None:
    found = rows(run("rank", "--models", "--format", "csv").out)
    bound = load_rubric("default", {name: item.domain for name, item in SIGNALS.items()}).rubric.ranked_from
    ranks = [row["rank"] for row in found]
    ranked = [rank for rank in ranks if rank]
    assert all(rank == "" for rank in ranks[len(ranked) :])
    assert all(float(row["coverage"]) >= bound for row in found[: len(ranked)])
    assert all(float(row["coverage"]) < bound for row in found[len(ranked) :])
    names = [row["name"].casefold() for row in found[len(ranked) :]]
    assert names == sorted(names)
    assert all(row["unknown"] for row in found[len(ranked) :])
    lows = [row["low"] for row in found[: len(ranked)]]
    assert [int(rank) for rank in ranked] == [1 + lows.index(low) for low in lows]
    assert [float(low) for low in lows] == sorted(map(float, lows), reverse=True)
    assert all(float(row["low"]) <= float(row["high"]) for row in found if row["low"])


def test_json_and_jsonl_hold_the_same_rows(run: Run) -> None:
    one = json.loads(run("rank", "--format", "json", "--top", "7").out)
    other = [json.loads(line) for line in run("rank", "--format", "jsonl", "--top", "7").out.splitlines()]
    assert one == other
    assert list(one[0])[:7] == FIRST


def test_filters_by_column_and_by_signal(run: Run) -> None:
    ran = run("rank", "--models", "--format", "csv", "--filter", "organisation=allenai", "--filter", "score>=10")
    found = rows(ran.out)
    assert found
    assert {row["organisation"] for row in found} == {"allenai"}
    whole = {row["id"]: row["rank"] for row in rows(run("rank", "--models", "--format", "csv").out)}
    assert [row["rank"] for row in found] == [whole[row["id"]] for row in found]
    assert "ranks are those of all" in ran.err
    commercial = rows(
        run("rank", "--models", "--format", "csv", "--filter", "licence.commercial=forbidden", "--top", "3").out
    )
    assert commercial
    ran = run("rank", "--filter", "organisatoin=x")
    assert (ran.code, ran.out) == (2, "")
    assert "did you mean 'organisation'?" in ran.err
    assert run("rank", "--filter", "score>=many").code == 2
    assert run("rank", "--filter", "nonsense").code == 2


def test_export_is_the_same_bytes_each_time_and_reads_in_pandas(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "two.csv"
    assert run("export", "-o", one).code == 0
    assert run("export", "-o", other).code == 0
    assert one.read_bytes() == other.read_bytes()
    assert b"\r" not in one.read_bytes()
    frame = pd.read_csv(one)
    assert list(frame.columns[:7]) == FIRST
    rubric = load_rubric("default", {name: item.domain for name, item in SIGNALS.items()}).rubric
    assert set(frame["rubric"]) == {rubric.named}
    assert frame["snapshot"].nunique() == 1
    assert {"level.weights-final", "level.licence-weights"} <= set(frame.columns)
    assert run("export", "-o", tmp_path / "one.parquet").code == 0
    assert len(pd.read_parquet(tmp_path / "one.parquet")) == len(frame)


def test_long_export_of_the_index_has_its_parameters_and_levels(run: Run) -> None:
    ran = run("export", "-o", "-", "--long", "--rubric", "osai")
    found = rows(ran.out)
    assert list(found[0]) == [column.name for column in LONG]
    index = (
        "https://osai-index.eu/model/"  # what others found of a system that the index has not rated counts there, too
    )
    found = [row for row in found if row["method"] == "assessment" and row["source"].startswith(index)]
    assert len(found) == 193 * 12
    assert [row["criterion"] for row in found[:12]] == list(PARAMETERS)
    assert {row["level"] for row in found} == {"open", "partial", "closed"}


def test_without_assessments_automatic_evidence_stands_alone(run: Run) -> None:
    found = rows(run("export", "-o", "-", "--long", "--rubric", "osai", "--no-assessments").out)
    assert "assessment" not in {row["method"] for row in found}
    assert {row["level"] for row in found} > {"unknown"}
    assert all(row["source"] for row in found if row["level"] in ("open", "partial"))
    ranked = rows(run("rank", "--rubric", "osai", "--no-assessments", "--format", "csv").out)
    assert any(float(row["coverage"]) < 1 for row in ranked)


def test_explain_tells_every_criterion_with_evidence_why_and_fix(run: Run) -> None:
    ran = run("explain", "allenai/OLMo-7B")
    assert ran.code == 0
    assert "weights-final" in ran.out
    assert "why:" in ran.out
    assert "fix:" in ran.out
    assert "README.md:" in ran.out
    told = json.loads(run("explain", "allenai/olmo-7b", "--format", "json").out)
    assert told["id"] == "allenai/OLMo-7B"
    rubric = load_rubric("default", {name: item.domain for name, item in SIGNALS.items()}).rubric
    assert [item["id"] for item in told["criteria"]] == [criterion.id for criterion in rubric.criteria]
    for criterion in told["criteria"]:
        answered = [item for item in criterion["evidence"] if item["outcome"] == "answered"]
        assert all(item["sources"] and item["method"] for item in answered), criterion["id"]


def test_explain_finds_systems_too(run: Run) -> None:
    ran = run("explain", "OLMo", "--rubric", "osai")
    assert ran.code == 0
    assert "by assessment" in ran.out
    assert "European Open Source AI Index" in ran.out
    assert "Read of its base allenai/Olmo-3-1125-32B." in ran.out


def test_an_unknown_model_id_is_one_sentence_with_a_suggestion(run: Run) -> None:
    ran = run("explain", "allenai/OLMo-7")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
    assert "allenai/OLMo-7 is not in the snapshot" in ran.err
    assert "did you mean 'allenai/OLMo-7B'?" in ran.err
    assert "openness score allenai/OLMo-7" in ran.err


def test_scoring_offline_reads_the_snapshot_and_gates_by_exit_code(run: Run) -> None:
    assert run("score", "allenai/OLMo-7B", "--offline").code == 0
    missed = run("score", "allenai/OLMo-7B", "--offline", "--min-score", "99.9")
    assert missed.code == 3
    assert "below the minimum of 99.9: allenai/OLMo-7B" in missed.err
    partly = run("score", "allenai/OLMo-7B", "nobody/nothing", "--offline", "--format", "csv")
    assert partly.code == 1
    assert "allenai/OLMo-7B" in partly.out
    assert "nobody/nothing is not in the snapshot" in partly.err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["rank", "--rubric", "defualt"], 2, "there is no rubric 'defualt'; did you mean 'default'?"),
        (["rank", "--rubric", "./gone.yaml"], 1, "there is no such rubric file"),
        (["rank", "--snapshot", "20990101"], 1, "there is no snapshot '20990101'"),
        (["rank", "--format", "xls"], 2, "'xls' is no format; formats are table, csv, json, jsonl"),
        (["rank", "--set", "x"], 2, "'--set x' has no value; write --set NAME=OPTION"),
        (["rank", "--set", "x=y"], 2, "has no switch 'x'"),
        (["export", "-o", "/no/such/folder/f.csv"], 1, "cannot be written"),
        (["refresh"], 2, "say what to refresh: exactly one of"),
        (["refresh", "--models", "./gone.txt"], 1, "there is no file ./gone.txt"),
        (["licence", "apache-3"], 2, "no licence is known as 'apache-3'"),
        (["licence", "nobody/nothing"], 2, "nobody/nothing is not in the snapshot"),
        (["signals", "weights.publishd"], 2, "there is no signal or theme 'weights.publishd'; did you mean"),
        (["snapshot", "prune", "--out", "./gone"], 1, "gone is no folder"),
        (["explain", "--fetch", "OLMo 77"], 2, "write organisation/name"),
        (["mof", "gone.yml"], 1, "cannot be read"),
        (["rank", "--bogus"], 2, "No such option"),
        (["snapshot", "diff", "embedded", "nothing"], 1, "there is no snapshot 'nothing'"),
    ],
)
def test_bad_input_is_told_plainly(run: Run, arguments: list[str], code: int, sentence: str) -> None:
    ran = run(*arguments)
    assert ran.code == code, ran.err
    assert sentence in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == "" or arguments[0] == "mof"


@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl"])
@pytest.mark.parametrize("command", ["rank", "export"])
def test_of_many_rows_no_more_than_a_part_is_made_ready_at_once(
    run: Run, command: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = run(command, "--models", "-f", form)
    asked: list[int] = []
    true_told = Ranking._told

    def counted(self: Ranking, name: str, rows: Rows) -> Told:
        asked.append(len(rows))
        return true_told(self, name, rows)

    monkeypatch.setattr(Ranking, "_told", counted)
    monkeypatch.setattr("openness.views.export._ROWS_A_PART", 600)
    monkeypatch.setattr("openness.views.ranking._ROWS_A_PART", 600)
    assert run(command, "--models", "-f", form) == whole
    assert 0 < max(asked) <= 600
    assert sum(asked) > 7_000


def test_a_broken_rubric_tells_all_its_mistakes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(
        "id: x\nversion: no\ntitle: T\ndimensions: {a: A}\ncriteria:\n  - id: b\n    dimension: c\n", encoding="utf-8"
    )
    ran = run("rank", "--rubric", path)
    assert (ran.code, ran.out) == (1, "")
    assert f"{path}:2:10: 'version' is 'no'; write a whole number" in ran.err
    assert f"{path}:6:5: the key 'question' is missing" in ran.err
