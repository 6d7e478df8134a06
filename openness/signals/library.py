"""The signal about the software library that a model is made to run with."""

from __future__ import annotations

from openness.reading.answers import answered, not_looked, silent
from openness.reading.reading import Reading, api_source
from openness.record.evidence import Confidence, Evidence, Method, name
from openness.signals.signal import Signal, signal

_LONGEST = 60
_TAGS = (
    "sentence-transformers", "setfit", "peft", "diffusers", "transformers.js", "transformers", "timm", "open_clip",
    "lerobot", "nemo", "espnet", "speechbrain", "pyannote-audio", "flair", "spacy", "stanza", "fasttext", "sklearn",
    "stable-baselines3", "ultralytics", "keras", "mlx", "gguf", "onnx", "openvino", "coreml", "vllm", "jax", "pytorch",
)  # fmt: skip
"""Tags by which the Hub names a library, what is built on another before it."""

_NO_NAME = frozenset({"null", "none", "n/a", "na", "unknown", "other", "custom"})


@signal("model.library", name())
def _library(reading: Reading) -> Evidence:
    """With which software library is the model run?

    Reads `library_name` of the API body, else that of the card's metadata, else the library that the tags name. The
    catalogue says of the well-used ones who keeps them, under which licence, and what they run on in turn.

    Unknown: none of them names one.

    Blind spots: most models run with other libraries too; one is told, the one its publisher or the Hub names.
    """
    body = reading.body
    if (told := _named(body.library_name)) is not None:
        return answered(told, api_source("$.library_name"), method=Method.API, confidence=Confidence.HIGH)
    if (told := _named(reading.metadata.get("library_name"))) is not None:
        source = reading.metadata_source("library_name")
        return answered(told, source, method=Method.METADATA, confidence=Confidence.HIGH)
    tags = {tag.casefold() for tag in body.tags}
    if (tagged := next((tag for tag in _TAGS if tag in tags), None)) is not None:
        return answered(tagged, api_source("$.tags"), method=Method.API, confidence=Confidence.MEDIUM)
    if not (body.tags or body.card_data is not None or reading.card is not None):
        return not_looked("Neither a library nor tags were told.")
    return silent("Neither the repository's metadata nor its tags name a library.")


def _named(value: object) -> str | None:
    """Return the library a value names; None where it is no name."""
    told = value.strip()[:_LONGEST].strip() if isinstance(value, str) else ""
    return told if told.casefold() not in _NO_NAME and any(letter.isalpha() for letter in told) else None


def tells_library(tag: str) -> bool:
    """Return whether a tag of the Hub names a library."""
    return tag.casefold() in _TAGS


LIBRARY_SIGNALS: tuple[Signal, ...] = (_library,)
