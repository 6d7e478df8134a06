"""Our models of the schema say yes and no where the tool's own schema does."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from openness.mof import ModelEntry, read_document
from tests.mof.made import release

VALUES: list[Any] = [
    None, True, 0, 1.5, "", "x", [], {}, "2024-01-01", "2024-1-1", "2024-02-30", "language", "RNN", "chat fine-tuned",
    [{}], [{"name": "x"}], [{"license": None}], [{}] * 17, [{}] * 18, {"name": None}, {"name": 1},
    {"code": {"name": None}}, {"code": None}, {"code": {"path": 3}}, {"anything": 1}, "Model Openness Framework",
]  # fmt: skip
PATHS = [
    ("framework",), ("framework", "name"), ("framework", "version"), ("framework", "date"), ("release",),
    ("other",), *(("release", key) for key in (
        "name", "license", "producer", "components", "version", "date", "type", "architecture", "treatment", "origin",
        "contact", "repository", "huggingface", "anything")),
]  # fmt: skip
DELETE = object()


def ours(data: Any) -> bool:
    try:
        ModelEntry.model_validate(data)
    except ValidationError:
        return False
    return True


@pytest.fixture(scope="module")
def theirs(shared: Path) -> Draft202012Validator:
    schema = json.loads((shared / "mof" / "schema" / "mof_schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


def changed(changes: list[tuple[tuple[str, ...], Any]]) -> dict[str, Any]:
    data = copy.deepcopy(release({"Model card": "MIT"}))
    for path, value in changes:
        parent: Any = data
        for part in path[:-1]:
            parent = parent.get(part) if isinstance(parent, dict) else None
        if isinstance(parent, dict):
            if value is DELETE:
                parent.pop(path[-1], None)
            else:
                parent[path[-1]] = copy.deepcopy(value)
    return data


def agree(theirs: Draft202012Validator, data: dict[str, Any]) -> bool:
    # `license: []` is what the tool's parser makes of `{}`; the tool casts it back before validating.
    seen = copy.deepcopy(data)
    if isinstance(seen.get("release"), dict) and seen["release"].get("license") == []:
        seen["release"]["license"] = {}
    return theirs.is_valid(seen) == ours(data)


def test_each_single_change(theirs: Draft202012Validator) -> None:
    cases = [changed([(path, value)]) for path in PATHS for value in [*VALUES, DELETE]]
    assert [case for case in cases if not agree(theirs, case)] == []
    assert {ours(case) for case in cases} == {True, False}


@given(st.data())
def test_changes_together(theirs: Draft202012Validator, data: st.DataObject) -> None:
    change = st.tuples(st.sampled_from(PATHS), st.sampled_from([*VALUES, DELETE]))
    assert agree(theirs, changed(data.draw(st.lists(change, max_size=3))))


def test_all_real_files_pass(shared: Path) -> None:
    files = [*(shared / "mof" / "models").glob("*.yml"), *(shared / "mof" / "Test_Data").glob("*.yml")]
    assert len(files) == 300
    assert [file.name for file in files if not ours(read_document(file, file.name).data)] == []
