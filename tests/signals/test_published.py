"""Whether weights are there, by files, tags, names and cards; all records here are made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Method, Outcome
from openness.record.record import Look, ModelBody, Record, TextFile
from openness.signals.published import no_files, only_a_delta, published_weights, tagged_formats


def made(files: list[str] | None = None, card: str | None = None, look: Look | None = None, **body: Any) -> Reading:
    siblings = None if files is None else [{"rfilename": name} for name in files]
    return Reading(
        Record(
            body=ModelBody.model_validate({"id": "org/m", "siblings": siblings, **body}),
            origin="made by hand",
            card=TextFile(path="README.md", look=Look.NOT_LOOKED if card is None else Look.READ, text=card),
            files_look=look or (Look.NOT_LOOKED if files is None else Look.READ),
        )
    )


def answer(found: Evidence) -> object:
    return found.outcome if found.value is None else found.value


@pytest.mark.parametrize(
    ("reading", "value"),
    [
        (made(["model.safetensors"]), "all"),
        (made(["a.gguf"]), "all"),
        (made(["README.md", "config.json"]), "none"),
        (made([]), "none"),
        (made(["model-00001-of-00002.safetensors"]), "partial"),
        (made(["model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors"]), "all"),
        (made(["pytorch_model.bin.index.json"]), "none"),
        (made(["model-delta.safetensors"]), "partial"),
        (made(["model.safetensors"], removed=True), "none"),
        (made(["model.safetensors"], disabled=True), "none"),
        (made(tags=["safetensors"]), "all"),
        (made(tags=["gguf"]), "all"),
        (made(tags=["pytorch"], id="org/m-7b-delta"), "partial"),
        (made(tags=["en"]), Outcome.NOT_LOOKED),
        (made(), Outcome.NOT_LOOKED),
        (made(look=Look.REFUSED), Outcome.UNREADABLE),
        (made(look=Look.FAILED), Outcome.UNREADABLE),
        (made(look=Look.ABSENT), Outcome.UNREADABLE),
    ],
)
def test_weights_are_there_in_part_not_or_unknown(reading: Reading, value: object) -> None:
    assert answer(published_weights(reading)) == value


def test_a_torn_set_beside_a_whole_one_is_told_and_does_not_count() -> None:
    found = published_weights(made(["pytorch_model-00001-of-00002.bin", "model.safetensors"]))
    assert found.value == "all"
    assert found.note is not None
    assert found.note.startswith("A whole set is there; ")


def test_the_first_three_files_are_the_sources() -> None:
    files = [f"model-{number:05d}-of-00005.safetensors" for number in range(1, 6)]
    found = published_weights(made(files))
    assert [source.file for source in found.sources] == files[:3]


@pytest.mark.parametrize(
    ("body", "formats"),
    [
        ({"tags": ["safetensors"]}, {"safetensors": "$.tags"}),
        ({"safetensors": {"total": 5}}, {"safetensors": "$.safetensors"}),
        ({"safetensors": {"total": 5}, "tags": ["safetensors"]}, {"safetensors": "$.safetensors"}),
        ({"safetensors": {"total": 5}, "tags": ["pytorch"]}, {"pickle": "$.tags"}),  # any count stands in some lists
        ({"gguf": {"total": 5}, "tags": ["en"]}, {"gguf": "$.gguf"}),
        ({"tags": ["pytorch", "tf", "jax", "onnx"]}, dict.fromkeys(("pickle", "tensorflow", "flax", "onnx"), "$.tags")),
        ({"tags": ["openvino", "rust"]}, {"other": "$.tags"}),
        ({"tags": ["transformers", "Safetensors"]}, {}),
        ({}, {}),
    ],
)
def test_formats_that_the_hub_tells_of_without_a_list(body: dict[str, Any], formats: dict[str, str]) -> None:
    assert {name: str(source) for name, source in tagged_formats(made(**body)).items()} == formats


def test_a_tag_is_a_weaker_sign_than_a_file_and_says_so() -> None:
    tagged, listed = published_weights(made(tags=["safetensors"])), published_weights(made(["model.safetensors"]))
    assert (tagged.confidence, tagged.method) == (Confidence.MEDIUM, Method.API)
    assert (listed.confidence, listed.method) == (Confidence.HIGH, Method.FILES)
    assert tagged.note == "The Hub tells of safetensors weights; the file list was not read."


@pytest.mark.parametrize(
    ("reading", "delta"),
    [
        (made(["model-delta.bin"]), True),
        (made(["model-delta.bin", "model.safetensors"]), False),
        (made(["model.safetensors"]), False),
        (made(["model.safetensors"], id="org/m-13b-delta-v1.1"), True),
        (made(id="org/m-7b-delta"), True),
        (made(id="org/deltanet"), False),
        (made([], id="org/m-7b-delta"), False),  # nothing is there
        (made(card="These are delta weights."), True),
        (made(card="These are not delta weights."), False),
        (made(card="These are delta weights.", tags=["safetensors"]), False),
    ],
)
def test_a_delta_is_known_by_files_name_or_card(reading: Reading, delta: bool) -> None:
    assert only_a_delta(reading) is delta


@pytest.mark.parametrize(
    ("look", "outcome"),
    [
        (Look.NOT_LOOKED, Outcome.NOT_LOOKED),
        (Look.REFUSED, Outcome.UNREADABLE),
        (Look.FAILED, Outcome.UNREADABLE),
        (Look.ABSENT, Outcome.UNREADABLE),
    ],
)
def test_without_a_list_it_is_said_why(look: Look, outcome: Outcome) -> None:
    found = no_files(made(look=look), "what it is")
    assert found.outcome is outcome
    assert (found.note or "").endswith("what it is.") == (look is Look.NOT_LOOKED)


@given(st.lists(st.text(min_size=1, max_size=30), max_size=6))
def test_any_list_of_names_is_answered_or_unreadable(files: list[str]) -> None:
    found = published_weights(made(files))
    assert found.value in ("all", "partial", "none", None)
    assert (found.value is None) == (found.outcome is not Outcome.ANSWERED)
