"""Joining licences: the answers of all licence signals from what was read once and the facts of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from openness.licences.saying import Claims
from openness.licences.stored import OWN, from_text, required_prefixes
from openness.reading.reading import Reading
from openness.record.evidence import Evidence
from openness.record.record import ModelBody, Record
from openness.signals.licence import LICENCE_SIGNALS
from openness.signals.licence_answers import plain_name, remember

LICENCE_IDS = tuple(signal.id for signal in LICENCE_SIGNALS)
"""The ids of the signals that are joined."""
_DERIVED = '"bases_named"'


def answers_of(claims: Claims, revision: str | None = None, date: str | None = None) -> dict[str, Evidence]:
    """Return the evidence of every licence signal for one model's reading, by today's facts."""
    reading = Reading(Record(body=ModelBody(id=claims.model or OWN), origin="a stored reading"))
    remember(reading, claims)
    return {signal.id: replace(signal.ask(reading), revision=revision, date=date) for signal in LICENCE_SIGNALS}


def called(claims: Claims, model: str) -> Claims:
    """Return a combination with a model's own name in it, in its link too."""
    link = claims.link
    if link is not None:
        link = replace(link, value=link.value.replace(OWN, model))
    return replace(claims, model=model, link=link)


class Joiner:
    """Answers by distinct combination and, where a licence asks for a derived model's name, by how names begin."""

    def __init__(self) -> None:
        self._prefixes = tuple(plain_name(prefix) for prefix in required_prefixes())
        self._answers: dict[tuple[str, str], Mapping[str, Evidence]] = {}

    @staticmethod
    def by_name(stored: str) -> bool:
        """Return whether the answers for a combination depend on the model's name too."""
        return _DERIVED in stored

    def answers(self, stored: str, model: str) -> Mapping[str, Evidence]:
        """Return the answers for a model that has this combination; worked out once for all that have it."""
        key = (stored, self.beginning(model) if self.by_name(stored) else "")
        if key not in self._answers:
            self._answers[key] = answers_of(called(from_text(stored), model))
        return self._answers[key]

    def __len__(self) -> int:
        return len(self._answers)

    def beginning(self, model: str) -> str:
        """Return what of a model's name a licence may ask for: which of the names asked for it bears, and where."""
        name = plain_name(model.rpartition("/")[2])
        found = [
            f"{number}{'b' if name.startswith((wanted, 'meta' + wanted)) else 'i'}"
            for number, wanted in enumerate(self._prefixes)
            if wanted in name
        ]
        return " ".join(found)
