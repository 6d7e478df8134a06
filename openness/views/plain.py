"""Publishers' text made harmless for a terminal."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Return `text` on one line with control, format and direction characters written as escapes."""
    if text.isprintable():
        return text
    return "".join(_shown(letter) for letter in text)


def _shown(letter: str) -> str:
    if letter in "\n\t\r":
        return " "
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
    return letter
