"""Extras: the core works without them, and every command that needs one says which in one sentence, before any work."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from openness.errors import OpennessError
from openness.files import extras

ROOT = Path(__file__).resolve().parents[2]
BLOCKED = "import sys\nfor name in {names!r}: sys.modules[name] = None\nfrom openness.cli import main\nmain()\n"


def test_the_extras_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {
        name: {canonicalize_name(Requirement(line).name) for line in lines}
        for name, lines in project["optional-dependencies"].items()
    }
    of_module = metadata.packages_distributions()
    brought = {
        name: {canonicalize_name(package) for module in modules for package in of_module[module]}
        for name, modules in extras.EXTRAS.items()
    }
    assert brought == declared


def test_what_is_there_is_needed_without_a_word() -> None:
    extras.need("a test", "json", "pathlib")
    assert extras.missing("json", "no_such_module_at_all") == ("no_such_module_at_all",)


@pytest.mark.parametrize(("module", "extra"), [("streamlit", "app"), ("docx", "report")])
def test_a_missing_module_is_told_with_the_extra_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, module: str, extra: str
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name == module else object())
    with pytest.raises(OpennessError, match=rf"needs {module}, .*'openness\[{extra}\]'"):
        extras.need("this", *extras.EXTRAS[extra])


@pytest.mark.parametrize(
    "command", [["rank", "--top", "1"], ["licence", "mit"], ["rubric", "list"], ["explain", "Apertus"]]
)
def test_the_core_works_without_any_extra(command: list[str]) -> None:
    names = [module for modules in extras.EXTRAS.values() for module in modules]
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED.format(names=names), *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        (["app"], "app"),
        (["report", "nobody-looks-this-up", "-o", "a.pdf"], "report"),
        (["report", "nobody-looks-this-up", "-o", "a.docx"], "report"),
    ],
)
def test_a_command_that_needs_an_extra_says_so_before_any_work(
    command: list[str], extra: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from openness.cli import main

    lacking = set(extras.EXTRAS[extra])
    monkeypatch.setattr(extras, "find_spec", lambda name: None if name in lacking else object())
    monkeypatch.setattr(sys, "argv", ["openness", *command])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert f"pip install 'openness[{extra}]'" in err
