"""Which licences count: the tool's two predicates as they are, and the specification's reading of them.

The tool (LicenseHandler, LicenseImporter): a licence is open if OSI-approved, FSF-libre, in its
hard-coded list for data, or OpenMDW-1.0; it is type-appropriate if its content types name the type.
Ids are compared letter by letter.

The specification (page 3): an open source licence is appropriate for code, an open data licence for
data, an open content licence for documentation. Ids follow SPDX: case does not matter, and
expressions (AND, OR, WITH) are understood.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from license_expression import AND, OR, ExpressionError, LicenseSymbol, LicenseWithExceptionSymbol, Licensing

from openness.mof.components import ContentType

_TABLE = Path(__file__).with_name("licences.csv")
_LONGEST_EXPRESSION = 300

OPEN_DATA = frozenset(
    "CC0-1.0 CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-2.5-AU CC-BY-3.0 CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE "
    "CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-4.0 CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP "
    "CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-3.0-AT CC-BY-SA-4.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 "
    "CDLA-Sharing-1.0 ODC-PDDL-1.0 ODC-By-1.0 ODbL-1.0 GFDL-1.3 OGL-Canada-2.0 OGL-UK-2.0 OGL-UK-3.0".split()
)
"""The tool's own list; `ODC-PDDL-1.0` is no SPDX id (the licence is `PDDL-1.0`), and the tool has it so."""

OPEN_BY_NAME = "OpenMDW-1.0"

_OPEN_IN_THE_SPECIFICATION = frozenset({"PDDL-1.0", "CC-PDDC", "FreeBSD-DOC"})
"""Public-domain dedications and one permissive documentation licence that the tool types but never counts as open.

`C-UDA-1.0` (computational use only) and `MulanPSL-1.0` (never OSI-approved) are rightly not open.
"""

_CONTENT_FAMILIES = ("CC-BY-", "CC0-", "CC-PDDC", "GFDL-")


@dataclass(frozen=True)
class LicenceFacts:
    """What the tool's pinned lists say about one licence id."""

    id: str
    osi: bool
    fsf: bool
    deprecated: bool
    types: frozenset[str]


@cache
def licence_table() -> dict[str, LicenceFacts]:
    """Return the tool's 660 licences by id."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {
        row["id"]: LicenceFacts(
            row["id"], row["osi"] == "yes", row["fsf"] == "yes", row["deprecated"] == "yes",
            frozenset(row["types"].split()),
        )
        for row in csv.DictReader(lines)
    }  # fmt: skip


@cache
def table_digest() -> str:
    """Return the SHA-256 of the licence table, so that a result can name the rules it was made with."""
    return sha256(_TABLE.read_bytes()).hexdigest()


def is_open(licence: str) -> bool:
    """Tell whether the tool counts this id as open, for any type."""
    facts = licence_table().get(licence)
    if facts is not None and (facts.osi or facts.fsf):
        return True
    return licence in OPEN_DATA or licence == OPEN_BY_NAME


def is_type_appropriate(licence: str, content_type: ContentType) -> bool:
    """Tell whether the tool counts this id as made for the content type."""
    facts = licence_table().get(licence)
    return facts is not None and content_type in facts.types


@cache
def _by_folded_id() -> dict[str, str]:
    return {licence.casefold(): licence for licence in licence_table()}


def spdx_cased(licence: str) -> str | None:
    """Return the id as the tool's list spells it, whatever the case of `licence`, or None if it is not listed."""
    return _by_folded_id().get(licence.strip().casefold())


def _spec_open(licence: str) -> bool:
    return licence in _OPEN_IN_THE_SPECIFICATION or is_open(licence)


def _spec_appropriate(licence: str, content_type: ContentType) -> bool:
    facts = licence_table()[licence]
    if content_type in facts.types:
        return True
    content = licence.startswith(_CONTENT_FAMILIES)
    match content_type:
        case "code":
            return (facts.osi or facts.fsf) and not content and licence not in OPEN_DATA
        case "data":
            return licence in OPEN_DATA or licence in ("PDDL-1.0", "CC-PDDC")
        case "document":
            return content


@dataclass(frozen=True)
class LicenceReading:
    """What one licence text of a model file amounts to for one content type."""

    open: bool
    appropriate: bool
    understood: bool = True
    """False where the text is neither a listed id nor an expression of listed ids."""


def read_as_tool(licence: str, content_type: ContentType) -> LicenceReading:
    """Return the tool's view of a licence text."""
    understood = licence in licence_table() or licence in OPEN_DATA
    return LicenceReading(is_open(licence), is_type_appropriate(licence, content_type), understood)


def read_as_specification(licence: str, content_type: ContentType) -> LicenceReading:
    """Return the specification's view of a licence text: an id in any case, or an SPDX expression.

    AND needs every part, OR one part that is enough; an exception only adds permissions.
    """
    tree = parse_expression(licence)
    if tree is None:
        return LicenceReading(open=False, appropriate=False, understood=False)
    return LicenceReading(
        open=_holds(tree, _spec_open),
        appropriate=_holds(tree, lambda part: _spec_open(part) and _spec_appropriate(part, content_type)),
    )


Expression = str | tuple[str, tuple["Expression", ...]]
"""One listed id, or ("and" | "or", parts)."""


def parse_expression(text: str) -> Expression | None:
    """Return the SPDX expression in `text` over listed ids, or None if it is no such thing."""
    listed = spdx_cased(text)
    if listed is not None:
        return listed
    if len(text) > _LONGEST_EXPRESSION:
        return None
    try:
        tree = _licensing().parse(text, simple=True)
    except (ExpressionError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return _simplify(tree)


@cache
def _licensing() -> Licensing:
    return Licensing()


def _simplify(node: object) -> Expression | None:
    if isinstance(node, (AND, OR)):
        parts = tuple(part for part in map(_simplify, node.args) if part is not None)
        return ("and" if isinstance(node, AND) else "or", parts) if len(parts) == len(node.args) else None
    if isinstance(node, LicenseWithExceptionSymbol):
        return _simplify(node.license_symbol)
    if isinstance(node, LicenseSymbol):
        return spdx_cased(str(node.key)) or spdx_cased(str(node.key).removesuffix("+"))
    return None


def _holds(node: Expression, test: Callable[[str], bool]) -> bool:
    if isinstance(node, str):
        return test(node)
    operator, parts = node
    results = (_holds(part, test) for part in parts)
    return all(results) if operator == "and" else any(results)
