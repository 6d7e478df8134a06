"""Signals on where a model comes from: facts for whoever must ask, and no part of any score.

Nothing of a repository answers them; entries of the catalogue do, each with its source and date.
"""

from __future__ import annotations

from openness.record.evidence import choice, count, flag, name, set_of
from openness.signals.signal import Signal

_STATED = "Nothing is read automatically: an entry of the catalogue states it, with its source and date."
_UNKNOWN = "Unknown: no entry states it."
_PLACES = "Country codes, with `EU` and `EEA` where every country of the answer lies in them."

SOVEREIGNTY_SIGNALS: tuple[Signal, ...] = (
    Signal(
        "origin.places",
        set_of(),
        f"In which countries does the developer sit?\n\n{_PLACES} {_STATED}\n\n{_UNKNOWN} "
        "International is no country.\n\n"
        "Blind spots: where the developer sits, not where it was trained or who owns the developer.",
    ),
    Signal(
        "origin.parent", name(), f"Who owns the developer?\n\n{_STATED}\n\n{_UNKNOWN} That is no claim of independence."
    ),
    Signal(
        "origin.parent_places", set_of(), f"In which country does the owner sit?\n\n{_PLACES} {_STATED}\n\n{_UNKNOWN}"
    ),
    Signal(
        "upstream.root",
        name(),
        "With which model did the training begin?\n\nThe last model up the lineage that the catalogue knows; the "
        f"system itself where it was trained from scratch. {_STATED}\n\n{_UNKNOWN}\n\n"
        "Blind spots: what a developer does not tell of its base.",
    ),
    Signal(
        "upstream.places",
        set_of(),
        f"In which countries does the developer of the first model sit?\n\n{_PLACES} {_STATED}\n\n{_UNKNOWN}",
    ),
    Signal(
        "compute.public",
        flag(),
        f"Was it trained on machines that the public paid for?\n\n{_STATED}\n\n{_UNKNOWN}\n\n"
        "Blind spots: a grant of hours and the hours used are not the same.",
    ),
    Signal("compute.machine", name(), f"On which machine was it trained?\n\n{_STATED}\n\n{_UNKNOWN}"),
    Signal(
        "compute.hours",
        count("accelerator hours"),
        f"How many hours of accelerators did the training take on that machine?\n\n{_STATED}\n\n{_UNKNOWN}",
    ),
    Signal(
        "release.status",
        choice(
            released="its weights were published",
            announced="spoken of, not yet published",
            restricted="given to some only, at the publisher's choice",
            discontinued="no longer offered",
            service="reached through an interface or application only",
            platform="a way of making models, itself no model",
        ),
        f"Can the system be had?\n\n{_STATED}\n\n{_UNKNOWN}",
    ),
    Signal("release.date", name(), f"When did the weights come out?\n\nAs exactly as known. {_STATED}\n\n{_UNKNOWN}"),
)
