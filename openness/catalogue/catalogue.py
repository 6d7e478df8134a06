"""The catalogue: every system with its models and assessments, loaded from YAML and looked up by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openness.catalogue.assessment import Assessment, read_assessments
from openness.catalogue.system import Role, System
from openness.errors import CatalogueError
from openness.files.shipped import resource_folder
from openness.files.yamldoc import did_you_mean, read_yaml, validate
from openness.record.evidence import Evidence
from openness.signals.signal import Signal


@dataclass(frozen=True)
class Catalogue:
    """Systems ordered by id (code points), and the assessments people gave."""

    systems: tuple[System, ...]
    assessments: tuple[Assessment, ...] = ()
    _by_id: dict[str, System] = field(init=False, repr=False, compare=False)
    _by_model: dict[str, list[tuple[System, Role]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_model: dict[str, list[tuple[System, Role]]] = defaultdict(list)
        for system in self.systems:
            for model in system.models:
                by_model[model.id.lower()].append((system, model.role))
        object.__setattr__(self, "_by_id", {system.id.lower(): system for system in self.systems})
        object.__setattr__(self, "_by_model", dict(by_model))

    def system(self, system_id: str) -> System:
        """Return the system with that id, whatever its case; raises CatalogueError if there is none."""
        found = self._by_id.get(system_id.lower())
        if found is None:
            guess = did_you_mean(system_id, [system.id for system in self.systems])
            raise CatalogueError([f"the catalogue has no system '{system_id}'{guess}"])
        return found

    def systems_of(self, model_id: str) -> tuple[tuple[System, Role], ...]:
        """Return the systems that name a Hub model (case does not count), with its role in each."""
        return tuple(self._by_model.get(model_id.lower(), ()))

    @property
    def model_ids(self) -> tuple[str, ...]:
        """Every Hub id the systems name, once each, in the order of the systems."""
        seen: dict[str, str] = {}
        for system in self.systems:
            for model in system.models:
                seen.setdefault(model.id.lower(), model.id)
        return tuple(seen.values())

    def evidence_of_system(self, system_id: str) -> dict[str, Evidence]:
        """Return the index's classes and people's assessments of a system, by signal; the newest counts."""
        system = self.system(system_id)
        wanted = system.id.lower()
        given = (one for one in self.assessments if one.system is not None and one.system.lower() == wanted)
        return {**system.evidence, **_newest(given)}

    def evidence_of_model(self, model_id: str) -> dict[str, Evidence]:
        """Return people's assessments of a model, by signal; the newest counts. The index rates systems only."""
        wanted = model_id.lower()
        return _newest(one for one in self.assessments if one.model is not None and one.model.lower() == wanted)


def _newest(assessments: Iterable[Assessment]) -> dict[str, Evidence]:
    return {one.signal: one.evidence for one in sorted(assessments, key=lambda one: one.date)}


def load_catalogue(folder: Path | None = None, signals: Mapping[str, Signal] | None = None) -> Catalogue:
    """Load `systems/*.yaml` and `assessments/*.yaml` of a catalogue folder; None is the one shipped with openness.

    With `signals`, people's assessments are read too, and checked against the domains; without, they are left out.
    Raises CatalogueError with every problem of every file, each with file, line and column.
    """
    root = resource_folder("catalog") if folder is None else folder
    if not (root / "systems").is_dir():
        raise CatalogueError([f"{root}: holds no folder 'systems'; give the folder of a catalogue"])
    problems: list[str] = []
    systems: dict[str, System] = {}
    for path in sorted((root / "systems").glob("*.yaml")):
        try:
            system = _read_system(path)
        except CatalogueError as failure:
            problems.extend(failure.problems)
            continue
        if system.id.lower() in systems:
            problems.append(f"{path.name}:1:1: the id '{system.id}' is taken by another file; give it its own")
        systems[system.id.lower()] = system
    assessments: list[Assessment] = []
    if signals is not None:
        ids = [system.id for system in systems.values()]
        for path in sorted((root / "assessments").glob("*.yaml")):
            try:
                assessments.extend(read_assessments(path, signals, ids, f"assessments/{path.name}"))
            except CatalogueError as failure:
                problems.extend(failure.problems)
    if problems:
        raise CatalogueError(problems)
    return Catalogue(tuple(sorted(systems.values(), key=lambda system: system.id)), tuple(assessments))


def _read_system(path: Path) -> System:
    document = read_yaml(path, f"systems/{path.name}", CatalogueError)
    system = validate(document, System, CatalogueError)
    if system.id != path.stem:
        raise CatalogueError([document.problem(("id",), f"the id must be the file's name, '{path.stem}'")])
    return system
