"""Every command that gives a list or a record takes --format, and refuses what it cannot give before any work."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.main import get_command

from openness.cli import main as run
from openness.cli.main import app
from openness.snapshot.store import embedded_folder
from openness.views.forms import FORMS

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")

EXCEPTIONS = {
    "bom": "CycloneDX",
    "report": "by the ending of its file",
    "app": "start or write",
    "refresh": "start or write",
    "site": "start or write",
    "snapshot answer": "start or write",
    "validate": "start or write",
    "import mof": "files of one kind",
    "import osai": "files of one kind",
    "rubric new": "files of one kind",
    "rubric schema": "files of one kind",
    "catalogue new": "files of one kind",
    "rubric validate": "name mistakes",
    "catalogue validate": "name mistakes",
    "words check": "name mistakes",
}
"""Commands without --format, each with words of the README's reason."""
OTHER_FORMS = {"badge": "svg"}
"""Commands whose --format has names of its own alone."""


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        path = f"{before}{name}"
        if hasattr(command, "commands"):
            yield from commands(command, f"{path} ")
            if command.invoke_without_command:
                yield path, command
        else:
            yield path, command


ALL = dict(commands(get_command(app)))


def options(command: Any) -> set[str]:
    return {name for item in command.params for name in item.opts}


def needed(command: Any) -> list[str]:
    """Return arguments for all that a command insists on; none of them names anything that is there."""
    given: list[str] = []
    for item in command.params:
        if item.required:
            given += [] if item.param_type_name == "argument" else [item.opts[0]]
            given += ["no-such-thing-anywhere"]
    return given


def leave(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["openness", *arguments])
    with pytest.raises(SystemExit) as left:
        run()
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


def test_every_command_takes_a_form_or_is_a_named_exception() -> None:
    without = {path for path, command in ALL.items() if "--format" not in options(command)}
    assert without == set(EXCEPTIONS)


def test_the_readme_names_every_exception_with_its_reason() -> None:
    told = README[README.index("Data goes to stdout") : README.index("## Environment")]
    plain = " ".join(told.split())
    for path, reason in EXCEPTIONS.items():
        sentence = next((part for part in re.split(r"(?<=[.;:]) ", plain) if f"`{path}`" in part), None)
        assert sentence is not None, path
        assert reason in plain, reason


def test_the_help_names_the_same_forms_everywhere() -> None:
    for path, command in ALL.items():
        for item in command.params:
            if "--format" in item.opts and path not in OTHER_FORMS:
                assert all(name in item.help for name in FORMS), path


