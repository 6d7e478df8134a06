"""The JSON Schema of rubric files agrees with the loader: what one takes, the other does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from openness.errors import RubricError
from openness.files.yamldoc import parse_yaml
from openness.rubric import parse_rubric, preset_paths
from openness.rubric.json_schema import rubric_schema
from openness.signals import SIGNALS as ALL
from tests.rubric.made import RUBRIC, SIGNALS

SCHEMA = rubric_schema(SIGNALS, {"access.gate": "Is it gated?"})
VALIDATOR = Draft202012Validator(SCHEMA)


def errors(text: str) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(parse_yaml(text, "r.yaml", RubricError).data)]


def test_the_schema_is_one_and_is_plain_data() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    assert errors(RUBRIC) == []


@pytest.mark.parametrize("preset", preset_paths())
def test_every_preset_is_valid(preset: str) -> None:
    schema = rubric_schema({name: item.domain for name, item in ALL.items()}, {})
    data = parse_yaml(preset_paths()[preset].read_bytes(), preset, RubricError).data
    assert list(Draft202012Validator(schema).iter_errors(data)) == []


# What an editor marks while one types, and the loader refuses too.
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("points: 10", "pionts: 10"),
        ("points: 10", "points: -1"),
        ("points: 10", "points: '10'"),
        ("version: 1", "version: 0"),
        ("id: licensed", "id: Open Licence"),
        ("otherwise: closed", "otherwise: shut"),
        ("access.gate: none", "access.gate: non"),
        ("access.gate: none", "access.gat: none"),
        ("licence.osi: true}", "licence.osi: 1}"),
        ("[all, partial]", "[]"),
        ("[all, partial]", "[all, every]"),
        ("{at_least: named}", "{at_lest: named}"),
        ("{at_least: named}", "{at_least: nmed}"),
        ("{at_least: named}", "{}"),
        ("card.topics: 9", "card.topics: many"),
        ("level.final: open", "level.final: ajar"),
        ("is: [open, not_applicable]", "si: [open]"),
        ("title: Label", "titel: Label"),
        ("card.topics: 8}", "card.topics: many}"),
        ("data.named: named, card", "data.nmed: named, card"),
        ("downloadable: passed", "downloadable: open"),
        ("    question: Is the data public?\n", ""),
        ("title: Made for tests\n", ""),
    ],
)
def test_what_an_editor_marks_the_loader_refuses(old: str, new: str) -> None:
    assert old in RUBRIC
    text = RUBRIC.replace(old, new, 1)
    assert errors(text) != []
    with pytest.raises(RubricError):
        parse_rubric(text, "r.yaml", SIGNALS)


@pytest.mark.parametrize(
    "condition",
    [
        "{weights.formats: safetensors}",
        "{weights.formats: [safetensors, gguf]}",
        "{weights.formats: {includes: safetensors}}",
        "{weights.formats: {includes_all: [safetensors, gguf]}}",
        "{weights.formats: {size_at_least: 2}}",
        "{card.topics: {at_least: 2, at_most: 4}}",
        "{licence.weights: anything}",
        "{any: [{licence.osi: true}, {not: {licence.osi: true}}]}",
        "{count: {of: [{licence.osi: true}], at_least: 1}}",
    ],
)
def test_what_the_loader_takes_an_editor_leaves_in_peace(condition: str) -> None:
    text = RUBRIC.replace("open: {defined: open-licence}", f"open: {condition}")
    assert errors(text) == []
    assert parse_rubric(text, "r.yaml", SIGNALS).rubric.criterion("licensed").levels


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("id: a\nversion: 1\nextends: default\n", True),
        ("id: a\nversion: 1\nextends: default\ncriteria: [{id: x, points: 3}]\n", True),
        ("id: a\nversion: 1\nextends: default\ncriteria: [{points: 3}]\n", False),
        ("id: a\nversion: 1\nextends: default\nremove: [x]\n", True),
        ("id: a\nversion: 1\nextends: default\nremove: x\n", False),
        ("id: a\nextends: default\n", False),
        ("id: a\nversion: 1\n", False),
    ],
)
def test_a_file_that_extends_may_leave_out_what_it_inherits(text: str, valid: bool) -> None:
    assert (errors(text) == []) is valid


def test_questions_stand_where_an_editor_shows_them() -> None:
    condition = SCHEMA["$defs"]["Condition"]["properties"]
    assert condition["access.gate"]["description"] == "Is it gated?"
    assert SCHEMA["$defs"]["ExampleShape"]["properties"]["given"]["properties"]["access.gate"]["description"]


def test_nothing_may_be_null_for_nobody_writes_it() -> None:
    def walk(part: Any) -> None:
        if isinstance(part, dict):
            assert part.get("type") != "null"
            assert "x-openness" not in part
            for item in part.values():
                walk(item)
        elif isinstance(part, list):
            for item in part:
                walk(item)

    walk(SCHEMA)
