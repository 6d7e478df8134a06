"""Whether a model's weights are in its repository, and what the other signals on weights share for reading that."""

from __future__ import annotations

from openness.reading.answers import answered, not_looked, unreadable
from openness.reading.reading import Reading, api_source, once
from openness.reading.weight_files import WeightFile, WeightSurvey, survey_record
from openness.record.evidence import Confidence, Evidence, Method, Source
from openness.record.record import Look
from openness.signals.access import gone
from openness.signals.weights_in_card import delta_in_card, is_delta_id, weights_in_card

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


def tells_format(tag: str) -> bool:
    """Return whether a tag of the Hub tells of a weight format."""
    return tag in _TAG_FORMATS


@once
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
    if gone(reading) is not None:
        key = "removed" if reading.body.removed else "disabled"
        note = "The repository is gone or disabled, so nothing can be downloaded from it."
        return answered("none", api_source(f"$.{key}"), method=Method.API, confidence=Confidence.MEDIUM, note=note)
    found = survey_record(reading.record)
    if found is not None:
        return _published_files(reading, found)
    formats = tagged_formats(reading)
    if not formats:
        return weights_in_card(reading) or no_files(reading, "whether it holds weights")
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


def only_a_delta(reading: Reading) -> bool:
    """Return whether what is published is known to be a delta, by file names, the repository's name or the card."""
    found = survey_record(reading.record)
    if found is not None:
        return bool(found.main) and is_delta(reading, found.main)
    told_in_card = not tagged_formats(reading) and delta_in_card(reading) is not None
    return is_delta_id(reading.record.id) or told_in_card


def is_delta(reading: Reading, main: tuple[WeightFile, ...]) -> bool:
    """Return whether the names of all files, or of the repository, say that they are a delta."""
    return all(file.delta for file in main) or is_delta_id(reading.record.id)
