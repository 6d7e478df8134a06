"""Signals about the weights: whether, in which form and under which gate they can be downloaded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from openness.evidence import Confidence, Evidence, Method, Source, choice, flag, ordered, set_of
from openness.record import Look, Relation
from openness.signals.ancestry import Ancestry, read_ancestry
from openness.signals.reading import Reading, api_source
from openness.signals.signal import Signal, answered, not_applicable, not_looked, signal, silent, unreadable
from openness.signals.weight_files import QUANTIZED_NAME, WeightFile, WeightSurvey, survey

_TAG_FORMATS = {
    "safetensors": "safetensors",
    "pytorch": "pickle",
    "tf": "tensorflow",
    "keras": "tensorflow",
    "tflite": "tensorflow",
    "jax": "flax",
    "onnx": "onnx",
    "gguf": "gguf",
    "rust": "other",
    "openvino": "other",
    "coreml": "other",
}
_SHOWN = 3


def _files(reading: Reading) -> WeightSurvey | None:
    """Return the survey of the whole file list, or None where it was not read."""
    listed = reading.body.files
    if reading.record.files_look is not Look.READ or listed is None:
        return None
    return survey(tuple(file.path for file in listed))


def _no_files(reading: Reading, what: str) -> Evidence:
    """Return the unknown of a signal that found neither a file list nor another sign of weights."""
    if reading.record.files_look in (Look.REFUSED, Look.FAILED):
        return reading.no_files()
    if reading.record.files_look is Look.ABSENT:
        return unreadable("The Hub knows no such repository, or hides it from us.")
    return not_looked(f"Nobody has looked at the file list, and nothing else told {what}.")


def _sources(files: tuple[WeightFile, ...]) -> tuple[Source, ...]:
    return tuple(Source(file=file.path) for file in files[:_SHOWN])


def _tagged_formats(reading: Reading) -> dict[str, Source]:
    """Return the weight formats the API body tells of without a file list."""
    body = reading.body
    found: dict[str, Source] = {}
    if body.safetensors and ("safetensors" in body.tags or not body.tags):  # some listings put any count there
        found["safetensors"] = api_source("$.safetensors")
    if body.gguf:
        found["gguf"] = api_source("$.gguf")
    for tag in body.tags:
        if (kind := _TAG_FORMATS.get(tag)) is not None:
            found.setdefault(kind, api_source("$.tags"))
    return found


def _gone(reading: Reading) -> Evidence | None:
    if reading.body.removed:
        return answered("removed", api_source("$.removed"), method=Method.API, note="The repository was gone.")
    if reading.body.disabled:
        return answered("disabled", api_source("$.disabled"), method=Method.API, note="The Hub disabled it.")
    return None


def published_weights(reading: Reading) -> Evidence:
    """Are the weights of this model in its repository?

    Asks about this very repository, gate or no gate (see `access.gate`); a repository that was removed
    or disabled offers no weights. Reads the file list at the revision; where nobody looked at it, the
    `safetensors` and `gguf` facts and the format tags that the Hub sets from the files.

    - `all`: weight files are there and no shard is missing. Adapters count, as all that was trained;
      so do quantised copies: `weights.kind` tells them apart.
    - `partial`: some shards are missing, or only deltas are there, useless without other weights.
    - `none`: the whole file list was read and holds no weights, or the repository is gone.

    Unknown: the list was refused or never asked for, and no tag tells of weights. A list row without
    a format tag says nothing.

    Blind spots: weights kept elsewhere (a download link in the card) are not seen; a tag tells that some
    file of a format exists, not that all do; file contents are never opened.
    """
    if _gone(reading) is not None:
        key = "removed" if reading.body.removed else "disabled"
        note = "The repository is gone or disabled, so nothing can be downloaded from it."
        return answered("none", api_source(f"$.{key}"), method=Method.API, confidence=Confidence.MEDIUM, note=note)
    found = _files(reading)
    if found is not None:
        return _published_files(reading, found)
    formats = _tagged_formats(reading)
    if not formats:
        return _no_files(reading, "whether it holds weights")
    note = f"The Hub tells of {', '.join(sorted(formats))} weights; the file list was not read."
    if _is_delta_id(reading.record.id):
        note += " The repository's name says that they are a delta."
    return answered(
        "partial" if _is_delta_id(reading.record.id) else "all",
        *sorted(set(formats.values()), key=str),
        method=Method.API,
        confidence=Confidence.MEDIUM,
        note=note,
    )


def _published_files(reading: Reading, found: WeightSurvey) -> Evidence:
    main = found.main
    if found.missing:
        note = "; ".join(found.missing[:_SHOWN]) + "."
        sources = _sources(main) or (api_source("$.siblings"),)
        return answered("partial" if main else "none", *sources, method=Method.FILES, note=note)
    if not main:
        return answered("none", api_source("$.siblings"), method=Method.FILES, note="No file with weights is listed.")
    if _delta_files(reading, main):
        return answered("partial", *_sources(main), method=Method.FILES, note="Only a delta to other weights is there.")
    return answered("all", *_sources(main), method=Method.FILES)


_DELTA_ID = re.compile(
    r"\db[-_.](?:delta|diff)s?(?:[-_.]?v\d[\w.]*)?$|[-_.](?:delta|diff)s?[-_.]?(?:v\d[\w.]*|weights?)$", re.IGNORECASE
)


def _is_delta_id(model_id: str) -> bool:
    """Return whether the name ends like `-13b-delta` or `-delta-v1.1` (not `deltanet`, not `action-delta`)."""
    return _DELTA_ID.search(model_id) is not None


def _delta_files(reading: Reading, main: tuple[WeightFile, ...]) -> bool:
    return all(file.delta for file in main) or _is_delta_id(reading.record.id)


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
    found = _files(reading)
    if found is not None:
        if not found.files:
            return not_applicable("The file list holds no weights.", api_source("$.siblings"))
        first = tuple({file.format: file for file in reversed(found.main)}.values())
        return answered(found.formats, *(Source(file=file.path) for file in first), method=Method.FILES)
    formats = _tagged_formats(reading)
    if not formats:
        return _no_files(reading, "a format")
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
    found = _files(reading)
    if found is not None:
        if not found.main:
            return not_applicable("The file list holds no weights.", api_source("$.siblings"))
        return _kind_of_files(reading, found)
    return _kind_of_tags(reading)


def _kind_of_files(reading: Reading, found: WeightSurvey) -> Evidence:
    main = found.main
    shown = _sources(main)
    if _delta_files(reading, main):
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
    formats = _tagged_formats(reading)
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
        return _no_files(reading, "what kind of weights it holds")
    shown = sorted(set(formats.values()), key=str)
    if _is_delta_id(reading.record.id):
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
    found = _files(reading)
    if found is None:
        return _no_files(reading, "whether all shards are there")
    if found.missing:
        sources = _sources(found.main) or (api_source("$.siblings"),)
        return answered(False, *sources, method=Method.FILES, note="; ".join(found.missing[:_SHOWN]) + ".")
    if not found.main:
        return not_applicable("The file list holds no weights.", api_source("$.siblings"))
    if all(file.open_part for file in found.main):
        return silent("The parts are numbered without saying of how many.", *_sources(found.main))
    return answered(True, *_sources(found.main), method=Method.FILES)


_STEP_REVISION = re.compile(r"""revision\s*=\s*["'][\w.-]*\b(?:step|checkpoint|ckpt|iter)[-_]?\d""", re.IGNORECASE)
_CHECKPOINTS = re.compile(
    r"\b(?:intermediate|partial|training|pre-?training)\s+(?:training\s+|model\s+)?checkpoints?\b", re.IGNORECASE
)
_GIVES = re.compile(
    r"\b(?:releas|publish|provid|available|open-?sourc|shar|download|hosted|upload|accessible)", re.IGNORECASE
)
_DENIES = re.compile(
    r"\b(?:not|no|never|cannot|without|unable|withh[eo]ld|neither|nor)\b|n['’]t\b"
    r"|\b(?:will|to)\s+be\s+(?:\w+\s+)?(?:released|published|shared|uploaded)|\b(?:soon|upcoming|plan(?:ned|s)?\s+to)\b",
    re.IGNORECASE,
)
_WITHHELD = re.compile(
    r"\b(?:(?:do|does|did|are|is|will|can)(?:\s+not|n['’]t)|cannot|not)\b(?:\s+\w+){0,3}\s+"
    r"(?:releas|publish|provid|shar|available|open-?sourc)",
    re.IGNORECASE,
)


