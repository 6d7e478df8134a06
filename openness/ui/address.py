"""State that stands in the address under its own words, whatever language its widget speaks.

Streamlit's own binding writes what a widget shows; an address must mean the same in every language. A widget that
shows something else than it means is drawn between `seed` and `keep`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast
from urllib.parse import urlencode

import streamlit as st

from openness.files.nearest import did_you_mean
from openness.safe.line import one_line
from openness.safe.markdown import literal
from openness.ui.frame import LANGUAGE, say

_LAST = "_last_in_address"
_READ = ("id", "list", "rubric", "automatic", "snapshot", "lang", "cell", "piece", "q", "differs")
"""What pages read of an address without a widget of that name, or hand on to one another."""
_PREFIXES = ("w_", "min_")
"""Weights and minimums, one a dimension of the rubric."""


def carried() -> dict[str, str]:
    """Return what an address hands on to the next page: the language and the snapshot, where they are not the usual."""
    usual = {LANGUAGE: "en", "snapshot": None}
    told = {key: str(st.session_state.get(key) or st.query_params.get(key) or "") for key in usual}
    return {key: value for key, value in told.items() if value and value != usual[key]}


def page_of(page: str, entry_id: str, query: Mapping[str, str] | None = None) -> str:
    """Return the address of an entry's page within the app, carrying what is chosen."""
    return f"/{page}?{urlencode({'id': entry_id, **(query or {}), **carried()}, safe='/')}"


def name_unread(keys: Collection[str]) -> None:
    """Name the keys of an address that nothing reads; called when the page has been drawn with all its widgets."""
    known = {*_READ, *(str(key) for key in st.session_state)}
    for key in [key for key in keys if key not in known and not key.startswith(_PREFIXES)][:5]:
        hint = did_you_mean(key, _READ)
        st.warning(say()("frame.unknown_key", name=literal(one_line(key, 100)) or "–", hint=hint or "."))


def seed(key: str, options: Collection[str], what: str, *, several: bool = False) -> None:
    """Put what the address says of `key` into the widget about to be drawn; name what cannot be meant.

    An address that changed since the widget was last drawn (by a link, or by going back) wins over the widget.
    """
    last: dict[str, list[str]] = st.session_state.setdefault(_LAST, {})
    told = [part for text in st.query_params.get_all(key) for part in (text.split(",") if several else [text]) if part]
    if key in last and told == last[key] and key in st.session_state:
        return
    good = [value for value in dict.fromkeys(told) if value in options]
    for value in [value for value in told if value not in options][:5]:
        st.warning(say()("frame.unknown_value", what=what, value=literal(one_line(value, 100)) or "–"))
    if several:
        st.session_state[key] = good
    elif good:
        st.session_state[key] = good[0]
    elif key in last:
        st.session_state.pop(key, None)


def keep(key: str, value: str | Collection[str] | None, usual: str | None = None) -> None:
    """Write a widget's value into the address; what is usual is left out."""
    parts = [value] if isinstance(value, str) else list(value or ())
    shown = [part for part in parts if part and part != usual]
    if shown:
        st.query_params[key] = ",".join(shown)
    else:
        st.query_params.pop(key, None)
    cast("dict[str, list[str]]", st.session_state.setdefault(_LAST, {}))[key] = shown
