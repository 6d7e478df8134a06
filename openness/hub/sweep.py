"""The order of work of one refresh: what an earlier run finished, then the ids or the listing's next pages."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime

from openness.hub.changed import NotByChange, changed_since
from openness.hub.client import Hub
from openness.hub.errors import NO_ANSWER, BadRequest, HubFailure, MissingOrPrivate
from openness.hub.facts import Facts, Known
from openness.hub.journal import Entry, Journal
from openness.hub.listing import PAGE, Page, Row
from openness.hub.most_named import most_named
from openness.hub.selection import ALL_CARDS, All, Author, Cards, Ids, Selection, Top
from openness.hub.unchanged import still_held
from openness.record.hub_id import is_hub_id
from openness.record.record import ModelBody, Rejected

UNLISTED = "the rest of the listing"
"""Key of the job that stands for pages that could not be had."""


@dataclass(frozen=True)
class Job:
    """One model to see to. `item` is its body from a listing, None where it is to be asked for."""

    key: str
    asked_as: str | None
    item: ModelBody | Rejected | None = None
    listed: ModelBody | None = None
    """Its row of a listing, which may be all that is wanted."""
    place: int = 0
    """Its place in the listing, from 0."""
    again: bool = False
    """Whether a run that goes on from the journal has to see to it anew."""


@dataclass(frozen=True)
class PageEnd:
    """All jobs of a page of a listing have been given out; `cursor` continues it, None at its end."""

    cursor: str | None


class Plan:
    """Gives out the jobs of one refresh in the order of its results."""

    def __init__(
        self,
        hub: Hub,
        selection: Selection,
        journal: Journal,
        facts: Facts,
        known: Known,
        cards: Cards = ALL_CARDS,
        held: Iterable[str] = (),
        since: datetime | None = None,
    ) -> None:
        self.total: int | None = None
        """How many models it is about, once known."""
        self._hub = hub
        self._selection = selection
        self._journal = journal
        self._facts = facts
        self._known = known
        self._cards = cards
        self._held = held
        """Models read before: those that a listing of all or of their account, read to its end, does not name are asked
        for."""
        self._used: frozenset[str] | None = None
        """The most downloaded of a listing that comes in another order, where more is asked of them."""
        self._since = since
        """Of a listing, only what has changed since then is wanted; None: all of it."""

    def jobs(self, pool: Executor) -> Iterator[Job | Entry | PageEnd]:
        """Yield what is to be done; listings are read while their jobs are given out, those of accounts in `pool`."""
        match self._selection:
            case Ids(ids):
                yield from self._by_ids(Ids.of(ids).ids, pool)
            case Author(name):
                yield from self._by_listing(author=name)
            case Top(number):
                self.total = number
                yield from self._by_listing(top=number)
            case All():
                yield from self._by_listing()

    def _by_ids(self, ids: tuple[str, ...], pool: Executor) -> Iterator[Job | Entry | PageEnd]:
        self.total = len(ids)
        done = {entry.key: entry for entry in self._journal.entries if not entry.again}
        bodies = self._listed([model_id for model_id in ids if model_id.lower() not in done], pool)
        for model_id in ids:
            key = model_id.lower()
            yield done.get(key) or Job(key, model_id, bodies.pop(key, None))

    def _listed(self, ids: list[str], pool: Executor) -> dict[str, ModelBody]:
        """Return bodies of those ids that listings bring for fewer requests: of all models, then of their accounts.

        One page of up to 1,000 models is one request; it pays from two ids of an account on. Further
        pages are read while they can still cost less than asking for the missing ids one by one.
        """
        ids = [model_id for model_id in ids if is_hub_id(model_id)]
        held = still_held(self._hub, ids, self._known)
        for body in held.values():
            self._facts.note(body)
        accounts: dict[str, dict[str, str]] = {}
        for model_id in ids:
            account, slash, _ = model_id.partition("/")
            if slash and model_id.lower() not in held:
                accounts.setdefault(account, {})[model_id.lower()] = model_id
        shared = {account: missing for account, missing in accounts.items() if len(missing) > 1}
        found = held
        for bodies in pool.map(self._from_account, shared.keys(), shared.values()):
            found.update(bodies)
        return found

    def _from_account(self, account: str, missing: dict[str, str]) -> dict[str, ModelBody]:
        found: dict[str, ModelBody] = {}
        worth = len(missing)
        try:
            for number, page in enumerate(self._hub.list_models(author=account), start=1):
                for row in page.rows:
                    if row.key in missing and isinstance(row.item, ModelBody):
                        del missing[row.key]
                        if (body := self._sufficient(row.item)) is not None:
                            found[row.key] = body
                if len(missing) < 2 or number >= worth:
                    break
        except HubFailure as failure:
            if failure.fatal:
                raise
        return found

    def _sufficient(self, row: ModelBody) -> ModelBody | None:
        """Return the body a listing's row stands for, or None if the model has to be asked for itself.

        A row without revision says too little. One without file list will do if the revision is the one
        held: then the files are too.
        """
        if row.sha is not None and row.files is None:
            held = self._known(row.id)
            if held is None or held.body.sha != row.sha:
                return None
            row = row.model_copy(update={"files": held.body.files})
        if row.sha is None:
            return None
        self._facts.note(row)
        return row

    def _by_listing(self, *, author: str | None = None, top: int | None = None) -> Iterator[Job | Entry | PageEnd]:
        if top is None and self._cards.first and not self._journal.listed:
            self._used = self._most_used(author, self._cards.first)
        if self._cards.named is not None and not self._cards.none:
            self._facts.choose(most_named(self._read_about(author, top), self._cards.named))
        seen: set[str] = set()
        rows = 0
        for entry in self._journal.entries:
            if entry.key == UNLISTED:
                continue
            seen.add(entry.key)
            rows += entry.asked_as is not None
            yield Job(entry.key, entry.asked_as) if entry.again else entry
        if not self._journal.listed and (yield from self._listing(author, top, seen, rows)):
            return
        if top is None and self._journal.whole:
            yield from self._unnamed(seen, "" if author is None else f"{author.lower()}/")

    def _most_used(self, author: str | None, number: int) -> frozenset[str]:
        """Return the keys of the most downloaded, which a listing in another order does not tell from the rest."""
        pages = self._hub.list_models(author=author, used=True, brief=True, top=number)
        return frozenset(row.key for page in pages for row in page.rows)

    def _rank(self, row: Row, place: int) -> int:
        """Return the place of a row among the most downloaded, as far as it matters: whether it is one of them."""
        if self._used is None:
            return place
        return 0 if row.key in self._used else self._cards.first or 0

    def _read_about(self, author: str | None, top: int | None) -> Iterator[ModelBody]:
        """Read a listing once more, before it is gone through, for the models of which more than their row is asked."""
        place = 0
        for page in self._from_start(author, top, lambda _dated, _whole: None):
            for row in page.rows:
                if isinstance(row.item, Rejected) or (top is not None and place >= top):
                    continue
                last = self._known(row.item.id) if self._cards.changed else None
                if self._cards.wanted(self._rank(row, place), changed=last is None or last.body.sha != row.item.sha):
                    yield row.item
                place += 1
            if top is not None and place >= top:
                return

    def _unnamed(self, seen: set[str], begins: str) -> Iterator[Job]:
        """Yield the models held that a whole listing does not name: the answer to each tells what became of it."""
        for model_id in self._held:
            key = model_id.lower()
            if key.startswith(begins) and key not in seen:
                seen.add(key)
                yield Job(key, model_id)

    def _listing(
        self, author: str | None, top: int | None, seen: set[str], rows: int
    ) -> Generator[Job | PageEnd, None, bool]:
        """Yield what the pages of a listing bring, from the `rows` had before on; return whether it broke off."""
        for page in self._whole_pages(author, top, seen):
            if isinstance(page, HubFailure):
                reason = f"{page}; what was listed until there is kept"
                unlisted = Rejected(id=None, part="listing", reason=reason, url=page.url, answer=NO_ANSWER)
                yield Job(UNLISTED, None, unlisted, again=True)
                return True
            if not seen and not page.rows and page.next_url is None and author is not None and self._journal.whole:
                raise MissingOrPrivate(
                    f"account {author}: {self._hub.endpoint} lists no model of it; check the spelling, or give a "
                    "token with access"
                )
            for row in page.rows:
                if row.key in seen or (top is not None and rows >= top):
                    continue
                seen.add(row.key)
                yield self._job(row, self._rank(row, rows))
                rows += isinstance(row.item, ModelBody)
            enough = top is not None and rows >= top
            yield PageEnd(None if enough else page.next_url)
            if enough:
                break
        return False

    def _job(self, row: Row, place: int) -> Job:
        """Return what is to be done about a row of a listing."""
        if isinstance(row.item, Rejected):
            return Job(row.key, None, row.item)
        body = None if self._cards.none else self._sufficient(row.item)
        return Job(row.key, row.item.id, body, listed=row.item, place=place)

    def _whole_pages(self, author: str | None, top: int | None, seen: set[str]) -> Iterator[Page | HubFailure]:
        """Read the pages; a failure of one of them is the last thing to come where models came before it."""
        try:
            yield from self._pages(author, top)
        except HubFailure as failure:
            if failure.fatal or not seen:
                raise
            yield failure

    def _pages(self, author: str | None, top: int | None) -> Iterator[Page]:
        """Read the listing on from the journal's cursor or, if that has gone stale, from the start."""
        everything = author is None and top is None
        if self._journal.cursor is not None:
            pages = self._hub.list_models(author=author, start=self._journal.cursor, everything=everything)
            try:
                yield from pages if self._journal.whole or self._since is None else changed_since(self._since, pages)
            except (BadRequest, NotByChange):
                pass
            else:
                return
        yield from self._from_start(author, top, self._journal.begin_listing)

    def _from_start(
        self, author: str | None, top: int | None, begin: Callable[[datetime | None, bool], None]
    ) -> Iterator[Page]:
        """Read the part of a listing that has changed, or all of it where that is wanted or the part cannot be told.

        `begin` is told the date of the first page, and whether it is of all, before its models are seen to: what
        changes from then on is not in it.
        """
        size = PAGE if top is None else min(top, PAGE)
        everything = author is None and top is None
        if self._since is not None:
            pages = self._hub.list_models(author=author, everything=everything, changed=True)
            try:
                yield from _begun(changed_since(self._since, pages), begin, whole=False)
            except NotByChange:
                pass
            else:
                return
        pages = self._hub.list_models(author=author, page_size=size, everything=everything)
        yield from _begun(pages, begin, whole=True)


def _begun(pages: Iterable[Page], begin: Callable[[datetime | None, bool], None], *, whole: bool) -> Iterator[Page]:
    for number, page in enumerate(pages):
        if number == 0:
            begin(page.dated, whole)
        yield page
