"""A pattern compiled when it is first asked, and tried only on texts that hold a literal of which it needs one.

A command pays only for the rules it uses; of texts that no scan has looked at, most are told apart by a few literals.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

from openness.words.needed import needed_literals

_MOST, _SHORTEST = 48, 3
"""More literals, or shorter ones, are not worth looking for one by one."""
_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Late:
    """Stands for a compiled pattern; its methods become those of the real one at the first use.

    The two that look through a whole text first look for a literal of which every match holds one.
    """

    __slots__ = ("_flags", "_text", *_METHODS)

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        if name not in _METHODS:
            return getattr(compiled, name)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        literals = sought_literals(self._text, compiled.flags)
        if literals:
            self.search = _sought(compiled.search, literals, None, any_case=bool(compiled.flags & re.IGNORECASE))
            self.finditer = _sought(
                compiled.finditer, literals, iter(()), any_case=bool(compiled.flags & re.IGNORECASE)
            )
        return getattr(self, name)


def sought_literals(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """Return the literals of which every match holds one, the longest first; none where looking does not pay.

    They read as the pattern does, in lower case where it takes no notice of case.
    """
    found = needed_literals(pattern, flags, exact=not flags & re.IGNORECASE)
    if not found or len(found) > _MOST or min(map(len, found)) < _SHORTEST:
        return ()
    return tuple(sorted(found, key=lambda literal: (-len(literal), literal)))


def _sought(method: Callable[..., Any], literals: tuple[str, ...], none: Any, *, any_case: bool) -> Callable[..., Any]:
    """Return a method of a pattern that looks for the literals first; `none` is what it finds without one."""

    def of_case(text: str, *place: int) -> Any:
        for literal in literals:
            if literal in text:
                return method(text, *place)
        return none

    def of_any_case(text: str, *place: int) -> Any:
        if text.isascii():  # beyond, letters have more forms of case than `lower` brings together
            lower = text.lower()
            for literal in literals:
                if literal in lower:
                    return method(text, *place)
            return none
        return method(text, *place)

    return of_any_case if any_case else of_case


def pattern_of(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a regular expression, compiled when it is first asked.

    A text that is no regular expression raises `re.error` then; tests compile every pattern.
    """
    return cast("re.Pattern[str]", _Late(text, flags))
