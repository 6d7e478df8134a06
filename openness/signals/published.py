"""Whether a model's weights are in its repository, and what the other signals on weights share for reading that."""

from __future__ import annotations

import re
from weakref import WeakKeyDictionary

from openness.card.address import read_address
from openness.reading.answers import answered, not_looked, unreadable
from openness.reading.reading import Reading, api_source
from openness.reading.weight_files import WeightFile, WeightSurvey, survey_record
from openness.reading.wording import announces, denies
from openness.record.evidence import Confidence, Evidence, Method, Source
from openness.record.record import Look
from openness.signals.access import gone

PUBLISHED = {
    "none": "no weights",
    "partial": "a part of them, or a delta",
    "all": "all of them",
}

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
SHOWN = 3


def no_files(reading: Reading, what: str) -> Evidence:
    """Return the unknown of a signal that found neither a file list nor another sign of weights."""
    if reading.record.files_look in (Look.REFUSED, Look.FAILED):
        return reading.no_files()
    if reading.record.files_look is Look.ABSENT:
        return unreadable("The Hub knows no such repository, or hides it from us.")
    return not_looked(f"Nobody has looked at the file list, and nothing else told {what}.")


def first_files(files: tuple[WeightFile, ...]) -> tuple[Source, ...]:
    """Return the first few files as sources."""
    return tuple(Source(file=file.path) for file in files[:SHOWN])


def tagged_formats(reading: Reading) -> dict[str, Source]:
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


_READ: WeakKeyDictionary[Reading, Evidence] = WeakKeyDictionary()


def published_weights(reading: Reading) -> Evidence:
    """Are the weights of this model in its repository?

    Asks about this very repository, gate or no gate (see `access.gate`); a repository that was removed
    or disabled offers no weights. Reads the file list at the revision; where nobody looked at it, the
    `safetensors` and `gguf` facts and the format tags that the Hub sets from the files; where those are missing
    too, code in the card that loads this very repository or a sibling of its, or the card's word: that these are
    delta weights, that the repository holds weights, that the models are available on the Hub, or a link to itself.

    - `all`: weight files are there, and no shard is missing. Adapters count, as all that was trained;
      so do quantised copies: `weights.kind` tells them apart.
    - `partial`: some shards are missing, or only deltas are there, useless without other weights.
    - `none`: the whole file list was read and every file in it is of a kind that holds no weights, or the
      repository is gone.

    Unknown: the list was refused or never asked for, and no tag tells of weights; or the list holds no known weights
    but files of a kind that nobody knows. A list row without a format tag says nothing. A torn set beside a whole one
    of the same weights does not count.

    Blind spots: weights kept elsewhere (a download link in the card) are not seen; a tag tells that some
    file of a format exists, not that all do; file contents are never opened.
    """
    known = _READ.get(reading)
    if known is None:
        known = _READ[reading] = _published(reading)
    return known


def _published(reading: Reading) -> Evidence:
    if gone(reading) is not None:
        key = "removed" if reading.body.removed else "disabled"
        note = "The repository is gone or disabled, so nothing can be downloaded from it."
        return answered("none", api_source(f"$.{key}"), method=Method.API, confidence=Confidence.MEDIUM, note=note)
    found = survey_record(reading.record)
    if found is not None:
        return _published_files(reading, found)
    formats = tagged_formats(reading)
    if not formats:
        told = _loaded_in_card(reading) or _delta_in_card(reading) or _said_in_card(reading)
        return told or no_files(reading, "whether it holds weights")
    note = f"The Hub tells of {', '.join(sorted(formats))} weights; the file list was not read."
    if is_delta_id(reading.record.id):
        note += " The repository's name says that they are a delta."
    return answered(
        "partial" if is_delta_id(reading.record.id) else "all",
        *sorted(set(formats.values()), key=str),
        method=Method.API,
        confidence=Confidence.MEDIUM,
        note=note,
    )


_LOADS = re.compile(
    r"from_pretrained|\bpipeline\(|snapshot_download|hf_hub_download|\bload|\bserve\b|\bLLM\(|git clone|apply_delta"
    r"|--delta\b",
    re.IGNORECASE,
)


def _loaded_in_card(reading: Reading) -> Evidence | None:
    """Return the evidence that the card's own code loads weights from this repository, or None."""
    model_id = reading.record.id
    if reading.card is None or "/" not in model_id:
        return None
    for code in reading.card.code:
        text = code.text[:20_000]
        at = _own_place(text.lower(), model_id.lower())
        if at is None or not _LOADS.search(text):
            continue
        line = text.lower().count("\n", 0, at)
        where = reading.in_card(code.line + line, text.split("\n")[line])
        delta = is_delta_id(model_id)
        note = "The card's code loads this repository; nobody has looked at the file list."
        value = "partial" if delta else "all"
        return answered(value, where, method=Method.CARD, confidence=Confidence.MEDIUM, note=note)
    return None


_DELTA_SAID = re.compile(
    r"\b(?:these|this|the|our)\b[^.]{0,60}\b(?:delta weights|(?:model|weight) (?:diff|delta))\b", re.IGNORECASE
)


