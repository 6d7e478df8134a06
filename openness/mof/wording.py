"""Showing text of files that strangers wrote."""

from __future__ import annotations


def shown(text: str, limit: int = 60) -> str:
    """Return a file's text as a message may show it: one line, no control characters, at most `limit` long."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: 4 * limit]).split())
    return line if len(line) <= limit and len(text) <= 4 * limit else line[: limit - 1] + "…"
