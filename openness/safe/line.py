"""Foreign text as one line of words: nothing that moves, hides, turns or controls."""

from __future__ import annotations

import unicodedata

LIMIT = 2_000
_DROPPED = ("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp")
_UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters and symbols by their class that show nothing at all."""


def is_plain(text: str) -> bool:
    """Return whether every character of a text shows something, or is a space, and changes nothing around it."""
    # Python calls printable what is of none of the dropped classes, and asks it of a whole text at once.
    return text.isprintable() and (text.isascii() or _UNSEEN.isdisjoint(text))


def is_visible(letter: str) -> bool:
    """Return whether a character shows something (or is a space) and changes nothing around it."""
    return (letter.isascii() and letter.isprintable()) or not is_unsafe(letter)


def is_unsafe(letter: str) -> bool:
    """Return whether a character controls, changes direction, is unassigned, or shows nothing."""
    return letter in _UNSEEN or unicodedata.category(letter) in _DROPPED


def one_line(text: object, limit: int = LIMIT) -> str:
    """Return `text` on one line without characters that control, hide or turn; at most `limit` characters.

    Whitespace of any kind becomes one space; what is cut ends in `…`. Linear in `limit`, not in the text.
    """
    whole = str(text)
    spaced = " ".join(whole[: 4 * limit].split())
    kept = spaced if is_plain(spaced) else "".join(filter(is_visible, spaced)).strip()
    cut = len(kept) > limit or len(whole) > 4 * limit
    return f"{kept[: limit - 1]}…" if cut else kept
