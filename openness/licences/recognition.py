"""Recognition of a licence text: which licence it is, how alike, and which passages differ.

Two readers look at a text. `licenseclassifier` (SPDX templates, 693 licences) names the SPDX texts it
holds whole. Our own fingerprints, hashes of known texts, name model licences and use policies, and
measure likeness for both. A text is called an open licence only if no passage in it adds or changes
terms; "MIT with one more clause" is not MIT. Time is bounded: at most 512 Ki characters are read.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from threading import Lock

from openness.licences.fingerprint import Likeness, nearest
from openness.licences.knowledge import Licence, knowledge
from openness.licences.passages import Passage, find_passages, is_term, may_be_a_name, speaks_of_terms
from openness.licences.words import MAX_CHARACTERS, SHINGLE, Words, read_words, shingle_hashes


class Verdict(StrEnum):
    """What became of recognising a text."""

    VERBATIM = "verbatim"
    """The text of a known licence; names, years and layout may differ."""
    CHANGED = "changed"
    """Clearly a known licence that is not open, with passages that differ; see `passages`."""
    UNRECOGNISED = "unrecognised"
    """No known licence; `closest` and `similarity` say what it comes nearest to."""
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
    speaks_terms: bool = True
    """False only for an unrecognised text that grants and forbids nothing, such as a bare pointer."""

    def __str__(self) -> str:
        percent = f"{100 * self.similarity:.0f} %"
        match self.verdict:
            case Verdict.EMPTY:
                return "no text"
            case Verdict.UNRECOGNISED:
                return "unrecognised" if self.closest is None else f"unrecognised, closest {self.closest} at {percent}"
            case Verdict.POLICY:
                return "a use policy" if self.closest is None else f"the use policy of {self.closest} ({percent})"
            case _:
                return f"{' and '.join(self.licences)}, {self.verdict.value} ({percent})"


_SAME_TEXT = 0.97
"""At least this alike: the same text, up to names and layout."""
_SAME_LICENCE = 0.85
"""At least this alike: the same licence with changed passages (only said of licences that are not open)."""
_WORTH_NAMING = 0.10
_VERBATIM_MISSING = 0.02
_POLICY_TITLE = re.compile(r"\b(?:acceptable|prohibited|responsible)?[ _-]?use[ _-]policy\b|\busage[ _-]policy\b", re.I)
_GRANT = re.compile(
    r"hereby grant|are granted|permission is (?:hereby )?granted|grants? (?:to )?(?:you|licensee|recipient)|"
    r"subject to the terms (?:and conditions )?of this (?:license|agreement)",
    re.I,
)
_SHORT = 400
"""In licences of fewer words the SPDX templates leave so much room that a right can be taken out unseen."""
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
    text = text[:MAX_CHARACTERS]
    hashes = shingle_hashes(words.words)
    ranking = nearest(frozenset(hashes))
    if (policy := _as_policy(text, ranking, words)) is not None:
        return policy
    regions = _spdx_regions(text, ranking)
    if regions and not _better_known(ranking, regions):
        return _with_regions(text, words, hashes, regions, ranking)
    return _by_fingerprint(text, words, hashes, ranking)


def _as_policy(text: str, ranking: list[Likeness], words: Words) -> Recognition | None:
    best = ranking[0] if ranking else None
    if best is not None and best.fingerprint.what == "use policy" and best.similarity >= _SAME_LICENCE:
        return Recognition(
            Verdict.POLICY, closest=best.fingerprint.licence, similarity=best.similarity, truncated=words.truncated
        )
    head = "\n".join([line for line in text[:4000].split("\n") if line.strip()][:3])[:400]
    if _POLICY_TITLE.search(head) and not _GRANT.search(text):
        near = next((like for like in ranking if like.fingerprint.what == "use policy"), None)
        alike = near is not None and near.similarity >= _WORTH_NAMING
        return Recognition(
            Verdict.POLICY,
            closest=near.fingerprint.licence if near is not None and alike else None,
            similarity=near.similarity if near is not None and alike else 0.0,
            truncated=words.truncated,
        )
    return None


@dataclass(frozen=True)
class _Region:
    licence: Licence
    start: int
    end: int


def _spdx_regions(text: str, ranking: list[Likeness]) -> list[_Region]:
    """Ask licenseclassifier, but only about texts that share something with a licence or are short."""
    if not ranking and not _MENTION.search(text):
        return []
    from licenseclassifier import identify_license  # noqa: PLC0415 - its tables are read only when a text is

    found = []
    for match in identify_license(text, coverage_threshold=25.0):
        licence = knowledge().find(match.id)
        if licence is not None and match.end - match.start > 200:
            found.append(_Region(licence, match.start, match.end))
    return found


def _better_known(ranking: list[Likeness], regions: list[_Region]) -> bool:
    """Return whether a fingerprint knows the whole text as something else than the SPDX text within it."""
    if not ranking:
        return False
    best = ranking[0]
    names = {region.licence.id for region in regions}
    return best.similarity >= _SAME_TEXT and best.fingerprint.licence not in names


def _with_regions(
    text: str, words: Words, hashes: list[int], regions: list[_Region], ranking: list[Likeness]
) -> Recognition:
    names = tuple(dict.fromkeys(region.licence.id for region in regions))
    main = max(regions, key=lambda region: region.end - region.start).licence.id
    same = [like for like in ranking if like.fingerprint.licence in names and like.fingerprint.what == "licence"]
    covered = _covered_by_hashes(hashes, same, len(words.words))
    for region in regions:
        start, end = bisect_left(words.starts, region.start), bisect_left(words.starts, region.end)
        short = any(like.fingerprint.licence == region.licence.id and like.fingerprint.words < _SHORT for like in same)
        for index in range(start, end):
            if not covered[index]:
                covered[index] = not is_term(words, index) and (not short or may_be_a_name(words, index))
    passages = find_passages(text, words, covered, strict=True, title=f"{main} {regions[0].licence.name}")
    share = sum(covered) / len(covered)
    closest_like = next((like for like in same if like.fingerprint.licence == main), None)
    similarity = min(share, closest_like.similarity) if closest_like and passages else share
    if words.truncated or any(passage.terms for passage in passages):
        return Recognition(Verdict.UNRECOGNISED, (), main, similarity, passages, truncated=words.truncated)
    return Recognition(Verdict.VERBATIM, names, main, similarity, passages, truncated=words.truncated)


def _by_fingerprint(text: str, words: Words, hashes: list[int], ranking: list[Likeness]) -> Recognition:
    licences = [like for like in ranking if like.fingerprint.what == "licence"]
    if not licences or licences[0].similarity < _WORTH_NAMING:
        return Recognition(Verdict.UNRECOGNISED, truncated=words.truncated, speaks_terms=speaks_of_terms(text))
    best = licences[0]
    name = best.fingerprint.licence
    same = [like for like in licences if like.fingerprint.licence == name]
    covered = _covered_by_hashes(hashes, same, len(words.words))
    missing = 1.0 - best.present
    licence = knowledge().find(name)
    open_kind = licence is None or licence.open is not False
    passages = find_passages(text, words, covered, strict=open_kind, title=licence.name if licence else name)
    added_terms = any(passage.terms for passage in passages)
    exact = not added_terms and best.present == 1.0
    if words.truncated:
        recognised = False
    elif open_kind:
        recognised = exact and best.similarity >= _SAME_TEXT  # the SPDX templates saw no whole text here
    else:
        recognised = best.similarity >= _SAME_LICENCE
    if recognised:
        verbatim = not passages and missing <= _VERBATIM_MISSING
        verdict = Verdict.VERBATIM if open_kind or verbatim else Verdict.CHANGED
        return Recognition(verdict, (name,), name, best.similarity, passages, missing)
    shown = passages if best.similarity > 0.5 else ()
    speaks = added_terms or (best.covered > 0.5 and best.present > 0.5)
    return Recognition(
        Verdict.UNRECOGNISED, (), name, best.similarity, shown, missing, words.truncated, speaks_terms=speaks
    )


def _covered_by_hashes(hashes: list[int], known: list[Likeness], count: int) -> list[bool]:
    """Say of each word whether a run of five around it stands in one of the known texts."""
    covered = [False] * count
    sets = [like.fingerprint.hashes for like in known]
    for index, value in enumerate(hashes):
        if any(value in found for found in sets):
            covered[index : index + SHINGLE] = [True] * min(SHINGLE, count - index)
    return covered
