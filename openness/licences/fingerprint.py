"""Fingerprints of licence texts: sets of shingle hashes, from which no text can be read back.

The file `fingerprints.json` is made by `tools/licence_fingerprints.py` from texts that lie outside
the repository. Each entry names the licence, where the text came from, its number of words, and its
shingle hashes: 24 bits each, sorted, written as differences of variable length, base 85. Hashes of
headings, copyright lines and appendices stand apart: a text without them is the same licence.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).resolve().parent / "fingerprints.json"


@dataclass(frozen=True)
class Fingerprint:
    """One known text. `what` is `licence` or `use policy`; `words` is its length."""

    licence: str
    what: str
    source: str
    words: int
    packed: str
    spare: str = ""
    """Hashes of what may be missing."""
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    """The hashes with which the text, and its terms, begin and end."""
    headings: tuple[int, ...] = ()
    """Hashes of the short lines at its head, whole: they stand there with or without a holder's line between."""

    @cached_property
    def required(self) -> frozenset[int]:
        return frozenset(unpack(self.packed))

    @cached_property
    def spares(self) -> frozenset[int]:
        return frozenset(unpack(self.spare))

    @cached_property
    def hashes(self) -> frozenset[int]:
        return self.required | self.spares


def pack(hashes: Iterable[int]) -> str:
    """Return distinct hashes as text: sorted differences, seven bits a byte, base 85."""
    out = bytearray()
    last = 0
    for value in sorted(set(hashes)):
        step = value - last
        last = value
        while step >= 0x80:
            out.append(0x80 | (step & 0x7F))
            step >>= 7
        out.append(step)
    return base64.b85encode(bytes(out)).decode("ascii")


def unpack(text: str) -> list[int]:
    """Return the hashes `pack` wrote, sorted."""
    found: list[int] = []
    value = step = shift = 0
    for byte in base64.b85decode(text):
        step |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            continue
        value += step
        found.append(value)
        step = shift = 0
    return found


@cache
def fingerprints() -> tuple[Fingerprint, ...]:
    """Return every known text, read once on first use."""
    entries = json.loads(FILE.read_text(encoding="utf-8"))["fingerprints"]
    return tuple(_fingerprint(entry) for entry in entries)


def _fingerprint(entry: dict[str, Any]) -> Fingerprint:
    return Fingerprint(
        **{
            **entry,
            "begins": tuple(entry["begins"]),
            "ends": tuple(entry["ends"]),
            "headings": tuple(entry["headings"]),
        }
    )


class Likeness(NamedTuple):
    """How one text compares with one fingerprint; all shares are between 0 and 1."""

    fingerprint: Fingerprint
    similarity: float
    """Twice the common shingles over the shingles of both (Dice)."""
    covered: float
    """Share of the text's shingles that stand in the known text."""
    present: float
    """Share of the known text's required shingles that stand in the text."""
    missing: int
    """Number of required shingles that do not."""
    common: int
    """Number of shingles of both."""


def compare(hashes: frozenset[int], known: Fingerprint) -> Likeness:
    """Return how a text's shingle hashes compare with a known text."""
    common = len(hashes & known.hashes)
    total = len(hashes) + len(known.hashes)
    held = len(hashes & known.required)
    return Likeness(
        fingerprint=known,
        similarity=2 * common / total if total else 0.0,
        covered=common / len(hashes) if hashes else 0.0,
        present=held / len(known.required) if known.required else 0.0,
        missing=len(known.required) - held,
        common=common,
    )


def nearest(hashes: frozenset[int]) -> list[Likeness]:
    """Return all known texts that share something with the text, the most alike first."""
    found = [compare(hashes, known) for known in fingerprints() if not hashes.isdisjoint(known.hashes)]
    found.sort(key=lambda like: (-like.similarity, like.fingerprint.licence, like.fingerprint.source))
    return [like for like in found if like.similarity > 0]
