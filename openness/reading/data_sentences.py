"""What one sentence of a card tells of training data, told before anything is taken from it."""

from __future__ import annotations

from dataclasses import dataclass

from openness.card import Sentence
from openness.reading.data_names_anywhere import names_said
from openness.reading.data_wording import (
    about_data,
    is_a_wish,
    is_of_evaluation,
    is_of_private_data,
    is_of_running,
    is_of_something_else,
    says_on_what,
    tells_of_more,
    tells_parts,
    trained_on,
    withholds,
)
from openness.reading.wording import announces
from openness.words import Meaning, says

_FEW_WORDS = 8


@dataclass(frozen=True)
class Told:
    """What a sentence is: data withheld, data beyond named sets, a description, the parts of a set named before."""

    withheld: bool = False
    more: bool = False
    private: bool = False
    """Whether it stands under a heading on data that nobody else has."""
    describes: bool = False
    parts: bool = False


def told_in(sentence: Sentence, topics: frozenset[str], title: str, *, after_link: bool) -> Told | None:
    """Return what a sentence tells of training data, or None where it tells nothing of it.

    `topics` are those of its section and `title` the nearest heading (lower case); `after_link` says that the section
    links a data set.
    """
    lower, hints = sentence.lower, sentence.hints
    if sentence.says(Meaning.CALIBRATES) or sentence.says(Meaning.NOT_TRAINED_ON):
        return None
    about = about_data(lower, hints)
    if about is not None and withholds(lower, hints):
        return Told(withheld=True)
    in_data = "data" in topics
    if in_data and "evaluation" not in topics and _is_withheld_alone(sentence):
        return Told(withheld=True)
    trained = trained_on(lower, hints)
    speaks = trained or in_data or _gives_names(sentence, topics)
    if not (about is not None or speaks) or _is_aside(sentence):
        return None
    parts = in_data and after_link and tells_parts(lower, hints)
    private = is_of_private_data(title)
    more = not parts and ((in_data and private) or (about is not None and _goes_beyond(sentence, topics)))
    if not (speaks or more):
        return None
    describes = _describes(sentence, topics, trained=trained, about=about is not None)
    return Told(more=more, private=private, describes=describes, parts=parts)


def _is_withheld_alone(sentence: Sentence) -> bool:
    """Return whether a sentence is nothing but the answer that something is kept back ("Not disclosed.")."""
    return (
        sentence.words <= _FEW_WORDS
        and sentence.hints & Meaning.WITHHELD_ALONE.mask != 0
        and says(Meaning.WITHHELD_ALONE, sentence.lower.strip(_AROUND)) is not None
    )


_AROUND = " \t*_`.!。()[]"


def _is_aside(sentence: Sentence) -> bool:
    """Return whether a sentence is about other models, readers or evaluation, or only promises something."""
    lower, hints = sentence.lower, sentence.hints
    if is_of_something_else(lower, hints) or (
        is_of_evaluation(lower, hints) and not sentence.says(Meaning.NAMES_TRAINING)
    ):
        return True
    return announces(lower, hints)


def _gives_names(sentence: Sentence, topics: frozenset[str]) -> bool:
    """Return whether a sentence tells data by name alone: "trained on Lakes", in a section on training any."""
    said = "training" in topics or sentence.says(Meaning.LEARNT_ON) is not None
    return said and bool(names_said(sentence))


def _goes_beyond(sentence: Sentence, topics: frozenset[str]) -> bool:
    """Return whether a sentence on data speaks of data beyond named sets: in-house, "such as"."""
    if "data" not in topics and ("limitations" in topics or not sentence.says(Meaning.NAMES_TRAINING)):
        return False
    return tells_of_more(sentence.lower, sentence.hints)


def _describes(sentence: Sentence, topics: frozenset[str], *, trained: bool, about: bool) -> bool:
    """Return whether a sentence tells what the training data is, in whatever words; not what readers may do."""
    lower, hints, in_data = sentence.lower, sentence.hints, "data" in topics
    if is_of_running(lower, hints) or ("limitations" in topics and not in_data) or is_a_wish(lower, hints):
        return False
    if trained and (in_data or "training" in topics or sentence.says(Meaning.MAKES)):
        return True
    return in_data and sentence.words >= _FEW_WORDS and (about or says_on_what(lower, hints))
