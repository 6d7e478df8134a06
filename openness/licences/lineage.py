"""Lineage: a fine-tune cannot be freer than its base, so what a base's licence forbids travels down."""

from __future__ import annotations

from collections.abc import Sequence

from openness.licences.clause import Clause, Clauses, Fact, freer_than, together
from openness.licences.conflict import Conflict, ConflictKind
from openness.licences.knowledge import Licence
from openness.licences.outcome import Governing, Inherited, Resolution
from openness.licences.saying import BaseClaims, Claims


def base_conflicts(base: Inherited, claims: Claims, governing: Governing | None) -> list[Conflict]:
    """Return what does not fit between the model's licence and this ancestor's."""
    if governing is None or base.name is None:
        return []
    sources = (*governing.sources, *base.sources)
    if base.taken:
        what = ", ".join(fact.clause.value.replace("_", " ") for fact in base.taken)
        return [
            Conflict(
                ConflictKind.FREER_THAN_BASE,
                f"{claims.model} is given as {governing.name}, but its base {base.base} is under {base.name}, "
                f"which is stricter in: {what}.",
                sources,
            )
        ]
    if not base.licences:
        return [
            Conflict(
                ConflictKind.UNKNOWN_BASE,
                f"{claims.model} is given as {governing.name}; its base {base.base} is under terms we do not know "
                f"({base.name}).",
                sources,
            )
        ]
    share = [licence for licence in base.licences if licence.value(Clause.SHARE_ALIKE) is True]
    own = {licence.id for licence in governing.licences}
    if share and own and not own & {licence.id for licence in share}:
        return [
            Conflict(
                ConflictKind.SHARE_ALIKE_BASE,
                f"The base {base.base} is under {share[0].id}, which asks derived works to carry the same "
                f"licence; {claims.model} is given as {governing.name}.",
                sources,
            )
        ]
    return []


def inherit(
    licences: Sequence[Licence], own: Clauses, bases: Sequence[tuple[BaseClaims, Resolution | None]]
) -> tuple[tuple[Inherited, ...], dict[Clause, Fact]]:
    """Return what each ancestor's licence adds, and the effective clauses of the model.

    Of an ancestor without a known licence nothing is inherited here; it stands in `unread`, which takes the
    permissions away.
    """
    found: list[Inherited] = []
    parts: list[Clauses] = [own]
    own_ids = {licence.id for licence in licences}
    for base, resolution in bases:
        if resolution is None or resolution.governing is None:
            found.append(Inherited(base.id, base.look, None, (), None, None, None, None, (), ()))
            continue
        governing = resolution.governing
        same = bool(own_ids) and own_ids == {licence.id for licence in governing.licences}
        taken = () if same else freer_than(own, resolution.own)
        parts.append(resolution.own)
        sources = tuple(source.in_repository(base.id) for source in governing.sources)
        found.append(
            Inherited(
                base.id,
                base.look,
                governing.name,
                governing.licences,
                resolution.kind if governing.licences else None,
                resolution.osi,
                resolution.mof_open,
                resolution.open,
                taken,
                sources,
            )
        )
    return tuple(found), _effective(own, parts[1:])


def _effective(own: Clauses, bases: Sequence[Clauses]) -> dict[Clause, Fact]:
    """The intersection, where an ancestor's silence on a clause leaves the model's own answer standing."""
    result = dict(own)
    for base in bases:
        for clause, fact in base.items():
            if clause is Clause.GOVERNING_LAW:
                continue
            known = result.get(clause)
            joined = together([{clause: known} if known else {}, {clause: fact}])
            if clause in joined:
                result[clause] = joined[clause]
    return result
