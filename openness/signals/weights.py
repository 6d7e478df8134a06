"""Signals about the weights: whether, in which form and under which gate they can be downloaded."""

from __future__ import annotations

from collections.abc import Iterable

from openness.reading.ancestry import Ancestry, read_ancestry
from openness.reading.answers import answered, not_applicable, silent
from openness.reading.reading import Reading, api_source
from openness.reading.weight_files import QUANTIZED_NAME, WeightSurvey, survey_record
from openness.record.evidence import Confidence, Evidence, Method, Source, choice, flag, ordered, set_of
from openness.record.record import Relation
from openness.signals.access import ACCESS_SIGNALS
from openness.signals.checkpoints import CHECKPOINT_SIGNALS
from openness.signals.published import (
    PUBLISHED,
    SHOWN,
    first_files,
    is_delta,
    no_files,
    published_weights,
    tagged_formats,
    torn_note,
    unknown_files,
)
from openness.signals.signal import Signal, signal
from openness.signals.weights_in_card import is_delta_id


@signal(
    "weights.formats",
    set_of(
        safetensors="tensors alone, safe to load",
        pickle="PyTorch or Python pickles, which run code when loaded carelessly",
        gguf="GGUF, for llama.cpp and its kin",
        onnx="ONNX graphs",
        tensorflow="TensorFlow or Keras files",
        flax="Flax msgpack files",
        other="another format (OpenVINO, Core ML, NumPy, Rust, NeMo, ...)",
    ),
)
def _formats(reading: Reading) -> Evidence:
    """In which file formats are the weights?

    Reads the extensions in the file list (training state such as `optimizer.pt` is left out); where
    nobody looked at it, the `safetensors` and `gguf` facts and the Hub's format tags.

    Each value names a format of which at least one file is there. Unknown: no list and no format tag.
    Not applicable: the list was read and holds no weights.

    Blind spots: a `.bin` file counts as a pickle only if its name follows PyTorch's habit, else as `other`;
    tags can be set by hand.
    """
    found = survey_record(reading.record)
    if found is not None:
        if not found.files:
            return _no_weights(found)
        first = tuple({file.format: file for file in reversed(found.main)}.values())
        return answered(found.formats, *(Source(file=file.path) for file in first), method=Method.FILES)
    formats = tagged_formats(reading)
    if not formats:
        return no_files(reading, "a format")
    sources = sorted(set(formats.values()), key=str)
    return answered(tuple(sorted(formats)), *sources, method=Method.API, confidence=Confidence.MEDIUM)


@signal(
    "weights.kind",
    choice(
        full="complete weights that run by themselves",
        adapter="an adapter (LoRA or alike) that needs the weights of its base",
        delta="a difference that has to be added to other weights",
        quantized="a copy of a model's weights stored with fewer bits",
    ),
)
def _kind(reading: Reading) -> Evidence:
    """Are these the model's own weights in full, or only an adapter, a delta or a quantised copy?

    Reads the file names (`adapter_model.*`, `model-00001-of-...`, `...-Q4_K_M.gguf`), the relation to the
    base model in card metadata and tags, and the library.

    - `full`: complete weights; also those trained and published with few bits in the first place.
    - `adapter`: only adapter files, or a repository that says it is an adapter and holds no full weights.
    - `delta`: file names or the repository's name say so.
    - `quantized`: the card says so, the Hub infers it and no full-precision format stands beside, or
      every file is named as quantised.

    Unknown: no list and no format tag, or GGUF files whose names tell no precision.
    Not applicable: the list was read and holds no weights.

    Blind spots: weights stored with fewer bits under a name that does not say so count as full.
    """
    found = survey_record(reading.record)
    if found is not None:
        if not found.main:
            return _no_weights(found)
        return _kind_of_files(reading, found)
    return _kind_of_tags(reading)


def _no_weights(found: WeightSurvey) -> Evidence:
    if found.unknown:
        return unknown_files(found)
    return not_applicable("The file list holds no weights.", api_source("$.siblings"))


