"""Reading a catalogue's folder: every file strictly, a bad one set aside and named, the others kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from openness.catalogue.assessment import Assessment, read_assessments
from openness.catalogue.catalogue import Catalogue
from openness.catalogue.library import FILE, load_libraries
from openness.catalogue.roles import plain
from openness.catalogue.system import Overlay, System
from openness.errors import CatalogueError
from openness.files.shipped import resource_folder
from openness.files.yamldoc import Document, did_you_mean, read_yaml, validate
from openness.signals.signal import Signal

ID_LIST = "ids.txt"
"""Every id a system ever had, one a line; `make docs` adds new ones and takes none away."""
_ROOMS = ("systems", "facts", "assessments")
"""The folders whose files a catalogue reads."""


def load_catalogue(
    folder: Path | None = None, signals: Mapping[str, Signal] | None = None, *, today: str | None = None
) -> Catalogue:
    """Load `systems/*.yaml`, `facts/*.yaml` and `assessments/*.yaml`; None is the catalogue shipped with openness.

    With `signals`, people's assessments are read too, and checked against the domains; without, they are left out.
    With `today` (YYYY-MM-DD), a later day in a file is a mistake. A file with a mistake is left out; `problems` of
    the result name every mistake with file, line and column. Raises CatalogueError if there is no such folder.
    """
    root = resource_folder("catalog") if folder is None else folder
    if not root.exists():
        raise CatalogueError([f"{root}: there is no such file or folder"])
    if not (root / "systems").is_dir():
        raise CatalogueError([f"{root}: holds no folder 'systems'; give the folder of a catalogue"])
    found = _Reader(root, today)
    found.systems()
    found.facts()
    found.names()
    found.kept_ids()
    if signals is not None:
        found.assessments(signals)
    systems = sorted(found.by_id.values(), key=lambda system: system.id)
    return Catalogue(tuple(systems), tuple(found.given), tuple(found.problems))


def problems_of(file: Path, signals: Mapping[str, Signal], *, today: str | None = None) -> list[str]:
    """Return what is wrong in one file of a catalogue, as `load_catalogue` tells it; of any other, of it as an entry.

    Raises CatalogueError for a file that no catalogue reads.
    """
    room = file.parent.name
    if file.name == FILE and (file.parent / "systems").is_dir():
        return [*load_libraries(file.parent).problems]
    if file.suffix != ".yaml":
        raise CatalogueError([f"{file}: is no entry of a catalogue: those are named .yaml"])
    if room in _ROOMS and (file.parent.parent / "systems").is_dir():
        name = f"{room}/{file.name}"
        found = load_catalogue(file.parent.parent, signals, today=today).problems
        return [problem for problem in found if problem.startswith(f"{name}:")]
    try:
        _Reader(file.parent, today).system(file, str(file))
    except CatalogueError as failure:
        return failure.problems
    return []


class _Reader:
    def __init__(self, root: Path, today: str | None) -> None:
        self.root = root
        self.today = today
        self.by_id: dict[str, System] = {}
        self.files: dict[str, str] = {}
        self.given: list[Assessment] = []
        self.problems: list[str] = []

    def systems(self) -> None:
        for path in sorted((self.root / "systems").glob("*.yaml")):
            name = f"systems/{path.name}"
            try:
                system = self.system(path, name)
            except CatalogueError as failure:
                self.problems.extend(failure.problems)
                continue
            if system.id.lower() in self.by_id:
                self.problems.append(f"{name}:1:1: the id '{system.id}' is taken by another file; give it its own")
                continue
            self.by_id[system.id.lower()] = system
            self.files[system.id.lower()] = name

    def system(self, path: Path, name: str) -> System:
        """Return one entry; raises CatalogueError with every mistake that shows without the others."""
        document = read_yaml(path, name, CatalogueError)
        system = validate(document, System, CatalogueError)
        problems = told_problems(document, system, self.today)
        if system.id != path.stem:
            problems.append(document.problem(("id",), f"the id must be the file's name, '{path.stem}'"))
        if not system.models and not system.assessments and system.facts.status is None:
            problems.append(document.problem((), "it names no Hub model; then it has to state 'status' under 'facts'"))
        if problems:
            raise CatalogueError(problems)
        return system

    def facts(self) -> None:
        for path in sorted((self.root / "facts").glob("*.yaml")):
            try:
                overlay = self._overlay(path)
            except CatalogueError as failure:
                self.problems.extend(failure.problems)
                continue
            key = overlay.system.lower()
            self.by_id[key] = self.by_id[key].joined(overlay)

    def _overlay(self, path: Path) -> Overlay:
        document = read_yaml(path, f"facts/{path.name}", CatalogueError)
        overlay = validate(document, Overlay, CatalogueError)
        problems = told_problems(document, overlay, self.today)
        if overlay.system != path.stem:
            problems.append(document.problem(("system",), f"the system must be the file's name, '{path.stem}'"))
        beside = self.by_id.get(overlay.system.lower())
        if beside is None:
            guess = did_you_mean(overlay.system, [system.id for system in self.by_id.values()])
            problems.append(document.problem(("system",), f"there is no system '{overlay.system}'{guess}"))
        elif beside.facts.stated or beside.sources:
            problems.append(
                document.problem(("system",), f"'{overlay.system}' states its facts itself; put them there")
            )
        if problems:
            raise CatalogueError(problems)
        return overlay

    def names(self) -> None:
        """Every name or alias means one system."""
        seen: dict[str, str] = {}
        for key, system in self.by_id.items():
            for name in dict.fromkeys(plain(name) for name in system.names):
                other = seen.setdefault(name, system.id)
                if other != system.id:
                    place = self.files[key]
                    self.problems.append(f"{place}:1:1: '{name}' names both {other} and {system.id}; change an alias")

    def kept_ids(self) -> None:
        """Every id ever given is an id or a former id still; the file of one set aside counts as there."""
        path = self.root / ID_LIST
        if not path.is_file():
            return
        known = {name.lower() for system in self.by_id.values() for name in (system.id, *system.former_ids)}
        known |= {file.stem.lower() for file in (self.root / "systems").glob("*.yaml")}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#") and line.strip().lower() not in known:
                what = f"the id '{line.strip()}' is gone; put it into 'former_ids' of the entry that took its place"
                self.problems.append(f"{ID_LIST}:{number}:1: {what}")

    def assessments(self, signals: Mapping[str, Signal]) -> None:
        known = [name for system in self.by_id.values() for name in (system.id, *system.former_ids)]
        for path in sorted((self.root / "assessments").glob("*.yaml")):
            try:
                self.given += read_assessments(path, signals, known, f"assessments/{path.name}", today=self.today)
            except CatalogueError as failure:
                self.problems.extend(failure.problems)


def told_problems(document: Document, told: System | Overlay, today: str | None) -> list[str]:
    """Return what the schema cannot see: keys of `sources` that are not there or not used, days to come."""
    problems: list[str] = []
    used: set[str] = set()

    def use(key: str, *path: str | int) -> None:
        used.add(key)
        if key not in told.sources:
            guess = did_you_mean(key, told.sources) or "; name the page under 'sources'"
            problems.append(document.problem(path, f"there is no source '{key}'{guess}"))

    for place, model in enumerate(told.models):
        if model.source is not None:
            use(model.source, "models", place, "source")
    for name, fact in told.facts.stated.items():
        for key in fact.source_keys:
            use(key, "facts", name, "source")
        if today is not None and fact.not_found is not None and fact.not_found > today[: len(fact.not_found)]:
            problems.append(document.problem(("facts", name, "not_found"), f"'{fact.not_found}' is yet to come"))
    for key, origin in told.sources.items():
        if key not in used:
            problems.append(document.problem(("sources", key), f"no fact rests on the source '{key}'", key=True))
        if today is not None and origin.date > today[: len(origin.date)]:
            problems.append(document.problem(("sources", key, "date"), f"'{origin.date}' is yet to come"))
    return problems
