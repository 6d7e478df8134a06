"""What a card is made of once parsed; every part knows its line (from 1) in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_
from typing import Any, NamedTuple

from openness.words import ALL, Looked, Meaning, Rule, Stems, hinting, says, scan

_SENTENCE_END = re.compile(r"[.!?;]\s+(?=[^\sa-z])|[。！？；]|\n(?=\s*(?:[-*•]\s|\d+[.)]\s))")
_ENDS = (". ", "! ", "? ", "; ", ".\t", ".\xa0")
"""A line of ASCII without one of them is one sentence."""
_WIDE = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_MAX_SENTENCE = 1_000
WITHOUT_BLOCK = -1
"""The block of a link in a heading, or of one that holds only an image or spaces: no words stand around it."""


class Section(NamedTuple):
    """One heading and the lines it covers; index 0 is what stands before the first heading.

    `level` is 1 to 6 as in Markdown, 7 for a paragraph that is one bold line, 0 for the beginning.
    `end` is the last line, sub-sections included. `parent` is the index of the enclosing section.
    """

    title: str
    level: int
    line: int
    end: int
    parent: int | None


class Block(NamedTuple):
    """One paragraph, list item, table row or piece of raw HTML as plain text.

    `kind` is `paragraph`, `item`, `row`, `quote` or `html`; `cells` holds the cells of a row.
    """

    kind: str
    text: str
    line: int
    section: int
    cells: tuple[str, ...] = ()


class Link(NamedTuple):
    """One link or image address; `text` is what the reader sees (empty for a bare address)."""

    text: str
    url: str
    line: int
    section: int
    block: int
    """Index of the block it stands in, or `WITHOUT_BLOCK`."""
    image: bool = False
    at: int = 0
    """Where its words, or a bare address, begin in the text of the block."""


class Code(NamedTuple):
    """One code block; `language` is the first word after the fence, lower case, or empty.

    `line` is where the block begins; `first` is the line of its first line of text, which a fence stands before.
    """

    language: str
    text: str
    line: int
    section: int
    first: int


class Sentence(NamedTuple):
    """One sentence, list item or table row; `text` keeps its case, `lower` does not."""

    text: str
    lower: str
    line: int
    section: int
    block: int
    words: int
    """How many words it has (CJK: a word for every two characters)."""
    hints: int = ALL
    """Which meanings are worth asking for (see `openness.words.scan`)."""

    def says(self, meaning: Meaning) -> re.Match[str] | None:
        """Return where in `lower` the sentence says something, or None."""
        return says(meaning, self.lower, self.hints) if self.hints & meaning.mask else None

    def finds(self, rule: Rule) -> re.Match[str] | None:
        """Return where in `lower` a rule first matches, or None."""
        found: re.Match[str] | None = rule.search(self.lower) if self.hints & rule.mask else None
        return found

    def holds(self, stems: Stems) -> bool:
        """Return whether it holds one of the stems."""
        return bool(self.hints & stems.mask) and stems.within(self.lower, self.hints)


@dataclass(frozen=True, eq=False)
class Card:
    """One model or data set card; two are the same only if they are the same object.

    `front_matter` is empty where there is none or it is broken; `front_matter_problem` then says
    why (it also tells of a key that stands twice, of which the first counts). `truncated` says that only the
    beginning was read.
    """

    front_matter: dict[str, Any]
    front_matter_problem: str | None
    key_lines: Mapping[str, int]
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    code: tuple[Code, ...]
    truncated: bool = False
    kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What was worked out on the card already, by the function that did."""
    readable: Mapping[str, Any] = field(default_factory=dict)
    """Of a head that could not be read as a whole, the keys whose lines are plain: a hint only."""
    _chains: dict[int, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def head_unread(self) -> str | None:
        """Why nothing of the head could be read, or None."""
        return self.front_matter_problem if not self.front_matter else None

    def front_matter_line(self, key: str) -> int | None:
        """Return the line on which the top-level metadata key stands, or None."""
        return self.key_lines.get(key)

    def chain(self, section: int) -> tuple[str, ...]:
        """Return the headings over a section, its own first, in lower case."""
        known = self._chains.get(section)
        if known is None:
            here = self.sections[section]
            above = () if here.parent is None else self.chain(here.parent)
            known = (here.title.lower(), *above) if here.title else above
            self._chains[section] = known
        return known

    @cached_property
    def words(self) -> int:
        """How many words the text has (CJK: a word for every two characters), code left out."""
        return sum([sentence.words for sentence in self.sentences])

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in reading order; a table row is one sentence, its cells joined by ` | `."""
        split = [(index, block, piece) for index, block in enumerate(self.blocks) for piece in _split(block)]
        lower = [text.lower() for _, _, (text, _, _) in split]
        return tuple(
            [
                Sentence(text, low, block.line + offset, block.section, index, words, hints)
                for (index, block, (text, offset, words)), low, hints in zip(split, lower, scan(lower), strict=True)
            ]
        )

    def sentences_hinting(self, *meanings: Meaning) -> list[Sentence]:
        """Return the sentences worth asking for one of the meanings, in reading order."""
        wanted = hinting(*meanings)
        if not self.hints & wanted:
            return []
        return [sentence for sentence in self.sentences if sentence.hints & wanted]

    def sentences_with(self, stems: Looked) -> list[Sentence]:
        """Return the sentences that hold one of the stems (of a rule: that it may match), in reading order."""
        mask = stems.mask
        if not self.hints & mask:
            return []
        if isinstance(stems, Stems):
            return [each for each in self.sentences if each.hints & mask and stems.within(each.lower, each.hints)]
        return [each for each in self.sentences if each.hints & mask]

    def sentences_reading(self, words: str) -> list[Sentence]:
        """Return the sentences that hold some words (lower case) that are known only when asking."""
        if words not in self._lower:
            return []
        return [sentence for sentence in self.sentences if words in sentence.lower]

    @cached_property
    def _lower(self) -> str:
        return "\n".join([sentence.lower for sentence in self.sentences])

    @cached_property
    def hints(self) -> int:
        """The hints of all sentences together."""
        return reduce(or_, [sentence.hints for sentence in self.sentences], 0)

    def hints_of(self, block: int) -> int:
        """Return the hints of a block's sentences together; of no block, hints that leave nothing out."""
        return self._hints_of_blocks.get(block, 0) if block >= 0 else ALL

    @cached_property
    def _hints_of_blocks(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for sentence in self.sentences:
            found[sentence.block] = found.get(sentence.block, 0) | sentence.hints
        for number, block in enumerate(self.blocks):
            if block.kind == "row" and len(block.text) > _MAX_SENTENCE:
                found[number] = ALL  # its sentence is its beginning alone
        return found

    @cached_property
    def words_of_links(self) -> str:
        """The words and addresses of all links, in lower case, a line each: a quick look before a close one."""
        return "\n".join([f"{link.text} {link.url}" for link in self.links]).lower()

    def block_links(self, block: int) -> tuple[Link, ...]:
        """Return the links standing in one block."""
        return self._links_by_block.get(block, ())

    @cached_property
    def _links_by_block(self) -> dict[int, tuple[Link, ...]]:
        grouped: dict[int, list[Link]] = {}
        for link in self.links:
            grouped.setdefault(link.block, []).append(link)
        return {block: tuple(links) for block, links in grouped.items()}


def _split(block: Block) -> list[tuple[str, int, int]]:
    """Return the sentences of a block: the words, how many lines below the block's first, how many words."""
    text = block.text
    if block.kind == "row":
        return [(text[:_MAX_SENTENCE], 0, _words(" ".join(block.cells).split(), text))]
    found: list[tuple[str, int, int]] = []
    one_line = "\n" not in text and len(text) <= _MAX_SENTENCE
    if one_line and text.isascii() and not _ends_within(text):
        words = text.split()
        return [(" ".join(words), 0, len(words))] if words else []
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    start = 0
    if one_line:  # most are, and have nothing to count
        for end in (*ends, len(text)):
            if words := text[start:end].split():
                piece = " ".join(words)
                found.append((piece, 0, _words(words, piece)))
            start = end
        return found
    offset = 0
    for end in (*ends, len(text)):
        raw = text[start:end]
        piece = raw.strip()
        if piece:
            lead = len(raw) - len(raw.lstrip())
            begin = offset + raw.count("\n", 0, lead)
            for cut in range(0, len(piece), _MAX_SENTENCE):
                words = piece[cut : cut + _MAX_SENTENCE].split()
                part = " ".join(words)
                found.append((part, begin + piece.count("\n", 0, cut), _words(words, part)))
        offset += raw.count("\n")
        start = end
    return found


def _ends_within(text: str) -> bool:
    for end in _ENDS:  # noqa: SIM110 - a third faster than any(), and asked for every block
        if end in text:
            return True
    return False


def _words(words: list[str], text: str) -> int:
    return len(words) if text.isascii() else len(words) + len(_WIDE.findall(text)) // 2
