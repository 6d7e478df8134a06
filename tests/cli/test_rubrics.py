"""The rubric commands: list, show, new, validate, test, schema, diff, sensitivity."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from openness.files.shipped import resource_folder
from openness.ranking.replay import MOVE_COLUMNS
from openness.rubric import load_rubric, preset_paths
from tests.cli.conftest import Run
from tests.presets.judge import DOMAINS

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "example"
ENERGY = EXAMPLES / "energy.yaml"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_list_has_every_preset(run: Run) -> None:
    ran = run("rubric", "list")
    assert ran.code == 0
    assert [line.split()[0] for line in ran.out.splitlines()[1:]] == list(preset_paths())


@pytest.mark.parametrize("name", sorted(preset_paths()))
def test_show_tells_a_rubric_in_words(run: Run, name: str) -> None:
    ran = run("rubric", "show", name)
    assert (ran.code, ran.err) == (0, "")
    assert f"({name}@" in ran.out.splitlines()[0]
    assert ran.out.count("why: ") == ran.out.count("fix: ") > 0


def test_show_tells_switches_gates_and_ladders(run: Run) -> None:
    g7 = run("rubric", "show", "g7", "--set", "open-licence=mof").out
    assert "Switch open-licence: mof" in g7
    assert "open: open-licence, option mof (licence.mof_open is true)" in g7
    assert "  otherwise: No label shown" in g7
    assert "weights: weights is open" in g7
    procurement = run("rubric", "show", "procurement").out
    assert "Gate public-body:" in procurement
    assert "scores at least" in procurement
    assert "the assessment osai.package decides first" in run("rubric", "show", "osai-14").out


@pytest.mark.parametrize("arguments", [[], ["--extends", "default"]], ids=["from nothing", "from a preset"])
def test_a_new_rubric_is_valid_and_ranks(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    made = tmp_path / "Our rubric.yaml"
    ran = run("rubric", "new", made, *arguments)
    assert (ran.code, ran.out) == (0, "")
    assert f"openness rubric validate {made}" in ran.err
    assert run("rubric", "validate", made).code == 0
    assert len(rows(run("rank", "--rubric", made, "--top", 3, "--format", "csv").out)) == 3
    again = run("rubric", "new", made, *arguments)
    assert again.code == 1
    assert "is there already" in again.err


def test_a_new_rubric_from_no_preset_is_refused(run: Run, tmp_path: Path) -> None:
    ran = run("rubric", "new", tmp_path / "mine.yaml", "--extends", "defalt")
    assert ran.code == 2
    assert "did you mean 'default'?" in ran.err
    assert list(tmp_path.glob("*.yaml")) == []


def test_validate_tells_all_problems_of_all_files(run: Run) -> None:
    ran = run("rubric", "validate", ENERGY, EXAMPLES / "wrong.yaml", EXAMPLES / "unsound.yaml")
    assert ran.code == 1
    lines = ran.err.splitlines()
    assert lines[0] == f"{ENERGY}: fine"
    assert lines[-1] == "14 problems; mend them and try again"
    assert sum("wrong.yaml:" in line for line in lines) == 11
    assert sum("unsound.yaml:" in line for line in lines) == 3


def test_test_counts_the_examples_that_hold(run: Run) -> None:
    assert run("rubric", "test", ENERGY).out == f"{ENERGY}: 3 of 3 examples hold\n"
    ran = run("rubric", "test", EXAMPLES / "unsound.yaml")
    assert ran.code == 1
    assert ran.out.endswith("0 of 1 examples hold\n")
    assert "the example 'some weights' fails" in ran.err


def test_schema_is_what_is_shipped(run: Run) -> None:
    shipped = resource_folder("scoring_rubrics") / "rubric.schema.json"
    assert run("rubric", "schema").out == shipped.read_text(encoding="utf-8")


@pytest.fixture
def without(tmp_path: Path) -> Path:
    """`default` without the criterion of the worked example, which whoever follows it has put in."""
    path = tmp_path / "without.yaml"
    added = any(criterion.id == "training-energy" for criterion in load_rubric("default", DOMAINS).rubric.criteria)
    gone = "remove: [training-energy]\n" if added else ""
    path.write_text(f"id: without\nversion: 1\ntitle: Without\nextends: default\n{gone}", encoding="utf-8")
    return path


def test_diff_lists_what_moves_and_by_what(run: Run, without: Path) -> None:
    ran = run("rubric", "diff", without, ENERGY, "--models", "--snapshot", "embedded", "--format", "csv")
    assert ran.code == 0
    moved = rows(ran.out)
    assert tuple(moved[0])[: len(MOVE_COLUMNS)] == MOVE_COLUMNS
    assert moved[0]["moved_by"] == "training-energy"
    changes = [float(row["new_score"]) - float(row["old_score"]) for row in moved]
    assert min(changes) < 0 < max(changes)  # the card that states its energy gains, one that does not falls behind
    changes = [abs(float(row["new_score"] or 0) - float(row["old_score"] or 0)) for row in moved]
    assert changes == sorted(changes, reverse=True)
    first, second, *largest = ran.err.splitlines()
    assert "to energy@1 on snapshot" in first
    assert f"{len(moved)} of " in first
    assert second.startswith("rank correlation (Spearman) 0.99")
    assert moved[0]["id"] in largest[0]
    short = run("rubric", "diff", without, ENERGY, "--models", "--snapshot", "embedded", "--format", "json", "--top", 2)
    assert [row["id"] for row in json.loads(short.out)] == [row["id"] for row in moved[:2]]


def test_diff_gates_by_the_number_that_move(run: Run, tmp_path: Path, without: Path) -> None:
    same = tmp_path / "same.yaml"
    same.write_bytes(preset_paths()["default"].read_bytes())
    still = run("rubric", "diff", "default", same, "--snapshot", "embedded", "--fail-on-moves", 0, "--format", "csv")
    assert still.code == 0
    assert rows(still.out) == []
    assert "0 of " in still.err
    moves = run("rubric", "diff", without, ENERGY, "--snapshot", "embedded", "--fail-on-moves", 5, "--top", 1)
    assert moves.code == 3
    assert "more than the 5 allowed" in moves.err


def test_diff_of_systems_goes_by_the_index(run: Run) -> None:
    ran = run("rubric", "diff", "osai", "osai-14", "--snapshot", "embedded", "--format", "csv")
    moved = {row["id"]: row for row in rows(ran.out)}
    assert moved["YuLan"]["old_score"] == "100.0"
    assert float(moved["YuLan"]["new_score"]) == pytest.approx(1200 / 14)
    assert moved["YuLan"]["moved_by"] == "package, api"  # nobody rated them, so the sum grew and the score fell
    assert moved["YuLan"]["new_high"] == "100.0"


def test_diff_of_a_file_with_itself_says_how_to_keep_the_old_one(run: Run) -> None:
    ran = run("rubric", "diff", "default", preset_paths()["default"])
    assert (ran.code, ran.out) == (2, "")
    assert "are the same file" in ran.err
    assert "git show HEAD:./" in ran.err


def test_sensitivity_is_the_same_for_the_same_seed(run: Run) -> None:
    asked = ["rubric", "sensitivity", "default", "--snapshot", "embedded", "--draws", 20, "--top", 5]
    first, second = run(*asked, "--format", "csv"), run(*asked, "--format", "csv")
    assert first.out == second.out
    assert len(rows(first.out)) == 5
    assert run(*asked, "--format", "csv", "--seed", 7).out != first.out
    assert all(float(row["best"]) <= float(row["rank_median"]) <= float(row["worst"]) for row in rows(first.out))
    assert len(run(*asked).out.splitlines()) == 6


def test_sensitivity_leaves_each_criterion_out(run: Run) -> None:
    ran = run("rubric", "sensitivity", ENERGY, "--snapshot", "embedded", "--draws", 1, "--criteria")
    assert ran.code == 0
    assert "training-energy" in ran.out
    assert "0.9" in ran.out.splitlines()[1]
    assert "left out in turn" in ran.err


def test_labels_alone_have_no_weights_to_vary(run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "labels.yaml"
    labels.write_text(
        "id: labels\nversion: 1\ntitle: Made for tests\ndimensions: {weights: Weights}\ncriteria:\n"
        "  - {id: weights, dimension: weights, question: Are they there?, points: 0,\n"
        "     levels: {open: {weights.published: all}}, why: It matters., fix: Publish them.}\n"
        "ladder:\n  title: Label\n  rungs:\n    - label: Open\n      requires:\n"
        "        - {name: weights, requires: {level.weights: open}}\n  otherwise: Not open\n",
        encoding="utf-8",
    )
    assert run("rubric", "validate", labels).code == 0
    ran = run("rubric", "sensitivity", labels)
    assert ran.code == 1
    assert "gives labels and no points" in ran.err


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_rules_may_not_change_under_one_version(run: Run, tmp_path: Path) -> None:
    path, old = tmp_path / "own.yaml", tmp_path / "old.yaml"
    assert run("rubric", "new", path).code == 0
    git(tmp_path, "init")
    git(tmp_path, "add", "own.yaml")
    git(tmp_path, "commit", "-m", "one")
    text = path.read_text(encoding="utf-8")
    old.write_text(text, encoding="utf-8")
    rubric = load_rubric(str(path), DOMAINS).rubric
    points = f"points: {rubric.criteria[0].points:g}"
    assert points in text
    path.write_text(text.replace(points, "points: 77", 1), encoding="utf-8")
    refused = run("rubric", "validate", path, "--committed")
    assert refused.code == 1
    assert f"under the same version; write version: {rubric.version + 1}" in refused.err
    assert run("rubric", "validate", path).code == 0
    compared = run("rubric", "diff", old, path, "--snapshot", "embedded", "--top", 1)
    assert compared.code == 3
    assert "under the same version" in compared.err
    raised = path.read_text(encoding="utf-8").replace("version: 1", "version: 2", 1)
    path.write_text(raised, encoding="utf-8")
    assert run("rubric", "validate", path, "--committed").code == 0
    assert run("rubric", "diff", old, path, "--snapshot", "embedded", "--top", 1).code == 0


def test_a_file_of_one_s_own_may_not_bear_a_preset_s_id(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    preset = load_rubric("default", DOMAINS).rubric
    path.write_text(
        f"id: default\nversion: {preset.version}\ntitle: Mine\nextends: default\n"
        f"criteria:\n  - {{id: {preset.criteria[0].id}, points: 99}}\n",
        encoding="utf-8",
    )
    ran = run("rubric", "validate", path)
    assert ran.code == 1
    assert "mine.yaml:1:5: 'default' is the id of a preset" in ran.err
    assert "+edited (" in run("rank", "--rubric", path, "--top", 1, "--format", "csv").out


def test_a_preset_with_other_rules_under_its_version_is_warned_of(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openness.rubric import source
    from openness.rubric.version import recorded

    folder = tmp_path / "scoring_rubrics"
    shutil.copytree(resource_folder("scoring_rubrics"), folder)
    monkeypatch.setattr(source, "resource_folder", lambda _name: folder)
    text = (folder / "default.yaml").read_text(encoding="utf-8")
    version = max(map(int, recorded()["default"]))
    fine = run("rubric", "validate", "default")
    assert (fine.code, fine.err) == (0, "default: fine\n")
    (folder / "default.yaml").write_text(text.replace("points: ", "points: 1", 1), encoding="utf-8")
    warned = run("rubric", "validate", "default")
    assert warned.code == 0
    assert f"the rules of default@{version} are others than before under the same version" in warned.err
    assert f"write version: {version + 1}" in warned.err
    assert "fine" not in warned.err
    (folder / "default.yaml").write_text(text.replace("why: ", "why: Plainly, ", 1), encoding="utf-8")
    assert run("rubric", "validate", "default").err == "default: fine\n"
