"""Entries given back as files of the European Open Source AI Index, in the keys and comments its site reads.

Notes are not kept here and are left out; taking the file in again gives the same entry.
"""

from __future__ import annotations

from typing import Any

import yaml

from openness.catalogue.system import PARAMETERS, Compute, IndexAssessment, System


def index_file(system: System) -> str | None:
    """Return a rated system as one file of the index; None where no index rated it."""
    given = next(iter(system.assessments), None)
    if given is None:
        return None
    attribution = "".join(f"# {line}\n" for line in given.attribution)
    head = f"---\n# Attribution, CC-BY 4.0; notes are left out:\n{attribution}{_comments(system)}"
    return head + yaml.safe_dump(_document(system, given), sort_keys=False, allow_unicode=True, width=10_000)


def _document(system: System, given: IndexAssessment) -> dict[str, Any]:
    return {
        "system": {
            "name": system.name,
            "link": _link(system.links.get("home", [])),
            "type": ",".join(kind.value for kind in system.modalities),
            "performanceclass": None if system.performance_class is None else system.performance_class.value,
            "basemodelname": system.base_model_name,
            "endmodelname": system.end_model_name,
            "endmodellicense": system.licence,
            "releasedate": system.released,
            "notes": None,
        },
        "org": {"name": system.organisation.name, "link": _link(system.organisation.urls), "notes": None},
        **{
            name: {"class": given.levels[name].level.value, "link": _link(given.levels[name].links), "notes": None}
            for name in PARAMETERS
        },
    }


def _link(addresses: list[str]) -> str | list[str] | None:
    if len(addresses) > 1:
        return list(addresses)
    return addresses[0] if addresses else None


def _comments(system: System) -> str:
    organisation, compute = system.organisation, system.training_compute
    told = {
        "National origin": organisation.origin,
        "Contributor type": organisation.contributor_type,
        "Base model training compute": None if compute is None else _figure(compute.base),
        "End model training compute": None if compute is None else _figure(compute.end),
    }
    return "".join(f"# - {name}: {value}\n" for name, value in told.items() if value is not None)


def _figure(compute: Compute | None) -> str | None:
    if compute is None:
        return None
    parts = [f"{'>=' if compute.at_least else '~'}{_number(compute.flop)} FLOP"]
    if compute.orders_of_magnitude is not None:
        parts.append(f"+- {compute.orders_of_magnitude:g} OoM")
    if compute.method is not None:
        parts.append(f"({compute.method})")
    if compute.source is not None:
        parts.append(f"[{compute.source}]")
    return " ".join(parts)


def _number(flop: float) -> str:
    mantissa, _, exponent = f"{flop:.6e}".partition("e")
    return f"{mantissa.rstrip('0').rstrip('.')}e{exponent}"
