"""A phrase taken apart: words, alternatives and signs, as they stand in the line; what is not well formed is told."""

from __future__ import annotations

import re
from dataclasses import dataclass

GAP = 60
_MOST_GAP = 200
_MOST_WORDS = 12
_MOST_DEPTH = 4
_SINGLE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}|\)\{")
"""What repeats without a bound, and groups that repeat: a match is to be linear in the text."""
_GAP_PATTERN = r"[^.。]{0,n}?(?:\.\S[^.。]{0,n}?)?"
"""A full stop within a word (2.0) is no end of a sentence; one in a gap is enough."""
_TOKEN = re.compile(
    r"(?P<raw>\{\{.*?\}\}(?!\}))|(?P<gap>\.\.\.(?P<characters>\d{0,3}))|<(?P<words>\d{1,2})>|(?P<not>!\()"
    r"|(?P<space>\s+)|(?P<sign>[()\[\]|*~#^$])|(?P<text>[^\s()\[\]|*~#^${}<>!]+)"
)
_CLOSES = {"(": ")", "[": "]", "!(": ")"}
_SIGNS = {"~": "[-\u2010\u2011\u2013\\s]?", "#": r"\d[\d.,]{0,15}", "^": r"\A\W{0,4}", "$": r"\W{0,4}\Z"}


class PhraseError(ValueError):
    """A phrase that is not well formed; the message says what to mend."""


@dataclass(frozen=True)
class Literal:
    """Letters as they stand."""

    text: str


@dataclass(frozen=True)
class Choice:
    """Alternatives; `optional` in square brackets, `forbidden` where none of them may follow."""

    options: tuple[Sequence, ...]
    optional: bool = False
    forbidden: bool = False


@dataclass(frozen=True)
class Mark:
    """A sign with its pattern."""

    kind: str  # one of * ~ # ^ $ gap words raw
    pattern: str


Atom = Literal | Choice | Mark


@dataclass(frozen=True)
class Sequence:
    """Words parted by spaces, each a run of atoms."""

    words: tuple[tuple[Atom, ...], ...]


def is_optional(word: tuple[Atom, ...]) -> bool:
    """Return whether a word may be missing: it stands in square brackets by itself."""
    return len(word) == 1 and isinstance(word[0], Choice) and word[0].optional


def read_tree(text: str) -> Sequence:
    """Return a line taken apart; raise PhraseError where it is not well formed."""
    return _Parser(text).read()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0

    def read(self) -> Sequence:
        sequences, close = self._options(closes="")
        if close or len(sequences) != 1:
            raise PhraseError("alternatives stand in round brackets: (this | that)")
        if not sequences[0].words:
            raise PhraseError("the phrase is empty")
        return sequences[0]

    def _options(self, closes: str) -> tuple[list[Sequence], str]:
        """Read alternatives until the sign that closes them; return them and that sign."""
        options: list[Sequence] = []
        words: list[tuple[Atom, ...]] = []
        word: list[Atom] = []
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
                options.append(Sequence(tuple(words)))
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
        return [*options, Sequence(tuple(words))], ""

    def _atom(self, match: re.Match[str]) -> Atom:
        opening = "!(" if match["not"] else match["sign"] or ""
        if opening in _CLOSES:
            self.depth += 1
            if self.depth > _MOST_DEPTH:
                raise PhraseError(f"brackets stand deeper than {_MOST_DEPTH}; split the phrase")
            options, _ = self._options(_CLOSES[opening])
            self.depth -= 1
            if any(not option.words for option in options):
                raise PhraseError("an alternative is empty; what may be missing stands in [square brackets]")
            return Choice(tuple(options), optional=opening == "[", forbidden=opening == "!(")
        if match["raw"]:
            return _raw(match["raw"][2:-2])
        if match["gap"]:
            size = int(match["characters"] or GAP)
            if size > _MOST_GAP:
                raise PhraseError(f"a gap has at most {_MOST_GAP} characters")
            return Mark("gap", _GAP_PATTERN.replace("n", str(size)))
        if match["words"]:
            if not 1 <= int(match["words"]) <= _MOST_WORDS:
                raise PhraseError(f"a gap has one to {_MOST_WORDS} words")
            return Mark("words", match["words"])
        if opening == "*":
            return Mark("*", r"[\w-]{0,24}")
        if opening in _SIGNS:
            return Mark(opening, _SIGNS[opening])
        return Literal(match["text"])


def _end(words: list[tuple[Atom, ...]], word: list[Atom]) -> None:
    if word:
        words.append(tuple(word))
        word.clear()


def _raw(pattern: str) -> Mark:
    if (found := _UNBOUNDED.search(_SINGLE.sub("x", pattern))) is not None:
        raise PhraseError(f"the piece in braces repeats a group or without a bound ({found[0]}); write x{{0,20}}")
    try:
        re.compile(pattern)
    except re.error as failure:
        raise PhraseError(f"the piece in braces is not a regular expression ({failure})") from failure
    return Mark("raw", pattern)
