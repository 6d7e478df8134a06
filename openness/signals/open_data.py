"""Whether all training data that is told of was seen to be public: a list half seen is no open data."""

from __future__ import annotations

from openness.reading.answers import answered, silent
from openness.reading.data_wording import POST, PRE
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Outcome, flag
from openness.signals.data import could_be_public, posttraining, pretraining
from openness.signals.signal import Signal, signal


@signal("data.all_seen_public", flag())
def all_seen_public(reading: Reading) -> Evidence:
    """Was all training data that the card names seen to be public, for pre-training and post-training?

    Reads the answers of `data.pretraining` and `data.posttraining` with how sure they are.

    - true: both are `public`.
    - false: one of them is not, and what was not looked up cannot make it so.

    Unknown: one of them is unknown, or sets that nobody looked up could make it `public`.

    Blind spot: whether a list is complete cannot be seen.
    """
    found = [item.ask(reading) for item in (pretraining, posttraining)]
    waiting = [
        item.value != "public" and could_be_public(reading, stage)
        for item, stage in zip(found, (PRE, POST), strict=True)
    ]
    answers = [item for item in found if item.outcome is Outcome.ANSWERED]
    sources = tuple(dict.fromkeys(source for item in answers for source in item.sources))
    closed = [
        item
        for item, waits in zip(found, waiting, strict=True)
        if item.outcome is Outcome.ANSWERED and item.value != "public" and not waits
    ]
    if closed:
        method, confidence = closed[0].method, closed[0].confidence
        assert method is not None
        assert confidence is not None
        return answered(False, *closed[0].sources, method=method, confidence=confidence)
    if len(answers) < len(found):
        return next(item for item in found if item.outcome is not Outcome.ANSWERED)
    if any(waiting):
        return silent("Not all data sets named were looked up.", *sources)
    assert answers[0].method is not None
    return answered(True, *sources, method=answers[0].method, confidence=Confidence.MEDIUM)


OPEN_DATA_SIGNALS: tuple[Signal, ...] = (all_seen_public,)
