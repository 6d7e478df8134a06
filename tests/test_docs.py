"""The documents say what the code does: pages made from it are current, commands and links exist."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from typer.main import get_command

from openness.cli.main import app
from openness.files.yamldoc import parse_yaml, read_yaml
from openness.rubric import find_rubric, load_rubric, parse_rubric, preset_paths
from openness.rubric.condition import All, Defined
from openness.rubric.grammar import KEYWORDS, Grammar
from openness.rubric.schema import CriterionShape, ExampleShape, GateShape, LadderShape, RubricShape, SwitchShape
from openness.score.check import rubric_problems
from openness.signals import SIGNALS
from tests.test_layers import ORDER
from tools import documents

ROOT = Path(__file__).resolve().parent.parent
DOMAINS = {name: item.domain for name, item in SIGNALS.items()}
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / "catalog" / "README.md"]
PAGES += sorted((ROOT / "docs").glob("*.md"))
RUBRICS = [*sorted((ROOT / "scoring_rubrics").glob("*.yaml")), ROOT / "docs" / "example" / "energy.yaml"]
RUBRIC_PAGE = (ROOT / "docs" / "rubrics.md").read_text(encoding="utf-8")

_FENCE = re.compile(r"(?ms)^```(\w*)\n(.*?)^```$")
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# What is made from the code


@pytest.mark.parametrize("page", ["scoring_rubrics/rubric.schema.json", "docs/signals.md", "docs/commands.md"])
def test_what_is_made_from_the_code_is_current(page: str) -> None:
    text = documents.code_files()[page]
    assert (ROOT / page).read_text(encoding="utf-8") == text, f"{page} is out of date: run `make docs`"


def test_the_check_tells_a_stale_page_and_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = documents
    page = tmp_path / "page.md"
    page.write_text("old", encoding="utf-8")
    monkeypatch.setattr(made, "ROOT", tmp_path)
    monkeypatch.setattr(made, "documents", lambda: {"page.md": "new"})
    assert made.main(["--check"]) == 1
    assert capsys.readouterr().err == "out of date: page.md; run `make docs` and commit the result\n"
    assert page.read_text(encoding="utf-8") == "old"
    assert made.main([]) == 0
    assert page.read_text(encoding="utf-8") == "new"
    assert made.main(["--check"]) == 0


def test_every_signal_is_documented() -> None:
    text = (ROOT / "docs" / "signals.md").read_text(encoding="utf-8")
    assert [signal for signal in SIGNALS if f"### `{signal}`" not in text] == []
    assert [
        item.id for item in SIGNALS.values() if len(item.question) < 15 or not item.question.endswith((".", "?"))
    ] == []


# Rubrics and their schema


@cache
def validator() -> Any:
    schema = json.loads((ROOT / "scoring_rubrics" / "rubric.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", RUBRICS, ids=name_of)
def test_a_rubric_names_its_schema_satisfies_it_and_has_no_problems(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found, first
    assert (path.parent / found[1]).resolve() == ROOT / "scoring_rubrics" / "rubric.schema.json"
    assert [error.message for error in validator().iter_errors(read_yaml(path).data)] == []
    loaded = load_rubric(str(path), DOMAINS)
    assert loaded.rubric.id == path.stem
    assert rubric_problems(loaded, DOMAINS) == []


def test_the_schema_refuses_what_the_loader_refuses() -> None:
    wrong = read_yaml(ROOT / "docs" / "example" / "wrong.yaml").data
    places = {".".join(map(str, error.absolute_path)) for error in validator().iter_errors(wrong)}
    assert {
        "version",
        "criteria.0",
        "criteria.0.otherwise",
        "criteria.0.levels.open.all.0.weights.published",
        "criteria.0.levels.open.all.1",
        "criteria.0.levels.partial.weights.published",
        "criteria.1.levels.open.licence.osi",
        "criteria.1.levels.closed.any",
    } <= places


def test_the_worked_example_is_the_one_on_the_page() -> None:
    example = (ROOT / "docs" / "example" / "energy.yaml").read_text(encoding="utf-8")
    start = RUBRIC_PAGE.index("## A worked example")
    steps = RUBRIC_PAGE[start : RUBRIC_PAGE.index("## The language")]
    blocks = [body for language, body in _FENCE.findall(steps) if language == "yaml"]
    assert len(blocks) == 2
    assert all(block in example for block in blocks)
    new, old = (load_rubric(str(path), DOMAINS).rubric for path in (RUBRICS[-1], find_rubric("default")))
    assert {item.id for item in new.criteria} == {item.id for item in old.criteria} | {"training-energy"}


def test_the_page_tells_every_word_of_the_language() -> None:
    words = {*KEYWORDS, "at_least", "at_most", "includes", "includes_any", "includes_all", "size_at_least"}
    for shape in (RubricShape, CriterionShape, SwitchShape, GateShape, LadderShape, ExampleShape):
        words |= set(shape.model_fields)
    assert sorted(word for word in words if not re.search(rf"(?<![\w-]){word}(?![\w-])", RUBRIC_PAGE)) == []
    assert "`level." in RUBRIC_PAGE
    assert "`dimension." in RUBRIC_PAGE


def section(title: str) -> str:
    start = RUBRIC_PAGE.index(f"\n### {title}\n")
    return RUBRIC_PAGE[start : RUBRIC_PAGE.index("\n#", start + 5)]


def snippet(title: str) -> str:
    (body,) = [body for language, body in _FENCE.findall(section(title)) if language == "yaml"]
    return str(body)


def test_the_snippets_on_the_page_are_one_valid_rubric() -> None:
    text = "id: page\nversion: 1\ntitle: From the page\ndimensions: {weights: Weights}\ncriteria:\n"
    text += snippet("Criteria") + "".join(
        snippet(title) for title in ("Definitions and switches", "Gates", "Ladders", "Examples")
    )
    loaded = parse_rubric(text, "page.yaml", DOMAINS)
    assert rubric_problems(loaded, DOMAINS) == []
    assert loaded.rubric.switches == {"open-licence": "osi"}


def test_the_snippet_on_extending_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(snippet("Extending"), encoding="utf-8")
    rubric = load_rubric(str(path), DOMAINS).rubric
    old = load_rubric("default", DOMAINS).rubric
    removed = {item.id for item in old.criteria} - {item.id for item in rubric.criteria}
    assert removed == {"weights-format"}
    assert rubric.criterion("weights-final").points == 15
    assert rubric.criteria[-1].id == "configuration"


def test_every_condition_in_the_tables_is_one() -> None:
    cells = re.findall(r"(?m)^\| (`.*?`) \|", section("Conditions"))
    written = [code for cell in cells for code in re.findall(r"`([^`]+)`", cell) if not re.search(r"\bc\b", code)]
    assert len(written) >= 14
    document = parse_yaml("".join(f"- {{{code}}}\n" for code in written), "page.yaml")
    grammar = Grammar(
        document,
        DOMAINS,
        {"weights-final": "weights", "a": "data", "b": "data"},
        ("weights", "data"),
        {"open-licence": Defined("open-licence", None, All(()))},
    )
    parsed = [grammar.parse(item, (number,)) for number, item in enumerate(document.data)]
    assert grammar.problems == []
    assert None not in parsed


# Commands


@cache
def commands() -> dict[str, Any]:
    return dict(documents.commands_of(get_command(app)))


@pytest.mark.parametrize("name", sorted(commands()))
def test_a_command_has_help_and_is_documented(name: str) -> None:
    command = commands()[name]
    assert command.help
    assert all(getattr(parameter, "help", None) for parameter in command.params if parameter.name != "help")
    if not hasattr(command, "commands"):
        assert any(name in page.read_text(encoding="utf-8") for page in PAGES)


def shown_commands(page: Path) -> list[str]:
    """Return the lines of a page's fenced blocks that call openness, continued lines and comments left out."""
    lines = [line for _, body in _FENCE.findall(page.read_text(encoding="utf-8")) for line in body.splitlines()]
    return [
        line.removeprefix("$ ").removeprefix(".venv/bin/")
        for line in lines
        if re.match(r"(\$ )?(\.venv/bin/)?openness (?!\[)[a-z]", line)
    ]


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "commands.md"], ids=name_of)
def test_every_command_shown_exists_with_its_options(page: Path) -> None:
    for line in shown_commands(page):
        words = shlex.split(line.split("|")[0], comments=True)
        name = " ".join(words[:3]) if " ".join(words[:3]) in commands() else " ".join(words[:2])
        assert name in commands(), f"{name_of(page)}: there is no command for: {line}"
        command = commands()[name]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert not hasattr(command, "commands"), f"{name_of(page)}: {line}: which subcommand?"
        used = {word.split("=")[0] for word in words if re.match(r"--?[a-z]", word)} - {"--help"}
        assert used <= known, f"{name_of(page)}: {line}: unknown {used - known}"


