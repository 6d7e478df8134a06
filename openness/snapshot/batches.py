"""Records and their answers gathered to batches, and each batch turned into the columns of a snapshot's tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from openness.licences.stored import required_prefixes
from openness.record.evidence import Domain, Evidence
from openness.record.record import Record, Rejected
from openness.record.text import text_of
from openness.signals import SIGNALS, extract_or_set_aside
from openness.signals.listed import Listed, Pattern, Shared, StandIn
from openness.signals.listed_row import ACCOUNT, BASE, SET
from openness.signals.stand_in import NAME
from openness.snapshot.cells import StoredCells, arrow_numbers
from openness.snapshot.coded import plain
from openness.snapshot.licences import licence_told
from openness.snapshot.model_row import identity_cells
from openness.snapshot.pool import Batch, Pool, put
from openness.snapshot.tables import IDENTITY
from openness.snapshot.takeover import SAID, Takeover, in_order, said_by

GROUP = 20_000
"""Models a group of rows: to explain one model, one group is read."""
_MOST_ROWS = 400_000
"""Rows of evidence that end a batch sooner: cards make a hundred a model."""

Entry = tuple[Record, Mapping[str, Evidence]] | Record | Rejected
"""A record with its answers, or a record whose answers are to be worked out here, or why there is none."""


class Batches:
    """Takes records and gives batches of columns; `words` says whether publishers' sentences may be kept.

    What `before` answers about records that say the same is taken over.
    """

    def __init__(
        self, domains: Mapping[str, Domain], licences: pa.Schema, *, words: bool, before: Takeover | None = None
    ) -> None:
        self._domains = domains
        self._before = before
        self._words = words
        self._licences = licences
        self._order = {signal: place for place, signal in enumerate(SIGNALS)}
        self._begin()
        self._clear()

    def _begin(self) -> None:
        """Begin with nothing remembered: memory does not grow with the number of models."""
        self._pool = Pool(self._domains, (ACCOUNT, NAME, BASE, SET))
        self._readings: dict[int, tuple[str, str]] = {}
        self._placed: dict[tuple[int, tuple[int, ...]], tuple[str, str]] = {}
        """The same with the places of a row's own tags."""
        self._listed = Listed(SIGNALS, self._keep, required_prefixes())
        self._groups = {
            signal.id: number for number, (_, signals) in enumerate(self._listed.groups) for signal in signals
        }
        self._licence_group = self._groups["licence.weights"]

    def _clear(self) -> None:
        self._identities: list[tuple[Any, ...]] = []
        self._rows: list[tuple[str, str, str]] = []
        self._records: list[str] = []
        self._said: list[bytes | None] = []
        self._kept: list[int] = []
        self._batch = Batch()
        self._long = 0

    def add(self, entry: Record | tuple[Record, Mapping[str, Evidence]]) -> Rejected | None:
        """Take a record; returns why it is set aside where a fault of ours stopped its answers."""
        record, answers = (entry, None) if isinstance(entry, Record) else entry
        said = said_by(record) if self._words else None
        kept = self._before.place(said) if self._before is not None and answers is None else -1
        if kept < 0 and (fault := self._answer(record, answers)) is not None:
            return fault
        self._identities.append(identity_cells(record))
        self._kept.append(kept)
        if self._words:
            self._records.append(text_of(record))
            self._said.append(said)
        return None

    def _answer(self, record: Record, answers: Mapping[str, Evidence] | None) -> Rejected | None:
        shared = self._short(record) if answers is None else None
        if shared is None:
            told = extract_or_set_aside(record) if answers is None else answers
            if isinstance(told, Rejected):
                return told
            kept = self._pool.keep(enumerate(told.values()), shared=False)
            shared = Shared(Pattern((kept,), ((),), (0,)), [()])
            self._long += len(told)
            self._rows.append((record.id, *licence_told(record, words=self._words)))
        self._batch.add(record.id, record.revision, record.date, shared)
        return None

    def _short(self, record: Record) -> Shared | None:
        """Return what a row of a listing shares with others; None where it takes the long way."""
        try:
            shared = self._listed.shared(record)
            if shared is None:
                return None
            self._rows.append(self._licence_row(record.id, shared))
        except Exception:  # noqa: BLE001 - the long way tells what is wrong with the record
            return None
        return shared

    def _keep(self, stand_in: StandIn) -> int:
        answers = ((self._order[signal], found) for signal, found in stand_in.answers.items())
        kept = self._pool.keep(answers, shared=True)
        if "licence.weights" in stand_in.answers:
            self._readings[kept] = licence_told(stand_in.record, words=self._words)
        return kept

    def _licence_row(self, model_id: str, shared: Shared) -> tuple[str, str, str]:
        pattern, group = shared.pattern, self._licence_group
        kept, tags, named = pattern.kept[group], pattern.tags[group], pattern.named[group]
        if (found := self._placed.get((kept, tags))) is None:
            combination, reading = self._readings[kept]
            for place in reversed(range(len(tags))):
                if tags[place] != place:
                    reading = reading.replace(f'"$.tags[{place}]"', f'"$.tags[{tags[place]}]"')
            found = self._placed[kept, tags] = combination, reading
        return model_id, found[0], put(found[1], shared.names[named])

    @property
    def full(self) -> bool:
        """Whether it is time to take the tables."""
        return len(self._identities) >= GROUP or self._long >= _MOST_ROWS

    def __len__(self) -> int:
        return len(self._identities)

    def tables(self) -> dict[str, pa.Table]:
        """Return the columns of what was taken since the last time: `models`, `evidence`, `licences`, `records`."""
        identity = _table(self._identities, pa.schema(list(IDENTITY)))
        made = self._answered(identity)
        answers = made["models"]
        columns = [*identity.columns, *answers.columns]
        made["models"] = pa.table(dict(zip([*identity.column_names, *answers.column_names], columns, strict=True)))
        if self._words:
            told = {"model_id": identity["model_id"], "revision": identity["revision"], "record": self._records}
            made["records"] = pa.table({**told, "said": self._said}, schema=RECORDS_SCHEMA)
        self._clear()
        if self._pool.full:
            self._begin()
        return made

    def _answered(self, identity: pa.Table) -> dict[str, pa.Table]:
        """Return the answers of all models in their order: those worked out here, and those that were taken over."""
        found = []
        if self._batch.ids:
            answers = self._pool.answers(self._batch, self._groups)
            licences = _table(self._rows, self._licences)
            evidence = self._pool.evidence(self._batch)
            found.append({"models": pa.table(answers), "evidence": evidence, "licences": licences})
        places = np.array(self._kept, dtype=np.int64)
        kept = np.flatnonzero(places >= 0)
        if self._before is not None and len(kept):
            dates = identity["seen"].take(arrow_numbers(kept)).to_pylist()
            taken = self._before.tables(places[kept].tolist(), dates)
            taken["licences"] = taken["licences"].cast(self._licences)
            found.append(taken)
        if len(found) == 1:
            return found[0]
        ids = StoredCells(identity["model_id"]).array
        order = arrow_numbers(np.argsort(np.concatenate([np.flatnonzero(places < 0), kept]), kind="stable"))
        both = {name: pa.concat_tables(map(plain, (tables[name] for tables in found))) for name in found[0]}
        return {
            "models": both["models"].take(order),
            "evidence": in_order(both["evidence"], ids),
            "licences": both["licences"].take(order),
        }


