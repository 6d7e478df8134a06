"""Claims in, evidence out: nothing grows on the way, and the result fits the other side."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from openness.catalogue.assessment import read_assessments
from openness.errors import DocumentError, UsageError
from openness.licences.knowledge import knowledge
from openness.mof import ModelEntry, evaluate, export_mof, import_mof, lint, model_of, parse_document, read_document
from openness.mof.exchange import _SIGNALS
from openness.mof.licences import is_open
from openness.record.evidence import Evidence, Method, Outcome, Source, Value
from tests.mof.made import REQUIRED, document, model, release

DATE = "2026-11-22"


def shown(**answers: Value) -> dict[str, Evidence]:
    """Evidence made by hand; `weights__published` stands for `weights.published`."""
    evidence = {}
    for key, value in answers.items():
        signal = key.replace("__", ".")
        evidence[signal] = Evidence(
            signal=signal, outcome=Outcome.ANSWERED, value=value, method=Method.FILES,
            sources=(Source(file="README.md", line=3),), revision="abc",
        )  # fmt: skip
    return evidence


def exported_names(evidence: dict[str, Evidence]) -> list[str]:
    return [c["name"] for c in export_mof("org/name", evidence, date=DATE).document["release"]["components"]]


def test_an_import_is_an_assessment_file() -> None:
    file = model(
        {"Model parameters (Final)": "Apache-2.0", "Training code": "MIT", "Model card": "unlicensed"},
        huggingface="https://huggingface.co/org/name",
        date="2025-05-16",
    )
    found = import_mof(file).document["assessments"]
    assert [(one["signal"], one["value"]) for one in found] == [
        ("weights.published", "all"), ("code.training", "published"), ("card.present", "present"),
        ("licence.weights", "Apache-2.0"), ("licence.code", "MIT"),
    ]  # fmt: skip
    assert {one["model"] for one in found} == {"org/name"}
    assert {one["date"] for one in found} == {"2025-05-16"}
    assert found[0]["link"] == "https://huggingface.co/org/name"
    assert found[2]["note"].startswith("Model card, licence none stated (made.yml:")


def test_components_that_disagree_make_no_licence_claim() -> None:
    got = import_mof(model({"Training code": "MIT", "Inference code": "Apache-2.0"}), date=DATE)
    assert not [one for one in got.document["assessments"] if one["signal"].startswith("licence")]
    assert got.left_out == ("licence.code: the components differ (MIT, Apache-2.0)",)


def test_data_without_an_open_licence_is_only_named() -> None:
    values = [
        import_mof(model({"Datasets": licence}), date=DATE).document["assessments"][0]["value"]
        for licence in ("CC-BY-4.0", "unlicensed", "CC-BY-NC-4.0")
    ]
    assert values == ["public", "named", "named"]


def test_a_report_is_no_paper_and_an_unknown_name_is_not_data() -> None:
    got = import_mof(model({"Technical report": "MIT", "Training dataset": "MIT"}), date=DATE)
    assert [one["signal"] for one in got.document["assessments"]] == ["licence.documentation"]
    assert got.left_out == (
        "Technical report: no signal asks for it", "Training dataset: no component of the framework",
    )  # fmt: skip


def test_without_a_hub_model_the_system_is_assessed_and_a_date_is_needed() -> None:
    got = import_mof(model({"Model card": "MIT"}), date=DATE)
    assert got.document["assessments"][0]["system"] == "made-by-hand"
    with pytest.raises(UsageError, match=r"made\.yml: the release has no date; give one as YYYY-MM-DD"):
        import_mof(model({}))
    with pytest.raises(DocumentError, match="neither a name nor a Hub model"):
        import_mof(model({}, name=""), date=DATE)


@pytest.mark.parametrize("written", ["https://evil.example/x/y", "../../x", "org/name/tree", "", 3, None, "a b/c"])
def test_what_is_no_hub_id_is_not_taken_for_one(written: object) -> None:
    got = import_mof(model({"Model card": "MIT"}, huggingface=written), date=DATE)
    assert "model" not in got.document["assessments"][0]


def test_an_export_passes_the_schema_and_the_lint() -> None:
    evidence = shown(
        weights__published="all", code__training="published", card__present="present", licence__weights="apache-2.0",
        licence__code="mit", data__pretraining="public", licence__data="odc-by", model__organisation="org",
    )  # fmt: skip
    got = export_mof("org/name", evidence, date=DATE)
    read = parse_document(got.text.encode(), "out.yml")
    assert read.data == got.document
    ModelEntry.model_validate(read.data)
    components = {c["name"]: c["license"] for c in read.data["release"]["components"]}
    assert components == {
        "Datasets": "ODC-By-1.0", "Model parameters (Final)": "Apache-2.0", "Training code": "MIT",
        "Model card": "unlicensed",
    }  # fmt: skip
    assert read.data["release"]["components"][0]["component_path"] == (
        "https://huggingface.co/org/name/blob/abc/README.md"
    )
    assert {finding.rule for finding in lint(read)} == {"not-type-appropriate"}
    assert evaluate(model_of(read)).classes[3].included == [10]


@pytest.mark.parametrize(
    "evidence",
    [
        shown(weights__published="partial"), shown(code__training="partial"), shown(code__training="generic"),
        shown(data__pretraining="named"), shown(data__pretraining="partly_public"), shown(data__datasheet="partial"),
        shown(card__present="empty"), shown(card__evaluation="mentioned"), shown(paper__preprint="related"),
        shown(weights__checkpoints="withheld"), shown(evaluation__metadata=False), {},
        {"weights.published": Evidence(signal="weights.published", outcome=Outcome.UNREADABLE)},
    ],
    ids=range(13),
)  # fmt: skip
def test_what_is_partial_mentioned_or_unknown_is_not_exported(evidence: dict[str, Evidence]) -> None:
    assert exported_names(evidence) == []


def test_what_is_left_out_says_why() -> None:
    got = export_mof("org/name", shown(weights__published="partial"), date=DATE)
    assert "Model parameters (Final): weights.published is 'partial'" in got.left_out
    assert "Training code: not known" in got.left_out
    assert "Technical report: no signal asks for it" in got.left_out
    assert len(got.left_out) == 17


def test_given_licences_go_first_and_unknown_ones_stay_as_they_are() -> None:
    evidence = shown(weights__published="all", licence__weights="mit")
    for given, expected in (("Apache-2.0", "Apache-2.0"), ("llama3", "llama3"), ("", "MIT")):
        got = export_mof("a/b", evidence, date=DATE, licences={"licence.weights": given})
        assert got.document["release"]["components"][0]["license"] == expected


def test_every_id_of_ours_that_spdx_knows_is_written_as_the_tool_spells_it() -> None:
    for licence in knowledge().by_id.values():
        got = export_mof("a/b", shown(weights__published="all", licence__weights=licence.id), date=DATE)
        written = got.document["release"]["components"][0]["license"]
        if licence.mof_open:
            assert is_open(written), licence.id
        else:
            assert not is_open(written), licence.id


def test_a_wrong_date_is_refused() -> None:
    with pytest.raises(UsageError, match="'today' is no date; write it as YYYY-MM-DD"):
        export_mof("a/b", {}, date="today")


def test_out_and_in_again_keeps_what_both_sides_can_say() -> None:
    answers = {signal: value for pairs in _SIGNALS.values() for signal, value in pairs}
    evidence = shown(**{signal.replace(".", "__"): value for signal, value in answers.items()})
    out = export_mof("org/name", evidence, date=DATE, licences={"licence.data": "CC-BY-4.0"})
    assert len(out.document["release"]["components"]) == len(_SIGNALS)
    back = import_mof(model_of(parse_document(out.text.encode(), "out.yml")))
    given = {one["signal"]: one["value"] for one in back.document["assessments"]}
    assert {signal: value for signal, value in given.items() if signal in answers} == {
        pairs[0][0]: pairs[0][1] for name, pairs in _SIGNALS.items() if name != "Model architecture"
    }


def test_the_signals_named_exist_and_can_give_these_answers() -> None:
    from openness.signals import SIGNALS

    for pairs in _SIGNALS.values():
        for signal, value in pairs:
            assert signal in SIGNALS
            assert SIGNALS[signal].domain.problem_with(value) is None


def test_what_was_imported_is_an_assessment_file_the_catalogue_reads(shared: Path, tmp_path: Path) -> None:
    from openness.signals import SIGNALS

    read = 0
    for file in sorted((shared / "mof" / "models").glob("*.yml")):
        found = import_mof(model_of(read_document(file, file.name)), date=DATE, model_id="org/name")
        out = tmp_path / file.name
        assert yaml.safe_load(found.text) == found.document
        out.write_text(found.text, encoding="utf-8")
        read += len(read_assessments(out, SIGNALS, ()))
    assert read > 1000


# The ways in which the tool's own scraper fails, as far as they apply to an export.


def test_a_complete_model_is_not_exported_with_ids_the_tool_refuses() -> None:
    parts = ("weights", "code", "data", "documentation")
    licences = {f"licence.{part}": "apache-2.0" for part in parts}
    answers = {signal: value for pairs in _SIGNALS.values() for signal, value in pairs}
    evidence = shown(**{signal.replace(".", "__"): value for signal, value in answers.items()})
    out = export_mof("org/name", evidence, date=DATE, licences=licences)
    evaluation = evaluate(model_of(document(out.document)))
    assert evaluation.classes[1].invalid == []
    assert "Data card" in [c["name"] for c in out.document["release"]["components"]]
    assert evaluation.progress[3] == 100.0


def test_names_and_titles_cannot_break_the_file() -> None:
    out = export_mof("org/a-name", shown(weights__published="all"), date=DATE, producer="A: title # with 'quotes'\nx")
    assert yaml.safe_load(out.text) == out.document


def test_other_is_kept_and_never_turned_into_unlicensed() -> None:
    out = export_mof("a/b", shown(weights__published="all", licence__weights="other"), date=DATE)
    assert out.document["release"]["components"][0]["license"] == "other"


def test_every_exported_name_is_a_component_of_the_framework() -> None:
    assert set(_SIGNALS) <= set(REQUIRED)
    assert release({})["framework"] == export_mof("a/b", {}, date=DATE).document["framework"]