def _delta_in_card(reading: Reading) -> Evidence | None:
    """Return the evidence that the card calls what is here delta weights, or None."""
    for sentence in (
        reading.card.sentences_with("delta weight", "model diff", "model delta", "weight diff", "weight delta")
        if reading.card is not None
        else ()
    ):
        if _DELTA_SAID.search(sentence.text) and not denies(sentence.lower) and not announces(sentence.lower):
            where = reading.in_card(sentence.line, sentence.text)
            note = "The card speaks of delta weights; nobody has looked at the file list."
            return answered("partial", where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    return None


_SAID = re.compile(
    r"\b(?:models?|weights|checkpoints?)\b[^.]{0,60}\b(?:are|is) (?:\w+ ){0,2}(?:available|released|hosted|downloadable"
    r"|open-?sourced|published)\b[^.]{0,60}\b(?:hugging ?face|hub|this (?:repo\w*|page))\b"
    r"|\bthis (?:repo(?:sitory)?|model page)\b[^.]{0,40}\b(?:contains?|hosts?|holds|provides?|includes?|stores?)\b"
    r"[^.]{0,60}\b(?:weights|checkpoints?|models?)\b"
    r"|\bload this model (?:with|using)\b"
)


def _said_in_card(reading: Reading) -> Evidence | None:
    """Return the evidence that the card says or shows that weights are here: by words, a link to itself, a sibling."""
    card = reading.card
    if card is None:
        return None
    value = "partial" if is_delta_id(reading.record.id) else "all"
    for sentence in card.sentences_with("hugging", "hub", "this repo", "this model"):
        if _SAID.search(sentence.lower) and not denies(sentence.lower) and not announces(sentence.lower):
            where = reading.in_card(sentence.line, sentence.text)
            note = "The card says that weights are published; nobody has looked at the file list."
            return answered(value, where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    own = reading.record.id.lower()
    for link in card.links:
        address = read_address(link.url)
        if address.kind == "model" and address.name.lower() == own and not address.path and "/" in own:
            where = reading.in_card(link.line, link.text or link.url)
            note = "The card points at this repository as the model; nobody has looked at the file list."
            return answered(value, where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    return _sibling_loaded(reading, value)


_SIZE = re.compile(r"(?<=[-_])\d+(?:[.x_]\d+)*[bm](?=[-_\"']|$)")


def _sibling_loaded(reading: Reading, value: str) -> Evidence | None:
    """Return the evidence that the card's code loads the same model in another size, as copied cards do, or None."""
    own = reading.record.id.lower()
    sizes = _SIZE.split(own)
    if reading.card is None or len(sizes) < 2:
        return None
    sibling = re.compile(r"[\"']" + _SIZE.pattern.join(map(re.escape, sizes)) + r"[\"']")
    for code in reading.card.code:
        text = code.text[:20_000]
        found = sibling.search(text.lower())
        if found is not None and _LOADS.search(text):
            line = text.count("\n", 0, found.start())
            where = reading.in_card(code.line + line, text.split("\n")[line])
            note = "The card's code loads this model in another size; nobody has looked at the file list."
            return answered(value, where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    return None


_GOES_ON = re.compile(r"[\w/-]|\.\w")
_INSIDE = re.compile(r"[\w./-]")


def _own_place(text: str, model_id: str) -> int | None:
    """Return where an id stands in a text as a whole, not as a part of a longer one; both in lower case."""
    at = text.find(model_id)
    while at >= 0:
        if (at == 0 or not _INSIDE.match(text, at - 1)) and not _GOES_ON.match(text, at + len(model_id)):
            return at
        at = text.find(model_id, at + 1)
    return None


def _published_files(reading: Reading, found: WeightSurvey) -> Evidence:
    main = found.main
    if found.missing:
        note = "; ".join(found.missing[:SHOWN]) + "."
        sources = first_files(main) or (api_source("$.siblings"),)
        return answered("partial" if main else "none", *sources, method=Method.FILES, note=note)
    if not main and found.unknown:
        return unknown_files(found)
    if not main:
        return answered("none", api_source("$.siblings"), method=Method.FILES, note="No file with weights is listed.")
    if is_delta(reading, main):
        return answered(
            "partial", *first_files(main), method=Method.FILES, note="Only a delta to other weights is there."
        )
    return answered("all", *first_files(main), method=Method.FILES, note=torn_note(found))


def torn_note(found: WeightSurvey) -> str | None:
    """Return what is to be said of torn sets beside a whole one, or None."""
    return f"A whole set is there; {'; '.join(found.torn[:SHOWN])}." if found.torn else None


def unknown_files(found: WeightSurvey) -> Evidence:
    """Return the unknown of a list without known weights, in which files stand of a kind that nobody knows."""
    shown = ", ".join(path.rpartition("/")[2] for path in found.unknown[:SHOWN])
    note = f"{len(found.unknown)} files of unknown kind ({shown}): whether they hold weights cannot be told."
    return unreadable(note)


_DELTA_ID = re.compile(
    r"\db[-_.](?:delta|diff)s?(?:[-_.]?v\d[\w.]*)?$|[-_.](?:delta|diff)s?[-_.]?(?:v\d[\w.]*|weights?)$", re.IGNORECASE
)


def is_delta_id(model_id: str) -> bool:
    """Return whether the name ends like `-13b-delta` or `-delta-v1.1` (not `deltanet`, not `action-delta`)."""
    return _DELTA_ID.search(model_id) is not None


def only_a_delta(reading: Reading) -> bool:
    """Return whether what is published is known to be a delta, by file names, the repository's name or the card."""
    found = survey_record(reading.record)
    if found is not None:
        return bool(found.main) and is_delta(reading, found.main)
    told_in_card = not tagged_formats(reading) and _delta_in_card(reading) is not None
    return is_delta_id(reading.record.id) or told_in_card


def is_delta(reading: Reading, main: tuple[WeightFile, ...]) -> bool:
    """Return whether the names of all files, or of the repository, say that they are a delta."""
    return all(file.delta for file in main) or is_delta_id(reading.record.id)
