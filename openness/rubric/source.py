"""Rubric files before they are checked: finding presets, and joining a file with the one it extends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openness.errors import RubricCallError, RubricError
from openness.files.nearest import did_you_mean
from openness.files.shipped import resource_folder
from openness.files.yaml_kind import whole
from openness.files.yamldoc import Document, parse_yaml, read_yaml

_MAX_CHAIN = 8
_KEYS = "id, version, title, dimensions and criteria"
_WHOLE = frozenset({"question", "levels", "assessment"})
"""A criterion with none of these keys changes one that is there."""
_INHERITED = (
    "title",
    "description",
    "sources",
    "notice",
    "assessments",
    "ranks",
    "ties",
    "ranked_from",
    "dimensions",
    "definitions",
    "gates",
    "ladder",
)


def preset_paths() -> dict[str, Path]:
    """Return the shipped presets by id, in alphabetical order."""
    folder = resource_folder("scoring_rubrics")
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def find_rubric(name: str) -> Path:
    """Return the file of a preset id or of a path.

    Raises RubricCallError with the presets if there is no such preset, RubricError where there is no such file.
    """
    presets = preset_paths()
    if name in presets:
        return presets[name]
    path = Path(name)
    if _is_file(path):
        return path
    if path.suffix in (".yaml", ".yml") or "/" in name:
        raise RubricError([f"{name}: there is no such rubric file; check the path"])
    hint = did_you_mean(name, presets)
    offered = f"{hint or '.'} Presets: {', '.join(presets)}; or give a file's path"
    raise RubricCallError([f"there is no rubric '{name}'{offered}"])


def read_rubric_file(path: Path) -> Document:
    """Read a rubric file with everything it extends joined in; positions point to where each part stands.

    Raises RubricError with positions for YAML mistakes, a missing base, or a circle.
    """
    return _joined(path, ())


def former_rubric(text: bytes, path: Path) -> Document:
    """Return what a rubric file said before, given its former bytes, joined with what it extends as that is today.

    Raises RubricError as `read_rubric_file` does.
    """
    return _joined(path, (), text)


def _joined(path: Path, seen: tuple[Path, ...], text: bytes | None = None) -> Document:
    name = _name(path)
    document = read_yaml(path, name, RubricError) if text is None else parse_yaml(text, name, RubricError)
    if not isinstance(document.data, dict):
        raise RubricError([document.problem((), f"{whole(document.data)}, of a rubric {_KEYS}")])
    base_name = document.data.get("extends")
    if base_name is None:
        return document
    if not isinstance(base_name, str):
        raise RubricError([document.problem(("extends",), "'extends' names a preset or a file")])
    beside = path.parent / base_name
    base_path = beside if _is_file(beside) else preset_paths().get(base_name)
    if base_path is None:
        hint = did_you_mean(base_name, preset_paths())
        raise RubricError([document.problem(("extends",), f"there is no rubric '{base_name}' to extend{hint}")])
    if base_path.resolve() in (*seen, path.resolve()) or len(seen) >= _MAX_CHAIN:
        raise RubricError(
            [document.problem(("extends",), f"'{base_name}' extends this file in turn; break the circle")]
        )
    return _join(_joined(base_path, (*seen, path.resolve())), document)


def _is_file(path: Path) -> bool:
    """Return whether there is such a file; a name that is too long for one is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _name(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _join(base: Document, child: Document) -> Document:
    """Lay `child` over `base`: keys replace keys, criteria replace or join criteria of the same id."""
    joined = _Joined(base, child)
    for key in _INHERITED:
        if key in child.data:
            joined.take(child, (key,), (key,), child.data[key])
        elif key in base.data:
            joined.take(base, (key,), (key,), base.data[key])
    for key, value in child.data.items():
        if key not in (*_INHERITED, "criteria", "remove", "extends"):
            joined.take(child, (key,), (key,), value)
    joined.criteria()
    if joined.problems:
        raise RubricError(joined.problems)
    return joined.document


class _Joined:
    def __init__(self, base: Document, child: Document) -> None:
        self.base, self.child = base, child
        self.document = Document(child.name, {})
        self.problems: list[str] = []

    def take(self, source: Document, at: tuple[str | int, ...], to: tuple[str | int, ...], value: Any) -> None:
        """Put `value`, which stands at `at` in `source`, at `to` in the joined document, positions included."""
        target: Any = self.document.data
        for part in to[:-1]:
            target = target[part]
        if isinstance(target, list):
            target.append(value)
        else:
            target[to[-1]] = value
        for path, position in source.positions.items():
            if path[: len(at)] == at:
                moved = (*to, *path[len(at) :])
                self.document.positions[moved] = position
                if path in source.keys:
                    self.document.keys[moved] = source.keys[path]
                self.document.names[moved] = source.names.get(path, source.name)

    def criteria(self) -> None:
        """Join the criteria: the base's order first, then the child's own."""
        inherited = self._by_id(self.base)
        own = self._by_id(self.child)
        self._remove(inherited)
        self.document.data["criteria"] = []
        for criterion_id, (number, value) in inherited.items():
            to = ("criteria", len(self.document.data["criteria"]))
            self.take(self.base, ("criteria", number), to, dict(value))
            if criterion_id in own:
                place, changes = own.pop(criterion_id)
                for key, change in changes.items():
                    for path in [path for path in self.document.positions if path[:3] == (*to, key)]:
                        del self.document.positions[path]
                    self.take(self.child, ("criteria", place, key), (*to, key), change)
        for criterion_id, (number, value) in own.items():
            if _WHOLE.isdisjoint(value):
                hint = did_you_mean(criterion_id, inherited)
                told = (
                    f"there is no criterion '{criterion_id}' to change, and a new one needs a question and levels, too"
                )
                self.problems.append(self.child.problem(("criteria", number, "id"), f"{told}{hint}"))
            to = ("criteria", len(self.document.data["criteria"]))
            self.take(self.child, ("criteria", number), to, value)

    def _list(self, document: Document, key: str, such_as: str) -> list[Any]:
        """Return the list under `key`, empty where the key is not there; anything else is a mistake, never nothing."""
        found = document.data.get(key, [])
        if isinstance(found, list):
            return found
        self.problems.append(document.problem((key,), f"'{key}' is a list; write it as {such_as}"))
        return []

    def _by_id(self, document: Document) -> dict[str, tuple[int, dict[str, Any]]]:
        found: dict[str, tuple[int, dict[str, Any]]] = {}
        for number, item in enumerate(self._list(document, "criteria", "- id: weights-final")):
            if not isinstance(item, dict) or not isinstance(item.get("id"), str):
                self.problems.append(document.problem(("criteria", number), "a criterion needs an id"))
            elif item["id"] in found:
                self.problems.append(document.problem(("criteria", number, "id"), f"'{item['id']}' stands twice"))
            else:
                found[item["id"]] = (number, item)
        return found

    def _remove(self, inherited: dict[str, tuple[int, dict[str, Any]]]) -> None:
        for number, name in enumerate(self._list(self.child, "remove", "[weights-final]")):
            if not isinstance(name, str) or inherited.pop(name, None) is None:
                hint = did_you_mean(str(name), inherited)
                self.problems.append(
                    self.child.problem(("remove", number), f"the extended rubric has no criterion '{name}'{hint}")
                )
