"""What to ask the Hub of a model or data set, and pages of listings read row by row."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from pydantic import ValidationError

from openness.hub.address import shown
from openness.hub.errors import UnusableAnswer
from openness.record.hub_id import is_hub_id
from openness.record.record import ModelBody, Rejected

PAGE = 1000
"""Rows a page; the Hub gives no more."""
MOST_BARREN = 16
"""So many pages in a row without a new model are the end of a listing, whatever it says of further ones."""

_CORE = ("sha", "gated", "disabled", "private", "tags", "cardData", "siblings", "lastModified", "createdAt")
_EXTRA = (
    "author",
    "downloads",
    "likes",
    "pipeline_tag",
    "library_name",
    "config",
    "safetensors",
    "gguf",
    "usedStorage",
)
_DATASET = ("sha", "gated", "disabled", "private", "tags", "cardData", "lastModified")
_INDEX = re.compile(r"expand\W{0,3}(\d{1,3})")


class Expand:
    """Which properties to ask for, learning from the values an endpoint refuses (400).

    The Hub's list of accepted values changes and differs between listings and single models, so a
    refused value is left out from then on. Thread-safe.
    """

    def __init__(self, *values: str) -> None:
        self._values = values
        self._lock = threading.Lock()

    @property
    def values(self) -> tuple[str, ...]:
        """The values to ask for now; empty when the endpoint knows no `expand` at all."""
        return self._values

    def without_refused(self, asked: tuple[str, ...], told: str) -> bool:
        """Drop what a refusal of `asked` names; return False if there is nothing left to drop."""
        with self._lock:
            if not asked:
                return False
            if self._values == asked:
                self._values = tuple(value for value in asked if value not in _refused(asked, told))
            return True


def _refused(asked: tuple[str, ...], told: str) -> set[str]:
    """Return which of `asked` the endpoint's explanation `told` refuses: never none, so that asking ends."""
    by_index = {asked[int(number)] for number in _INDEX.findall(told) if int(number) < len(asked)}
    if by_index:
        return by_index
    words = set(re.findall(r"[A-Za-z_-]+", told))
    named = {value for value in asked if value in words}
    if len(named) > len(asked) // 2:  # it lists what it would accept
        named = set(asked) - named
    if named:
        return named
    extra = {value for value in asked if value in _EXTRA}
    return extra or set(asked)


def list_expand() -> Expand:
    """Return what a listing of models is asked for; `usedStorage` is for single models."""
    return Expand(*_CORE, *(value for value in _EXTRA if value != "usedStorage"))


def brief_expand() -> Expand:
    """Return what a listing is asked for of models that are held: what can change without a new revision."""
    return Expand("sha", "gated", "disabled", "private", "lastModified", "downloads", "likes")


def model_expand() -> Expand:
    """Return what a single model is asked for."""
    return Expand(*_CORE, *_EXTRA)


def dataset_expand() -> Expand:
    """Return what a data set is asked for; no file list, which can be endless."""
    return Expand(*_DATASET)


@dataclass(frozen=True)
class Row:
    """One row of a listing: a usable body, or why it is none. `key` tells rows apart."""

    key: str
    item: ModelBody | Rejected


@dataclass(frozen=True)
class Page:
    """One page of a listing; `next_url` continues it, None at the end."""

    rows: tuple[Row, ...]
    next_url: str | None
    dated: datetime | None = None
    """When the endpoint answered, by its own clock, where it says."""


def dated(headers: Mapping[str, str]) -> datetime | None:
    """Return when an answer was made by the clock of who made it, None where it does not say."""
    try:
        told = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return None
    return told.replace(tzinfo=told.tzinfo or UTC).astimezone(UTC)


def read_row(row: Any, url: str) -> Row:
    """Validate one row of a listing; what cannot be used becomes a Rejected with the reason."""
    try:
        body = read_body(row)
    except UnusableAnswer as problem:
        told = row.get("id", row.get("modelId")) if isinstance(row, dict) else None
        name = told if isinstance(told, str) and told else None
        rejected = Rejected(id=shown(name, 200) if name else None, part="listing row", reason=str(problem), url=url)
        return Row(f"row {_digest(row)}", rejected)
    return Row(body.id.lower(), body)


def read_body(row: Any) -> ModelBody:
    """Return `row` as the body of a model; raises UnusableAnswer with one sentence if it cannot be one."""
    if row is None:
        raise UnusableAnswer("not readable as JSON (numbers or nesting out of bounds)")
    if not isinstance(row, dict):
        raise UnusableAnswer(f"not an object but '{shown(row, 40)}'")
    try:
        body = ModelBody.model_validate(row)
    except (ValidationError, RecursionError) as error:
        raise UnusableAnswer(f"no usable id: {_first(error)}") from error
    if not is_hub_id(body.id):
        raise UnusableAnswer(f"'{shown(body.id)}' is not an id of the Hub")
    try:
        body.model_dump_json()
    except (ValueError, RecursionError) as error:
        raise UnusableAnswer("its metadata cannot be stored: nested too deep or not valid Unicode") from error
    return body


def _digest(row: Any) -> str:
    try:
        text = json.dumps(row, sort_keys=True, default=str)
    except (TypeError, ValueError, RecursionError):
        text = str(type(row))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
    return "nested too deep"
