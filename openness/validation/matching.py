"""Which recorded model a label speaks of: that very model, or the cell is not counted.

The rule, in order:

1. A system's end model is the linked Hub model (places: weights of the end model, system, model card)
   whose name is the end model's name; if none is, the only one linked; if several are, none.
   Its base model is found likewise among the links at the base model's weights. Names are compared by
   their letters and digits only, without case.
2. A cell whose own link is one Hub model speaks of that model, else of the end model (for the two
   parameters about the base model: of the base model; where the index names no base, of the end model).
3. The cell counts if a card of that very model is recorded. Other sizes and versions of a family are
   other models. Cells about a base model of which no card is recorded are read from the end model's own
   record, which says where it comes from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openness.record.record import Look, Record
from openness.validation.labels import BASE_PARAMETERS, PARAMETERS, LabelledSystem

_END_PLACES = ("weights_endmodel", "system", "modelcard")


@dataclass(frozen=True)
class Cell:
    """One label with the recorded model it is measured on."""

    system: str
    parameter: str
    label: str
    model: str
    """The recorded model's id, lower case."""
    own: bool = True
    """For the two parameters about the base model: whether `model` is that base model itself."""


@dataclass(frozen=True)
class LeftOut:
    """A system of which no cell counts, and why; `models` are its Hub models of which something is recorded."""

    system: str
    reason: str
    models: tuple[str, ...] = ()


def match(systems: list[LabelledSystem], records: Mapping[str, Record]) -> tuple[list[Cell], list[LeftOut]]:
    """Return the cells that count and the systems left out; `records` by lower-case id."""
    cells: list[Cell] = []
    left: list[LeftOut] = []
    for system in systems:
        found = _cells(system, records)
        cells += found
        if not found:
            left.append(_left_out(system, records))
    return cells, left


def _cells(system: LabelledSystem, records: Mapping[str, Record]) -> list[Cell]:
    end, base = end_model(system), base_model(system)
    found = []
    for parameter in PARAMETERS:
        label = system.classes.get(parameter)
        if label is None:
            continue
        role = end
        if parameter in BASE_PARAMETERS:
            role = base if base is not None and _has_card(base, records) else end
        elif len(linked := system.links[parameter]) == 1:
            role = linked[0]
        if role is not None and _has_card(role, records):
            of_base = parameter in BASE_PARAMETERS
            mirrors = base is None and system.base_name is None
            own = not of_base or mirrors or (base is not None and role.lower() == base.lower())
            found.append(Cell(system.id, parameter, label, role.lower(), own))
    return found


def end_model(system: LabelledSystem) -> str | None:
    """Return the Hub id of the system's end model, or None where the links leave it open."""
    return _pick([name for place in _END_PLACES for name in system.links[place]], system.end_name)


def base_model(system: LabelledSystem) -> str | None:
    """Return the Hub id of the system's base model, or None where there is none or the links leave it open."""
    return _pick(list(system.links["weights_basemodel"]), system.base_name)


def _pick(candidates: list[str], name: str | None) -> str | None:
    distinct = list({candidate.lower(): candidate for candidate in candidates}.values())
    if name is not None:
        for candidate in distinct:
            if _bare(candidate.rpartition("/")[2]) == _bare(name):
                return candidate
    return distinct[0] if len(distinct) == 1 else None


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.lower())


def _has_card(model: str, records: Mapping[str, Record]) -> bool:
    record = records.get(model.lower())
    return record is not None and record.card.look is Look.READ


def _left_out(system: LabelledSystem, records: Mapping[str, Record]) -> LeftOut:
    linked = sorted({name.lower() for names in system.links.values() for name in names})
    recorded = tuple(name for name in linked if name in records)
    if not linked:
        return LeftOut(system.id, "the index links no Hub model")
    if not recorded:
        return LeftOut(system.id, "none of its models is recorded")
    if not any(_has_card(name, records) for name in recorded):
        return LeftOut(system.id, "only list rows of its models are recorded, no card", recorded)
    return LeftOut(system.id, "the recorded card is of another model than the label speaks of", recorded)