# Links


def anchors(page: Path) -> set[str]:
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"(?m)^#+ +(.*)$", text)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_relative_links_resolve(page: Path) -> None:
    broken = []
    for link in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(link)
    assert broken == []


# The hook


@cache
def hook() -> dict[str, Any]:
    (found, _) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def run_hook(*files: Path) -> subprocess.CompletedProcess[str]:
    """Run the hook's entry as pre-commit does: the entry's words, then the files."""
    program, *words = shlex.split(hook()["entry"])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert scripts[program] == "openness.cli:main"  # which `python -m openness` runs as well
    return subprocess.run(
        [sys.executable, "-m", program, *words, *map(str, files)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_the_hook_passes_good_rubrics_and_stops_bad_ones() -> None:
    good = run_hook(*RUBRICS[:2])
    assert (good.returncode, good.stdout) == (0, "")
    bad = run_hook(RUBRICS[0], ROOT / "docs" / "example" / "unsound.yaml")
    assert bad.returncode == 1
    assert "docs/example/unsound.yaml:13:16: the level 'partial' of weights can never be reached" in bad.stderr


def test_the_hook_is_for_rubrics_alone() -> None:
    pattern = hook()["files"]
    for name in ("scoring_rubrics/default.yaml", "project/scoring_rubrics/mine.yml"):
        assert re.search(pattern, name), name
    for name in ("catalog/systems/OLMo.yaml", "scoring_rubrics/rubric.schema.json", "my_scoring_rubrics/x.yaml"):
        assert not re.search(pattern, name), name


def test_this_project_runs_the_same_hook() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (own,) = config["repos"][0]["hooks"]
    assert own["id"] == hook()["id"]
    assert own["entry"] == f".venv/bin/{hook()['entry']}"
    assert all(re.search(own["files"], f"scoring_rubrics/{path.name}") for path in preset_paths().values())


# Contributing


def test_every_room_and_make_target_is_told_to_contributors() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = {room for side_by_side in ORDER for room in side_by_side}
    assert sorted(room for room in rooms if f"`{room}`" not in text) == []
    targets = re.findall(r"(?m)^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"))
    pages = text + (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in targets if name not in ("clean", "format-check") and f"make {name}" not in pages] == []


def test_the_index_leads_to_every_page() -> None:
    index = ROOT / "docs" / "README.md"
    linked = {(index.parent / link).resolve() for link in _LINK.findall(index.read_text(encoding="utf-8"))}
    pages = {path.resolve() for path in (ROOT / "docs").glob("*.md")} - {index.resolve()}
    assert sorted(path.name for path in pages - linked) == []
