"""Where a system comes from: its developer's country, and the lineage of what it was made from up to the root."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from openness.catalogue.catalogue import Catalogue
from openness.catalogue.entry import Origin
from openness.catalogue.places import country_code
from openness.catalogue.roles import doubts, hub_links, plain, sizes_marked, sure_models
from openness.catalogue.system import Role, System

_UNTOLD = frozenset({"unknown", "undisclosed", "various", "mixed", "none"})
_DEEPEST = 12
_SHORTEST_NAME = 4
"""A shorter name begins too many others."""


@dataclass(frozen=True)
class Root:
    """The first model of a lineage: its name, its developer's countries (none known: empty), and where that is told."""

    name: str
    places: tuple[str, ...]
    origins: tuple[Origin, ...]
    note: str
    inferred: bool = False
    """True where nobody says that there is no base: the index only names none."""
    itself: bool = False
    """True where the lineage begins with the system asked of."""


def account(model_id: str) -> str:
    """Return the account a Hub id stands in, lower case; empty where the id has none."""
    head, sign, _ = model_id.lower().partition("/")
    return head if sign else ""


class Origins:
    """Countries of systems and of accounts, and roots of lineages, over one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._accounts: dict[str, tuple[System, tuple[str, ...]] | None] = {}
        self._makers = _by_organisation(catalogue.systems)
        seen: dict[str, list[System]] = defaultdict(list)
        for system in catalogue.systems:
            for role in (Role.END, Role.SIBLING):
                for model_id in sure_models(system, role):
                    seen[account(model_id)].append(system)
        for name, systems in seen.items():
            told = {places: system for system in reversed(systems) if (places := self.of_system(system)[0])}
            self._accounts[name] = next(((system, places) for places, system in told.items()), None)
            if len(told) > 1:
                self._accounts[name] = None

    def of_system(self, system: System) -> tuple[tuple[str, ...], tuple[Origin, ...]]:
        """Return the countries of a system's developer, and the pages that say so; empty where none is known.

        An organisation is where its other entries say it is, unless they disagree.
        """
        told = _told_origin(system)
        return told if told[0] else self._makers.get(plain(system.organisation.name), told)

    def of_account(self, model_id: str) -> tuple[System, tuple[str, ...]] | None:
        """Return the countries of the developer a model's account belongs to, with a system that tells it.

        None where no system's own models stand in that account, or where they disagree.
        """
        return self._accounts.get(account(model_id)) if account(model_id) else None

    def root(self, system: System) -> Root | None:
        """Return the first model of a system's lineage, as far as the catalogue knows it; None where it does not."""
        return self._root(system, 0)

    def _root(self, system: System, depth: int) -> Root | None:
        fact = system.facts.upstream
        if fact is not None:
            if fact.not_found is not None:
                return None
            pages = tuple(system.sources[key] for key in fact.source_keys)
            if fact.scratch:
                return self._itself(system, pages, "It was trained from scratch.")
            return self._above(system, fact.models[0] if fact.models else fact.name or "", pages, depth)
        if any(doubt.role in (Role.END, Role.BASE) for doubt in doubts(system)):
            return None
        pages = index_origins(system)
        base = next(iter(sure_models(system, Role.BASE)), None)
        ends = sure_models(system, Role.END)
        if base is not None and ends and account(base) != account(ends[0]):
            return self._above(system, base, pages, depth)
        name = system.base_model_name  # where a base of one's own has another's name, the name counts
        if name is not None and not self._own_name(system, name):
            return None if plain(name) in _UNTOLD else self._above(system, name, pages, depth)
        if not system.assessments:
            return None
        itself = self._itself(system, pages, "The index names no model of others as its base.")
        return replace(itself, inferred=True)

    def named_base(self, system: System) -> tuple[str, System | None] | None:
        """Return the model of others that an entry names without an id as what it was made from, and its system.

        None where it names none; its system is None where the catalogue holds none that is called so, sizes aside:
        other versions of a family may be under other terms.
        """
        fact = system.facts.upstream
        name = system.base_model_name if fact is None else fact.name
        if name is None or plain(name) in _UNTOLD or (fact is None and self._own_name(system, name)):
            return None
        above = self._system_of(name, system)
        maker = plain(system.organisation.name)
        linked = [link for link in hub_links(system, "weights_basemodel") if account(link) in _end_accounts(system)]
        ours = [maker, *(plain(link.partition("/")[2]) for link in linked)]
        if any(part and plain(name).startswith(part) for part in ours):
            return None
        if above is not None and plain(above.organisation.name) == maker:
            return None
        if above is not None and _unsized(name) not in {_unsized(known) for known in above.names}:
            return name, None
        return name, above

    def _own_name(self, system: System, name: str) -> bool:
        own = [plain(part) for part in (system.name, system.id, system.end_model_name or "") if plain(part)]
        own += [plain(base.partition("/")[2]) for base in sure_models(system, Role.BASE)]
        return any(plain(name).startswith(part[:12]) or part.startswith(plain(name)) for part in own)

    def _itself(self, system: System, pages: tuple[Origin, ...], note: str) -> Root:
        places, told = self.of_system(system)
        return Root(system.end_model_name or system.name, places, (*pages, *told), note, itself=True)

    def _above(self, system: System, base: str, pages: tuple[Origin, ...], depth: int) -> Root:
        """Follow one step up: to the system the base belongs to, else to the account it stands in."""
        above = self._system_of(base, system)
        if above is not None and depth < _DEEPEST:
            found = self._root(above, depth + 1)
            if found is not None and not found.itself:
                return Root(found.name, found.places, (*pages, *found.origins), f"By way of {base}. {found.note}")
        note = f"It was made from {base}."
        if above is not None:
            places, told = self.of_system(above)
            return Root(base, places, (*pages, *told), note)
        by_account = self.of_account(base)
        if by_account is not None:
            return Root(base, by_account[1], (*pages, *self.of_system(by_account[0])[1]), note)
        return Root(base, (), pages, note)

    def _system_of(self, base: str, own: System) -> System | None:
        """Return the system a base model is a model of, or is named after; never the system itself."""
        found = [
            system
            for system, role in self.catalogue.sure_systems_of(base)
            if system.id != own.id and (role is not Role.BASE or self._stands_in(system, base))
        ]
        if found or "/" in base:
            return found[0] if found else None
        wanted = plain(base)
        named = [
            (len(known), system)
            for system in self.catalogue.systems
            if system.id != own.id
            for name in system.names
            if len(known := plain(name)) >= _SHORTEST_NAME and wanted.startswith(known)
        ]
        return max(named, key=lambda item: item[0])[1] if named else None

    def _stands_in(self, system: System, model_id: str) -> bool:
        return account(model_id) in {account(end) for end in sure_models(system, Role.END)}


