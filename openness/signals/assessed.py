"""Signals that only people answer: the classes of the European Open Source AI Index.

The twelve parameters of the index since March 2026, and the two (`package`, `api`) it had before. Each
class is the index's judgement of a whole system, not a fact we read; the criteria are the index's own
(https://osai-index.eu/contribute), put here in our words.
"""

from __future__ import annotations

from openness.record.evidence import ordered
from openness.signals.judged import JUDGED_SIGNALS
from openness.signals.signal import Signal

_DOMAIN = ordered(
    closed="not shared, or not documented",
    partial="shared or documented in part, or behind a gate",
    open="shared or documented in full",
)

_QUESTIONS = {
    "datasources_basemodel": "Are all sources of the base model's training data documented and open to inspection?",
    "datasources_endmodel": "Are all sources of the end model's tuning data documented and open to inspection?",
    "weights_basemodel": "Can anyone have the base model's weights? A gated download counts as partial.",
    "weights_endmodel": "Can anyone have the weights of the model that people use? A gated download counts as partial.",
    "trainingcode": "Is the source code of data processing, training and tuning open?",
    "code": "Is that source code documented, for every step of training and tuning?",
    "hardware_architecture": "Is it documented how the model is built and on which hardware it was trained?",
    "preprint": "Do archived preprints describe all major parts of the system?",
    "paper": "Do peer-reviewed papers describe all major parts of the system?",
    "modelcard": "Does a model card give full insight into architecture, training, tuning and evaluation?",
    "datasheet": "Is there a datasheet of the training data, or the summary that Art. 53(1)(d) of the AI Act asks for?",
    "licenses": "Are weights, code and data all under open licences? Two of the three, even in part, count as partial.",
    "package": "Is the system packaged for use? Asked by the index until March 2026.",
    "api": "Is there an open programming interface to it? Asked by the index until March 2026.",
}


def _assessed(parameter: str, question: str) -> Signal:
    documentation = (
        f"{question}\n\n"
        f"The class that the European Open Source AI Index gives to the parameter `{parameter}`: `open`, `partial` or "
        "`closed`. Nothing is read automatically; it is known only for systems the index has rated.\n\n"
        "Unknown: the index has not rated it.\n\n"
        "Blind spots: the index rates a family through its largest end model and keeps no date for a single class, "
        "so the date is that of its database."
    )
    return Signal(f"osai.{parameter}", _DOMAIN, documentation)


ASSESSED_SIGNALS: tuple[Signal, ...] = (
    *(_assessed(name, question) for name, question in _QUESTIONS.items()),
    *JUDGED_SIGNALS,
)
