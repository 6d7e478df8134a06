"""Which kinds of content a model is made for; all records here are made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Outcome
from openness.record.record import Look, ModelBody, Record, TextFile
from openness.signals import SIGNALS


def made(card: str | None = None, **body: Any) -> Record:
    look = Look.NOT_LOOKED if card is None else Look.READ
    return Record(
        body=ModelBody.model_validate({"id": "org/m", **body}),
        origin="made by hand",
        card=TextFile(path="README.md", look=look, text=card),
    )


def ask(record: Record) -> Evidence:
    return SIGNALS["model.modality"].ask(Reading(record))


@pytest.mark.parametrize(
    ("task", "kinds"),
    [
        ("text-generation", ("text",)),
        ("fill-mask", ("text",)),
        ("sentence-similarity", ("text",)),
        ("text-to-image", ("image",)),  # a text prompt alone makes no text model
        ("image-classification", ("image",)),
        ("image-text-to-text", ("image", "text")),
        ("visual-question-answering", ("image", "text")),
        ("text-to-video", ("video",)),
        ("image-to-video", ("image", "video")),
        ("video-text-to-text", ("text", "video")),
        ("text-to-speech", ("audio",)),
        ("automatic-speech-recognition", ("audio", "text")),
        ("time-series-forecasting", ("time_series",)),
        ("tabular-regression", ("tabular",)),
        ("table-question-answering", ("tabular", "text")),
        ("robotics", ("robotics",)),
        ("reinforcement-learning", ("other",)),
    ],
)
def test_a_task_tells_the_kinds_wherever_it_stands(task: str, kinds: tuple[str, ...]) -> None:
    told = ask(made(pipeline_tag=task))
    assert (told.value, told.confidence, str(told.sources[0])) == (kinds, Confidence.HIGH, "$.pipeline_tag")
    head = ask(made(f"---\npipeline_tag: {task}\n---\n"))
    assert (head.value, head.sources[0].line) == (kinds, 2)
    tagged = ask(made(tags=["en", task]))
    assert (tagged.value, tagged.confidence) == (kinds, Confidence.MEDIUM)


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ({"pipeline_tag": "text-generation", "tags": ["code"]}, ("code", "text")),
        ({"pipeline_tag": "text-generation", "tags": ["Text-to-SQL"]}, ("code", "text")),
        ({"pipeline_tag": "text-generation", "id": "org/Star-Coder-7B"}, ("code", "text")),
        ({"pipeline_tag": "text-generation", "id": "org/codegen-350M"}, ("code", "text")),
        ({"pipeline_tag": "text-generation", "id": "org/decoder-only"}, ("text",)),  # a part of a word is none
        ({"pipeline_tag": "text-generation", "id": "coder/Star-7B"}, ("text",)),  # an account is no name
        ({"pipeline_tag": "text-to-image", "tags": ["code"]}, ("image",)),  # only what speaks can write code
        ({"tags": ["time-series"]}, ("time_series",)),
        ({"tags": ["text-generation", "text-to-image"]}, ("image", "text")),
        ({"pipeline_tag": "any-to-any", "tags": ["image-to-text"]}, ("image", "text")),
        ({"pipeline_tag": "text-generation", "tags": ["image-to-text"]}, ("text",)),  # the task comes before tags
        ({"id": "org/coder-1b"}, ("code",)),
    ],
)
def test_tags_and_names_add_to_the_task(body: dict[str, Any], kinds: tuple[str, ...]) -> None:
    assert ask(made(**body)).value == kinds


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (made(), Outcome.NOT_LOOKED),
        (made(tags=["en"]), Outcome.SILENT),
        (made(pipeline_tag="feature-extraction"), Outcome.SILENT),
        (made(pipeline_tag="made-up-task"), Outcome.SILENT),
        (made("# M\n\nIt writes text.\n"), Outcome.SILENT),
        (made("---\npipeline_tag: [text-generation]\n---\n"), Outcome.SILENT),
        (made("---\ntags: {a: b}\n---\n"), Outcome.SILENT),
        (made(cardData={"license": "mit"}), Outcome.SILENT),
    ],
)
def test_no_task_is_unknown_and_says_whether_anything_was_read(record: Record, outcome: Outcome) -> None:
    assert ask(record).outcome is outcome


def test_every_kind_of_the_domain_can_be_told() -> None:
    tasks = ("text-generation image-to-image text-to-audio text-to-video time-series-forecasting "
             "tabular-classification robotics graph-ml").split()  # fmt: skip
    found = {kind for task in tasks for kind in ask(made(pipeline_tag=task)).value or ()}  # type: ignore[union-attr]
    found |= set(ask(made(id="org/coder")).value or ())  # type: ignore[arg-type]
    assert found == set(SIGNALS["model.modality"].domain.choices)


@given(st.lists(st.text(max_size=12), max_size=6), st.one_of(st.none(), st.text(max_size=12)))
def test_any_tags_and_task_give_an_answer_or_an_unknown(tags: list[str], task: str | None) -> None:
    found = ask(made(tags=tags, pipeline_tag=task))
    assert found.value is None or found.sources
