"""Old and new ids of one repository: the oldest had no account, and later moved into one."""

from __future__ import annotations

from openness.recordings.gathering import Recorded

_CREATED_SINCE = "2022-03-02"
"""The Hub gives this day to all repositories that are older than its record of creation."""


def join_moved(models: dict[str, Recorded]) -> dict[str, tuple[str, ...]]:
    """Make one of the recordings under an old id and today's; return the other ids of each model by its key.

    Two ids are one repository if the Hub gave both the same internal id; or if one is the other's name without an
    account and, of all accounts with that name, only this one's repository is as old, or only this account took over
    another such id.
    """
    moved = _same_internal_id(models)
    moved |= _same_name(models, moved)
    aliases: dict[str, list[str]] = {}
    for old, new in sorted(moved.items()):
        aliases.setdefault(new, []).append(_spelled(models[old]))
        _join(models.pop(old), models[new])
    return {key: tuple(names) for key, names in aliases.items()}


def _same_internal_id(models: dict[str, Recorded]) -> dict[str, str]:
    """Return old key -> newest key of models to which the Hub gave one internal id."""
    by_internal: dict[str, list[str]] = {}
    for key, model in models.items():
        for internal in _internal_ids(model):
            by_internal.setdefault(internal, []).append(key)
    moved: dict[str, str] = {}
    for keys in by_internal.values():
        newest = max(keys, key=lambda key: ("/" in key, _last_seen(models[key]), key))
        moved.update({key: newest for key in keys if key != newest})
    return moved


def _same_name(models: dict[str, Recorded], known: dict[str, str]) -> dict[str, str]:
    """Return bare name -> id with an account, where only one account with that name can be meant."""
    by_name: dict[str, list[str]] = {}
    for key in models:
        if "/" in key:
            by_name.setdefault(key.partition("/")[2], []).append(key)
    bare = [key for key in models if "/" not in key and key not in known]
    moved = {
        key: old_enough[0]
        for key in bare
        if len(old_enough := [other for other in by_name.get(key, ()) if _is_oldest(models[other])]) == 1
    }
    took_over = {new.partition("/")[0] for new in (known | moved).values()}
    for key in bare:
        there = [other for other in by_name.get(key, ()) if other.partition("/")[0] in took_over]
        if key not in moved and len(there) == 1:
            moved[key] = there[0]
    return moved


def _join(old: Recorded, new: Recorded) -> None:
    new.bodies += old.bodies
    new.cards += old.cards
    new.licences += old.licences


def _internal_ids(model: Recorded) -> set[str]:
    return {value for body in model.bodies if isinstance(value := body.fields.get("_id"), str) and len(value) > 8}


def _is_oldest(model: Recorded) -> bool:
    told = (body.fields.get("createdAt") or body.fields.get("created_at") for body in model.bodies)
    return any(isinstance(created, str) and created[:10] <= _CREATED_SINCE for created in told)


def _last_seen(model: Recorded) -> str:
    return max((body.date for body in model.bodies), default="")


def _spelled(model: Recorded) -> str:
    return spelled(model.ids)


def spelled(ids: list[str]) -> str:
    """Return the likeliest spelling of an id: one with capitals, else the one seen most."""
    return max(ids, key=lambda name: (name != name.lower(), ids.count(name)))
