"""licence, licences, signals, mof, import and export of model files, validate: what people read and pass on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import Run
from tests.fakehub import FakeHub

MODEL_FILE = """\
framework: {name: Model Openness Framework, version: '1.0', date: '2024-12-15'}
release:
  name: Made
  date: '2026-01-02'
  huggingface: made/model
  license: {}
  components:
    - {name: Model parameters (Final), license: Apache-2.0}
    - {name: Training code, license: Apache-2.0}
    - {name: Trainig data, license: MIT}
"""


def test_a_licence_is_told_clause_by_clause_with_sources(run: Run) -> None:
    ran = run("licence", "Llama-3.1")
    assert ran.code == 0
    assert "700,000,000 users" in ran.out
    assert "names begin" in ran.out
    assert "OSI approved: no" in ran.out


@pytest.mark.parametrize("path", ["/gone/LICENSE.txt", "./gone/LICENSE", "a/b/LICENSE"])
def test_a_text_file_that_is_not_there_is_said_to_be_none(run: Run, path: str) -> None:
    ran = run("licence", path)
    assert ran.code == 1
    assert f"there is no file {path}" in ran.err


def test_a_text_file_is_recognised(run: Run, shared: Path, tmp_path: Path) -> None:
    ran = run("licence", shared / "licences" / "texts" / "llama2__LICENSE.txt")
    assert "llama2, verbatim" in ran.out
    policy = run("licence", shared / "licences" / "texts" / "llama4__USE_POLICY.md")
    assert "A use policy is no licence" in policy.out
    (tmp_path / "LICENSE").write_bytes(b"\xff\x00 nothing anybody knows " * 20)
    unknown = run("licence", tmp_path / "LICENSE")
    assert unknown.code == 0
    assert "unrecognised" in unknown.out


def test_a_model_s_licence_is_told_from_the_snapshot_or_from_its_files(run: Run) -> None:
    told = run("licence", "allenai/OLMo-7B")
    assert told.code == 0
    assert "apache-2.0" in told.out
    assert "no legal advice" in told.out
    assert "--fetch reads the licence files" in told.err
    with FakeHub() as hub:
        card = "---\nlicense: mit\nbase_model: made/base\n---\n# Made\n"
        hub.add_model("made/base", gated=False, cardData={"license": "cc-by-nc-4.0"}, tags=["license:cc-by-nc-4.0"])
        hub.add_model("made/model", files={"README.md": card}, gated=False)
        fetched = run("licence", "made/model", "--endpoint", hub.endpoint)
    assert fetched.code == 0, fetched.err
    assert fetched.out.index("Conflicts: 1") < fetched.out.index("Weights: mit")
    assert "which is stricter in" in fetched.out
    assert "Openly licensed: no" in fetched.out


def test_the_matrix_has_every_licence_once(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("licences", "--matrix").out)))
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) > 116
    assert {"apache-2.0", "llama4", "bsl-1.0", "openmdw-1.1"} <= set(ids)
    assert "apache-2.0" in run("licences").out


def test_signals_are_listed_with_their_documentation(run: Run) -> None:
    assert "weights.published" in run("signals").out
    whole = run("signals", "access.gate").out
    assert "manual" in whole
    data = json.loads(run("signals", "licence", "--format", "json").out)
    assert {item["id"].split(".")[0] for item in data} == {"licence"}
    assert all(item["documentation"] for item in data)


def test_model_files_are_classified_and_linted(run: Run, shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "mof" / "Test_Data").glob("*.yml"))
    report = json.loads(run("mof", *files, "--format", "json").out)
    assert [entry["file"] for entry in report] == [str(path) for path in files]
    for path, entry in zip(files, report, strict=True):
        third = float(path.name.split("C3_")[1].split("%")[0])
        assert round(entry["progress"]["3"]) == third, path.name
        assert set(entry["status"]["1"]) >= {"included", "missing", "invalid", "unlicensed", "warnings"}
    path = tmp_path / "made.yml"
    path.write_text(MODEL_FILE, encoding="utf-8")
    linted = run("mof", "--lint", path)
    assert f"{path}:10:" in linted.out
    assert "Trainig data" in linted.out
    table = run("mof", path, tmp_path / "gone.yml")
    assert table.code == 1
    assert "made.yml" in table.out
    assert "gone.yml" in table.err


def test_model_files_come_in_as_assessments_and_go_out_again(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "made.yml"
    path.write_text(MODEL_FILE, encoding="utf-8")
    taken = run("import", "mof", path, "-o", tmp_path / "assessments.yaml")
    assert taken.code == 0, taken.err
    assert "Trainig data" in taken.err
    given = yaml.safe_load((tmp_path / "assessments.yaml").read_text(encoding="utf-8"))["assessments"]
    assert {"code.training", "weights.published"} <= {item["signal"] for item in given}
    with FakeHub() as hub:
        files: dict[str, str | bytes] = {
            "README.md": "---\nlicense: mit\n---\n# Made\n\nA card.",
            "model.safetensors": b"0",
        }
        hub.add_model("made/model", files=files, gated=False, tags=["license:mit"])
        assert (
            run(
                "refresh", "--models", "made/model", "--alone", "--endpoint", hub.endpoint, "--out", tmp_path / "s"
            ).code
            == 0
        )
    assert run("export", "--format", "mof", "-o", tmp_path / "out", "--snapshot", tmp_path / "s").code == 0
    (written,) = (tmp_path / "out").glob("*.yml")
    report = json.loads(run("mof", written, "--format", "json").out)
    assert "Model parameters (Final)" in report[0]["status"]["3"]["included"]
    assert run("export", "--format", "mof", "-o", tmp_path / "out.yml").code == 2


def test_validate_writes_the_report(run: Run, shared: Path, tmp_path: Path) -> None:
    ran = run("validate", "--labels", shared / "osai", "--records", shared / "hub", "--out", tmp_path)
    assert ran.code == 0, ran.err
    assert sorted(path.name for path in tmp_path.glob("validation*")) == [
        "validation.csv",
        "validation.md",
        "validation.svg",
    ]
    gold = [word for name in ("a", "b") for word in ("--raters", shared / "gold" / f"rater_{name}.csv")]
    ran = run("validate", *gold, "--records", shared / "hub", "--out", tmp_path / "cards")
    assert ran.code == 0, ran.err
    assert sorted(path.name for path in (tmp_path / "cards").iterdir()) == ["validation-cards.csv", "validation.md"]
    assert run("validate", *gold[:2], "--records", shared / "hub", "--out", tmp_path).code == 2
    assert run("validate", "--records", shared / "hub", "--out", tmp_path).code == 2
    wrong = run("validate", "--labels", tmp_path, "--records", shared / "hub", "--out", tmp_path)
    assert wrong.code != 0
    assert "Traceback" not in wrong.err


def test_a_licence_and_a_model_have_forms(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("licence", "Llama 3.1 Community License", "--format", "csv").out)))
    assert {item["licence"] for item in rows} == {"llama3.1"}
    told = json.loads(run("licence", "allenai/OLMo-7B", "--format", "json").out)
    assert {"licence.basis", "licence.unread", "licence.commercial"} <= {item["signal"] for item in told}
    refused = run("licence", "mit", "--format", "xml")
    assert (refused.code, "'xml' is no format" in refused.err) == (2, True)


def test_a_model_is_asked_for_at_a_revision(run: Run) -> None:
    gone = run("licence", "allenai/OLMo-7B@0000000")
    assert gone.code == 1
    assert "allenai/OLMo-7B@0000000 --fetch" in gone.err


def test_the_models_that_other_facts_move(run: Run, tmp_path: Path) -> None:
    from openness.licences.knowledge import FACTS

    same = run("licences", "diff", FACTS)
    assert same.code == 0
    assert same.err.startswith("0 of ")
    assert same.out == ""
    nothing = run("licences", "diff", tmp_path)
    assert (nothing.code, "holds no facts" in nothing.err) == (2, True)


def test_a_text_is_checked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "terms.txt"
    file.write_text("Guests read it, hosts keep it, nobody sells it.\n", encoding="utf-8")
    assert "Understood whole: no" in run("licence", "check", file).out
    assert run("licence", "check").code == 2
    assert run("licence", "mit", "apache-2.0").code == 2
    assert run("licence", "check", tmp_path / "none.txt").code == 1


def test_licences_by_use(run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("licences", "--by-use", "--format", "csv").out)))
    assert rows[0]["licence"] == "apache-2.0"
    assert int(rows[0]["models"]) > int(rows[1]["models"])
    assert run("licences", "--by-use", "--matrix").code == 2


def test_a_search_takes_its_words_with_and_without_quotation_marks(run: Run) -> None:
    apart, together = run("search", "llama", "3.3", "-f", "csv"), run("search", "llama 3.3", "-f", "csv")
    assert apart.code == together.code == 0
    assert apart.out == together.out
    assert "meta-llama/Llama-3.3-70B-Instruct" in apart.out
