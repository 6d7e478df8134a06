"""Signals that only people answer, beside the classes of the index: what a repository cannot show.

The four required elements of the Open Source AI Definition 1.0; the reason for which training data is
not shared, which the G7 label asks for; and the copyright policy of Article 53(1)(c) of the AI Act.
"""

from __future__ import annotations

from openness.record.evidence import choice, ordered
from openness.signals.signal import Signal

_ELEMENT = ordered(
    closed="the element is not there, or its terms restrict it",
    partial="a part of the element is there",
    open="the element is there, as the definition asks",
)

_ELEMENTS = {
    "data_information": (
        "Is the training data described so that a skilled person could build a substantially equivalent system?",
        "All data described, also what cannot be shared; where public and third-party data can be had.",
    ),
    "code": (
        "Is the whole source code there with which the system was trained and is run?",
        "Data processing, training, evaluation, inference and architecture.",
    ),
    "parameters": ("Are the parameters there?", "Weights or other configuration, as needed to run and change it."),
    "terms": (
        "Are data information, code and parameters under terms that the Open Source Initiative approves?",
        "Terms on parameters and data information may conform to its definition without being on its list.",
    ),
}

_ONLY_PEOPLE = "Nothing is read automatically.\n\nUnknown: nobody has answered it."


def _element(name: str, question: str, detail: str) -> Signal:
    return Signal(
        f"osaid.{name}",
        _ELEMENT,
        f"{question}\n\nAn element that the Open Source AI Definition 1.0 requires. {detail} {_ONLY_PEOPLE}\n\n"
        "Blind spots: a published validation tells its result, seldom each element; the note says what was derived.",
    )


JUDGED_SIGNALS: tuple[Signal, ...] = (
    *(_element(name, question, detail) for name, (question, detail) in _ELEMENTS.items()),
    Signal(
        "data.exceptions",
        choice(
            legal_or_technical="every part not shared cannot be, and is described",
            other="a part is not shared for another reason, or is not described",
        ),
        "Why is training data not shared, where some is not?\n\n"
        "The G7 Vision on AI Openness (29 May 2026) excuses data whose sharing is legally or technically impossible, "
        f"if information about it is given in its place. {_ONLY_PEOPLE}\n\n"
        "Blind spots: whether sharing is impossible is a publisher's claim that seldom can be checked.",
    ),
    Signal(
        "policy.copyright",
        choice(linked="a policy is published", withheld="the publisher says there is none"),
        "Does the provider publish a policy to respect EU copyright law?\n\n"
        "The duty of Article 53(1)(c) of the AI Act, from which open source is not exempt. "
        f"{_ONLY_PEOPLE}\n\n"
        "Blind spots: a policy need not be published to exist; what is in it is not judged.",
    ),
)
"""All signals of this theme."""
