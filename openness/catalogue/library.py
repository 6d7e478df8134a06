"""Software libraries that models are run with: how open the layer is that everything runs on, each fact sourced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field

from openness.catalogue.entry import Entry, Line, Origin, WebAddress
from openness.catalogue.fact import CountryFact, LicenceFact, Stated
from openness.errors import CatalogueError
from openness.files.shipped import resource_folder
from openness.files.yamldoc import Document, did_you_mean, read_yaml, validate

FILE = "libraries.yaml"


class KeeperFact(Stated):
    """Who keeps the library: a company, a foundation, a community."""

    name: Line | None = None


class RunsOnFact(Stated):
    """The libraries it runs on in turn, by id; `alone: true` where it stands on its own."""

    value: list[Line] = Field([])
    alone: bool | None = None


class LibraryFacts(Entry):
    """What is known of a library."""

    licence: LicenceFact | None = None
    keeper: KeeperFact | None = None
    country: CountryFact | None = None
    """Where the keeper sits."""
    runs_on: RunsOnFact | None = None

    @property
    def stated(self) -> dict[str, Stated]:
        """The facts given, by key, in the order of this schema."""
        return {key: fact for key in type(self).model_fields if isinstance(fact := getattr(self, key), Stated)}


class Library(Entry):
    """One software library, by the id that the Hub calls it by."""

    id: Line
    name: Line
    aliases: list[Line] = Field([])
    """Other values of `library_name` that mean it."""
    address: WebAddress
    sources: Annotated[dict[str, Origin], Field(min_length=1)]
    facts: LibraryFacts


class LibraryFile(Entry):
    """All libraries."""

    libraries: list[Library]


@dataclass(frozen=True)
class Libraries:
    """The libraries known, ordered by id, and what was wrong in the file."""

    all: tuple[Library, ...] = ()
    problems: tuple[str, ...] = ()

    def find(self, name: str) -> Library | None:
        """Return the library that a `library_name` means, or None; case, hyphens and dots do not count."""
        wanted = _plain(name)
        return next((item for item in self.all if wanted in map(_plain, (item.id, item.name, *item.aliases))), None)

    def below(self, library: Library) -> Iterator[Library]:
        """Yield the libraries that one runs on, the nearest first, each once."""
        seen, waiting = {library.id}, list(library.facts.runs_on.value) if library.facts.runs_on else []
        while waiting:
            found = self.find(waiting.pop(0))
            if found is not None and found.id not in seen:
                seen.add(found.id)
                yield found
                waiting += found.facts.runs_on.value if found.facts.runs_on else []


def load_libraries(folder: Path | None = None) -> Libraries:
    """Read `libraries.yaml` of a catalogue; None is the one shipped, a catalogue without the file has none.

    A file with a mistake is set aside; `problems` name every mistake with file, line and column.
    """
    path = (resource_folder("catalog") if folder is None else folder) / FILE
    if not path.is_file():
        return Libraries()
    try:
        document = read_yaml(path, FILE, CatalogueError)
        found = validate(document, LibraryFile, CatalogueError).libraries
    except CatalogueError as failure:
        return Libraries(problems=tuple(failure.problems))
    ids = [item.id for item in found]
    problems = [problem for place, item in enumerate(found) for problem in _problems(document, place, item, ids)]
    problems += _twice(document, found)
    return Libraries(problems=tuple(problems)) if problems else Libraries(tuple(sorted(found, key=lambda one: one.id)))


def _problems(document: Document, place: int, library: Library, ids: list[str]) -> Iterator[str]:
    for key, fact in library.facts.stated.items():
        for source in fact.source_keys:
            if source not in library.sources:
                at = ("libraries", place, "facts", key, "source")
                yield document.problem(at, f"there is no source '{source}'; name the page under 'sources'")
    for below in library.facts.runs_on.value if library.facts.runs_on else ():
        if below not in ids:
            at = ("libraries", place, "facts", "runs_on", "value")
            yield document.problem(at, f"there is no library '{below}'{_meant(below, ids)}")


def _twice(document: Document, found: list[Library]) -> Iterator[str]:
    names: dict[str, str] = {}
    for place, item in enumerate(found):
        for name in (item.id, *item.aliases):
            if (other := names.setdefault(_plain(name), item.id)) != item.id:
                yield document.problem(("libraries", place, "id"), f"'{name}' names both {other} and {item.id}")


def _meant(name: str, ids: list[str]) -> str:
    return did_you_mean(name, ids) or "; give it an entry"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