def _kind_of_files(reading: Reading, found: WeightSurvey) -> Evidence:
    main = found.main
    shown = first_files(main)
    if is_delta(reading, main):
        return answered("delta", *shown, method=Method.FILES, note="The names say that this is a delta.")
    plainly_full = any(file.plainly_full for file in main)
    ancestry = read_ancestry(reading)
    relation = ancestry.relation if ancestry is not None else None
    if all(file.adapter for file in main) or (found.adapter_config and not plainly_full):
        return answered("adapter", *shown, method=Method.FILES)
    if not plainly_full and (relation is Relation.ADAPTER or reading.body.library_name == "peft"):
        note = "It says that it is an adapter, and no file is named as full weights."
        return answered("adapter", *shown, method=Method.FILES, confidence=Confidence.MEDIUM, note=note)
    marks = {file.quantized for file in main}
    if marks == {True}:
        return answered("quantized", *shown, method=Method.FILES, note="Every file is named as quantised.")
    if relation is Relation.QUANTIZED and ancestry is not None and _quantized_indeed(ancestry, found.formats):
        sure = Confidence.HIGH if ancestry.declared else Confidence.MEDIUM
        where = (ancestry.source,) if ancestry.source is not None else ()
        return answered("quantized", *where, *shown, method=Method.METADATA, confidence=sure)
    if QUANTIZED_NAME.search(reading.record.id) and False not in marks:
        note = "The repository's name says that it is quantised."
        return answered("quantized", *shown, method=Method.FILES, confidence=Confidence.MEDIUM, note=note)
    if found.formats == ("gguf",) and False not in marks:
        return silent("Only GGUF files are there, and their names do not tell the precision.", *shown)
    return answered("full", *shown, method=Method.FILES)


def _quantized_indeed(ancestry: Ancestry, formats: Iterable[str]) -> bool:
    """The Hub infers "quantized" from a single low-bit file, even beside the full weights in another format."""
    there = set(formats)
    return ancestry.declared or there <= {"safetensors", "gguf"} or there in ({"onnx"}, {"other"})


def _kind_of_tags(reading: Reading) -> Evidence:
    formats = tagged_formats(reading)
    ancestry = read_ancestry(reading)
    relation = ancestry.relation if ancestry is not None else None
    where = api_source("$.tags") if ancestry is None or ancestry.source is None else ancestry.source
    sure = Confidence.HIGH if ancestry is not None and ancestry.declared else Confidence.MEDIUM
    if relation is Relation.ADAPTER and (sure is Confidence.HIGH or set(formats) != {"gguf"}):
        return answered("adapter", where, method=Method.METADATA, confidence=sure)
    if reading.body.library_name == "peft":
        return answered("adapter", api_source("$.library_name"), method=Method.API, confidence=Confidence.MEDIUM)
    if relation is Relation.QUANTIZED and ancestry is not None and _quantized_indeed(ancestry, formats):
        return answered("quantized", where, method=Method.METADATA, confidence=sure)
    if not formats:
        return no_files(reading, "what kind of weights it holds")
    shown = sorted(set(formats.values()), key=str)
    if is_delta_id(reading.record.id):
        return answered("delta", *shown, method=Method.API, confidence=Confidence.MEDIUM)
    if QUANTIZED_NAME.search(reading.record.id):
        note = "The repository's name says that it is quantised."
        return answered("quantized", *shown, method=Method.API, confidence=Confidence.MEDIUM, note=note)
    if set(formats) == {"gguf"}:
        return silent("The Hub tells of GGUF files alone, not of their precision.", *shown)
    return answered("full", *shown, method=Method.API, confidence=Confidence.MEDIUM)


@signal("weights.complete", flag())
def _complete(reading: Reading) -> Evidence:
    """Are all shards of the weights there?

    Reads the file list: each `...-00001-of-000NN` set is counted, and an index (`*.index.json`) calls for
    the shards it lists. A folder is whole if one of its formats is.

    - true: no set lacks a shard. - false: a set lacks shards, and no other whole format replaces it.

    Unknown: no file list (a tag cannot tell), or parts numbered without saying of how many.
    Not applicable: the list was read and holds no weights.

    Blind spots: the index's content and the files' sizes are not read, so a truncated file is not noticed.
    """
    found = survey_record(reading.record)
    if found is None:
        return no_files(reading, "whether all shards are there")
    if found.missing:
        sources = first_files(found.main) or (api_source("$.siblings"),)
        return answered(False, *sources, method=Method.FILES, note="; ".join(found.missing[:SHOWN]) + ".")
    if not found.main:
        return _no_weights(found)
    if all(file.open_part for file in found.main):
        return silent("The parts are numbered without saying of how many.", *first_files(found.main))
    return answered(True, *first_files(found.main), method=Method.FILES, note=torn_note(found))


WEIGHTS_SIGNALS: tuple[Signal, ...] = (
    signal("weights.published", ordered(**PUBLISHED))(published_weights),
    _formats,
    _kind,
    _complete,
    *CHECKPOINT_SIGNALS,
    *ACCESS_SIGNALS,
)
