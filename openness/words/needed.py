"""The literals of which every match of a regular expression holds one, derived from the expression itself.

They let one scan of a card tell for hundreds of patterns where it is worth trying them; nobody keeps them by hand.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Any

_MOST, _MOST_WAYS = 384, 96
"""More literals than this are not worth looking for, nor so many ways in which one run of letters reads."""
_LONGEST = 24
_FEW_SIGNS = 4
"""A class of at most so many signs is told by each of them."""
_ENOUGH = 8
"""A literal of so many letters is rare enough."""


def needed_literals(pattern: str, flags: int = 0, *, exact: bool = False) -> frozenset[str]:
    """Return lower-case literals of which the lower-case text of every match holds one; empty where none is sure.

    Where `exact` they have the case of the pattern, and the text of every match holds one as it is. Raises `re.error`
    for what is no regular expression.
    """
    try:
        parser = importlib.import_module("re._parser")  # what the module `re` itself reads expressions with
    except ModuleNotFoundError:  # another Python keeps it elsewhere: every pattern is then tried
        return frozenset()
    return frozenset(_Reader(exact=exact).read(parser.parse(pattern, flags)))


class _Reader:
    """Reads the tree of an expression: `_run` are the ways the letters right before can read."""

    def __init__(self, *, exact: bool) -> None:
        self._exact = exact

    def _sign(self, value: int) -> str:
        return chr(value) if self._exact else chr(value).lower()

    def read(self, tree: Iterable[Any]) -> set[str]:
        """Return the best literals of a sequence, or an empty set."""
        return _best(self._parts(list(tree), {""})[0])

    def _parts(self, tree: list[Any], run: set[str]) -> tuple[list[set[str]], set[str] | None]:
        """Return the sets of literals of which one is needed, and all the sequence can read where that is known.

        `run` is what may stand right before the sequence.
        """
        found: list[set[str]] = []
        current = run
        exact = True
        for item in tree:
            ways, needed = self._item(item, current)
            found += needed
            if ways is not None and len(ways) <= _MOST_WAYS and max(map(len, ways)) <= _LONGEST:
                current = ways
            else:
                found.append(current)
                current, exact = {""}, False
        found.append(current)
        return found, current if exact else None

    def _item(self, item: Any, run: set[str]) -> tuple[set[str] | None, list[set[str]]]:
        """Return what the letters up to here can read after one item (None: anything), and what it needs."""
        name, value = str(item[0]), item[1]
        if name == "LITERAL":
            return {way + self._sign(value) for way in run}, []
        if name == "IN":
            signs = self._signs(value)
            return (None if signs is None else {way + sign for way in run for sign in signs}), []
        if name == "AT":
            return run, []
        if name in ("ASSERT_NOT", "ASSERT"):
            return run, []
        if name == "SUBPATTERN":
            if self._exact and value[1] & re.IGNORECASE:
                return None, []
            parts, ways = self._parts(list(value[3]), run)
            return ways, parts[:-1] if ways is not None else parts
        if name == "BRANCH":
            return self._branch([list(option) for option in value[1]], run)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            return self._repeat(value, run)
        return None, []

    def _branch(self, options: list[list[Any]], run: set[str]) -> tuple[set[str] | None, list[set[str]]]:
        each = [self._parts(option, run) for option in options]
        ways = [known for _, known in each]
        if all(known is not None for known in ways):
            joined = set().union(*(known for known in ways if known is not None))
            if len(joined) <= _MOST_WAYS and max(map(len, joined)) <= _LONGEST:
                return joined, []
        best = [_best(parts) for parts, _ in each]
        return None, [set().union(*best)] if all(best) else []

    def _repeat(self, value: Any, run: set[str]) -> tuple[set[str] | None, list[set[str]]]:
        least, most, inner = value
        parts, ways = self._parts(list(inner), run)
        if least == 0 and most == 1:
            return (None if ways is None else ways | run), []
        if least == 0:
            return None, []
        return (ways if (least, most) == (1, 1) else None), parts

    def _signs(self, members: list[Any]) -> set[str] | None:
        """Return the signs of a small class, or None."""
        if len(members) > _FEW_SIGNS or any(str(kind) != "LITERAL" for kind, _ in members):
            return None
        return {self._sign(value) for _, value in members}


def _best(parts: list[set[str]]) -> set[str]:
    """Return of several sets the one that is the rarest, by its shortest literal; of equals the smaller."""
    usable = [_trimmed(part) for part in parts]
    return max((part for part in usable if part), key=_worth, default=set())


def _trimmed(part: set[str]) -> set[str]:
    """Return a set without literals that hold another of it; empty where one says nothing or they are too many."""
    if any(not literal.strip() for literal in part):
        return set()
    kept: list[str] = []
    for literal in sorted(part, key=len):
        if not any(shorter in literal for shorter in kept):
            kept.append(literal)
    return set(kept) if len(kept) <= _MOST else set()


def _worth(literals: set[str]) -> tuple[int, int]:
    shortest = min(len(literal) if literal.isascii() else 2 * len(literal) for literal in literals)
    return min(shortest, _ENOUGH), -len(literals)
