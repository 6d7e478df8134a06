"""Foreign text for a terminal: what could move the cursor or hide something is written as an escape."""

from __future__ import annotations

from openness.safe.line import is_plain, is_unsafe


def plain(text: str) -> str:
    """Return `text` on one line with control, format, direction and invisible characters written as escapes."""
    if is_plain(text):
        return text
    return "".join(_shown(letter) for letter in text)


def lines(text: str) -> str:
    """Return text of several lines, each made plain; the line feeds stay."""
    return "\n".join(plain(line) for line in text.split("\n"))


def document(text: str) -> str:
    """Return a document that may be JSON with everything but its line feeds and tabs made plain.

    The escapes are those of JSON, where such characters stand only within strings: as data it stays the same.
    """
    if is_plain(text.translate(_LINES)):
        return text
    return "".join(letter if letter in "\n\t" or not is_unsafe(letter) else _escape(letter) for letter in text)


_LINES = dict.fromkeys(map(ord, "\n\t"))


def _escape(letter: str) -> str:
    code = ord(letter)
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


def _shown(letter: str) -> str:
    if letter in "\n\t\r":
        return " "
    if is_unsafe(letter):
        return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
    return letter
