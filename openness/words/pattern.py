"""A pattern that is compiled when it is first asked, so that a command pays only for the rules it uses."""

from __future__ import annotations

import re
from typing import Any, cast


class _Late:
    """Stands for a compiled pattern; its methods become those of the real one at the first use."""

    __slots__ = ("_flags", "_text", "findall", "finditer", "fullmatch", "match", "search", "split", "sub")

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._text, self._flags)
        for method in self.__slots__[2:]:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def pattern_of(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern of a regular expression, compiled when it is first asked.

    A text that is no regular expression raises `re.error` then; tests compile every pattern.
    """
    return cast("re.Pattern[str]", _Late(text, flags))
