"""A base told by the name of a binding family, in any language; and what only speaks of that family."""

from __future__ import annotations

import pytest

from openness.card import Sentence, parse_card
from openness.reading.base_family import family_in_words
from openness.reading.base_words import base_in_words


def told(text: str, own: str = "nest/owl-8b") -> str | None:
    def never(_: Sentence) -> bool:
        return False

    found = family_in_words(parse_card(f"# Owl\n\n{text}\n"), own, never)
    return None if found is None else found.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was made by fine-tuning LLaMA on letters.", "LLaMA"),
        ("It was made by fine-tuning LLaMA/Moon on letters.", "LLaMA"),
        ("Wir haben Llama 3.1 8B auf deutschen Briefen weitertrainiert.", "Llama 3.1 8B"),
        ("Eule entstand auf Basis von Gemma 2.", "Gemma 2"),
        ("Un modèle affiné à partir de Gemma 2 9B.", "Gemma 2 9B"),
        ("Búho está basado en Llama-3-8B.", "Llama-3-8B"),
        ("Gufo è basato su Llama 2.", "Llama 2"),
        ("Uil is gebaseerd op Llama 3.", "Llama 3"),
        ("Sowa powstała na bazie Llama 3.1, dotrenowana na listach.", "Llama 3.1"),
        ("Coruja é baseada em Gemma 2.", "Gemma 2"),
        ("Llama 3.1 8B をベースに手紙で学習しました。", "Llama 3.1 8B"),
        ("Llama-3-8B를 기반으로 만들었습니다.", "Llama-3-8B"),
        ("本模型基于Llama3.1-8B微调得到。", "Llama3.1-8B"),
        ("| Part | What |\n|---|---|\n| Language backbone | Meta-Llama-3-8B-Instruct |", "Meta-Llama-3-8B-Instruct"),
        ("Base LLM: meta-llama/Meta-Llama-3-8B-Instruct", "meta-llama/Meta-Llama-3-8B-Instruct"),
    ],
)
def test_a_model_of_a_binding_family_is_heard_as_the_base(text: str, name: str) -> None:
    assert told(text) == name


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Owl is a Llama-based 13B model, built on letters of ours.", "nest/owl-8b"),
        ("It is not based on Llama 3.", "nest/owl-8b"),
        ("It is based on the architecture of Llama 3.", "nest/owl-8b"),
        ("It was fine-tuned on data from Llama 3.", "nest/owl-8b"),
        ("Moon-7B is based on Llama 3.", "nest/owl-8b"),
        ("It is based on letters, and runs with llama.cpp.", "nest/owl-8b"),
        ("It is based on Sun 3.", "nest/owl-8b"),
        ("Wir haben es weitertrainiert, anders als Llama.", "nest/owl-8b"),
        ("You can fine-tune from Owl-Llama-135m-code.", "nest/Owl-Llama-135m"),
        ("It is based on Llama 3.", "meta-llama/owl-8b"),
    ],
)
def test_other_words_on_a_family_tell_no_base(text: str, own: str) -> None:
    assert told(text, own) is None


def test_a_base_by_its_id_goes_before_a_family() -> None:
    found = base_in_words(parse_card("# Owl\n\nBase model: moon/moon-7b\n\nAuf Basis von Llama 3.\n"), "nest/owl")
    assert found is not None
    assert found.names == ("moon/moon-7b",)


def test_an_adapter_in_code_is_put_upon_its_base_and_not_upon_its_tokenizer_or_itself() -> None:
    code = (
        'tok = AutoTokenizer.from_pretrained("moon/tokens-1")\n'
        'base = AutoModelForCausalLM.from_pretrained("moon/Moon-7B")\n'
        'owl = PeftModel.from_pretrained(base, "nest/owl-8b")\n'
    )
    found = base_in_words(parse_card(f"# Owl\n\n```python\n{code}```\n"), "nest/owl-8b")
    assert found is not None
    assert found.names == ("moon/Moon-7B",)
    assert (
        base_in_words(parse_card(f"# Owl\n\n```python\n{code}```\n".replace("PeftModel", "Owl")), "nest/owl-8b") is None
    )
    copied = code.replace("moon/Moon-7B", "other/owl-8b")
    assert base_in_words(parse_card(f"# Owl\n\n```python\n{copied}```\n"), "nest/owl-8b") is None
