"""Licences: all in one table, one told clause by clause with its sources, or several side by side."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote, urlencode

import streamlit as st

from openness.errors import UsageError
from openness.licences.clause import Clause
from openness.licences.knowledge import Licence, knowledge
from openness.licences.matrix import MATRIX_COLUMNS, licence_matrix_rows
from openness.licences.report import ADVICE, find_licence
from openness.safe.cells import cell
from openness.safe.line import one_line
from openness.safe.markdown import literal, plain
from openness.ui import library, licences_beside
from openness.ui.address import carried, page_of
from openness.ui.frame import say
from openness.ui.licence_card import card, kind_words
from openness.views.comparison import AT_MOST

_LISTED = (
    ("kind", 150), ("open", 60), (Clause.COMMERCIAL, 84), (Clause.EU, 120), (Clause.PUBLIC_BODY, 84),
    (Clause.USER_THRESHOLD, 96), (Clause.REVENUE_THRESHOLD, 112), (Clause.USE_RESTRICTIONS, 118),
    (Clause.REDISTRIBUTION, 84), (Clause.MODIFICATION, 84), (Clause.AI_ACT, 118),
)  # fmt: skip
"""The columns of the table of all licences after the name: key of the matrix, width in pixels."""
_CHOSEN = "licences"
_OF_ADDRESS = "_licences_of_address"


def show() -> None:
    """Draw the licences that `id` in the address names: one, several side by side, or the table of all."""
    words = say()
    wanted = [one_line(one, 200) for one in st.query_params.get_all("id") if one.strip()]
    found = [licence for one in wanted[: 2 * AT_MOST] if (licence := _find(one)) is not None]
    chosen = list({licence.id: licence for licence in found}.values())[:AT_MOST]
    _ask([licence.id for licence in chosen])
    if not chosen:
        _all()
        return
    if len(chosen) == 1:
        card(chosen[0])
        _models_under(chosen[0])
    else:
        licences_beside.show(chosen)
    st.caption(words.translated(ADVICE))


def _ask(shown: list[str]) -> None:
    """Let licences be chosen by name; the address alone holds which are shown."""
    words, known = say(), knowledge().by_id
    ids = sorted(known, key=lambda one: known[one].name.casefold())
    if st.session_state.get(_OF_ADDRESS) != shown:
        st.session_state[_OF_ADDRESS] = shown
        st.session_state[_CHOSEN] = [one for one in shown if one in known]
    with st.sidebar:
        st.multiselect(
            words("nav.licence"),
            ids,
            key=_CHOSEN,
            format_func=lambda one: f"{known[one].name} ({one})",
            max_selections=AT_MOST,
            placeholder=words("licence.choose", most=AT_MOST),
            on_change=lambda: _open(list(st.session_state[_CHOSEN])),
            select_all=False,
        )


def _open(ids: list[str]) -> None:
    st.query_params["id"] = ids


def _find(wanted: str) -> Licence | None:
    try:
        return find_licence(wanted)
    except UsageError as failure:
        st.warning(plain(str(failure)))
        return None


def _models_under(licence: Licence) -> None:
    listed = library.entries("models", assessments=True).details["licence"]
    names = {name for name in set(listed) if name and _same(name, licence)}
    count = sum(name in names for name in listed)
    if count:
        query = [("list", "models"), *(("licence", name) for name in sorted(names)), *carried().items()]
        st.markdown(say()("licence.models", count=f"{count:,}", address="/?" + urlencode(query)))


def _same(name: str, licence: Licence) -> bool:
    found = knowledge().find(name)
    return found is not None and found.id == licence.id


def _all() -> None:
    words, rows = say(), licence_matrix_rows()
    st.title(words("nav.licence"))
    st.markdown(words("licence.says", most=AT_MOST))
    st.download_button(
        words("ranking.download"),
        data=lambda: _matrix(rows),
        file_name="openness-licences.csv",
        mime="text/csv",
        on_click="ignore",
        help=words("licence.download_help"),
    )
    config = st.column_config
    columns = {
        "id": config.TextColumn(words("table.id"), width=150),
        "open_page": config.LinkColumn(words("table.licence"), display_text=r"#(.*)$", width=200, pinned=True),
    }
    columns |= {str(key): config.TextColumn(words(f"licence.column.{key}"), width=width) for key, width in _LISTED}
    shown = [
        {
            "open_page": f"{page_of('licence', row['id'])}#{quote(row['name'], safe=' ')}",
            "id": row["id"],
            **{str(key): _short(str(key), row[str(key)]) for key, _ in _LISTED},
        }
        for row in rows
    ]
    actions = st.container()
    event = st.dataframe(
        shown,
        column_order=["open_page", *(str(key) for key, _ in _LISTED), "id"],
        column_config=columns,
        hide_index=True,
        height=720,
        row_height=28,
        on_select="rerun",
        selection_mode="multi-row",
        key="licence-table",
        alt=words("licence.alt"),
    )
    ids = [rows[row]["id"] for row in event.selection.rows[:AT_MOST] if row < len(rows)]
    with actions:
        if len(ids) >= 2:
            st.button(words("ranking.compare", count=len(ids)), type="primary", on_click=_open, args=(ids,))
        else:
            st.caption(words("licence.tick", most=AT_MOST))
    command = literal("openness licence ID")
    st.caption(f"{words('licence.count', count=len(rows), command=command)} {words.translated(ADVICE)}")


def _short(key: str, told: str) -> str:
    words = say()
    if key == "kind":
        return kind_words(told)
    return words(f"answer.{told}") if words.has(f"answer.{told}") else told.replace("_", " ")


def _matrix(rows: list[dict[str, str]]) -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, MATRIX_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: cell(value) for key, value in row.items()} for row in rows)
    return stream.getvalue().encode("utf-8")
