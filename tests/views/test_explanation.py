"""Explanations: what a level rests on, where a reader can check it, and that nothing foreign escapes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from openness.ranking.entries import Entries
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.rubric.condition import Level
from openness.rubric.rubric import Rubric
from openness.views.explanation import Explanation, Finding, as_data, as_text, evidence_data, explain, link
from openness.views.standing import Standing
from tests.made_entries import made_entries
from tests.views.made import FULL, HOSTILE, PART, assessment, hostile_entries, made_rubric, moves_cursor


def told(answers: Mapping[str, Value], rubric: Rubric | None = None, **more: Any) -> Explanation:
    entries: Entries = replace(made_entries({"org/one": answers, "org/two": PART}), **more)
    return explain(entries, 0, rubric or made_rubric())


def finding(found: Explanation, criterion: str) -> Finding:
    (one,) = [item for item in found.findings if item.criterion.id == criterion]
    return one


SHA = "a" * 40


@pytest.mark.parametrize(
    ("source", "model", "revision", "address"),
    [
        (Source(file="README.md"), "a/b", SHA, f"/a/b/blob/{SHA}/README.md?code=true"),
        (Source(file="readme.MD", line=3), "a/b", SHA, f"/a/b/blob/{SHA}/readme.MD?code=true#L3"),
        (Source(file="LICENSE", line=3), "a/b", None, "/a/b/blob/main/LICENSE#L3"),
        (Source(file="a b#c?d.txt"), "a/b", None, "/a/b/blob/main/a%20b%23c%3Fd.txt"),
        (Source(file="LICENSE"), "a/b", "x/../y", "/a/b/blob/x%2F..%2Fy/LICENSE"),
        (Source(file='"><script>'), "a/b", None, "/a/b/blob/main/%22%3E%3Cscript%3E"),
        (Source(json_path="$.tags"), "a/b", SHA, f"/api/models/a/b/revision/{SHA}"),
        (Source(json_path="$.tags"), "a/b", None, "/api/models/a/b"),
        (Source(file="README.md", repository="c/d"), "a/b", SHA, "/c/d/blob/main/README.md?code=true"),
        (Source(json_path="$.tags", repository="c/d"), "a/b", SHA, "/api/models/c/d"),
        (Source(json_path="$.x", repository="datasets/c/d"), "a/b", SHA, "/api/datasets/c/d"),
        (Source(repository="datasets/c/d"), "a/b", SHA, "/datasets/c/d"),
        (Source(repository="c/d"), None, None, "/c/d"),
    ],
)
def test_a_link_leads_to_the_place_on_the_hub(
    source: Source, model: str | None, revision: str | None, address: str
) -> None:
    assert link(source, model, revision, "https://hub.example") == f"https://hub.example{address}"


@pytest.mark.parametrize(
    ("source", "model", "address"),
    [
        (Source(url="https://example.org/a"), None, "https://example.org/a"),
        (Source(url="http://example.org/a"), None, "http://example.org/a"),
        (Source(url="javascript:alert(1)"), None, None),
        (Source(url="data:text/html,x"), None, None),
        (Source(url="//example.org"), None, None),
        (Source(url="file:///etc/passwd"), "a/b", None),
        (Source(file="README.md"), None, None),
        (Source(json_path="$.tags"), "", None),
        (Source(), "a/b", None),
    ],
)
def test_what_cannot_be_followed_is_no_link(source: Source, model: str | None, address: str | None) -> None:
    assert link(source, model, None) == address


@pytest.mark.parametrize(
    ("answers", "low", "high", "coverage"),
    [
        (FULL, 100.0, 100.0, 1.0),
        (PART, 37.5, 37.5, 1.0),
        ({}, 0.0, 100.0, 0.0),
        ({"licence.osi": True}, 25.0, 100.0, 0.25),
        ({**FULL, "card.topics": 9}, 100.0, 100.0, 1.0),  # what does not apply leaves the sum
    ],
)
def test_scores_are_ranges_with_coverage(
    answers: Mapping[str, Value], low: float, high: float, coverage: float
) -> None:
    found = told(answers)
    assert (found.low, found.high, found.coverage) == pytest.approx((low, high, coverage))


def test_where_nothing_applies_there_is_no_score() -> None:
    found = told({**FULL, "card.topics": 9})
    assert found.dimensions["data"] == (None, None)
    assert finding(found, "data").level is Level.NOT_APPLICABLE
    assert "Data: –––" in as_text(found)


@pytest.mark.parametrize(
    ("answers", "criterion", "level", "deciding"),
    [
        (FULL, "final", Level.OPEN, ("weights.published", "access.gate")),
        (PART, "final", Level.PARTIAL, ("weights.published", "access.gate")),
        ({"weights.published": "none"}, "final", Level.CLOSED, ("weights.published",)),
        ({}, "final", Level.UNKNOWN, ()),
        ({"access.gate": "none"}, "final", Level.UNKNOWN, ()),  # an answer that did not decide carries nothing
        ({**FULL, "card.topics": 9}, "data", Level.NOT_APPLICABLE, ()),
    ],
)
def test_a_level_rests_on_the_answers_that_its_criterion_reads(
    answers: Mapping[str, Value], criterion: str, level: Level, deciding: tuple[str, ...]
) -> None:
    found = finding(told(answers), criterion)
    assert found.level is level
    assert tuple(item.signal for item in found.deciding) == deciding


def test_what_was_not_read_is_said_to_be_not_looked_at() -> None:
    found = finding(told({"weights.published": "all"}), "final")
    assert [(item.signal, item.outcome) for item in found.evidence] == [
        ("weights.published", Outcome.ANSWERED),
        ("access.gate", Outcome.NOT_LOOKED),
    ]
    assert "access.gate: not looked" in as_text(told({"weights.published": "all"}))


def test_a_persons_level_decides_where_nothing_was_read_and_says_whose_it_is() -> None:
    found = told({}, assessed={0: {"osai.weights": assessment("partial")}})
    final = finding(found, "final")
    assert (final.level, final.by_assessment) == (Level.PARTIAL, True)
    assert [item.by for item in final.deciding] == ["A Reader"]
    assert final.evidence == ()  # that nobody looked would not be true
    text = as_text(found)
    assert "Can anyone download the weights? (by assessment)" in text
    assert "osai.weights: partial  [A Reader, 2026-03-04]" in text


def test_a_persons_level_stands_beside_what_was_read_and_does_not_replace_it() -> None:
    final = finding(told(FULL, assessed={0: {"osai.weights": assessment("closed")}}), "final")
    assert (final.level, final.by_assessment) == (Level.OPEN, False)
    assert [item.value for item in final.assessments] == ["closed"]
    assert "osai.weights" not in {item.signal for item in final.deciding}


def test_an_answer_of_a_person_to_a_signal_decides_where_no_record_answers() -> None:
    given = {"licence.osi": replace(assessment("x", "licence.osi"), value=True)}
    found = finding(told({}, assessed={0: given}), "licensed")
    assert (found.level, found.by_assessment) == (Level.OPEN, False)
    assert [item.by for item in found.deciding] == ["A Reader"]


@pytest.mark.parametrize(
    ("answers", "label", "possible", "step"),
    [
        (FULL, "Full", "Full", None),
        ({**FULL, "licence.osi": False}, "Weights", "Weights", ("Full", ("everything open",), ())),
        (PART, "None of these", "None of these", ("Weights", ("weights open",), ())),
        ({}, "None of these", "Full", ("Weights", (), ("weights open",))),
        ({"licence.osi": False}, "None of these", "Weights", ("Weights", (), ("weights open",))),
    ],
)
def test_the_next_rung_says_what_blocks_it(
    answers: Mapping[str, Value], label: str, possible: str, step: tuple[str, tuple[str, ...], tuple[str, ...]] | None
) -> None:
    found = told(answers)
    assert (found.label, found.possible_label) == (label, possible)
    shown = None if found.next_step is None else vars(found.next_step)
    assert shown == (None if step is None else dict(zip(("label", "missing", "unknown"), step, strict=True)))


def test_the_text_of_a_label_tells_what_is_possible_and_what_is_unknown() -> None:
    lines = as_text(told({})).splitlines()
    assert "Label: None of these" in lines
    assert "  could be: Full" in lines
    assert "  to reach 'Weights': weights open (unknown)" in lines
    assert "could be" not in as_text(told(FULL))


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [(FULL, "passed"), ({**FULL, "weights.published": "none"}, "failed"), ({}, "unknown")],
)
def test_gates_are_passed_failed_or_unknown(answers: Mapping[str, Value], verdict: str) -> None:
    found = told(answers)
    assert [(gate.id, said) for gate, said in found.gates] == [("downloadable", verdict)]
    assert f"Gate downloadable: {verdict} – Can it be downloaded?" in as_text(found)


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(1, False, 1, 1, 3), "rank 1 of 3, with what is unknown "),
        (Standing(2, True, 1, 3, 3), "rank 2= of 3, with what is unknown 1–3"),
        (Standing(12, False, 5, 20, 12345), "of 12,345"),
    ],
)
def test_a_standing_in_words(standing: Standing, words: str) -> None:
    assert words in str(standing)


def test_without_anything_known_there_is_no_rank() -> None:
    found = told({})
    assert found.standing is None
    assert "not ranked: too little is known" in as_text(found)
    assert as_data(found)["rank"] is None
    assert as_data(told(FULL))["rank"] == {"rank": 1, "tied": False, "best": 1, "worst": 1, "of": 2}


def test_why_and_fix_are_told_where_something_lacks() -> None:
    assert "fix: Mend it." not in as_text(told(FULL))
    assert as_text(told(PART)).count("fix: Mend it.") == 3
    assert as_text(told({})).count("why: It matters.") == 3  # what is unknown can be mended as well


def test_notice_and_switches_stand_at_the_head() -> None:
    rubric = made_rubric("title: Made for tests", "title: Made for tests\nnotice: No legal advice")
    lines = as_text(told(FULL, rubric)).splitlines()
    assert lines.index("Note: No legal advice") < lines.index("Switch open-licence: osi") < lines.index("Label: Full")


def test_three_sources_are_shown_and_the_rest_counted() -> None:
    entries = made_entries({"a": FULL})
    many = replace(
        entries.evidence_of(0)["access.gate"], sources=tuple(Source(file=f"f{n}", quote=f"q{n}") for n in range(5))
    )
    entries = replace(entries, evidence_of=lambda _: {"access.gate": many})
    text = as_text(explain(entries, 0, made_rubric()))
    assert "f2 “q2”" in text
    assert "f3" not in text
    assert "and 2 more" in text


def test_how_it_was_read_stands_in_brackets() -> None:
    entries = made_entries({"a": FULL})
    read = replace(entries.evidence_of(0)["access.gate"], revision=SHA, date="2026-01-02", note="As told.")
    entries = replace(entries, evidence_of=lambda _: {"access.gate": read})
    text = as_text(explain(entries, 0, made_rubric()))
    assert "access.gate: none  [card text, medium confidence, revision aaaaaaaaaaaa, 2026-01-02] – As told." in text


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_harmless_in_a_terminal(words: str) -> None:
    text = as_text(explain(hostile_entries(words), 0, made_rubric()))
    assert moves_cursor(text) == set()
    assert len(text.splitlines()) == len(as_text(explain(hostile_entries("x"), 0, made_rubric())).splitlines())


@pytest.mark.parametrize("words", HOSTILE)
def test_data_for_programs_is_as_it_was_told(words: str) -> None:
    data = json.loads(json.dumps(as_data(explain(hostile_entries(words), 0, made_rubric()))))
    assert data["name"] == words
    gate = next(item for one in data["criteria"] for item in one["evidence"] if item["signal"] == "access.gate")
    assert (gate["note"], gate["sources"]) == (words, [{"file": words, "quote": words}])


@pytest.mark.parametrize(
    ("value", "kept"), [("x", "x"), (True, True), (7, 7), (0.5, 0.5), (("a", "b"), ["a", "b"]), ((), [])]
)
def test_every_kind_of_answer_becomes_plain_data(value: Value, kept: object) -> None:
    item = Evidence(
        signal="s",
        outcome=Outcome.ANSWERED,
        value=value,
        method=Method.FILES,
        confidence=Confidence.HIGH,
        sources=(Source(file="f", line=2),),
    )
    data = evidence_data(item)
    assert data["value"] == kept
    assert (data["method"], data["confidence"], data["sources"]) == ("file list", "high", [{"file": "f", "line": 2}])


@pytest.mark.parametrize("outcome", [item for item in Outcome if item is not Outcome.ANSWERED])
def test_every_way_of_being_unknown_stays_apart(outcome: Outcome) -> None:
    data = evidence_data(Evidence(signal="s", outcome=outcome, note="why"))
    assert (data["outcome"], data["value"], data["method"], data["note"]) == (outcome.value, None, None, "why")
    entries = made_entries({"a": {}})
    entries = replace(
        entries, evidence_of=lambda _: {"access.gate": Evidence(signal="access.gate", outcome=outcome, note="why")}
    )
    text = as_text(explain(entries, 0, made_rubric()))
    assert f"access.gate: {outcome.value.replace('_', ' ')} – why" in text
