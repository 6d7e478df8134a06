"""Stand-ins say to readers what a model's own name and files say."""

from __future__ import annotations

import pytest

from openness.licences.name_hint import family_in_name
from openness.licences.stored import required_prefixes
from openness.reading.ancestry import sounds_derived, sounds_tuned
from openness.reading.weight_files import QUANTIZED_NAME
from openness.signals.licence_answers import plain_name
from openness.signals.modality import sounds_like_code
from openness.signals.stand_in import NAME, asked_name, bases_of, legal_kind, results_of, weights_of, words_of
from openness.signals.weights_in_card import is_delta_id


@pytest.mark.parametrize("name", ["b", "b-sft", "b-merged", "b-int4", "b-code-gguf", "b-7b-delta", "b-sft-4bit-code"])
def test_a_stand_in_is_called_as_the_model_is(name: str) -> None:
    made = f"a/m0del{words_of(f'a/{name}')}"
    for sounds in (sounds_tuned, sounds_derived, sounds_like_code, is_delta_id):
        assert sounds(made) == sounds(f"a/{name}")
    assert bool(QUANTIZED_NAME.search(made)) == bool(QUANTIZED_NAME.search(f"a/{name}"))


@pytest.mark.parametrize(
    ("name", "stand_in"),
    [
        ("b", NAME),
        ("Llama-3-8B-x", f"llama3-{NAME}"),
        ("Meta-Llama-2", f"metallama-{NAME}"),
        ("my-llama", f"{NAME}-llama"),
        ("my-llama3", f"{NAME}-llama-llama3"),
    ],
)
def test_a_stand_in_bears_the_name_that_a_licence_asks_for(name: str, stand_in: str) -> None:
    assert asked_name(f"a/{name}", ("llama", "llama3")) == stand_in


def test_files_and_configuration_are_cut_to_what_is_read() -> None:
    assert weights_of(["README.md", "model.safetensors", "a.index.json"]) == ("model.safetensors", "a.index.json")
    assert weights_of(["README.md"]) == (".gitattributes",)
    assert weights_of([]) == ()
    assert [legal_kind(path) for path in ("LICENSE", "unet/config.json", "x.py", "y.txt")] == [
        "kept",
        "name",
        "code",
        "",
    ]
    assert bases_of({"peft": {"base_model_name_or_path": "a/b", "r": 8}, "x": 1}) == {
        "peft": {"base_model_name_or_path": "a/b"}
    }
    assert bases_of({"x": 1}) is None
    assert results_of(None) is None
    assert results_of([{"results": [{"metrics": [{"value": 0.3}]}]}])
    assert results_of([{"results": []}]) == []


@pytest.mark.parametrize(
    "model",
    [
        "house/owl-gemma",
        "google/gemma-9",
        "house/Llama-3-owl",
        "house/owl-exaone",
        "house/owlGemma2-llama",
        "house/owl",
    ],
)
def test_a_stand_in_hints_at_the_family_its_model_hints_at(model: str) -> None:
    name = asked_name(model, tuple(plain_name(prefix) for prefix in required_prefixes()))
    assert name is not None
    assert family_in_name(name) == family_in_name(model)


@pytest.mark.parametrize("model", ["house/ollama-tools", "meta-llama/Llama-9"])
def test_where_no_stand_in_hints_alike_the_model_stands_for_itself(model: str) -> None:
    assert asked_name(model, tuple(plain_name(prefix) for prefix in required_prefixes())) is None
