"""The bill of materials against the official CycloneDX 1.7 schema, and what it never says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from openness.dossier.bom import Made, bom
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.rubric import load_rubric
from openness.signals import SIGNALS
from openness.views.explanation import Explanation, explain
from tests.made_entries import made_entries
from tests.safe.attacks import ATTACKS
from tests.safe.test_outputs import hidden

RUBRIC = load_rubric("default", {signal: item.domain for signal, item in SIGNALS.items()}).rubric
MADE = Made("1.2.3", "snapshot-1", datetime(2026, 11, 1, tzinfo=UTC))
VALIDATOR = JsonStrictValidator(SchemaVersion.V1_7)


def told(**answers: Value) -> tuple[Explanation, dict[str, Evidence]]:
    evidence = {
        name.replace("__", "."): Evidence(
            signal=name.replace("__", "."),
            outcome=Outcome.ANSWERED,
            value=value,
            method=Method.CARD,
            confidence=Confidence.HIGH,
            sources=(Source(file="README.md", line=7),),
            revision="a" * 40,
        )
        for name, value in answers.items()
    }
    entries = made_entries({"made/model": {}})
    found = explain(entries, 0, RUBRIC)
    return Explanation(
        **{**vars(found), "details": {**found.details, "modality": "text,code", "revision": "a" * 40}}
    ), evidence


def document(**answers: Value) -> dict[str, object]:
    text = bom(*told(**answers), MADE)
    assert VALIDATOR.validate_str(text) is None
    read: dict[str, object] = json.loads(text)
    return read


def model(**answers: Value) -> dict[str, object]:
    found = document(**answers)["metadata"]["component"]  # type: ignore[index]
    assert isinstance(found, dict)
    return found


def test_nothing_known_is_a_valid_bill() -> None:
    assert "licenses" not in model()


def test_a_known_licence_is_told_by_its_id() -> None:
    assert model(licence__weights="apache-2.0")["licenses"] == [
        {"license": {"id": "Apache-2.0", "acknowledgement": "declared"}}
    ]


def test_a_model_licence_is_told_by_name() -> None:
    licences = model(licence__weights="llama3.1")["licenses"]
    assert isinstance(licences, list)
    assert [set(one["license"]) for one in licences] == [{"name", "acknowledgement"}]


@pytest.mark.parametrize("name", ["unknown", "other", "Unknown", ""])
def test_unknown_is_never_a_licence(name: str) -> None:
    assert "licenses" not in model(licence__weights=name)


def test_uses_limits_and_misuse_are_told_apart_and_with_their_place() -> None:
    card = model(card__intended_use="described", card__limitations="mentioned", licence__use_restrictions=True)[
        "modelCard"
    ]["considerations"]  # type: ignore[index]
    assert set(card) == {"useCases", "technicalLimitations", "ethicalConsiderations"}
    assert card["useCases"][0].endswith("/made/model/blob/" + "a" * 40 + "/README.md?code=true#L7")


def test_bases_are_ancestors_and_data_sets_components() -> None:
    whole = document(lineage__base="made/base", data__datasets_found=("made/one", "two"))
    component = whole["metadata"]["component"]  # type: ignore[index]
    assert component["pedigree"]["ancestors"][0]["purl"] == "pkg:huggingface/made/base"
    assert [part["name"] for part in whole["components"]] == ["made/one", "two"]  # type: ignore[attr-defined]
    assert len(whole["dependencies"][0]["dependsOn"]) == 2  # type: ignore[index]


def test_the_same_snapshot_gives_the_same_bytes() -> None:
    assert bom(*told(licence__weights="mit"), MADE) == bom(*told(licence__weights="mit"), MADE)


def texts_of(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from part
    if isinstance(part, (dict, list)):
        for item in part.values() if isinstance(part, dict) else part:
            yield from texts_of(item)
    elif isinstance(part, str):
        yield part


def addresses_of(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from (part[key] for key in ("url", "purl") if isinstance(part.get(key), str))
    if isinstance(part, (dict, list)):
        for item in part.values() if isinstance(part, dict) else part:
            yield from addresses_of(item)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_publishers_words_leave_it_valid(attack: str) -> None:
    found = document(licence__weights=attack, lineage__base=attack, data__datasets_found=(attack, "made/other"))
    for text in texts_of(found):
        assert not hidden(text)
        assert len(text) <= 5_000
    for address in addresses_of(found):
        assert address.startswith(("https://", "http://", "pkg:", "urn:"))
        assert address.isascii()
        assert not set(address) & set(' <>"`{}|\\^')
