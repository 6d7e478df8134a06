"""Ids by digest: the row that bears an id is found in one part of a kept index, without reading the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, pairwise
from operator import mul

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from openness.files.kept import Kept, KeptFile, joined_digest, tool_digest
from openness.snapshot.cells import without_case

Digests = npt.NDArray[np.uint64]

_LETTERS = 512
"""Bytes of a text that its digest is made of, beside its length: ids are shorter."""
_STEP = 1 << 16
"""Texts whose letters are added up at once."""
_PARTS = 256
_ALL_BITS = (1 << 64) - 1
_DTYPE = np.dtype([("digest", "<u8"), ("row", "<i4")])
_NAME = "ids"


def digests_of(texts: pa.Array) -> Digests:
    """Return a digest of each text without case; there is no empty cell. Two texts may share one."""
    plain = without_case(texts)
    found = [_digests(plain.slice(start, _STEP)) for start in range(0, len(plain), _STEP)]
    return np.concatenate(found) if found else np.empty(0, dtype=np.uint64)


def digest_of(text: str) -> np.uint64:
    """Return the digest of one text."""
    written = text.casefold().encode(errors="replace")
    factors, before = _numbers()
    size = min(len(written), _LETTERS)
    added = sum(map(mul, written[:size], factors)) + before[size] + len(written) * factors[-1]
    return np.uint64(added & _ALL_BITS)


def _digests(texts: pa.Array) -> Digests:
    _, ends, data = texts.buffers()
    bounds = np.frombuffer(ends, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    sizes = np.minimum(np.diff(bounds), _LETTERS)
    starts = np.cumsum(sizes) - sizes
    places = np.arange(int(sizes.sum())) - np.repeat(starts, sizes)
    letters = np.frombuffer(data, np.uint8)[np.repeat(bounds[:-1], sizes) + places] if len(places) else np.empty(0)
    sums = np.append(np.uint64(0), np.cumsum((letters.astype(np.uint64) + np.uint64(1)) * _factors()[places]))
    added: Digests = sums[starts + sizes] - sums[starts]
    added += np.diff(bounds).astype(np.uint64) * _factors()[-1]
    return added


@lru_cache(maxsize=1)
def _factors() -> Digests:
    """Return what the letter at each place is multiplied with, and last the factor of the length."""
    drawn = (blake2b(place.to_bytes(4, "big"), digest_size=8).digest() for place in range(_LETTERS + 1))
    return np.frombuffer(b"".join(drawn), dtype="<u8").astype(np.uint64)


@lru_cache(maxsize=1)
def _numbers() -> tuple[list[int], list[int]]:
    """Return the factors as Python's own numbers, and the sums of those before each place."""
    factors = _factors().tolist()
    return factors, [0, *accumulate(factors)]


class KeptIds:
    """The rows of a table's ids, in parts by the first bits of their digests; `parts_read` counts those read."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file
        self.parts_read = 0

    def rows(self, text: str) -> list[int]:
        """Return the rows that may bear an id, without regard to case: those with its digest, mostly one or none."""
        wanted = digest_of(text)
        part = np.frombuffer(self._file.part(int(wanted >> np.uint64(56))), _DTYPE)
        self.parts_read += 1
        first, last = (int(np.searchsorted(part["digest"], wanted, side)) for side in ("left", "right"))
        return [int(row) for row in part["row"][first:last]]


def ids_of(kept: Kept, table: str, names: Callable[[], pa.Array]) -> KeptIds | None:
    """Return the index of a table's ids, made and kept where there is none yet; None where nothing can be kept.

    `table` is the digest of the table's bytes. The index takes 12 bytes an id.
    """
    if kept.folder is None:
        return None
    digest = joined_digest(tool_digest(), table)
    file = kept.read(_NAME, digest)
    if file is None:
        kept.write(_NAME, digest, None, _parts(digests_of(names())))
        file = kept.read(_NAME, digest)
    return None if file is None else KeptIds(file)


def _parts(digests: Digests) -> list[bytes]:
    order = np.argsort(digests, kind="stable")
    index = np.empty(len(order), _DTYPE)
    index["digest"], index["row"] = digests[order], order
    bounds = np.searchsorted(index["digest"] >> np.uint64(56), np.arange(_PARTS + 1, dtype=np.uint64))
    return [index[start:end].tobytes() for start, end in pairwise(bounds)]
