"""What a value should have been, in the words of whoever writes the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from openness.files.yaml_kind import whole

_LONGEST = 60
_KINDS = {
    "int": "a whole number in digits, such as 2",
    "float": "a number in digits, such as 2 or 2.5",
    "bool": "true or false",
    "string": "one text; put it in quotation marks where it is a number, true or false",
    "list": "a list: one line a member, each beginning with '- '",
    "tuple": "a list: one line a member, each beginning with '- '",
    "dict": "lines of 'key: value' under it",
    "model": "lines of 'key: value' under it",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
}


def refused(kind: str, path: Sequence[str | int], given: Any, bounds: Mapping[str, Any], told: str) -> str:
    """Return what to write in place of a value that a model refused as `kind`; `told` are the model's own words."""
    if not path and kind.startswith(("model_", "dict_")):
        return whole(given)
    key = next((f"'{part}'" for part in reversed(path) if isinstance(part, str)), "the document")
    write = _write(kind, bounds)
    return f"{key}: {told[0].lower()}{told[1:]}" if write is None else f"{key} is {_shown(given)}; write {write}"


def _write(kind: str, bounds: Mapping[str, Any]) -> str | None:
    if kind in _BOUNDS:
        bound, words = _BOUNDS[kind]
        return f"{words} {bounds.get(bound)}"
    if kind in ("literal_error", "enum"):
        return str(bounds.get("expected"))
    if kind in ("string_too_short", "too_short"):
        return f"at least {bounds.get('min_length', 1)}"
    if kind == "string_pattern_mismatch":
        return f"it in the form {bounds.get('pattern')}"
    if kind == "string_too_long":
        return f"at most {bounds.get('max_length')} letters"
    return next((words for name, words in _KINDS.items() if kind.startswith(f"{name}_")), None)


def _shown(given: Any) -> str:
    if isinstance(given, dict):
        return "a group of keys"
    if isinstance(given, list):
        return "a list" if given else "an empty list"
    text = str(given).lower() if isinstance(given, bool) else str(given)
    return f"'{text[:_LONGEST]}…'" if len(text) > _LONGEST else f"'{text}'"
