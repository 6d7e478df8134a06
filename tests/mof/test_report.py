"""What the command line is given: one entry a file, and the table people read."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from openness.mof import mof_lint, mof_report, mof_rows, mof_table
from tests.mof.made import REQUIRED, release


def write(folder: Path, name: str, components: dict[str, str | None]) -> Path:
    file = folder / name
    file.write_text(yaml.safe_dump(release(components)))
    return file


def test_an_entry_has_all_that_was_promised(tmp_path: Path) -> None:
    components: dict[str, str | None] = {k: v for k, v in REQUIRED.items() if k != "Research paper"}
    file = write(tmp_path, "m.yml", {**components, "Model metadata": "MIT"})
    (entry,) = json.loads(json.dumps(mof_report([file])))
    assert entry["file"] == str(file)
    assert (entry["class"], entry["label"]) == (2, "Class II - Open Tooling Model")
    assert entry["progress"] == {"1": 92.85714285714286, "2": 100.0, "3": 100.0}
    assert list(entry["status"]) == ["1", "2", "3"]
    assert entry["status"]["1"]["missing"] == ["Research paper"]
    assert entry["status"]["1"]["optional"] == ["Model metadata"]
    assert entry["status"]["1"]["warnings"] == ["Model metadata"]
    assert entry["status"]["2"]["warnings"] == []
    assert len(entry["status"]["3"]["included"]) == 6
    assert entry["licences"]["Model card"] == "CC-BY-4.0"
    assert entry["blocked_by"] == ["Research paper: missing"]
    assert len(entry["licence_table"]) == 64
    assert entry["schema_problems"] == []


def test_a_file_the_tool_would_refuse_is_classified_and_the_refusal_told(tmp_path: Path) -> None:
    file = tmp_path / "m.yml"
    file.write_text(yaml.safe_dump(release(dict(REQUIRED), version=7)))
    (entry,) = mof_report([file])
    assert entry["class"] == 1
    (problem,) = entry["schema_problems"]
    assert "the tool's schema refuses the file" in problem


def test_a_bad_file_is_one_sentence_and_the_others_come_out(tmp_path: Path) -> None:
    good = write(tmp_path, "good.yml", {})
    bad = tmp_path / "bad.yml"
    bad.write_text("release: {components: [{name: a}, {name: b}]}\nrelease: 1\n")
    report = mof_report([bad, good, tmp_path / "none.yml"])
    assert [set(entry) == {"file", "error"} for entry in report] == [True, False, True]
    assert report[0]["error"].startswith(f"{bad}:2:1: the key 'release' stands here a second time")
    assert report[2]["error"] == f"{tmp_path / 'none.yml'}: cannot be read (No such file or directory); check the path"


def test_strict_tells_the_first_problem_and_how_many_more(tmp_path: Path) -> None:
    file = write(tmp_path, "m.yml", {"Foo": "MIT", "Bar": "MIT"})
    assert mof_report([file])[0]["class"] == 0
    (entry,) = mof_report([file], strict=True)
    assert entry["error"].endswith("'Foo' is no component of the framework (and 1 more)")


def test_documents_that_are_no_model_file(tmp_path: Path) -> None:
    file = tmp_path / "m.yml"
    for text in ("", "[]", "x", "release: 3", "a: 1", "release: {components: 5}", "release: {components: [x]}"):
        file.write_text(text)
        assert mof_report([file])[0]["error"].startswith(f"{file}:1:"), text


def test_the_table(tmp_path: Path) -> None:
    files = [
        write(tmp_path, "one.yml", dict(REQUIRED)),
        write(tmp_path, "none.yml", {k: v for k, v in REQUIRED.items() if k != "Data card"}),
        write(tmp_path, "warned.yml", {**REQUIRED, "Model parameters (Final)": "MIT"}),
        tmp_path / "gone.yml",
    ]
    report = mof_report(files)
    assert [(row["class"], row["III"], row["I"], row["next"]) for row in mof_rows(report)[:3]] == [
        ("I", "100 %", "100 %", ""),
        ("none", "83 %", "0 %", "class III lacks Data card: missing"),
        ("I", "100 %", "100 %", "1 open but not type-appropriate"),
    ]
    lines = mof_table(report).splitlines()
    assert len(lines) == 5
    assert lines[0].split() == ["file", "class", "III", "II", "I", "what", "blocks", "the", "next", "class"]
    assert "error" in lines[4]
    assert mof_table([]).startswith("file")


def test_a_files_text_cannot_steer_a_terminal_or_fill_the_screen(tmp_path: Path) -> None:
    bad = "\x1b[31mMIT\x07\nsecond line\u202e" + "x" * 5000
    file = tmp_path / "m.yml"
    entries = [{"name": "Model card", "license": bad}, {"name": bad}]
    file.write_text(yaml.safe_dump(release(entries, date=bad, **{bad: 1})))
    (entry,) = mof_report([file])
    shown = "".join([*entry["blocked_by"], mof_table([entry]), *map(str, mof_lint([file]))])
    shown += mof_report([file], strict=True)[0]["error"]
    assert "MIT" in shown
    assert all(letter.isprintable() or letter == "\n" for letter in shown)
    assert len(shown) < 3000
