"""A sweep over many models: fewest requests, one odd record never stops it, a restart goes on where it stopped."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from openness.errors import HubError
from openness.hub.address import checked_repo_id
from openness.hub.budget import Budget
from openness.hub.client import Hub
from openness.hub.collect import collect, listed_record, not_a_record
from openness.hub.errors import HubFailure
from openness.hub.facts import Facts, Known
from openness.hub.journal import Entry, Journal
from openness.hub.selection import ALL_CARDS, Cards, Ids, Selection
from openness.hub.sweep import Job, PageEnd, Plan
from openness.record.fault import faults
from openness.record.record import Record, Rejected

WORKERS = 8
_AHEAD = 4
"""Jobs begun per worker before the first is waited for."""
_TOLD_EVERY = 100
"""Results that nothing was asked for are told of so many at a time: to show one takes longer than to make it."""
_FAILURES_IN_A_ROW = 6
"""So many models in a row without an answer mean that the endpoint has gone, not the models."""


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a refresh is; `total` is None while a listing has not told how many there are."""

    records: int
    rejected: int
    total: int | None
    reused: int
    """Records whose card was taken over from the last record."""
    requests: int
    """Requests sent by this client so far."""
    budgets: tuple[Budget, ...]


@dataclass(frozen=True)
class _Outcome:
    item: Record | Rejected
    again: bool = False
    reused: bool = False
    listed: bool = False
    """Whether its row in a listing was all that was asked for."""
    failure: HubFailure | None = None


_Waiting = deque[tuple[Job | Entry | PageEnd, _Outcome | Future[_Outcome] | None]]


def _unknown(_: str) -> Record | None:
    return None


def _no_display(_: Progress) -> None:
    pass


def refresh(
    hub: Hub,
    selection: Selection,
    *,
    known: Known = _unknown,
    journal: Journal,
    progress: Callable[[Progress], None] = _no_display,
    workers: int = WORKERS,
    thorough: bool = False,
    cards: Cards = ALL_CARDS,
    held: Iterable[str] = (),
    since: datetime | None = None,
) -> Generator[Record | Rejected]:
    """Yield a record, or why there is none, for each model of `selection`, in the selection's order.

    `known` gives the last record held of an id: what it has of an unchanged revision is not asked for
    again (`thorough` asks for its data sets and base models all the same). Each result is in `journal`
    before it is yielded; called again with the same journal, finished models come from there.
    `cards` tells of which models of a listing more is asked than their row. Those of the ids `held` that a listing of
    everything or of their account, read to its end, does not name are asked for: so a removal or another name is seen.
    With `since`, of such a listing only what has changed from then on is asked for, of no model else (see
    `Journal.dated` for the `since` of the next time); where the endpoint cannot tell, all of it is (`Journal.whole`).
    To be closed by who stops before its end, while `journal` is open: then what was finished out of turn is kept.
    Raises the classes of `openness.hub.errors` when going on makes no sense (no connection, a spent
    budget, a refused token, a listing that cannot be read); the journal then keeps what was done.
    """
    known = _one_at_a_time(known)
    facts = Facts(hub, known)
    plan = Plan(hub, selection, journal, facts, known, cards, held, since)
    counts = _Counts(hub, plan, progress)
    answered: set[str] = set()

    def work(job: Job) -> _Outcome | Future[_Outcome]:
        # A row that is all that is wanted needs no thread: handing it over takes longer than making its record.
        found = _listed(hub, job, known, cards)
        return pool.submit(_ask, hub, job, known, facts, thorough) if found is None else found

    pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="hub")
    waiting: _Waiting = deque()
    try:
        for job, outcome in _in_order(plan.jobs(pool), work, waiting, ahead=workers * _AHEAD):
            if isinstance(job, PageEnd):
                journal.pass_page(job.cursor)
                continue
            if isinstance(job, Entry):
                item = journal.read(job)
                if isinstance(item, Record):
                    answered.add(item.id.lower())
                counts.add(item, reused=False)
                yield item
                continue
            assert outcome is not None
            counts.watch(outcome.failure)
            item = _once_each(outcome.item, answered)
            journal.append(job.key, job.asked_as, item, again=outcome.again, listed=outcome.listed)
            counts.add(item, reused=outcome.reused)
            yield item
        counts.tell()
    except BaseException:
        hub.call_off()  # whatever ended the sweep early, no thread may sit out a pause of five minutes
        pool.shutdown(wait=True, cancel_futures=True)
        if isinstance(selection, Ids):  # a listing goes on in the order of its journal
            _keep(journal, waiting, answered)
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        hub.resume()


def _one_at_a_time(known: Known) -> Known:
    """Return `known` behind a lock: several threads ask it, and the store it reads need not be ready for that."""
    lock = threading.Lock()

    def ask(model_id: str) -> Record | None:
        with lock:
            return known(model_id)

    return ask


