"""Which bases a model names, from which place, how surely; and when nobody can say."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.ancestry import Ancestry, read_ancestry, sounds_derived, sounds_tuned
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Method
from openness.record.record import BaseFact, Look, ModelBody, Record, Relation, TextFile
from tests.signals.made_cards import record


def of(card: str | None, **told: object) -> Ancestry | None:
    return read_ancestry(Reading(record(card, **told)))  # type: ignore[arg-type]


def head(lines: str) -> str:
    return f"---\n{lines}\n---\n# Lodestar\n\nA model.\n"


@pytest.mark.parametrize(
    ("lines", "bases"),
    [
        ("base_model: x/moon-7b", ("x/moon-7b",)),
        ("base_model: [x/moon-7b]", ("x/moon-7b",)),
        ("base_model:\n- x/moon-7b\n- y/sun-2b", ("x/moon-7b", "y/sun-2b")),
        ("base_model: https://huggingface.co/x/moon-7b", ("x/moon-7b",)),
        ("license: mit", ()),
        ("base_model:", ()),
        ("base_model: []", ()),
    ],
)
def test_metadata_name_the_bases(lines: str, bases: tuple[str, ...]) -> None:
    found = of(head(lines))
    assert found is not None
    assert found.bases == bases
    assert found.pointed


@pytest.mark.parametrize(
    ("told", "relation"),
    [
        ("finetune", Relation.FINETUNE),
        ("adapter", Relation.ADAPTER),
        ("quantized", Relation.QUANTIZED),
        ("merge", Relation.MERGE),
        ("Finetune", Relation.FINETUNE),
    ],
)
def test_the_publishers_own_relation_counts_as_declared(told: str, relation: Relation) -> None:
    found = of(head(f"base_model: x/moon-7b\nbase_model_relation: {told}"))
    assert found is not None
    assert (found.relation, found.declared) == (relation, True)


def test_a_base_without_a_relation_is_not_declared() -> None:
    found = of(head("base_model: x/moon-7b"))
    assert found is not None
    assert not found.declared


@pytest.mark.parametrize("relation", ["finetune", "adapter", "quantized", "merge"])
def test_tags_of_the_hub_name_base_and_relation(relation: str) -> None:
    found = of(None, tags=("base_model:x/moon-7b", f"base_model:{relation}:x/moon-7b"))
    assert found is not None
    assert found.bases == ("x/moon-7b",)
    assert found.relation == relation
    assert found.method is Method.API
    assert not found.declared


@pytest.mark.parametrize(
    ("words", "bases", "pointed"),
    [
        ("It was fine-tuned from x/moon-7b.", ("x/moon-7b",), True),
        ("It was initialized from Moon-7B.", ("Moon-7B",), False),
        ("This is a distilled version of the moon-base model.", ("moon-base",), False),
    ],
)
def test_the_cards_words_name_a_base_where_nothing_else_does(words: str, bases: tuple[str, ...], pointed: bool) -> None:
    found = of(f"# Lodestar\n\n{words}\n")
    assert found is not None
    assert (found.bases, found.pointed, found.method, found.confidence) == (bases, pointed, Method.CARD, Confidence.LOW)
    assert found.source is not None
    assert found.source.line == 3


def test_metadata_count_before_words() -> None:
    found = of(head("base_model: x/moon-7b") + "\nIt was initialized from Sun-2B.\n")
    assert found is not None
    assert found.bases == ("x/moon-7b",)


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED])
def test_nobody_can_say_where_nothing_was_read(look: Look) -> None:
    assert of(None, look=look) is None


def test_a_head_that_cannot_be_read_says_nothing_of_bases() -> None:
    assert of("---\nbase_model: [x/moon\nlicense: : :\n---\n# Lodestar\n\nA model.\n") is None


@pytest.mark.parametrize(
    ("day", "sure"),
    [
        (None, Confidence.LOW),
        (datetime(2022, 5, 1, tzinfo=UTC), Confidence.LOW),
        (datetime(2023, 6, 30, tzinfo=UTC), Confidence.LOW),
        (datetime(2023, 7, 1, tzinfo=UTC), Confidence.MEDIUM),
        (datetime(2026, 5, 1, tzinfo=UTC), Confidence.MEDIUM),
    ],
)
def test_no_base_named_says_little_in_an_old_card(day: datetime | None, sure: Confidence) -> None:
    made = record("# Lodestar\n\nA model.\n").model_copy(update={"fetched_at": day})
    found = read_ancestry(Reading(made))
    assert found is not None
    assert (found.bases, found.relation, found.source, found.confidence) == ((), None, None, sure)


def test_a_long_list_of_bases_is_cut() -> None:
    found = of(head("base_model:\n" + "\n".join(f"- x/moon-{n}" for n in range(200))))
    assert found is not None
    assert len(found.bases) == 32


@pytest.mark.parametrize(
    ("name", "tuned", "derived"),
    [
        ("made/lake-7b-instruct", True, True),
        ("made/Lake-Chat", True, True),
        ("made/lake_dpo", True, True),
        ("made/lake.sft", True, True),
        ("made/lake-rl", True, True),
        ("made/lake-2b-it", True, True),
        ("made/lake-lora", True, True),
        ("made/lake-finetuned", True, True),
        ("made/lake-thinking", True, True),
        ("made/lake-GGUF", False, True),
        ("made/lake-awq", False, True),
        ("made/lake-gptq", False, True),
        ("made/lake-merged", False, True),
        ("made/lake-quantized", False, True),
        ("made/lake-it", False, False),
        ("made/lake-en-it", False, False),
        ("made/lake-2b-en-it", False, False),
        ("made/lake-7b", False, False),
        ("made/chatter-7b", False, False),
        ("instruct/lake", False, False),
        ("lake", False, False),
        ("", False, False),
    ],
)
def test_a_name_may_say_that_a_model_was_made_from_another(name: str, tuned: bool, derived: bool) -> None:
    assert sounds_tuned(name) is tuned
    assert sounds_derived(name) is derived


@given(st.text(max_size=100))
def test_any_name_is_answered_and_what_is_tuned_is_derived(name: str) -> None:
    assert sounds_derived(name) or not sounds_tuned(name)


@given(st.text(max_size=400))
def test_any_card_has_bounded_bases_in_its_lines(text: str) -> None:
    found = of(text)
    assert found is None or len(found.bases) <= 32
    if found is not None and found.source is not None and found.source.line is not None:
        assert 1 <= found.source.line <= text.count("\n") + text.count("\r") + 1


@pytest.mark.parametrize(
    ("names", "bases"), [("org/lodestar", ()), ("x/sun-2b", ("x/moon-7b",)), (None, ("x/moon-7b",))]
)
def test_a_model_that_names_this_one_as_its_base_is_none_of_it(names: str | None, bases: tuple[str, ...]) -> None:
    card = TextFile(path="README.md", look=Look.READ, text="# Lodestar\n\nFine-tuned from `x/moon-7b`.\n")
    moon = ModelBody(id="x/moon-7b", card_data={"base_model": names} if names else {})
    fact = BaseFact(id="x/moon-7b", look=Look.READ, child="org/lodestar", body=moon)
    found = read_ancestry(Reading(Record(body=ModelBody(id="org/lodestar"), origin="made", card=card, lineage=(fact,))))
    assert found is not None
    assert found.bases == bases
