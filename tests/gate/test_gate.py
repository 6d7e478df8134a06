"""The gate: outcomes of a policy as text, data, JUnit, SARIF and badge, each read by who would read it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from junitparser import JUnitXml
from lxml import etree  # type: ignore[import-untyped]
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from openness.gate.badge import badge, badge_data, message_of
from openness.gate.junit import junit
from openness.gate.outcome import Outcome, as_data, as_text, blocked_words, outcomes
from openness.gate.sarif import sarif
from openness.phrases import phrases
from openness.requirements import Action, Policy
from openness.requirements.policy import PolicyError, read_policy
from openness.rubric import load_rubric
from openness.signals import SIGNALS
from tests.made_entries import made_entries
from tests.requirements.test_sifting import FREE, entries_of
from tests.safe.attacks import ATTACKS

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = load_rubric("default", {signal: item.domain for signal, item in SIGNALS.items()}).rubric
POLICY = Policy.model_validate(
    {
        "requirements": {
            "commercial": "block",
            "size": {"at_most": 8, "then": "warn"},
            "languages": {"all_of": ["de"], "then": "audit"},
        }
    }
)
SAY = phrases()


@pytest.fixture(scope="module")
def found() -> list[Outcome]:
    rows: list[Mapping[str, object]] = [
        FREE,
        {**FREE, "licence.commercial": "forbidden", "model.parameters": 9_000_000_000},
        {**FREE, "model.parameters": 9_000_000_000, "languages.declared": ("en",)},
        {},
    ]
    entries = entries_of(*rows)  # type: ignore[arg-type]
    return outcomes(entries, RUBRIC, POLICY)


def test_the_gravest_action_counts(found: list[Outcome]) -> None:
    assert [item.action for item in found] == [None, Action.BLOCK, Action.WARN, Action.BLOCK]
    assert [item.blocked for item in found] == [False, True, False, True]


def test_what_blocks_is_said_in_one_sentence(found: list[Outcome]) -> None:
    said = blocked_words(found, SAY)
    assert said is not None
    assert "made/model-1 (its licence (made-1.0) forbids commercial use)" in said
    assert "model-2" not in said
    assert blocked_words(found[:1], SAY) is None
    shorter = blocked_words(found)
    assert shorter is not None
    assert shorter.endswith("made/model-1, made/model-3")


def test_text_names_what_an_id_is_called(found: list[Outcome]) -> None:
    called = replace(found[0], entry="aster", name="Aster Large 3")
    assert as_text([called], SAY).startswith("passed   aster (Aster Large 3)  proven ")
    assert as_text(found[:1], SAY).startswith("passed   made/model-0  proven ")


def test_text_tells_every_shortfall(found: list[Outcome]) -> None:
    lines = as_text(found, SAY).splitlines()
    assert lines[0].startswith("passed   made/model-0")
    assert sum(line.lstrip().startswith(("block:", "warn:", "audit:")) for line in lines) == 7


def test_data_can_be_read_again(found: list[Outcome]) -> None:
    told = json.loads(json.dumps(as_data(found, SAY, POLICY, RUBRIC)))
    assert told["passed"] is False
    assert told["rubric_version"] == RUBRIC.version
    assert Policy.model_validate(told["policy"]) == POLICY
    assert [entry["action"] for entry in told["entries"]] == [None, "block", "warn", "block"]


def test_junit_is_read_by_a_junit_reader(found: list[Outcome]) -> None:
    read = JUnitXml.fromstring(junit(found, SAY).encode())
    suites = list(read)
    assert [(suite.tests, suite.failures) for suite in suites] == [(3, 0), (3, 1), (3, 0), (3, 1)]
    case = next(iter(suites[1]))
    assert "forbids commercial use" in case.result[0].message


SCHEMA = etree.XMLSchema(file=str(Path(__file__).with_name("junit.xsd")))


def test_junit_is_valid_by_its_schema(found: list[Outcome]) -> None:
    SCHEMA.assertValid(etree.fromstring(junit(found, SAY).encode()))
    SCHEMA.assertValid(etree.fromstring(junit([], SAY).encode()))


@pytest.mark.parametrize(
    "wrong",
    [
        '<testsuites><testsuite name="x"/></testsuites>',
        '<testsuites><testcase name="x" classname="y"/></testsuites>',
        '<testsuites><testsuite name="x" tests="some" failures="0" errors="0"/></testsuites>',
    ],
)
def test_the_schema_sees_what_is_wrong(wrong: str) -> None:
    assert not SCHEMA.validate(etree.fromstring(wrong))


def test_sarif_is_valid_and_stands_at_the_policys_lines(found: list[Outcome]) -> None:
    text = sarif(found, SAY, "1.2.3", policy="a policy.yaml", lines={"commercial": 4, "size": 5, "languages": 6})
    read = Sarif.model_validate_json(text)
    run = read.runs[0]
    assert [rule.id for rule in run.tool.driver.rules or []] == ["commercial", "languages", "size"]
    results = run.results or []
    assert len(results) == 7
    for result in json.loads(text)["runs"][0]["results"]:
        assert result["ruleId"] == json.loads(text)["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
        assert result["level"] in ("error", "warning", "note")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "a%20policy.yaml"
        assert place["region"]["startLine"] == {"commercial": 4, "size": 5, "languages": 6}[result["ruleId"]]
    prints = [tuple((result.partial_fingerprints or {}).items()) for result in results]
    assert len(set(prints)) == len(prints)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_publishers_words_break_no_form(attack: str) -> None:
    entries = made_entries({"made/model": {"licence.commercial": "forbidden"}})
    hostile = replace(entries, ids=[attack], details={"licence": [attack]})
    told = outcomes(hostile, RUBRIC, Policy.model_validate({"requirements": {"commercial": "block"}}))
    SCHEMA.assertValid(etree.fromstring(junit(told, SAY).encode()))
    Sarif.model_validate_json(sarif(told, SAY, "1.0.0"))
    assert len(as_text(told, SAY).splitlines()) == 2
    ET.fromstring(badge(attack[:200].replace("\ud800", ""), "x"))


def test_a_badge_says_the_range_to_everybody() -> None:
    drawn = ET.fromstring(badge("openness default@1", message_of(20.4, 80.0)))
    assert drawn.attrib["aria-label"] == "openness default@1: 20–80 of 100"
    assert message_of(80.0, 80.2) == "80 of 100 proven"
    assert message_of(None, None) == "not judged"
    assert json.loads(badge_data("a", "b")) == {"schemaVersion": 1, "label": "a", "message": "b", "color": "1f4e79"}


def test_a_policy_tells_every_mistake_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("requirements:\n  comercial: block\n  size: {at_most: big}\n  eu: {then: stop}\n", encoding="utf-8")
    with pytest.raises(PolicyError) as failure:
        read_policy(path)
    places = sorted(problem.removeprefix(str(path)).split(": ")[0] for problem in failure.value.problems)
    assert places == [":2:3", ":3:19", ":4:14"]


def test_a_policy_that_asks_nothing_is_no_policy(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("requirements: {}\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="must ask something"):
        read_policy(path)


def test_a_policy_gives_the_lines_of_its_requirements(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("title: x\nrequirements:\n  size: 20\n  commercial: true\n", encoding="utf-8")
    assert read_policy(path)[1] == {"commercial": 4, "size": 3}


def test_the_action_never_puts_an_input_into_a_command() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    for step in action["runs"]["steps"]:
        assert "${{" not in step["run"]
        done = subprocess.run(["bash", "-n"], input=step["run"], text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
    assert action["runs"]["using"] == "composite"
