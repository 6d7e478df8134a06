"""Known languages: whether a text on terms is in one whose words are here; not understood is not free of limits."""

from __future__ import annotations

import re

_COMMON = frozenset(
    (
        "the of and to in is for a this you that be or are with may not by use model der die das und ist nicht fü"
        "r ein dieses von zu mit wird le la les et est pour un une ce de des du en que el los y es por una este n"
        "o con il è per del di che lo non o os não uma com para het een van niet voor dit deze te zijn en w i z n"
        "a nie do jest się tego oraz dla under license licence any all"
    ).split()
)
_LETTERS = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u2c00-\u2dff\ua640-\uabff]")
_CJK = re.compile(r"[\u3040-\u9fff\uac00-\ud7af\uff00-\uffef]")
_LEAST_WORDS = 8
_LEAST_COMMON = 0.12


def is_understood(text: str) -> bool:
    """Return whether a text is in a language whose words are here; too few words to tell count as understood."""
    words = [word.casefold() for word in _LETTERS.findall(text[:20_000])]
    letters = sum(map(len, words))
    if not letters:
        return True
    strange = len(_OTHER_SCRIPT.findall(text[:20_000]))
    if strange * 5 > letters:
        return False
    if _CJK.search(text) or len(words) < _LEAST_WORDS:
        return True
    return sum(word in _COMMON for word in words) >= _LEAST_COMMON * len(words)
