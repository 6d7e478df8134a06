"""What stands in for a model's name, files and configuration: as short as it can be, and saying the same to readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from openness.licences.claims import is_code_file
from openness.licences.name_hint import family_in_name
from openness.reading.ancestry import sounds_derived, sounds_tuned
from openness.reading.weight_files import QUANTIZED_NAME, weight_file
from openness.reading.weight_forms import weight_forms
from openness.record.file_names import Scope, file_role
from openness.signals.documentation import gives_a_value
from openness.signals.licence_answers import plain_name
from openness.signals.modality import sounds_like_code
from openness.signals.weights_in_card import is_delta_id

NAME = "0wn-m0del"
"""What a stand-in's name begins with: nothing that a publisher would write."""
_PLAIN = plain_name(NAME)
FILLER_FILE = ".gitattributes"
_PLACES = ("peft", "adapter_config")


@lru_cache(maxsize=100_000)
def words_of(model_id: str) -> str:
    """Return words that say of a name what the name of a model says, as the readers understand it."""
    tuned, family = sounds_tuned(model_id), _family(model_id)
    words = (
        ("-sft", tuned),
        ("-merged", not tuned and sounds_derived(model_id)),
        ("-int4", QUANTIZED_NAME.search(model_id) is not None),
        ("-code", sounds_like_code(model_id)),
        ("-7b-delta", is_delta_id(model_id)),
        (f"-{family}", family is not None),
    )
    return "".join(word for word, said in words if said)


def asked_name(model_id: str, prefixes: tuple[str, ...]) -> str | None:
    """Return a name that begins with, and holds, what licences ask of names as a model's does; None where none can."""
    family = _family(model_id)
    if family is None and _any_of(prefixes).search(plain_name(model_id.rpartition("/")[2])) is None:
        return NAME if not any(prefix in _PLAIN for prefix in prefixes) else None
    begins = _asked(model_id, prefixes)
    told = list(zip(prefixes, begins, strict=True))
    first = max((prefix for prefix, (plain, _, _) in told if plain), key=len, default="")
    after = max((f"meta{prefix}" for prefix, (_, meta, _) in told if meta), key=len, default="")
    inside = [prefix for prefix, (_, _, held) in told if held and prefix not in f"{first or after}"]
    name = "-".join([*filter(None, [first or after]), NAME, *inside])
    if family is not None and family_in_name(name) != family:
        name = f"{name}-{family}"
    return name if _asked(name, prefixes) == begins and family_in_name(name) == family else None


_family = lru_cache(maxsize=1024)(family_in_name)
"""Asked twice of each name, one after the other."""


@lru_cache(maxsize=16)
def _any_of(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, prefixes)) or r"(?!)")


def _asked(model_id: str, prefixes: tuple[str, ...]) -> list[tuple[bool, bool, bool]]:
    """Return for each name asked for whether a model's begins with it, with it after `meta`, or holds it."""
    name = plain_name(model_id.rpartition("/")[2])
    return [(name.startswith(prefix), name.startswith(f"meta{prefix}"), prefix in name) for prefix in prefixes]


@lru_cache(maxsize=200_000)
def legal_kind(path: str) -> str:
    """Return what a file is to a reader of licences: `kept`, of a `part`, known by its `name`, `code`, or nothing."""
    role = file_role(path)
    if role is not None:
        return "part" if role[1] is Scope.PART else "kept"
    if path.rpartition("/")[2] in (
        "config.json",
        "adapter_config.json",
        "adapter_model.safetensors",
        "adapter_model.bin",
    ):
        return "name"
    return "code" if is_code_file(path) else ""


def weights_of(paths: list[str]) -> tuple[str, ...]:
    """Return the files that tell of weights; where none does, one that tells of none."""
    return tuple(path for path in paths if _tells_weights(path)) or ((FILLER_FILE,) if paths else ())


@lru_cache(maxsize=200_000)
def _tells_weights(path: str) -> bool:
    return path.endswith(".json") or weight_file(path) is not None or weight_forms().unknown(path)


def bases_of(config: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return the places of a configuration where an adapter names its base."""
    key = "base_model_name_or_path"
    if not config:
        return None
    kept: dict[str, Any] = {key: config[key]} if key in config else {}
    for place in _PLACES:
        part = config.get(place)
        if isinstance(part, dict) and key in part:
            kept[place] = {key: part[key]}
    return kept or None


def results_of(index: Any) -> Any:
    """Return results that say as much as a card's: a value, an empty shell, or nothing."""
    if gives_a_value(index):
        return [{"results": [{"metrics": [{"value": 1}]}]}]
    return None if index is None else []
