"""What a file is by its name: a licence, a use policy or a notice, and which part of a repository it is about."""

from __future__ import annotations

import re
from enum import StrEnum


class Role(StrEnum):
    """What a file is by its name."""

    LICENCE = "licence"
    POLICY = "use policy"
    NOTICE = "notice"


class Scope(StrEnum):
    """What a licence file is about by its name: the whole repository, or one kind of content."""

    ALL = "all"
    WEIGHTS = "weights"
    CODE = "code"
    DATA = "data"
    DOCUMENTATION = "documentation"
    PART = "part"
    """A file in a sub-folder: about that folder only."""


_LONGEST = 300
_POLICY = re.compile(r"(?:use|usage)[_\s-]*policy|acceptable[_\s-]*use|\baup\b", re.I)
_LICENCE = re.compile(
    r"(?<![a-z])(?:un)?licen[cs]es?(?![a-z])|copying|terms[_\s-]*(?:of[_\s-]*)?(?:use|service)|agreement|\beula\b", re.I
)
_NOTICE = re.compile(r"^third[_\s-]*party|(?<![a-z])notices?(?![a-z])", re.I)
_PLAIN = frozenset({"", "txt", "md", "rst", "markdown", "text"})
_DOCUMENTS = frozenset({"pdf", "html", "htm", "rtf", "docx"})
_NO_TEXT = frozenset(
    "json jsonl py ipynb js csv tsv yml yaml xml zip gz png jpg jpeg svg bin pt onnx safetensors parquet".split()
)
_WEIGHTS_FOLDER = re.compile(r"(?:models?|weights?|checkpoints?|ckpts?|model[_-]?weights|pretrained(?:[_-]models?)?)")
_LEGAL_FOLDER = re.compile(r"legal|licen[cs]es?|terms|\.github|docs?")
_SCOPES = (
    (Scope.CODE, re.compile(r"code|software|script", re.I)),
    (Scope.DATA, re.compile(r"data", re.I)),
    (Scope.DOCUMENTATION, re.compile(r"doc(?:s|umentation)?\b|card|paper", re.I)),
    (Scope.WEIGHTS, re.compile(r"model|weight", re.I)),
)


def file_role(path: str) -> tuple[Role, Scope] | None:
    """Return what a file of this name says it is, or None if it is not about terms of use.

    `LICENSE` is about everything, `LICENSE-CODE` about code, `MODEL_LICENSE` about the weights,
    `USE_POLICY.md` is a policy; one in a sub-folder is about that folder, in `weights/` about the weights.
    `LICENSE.apache` and `LICENSE-2.0`
    are texts, `licenses.json` and `license.py` are not.
    """
    if len(path) >= _LONGEST:
        return None
    folder, _, name = path.rpartition("/")
    stem, ending = _stem_and_ending(name)
    textual = ending in _PLAIN or ending in _DOCUMENTS or ending.isdigit()
    if ending in _NO_TEXT or not (textual or _LICENCE.fullmatch(stem)):
        return None
    if _POLICY.search(stem):
        role = Role.POLICY
    elif _LICENCE.search(stem):
        role = Role.LICENCE
    elif _NOTICE.search(stem):
        role = Role.NOTICE
    else:
        return None
    rest = _LICENCE.sub(" ", stem)
    scope = next((scope for scope, words in _SCOPES if words.search(rest)), Scope.ALL)
    return role, _in_folder(folder, scope) if folder else scope


def _in_folder(folder: str, scope: Scope) -> Scope:
    """What a file in a sub-folder is about, by the folder's name: weights, everything, or that folder alone."""
    name = folder.rpartition("/")[2].casefold()
    if _WEIGHTS_FOLDER.fullmatch(name):
        return Scope.WEIGHTS
    return scope if _LEGAL_FOLDER.fullmatch(name) else Scope.PART


def is_plain_text(path: str) -> bool:
    """Return whether a licence file of this name can be read as it is (not: PDF, HTML)."""
    return _stem_and_ending(path.rpartition("/")[2])[1] not in _DOCUMENTS


def _stem_and_ending(name: str) -> tuple[str, str]:
    stem, _, ending = name.partition(".") if name.count(".") <= 1 else name.rpartition(".")
    return stem, ending.lower()