def _table(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    """Return rows, each in the order of the columns, as a table."""
    columns = zip(*rows, strict=True) if rows else iter([()] * len(schema))
    return pa.table([pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)], schema=schema)


GIVEN_SCHEMA = pa.schema([("model_id", pa.string()), ("revision", pa.string()), ("record", pa.string())])
RECORDS_SCHEMA = GIVEN_SCHEMA.append(pa.field("said", pa.binary(SAID)))
"""`records.parquet`: `said` is a digest of all that the answers about a record follow from, see `takeover`."""


def second_of(model_id: str) -> Rejected:
    """Return why a record of an id that came before is set aside."""
    return Rejected(id=model_id, part="model", reason="a second record of the same id")


def batches(entries: Iterator[Entry], taking: Batches, rejected: list[Rejected]) -> Iterator[dict[str, pa.Table]]:
    """Yield the tables of all entries, batch by batch; those set aside are added to `rejected`.

    A second entry of the same id, case ignored, is set aside.
    """
    seen: set[str] = set()
    for entry in entries:
        if isinstance(entry, Rejected):
            rejected.append(entry)
            continue
        model_id = (entry if isinstance(entry, Record) else entry[0]).id
        if model_id.casefold() in seen:
            rejected.append(second_of(model_id))
            continue
        if (fault := taking.add(entry)) is not None:
            rejected.append(fault)
            continue
        seen.add(model_id.casefold())
        if taking.full:
            yield taking.tables()
    if len(taking):
        yield taking.tables()
