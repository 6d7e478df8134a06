"""Weight files told from everything else in a repository's file list, by name alone.

Names are what strangers typed, so nothing here trusts more than a convention of a well-known
library: a file counts as weights for its extension, and as training state, adapter, delta, shard
or intermediate checkpoint for the words its name is made of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from openness.record.record import Look, Record

_EXTENSIONS = {
    ".safetensors": "safetensors",
    ".pt": "pickle",
    ".pth": "pickle",
    ".th": "pickle",
    ".ckpt": "pickle",
    ".pkl": "pickle",
    ".pickle": "pickle",
    ".joblib": "pickle",
    ".gguf": "gguf",
    ".onnx": "onnx",
    ".h5": "tensorflow",
    ".keras": "tensorflow",
    ".tflite": "tensorflow",
    ".pb": "tensorflow",
    ".msgpack": "flax",
    ".ot": "other",
    ".ggml": "other",
    ".mlmodel": "other",
    ".npz": "other",
    ".nemo": "other",
    ".llamafile": "other",
    ".litertlm": "other",
    ".task": "other",
    ".pte": "other",
    ".engine": "other",
}
_PICKLED_BIN = re.compile(r"(?:^|[-_.])(?:pytorch|adapter|torch|lora|mp_rank|diffusion)", re.IGNORECASE)
_STATE = re.compile(
    r"^(?:optimizer|optim|(?:lr_|noise_)?scheduler|scaler|training_args|rng_state|random_states?|counter|dataloader"
    r"|trainer_state|brain|zero_pp_rank|tokenizer|openvino_(?:de)?tokenizer|vocab|normalizer|imatrix|events)(?=[-_.\d]|$)",
    re.IGNORECASE,
)
_SHARD = re.compile(r"(\d{1,6})-of-(\d{1,6})")
_TF_CHECKPOINT = re.compile(r"\.data-\d{5}-of-\d{5}$")
_OPEN_PART = re.compile(r"(?:^consolidated\.|^mp_rank_|[-_]TP[-_]|[-_.]part[-_]?)\d", re.IGNORECASE)
_INDEX = re.compile(r"^(.+?)\.(safetensors|bin)\.index(?:\.[\w-]+)?\.json$")
_ADAPTER = re.compile(
    r"^adapter_model\b|^adapters?\.|^pytorch_lora|(?:^|[-_.])q?lora(?:[-_.]|$)|^ip[-_]adapter", re.IGNORECASE
)
_DELTA = re.compile(r"(?:^|[-_.])delta(?:[-_.](?:weights?|v\d[\w.]*)|s?(?=[-_.]|$))", re.IGNORECASE)
_FULL = re.compile(
    r"^(?:model|pytorch_model|tf_model|flax_model|consolidated|diffusion_pytorch_model)(?=[-_.]|$)", re.IGNORECASE
)
_STEP_FOLDER = re.compile(
    r"^(?:checkpoint|ckpt|global[-_]?step|step|iter(?:ation)?|epoch|stage\d+[-_]step)[-_]?\d[\w.-]*$", re.IGNORECASE
)
QUANTIZED_NAME = re.compile(
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

    `missing` holds one sentence for each set of shards that is not whole and that nothing replaces.
    """

    files: tuple[WeightFile, ...]
    checkpoints: tuple[str, ...]
    missing: tuple[str, ...]
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
        missing=tuple(_missing(paths, files)),
        adapter_config=any(path.rsplit("/", 1)[-1] == "adapter_config.json" for path in paths),
    )


def survey_record(record: Record) -> WeightSurvey | None:
    """Return the survey of a record's whole file list, or None where the list was not read."""
    listed = record.body.files
    if record.files_look is not Look.READ or listed is None:
        return None
    return survey(tuple(file.path for file in listed))


def weight_file(path: str) -> WeightFile | None:
    """Return what `path` is as a weight file, or None if it is none."""
    folder, _, name = path[:1000].rpartition("/")
    kind = _format(folder, name)
    if kind is None or _STATE.match(name):
        return None
    checkpoint = next((part for part in folder.split("/") if part and _STEP_FOLDER.match(part)), None)
    shard = None
    if (found := _SHARD.search(name)) is not None and int(found[2]) > 0:
        shard = (name[: found.start()] + "*" + name[found.end() :], int(found[1]), int(found[2]))
    return WeightFile(path, folder, name, kind, checkpoint, shard)


def _format(folder: str, name: str) -> str | None:
    if _TF_CHECKPOINT.search(name):
        return "tensorflow"
    dot = name.rfind(".")
    extension = name[dot:].lower() if dot > 0 else ""
    if extension == ".onnx_data" or name.lower().endswith(".onnx.data"):
        return "onnx"
    if extension == ".bin":
        if "openvino" in f"{folder}/{name}".lower() or "mlpackage" in folder or folder.endswith(("metal", "ggml")):
            return "other"
        return "pickle" if _PICKLED_BIN.search(name) else "other" if _binary_weights(name) else None
    if extension == ".pb" and name != "saved_model.pb":
        return "tensorflow" if "model" in name or "graph" in name else None
    return _EXTENSIONS.get(extension)


def _binary_weights(name: str) -> bool:
    lowered = name.lower()
    return "model" in lowered or "weight" in lowered or "ggml" in lowered or "consolidated" in lowered


def _missing(paths: tuple[str, ...], files: tuple[WeightFile, ...]) -> list[str]:
    """Name the incomplete sets that no whole copy of the same folder, in another format, stands in for."""
    numbers: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    formats: dict[tuple[str, str, int], str] = {}
    whole: set[tuple[str, str]] = set()
    for file in files:
        if file.shard is None:
            if not file.open_part:
                whole.add((file.folder, file.format))
            continue
        stem, number, total = file.shard
        numbers[file.folder, stem, total].add(number)
        formats[file.folder, stem, total] = file.format
    problems: dict[tuple[str, str], str] = {}
    for (folder, stem, total), seen in numbers.items():
        first = 0 if 0 in seen else 1
        there = sum(first <= number < first + total for number in seen)
        at = f"{folder}/{stem}" if folder else stem
        if there < total:
            problems[folder, formats[folder, stem, total]] = f"{there} of {total} shards of {at} are there"
        else:
            whole.add((folder, formats[folder, stem, total]))
    present = {(file.folder, file.format) for file in files}
    for path in paths:
        folder, _, name = path.rpartition("/")
        if (index := _INDEX.match(name)) is not None:
            kind = "safetensors" if index[2] == "safetensors" else "pickle"
            if (folder, kind) not in present:
                problems.setdefault((folder, kind), f"{path} lists shards, and none of them is there")
    return [
        sentence
        for (folder, kind), sentence in sorted(problems.items())
        if not any(where == folder and other != kind for where, other in whole)
    ]
