"""One interface to run a function of a part's name over many parts: one after the other, on all cores, or with Dask.

A function is given a name and gives a name; all else lies in files that both sides see. Names come back in order, so
that what is made of them is the same bytes whichever engine ran.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from enum import StrEnum
from multiprocessing import get_context
from types import ModuleType
from typing import Protocol

from openness.files.extras import need

Work = Callable[[str], str]


class _Result(Protocol):
    def done(self) -> bool: ...

    def result(self) -> str: ...


class Engine(StrEnum):
    """What runs the parts."""

    SERIAL = "serial"
    POOL = "pool"
    DASK = "dask"


def run(
    work: Work, names: Iterable[str], engine: Engine, *, scheduler: str | None = None, workers: int | None = None
) -> Generator[str]:
    """Yield `work(name)` for each name, in the order of the names.

    Names are taken as they come: what makes them, as a sweep over the Hub, goes on while processes work. `workers`
    processes run at once (default: one a core); with Dask the `scheduler` at an address and its workers, else a cluster
    on this machine. Raises OpennessError where Dask is asked for and not there, and what `work` raises.
    """
    match engine:
        case Engine.SERIAL:
            yield from map(work, names)
        case Engine.POOL:
            yield from _pooled(work, names, workers or os.cpu_count() or 1)
        case Engine.DASK:
            need("--engine dask", "distributed", instead="; serial and pool need nothing more")
            yield from _with_dask(work, names, scheduler, workers)


def _pooled(work: Work, names: Iterable[str], workers: int) -> Iterator[str]:
    pool = ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn"), initializer=_leave_stopping)

    def submit(name: str) -> Future[str]:
        with _without_main():  # a process is started when there is work for it
            return pool.submit(work, name)

    try:
        yield from _in_order(submit, names)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _leave_stopping() -> None:
    """Let the process that asked decide on Ctrl-C: a terminal sends it to all of them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_order(submit: Callable[[str], _Result], names: Iterable[str]) -> Iterator[str]:
    """Yield results in the order of the names, each as soon as those before it are there."""
    waiting: deque[_Result] = deque()
    for name in names:
        waiting.append(submit(name))
        while waiting and waiting[0].done():
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _with_dask(work: Work, names: Iterable[str], scheduler: str | None, workers: int | None) -> Iterator[str]:
    from distributed import Client, LocalCluster  # noqa: PLC0415 - an extra, and slow to load

    if scheduler is not None:
        with Client(scheduler) as client:  # type: ignore[no-untyped-call]
            yield from _in_order(lambda name: client.submit(work, name, pure=False), names)
        return
    many = workers or os.cpu_count() or 1
    with (
        _without_main(),  # to the end: a worker that died is started anew
        LocalCluster(n_workers=many, threads_per_worker=1, dashboard_address=None) as cluster,  # type: ignore[no-untyped-call]
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield from _in_order(lambda name: client.submit(work, name, pure=False), names)


@contextmanager
def _without_main() -> Iterator[None]:
    """While processes are started, let none run the program that asked for them a second time.

    A new process imports the `__main__` of its parent again: of a script without a guard that means the whole script,
    of a Streamlit page the page, of a notebook nothing that exists. Parts need none of it: work is found by its module.
    """
    asked, empty = sys.modules.get("__main__"), ModuleType("__main__")
    sys.modules["__main__"] = empty
    try:
        yield
    finally:
        if asked is not None and sys.modules.get("__main__") is empty:
            sys.modules["__main__"] = asked
