"""Licence signals: contract, outcomes, places. Records are made by hand unless `shared`."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Kind, Method, Outcome, Source
from openness.record.record import Look, ModelBody, Record, TextFile
from openness.signals.licence import LICENCE_SIGNALS
from openness.signals.licence_answers import licensing
from tests.licences.made import base, dataset, record, row

SIGNALS = {signal.id: signal for signal in LICENCE_SIGNALS}

CONTRACT = {
    "licence.weights": Kind.NAME,
    "licence.kind": Kind.CHOICE,
    "licence.osi": Kind.FLAG,
    "licence.open_definition": Kind.FLAG,
    "licence.mof_open": Kind.FLAG,
    "licence.commercial": Kind.CHOICE,
    "licence.redistribution": Kind.CHOICE,
    "licence.modification": Kind.CHOICE,
    "licence.user_threshold": Kind.FLAG,
    "licence.revenue_threshold": Kind.FLAG,
    "licence.use_restrictions": Kind.FLAG,
    "licence.eu_usable": Kind.CHOICE,
    "licence.public_body": Kind.CHOICE,
    "licence.registration": Kind.FLAG,
    "licence.revocable": Kind.FLAG,
    "licence.ai_act": Kind.CHOICE,
    "licence.ai_act_paragraph": Kind.NAME,
    "licence.text_included": Kind.FLAG,
    "licence.conflicts": Kind.COUNT,
    "licence.code": Kind.NAME,
    "licence.data": Kind.NAME,
    "licence.documentation": Kind.NAME,
    "licence.parts_open": Kind.CHOICE,
}


def ask(signal: str, found: Record) -> Evidence:
    return SIGNALS[signal].ask(Reading(found))


def test_the_contract_is_kept() -> None:
    assert {name: SIGNALS[name].domain.kind for name in CONTRACT} == CONTRACT
    assert tuple(SIGNALS["licence.parts_open"].domain.choices) == ("none", "one", "two", "all")
    assert SIGNALS["licence.parts_open"].domain.ordered
    assert tuple(SIGNALS["licence.kind"].domain.choices) == (
        "open_source", "open_data", "open_model", "use_restricted", "community", "non_commercial",
        "research_only", "proprietary", "family_tag", "custom",
    )  # fmt: skip
    for signal in LICENCE_SIGNALS:
        assert signal.documentation
        assert signal.theme == "licence"


def test_a_tag_row_is_answered_from_its_tag() -> None:
    found = ask("licence.commercial", row("someone/model", "pytorch", "license:llama3.1"))
    assert (found.value, found.method, found.confidence) == ("bounded", Method.API, Confidence.MEDIUM)
    assert [str(source) for source in found.sources] == ["$.tags[1]"]
    assert "Nobody looked for a licence file" in (found.note or "")
    assert "section 2" in (found.note or "")


def test_card_data_is_a_place_in_the_api_body() -> None:
    found = ask("licence.weights", record(card={"license": ["mit", "gemma"]}))
    assert [str(source) for source in found.sources] == ["$.cardData.license[0]", "$.cardData.license[1]"]
    assert found.value == "mit AND gemma"


def test_a_card_is_a_place_with_a_line() -> None:
    found = ask("licence.weights", record(text="---\nlanguage: en\nlicense: mit\n---\n# Model\n"))
    assert [str(source) for source in found.sources] == ["README.md:3"]


def test_figures_stand_in_the_note() -> None:
    found = ask("licence.user_threshold", row("someone/model", "license:llama3.1"))
    assert found.value is True
    assert "700,000,000" in (found.note or "")


@pytest.mark.parametrize("signal", sorted(set(SIGNALS) - {"licence.text_included", "licence.inherited"}))
def test_no_licence_told_is_never_an_answer(signal: str) -> None:
    looked = ask(signal, record(card={}))
    assert looked.outcome is Outcome.SILENT, looked
    nobody = ask(signal, row("someone/model"))
    assert nobody.outcome in (Outcome.NOT_LOOKED, Outcome.SILENT)
    if signal != "licence.parts_open":
        assert nobody.outcome is Outcome.NOT_LOOKED, nobody


def test_refused_is_unreadable() -> None:
    hidden = Record(
        body=ModelBody.model_validate({"id": "someone/model"}),
        origin="made by hand",
        files_look=Look.REFUSED,
        card=TextFile(path="README.md", look=Look.REFUSED),
    )
    assert ask("licence.weights", hidden).outcome is Outcome.UNREADABLE


def test_other_is_custom_and_its_clauses_are_silent() -> None:
    found = record(card={"license": "other"})
    assert ask("licence.weights", found).value == "other"
    assert ask("licence.kind", found).value == "custom"
    for signal in ("licence.commercial", "licence.osi", "licence.open", "licence.eu_usable"):
        assert ask(signal, found).outcome is Outcome.SILENT


def test_a_base_decides_and_is_named() -> None:
    found = record(
        card={"license": "apache-2.0", "base_model": "google/gemma-3-4b-pt"},
        bases=(base("google/gemma-3-4b-pt", "gemma"),),
    )
    osi = ask("licence.osi", found)
    assert (osi.value, osi.method) == (False, Method.LINEAGE)
    assert osi.sources == (Source(repository="google/gemma-3-4b-pt", json_path="$.cardData.license"),)
    assert "gemma-3-4b-pt" in (osi.note or "")
    assert ask("licence.kind", found).value == "use_restricted"
    assert ask("licence.use_restrictions", found).method is Method.LINEAGE
    assert ask("licence.inherited", found).value == ("gemma",)
    assert ask("licence.conflict_kinds", found).value == ("freer_than_base",)
    commercial = ask("licence.commercial", found)
    assert (commercial.value, commercial.method) == (
        "allowed",
        Method.API if commercial.method is Method.API else Method.METADATA,
    )


def test_a_base_nobody_looked_at() -> None:
    found = record(card={"license": "apache-2.0", "base_model": "google/gemma-3-4b-pt"})
    osi = ask("licence.osi", found)
    assert (osi.value, osi.outcome) == (None, Outcome.NOT_LOOKED)
    assert "google/gemma-3-4b-pt" in (osi.note or "")
    assert ask("licence.unread", found).value == ("base_not_read",)
    assert ask("licence.basis", found).value == "named"
    assert ask("licence.weights", found).value == "apache-2.0"
    assert ask("licence.inherited", found).outcome is Outcome.NOT_LOOKED


def test_conflicts_are_counted_and_told() -> None:
    found = record("someone/Hammer", card={"license": ["llama3.1", "mit"], "base_model": "a/b"})
    told = ask("licence.conflicts", found)
    assert told.value == 3
    kinds = ask("licence.conflict_kinds", found).value
    assert kinds == ("missing_text", "required_name_absent", "several_licences")
    assert "must be passed on" in (told.note or "")


def test_a_licence_said_in_the_text_alone_can_still_disagree_with_nothing() -> None:
    found = ask("licence.conflicts", record(text="# M\n\nThe model is released under the Apache 2.0 license.\n"))
    assert (found.outcome, found.value) == (Outcome.ANSWERED, 0)
    assert found.sources[0].line == 3


def test_parts() -> None:
    found = record(card={"license": "mit"}, files=("README.md", "train.py"), datasets=(dataset("a/b", "cc0-1.0"),))
    assert ask("licence.parts_open", found).value == "all"
    found = record(card={"license": "gemma"}, files=("README.md", "train.py"), datasets=(dataset("a/b", "cc0-1.0"),))
    assert ask("licence.parts_open", found).value == "one"
    found = record(card={"license": "mit"}, files=("README.md",), datasets=(dataset("a/b", "cc0-1.0"),))
    silent = ask("licence.parts_open", found)
    assert silent.outcome is Outcome.SILENT
    assert "code" in (silent.note or "")


def test_code_licence_from_a_sentence_of_the_card() -> None:
    text = (
        "---\nlicense: other\nlicense_name: deepseek\n---\n\nThis code repository is licensed under the MIT License.\n"
    )
    found = ask("licence.code", record(text=text))
    assert (found.value, found.method, found.confidence) == ("mit", Method.CARD, Confidence.MEDIUM)
    assert found.sources[0].line == 6
    assert ask("licence.weights", record(text=text)).value == "deepseek-license"


def test_hunyuan_is_excluded_in_the_eu(shared: Path) -> None:
    body = json.loads((shared / "hub" / "payload" / "tencent__hunyuan-a13b-instruct.json").read_text(encoding="utf-8"))
    found = record(body["model_id"], text=body["readme"], texts={"LICENSE": body["license_file"]})
    assert ask("licence.eu_usable", found).value == "excluded"
    assert ask("licence.excluded_places", found).value == ("European Union", "South Korea", "United Kingdom")
    assert ask("licence.eu_usable", found).method is Method.LICENCE_FILE


def test_pharia_is_closed_to_public_bodies() -> None:
    card = {"license": "other", "license_name": "open-aleph-license"}
    assert ask("licence.public_body", record(card=card)).value == "excluded"


def test_the_resolution_is_worked_out_once() -> None:
    reading = Reading(row("someone/model", "license:mit"))
    assert licensing(reading) is licensing(reading)


def test_every_signal_answers_every_listed_row(shared: Path) -> None:
    """Signal.ask refuses an answer outside its domain; a sixth of the listing keeps the test short."""
    readings = []
    with gzip.open(shared / "hub" / "list_2026-08.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 6 == 0:
                body = json.loads(line)
                readings.append(Reading(row(body["id"], *(body["tags"] or ()), pipeline=body["pipeline_tag"])))
    for reading in readings:
        for signal in LICENCE_SIGNALS:
            found = signal.ask(reading)
            assert (found.outcome is Outcome.ANSWERED) == bool(found.sources and found.value is not None)


def test_recorded_payloads_are_answered(shared: Path) -> None:
    told = 0
    for path in sorted((shared / "hub" / "payload").glob("*.json")):
        body = json.loads(path.read_text(encoding="utf-8"))
        texts = {"LICENSE": body["license_file"]} if body["license_file"] else {}
        found = record(body["model_id"], text=body["readme"], files=tuple(body["files"]), texts=texts)
        reading = Reading(found)
        answers = {signal.id: signal.ask(reading) for signal in LICENCE_SIGNALS}
        told += answers["licence.weights"].outcome is Outcome.ANSWERED
        if answers["licence.osi"].value is True:
            assert answers["licence.kind"].value == "open_source", body["model_id"]
            assert answers["licence.commercial"].value == "allowed", body["model_id"]
    assert told == 42


def test_what_can_be_asked_of_a_known_licence() -> None:
    found = record(card={"license": "gemma"})
    assert ask("licence.research_only", found).outcome is Outcome.ANSWERED
    assert ask("licence.attribution", found).signal == "licence.attribution"
    assert ask("licence.text_required", found).value is True
    assert ask("licence.governing_law", record(card={"license": "llama3.1"})).value
    assert ask("licence.unread", found).value == ()


def test_a_limit_of_the_card_is_shown_with_its_line() -> None:
    card = "---\nlicense: mit\n---\n# M\n\nThe model is for non-commercial use only.\n"
    found = record(card={"license": "mit"}, text=card)
    commercial = ask("licence.commercial", found)
    assert commercial.value == "forbidden"
    assert [source.line for source in commercial.sources] == [6]
    opened = ask("licence.open", found)
    assert opened.value is False
    assert "the card's words" in (opened.note or "")
    assert ask("licence.conflict_kinds", found).value == ("card_stricter",)


def test_the_basis_is_told_beside_a_permission() -> None:
    assert "tag or row of the Hub alone" in (ask("licence.commercial", row("a/b", "license:mit")).note or "")


def test_each_part_says_whether_it_is_open() -> None:
    texts = {"LICENSE-CODE": "Attribution-NonCommercial 4.0 International\n"}
    found = record(card={"license": "apache-2.0"}, texts=texts, files=("README.md", "run.py"))
    assert ask("licence.open", found).value is True
    assert ask("licence.code_open", found).value is not True
    plain = record(card={"license": "apache-2.0"}, files=("README.md", "run.py"))
    assert ask("licence.code_open", plain).value is True
    assert ask("licence.documentation_open", plain).value is True
    assert ask("licence.code_open", record(card={"license": "mit"})).value is None
