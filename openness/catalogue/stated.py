"""What the catalogue states, as evidence: of a system, and of a Hub model that belongs to one.

It ranks below what was read of a model itself, and says by whom, where and when it was said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from openness.card.address import HUB_HOSTS, read_address
from openness.catalogue.catalogue import Catalogue
from openness.catalogue.entry import Origin
from openness.catalogue.fact import LanguagesFact, Stated, amount
from openness.catalogue.licence import licence_evidence, tells_a_licence
from openness.catalogue.origin import Origins, account, index_origins
from openness.catalogue.places import with_unions
from openness.catalogue.roles import sure_models
from openness.catalogue.system import Level, Role, System
from openness.licences.knowledge import knowledge
from openness.licences.name_hint import family_in_name, is_of_family
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.record.record import ModelBody, Record
from openness.signals import SIGNALS
from openness.signals.languages import OFFICIAL_IN_THE_EU

LicenceOf = Callable[[str], str | None]
"""The licence id known of a Hub model, or of the one model that a name without an account means; or None."""
_OF_ALL = (
    "origin.places origin.parent origin.parent_places upstream.root upstream.places compute.public compute.machine"
    " compute.hours release.status data.summary"
).split()
"""What is true of every model of a release, whatever its size."""
_WEIGHTS = "weights_endmodel"
_OF_ACCOUNT = ("origin.places", "origin.parent", "origin.parent_places")


class Statements:
    """The statements of one catalogue. `licence_of` tells what is known of a base's licence."""

    def __init__(self, catalogue: Catalogue, licence_of: LicenceOf | None = None) -> None:
        self.catalogue = catalogue
        self.origins = Origins(catalogue)
        self._licence_of: LicenceOf = licence_of or (lambda _model: None)
        self._known: dict[str, dict[str, Evidence]] = {}

    def of_system(self, system: System) -> dict[str, Evidence]:
        """Return everything an entry states, by signal."""
        if system.id not in self._known:
            self._known[system.id] = {
                **_open_weights(system),
                **self._where_from(system),
                **_release(system),
                **_compute(system),
                **_summary(system),
                **_model(system),
                **self._licence(system),
            }
        return self._known[system.id]

    def of_model(self, model_id: str) -> dict[str, Evidence]:
        """Return what an entry states of one of its models: for the end model all, for others what all share.

        A base model earns nothing of what was made from it. Of a model that no entry names, its account's
        country may be known.
        """
        for system, role in self.catalogue.sure_systems_of(model_id):
            stated = self.of_system(system)
            match role:
                case Role.END:
                    return stated
                case Role.SIBLING:
                    # The terms too: they count where the same licence was read of this very model (`coherent`).
                    shared = [*_OF_ALL, *(signal for signal in stated if signal.startswith("licence."))]
                    return {signal: _shared(stated[signal], system) for signal in shared if signal in stated}
                case _ if account(model_id) in {account(end) for end in sure_models(system, Role.END)}:
                    kept = [*_OF_ACCOUNT, "upstream.root", "upstream.places"]
                    return {signal: _shared(stated[signal], system) for signal in kept if signal in stated}
        known = self.origins.of_account(model_id)
        if known is None:
            return {}
        stated = self.of_system(known[0])
        return {signal: _shared(stated[signal], known[0]) for signal in _OF_ACCOUNT if signal in stated}

    def _where_from(self, system: System) -> dict[str, Evidence]:
        found = {}
        codes, pages = self.origins.of_system(system)
        if codes:
            found["origin.places"] = _evidence(system, "origin.places", with_unions(codes), pages)
        if (parent := system.facts.parent) is not None and parent.not_found is None:
            pages = _pages(system, parent)
            if parent.name is not None:
                found["origin.parent"] = _evidence(system, "origin.parent", parent.name, pages, parent.note)
            if parent.country is not None:
                places = with_unions([parent.country])
                found["origin.parent_places"] = _evidence(system, "origin.parent_places", places, pages, parent.note)
        if (root := self.origins.root(system)) is not None and root.origins:
            pages = tuple(
                page.model_copy(update={"confidence": Confidence.LOW}) if root.inferred else page
                for page in root.origins
            )
            found["upstream.root"] = _evidence(system, "upstream.root", root.name, pages, root.note)
            if root.places:
                places = with_unions(root.places)
                found["upstream.places"] = _evidence(system, "upstream.places", places, pages, root.note)
        return found

    def _licence(self, system: System) -> dict[str, Evidence]:
        fact = system.facts.licence
        if fact is not None and fact.value is not None:
            return licence_evidence(fact.value, _pages(system, fact), self.bases(system), f"the entry {system.id}")
        if system.licence is None:
            return {}
        by = system.assessments[0].by if system.assessments else f"the entry {system.id}"
        return licence_evidence(system.licence, index_origins(system), self.bases(system), by)

    def bases(self, system: System) -> list[tuple[str, str | None]]:
        """Return the models of others it was made from, by id or else by name, with the licence known of each."""
        fact = system.facts.upstream
        named = list(fact.models) if fact is not None else list(sure_models(system, Role.BASE))
        own = own_accounts(system)
        found = [
            (base, self._licence_of(base) or self._licence_told(base)) for base in named if account(base) not in own
        ]
        if found:
            return found
        if (by_name := self.origins.named_base(system)) is None:
            return [] if fact is not None and fact.scratch else _hinted(system)
        name, above = by_name
        told = None if above is None else stated_licence(above)
        known = knowledge().find(told) if told is not None and tells_a_licence(told) else None
        return [(name, self._licence_of(name) or (None if known is None else known.id))]

    def _licence_told(self, model_id: str) -> str | None:
        """Return the licence that people or entries tell of a model; None where none does, or where they differ."""
        given = self.catalogue.evidence_of_model(model_id).get("licence.weights")
        if given is not None and isinstance(given.value, str):
            return given.value
        told = {
            known.id
            for system, role in self.catalogue.sure_systems_of(model_id)
            if role is Role.END or (role is Role.BASE and account(model_id) in own_accounts(system))
            if (name := stated_licence(system)) is not None and (known := knowledge().find(name)) is not None
        }
        return told.pop() if len(told) == 1 else None


