"""Which models a refresh is about: named ids, all of one account, or the most downloaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass


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


Selection = Ids | Author | Top


def fingerprint(selection: Selection, endpoint: str) -> str:
    """Return 16 hexadecimal characters that stand for this selection at this endpoint.

    Name a journal after it (`refresh-<fingerprint>.jsonl`), so that different refreshes keep apart.
    """
    match selection:
        case Ids(ids):
            said: object = {"ids": [model_id.lower() for model_id in Ids.of(ids).ids]}
        case Author(name):
            said = {"author": name}
        case Top(number):
            said = {"top": number}
    text = json.dumps([endpoint.rstrip("/"), said], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
