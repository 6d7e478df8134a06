r"""The language of phrases: a line that a speaker reads, as a bounded pattern and the literals that it needs.

A phrase is written in lower case, word by word:

    commercial use          these words, one space between them
    licen(s|c)e             alternatives; `(may not | cannot) be used` between words, of several words each
    [strictly] forbidden    what stands in brackets may be missing
    publi*                  any ending; `*licen*` any beginning too (also before a hyphen: "mit-licence")
    fine~tun*               "fine-tun", "fine tun" or "finetun"
    not ... allowed         up to 60 characters of the same sentence; `...90` up to 90
    was <3> trained         up to three words of any kind
    # gpus                  a figure (1,024 or 2.5)
    ^todo$                  the sentence begins, and ends, here
    data !(parallel)        not followed by
    {{\\d+}}gb               a piece of regular expression, for what the above cannot say

Where a script parts words by spaces, a phrase begins and ends at a word's edge; in Chinese, Japanese and Korean it
stands anywhere and a space may be missing. `-` is any hyphen, `'` any apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from openness.words.stems import stems_of
from openness.words.tree import Atom, Choice, Literal, Mark, PhraseError, Sequence, is_optional, read_tree

__all__ = ["Phrase", "PhraseError", "Script", "read_phrase"]

_LEAST = 2
"""Letters of a stem; a single letter stands in every sentence."""
_MOST_LENGTH = 1_000
_MOST_GAPS = 2
_HYPHENS = "[-\u2010\u2011\u2013]"
_APOSTROPHES = "['\u2019]"
_RAW = re.compile(r"\{\{.*?\}\}(?!\})")


class Script(StrEnum):
    """How a language is written, as far as phrases care."""

    ENGLISH = "english"
    """Latin letters without accents: signs of other scripts end a word ("用gpu训练")."""
    LATIN = "latin"
    """Latin letters with accents; words are parted by spaces."""
    EAST_ASIAN = "east_asian"
    """Han, kana, hangul: no edges of words, spaces may be missing."""


@dataclass(frozen=True)
class Phrase:
    """One phrase understood: `pattern` for lower-case text, and the `stems` of which every match holds one.

    Those of them that are `whole` it holds as words of their own: no ASCII letter or figure stands beside them.
    """

    pattern: str
    stems: frozenset[str]
    whole: frozenset[str] = frozenset()


def read_phrase(text: str, script: Script) -> Phrase:
    """Return a phrase understood.

    Raises PhraseError where it is not well formed, or holds no plain word that every match must have.
    """
    if (plain := _RAW.sub("", text)) != plain.lower():
        raise PhraseError("a phrase is written in lower case")
    if len(text) > _MOST_LENGTH:
        raise PhraseError(f"a phrase has at most {_MOST_LENGTH} characters; split it")
    if text.count("...") > _MOST_GAPS:
        raise PhraseError(f"a phrase has at most {_MOST_GAPS} gaps; split it")
    tree = read_tree(text)
    stems = stems_of(tree, spaced=script is not Script.EAST_ASIAN)
    if not stems or (script is not Script.EAST_ASIAN and min(map(len, stems)) < _LEAST):
        raise PhraseError(
            "no plain word of two letters stands in every reading of the phrase; give it one, or split it"
        )
    pattern = _Renderer(script).sequence(tree, starts=True, ends=True)
    whole = frozenset(stem for stem, is_whole in stems.items() if is_whole)
    return Phrase(f"(?a:{pattern})" if script is Script.ENGLISH else pattern, frozenset(stems), whole)


class _Renderer:
    """Writes a phrase as a regular expression."""

    def __init__(self, script: Script) -> None:
        self.spaced = script is not Script.EAST_ASIAN
        self.space = " " if self.spaced else r"\s?"
        self._trims = True

    def sequence(self, tree: Sequence, *, starts: bool, ends: bool) -> str:
        """Return the pattern of a sequence that `starts` and `ends` at a word's edge, as words around gaps do."""
        out: list[str] = []
        joined = False  # whether the next word is parted by a space from what stands before
        last = _last_plain(tree)
        for number, word in enumerate(tree.words):
            first = word[0]
            if isinstance(first, Mark) and first.kind == "gap":
                out.append(first.pattern)
                joined, starts = False, True
            elif isinstance(first, Mark) and first.kind == "words":
                if not joined:
                    raise PhraseError("<n> words need a word before them")
                out.append(rf"(?:{self.space}\S{{1,40}}){{0,{first.pattern}}}?")
            elif isinstance(first, Choice) and first.forbidden:
                out.append(rf"(?!\s?{self._choice(first)})")
            elif is_optional(word):
                body = self._word(word, starts=starts and not joined, ends=False, bare=True)
                out.append(f"(?:{self.space}{body})?" if joined else f"(?:{body}{self.space})?")
            else:
                at_end = (ends and number == last) or _before_gap(tree, number)
                self._trims = not _before_not(tree, number)
                body = self._word(word, starts=starts and not joined, ends=at_end)
                out.append(f"{self.space}{body}" if joined else body)
                joined = True
        return "".join(out)

    def _word(self, word: tuple[Atom, ...], *, starts: bool, ends: bool, bare: bool = False) -> str:
        """Return the pattern of one word; where its ways to begin or end differ, each alternative has its own edge."""
        before, starts = self._edge(word, start=True) if starts else ("", False)
        after, ends = self._edge(word, start=False) if ends else ("", False)
        body = ""
        for number, atom in enumerate(word):
            body += self._atom(atom, starts=starts and number == 0, ends=ends and number == len(word) - 1, bare=bare)
        return before + body + after

    def _edge(self, word: tuple[Atom, ...], *, start: bool) -> tuple[str, bool]:
        """Return what makes a word begin or end at an edge, and whether its alternatives have to say it instead."""
        if not self.spaced:
            return "", False
        kinds = set(_edges(word, start=start))
        if None in kinds:
            return "", True
        if kinds == {True}:
            return r"\b", False
        return (r"(?<!\w)" if start else r"(?!\w)"), False

    def _atom(self, atom: Atom, *, starts: bool, ends: bool, bare: bool) -> str:
        if isinstance(atom, Literal):
            return re.escape(atom.text).replace(r"\-", _HYPHENS).replace("'", _APOSTROPHES)
        if isinstance(atom, Choice):
            if atom.forbidden:
                return rf"(?!\s?{self._choice(atom)})"
            edges = not atom.optional
            return self._choice(atom, starts and edges, ends and edges) + ("?" if atom.optional and not bare else "")
        if atom.kind == "*" and (starts or (ends and self._trims)):
            return ""  # at the edge of a phrase the rest of a word need not be read
        return atom.pattern

    def _choice(self, choice: Choice, starts: bool = False, ends: bool = False) -> str:
        options = (self.sequence(option, starts=starts, ends=ends) for option in choice.options)
        return f"(?:{'|'.join(options)})"


