"""The commands check and badge, over the embedded snapshot and catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def some(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Return the id of a model and of a system that there are."""
    from openness.cli.context import open_workplace

    return tuple(open_workplace("default", None, None, systems=systems).entries.ids[0] for systems in (False, True))  # type: ignore[return-value]


def test_models_and_systems_are_held_against_one_policy(run: Run, some: tuple[str, str], tmp_path: Path) -> None:
    policy, ids = tmp_path / "policy.yaml", tmp_path / "ids.txt"
    policy.write_text("requirements:\n  size: {at_most: 1, then: warn}\n  minimum: {score: 0}\n", encoding="utf-8")
    ids.write_text(f"# what we use\n{some[1]}  # a system\n\n", encoding="utf-8")
    ran = run("check", some[0], "--from", ids, "--policy", policy, "--format", "json")
    told = json.loads(ran.out)
    assert [(item["id"], item["kind"]) for item in told["entries"]] == [(some[0], "models"), (some[1], "systems")]
    assert ran.code == (0 if told["passed"] else 3)


def test_what_blocks_ends_with_three_and_reasons(run: Run, some: tuple[str, str], tmp_path: Path) -> None:
    out = tmp_path / "x.sarif"
    ran = run("check", some[0], "--require", "minimum=score:100", "--format", "sarif", "-o", out)
    assert ran.code == 3
    assert f"the policy is not shown to be met by {some[0]} (score: " in ran.err
    assert json.loads(out.read_text(encoding="utf-8"))["runs"][0]["results"]


def test_reasons_that_the_table_tells_are_not_told_again(run: Run, some: tuple[str, str]) -> None:
    ran = run("check", some[0], "--require", "minimum=score:100")
    assert ran.code == 3
    assert "score" in ran.out
    assert ran.err.splitlines()[-1] == f"openness: the policy is not shown to be met by {some[0]}"


def test_what_is_nowhere_is_named_with_all_the_others(run: Run) -> None:
    ran = run("check", "nobody/nothing", "nosuch", "--require", "commercial")
    assert ran.code == 2
    assert "nobody/nothing is not in the snapshot" in ran.err
    assert "no model or system 'nosuch'" in ran.err


def test_entries_go_by_their_display_names(run: Run) -> None:
    ran = run("check", "Llama 3.3", "--require", "minimum=score:0", "--format", "json")
    assert [item["id"] for item in json.loads(ran.out)["entries"]] == ["llama-3.3"]


def test_the_example_of_a_policy_is_one(run: Run) -> None:
    example = Path(__file__).parents[2] / "docs" / "example" / "policy.yaml"
    ran = run("check", "Llama 3.3", "--policy", example, "--format", "json")
    assert ran.code in (0, 3)
    assert json.loads(ran.out)["entries"]


def test_a_requirement_at_the_top_of_a_policy_is_told_its_place(run: Run, tmp_path: Path) -> None:
    policy = tmp_path / "p.yaml"
    policy.write_text("commercial: true\n", encoding="utf-8")
    assert "put it below 'requirements:'" in run("check", "Llama 3.3", "--policy", policy).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x/y"], "say what is required"),
        (["--require", "commercial"], "name at least one"),
        (["x/y", "--require", "comercial"], "did you mean 'commercial'"),
        (["x/y", "--require", "commercial", "--format", "xml"], "'xml' is no format"),
    ],
)
def test_a_call_that_cannot_be_meant_ends_with_two(run: Run, arguments: list[str], said: str) -> None:
    ran = run("check", *arguments)
    assert ran.code == 2
    assert said in ran.err


def test_a_badge_of_a_system(run: Run, some: tuple[str, str]) -> None:
    drawn = ET.fromstring(run("badge", some[1]).out)
    assert drawn.attrib["aria-label"].startswith("openness default@")
    assert json.loads(run("badge", some[0], "--format", "json").out)["schemaVersion"] == 1
    assert run("badge", "nobody/nothing").code == 2


def test_rank_takes_the_same_requirements_and_keeps_the_ranks_of_the_whole_list(run: Run) -> None:
    whole = run("rank", "--models", "--format", "json")
    some = run("rank", "--models", "--require", "commercial", "--require", "size=8", "--format", "json")
    ranks = {row["id"]: row["rank"] for row in json.loads(whole.out)}
    passing = {row["id"]: row["rank"] for row in json.loads(some.out)}
    assert 0 < len(passing) < len(ranks)
    assert all(ranks[entry] == rank for entry, rank in passing.items())
    assert "fall out" in some.err
    assert run("rank", "--require", "nosuch").code == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "--from", "{0}/none", "--require", "eu"], "{0}/none cannot be read (No such file or directory)"),
        (["check", "--from", "{0}/latin", "--require", "eu"], "{0}/latin is not UTF-8 text"),
        (["check", "x", "--policy", "{0}/none.yaml"], "{0}/none.yaml cannot be read (No such file or directory)"),
        (["words", "check", "{0}/none.yaml"], "{0}/none.yaml cannot be read (No such file or directory)"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_without_a_place_in_it(
    run: Run, tmp_path: Path, arguments: list[str], told: str
) -> None:
    (tmp_path / "latin").write_bytes("Müller/model".encode("latin-1"))
    ran = run(*(part.format(tmp_path) for part in arguments))
    assert ran.code == 1
    assert told.format(tmp_path) in ran.err
    assert "Errno" not in ran.err
    assert ":1:1" not in ran.err