def _listed(hub: Hub, job: Job, known: Known, cards: Cards) -> _Outcome | None:
    """Return the record of a model of which nothing but its row in the listing is wanted, else None."""
    if job.listed is None or cards == ALL_CARDS:
        return None
    last = known(job.listed.id)
    changed = last is None or job.listed.sha is None or last.body.sha != job.listed.sha
    if cards.wanted(job.place, changed=changed):
        return None
    try:
        return _Outcome(listed_record(hub, job.listed, last), reused=not changed, listed=True)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, one record never costs the others
        return _Outcome(not_a_record(job.listed.id, error))


def _ask(hub: Hub, job: Job, known: Known, facts: Facts, thorough: bool) -> _Outcome:
    if isinstance(job.item, Rejected):
        return _Outcome(job.item, again=job.again)
    asked_as = job.asked_as or job.key
    try:
        body = job.item
        if body is None:
            body = hub.model(checked_repo_id(asked_as))
            facts.note(body)
        last = known(asked_as) or known(body.id)
        record = collect(hub, body, asked_as=asked_as, known=last, facts=facts, thorough=thorough)
        return _Outcome(record, reused=last is not None and record.card is last.card)
    except HubFailure as failure:
        return _Outcome(not_a_record(asked_as, failure), again=failure.transient, failure=failure)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, one record never costs the others
        item = not_a_record(asked_as, error)
        return _Outcome(item, again=bool(faults([item])))  # the next run may be of a mended version


def _once_each(item: Record | Rejected, answered: set[str]) -> Record | Rejected:
    """Set aside a record of a repository that has already come under another of its names."""
    if isinstance(item, Rejected):
        return item
    if item.id.lower() in answered:
        reason = f"{item.asked_as or item.id} leads to {item.id}, which is in this refresh already"
        return Rejected(id=item.asked_as or item.id, part="model", reason=reason, answer=f"renamed to {item.id}")
    answered.add(item.id.lower())
    return item


def _keep(journal: Journal, waiting: _Waiting, answered: set[str]) -> None:
    """Keep what was finished while an earlier model was waited for."""
    for job, found in waiting:
        if isinstance(found, Future) and (found.cancelled() or found.exception() is not None):
            continue
        if isinstance(job, Job) and (outcome := _result(job, found)[1]) is not None:
            if outcome.again:
                continue
            try:
                journal.append(job.key, job.asked_as, _once_each(outcome.item, answered))
            except HubError:  # the journal cannot be written, which may be what ended the sweep
                return


class _Counts:
    """Counts results for display, and failures in a row for giving up."""

    def __init__(self, hub: Hub, plan: Plan, progress: Callable[[Progress], None]) -> None:
        self._hub = hub
        self._plan = plan
        self._progress = progress
        self._records = self._rejected = self._reused = self._failures = 0
        self._told = -1

    def watch(self, failure: HubFailure | None) -> None:
        self._failures = self._failures + 1 if failure is not None and failure.transient else 0
        if failure is not None and self._failures >= _FAILURES_IN_A_ROW:
            raise failure

    def add(self, item: Record | Rejected, *, reused: bool) -> None:
        self._records += isinstance(item, Record)
        self._rejected += isinstance(item, Rejected)
        self._reused += reused
        done = self._records + self._rejected
        if self._hub.requests != self._told or done % _TOLD_EVERY == 0 or done == self._plan.total:
            self.tell()

    def tell(self) -> None:
        """Say how far it is."""
        self._told = self._hub.requests
        self._progress(
            Progress(
                records=self._records,
                rejected=self._rejected,
                total=self._plan.total,
                reused=self._reused,
                requests=self._hub.requests,
                budgets=self._hub.budgets(),
            )
        )


def _in_order(
    jobs: Iterable[Job | Entry | PageEnd],
    work: Callable[[Job], _Outcome | Future[_Outcome]],
    waiting: _Waiting,
    ahead: int,
) -> Iterator[tuple[Job | Entry | PageEnd, _Outcome | None]]:
    """Work on up to `ahead` jobs at once and yield each with its outcome in the order they came.

    `waiting` holds those that are not yielded yet.
    """
    for job in jobs:
        waiting.append((job, work(job) if isinstance(job, Job) else None))
        while waiting and (len(waiting) >= ahead or _done(waiting[0][1])):
            found = _result(*waiting[0])
            waiting.popleft()
            yield found
    while waiting:
        found = _result(*waiting[0])
        waiting.popleft()
        yield found


def _done(found: _Outcome | Future[_Outcome] | None) -> bool:
    return not isinstance(found, Future) or found.done()


def _result(
    job: Job | Entry | PageEnd, found: _Outcome | Future[_Outcome] | None
) -> tuple[Job | Entry | PageEnd, _Outcome | None]:
    return job, found.result() if isinstance(found, Future) else found
