"""Which files of a repository are worth reading as licence, notice or use policy, judged by name alone."""

from __future__ import annotations

from collections.abc import Iterable

from openness.hub.address import is_file_path
from openness.record.file_names import Role, file_role, is_plain_text

MOST_FILES = 8
"""At most so many are read of one model, the likeliest first."""

_ORDER = (Role.LICENCE, Role.POLICY, Role.NOTICE)
_DEEPEST = 2


def licence_paths(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the licence-like files among `paths`: root first, there licences, then use policies, then notices."""
    ranked = sorted((rank, path) for path in set(paths) if (rank := _rank(path)) is not None)
    return tuple(path for _, path in ranked[:MOST_FILES])


def _rank(path: str) -> tuple[int, int] | None:
    """Return how many folders deep a file lies and the place of its role, or None if it is not to be read."""
    depth = path.count("/")
    if depth > _DEEPEST or not is_file_path(path) or not is_plain_text(path):
        return None
    told = file_role(path)
    return None if told is None else (depth, _ORDER.index(told[0]))
