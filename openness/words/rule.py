"""Rules and stems that the one scan of a card looks for, beside the phrases of the languages.

A `Rule` is a regular expression for what no language's words say (names, figures, layout); the literals without which
it cannot match are derived from it. `Stems` are literals that a reader asks for as they are. Each has one bit in the
hints of a sentence; a rule or stem without its bit costs nothing more.
"""

from __future__ import annotations

import re
import sys
from typing import Any

from openness.words.needed import needed_literals

ALL = -1
"""Hints that leave nothing out: nobody has scanned the text."""
FIRST, END = 192, 704
"""The bits of rules and stems; below stand the meanings, above the phrases."""
_MOST = 48
"""More literals are not worth looking for one by one."""


class Looked:
    """What a scan looks for: one bit, and the literals of which a text holds one where the bit is set."""

    __slots__ = ("mask",)

    def __init__(self) -> None:
        number = FIRST + len(_MADE)
        if number >= END:
            raise RuntimeError(f"more than {END - FIRST} rules and stems; give hints more bits")
        self.mask = 1 << number
        _MADE.append(self)

    @property
    def literals(self) -> frozenset[str]:
        """The literals, in lower case; without any the bit is always set."""
        raise NotImplementedError


_MADE: list[Looked] = []
_SCANNED = False


def made() -> list[Looked]:
    """Return all rules and stems made until now, each at its bit's place from `FIRST`, for one who scans for them."""
    global _SCANNED  # noqa: PLW0603 - what is made later is in no hints of today
    _SCANNED = True
    return _MADE


class Rule(Looked):
    """A regular expression, compiled when it is first tried.

    `found` is the cheap way to ask; all else that a compiled pattern does, it does too, without hints.
    """

    __slots__ = ("_sought", "findall", "finditer", "flags", "fullmatch", "match", "search", "split", "sub", "text")

    def __init__(self, text: str, flags: int = 0) -> None:
        super().__init__()
        self.text = text
        self.flags = flags
        self._sought: tuple[str, ...] | None = None

    @property
    def literals(self) -> frozenset[str]:
        return needed_literals(self.text, self.flags)

    def may_match(self, lower: str) -> bool:
        """Return whether a lower-case text that nobody has scanned holds a literal that every match needs."""
        if self._sought is None:
            self._sought = tuple(self.literals)
        if not 0 < len(self._sought) <= _MOST:
            return True
        for literal in self._sought:  # noqa: SIM110 - a third faster than any()
            if literal in lower:
                return True
        return False

    def found(self, text: str, hints: int = ALL, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match in a text, or None; `hints` are those of the text or of one that holds it."""
        found: re.Match[str] | None = self.search(text, start, end) if hints & self.mask else None
        return found

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.text, self.flags)
        for method in self.__slots__:
            if method not in ("_sought", "flags", "text"):
                setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


class Stems(Looked):
    """Literals of which a text may hold one."""

    __slots__ = ("_literals", "late")

    def __init__(self, *literals: str) -> None:
        super().__init__()
        self.late = _SCANNED
        """Whether texts were scanned before it was made: their hints say no more than that it may be there."""
        self._literals = literals

    @property
    def literals(self) -> frozenset[str]:
        return frozenset(self._literals)

    def within(self, text: str, hints: int = ALL) -> bool:
        """Return whether a lower-case text holds one of the literals; `hints` are its own."""
        if not hints & self.mask:
            return False
        if hints >= 0 and not self.late:
            return True
        for literal in self._literals:  # noqa: SIM110 - a third faster than any(), and asked for every sentence
            if literal in text:
                return True
        return False
