"""The inside of a paragraph: links, addresses, raw HTML and code spans, in one pass of bounded steps.

CommonMark's own inline grammar costs more than all blocks together; for evidence only links and
plain words matter, so one regular expression with bounded repeats finds them. Emphasis marks are
dropped from the plain text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

_INLINE = re.compile(
    r"(?P<code>`{1,3}[^`\n]{1,300}`{1,3})"
    r"|(?P<mark>!?)\[(?P<text>(?:[^\[\]]|!?\[[^\[\]]{0,300}\]){0,400})\]"
    r"(?:\(\s{0,9}<?(?P<url>[^\s()<>]{0,1000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?)>?"
    r"(?:\s{1,9}[\"'(][^)\n]{0,300})?\s{0,9}\)|\[(?P<ref>[^\[\]]{0,200})\])?"
    r"|<(?P<auto>https?://[^\s<>]{1,1000})>"
    r"|(?P<comment><!--)"
    r"|<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]{0,15})(?P<attributes>(?:\s[^<>]{0,2000})?)/?>"
    r"|(?P<bare>https?://[^\s<>\"'`\])}|，。、）]{1,1000})"
)
_LINK_GROUPS = frozenset({"mark", "text", "url", "ref"})
_HREF = re.compile(r"(?:href|src)\s{0,3}=\s{0,3}(?:\"([^\"]{0,1000})\"|'([^']{0,1000})'|([^\s\"'>]{1,1000}))", re.I)
_NESTED_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\](?:\([^()]{0,1000}\))?")
_TRAILING = ".,;:!?*_"
_BREAKS = frozenset("br p div li tr h1 h2 h3 h4 h5 h6 summary details ul ol".split())
_SPECIAL = re.compile(r"[`\[<&]|https?:")


@dataclass(frozen=True, slots=True)
class Found:
    """One address found in a text: `line` counts from 0 at the text's first line."""

    text: str
    url: str
    line: int
    image: bool


def read_inline(content: str, references: Mapping[str, str] | None = None) -> tuple[str, list[Found]]:
    """Return the plain words of one inline text and the addresses in it.

    `references` maps normalised labels (upper case) to addresses, for `[text][label]`.
    """
    if _SPECIAL.search(content) is None:
        return _plain(content), []
    out: list[str] = []
    found: list[Found] = []
    anchor: tuple[str, int, int] | None = None
    end = 0
    for match in _INLINE.finditer(content):
        if match.start() < end:
            continue
        out.append(content[end : match.start()])
        end = match.end()
        kind = match.lastgroup
        if kind == "code":
            out.append(match["code"].strip("`"))
            continue
        line = content.count("\n", 0, match.start())
        if kind in _LINK_GROUPS:
            end = _link(match, line, references, out, found)
        elif kind == "auto":
            found.append(Found("", match["auto"], line, False))
            out.append(match["auto"])
        elif kind == "bare":
            url = _trim(match["bare"])
            found.append(Found("", url, line, False))
            out.append(url)
            end = match.start() + len(url)
        elif kind == "comment":
            close = content.find("-->", match.end())
            end = len(content) if close < 0 else close + 3
        else:
            anchor = _tag(match, line, anchor, out, found)
    out.append(content[end:])
    return _plain("".join(out)), found


def _link(
    match: re.Match[str], line: int, references: Mapping[str, str] | None, out: list[str], found: list[Found]
) -> int:
    """Take one `[...]`: a link, an image, a reference, or only brackets; return where to go on."""
    text, url, image = match["text"], match["url"], match["mark"] == "!"
    if url is None and references:
        label = " ".join((match["ref"] or text).split()).upper()
        url = references.get(label)
    if url is None:
        out.append(match["mark"] + "[")
        return match.start() + len(match["mark"]) + 1
    words = _plain(_NESTED_IMAGE.sub(lambda inner: inner[0][2 : inner[0].find("]")], text) if "![" in text else text)
    url = html.unescape(url) if "&" in url else url
    if url:
        found.append(Found(words, url, line, image))
    if not image:
        out.append(words)
    return match.end()


def _tag(
    match: re.Match[str], line: int, anchor: tuple[str, int, int] | None, out: list[str], found: list[Found]
) -> tuple[str, int, int] | None:
    """Take one HTML tag; return the open anchor (address, position in `out`, line), if any."""
    tag = match["tag"].lower()
    if tag == "a":
        if anchor is not None:
            found.append(Found(_plain("".join(out[anchor[1] :])).strip(), anchor[0], anchor[2], False))
        if match["close"]:
            return None
        href = _HREF.search(match["attributes"])
        url = (href[1] or href[2] or href[3]) if href else None
        return (html.unescape(url), len(out), line) if url else None
    if tag == "img" and not match["close"]:
        src = _HREF.search(match["attributes"])
        url = (src[1] or src[2] or src[3]) if src else None
        if url:
            found.append(Found("", url, line, True))
    elif tag in _BREAKS:
        out.append(" ")
    elif tag in ("td", "th") and match["close"]:
        out.append(" | ")
    return anchor


def _trim(url: str) -> str:
    return url.rstrip(_TRAILING)


def _plain(text: str) -> str:
    if "**" in text:
        text = text.replace("**", "")
    if "&" in text:
        text = html.unescape(text)
    return text
