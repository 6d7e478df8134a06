"""Pointers: a licence file that holds no terms, only a name, an id or an address of a licence."""

from __future__ import annotations

import re

from openness.licences.knowledge import knowledge

_MAX_TEXT = 1_200
_MAX_LINES = 12
_ADDRESS = re.compile(r"<?(?:https?://|www\.)[^\s<>]{1,300}>?", re.I)
_FILE = re.compile(r"[\w./-]{1,80}", re.I)
_LABEL = re.compile(
    r"(?:spdx-license-identifier|licen[cs]e(?:[ _-]?(?:name|link|id|file))?|see|lizenz|licence)\s{0,4}:\s{0,4}", re.I
)
_POINTS = re.compile(
    r"(?:please |for details,? |for (?:the )?(?:full |complete )?(?:licen[cs]e|terms|text)[^.:;]{0,40},? )?"
    r"(?:see|refer to|read|cf\.?)"
    r"(?: also)?(?: the)?(?: full)?(?: (?:licen[cs]e|terms|text))?(?: (?:at|in|under|here|file))*[: ]{1,3}"
    r"(?P<rest>[^;]{1,300}?)[.]?",
    re.I,
)
_PLACE = re.compile(
    r"(?:the )?(?:model card|readme|repository|repo|base model|project page|home ?page|website)(?: for (?:the |more )?"
    r"(?:licen[cs]e|terms|details))?",
    re.I,
)
_UNDER = re.compile(
    r"(?:this|the) (?:project|software|model|models|repository|code|work|file|weights) (?:is|are) "
    r"(?:licensed|released|distributed|made available) under (?:the )?(?P<rest>[^;:]{1,100}?)(?: licen[cs]e)?[.]?",
    re.I,
)
_HEADINGS = frozenset(("license", "licence", "lizenz", "licencia", "licenza", "许可证"))
_NO_LICENCE = frozenset(("other", "unknown"))
_DECORATION = " \t#>*=_~|`•-\"“”'"


def named_by(text: str) -> tuple[str, ...] | None:
    """Return the licences that a text without terms names, none or several; None if it may hold terms.

    Every line must be a known licence's name or id, an address, a file's name after "see", or "licensed under"
    a known licence: anything else, in any language, may be terms.
    """
    if len(text) > _MAX_TEXT:
        return None
    lines = [bare for line in text.split("\n") if (bare := line.strip().strip(_DECORATION).strip())]
    if not lines or len(lines) > _MAX_LINES:
        return None
    found: list[str] = []
    for line in lines:
        named = _named_in(line)
        if named is None:
            return None
        found.extend(named)
    return tuple(dict.fromkeys(found))


def _named_in(line: str) -> list[str] | None:
    line = _LABEL.sub("", line, count=1).strip()
    if _ADDRESS.fullmatch(line):
        licence = knowledge().by_link(line.strip("<>"))
        return [licence.id] if licence is not None else []
    if not line or line.casefold() in _HEADINGS:
        return []
    if (licence := knowledge().find(line)) is not None:
        return None if licence.id in _NO_LICENCE else [licence.id]
    if match := _UNDER.fullmatch(line):
        licence = knowledge().find(match["rest"].strip(_DECORATION))
        return [licence.id] if licence is not None else None
    if match := _POINTS.fullmatch(line):
        rest = match["rest"].strip(_DECORATION)
        if _ADDRESS.fullmatch(rest):
            return _named_in(rest)
        if _PLACE.fullmatch(rest):
            return []
        return [] if _FILE.fullmatch(rest) and ("." in rest or rest.isupper()) else None
    return None
