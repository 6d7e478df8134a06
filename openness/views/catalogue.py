"""A catalogue entry as text: what it is, its models and their roles, each fact with its source and date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from openness.catalogue import Catalogue, System
from openness.catalogue.fact import CountryFact, Stated
from openness.catalogue.library import Libraries, Library
from openness.catalogue.places import country_name
from openness.catalogue.roles import doubts
from openness.files.listing import WHOLE, Listing
from openness.safe.terminal import plain
from openness.views.table import text_table

if TYPE_CHECKING:
    from openness.ranking.lookup import Match

LABELS = {
    "status": "status",
    "country": "country",
    "parent": "owned by",
    "licence": "licence",
    "released": "released",
    "sizes": "sizes",
    "tokens": "trained on tokens",
    "languages": "languages",
    "public_compute": "public compute",
    "upstream": "made from",
    "training_summary": "summary under Art. 53(1)(d)",
    "gate": "gate",
    "modalities": "made for",
}


_LIBRARY_LABELS = {"licence": "licence", "keeper": "kept by", "country": "country of the keeper", "runs_on": "runs on"}


def entry_text(catalogue: Catalogue, system: System) -> str:
    """Return one entry as lines of text."""
    return "".join(f"{plain(line)}\n" for line in _lines(catalogue, system))


def several_text(matches: Sequence[Match]) -> str:
    """Return the entries that one name goes by as a table: what each is, and a page that tells of its status."""
    header = ["id", "name", "organisation", "licence", "status", "origin", "read at"]
    return text_table(header, [_several(match) for match in matches])


def _several(match: Match) -> list[str]:
    details = match.entries.details
    shown = ("organisation", "licence", "status", "origin")
    told = {name: details[name][match.row] if name in details else None for name in shown}
    found = match.entries.evidence(match.row).get("release.status")
    page = next((str(source) for source in found.sources), None) if found is not None else None
    if told["status"] is None and found is not None:
        told["status"] = found.note
    return [plain(str(cell or "?")) for cell in (match.id, match.name, *told.values(), page)]


def facts_text(system: System) -> str:
    """Return the facts of an entry as lines of text, each with its source and date; nothing where it states none."""
    stated = system.facts.stated
    if not stated:
        return ""
    lines = [f"  {LABELS[name]}: {fact_words(system, fact)}" for name, fact in stated.items()]
    return "".join(f"{plain(line)}\n" for line in ["", "Stated by the catalogue, beside the score:", *lines])


def _lines(catalogue: Catalogue, system: System) -> Iterator[str]:
    yield f"{system.name} ({system.id}), {system.organisation.name}"
    if others := [name for name in system.names if name not in (system.id, system.name)]:
        yield f"  also {', '.join(others)}"
    for model in system.models:
        yield f"  {model.role} model: {model.id}"
    for doubt in doubts(system):
        yield f"  in doubt: {doubt.model} as {doubt.role} model; {doubt.why}"
    for name, fact in system.facts.stated.items():
        yield f"  {LABELS[name]}: {fact_words(system, fact)}"
    for given in system.assessments:
        yield f"  {len(given.levels)} classes by {given.by}, {given.date}: {given.url}"
    people = [
        one for one in catalogue.assessments if one.system is not None and one.system.lower() == system.id.lower()
    ]
    for one in people:
        yield f"  {one.signal}: {one.value}, by {one.by}, {one.date}: {one.link}"


def library_text(libraries: Libraries, name: str) -> str:
    """Return the library that a model is run with, and what that runs on in turn, as lines of text."""
    found = libraries.find(name)
    if found is None:
        return ""
    lines = [line for item in (found, *libraries.below(found)) for line in library_lines(item)]
    return "".join(f"{plain(line)}\n" for line in ["", "What it runs on, beside the score:", *lines])


def library_lines(library: Library) -> Iterator[str]:
    """Yield what is known of one library, each fact with its source and date."""
    yield f"  {library.name} ({library.id}), {library.address}"
    for name, fact in library.facts.stated.items():
        yield f"    {_LIBRARY_LABELS[name]}: {fact_words(library, fact)}"


def facts_listing(entry: System | Library) -> Listing:
    """Return what an entry states, one row a fact: the entry's id, the fact, and what is said with its sources."""
    rows = [(entry.id, name, fact_words(entry, fact)) for name, fact in entry.facts.stated.items()]
    return Listing(("id", "fact", "said"), rows)


def libraries_listing(libraries: Libraries, models: Mapping[str, int]) -> Listing:
    """Return all libraries, most used first; `models` says how many models name each, by what they call it."""
    counts: dict[str, int] = {}
    for name, count in models.items():
        if (found := libraries.find(name)) is not None:
            counts[found.id] = counts.get(found.id, 0) + count
    rows = [
        [item.id, counts.get(item.id, 0), *(_short(getattr(item.facts, name)) for name in _LIBRARY_LABELS)]
        for item in sorted(libraries.all, key=lambda item: (-counts.get(item.id, 0), item.id))
    ]
    return Listing(("library", "models", *_LIBRARY_LABELS), rows, {"models": WHOLE})


def libraries_table(libraries: Libraries, models: Mapping[str, int]) -> str:
    """Return all libraries as a table; see `libraries_listing`."""
    rows = [[name, f"{count:,}", *facts] for name, count, *facts in libraries_listing(libraries, models).rows]
    return text_table(["library", "models", *_LIBRARY_LABELS.values()], rows, right=["models"])


def _short(fact: Stated | None) -> str:
    """Return one fact without its source; nothing where nobody states it."""
    if fact is None:
        return ""
    if fact.not_found is not None:
        return f"not found {fact.not_found}"
    return ", ".join(_said(key, getattr(fact, key)) for key in fact.said)


def fact_words(system: System | Library, fact: Stated) -> str:
    """Return one fact in words with its sources and dates, or the day on which nothing was found."""
    note = f" ({fact.note})" if fact.note else ""
    if fact.not_found is not None:
        return f"nothing found on {fact.not_found}{note}"
    if isinstance(fact, CountryFact) and fact.codes:
        said = ", ".join(map(country_name, fact.codes))
    else:
        said = ", ".join(_said(key, getattr(fact, key)) for key in fact.said)
    origins = [system.sources[key] for key in fact.source_keys]
    where = "; ".join(" ".join(filter(None, (origin.url, f"({origin.date})", origin.words))) for origin in origins)
    return f"{said}{note}; {where}"


def _said(key: str, value: object) -> str:
    if isinstance(value, list):
        value = ", ".join(str(item) for item in value)
    if key == "hours" and isinstance(value, int):
        return f"{value:,} accelerator hours"
    if key == "country" and isinstance(value, str):
        return country_name(value)
    if isinstance(value, bool):
        return key if value else f"not {key}"
    return str(value) if key in ("value", "name", "machine", "programme", "models", "address") else f"{key} {value}"
