"""A fake Hub per test, and clients of it that do not really wait."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from openness.hub import Hub, Ids, Journal, Progress, Selection, Wait, fingerprint, refresh
from openness.record.record import Record, Rejected
from tests.fakehub import FakeHub

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def fake() -> Iterator[FakeHub]:
    with FakeHub() as hub:
        yield hub
    assert hub.errors == []


class Clients:
    """Makes clients of the fake Hub; the pauses they announce are kept in `waits` and not sat out."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.waits: list[Wait] = []

    def __call__(self, token: str | None = None, *, endpoint: str | None = None, **options: Any) -> Hub:
        options = {"timeout": 60.0, "now": lambda: NOW, "sleep": lambda _: None, **options}
        return Hub(endpoint or self.endpoint, token, on_wait=self.waits.append, **options)


@pytest.fixture(scope="session", autouse=True)
def _session() -> Iterator[None]:
    """Close the library's session once, at the end: making one costs 30 ms of certificates."""
    yield
    if "huggingface_hub.utils" in sys.modules:
        sys.modules["huggingface_hub.utils"].close_session()


@pytest.fixture
def clients(fake: FakeHub) -> Clients:
    return Clients(fake.endpoint)


@pytest.fixture
def hub(clients: Clients) -> Hub:
    return clients()


class Sweep:
    """Runs refreshes one after the other, each knowing the records of the ones before."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held: dict[str, Record] = {}
        self.progress: list[Progress] = []
        self.dated: datetime | None = None
        self.whole = False

    def journal(self, hub: Hub, selection: Selection, now: datetime = NOW) -> Journal:
        mark = fingerprint(selection, hub.endpoint)
        return Journal(self.folder / f"refresh-{mark}.jsonl", mark, now=now)

    def __call__(self, hub: Hub, selection: Selection | list[str], **options: Any) -> list[Record | Rejected]:
        chosen = Ids(tuple(selection)) if isinstance(selection, list) else selection
        with self.journal(hub, chosen) as journal:
            results = list(
                refresh(
                    hub,
                    chosen,
                    known=lambda model_id: self.held.get(model_id.lower()),
                    journal=journal,
                    progress=self.progress.append,
                    **options,
                )
            )
            self.dated, self.whole = journal.dated, journal.whole
            journal.discard()
        self.held.update({item.id.lower(): item for item in results if isinstance(item, Record)})
        return results


@pytest.fixture
def sweep(tmp_path: Path) -> Sweep:
    return Sweep(tmp_path)
