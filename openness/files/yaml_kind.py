"""What a file is that was given for YAML and is none: told by its first bytes, or by what it holds as a whole."""

from __future__ import annotations

import re
from typing import Any

_LOOKED_AT = 4096
_BEGINNINGS = (
    (rb"%PDF-", "a PDF document"),
    (rb"PK\x03\x04", "an archive or a document of an office program"),
    (rb"\x1f\x8b|BZh|7z\xbc\xaf|\xfd7zXZ|\x28\xb5\x2f\xfd", "a compressed file"),
    (rb"\x89PNG|GIF8|\xff\xd8\xff", "a picture"),
    (rb"PAR1", "a Parquet table"),
    (rb"\{\\rtf", "a document of an office program"),
    (
        rb"version https://git-lfs\.github\.com/",
        "a pointer of Git LFS, not the file itself (`git lfs pull` fetches it)",
    ),
    (rb"\s*<(?:!doctype|html|head|\?xml|svg)\b", "a page of HTML or XML, not the file itself"),
    (rb"\xff\xfe|\xfe\xff", "text in UTF-16"),
)
_KINDS = tuple((re.compile(rb"(?:\xef\xbb\xbf)?(?:%b)" % begins, re.IGNORECASE), kind) for begins, kind in _BEGINNINGS)


def other_kind(raw: bytes | str) -> str | None:
    """Return a sentence on a file that is of another kind than text as people write it; None of any other."""
    head = raw[:_LOOKED_AT] if isinstance(raw, bytes) else raw[:_LOOKED_AT].encode("utf-8", "replace")
    kind = next(
        (kind for pattern, kind in _KINDS if pattern.match(head)), "binary, and no text" if b"\0" in head else None
    )
    return None if kind is None else f"the file is {kind}; give a YAML file saved as UTF-8 text"


def whole(given: Any) -> str:
    """Return a sentence on a document that should be lines of 'key: value' and is something else."""
    match given:
        case None:
            held = "is empty"
        case list():
            held = "is a list"
        case str():
            held = "is one text without keys"
        case _:
            held = "is one value without a key"
    return f"the file {held}; write lines of 'key: value'"
