"""The list of weight forms: what it knows, what it leaves unknown, and how torn sets are judged."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import DocumentError
from openness.reading.reading import Reading
from openness.reading.weight_files import survey
from openness.reading.weight_forms import read_forms, weight_forms
from openness.record.evidence import Evidence, Outcome
from openness.record.record import Look, ModelBody, Record
from openness.signals.weights import WEIGHTS_SIGNALS

SIGNALS = {signal.id: signal for signal in WEIGHTS_SIGNALS}


def ask(signal: str, *files: str) -> Evidence:
    body = ModelBody.model_validate({"id": "made/m", "siblings": [{"rfilename": name} for name in files]})
    return SIGNALS[signal].ask(Reading(Record(body=body, origin="made by hand", files_look=Look.READ)))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("m.Q8_0.gguf.part1of2", "gguf"),
        ("m.Q6_K.gguf-split-a", "gguf"),
        ("model.safetensors.part-aa", "safetensors"),
        ("weights.pt.001", "pickle"),
        ("__0_0.distcp", "pickle"),
        ("ckpt-0/tensor00000_000", "pickle"),
        ("inference.pdiparams", "other"),
        ("model_state.pdparams", "other"),
        ("encoder.jit", "pickle"),
        ("model.ptl", "pickle"),
        ("tokenizer-e3c8-checkpoint125.safetensors", "safetensors"),
        ("model.skops", "other"),
        ("xx_core-any-py3-none-any.whl", "other"),
        ("ner/model", "other"),
        ("model.cbm", "other"),
        ("am/final.mdl", "other"),
        ("model.tar.gz", "other"),
        ("net.rknn", "other"),
        ("checkpoint_1000/params.layers_0.mlp/0.0", "flax"),
        ("tokenizer.pkl", None),
        ("vocab.bin", None),
        ("optimizer.safetensors", None),
        ("config.json", None),
        ("data.tar.gz", None),
        ("saved_model.pb", None),
    ],
)
def test_forms_are_told_by_name(path: str, kind: str | None) -> None:
    assert weight_forms().format_of(path) == kind


@pytest.mark.parametrize("name", ["cortex.zzz", "part_x", "dump.bin", "bundle.zip", "data/shard_01.q"])
def test_an_ending_that_nobody_knows_is_unknown_and_never_none(name: str) -> None:
    for signal in ("weights.published", "weights.kind", "weights.complete", "weights.formats"):
        found = ask(signal, "README.md", name)
        assert found.outcome is Outcome.UNREADABLE, signal
        assert "unknown kind" in (found.note or "")
    assert ask("weights.published", "model.safetensors", name).value == "all"


def test_a_list_of_plain_files_alone_holds_no_weights() -> None:
    plain = ("README.md", ".gitattributes", "config.json", "LICENSE", "images/a.png", "tokenizer.model", "run.sh")
    assert ask("weights.published", *plain).value == "none"
    assert ask("weights.kind", *plain).outcome is Outcome.NOT_APPLICABLE


Q4 = ("Q4_K_M/m-Q4_K_M-00001-of-00002.gguf", "Q4_K_M/m-Q4_K_M-00002-of-00002.gguf")


@pytest.mark.parametrize(
    ("files", "value"),
    [
        ((*Q4, "Q8_0/m-Q8_0-00001-of-00003.gguf"), "all"),
        (("m.Q8_0.gguf", "m.Q6_K.gguf.part1of2"), "all"),
        (("m.Q6_K.gguf.part1of2",), "partial"),
        (("m.Q6_K.gguf.part1of2", "mmproj-model-f16.gguf"), "partial"),
        (("model.fp16.safetensors", "model-00001-of-00003.safetensors"), "all"),
        (("fp16/model.safetensors", "fp32/model-00001-of-00003.safetensors"), "all"),
        (("consolidated.safetensors", "model-00001-of-00003.safetensors"), "all"),
        (("unet/model-00001-of-00002.safetensors", "vae/model.safetensors"), "partial"),
        (("adapter_model.safetensors", "model-00001-of-00003.safetensors"), "partial"),
        (("ckpt-0/tensor00000_000", "ckpt-0/tensor00001_000"), "all"),
    ],
)
def test_a_whole_set_stands_in_for_a_torn_one_of_the_same_weights(files: tuple[str, ...], value: str) -> None:
    assert ask("weights.published", *files).value == value


def test_a_torn_set_beside_a_whole_one_is_told() -> None:
    found = ask("weights.published", *Q4, "Q8_0/m-Q8_0-00001-of-00003.gguf")
    assert "1 of 3 shards of Q8_0" in (found.note or "")
    assert ask("weights.complete", *Q4, "Q8_0/m-Q8_0-00001-of-00003.gguf").value is True


@given(st.text(max_size=60).map(lambda text: text.replace("\n", " ")))
def test_any_name_is_weights_or_plain_or_unknown(path: str) -> None:
    forms = weight_forms()
    assert not (forms.unknown(path) and forms.format_of(path) is not None)
    assert survey((path,)).unknown in ((), (path,))


def test_a_long_name_costs_little() -> None:
    started = time.process_time()
    for name in ("a." * 5_000, "-1of" * 3_000, "model" * 2_000 + ".bin", "/" * 5_000):
        weight_forms().unknown(name)
    assert time.process_time() - started < 2


def test_a_wrong_list_is_told_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "forms.yaml"
    path.write_text("weights:\n  - {format: clay, kept_by: x}\nstate: {all: [], tokenizers: []}\nneither: {}\n")
    with pytest.raises(DocumentError) as caught:
        read_forms(path)
    assert "forms.yaml:2" in str(caught.value)
    path.write_text(
        "weights:\n  - {format: other, kept_by: x, names: ['(']}\nstate: {all: [a], tokenizers: [b]}\n"
        "neither: {endings: [.md], names: ['x']}\n"
    )
    with pytest.raises(DocumentError, match="regular expression"):
        read_forms(path)
