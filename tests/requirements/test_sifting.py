"""Requirements held against entries made by hand: what passes, what falls out and why, and what is not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from openness.errors import UsageError
from openness.licences.outcome import BASES as GROUNDS
from openness.licences.outcome import UNREAD
from openness.phrases import phrases
from openness.ranking.entries import Entries
from openness.record.evidence import Evidence, Method, Outcome, Source, Value
from openness.requirements import Action, Requirements, Sifting, Verdict, sift
from openness.requirements.answers import BASES
from openness.requirements.asked import Basis, asked_words
from openness.requirements.short import options_of, parse, read_address, to_address
from openness.rubric import load_rubric
from openness.score.evaluate import evaluate
from openness.signals import SIGNALS
from tests.made_entries import made_entries

RUBRIC = load_rubric("default", {signal: item.domain for signal, item in SIGNALS.items()}).rubric
FREE: Mapping[str, Value] = {
    "licence.commercial": "allowed",
    "licence.public_body": "allowed",
    "licence.eu_usable": "yes_all",
    "licence.modification": "allowed",
    "licence.redistribution": "allowed",
    "licence.user_threshold": False,
    "licence.revenue_threshold": False,
    "licence.registration": False,
    "licence.use_restrictions": False,
    "access.gate": "none",
    "languages.declared": ("de", "en", "fr"),
    "model.parameters": 7_000_000_000,
    "model.modality": ("text",),
}
EVERYTHING = [
    "purpose=text", "commercial", "public_body", "eu", "modification", "redistribution", "no_thresholds",
    "no_registration", "no_forbidden_purposes", "languages=de,fr", "size=8",
]  # fmt: skip


def entries_of(*rows: Mapping[str, Value]) -> Entries:
    made = made_entries({f"made/model-{number}": row for number, row in enumerate(rows)})
    kinds = [",".join(row["model.modality"]) if isinstance(row.get("model.modality"), tuple) else None for row in rows]  # type: ignore[arg-type]
    return replace(made, details={**made.details, "modality": kinds, "licence": ["made-1.0"] * len(rows)})


def sifted(options: list[str], *rows: Mapping[str, Value]) -> Sifting:
    entries = entries_of(*rows)
    return sift(entries, evaluate(RUBRIC, entries.columns(RUBRIC.assessments)), parse(options))


def words(found: Sifting, row: int = 0) -> str:
    reason = found.reason(row)
    return "" if reason is None else phrases().of(reason)


def test_what_meets_everything_passes() -> None:
    found = sifted(EVERYTHING, FREE)
    assert found.verdict(0) is Verdict.PASSES
    assert found.reason(0) is None
    assert found.shortfalls(0) == []


@pytest.mark.parametrize("missing", list(FREE))
def test_what_is_not_known_is_undecided_and_says_what_to_read(missing: str) -> None:
    found = sifted(EVERYTHING, {signal: value for signal, value in FREE.items() if signal != missing})
    assert found.verdict(0) is Verdict.UNDECIDED
    assert words(found)
    assert [phrases().of(item) for item in found.undecided(0)] == [words(found)]


@pytest.mark.parametrize(
    ("signal", "value", "said"),
    [
        ("licence.commercial", "forbidden", "its licence (made-1.0) forbids commercial use"),
        ("licence.public_body", "excluded", "excludes public bodies"),
        ("licence.eu_usable", "excluded", "grants nothing in the European Union"),
        ("licence.modification", "restricted", "only in part"),
        ("licence.modification", "forbidden", "forbids changed versions"),
        ("licence.redistribution", "restricted", "only in part"),
        ("licence.redistribution", "forbidden", "forbids passing copies on"),
        ("licence.user_threshold", True, "above a number of users"),
        ("licence.revenue_threshold", True, "above a revenue"),
        ("licence.registration", True, "registration"),
        ("licence.use_restrictions", True, "forbids some purposes"),
        ("access.gate", "manual", "has to be asked for"),
        ("access.gate", "unspecified", "has to be asked for"),
        ("languages.declared", ("en",), "and not de, fr"),
        ("model.parameters", 70_000_000_000, "70 billion parameters, more than 8"),
        ("model.modality", ("image",), "made for images, not for text"),
    ],
)
def test_what_falls_out_says_the_first_reason(signal: str, value: Value, said: str) -> None:
    found = sifted(EVERYTHING, {**FREE, signal: value})
    assert found.verdict(0) is Verdict.OUT
    assert said in words(found)


@pytest.mark.parametrize(
    ("licence", "signal", "value", "beside"),
    [
        ("apache-2.0", "licence.commercial", "forbidden", True),  # a card or a base that takes it away
        ("mit", "licence.use_restrictions", True, True),
        ("mit", "licence.eu_usable", "excluded", True),
        ("cc-by-nc-4.0", "licence.commercial", "forbidden", False),
        ("llama3.1", "licence.user_threshold", True, False),
        ("made-1.0", "licence.commercial", "forbidden", False),  # nothing is known of it
    ],
)
def test_a_licence_is_not_blamed_for_what_stands_beside_it(
    licence: str, signal: str, value: Value, *, beside: bool
) -> None:
    entries = entries_of({**FREE, signal: value})
    entries = replace(entries, details={**entries.details, "licence": [licence]})
    found = sift(entries, evaluate(RUBRIC, entries.columns(RUBRIC.assessments)), parse(EVERYTHING))
    assert found.verdict(0) is Verdict.OUT
    assert (f"what stands beside its licence ({licence})" in words(found)) is beside


def test_one_language_is_said_in_the_singular() -> None:
    assert words(sifted(["languages=de"], {"languages.declared": ("en",)})).startswith("its publisher declares one ")
    assert words(sifted(["languages=de"], {"languages.declared": ("en", "fr")})).startswith("its publisher declares 2 ")


def test_bounds_on_commercial_use_are_another_question() -> None:
    bounded = {**FREE, "licence.commercial": "bounded", "licence.user_threshold": True}
    assert sifted(["commercial"], bounded).verdict(0) is Verdict.PASSES
    assert sifted(["commercial", "no_thresholds"], bounded).verdict(0) is Verdict.OUT


@pytest.mark.parametrize("kinds", [("image", "text"), ("audio", "text")])
def test_a_captioner_is_no_text_model_until_somebody_reads_more(kinds: tuple[str, ...]) -> None:
    found = sifted(["purpose=text"], {"model.modality": kinds})
    assert found.verdict(0) is Verdict.UNDECIDED
    assert "read whether" in words(found)
    assert sifted([f"purpose={kinds[0]}"], {"model.modality": kinds}).verdict(0) is Verdict.PASSES


def test_what_a_catalogue_says_a_system_gives_does_not_hide_what_its_model_takes() -> None:
    entries = entries_of({"model.modality": ("audio", "text")})
    entries = replace(entries, details={**entries.details, "modality": ["text"]})
    scores = evaluate(RUBRIC, entries.columns(RUBRIC.assessments))
    assert sift(entries, scores, parse(["purpose=text"])).verdict(0) is Verdict.UNDECIDED
    assert sift(entries, scores, parse(["purpose=audio"])).verdict(0) is Verdict.PASSES


def stated(signal: str, value: Value) -> Evidence:
    return Evidence(
        signal=signal, outcome=Outcome.ANSWERED, value=value, method=Method.CATALOGUE,
        sources=(Source(url="https://example.org"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("read", "told", "asked", "expected"),
    [
        # The text was read, and it answers.
        ({"licence.basis": "text", "licence.commercial": "allowed"}, {}, "text", Verdict.PASSES),
        # The text was read and does not answer what the catalogue answers.
        ({"licence.basis": "text"}, {"licence.commercial": "allowed"}, "text", Verdict.OUT),
        ({"licence.basis": "text"}, {"licence.commercial": "allowed"}, "catalogue", Verdict.PASSES),
        # What was read goes before what the catalogue states.
        (
            {"licence.basis": "text", "licence.commercial": "allowed"},
            {"licence.commercial": "allowed"},
            "text",
            Verdict.PASSES,
        ),
        # Nothing else is known of the licence than what the catalogue states.
        ({}, {"licence.commercial": "allowed"}, "catalogue", Verdict.PASSES),
        ({}, {"licence.commercial": "allowed"}, "named", Verdict.OUT),
        # A tag answers another clause: the weaker of the two counts.
        ({"licence.basis": "tag", "licence.user_threshold": False, "licence.revenue_threshold": False},
         {"licence.commercial": "allowed"}, "catalogue", Verdict.OUT),
        # A clause that nobody asks for changes nothing.
        ({"licence.basis": "text", "licence.commercial": "allowed"}, {"licence.attribution": True}, "text",
         Verdict.PASSES),
    ],
)  # fmt: skip
def test_what_is_said_of_a_clause_rests_on_where_that_clause_was_read(
    read: Mapping[str, Value], told: Mapping[str, Value], asked: str, expected: Verdict
) -> None:
    made = entries_of({"licence.user_threshold": False, "licence.revenue_threshold": False, **read})
    if not read:
        made = entries_of({})
    entries = replace(made, stated={0: {signal: stated(signal, value) for signal, value in told.items()}})
    options = ["commercial", f"basis={asked}"] + (["no_thresholds"] if "licence.user_threshold" in read else [])
    found = sift(entries, evaluate(RUBRIC, entries.columns(RUBRIC.assessments)), parse(options))
    assert found.verdict(0) is expected
    if expected is Verdict.OUT:
        assert "rests on" in words(found)


def test_asked_alone_the_ground_is_that_of_the_licence() -> None:
    assert sifted(["basis=text"], {"licence.basis": "text"}).verdict(0) is Verdict.PASSES
    assert sifted(["basis=text"], {"licence.basis": "tag"}).verdict(0) is Verdict.OUT
    assert sifted(["basis=text"], {}).verdict(0) is Verdict.UNDECIDED


def test_a_permission_without_multimodal_models_hangs_on_what_the_model_is() -> None:
    left_out: dict[str, Value] = {"licence.eu_usable": "multimodal_excluded"}
    assert sifted(["eu"], {**left_out, "model.modality": ("text",)}).verdict(0) is Verdict.PASSES
    assert sifted(["eu"], {**left_out, "model.modality": ("image", "text")}).verdict(0) is Verdict.OUT
    assert sifted(["eu"], left_out).verdict(0) is Verdict.UNDECIDED


def test_what_was_not_read_is_named_with_what_is_not_known() -> None:
    found = sifted(["commercial"], {"licence.unread": ("base_terms", "gate_terms")})
    assert words(found).endswith("not read or not understood: the terms of a base model, terms to accept before access")


def test_every_ground_and_everything_unread_has_its_words() -> None:
    assert get_args(Basis) == BASES == tuple(GROUNDS)
    assert all(phrases().has(f"basis.{one}") for one in BASES)
    assert all(phrases().has(f"unread.{one}") for one in UNREAD)


def test_minimum_points_are_proven_possible_or_out_of_reach() -> None:
    found = sifted(["minimum=licence:50"], FREE, {})
    assert found.verdict(1) is Verdict.UNDECIDED
    assert "are possible" in words(found, 1)
    assert sifted(["minimum=nosuch:50"], FREE).verdict(0) is Verdict.UNDECIDED


def test_a_reason_against_comes_before_what_is_not_known() -> None:
    found = sifted(["commercial", "size=8"], {"model.parameters": 70_000_000_000})
    assert found.verdict(0) is Verdict.OUT
    assert "70 billion" in words(found)
    assert len(found.undecided(0)) == 1


def test_actions_say_what_follows() -> None:
    entries = entries_of({"licence.commercial": "forbidden"})
    asked = Requirements.model_validate(
        {"size": {"at_most": 8, "then": "block", "undecided": "audit"}, "commercial": "warn"}
    )
    found = sift(entries, evaluate(RUBRIC, entries.columns(RUBRIC.assessments)), asked).shortfalls(0)
    assert [(item.requirement, item.action) for item in found] == [("commercial", Action.WARN), ("size", Action.AUDIT)]


def test_every_reason_has_a_sentence() -> None:
    for option in EVERYTHING:
        for row in ({}, FREE):
            assert isinstance(words(sifted([option], row)), str)


@given(
    st.lists(st.sampled_from(EVERYTHING), unique=True),
    st.dictionaries(st.sampled_from(sorted(FREE)), st.booleans()),
)
def test_knowing_more_decides_and_never_turns_a_decision(options: list[str], kept: dict[str, bool]) -> None:
    """Of what passes with part of the answers nothing falls out with all of them, where none of them is bad."""
    part = {signal: FREE[signal] for signal, keep in kept.items() if keep}
    found = sifted(options, part, FREE)
    assert found.verdict(1) is Verdict.PASSES
    assert found.verdict(0) in (Verdict.PASSES, Verdict.UNDECIDED)


def test_options_and_addresses_are_read_again_as_written() -> None:
    asked = parse([*EVERYTHING, "minimum=data:40,score:20.5", "basis=text", "origin=EU,Switzerland", "upstream=EU"])
    assert parse(options_of(asked)) == asked
    assert read_address(to_address(asked)) == (asked, [])


def test_a_least_score_may_be_written_as_a_number_alone() -> None:
    assert parse(["minimum=60"]) == parse(["minimum=score:60"])
    assert parse(["minimum=60,data:40"]) == parse(["minimum=score:60,data:40"])


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("nosuch", "there is no requirement 'nosuch'"),
        ("comercial", "did you mean 'commercial'"),
        ("size=big", "'size' cannot be 'big'; write a number"),
        ("size=-1", "'size' cannot be '-1"),
        ("purpose=cats", "'purpose' cannot be 'cats'; write 'text', 'code'"),
        ("basis=rumour", "'basis' cannot be 'rumour'; write 'tag'"),
        ("minimum=data:200", "'minimum' cannot be 'data:200"),
        ("minimum=101", "'minimum' cannot be 'score:101.0'; write less than or equal to 100"),
        ("minimum=x", "'minimum' cannot be 'score:x'; write a number"),
        ("languages=", "'languages' cannot be ''; name at least one"),
        ("minimum=", "'minimum' cannot be ''; name at least one"),
        (
            "commercial=maybe",
            "'commercial' cannot be 'maybe'; it has no bound: write 'commercial' alone, or leave it out",
        ),
        ("eu=no", "'eu' cannot be 'no'; it has no bound"),
        ("size", "'size' cannot be"),
        (
            "languages=xx",
            "'languages' cannot be 'xx'; no language has the code 'xx'; write codes of ISO 639, such as de",
        ),
        ("languages=de,cz", "no language has the code 'cz'; did you mean 'cs'?"),
        ("languages=german", "no language has the code 'german'"),
        ("languages=und", "no language has the code 'und'"),
    ],
)
def test_an_option_that_cannot_be_meant_is_a_sentence(option: str, said: str) -> None:
    with pytest.raises(UsageError) as failure:
        parse([option])
    assert said in str(failure.value)


def test_an_address_names_what_it_cannot_mean_and_keeps_the_rest() -> None:
    asked, problems = read_address({"size": "big", "commercial": "yes", "purpose": "cats", "q": "x"})
    assert options_of(asked) == ["commercial"]
    assert len(problems) == 2
    assert any("cats" in problem for problem in problems)


@pytest.mark.parametrize(
    ("declared", "asked", "verdict", "said"),
    [
        (("de", "lv", "mul"), "de,lv", Verdict.PASSES, ""),
        (("de", "lv", "mul"), "de,no", Verdict.UNDECIDED, "more languages are declared"),
        (("mul",), "de", Verdict.UNDECIDED, "more languages are declared"),
        (("de", "lv"), "no", Verdict.OUT, "declares 2 languages"),
        (("de", "lv"), "ger,LV", Verdict.PASSES, ""),  # a code means the same however it is written
        (("de", "pt"), "deu,pt-BR", Verdict.PASSES, ""),
    ],
)
def test_languages_beyond_those_with_codes_are_not_a_no(
    declared: tuple[str, ...], asked: str, verdict: Verdict, said: str
) -> None:
    found = sifted([f"languages={asked}"], {"languages.declared": declared})
    assert found.verdict(0) is verdict
    assert said in words(found)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("ja", "'commercial' cannot be 'ja'; write true, or {then: …} with one of block, warn, audit"),
        ("blok", "'commercial' cannot be 'blok'; did you mean 'block'?"),
        (1.5, "'commercial' cannot be '1.5'; write true"),
        (False, "'commercial' is asked or left out; write true, or {then: warn}, or remove the line"),
    ],
)
def test_a_requirement_without_a_bound_is_true_or_an_action(given: object, said: str) -> None:
    with pytest.raises(ValidationError) as failure:
        Requirements.model_validate({"commercial": given})
    assert said in str(failure.value)


@pytest.mark.parametrize("given", [True, "warn", {"then": "warn"}, {}])
def test_a_requirement_without_a_bound_may_be_written_shortly(given: object) -> None:
    asked = Requirements.model_validate({"eu": given}).eu
    assert asked is not None
    assert asked.then is (Action.WARN if given in ("warn", {"then": "warn"}) else Action.BLOCK)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "at least 40 of 100 points, 20.5 of 100 points for data are proven"),
        ("de", "belegt sind mindestens 40 von 100 Punkten, 20.5 von 100 Punkten für data"),
        ("fr", "au moins 40 points sur 100, 20.5 points sur 100 pour data sont prouvés"),
    ],
)
def test_minimum_points_are_asked_in_a_sentence(language: str, told: str) -> None:
    asked = parse(["minimum=score:40,data:20.5"]).minimum
    assert asked is not None
    assert phrases(language).of(asked_words("minimum", asked)) == told