def _hinted(system: System) -> list[tuple[str, str | None]]:
    """Return the family that an end model's name hints at, for an entry that names no base; not under its own terms."""
    known = knowledge().find(stated_licence(system) or "")
    families = {family for end in sure_models(system, Role.END) if (family := family_in_name(end)) is not None}
    return [(family, None) for family in sorted(families) if not (known and is_of_family([known.id], family))]


def own_accounts(system: System) -> frozenset[str]:
    """Return the Hub accounts of a system's makers: those of its end models, and those its organisation names.

    A doubt about a model's role is none about its maker.
    """
    named = (read_address(url) for url in system.organisation.urls)
    return frozenset(
        [account(model.id) for model in system.models if model.role is Role.END]
        + [
            page.path.strip("/")
            for page in named
            if page.host in HUB_HOSTS and page.kind == "page" and page.path != "/"
        ]
    )


def stated_licence(system: System) -> str | None:
    """Return the licence an entry states of its system, as it spells it."""
    fact = system.facts.licence
    return fact.value if fact is not None and fact.value is not None else system.licence


def _release(system: System) -> dict[str, Evidence]:
    found = {}
    status, released = system.facts.status, system.facts.released
    if status is not None and status.not_found is not None:
        note = " ".join(filter(None, [f"Nothing was found on {status.not_found}.", status.note]))
        found["release.status"] = Evidence(
            signal="release.status", outcome=Outcome.SILENT, note=note, date=status.not_found
        )
    elif status is not None and status.value is not None:
        pages = _pages(system, status)
        found["release.status"] = _evidence(system, "release.status", status.value.value, pages, status.note)
    elif status is None and system.assessments and system.released is not None:
        found["release.status"] = _evidence(system, "release.status", "released", index_origins(system))
    if released is not None and released.value is not None:
        pages = _pages(system, released)
        found["release.date"] = _evidence(system, "release.date", released.value, pages, released.note)
    elif system.released is not None and (pages := index_origins(system)):
        found["release.date"] = _evidence(system, "release.date", system.released, pages)
    return found


def _compute(system: System) -> dict[str, Evidence]:
    fact = system.facts.public_compute
    if fact is None:
        return {}
    if fact.not_found is not None:
        note = f"Nothing on public machines was found on {fact.not_found}."
        none = Evidence(signal="compute.public", outcome=Outcome.SILENT, note=note, date=fact.not_found)
        return {"compute.public": none}
    given: dict[str, Value | None] = {
        "compute.public": True if fact.public is None and fact.said else fact.public,
        "compute.machine": fact.machine,
        "compute.hours": fact.hours,
    }
    return _answers(system, fact, given)


