"""What the tool lets through: mistakes in a model file that its schema passes and its evaluation then counts.

Every finding stands at a place in the file and says what the tool makes of it and what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import ValidationError

from openness.errors import DocumentError
from openness.files.yamldoc import Path_, did_you_mean, model_problems
from openness.mof.components import BY_NAME, ContentType
from openness.mof.document import ModelDocument
from openness.mof.licences import (
    OPEN_DATA,
    is_open,
    is_type_appropriate,
    licence_table,
    parse_expression,
    read_as_specification,
    spdx_cased,
)
from openness.mof.model import UNLICENSED, is_empty, model_of, unknown_component
from openness.mof.schema import ComponentEntry, Framework, ModelEntry, Release
from openness.safe.line import one_line
from openness.safe.terminal import plain

_PARTS: dict[str, ContentType | None] = {"distribution": None, "code": "code", "data": "data", "document": "document"}
_NOT_INCLUDED = re.compile(r"component not inclu", re.IGNORECASE)
_FILLER = re.compile(r"\b(the|licen[cs]e|licen[cs]ed|version|agreement)\b")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST = 200


class Severity(StrEnum):
    """An error changes the classification or stops the import; a warning does neither, yet."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One mistake: `where` is file:line:column, `rule` a stable short name."""

    where: str
    severity: Severity
    rule: str
    message: str

    def __str__(self) -> str:
        return plain(f"{self.where}: {self.severity}: {self.message} [{self.rule}]")


def lint(document: ModelDocument) -> list[Finding]:
    """Return all findings for one parsed model file, in the order of the file."""
    found = schema_findings(document)
    data = document.data
    release = data.get("release") if isinstance(data, dict) else None
    if isinstance(release, dict):
        found += _keys(document, release)
        found += _globals(document, release)
        found += _components(document, release)
        found += _stops(document)
    return sorted(dict.fromkeys(found), key=_place)


def _place(finding: Finding) -> tuple[int, int]:
    line, column = finding.where.rsplit(":", 2)[-2:]
    return int(line), int(column)


def _finding(document: ModelDocument, path: Path_, severity: Severity, rule: str, message: str) -> Finding:
    return Finding(document.where(path), severity, rule, message)


def schema_findings(document: ModelDocument) -> list[Finding]:
    """Return why the tool's own import refuses the file, in no particular order; empty if it does not."""
    return list(_schema(document))


def _schema(document: ModelDocument) -> Iterator[Finding]:
    for path in document.bare_dates:
        message = "this date has no quotes, and the tool's parser makes a number of it; write it in quotes"
        yield _finding(document, path, Severity.ERROR, "schema", message)
    try:
        ModelEntry.model_validate(document.data)
    except ValidationError as failure:
        for problem in model_problems(document, failure, ()):
            where, message = problem.split(": ", 1)
            yield Finding(where, Severity.ERROR, "schema", f"{message} (the tool's schema refuses the file)")


def _stops(document: ModelDocument) -> Iterator[Finding]:
    """What makes the tool stop and is not told by the schema already."""
    try:
        model = model_of(document)
        for component_id in model.claims:
            model.licence_of(component_id)
    except DocumentError as failure:
        for problem in failure.problems:
            where, message = problem.split(": ", 1)
            yield Finding(where, Severity.ERROR, "unusable", message)


def _keys(document: ModelDocument, release: Mapping[str, Any]) -> Iterator[Finding]:
    keys = list(release)
    if "license" in keys and "components" in keys and keys.index("components") < keys.index("license"):
        message = (
            "'components' stands before 'license'; the tool's importer goes through the keys in order and was seen "
            "to lose the release's licences then; put 'license' first"
        )
        yield _finding(document, ("release", "components"), Severity.WARNING, "key-order", message)
    yield from _unknown_keys(document, (), document.data, ModelEntry.model_fields)
    if isinstance(document.data.get("framework"), dict):
        yield from _unknown_keys(document, ("framework",), document.data["framework"], Framework.model_fields)
    yield from _unknown_keys(document, ("release",), release, Release.model_fields)


def _unknown_keys(
    document: ModelDocument, path: Path_, mapping: Mapping[str, Any], known: Mapping[str, Any]
) -> Iterator[Finding]:
    for key in mapping:
        if key not in known:
            message = f"the tool does not read the key '{one_line(key, 60)}'{did_you_mean(key, known)}"
            yield _finding(document, (*path, key), Severity.WARNING, "unknown-key", message)


def _globals(document: ModelDocument, release: Mapping[str, Any]) -> Iterator[Finding]:
    licences = release.get("license")
    if not isinstance(licences, dict):
        return
    path: Path_ = ("release", "license")
    yield from _unknown_keys(document, path, licences, _PARTS)
    for part, content_type in _PARTS.items():
        entry = licences.get(part)
        name = entry.get("name") if isinstance(entry, dict) else None
        if name == UNLICENSED:
            message = f"the release licence for {part} is 'unlicensed'; every component that inherits it has no licence"
            yield _finding(document, (*path, part, "name"), Severity.WARNING, "blocked-inheritance", message)
        elif isinstance(name, str) and not is_empty(name):
            yield from _licence(document, (*path, part, "name"), name, content_type)


