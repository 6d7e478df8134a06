"""Foreign text for HTML, SVG and other XML: as text, never as an element, an entity or an address to run."""

from __future__ import annotations

from html import escape

from openness.safe.address import safe_address
from openness.safe.line import LIMIT, one_line


def text(words: object, limit: int = LIMIT) -> str:
    """Return `words` for the inside of an element or a quoted attribute: on one line, legal in XML 1.0."""
    return escape(one_line(words, limit), quote=True)


def link(label: object, address: str | None) -> str:
    """Return an HTML link, or only the label where the address may not be followed."""
    target = None if address is None else safe_address(address)
    shown = text(label, 300)
    return shown if target is None else f'<a href="{escape(target, quote=True)}" rel="noreferrer">{shown}</a>'


def page(label: object, address: str) -> str:
    """Return an HTML link to one of the app's own pages; `address` begins with / and is ours."""
    return f'<a href="{escape(address, quote=True)}" target="_self">{text(label, 300)}</a>'
