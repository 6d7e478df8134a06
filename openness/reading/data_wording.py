"""What one sentence says about training data, told by its words alone, in every language that has words.

Sentences and titles come in lower case.
"""

from __future__ import annotations

import re
from functools import lru_cache

from openness.reading.wording import announces, denies_plainly
from openness.words import ALL, Meaning, Rule, every, says

PRE, POST = "pretraining", "posttraining"
_NEAR = 160
"""Letters after "trained on" within which the matter is told."""

_SCALE = Rule(
    r"\b(?:\d[\d.,]*\s?(?:t|trillion|teratokens?)|\d{3,}\s?(?:b|billion))\b\s?(?:[\w\-]+ ){0,3}?tokens?\b|teratoken"
)
"""So many tokens are read in pre-training only."""


def about_data(lower: str, hints: int = ALL) -> re.Match[str] | None:
    """Return where a sentence first speaks of data."""
    return says(Meaning.DATA, lower, hints)


def trained_on(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence says on what something was trained, or what the data for it holds."""
    trains = says(Meaning.TRAINS_ON, lower, hints)
    if trains is not None and says_on_what(lower[trains.end() : trains.end() + _NEAR], hints):
        return True
    return says(Meaning.TRAINED_ON, lower, hints) is not None


def withholds(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence about data says that it is kept back (not: promised, not: about users' data)."""
    if says(Meaning.DATA_WITHHELD, lower, hints) is None or says(Meaning.SOMEBODYS_DATA, lower):
        return False
    if says(Meaning.NAMES_TRAINING, lower, hints) is None and says(Meaning.OUR_DATA, lower, hints) is None:
        return False
    return not announces(lower, hints) or denies_plainly(lower)


def tells_of_more(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence about data speaks of more than named sets: in-house, "such as", collected besides."""
    return says(Meaning.MORE_DATA, lower, hints) is not None


def is_of_private_data(title: str) -> bool:
    """Return whether a heading stands over data that nobody else has."""
    return says(Meaning.PRIVATE_TITLE, title) is not None


def tells_parts(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence tells what the data set named before it is made of."""
    return says(Meaning.TELLS_PARTS, lower, hints) is not None


def is_of_something_else(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence is about other models, or about what readers may do."""
    told = says(Meaning.OF_OTHER_RESULTS, lower, hints) or says(Meaning.READERS_DO, lower, hints)
    return told is not None


def is_of_running(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence is about running a model, not about making it."""
    return says(Meaning.ABOUT_RUNNING, lower, hints) is not None


def is_of_evaluation(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence is about evaluation."""
    return says(Meaning.ABOUT_EVALUATION, lower, hints) is not None


_ADDRESS = Rule(r"https?://")


def points_elsewhere(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence on data leads to where it is named, or may name it by a plain word."""
    return says(Meaning.LEADS_ELSEWHERE, lower, hints) is not None or _ADDRESS.found(lower, hints) is not None


def is_a_wish(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence tells what could be trained, or a training without what it was on."""
    return says(Meaning.COULD_BE_TRAINED, lower, hints) is not None


def says_on_what(lower: str, hints: int = ALL) -> bool:
    """Return whether a sentence names a matter that one can train on: tokens, images, hours, books."""
    return says(Meaning.DATA_MATTER, lower, hints) is not None


def is_of_tuning(lower: str, hints: int = ALL) -> bool:
    """Return whether the words are about tuning: instruction, preference, alignment."""
    return says(Meaning.OF_POSTTRAINING, lower, hints) is not None


def _nearest(text: str, hints: int) -> str | None:
    """Return the stage whose word stands last before a sentence first speaks of data."""
    about = about_data(text, hints)
    if about is None:
        return None
    before = text[: about.start()]
    pre, post = (_last(meaning, before, hints) for meaning in (Meaning.OF_PRETRAINING, Meaning.OF_POSTTRAINING))
    return None if pre == post else PRE if pre > post else POST


def _last(meaning: Meaning, text: str, hints: int) -> int:
    return max((found.start() for found in every(meaning, text, hints)), default=-1)


def _without_models(lower: str) -> str:
    """Return words without pre-trained models: each is where the tuning began, not a stage that is told of."""
    for match in list(every(Meaning.OF_A_TRAINED_MODEL, lower)):
        lower = lower.replace(match[0], " ")
    return lower


def stage_of(lower: str, titles: tuple[str, ...], hints: int = ALL) -> str | None:
    """Return the stage that a sentence speaks of, by its own words or by the titles over it, nearest first."""
    if _SCALE.found(lower, hints) and not is_of_tuning(lower, hints):
        return PRE
    said = _without_models(lower) if hints & Meaning.OF_PRETRAINING.mask else lower
    post, pre = is_of_tuning(said, hints), says(Meaning.OF_PRETRAINING, said, hints) is not None
    if post and pre and (told := _nearest(said, hints)) is not None:
        return told
    if post != pre:
        return POST if post else PRE
    return next(filter(None, map(_stage_of_title, titles)), None)


@lru_cache(maxsize=4096)
def _stage_of_title(title: str) -> str | None:
    post, pre = is_of_tuning(title), says(Meaning.OF_PRETRAINING, title) is not None
    return None if post == pre else POST if post else PRE
