"""Which sets of weight files are whole, and which torn set nothing stands in for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

_INDEX = re.compile(r"^(.+?)\.(safetensors|bin)\.index(?:\.[\w-]+)?\.json$")
_PROJECTOR = re.compile(r"mmproj|imatrix|(?:^|[-_.])(?:vae|clip|encoder|projector|draft)(?:[-_.]|$)", re.IGNORECASE)
_VARIANT = re.compile(
    r"(?:i?q[1-8](?:_[0-9a-z]+)*|tq[12]\w*|gptq|awq|exl[23]|bnb|nf4|int[48]|[48]-?bit|w[48]a(?:4|8|16)|fp8|nvfp4|mxfp4|qu?int8"
    r"|quantized|bf16|f16|fp16|f32|fp32|half|[-_.*/\d])",
    re.IGNORECASE,
)
_MAIN = re.compile(r"model|pytorchmodel|consolidated|diffusionpytorchmodel")


class File(Protocol):
    """What is asked of a weight file here."""

    @property
    def folder(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def format(self) -> str: ...
    @property
    def shard(self) -> tuple[str, int, int] | None:
        """The set it belongs to, its number, and how many there should be."""

    @property
    def open_part(self) -> bool:
        """True where the name is one part of several without saying of how many."""


@dataclass(frozen=True)
class _Set:
    folder: str
    stem: str
    format: str
    problem: str = ""

    @property
    def kind(self) -> str:
        """What the set holds, precision and place left out: `Q4_K_M/m-Q4_K_M` and `m-Q8_0` are alike."""
        left = _VARIANT.sub("", self.stem.removesuffix("." + self.format))
        return "model" if _MAIN.fullmatch(left) else left.lower()


def missing_shards(paths: Sequence[str], files: Sequence[File]) -> tuple[str, ...]:
    """Return one sentence for each set that lacks shards and that no whole set stands in for."""
    return _torn(paths, files)[0]


def torn_beside_whole(paths: Sequence[str], files: Sequence[File]) -> tuple[str, ...]:
    """Return one sentence for each set that lacks shards while a whole set of the same weights is there."""
    return _torn(paths, files)[1]


def _torn(paths: Sequence[str], files: Sequence[File]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    whole, torn = _sets(files)
    present = {(file.folder, file.format) for file in files}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if (index := _INDEX.match(name)) is not None:
            kind = "safetensors" if index[2] == "safetensors" else "pickle"
            if (folder, kind) not in present:
                torn.append(_Set(folder, index[1], kind, f"{path} lists shards, and none of them is there"))
    replaced = [any(_stands_in(other, found) for other in whole) for found in torn]
    return (
        tuple(found.problem for found, other in zip(torn, replaced, strict=True) if not other),
        tuple(found.problem for found, other in zip(torn, replaced, strict=True) if other),
    )


def _sets(files: Sequence[File]) -> tuple[list[_Set], list[_Set]]:
    numbers: dict[tuple[str, str, int, str], set[int]] = defaultdict(set)
    whole, torn = [], []
    for file in files:
        if file.shard is not None:
            stem, number, total = file.shard
            numbers[file.folder, stem, total, file.format].add(number)
        elif not file.open_part:
            whole.append(_Set(file.folder, file.name, file.format))
    for (folder, stem, total, kind), seen in sorted(numbers.items()):
        first = 0 if 0 in seen else 1
        there = sum(first <= number < first + total for number in seen)
        if there == total:
            whole.append(_Set(folder, stem, kind))
        else:
            at = f"{folder}/{stem}" if folder else stem
            torn.append(_Set(folder, stem, kind, f"{there} of {total} shards of {at} are there"))
    return whole, torn


def _stands_in(whole: _Set, torn: _Set) -> bool:
    """Return whether a whole set holds the weights that a torn one should: another format, or another precision."""
    if whole.folder == torn.folder and whole.format != torn.format:
        return True
    if whole.format != torn.format or _PROJECTOR.search(whole.stem):
        return False
    if whole.format == "gguf":  # each such file runs by itself
        return True
    places = {_VARIANT.sub("", found.folder).lower() for found in (whole, torn)}
    return len(places) == 1 and whole.kind == torn.kind
