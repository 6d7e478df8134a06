"""What the catalogue adds to rows: assessments for what they are about, and statements below all that was read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from openness.catalogue import Catalogue, Role, System
from openness.catalogue.licence import holding_regardless
from openness.catalogue.roles import release_of, sure_models
from openness.catalogue.stated import Statements
from openness.licences.knowledge import knowledge
from openness.licences.outcome import OF_BASES
from openness.ranking.looked import is_of_family
from openness.record.columns import Columns
from openness.record.evidence import Evidence, Outcome
from openness.snapshot.snapshot import Snapshot

ABOUT_BASE = ("osai.datasources_basemodel", "osai.weights_basemodel")
"""What an index says of a system's base model; nothing else of a system is about its base."""
ABOUT_END = ("osai.weights_endmodel",)
"""What an index says of one repository alone, not of a release."""
_GATED = ("automatic", "manual", "unspecified")
_AGAINST: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "osai.weights_endmodel": {"access.gate": _GATED, "weights.available": ("disabled", "removed")},
    "osai.weights_basemodel": {"base.gate": _GATED},
}
"""What the Hub itself shows that stands in the way of a download: no class of a rater can be more open than that."""
_ELEMENTS = ("osaid.data_information", "osaid.code")
"""What a validation of a release found of it; parameters and terms are each model's own."""
_OF_BASE: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]] = {
    "osaid.data_information": {"open": (("osaid.data_information", "partial"), ("data.pretraining", "named"))},
    "osaid.code": {"open": (("osaid.code", "partial"),)},
    "data.pretraining": {value: (("data.pretraining", value),) for value in ("named", "partly_public", "public")},
}
"""What was found of a base, and what follows of a system made from it: its pre-training data, a part of its code.

What was not found of a base says nothing of what was made from it.
"""
_SET_ASIDE = "Set aside: the Hub itself shows a gate, or that the repository is gone; a class bears no day of its own."
_LEVELS = ("closed", "partial", "open")
OTHER = "other"
"""What a publisher says whose licence is none that the Hub offers."""
VAGUE = (OTHER, "custom")
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


def assessed_systems(catalogue: Catalogue) -> dict[int, dict[str, Evidence]]:
    """Return the assessments of systems by row: the system's own, and those of its models for what they are about.

    Of the end model all counts; of a sibling what is true of a release; of a base, or a sibling of it, what was found
    there as a part of what this system asks. A role in doubt gives nothing.
    """
    of_models: dict[str, dict[str, Evidence]] = {}
    for model_id in dict.fromkeys(one.model for one in catalogue.assessments if one.model is not None):
        for system, role in [*catalogue.sure_systems_of(model_id), *_bases_of_release(catalogue, model_id)]:
            said = _of_model(catalogue.evidence_of_model(model_id), model_id, role)
            of_models[system.id] = {**said, **of_models.get(system.id, {})}
    return {
        row: {**of_models.get(system.id, {}), **catalogue.evidence_of_system(system.id)}
        for row, system in enumerate(catalogue.systems)
    }


def _bases_of_release(catalogue: Catalogue, model_id: str) -> list[tuple[System, Role]]:
    """Return the systems whose base differs from a model in its size alone: a release is one in data and code."""
    release = release_of(model_id)
    return [
        (system, Role.BASE)
        for system in (catalogue.systems if release is not None else ())
        for base in sure_models(system, Role.BASE)
        if base.lower() != model_id.lower() and release_of(base) == release
    ]


def _of_model(given: Mapping[str, Evidence], model_id: str, role: Role) -> dict[str, Evidence]:
    """Return what an assessment of one model says of a system that it plays this role in."""
    if role is Role.END:
        return dict(given)
    note = f"Said of {model_id}, {'the base' if role is Role.BASE else 'another model'} of this system."
    if role is Role.SIBLING:
        kept = {signal: item for signal, item in given.items() if is_of_family(signal) or signal in _ELEMENTS}
        return {signal: _noted(item, note) for signal, item in kept.items()}
    found = {}
    for signal, item in given.items():
        for told, value in _OF_BASE.get(signal, {}).get(str(item.value), ()):
            found[told] = _noted(replace(item, signal=told, value=value), note)
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


