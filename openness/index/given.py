"""What a caller gave, checked before anything is done with it: whatever is wrong is a UsageError in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openness.errors import UsageError
from openness.files.nearest import did_you_mean
from openness.ranking.entries import EntryKind

_SHOWN = 60


def kind_given(kind: object) -> EntryKind:
    """Return the list a caller asks for; raises UsageError for what is neither."""
    if kind in tuple(EntryKind):
        return EntryKind(str(kind))
    hint = did_you_mean(str(kind), EntryKind) or f"; kinds are {', '.join(sorted(EntryKind))}"
    raise UsageError(f"there is no kind {_shown(kind)}{hint}")


def text_given(text: object, what: str) -> str:
    """Return a text; raises UsageError, which names `what` it is, for anything else."""
    if isinstance(text, str):
        return text
    raise UsageError(f"{what} is a text, not {_shown(text)}")


def texts_given(texts: object, what: str) -> list[str]:
    """Return texts as a list, of one alone too; raises UsageError, which names `what` they are, for anything else."""
    if isinstance(texts, str):
        return [texts]
    if isinstance(texts, Iterable) and not isinstance(texts, (bytes, Mapping)):
        return [text_given(item, f"each of {what}") for item in texts]
    raise UsageError(f"{what} are a list of texts, not {_shown(texts)}")


def switches_given(switches: object) -> dict[str, str] | None:
    """Return options of a rubric by name; raises UsageError for what is no mapping of texts."""
    if switches is None:
        return None
    if isinstance(switches, Mapping) and all(isinstance(part, str) for pair in switches.items() for part in pair):
        return dict(switches)
    raise UsageError(f"switches are a mapping of name to option, both texts, not {_shown(switches)}")


def _shown(value: object) -> str:
    text = repr(value)
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text
