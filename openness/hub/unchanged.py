"""Named models that are held already, found again a thousand a request in the list by downloads."""

from __future__ import annotations

from collections.abc import Iterable

from openness.hub.client import Hub
from openness.hub.errors import HubFailure
from openness.hub.facts import Known
from openness.record.record import ModelBody

WORTH_LISTING = 16
"""So many held models are looked for in the list before each is asked for by itself."""
_MOVES = ("gated", "last_modified", "downloads", "likes")
"""What a row tells that can be another though the revision is the same."""


def still_held(hub: Hub, ids: Iterable[str], known: Known) -> dict[str, ModelBody]:
    """Return today's bodies of those models, by id in lower case, that are listed at the revision that is held.

    Such a body is the one held, which the Hub gave for the model itself, with what moves without a new revision as the
    row tells it: a row of a listing as a body would say less and other things than the model's own answer. Pages are
    read while each brings two models; a list that cannot be read brings none. Raises only a HubFailure that is fatal.
    """
    held = {name.lower(): record.body for name in ids if (record := known(name)) is not None}
    wanted = {key for key, body in held.items() if body.sha and body.files is not None and body.id.lower() == key}
    found: dict[str, ModelBody] = {}
    if len(wanted) < WORTH_LISTING:
        return found
    try:
        for page in hub.list_models(brief=True):
            rows = [row for row in page.rows if row.key in wanted and isinstance(row.item, ModelBody)]
            for row in rows:
                wanted.discard(row.key)
                if isinstance(row.item, ModelBody) and (body := _today(held[row.key], row.item)) is not None:
                    found[row.key] = body
            if len(rows) < 2 or len(wanted) < 2:
                break
    except HubFailure as failure:
        if failure.fatal:
            raise
    return found


def _today(held: ModelBody, row: ModelBody) -> ModelBody | None:
    """Return the body held with what its row tells of today; None where the model has to be asked for itself."""
    if row.sha != held.sha or row.private or row.disabled:
        return None
    told = {name: value for name in _MOVES if (value := getattr(row, name)) is not None}
    return held.model_copy(update={**told, "id": row.id})
