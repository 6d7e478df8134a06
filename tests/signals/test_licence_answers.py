"""How licence answers carry their places, notes and confidence; records are made by hand."""

from __future__ import annotations

from openness.licences.clause import Clause
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Method, Outcome, Source
from openness.record.record import Look
from openness.signals.licence_answers import claims_for, from_clause, from_verdict, licensing, plain_name, where
from tests.licences.made import base, record, row


def test_a_reading_is_resolved_once() -> None:
    reading = Reading(record(card={"license": "mit"}))
    assert licensing(reading) is licensing(reading)
    assert claims_for(reading.record) is licensing(reading)[0]


def test_a_limit_in_words_is_told_with_the_line_of_the_words() -> None:
    made = record(card={"license": "mit"}, text="---\nlicense: mit\n---\n# M\n\nCommercial use is prohibited.\n")
    found = from_clause(Reading(made), Clause.COMMERCIAL)
    assert found.value == "forbidden"
    assert [source.line for source in found.sources] == [6]
    assert found.method is Method.CARD


def test_what_a_use_policy_forbids_is_told_from_the_policy_then_the_licence() -> None:
    policy = "Use policy\n\nYou must not use the model to harm people.\n"
    reading = Reading(record(card={"license": "mit"}, texts={"USE_POLICY.md": policy}))
    _, resolution = licensing(reading)
    fact = resolution.clauses[Clause.USE_RESTRICTIONS]
    sources, method, _ = where(resolution, fact)
    assert sources[0].file == "USE_POLICY.md"
    assert method is Method.LICENCE_FILE


def test_a_base_decides_with_its_own_place() -> None:
    made = record(card={"license": "mit", "base_model": "x/y"}, bases=(base("x/y", "cc-by-nc-4.0"),))
    found = from_clause(Reading(made), Clause.COMMERCIAL)
    assert (found.value, found.method) == ("forbidden", Method.LINEAGE)
    assert "x/y" in (found.note or "")
    verdict = from_verdict(Reading(made), lambda resolution: resolution.open, "unknown")
    assert (verdict.value, verdict.confidence) == (False, Confidence.MEDIUM)


def test_what_could_be_taken_away_is_withheld_with_the_reason() -> None:
    made = record(card={"license": "mit", "base_model": "x/y"}, bases=(base("x/y", None, look=Look.ABSENT),))
    found = from_clause(Reading(made), Clause.COMMERCIAL)
    assert found.outcome is not Outcome.ANSWERED
    assert "x/y is not on the Hub" in (found.note or "")


def test_where_nothing_is_told_nobody_looked() -> None:
    found = from_clause(Reading(row("a/b")), Clause.COMMERCIAL)
    assert found.outcome is Outcome.NOT_LOOKED
    assert found.sources == ()


def test_the_place_of_the_whole_is_that_of_the_licence_told() -> None:
    _, resolution = licensing(Reading(record(card={"license": "mit"})))
    sources, _, _ = where(resolution)
    assert sources == (Source(json_path="$.cardData.license"),) or sources[0].file == "README.md"


def test_names_are_compared_without_case_and_separators() -> None:
    assert plain_name("Meta-Llama 3_é") == "metallama3"
