"""Which models a refresh is about: named ids, all of one account, or the most downloaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Ids:
    """These models, in this order; an id that comes twice (without regard to case) counts once."""

    ids: tuple[str, ...]

    @classmethod
    def of(cls, ids: Iterable[str]) -> Ids:
        """Return a selection of `ids`, stripped, empty ones left out, each once."""
        first: dict[str, str] = {}
        for model_id in ids:
            if stripped := model_id.strip():
                first.setdefault(stripped.lower(), stripped)
        return cls(tuple(first.values()))


@dataclass(frozen=True)
class Author:
    """All models of one account, as the Hub lists them."""

    name: str


@dataclass(frozen=True)
class Top:
    """The most downloaded models."""

    number: int


@dataclass(frozen=True)
class All:
    """Every model that the Hub lists."""


Selection = Ids | Author | Top | All


@dataclass(frozen=True)
class Cards:
    """Of which listed models more is asked than the listing tells: card, licence files, data sets and bases.

    Those among the `first` most downloaded of a listing, and with `changed` those whose revision is not the one last
    read. What was read at an unchanged revision is kept in any case.
    """

    first: int | None = 0
    """None: all of them."""
    changed: bool = False
    named: int | None = None
    """So many data sets and base models are asked about, those first that most of these models name; None: all."""

    def wanted(self, place: int, *, changed: bool) -> bool:
        """Return whether the model at a place from 0 by downloads is asked about."""
        return self.first is None or place < self.first or (self.changed and changed)

    @property
    def none(self) -> bool:
        """Whether no model is asked about."""
        return self.first == 0 and not self.changed


ALL_CARDS, NO_CARDS = Cards(None), Cards()


def fingerprint(selection: Selection, endpoint: str, cards: Cards = ALL_CARDS, since: datetime | None = None) -> str:
    """Return 16 hexadecimal characters that stand for this selection at this endpoint, or for its changes `since`.

    Name a journal after it (`refresh-<fingerprint>.jsonl`), so that different refreshes keep apart.
    """
    match selection:
        case Ids(ids):
            said: object = {"ids": [model_id.lower() for model_id in Ids.of(ids).ids]}
        case Author(name):
            said = {"author": name}
        case Top(number):
            said = {"top": number}
        case All():
            said = "all"
    more: list[object] = [] if cards == ALL_CARDS else [cards.first, cards.changed]
    more += [] if cards.named is None else ["named", cards.named]
    more += [] if since is None else [since.isoformat()]
    text = json.dumps([endpoint.rstrip("/"), said, *more], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
