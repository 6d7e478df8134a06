"""Names as people write them: several at once, with a slash, an "and", a comma or brackets between them."""

from __future__ import annotations

import re

_BETWEEN = re.compile(r"\s*[/,;&()\[\]]\s*|\s+(?:and|or|und|et|y|e|en|oder|ou)\s+", re.IGNORECASE)
_MOST = 6
_LONGEST = 200


def is_hub_id(name: str) -> bool:
    """Return whether a text is written as a Hub id is: one slash, and no space beside it or elsewhere."""
    return name.count("/") == 1 and not any(letter.isspace() for letter in name.strip())


def names_in(text: str) -> tuple[str, ...]:
    """Return the names a text joins (`NorMistral/NorLLM`, `Pharia and Luminous`, `EUROPA (Domyn)`), in order.

    One name alone gives nothing: there is nothing to take apart. At most six are told, of 200 characters.
    """
    parts = [part.strip() for part in _BETWEEN.split(text[:_LONGEST])]
    found = tuple(dict.fromkeys(bare for part in parts if (bare := part.removeprefix("the ").strip())))[:_MOST]
    return found if len(found) > 1 else ()
