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

GAP = 60
_MOST_GAP = 200
_ENOUGH = 16
"""A stem of so many letters is rare enough."""
_LEAST = 2
"""Letters of a stem; a single letter stands in every sentence."""
_MOST_WORDS = 12
_MOST_LENGTH = 1_000
_MOST_DEPTH = 4
_HYPHENS = "[-\u2010\u2011\u2013]"
_APOSTROPHES = "['\u2019]"
_SINGLE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}|\)\{")
"""What repeats without a bound, and groups that repeat: a match is to be linear in the text."""
_MOST_GAPS = 2


_GAP_PATTERN = r"[^.。]{0,n}?(?:\.\S[^.。]{0,n}?)?"
"""A full stop within a word (2.0) is no end of a sentence; one in a gap is enough."""


class Script(StrEnum):
    """How a language is written, as far as phrases care."""

    ENGLISH = "english"
    """Latin letters without accents: signs of other scripts end a word ("用gpu训练")."""
    LATIN = "latin"
    """Latin letters with accents; words are parted by spaces."""
    EAST_ASIAN = "east_asian"
    """Han, kana, hangul: no edges of words, spaces may be missing."""


class PhraseError(ValueError):
    """A phrase that is not well formed; the message says what to mend."""


@dataclass(frozen=True)
class Phrase:
    """One phrase understood: `pattern` for lower-case text, and the `stems` of which every match holds one."""

    pattern: str
    stems: frozenset[str]


@dataclass(frozen=True)
class _Literal:
    text: str


@dataclass(frozen=True)
class _Choice:
    options: tuple[_Sequence, ...]
    optional: bool = False
    forbidden: bool = False


@dataclass(frozen=True)
class _Mark:
    kind: str  # one of * ~ # ^ $ gap words raw
    pattern: str


_Atom = _Literal | _Choice | _Mark


@dataclass(frozen=True)
class _Sequence:
    """Words parted by spaces, each a run of atoms."""

    words: tuple[tuple[_Atom, ...], ...]


_TOKEN = re.compile(
    r"(?P<raw>\{\{.*?\}\}(?!\}))|(?P<gap>\.\.\.(?P<characters>\d{0,3}))|<(?P<words>\d{1,2})>|(?P<not>!\()"
    r"|(?P<space>\s+)|(?P<sign>[()\[\]|*~#^$])|(?P<text>[^\s()\[\]|*~#^${}<>!]+)"
)
_RAW = re.compile(r"\{\{.*?\}\}(?!\})")
_CLOSES = {"(": ")", "[": "]", "!(": ")"}
_SIGNS = {"~": "[-\u2010\u2011\u2013\\s]?", "#": r"\d[\d.,]{0,15}", "^": r"\A\W{0,4}", "$": r"\W{0,4}\Z"}


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
    tree = _Parser(text).read()
    stems = _stems(tree, script)
    if not stems or (script is not Script.EAST_ASIAN and min(map(len, stems)) < _LEAST):
        raise PhraseError(
            "no plain word of two letters stands in every reading of the phrase; give it one, or split it"
        )
    pattern = _Renderer(script).sequence(tree, starts=True, ends=True)
    try:
        re.compile(pattern)
    except re.error as failure:
        raise PhraseError(f"the piece in braces is not a regular expression ({failure})") from failure
    return Phrase(f"(?a:{pattern})" if script is Script.ENGLISH else pattern, frozenset(stems))


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def read(self) -> _Sequence:
        sequences, close = self._options(closes="")
        if close or len(sequences) != 1:
            raise PhraseError("alternatives stand in round brackets: (this | that)")
        if not sequences[0].words:
            raise PhraseError("the phrase is empty")
        return sequences[0]

    def _options(self, closes: str) -> tuple[list[_Sequence], str]:
        """Read alternatives until the sign that closes them; return them and that sign."""
        options: list[_Sequence] = []
        words: list[tuple[_Atom, ...]] = []
        word: list[_Atom] = []
        while self.at < len(self.text):
            match = _TOKEN.match(self.text, self.at)
            if match is None:
                raise PhraseError(f"cannot read {self.text[self.at : self.at + 12]!r}")
            self.at = match.end()
            sign = match["sign"] or ""
            if match["space"]:
                _end(words, word)
            elif sign == "|" or (sign and sign == closes):
                _end(words, word)
                options.append(_Sequence(tuple(words)))
                words = []
                if sign != "|":
                    return options, sign
            elif sign and sign in ")]":
                raise PhraseError(f"'{sign}' closes nothing")
            else:
                word.append(self._atom(match))
        if closes:
            raise PhraseError(f"'{closes}' is missing")
        _end(words, word)
        return [*options, _Sequence(tuple(words))], ""

    def _atom(self, match: re.Match[str]) -> _Atom:
        opening = "!(" if match["not"] else match["sign"] or ""
        if opening in _CLOSES:
            self.depth += 1
            if self.depth > _MOST_DEPTH:
                raise PhraseError(f"brackets stand deeper than {_MOST_DEPTH}; split the phrase")
            options, _ = self._options(_CLOSES[opening])
            self.depth -= 1
            if any(not option.words for option in options):
                raise PhraseError("an alternative is empty; what may be missing stands in [square brackets]")
            return _Choice(tuple(options), optional=opening == "[", forbidden=opening == "!(")
        if match["raw"]:
            return _raw(match["raw"][2:-2])
        if match["gap"]:
            size = int(match["characters"] or GAP)
            if size > _MOST_GAP:
                raise PhraseError(f"a gap has at most {_MOST_GAP} characters")
            return _Mark("gap", _GAP_PATTERN.replace("n", str(size)))
        if match["words"]:
            if not 1 <= int(match["words"]) <= _MOST_WORDS:
                raise PhraseError(f"a gap has one to {_MOST_WORDS} words")
            return _Mark("words", match["words"])
        if opening == "*":
            return _Mark("*", r"[\w-]{0,24}")
        if opening in _SIGNS:
            return _Mark(opening, _SIGNS[opening])
        return _Literal(match["text"])


def _end(words: list[tuple[_Atom, ...]], word: list[_Atom]) -> None:
    if word:
        words.append(tuple(word))
        word.clear()


def _raw(pattern: str) -> _Mark:
    if (found := _UNBOUNDED.search(_SINGLE.sub("x", pattern))) is not None:
        raise PhraseError(f"the piece in braces repeats a group or without a bound ({found[0]}); write x{{0,20}}")
    try:
        re.compile(pattern)
    except re.error as failure:
        raise PhraseError(f"the piece in braces is not a regular expression ({failure})") from failure
    return _Mark("raw", pattern)


class _Renderer:
    """Writes a phrase as a regular expression."""

    def __init__(self, script: Script) -> None:
        self.spaced = script is not Script.EAST_ASIAN
        self.space = " " if self.spaced else r"\s?"
        self._trims = True

    def sequence(self, tree: _Sequence, *, starts: bool, ends: bool) -> str:
        """Return the pattern of a sequence that `starts` and `ends` at a word's edge, as words around gaps do."""
        out: list[str] = []
        joined = False  # whether the next word is parted by a space from what stands before
        last = _last_plain(tree)
        for number, word in enumerate(tree.words):
            first = word[0]
            if isinstance(first, _Mark) and first.kind == "gap":
                out.append(first.pattern)
                joined, starts = False, True
            elif isinstance(first, _Mark) and first.kind == "words":
                if not joined:
                    raise PhraseError("<n> words need a word before them")
                out.append(rf"(?:{self.space}\S{{1,40}}){{0,{first.pattern}}}?")
            elif isinstance(first, _Choice) and first.forbidden:
                out.append(rf"(?!\s?{self._choice(first)})")
            elif _is_optional(word):
                body = self._word(word, starts=starts and not joined, ends=False, bare=True)
                out.append(f"(?:{self.space}{body})?" if joined else f"(?:{body}{self.space})?")
            else:
                at_end = (ends and number == last) or _before_gap(tree, number)
                self._trims = not _before_not(tree, number)
                body = self._word(word, starts=starts and not joined, ends=at_end)
                out.append(f"{self.space}{body}" if joined else body)
                joined = True
        return "".join(out)

    def _word(self, word: tuple[_Atom, ...], *, starts: bool, ends: bool, bare: bool = False) -> str:
        """Return the pattern of one word; where its ways to begin or end differ, each alternative has its own edge."""
        before, starts = self._edge(word, start=True) if starts else ("", False)
        after, ends = self._edge(word, start=False) if ends else ("", False)
        body = ""
        for number, atom in enumerate(word):
            body += self._atom(atom, starts=starts and number == 0, ends=ends and number == len(word) - 1, bare=bare)
        return before + body + after

    def _edge(self, word: tuple[_Atom, ...], *, start: bool) -> tuple[str, bool]:
        """Return what makes a word begin or end at an edge, and whether its alternatives have to say it instead."""
        if not self.spaced:
            return "", False
        kinds = set(_edges(word, start=start))
        if None in kinds:
            return "", True
        if kinds == {True}:
            return r"\b", False
        return (r"(?<!\w)" if start else r"(?!\w)"), False

    def _atom(self, atom: _Atom, *, starts: bool, ends: bool, bare: bool) -> str:
        if isinstance(atom, _Literal):
            return re.escape(atom.text).replace(r"\-", _HYPHENS).replace("'", _APOSTROPHES)
        if isinstance(atom, _Choice):
            if atom.forbidden:
                return rf"(?!\s?{self._choice(atom)})"
            edges = not atom.optional
            return self._choice(atom, starts and edges, ends and edges) + ("?" if atom.optional and not bare else "")
        if atom.kind == "*" and (starts or (ends and self._trims)):
            return ""  # at the edge of a phrase the rest of a word need not be read
        return atom.pattern

    def _choice(self, choice: _Choice, starts: bool = False, ends: bool = False) -> str:
        options = (self.sequence(option, starts=starts, ends=ends) for option in choice.options)
        return f"(?:{'|'.join(options)})"


def _last_plain(tree: _Sequence) -> int:
    """Return the number of the last word that cannot be missing, after which the sequence ends; -1 for none."""
    plain = [number for number, word in enumerate(tree.words) if not _may_be_missing(word)]
    return plain[-1] if plain else -1


def _before_gap(tree: _Sequence, number: int) -> bool:
    following = tree.words[number + 1 : number + 2]
    return bool(following) and isinstance(following[0][0], _Mark) and following[0][0].kind == "gap"


def _before_not(tree: _Sequence, number: int) -> bool:
    following = tree.words[number + 1 : number + 2]
    return bool(following) and isinstance(following[0][0], _Choice) and following[0][0].forbidden


def _may_be_missing(word: tuple[_Atom, ...]) -> bool:
    first = word[0]
    if isinstance(first, _Choice):
        return first.forbidden or _is_optional(word)
    return isinstance(first, _Mark) and first.kind in ("gap", "words")


def _is_optional(word: tuple[_Atom, ...]) -> bool:
    return len(word) == 1 and isinstance(word[0], _Choice) and word[0].optional


def _edges(word: tuple[_Atom, ...], *, start: bool) -> Iterable[bool | None]:
    """Yield for each way a word begins (or ends) whether it does with a letter or figure; None where it is open."""
    for atom in word if start else reversed(word):
        if isinstance(atom, _Literal):
            sign = atom.text[0 if start else -1]
            yield sign.isalnum() or sign == "_"
            return
        if isinstance(atom, _Choice) and not atom.forbidden:
            for option in atom.options:
                words = [each for each in option.words if not _is_optional(each)]
                yield from _edges(words[0 if start else -1], start=start) if words else (None,)
            if not atom.optional:
                return
        elif isinstance(atom, _Mark) and atom.kind == "#":
            yield True if start else None
            return
        else:
            yield None
            return


def _stems(tree: _Sequence, script: Script) -> set[str] | None:
    """Return literals of which every match holds one: those of the part that is the rarest by its length."""
    best: set[str] | None = None
    run = ""
    for word in tree.words:
        if _is_optional(word) or not run or script is Script.EAST_ASIAN:
            run = ""
        else:
            run += " "
        for atom in word:
            found: set[str] | None = None
            if isinstance(atom, _Literal):
                pieces = re.split(r"['-]", atom.text)
                run = run + pieces[0] if len(pieces) == 1 else pieces[-1]
                found = {max([run.strip(), *pieces], key=len)} - {""}
            else:
                run = ""
                if isinstance(atom, _Choice) and not (atom.optional or atom.forbidden):
                    each = [_stems(option, script) for option in atom.options]
                    found = set().union(*(some for some in each if some)) if all(each) else None
            if found and (best is None or _worth(found) > _worth(best)):
                best = found
    return best


def _worth(stems: set[str]) -> tuple[int, int]:
    shortest = min(map(len, stems))
    if not all(stem.isascii() for stem in stems):
        shortest *= 2
    return min(shortest, _ENOUGH), -len(stems)
