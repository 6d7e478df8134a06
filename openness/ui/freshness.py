"""How old the facts shown are, said on every page; which snapshot is shown, and whether there is a newer one."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from urllib.parse import urlencode

import streamlit as st

from openness.files import places
from openness.safe.line import one_line
from openness.safe.markdown import link, literal, plain, prose
from openness.safe.markup import page, text
from openness.snapshot.age import age_in_days
from openness.snapshot.manifest import Manifest
from openness.snapshot.store import newer_than
from openness.ui import library
from openness.ui.frame import say

REFRESH = "openness refresh --catalogue"
_LOOK_AGAIN = 30
"""Seconds until the folder of snapshots is looked at again."""


def show() -> bool:
    """Say which snapshot is shown and how old it is; return False where the address names one that there is not."""
    words, ids = say(), list(library.snapshot_ids())
    named = st.query_params.get(library.SNAPSHOT)
    if named is not None and named not in ids:
        wanted = literal(one_line(named, 100)) or "–"
        st.warning(words("frame.unknown_value", what=words("frame.snapshot"), value=wanted))
        return False
    if len(ids) > 1:
        _ask(ids)
    with st.spinner(words("frame.reading")):
        manifest = library.snapshot().manifest
    title = plain(manifest.title) if manifest.title else literal(manifest.id)
    age = age_words(age_in_days(manifest.created, datetime.now(UTC)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="freshness"):
        st.caption(
            f"{words('frame.snapshot_line', title=title, date=f'{manifest.created:%Y-%m-%d}', age=age)} "
            f"{words('frame.refresh_line', command=literal(REFRESH))}",
            width="content",
        )
        if manifest.limits or manifest.sources:
            with st.popover(words("frame.holds"), type="tertiary"):
                contents(manifest)
    if (newer := _newer(library.snapshot().id)) is not None:
        told = words("frame.newer", date=f"{newer.created:%Y-%m-%d}")
        st.html(f"<p>{text(told)} {page(words('frame.newer_show'), with_snapshot(newer.id))}</p>")
    return True


def _ask(ids: list[str]) -> None:
    shown = library.snapshot().id
    with st.sidebar:
        st.selectbox(
            say()("frame.snapshot"),
            ids,
            index=ids.index(shown) if shown in ids else 0,
            key=library.SNAPSHOT,
            bind="query-params",
        )


def with_snapshot(snapshot: str) -> str:
    """Return the address of the page as it stands, with another snapshot."""
    kept = [(key, value) for key in st.query_params for value in st.query_params.get_all(key)]
    return "?" + urlencode([*((key, value) for key, value in kept if key != library.SNAPSHOT), ("snapshot", snapshot)])


@st.cache_data(max_entries=10, ttl=_LOOK_AGAIN, show_spinner=False)
def _newer(snapshot: str) -> Manifest | None:
    assert snapshot  # what the answer is kept under
    return newer_than(library.snapshot(), places.store(os.environ))


def contents(manifest: Manifest) -> None:
    """List a snapshot's limits and sources."""
    lines = [prose(limit) for limit in manifest.limits]
    for source in manifest.sources:
        licence = f", {plain(source.licence)}" if source.licence else ""
        lines.append(f"{plain(source.part)}: {link(source.origin, source.origin)}, {plain(source.date)}{licence}")
    lines.append(f"{say()('frame.snapshot_id')} {literal(manifest.id)}")
    # One element, not one a line: every run of every page sends them, and the browser makes a box of each.
    st.markdown("\n".join(f"- {line}" for line in lines))


def age_words(days: int) -> str:
    """Return an age for people."""
    words = say()
    if days == 0:
        return words("age.today")
    if days < 60:
        return words("age.days" if days != 1 else "age.day", count=days)
    return words("age.months", count=days // 30) if days < 730 else words("age.years", count=days // 365)