@signal(
    "weights.checkpoints",
    choice(
        published="checkpoints from the middle of training can be had", withheld="the publisher says they are not given"
    ),
)
def _checkpoints(reading: Reading) -> Evidence:
    """Are checkpoints from the middle of the training published?

    Reads the file list (two or more folders such as `checkpoint-500/` or `step-1000/` with weights in them)
    and the card: code that loads `revision="step..."`, or a plain sentence on intermediate checkpoints.

    - `published`: such folders are there, or the card says so. - `withheld`: the card says they are not.

    Unknown: neither says anything, or the card speaks of them as something to come.

    Blind spots: branches are not listed, so checkpoints kept in branches that the card does not mention are
    missed; only English sentences are understood.
    """
    found = _files(reading)
    if found is not None and len(found.checkpoints) > 1:
        inside = tuple({file.checkpoint: file for file in found.files if file.checkpoint}.values())
        note = f"{len(found.checkpoints)} folders of checkpoints hold weights."
        return answered("published", *_sources(inside), method=Method.FILES, confidence=Confidence.MEDIUM, note=note)
    card = reading.record.card
    if card.look is not Look.READ or card.text is None:
        return reading.no_card() if found is None else silent("The file list shows no intermediate checkpoints.")
    for number, whole in enumerate(card.text.split("\n"), start=1):
        line = whole[:4000]
        lowered = line.lower()
        if "revision" in lowered and _STEP_REVISION.search(line):
            where = reading.in_card(number, line)
            return answered("published", where, method=Method.CARD, confidence=Confidence.MEDIUM)
        if "checkpoint" not in lowered:
            continue
        for sentence in re.split(r"(?<=[.!?])\s", line):
            if not _CHECKPOINTS.search(sentence) or not _GIVES.search(sentence):
                continue
            where = reading.in_card(number, sentence)
            if _WITHHELD.search(sentence):
                return answered("withheld", where, method=Method.CARD, confidence=Confidence.MEDIUM)
            if not _DENIES.search(sentence):
                return answered("published", where, method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("Neither the card nor the file list shows intermediate checkpoints.")


@signal(
    "weights.available",
    choice(
        available="the repository was there when it was last seen",
        disabled="the Hub has disabled the repository",
        removed="the repository was gone on a later visit",
    ),
)
def _available(reading: Reading) -> Evidence:
    """Is the repository still there?

    Reads `disabled` in the API body and `removed` in listings that were taken twice; any other answer of the
    Hub about the repository shows that it was there on that day.

    Unknown: the Hub said neither, or answered "not found", which may also hide a private repository.

    Blind spots: true for the day the record was made; an old record does not know of a later removal.
    """
    gone = _gone(reading)
    if gone is not None:
        return gone
    body = reading.body
    for key, value in (("disabled", body.disabled), ("removed", body.removed)):
        if value is False:
            return answered("available", api_source(f"$.{key}"), method=Method.API)
    if reading.record.files_look is Look.READ:
        return answered("available", api_source("$.siblings"), method=Method.API)
    if body.tags or body.sha or body.last_modified or body.downloads is not None:
        return answered("available", api_source("$.id"), method=Method.API, note="The Hub listed it on that day.")
    if reading.record.card.look is Look.READ:
        where = Source(file=reading.record.card.path)
        return answered("available", where, method=Method.CARD, confidence=Confidence.LOW, note="Its card was read.")
    if Look.ABSENT in (reading.record.files_look, reading.record.card.look):
        return unreadable("The Hub knows no such repository, or hides it from us.")
    return reading.no_files()


GATES: Mapping[str, str] = {
    "none": "anyone can download without asking",
    "automatic": "one has to log in and agree; access is then given at once",
    "manual": "the publisher decides about each request",
    "unspecified": "gated, of which kind was not told",
}
_GATE_VALUES = {"none": "none", "auto": "automatic", "manual": "manual", "unspecified": "unspecified"}


def gate(reading: Reading) -> Evidence:
    """Does one have to ask for access to the files?

    Reads `gated` in the API body; where that was not told, the card metadata `extra_gated_*`, which only a
    gate gives meaning to.

    - `none`: open to anyone. - `automatic`: log in, agree and go. - `manual`: the publisher decides.
    - `unspecified`: gated, but not told how (some listings say only yes or no).

    Unknown: nothing told of a gate; many listings leave it out.

    Blind spots: metadata of a gate may stay behind after it was opened (so such an answer is of medium
    or low confidence); a gate on the base model does not show here, see `base.gate`.
    """
    told = reading.body.gated
    if told is not None:
        return answered(_GATE_VALUES[told], api_source("$.gated"), method=Method.API)
    keys = [key for key in reading.metadata if key.startswith("extra_gated_")]
    if not keys:
        return not_looked("What was read does not tell whether the repository is gated.")
    asks = next((key for key in keys if key in ("extra_gated_fields", "extra_gated_prompt")), None)
    return answered(
        "unspecified",
        reading.metadata_source(asks or keys[0]),
        method=Method.METADATA,
        confidence=Confidence.MEDIUM if asks else Confidence.LOW,
        note="The card carries the text of a gate.",
    )


_FIELD_WORDS = (
    ("birth", "date_of_birth"),
    ("mail", "email"),
    ("affiliation", "affiliation"),
    ("organi", "affiliation"),
    ("institution", "affiliation"),
    ("company", "affiliation"),
    ("employer", "affiliation"),
    ("job", "job_title"),
    ("country", "country"),
    ("geo", "location"),
    ("location", "location"),
    ("phone", "phone"),
    ("purpose", "purpose"),
    ("use case", "purpose"),
    ("intend", "purpose"),
    ("research", "research"),
    ("publication", "publications"),
    ("address", "address"),
    ("name", "name"),
)
_MOST_FIELDS = 50
_SENTENCE_WORDS = 6
_STATEMENT = re.compile(r"^\s*(?:i|by|we|you)\s", re.IGNORECASE)


def _field_name(label: str, kind: object) -> str:
    """Return our name for a form field; a label that is a whole statement is an agreement."""
    if kind == "checkbox" or _STATEMENT.match(label) or len(label.split()) > _SENTENCE_WORDS:
        return "agreement"
    lowered = label.lower()
    if kind == "ip_location":
        return "location"
    return next((name for word, name in _FIELD_WORDS if word in lowered), "other")


@signal("access.asks_for", set_of())
def _asks_for(reading: Reading) -> Evidence:
    """What does the gate ask of the reader?

    Reads `extra_gated_fields` and `extra_gated_prompt` in the card metadata. The Hub itself shares the account's
    name and e-mail address with the publisher at every gate (`account_name`, `email`).

    Each value is our word for one thing asked for: `name`, `affiliation`, `country`, `date_of_birth`, `purpose`,
    `agreement` (a statement one has to accept), `other`, ...

    Not applicable: there is no gate. Unknown: it is not told whether there is one, or the metadata was not read.

    Blind spots: fields are sorted by English words in their labels; the rest counts as `other`.
    """
    own_gate = gate(reading)
    if own_gate.value is None:
        return own_gate
    if own_gate.value == "none":
        return not_applicable("There is no gate.", *own_gate.sources)
    if reading.body.card_data is None and reading.record.card.look is not Look.READ:
        return reading.no_card()
    asked = {"account_name", "email"}
    sources = list(own_gate.sources)
    fields = reading.metadata.get("extra_gated_fields")
    if isinstance(fields, dict):
        sources.append(reading.metadata_source("extra_gated_fields"))
        for label, kind in list(fields.items())[:_MOST_FIELDS]:
            asked.add(_field_name(str(label)[:500], kind))
    if reading.metadata.get("extra_gated_prompt"):
        sources.append(reading.metadata_source("extra_gated_prompt"))
        asked.add("agreement")
    return answered(tuple(sorted(asked)), *dict.fromkeys(sources), method=Method.METADATA)


PUBLISHED = {
    "none": "no weights",
    "partial": "a part of them, or a delta",
    "all": "all of them",
}

WEIGHTS_SIGNALS: tuple[Signal, ...] = (
    signal("weights.published", ordered(**PUBLISHED))(published_weights),
    _formats,
    _kind,
    _complete,
    _checkpoints,
    _available,
    signal("access.gate", choice(**GATES))(gate),
    _asks_for,
)
