"""The forms in which weights are kept, by name: a list in `weight_forms.yaml` that anyone can extend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from openness.files.yamldoc import read_yaml, validate

FILE = Path(__file__).with_name("weight_forms.yaml")
FORMATS = ("safetensors", "pickle", "gguf", "onnx", "tensorflow", "flax", "other")
_PART = re.compile(
    r"(?<=.)[-_.](?:(?:part|split|chunk|vol)[-_.]?)?(?:\d{1,5}(?:[-_]?of[-_]?\d{1,5})?|[a-z]{1,2})$", re.I
)
_LONGEST = 1000


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


def _checked(patterns: list[str]) -> list[str]:
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as failure:
            raise ValueError(f"{pattern!r} is no regular expression ({failure})") from failure
    return patterns


class _Form(_Strict):
    format: Literal["safetensors", "pickle", "gguf", "onnx", "tensorflow", "flax", "other"]
    kept_by: str
    endings: list[str] = Field(default_factory=list)
    names: list[str] = Field(default_factory=list)
    paths: list[str] = Field(default_factory=list)

    _patterns = field_validator("names", "paths")(_checked)


class _State(_Strict):
    all: list[str]
    tokenizers: list[str]


class _Neither(_Strict):
    endings: list[str]
    names: list[str]

    _patterns = field_validator("names")(_checked)


class _File(_Strict):
    weights: list[_Form]
    state: _State
    neither: _Neither


@dataclass(frozen=True)
class WeightForms:
    """The list, compiled; every question is answered from a path's words alone."""

    endings: dict[str, str]
    names: tuple[tuple[re.Pattern[str], str], ...]
    any_name: re.Pattern[str]
    """What one of the names at least matches."""
    paths: tuple[tuple[re.Pattern[str], str], ...]
    any_path: re.Pattern[str]
    state: re.Pattern[str]
    tokenizers: re.Pattern[str]
    plain_endings: frozenset[str]
    plain_names: re.Pattern[str]

    def format_of(self, path: str) -> str | None:
        """Return the format of the weights in a file, or None where its name is not one of weights."""
        path = path[:_LONGEST]
        name = path.rpartition("/")[2]
        if self.state.match(name):
            return None
        found = self._format(path, name)
        if found is None and (part := _PART.search(name)) is not None:
            cut = len(name) - part.start()
            found = self._format(path[:-cut], name[: part.start()])
        return None if found != "safetensors" and self.tokenizers.match(name) else found

    def _format(self, path: str, name: str) -> str | None:
        lower = name.lower()
        at = lower.find(".", 1)
        while at > 0:
            if (known := self.endings.get(lower[at:])) is not None:
                return known
            at = lower.find(".", at + 1)
        if self.any_name.fullmatch(name):
            for pattern, kind in self.names:
                if pattern.fullmatch(name):
                    return kind
        if self.any_path.fullmatch(path) is None:
            return None
        return next(kind for pattern, kind in self.paths if pattern.fullmatch(path))

    def unknown(self, path: str) -> bool:
        """Return whether nothing is known of a file: neither that it holds weights nor that it holds none."""
        name = path[:_LONGEST].rpartition("/")[2]
        if self.format_of(path) is not None or self.state.match(name) or self.tokenizers.match(name):
            return False
        dot = name.rfind(".")
        ending = name[dot:].lower() if dot > 0 else ""
        return ending not in self.plain_endings and self.plain_names.fullmatch(name) is None


@lru_cache(maxsize=1)
def weight_forms() -> WeightForms:
    """Return the shipped list. Raises DocumentError, naming file and line, where it is wrong."""
    return read_forms(FILE)


def read_forms(path: Path) -> WeightForms:
    """Read and check one list; raise DocumentError with every problem."""
    told = validate(read_yaml(path, name=path.name), _File)
    return WeightForms(
        endings={ending.lower(): form.format for form in told.weights for ending in form.endings},
        names=_patterns((pattern, form.format) for form in told.weights for pattern in form.names),
        any_name=_any_of(pattern for form in told.weights for pattern in form.names),
        paths=_patterns((pattern, form.format) for form in told.weights for pattern in form.paths),
        any_path=_any_of(pattern for form in told.weights for pattern in form.paths),
        state=_beginning(told.state.all),
        tokenizers=_beginning(told.state.tokenizers),
        plain_endings=frozenset(ending.lower() for ending in told.neither.endings),
        plain_names=_any_of(told.neither.names),
    )


def _patterns(found: Iterable[tuple[str, str]]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in found)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _beginning(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?=[-_.\d]|$)", re.IGNORECASE)
