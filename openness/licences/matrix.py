"""The matrix: every licence as rows and cells, for tables and files."""

from __future__ import annotations

from openness.licences.clause import Clause, Fact
from openness.licences.knowledge import Licence, knowledge
from openness.licences.wording import answer_words, flag_words, question_words

MATRIX_COLUMNS = (
    "id",
    "name",
    "spdx_id",
    "kind",
    "covers",
    "hub_id",
    "open",
    "osi_approved",
    "fsf_libre",
    "mof_open",
    *(clause.value for clause in Clause),
    "users",
    "revenue",
    "policy",
    "name_prefix",
    "display",
    "ai_act_paragraph",
    "source",
    "source_date",
    "source_how",
    "note",
)


def licence_matrix_rows() -> list[dict[str, str]]:
    """Return one row a licence with every clause; an empty cell is unknown. Columns: MATRIX_COLUMNS."""
    return [_matrix_row(licence) for licence in sorted(knowledge().by_id.values(), key=lambda found: found.id)]


def _matrix_row(licence: Licence) -> dict[str, str]:
    row = dict.fromkeys(MATRIX_COLUMNS, "")
    row.update(
        id=licence.id,
        name=licence.name,
        spdx_id=licence.spdx.id if licence.spdx else "",
        kind=licence.kind,
        covers=" ".join(licence.covers),
        hub_id=flag_words(licence.hub),
        open=_cell(licence.open),
        osi_approved=_cell(licence.osi),
        fsf_libre=_cell(licence.spdx.fsf_libre if licence.spdx else None),
        mof_open=_cell(licence.mof_open),
        note=licence.note or "",
    )
    for clause, fact in licence.clauses.items():
        row[clause.value] = _cell(fact.value)
        row.update(_figures(fact))
    origins = [fact.origin for fact in licence.clauses.values()]
    if origins:
        main = max(dict.fromkeys(origins), key=origins.count)
        row.update(source=main.what, source_date=main.date, source_how=main.how)
    return row


def _figures(fact: Fact) -> dict[str, str]:
    detail = fact.detail
    found = {}
    if "users" in detail:
        found["users"] = f"{detail['users']} a {detail.get('per', 'month')}"
    if "amount" in detail:
        found["revenue"] = f"{detail['amount']} {detail.get('currency', '')} a {detail.get('per', 'year')}"
    for key, column in (
        ("policy", "policy"),
        ("prefix", "name_prefix"),
        ("display", "display"),
        ("paragraph", "ai_act_paragraph"),
    ):
        if key in detail:
            found[column] = str(detail[key])
    return found


def _cell(value: str | bool | tuple[str, ...] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return flag_words(value)
    return "; ".join(value) or "none" if isinstance(value, tuple) else value


def licence_rows(licence: Licence) -> list[dict[str, str]]:
    """Return one row a clause of one licence; an answer that our facts do not tell is `unknown`."""
    rows = []
    for clause in Clause:
        fact = licence.clauses.get(clause)
        rows.append(
            {
                "licence": licence.id,
                "clause": clause.value,
                "question": question_words(clause),
                "value": "" if fact is None else _cell(fact.value),
                "answer": "unknown" if fact is None else answer_words(fact),
                "section": "" if fact is None or fact.at is None else fact.at,
                "note": "" if fact is None or fact.note is None else fact.note,
                "source": "" if fact is None else fact.origin.what,
                "source_date": "" if fact is None else fact.origin.date,
            }
        )
    return rows
