"""Which models a model says it comes from, read once for the signals that need it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from openness.card.origin import stated_origin
from openness.reading.reading import Reading, api_source, once
from openness.record.evidence import Confidence, Method, Source
from openness.record.record import Look, Relation

_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[\w.-]{1,96})?")
_HUB_PREFIX = re.compile(r"^https?://(?:www\.)?(?:huggingface\.co|hf\.co)/")
_MOST_BASES = 32
_RELATIONS = {relation.value: relation for relation in Relation if relation is not Relation.UNSTATED}
_TUNED_WORDS = frozenset(
    "instruct instruction instructed chat it sft dpo rlhf ppo orpo kto grpo rl finetune finetuned tune tuned ft "
    "aligned assistant thinking reasoning lora qlora adapter".split()
)
_DERIVED_WORDS = _TUNED_WORDS | {"merged", "gguf", "gptq", "awq", "exl2", "quantized"}
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


@once
def read_ancestry(reading: Reading) -> Ancestry | None:
    """Return what a record says about its bases, read once a reading; None where no place could say it."""
    own = reading.record.id.lower()
    relation, declared = _declared_relation(reading)
    bases = _ids(reading.metadata.get("base_model"), own)
    if bases:
        tagged = _tagged(reading, own)
        return Ancestry(
            bases,
            relation or tagged.get(bases[0]) or _inferred(reading, bases),
            reading.metadata_source("base_model"),
            Method.METADATA,
            Confidence.HIGH,
            declared,
        )
    if tagged := _tagged(reading, own):
        first = next(iter(tagged.values()))
        return Ancestry(
            tuple(tagged),
            relation or first or _inferred(reading, tuple(tagged)),
            api_source("$.tags"),
            Method.API,
            Confidence.MEDIUM,
            declared,
        )
    if bases := _ids(_peft_base(reading.body.config), own):
        where = api_source("$.config.peft.base_model_name_or_path")
        return Ancestry(bases, Relation.ADAPTER, where, Method.API, Confidence.HIGH, True)
    if (found := _named_in_text(reading, own)) is not None:
        return found
    if not _looked(reading):
        return None
    old = reading.date is None or reading.date < _BASE_MODEL_SINCE
    return Ancestry((), None, None, Method.METADATA, Confidence.LOW if old else Confidence.MEDIUM)


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
    return re.split(r"[-_. ]", model_id.rpartition("/")[2].lower())


def _declared_relation(reading: Reading) -> tuple[Relation | None, bool]:
    value = reading.metadata.get("base_model_relation")
    relation = _RELATIONS.get(value.strip().lower()) if isinstance(value, str) else None
    return relation, relation is not None


def _ids(value: Any, own: str) -> tuple[str, ...]:
    """Return the Hub ids in a metadata value; paths on somebody's disk and the model itself are left out."""
    items = value if isinstance(value, (list, tuple)) else [value]
    kept: dict[str, None] = {}
    for item in items[:_MOST_BASES]:
        if isinstance(item, str):
            candidate = _HUB_PREFIX.sub("", item[:300].strip()).rstrip("/")
            if _ID.fullmatch(candidate) and candidate.lower() != own:
                kept[candidate] = None
    return tuple(kept)


def _tagged(reading: Reading, own: str) -> dict[str, Relation | None]:
    """Return base ids in the tags `base_model:X` and `base_model:<relation>:X`, with the relation where told."""
    found: dict[str, Relation | None] = {}
    for rest in reading.body.tag_values("base_model")[: 4 * _MOST_BASES]:
        head, colon, tail = rest.partition(":")
        relation = _RELATIONS.get(head.lower()) if colon else None
        for base in _ids(tail if relation is not None else rest, own):
            found[base] = relation or found.get(base)
    return found


def _inferred(reading: Reading, bases: tuple[str, ...]) -> Relation:
    if _peft_base(reading.body.config) is not None or reading.body.library_name == "peft":
        return Relation.ADAPTER
    return Relation.MERGE if len(bases) > 1 and "merge" in reading.body.tags else Relation.UNSTATED


def _peft_base(config: dict[str, Any] | None) -> Any:
    peft = config.get("peft") if config else None
    return peft.get("base_model_name_or_path") if isinstance(peft, dict) else None


def _named_in_text(reading: Reading, own: str) -> Ancestry | None:
    """Return the base that the card's text names and links ("fine-tuned from [...]"), or None."""
    found = stated_origin(reading.card, own) if reading.card is not None else None
    if found is None:
        return None
    source = reading.in_card(found.line, found.quote)
    return Ancestry((found.base,), found.relation, source, Method.CARD, Confidence.MEDIUM, True)


def _looked(reading: Reading) -> bool:
    return reading.body.card_data is not None or reading.record.card.look is Look.READ or bool(reading.body.tags)
