"""A licence as stored evidence tells it: conflicts first, every way of being unknown in words."""

from __future__ import annotations

import pytest

from openness.licences.undecided import withheld_because
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.views.licence import every_answer, evidence_rows, licence_evidence
from tests.views.made import HOSTILE, moves_cursor


def answer(signal: str, value: Value, *places: str, **more: str) -> Evidence:
    return Evidence(
        signal=signal,
        outcome=Outcome.ANSWERED,
        value=value,
        method=Method.LICENCE_FILE,
        confidence=Confidence.HIGH,
        sources=tuple(Source(file=place) for place in places or ("LICENSE",)),
        **more,
    )


def told(*items: Evidence) -> list[str]:
    return licence_evidence("org/one", {item.signal: item for item in items}).splitlines()


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (answer("licence.weights", "mit"), "weights              mit  [high; LICENSE]"),
        (answer("licence.conflicts", False), "conflicts            false  [high; LICENSE]"),
        (answer("licence.user_threshold", 700), "user threshold       700  [high; LICENSE]"),
        (answer("licence.parts", ("a", "b")), "parts                a, b  [high; LICENSE]"),
        (answer("licence.parts", ()), "parts                none  [high; LICENSE]"),
        (answer("licence.kind", "x", "a", "b", "a", "c"), "kind                 x  [high; a, b]"),
    ],
)
def test_an_answer_with_its_trust_and_places(item: Evidence, line: str) -> None:
    assert line in told(item)


@pytest.mark.parametrize("outcome", [item for item in Outcome if item is not Outcome.ANSWERED])
def test_what_is_unknown_is_said_in_words(outcome: Outcome) -> None:
    lines = told(Evidence(signal="licence.weights", outcome=outcome, note="As it is."))
    if outcome is Outcome.NOT_LOOKED:
        assert "weights              unknown: As it is." in lines
        return
    assert f"weights              {outcome.value.replace('_', ' ')}" in lines
    assert f"{'':<20} As it is." in lines


ASKED = (
    "licence.weights",
    "licence.open",
    "licence.commercial",
    "licence.eu_usable",
    "licence.conflicts",
    "licence.code",
    "access.gate",
)


@pytest.mark.parametrize("why", ["TERMS.pdf was not read.", "The base model a/b is not on the Hub."])
def test_every_clause_has_a_row_and_what_was_not_read_stands_first(why: str) -> None:
    items = (
        answer("licence.conflicts", 0),
        answer("licence.weights", "mit"),
        answer("licence.unread", ("file_not_read",), note=why),
    )
    whole = every_answer({item.signal: item for item in items}, ASKED)
    lines = licence_evidence("org/one", whole).splitlines()
    assert lines[2].startswith("unread               file_not_read")
    assert lines[3].strip() == why
    assert lines[4].startswith("conflicts            0")
    for name in ("open", "commercial", "eu usable"):
        assert f"{name:<20} unknown: {withheld_because(why)}" in lines
    assert f"{'code':<20} unknown: what tells it was not looked at" in lines
    assert {row["signal"] for row in evidence_rows(whole)} == {*ASKED, "licence.unread"} - {"access.gate"}


def test_a_clause_without_a_reason_is_still_shown_and_nothing_unread_is_no_headline() -> None:
    items = (answer("licence.unread", ()), answer("licence.weights", "mit"), answer("licence.open", True))
    whole = every_answer({item.signal: item for item in items}, ASKED)
    lines = licence_evidence("org/one", whole).splitlines()
    assert "commercial           unknown: what tells it was not looked at" in lines
    assert "open                 true  [high; LICENSE]" in lines
    assert not lines[2].startswith("unread")


def test_conflicts_stand_first_and_other_signals_are_left_out() -> None:
    lines = told(
        answer("licence.commercial", "allowed"),
        answer("licence.weights", "mit"),
        answer("access.gate", "none"),
        answer("licence.conflicts", True),
    )
    assert [line.split()[0] for line in lines[2:5]] == ["conflicts", "weights", "commercial"]
    assert not [line for line in lines if line.startswith("access")]


def test_nothing_known_is_said() -> None:
    assert "Nothing is known about it." in told()
    assert "Nothing is known about it." not in told(answer("licence.weights", "mit"))
    assert told()[-1] == "A reading of texts and tags with their sources; no legal advice."


def test_rows_for_data() -> None:
    rows = evidence_rows(
        {
            "licence.weights": answer(
                "licence.weights", "mit", "a", "b", "a", note="n", revision="r", date="2026-01-01"
            ),
            "licence.kind": Evidence(signal="licence.kind", outcome=Outcome.SILENT),
            "access.gate": answer("access.gate", "none"),
        }
    )
    assert rows == [
        {
            "signal": "licence.weights",
            "outcome": "answered",
            "value": "mit",
            "method": "licence file",
            "confidence": "high",
            "sources": "a; b",
            "note": "n",
            "revision": "r",
            "date": "2026-01-01",
            "by": "",
        },
        {
            "signal": "licence.kind",
            "outcome": "silent",
            **dict.fromkeys(("value", "method", "confidence", "sources", "note", "revision", "date", "by"), ""),
        },
    ]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_on_their_line(words: str) -> None:
    evidence = {"licence.weights": answer("licence.weights", words, words, note=words)}
    text = licence_evidence(words, evidence)
    assert moves_cursor(text) == set()
    assert len(text.splitlines()) == 6
    assert evidence_rows(evidence)[0]["value"] == words
