"""Finding an entry by what a person calls it: an id, a display name, or the name of the model people use.

One entry is taken only where nothing else bears the name; otherwise all that could be meant are told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from openness.catalogue.names import is_hub_id, looked_for, name_given, names_in
from openness.errors import OpennessError, UsageError
from openness.files.nearest import did_you_mean
from openness.ranking.entries import Entries, EntryKind
from openness.record.cells import Names
from openness.record.hub_id import LONGEST, is_full_id

_PARTS = re.compile(r"[^\W\d_]+|\d+")
_TOLD_AT_MOST = 12
_SHORTEST_REVISION = 7
"""Letters that name a commit, as git shortens them."""
_SHOWN = 60
"""Letters of a text that is no name which a message repeats."""

Words = tuple[str, ...]


class SeveralError(UsageError):
    """A name that several entries go by; `matches` are all of them."""

    def __init__(self, why: str, matches: Sequence[Match]) -> None:
        super().__init__(f"{why}: {_listed(matches)}")
        self.why, self.matches = why, tuple(matches)


@dataclass(frozen=True)
class Match:
    """One entry that a name could mean; `row` is its place in `entries`.

    `shared_with` are the others of its list that the same name is short for, where the name is its id.
    """

    entries: Entries
    row: int
    shared_with: tuple[Match, ...] = field(default=(), compare=False, repr=False)

    @property
    def id(self) -> str:
        return self.entries.ids[self.row]

    @property
    def name(self) -> str:
        return self.entries.names[self.row]

    def __str__(self) -> str:
        kind = self.entries.kind.removesuffix("s")
        return f"{self.id} ({kind})" if self.name == self.id else f"{self.id} ({kind} {self.name})"


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> Words:
    """Return a name as its words and numbers, so that `FLUX.2 [klein]` and `FLUX.2-klein` are alike."""
    return tuple(_PARTS.findall(unicodedata.normalize("NFKC", text).casefold()))


def look_up(name: str, lists: Sequence[Entries]) -> Match:
    """Return the one entry of the lists that bears a name; raises UsageError with what could be meant.

    An id decides, as it is written and then without regard to case; the match tells which others the same name is
    short for (`Mistral` for Mistral Small 4). Then a name that one entry alone bears; a list that comes
    earlier goes before a later one, as a system stands for its models. Names that are joined (`Teuken/OpenGPT-X`) are
    looked up one by one. An address of the Hub stands for the id in it, and a model may be named at the revision that
    is known (`org/name@revision`). Raises SeveralError where several entries go by the name (`Llama`).
    """
    name = name_given(name)
    if _is_too_long(name):
        raise UsageError(
            f"'{name[:_SHOWN]}…' is no name of a model or system: {len(name):,} letters, where {LONGEST} are the most"
        )
    called, at, revision = name.partition("@")
    if at and is_full_id(called):
        return _at_revision(look_up(called, lists), called, revision)
    found, why = _meant(name, lists)
    if not found:
        found, why = _joined(name, lists)
    if len(found) == 1 and not why:
        return found[0]
    if found:
        raise SeveralError(why, found)
    raise UsageError(_nobody(name, lists))


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
        do = (
            f"its model {named} is not in it: `openness score {named} --keep` fetches it and puts it into your index"
            if named
            else "its entry names none; write the id of a model, organisation/name"
        )
        raise OpennessError(f"{match.name} is a system without a model in the snapshot {models.origin}; {do}")
    return Match(models, row)


def to_fetch(name: str, systems: Entries, models: Entries) -> str:
    """Return the Hub id, with the revision if one is given, that a name to be fetched means.

    A name that is known is looked up as everywhere, a system standing for the model people use, be it in the snapshot
    or not; any other must be an id of the Hub. Raises OpennessError where it is neither, or means several.
    """
    name = name_given(name)
    called, at, revision = name.partition("@")
    try:
        match = look_up(called, [systems, models])
        if match.entries.kind == EntryKind.SYSTEMS and (named := match.entries.details["model"][match.row]):
            return f"{named}{at}{revision}"
        return f"{model_of(match, models).id}{at}{revision}"
    except SeveralError:
        raise
    except OpennessError as failure:
        if is_full_id(called):
            return name
        raise UsageError(f"{failure}. To fetch a model nobody knows here, write organisation/name") from failure


def _at_revision(match: Match, called: str, revision: str) -> Match:
    """Return a model if it is known at the revision a person gave; raises OpennessError where it is at another."""
    revisions = match.entries.details.get("revision")
    known = None if revisions is None else revisions[match.row]
    if known and len(revision) >= _SHORTEST_REVISION and str(known).startswith(revision.lower()):
        return match
    held = f"at {known}" if known else "without a revision"
    raise OpennessError(
        f"{match.id} is in {match.entries.origin} {held}, not at {revision}; "
        f"`openness score {called}@{revision}` fetches that, and {called} alone means what is known"
    )


def _is_too_long(text: str) -> bool:
    """Tell whether a text is longer than any id: taken apart or cut, it would find what nobody asked for."""
    return len(text) > LONGEST


def _meant(name: str, lists: Sequence[Entries]) -> tuple[list[Match], str]:
    """Return what a name means, and where it is not one entry alone the sentence that says so."""
    return _by_id(name, lists) or _by_name(name, lists) or _by_beginning(name, lists) or ([], "")


def _by_id(name: str, lists: Sequence[Entries]) -> tuple[list[Match], str] | None:
    held = [Match(entries, row) for entries in lists if (row := entries.place(name)) is not None]
    if not held:
        return None
    match = next((one for one in held if one.id == name), held[0])
    return [Match(match.entries, match.row, tuple(_sharing(match, words_of(name))))], ""


def _sharing(match: Match, wanted: Words) -> Iterator[Match]:
    """Yield the other entries whose name begins with the words of an id that is not its own entry's name."""
    if words_of(match.name) != wanted:
        near = (other for other in _near(match.entries, wanted) if other.row != match.row)
        yield from (other for other in near if words_of(other.name)[: len(wanted)] == wanted)


