"""A model file as the tool takes it in: global licences and the claims about components.

Follows the tool's ModelUpdater: components are found by exact name, a later entry of the same
component replaces the earlier one whole, `unlicensed` is kept as an empty licence. Its mistake is
kept too: an unknown name is recorded as the first configured component, "Datasets".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from openness.errors import DocumentError
from openness.files.yamldoc import Document, Path_, did_you_mean
from openness.mof.components import BY_NAME, COMPONENTS, Component
from openness.safe.line import one_line

UNLICENSED = "unlicensed"


@dataclass(frozen=True)
class Claim:
    """What the file says of one component; `licence` is None where it says nothing, then the release's applies."""

    component: Component
    written_as: str
    """The name as the file spells it."""
    licence: Any = None
    licence_path: Any = None
    component_path: Any = None
    path: Path_ = ()
    """Where the entry stands in the document."""


@dataclass(frozen=True)
class ModelFile:
    """One model file: what evaluation needs of it, and the document for positions."""

    document: Document
    release: Mapping[str, Any]
    global_licences: Any
    """`release.license` as written: a mapping of distribution/code/data/document, or anything else."""
    claims: Mapping[int, Claim] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The release's name, or an empty text."""
        value = self.release.get("name")
        return value if isinstance(value, str) else ""

    def licence_of(self, component_id: int) -> str | None:
        """Return the licence that applies to a claimed component, or None for none at all.

        An own licence wins even when empty, and then nothing is inherited; else the release's licence
        for the component's type, else its distribution licence. Raises DocumentError where the licence
        that applies is not text (the tool stops there).
        """
        claim = self.claims[component_id]
        if claim.licence is not None:
            return self._text(claim.licence, (*claim.path, "license"))
        for key in (claim.component.type, "distribution"):
            part = self.global_licences.get(key) if isinstance(self.global_licences, Mapping) else None
            name = part.get("name") if isinstance(part, Mapping) else None
            if not is_empty(name):
                return self._text(name, ("release", "license", key, "name"))
        return None

    def _text(self, value: Any, path: Path_) -> str | None:
        if is_empty(value):
            return None
        if isinstance(value, str):
            return value
        kind = {bool: "true or false", list: "a list", dict: "a mapping"}.get(type(value), "a number")
        sentence = f"the licence is {kind}; write one licence id as text, such as Apache-2.0"
        raise DocumentError([self.document.problem(path, sentence)])


def is_empty(value: Any) -> bool:
    """Tell whether the tool's language (PHP) takes the value for empty."""
    return value is None or value is False or value in ("", "0", 0) or value in ([], {})


def model_of(document: Document, *, strict: bool = False) -> ModelFile:
    """Take in a parsed model file as the tool does; with `strict`, an unknown or repeated component is an error.

    Raises DocumentError where the tool itself would stop: no release, components that are no list,
    an entry without a name.
    """
    release = document.data.get("release") if isinstance(document.data, dict) else None
    if not isinstance(release, dict):
        raise DocumentError(
            [document.problem(("release",), "has no 'release' with the model's details; see the tool's schema")]
        )
    claims: dict[int, Claim] = {}
    problems: list[str] = []
    for path, entry in _entries(document, release):
        written_as = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(written_as, str):
            sentence = "a component needs a 'name' that is text, such as 'Model card'"
            raise DocumentError([document.problem(path, sentence)])
        component = BY_NAME.get(written_as)
        if component is None:
            problems.append(document.problem((*path, "name"), unknown_component(written_as)))
        if component is not None and component.id in claims and claims[component.id].written_as == written_as:
            first = document.where((*claims[component.id].path, "name"))
            sentence = (
                f"the component '{one_line(written_as, 60)}' stands here a second time (first at {first}); keep one"
            )
            problems.append(document.problem((*path, "name"), sentence))
        component = component or COMPONENTS[0]
        # The tool keeps components in the order of their first entry, with the content of the last.
        claims[component.id] = _claim(component, written_as, entry, path)
    if strict and problems:
        raise DocumentError(problems)
    return ModelFile(document, release, release.get("license"), claims)


def unknown_component(written_as: str) -> str:
    """Return the sentence about a component name the framework does not have."""
    return f"'{one_line(written_as, 60)}' is no component of the framework{did_you_mean(written_as[:100], BY_NAME)}"


def _entries(document: Document, release: Mapping[str, Any]) -> list[tuple[Path_, Any]]:
    if "components" not in release:
        return []
    components = release["components"]
    path: Path_ = ("release", "components")
    if isinstance(components, list):
        return [((*path, index), entry) for index, entry in enumerate(components)]
    if isinstance(components, dict):
        return [((*path, key), entry) for key, entry in components.items()]
    raise DocumentError([document.problem(path, "'components' must be a list of components")])


def _claim(component: Component, written_as: str, entry: Mapping[str, Any], path: Path_) -> Claim:
    licence = entry.get("license")
    return Claim(
        component,
        written_as,
        licence="" if licence == UNLICENSED else licence,
        licence_path=entry.get("license_path"),
        component_path=entry.get("component_path"),
        path=path,
    )
