"""Foreign text for a terminal: what could move the cursor or hide something is written as an escape."""

from __future__ import annotations

from openness.safe.line import is_unsafe


def plain(text: str) -> str:
    """Return `text` on one line with control, format, direction and invisible characters written as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(letter) for letter in text)


def lines(text: str) -> str:
    """Return text of several lines, each made plain; the line feeds stay."""
    return "\n".join(plain(line) for line in text.split("\n"))


def _shown(letter: str) -> str:
    if letter in "\n\t\r":
        return " "
    if is_unsafe(letter):
        return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
    return letter
