"""What the tool lets through is found, with its place and what to write instead."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from openness.mof import Severity, lint, mof_lint
from openness.mof.lint import nearest_licence
from tests.mof.made import REQUIRED, document, release

HEAD = """\
framework: {name: Model Openness Framework, version: '1.0', date: '2024-12-15'}
release:
  name: made
  producer: nobody
"""


def found(text: str) -> list[str]:
    return [str(finding) for finding in lint(document(HEAD + text))]


def rules(data: dict[str, Any]) -> list[str]:
    return [finding.rule for finding in lint(document(data))]


def test_a_clean_file_has_no_findings() -> None:
    assert rules(release(REQUIRED)) == []


def test_an_unknown_component_has_its_place_and_a_suggestion() -> None:
    text = "  license: {}\n  components:\n  - name: Model crad\n    license: MIT\n"
    (line,) = found(text)
    assert line == (
        "made.yml:7:5: error: 'Model crad' is no component of the framework; did you mean 'Model card'?; "
        "the tool records it as 'Datasets' [unknown-component]"
    )


@pytest.mark.parametrize(
    ("licence", "rule", "hint"),
    [
        ("apache-2.0", "licence-spelling", "write 'Apache-2.0', not 'apache-2.0'"),
        ("' MIT '", "licence-spelling", "spaces stand around 'MIT'"),
        ("Apache 2.0", "unknown-licence", "did you mean 'Apache-2.0'?"),
        ("The MIT License", "unknown-licence", "did you mean 'MIT'?"),
        ("BSD-3", "unknown-licence", "did you mean 'BSD-3-Clause'?"),
        ("Component not include.", "not-a-licence", "remove it"),
        ("MIT OR Apache-2.0", "licence-expression", "enter the most restrictive part"),
        ("Gemma Terms of Use", "unknown-licence", "is no SPDX licence id"),
        ("Undisclosed", "unknown-licence", "is no SPDX licence id"),
        ("ODC-PDDL-1.0", "tool-quirk", "the licence is 'PDDL-1.0'"),
        ("CC-PDDC", "tool-quirk", "does not count 'CC-PDDC' as open, although it is"),
        ("GPL-3.0", "not-type-appropriate", "does not list it as a licence for code"),
    ],
)
def test_a_licence_as_written(licence: str, rule: str, hint: str) -> None:
    (line,) = found(f"  license: {{}}\n  components:\n  - name: Training code\n    license: {licence}\n")
    assert line.startswith("made.yml:8:5: ")
    assert line.endswith(f"[{rule}]")
    assert hint in line


def test_release_licences_are_looked_at_too() -> None:
    lines = found("  license:\n    distribution: {name: apache-2.0}\n    data: {name: MIT}\n  components: []\n")
    assert ["licence-spelling" in lines[0], "not-type-appropriate" in lines[1]] == [True, True]
    assert lines[0].startswith("made.yml:6:20: ")


@pytest.mark.parametrize("licence", ["unlicensed", "''"])
def test_no_licence_that_keeps_the_releases_from_applying(licence: str) -> None:
    text = "  license: {document: {name: CC-BY-4.0}}\n  components:\n  - name: Model card\n    license: " + licence
    (line,) = found(text)
    assert "keeps the release's document licence 'CC-BY-4.0' from applying" in line
    assert "[blocked-inheritance]" in line


def test_unlicensed_alone_is_an_honest_answer() -> None:
    assert rules(release({"Model card": "unlicensed"})) == []


def test_duplicates_key_order_and_unread_keys() -> None:
    text = """\
  components:
  - {name: Model card, license: MIT, licence: MIT}
  - {name: Model card, license: CC-BY-4.0}
  license: {documents: {name: MIT}}
  huggingface: x
  licences: {}
"""
    kinds = Counter(finding.rule for finding in lint(document(HEAD + text)))
    assert kinds == {"key-order": 1, "duplicate-component": 1, "unknown-key": 3, "not-type-appropriate": 1}
    assert any("'documents'; did you mean 'document'?" in line for line in found(text))
    assert any("(first at made.yml:6:6); only this one counts" in line for line in found(text))


def test_schema_violations_are_all_told() -> None:
    text = "  version: 7\n  type: robot\n  license: x\n  components:\n  - {name: 3}\n  date: 2024-01-01\n"
    lines = [line for line in found(text) if line.endswith("[schema]")]
    assert [line.split(":")[1] for line in lines] == ["5", "6", "7", "9", "10"]
    assert "this date has no quotes" in lines[-1]


def test_what_stops_the_tool_is_told() -> None:
    assert any("[unusable]" in line for line in found("  license: {}\n  components: x\n"))


def test_findings_stand_in_the_order_of_the_file() -> None:
    text = "  components:\n  - {name: Z}\n  - {name: Y}\n  license: {code: {name: z}}\n"
    places = [int(line.split(":")[1]) for line in found(text)]
    assert places == sorted(places)


def test_warnings_and_errors_differ() -> None:
    severities = {f.rule: f.severity for f in lint(document(release({"Training code": "GPL-3.0", "Datasets": "gpl"})))}
    assert severities == {"not-type-appropriate": Severity.WARNING, "unknown-licence": Severity.ERROR}


def test_a_wrong_suggestion_is_worse_than_none() -> None:
    for written in ("Gemma", "bsd", "cc-by", "GPL", "Llama 3", "custom", "", "x" * 1000, "CC BY-NC"):
        assert nearest_licence(written) is None, written
    assert nearest_licence("Apache License, Version 2.0") == "Apache-2.0"
    assert nearest_licence("CC BY-SA 4.0") == "CC-BY-SA-4.0"


def test_unreadable_files_are_one_finding_each(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("a: [")
    findings = mof_lint([tmp_path / "a.yml", tmp_path / "b.yml"])
    assert [finding.rule for finding in findings] == ["unreadable", "unreadable"]


def test_the_real_files(shared: Path) -> None:
    findings = mof_lint(sorted((shared / "mof" / "models").glob("*.yml")))
    kinds = Counter(finding.rule for finding in findings)
    assert kinds["not-a-licence"] == 22
    assert kinds["licence-spelling"] == 1
    assert not kinds.keys() & {"schema", "unusable", "unreadable", "unknown-component", "duplicate-component"}
    meant = Counter(
        finding.message.split("did you mean '")[1].removesuffix("'?")
        for finding in findings
        if finding.rule == "unknown-licence" and "did you mean" in finding.message
    )
    assert meant == {"BSD-3-Clause": 20, "Apache-2.0": 17, "MIT": 8, "CC-BY-SA-4.0": 2}
