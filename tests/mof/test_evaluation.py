"""The rules one by one, on model files made by hand: quirks kept in the tool's reading, mended in the strict one."""

from __future__ import annotations

import pytest

from openness.errors import DocumentError
from openness.mof import BY_ID, BY_NAME, LABELS, STRICT, ClassStatus, component_levels, evaluate, model_of
from openness.mof.licences import is_open, read_as_specification
from openness.rubric import Level
from tests.mof.made import OPEN_FOR, REQUIRED, document, judged, model

ABSENT = "absent"
LICENCES = {"open": "CC-BY-4.0", "bad": "CC-BY-NC-4.0", "unlicensed": "unlicensed"}


def names(ids: list[int]) -> list[str]:
    return [BY_ID[i].name for i in ids]


def with_papers(report: str, paper: str) -> dict[str, str]:
    components = {k: v for k, v in REQUIRED.items() if k not in ("Technical report", "Research paper")}
    if report != ABSENT:
        components["Technical report"] = LICENCES[report]
    if paper != ABSENT:
        components["Research paper"] = LICENCES[paper]
    return components


@pytest.mark.parametrize(
    ("report", "paper", "expected"),
    [
        (ABSENT, ABSENT, 0), (ABSENT, "open", 1), (ABSENT, "bad", 0), (ABSENT, "unlicensed", 0),
        ("open", ABSENT, 2), ("open", "open", 1), ("open", "bad", 2), ("open", "unlicensed", 2),
        ("bad", ABSENT, 0), ("bad", "open", 1), ("bad", "bad", 0), ("bad", "unlicensed", 0),
        ("unlicensed", ABSENT, 0), ("unlicensed", "open", 1), ("unlicensed", "bad", 0), ("unlicensed", "unlicensed", 0),
    ],
)  # fmt: skip
def test_report_and_paper(report: str, paper: str, expected: int) -> None:
    assert judged(with_papers(report, paper)).mof_class == expected


def test_progress_figures_of_the_report_and_paper_table() -> None:
    neither = judged(with_papers(ABSENT, ABSENT))
    assert neither.progress == {3: 5 / 6 * 100, 2: 0.0, 1: 0.0}
    assert neither.progress[3] == 83.33333333333334
    report_only = judged(with_papers("open", ABSENT))
    assert report_only.progress == {3: 100.0, 2: 100.0, 1: 13 / 14 * 100}
    assert report_only.blockers == ("Research paper: missing",)
    paper_only = judged(with_papers(ABSENT, "open"))
    assert paper_only.progress[1] == 100.0
    assert len(paper_only.classes[1].included) == 13


def test_a_bad_paper_hides_the_report_from_missing_and_counts_in_its_place() -> None:
    evaluation = judged(with_papers(ABSENT, "bad"))
    for k in (1, 2, 3):
        assert names(evaluation.classes[k].missing) == []
        assert names(evaluation.classes[k].invalid) == ["Research paper"]
        assert evaluation.classes[k].licences[21] == "CC-BY-NC-4.0"
    assert evaluation.blockers == ("Research paper (in place of a technical report): 'CC-BY-NC-4.0' is not open",)


def test_an_unlicensed_paper_takes_the_place_of_the_report_as_well() -> None:
    evaluation = judged(with_papers(ABSENT, "unlicensed"))
    for k in (1, 2, 3):
        assert names(evaluation.classes[k].missing) == []
        assert names(evaluation.classes[k].unlicensed) == ["Research paper"]
    assert evaluation.blockers == ("Research paper (in place of a technical report): no licence",)


def test_a_replaced_bad_report_stays_listed_but_blocks_nothing() -> None:
    evaluation = judged(with_papers("bad", "open"))
    assert names(evaluation.classes[3].invalid) == ["Technical report"]
    assert evaluation.mof_class == 1
    assert evaluation.blockers == ()


