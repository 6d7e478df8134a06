"""The catalogue: every system with its models and assessments, looked up by id, name, alias or Hub model."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property

from openness.catalogue.assessment import Assessment
from openness.catalogue.names import is_hub_id, names_in
from openness.catalogue.roles import doubts, plain, release_of, sizes_marked, sure_models
from openness.catalogue.system import Role, System
from openness.errors import CatalogueError
from openness.files.nearest import did_you_mean
from openness.record.evidence import Evidence

_SHORTEST = 3
"""A shorter name is only looked for as it stands: it begins too many others."""


@dataclass(frozen=True)
class Catalogue:
    """Systems ordered by id (code points), and the assessments people gave.

    `problems` are what was wrong in files that were set aside, each with file, line and column.
    """

    systems: tuple[System, ...]
    assessments: tuple[Assessment, ...] = ()
    problems: tuple[str, ...] = ()
    renamed: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)
    """By each id of a repository that had others, all of them; lower case."""
    _by_id: dict[str, System] = field(init=False, repr=False, compare=False)
    _by_model: dict[str, list[tuple[System, Role]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_model: dict[str, list[tuple[System, Role]]] = defaultdict(list)
        for system in self.systems:
            for model in system.models:
                by_model[model.id.lower()].append((system, model.role))
        former = {old.lower(): system for system in self.systems for old in system.former_ids}
        object.__setattr__(self, "_by_id", former | {system.id.lower(): system for system in self.systems})
        object.__setattr__(self, "_by_model", dict(by_model))

    @cached_property
    def digest(self) -> str:
        """A digest of all systems and assessments, as 12 hexadecimal digits: what results name the catalogue by."""
        told = [system.model_dump_json() for system in self.systems]
        told += sorted(repr(item) for item in self.assessments)
        return hashlib.sha256("\n".join(told).encode("utf-8", "backslashreplace")).hexdigest()[:12]

    def knowing(self, renamed: Iterable[Sequence[str]]) -> Catalogue:
        """Return this catalogue, to which the ids in each of `renamed` mean one and the same repository."""
        groups = [tuple(dict.fromkeys(name.lower() for name in names)) for names in renamed]
        if not groups:
            return self
        known = copy(self)  # what was worked out of systems and assessments stays
        object.__setattr__(known, "renamed", {name: group for group in groups for name in group})
        known.__dict__.pop("_accounts", None)
        known.__dict__.pop("_sized", None)
        return known

    def _called(self, model_id: str) -> tuple[str, ...]:
        wanted = model_id.lower()
        return self.renamed.get(wanted, (wanted,))

    def system(self, system_id: str) -> System:
        """Return the system with that id or former id, whatever its case; raises CatalogueError if there is none."""
        found = self._by_id.get(system_id.lower())
        if found is None:
            guess = did_you_mean(system_id, [system.id for system in self.systems])
            raise CatalogueError([f"the catalogue has no system '{system_id}'{guess}"])
        return found

    def named(self, name: str) -> tuple[System, ...]:
        """Return the systems a name may mean, ordered by id; spaces, hyphens and case do not count.

        An id decides alone; then names and aliases; then names that begin with what was written; then
        organisations, and names that hold it. Names that are joined (`Meltemi/Krikri`) are looked up one by one.
        """
        found = self._named(name)
        if found:
            return found
        parts = [self._named(part) for part in names_in(name)]
        if is_hub_id(name) and not all(parts):
            return ()
        return tuple(sorted({system.id: system for part in parts for system in part}.values(), key=lambda s: s.id))

    def _named(self, name: str) -> tuple[System, ...]:
        exact = self._by_id.get(name.strip().lower())
        if exact is not None:
            return (exact,)
        wanted = plain(name)
        if len(wanted) < _SHORTEST:
            return tuple({s.id: s for known, s in self._names if known == wanted}.values()) if wanted else ()
        ways: tuple[Callable[[str, System], bool], ...] = (
            lambda known, _: known == wanted,
            lambda known, _: known.startswith(wanted),
            lambda _, system: plain(system.organisation.name).startswith(wanted),
            lambda known, _: wanted in known,
        )
        for fits in ways:
            found = {system.id: system for known, system in self._names if fits(known, system)}
            if found:
                return tuple(found.values())
        return ()

    @cached_property
    def _names(self) -> tuple[tuple[str, System], ...]:
        return tuple((plain(name), system) for system in self.systems for name in system.names)

    def systems_of(self, model_id: str) -> tuple[tuple[System, Role], ...]:
        """Return the systems that name a Hub model (case does not count), with its role in each.

        Of roles in doubt nothing is said here; see `sure_systems_of`.
        """
        return tuple(self._named_as(model_id))

    def sure_systems_of(self, model_id: str) -> tuple[tuple[System, Role], ...]:
        """Return the systems that a Hub model belongs to beyond doubt, with its role in each.

        A model that no system names, but whose id differs from a system's end model in its size alone,
        is that system's sibling: an index rates a family through its largest model.
        """
        wanted = self._called(model_id)
        named = self._named_as(model_id)
        if named:
            return tuple(
                (system, role)
                for system, role in named
                if not {known.lower() for known in sure_models(system, role)}.isdisjoint(wanted)
            )
        found = (self._releases.get(release_of(name) or "", ()) for name in wanted)
        return tuple((system, Role.SIBLING) for system in next(filter(None, found), ()))

    def _named_as(self, model_id: str) -> list[tuple[System, Role]]:
        """Return the systems that name a repository by any of its ids, with its role, once each."""
        told = [item for name in self._called(model_id) for item in self._by_model.get(name, ())]
        return list({(system.id, role): (system, role) for system, role in told}.values())

    @cached_property
    def _releases(self) -> dict[str, list[System]]:
        found: dict[str, list[System]] = defaultdict(list)
        for system in self.systems:
            for model_id in sure_models(system, Role.END):
                if (release := release_of(model_id)) is not None:
                    found[release].append(system)
        return dict(found)

    @property
    def doubts(self) -> tuple[str, ...]:
        """Every role of a Hub model that its entry does not bear out, one sentence each."""
        return tuple(str(doubt) for system in self.systems for doubt in doubts(system))

    @property
    def model_ids(self) -> tuple[str, ...]:
        """Every Hub id the systems name, once each, in the order of the systems."""
        seen: dict[str, str] = {}
        for system in self.systems:
            for model in system.models:
                seen.setdefault(model.id.lower(), model.id)
        return tuple(seen.values())

    @property
    def base_ids(self) -> tuple[str, ...]:
        """Every Hub id that an entry names as what its system was made from, once each."""
        told = [name for one in self.systems if one.facts.upstream is not None for name in one.facts.upstream.models]
        named = [model.id for one in self.systems for model in one.models if model.role is Role.BASE]
        return tuple(dict.fromkeys([*told, *named]))

    def evidence_of_system(self, system_id: str) -> dict[str, Evidence]:
        """Return the index's classes and people's assessments of a system, by signal; the newest counts."""
        system = self.system(system_id)
        return {**system.evidence, **_newest(self._assessments["system", system.id.lower()])}

    def evidence_of_model(self, model_id: str) -> dict[str, Evidence]:
        """Return people's assessments of a model, by signal; the newest counts. The index rates systems only."""
        return _newest(one for name in self._called(model_id) for one in self._assessments["model", name])

    @cached_property
    def _assessments(self) -> defaultdict[tuple[str, str], tuple[Assessment, ...]]:
        """People's assessments by what they are of."""
        found: dict[tuple[str, str], list[Assessment]] = defaultdict(list)
        for one in self.assessments:
            kind, name = ("model", one.model) if one.model is not None else ("system", one.system)
            found[kind, (name or "").lower()].append(one)
        return defaultdict(tuple, {key: tuple(items) for key, items in found.items()})

    def knows_account(self, account: str) -> bool:
        """Return whether anything may be said of models in a Hub account, so that the others need not be looked at.

        The account of a model without one (`gpt2`) is its id.
        """
        wanted = account.lower()
        return wanted in self._accounts or (self._sized and sizes_marked(wanted) in self._accounts)

    @cached_property
    def _accounts(self) -> frozenset[str]:
        named = [*self._by_model, *self._releases, *(name for kind, name in self._assessments if kind == "model")]
        return frozenset(name.partition("/")[0] for known in named for name in self._called(known))

    @cached_property
    def _sized(self) -> bool:
        """Whether the account of a release has a size in its name, where siblings may have another."""
        return any("#" in name for name in self._accounts)


def _newest(assessments: Iterable[Assessment]) -> dict[str, Evidence]:
    return {one.signal: one.evidence for one in sorted(assessments, key=lambda one: one.date)}