def _told_origin(system: System) -> tuple[tuple[str, ...], tuple[Origin, ...]]:
    """Return the countries that an entry itself tells, and the pages that say so."""
    fact = system.facts.country
    if fact is not None and fact.codes:
        return fact.codes, tuple(system.sources[key] for key in fact.source_keys)
    code = country_code(system.organisation.origin or "")
    return ((code,), index_origins(system)) if code is not None else ((), ())


def _by_organisation(systems: Iterable[System]) -> dict[str, tuple[tuple[str, ...], tuple[Origin, ...]]]:
    """Return where each organisation is, by its plain name, of those whose entries agree."""
    found: dict[str, dict[tuple[str, ...], tuple[Origin, ...]]] = defaultdict(dict)
    for system in systems:
        places, pages = _told_origin(system)
        if places:
            found[plain(system.organisation.name)].setdefault(places, pages)
    return {maker: next(iter(told.items())) for maker, told in found.items() if len(told) == 1}


def _unsized(name: str) -> str:
    return plain(sizes_marked(name).replace("#", ""))


def _end_accounts(system: System) -> set[str]:
    return {account(end) for end in sure_models(system, Role.END)}


def index_origins(system: System) -> tuple[Origin, ...]:
    """Return the pages of the indexes that rated a system."""
    return tuple(Origin(url=given.url, date=given.date) for given in system.assessments)