def test_status_lists_keep_the_tools_order() -> None:
    nothing = judged({})
    assert nothing.classes[3].missing == [9, 10, 12, 13, 14, 11]
    assert nothing.classes[2].missing == [9, 10, 12, 13, 14, 11, 7, 8, 18, 19]
    assert nothing.classes[1].missing == [9, 10, 12, 13, 14, 11, 7, 8, 18, 19, 15, 16, 24, 21]
    assert nothing.progress == {3: 0.0, 2: 0.0, 1: 0.0}
    assert judged({"Model card": "CC-BY-4.0", "Model architecture": "MIT"}).progress[3] == 33.33333333333333


def test_a_higher_class_counts_nothing_before_the_lower_is_met() -> None:
    components = {k: v for k, v in REQUIRED.items() if k != "Data card"}
    evaluation = judged(components)
    assert evaluation.progress == {3: 83.33333333333334, 2: 0.0, 1: 0.0}
    assert len(evaluation.classes[1].included) == 13
    assert evaluation.label == LABELS[0]


def test_optional_components_never_decide() -> None:
    bad = {"Sample model outputs": "CC-BY-NC-4.0", "Supporting libraries and tools": "unlicensed"}
    evaluation = judged({**REQUIRED, **bad})
    assert evaluation.mof_class == 1
    assert names(evaluation.classes[3].invalid) == ["Sample model outputs"]
    assert names(evaluation.classes[2].unlicensed) == ["Supporting libraries and tools"]
    assert names(judged({**REQUIRED, "Model metadata": "CC0-1.0"}).classes[1].optional) == ["Model metadata"]
    assert len(judged({"Model metadata": "CC0-1.0"}).classes[1].included) == 0


# The seven one-rule changes that the tool's own test files do not notice.


def test_survivor_1_the_type_licence_goes_before_the_distribution_licence() -> None:
    release = {"distribution": {"name": "CC-BY-NC-4.0"}, "code": {"name": "MIT"}}
    evaluation = judged({"Model architecture": None, "Model card": None}, license=release)
    assert evaluation.classes[3].licences == {9: "MIT", 13: "CC-BY-NC-4.0"}
    assert names(evaluation.classes[3].included) == ["Model architecture"]


def test_survivor_2_an_explicit_unlicensed_does_not_inherit() -> None:
    evaluation = judged({"Model card": "unlicensed"}, license={"distribution": {"name": "MIT"}})
    assert names(evaluation.classes[3].unlicensed) == ["Model card"]


@pytest.mark.parametrize("empty", ["", "0", 0, False, [], {}], ids=repr)
def test_survivor_3_an_empty_licence_does_not_inherit(empty: object) -> None:
    evaluation = judged([{"name": "Model card", "license": empty}], license={"distribution": {"name": "MIT"}})
    assert names(evaluation.classes[3].unlicensed) == ["Model card"]


@pytest.mark.parametrize("entry", [{}, {"license": None}])
def test_but_a_null_or_absent_licence_inherits(entry: dict[str, None]) -> None:
    evaluation = judged([{"name": "Model card", **entry}], license={"distribution": {"name": "MIT"}})
    assert names(evaluation.classes[3].included) == ["Model card"]


@pytest.mark.parametrize(
    ("component", "licence"),
    [("Evaluation data", "PDDL-1.0"), ("Evaluation data", "C-UDA-1.0"), ("Model card", "CC-PDDC"),
     ("Model card", "FreeBSD-DOC"), ("Training code", "MulanPSL-1.0")],
)  # fmt: skip
def test_survivor_4_type_appropriate_does_not_imply_open(component: str, licence: str) -> None:
    assert names(judged({component: licence}).classes[2].invalid) == [component]


def test_survivor_5_openmdw_is_open_for_every_type_but_its_successor_is_unknown() -> None:
    evaluation = judged(dict.fromkeys(REQUIRED, "OpenMDW-1.0"))
    assert evaluation.mof_class == 1
    assert evaluation.not_type_appropriate == ()
    assert names(judged({"Model card": "OpenMDW-1.1"}).classes[3].invalid) == ["Model card"]


