"""Which files of a repository are worth reading as licence, notice or use policy, judged by name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from openness.hub.address import is_file_path

MOST_FILES = 8
"""At most so many are read of one model, the likeliest first."""

_LICENCE = re.compile(r"licen[sc]es?(?![a-z])|copying", re.IGNORECASE)
_POLICY = re.compile(
    r"use[-_ ]?policy|usage[-_ ]?policy|acceptable[-_ ]?use|terms[-_ ]?(?:of[-_ ]?)?(?:use|service)|agreement|\beula\b",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"notices?(?![a-z])", re.IGNORECASE)
_TEXT = ("", ".txt", ".md", ".rst", ".markdown", ".text")
_NO_TEXT = frozenset(
    ".json .jsonl .py .pdf .png .jpg .jpeg .svg .html .htm .docx .csv .yml .yaml .xml .zip .gz .bin .safetensors .pt "
    ".ipynb .js .parquet".split()
)
_DEEPEST = 2


def licence_paths(paths: Iterable[str]) -> tuple[str, ...]:
    """Return the licence-like files among `paths`: licences, then use policies, then notices; root first."""
    ranked = sorted((rank, path) for path in set(paths) if (rank := _rank(path)) is not None)
    return tuple(path for _, path in ranked[:MOST_FILES])


def _rank(path: str) -> tuple[int, int] | None:
    if not is_file_path(path):
        return None
    pure = PurePosixPath(path)
    depth = len(pure.parts) - 1
    suffix = pure.suffix.lower()
    # "LICENSE.apache" and "LICENSE-2.0" are texts, "licenses.json" and "license.py" are not.
    textual = suffix in _TEXT or (pure.stem.upper() in ("LICENSE", "LICENCE", "COPYING")) or suffix[1:].isdigit()
    if depth > _DEEPEST or not textual or suffix in _NO_TEXT:
        return None
    for rank, pattern in enumerate((_LICENCE, _POLICY, _NOTICE)):
        if pattern.search(pure.name):
            return depth, rank
    return None
