"""Text in a plainly written head that goes on below its line: blocks (`|`, `>`) and words in quotes."""

from __future__ import annotations

from itertools import takewhile

_BLOCKS = frozenset({"|", "|-", ">", ">-"})


class NotPlainError(Exception):
    """A line may mean more than is read here."""


class LongText:
    """Lines gathered until the text ends; `take` says of each line whether it belongs to it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        """Words of each line, empty for an empty one."""

    def take(self, line: str) -> bool:
        """Return whether a line (as it stands in the head) belongs to the text, which then took it.

        Raises NotPlainError where it may mean more than is read here.
        """
        raise NotImplementedError

    def text(self) -> str:
        """Return the whole text; raise NotPlainError where it has not ended."""
        raise NotImplementedError

    def _folded(self) -> str:
        """Return the lines as one, with as many line ends between two of them as lines are empty."""
        out: list[str] = []
        empty = 0
        for line in self.lines:
            if not line:
                empty += 1
                continue
            if out:
                out.append("\n" * empty or " ")
            out.append(line)
            empty = 0
        return "".join(out)


class _Block(LongText):
    """A block below `|` (line by line) or `>` (folded); a `-` after it leaves the last line end out."""

    def __init__(self, header: str, column: int) -> None:
        super().__init__()
        self._header = header
        self._indent = column + 1
        """How far its lines stand in; the first one says it."""

    def take(self, line: str) -> bool:
        words = line.lstrip(" ")
        stands = len(line) - len(words)
        if not words:
            if not self.lines or (stands > self._indent and self._header[0] == ">"):
                raise NotPlainError
            self.lines.append(line[self._indent :])
            return True
        if not self.lines and stands >= self._indent:
            self._indent = stands
        if stands < self._indent:
            return False
        if stands > self._indent and self._header[0] == ">":
            raise NotPlainError
        self.lines.append(line[self._indent :])
        return True

    def text(self) -> str:
        while self.lines and not self.lines[-1]:
            self.lines.pop()
        if not self.lines:
            raise NotPlainError
        text = self._folded() if self._header[0] == ">" else "\n".join(self.lines)
        return text if self._header.endswith("-") else f"{text}\n"


class _Quoted(LongText):
    """Words in quotes that go on below; a doubled single quote stands for one, and nothing else has a meaning."""

    def __init__(self, quote: str) -> None:
        super().__init__()
        self._quote = quote
        self._open = True

    def take(self, line: str) -> bool:
        if not self._open:
            return False
        words = line.strip(" ")
        if (words and line[0] != " ") or (self._quote == '"' and "\\" in words):
            raise NotPlainError
        self.add(words)
        return True

    def add(self, words: str) -> None:
        """Take the words of one line."""
        words = words.replace("''", _QUOTE) if self._quote == "'" else words
        inside, closes, behind = words.partition(self._quote)
        if behind:
            raise NotPlainError
        self._open = not closes
        self.lines.append(inside.replace(_QUOTE, "'") if closes else inside.rstrip(" ").replace(_QUOTE, "'"))

    def text(self) -> str:
        if self._open:
            raise NotPlainError
        text = self._folded()
        if self.lines[-1]:
            return text
        empty = sum(1 for _ in takewhile(lambda line: not line, reversed(self.lines)))
        return text + ("\n" * (empty - 1) or " ")  # the end stands on a line of its own


_QUOTE = "\x00"
"""Stands for a doubled quote while the end is looked for; no plain head holds it."""


def long_text(value: str, column: int) -> LongText | None:
    """Return the text that a value begins, or None where it stands on its line alone.

    `column` is how far the key or list that it belongs to stands in. Raises NotPlainError where it may mean more.
    """
    if value in _BLOCKS:
        return _Block(value, column)
    quote = value[:1]
    if not quote or quote not in "'\"" or (quote == '"' and "\\" in value):
        return None
    if value[1:].find(quote) == len(value) - 2:
        return None  # its end stands on its line, and no other quote
    text = _Quoted(quote)
    text.add(value[1:])
    if not text.lines[0]:
        raise NotPlainError
    return text
