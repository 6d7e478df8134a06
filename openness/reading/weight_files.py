"""Weight files told from everything else in a repository's file list, by name alone.

Names are what strangers typed, so nothing here trusts more than a convention of a well-known
library: a file counts as weights for its form (see `weight_forms`), and as adapter, delta, shard or
intermediate checkpoint for the words its name is made of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from openness.reading.shards import missing_shards, torn_beside_whole
from openness.reading.weight_forms import weight_forms
from openness.record.record import Look, Record
from openness.words.pattern import pattern_of

_SHARD = re.compile(r"(\d{1,6})(?:-of-|(?<=part\d)of|(?<=part\d\d)of)(\d{1,6})", re.IGNORECASE)
_OPEN_PART = re.compile(
    r"(?:^consolidated\.|^mp_rank_|[-_]TP[-_]|[-_.]part[-_]?)\d|[-_.](?:split|part|chunk)[-_.]?(?:\d+|[a-z]{1,2})$"
    r"|\.\d{3}$|^__\d+_\d+\.distcp$|^tensor\d{5}_\d{3}$|^params_shard_\d",
    re.IGNORECASE,
)
_ADAPTER = pattern_of(
    r"^adapter_model\b|^adapters?\.|^pytorch_lora|(?:^|[-_.])q?lora(?:[-_.]|$)|^ip[-_]adapter", re.IGNORECASE
)
_DELTA = pattern_of(r"(?:^|[-_.])delta(?:[-_.](?:weights?|v\d[\w.]*)|s?(?=[-_.]|$))", re.IGNORECASE)
_FULL = re.compile(
    r"^(?:model|pytorch_model|tf_model|flax_model|consolidated|diffusion_pytorch_model)(?=[-_.]|$)", re.IGNORECASE
)
_STEP_FOLDER = re.compile(
    r"^(?:checkpoint|ckpt|global[-_]?step|step|iter(?:ation)?|epoch|stage\d+[-_]step)[-_]?\d[\w.-]*$", re.IGNORECASE
)
QUANTIZED_NAME = pattern_of(
    r"(?:^|[-_. /])(?:i?q[1-8]|tq[12]|gptq|awq|exl[23]|bnb|nf4|int[48]|[48]-?bit|w[48]a(?:4|8|16)|fp8|nvfp4|mxfp4"
    r"|qu?int8|quantized)(?=[-_. /]|$)",
    re.IGNORECASE,
)
"""A word in a file or repository name that says the numbers are stored with fewer bits."""
_WHOLE_PRECISION = re.compile(r"(?:^|[-_.])(?:bf16|f16|fp16|f32|fp32)(?=[-_.]|$)", re.IGNORECASE)


@dataclass(frozen=True)
class WeightFile:
    """One file with weights in it; `checkpoint` names its folder where that is an intermediate checkpoint."""

    path: str
    folder: str
    name: str
    format: str
    checkpoint: str | None
    shard: tuple[str, int, int] | None
    """Set it belongs to (name with the number left out), number, and how many there should be."""

    @property
    def adapter(self) -> bool:
        return bool(_ADAPTER.search(self.name))

    @property
    def delta(self) -> bool:
        return bool(_DELTA.search(self.name))

    @property
    def plainly_full(self) -> bool:
        return bool(_FULL.match(self.name)) and not self.delta

    @property
    def open_part(self) -> bool:
        """True where the name is one part of several without saying of how many."""
        return self.shard is None and bool(_OPEN_PART.search(self.name))

    @property
    def quantized(self) -> bool | None:
        """True or False where the name says which precision, None where it does not."""
        if QUANTIZED_NAME.search(self.name):
            return True
        return False if _WHOLE_PRECISION.search(self.name) else None


@dataclass(frozen=True)
class WeightSurvey:
    """What a file list says about weights.

    `missing` holds one sentence for each set of shards that is not whole and that nothing replaces, `torn` one for
    each that a whole set stands in for. `unknown` are, where no weights are told, the files of a kind nobody knows.
    """

    files: tuple[WeightFile, ...]
    checkpoints: tuple[str, ...]
    missing: tuple[str, ...]
    torn: tuple[str, ...]
    unknown: tuple[str, ...]
    adapter_config: bool

    @property
    def main(self) -> tuple[WeightFile, ...]:
        """The weights people use: all but those in folders of intermediate checkpoints."""
        return tuple(file for file in self.files if file.checkpoint is None) or self.files

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(sorted({file.format for file in self.main}))


@lru_cache(maxsize=4)
def survey(paths: tuple[str, ...]) -> WeightSurvey:
    """Return the weights in a repository's file list (paths from its root, `/` between folders)."""
    files = tuple(file for path in paths if (file := weight_file(path)) is not None)
    kept = {file.checkpoint for file in files if file.checkpoint is not None}
    return WeightSurvey(
        files=files,
        checkpoints=tuple(sorted(kept)),
        missing=missing_shards(paths, files),
        torn=torn_beside_whole(paths, files),
        unknown=() if files else tuple(path for path in paths if weight_forms().unknown(path)),
        adapter_config=any(path.rsplit("/", 1)[-1] == "adapter_config.json" for path in paths),
    )


def survey_record(record: Record) -> WeightSurvey | None:
    """Return the survey of a record's whole file list, or None where the list was not read."""
    listed = record.body.files
    if record.files_look is not Look.READ or listed is None:
        return None
    return survey(tuple(file.path for file in listed))


@lru_cache(maxsize=8192)
def weight_file(path: str) -> WeightFile | None:
    """Return what `path` is as a weight file, or None if it is none; repositories share most of their files' names."""
    folder, _, name = path[:1000].rpartition("/")
    kind = weight_forms().format_of(path)
    if kind is None:
        return None
    checkpoint = next((part for part in folder.split("/") if part and _STEP_FOLDER.match(part)), None)
    shard = None
    if (found := _SHARD.search(name)) is not None and int(found[2]) > 0:
        shard = (name[: found.start()] + "*" + name[found.end() :], int(found[1]), int(found[2]))
    return WeightFile(path, folder, name, kind, checkpoint, shard)
