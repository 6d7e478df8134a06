"""Finding one entry by name among very many, without sending all of them to the browser."""

from __future__ import annotations

import streamlit as st

from openness.ranking.entries import Entries

SHOWN_AT_MOST = 100


def matches(entries: Entries, text: str) -> list[int]:
    """Return up to SHOWN_AT_MOST rows in whose id or name every word of `text` stands, shortest names first."""
    words = text.casefold().split()[:20]
    if not words:
        return []
    found = []
    for row, (entry_id, name) in enumerate(zip(entries.ids, entries.names, strict=True)):
        here = entry_id.casefold() if entry_id == name else f"{entry_id} {name}".casefold()
        if all(word in here for word in words):
            found.append(row)
    return sorted(found, key=lambda row: (len(entries.names[row]), entries.names[row].casefold()))[:SHOWN_AT_MOST]


def ask(entries: Entries, label: str, key: str) -> int | None:
    """Ask for a part of a name and offer what matches; return the row chosen, or None."""
    text = st.text_input(label, key=f"{key}-text", placeholder="part of a name", max_chars=200)
    rows = matches(entries, text)
    if not text.strip():
        return None
    if not rows:
        st.caption("Nothing in this snapshot is called so.")
        return None
    many = f"first {SHOWN_AT_MOST}" if len(rows) == SHOWN_AT_MOST else f"{len(rows)}"
    chosen = st.selectbox(
        f"Matches ({many})",
        rows,
        index=None,
        format_func=lambda row: str(entries.names[row]),
        placeholder="choose one",
        key=f"{key}-match-{text}",
    )
    return None if chosen is None else int(chosen)
