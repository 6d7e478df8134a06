"""Codes of natural languages: `ger`, `deu` and `DE` are one language."""

from __future__ import annotations

import re
from functools import lru_cache

_CODE = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}\Z", re.IGNORECASE)
_PLACE = re.compile(r"[a-z]{2}\Z", re.IGNORECASE)
_NO_LANGUAGE = "und"


@lru_cache(maxsize=4096)
def language_code(text: str, *, known: bool = False) -> str | None:
    """Return a language as its shortest code, or None for what is no code; `known` asks for one that is in use."""
    # Read where a language is told: its tables take as long to load as half of pandas.
    from langcodes import Language  # noqa: PLC0415
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    if not _CODE.match(text.strip()):
        return None
    try:
        language = Language.get(text.strip())
    except LanguageTagError:
        return None
    return language.language if language.is_valid() or not known else None


def meant_code(text: str) -> str | None:
    """Return the code that a country's code was written for (`cz` for `cs`, `jp` for `ja`), or None."""
    from langcodes.data_dicts import LIKELY_SUBTAGS  # noqa: PLC0415

    spoken = LIKELY_SUBTAGS.get(f"{_NO_LANGUAGE}-{text.strip().upper()}") if _PLACE.match(text.strip()) else None
    return None if spoken is None else str(spoken).partition("-")[0]
