"""Whether a card alone tells that weights are in its repository; all cards here are made by hand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Method
from openness.signals.weights_in_card import delta_in_card, is_delta_id, weights_in_card
from tests.signals.made_cards import record

OWN = "org/Lodestar-7B"


def told(card: str, model: str = OWN) -> object:
    found = weights_in_card(Reading(record(card, model=model)))
    return None if found is None else found.value


def code(text: str) -> str:
    return f"# L\n\n```python\n{text}\n```\n"


@pytest.mark.parametrize(
    "text",
    [
        f'm = AutoModel.from_pretrained("{OWN}")',
        f"m = AutoModel.from_pretrained('{OWN.lower()}')",
        f'pipe = pipeline("text-generation", model="{OWN}")',
        f"vllm serve {OWN}",
        f"git clone https://huggingface.co/{OWN}\n",
        f'snapshot_download("{OWN}")',
        f'llm = LLM(model="{OWN}")',
    ],
)
def test_code_that_loads_this_repository_shows_that_weights_are_there(text: str) -> None:
    found = weights_in_card(Reading(record(code(text))))
    assert found is not None
    assert (found.value, found.method) == ("all", Method.CARD)
    assert found.sources[0].line == 4


def test_the_line_of_the_call_is_named() -> None:
    found = weights_in_card(Reading(record(code(f'import x\n\nm = load("{OWN}")'))))
    assert found is not None
    assert (found.sources[0].line, found.confidence) == (6, Confidence.MEDIUM)
    assert found.sources[0].quote == f'm = load("{OWN}")'


@pytest.mark.parametrize(
    "text",
    [
        'm = AutoModel.from_pretrained("other/Star-3B")',
        f'print("{OWN}")',
        'd = load_dataset("org/texts")',
    ],
)
def test_code_that_loads_something_else_shows_nothing(text: str) -> None:
    assert told(code(text)) is None


def test_a_longer_name_is_another_repository() -> None:
    found = weights_in_card(Reading(record(code(f'm = load("{OWN}-GGUF")'))))
    assert found is None or found.confidence is Confidence.LOW


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The model is available on Hugging Face.", "all"),
        ("The weights are released on the Hub.", "all"),
        ("This repository contains the weights.", "all"),
        ("The weights are not available on the Hub.", None),
        ("The weights will be available on Hugging Face soon.", None),
        ("These are delta weights.", "partial"),
        ("This is a model diff.", "partial"),
        ("These are not delta weights.", None),
        ("A model of stars.", None),
    ],
)
def test_words_decide_unless_they_deny_or_promise(sentence: str, value: str | None) -> None:
    assert told(f"# L\n\n{sentence}\n") == value


@pytest.mark.parametrize(
    ("link", "value"),
    [
        (f"[Model](https://huggingface.co/{OWN})", "all"),
        (f"[file](https://huggingface.co/{OWN}/resolve/main/a.gguf)", "all"),
        ("[Model](https://huggingface.co/other/star)", None),
        ("![a.gguf](https://example.org/a.gguf)", None),  # a picture by that name
        ("[paper](https://example.org/paper.pdf)", None),
    ],
)
def test_links_to_itself_and_to_files_of_weights(link: str, value: str | None) -> None:
    assert told(f"# L\n\n{link}\n") == value


@pytest.mark.parametrize(
    ("model", "value"), [("org/m-13b-delta", "partial"), ("org/m-13b", "all"), ("org/deltanet-13b", "all")]
)
def test_a_name_of_a_delta_makes_it_a_part(model: str, value: str) -> None:
    assert told(code(f'm = load("{model}")'), model=model) == value


@pytest.mark.parametrize(
    ("model", "delta"),
    [
        ("org/m-13b-delta", True),
        ("org/m-13b-delta-v1.1", True),
        ("org/m-13B-diff", True),
        ("org/m-delta-weights", True),
        ("org/m_delta_v0", True),
        ("org/m-7b-deltas", True),
        ("org/arm-deltas", False),  # neither a size nor a version nor the word weights
        ("org/deltanet", False),
        ("org/delta-force-7b", False),
        ("delta/m-7b", False),
        ("org/gated-deltanet-1.3B", False),
        ("", False),
    ],
)
def test_how_names_of_deltas_end(model: str, delta: bool) -> None:
    assert is_delta_id(model) is delta


@pytest.mark.parametrize("key", ["library_name: transformers", "pipeline_tag: text-generation"])
def test_metadata_that_say_how_the_hub_runs_it_are_the_weakest_sign(key: str) -> None:
    found = weights_in_card(Reading(record(f"---\n{key}\n---\n# L\n")))
    assert found is not None
    assert (found.value, found.method, found.confidence) == ("all", Method.METADATA, Confidence.LOW)


def test_without_a_card_nothing_is_told() -> None:
    reading = Reading(record())
    assert weights_in_card(reading) is None
    assert delta_in_card(reading) is None


@given(st.text(max_size=300))
def test_any_card_is_read_without_a_fault_and_what_it_tells_has_a_place(text: str) -> None:
    found = weights_in_card(Reading(record(text)))
    assert found is None or (found.value in ("all", "partial") and found.sources)


def test_a_pattern_of_a_model_s_own_is_compiled_only_where_code_may_hold_it(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compiles = re.compile

    def note(pattern: str, *flags: int) -> re.Pattern[str]:
        compiled.extend([pattern] if "lodestar" in pattern else [])
        return compiles(pattern, *flags)

    monkeypatch.setattr(re, "compile", note)
    told(code('AutoModel.from_pretrained("other/Heron-7B")'))
    assert compiled == []
    assert told(code('AutoModel.from_pretrained("org/Lodestar-13B")')) == "all"
    assert len(compiled) == 1
