"""Whether a model continues another one: by a base, by its name, by plain words in the card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.reading import Reading
from openness.reading.tuning import is_tuned, says_tuned
from openness.record.record import Look
from tests.signals.made_cards import record


def reading(card: str | None, model: str = "org/Lodestar-7B", look: Look | None = None) -> Reading:
    return Reading(record(card, model=model, look=look))


@pytest.mark.parametrize(
    "sentence",
    [
        "Lodestar is a fine-tuned version of the base.",
        "The model was fine-tuned on letters.",
        "The model is further fine-tuned with letters.",
        "This 7b model fine-tuned on letters answers questions.",
        "It is an instruction-tuned version of our base.",
        "It is a chat-tuned variant.",
        "It is a post-trained language model.",
        "It is an instruct-tuned large language model.",
        "We fine-tuned the pre-trained base model.",
        "It was initialized from the weights of the older one.",
        "It was initialised from moon-7b.",
        "An aligned version of the base.",
    ],
)
def test_plain_words_say_it(sentence: str) -> None:
    assert says_tuned(reading(f"# Lodestar\n\n{sentence}\n"))
    assert is_tuned(reading(f"# Lodestar\n\n{sentence}\n"))


@pytest.mark.parametrize(
    "sentence",
    [
        "The model was trained from scratch.",
        "The model can be fine-tuned on letters.",
        "It may be fine-tuned on your texts.",
        "When the model is fine-tuned on letters it forgets.",
        "The model was not fine-tuned on letters.",
        "It was randomly initialized from noise-1.",
        "Compared with a model fine-tuned on letters it is small.",
        "A non-instruction-tuned version is planned by nobody.",
        "A fine tune on the fiddle.",
        "The stars are aligned.",
        "",
    ],
)
def test_possibilities_denials_and_other_models_do_not_say_it(sentence: str) -> None:
    assert not says_tuned(reading(f"# Lodestar\n\n{sentence}\n"))
    assert not is_tuned(reading(f"# Lodestar\n\n{sentence}\n"))


@pytest.mark.parametrize(
    ("head", "tuned"),
    [
        ("base_model: x/moon-7b", True),
        ("base_model: x/moon-7b\nbase_model_relation: finetune", True),
        ("base_model: x/moon-7b\nbase_model_relation: adapter", True),
        ("base_model: x/moon-7b\nbase_model_relation: merge", True),
        ("base_model: x/moon-7b\nbase_model_relation: quantized", False),
        ("license: mit", False),
    ],
)
def test_a_named_base_says_it_unless_it_was_only_quantised(head: str, tuned: bool) -> None:
    assert is_tuned(reading(f"---\n{head}\n---\n# Lodestar\n\nA model.\n")) is tuned


@pytest.mark.parametrize(
    ("model", "tuned"),
    [("made/lake-instruct", True), ("made/lake-chat", True), ("made/lake", False), ("made/lake-GGUF", False)],
)
def test_the_name_says_it_even_without_a_card(model: str, tuned: bool) -> None:
    assert is_tuned(reading(None, model)) is tuned


@pytest.mark.parametrize("look", list(Look))
def test_without_a_text_nothing_is_said(look: Look) -> None:
    assert not says_tuned(reading(None, look=look))


@given(st.text(max_size=400))
def test_any_card_is_answered(text: str) -> None:
    assert says_tuned(reading(text)) in (True, False)


@pytest.mark.parametrize("piece", ["fine-tuned ", "initialized from ", "is aligned ", "we w w fine-tune "])
def test_long_hostile_cards_are_answered(piece: str) -> None:
    assert says_tuned(reading(piece * (40_000 // len(piece)))) in (True, False)
