"""Signals about lineage, modality, size and owner: every outcome, on records made by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from openness.reading.ancestry import sounds_derived, sounds_tuned
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Outcome
from openness.record.record import BaseFact, Look, ModelBody, Record, TextFile
from openness.signals.lineage import LINEAGE_SIGNALS

SIGNALS = {signal.id: signal for signal in LINEAGE_SIGNALS}
S, U, NL = Outcome.SILENT, Outcome.UNREADABLE, Outcome.NOT_LOOKED


def record(
    card: str | None = None, bases: tuple[BaseFact, ...] = (), files: list[str] | None = None, **body: Any
) -> Record:
    """Make a record by hand."""
    body = {"id": "org/some-model", **body}
    return Record(
        body=ModelBody.model_validate(
            {**body, "siblings": None if files is None else [{"rfilename": f} for f in files]}
        ),
        origin="made by hand",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        files_look=Look.NOT_LOOKED if files is None else Look.READ,
        card=TextFile(path="README.md", look=Look.NOT_LOOKED if card is None else Look.READ, text=card),
        lineage=bases,
    )


def base(name: str, look: Look = Look.READ, depth: int = 1, child: str = "org/some-model", **body: Any) -> BaseFact:
    told = ModelBody.model_validate({"id": name, **body}) if look is Look.READ else None
    return BaseFact(id=name, look=look, child=child, depth=depth, body=told)


def ask(signal: str, made: Record) -> Evidence:
    return SIGNALS[signal].ask(Reading(made))


FINETUNED = "# M\nThis is a fine-tuned version of [a/b](https://huggingface.co/a/b) on some data."
OPEN: dict[str, Any] = {"siblings": [{"rfilename": "model.safetensors"}], "gated": False}
EMPTY: dict[str, Any] = {"siblings": [{"rfilename": "README.md"}], "gated": "manual"}
OF_AB = ["base_model:a/b", "base_model:finetune:a/b"]

CASES: list[tuple[str, str, Record, object]] = [
    ("declared", "lineage.relation", record(cardData={"base_model": "a/b", "base_model_relation": "merge"}), "merge"),
    ("by tag", "lineage.relation", record(tags=OF_AB), "finetune"),
    ("quantised by tag", "lineage.relation", record(tags=["base_model:quantized:a/b"]), "quantized"),
    (
        "adapter by its configuration",
        "lineage.relation",
        record(config={"peft": {"base_model_name_or_path": "a/b"}}),
        "adapter",
    ),
    ("merged of two", "lineage.relation", record(cardData={"base_model": ["a/b", "c/d"]}, tags=["merge"]), "merge"),
    ("unstated", "lineage.relation", record(cardData={"base_model": "a/b"}), "unstated"),
    ("in a sentence with link", "lineage.relation", record(FINETUNED), "finetune"),
    (
        "an odd relation",
        "lineage.relation",
        record(cardData={"base_model": "a/b", "base_model_relation": 3}),
        "unstated",
    ),
    ("none named", "lineage.relation", record(cardData={"license": "mit"}), "none"),
    ("itself is no base", "lineage.relation", record(cardData={"base_model": "org/Some-Model"}), "none"),
    ("a path is no base", "lineage.relation", record(cardData={"base_model": "/home/me/model"}), "none"),
    ("derived by name, base unsaid", "lineage.relation", record(cardData={}, id="o/x-7B-Instruct"), S),
    ("nothing read", "lineage.relation", record(), NL),
    ("base of a string", "lineage.base", record(cardData={"base_model": "a/b"}), "a/b"),
    ("base by address", "lineage.base", record(cardData={"base_model": "https://huggingface.co/a/b/"}), "a/b"),
    ("bases of a list", "lineage.base", record(cardData={"base_model": ["a/b", None, 3, "c/d"]}), "a/b, c/d"),
    ("base by tags", "lineage.base", record(tags=OF_AB), "a/b"),
    ("base in a sentence", "lineage.base", record(FINETUNED), "a/b"),
    ("no base", "lineage.base", record(cardData={}), S),
    ("base never read", "lineage.base", record(), NL),
    ("base open", "base.weights", record(tags=OF_AB, bases=(base("a/b", **OPEN),)), "all"),
    ("base empty", "base.weights", record(tags=OF_AB, bases=(base("a/b", **EMPTY),)), "none"),
    ("base listed only", "base.weights", record(tags=OF_AB, bases=(base("a/b", tags=["pytorch"]),)), "all"),
    ("its own base", "base.weights", record(cardData={}, files=["model.safetensors"]), "all"),
    (
        "the furthest counts",
        "base.weights",
        record(tags=OF_AB, bases=(base("a/b", **EMPTY), base("r/r", depth=2, child="A/b", **OPEN))),
        "all",
    ),
    (
        "a shorter branch of a merge counts",
        "base.weights",
        record(
            tags=OF_AB, bases=(base("a/b", **OPEN), base("c/d", **EMPTY), base("r/r", depth=2, child="a/b", **OPEN))
        ),
        "none",
    ),
    (
        "a shorter branch nobody looked at leaves it open",
        "base.weights",
        record(
            tags=OF_AB,
            bases=(base("a/b", **OPEN), base("c/d", Look.NOT_LOOKED), base("r/r", depth=2, child="a/b", **OPEN)),
        ),
        NL,
    ),
    (
        "a shorter branch with a gate",
        "base.gate",
        record(
            tags=OF_AB, bases=(base("a/b", **OPEN), base("c/d", **EMPTY), base("r/r", depth=2, child="a/b", **OPEN))
        ),
        "manual",
    ),
    (
        "a circle has no end, so all count",
        "base.weights",
        record(tags=OF_AB, bases=(base("a/b", child="c/d", **OPEN), base("c/d", depth=2, child="a/b", **EMPTY))),
        "none",
    ),
    ("the worst counts", "base.weights", record(tags=OF_AB, bases=(base("a/b", **OPEN), base("c/d", **EMPTY))), "none"),
    (
        "one unknown is unknown",
        "base.weights",
        record(tags=OF_AB, bases=(base("a/b", **OPEN), base("c/d", Look.FAILED))),
        U,
    ),
    ("base hidden", "base.weights", record(tags=OF_AB, bases=(base("a/b", Look.ABSENT),)), U),
    ("base refused", "base.weights", record(tags=OF_AB, bases=(base("a/b", Look.REFUSED),)), U),
    ("base not asked", "base.weights", record(tags=OF_AB, bases=(base("a/b", Look.NOT_LOOKED),)), NL),
    ("nobody followed", "base.weights", record(tags=OF_AB), NL),
    ("base unsaid", "base.weights", record(cardData={}, id="o/x-chat", files=["model.safetensors"]), S),
    (
        "a family in the name",
        "base.weights",
        record(cardData={}, id="o/owl-llama-3-8b", files=["model.safetensors"]),
        S,
    ),
    ("relation to a family in the name", "lineage.relation", record(cardData={}, id="o/owl-gemma-2b"), S),
    ("gate of a family in the name", "base.gate", record(cardData={}, id="o/owl-gemma-2b", gated=False), S),
    ("a family's own model", "lineage.relation", record(cardData={}, id="meta-llama/Llama-3-8B"), "none"),
    (
        "a new beginning under a family's name",
        "lineage.relation",
        record("# Owl\n\nOwl is a small language model trained from scratch.\n", id="o/owl-llama-1b"),
        "none",
    ),
    ("gate of base", "base.gate", record(tags=OF_AB, bases=(base("a/b", **EMPTY),)), "manual"),
    (
        "closest gate counts",
        "base.gate",
        record(tags=OF_AB, bases=(base("a/b", gated="auto"), base("c/d", gated=False))),
        "automatic",
    ),
    ("own gate", "base.gate", record(cardData={}, gated=False), "none"),
    ("gate of base not told", "base.gate", record(tags=OF_AB, bases=(base("a/b"),)), NL),
    ("text", "model.modality", record(pipeline_tag="text-generation"), ("text",)),
    ("two kinds", "model.modality", record(pipeline_tag="image-text-to-text"), ("image", "text")),
    ("a prompt is no text model", "model.modality", record(pipeline_tag="text-to-image"), ("image",)),
    ("code by tag", "model.modality", record(pipeline_tag="text-generation", tags=["code"]), ("code", "text")),
    ("code by name", "model.modality", record(pipeline_tag="text-generation", id="o/x-coder-7b"), ("code", "text")),
    ("by tags", "model.modality", record(tags=["text-to-video", "en"]), ("video",)),
    ("by card metadata", "model.modality", record("---\npipeline_tag: robotics\n---\n"), ("robotics",)),
    ("series", "model.modality", record(pipeline_tag="time-series-forecasting"), ("time_series",)),
    ("task unsaid", "model.modality", record(tags=["en"]), S),
    ("task not read", "model.modality", record(), NL),
    ("counted", "model.parameters", record(safetensors={"total": 7, "parameters": {"BF16": 7}}), 7),
    ("summed", "model.parameters", record(safetensors={"parameters": {"F32": 3, "I64": 4}}), 7),
    ("of GGUF", "model.parameters", record(gguf={"total": 9}), 9),
    ("odd count", "model.parameters", record(safetensors={"total": "many"}, tags=["x"]), S),
    ("not counted", "model.parameters", record(tags=["x"]), S),
    ("count not asked", "model.parameters", record(), NL),
    ("account", "model.organisation", record(), "org"),
    ("old id with author", "model.organisation", record(id="gpt2", author="someone"), "someone"),
    ("old id", "model.organisation", record(id="gpt2"), S),
]


@pytest.mark.parametrize(("signal", "made", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_outcome(signal: str, made: Record, expected: object) -> None:
    found = ask(signal, made)
    assert (found.outcome if isinstance(expected, Outcome) else found.value) == expected


def test_an_inferred_relation_is_less_sure_than_a_declared_one() -> None:
    declared = record(cardData={"base_model": "a/b", "base_model_relation": "finetune"})
    assert ask("lineage.relation", declared).confidence is Confidence.HIGH
    assert ask("lineage.relation", record(tags=OF_AB)).confidence is Confidence.MEDIUM


def test_no_base_in_an_old_record_is_a_guess() -> None:
    old = record(cardData={}).model_copy(update={"fetched_at": datetime(2021, 1, 1, tzinfo=UTC)})
    assert ask("lineage.relation", old).confidence is Confidence.LOW


def test_evidence_about_the_base_names_it() -> None:
    found = ask("base.weights", record(tags=OF_AB, bases=(base("a/b", **OPEN),)))
    assert str(found.sources[0]) == "a/b model.safetensors"
    assert found.note == "Read of its base a/b."


def test_packed_numbers_make_a_count_less_sure() -> None:
    found = ask("model.parameters", record(safetensors={"total": 7, "parameters": {"I32": 7}}))
    assert found.confidence is Confidence.MEDIUM


def test_every_signal_is_documented_in_parts() -> None:
    for signal in LINEAGE_SIGNALS:
        assert signal.question.endswith("?")
        assert "Reads" in signal.documentation or "Follows" in signal.documentation
        assert "Blind spots:" in signal.documentation
        assert "Unknown" in signal.documentation


@pytest.mark.parametrize(
    ("name", "derived"),
    [
        ("made/opus-mt-en-it", False),
        ("made/opus-mt-it-en", False),
        ("made/bert-base-it", False),
        ("made/speech-it-large", False),
        ("made/translate-600m-en-it", False),
        ("made/star-2b-it", True),
        ("made/star-3n-E4B-it", True),
        ("made/star-2-2b-jpn-it", True),
        ("made/star-8x7b-it-v0.1", True),
        ("made/star-instruct", True),
        ("it", False),
    ],
)
def test_it_in_a_name_is_italian_unless_a_size_tells_of_a_family_of_chat_models(name: str, derived: bool) -> None:
    assert sounds_derived(name) is derived
    assert sounds_tuned(name) is derived
