"""Drafts of entries: what is known of a Hub model, put into the form of an entry for a person to complete."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from openness.catalogue.catalogue import Catalogue
from openness.catalogue.json_schema import first_line
from openness.catalogue.origin import account
from openness.catalogue.roles import release_of
from openness.record.evidence import Value
from openness.safe.line import one_line

_MODALITIES = frozenset({"text", "code", "image", "audio", "video"})
_KEPT = re.compile(r"[^a-z0-9.]+")


def draft_id(model_id: str) -> str:
    """Return an id for an entry: the model's name in small letters, digits, dots and hyphens."""
    return _KEPT.sub("-", model_id.rpartition("/")[2].lower()).strip("-.") or "unnamed"


def draft(models: list[str], known: Mapping[str, Value], date: str, taken: Iterable[str]) -> tuple[str, str]:
    """Return id and text of a drafted entry; the first model is the one people use, the others are its siblings.

    `known` are answers about the first model by signal, `date` the day they were read, `taken` ids in use.
    What is not known is left for a person to add, and the text says so.
    """
    end = models[0]
    system_id = draft_id(end)
    used = {name.lower() for name in taken}
    number = 2
    while system_id in used:
        system_id, number = f"{draft_id(end)}-{number}", number + 1
    modality = known.get("model.modality")
    kinds = [kind for kind in modality if kind in _MODALITIES] if isinstance(modality, tuple) else []
    facts: dict[str, Any] = {"status": {"value": "released", "source": "hub"}}
    if licence := known.get("licence.weights"):
        facts["licence"] = {"value": one_line(licence, 200), "source": "hub"}
    if isinstance(size := known.get("model.parameters"), (int, float)) and size >= 1000:
        facts["sizes"] = {"value": [_size(size)], "source": "hub"}
    if isinstance(languages := known.get("languages.declared"), tuple) and languages:
        facts["languages"] = {"value": [one_line(item, 40) for item in languages], "source": "hub"}
    base = known.get("lineage.base")
    if isinstance(base, str) and account(base) != account(end):
        facts["upstream"] = {"models": [base], "source": "hub"}
    entry = {
        "id": system_id,
        "name": end.rpartition("/")[2],
        "organisation": {"name": end.partition("/")[0]},
        "modalities": kinds or ["text"],
        "models": [
            {"id": model, "role": "sibling" if place else "end", "source": "hub"} for place, model in enumerate(models)
        ],
        "sources": {"hub": {"url": f"https://huggingface.co/{end}", "date": date}},
        "facts": facts,
    }
    head = (
        first_line("systems")
        + "# A draft. Check every line; write the name and the organisation as they do. Worth adding, each\n"
        + "# with a page of its own under 'sources': country, parent, released, public_compute, training_summary.\n"
    )
    return system_id, head + yaml.safe_dump(entry, sort_keys=False, allow_unicode=True, width=120)


def _size(parameters: float) -> str:
    for unit, worth in (("T", 1e12), ("B", 1e9), ("M", 1e6), ("K", 1e3)):
        if parameters >= worth:
            return (
                f"{parameters / worth:.3g}{unit}" if parameters < 999.5 * worth else f"{parameters / worth:.0f}{unit}"
            )
    return "1K"


def uncovered(ids: Iterable[str], downloads: Iterable[int | None], catalogue: Catalogue) -> list[tuple[str, int, int]]:
    """Return releases that no entry covers: most used model, downloads of all its sizes, how many models.

    Models of one release count as one; the most used come first, ties by id.
    """
    found: dict[str, tuple[str, int, int, int]] = {}
    for model_id, count in zip(ids, downloads, strict=True):
        if not count or "/" not in model_id or catalogue.sure_systems_of(model_id) or catalogue.systems_of(model_id):
            continue
        key = release_of(model_id) or model_id.lower()
        best, most, total, models = found.get(key, (model_id, 0, 0, 0))
        if count > most:
            best, most = model_id, count
        found[key] = (best, most, total + count, models + 1)
    return sorted(
        ((best, total, models) for best, _, total, models in found.values()), key=lambda row: (-row[1], row[0])
    )
