"""What a refresh is about: named models or a listing, of which of them more is read, and the plan that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from openness.cli.output import say
from openness.cli.refreshed import TOLD
from openness.errors import OpennessError, UsageError

if TYPE_CHECKING:
    from openness.hub import Cards, Selection
    from openness.snapshot.manifest import Swept
    from openness.snapshot.snapshot import Snapshot

_EACH = 4
"""Requests for one more model: its card, a licence file, a data set, a base; what many name is asked once."""
_NAMED = 2
"""Of these, those that are about what it names; a base has a licence file, too."""
_QUOTA = 1_000
"""Requests in five minutes that the Hub grants a free account; half of it without a token."""
_HUB = 2_500_000
"""Models on the whole Hub, in November 2026: no listing tells how many will come."""


def selection_of(
    models: str | None, author: str | None, top: int | None, *, catalogue: bool, everything: bool
) -> Selection:
    """Return what is to be refreshed; raises UsageError unless it is exactly one thing."""
    from openness.hub import All, Author, Ids, Top

    if sum([models is not None, author is not None, top is not None, catalogue, everything]) != 1:
        raise UsageError("say what to refresh: exactly one of --models, --author, --top, --all and --catalogue")
    if models is not None:
        selection = Ids.of(_ids(models))
        if not selection.ids:
            raise UsageError(f"'{models}' names no model; give a file with one id a line, or ids with commas")
        return selection
    if author is not None:
        if not author.strip():
            raise UsageError("--author is empty; give the name of an account, the part of an id before the slash")
        return Author(author)
    if top is not None:
        return Top(top)
    if everything:
        return All()
    from openness.catalogue import load_catalogue

    return Ids.of(load_catalogue().model_ids)


def _ids(text: str) -> list[str]:
    from openness.catalogue.names import name_given

    path = Path(text)
    if path.is_file():
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as failure:
            raise OpennessError(f"{path} cannot be read as UTF-8 text; check the file given with --models") from failure
        return _ids_of(path, [_id_given(line.split("#", 1)[0].strip()) for line in lines])
    if path.suffix in (".txt", ".csv", ".list") or re.search(r"^[./~]", text):
        raise OpennessError(f"there is no file {text}; check the path given with --models")
    return [name_given(name) for name in text.split(",")]


def _id_given(line: str) -> str:
    from openness.catalogue.names import name_given

    try:
        return name_given(line)
    except OpennessError:  # counted with the other lines that are no ids
        return line


def _ids_of(path: Path, lines: list[str]) -> list[str]:
    """Return the ids in the lines of a file; what is none is told by its number alone: it may be any file's words."""
    from openness.record.hub_id import is_hub_id

    odd = [number for number, line in enumerate(lines, start=1) if line and not is_hub_id(line)]
    ids = [line for line in lines if is_hub_id(line)]
    if odd and not len(odd) < len(ids):
        raise UsageError(
            f"{path} is no list of ids: {len(odd):,} of its lines are none; give one organisation/name a line"
        )
    if odd:
        told = ", ".join(map(str, odd[:TOLD])) + (" ..." if len(odd) > TOLD else "")
        say(f"{path}: {len(odd):,} lines are no ids of the Hub and are left out: {told}")
    return ids


def cards_of(told: str | None, selection: Selection, named: int | None = None) -> Cards:
    """Return of which models more than the listing is asked; raises UsageError for what is no such choice."""
    from openness.hub import ALL_CARDS, Ids

    if isinstance(selection, Ids):
        if told is not None or named is not None:
            option = "--cards" if told is not None else "--named"
            raise UsageError(f"{option} goes with --top, --author and --all; of named models all is read")
        return ALL_CARDS
    if named is not None and told is None:
        raise UsageError("--named goes with --cards: of rows of a listing no data set or base is asked about")
    return replace(_cards(told), named=named)


def _cards(told: str | None) -> Cards:
    from openness.hub import ALL_CARDS, NO_CARDS, Cards

    if told is None or told in ("all", "changed"):
        return NO_CARDS if told is None else ALL_CARDS if told == "all" else Cards(changed=True)
    number = told.removeprefix("top:")
    if number == told or not number.isdecimal() or len(number) > 18 or int(number) == 0:
        raise UsageError(f"--cards '{told}' is none of top:N (such as top:20000), changed and all")
    return Cards(first=int(number))


def title_of(selection: Selection) -> str:
    """Return a selection in words."""
    from openness.hub import Author, Ids, Top

    match selection:
        case Ids(ids):
            return f"{len(ids)} models by id"
        case Author(name):
            return f"models of {name}"
        case Top(number):
            return f"the {number} most downloaded models"
        case _:
            return "every model the Hub lists"


