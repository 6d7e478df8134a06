"""The knowledge base: every licence we know by id and by spelling, with its clauses and their sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from openness.errors import LicenceDataError, UsageError
from openness.files.yamldoc import Document, read_yaml, validate
from openness.licences.clause import RESTRICTIVE_FLAGS, Clause, Clauses, Fact, Origin, restriction
from openness.licences.rules import FACTS
from openness.licences.schema import OPEN_KINDS, FamilyFile, LicenceEntry, SourceEntry, Stated
from openness.licences.spdx import SpdxFact, mof_open, spdx_fact

_SEPARATORS = re.compile(r"[\s_,-]+")
_ENDINGS = ("-license-agreement", "-licence-agreement", "-license", "-licence", "-agreement")
_MAX_SPELLING = 200
_MAX_ADDRESS = 500

_OSD = Origin(
    "what the Open Source Definition (1, 3, 5, 6, 7) asks of every OSI-approved licence; SPDX list 3.29.0",
    "2026-11-22",
    "list",
)


@dataclass(frozen=True, eq=False)
class Licence:
    """One licence. `clauses` holds what is known; a clause that is missing is unknown."""

    id: str
    name: str
    kind: str
    covers: tuple[str, ...]
    family: str
    clauses: Clauses = field(default_factory=dict)
    hub: bool = False
    spdx: SpdxFact | None = None
    aliases: tuple[str, ...] = ()
    note: str | None = None
    osi: bool | None = None
    mof_open: bool | None = None

    @property
    def open(self) -> bool | None:
        """Whether it is an open licence: for software, data or models; None where the variant is not told."""
        if self.kind in OPEN_KINDS:
            return True
        vague = self.kind == "family_tag" and self.clauses.get(Clause.OPEN_DEFINITION) is None
        return None if vague or self.is_terms_unknown else False

    @property
    def is_terms_unknown(self) -> bool:
        """Whether only its name is known: nothing says what it allows, so it is neither open nor not."""
        return self.kind == "custom" and not self.clauses

    @property
    def is_variant_unknown(self) -> bool:
        return self.kind == "family_tag"

    def value(self, clause: Clause) -> str | bool | tuple[str, ...] | None:
        """Return the answer of one clause, or None where it is unknown."""
        fact = self.clauses.get(clause)
        return None if fact is None else fact.value


@dataclass(frozen=True, eq=False)
class Knowledge:
    """All licences by id and by normalised spelling."""

    by_id: dict[str, Licence]
    spellings: dict[str, str]
    links: dict[str, str]
    """Beginning of an address, lower case, to licence id."""

    def get(self, licence_id: str) -> Licence | None:
        """Return the licence with exactly this id."""
        return self.by_id.get(licence_id)

    def find(self, spelling: str) -> Licence | None:
        """Return the licence that `spelling` names: our id or an alias in any case, or an SPDX id as SPDX writes it."""
        return None if len(spelling) > _MAX_SPELLING else _find(self, spelling)

    def by_link(self, address: str) -> Licence | None:
        """Return the licence whose text its licensor keeps at this address; the address is never opened."""
        if len(address) > _MAX_ADDRESS:
            return None
        bare = _SCHEME.sub("", address.strip()).casefold()
        found = [start for start in self.links if bare.startswith(start)]
        return self.by_id[self.links[max(found, key=len)]] if found else None


@lru_cache(maxsize=16_384)
def _find(known: Knowledge, spelling: str) -> Licence | None:
    for word in _variants(spelling):
        if licence_id := known.spellings.get(word):
            return known.by_id[licence_id]
    listed = spdx_fact(spelling.strip())
    if listed is None or listed.id != spelling.strip():
        return None  # a name that is an SPDX id but for its case may be anyone's
    return _spdx_only(listed)


_SCHEME = re.compile(r"^https?://(?:www\.)?", re.I)


def normal_spelling(text: str) -> str:
    """Return a spelling without regard to case, spaces, `-`, `_` and commas."""
    return _SEPARATORS.sub("-", text.strip().casefold()).strip("-")


def family_names() -> frozenset[str]:
    """Return the first word of every model licence that is not open, in lower case: names of model families."""
    return _family_names(knowledge())


@cache
def _family_names(known: Knowledge) -> frozenset[str]:
    found = set()
    for licence in known.by_id.values():
        if licence.spdx is None and licence.kind in ("use_restricted", "community", "non_commercial", "research_only"):
            word = _FIRST_WORD.match(licence.id)
            if word is not None and len(word.group()) > 3 and word.group() not in _ORDINARY:
                found.add(word.group())
    return frozenset(found)


_FIRST_WORD = re.compile(r"[a-z]+")
_ORDINARY = frozenset({"fair", "fish", "health", "open", "openrail", "research", "seer"})
"""First words of licence names that a sentence may begin with and mean something else."""


def _variants(text: str) -> list[str]:
    word = normal_spelling(text)
    found = [word]
    found.extend(word.removesuffix(ending).strip("-") for ending in _ENDINGS if word.endswith(ending))
    for start in ("the-", "license:"):
        if word.startswith(start):
            found.extend(_variants(word.removeprefix(start)))
    return [item for item in found if item]


_folders = [FACTS]


def knowledge() -> Knowledge:
    """Return the knowledge base in force, read and checked once: the one shipped, unless `facts_from` says otherwise.

    Raises LicenceDataError with every problem of every file.
    """
    return _knowledge_of(_folders[-1])


@contextmanager
def facts_from(folder: Path) -> Iterator[Knowledge]:
    """Put the facts of another folder in force for a while, for comparing two states of knowledge.

    Raises UsageError where the folder holds no facts, LicenceDataError with every problem of every file.
    """
    folder = folder.resolve()
    if not any(folder.glob("*.yaml")):
        raise UsageError(f"{folder} holds no facts on licences (*.yaml); give the folder of the facts files")
    known = _knowledge_of(folder)
    _folders.append(folder)
    try:
        yield known
    finally:
        _folders.pop()


@cache
def _knowledge_of(folder: Path) -> Knowledge:
    return read_knowledge(folder)


def read_knowledge(folder: Path) -> Knowledge:
    """Read and check every `*.yaml` of a facts folder; raise LicenceDataError with every problem."""
    by_id: dict[str, Licence] = {}
    spellings: dict[str, str] = {}
    links: dict[str, str] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            document = read_yaml(path, name=f"{folder.name}/{path.name}", error=LicenceDataError)
            family = validate(document, FamilyFile, LicenceDataError)
        except LicenceDataError as failure:
            problems.extend(failure.problems)
            continue
        _add_family(document, family, by_id, spellings, problems)
        links.update((link.casefold(), entry.id) for entry in family.licences for link in entry.links)
    if problems:
        raise LicenceDataError(problems)
    return Knowledge(by_id, spellings, links)


def _add_family(
    document: Document,
    family: FamilyFile,
    by_id: dict[str, Licence],
    spellings: dict[str, str],
    problems: list[str],
) -> None:
    if family.source not in family.sources:
        problems.append(document.problem(("source",), f"the source '{family.source}' is not among 'sources'"))
        return
    for index, entry in enumerate(family.licences):
        at = ("licences", index)
        licence = _licence(document, family, entry, at, problems)
        if licence.id in by_id:
            problems.append(document.problem((*at, "id"), f"the id '{licence.id}' stands in a second place"))
        by_id[licence.id] = licence
        for spelling in (licence.id, licence.name, *entry.aliases, *([licence.spdx.id] if licence.spdx else ())):
            for word in _variants(spelling):
                other = spellings.setdefault(word, licence.id)
                if other != licence.id and word == normal_spelling(spelling):
                    message = f"the spelling '{spelling}' already names '{other}'; remove it from one of them"
                    problems.append(document.problem(at, message))
        problems.extend(document.problem(at, sentence) for sentence in _contradictions(licence))


def _licence(
    document: Document, family: FamilyFile, entry: LicenceEntry, at: tuple[str | int, ...], problems: list[str]
) -> Licence:
    clauses: dict[Clause, Fact] = {}
    chosen = entry.source or family.source
    if chosen not in family.sources:
        problems.append(document.problem((*at, "source"), f"the source '{chosen}' is not among 'sources'"))
        chosen = family.source
    for facts, default in ((family.facts, chosen), (entry.facts, chosen)):
        for clause in Clause:
            stated: Stated[object] | None = getattr(facts, clause.value)
            if stated is None:
                continue
            key = stated.source or default
            if key not in family.sources:
                problems.append(document.problem((*at, "facts", clause.value), f"there is no source '{key}'"))
                key = default
            clauses[clause] = _fact(clause, stated, family.sources[key], entry.id)
    known = spdx_fact(entry.spdx) if entry.spdx else None
    if entry.spdx and known is None:
        problems.append(document.problem((*at, "spdx"), f"'{entry.spdx}' is no SPDX id"))
    if known is not None and entry.osi is not None:
        problems.append(document.problem((*at, "osi"), "the SPDX list decides; remove 'osi'"))
    told = entry.kind != "family_tag"
    return Licence(
        id=entry.id,
        name=entry.name,
        kind=entry.kind,
        covers=entry.covers,
        family=family.family,
        clauses=clauses,
        hub=entry.hub,
        spdx=known,
        aliases=entry.aliases,
        note=entry.note,
        osi=known.osi_approved if known else (False if told and entry.osi is None else entry.osi),
        mof_open=mof_open(known.id) if known else (False if told else None),
    )


def _fact(clause: Clause, stated: Stated[object], source: SourceEntry, licence_id: str) -> Fact:
    value = stated.value
    extra = stated.model_dump(exclude={"value", "at", "source", "note"}, exclude_none=True)
    return Fact(
        clause=clause,
        value=value if isinstance(value, (str, bool, tuple)) else str(value),
        origin=Origin(source.what, source.date, source.how),
        licence=licence_id,
        at=None if stated.at is None else str(stated.at),
        note=stated.note,
        detail={key: item if isinstance(item, (int, bool)) else str(item) for key, item in extra.items()},
    )


def _contradictions(licence: Licence) -> list[str]:
    """Facts that cannot be true together: an open kind with a closed clause, and the like."""
    found = []
    if licence.kind in OPEN_KINDS:
        for clause, fact in licence.clauses.items():
            if clause is not Clause.AI_ACT and clause in _OPEN_CLAUSES and restriction(fact):
                found.append(f"'{licence.id}' is of the kind {licence.kind}, yet '{clause.value}' is {fact.value}")
        if licence.value(Clause.COMMERCIAL) != "allowed":
            found.append(f"'{licence.id}' is of the kind {licence.kind}; 'commercial' must be known and allowed")
    if licence.value(Clause.RESEARCH_ONLY) is True and licence.value(Clause.COMMERCIAL) not in ("forbidden", None):
        found.append(f"'{licence.id}' is for research only, yet commercial use is not forbidden")
    places = licence.value(Clause.EXCLUDED_PLACES)
    named = isinstance(places, tuple) and "European Union" in places
    if licence.value(Clause.EU) == "excluded" and not named:
        found.append(f"'{licence.id}' excludes the EU; 'excluded_places' must name the European Union")
    bounded = licence.value(Clause.USER_THRESHOLD) is True or licence.value(Clause.REVENUE_THRESHOLD) is True
    if bounded and licence.value(Clause.COMMERCIAL) == "allowed":
        found.append(f"'{licence.id}' has a threshold; 'commercial' must be bounded")
    if licence.value(Clause.COMMERCIAL) == "forbidden" and licence.value(Clause.AI_ACT) == "likely_qualifies":
        found.append(f"'{licence.id}' forbids commercial use; the AI Act reading cannot be 'likely_qualifies'")
    return found


_OPEN_CLAUSES = frozenset(
    {Clause.COMMERCIAL, Clause.REDISTRIBUTION, Clause.MODIFICATION, Clause.PUBLIC_BODY, Clause.EU}
    | {Clause.EXCLUDED_PLACES}
    | (RESTRICTIVE_FLAGS - {Clause.TERMS_MAY_CHANGE})
)


@cache
def _spdx_only(known: SpdxFact) -> Licence:
    """A licence of which we know only what the SPDX list says; OSI approval decides the main clauses."""
    licence_id = known.id.casefold()
    clauses: dict[Clause, Fact] = {}
    if known.osi_approved:
        answers: dict[Clause, str | bool | tuple[str, ...]] = {
            Clause.COMMERCIAL: "allowed",
            Clause.RESEARCH_ONLY: False,
            Clause.REDISTRIBUTION: "allowed",
            Clause.MODIFICATION: "allowed",
            Clause.USER_THRESHOLD: False,
            Clause.REVENUE_THRESHOLD: False,
            Clause.USE_RESTRICTIONS: False,
            Clause.EXCLUDED_PLACES: (),
            Clause.PUBLIC_BODY: "allowed",
            Clause.EU: "yes_all",
            Clause.REGISTRATION: False,
        }
        clauses = {clause: Fact(clause, value, _OSD, licence_id) for clause, value in answers.items()}
    return Licence(
        id=licence_id,
        name=known.name,
        kind="open_source" if known.osi_approved else "custom",
        covers=("software",),
        family="spdx",
        clauses=clauses,
        spdx=known,
        osi=known.osi_approved,
        mof_open=mof_open(known.id),
        note="Only what the SPDX list says is known; the text was not read.",
    )


__all__ = ["FACTS", "Knowledge", "Licence", "facts_from", "knowledge", "normal_spelling", "read_knowledge"]
