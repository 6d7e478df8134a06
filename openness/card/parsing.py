"""From the text of a card to its parts: markdown-it's block grammar, then our inline pass."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from openness.card.document import Block, Card, Code, Link, Section
from openness.card.front_matter import MAX_CHARACTERS, read_front_matter
from openness.card.inline import Found, read_inline
from openness.card.prose import prose
from openness.card.tables import ROW, cells, pipe_table

MAX_LINE = 20_000
MAX_LINES = 20_000
MAX_BODY = 1024 * 1024
_CONTROLS = (*map(chr, (*range(9), 11, 12, *range(14, 32), 127)), "\u200b", "\u2060", "\ufeff")
_CONTROL = re.compile(f"[{re.escape(''.join(_CONTROLS))}]")
_COMMENT_TAG = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_HTML_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]{0,1000})?>", re.IGNORECASE)
_HTML_HEADING_END = re.compile(r"</h[1-6]\s{0,3}>", re.IGNORECASE)
_HTML_BREAK = re.compile(
    r"\n\s*\n|</?(?:p|div|li|tr|ul|ol|table|tbody|thead|center|details|summary|br)\b[^<>]{0,1000}>", re.IGNORECASE
)
_BOLD_LINE = re.compile(r"(?:\*\*|__)([^*\n]{2,90})(?:\*\*|__)\s{0,3}[:：]?\s{0,3}\Z")


def parse_card(text: str) -> Card:
    """Parse the text of a card; any text gives a card, in time bounded by its size.

    At most 1 MiB of front matter and 1 MiB (20,000 lines of 20,000 characters) of body are read.
    """
    text = text[: MAX_CHARACTERS + MAX_BODY + 1000].removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = read_front_matter(text)
    body = text[head.body_start :]
    bounded, truncated = _bound(body)
    builder = _Builder(text.count("\n", 0, head.body_start))
    builder.read(bounded)
    return Card(
        front_matter=head.data,
        front_matter_problem=head.problem,
        key_lines=head.key_lines,
        sections=tuple(builder.sections()),
        blocks=tuple(builder.blocks),
        links=tuple(builder.links),
        code=tuple(builder.code),
        truncated=truncated,
    )


def _bound(body: str) -> tuple[str, bool]:
    """Return the part of the body that is read, with odd characters replaced, and whether it was cut."""
    truncated = len(body) > MAX_BODY
    body = body[:MAX_BODY]
    if any(char in body for char in _CONTROLS):
        body = _CONTROL.sub(" ", body)
    if len(body) < min(MAX_LINE, MAX_LINES):
        return _without_comments(body), truncated
    lines = body.split("\n")
    if len(lines) > MAX_LINES:
        lines, truncated = lines[:MAX_LINES], True
    if max(map(len, lines)) > MAX_LINE:
        lines, truncated = [line[:MAX_LINE] for line in lines], True
    return _without_comments("\n".join(lines)), truncated


def _without_comments(body: str) -> str:
    """Blank out HTML comments outside fenced code, keeping every line in its place."""
    at = body.find("<!--")
    if at < 0:
        return body
    out: list[str] = []
    start = 0
    while at >= 0:
        if body.count("\n```", 0, at) % 2 == 1:
            out.append(body[start : at + 4])
            start = at + 4
        else:
            end = body.find("-->", at + 4)
            stop = len(body) if end < 0 else end + 3
            out.append(body[start:at])
            out.append("\n" * body.count("\n", at, stop))
            start = stop
        at = body.find("<!--", start)
        if len(out) > 2_000:
            break
    out.append(body[start:])
    return "".join(out)


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"maxNesting": 12}).enable("table")
    markdown.block.ruler.at("table", pipe_table, {"alt": ["paragraph", "reference"]})
    markdown.block.ruler.before("table", "prose", prose)
    return markdown


class _Builder:
    """Walks the block tokens once, keeping the section under way."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        self.headings: list[tuple[str, int, int]] = [("", 0, offset + 1)]
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.code: list[Code] = []
        self.references: dict[str, str] = {}
        self.last_line = offset + 1
        self.level = 0

    def read(self, body: str) -> None:
        self.last_line = self.offset + body.count("\n") + 1
        env: dict[str, Any] = {}
        tokens: list[Token] = []
        markdown = _markdown()
        markdown.block.parse(body, markdown, env, tokens)  # of the core rules only this one has work to do
        for label, target in env.get("references", {}).items():
            self.references[label] = target.get("href", "")
        inside = {"list_item": 0, "blockquote": 0, "heading": 0}
        for token in tokens:
            name = token.type.rpartition("_")[0]
            if name in inside:
                inside[name] += token.nesting
                if token.type == "heading_open":
                    self.level = int(token.tag[1])
            elif token.type == "inline":
                self._inline(token, inside)
            elif token.type == ROW:
                self._row(token.content, self._line(token))
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._html(token.content, self._line(token))

    def _line(self, token: Token) -> int:
        return self.offset + 1 + (token.map[0] if token.map else 0)

    @property
    def section(self) -> int:
        return len(self.headings) - 1

    def _take(self, found: list[Found], line: int, block: int) -> None:
        for item in found:
            self.links.append(Link(item.text, item.url, line + item.line, self.section, block, item.image))

    def _inline(self, token: Token, inside: dict[str, int]) -> None:
        if inside["heading"]:
            self._open_section(token.content, self.level, self._line(token))
        elif inside["list_item"]:
            self._text(token.content, "item", self._line(token))
        else:
            self._paragraph(token, "quote" if inside["blockquote"] else "paragraph")

    def _open_section(self, content: str, level: int, line: int) -> None:
        title, found = read_inline(content, self.references)
        title = " ".join(title.replace("*", "").strip(" \t\n_#:：").split())[:200]
        if title:
            self.headings.append((title, level, line))
        self._take(found, line, -1)

    def _paragraph(self, token: Token, kind: str) -> None:
        content, line = token.content, self._line(token)
        if kind == "paragraph" and len(content) < 100 and (bold := _BOLD_LINE.match(content)):
            self._open_section(bold[1], 7, line)
            return
        self._text(content, kind, line)

    def _text(self, content: str, kind: str, line: int) -> None:
        text, found = read_inline(content, self.references)
        if found:
            self._take(found, line, len(self.blocks))
        if text.strip():
            self.blocks.append(Block(kind, text, line, self.section))

    def _row(self, content: str, line: int) -> None:
        text, found = read_inline(content, self.references)
        if found:
            self._take(found, line, len(self.blocks))
        row = cells(text)
        self.blocks.append(Block("row", " | ".join(row), line, self.section, row))

    def _code(self, token: Token) -> None:
        words = token.info.split(None, 1)
        language = words[0].lower()[:30] if words else ""
        self.code.append(Code(language, token.content, self._line(token), self.section))

    def _html(self, content: str, line: int) -> None:
        """Take one block of raw HTML: headings open sections, the rest is text in pieces."""
        if _COMMENT_TAG.search(content[:200]):
            return
        at = 0
        while opening := _HTML_HEADING.search(content, at):
            closing = _HTML_HEADING_END.search(content, opening.end())
            if closing is None:
                break
            self._html_text(content[at : opening.start()], line)
            line += content.count("\n", at, opening.start())
            self._open_section(content[opening.end() : closing.start()][:2_000], int(opening[1]), line)
            line += content.count("\n", opening.start(), closing.end())
            at = closing.end()
        self._html_text(content[at:], line)

    def _html_text(self, content: str, line: int) -> None:
        if not content.strip():
            return
        if "<pre" in content:
            content = self._without_pre(content, line)
        start, at_line = 0, line
        for match in _HTML_BREAK.finditer(content):
            piece = content[start : match.start()]
            self._text(piece, "html", at_line + _leading_lines(piece))
            at_line += content.count("\n", start, match.end())
            start = match.end()
        piece = content[start:]
        self._text(piece, "html", at_line + _leading_lines(piece))

    def _without_pre(self, content: str, line: int) -> str:
        """Take the preformatted parts as code; return the rest with every line in its place."""
        kept: list[str] = []
        at = 0
        while (start := content.find("<pre", at)) >= 0 and (end := content.find("</pre>", start)) >= 0:
            inner = content[content.find(">", start) + 1 : end]
            self.code.append(Code("", read_inline(inner)[0], line + content.count("\n", 0, start), self.section))
            kept.append(content[at:start] + "\n" * content.count("\n", start, end))
            at = end + len("</pre>")
        return "".join(kept) + content[at:]

    def sections(self) -> list[Section]:
        """Return the sections with their parents and ends."""
        built: list[Section] = []
        open_: list[int] = []
        ends = [self.last_line] * len(self.headings)
        parents: list[int | None] = []
        for index, (_, level, line) in enumerate(self.headings):
            while open_ and self.headings[open_[-1]][1] >= level and open_[-1] != 0:
                ends[open_.pop()] = line - 1
            parents.append(open_[-1] if open_ and open_[-1] != 0 else None)
            open_.append(index)
        if len(self.headings) > 1:
            ends[0] = max(self.headings[1][2] - 1, self.headings[0][2])
        for index, (title, level, line) in enumerate(self.headings):
            built.append(Section(title, level, line, max(ends[index], line), parents[index]))
        return built


def _leading_lines(piece: str) -> int:
    return piece.count("\n", 0, len(piece) - len(piece.lstrip()))
