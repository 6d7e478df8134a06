"""Licences: one told clause by clause with its sources, or all of them in one table."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote, urlencode

import streamlit as st

from openness.errors import UsageError
from openness.licences.clause import Clause, Fact, Origin, restriction
from openness.licences.knowledge import Licence, knowledge
from openness.licences.matrix import MATRIX_COLUMNS, licence_matrix_rows
from openness.licences.report import ADVICE, ClauseRow, clause_rows, find_licence
from openness.licences.wording import HOW_WORDS, KIND_WORDS, question_words
from openness.safe.cells import cell
from openness.safe.line import one_line
from openness.safe.markdown import literal, page_address, plain
from openness.ui import library

_LISTED = (
    ("kind", "Kind", 110),
    ("open", "Open", 60),
    (Clause.COMMERCIAL, "Commercial", 84),
    (Clause.EU, "EU", 120),
    (Clause.PUBLIC_BODY, "Public body", 84),
    (Clause.USER_THRESHOLD, "User threshold", 96),
    (Clause.REVENUE_THRESHOLD, "Revenue threshold", 112),
    (Clause.USE_RESTRICTIONS, "Purposes forbidden", 118),
    (Clause.REDISTRIBUTION, "Pass on", 84),
    (Clause.MODIFICATION, "Change", 84),
    (Clause.AI_ACT, "AI Act reading", 118),
)
"""The columns of the table of all licences after the name: key of the matrix, heading, width in pixels."""
_TAKES_AWAY = ":red-badge[○]"
_SHORT = {"yes_all": "yes"}


def show() -> None:
    """Draw the licence that `id` in the address names, or the table of all."""
    ids = sorted(knowledge().by_id, key=str.casefold)
    wanted = one_line(st.query_params.get("id", ""), 200)
    licence = _find(wanted)
    with st.sidebar:
        chosen = st.selectbox(
            "Licence",
            ids,
            index=ids.index(licence.id) if licence is not None and licence.id in ids else None,
            placeholder="all",
            format_func=lambda licence_id: f"{knowledge().by_id[licence_id].name} ({licence_id})",
            key=f"licence-{wanted}",
        )
    if chosen is not None and (licence is None or chosen != licence.id):
        st.query_params["id"] = chosen
        licence = knowledge().by_id[chosen]
    elif chosen is None and licence is not None and licence.id in ids:
        st.query_params.clear()
        licence = None
    if licence is not None:
        _one(licence)
    else:
        _all()


def _find(wanted: str) -> Licence | None:
    if not wanted:
        return None
    try:
        return find_licence(wanted)
    except UsageError as failure:
        st.warning(plain(str(failure)))
        return None


def _one(licence: Licence) -> None:
    st.title(plain(licence.name))
    spdx = "no SPDX id" if licence.spdx is None else f"SPDX {licence.spdx.id}"
    if licence.spdx is not None and licence.spdx.deprecated:
        spdx += " (deprecated)"
    st.markdown(f"`{licence.id}` · {plain(spdx)} · made for {plain(', '.join(licence.covers))}")
    st.markdown(f"**{plain(licence.kind.replace('_', ' ').capitalize())}**: {plain(KIND_WORDS[licence.kind])}")
    flags = (("open licence", licence.open), ("OSI approved", licence.osi), ("open under MOF", licence.mof_open))
    st.markdown(" ".join(_flag_badge(word, value) for word, value in flags))
    if licence.note:
        st.markdown(plain(licence.note))
    st.markdown(clause_table(licence))
    st.markdown(f"{_TAKES_AWAY} takes away from what a user may do")
    unknown = [question_words(clause) for clause in Clause if clause not in licence.clauses]
    if unknown:
        st.markdown(f"**Not known to us:** {plain(' '.join(unknown))}")
    _sources(licence)
    _models_under(licence)
    st.caption(ADVICE)


def _flag_badge(word: str, value: bool | None) -> str:
    if value is None:
        return f":gray-badge[? {word}: unknown]"
    return f":green-badge[● {word}: yes]" if value else f":red-badge[○ {word}: no]"


def clause_table(licence: Licence) -> str:
    """Return the known clauses as a Markdown table; ○ marks what takes away from what a user may do."""
    numbers = {origin: number for number, origin in enumerate(origins_of(licence), start=1)}
    lines = ["| | Question | Answer | Where |", "|---|---|---|---|"]
    for row in clause_rows(licence.clauses):
        if row.origin is not None:
            section = f" § {plain(row.section)}" if row.section else ""
            note = f" {plain(row.note)}" if row.note else ""
            cells = (
                _sign(licence.clauses[row.clause]),
                plain(row.question),
                f"**{plain(row.answer)}**{note}",
                f"\\[{numbers[row.origin]}\\]{section}",
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _sign(fact: Fact) -> str:
    return _TAKES_AWAY if restriction(fact) > 0 else ""


def origins_of(licence: Licence) -> list[Origin]:
    """Return the sources of a licence's facts, once each, in the order of the clauses."""
    rows: list[ClauseRow] = clause_rows(licence.clauses)
    return list(dict.fromkeys(row.origin for row in rows if row.origin is not None))


def _sources(licence: Licence) -> None:
    lines = ["**Sources**"]
    for number, origin in enumerate(origins_of(licence), start=1):
        read = f", read {plain(origin.date)}" if origin.date else ""
        lines.append(f"{number}. {plain(origin.what)}{read} ({plain(HOW_WORDS.get(origin.how, origin.how))})")
    if len(lines) > 1:
        st.markdown("\n".join(lines))


def _models_under(licence: Licence) -> None:
    listed = library.entries("models", assessments=True).details["licence"]
    names = {name for name in set(listed) if name and _same(name, licence)}
    count = sum(name in names for name in listed)
    if count:
        address = "/?" + urlencode([("list", "models"), *(("licence", name) for name in sorted(names))])
        st.markdown(f"[{count:,} models of this snapshot]({address}) are listed under it.")


def _same(name: str, licence: Licence) -> bool:
    found = knowledge().find(name)
    return found is not None and found.id == licence.id


def _all() -> None:
    st.title("Licences")
    rows = licence_matrix_rows()
    st.markdown(
        "What each licence allows, as separate facts with their sources. Empty is unknown. "
        "Choose one in the sidebar, or open it from its name."
    )
    st.download_button(
        "Download CSV",
        data=lambda: _matrix(rows),
        file_name="openness-licences.csv",
        mime="text/csv",
        on_click="ignore",
        help="Every licence with every clause",
    )
    config = st.column_config
    columns = {
        "id": config.TextColumn("Id", width=150),
        "open_page": config.LinkColumn("Licence", display_text=r"#(.*)$", width=260, pinned=True),
    }
    columns |= {str(key): config.TextColumn(heading, width=width) for key, heading, width in _LISTED}
    shown = [
        {
            "open_page": f"{page_address('licence', row['id'])}#{quote(row['name'], safe=' ')}",
            "id": row["id"],
            **{str(key): _SHORT.get(row[str(key)], row[str(key)]).replace("_", " ") for key, _, _ in _LISTED},
        }
        for row in rows
    ]
    st.dataframe(
        shown,
        column_order=["open_page", "id", *(str(key) for key, _, _ in _LISTED)],
        column_config=columns,
        hide_index=True,
        height=720,
        row_height=28,
        alt="Licences with what they allow",
    )
    st.caption(f"{len(rows)} licences. {literal('openness licence ID')} tells the same in a terminal. {ADVICE}")


def _matrix(rows: list[dict[str, str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, MATRIX_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: cell(value) for key, value in row.items()} for row in rows)
    return stream.getvalue().encode("utf-8")