@pytest.mark.parametrize("licence", ["apache-2.0", "APACHE-2.0", " Apache-2.0", "Apache-2.0 ", "mit"])
def test_survivor_6_ids_are_compared_letter_by_letter(licence: str) -> None:
    assert names(judged({"Model architecture": licence}).classes[3].invalid) == ["Model architecture"]


def test_survivor_7_cc0_is_a_document_licence_there_because_its_second_entry_wins() -> None:
    evaluation = judged({"Evaluation data": "CC0-1.0", "Model card": "CC0-1.0"})
    assert names(list(evaluation.not_type_appropriate)) == ["Evaluation data"]
    assert names(evaluation.classes[2].included) == ["Model card", "Evaluation data"]


# Other quirks.


def test_an_unknown_name_is_recorded_as_datasets_and_overwrites_it() -> None:
    evaluation = judged([{"name": "Datasets", "license": "CC-BY-4.0"}, {"name": "Training dataset", "license": "X"}])
    assert evaluation.classes[1].licences == {15: "X"}
    assert names(evaluation.classes[1].invalid) == ["Datasets"]


def test_a_later_entry_replaces_an_earlier_one_whole() -> None:
    twice = [{"name": "Model card", "license": "MIT"}, {"name": "Model card"}]
    assert names(judged(twice).classes[3].unlicensed) == ["Model card"]


def test_only_the_made_up_public_domain_id_is_open() -> None:
    assert is_open("ODC-PDDL-1.0")
    assert not is_open("PDDL-1.0")


def test_open_does_not_depend_on_the_type_but_warns() -> None:
    evaluation = judged({"Model parameters (Final)": "Apache-2.0", "Training code": "GPL-3.0", "Model card": "GPL-2.0"})
    assert names(evaluation.classes[3].included) == ["Model parameters (Final)", "Model card"]
    assert names(list(evaluation.not_type_appropriate)) == ["Model parameters (Final)", "Model card", "Training code"]
    assert names(evaluation.warnings(3)) == ["Model parameters (Final)", "Model card"]


@pytest.mark.parametrize("licence", ["MIT OR Apache-2.0", "MIT AND Apache-2.0", "Apache 2.0", "unlicensed MIT"])
def test_expressions_and_prose_are_never_open(licence: str) -> None:
    assert names(judged({"Training code": licence}).classes[2].invalid) == ["Training code"]


def test_a_release_licence_called_unlicensed_is_none() -> None:
    evaluation = judged({"Model card": None}, license={"distribution": {"name": "unlicensed"}})
    assert names(evaluation.classes[3].unlicensed) == ["Model card"]


@pytest.mark.parametrize("licences", [None, [], "MIT", {"distribution": "MIT"}, {"distribution": {"name": None}}])
def test_release_licences_of_another_shape_are_none(licences: object) -> None:
    assert names(judged({"Model card": None}, license=licences).classes[3].unlicensed) == ["Model card"]


def test_no_components_is_nothing() -> None:
    assert evaluate(model([])).mof_class == 0
    without = document({"release": {"name": "x", "license": {}}})
    assert evaluate(model_of(without)).classes[3].missing == [9, 10, 12, 13, 14, 11]


def test_a_mapping_of_components_is_read_as_its_values() -> None:
    as_mapping = document({"release": {"components": {"a": {"name": "Model card", "license": "MIT"}}}})
    assert names(evaluate(model_of(as_mapping)).classes[3].included) == ["Model card"]


def test_total_progress_is_the_mean() -> None:
    evaluation = judged(with_papers("open", ABSENT))
    assert evaluation.total_progress == (100.0 + 100.0 + 13 / 14 * 100) / 3