def _components(document: ModelDocument, release: Mapping[str, Any]) -> Iterator[Finding]:
    entries = release.get("components")
    if not isinstance(entries, list):
        return
    seen: dict[str, str] = {}
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict):
            continue
        path: Path_ = ("release", "components", index)
        yield from _unknown_keys(document, path, entry, ComponentEntry.model_fields)
        name = entry.get("name")
        if not isinstance(name, str):
            continue
        component = BY_NAME.get(name)
        if component is None:
            message = f"{unknown_component(name)}; the tool records it as 'Datasets'"
            yield _finding(document, (*path, "name"), Severity.ERROR, "unknown-component", message)
        elif name in seen:
            message = f"the component '{name}' stands here a second time (first at {seen[name]}); only this one counts"
            yield _finding(document, (*path, "name"), Severity.ERROR, "duplicate-component", message)
        seen.setdefault(name, document.where((*path, "name")))
        content_type = component.type if component is not None else None
        licence = entry.get("license")
        if licence in ("", UNLICENSED):
            yield from _blocking(document, (*path, "license"), str(licence), content_type, release)
        elif isinstance(licence, str):
            yield from _licence(document, (*path, "license"), licence, content_type)


def _blocking(
    document: ModelDocument, path: Path_, licence: str, content_type: ContentType | None, release: Mapping[str, Any]
) -> Iterator[Finding]:
    """An explicit "no licence" where the release has one that would apply."""
    licences = release.get("license")
    for part in (content_type, "distribution"):
        entry = licences.get(part) if isinstance(licences, dict) else None
        name = entry.get("name") if isinstance(entry, dict) else None
        if isinstance(name, str) and not is_empty(name):
            written = f"'{licence}'" if licence else "an empty licence"
            message = (
                f"{written} keeps the release's {part} licence '{one_line(name, 60)}' from applying; "
                "remove the key 'license' to inherit it"
            )
            yield _finding(document, path, Severity.WARNING, "blocked-inheritance", message)
            return


def _licence(document: ModelDocument, path: Path_, licence: str, content_type: ContentType | None) -> Iterator[Finding]:
    if licence in licence_table() or licence in OPEN_DATA:
        yield from _known_licence(document, path, licence, content_type)
        return
    written = one_line(licence, 60)
    error = Severity.ERROR
    if _NOT_INCLUDED.search(licence):
        message = f"'{written}' is no licence; the tool counts the component as present and badly licensed: remove it"
        yield _finding(document, path, error, "not-a-licence", message)
    elif (cased := spdx_cased(licence)) is not None and cased == licence.strip():
        message = f"spaces stand around '{cased}', and the tool compares licence ids letter by letter; remove them"
        yield _finding(document, path, error, "licence-spelling", message)
    elif cased is not None:
        message = f"the tool compares licence ids letter by letter; write '{cased}', not '{written}'"
        yield _finding(document, path, error, "licence-spelling", message)
    elif parse_expression(licence) is not None:
        message = f"the tool does not understand the SPDX expression '{written}'; enter the most restrictive part"
        yield _finding(document, path, error, "licence-expression", message)
    else:
        suggestion = nearest_licence(licence)
        hint = f"; did you mean '{suggestion}'?" if suggestion else ""
        message = f"'{written}' is no SPDX licence id of the tool's list, so it is not open there{hint}"
        yield _finding(document, path, error, "unknown-licence", message)


def _known_licence(
    document: ModelDocument, path: Path_, licence: str, content_type: ContentType | None
) -> Iterator[Finding]:
    if licence not in licence_table():
        message = f"'{licence}' is no SPDX id, though the tool takes it for open; the licence is 'PDDL-1.0'"
        yield _finding(document, path, Severity.WARNING, "tool-quirk", message)
    elif not is_open(licence) and read_as_specification(licence, content_type or "data").open:
        message = f"the tool does not count '{licence}' as open, although it is"
        yield _finding(document, path, Severity.WARNING, "tool-quirk", message)
    elif content_type is not None and is_open(licence) and not is_type_appropriate(licence, content_type):
        message = f"'{licence}' is open, but the tool does not list it as a licence for {content_type}"
        yield _finding(document, path, Severity.WARNING, "not-type-appropriate", message)


def nearest_licence(written: str) -> str | None:
    """Return the listed id that a free spelling most likely means ("Apache 2.0", "MIT license"), or None.

    Only spellings that differ by punctuation, case, the word "licence" or a missing ".0" are matched:
    a wrong suggestion is worse than none.
    """
    if len(written) > _LONGEST:
        return None
    return _by_squeezed().get(_squeeze(written))


def _squeeze(text: str) -> str:
    words = _NOT_WORD.sub(" ", _FILLER.sub(" ", _NOT_WORD.sub(" ", text.lower()))).split()
    squeezed = "".join(words)
    return squeezed.removesuffix("0") if squeezed[-2:-1].isdigit() else squeezed


@cache
def _by_squeezed() -> dict[str, str]:
    squeezed: dict[str, str] = {}
    for licence, facts in licence_table().items():
        if not facts.deprecated:
            squeezed.setdefault(_squeeze(licence), licence)
    return squeezed | {"bsd3": "BSD-3-Clause", "bsd2": "BSD-2-Clause", "odcby": "ODC-By-1.0", "cc0": "CC0-1.0"}
