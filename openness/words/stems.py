"""The stems of a phrase: literals of which every match of it holds one, so that most texts need not be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openness.words.tree import Choice, Literal, Sequence, is_optional

_ENOUGH = 16
"""A stem of so many letters is rare enough."""


def stems_of(tree: Sequence, *, spaced: bool) -> set[str]:
    """Return literals of which every match holds one: those of the part that is the rarest by its length.

    Empty where no part is sure to be there. `spaced` says that the script parts words by spaces.
    """
    return max(filter(None, _needed(tree, spaced=spaced)), key=_worth, default=set())


def _needed(tree: Sequence, *, spaced: bool) -> Iterator[set[str]]:
    """Yield part by part the literals of which every match holds one; nothing for a part that may be missing."""
    run = ""  # the letters right before, across spaces
    for word in tree.words:
        run = f"{run} " if run and spaced and not is_optional(word) else ""
        for atom in word:
            if isinstance(atom, Literal):
                pieces = re.split(r"['-]", atom.text)
                run = run + pieces[0] if len(pieces) == 1 else pieces[-1]
                yield {max([run.strip(), *pieces], key=len)} - {""}
            else:
                run = ""
                if isinstance(atom, Choice):
                    yield _of_choice(atom, spaced=spaced)


def _of_choice(choice: Choice, *, spaced: bool) -> set[str]:
    """Return the stems of all alternatives, or none where one has none or they need not stand there."""
    if choice.optional or choice.forbidden:
        return set()
    each = [stems_of(option, spaced=spaced) for option in choice.options]
    return set().union(*each) if all(each) else set()


def _worth(stems: set[str]) -> tuple[int, int]:
    """Return how rare stems are: by the shortest, letters of other scripts twice; of equals the fewer."""
    shortest = min(map(len, stems))
    if not all(stem.isascii() for stem in stems):
        shortest *= 2
    return min(shortest, _ENOUGH), -len(stems)
