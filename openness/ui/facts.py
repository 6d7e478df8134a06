"""Facts beside a score in words: codes of places as names, kinds and answers in the reader's language."""

from __future__ import annotations

from openness.catalogue.places import country_name
from openness.licences.undecided import kinds_in
from openness.ui.frame import say

_PLACES = ("origin", "upstream", "parent_places")


def fact_words(name: str, told: object) -> str:
    """Return the fact `name` of an entry in words."""
    words = say()
    cell = str(told)
    if cell.isdecimal() and not isinstance(told, bool):
        return f"{int(cell):,}"
    if name == "licence_unread":
        return words("compare.none") if cell == "none" else unread_words(cell)
    if name in _PLACES:
        return place_words(cell)
    if name == "excluded_places":
        return (
            ", ".join(words.translated(part) for part in cell.split(",")) if cell != "none" else words("compare.none")
        )
    prefix = "purpose" if name == "modality" else "answer"
    return ", ".join(_part(part.strip(), prefix) for part in cell.split(",")) if cell else words("compare.none")


def unread_words(cell: str) -> str:
    """Return in the reader's language what was not read of a licence."""
    words = say()
    keys = ((kind, f"unread.{kind}") for kind in kinds_in(cell))
    return ", ".join(words(key) if words.has(key) else kind for kind, key in keys)


def licence_words(licence: str, unread: str | None) -> str:
    """Return a licence's name, and beside it what leaves open what it allows."""
    return licence if not unread else f"{licence} ({say()('table.unread')}: {unread_words(unread)})"


def _part(part: str, prefix: str) -> str:
    words, key = say(), f"{prefix}.{part}"
    return words(key) if words.has(key) else part.replace("_", " ")


def place_words(cell: str) -> str:
    """Return country codes as names, and the union they lie in: `FR,EEA,EU` is `France (EU)`."""
    codes = [code.strip() for code in cell.split(",") if code.strip()]
    names = ", ".join(say().translated(country_name(code)) for code in codes if code not in ("EU", "EEA"))
    return f"{names} (EU)" if "EU" in codes else names
