"""Finding an entry by what a person calls it: an id, a display name, or the name of the model people use.

One entry is taken only where nothing else bears the name; otherwise all that could be meant are told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from openness.errors import OpennessError
from openness.files.nearest import did_you_mean
from openness.ranking.entries import Entries

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_TOLD_AT_MOST = 12

Words = tuple[str, ...]


@dataclass(frozen=True)
class Match:
    """One entry that a name could mean; `row` is its place in `entries`."""

    entries: Entries
    row: int

    @property
    def id(self) -> str:
        return self.entries.ids[self.row]

    @property
    def name(self) -> str:
        return self.entries.names[self.row]

    def __str__(self) -> str:
        kind = self.entries.kind.removesuffix("s")
        return f"{self.id} ({kind})" if self.name == self.id else f"{self.id} ({kind} {self.name})"


def words_of(text: str) -> Words:
    """Return a name as its words and numbers, so that `FLUX.2 [klein]` and `FLUX.2-klein` are alike."""
    return tuple(_PARTS.findall(unicodedata.normalize("NFKC", text).casefold()))


def look_up(name: str, lists: Sequence[Entries]) -> Match:
    """Return the one entry of the lists that bears a name; raises OpennessError with what could be meant.

    An id decides, unless it is short for a longer name that other entries of its list begin with too (`Mistral` for
    Mistral Large 3) and more than one list is searched. Then a name that one entry alone bears; a list that comes
    earlier goes before a later one, as a system stands for its models.
    """
    found = _by_id(name, lists) or _by_name(name, lists)
    if found is None:
        raise OpennessError(_nobody(name, lists))
    return found


def look_up_each(names: Iterable[str], lists: Sequence[Entries]) -> tuple[dict[str, Match], dict[str, str]]:
    """Return the entries of all names that bear one, and for every other name the sentence that says why not."""
    found: dict[str, Match] = {}
    problems: dict[str, str] = {}
    for name in names:
        try:
            found[name] = look_up(name, lists)
        except OpennessError as failure:
            problems[name] = str(failure)
    return found, problems


def model_of(match: Match, models: Entries) -> Match:
    """Return a model itself, or the model people use of a system.

    Raises OpennessError where the system names none, or none that is among the models.
    """
    if match.entries.kind == models.kind:
        return match
    named = match.entries.details["model"][match.row] if "model" in match.entries.details else None
    row = models.place(str(named)) if named else None
    if row is None:
        which = f"; its model {named} is not in it" if named else ""
        raise OpennessError(f"{match.name} is a system without a model in the snapshot {models.origin}{which}")
    return Match(models, row)


def _by_id(name: str, lists: Sequence[Entries]) -> Match | None:
    wanted = words_of(name)
    for entries in lists:
        if (row := entries.place(name)) is not None:
            match = Match(entries, row)
            begun = [other for other in _all(entries) if words_of(other.name)[: len(wanted)] == wanted]
            if len(lists) == 1 or words_of(match.name) == wanted or len(begun) < 2:
                return match
            raise OpennessError(f"'{name}' is short for several {entries.kind}; say the name of one: {_listed(begun)}")
    return None


def _by_name(name: str, lists: Sequence[Entries]) -> Match | None:
    wanted = words_of(name)
    for entries in lists if wanted else ():
        same = [match for match in _all(entries) if wanted in _names(match)]
        if len(same) == 1:
            return same[0]
        if same:
            raise OpennessError(f"'{name}' is the name of {len(same)} {entries.kind}; say which: {_listed(same)}")
    return None


def _nobody(name: str, lists: Sequence[Entries]) -> str:
    """Return the sentence that says that no entry bears a name, with what could be meant."""
    if "/" in name:  # a Hub id: another one is another model, however alike
        hint = did_you_mean(name, [entry for entries in lists for entry in entries.ids])
        return f"{name} is not in the snapshot {lists[0].origin}{hint or '.'}"
    if near := search(name, lists):
        return f"nothing is called '{name}' alone; it could mean {_listed(near)}"
    hint = did_you_mean(name, [entry for entries in lists for entry in (*entries.ids, *entries.names)])
    return f"there is no model or system '{name}' in {lists[0].origin}{hint or '.'}"


def search(text: str, lists: Sequence[Entries]) -> list[Match]:
    """Return every entry whose id or name holds all words of a text; those it describes most fully first."""
    wanted = words_of(text)
    if not wanted:
        return []
    found: list[tuple[int, int, str, Match]] = []
    for place, entries in enumerate(lists):
        for match in _all(entries):
            lengths = [len(words) for words in _names(match, whole=True) if _holds(words, wanted)]
            if lengths:
                found.append((min(lengths), place, match.id.casefold(), match))
    return [match for *_, match in sorted(found, key=lambda item: item[:3])]


def _holds(words: Words, wanted: Words) -> bool:
    """Return whether the words stand there one after another: 3.1 is not in 1.3, nor llama 3 in llama-2-13."""
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _all(entries: Entries) -> Iterator[Match]:
    return (Match(entries, row) for row in range(len(entries.ids)))


def _names(match: Match, *, whole: bool = False) -> set[Words]:
    """Return the names of an entry as words; of a Hub id the part after the slash, or with `whole` all of it."""
    own = match.id if whole else match.id.rpartition("/")[2]
    told = (own, match.name.rpartition("/")[2], *match.entries.aliases.get(match.row, ()))
    return {words_of(item) for item in told}


def _listed(matches: Sequence[Match]) -> str:
    more = f" and {len(matches) - _TOLD_AT_MOST} more" if len(matches) > _TOLD_AT_MOST else ""
    return ", ".join(str(match) for match in matches[:_TOLD_AT_MOST]) + more
