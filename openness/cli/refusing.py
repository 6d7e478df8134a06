"""What is said where a command line means nothing: of a number that is none or too small in our words."""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from pydantic import ValidationError

Refused: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
"""What typer raises where a command line means nothing; it names no public base of its own."""
_LONGEST_LINE = 400
_LONGEST_VALUE = 60
_TOO_SMALL, _TOO_LARGE = "greater_than_equal", "less_than_equal"
_NO_NUMBER = frozenset(
    {"int_parsing", "int_parsing_size", "int_from_float", "int_type", "float_parsing", "float_type", "finite_number"}
)


def refusal(failure: Any) -> str:
    """Return what to say of a `Refused`: one sentence of a number, else the library's words, each line cut."""
    from pydantic import ValidationError

    cause = failure.__cause__
    if isinstance(failure, typer.BadParameter) and isinstance(cause, ValidationError):
        told = _of_number(_called(failure), cause)
        if told is not None:
            return f"openness: {told}"
    stream = io.StringIO()
    failure.show(stream)
    return "\n".join(_cut(line) for line in stream.getvalue().rstrip().splitlines())


def _called(failure: Any) -> str:
    """Return the longest name of the option or argument that was refused."""
    return str(max(failure.param.opts, key=len)) if failure.param is not None else "the value"


def _of_number(option: str, cause: ValidationError) -> str | None:
    """Return the sentence on a number that is refused; None where something else than a number is asked for."""
    problem = cause.errors(include_url=False)[0]
    kind, bounds = problem["type"], problem.get("ctx", {})
    number = "a whole number" if "int" in cause.title else "a number"
    given = str(problem["input"])
    shown = given if len(given) <= _LONGEST_VALUE else f"{given[:_LONGEST_VALUE]}…"
    if kind in _NO_NUMBER or (kind in (_TOO_SMALL, _TOO_LARGE) and math.isnan(float(given))):
        return f"{option} takes {number}, and '{shown}' is none"
    if kind == _TOO_SMALL:
        return f"{option} {shown} is too small; give {number} of at least {bounds['ge']:,g}"
    if kind == _TOO_LARGE:
        return f"{option} {shown} is too large; give {number} of at most {bounds['le']:,g}"
    return None


def _cut(line: str) -> str:
    """Return a line of a refusal, which repeats what was typed, at a length that a screen holds."""
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 100]}…{line[-90:]}"
