"""From the events of pulldown-cmark to sections, blocks, links and code: one walk, in reading order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from pyromark import Markdown, Options

from openness.card.document import WITHOUT_BLOCK, Block, Code, Link, Section
from openness.card.passage import Found, Passage

if TYPE_CHECKING:
    from pyromark.event import Range

_TEXTLESS = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_HTML_HEADING = re.compile(r"<h([1-6])(?:\s[^<>]{0,1000})?>", re.IGNORECASE)
_HTML_HEADING_END = re.compile(r"</h[1-6]\s{0,3}>", re.IGNORECASE)
_HTML_BREAK = re.compile(
    r"\n\s*\n|</?(?:p|div|li|tr|ul|ol|table|tbody|thead|center|details|summary|br)\b[^<>]{0,1000}>", re.IGNORECASE
)
_BOLD_TITLE = re.compile(r"[^\n]{1,89}[^\n.。]")
"""One line that does not end as a sentence does."""
_BOLD_LEVEL = 7
_BETWEEN_CELLS = " | "


@cache
def _markdown() -> Markdown:
    return Markdown(options=Options.ENABLE_TABLES)


class Builder:
    """Builds the parts of one body; `offset` is how many lines of the file stand before it."""

    def __init__(self, offset: int) -> None:
        self._offset = offset
        self._line_starts: list[int] = []
        """Where each line but the first begins, in bytes."""
        self._headings: list[tuple[str, int, int]] = [("", 0, offset + 1)]
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.code: list[Code] = []
        self._passage: Passage | None = None
        self._level = 0
        self._items = 0
        self._quotes = 0
        self._bold = 0
        """How many pieces of the passage are the bold words that it begins with."""
        self._raw: list[str] | None = None
        """The lines of the block of code or HTML under way."""
        self._language = ""
        self._fenced = False
        self._cells: list[tuple[str, list[Found]]] = []

    def read(self, body: str) -> None:
        """Walk the body once; its characters without a meaning in UTF-8 become question marks."""
        encoded = body.encode(errors="replace")
        self._line_starts = list(accumulate(map(len, encoded.splitlines(keepends=True))))
        if not body.isascii():
            body = encoded.decode()
        start, end = self._starts(), self._ends()
        for event, place in _markdown().events_with_range(body):
            if isinstance(event, str):
                if event != "Rule":
                    self._begun(place).add("\n")
                continue
            kind: str
            value: Any
            kind, value = event.popitem()  # type: ignore[union-attr] # each event is a dict of its own, of one item
            if kind == "Text":
                passage = self._passage
                if passage is not None:
                    passage.add(value)
                elif self._raw is None:
                    self._begun(place).add(value)
                else:
                    self._raw.append(value)
            elif kind == "Start":
                start[value if type(value) is str else next(iter(value))](value, place)
            elif kind == "End":
                end[value if type(value) is str else next(iter(value))](place)
            elif kind == "Html":
                if self._raw is not None:
                    self._raw.append(value)
            elif kind == "Code":
                self._begun(place).add_code(value)
            elif kind == "InlineHtml":
                self._begun(place).add_tag(value, self._line(place))
        self._flush()

    def _line(self, place: Range) -> int:
        return self._offset + 1 + bisect_right(self._line_starts, place["start"])

    def _begun(self, place: Range) -> Passage:
        """Return the passage under way, begun here if there is none."""
        if self._passage is None:
            self._passage = Passage(self._line(place))
            self._bold = 0
        return self._passage

    def _starts(self) -> defaultdict[str, Callable[[Any, Range], None]]:
        """Return what to do where an element begins, by its name."""
        return defaultdict(
            lambda: self._start_block,
            Emphasis=_nothing,
            Heading=self._start_heading,
            Image=self._start_link,
            Link=self._start_link,
            Strong=self._start_strong,
            TableCell=self._start_cell,
        )

    def _ends(self) -> defaultdict[str, Callable[[Range], None]]:
        """Return what to do where an element ends, by its name."""
        return defaultdict(
            lambda: self._end_block,
            BlockQuote=self._end_quote,
            CodeBlock=self._end_code,
            Emphasis=_nothing,
            Heading=self._end_heading,
            HtmlBlock=self._end_html,
            Image=self._end_image,
            Item=self._end_item,
            Link=self._end_link,
            Paragraph=self._end_paragraph,
            Strong=self._end_strong,
            TableCell=self._end_cell,
            TableHead=self._end_row,
            TableRow=self._end_row,
        )

    def _start_block(self, tag: Any, _place: Range) -> None:
        self._flush()
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name == "Item":
            self._items += 1
        elif name == "BlockQuote":
            self._quotes += 1
        elif name == "HtmlBlock":
            self._raw = []
        elif name == "CodeBlock":
            self._raw = []
            self._fenced = isinstance(tag[name], dict)
            words = tag[name]["Fenced"].split(None, 1) if self._fenced else []
            self._language = words[0].lower()[:30] if words else ""

    def _start_heading(self, tag: Any, place: Range) -> None:
        self._flush()
        self._level = int(tag["Heading"]["level"][1])
        self._begun(place)

    def _start_link(self, tag: Any, place: Range) -> None:
        (link,) = tag.values()
        url = "" if link["link_type"] == "Email" else link["dest_url"]
        self._begun(place).open_link(url, self._line(place), bare=link["link_type"] == "Autolink")

    def _start_strong(self, _tag: Any, place: Range) -> None:
        if self._passage is None:
            self._begun(place)
            self._bold = -1

    def _start_cell(self, _tag: Any, place: Range) -> None:
        self._passage = Passage(self._line(place))

    def _end_block(self, _place: Range) -> None:
        self._flush()

    def _end_link(self, _place: Range) -> None:
        if self._passage is not None:
            self._passage.close_link()

    def _end_image(self, _place: Range) -> None:
        if self._passage is not None:
            self._passage.close_link(image=True)

    def _end_strong(self, _place: Range) -> None:
        if self._bold < 0 and self._passage is not None:
            self._bold = self._passage.pieces

    def _end_item(self, _place: Range) -> None:
        self._flush()
        self._items -= 1

    def _end_quote(self, _place: Range) -> None:
        self._flush()
        self._quotes -= 1

    def _end_cell(self, _place: Range) -> None:
        if self._passage is not None:
            self._cells.append(self._passage.finish())
            self._passage = None

    def _end_code(self, place: Range) -> None:
        line = self._line(place)
        self.code.append(Code(self._language, self._lines(), line, self._section, line + self._fenced))

    def _end_html(self, place: Range) -> None:
        self._html(self._lines(), self._line(place))

    def _lines(self) -> str:
        raw, self._raw = self._raw, None
        return "".join(raw or ())

    @property
    def _section(self) -> int:
        return len(self._headings) - 1

    def _flush(self) -> None:
        """End the passage under way as a block of the kind that its place makes it."""
        if self._passage is not None:
            kind = "item" if self._items else "quote" if self._quotes else "paragraph"
            self._text(self._passage, kind)
            self._passage = None

    def _text(self, passage: Passage, kind: str) -> None:
        text, found = passage.finish()
        if not text or text.isspace():
            self._take(found, None)
            return
        self._take(found, len(self.blocks))
        self.blocks.append(Block(kind, text, passage.line, self._section))

    def _take(self, found: list[Found], block: int | None) -> None:
        """Take the addresses of the block with this number, or of a place that is no block."""
        for item in found:
            within, at = (WITHOUT_BLOCK, 0) if block is None else (block, item.at)
            self.links.append(Link(item.text, item.url, item.line, self._section, within, item.image, at))

    def _end_heading(self, _place: Range) -> None:
        if self._passage is not None:
            self._open_section(self._passage, self._level)
            self._passage = None

    def _open_section(self, passage: Passage, level: int) -> None:
        title, found = passage.finish()
        title = " ".join(title.strip(" \t\n_*#:：").split())[:200]
        if title:
            self._headings.append((title, level, passage.line))
        self._take(found, None)

    def _end_paragraph(self, _place: Range) -> None:
        """End a paragraph; one line of bold words alone is a heading to its readers, so it opens a section."""
        passage = self._passage
        if passage is not None and self._bold > 0 and not (self._items or self._quotes):
            title, rest = passage.split(self._bold)
            if _BOLD_TITLE.fullmatch(title) and rest.strip() in ("", ":", "："):
                self._open_section(passage, _BOLD_LEVEL)
                self._passage = None
        self._flush()

    def _end_row(self, place: Range) -> None:
        row, self._cells = self._cells, []
        cells = tuple([" ".join(text.split()) for text, _ in row])
        block = len(self.blocks) if any(cells) else None
        if any(found for _, found in row):
            begin = 0
            for (_, found), cell in zip(row, cells, strict=True):
                if found:
                    self._take([item._replace(at=begin + min(item.at, len(cell))) for item in found], block)
                begin += len(cell) + len(_BETWEEN_CELLS)
        if block is not None:
            self.blocks.append(Block("row", _BETWEEN_CELLS.join(cells), self._line(place), self._section, cells))

    def _html(self, content: str, line: int) -> None:
        """Take one block of raw HTML: headings open sections, the rest is text in pieces."""
        if _TEXTLESS.search(content[:200]):
            return
        at = 0
        while opening := _HTML_HEADING.search(content, at):
            closing = _HTML_HEADING_END.search(content, opening.end())
            if closing is None:
                break
            self._html_text(content[at : opening.start()], line)
            line += content.count("\n", at, opening.start())
            self._open_section(_html_passage(content[opening.end() : closing.start()][:2_000], line), int(opening[1]))
            line += content.count("\n", opening.start(), closing.end())
            at = closing.end()
        self._html_text(content[at:], line)

    def _html_text(self, content: str, line: int) -> None:
        if not content or content.isspace():
            return
        if "<pre" in content:
            content = self._without_pre(content, line)
        start, at_line = 0, line
        for match in _HTML_BREAK.finditer(content):
            self._html_piece(content[start : match.start()], at_line)
            at_line += content.count("\n", start, match.end())
            start = match.end()
        self._html_piece(content[start:], at_line)

    def _html_piece(self, piece: str, line: int) -> None:
        words = piece.lstrip()
        if words:
            self._text(_html_passage(words, line + piece.count("\n", 0, len(piece) - len(words))), "html")

    def _without_pre(self, content: str, line: int) -> str:
        """Take the preformatted parts as code; return the rest with every line in its place."""
        kept: list[str] = []
        at = 0
        while (start := content.find("<pre", at)) >= 0 and (end := content.find("</pre>", start)) >= 0:
            inner = _html_passage(content[content.find(">", start) + 1 : end], line).finish()[0]
            begins = line + content.count("\n", 0, start)
            self.code.append(Code("", inner, begins, self._section, begins))
            kept.append(content[at:start] + "\n" * content.count("\n", start, end))
            at = end + len("</pre>")
        return "".join(kept) + content[at:]

    def sections(self, last_line: int) -> tuple[Section, ...]:
        """Return the sections with their parents and ends; `last_line` is the last of the file."""
        built: list[Section] = []
        open_: list[int] = []
        ends = [last_line] * len(self._headings)
        parents: list[int | None] = []
        for index, (_, level, line) in enumerate(self._headings):
            while open_ and self._headings[open_[-1]][1] >= level and open_[-1] != 0:
                ends[open_.pop()] = line - 1
            parents.append(open_[-1] if open_ and open_[-1] != 0 else None)
            open_.append(index)
        if len(self._headings) > 1:
            ends[0] = max(self._headings[1][2] - 1, self._headings[0][2])
        for index, (title, level, line) in enumerate(self._headings):
            built.append(Section(title, level, line, max(ends[index], line), parents[index]))
        return tuple(built)


def _nothing(*_: object) -> None:
    """Emphasis changes no words."""


def _html_passage(content: str, line: int) -> Passage:
    passage = Passage(line)
    passage.add_html(content, line)
    return passage
