"""A bill of materials of one model in CycloneDX 1.7: the model, its bases and data sets, its licence, and its card.

Facts alone go in, with the place they were read at; no sentence of the card is copied. cyclonedx-python-lib has no
model cards, so the document is built here; tests validate it against the official schema that library carries.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from openness.licences.knowledge import knowledge
from openness.licences.spdx import spdx_fact
from openness.record.evidence import Evidence, Outcome, Source
from openness.safe.address import safe_address
from openness.safe.line import one_line
from openness.snapshot.tables import value_text
from openness.views.explanation import HUB, Explanation, link

SPEC = "1.7"
_SOURCES_TOLD = 3
_CONSIDERED = {
    "useCases": ("card.intended_use", "card.usage"),
    "technicalLimitations": ("card.limitations",),
}
"""What the card's sections answer; misuse is told by the licence, see `_misuse`."""


@dataclass(frozen=True)
class Made:
    """With what and from what a bill is made; `created` is the snapshot's time, so that bytes repeat."""

    tool: str
    snapshot: str
    created: datetime
    hub: str = HUB


def bom(found: Explanation, evidence: Mapping[str, Evidence], made: Made) -> str:
    """Return the bill of one model as JSON text: the same bytes for the same snapshot and rubric."""
    model = _component(found.entry, str(found.details.get("revision") or "") or None, made.hub)
    model |= {"description": f"A model on the Hub, as snapshot {made.snapshot} tells it."}
    if licences := _licences(found, evidence):
        model["licenses"] = licences
    organisation = one_line(found.details.get("organisation") or "", 200)
    if organisation:
        model["publisher"] = organisation
    bases, data = _names(evidence, "lineage.base"), _names(evidence, "data.datasets_found")
    if bases:
        model["pedigree"] = {"ancestors": [_component(base, None, made.hub) for base in bases]}
    sets = [_data_set(name, made.hub) for name in data]
    model["modelCard"] = _card(found, evidence, sets, made.hub)
    model["properties"] = _properties(found, made)
    parts = [*sets]
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.7.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, f'{made.snapshot}/{found.entry}/{found.rubric.reference}')}",
        "version": 1,
        "metadata": {
            "timestamp": made.created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tools": {"components": [{"type": "application", "name": "openness", "version": made.tool}]},
            "component": model,
        },
        "components": parts,
        "dependencies": [{"ref": model["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _quoted(name: str, safe: str = "/") -> str:
    """Return a name as part of an address, cleaned and cut as where it is shown."""
    return quote(one_line(name, 200), safe=safe)


def _component(model_id: str, revision: str | None, hub: str) -> dict[str, Any]:
    group, _, name = model_id.rpartition("/")
    version = f"@{_quoted(revision)}" if revision else ""
    purl = f"pkg:huggingface/{_quoted(model_id, safe='/')}{version}"
    shown: dict[str, Any] = {"type": "machine-learning-model", "bom-ref": purl, "name": one_line(name, 200)}
    if group:
        shown["group"] = one_line(group, 200)
    if revision:
        shown["version"] = one_line(revision, 100)
    address = safe_address(f"{hub}/{_quoted(model_id)}" + (f"/tree/{_quoted(revision)}" if revision else ""))
    references = [{"type": "distribution", "url": address}] if address else []
    return {**shown, "purl": purl, "externalReferences": references}


def _data_set(name: str, hub: str) -> dict[str, Any]:
    shown = {"type": "data", "bom-ref": f"data:{_quoted(name, safe='/')}", "name": one_line(name, 200)}
    address = safe_address(f"{hub}/datasets/{_quoted(name)}")
    kind = {"data": [{"type": "dataset", "name": one_line(name, 200)}]}
    return {**shown, **kind, **({"externalReferences": [{"type": "distribution", "url": address}]} if address else {})}


def _names(evidence: Mapping[str, Evidence], signal: str) -> list[str]:
    item = evidence.get(signal)
    if item is None or item.outcome is not Outcome.ANSWERED or item.value is None:
        return []
    names = item.value if isinstance(item.value, tuple) else (str(item.value),)
    return [name for name in dict.fromkeys(one_line(name, 200) for name in names) if name][:200]


def _licences(found: Explanation, evidence: Mapping[str, Evidence]) -> list[dict[str, Any]]:
    """Return the licence by SPDX id where it has one, else by name; nothing where none is known."""
    item = evidence.get("licence.weights")
    told = found.details.get("licence")
    name = one_line(item.value if item is not None and item.outcome is Outcome.ANSWERED else told or "", 200)
    if not name or name.casefold() in ("unknown", "other", "none"):
        return []
    known = knowledge().find(name)
    spdx = known.spdx if known is not None else spdx_fact(name)
    which = {"id": spdx.id} if spdx is not None else {"name": known.name if known is not None else name}
    return [{"license": {**which, "acknowledgement": "declared"}}]


def _card(
    found: Explanation, evidence: Mapping[str, Evidence], sets: Sequence[Mapping[str, Any]], hub: str
) -> dict[str, Any]:
    considerations: dict[str, Any] = {}
    for key, signals in _CONSIDERED.items():
        if told := [line for signal in signals if (line := _told(found, evidence.get(signal), hub))]:
            considerations[key] = told
    if misuse := _misuse(found, evidence, hub):
        considerations["ethicalConsiderations"] = misuse
    parameters: dict[str, Any] = {"datasets": [{"ref": part["bom-ref"]} for part in sets]} if sets else {}
    modality = str(found.details.get("modality") or "")
    if modality:
        parameters["inputs"] = [{"format": one_line(kind, 60)} for kind in modality.split(",")]
    card: dict[str, Any] = {"modelParameters": parameters} if parameters else {}
    return {**card, **({"considerations": considerations} if considerations else {})}


def _misuse(found: Explanation, evidence: Mapping[str, Evidence], hub: str) -> list[dict[str, str]]:
    item = evidence.get("licence.use_restrictions")
    if item is None or item.outcome is not Outcome.ANSWERED or item.value is not True:
        return []
    return [
        {
            "name": "Misuse: the licence or its use policy forbids some purposes",
            "mitigationStrategy": _where(found, item, hub),
        }
    ]


def _told(found: Explanation, item: Evidence | None, hub: str) -> str | None:
    """Return where a section stands, if the card has one that says something."""
    if item is None or item.outcome is not Outcome.ANSWERED or item.value is None or item.value == "placeholder":
        return None
    return f"{value_text(item.value)} ({item.signal}): {_where(found, item, hub)}"


def _where(found: Explanation, item: Evidence, hub: str) -> str:
    return (
        "; ".join(_place(found, item, source, hub) for source in item.sources[:_SOURCES_TOLD]) or "see its repository"
    )


def _place(found: Explanation, item: Evidence, source: Source, hub: str) -> str:
    address = link(source, found.entry, item.revision, hub)
    return one_line(address if address is not None and safe_address(address) else str(source), 500)


def _properties(found: Explanation, made: Made) -> list[dict[str, str]]:
    values = {
        "openness:rubric": found.rubric.reference,
        "openness:snapshot": made.snapshot,
        "openness:score.proven": "" if found.low is None else f"{found.low:.1f}",
        "openness:score.possible": "" if found.high is None else f"{found.high:.1f}",
        "openness:coverage": f"{found.coverage:.3f}",
        **{f"openness:level.{finding.criterion.id}": str(finding.level) for finding in found.findings},
    }
    return [{"name": name, "value": value} for name, value in values.items() if value]
