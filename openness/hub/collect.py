"""One record from one body: card, licence files, data sets and lineage, asking only for what is not held."""

from __future__ import annotations

from openness.card.named import names_of
from openness.hub.address import shown
from openness.hub.client import Hub
from openness.hub.errors import HubFailure
from openness.hub.facts import Facts, lasting, settled
from openness.record.fault import set_aside
from openness.record.record import Look, ModelBody, Record, Rejected, TextFile

CARD = "README.md"
_NO_LOOK = TextFile(path=CARD, look=Look.NOT_LOOKED)
_NO_CARD = "the file list names none"


def fetch_record(hub: Hub, model_id: str, *, revision: str | None = None, known: Record | None = None) -> Record:
    """Return everything about one model, at `revision` if given; raises the classes of `openness.hub.errors`.

    `known` is the last record held: what it has of an unchanged revision is not asked for again.
    """
    body = hub.model(model_id, revision)
    facts = Facts(hub, lambda name: known if known is not None and name.lower() == known.id.lower() else None)
    return collect(hub, body, asked_as=model_id, known=known, facts=facts)


def fetch_or_set_aside(hub: Hub, model_id: str, *, revision: str | None = None) -> Record | Rejected:
    """Return everything about one model, or why there is nothing; only a fatal HubFailure is raised."""
    try:
        return fetch_record(hub, model_id, revision=revision)
    except Exception as error:  # noqa: BLE001 - whatever went wrong, one record never costs the others
        return not_a_record(model_id, error)


def not_a_record(asked_as: str, error: Exception) -> Rejected:
    """Return why this model is set aside; raises `error` again where it is a HubFailure that ends everything."""
    named = shown(asked_as, 200)
    if isinstance(error, HubFailure):
        if error.fatal:
            raise error
        return Rejected(id=named, part="model", reason=str(error), url=error.url, answer=error.noted)
    if isinstance(error, (ValueError, RecursionError)):
        reason = f"{named}: what the Hub says of it cannot be put into a record ({shown(error)})"
        return Rejected(id=named, part="model", reason=reason)
    return set_aside(named, error)


def collect(
    hub: Hub, body: ModelBody, *, asked_as: str, known: Record | None, facts: Facts, thorough: bool = False
) -> Record:
    """Return the record of the model with this fresh `body`.

    Where `known` has the same revision, its card and licence texts are taken over, and its data sets
    and lineage too if it names the same ones and they were all settled; `thorough` asks for those two
    anew, because a data set can be gated without any change to the models that name it.
    """
    at = hub.now()
    same = known if known is not None and body.sha is not None and known.body.sha == body.sha else None
    card, commit = _card(hub, body, same)
    revision = body.sha or commit
    licence_files = facts.licence_files(body, revision)
    if body.sha is None and commit is not None:
        body = body.model_copy(update={"sha": commit})
    named = names_of(body, card)
    held = None if thorough else same
    sets, bases = (tuple(item.name for item in items) for items in (named.datasets, named.bases))
    datasets = held.datasets if held is not None and _same_datasets(held, sets) else None
    lineage = held.lineage if held is not None and _same_lineage(held, bases) else None
    return Record(
        body=body,
        origin=hub.endpoint,
        fetched_at=at,
        asked_as=asked_as if asked_as != body.id else None,
        aliases=_aliases(body.id, asked_as, known),
        files_look=Look.FAILED if body.files is None else Look.READ,
        card=card,
        licence_files=licence_files,
        datasets=facts.datasets(sets, held.datasets if held else ()) if datasets is None else datasets,
        lineage=facts.lineage(body, named.bases, held.lineage if held else ()) if lineage is None else lineage,
    )


def listed_record(hub: Hub, body: ModelBody, known: Record | None) -> Record:
    """Return the record of a model as its row in a listing tells, asking nothing.

    What `known` has read of the same revision stays; of another one, nobody has looked at more than the row.
    """
    same = known if known is not None and body.sha is not None and known.body.sha == body.sha else None
    if same is not None and body.files is None:
        body = body.model_copy(update={"files": same.body.files})
    card = _NO_LOOK
    if body.files is not None and all(file.path.lower() != CARD.lower() for file in body.files):
        card = TextFile(path=CARD, look=Look.ABSENT, detail=_NO_CARD)
    return Record(
        body=body,
        origin=hub.endpoint,
        fetched_at=hub.now(),
        aliases=_aliases(body.id, body.id, known),
        files_look=Look.NOT_LOOKED if body.files is None else Look.READ,
        card=card if same is None or same.card.look is Look.NOT_LOOKED else same.card,
        licence_files=() if same is None else same.licence_files,
        datasets=() if same is None else same.datasets,
        lineage=() if same is None else same.lineage,
    )


def _aliases(model_id: str, asked_as: str, known: Record | None) -> tuple[str, ...]:
    """Return the other ids that led to this model, now or before."""
    older = () if known is None else (known.id, *known.aliases)
    names = {name.lower(): name for name in (*older, asked_as.partition("@")[0]) if name.lower() != model_id.lower()}
    return tuple(names.values())


def _card(hub: Hub, body: ModelBody, same: Record | None) -> tuple[TextFile, str | None]:
    if same is not None and settled(same.card):
        return same.card, None
    path = CARD
    if body.files is not None:
        paths = [file.path for file in body.files]
        path = next((p for p in paths if p == CARD), "") or next((p for p in paths if p.lower() == CARD.lower()), "")
        if not path:
            return TextFile(path=CARD, look=Look.ABSENT, detail=_NO_CARD), None
    return hub.text(body.id, path, body.sha)


def _same_datasets(held: Record, named: tuple[str, ...]) -> bool:
    facts = held.datasets
    return {fact.id for fact in facts} == set(named) and all(lasting(fact) for fact in facts)


def _same_lineage(held: Record, bases: tuple[str, ...]) -> bool:
    direct = {fact.id for fact in held.lineage if fact.depth == 1}
    # Fewer than named is fine: two names may lead to one model.
    same = direct <= set(bases) and bool(direct) == bool(bases)
    return same and all(lasting(fact) for fact in held.lineage)
