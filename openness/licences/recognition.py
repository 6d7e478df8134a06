"""Recognition of a licence text: which licence it is, how alike, and which passages differ.

Fingerprints, hashes of known texts, say what a text is made of; every place where it departs from them is
either harmless (layout, holder, year: `harmless`) or a passage that changes the terms. A text is an open
licence only if there is no such passage; "MIT with one more clause" is not MIT. Of a text nearly a known
one that is not open, only the clauses that no passage touches are kept. `licenseclassifier` (SPDX templates,
693 licences) says which parts of an SPDX text may be missing, and names texts that have no fingerprint here.
Time is bounded: at most 512 Ki characters are read.
"""

from __future__ import annotations

import hashlib
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock
from typing import Annotated

from pydantic import PlainSerializer

from openness.licences.clause import Clause
from openness.licences.comparison import SAME_LICENCE, WHOLE, Comparison, licence_of, spdx_ids, texts_in
from openness.licences.fingerprint import Likeness, nearest
from openness.licences.limits import Limit, read_limits
from openness.licences.passages import Passage, passages_of
from openness.licences.pointer import named_by
from openness.licences.text_words import MAX_CHARACTERS, clean_text, read_words, shingle_hashes
from openness.licences.topics import ALL


class Verdict(StrEnum):
    """What became of recognising a text."""

    VERBATIM = "verbatim"
    """The text of a known licence; names, years and layout may differ."""
    CHANGED = "changed"
    """Clearly a known licence that is not open, with passages that differ; see `passages`."""
    UNRECOGNISED = "unrecognised"
    """No known licence; `closest` and `similarity` say what it comes nearest to."""
    POINTER = "pointer"
    """No terms of its own: a bare id, address or pointer; `named` holds the licences it names."""
    POLICY = "use policy"
    """A use policy: what it forbids counts, but it grants nothing and is no licence."""
    EMPTY = "empty"
    """No words at all."""


@dataclass(frozen=True)
class Recognition:
    """What a text is. `licences` is empty unless recognised; several stand in one file at times."""

    verdict: Verdict
    licences: tuple[str, ...] = ()
    closest: str | None = None
    similarity: float = 0.0
    """Likeness to `closest`, 0 to 1."""
    passages: tuple[Passage, ...] = ()
    missing: float = 0.0
    """Share of the known text that is not there, 0 to 1."""
    truncated: bool = False
    named: tuple[str, ...] = ()
    """Licences that a pointer names; it is not their text."""
    touched: Annotated[frozenset[Clause], PlainSerializer(sorted)] = frozenset()
    """Clauses of `licences` that the passages touch: what the known licence says of them is not known here."""
    limits: tuple[Limit, ...] = ()
    """What the text's own passages take away, or the whole text where it is not recognised."""

    @property
    def understood(self) -> bool:
        """Whether all that the text says is known: a known text or policy as it is, or nothing but a pointer."""
        if self.verdict in (Verdict.VERBATIM, Verdict.EMPTY):
            return True
        if self.verdict is Verdict.POINTER:
            return bool(self.named)
        return self.verdict is Verdict.POLICY and self.closest is not None and not self.passages and not self.missing

    def __str__(self) -> str:
        percent = f"{100 * self.similarity:.0f} %"
        match self.verdict:
            case Verdict.EMPTY:
                return "no text"
            case Verdict.POINTER:
                return f"a pointer to {' and '.join(self.named)}" if self.named else "a pointer without terms"
            case Verdict.UNRECOGNISED:
                if self.closest is None:
                    return "unrecognised"
                how = f"at {percent}" if self.similarity else "by its SPDX template"
                return f"unrecognised, closest {self.closest} {how}"
            case Verdict.POLICY:
                return "a use policy" if self.closest is None else f"the use policy of {self.closest} ({percent})"
            case _:
                return f"{' and '.join(self.licences)}, {self.verdict.value} ({percent})"


_WORTH_SHOWING = 0.5
WORTH_NAMING = 0.2
"""Likeness from which a known text is named as a neighbour: below it, two texts share set phrases at most."""
_POLICY_TITLE = re.compile(r"\b(?:acceptable|prohibited|responsible)?[ _-]?use[ _-]policy\b|\busage[ _-]policy\b", re.I)
_GRANT = re.compile(
    r"hereby grant|are granted|permission is (?:hereby )?granted|grants? (?:to )?(?:you|licensee|recipient)|"
    r"subject to the terms (?:and conditions )?of this (?:license|agreement)",
    re.I,
)
_MENTION = re.compile(r"license|licence", re.I)
_CACHE_SIZE = 512
_cache: OrderedDict[bytes, Recognition] = OrderedDict()
_lock = Lock()


