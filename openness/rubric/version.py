"""What a version promises: the same rules under the same name. Digests of rules, and what is recorded of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from openness.files.shipped import resource_folder
from openness.files.yamldoc import Document

RECORD = "versions.json"
"""The file beside the presets that holds, by id and version, the digest of the rules each stood for."""

_RULES = ("dimensions", "definitions", "criteria", "gates", "ladder", "assessments", "ranks", "ties", "ranked_from")
_WORDS = ("title", "question", "why", "fix", "ask", "cites")
_DIGITS = 12


def digest_of(document: Document) -> str:
    """Return a digest of everything a rubric says, as 12 hexadecimal digits."""
    return _digest(document.data)


def rules_of(document: Document) -> str:
    """Return a digest of what can move a level, a point or an order; words for people and examples are left out."""
    data = document.data
    rules = {key: _without_words(data[key]) for key in _RULES if key in data}
    rules["dimensions"] = sorted(data.get("dimensions", ()))
    return _digest(rules)


def _digest(data: object) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_DIGITS]


def _without_words(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {str(key): _without_words(value) for key, value in data.items() if key not in _WORDS}
    return [_without_words(item) for item in data] if isinstance(data, list) else data


@cache
def recorded() -> Mapping[str, Mapping[str, str]]:
    """Return the digest of the rules of every released preset, by id and version."""
    path = resource_folder("scoring_rubrics") / RECORD
    found: Mapping[str, Mapping[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return found


def named(rubric_id: str, version: int, document: Document) -> str:
    """Return the name a rubric bears in results: its id, unless it bears a preset's id and is not that preset.

    Then the name says so, with a digest: `default@1+edited (1a2b3c4d5e6f)`. A version that is not recorded yet is
    a preset in the making only where the file is the preset's own, which is for the caller to know.
    """
    versions = recorded().get(rubric_id)
    if versions is None or versions.get(str(version)) == rules_of(document):
        return rubric_id
    return f"{rubric_id}@{version}+edited ({rules_of(document)})"
