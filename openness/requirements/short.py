"""Requirements in one line each: as options (`size=20`), and as the parameters of a page's address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from openness.errors import UsageError
from openness.files.nearest import did_you_mean
from openness.requirements.asked import AllOf, AnyOf, AnyPurpose, Asked, AtMost, Known, Minimum, Requirements

FLAGS = (
    "commercial", "public_body", "eu", "modification", "redistribution", "no_thresholds", "no_registration",
    "no_forbidden_purposes",
)  # fmt: skip
"""The requirements without a bound."""


def value_of(asked: Asked) -> str:
    """Return the bound of a requirement as an option or address writes it; empty for a flag."""
    match asked:
        case AnyOf(any_of=parts) | AnyPurpose(any_of=parts) | AllOf(all_of=parts):
            return ",".join(parts)
        case AtMost(at_most=number):
            return f"{number:g}"
        case Minimum(at_least=points):
            return ",".join(f"{name}:{number:g}" for name, number in points.items())
        case Known(at_least=basis):
            return basis
        case _:
            return ""


def options_of(requirements: Requirements) -> list[str]:
    """Return the requirements as options: `commercial`, `size=20`; read again by `parse`."""
    return [f"{name}={value}" if (value := value_of(asked)) else name for name, asked in requirements.asked()]


def parse(options: Iterable[str]) -> Requirements:
    """Return the requirements that options such as `commercial` or `languages=de,fr` ask for.

    Raises UsageError with every problem: an unknown name, a bound that is missing or cannot be.
    """
    given: dict[str, Any] = {}
    problems: list[str] = []
    known = tuple(Requirements.model_fields)
    for option in options:
        name, sign, text = option.partition("=")
        name = name.strip().replace("-", "_")
        if name not in known:
            problems.append(
                f"there is no requirement '{name}'{did_you_mean(name, known) or '; there are ' + ', '.join(known)}"
            )
        elif name in given:
            problems.append(f"'{name}' is asked twice; write its values with commas in one")
        else:
            given[name] = True if name in FLAGS and not sign else _bound(name, text.strip())
    found, faults = _validated(given)
    if problems or faults or found is None:
        raise UsageError("\n".join([*problems, *faults]))
    return found


def read_address(query: Mapping[str, str]) -> tuple[Requirements, list[str]]:
    """Return the requirements of an address, and a sentence for each part of it that cannot be meant."""
    given = {name: _from_address(name, query[name]) for name in Requirements.model_fields if query.get(name)}
    found, faults = _validated(given)
    if found is not None:
        return found, []
    good = {name: value for name, value in given.items() if not _validated({name: value})[1]}
    return _validated(good)[0] or Requirements(), faults


def to_address(requirements: Requirements) -> dict[str, str]:
    """Return the requirements as parameters of an address; read again by `read_address`."""
    return {name: value_of(asked) or "true" for name, asked in requirements.asked()}


def _from_address(name: str, text: str) -> Any:
    if name in FLAGS:
        return _flag(text)
    return _bound(name, text)


def _flag(text: str) -> Any:
    return True if text.casefold() in ("yes", "true", "1") else text


def _bound(name: str, text: str) -> Any:
    match name:
        case "size":
            return _number(text)
        case "minimum":
            # A number alone is meant of the whole score.
            parts = (part if ":" in part else f"score:{part}" for part in text.split(",") if part.strip())
            pairs = (part.partition(":") for part in parts)
            return {"at_least": {key.strip(): _number(value.strip()) for key, _, value in pairs}}
        case "basis":
            return {"at_least": text}
        case _ if name in FLAGS:
            return _flag(text)
        case _:
            return tuple(part.strip() for part in text.split(",") if part.strip())


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text


def _validated(given: Mapping[str, Any]) -> tuple[Requirements | None, list[str]]:
    try:
        return Requirements.model_validate(given), []
    except ValidationError as failure:
        first: dict[str, str] = {}
        for problem in failure.errors():
            name = str(problem["loc"][0])
            alone = f"it has no bound: write '{name}' alone, or leave it out"
            first.setdefault(name, alone if name in FLAGS else _instead(problem["msg"]))
        return None, [f"'{name}' cannot be '{_shown(given, name)}'; {instead}" for name, instead in first.items()]


def _instead(message: str) -> str:
    """Return what to write, out of a validator's message."""
    if "at least 1 item" in message:
        return "name at least one"
    text = message.split(", unable", maxsplit=1)[0].removeprefix("Value error, ")
    return text.replace("Input should be", "write").replace("a valid number", "a number")


def _shown(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if isinstance(value, dict):
        value = value.get("at_least", value)
    if isinstance(value, dict):
        value = [f"{key}:{bound}" for key, bound in value.items()]
    return ",".join(map(str, value)) if isinstance(value, (tuple, list)) else str(value)
