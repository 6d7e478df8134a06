"""The tool's own test files and its 273 models, read in place, classified as the tool classifies them."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from openness.mof import STRICT, evaluate, model_of, mof_report, read_document
from openness.mof.components import asked_by
from openness.mof.licences import OPEN_DATA, is_open, is_type_appropriate, licence_table
from tools import build_mof_licences

NAME = re.compile(r"_C1_(\d+)%-C2_(\d+)%-C3_(\d+)%_(\d+)C_(\d+)G_(\d+)L_(\d+)V_(\d+)I_")


def test_every_test_file_gives_the_figures_in_its_name(shared: Path) -> None:
    files = sorted((shared / "mof" / "Test_Data").glob("*.yml"))
    assert len(files) == 27
    wrong = {}
    for file in files:
        match = NAME.search(file.name)
        assert match is not None
        c1, c2, c3, *counts = map(int, match.groups())
        model = model_of(read_document(file, file.name))
        evaluation = evaluate(model)
        got1, got2, got3 = (round(evaluation.progress[k]) for k in (1, 2, 3))
        # The tool's script expects nothing of a class whose lower class is not met.
        if got3 < 100:
            c1 = c2 = 0
        elif got2 < 100:
            c1 = 0
        top = evaluation.classes[1]
        paths = {part["path"] for part in (model.global_licences or {}).values() if part.get("path")}
        own = sum(bool(claim.licence) or claim.licence_path in paths for claim in model.claims.values())
        valid = len(model.claims) - len(top.invalid) - len(top.unlicensed)
        got = [got1, got2, got3, len(model.claims), len(model.global_licences), own, valid, len(top.invalid)]
        if got != [c1, c2, c3, *counts]:
            wrong[file.name] = got
    assert wrong == {}


def test_all_models_evaluate_and_fall_into_the_known_classes(shared: Path) -> None:
    report = mof_report(sorted((shared / "mof" / "models").glob("*.yml")))
    assert [entry for entry in report if "error" in entry] == []
    assert Counter(entry["class"] for entry in report) == {1: 14, 2: 1, 3: 16, 0: 242}
    third = Counter(round(entry["progress"]["3"]) for entry in report)
    assert third == {0: 155, 17: 45, 33: 30, 50: 1, 67: 3, 83: 8, 100: 31}


def test_known_models_have_their_published_classes(shared: Path) -> None:
    names = {
        "Amber": 1, "OLMo-7B": 1, "Aquila-VL-2B": 1, "Polyglot-Ko": 2, "GPT-NeoX-20B": 3,
        "GPT-4o": 0, "Qwen2.5-32B-Instruct": 0,
    }  # fmt: skip
    report = {Path(e["file"]).stem: e for e in mof_report(sorted((shared / "mof" / "models").glob("*.yml")))}
    assert {name: report[name]["class"] for name in names} == names
    assert report["Polyglot-Ko"]["progress"]["1"] == 13 / 14 * 100
    assert round(report["GPT-4o"]["progress"]["3"]) == 17
    assert round(report["Qwen2.5-32B-Instruct"]["progress"]["3"]) == 33


def test_the_data_card_is_the_most_common_hole(shared: Path) -> None:
    report = mof_report(sorted((shared / "mof" / "models").glob("*.yml")))
    where = Counter(
        next(s for s in ("included", "invalid", "unlicensed", "missing") if "Data card" in entry["status"]["3"][s])
        for entry in report
    )
    assert where == {"included": 32, "invalid": 6, "unlicensed": 45, "missing": 190}
    near = [entry for entry in report if round(entry["progress"]["3"]) == 83]
    assert sum(entry["blocked_by"] == ["Data card: missing"] for entry in near) == 7


def test_read_strictly_no_model_keeps_its_class(shared: Path) -> None:
    report = mof_report(sorted((shared / "mof" / "models").glob("*.yml")), strict=True)
    assert Counter(entry["class"] for entry in report) == {0: 273}
    assert all(entry["rules"] == "mof-strict" for entry in report)


def test_strict_counts_more_than_the_tool_only_where_the_tool_is_wrong(shared: Path) -> None:
    more = Counter[str]()
    for file in sorted((shared / "mof" / "Test_Data").glob("*.yml")):
        model = model_of(read_document(file, file.name), strict=True)
        strict, tool = evaluate(model, STRICT).classes[1], evaluate(model).classes[1]
        more.update(strict.licences[i] for i in set(strict.included) - set(tool.included))
    assert more == {"CC-PDDC": 1}


def test_the_licence_table_is_what_the_script_makes_of_the_tools_files(shared: Path) -> None:
    merged = {
        entry["licenseId"]: entry
        for name in ("licenses.json", "mof-licenses.json")
        for entry in json.loads((shared / "mof" / name).read_text(encoding="utf-8"))["licenses"]
    }
    table = licence_table()
    assert table.keys() == merged.keys()
    for licence, entry in merged.items():
        types = entry.get("ContentType", [])
        assert table[licence].types == frozenset([types] if isinstance(types, str) else types)
        assert table[licence].osi == (entry["isOsiApproved"] is True)
        assert table[licence].fsf == (entry.get("isFsfLibre") is True)
        assert table[licence].deprecated == (entry["isDeprecatedLicenseId"] is True)


def test_the_licence_table_file_is_current(shared: Path) -> None:
    made = build_mof_licences
    assert made.render(shared / "mof") == made.TARGET.read_text(encoding="utf-8")


def test_predicate_counts() -> None:
    table = licence_table()
    assert len(table) == 660
    assert sum(map(is_open, table)) == 225
    assert sum(facts.osi for facts in table.values()) == 144
    assert sum(facts.fsf for facts in table.values()) == 127
    assert sum(facts.osi or facts.fsf for facts in table.values()) == 199
    assert sum(facts.deprecated for facts in table.values()) == 31
    by_type = {t: {x for x in table if is_type_appropriate(x, t)} for t in ("code", "data", "document")}
    assert {t: len(ids) for t, ids in by_type.items()} == {"code": 19, "data": 5, "document": 8}
    assert {t: sum(map(is_open, ids)) for t, ids in by_type.items()} == {"code": 18, "data": 3, "document": 6}


def test_the_rule_over_todays_spdx_list_differs_only_where_the_list_moved() -> None:
    from openness.licences.spdx import MOT_OPEN_DATA, mof_open

    assert MOT_OPEN_DATA == OPEN_DATA
    moved = {licence for licence in licence_table() if is_open(licence) != mof_open(licence)}
    assert moved == {
        "BSD-3-Clause-Open-MPI", "CDDL-1.1", "CNRI-Python-GPL-Compatible", "Python-2.0.1", "W3C-20150513", "curl",
    }  # fmt: skip


@pytest.mark.parametrize(("mof_class", "count"), [(3, 6), (2, 4), (1, 4)])
def test_required_components_by_class(mof_class: int, count: int) -> None:
    assert len(asked_by(mof_class, required=True)) == count
    assert len(asked_by(mof_class, required=False)) == 1