def _last_plain(tree: Sequence) -> int:
    """Return the number of the last word that cannot be missing, after which the sequence ends; -1 for none."""
    plain = [number for number, word in enumerate(tree.words) if not _may_be_missing(word)]
    return plain[-1] if plain else -1


def _before_gap(tree: Sequence, number: int) -> bool:
    following = tree.words[number + 1 : number + 2]
    return bool(following) and isinstance(following[0][0], Mark) and following[0][0].kind == "gap"


def _before_not(tree: Sequence, number: int) -> bool:
    following = tree.words[number + 1 : number + 2]
    return bool(following) and isinstance(following[0][0], Choice) and following[0][0].forbidden


def _may_be_missing(word: tuple[Atom, ...]) -> bool:
    first = word[0]
    if isinstance(first, Choice):
        return first.forbidden or is_optional(word)
    return isinstance(first, Mark) and first.kind in ("gap", "words")


def _edges(word: tuple[Atom, ...], *, start: bool) -> Iterable[bool | None]:
    """Yield for each way a word begins (or ends) whether it does with a letter or figure; None where it is open."""
    for atom in word if start else reversed(word):
        if isinstance(atom, Literal):
            sign = atom.text[0 if start else -1]
            yield sign.isalnum() or sign == "_"
            return
        if isinstance(atom, Choice) and not atom.forbidden:
            for option in atom.options:
                words = [each for each in option.words if not is_optional(each)]
                yield from _edges(words[0 if start else -1], start=start) if words else (None,)
            if not atom.optional:
                return
        elif isinstance(atom, Mark) and atom.kind == "#":
            yield True if start else None
            return
        else:
            yield None
            return