def _summary(system: System) -> dict[str, Evidence]:
    fact = system.facts.training_summary
    if fact is None:
        return {}
    if fact.address is None:
        note = f"No summary under Art. 53(1)(d) was found on {fact.not_found}."
        return {"data.summary": Evidence(signal="data.summary", outcome=Outcome.SILENT, note=note, date=fact.not_found)}
    found = _evidence(system, "data.summary", "linked", _pages(system, fact), fact.note)
    pages = dict.fromkeys((Source(url=fact.address), *found.sources))
    return {"data.summary": replace(found, sources=tuple(pages))}


def _open_weights(system: System) -> dict[str, Evidence]:
    """Return what the class "open" of the end model's weights states: shared, and not behind a gate.

    The index calls a gated download partial; partial and closed may each mean several things, and state none.
    """
    given = next((item for item in system.assessments if item.levels[_WEIGHTS].level is Level.OPEN), None)
    if given is None:
        return {}
    note = "The class of its weights there is open: shared, and not behind a gate."
    found = {
        signal: _evidence(system, signal, value, index_origins(system), note)
        for signal, value in (("weights.published", "all"), ("weights.available", "available"), ("access.gate", "none"))
    }
    return {signal: replace(item, by=given.by) for signal, item in found.items()}


def _model(system: System) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    facts = system.facts
    if facts.sizes is not None and facts.sizes.value:
        found |= _answers(system, facts.sizes, {"model.parameters": amount(facts.sizes.value[0])})
    if facts.gate is not None and facts.gate.value is not None:
        found |= _answers(system, facts.gate, {"access.gate": facts.gate.value})
    if facts.status is not None and facts.status.value == "service":
        found |= _answers(system, facts.status, {"weights.published": "none"})
    if facts.languages is not None and facts.languages.not_found is None:
        codes, official = _languages(facts.languages.value)
        if facts.languages.eu is not None:
            official = facts.languages.eu
        codes = _with_uncoded(codes, facts.languages)
        found |= _answers(system, facts.languages, {"languages.declared": codes, "languages.eu_official": official})
    if facts.modalities is not None and facts.modalities.value:
        found |= _answers(system, facts.modalities, {"model.modality": system.kinds})
    elif pages := index_origins(system):
        found["model.modality"] = _evidence(system, "model.modality", system.kinds, pages)
    return found


def _languages(codes: list[str]) -> tuple[Value | None, Value | None]:
    """Return languages and how many of the Union's they are, as the signals read a publisher's own list."""
    if not codes:
        return None, None
    reading = Reading(Record(body=ModelBody(id="entry", card_data={"language": codes}), origin="catalogue"))
    return SIGNALS["languages.declared"].ask(reading).value, SIGNALS["languages.eu_official"].ask(reading).value


def _with_uncoded(codes: Value | None, fact: LanguagesFact) -> Value | None:
    """Return the codes with what a number alone says: 24 of the Union's 24 are all of them; `mul` is for the rest.

    `mul` (ISO 639-2: multiple languages) says that more are declared than are listed.
    """
    known = {*codes} if isinstance(codes, tuple) else set[str]()
    if fact.eu == len(OFFICIAL_IN_THE_EU):
        known |= OFFICIAL_IN_THE_EU
    if max(fact.count or 0, fact.eu or 0) > len(known):
        known.add("mul")
    return tuple(sorted(known)) or None


def _answers(system: System, fact: Stated, given: dict[str, Value | None]) -> dict[str, Evidence]:
    pages = _pages(system, fact)
    return {
        signal: _evidence(system, signal, value, pages, fact.note)
        for signal, value in given.items()
        if value is not None and pages
    }


def _pages(system: System, fact: Stated) -> tuple[Origin, ...]:
    return tuple(system.sources[key] for key in fact.source_keys)


def _evidence(system: System, signal: str, value: Value, pages: Sequence[Origin], note: str | None = None) -> Evidence:
    words = dict.fromkeys(filter(None, [note, *(page.words for page in pages)]))
    return Evidence(
        signal=signal,
        outcome=Outcome.ANSWERED,
        value=value,
        method=Method.CATALOGUE,
        confidence=max((page.confidence for page in pages), key=list(Confidence).index),
        sources=tuple(Source(url=url) for url in dict.fromkeys(page.url for page in pages)),
        note=" ".join(words) or None,
        date=max(page.date for page in pages),
        by=f"entry {system.id}",
    )


def _shared(found: Evidence, system: System) -> Evidence:
    """Return an answer about a release as evidence about another of its models."""
    return replace(found, note=" ".join(filter(None, [found.note, f"Said of the system {system.name}."])))
