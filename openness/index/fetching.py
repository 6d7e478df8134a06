"""Models fetched now, as rows: the one part of the library that asks the Hub."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from openness.catalogue import load_catalogue
from openness.hub import DEFAULT_ENDPOINT, Hub, fetch_or_set_aside
from openness.hub.token import stored_token
from openness.ranking.entries import Entries
from openness.ranking.models import record_entries
from openness.record.evidence import Evidence
from openness.record.record import Record, Rejected
from openness.signals import SIGNALS, extract_or_set_aside

Fetched = Sequence[tuple[Record, Mapping[str, Evidence]]]
"""Models just fetched, each with its evidence."""


def fetched_entries(
    ids: Sequence[str],
    *,
    endpoint: str | None,
    assessments: bool,
    say: Callable[[str], None] = lambda _: None,
    keep: Callable[[Fetched, str], None] = lambda _found, _endpoint: None,
) -> tuple[Entries, list[str]]:
    """Fetch models and return them as rows, with one sentence for each that could not be had; `say` hears of each.

    `keep` is given what was fetched, with the endpoint, before it is judged.
    """
    catalogue = load_catalogue(signals=SIGNALS) if assessments else None
    found: list[tuple[Record, Mapping[str, Evidence]]] = []
    failures: list[str] = []
    address = endpoint or os.environ.get("HF_ENDPOINT") or DEFAULT_ENDPOINT
    with Hub(address, stored_token(), on_wait=lambda wait: say(f"waiting: {wait}")) as hub:
        for name in ids:
            model_id, _, revision = name.partition("@")
            say(f"fetching {name} from {hub.endpoint}")
            record = fetch_or_set_aside(hub, model_id, revision=revision or None)
            if isinstance(record, Rejected):
                failures.append(record.reason)
                continue
            evidence = extract_or_set_aside(record)
            if isinstance(evidence, Rejected):
                failures.append(evidence.reason)
            else:
                found.append((record, evidence))
        keep(found, hub.endpoint)
        return record_entries(found, catalogue, SIGNALS, hub.endpoint), failures
