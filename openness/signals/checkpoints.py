"""The signal about checkpoints from the middle of the training."""

from __future__ import annotations

import re

from openness.card import Card
from openness.reading.answers import answered, silent
from openness.reading.reading import Reading
from openness.reading.weight_files import survey_record
from openness.reading.wording import announces, denies
from openness.record.evidence import Confidence, Evidence, Method, Source, choice
from openness.signals.signal import Signal, signal
from openness.words import Rule, Stems

_REVISION = re.compile(r"""revision\s*=\s*["'][\w.-]*\b(?:step|checkpoint|ckpt|iter)[-_]?\d""", re.IGNORECASE)
_STEMS = Stems("checkpoint")
_CHECKPOINTS = Rule(
    r"\b(?:intermediate|partial|training|pre-?training)\s+(?:training\s+|model\s+)?checkpoints?\b", re.IGNORECASE
)
_GIVES = re.compile(
    r"\b(?:releas|publish|provid|available|open-?sourc|shar|download|hosted|upload|accessible)", re.IGNORECASE
)
_WITHHELD = re.compile(
    r"\b(?:(?:do|does|did|are|is|will|can)(?:\s+not|n['’]t)|cannot|not)\b(?:\s+\w+){0,3}\s+"
    r"(?:releas|publish|provid|shar|available|open-?sourc)",
    re.IGNORECASE,
)


@signal(
    "weights.checkpoints",
    choice(
        published="checkpoints from the middle of training can be had", withheld="the publisher says they are not given"
    ),
)
def _checkpoints(reading: Reading) -> Evidence:
    """Are checkpoints from the middle of the training published?

    Reads the file list (two or more folders such as `checkpoint-500/` or `step-1000/` with weights in them)
    and the card: code that loads `revision="step..."`, or a plain sentence on intermediate checkpoints.

    - `published`: such folders are there, or the card says so. - `withheld`: the card says they are not.

    Unknown: neither says anything, or the card speaks of them as something to come.

    Blind spots: branches are not listed, so checkpoints kept in branches that the card does not mention are
    missed; only English sentences are understood.
    """
    found = survey_record(reading.record)
    if found is not None and len(found.checkpoints) > 1:
        inside = {file.checkpoint: Source(file=file.path) for file in found.files if file.checkpoint}
        note = f"{len(found.checkpoints)} folders of checkpoints hold weights."
        sources = tuple(inside.values())[:3]
        return answered("published", *sources, method=Method.FILES, confidence=Confidence.MEDIUM, note=note)
    if reading.card is not None:
        return _in_card(reading, reading.card)
    return reading.no_card() if found is None else silent("The file list shows no intermediate checkpoints.")


def _in_card(reading: Reading, card: Card) -> Evidence:
    for code in card.code:
        if "revision" not in code.text:
            continue
        for offset, line in enumerate(code.text.split("\n")):
            if "revision" in line and _REVISION.search(line[:2000]):
                where = reading.in_card(code.first + offset, line)
                return answered("published", where, method=Method.CARD, confidence=Confidence.MEDIUM)
    for sentence in card.sentences_with(_STEMS):
        if not _CHECKPOINTS.found(sentence.text, sentence.hints) or not _GIVES.search(sentence.text):
            continue
        where = reading.in_card(sentence.line, sentence.text)
        if _WITHHELD.search(sentence.text):
            return answered("withheld", where, method=Method.CARD, confidence=Confidence.MEDIUM)
        if not denies(sentence.lower) and not announces(sentence.lower):
            return answered("published", where, method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("Neither the card nor the file list shows intermediate checkpoints.")


CHECKPOINT_SIGNALS: tuple[Signal, ...] = (_checkpoints,)