@pytest.mark.parametrize("path", [path for path, command in ALL.items() if "--format" in options(command)])
def test_a_form_that_is_none_is_refused_before_any_work(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = leave([*path.split(), *needed(ALL[path]), "--format", "xml"], monkeypatch, capsys)
    assert (code, out) == (2, ""), err
    assert "xml" in err
    assert "no-such-thing-anywhere" not in err
    assert err.count("\n") == 1
    assert OTHER_FORMS.get(path, "parquet") in err


@pytest.mark.parametrize(
    "path",
    [path for path, command in ALL.items() if {"--format", "--out"} <= options(command) and path != "snapshot prune"],
)
def test_a_file_s_ending_that_is_none_is_refused_before_any_work(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    if path in OTHER_FORMS:
        pytest.skip("it has forms of its own")
    target = tmp_path / "file.xml"
    code, out, err = leave([*path.split(), *needed(ALL[path]), "-o", str(target)], monkeypatch, capsys)
    assert (code, out) == (2, ""), err
    assert ".xml" in err
    assert not target.exists()


def numeric(command: Any) -> list[str]:
    """Return the options of a command that take a number."""
    return [item.opts[-1] for item in command.params if item.get_runtime_param().annotation in (int, float)]


@pytest.mark.parametrize(
    ("path", "option"), [(path, option) for path, command in ALL.items() for option in numeric(command)]
)
@pytest.mark.parametrize("value", ["", "x", "-1", "1.5.2", "nan", "-inf", "1e", "９９x", "9" * 5_000 + "x"])
def test_a_number_that_is_none_or_out_of_bounds_is_refused_in_our_words(
    path: str, option: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = leave([*path.split(), *needed(ALL[path]), f"{option}={value}"], monkeypatch, capsys)
    assert (code, out) == (2, ""), err
    assert err.startswith(f"openness: {option} ")
    assert err.count("\n") == 1
    assert len(err) < 200
    assert "number" in err
    assert "Input should" not in err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("rank --top 0", "--top 0 is too small; give a whole number of at least 1"),
        ("score a/b --min-score 101", "--min-score 101 is too large; give a number of at most 100"),
        ("score a/b --min-score nan", "--min-score takes a number, and 'nan' is none"),
        ("rubric sensitivity --spread inf", "--spread inf is too large; give a number of at most 1,000"),
        (
            "catalogue stale --older 999999999999",
            "--older 999999999999 is too large; give a whole number of at most 36,500",
        ),
        ("rank --top 2.5", "--top takes a whole number, and '2.5' is none"),
        ("rank --snapshot=", "a snapshot is named by its id, its folder or `embedded`, and not by an empty text"),
        ("refresh --author=", "--author is empty; give the name of an account, the part of an id before the slash"),
    ],
)
def test_what_is_wrong_with_a_value_is_one_sentence(
    arguments: str, sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert leave(arguments.split(), monkeypatch, capsys) == (2, "", f"openness: {sentence}\n")


RESTS_ON = {
    "licence mit": {"licence_digest", "tool_version"},
    "licence allenai/OLMo-7B --snapshot embedded": {"model", "snapshot", "licence_digest", "tool_version"},
    "licences --by-use --snapshot embedded": {"snapshot", "licence_digest", "tool_version"},
    "snapshot verify embedded": {"snapshot"},
    "search apertus --snapshot embedded": {"snapshot", "catalogue_digest", "tool_version"},
    "rubric show osai": {"rubric", "rubric_version", "rubric_digest", "tool_version"},
    "rubric list": {"version", "rubric_digest", "tool_version"},
    "rubric test g7": {"rubric", "rubric_digest", "tool_version"},
    "signals access": {"tool_version"},
    "catalogue discover --snapshot embedded --top 2": {"snapshot"},
}


@pytest.mark.parametrize("command", RESTS_ON)
@pytest.mark.parametrize("form", ["json", "csv"])
def test_every_row_names_what_it_rests_on(
    command: str, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["openness", *command.split(), "--format", form])
    with pytest.raises(SystemExit) as left:
        run()
    out, err = capsys.readouterr()
    assert not left.value.code, err
    rows = json.loads(out) if form == "json" else list(csv.DictReader(io.StringIO(out)))
    assert rows
    for row in rows:
        assert all(row[name] for name in RESTS_ON[command])


def test_snapshots_that_are_compared_are_both_named_in_every_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    older = tmp_path / "older"
    shutil.copytree(embedded_folder(), older)
    manifest = json.loads((older / "manifest.json").read_text(encoding="utf-8"))
    (older / "manifest.json").write_text(json.dumps({**manifest, "id": "an-older-one"}), encoding="utf-8")
    table = pq.read_table(older / "models.parquet")
    pq.write_table(table.slice(1), older / "models.parquet")
    monkeypatch.setattr("sys.argv", ["openness", "snapshot", "diff", str(older), "embedded", "--format", "json"])
    with pytest.raises(SystemExit):
        run()
    rows = json.loads(capsys.readouterr().out)
    assert [(row["what"], row["new"]) for row in rows] == [("model", "new")]
    assert {(row["old_snapshot"], row["new_snapshot"]) for row in rows} == {("an-older-one", manifest["id"])}
    assert all(row["licence_digest"] and row["tool_version"] for row in rows)
