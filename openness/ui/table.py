"""The table of a ranking, the same on every page: what a row shows, how wide, and where its name leads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import numpy as np
import streamlit as st

from openness.ranking.order import rank_words, span_words
from openness.record.cells import Rows
from openness.safe.markup import page, text
from openness.ui.address import carried
from openness.ui.board import Board
from openness.ui.facts import licence_words, place_words
from openness.ui.frame import say
from openness.views.bar import score_bar, strips

if TYPE_CHECKING:
    import pandas as pd

ROW_HEIGHT = 30
BAR_WIDTH = 140
"""Pixels that a score as a bar takes, `████████ 90–100` being the longest."""
_ROWS_SHOWN = 20
GATE_SIGNS = {"passed": "●", "failed": "○", "unknown": "?"}
_FACTS = ("origin", "organisation", "licence", "modality")
_READ = (
    "rank", "id", "name", "low", "high", "coverage", "tied", "rank_best", "rank_worst", "gate", "excluded_because",
    "label", *_FACTS, "licence_unread",
)  # fmt: skip
"""The columns of a ranking that the table is made of."""


def address_of(board: Board, entry_id: str, name: str, kept: Mapping[str, str] | None = None) -> str:
    """Return the address of an entry's page; what follows the # is what the table shows.

    `kept` is what the address hands on beside the board's choice, by default what is chosen now.
    """
    query = urlencode({"id": entry_id, **board.choice.query, **(carried() if kept is None else kept)}, safe="/")
    return f"/{board.kind.removesuffix('s')}?{query}#{quote(name, safe=' /')}"


@lru_cache(maxsize=16)
def _kept(board: Board, rows: bytes, language: str, *handed_on: tuple[str, str]) -> pd.DataFrame:
    """Return the table of some rows, made once a language: whoever ticks a row sees the same one again."""
    assert language or not handed_on  # what the answer is kept under
    return prepared(board, np.frombuffer(rows, dtype=np.int64))


def prepared(board: Board, rows: Rows) -> pd.DataFrame:
    """Return some ranked rows as the table shows them: bars, strips and facts as text; of the rest nothing is made."""
    words, kept, ranking = say(), carried(), board.ranking
    shown = ranking.frame(rows, [name for name in _READ if name in ranking.names])
    size = board.entries.columns(board.rubric.assessments).column("model.parameters")
    sizes = [size.values[code] if code >= 0 else None for code in size.codes[rows]]  # noqa: PD011
    table = shown.assign(
        place=[rank_words(rank, tied) for rank, tied in zip(shown["rank"], shown["tied"], strict=True)],
        span=[span_words(best, worst) for best, worst in zip(shown["rank_best"], shown["rank_worst"], strict=True)],
        open=[address_of(board, entry, name, kept) for entry, name in zip(shown["id"], shown["name"], strict=True)],
        bar=[score_bar(low, high) for low, high in zip(shown["low"], shown["high"], strict=True)],
        strip=strips(board.scores, rows),
        share=[f"{100 * one:.0f} %" for one in shown["coverage"]],
        size=["–" if one is None else f"{float(str(one)) / 1e9:.3g} B" for one in sizes],
    )
    if "origin" in table:
        table["origin"] = [None if cell is None else place_words(str(cell)) for cell in _present(table["origin"])]
    if "licence_unread" in table:
        cells = zip(_present(table["licence"]), _present(table["licence_unread"]), strict=True)
        table["licence"] = [None if name is None else licence_words(str(name), unread) for name, unread in cells]
    for name in (*_FACTS, "excluded_because"):
        if name in table:
            table[name] = table[name].fillna("–")
    if "gate" in table:
        table["gate"] = [f"{GATE_SIGNS.get(word, '?')} {words(f'gate.{word}')}" for word in table["gate"]]
    return table


def _present(cells: pd.Series[Any]) -> list[Any]:
    return [None if missing else cell for cell, missing in zip(cells, cells.isna(), strict=True)]


def ranking_table(board: Board, rows: Rows, key: str) -> list[int]:
    """Draw some ranked rows and return the ticked ones."""
    words, config = say(), st.column_config
    strip_help = " · ".join(words.translated(title or name) for name, title in board.rubric.dimensions.items())
    columns: dict[str, Any] = {
        "place": config.TextColumn(words("table.rank"), width=44, pinned=True),
        "open": config.LinkColumn(
            words(f"kind.{board.kind}").capitalize(),
            display_text=r"#(.*)$",
            width=144,
            pinned=True,
            help=words("table.open_help"),
        ),
        "bar": config.TextColumn(words("table.score"), width=BAR_WIDTH, help=words("table.score_help")),
        "strip": config.TextColumn(words("table.strip"), width=96, help=f"{words('table.strip_help')} {strip_help}"),
        "span": config.TextColumn(words("table.span"), width=86, help=words("table.span_help")),
        "gate": config.TextColumn(words("table.gate"), width=86),
        "excluded_because": config.TextColumn(words("table.because"), width=200),
        "label": config.TextColumn(words("table.label"), width=150, help=board.label_title),
        "share": config.TextColumn(words("table.coverage"), width=70, help=words("table.coverage_help")),
        "licence": config.TextColumn(words("table.licence"), width=150),
        "origin": config.TextColumn(words("table.origin"), width=110),
        "size": config.TextColumn(words("table.size"), width=72, help=words("table.size_help")),
        "organisation": config.TextColumn(words("table.organisation"), width=130),
        "modality": config.TextColumn(words("table.modality"), width=90),
    }
    whole = _kept(board, rows.tobytes(), say().language, *carried().items())
    table = whole[[name for name in columns if name in whole]]  # what is not shown is not sent
    event = st.dataframe(
        table,
        column_config=columns,
        hide_index=True,
        height=(_ROWS_SHOWN + 1) * ROW_HEIGHT if len(table) > _ROWS_SHOWN else "auto",
        row_height=ROW_HEIGHT,
        on_select="rerun",
        selection_mode="multi-row",
        key=key,
        alt=words("table.alt", kind=words(f"kind.{board.kind}")),
    )
    told = zip(whole["place"], whole["name"], whole["open"], whole["bar"], strict=True)
    row_links([(f"{place} {bar}", name, address) for place, name, address, bar in told], key)
    return [int(rows[place]) for place in event.selection.rows if place < len(rows)]


def row_links(rows: Sequence[tuple[str, str, str]], key: str) -> None:
    """Offer the rows of a table above as links, each `(told, name, address)`: a drawn table has none to step to.

    They are sent once somebody opens the list.
    """
    inside = st.expander(say()("table.as_links", count=len(rows)), key=f"links-{key}", on_change="rerun")
    if inside.open:
        items = (f"<li>{page(name, address.partition('#')[0])} {text(told, 600)}</li>" for told, name, address in rows)
        inside.html(f'<ul class="rows">{"".join(items)}</ul>')


def reasons_table(rows: Sequence[tuple[str, str, str]], key: str, heading: str) -> None:
    """Draw `(address, name, reason)` as a table of two columns; the name leads to the page."""
    config, words = st.column_config, say()
    st.dataframe(
        [{"open": address, "reason": reason} for address, _, reason in rows],
        column_config={
            "open": config.LinkColumn(words("table.name"), display_text=r"#(.*)$", width=124, pinned=True),
            "reason": config.TextColumn(heading, width=222),
        },
        hide_index=True,
        height=(_ROWS_SHOWN + 1) * ROW_HEIGHT if len(rows) > _ROWS_SHOWN // 2 else "auto",
        row_height=2 * ROW_HEIGHT,  # a reason is a sentence: it wraps
        key=key,
        alt=heading,
    )
    row_links([(reason, name, address) for address, name, reason in rows], key)
