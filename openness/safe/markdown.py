"""Foreign text for Markdown as the app's pages read it: CommonMark, tables, LaTeX, directives, emoji and icon names."""

from __future__ import annotations

import re
from urllib.parse import quote

from openness.safe.address import safe_address
from openness.safe.line import LIMIT, one_line

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=@])")
_NAMED_PICTURE = re.compile(r"(?<=:)(?=[\w+/.-]{1,60}:)")
"""Inside `:name:`. Emoji and icons are put in after Markdown is parsed, so that escaping alone does not stop them."""
_JOINER = "\u2060"
_BACKTICKS = re.compile(r"`+")
_CODE = re.compile(r"`([^`]+)`")


def plain(text: object, limit: int = LIMIT) -> str:
    """Return Markdown that shows `text` as it is: every character that could mean something is escaped."""
    return _escaped(one_line(text, limit))


def literal(text: object, limit: int = LIMIT) -> str:
    """Return Markdown that shows `text` as a code span, where not even addresses become links.

    The fence is longer than any run of backticks inside (CommonMark 6.1); a pipe would end a table cell
    even inside a span and is escaped. Nothing is shown of empty text.
    """
    line = one_line(text, limit)
    if not line.strip():
        return ""
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(line)), default=0) + 1)
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}".replace("|", "\\|")


def strong(text: object, limit: int = LIMIT, *, empty: str = "none") -> str:
    """Return Markdown that shows `text` in bold; `empty` stands for text that shows nothing."""
    return f"**{plain(text, limit).strip() or empty}**"


def prose(text: object, limit: int = LIMIT) -> str:
    """Return Markdown that shows a rubric's or catalogue's sentence: `code` stays code, all else is plain."""
    pieces = _CODE.split(one_line(text, limit))
    return "".join(literal(piece) if place % 2 else _escaped(piece) for place, piece in enumerate(pieces))


def _escaped(line: str) -> str:
    return _SPECIAL.sub(r"\\\1", _NAMED_PICTURE.sub(_JOINER, line))


def link(label: object, address: str | None) -> str:
    """Return a Markdown link, or only the label where the address may not be followed."""
    target = None if address is None else safe_address(address)
    shown = plain(label, 300)
    return shown if target is None else f"[{shown}]({target})"


def page_address(page: str, entry_id: str) -> str:
    """Return the app's own address of `page` for one entry (`/model?id=org/name`)."""
    return f"/{page}?id={quote(entry_id, safe='/')}"
