"""What a new state of an index changes in the catalogue, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openness.catalogue.catalogue import Catalogue
from openness.catalogue.system import Role, System

_WORDS = {
    "name": "name",
    "licence": "licence",
    "released": "release",
    "base_model_name": "base model's name",
    "end_model_name": "end model's name",
    "performance_class": "performance class",
}


def changes_since(catalogue: Catalogue, entries: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return one sentence for each thing that taking the entries in would change, ordered by system."""
    old = {system.id: system for system in catalogue.systems if system.assessments}
    found: list[str] = []
    for system_id in sorted({*old, *entries}):
        if system_id not in entries:
            found.append(f"{system_id}: gone from the index; keep its id as a former id of what took its place")
        elif system_id not in old:
            found.append(f"{system_id}: new")
        else:
            new = System.model_validate(entries[system_id])
            found += [f"{system_id}: {change}" for change in _changes(old[system_id], new)]
    return tuple(found)


def _changes(old: System, new: System) -> Iterator[str]:
    for key, word in _WORDS.items():
        first, second = getattr(old, key), getattr(new, key)
        if first != second:
            yield f"{word} {_shown(first)} → {_shown(second)}"
    own = {model.id for model in old.models if model.source is not None}
    for role in (Role.END, Role.BASE):
        first, second = old.model_with(role), new.model_with(role)
        if first != second and first not in own and second not in own:
            yield f"{role} model {_shown(first)} → {_shown(second)}"
    for before, after in zip(old.assessments, new.assessments, strict=False):
        for name, level in after.levels.items():
            if before.levels[name].level != level.level:
                yield f"{name} {before.levels[name].level} → {level.level}"
            elif before.levels[name].links != level.links:
                yield f"{name}: other links"


def _shown(value: object) -> str:
    return "(none)" if value is None else f"'{value}'"
