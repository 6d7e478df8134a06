"""With which library a model is run; all records here are made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Outcome
from openness.record.record import Look, ModelBody, Record, TextFile
from openness.signals import SIGNALS


def ask(card: str | None = None, **body: Any) -> Evidence:
    look = Look.NOT_LOOKED if card is None else Look.READ
    record = Record(
        body=ModelBody.model_validate({"id": "org/m", **body}),
        origin="made by hand",
        card=TextFile(path="README.md", look=look, text=card),
    )
    return SIGNALS["model.library"].ask(Reading(record))


@pytest.mark.parametrize(
    ("card", "body", "library", "place"),
    [
        (None, {"library_name": "timm"}, "timm", "$.library_name"),
        (None, {"library_name": " NeMo "}, "NeMo", "$.library_name"),
        (None, {"library_name": "timm", "tags": ["transformers"]}, "timm", "$.library_name"),  # the name decides
        (None, {"library_name": "  ", "tags": ["mlx"]}, "mlx", "$.tags"),
        ("---\nlibrary_name: flair\n---\n# One\n", {"tags": ["pytorch"]}, "flair", "README.md:2"),
        (None, {"tags": ["pytorch", "transformers", "peft"]}, "peft", "$.tags"),  # what is built on the others
        (None, {"tags": ["safetensors", "GGUF", "en"]}, "gguf", "$.tags"),
    ],
)
def test_the_library_is_the_one_that_is_named(card: str | None, body: dict[str, Any], library: str, place: str) -> None:
    found = ask(card, **body)
    assert found.value == library
    assert place in str(found.sources[0])


def test_what_only_the_tags_say_is_less_sure() -> None:
    assert ask(tags=["onnx"]).confidence is Confidence.MEDIUM
    assert ask(library_name="onnx").confidence is Confidence.HIGH


@pytest.mark.parametrize("body", [{"tags": ["text-generation", "license:mit"]}, {"tags": ["my-transformers"]}])
def test_a_repository_that_names_none_is_silent(body: dict[str, Any]) -> None:
    assert ask(**body).outcome is Outcome.SILENT


@pytest.mark.parametrize("value", ["[transformers]", "{a: b}", "3", "null", "''"])
def test_an_odd_value_in_a_card_names_none(value: str) -> None:
    assert ask(f"---\nlibrary_name: {value}\n---\nText.\n").outcome is Outcome.SILENT


def test_nothing_told_is_nobody_looked() -> None:
    assert ask().outcome is Outcome.NOT_LOOKED


@given(st.text(max_size=5000))
def test_a_name_is_bounded_whatever_it_is(name: str) -> None:
    found = ask(library_name=name)
    assert found.value is None or 0 < len(str(found.value)) <= 60
