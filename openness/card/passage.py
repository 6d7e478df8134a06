"""The plain words of one block and the addresses in it, gathered piece by piece."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

_BARE = re.compile(r"https?://[^\s<>\"'`\])}|，。、）]{1,1000}")
_TRAILING = ".,;:!?*_"
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?P<attributes>(?:\s[^<>]{0,2000})?)/?>")
_IN_HTML = re.compile(
    rf"(?P<comment><!--)|{_TAG.pattern}"
    r"|(?P<mark>!?)\[(?P<text>[^\[\]\n]{0,400})\]\(\s{0,9}(?P<url>[^\s()<>]{1,1000})(?:\s{1,9}\"[^\"\n]{0,300}\")?\s{0,9}\)"
)
_ADDRESS = re.compile(r"(?:href|src)\s{0,3}=\s{0,3}(?:\"([^\"]{0,1000})\"|'([^']{0,1000})'|([^\s\"'>]{1,1000}))", re.I)
_BREAKS = frozenset("br p div li tr h1 h2 h3 h4 h5 h6 summary details ul ol".split())


class Found(NamedTuple):
    """One address: `text` is what the reader sees (empty for a bare address), `line` where it stands."""

    text: str
    url: str
    line: int
    image: bool
    at: int
    """Where its words begin in the plain words of the passage."""


class Passage:
    """The text of one block under way; every piece comes with its line.

    Links may be Markdown's or HTML's; of links within links the inner counts. Addresses that stand
    bare in the text are found at the end, those in code and in the words of a link left alone.
    """

    __slots__ = ("_anchors", "_closed", "_found", "_pieces", "add", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self._pieces: list[str] = []
        self._found: list[Found] = []
        self._closed: list[int] = []  # numbers of the pieces in which no bare address is looked for
        self._anchors: list[tuple[str, int, int, bool, int]] = []
        """Of each link under way: address, number of its first piece, line, whether bare, addresses found before."""
        self.add = self._pieces.append
        """Add words."""

    @property
    def pieces(self) -> int:
        """How many pieces were added."""
        return len(self._pieces)

    def split(self, pieces: int) -> tuple[str, str]:
        """Return the text of the first `pieces` pieces, and the rest."""
        return "".join(self._pieces[:pieces]), "".join(self._pieces[pieces:])

    def add_code(self, text: str) -> None:
        """Add the words of a code span."""
        self._closed.append(len(self._pieces))
        self._pieces.append(text)

    def open_link(self, url: str, line: int, *, bare: bool = False) -> None:
        """Begin the words of a link; of a `bare` one the address is all there is to read."""
        self._anchors.append((url, len(self._pieces), line, bare, len(self._found)))

    def close_link(self, *, image: bool = False) -> None:
        """End the link begun last; an image's words are the text's only where they stand for a link."""
        if not self._anchors:
            return
        url, start, line, bare, before = self._anchors.pop()
        if url:
            self._found.append(Found("" if bare else "".join(self._pieces[start:]), url, line, image, start))
        if image and not self._anchors:
            del self._pieces[start:]
            # A link within the words of an image is never shown as one.
            self._found[before:] = [found._replace(image=True, at=start) for found in self._found[before:]]
            self._closed = [number for number in self._closed if number < start]
        else:
            self._closed.extend(range(start, len(self._pieces)))

    def add_tag(self, raw: str, line: int) -> None:
        """Take one HTML tag that stands in the text; anything else in angle brackets is left out."""
        match = _TAG.match(raw)
        if match is not None:
            self._tag(match, line)

    def add_html(self, content: str, line: int) -> None:
        """Take raw HTML: its tags, the words between them, and Markdown links that were written into it."""
        end = 0
        for match in _IN_HTML.finditer(content):
            if match.start() < end:
                continue
            self._words(content[end : match.start()])
            end = match.end()
            here = line + content.count("\n", 0, match.start())
            if match["comment"]:
                close = content.find("-->", match.end())
                end = len(content) if close < 0 else close + 3
            elif match["name"]:
                self._tag(match, here)
            else:
                self.open_link(html.unescape(match["url"]), here)
                self._words(match["text"])
                self.close_link(image=match["mark"] == "!")
        self._words(content[end:])

    def _words(self, raw: str) -> None:
        if raw:
            self._pieces.append(html.unescape(raw) if "&" in raw else raw)

    def _tag(self, match: re.Match[str], line: int) -> None:
        name = match["name"].lower()
        if name == "a":
            if self._anchors:
                self.close_link()
            if not match["close"] and (url := _address(match["attributes"])):
                self.open_link(url, line)
        elif name == "img" and not match["close"]:
            if url := _address(match["attributes"]):
                self._found.append(Found("", url, line, True, len(self._pieces)))
        elif name in _BREAKS:
            self._pieces.append(" ")
        elif name in ("td", "th") and match["close"]:
            self._pieces.append(" | ")

    def finish(self) -> tuple[str, list[Found]]:
        """Return the plain words and the addresses in reading order."""
        while self._anchors:
            self.close_link()
        text = self._pieces[0] if len(self._pieces) == 1 else "".join(self._pieces)
        if not self._found and "http" not in text:
            return text, self._found
        starts = [0, *accumulate(map(len, self._pieces))]  # until here a link knows the number of its first piece
        placed = [found._replace(at=starts[found.at]) for found in self._found]
        if "http" in text:
            placed += self._bare(text, starts)
            placed.sort(key=lambda found: found.at)
        return text, placed

    def _bare(self, text: str, starts: list[int]) -> list[Found]:
        """Return the addresses that stand bare in the text."""
        closed = frozenset(self._closed)
        found: list[Found] = []
        line, at = self.line, 0
        for match in _BARE.finditer(text):
            line += text.count("\n", at, match.start())
            at = match.start()
            if bisect_right(starts, at) - 1 not in closed:
                found.append(Found("", match[0].rstrip(_TRAILING), line, False, at))
        return found


def _address(attributes: str) -> str:
    """Return the address in the attributes of a tag, or an empty text."""
    found = _ADDRESS.search(attributes)
    return html.unescape(found[1] or found[2] or found[3] or "") if found else ""
