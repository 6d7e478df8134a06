"""Comparison of a text with the known texts it is made of: what is harmless, what differs, what is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openness.licences.differences import Difference, find_differences
from openness.licences.fingerprint import Likeness
from openness.licences.harmless import title_words
from openness.licences.knowledge import Licence, knowledge
from openness.licences.passages import Frame
from openness.licences.text_words import Words

SAME_LICENCE = 0.85
"""At least this alike: the same licence with changed passages (only said of licences that are not open)."""
WHOLE = 0.9
"""At least this share of a known text: it stands in the text, whatever else does."""
_WORTH_NAMING = 0.10
_NEW_WORDS = 10
_MAX_TEXTS = 12


def texts_in(hashes: Sequence[int], ranking: Sequence[Likeness]) -> list[Likeness]:
    """Return the known texts that a text is made of, the main one first."""
    if not ranking or ranking[0].similarity < _WORTH_NAMING:
        return []
    whole = sorted((like for like in ranking if like.present >= WHOLE), key=lambda like: -like.common)
    main = ranking[0] if ranking[0].similarity >= SAME_LICENCE or not whole else whole[0]
    chosen = [main]
    known = _hashes_of(main, ranking)
    for like in whole:
        if len(chosen) >= _MAX_TEXTS or _same(like, main):
            continue
        own = like.fingerprint.hashes
        new = sum(1 for value in hashes if value not in known and value in own)
        if new >= max(_NEW_WORDS, like.fingerprint.words // 20):
            chosen.append(like)
            known |= _hashes_of(like, ranking)
    return _with_own_policies(chosen)


def _with_own_policies(chosen: list[Likeness]) -> list[Likeness]:
    """A use policy belongs to its licence; under another one it is terms that the licence does not have."""
    names = {like.fingerprint.licence for like in chosen if like.fingerprint.what == "licence"}
    return [like for like in chosen if not names or like.fingerprint.licence in names]


def _same(one: Likeness, other: Likeness) -> bool:
    return (one.fingerprint.licence, one.fingerprint.what) == (other.fingerprint.licence, other.fingerprint.what)


def _hashes_of(like: Likeness, ranking: Sequence[Likeness]) -> set[int]:
    """The hashes of all texts of one licence: its versions in other words count as it."""
    return {value for other in ranking if _same(other, like) for value in other.fingerprint.hashes}


@dataclass(frozen=True)
class Comparison:
    """A text beside the known texts it is made of."""

    frame: Frame
    chosen: tuple[Likeness, ...]
    open_differences: tuple[Difference, ...]
    """Those that are not harmless."""
    cut: bool
    """More of a known text is gone than the differences can account for."""
    truncated: bool

    @classmethod
    def of(
        cls, text: str, words: Words, hashes: Sequence[int], ranking: Sequence[Likeness], chosen: Sequence[Likeness]
    ) -> Comparison:
        licences = [licence_of(like) for like in chosen]
        title = frozenset[str]().union(*(title_words(licence) for licence in licences))
        headings = frozenset(value for like in chosen for value in like.fingerprint.headings)
        frame = Frame.of(text, words, title, tuple(licence.id for licence in licences), headings)
        known = set[int]().union(*(_hashes_of(like, ranking) for like in chosen))
        harmless, differing = 0, []
        for difference in find_differences(hashes, len(words.words), known):
            if difference.is_seam and _joins_texts(difference, chosen):
                continue
            if (loses := frame.harmless(difference)) is None:
                differing.append(difference)
            else:
                harmless += loses
        missing = sum(like.missing for like in chosen)
        spared = missing > harmless and not differing and _template_is_whole(text, frame.licences)
        accounted = harmless + sum(difference.loses for difference in differing)
        return cls(frame, tuple(chosen), tuple(differing), missing > accounted and not spared, words.truncated)

    @property
    def same(self) -> bool:
        return not (self.open_differences or self.cut or self.truncated)


def _joins_texts(seam: Difference, chosen: Sequence[Likeness]) -> bool:
    """A seam between the end of one text and the beginning of another, headings and appendices apart."""
    before, after = seam.between
    ends = any(before in like.fingerprint.ends or before in like.fingerprint.spares for like in chosen)
    begins = any(after in like.fingerprint.begins or after in like.fingerprint.spares for like in chosen)
    return ends and begins


def licence_of(like: Likeness) -> Licence:
    found = knowledge().get(like.fingerprint.licence)
    if found is None:  # a test holds that every fingerprint names a licence
        raise LookupError(like.fingerprint.licence)
    return found


def _template_is_whole(text: str, licences: Sequence[str]) -> bool:
    """Ask the SPDX templates whether what is missing may be missing."""
    held = set(spdx_ids(text))
    return held.issuperset(licences)


def spdx_ids(text: str) -> list[str]:
    from licenseclassifier import identify_license  # noqa: PLC0415 - its tables are read only when a text is

    found = (knowledge().find(match.id) for match in identify_license(text, coverage_threshold=25.0))
    return [licence.id for licence in found if licence is not None]
