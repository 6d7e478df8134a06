"""A text that somebody has: checked, added, and known afterwards, without any recording."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openness.licences import fingerprint as prints
from openness.licences.check import check_report
from openness.licences.fingerprint import fingerprints
from openness.licences.recognition import Verdict, recognise
from openness.licences.report import text_report
from tools import licence_fingerprints as tool

MADE = """HOUSE TERMS

Copyright (c) 2026 Example House

1. Whoever holds a copy may run it, read it and hand it on as it is, with this page.
2. Nobody sells it, and nobody asks for money where it answers.
3. Before a change is handed on, its author tells Example House of it by letter.
"""


def test_a_text_that_nobody_knows_is_told_so() -> None:
    told = check_report(MADE, "house.txt")
    assert "unrecognised" in told
    assert "Understood whole: no" in told
    assert "--add ID FILE" in told


@pytest.mark.parametrize(
    ("sentence", "clause", "follows"),
    [
        ("Nur nichtkommerzielle Nutzung.", "commercial = forbidden", "May it be used commercially? no"),
        ("It may not be used in the European Union.", "eu = excluded", "May it be used from the European Union? no"),
        ("研究目的に限ります。", "research_only = True", "Is use limited to research? yes"),
    ],
)
def test_limits_and_what_follows_stand_in_both_reports(sentence: str, clause: str, follows: str) -> None:
    text = f"{MADE}\n{sentence}\n"
    for told in (check_report(text, "house.txt"), text_report(text, "house.txt")):
        assert f"line 9: {clause}" in told
        assert follows in told
        assert "What else it allows or forbids is unknown." in told


def test_a_text_without_limits_that_nobody_knows_is_unknown_in_both_reports() -> None:
    for told in (check_report(MADE, "house.txt"), text_report(MADE, "house.txt")):
        assert "What it allows or forbids is unknown." in told


@pytest.mark.parametrize(
    "text",
    [
        MADE,
        "Use it as you like, but give us a sign of life once a year.\n",
        "The software is provided as is, without warranty of any kind. Ask the house for all else.\n",
    ],
)
def test_no_neighbour_is_named_that_shares_a_few_words_only(text: str) -> None:
    found = recognise(text)
    assert found.closest is None
    assert str(found) == "unrecognised"
    assert "No known text is like it." in check_report(text, "house.txt")


def test_a_known_text_and_one_with_a_passage_of_its_own(shared: Path) -> None:
    text = (shared / "licences" / "texts" / "modelgo__MIT.txt").read_text(encoding="utf-8")
    assert "openness licence mit" in check_report(text, "LICENSE")
    told = check_report(text + "\nWeekdays only.\n", "LICENSE")
    assert "Weekdays only." in told
    assert "all clauses" in told
    assert "mit, licence: " in told


def test_an_added_text_is_known_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, file = tmp_path / "house.txt", tmp_path / "fingerprints.json"
    path.write_text(MADE, encoding="utf-8")
    entry = tool.added("non-commercial-unnamed", path, False, "house.example, 2026-11-27")
    assert entry.source == "added: house.example, 2026-11-27"
    monkeypatch.setattr(tool, "FILE", file)
    tool.write([*fingerprints(), entry])
    assert len(json.loads(file.read_text(encoding="utf-8"))["fingerprints"]) == len(fingerprints()) + 1
    monkeypatch.setattr(prints, "FILE", file)
    forget_prints()
    try:
        changed = MADE.replace("Example House\n", "Another Holder GmbH\n", 1).replace("2026", "2031")
        found = recognise(changed + "\n\n")
        assert (found.verdict, found.licences) == (Verdict.VERBATIM, ("non-commercial-unnamed",))
        other = recognise(MADE.replace("Nobody sells it", "Everybody sells it"))
        assert other.verdict is not Verdict.VERBATIM
    finally:
        forget_prints()


def forget_prints() -> None:
    fingerprints.cache_clear()
    prints.holders.cache_clear()


def test_the_order_is_told_facts_first(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["licence_fingerprints.py", "--help"])
    with pytest.raises(SystemExit):
        tool.main()
    assert "write the facts of" in " ".join(capsys.readouterr().out.split()).lower()


@pytest.mark.parametrize("source", ["", "house.example, 2026-11-27"])
def test_an_id_without_facts_is_not_said_to_be_added(tmp_path: Path, source: str) -> None:
    path = tmp_path / "house.txt"
    path.write_text(MADE, encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        tool.added("no-such-licence", path, False, source)
    told = str(stopped.value)
    assert told.startswith(f"not added: {source or 'house.txt'}: ")
    assert "write its facts first" in told
    assert " added: " not in told.removeprefix("not added: ")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("none.txt", None, "cannot be read"), ("empty.txt", " \n", "is empty"), ("house.txt", MADE, "know no licence")],
)
def test_what_cannot_be_added_is_refused(tmp_path: Path, name: str, content: str | None, told: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match=told):
        tool.added("no-such-licence", path, False, "")
