"""What the catalogue adds to rows: assessments for what they are about, and statements below all that was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from openness.catalogue import Catalogue, Role, System
from openness.catalogue.stated import Statements
from openness.licences.outcome import OF_BASES
from openness.record.columns import Columns
from openness.record.evidence import Evidence
from openness.snapshot.snapshot import Snapshot

ABOUT_BASE = ("osai.datasources_basemodel", "osai.weights_basemodel")
"""What an index says of a system's base model; nothing else of a system is about its base."""
ABOUT_END = ("osai.weights_endmodel",)
"""What an index says of one repository alone, not of a release."""
_LEVELS = ("closed", "partial", "open")
VAGUE = ("other", "custom")
"""What stands where a licence is meant and none is named."""


def rows_spoken_of(snapshot: Snapshot, catalogue: Catalogue) -> list[int]:
    """Return the rows of a snapshot that the catalogue may say something of: those in accounts that it knows."""
    accounts = snapshot.told("organisation").coded()
    known = np.array([*(catalogue.knows_account(str(name)) for name in accounts.values), True], dtype=np.bool_)
    rows = np.flatnonzero(known[accounts.codes])
    bare = accounts.codes[rows] < 0
    names = iter(snapshot.names.take(rows[bare]))
    return [
        int(row) for row, alone in zip(rows, bare, strict=True) if not alone or catalogue.knows_account(next(names))
    ]


def assessed_models(
    ids: Sequence[str],
    catalogue: Catalogue,
    revisions: Sequence[str | None] = (),
    rows: Iterable[int] | None = None,
) -> dict[int, dict[str, Evidence]]:
    """Return the assessments of models by row: people's own, and a system's for what they are about.

    The end model gets all; a sibling of the same release what is said of the release; a base model what is
    said of the base. A role in doubt gets nothing. With the models' `revisions`, an assessment made at another
    one says that the repository has changed since. Of `rows` alone anything can be said (by default of all).
    """
    found = {}
    for row in range(len(ids)) if rows is None else rows:
        model_id = ids[row]
        given: dict[str, Evidence] = {}
        for system, role in catalogue.sure_systems_of(model_id):
            given = _least(given, _about(catalogue.evidence_of_system(system.id), system, role))
        now = revisions[row] if row < len(revisions) else None
        given |= {signal: _aged(item, now) for signal, item in catalogue.evidence_of_model(model_id).items()}
        if given:
            found[row] = given
    return found


def _aged(found: Evidence, revision: str | None) -> Evidence:
    if found.revision is None or revision is None or found.revision == revision:
        return found
    return _noted(found, f"Made at revision {found.revision[:12]}; the repository has changed since.")


def _about(given: Mapping[str, Evidence], system: System, role: Role) -> dict[str, Evidence]:
    match role:
        case Role.END:
            return dict(given)
        case Role.SIBLING:
            note = f"Said of the system {system.name}, of which this is another model."
            return {signal: _noted(item, note) for signal, item in given.items() if signal not in ABOUT_END}
        case Role.BASE:
            note = f"Said of the base of the system {system.name}."
            return {signal: _noted(item, note) for signal, item in given.items() if signal in ABOUT_BASE}


def _noted(found: Evidence, note: str) -> Evidence:
    return replace(found, note=" ".join(filter(None, [found.note, note])))


def _least(one: dict[str, Evidence], other: dict[str, Evidence]) -> dict[str, Evidence]:
    """Join what is said of a model through two systems; where they differ, the less open counts."""
    joined = {**one, **other}
    for signal in one.keys() & other.keys():
        first, second = str(one[signal].value), str(other[signal].value)
        if first != second and first in _LEVELS and second in _LEVELS:
            least = min(one[signal], other[signal], key=lambda item: _LEVELS.index(str(item.value)))
            joined[signal] = _noted(least, f"Another entry says {max(first, second, key=_LEVELS.index)}.")
    return joined


def stated_models(
    ids: Sequence[str], statements: Statements, read: Columns, rows: Iterable[int] | None = None
) -> dict[int, Mapping[str, Evidence]]:
    """Return what entries of the catalogue state of models, by row; of `rows` alone they may (by default of all)."""
    looked = range(len(ids)) if rows is None else rows
    found = {row: stated for row in looked if (stated := statements.of_model(ids[row]))}
    siblings = {
        row
        for row in found
        if any(role is Role.SIBLING for _, role in statements.catalogue.sure_systems_of(ids[row])[:1])
    }
    return coherent(found, read, siblings)


def coherent(
    stated: Mapping[int, Mapping[str, Evidence]], read: Columns, siblings: Collection[int] = ()
) -> dict[int, Mapping[str, Evidence]]:
    """Return statements without those on a licence where another licence, or something unread, was found of the model.

    A licence is one whole: clauses of one never fill the gaps of another. A permission that is not stated because a
    file, a gate's terms or words of the repository itself were not read is not stated by its licence's name either;
    a base's terms may be, for the entry tells them. What is said of a whole system counts for
    `siblings`, the rows of its other models, only where the same licence was read of them: sizes of one
    release differ in their terms.
    """
    licences = read.column("licence.weights")
    kept: dict[int, Mapping[str, Evidence]] = {}
    for row, answers in stated.items():
        named = answers.get("licence.weights")
        code = int(licences.codes[row]) if len(licences.codes) else -1
        own = str(licences.values[code]) if code >= 0 else None
        differs = (named is not None and own != str(named.value)) or _left_unread(read, row)
        if row not in siblings:
            differs = (differs and own is not None and own not in VAGUE) or _left_unread(read, row)
        kept[row] = (
            {signal: item for signal, item in answers.items() if not signal.startswith("licence.")}
            if differs
            else answers
        )
    return kept


def _left_unread(read: Columns, row: int) -> bool:
    """Return whether something of the repository itself, not of its base, was not read and could bind."""
    unread = read.column("licence.unread")
    code = int(unread.codes[row]) if len(unread.codes) else -1
    kinds = unread.values[code] if code >= 0 else ()
    return isinstance(kinds, tuple) and any(kind not in OF_BASES for kind in kinds)