def set_aside(
    assessed: Mapping[int, Mapping[str, Evidence]], read: Columns
) -> tuple[dict[int, Mapping[str, Evidence]], dict[int, frozenset[str]]]:
    """Return assessments with a word on those that facts of the Hub outdate, and which those are, by row.

    A gate and a repository that is gone are shown by the Hub, whatever a publisher says or keeps to itself. Only
    a rubric that asks people first counts such an assessment.
    """
    rows = np.fromiter(assessed, dtype=np.int64, count=len(assessed))
    against = {signal: _shown(read, facts, rows) for signal, facts in _AGAINST.items()}
    kept, moot = dict(assessed), {}
    for place, (row, given) in enumerate(assessed.items()):
        found = frozenset(signal for signal, shown in against.items() if shown[place] and signal in given)
        if found:
            moot[row] = found
            kept[row] = {name: _noted(item, _SET_ASIDE) if name in found else item for name, item in given.items()}
    return kept, moot


def _shown(read: Columns, facts: Mapping[str, tuple[str, ...]], rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Return of which of these rows one of the facts was read."""
    found = np.zeros(len(rows), dtype=np.bool_)
    for signal, values in facts.items() if len(rows) else ():
        column = read.column(signal)
        table = np.array([*(value in values for value in column.values), False, False], dtype=np.bool_)
        found |= table[column.codes[rows]]
    return found


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
    a base's terms may be, for the entry tells them. What takes away is stated: that can only become more. What is said
    of a whole system counts for `siblings`, the rows of its other models, only where the same licence was read of
    them: sizes of one release differ in their terms. A publisher that says 'other' names none of the licences that the
    Hub offers: one of these, named by somebody else, permits nothing.
    """
    licences = read.column("licence.weights")
    kept: dict[int, Mapping[str, Evidence]] = {}
    for row, answers in stated.items():
        code = int(licences.codes[row]) if len(licences.codes) else -1
        own = str(licences.values[code]) if code >= 0 else None
        kept[row] = _beside(own, answers, sibling=row in siblings, unread=_left_unread(read, row))
    return kept


def _beside(own: str | None, answers: Mapping[str, Evidence], *, sibling: bool, unread: bool) -> Mapping[str, Evidence]:
    """Return what statements leave beside the licence that was read of a model, or of what is one release with it."""
    named = answers.get("licence.weights")
    if named is not None and denied_by_other(own, str(named.value)):
        taking = holding_regardless(answers)
        return {signal: taking.get(signal) or _of_another(item, named) for signal, item in answers.items()}
    differs = named is not None and own != str(named.value) and (sibling or (own is not None and own not in VAGUE))
    if not (differs or unread):
        return answers
    rest = {signal: item for signal, item in answers.items() if not signal.startswith("licence.")}
    return rest if differs else {**rest, **holding_regardless(answers)}


def denied_by_other(own: str | None, named: str) -> bool:
    """Return whether a publisher's own 'other' says that its licence is not the one named: the Hub offers that one."""
    licence = knowledge().get(named)
    return own == OTHER and licence is not None and licence.hub and licence.id != OTHER


def _of_another(item: Evidence, named: Evidence) -> Evidence:
    """Return a statement as unknown where it is on a licence that the publisher says is not the one."""
    if not item.signal.startswith("licence."):
        return item
    told = named.note or f"Named '{named.value}'."
    note = f"{told} The publisher itself says 'other', which is none of the licences that the Hub offers."
    return replace(item, outcome=Outcome.SILENT, value=None, method=None, confidence=None, note=note)


def _left_unread(read: Columns, row: int) -> bool:
    """Return whether something of the repository itself, not of its base, was not read and could bind."""
    unread = read.column("licence.unread")
    code = int(unread.codes[row]) if len(unread.codes) else -1
    kinds = unread.values[code] if code >= 0 else ()
    return isinstance(kinds, tuple) and any(kind not in OF_BASES for kind in kinds)
