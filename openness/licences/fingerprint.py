"""Fingerprints of licence texts: sets of shingle hashes, from which no text can be read back.

The file `fingerprints.json` is made by `tools/licence_fingerprints.py` from texts that lie outside
the repository. Each entry names the licence, where the text came from, its number of words, and its
shingle hashes: 24 bits each, sorted, written as differences of variable length, base 85. Hashes of
headings, copyright lines and appendices stand apart: a text without them is the same licence.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, repeat
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
    known_texts, who = holders()
    shared = Counter(chain.from_iterable(map(who.get, hashes, repeat(()))))
    of_text = len(hashes)
    found: list[Likeness] = []
    for number, (known, required, spare) in enumerate(known_texts):
        held = shared[2 * number]
        if common := held + shared[2 * number + 1]:
            likeness = 2 * common / (of_text + required + spare)
            present = held / required if required else 0.0
            found.append(Likeness(known, likeness, common / of_text, present, required - held, common))
    found.sort(key=lambda like: (-like.similarity, like.fingerprint.licence, like.fingerprint.source))
    return found


@cache
def holders() -> tuple[list[tuple[Fingerprint, int, int]], dict[int, tuple[int, ...]]]:
    """Return the known texts with how many hashes of each are required and spare, and who holds each hash.

    A holder is twice the number of its text, one more where the hash is spare: one look for each hash of a text in
    place of an intersection with each of the known ones, a tenth of the time.
    """
    known_texts: list[tuple[Fingerprint, int, int]] = []
    who: dict[int, tuple[int, ...]] = {}
    for number, known in enumerate(fingerprints()):
        required = unpack(known.packed)
        spare = set(unpack(known.spare)).difference(required)
        known_texts.append((known, len(required), len(spare)))
        for holder, values in ((2 * number, required), (2 * number + 1, spare)):
            for value in values:
                who[value] = (*who.get(value, ()), holder)
    return known_texts, who