def tell_plan(
    selection: Selection,
    cards: Cards,
    before: Snapshot | None,
    *,
    catalogue: bool,
    account: bool,
    hub: bool,
    since: Swept | None = None,
) -> None:
    """Say what will be asked for and what it succeeds, before anything is.

    `account`: a token is given, which doubles the quota; `hub`: the endpoint is the Hub itself, of known size; `since`:
    only what has changed from then on is read of the listing.
    """
    from openness.hub import Ids
    from openness.hub.listing import PAGE

    if isinstance(selection, Ids):
        asked = len(selection.ids)
        places, dated = _held(selection.ids, before)
        what = "models that systems of the catalogue name" if catalogue else "models"
        say(f"plan: {asked:,} {what}: {places:,} known{dated}, {asked - places:,} new")
        say(f"plan: at most {asked:,} requests, fewer by listings, and some five for each new or changed model")
    elif since is not None:
        more = "" if cards.none else f", and up to {_each(cards)} for each of them{_of_named(cards)}"
        say(
            f"plan: {title_of(selection)}: those that have changed since {since.until:%Y-%m-%d %H:%M} UTC, a request "
            f"for each {PAGE:,}{more}; removals, gates and downloads of all others were seen {since.whole:%Y-%m-%d}, "
            "and are with --whole"
        )
    else:
        say(f"plan: {title_of(selection)}: {_requests(selection, cards, before, account=account, hub=hub)}")
    if before is not None:
        say(f"plan: all other of the {len(before.ids):,} models of snapshot {before.id} are carried over")


def _held(ids: Sequence[str], before: Snapshot | None) -> tuple[int, str]:
    """Return how many of the ids a snapshot holds, and how old what it knows of them is, in words."""
    if before is None:
        return 0, ""
    places = [place for name in ids if (place := before.place(name)) is not None]
    seen = before.identity["seen"].to_pylist()
    days = sorted({seen[place] for place in places if seen[place]})
    return len(places), f" (facts of {days[0]} to {days[-1]})" if days else ""


def _requests(selection: Selection, cards: Cards, before: Snapshot | None, *, account: bool, hub: bool) -> str:
    """Return how many requests a listing takes, and how long that is, as far as can be told before."""
    from openness.hub import Top
    from openness.hub.listing import PAGE

    models = _expected(selection, before, hub=hub)
    quota = "your quota" if account else "the quota without a token"
    if models is None:
        pages, listing, first = f"a request for each {PAGE:,} models", 0, cards.first
    else:
        listing = max(1, -(-models // PAGE))
        pages = _counted(listing)
        first = models if cards.first is None else min(cards.first, models)
    if first and cards.first is not None and not isinstance(selection, Top):
        listing += -(-first // PAGE)  # which these are, is told by a list of their own
    if cards.none:
        minutes = f", about {_minutes(listing, account=account)} at {quota}" if listing else ""
        return f"{pages}{minutes}; the listing alone, cards are read with --cards top:N, changed or all"
    asked = f"the {first:,} most downloaded" if first and cards.first is not None else "all of them"
    if cards.changed:
        asked = "those that are new or have changed"
    much = None if first is None or (cards.changed and models is None) else (models if cards.changed else first)
    most = listing + _each(cards) * (much or 0)
    if cards.named is not None:
        most += listing + _NAMED * cards.named
        pages += ", twice"
    minutes = f", at most about {_minutes(most, account=account)} at {quota}" if much else ""
    told = f"{pages}, and up to {_each(cards)} for each of {asked} that is not known at its revision"
    return f"{told}{_of_named(cards)}{minutes}"


def _each(cards: Cards) -> int:
    return _EACH if cards.named is None else _EACH - _NAMED


def _of_named(cards: Cards) -> str:
    """Return in words how many of the data sets and bases are asked about, where not all are."""
    if cards.named is None:
        return ""
    return f"; of data sets and bases the {cards.named:,} that most of them name, all others are not looked at"


def _expected(selection: Selection, before: Snapshot | None, *, hub: bool) -> int | None:
    """Return about how many models a listing will bring, None where nothing tells."""
    from openness.hub import All, Top

    if isinstance(selection, Top):
        return selection.number
    if isinstance(selection, All) and hub:
        return max(_HUB, len(before.ids) if before is not None else 0)
    return None


def _counted(requests: int) -> str:
    return f"{requests:,} request{'' if requests == 1 else 's'}"


def _minutes(requests: int, *, account: bool) -> str:
    """Return how long so many requests take at that quota."""
    minutes = max(1, -(-requests * 5 // (_QUOTA if account else _QUOTA // 2)))
    return f"{minutes:,} minute{'' if minutes == 1 else 's'}"
