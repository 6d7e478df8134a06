"""What to write where YAML cannot be read: the slips people make, found on the line where they were made."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass

_MARKER = re.compile(r"(<{7}|>{7})( |\Z)|={7}\Z")
_KEY = re.compile(r"\s*(?:- +)*[\w.\-]+\Z")
_NO_SPACE = re.compile(r"\s*(?:- +)?[\w\-]+:(?=[^\s:/])")
_CLOSING = {"{": "}", "[": "]", '"': '"', "'": "'"}
_NO_START = "@`%"
_NO_TAG = "tags (!name) are not allowed; remove the tag, or put the text in quotation marks"
_PLAINLY = {
    "expected <document start>": "what is to be read has ended before this; a file holds one group of "
    "'key: value' lines, so remove what follows or put it under a key",
    "expected key": "a line 'key: value' should begin here; look for a bracket too many, or lines indented differently",
    "expected '-' indicator": "a member of the list should begin here with '- '; give all members the same spaces",
    "expected node content": "a value should stand here; write it, or remove what is before it",
    "expected comment or line break": "after | or > the text begins on the next line; write nothing more on this one",
    "control characters": "a control character stands here; remove it, or save the file as plain text",
    "non-alphabetical character": "a line may not begin with %; put the text in quotation marks, or remove the line",
    "directive": "a line may not begin with %; put the text in quotation marks, or remove the line",
    "sequence entries are not allowed": "a member of a list may not begin here; put '- ' on a line of its own",
    "unknown escape": "in double quotation marks a backslash begins a sign; write \\\\, or use single quotation marks",
    "document indicator": "a text in quotation marks is not closed before this; write the mark that is missing",
    "special characters": "a sign that no text file may hold stands here; remove it",
    "cannot start any token": "nothing can begin with this sign; put the text in quotation marks",
    "undefined tag handle": _NO_TAG,
    "whitespace or line break": _NO_TAG,
    "URI": _NO_TAG,
    "UTF-8 octet": _NO_TAG,
    "mapping keys are not allowed": "a key may not begin here; put it on a line of its own",
    "alphabetic or numeric": "a text may not begin with * or &; put it in quotation marks",
}
"""By words of the parser, what to do: for slips that no closer look has explained."""


def plainly(what: str) -> str:
    """Return what is wrong in words for whoever writes the file, given the parser's; of unknown words these."""
    return next((told for words, told in _PLAINLY.items() if words in what), f"is not valid YAML ({what})")


@dataclass(frozen=True)
class Advice:
    """Where a slip was made, counting from 1, and what to do about it."""

    line: int
    column: int
    sentence: str
    instead: str | None = None
    """The line as it could be read, so that mistakes further down are told too; None where nobody can tell."""

    def mended(self, text: str) -> str | None:
        """Return the text without this slip, every line where it was; None where that cannot be told."""
        if self.instead is None:
            return None
        lines = text.split("\n")
        lines[self.line - 1] = self.instead
        return "\n".join(lines)


def one_side(text: str) -> str:
    """Return a text whose merge was left unfinished with the first of two sides, every line where it was."""
    kept, other = [], False
    for line in text.split("\n"):
        found = _MARKER.match(line.rstrip("\r"))
        if found:
            other = line.startswith("=")
        kept.append("" if found or other else line)
    return "\n".join(kept)


def merge_marker(text: str) -> Advice | None:
    """Return the first mark of a merge that was left unfinished, or None."""
    for number, line in enumerate(text.split("\n"), start=1):
        if _MARKER.match(line.rstrip("\r")):
            return Advice(
                number,
                1,
                "a merge was left unfinished here; keep one side and remove the lines that begin with "
                "<<<<<<<, ======= and >>>>>>>",
            )
    return None


def advice(text: str, what: str, at: tuple[int, int], opened: tuple[int, int] | None) -> Advice | None:
    """Return what to write, or None where the parser's own words must do.

    `at` is where the parser stopped and `opened` where what it was reading began, as line and column from 1.
    """
    lines = text.split("\n")
    here = lines[at[0] - 1] if at[0] <= len(lines) else ""
    if (found := merge_marker(text)) or (found := _odd_space(lines, at[0])):
        return found
    before = here[: at[1] - 1]
    sign = here[at[1] - 1 : at[1]]
    if "cannot start any token" in what and sign and sign in _NO_START:
        value = here[at[1] - 1 :].strip()
        told = f'a text may not begin with {sign}; put it in quotation marks: "{value}"'
        return Advice(*at, told, before + json.dumps(value))
    if "mapping values are not allowed" in what:
        if _KEY.match(before):
            return Advice(at[0], 1, "this line is indented otherwise than its neighbours; give both the same spaces")
        key, _, value = here.partition(": ")
        value = value.strip()
        told = f"a text with ': ' in it must stand in quotation marks: \"{value}\""
        return Advice(*at, told, f"{key}: {json.dumps(value)}")
    if opened is not None:
        return _left_open(lines, what, opened)
    return None


def _left_open(lines: list[str], what: str, opened: tuple[int, int]) -> Advice | None:
    line = lines[opened[0] - 1] if opened[0] <= len(lines) else ""
    sign = line[opened[1] - 1 : opened[1]]
    if sign in _CLOSING and ("expected ','" in what or "end of stream" in what):
        told = f"what is opened here by {sign} is not closed; write the {_CLOSING[sign]} that is missing"
        return Advice(*opened, told, line.rstrip() + _CLOSING[sign])
    if "expected ':'" in what:
        if found := _NO_SPACE.match(line):
            return Advice(opened[0], found.end(), "after a colon stands a space: write 'key: value'")
        return Advice(*opened, "this is no 'key: value'; write a colon and a space after the key")
    return None


def _odd_space(lines: list[str], number: int) -> Advice | None:
    """Return a space or tab that YAML does not take for one, on the line told or the one before."""
    for place in (number, number - 1):
        line = lines[place - 1] if 1 <= place <= len(lines) else ""
        indent = len(line) - len(line.lstrip())
        if "\t" in line[:indent]:
            return Advice(place, 1, "a tab stands in the indentation; indent with spaces")
        for column, letter in enumerate(line, start=1):
            if letter != " " and unicodedata.category(letter) == "Zs":
                name = unicodedata.name(letter, "another kind of space").lower()
                told = f"a {name} stands here; write an ordinary space"
                return Advice(place, column, told, f"{line[: column - 1]} {line[column:]}")
    return None
