"""What of a listing's row each signal reads: rows alike in that have the same answer, which is then worked out once.

A row is what the Hub says of a model where nobody has looked at its card, its files' texts, its data sets or its bases.
`tests/signals/test_reads.py` changes each part of real rows and sees that no other signal's answer moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntFlag, auto
from functools import lru_cache
from types import MappingProxyType

from openness.signals.languages import is_language_tag
from openness.signals.library import tells_library
from openness.signals.modality import tells_modality
from openness.signals.published import tells_format


class Part(IntFlag):
    """One part of a row; what is common to most rows (whether it is gone, which looks were taken) all signals read."""

    NAME = auto()
    """Words of the name: tuned, derived, quantised, a delta, for code, of another's family."""
    ACCOUNT = auto()
    TASK = auto()
    FORMATS = auto()
    """Format tags, and whether safetensors or GGUF facts are there."""
    COUNTS = auto()
    """What those facts count."""
    FILES = auto()
    WEIGHT_FILES = auto()
    """Files that hold weights, tell of their shards, or may hold some."""
    LEGAL_FILES = auto()
    """Files about terms of use, and whether there are a card, code, a configuration, an adapter."""
    GATE = auto()
    BASES = auto()
    """Bases in metadata, tags and configuration, and how the model comes from them."""
    LICENCES = auto()
    DATA = auto()
    DATA_TOLD = auto()
    """Whether data sets are named, not which."""
    LANGUAGES = auto()
    KINDS = auto()
    """Tags that tell of a modality."""
    PAPERS = auto()
    LIBRARY = auto()
    RESULTS = auto()
    """Whether metrics are given as metadata."""


_PLAIN = Part.NAME | Part.TASK | Part.GATE | Part.KINDS | Part.RESULTS
"""Few ways to say all of these, so that one question serves them together."""
_LINEAGE = Part.NAME | Part.BASES | Part.GATE
_WEIGHTS = _LINEAGE | Part.FORMATS | Part.WEIGHT_FILES | Part.DATA_TOLD

_BY_THEME = {
    "licence": Part.LICENCES | Part.BASES | Part.DATA_TOLD | Part.LEGAL_FILES | Part.GATE | Part.TASK,
    "data": Part.NAME | Part.BASES | Part.DATA,
    "weights": _WEIGHTS,
    "lineage": _LINEAGE,
    "base": _WEIGHTS,
    "code": Part.FILES,
    "access": _PLAIN,
    "card": _PLAIN,
    "evaluation": _PLAIN,
    "hardware": _PLAIN,
    "training": _PLAIN,
    "paper": Part.PAPERS,
    "languages": Part.LANGUAGES,
}
_BY_SIGNAL = {
    "weights.available": _PLAIN,
    "access.visible_gate": _WEIGHTS,
    "base.gate": _LINEAGE,
    "model.modality": _PLAIN,
    "model.general_purpose": _PLAIN,
    "model.library": Part.LIBRARY,
    "model.parameters": Part.COUNTS,
    "model.organisation": Part.ACCOUNT,
}


def parts_read(signal: str) -> Part | None:
    """Return the parts that a signal reads of a row, None where that is not declared."""
    return _BY_SIGNAL.get(signal, _BY_THEME.get(signal.partition(".")[0]))


_TAG_PREFIXES: Mapping[str, Part] = MappingProxyType(
    {
        "base_model:": Part.BASES,
        "license:": Part.LICENCES,
        "dataset:": Part.DATA | Part.DATA_TOLD,
        "arxiv:": Part.PAPERS,
        "doi:": Part.PAPERS,
    }
)


@lru_cache(maxsize=200_000)
def parts_of_tag(tag: str) -> int:
    """Return the parts that a tag belongs to, as a plain number: asked of every tag of every row."""
    parts = next((part for prefix, part in _TAG_PREFIXES.items() if tag.startswith(prefix)), Part(0))
    if tag == "merge":
        parts |= Part.BASES
    if tag == "model-index":
        parts |= Part.RESULTS
    if tells_format(tag):
        parts |= Part.FORMATS
    if is_language_tag(tag):
        parts |= Part.LANGUAGES
    if tells_library(tag):
        parts |= Part.LIBRARY
    if tells_modality(tag):
        parts |= Part.KINDS
    return parts.value


_KEYS = {
    "license": Part.LICENCES,
    "base_model": Part.BASES,
    "base_model_relation": Part.BASES,
    "dataset": Part.DATA | Part.DATA_TOLD,
    "language": Part.LANGUAGES,
    "languages": Part.LANGUAGES,
    "library_name": Part.LIBRARY,
    "pipeline_tag": Part.TASK,
    "tags": Part.KINDS,
    "model-index": Part.RESULTS,
}


@lru_cache(maxsize=20_000)
def parts_of_key(key: str) -> int:
    """Return the parts that a key of the card's metadata belongs to, as a plain number."""
    plain = key.lower().replace("-", "_").replace(" ", "_").replace("licence", "license")
    if plain.startswith("license"):
        return Part.LICENCES.value
    kind = plain.removesuffix("s") if plain in ("base_models", "datasets") else plain
    return (_KEYS.get(key, Part(0)) | _KEYS.get(kind, Part(0))).value
