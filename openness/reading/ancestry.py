"""Which models a model says it comes from, read once for the signals that need it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openness.card.named import names_of
from openness.reading.base_words import base_in_words
from openness.reading.reading import Reading, once
from openness.record.evidence import Confidence, Method, Source
from openness.record.record import Look, Relation

_MOST_BASES = 32
_TUNED_WORDS = frozenset(
    "instruct instruction instructed chat it sft dpo rlhf ppo orpo kto grpo rl finetune finetuned tune tuned ft "
    "aligned assistant thinking reasoning lora qlora adapter".split()
)
_DERIVED_WORDS = _TUNED_WORDS | {"merged", "gguf", "gptq", "awq", "exl2", "quantized"}
_NAME_PARTS = re.compile(r"[-_. ]")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SIZE = re.compile(r"[ae]?\d+(?:x\d+)?[bm]")
_BASE_MODEL_SINCE = "2023-07-01"
"""Cards hardly named a base model before; an older record without one says little."""


@dataclass(frozen=True)
class Ancestry:
    """The direct bases a model names (empty: it names none), and how it says it comes from them."""

    bases: tuple[str, ...]
    relation: Relation | None
    source: Source | None
    method: Method
    confidence: Confidence
    declared: bool = False
    """True where the publisher wrote the relation; False where the Hub or we inferred it."""
    pointed: bool = True
    """True where the bases are ids of the Hub, in metadata, tags, code or behind a link; False for mere names."""


@once
def read_ancestry(reading: Reading) -> Ancestry | None:
    """Return what a record says about its bases, read once a reading; None where no place could say it."""
    named = [base for base in reading.names.bases if base.is_id]
    if named:
        first = named[0]
        bases = tuple(base.name for base in named if base.method is first.method)[:_MOST_BASES]
        declared = first.declared and first.confidence is not Confidence.LOW
        return Ancestry(bases, first.relation, first.source, first.method, first.confidence, declared)
    told = base_in_words(reading.card, reading.record.id.lower()) if reading.card is not None else None
    if told is not None and not _names_back(reading, told.names):
        source = reading.in_card(told.line, told.quote)
        return Ancestry(told.names, told.relation, source, Method.CARD, Confidence.LOW, True, told.pointed)
    if not _looked(reading):
        return None
    seen = reading.record.seen(reading.record.card.path)
    old = seen is None or seen < _BASE_MODEL_SINCE
    return Ancestry((), None, None, Method.METADATA, Confidence.LOW if old else Confidence.MEDIUM)


def _names_back(reading: Reading, names: tuple[str, ...]) -> bool:
    """Return whether one of these models was looked at and names this very model as its base: then it came later."""
    own, wanted = reading.record.id.lower(), {name.lower() for name in names}
    bodies = (fact.body for fact in reading.record.lineage if fact.id.lower() in wanted)
    return any(base.name.lower() == own for body in bodies if body is not None for base in names_of(body).bases)


def sounds_derived(model_id: str) -> bool:
    """Return whether a model's name says that it was made from another one (`-Instruct`, `-chat`, `-GGUF`)."""
    return _holds_word(_name_words(model_id), _DERIVED_WORDS)


def sounds_tuned(model_id: str) -> bool:
    """Return whether a model's name says that it was tuned (`-Instruct`, `-chat`, `-DPO`)."""
    return _holds_word(_name_words(model_id), _TUNED_WORDS)


def _holds_word(words: list[str], wanted: frozenset[str]) -> bool:
    """Return whether a name holds one of the words; `it` is Italian unless a size is told before it (`-2b-it`)."""
    return any(word in wanted and (word != "it" or _means_instruct(words[:place])) for place, word in enumerate(words))


def _means_instruct(before: list[str]) -> bool:
    """Return whether an `it` after these words is no language: one of a pair (`en-it`) or of a name without a size."""
    last = before[-1:] or [""]
    return any(map(_SIZE.fullmatch, before)) and _LANGUAGE.fullmatch(last[0]) is None


def _name_words(model_id: str) -> list[str]:
    return _NAME_PARTS.split(model_id.rpartition("/")[2].lower())


def _looked(reading: Reading) -> bool:
    if reading.metadata_unread is not None and not reading.body.tags:
        return False
    return reading.body.card_data is not None or reading.record.card.look is Look.READ or bool(reading.body.tags)
