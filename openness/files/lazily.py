"""Names and packages that are loaded when they are first asked for, so that importing costs nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import ModuleType


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """Return the `__getattr__` of a package whose names live in the modules that `homes` tells."""

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    return find


class _Late(ModuleType):
    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)


def late(package: str) -> ModuleType:
    """Return what stands for a package and loads it when one of its names is first asked for.

    For pandas, which takes longer to load than most commands take to answer.
    """
    return _Late(package)
