"""Facts about what models name (data sets, base models), each asked once a run however many name it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from openness.card.named import NamedBase, names_of
from openness.hub.client import Hub
from openness.hub.errors import HubFailure
from openness.hub.licence_paths import licence_paths
from openness.hub.most_named import Named
from openness.record.hub_id import is_hub_id
from openness.record.missed import NEVER_ASKED
from openness.record.record import BaseFact, DatasetFact, Look, ModelBody, Record, Relation, TextFile

MOST_DATASETS = 32
"""Data sets asked about for one model; the others it names are noted as not looked at."""
MOST_ANCESTORS = 24
DEEPEST = 5

Known = Callable[[str], Record | None]
"""Gives the last record held of a model id, or None."""

PASSED_OVER = "only the data sets and base models that most models name are asked for"

T = TypeVar("T")

MOST_NOTED = 5_000
"""Bodies of listings kept at hand for lineages; beyond this memory is worth more than requests."""

_NO_ID = "not an id of the Hub, so there is nothing to ask"
_DATASET_BOUND = f"only the first {MOST_DATASETS} data sets a model names are asked for"
_ANCESTOR_BOUND = f"only the first {MOST_ANCESTORS} ancestors of a model are asked for"


@dataclass(frozen=True)
class BaseLook:
    """What came of asking for the body of one base model."""

    look: Look
    body: ModelBody | None = None
    detail: str | None = None


class Facts:
    """A run's cache over one Hub. Thread-safe: of several askers one asks, the others wait for it."""

    def __init__(self, hub: Hub, known: Known) -> None:
        self._hub = hub
        self._known = known
        self._lock = threading.Lock()
        self._noted = 0
        self._chosen: frozenset[Named] | None = None
        self._answers: dict[tuple[str, str], Future[Any]] = {}

    def choose(self, chosen: frozenset[Named]) -> None:
        """Ask from now on about no other data sets and base models than these."""
        self._chosen = chosen

    def _passed_over(self, kind: str, name: str) -> bool:
        # What a listing brought of them is not used either: whether it has come already is a matter of chance.
        return self._chosen is not None and (kind, name.lower()) not in self._chosen

    def note(self, body: ModelBody) -> None:
        """Keep a body that a listing or another request brought, so that lineages need not ask for it."""
        future: Future[BaseLook] = Future()
        future.set_result(BaseLook(Look.READ, body))
        with self._lock:
            self._noted += 1
            if self._noted > MOST_NOTED:
                return
            self._answers.setdefault(("model", body.id.lower()), future)

    def datasets(self, names: Iterable[str], kept: Iterable[DatasetFact] = ()) -> tuple[DatasetFact, ...]:
        """Return one fact per data set named; those `kept` that an answer brought are not asked for again."""
        held = {fact.id: fact for fact in kept if fact.look is not Look.NOT_LOOKED and lasting(fact)}
        facts = []
        asked = 0
        for name in names:
            if not is_hub_id(name):
                facts.append(DatasetFact(id=name, look=Look.NOT_LOOKED, detail=_NO_ID))
            elif name in held:
                asked += 1
                facts.append(held[name])
            elif self._passed_over("dataset", name):
                facts.append(DatasetFact(id=name, look=Look.NOT_LOOKED, detail=PASSED_OVER))
            elif asked == MOST_DATASETS:
                facts.append(DatasetFact(id=name, look=Look.NOT_LOOKED, detail=_DATASET_BOUND))
            else:
                asked += 1
                fact = self._once("dataset", name.lower(), lambda name=name: self._hub.dataset(name))  # type: ignore[misc]
                facts.append(fact.model_copy(update={"id": name}))
        return tuple(facts)

    def lineage(
        self, body: ModelBody, bases: Iterable[NamedBase], kept: Iterable[BaseFact] = ()
    ) -> tuple[BaseFact, ...]:
        """Return the ancestors of a model that names these `bases`, nearest first; depth and number are bounded.

        Direct bases come with their licence files, farther ones with their body only. Those `kept` that an answer
        brought are not asked for again.
        """
        held = {fact.id.lower(): fact for fact in kept if fact.look is not Look.NOT_LOOKED and lasting(fact)}
        facts: list[BaseFact] = []
        seen = {body.id.lower()}
        queue = deque((body.id, base.name, base.relation, 1) for base in bases)
        while queue:
            child, name, relation, depth = queue.popleft()
            if name.lower() in seen:
                continue
            seen.add(name.lower())
            if len(facts) == MOST_ANCESTORS:
                facts.append(_not_looked(name, child, depth, relation, _ANCESTOR_BOUND))
                break
            found = self._ancestor(_not_looked(name, child, depth, relation), held.get(name.lower()))
            facts.append(found)
            if found.body is not None:
                seen.add(found.body.id.lower())  # it may answer under its new name
                if depth < DEEPEST:
                    above = names_of(found.body).bases
                    queue.extend((name, upper.name, upper.relation, depth + 1) for upper in above)
        return tuple(facts)

    def _ancestor(self, asked: BaseFact, last: BaseFact | None) -> BaseFact:
        """Return what is to be told of a base: what was told last, what an answer tells, or why none is asked for."""
        if last is not None and last.depth == asked.depth:
            return last.model_copy(update={"child": asked.child, "relation": asked.relation})
        if not is_hub_id(asked.id):
            return asked.model_copy(update={"detail": _NO_ID})
        if self._passed_over("model", asked.id):
            return asked.model_copy(update={"detail": PASSED_OVER})
        found = self._base(asked.id)
        files = self.licence_files(found.body) if found.body is not None and asked.depth == 1 else ()
        told = {"look": found.look, "body": found.body, "licence_files": files, "detail": found.detail}
        return asked.model_copy(update=told)

    def licence_files(self, body: ModelBody, revision: str | None = None) -> tuple[TextFile, ...]:
        """Return the licence-like files that the model's file list names; none where no list was told.

        Texts of an unchanged revision are taken from the known record.
        """
        revision = body.sha or revision
        wanted = licence_paths(file.path for file in body.files or ())
        if not wanted:
            return ()
        return self._once("licences", f"{body.id.lower()}@{revision}", lambda: self._read(body, revision, wanted))

    def _read(self, body: ModelBody, revision: str | None, wanted: tuple[str, ...]) -> tuple[TextFile, ...]:
        record = self._known(body.id)
        held: dict[str, TextFile] = {}
        if record is not None and body.sha is not None and record.body.sha == body.sha:
            held = {file.path: file for file in record.licence_files if settled(file)}
        return tuple(held.get(path) or self._hub.text(body.id, path, revision)[0] for path in wanted)

    def _base(self, name: str) -> BaseLook:
        return self._once("model", name.lower(), lambda: self._look(name))

    def _look(self, name: str) -> BaseLook:
        try:
            return BaseLook(Look.READ, self._hub.model(name))
        except HubFailure as failure:
            if failure.fatal:
                raise
            return BaseLook(failure.look, detail=str(failure))

    def _once(self, kind: str, key: str, ask: Callable[[], T]) -> T:
        with self._lock:
            future: Future[T] | None = self._answers.get((kind, key))
            mine = future is None
            if future is None:
                future = self._answers[kind, key] = Future()
        if mine:
            try:
                future.set_result(ask())
            except BaseException as error:
                with self._lock:
                    del self._answers[kind, key]
                future.set_exception(error)
                raise
        return future.result()


def settled(file: TextFile) -> bool:
    """Tell whether a text read at some revision need never be asked for again at that revision."""
    never = file.look is Look.ABSENT or file.detail == NEVER_ASKED
    return never or (file.look is Look.READ and file.text is not None)


def lasting(fact: DatasetFact | BaseFact) -> bool:
    """Tell whether a fact would come out the same if asked again for an unchanged model, short of a change there."""
    ours = fact.look is Look.NOT_LOOKED and fact.detail in (_NO_ID, _DATASET_BOUND, _ANCESTOR_BOUND)
    texts = fact.licence_files if isinstance(fact, BaseFact) else ()
    return (fact.look in (Look.READ, Look.ABSENT) and all(settled(text) for text in texts)) or ours


def _not_looked(name: str, child: str, depth: int, relation: Relation, detail: str | None = None) -> BaseFact:
    return BaseFact(id=name, look=Look.NOT_LOOKED, child=child, depth=depth, relation=relation, detail=detail)
