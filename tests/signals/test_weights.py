"""Signals about weights and gates: every outcome, on records made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.reading import Reading
from openness.reading.weight_files import survey, weight_file
from openness.record.evidence import Confidence, Evidence, Outcome
from openness.record.record import Look, ModelBody, Record, TextFile
from openness.signals.weights import WEIGHTS_SIGNALS

SIGNALS = {signal.id: signal for signal in WEIGHTS_SIGNALS}


def record(files: list[str] | None = None, card: str | None = None, look: Look | None = None, **body: Any) -> Record:
    """Make a record by hand: with `files` the list counts as read, with `card` the card does."""
    body = {"id": "org/some-model", **body}
    return Record(
        body=ModelBody.model_validate(
            {**body, "siblings": None if files is None else [{"rfilename": f} for f in files]}
        ),
        origin="made by hand",
        files_look=look or (Look.NOT_LOOKED if files is None else Look.READ),
        card=TextFile(path="README.md", look=Look.NOT_LOOKED if card is None else Look.READ, text=card),
    )


def ask(signal: str, made: Record) -> Evidence:
    return SIGNALS[signal].ask(Reading(made))


def shards(stem: str, total: int, *, skip: tuple[int, ...] = (), first: int = 1, end: str = "safetensors") -> list[str]:
    return [f"{stem}-{n:05d}-of-{total:05d}.{end}" for n in range(first, total + first) if n not in skip]


HUB = "https://huggingface.co"
SIZES = "```python\nm = AutoModel.from_pretrained('org/star-6.7b-chat')\n```\n"
LOADS = '# M\n```python\nmodel = AutoModel.from_pretrained("org/some-model")\n```'

S, U, NL, NA = Outcome.SILENT, Outcome.UNREADABLE, Outcome.NOT_LOOKED, Outcome.NOT_APPLICABLE

CASES: list[tuple[str, str, Record, object]] = [
    ("one whole file", "weights.published", record(["model.safetensors"]), "all"),
    ("all shards", "weights.published", record(shards("model", 3)), "all"),
    ("a shard lacking", "weights.published", record(shards("model", 3, skip=(2,))), "partial"),
    ("shards counted from 0", "weights.published", record(shards("model", 3, first=0)), "all"),
    ("an index and no shard", "weights.published", record(["model.safetensors.index.json"]), "none"),
    (
        "a whole pickle stands in",
        "weights.published",
        record([*shards("model", 3, skip=(1,)), "pytorch_model.bin"]),
        "all",
    ),
    ("an adapter", "weights.published", record(["adapter_config.json", "adapter_model.safetensors"]), "all"),
    ("delta files", "weights.published", record(["pytorch_model-delta.bin"]), "partial"),
    ("a delta by its id", "weights.published", record(["pytorch_model.bin"], id="org/x-13b-delta-v1.1"), "partial"),
    ("a delta by its id, listed", "weights.published", record(id="org/x-13b-delta-v1.1", tags=["pytorch"]), "partial"),
    ("an action delta is none", "weights.published", record(["model.safetensors"], id="org/arm-action-delta"), "all"),
    ("DeltaNet is no delta", "weights.published", record(["model.safetensors"], id="org/gated-deltanet-1b"), "all"),
    ("nothing but a card", "weights.published", record([".gitattributes", "README.md", "config.json"]), "none"),
    (
        "training state only",
        "weights.published",
        record(["optimizer.pt", "training_args.bin", "rng_state_0.pth"]),
        "none",
    ),
    ("sub-folders", "weights.published", record(["unet/diffusion_pytorch_model.safetensors", "vae/model.bin"]), "all"),
    ("not looked, tagged", "weights.published", record(tags=["safetensors"]), "all"),
    ("not looked, counted", "weights.published", record(safetensors={"total": 5}), "all"),
    ("not looked, no format tag", "weights.published", record(tags=["en", "license:mit"]), NL),
    ("the card's code loads it", "weights.published", record(card=LOADS), "all"),
    (
        "code loading a delta",
        "weights.published",
        record(card=LOADS.replace("some-model", "m-7b-delta"), id="org/m-7b-delta"),
        "partial",
    ),
    ("code loading another", "weights.published", record(card=LOADS.replace("org/some-model", "x/some-star")), NL),
    ("code loading a sibling", "weights.published", record(card=LOADS.replace("some-model", "some-model-2")), "all"),
    (
        "code loading a place",
        "weights.published",
        record(card="```\nm = AutoModel.from_pretrained('{NAME}')\n```"),
        "all",
    ),
    ("a file of weights", "weights.published", record(card=f"[get it]({HUB}/org/m/resolve/main/a.gguf)"), "all"),
    (
        "a release in words",
        "weights.published",
        record(card="# M\n\nWe release the model weights for research."),
        "all",
    ),
    ("a release to come", "weights.published", record(card="# M\n\nThe weights will be released soon."), NL),
    ("code loading another size", "weights.published", record(card=SIZES, id="org/star-33b-chat"), "all"),
    ("code of other accounts", "weights.published", record(card=SIZES, id="made/moon-v2-33b-chat"), NL),
    ("its own words", "weights.published", record(card="This repository contains the weights of M."), "all"),
    ("a link to itself", "weights.published", record(card=f"[Model]({HUB}/org/some-model) [Data]({HUB}/x/y)"), "all"),
    ("a diff in words", "weights.published", record(card="Please note this is a model diff."), "partial"),
    ("a promise", "weights.published", record(card="Weights will be released on Hugging Face soon."), NL),
    ("code naming it only", "weights.published", record(card="```\nprint('org/some-model')\n```"), NL),
    ("prose naming it", "weights.published", record(card="Call from_pretrained on org/some-model."), NL),
    ("gated, files refused, code loads it", "weights.published", record(card=LOADS, look=Look.REFUSED), "all"),
    ("removed", "weights.published", record(tags=["safetensors"], removed=True), "none"),
    ("disabled", "weights.published", record(["model.safetensors"], disabled=True), "none"),
    ("gated, card read, files refused", "weights.published", record(card="# M", look=Look.REFUSED, gated="manual"), U),
    ("files failed", "weights.published", record(look=Look.FAILED), U),
    ("no such repository", "weights.published", record(look=Look.ABSENT), U),
    (
        "formats of files",
        "weights.formats",
        record(["a.safetensors", "pytorch_model.bin", "tf_model.h5"]),
        ("pickle", "safetensors", "tensorflow"),
    ),
    (
        "more formats",
        "weights.formats",
        record(["flax_model.msgpack", "x.onnx", "x.gguf", "rust_model.ot"]),
        ("flax", "gguf", "onnx", "other"),
    ),
    ("OpenVINO is no pickle", "weights.formats", record(["openvino/openvino_model.bin"]), ("other",)),
    ("formats by tag", "weights.formats", record(tags=["pytorch", "jax"]), ("flax", "pickle")),
    ("no format tag", "weights.formats", record(tags=["en"]), NL),
    ("no weights, no format", "weights.formats", record(["README.md"]), NA),
    ("files refused, no format", "weights.formats", record(look=Look.REFUSED), U),
    ("full", "weights.kind", record(["model.safetensors"]), "full"),
    ("adapter files", "weights.kind", record(["adapter_config.json", "adapter_model.bin"]), "adapter"),
    ("full beside an adapter", "weights.kind", record(["adapter_config.json", "model.safetensors"]), "full"),
    (
        "a LoRA under any name",
        "weights.kind",
        record(["style.safetensors"], tags=["base_model:adapter:a/b"]),
        "adapter",
    ),
    ("peft library, listed", "weights.kind", record(tags=["safetensors"], library_name="peft"), "adapter"),
    ("adapter relation, listed", "weights.kind", record(tags=["base_model:adapter:a/b", "base_model:a/b"]), "adapter"),
    ("delta", "weights.kind", record(["delta_weights.bin"], id="o/m"), "delta"),
    ("delta, listed", "weights.kind", record(tags=["pytorch"], id="o/m-7b-delta"), "delta"),
    ("GGUF with low bits", "weights.kind", record(["m-Q4_K_M.gguf", "m.IQ2_XXS.gguf"]), "quantized"),
    ("GGUF with all bits too", "weights.kind", record(["m-Q4_K_M.gguf", "m-BF16.gguf"]), "full"),
    ("GGUF without a word", "weights.kind", record(["m.gguf"]), S),
    (
        "quantised by the card",
        "weights.kind",
        record(["model.safetensors"], cardData={"base_model": "a/b", "base_model_relation": "quantized"}),
        "quantized",
    ),
    (
        "quantised, inferred",
        "weights.kind",
        record(["model.safetensors"], tags=["base_model:quantized:a/b"]),
        "quantized",
    ),
    (
        "inferred wrongly",
        "weights.kind",
        record(["model.safetensors", "pytorch_model.bin"], tags=["base_model:quantized:a/b"]),
        "full",
    ),
    ("inferred wrongly, listed", "weights.kind", record(tags=["pytorch", "base_model:quantized:a/b"]), "full"),
    (
        "inferred wrongly from ONNX, listed",
        "weights.kind",
        record(tags=["safetensors", "onnx", "base_model:quantized:a/b"]),
        "full",
    ),
    ("ONNX copy, listed", "weights.kind", record(tags=["onnx", "base_model:quantized:a/b"]), "quantized"),
    ("GGUF is no adapter", "weights.kind", record(tags=["gguf", "base_model:adapter:a/b"]), S),
    ("quantised by its id", "weights.kind", record(["model.safetensors"], id="o/m-7B-AWQ"), "quantized"),
    ("quantised by its id, listed", "weights.kind", record(tags=["safetensors"], id="o/m-7B-GPTQ"), "quantized"),
    (
        "trained in few bits",
        "weights.kind",
        record(["model.safetensors"], config={"quantization_config": {"quant_method": "fp8"}}),
        "full",
    ),
    ("gguf tag alone", "weights.kind", record(tags=["gguf"]), S),
    ("safetensors tag", "weights.kind", record(tags=["safetensors"]), "full"),
    ("kind not told", "weights.kind", record(), NL),
    ("kind of nothing", "weights.kind", record([]), NA),
    ("complete", "weights.complete", record([*shards("model", 2), "model.safetensors.index.json"]), True),
    ("incomplete", "weights.complete", record(shards("model", 4, skip=(4,))), False),
    (
        "incomplete in one folder",
        "weights.complete",
        record(["a/model.safetensors", *shards("b/m", 2, skip=(1,))]),
        False,
    ),
    ("an index alone", "weights.complete", record(["pytorch_model.bin.index.json"]), False),
    ("parts without a total", "weights.complete", record(["consolidated.00.pth", "consolidated.01.pth"]), S),
    ("a tag cannot tell", "weights.complete", record(tags=["safetensors"]), NL),
    ("nothing to complete", "weights.complete", record(["README.md"]), NA),
    (
        "checkpoint folders",
        "weights.checkpoints",
        record(["checkpoint-500/model.safetensors", "checkpoint-1000/model.safetensors"]),
        "published",
    ),
    ("one left-over folder", "weights.checkpoints", record(["checkpoint-500/model.safetensors"]), S),
    (
        "a revision in code",
        "weights.checkpoints",
        record(card='```\nload("a/b", revision="step1000-tokens4B")\n```'),
        "published",
    ),
    (
        "said so",
        "weights.checkpoints",
        record(card="We release all intermediate checkpoints as branches."),
        "published",
    ),
    ("denied", "weights.checkpoints", record(card="We do not release intermediate checkpoints."), "withheld"),
    (
        "denied, short",
        "weights.checkpoints",
        record(card="Intermediate checkpoints aren't publicly available."),
        "withheld",
    ),
    ("to come", "weights.checkpoints", record(card="Intermediate checkpoints will be released soon."), S),
    ("a keyword is no claim", "weights.checkpoints", record(card="We averaged training checkpoints."), S),
    ("checkpoints, nobody looked", "weights.checkpoints", record(), NL),
    ("there", "weights.available", record(disabled=False), "available"),
    ("listed", "weights.available", record(tags=["x"]), "available"),
    ("file list read", "weights.available", record([]), "available"),
    ("only its card", "weights.available", record(card="# M"), "available"),
    ("disabled repository", "weights.available", record(disabled=True), "disabled"),
    ("removed repository", "weights.available", record(removed=True), "removed"),
    ("absent or hidden", "weights.available", record(look=Look.ABSENT), U),
    ("never asked", "weights.available", record(), NL),
    ("no gate", "access.gate", record(gated=False), "none"),
    ("automatic gate", "access.gate", record(gated="auto"), "automatic"),
    ("manual gate", "access.gate", record(gated="manual"), "manual"),
    ("some gate", "access.gate", record(gated=True), "unspecified"),
    ("gate told by the card", "access.gate", record(card="---\nextra_gated_prompt: read this\n---\n"), "unspecified"),
    ("gate not told", "access.gate", record(tags=["x"]), NL),
    ("asks nothing more", "access.asks_for", record(gated="auto", cardData={}), ("account_name", "email")),
    (
        "asks a form",
        "access.asks_for",
        record(
            gated="manual",
            cardData={
                "extra_gated_prompt": "x",
                "extra_gated_fields": {
                    "First Name": "text",
                    "Country": "country",
                    "Company": "text",
                    "I agree to all": "checkbox",
                    "geo": "ip_location",
                    "Favourite colour": "text",
                },
            },
        ),
        ("account_name", "affiliation", "agreement", "country", "email", "location", "name", "other"),
    ),
    (
        "odd form",
        "access.asks_for",
        record(gated="auto", cardData={"extra_gated_fields": ["Name"]}),
        ("account_name", "email"),
    ),
    ("no gate asks nothing", "access.asks_for", record(gated=False), NA),
    ("gate unknown", "access.asks_for", record(), NL),
    ("gate known, metadata not", "access.asks_for", record(gated="auto"), NL),
]


@pytest.mark.parametrize(("signal", "made", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_outcome(signal: str, made: Record, expected: object) -> None:
    found = ask(signal, made)
    assert (found.outcome if isinstance(expected, Outcome) else found.value) == expected


def test_answers_from_tags_are_less_sure_than_from_files() -> None:
    assert ask("weights.published", record(tags=["safetensors"])).confidence is Confidence.MEDIUM
    assert ask("weights.published", record(["model.safetensors"])).confidence is Confidence.HIGH


def test_missing_shards_are_named() -> None:
    note = ask("weights.complete", record(shards("unet/model", 9, skip=(3, 4)))).note
    assert note == "7 of 9 shards of unet/model-*.safetensors are there."


def test_card_statement_is_quoted_with_its_line() -> None:
    found = ask("weights.checkpoints", record(card="# M\n\nWe provide intermediate checkpoints here. And more."))
    assert (found.sources[0].line, found.sources[0].quote) == (3, "We provide intermediate checkpoints here.")


def test_checkpoint_folders_do_not_hide_the_main_weights() -> None:
    found = survey(("model.safetensors", "checkpoint-1/pytorch_model.bin", "checkpoint-2/pytorch_model.bin"))
    assert found.formats == ("safetensors",)
    assert found.checkpoints == ("checkpoint-1", "checkpoint-2")


@given(st.lists(st.text(alphabet="abm-_./0123456789of", max_size=40), max_size=20))
def test_any_file_list_is_surveyed(paths: list[str]) -> None:
    found = survey(tuple(paths))
    assert {file.path for file in found.files} <= set(paths)
    assert set(found.main) <= set(found.files)


def test_a_long_name_costs_little() -> None:
    assert weight_file("1-of-" * 100_000 + ".safetensors") is None  # cut, so the extension is gone
    assert weight_file("-Q4_" * 190 + ".gguf") is not None


def test_every_signal_is_documented_in_parts() -> None:
    for signal in WEIGHTS_SIGNALS:
        assert signal.question.endswith("?")
        assert "Reads" in signal.documentation
        assert "Blind spots:" in signal.documentation
        assert "Unknown:" in signal.documentation


def test_a_card_that_speaks_of_delta_weights_shows_a_part() -> None:
    from tests.signals.made_cards import ask

    assert ask("weights.published", "The made-up delta weights.\n").value == "partial"
    assert ask("weights.published", "We do not release the delta weights.\n").value is None
