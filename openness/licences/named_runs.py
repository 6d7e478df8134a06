"""Named runs: how words put something under a licence, and the licence that the first words of a text name."""

from __future__ import annotations

import re
from functools import cache

from openness.licences.knowledge import Licence, family_names, knowledge
from openness.words import is_english

UNDER = re.compile(
    r"\b(?:licen[sc]ed|released|distributed|available|provided|published|open[- ]sourced|shared|subject|governed|"
    r"is|are)"
    r"(?:,? \w+){0,2} (?:under|to|by) (?:the |an? |its )?",
    re.I,
)
"""Words after which a licence's name stands."""
DERIVED = re.compile(
    (
        r"\b(?:modified|custom(?:i[sz]ed)?|adapted|amended|restricted|extended|variant of|similar to|based on|deri"
        r"ved from|version of)(?: version of)?(?: the| an?)?\W*$"
    ),
    re.I,
)
"""Words that make another licence of the one named after them."""
LICENCE_WORDS = (
    r"licen[cs]es?|lizenz(?:en)?|licenties?|licencias?|licenz[ae]|licenças?|licencj[ai]|许可证|許可證|许可协议|许可|許可|"
    r"协议|協議|授权|授權|ライセンス|라이선스|라이센스"
)
"""How languages call a licence: the label of a field, or what follows its name."""
_JOINED = re.compile(
    r"(?<=\w)-?(?:lizenz|licentie|(?:许可|許可|协议|協議|授权|授權|ライセンス|라이선스|라이센스).*)\Z", re.IGNORECASE
)
"""The word for a licence, grown onto the end of its name ("CC-BY-4.0-Lizenz", "4.0ライセンスで")."""
WORD = re.compile(r"[^\s()\[\]*`\"“”]+")
MOST_WORDS = 9
_ANY_WORD = re.compile(LICENCE_WORDS, re.IGNORECASE)
_LICENCE_WORD = re.compile(r"licen[sc]e|\bterms\b|\bagreement\b", re.I)
_VAGUE = frozenset({"other", "unknown"})


def family_starts(text: str) -> list[int]:
    """Return where the names of families of models stand in words of another language than English on a licence.

    There the name of a family is that of its licence ("unterliegt der Llama-3-Community-Lizenz"); English words are
    understood better (`UNDER`), and would name the model that something is compared with, too.
    """
    if _ANY_WORD.search(text) is None or is_english(text):
        return []
    return [match.start() for match in _families().finditer(text)]


@cache
def _families() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(family_names(), key=len, reverse=True)))
    return re.compile(rf"(?<![A-Za-z0-9_/-])(?:{names})(?![a-z])", re.IGNORECASE)


def is_changed(name: str) -> bool:
    """Return whether a name says that it is a changed licence ("modified Apache License")."""
    return bool(DERIVED.search(name.rpartition(" ")[0][:40])) or name[:8].casefold() == "modified"


def named_run(tail: str, *, surely: bool = False) -> tuple[Licence | None, int]:
    """Return the licence that the first words of `tail` name, and how many characters it takes.

    The longest run of words that is a spelling. `surely` where only a licence can stand there, so that
    a bare "mit" is one.
    """
    matches = list(WORD.finditer(tail[:200]))[:MOST_WORDS]
    words = [_JOINED.sub("", match.group().strip(".,;:!。，；：、")) for match in matches]
    if not words or not (surely or _is_spelled_as_licence(words, [])):
        return None, 0  # no run of them is either
    for length in range(len(words), 0, -1):
        run = words[:length]
        licence = knowledge().find(" ".join(run))
        if licence is None or licence.id in _VAGUE:
            continue
        if surely or _is_spelled_as_licence(run, words[length : length + 1]):
            return licence, matches[length - 1].end()
    return None, 0


def _is_spelled_as_licence(run: list[str], after: list[str]) -> bool:
    """A name such as "boost" or "qwen" is a licence only with a word or figure that says so."""
    spoken_words = " ".join([*run, *after])
    return bool(_LICENCE_WORD.search(spoken_words) or any(sign.isdigit() for sign in spoken_words) or run[0].isupper())