def shared_sentence(match: Match) -> str:
    """Return what to say where the id that was given is short for others too; an empty text where it is not."""
    if not match.shared_with:
        return ""
    kind = match.entries.kind
    return f"'{match.id}' is the id of {match.name}; other {kind} go by that name too: {_listed(match.shared_with)}"


def _by_name(name: str, lists: Sequence[Entries]) -> tuple[list[Match], str] | None:
    wanted = words_of(name)
    for entries in lists if wanted else ():
        if same := [match for match in _near(entries, wanted) if wanted in _names(match)]:
            return same, "" if len(same) == 1 else f"'{name}' is the name of {len(same)} {entries.kind}; say which"
    return None


def _by_beginning(name: str, lists: Sequence[Entries]) -> tuple[list[Match], str] | None:
    """Return the systems of which a name is the beginning, where they are several: models are too many for that."""
    wanted = words_of(name)
    for entries in lists if wanted else ():
        if entries.kind is EntryKind.SYSTEMS:
            begun = [
                match for match in _near(entries, wanted) if any(own[: len(wanted)] == wanted for own in _names(match))
            ]
            if len(begun) > 1:
                return begun, f"'{name}' is short for several {entries.kind}; say the name of one"
    return None


def _joined(name: str, lists: Sequence[Entries]) -> tuple[list[Match], str]:
    """Return what the names mean that a text joins; of a Hub id only where each half is a name of its own."""
    parts = [_meant(part, lists)[0] for part in names_in(name)]
    if is_hub_id(name) and not all(parts):
        return [], ""
    found = list({(match.entries.kind, match.row): match for part in parts for match in part}.values())
    if len(found) == 1 and all(parts):
        return found, ""
    return found, f"'{name}' names {len(found)} entries; say which" if len(found) > 1 else f"'{name}' could mean"


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
    """Return every entry whose id or name holds all words of a text; those it describes most fully first.

    Where none does and the text joins several names, what holds one of them. A text longer than any name finds nothing.
    """
    text = looked_for(text)
    if _is_too_long(text):
        return []
    wanted = words_of(text)
    found = _search(wanted, lists) if wanted else []
    if not found:
        each = [match for part in names_in(text) for match in _search(words_of(part), lists)]
        found = list({(match.entries.kind, match.row): match for match in each}.values())
    return found


def _search(wanted: Words, lists: Sequence[Entries]) -> list[Match]:
    found: list[tuple[int, int, str, Match]] = []
    for place, entries in enumerate(lists):
        for match in _near(entries, wanted):
            lengths = [len(words) for words in _names(match, whole=True) if _holds(words, wanted)]
            if lengths:
                found.append((min(lengths), place, match.id.casefold(), match))
    return [match for *_, match in sorted(found, key=lambda item: item[:3])]


def _holds(words: Words, wanted: Words) -> bool:
    """Return whether the words stand there one after another: 3.1 is not in 1.3, nor llama 3 in llama-2-13."""
    return any(words[at : at + len(wanted)] == wanted for at in range(len(words) - len(wanted) + 1))


def _near(entries: Entries, wanted: Words) -> Iterator[Match]:
    """Yield the entries that may bear the words: of ids in a file, those that hold each; of others all."""
    if not isinstance(entries.ids, Names):
        return (Match(entries, row) for row in range(len(entries.ids)))
    keep = np.ones(len(entries.ids), dtype=np.bool_)
    for word in wanted:
        keep &= entries.ids.holding(word)
    keep[list(entries.aliases)] = True
    return (Match(entries, int(row)) for row in np.flatnonzero(keep))


def _names(match: Match, *, whole: bool = False) -> set[Words]:
    """Return the names of an entry as words; of a Hub id the part after the slash, or with `whole` all of it."""
    own = match.id if whole else match.id.rpartition("/")[2]
    told = (own, match.name.rpartition("/")[2], *match.entries.aliases.get(match.row, ()))
    return {words_of(item) for item in told}


def _listed(matches: Sequence[Match]) -> str:
    more = f" and {len(matches) - _TOLD_AT_MOST} more" if len(matches) > _TOLD_AT_MOST else ""
    return ", ".join(str(match) for match in matches[:_TOLD_AT_MOST]) + more