def recognise(text: str) -> Recognition:
    """Return what a text is; pure, and the same text is read only once while it is remembered."""
    key = hashlib.sha256(text[: MAX_CHARACTERS + 1].encode("utf-8", "surrogatepass")).digest()
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key]
    found = _recognise(text)
    with _lock:
        _cache[key] = found
        if len(_cache) > _CACHE_SIZE:
            _cache.popitem(last=False)
    return found


def _recognise(text: str) -> Recognition:
    words = read_words(text)
    if not words.words:
        return Recognition(Verdict.EMPTY, truncated=words.truncated)
    if (named := named_by(text)) is not None:
        return Recognition(Verdict.POINTER, named=named)
    hashes = shingle_hashes(words.words)
    ranking = nearest(frozenset(hashes))
    text = clean_text(text)
    chosen = texts_in(hashes, ranking)
    if not chosen:
        return _unknown(text, ranking, words.truncated)
    return _compared(Comparison.of(text, words, hashes, ranking, chosen))


def _compared(found: Comparison) -> Recognition:
    main = found.chosen[0]
    texts = [like for like in found.chosen if like.fingerprint.what == "licence"]
    names = tuple(dict.fromkeys(like.fingerprint.licence for like in texts))
    passages = passages_of(found.frame, found.open_differences)
    missing = 1.0 - main.present if found.cut or passages else 0.0
    if not texts:
        return _policy(found, passages, missing)
    main = texts[0]
    if found.same:
        return Recognition(Verdict.VERBATIM, names, main.fingerprint.licence, main.similarity)
    near = main.similarity >= SAME_LICENCE or main.present >= WHOLE
    limits = _limits(passages)
    if near and not found.truncated and not any(_may_be_open(like) for like in texts):
        touched = ALL if found.cut else frozenset[Clause]().union(*(passage.touches for passage in passages))
        return Recognition(
            Verdict.CHANGED,
            names,
            main.fingerprint.licence,
            main.similarity,
            passages,
            missing,
            touched=touched,
            limits=limits,
        )
    if main.similarity <= _WORTH_SHOWING:
        limits = read_limits(found.frame.text, short=True)
        passages = ()
    return Recognition(
        Verdict.UNRECOGNISED,
        (),
        *_neighbour(main),
        passages,
        missing,
        found.truncated,
        limits=limits,
    )


def _may_be_open(like: Likeness) -> bool:
    return licence_of(like).open is not False


def _limits(passages: Sequence[Passage]) -> tuple[Limit, ...]:
    found: dict[Clause, Limit] = {}
    for passage in passages:
        for limit in passage.limits:
            found.setdefault(limit.clause, limit)
    return tuple(found.values())


def _policy(found: Comparison, passages: tuple[Passage, ...], missing: float) -> Recognition:
    main = found.chosen[0]
    if main.similarity < SAME_LICENCE and not _is_titled_policy(found.frame.text):
        limits = read_limits(found.frame.text, short=True)
        return Recognition(
            Verdict.UNRECOGNISED,
            (),
            *_neighbour(main),
            (),
            truncated=found.truncated,
            limits=limits,
        )
    return Recognition(
        Verdict.POLICY,
        (),
        main.fingerprint.licence,
        main.similarity,
        passages,
        missing,
        found.truncated,
        limits=read_limits(found.frame.text),
    )


def _unknown(text: str, ranking: Sequence[Likeness], truncated: bool) -> Recognition:
    """A text that is like no fingerprint: a policy by its title, a licence by an SPDX template, or nothing known."""
    limits = read_limits(text, short=True)
    if _is_titled_policy(text):
        return Recognition(Verdict.POLICY, truncated=truncated, limits=limits)
    near = spdx_ids(text) if _MENTION.search(text) else []
    closest, similarity = (near[0], 0.0) if near else _neighbour(ranking[0] if ranking else None)
    return Recognition(Verdict.UNRECOGNISED, closest=closest, similarity=similarity, truncated=truncated, limits=limits)


def _neighbour(like: Likeness | None) -> tuple[str | None, float]:
    """The known text a text is named beside and the likeness, where it is like enough to mean something."""
    if like is None or like.similarity < WORTH_NAMING:
        return None, 0.0
    return like.fingerprint.licence, like.similarity


def _is_titled_policy(text: str) -> bool:
    head = "\n".join([line for line in text[:4000].split("\n") if line.strip()][:3])[:400]
    return bool(_POLICY_TITLE.search(head)) and not _GRANT.search(text)