@pytest.mark.parametrize("licence", [["MIT"], {"a": 1}, True, 7, 1.5])
def test_a_licence_that_is_not_text_stops_the_file(licence: object) -> None:
    with pytest.raises(DocumentError, match=r"made\.yml:\d+:\d+: the licence is .*; write one licence id as text"):
        judged([{"name": "Model card", "license": licence}])


# The strict reading.


def test_strict_needs_a_licence_for_the_type() -> None:
    weights = {**REQUIRED, "Model parameters (Final)": "Apache-2.0"}
    assert judged(weights).mof_class == 1
    strict = judged(weights, STRICT)
    assert strict.mof_class == 0
    assert strict.blockers == ("Model parameters (Final): 'Apache-2.0' is no licence for data",)
    assert judged(REQUIRED, STRICT).mof_class == 1


@pytest.mark.parametrize(
    ("licence", "types"),
    [
        ("MIT", {"code"}), ("mit", {"code"}), ("BSD-3-Clause", {"code"}), ("GPL-3.0", {"code"}),
        ("BSD-4-Clause", {"code"}), ("Apache-2.0", {"code", "document"}),
        ("CC-BY-4.0", {"data", "document"}), ("CC0-1.0", {"data", "document"}), ("PDDL-1.0", {"data"}),
        ("ODbL-1.0", {"data"}), ("ODC-By-1.0", {"data"}), ("GFDL-1.3-only", {"document"}),
        ("CC-PDDC", {"data", "document"}), ("FreeBSD-DOC", {"document"}), ("OpenMDW-1.0", {"code", "data", "document"}),
        ("C-UDA-1.0", set()), ("MulanPSL-1.0", set()), ("CC-BY-NC-4.0", set()), ("CC-BY-ND-4.0", set()),
        ("ODC-PDDL-1.0", set()), ("Llama 2", set()), ("", set()), ("unlicensed", set()),
        ("MIT OR CC-BY-NC-4.0", {"code"}), ("MIT AND CC-BY-NC-4.0", set()), ("MIT AND Apache-2.0", {"code"}),
        ("MIT OR CC-BY-4.0", {"code", "data", "document"}), ("(MIT OR Apache-2.0) AND ISC", {"code"}),
        ("GPL-2.0-only WITH Classpath-exception-2.0", {"code"}), ("Apache-2.0+", {"code", "document"}),
        ("LicenseRef-mine OR MIT", set()), ("MIT OR", set()), ("(" * 400, set()), ("MIT OR " * 60 + "MIT", set()),
    ],
)  # fmt: skip
def test_what_counts_strictly(licence: str, types: set[str]) -> None:
    got = {t for t in ("code", "data", "document") if read_as_specification(licence, t).appropriate}
    assert got == types


def test_strict_refuses_unknown_and_repeated_components_all_at_once() -> None:
    wrong = [{"name": "Model crad"}, {"name": "Model card"}, {"name": "Model card"}]
    with pytest.raises(DocumentError) as caught:
        model(wrong, strict=True)
    assert len(caught.value.problems) == 2
    assert "did you mean 'Model card'?" in caught.value.problems[0]
    assert "a second time" in caught.value.problems[1]


def test_levels_of_the_components() -> None:
    levels = component_levels(judged({"Model card": "MIT", "Data card": "unlicensed", "Datasets": "X"}))
    assert levels["Model card"] is Level.OPEN
    assert levels["Data card"] is levels["Datasets"] is Level.PARTIAL
    assert levels["Training code"] is Level.CLOSED
    assert levels["Sample model outputs"] is Level.NOT_APPLICABLE
    assert levels.keys() == BY_NAME.keys()


def test_status_of_prefers_nothing() -> None:
    assert ClassStatus(invalid=[11]).status_of(11) == "invalid"
    assert ClassStatus(missing=[11], optional=[11]).status_of(11) is None


def test_open_for_is_what_the_tests_take_it_for() -> None:
    assert judged({c: OPEN_FOR[BY_NAME[c].type] for c in REQUIRED}).not_type_appropriate == ()
