"""What the core does not carry: the extras of `pip install openness[...]`, and what to say where one is missing."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec

from openness.errors import OpennessError

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "app": ("streamlit",),
    "report": ("weasyprint", "docx"),
    "dask": ("distributed", "fsspec"),
}
"""The modules each extra brings, by its name in pyproject.toml."""


def missing(*modules: str) -> tuple[str, ...]:
    """Return those of these top-level modules that are not installed, in order; nothing is imported."""
    return tuple(module for module in modules if find_spec(module) is None)


def need(what: str, *modules: str, instead: str = "") -> None:
    """Raise OpennessError, naming the extra to install, where something needs modules that are not there.

    `instead` is what can be done without them, as the end of the sentence.
    """
    lacking = missing(*modules)
    if lacking:
        extra = next(name for name, brought in EXTRAS.items() if lacking[0] in brought)
        raise OpennessError(
            f"{what} needs {' and '.join(lacking)}, not part of the core; "
            f"run `pip install 'openness[{extra}]'`, in a checkout `pip install '.[{extra}]'`{instead}"
        )
