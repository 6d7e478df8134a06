"""The stems of a phrase: literals of which every match of it holds one, so that most texts need not be asked.

A stem is whole where no match holds it but as words of their own: "es" is no part of "yes" then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from openness.words.tree import Choice, Literal, Mark, Sequence, is_optional

_ENOUGH = 16
"""A stem of so many letters is rare enough."""


def stems_of(tree: Sequence, *, spaced: bool) -> dict[str, bool]:
    """Return literals of which every match holds one, and whether it is whole: those of the rarest part by length.

    Empty where no part is sure to be there. `spaced` says that the script parts words by spaces.
    """
    return _stems(tree, spaced=spaced, starts=spaced, ends=spaced)


def _stems(tree: Sequence, *, spaced: bool, starts: bool, ends: bool) -> dict[str, bool]:
    needed = _needed(tree, spaced=spaced, starts=starts, ends=ends)
    return max(filter(None, needed), key=_worth, default={})


def _needed(tree: Sequence, *, spaced: bool, starts: bool, ends: bool) -> Iterator[dict[str, bool]]:
    """Yield part by part the literals of which every match holds one; nothing for a part that may be missing.

    `starts` and `ends` say that the sequence itself does so at the edge of a word.
    """
    run = _NOTHING
    for number, word in enumerate(tree.words):
        run = run.after_space() if spaced and not is_optional(word) else _NOTHING
        before = spaced and _begins_word(tree, number, starts=starts)
        after = spaced and _ends_word(tree, number, ends=ends)
        for place, atom in enumerate(word):
            first, last = before and place == 0, after and place == len(word) - 1
            if isinstance(atom, Literal):
                pieces = list(_pieces(re.split(r"['-]", atom.text), first=first, last=last, inner=spaced))
                run = run.with_literal(
                    pieces[-1][0], edged=first if len(pieces) == 1 else spaced, alone=len(pieces) > 1
                )
                yield _longest([(run.text, run.edged and last), *pieces])
            else:
                run = _NOTHING
                if isinstance(atom, Choice):
                    yield _of_choice(atom, spaced=spaced, starts=first, ends=last)


class _Run(NamedTuple):
    """The letters right before, across spaces, and whether they begin at the edge of a word."""

    text: str
    edged: bool

    def after_space(self) -> _Run:
        return _Run(f"{self.text} ", self.edged) if self.text else self

    def with_literal(self, text: str, *, edged: bool, alone: bool) -> _Run:
        """Return the run with a literal behind it, or that literal `alone`; `edged` is how it begins itself."""
        return _Run(text, edged) if alone or not self.text else _Run(self.text + text, self.edged)


_NOTHING = _Run("", False)


def _pieces(pieces: list[str], *, first: bool, last: bool, inner: bool) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a literal and whether each is whole; a hyphen or apostrophe between two is an edge."""
    for number, piece in enumerate(pieces):
        begins = first if number == 0 else inner
        yield piece, begins and (last if number == len(pieces) - 1 else inner)


def _longest(told: list[tuple[str, bool]]) -> dict[str, bool]:
    text, whole = max(told, key=lambda each: len(each[0]))
    return {text: whole and _has_letters_at_its_edges(text)} if text else {}


def _has_letters_at_its_edges(text: str) -> bool:
    """Return whether a text begins and ends with letters or figures that are such in every pattern."""
    return text[0].isascii() and text[0].isalnum() and text[-1].isascii() and text[-1].isalnum()


def _begins_word(tree: Sequence, number: int, *, starts: bool) -> bool:
    """Return whether a word of a sequence stands at the edge of one in every match."""
    return starts or any(not _leaves_out(word) for word in tree.words[:number])


def _ends_word(tree: Sequence, number: int, *, ends: bool) -> bool:
    """Return whether the end of a word of a sequence is one in every match.

    A gap makes the word right before it end there, and no other.
    """
    following = tree.words[number + 1 :]
    for place, word in enumerate(following):
        if _is(word, "gap"):
            return place == 0
        if not (_leaves_out(word) or _is(word, "words")):
            return True
    return ends


def _is(word: tuple[object, ...], kind: str) -> bool:
    return isinstance(word[0], Mark) and word[0].kind == kind


def _leaves_out(word: tuple[object, ...]) -> bool:
    """Return whether nothing of a text need stand for a word: it may be missing, or only says what must not follow."""
    return isinstance(word[0], Choice) and (word[0].forbidden or (word[0].optional and len(word) == 1))


def _of_choice(choice: Choice, *, spaced: bool, starts: bool, ends: bool) -> dict[str, bool]:
    """Return the stems of all alternatives, or none where one has none or they need not stand there."""
    if choice.optional or choice.forbidden:
        return {}
    found: dict[str, bool] = {}
    for option in choice.options:
        stems = _stems(option, spaced=spaced, starts=starts, ends=ends)
        if not stems:
            return {}
        for stem, whole in stems.items():
            found[stem] = found.get(stem, True) and whole
    return found


def _worth(stems: dict[str, bool]) -> tuple[int, int]:
    """Return how rare stems are: by the shortest, letters of other scripts twice; of equals the fewer."""
    shortest = min(map(len, stems))
    if not all(stem.isascii() for stem in stems):
        shortest *= 2
    return min(shortest, _ENOUGH), -len(stems)
