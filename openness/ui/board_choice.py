"""What every page asks and says first: which list, which rubric, which evidence, and how old it is."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from openness.safe.markdown import link, plain, prose
from openness.snapshot.manifest import Manifest
from openness.ui import library
from openness.ui.board import Board, Choice, RankedKind

KINDS: tuple[RankedKind, ...] = ("models", "systems")


def choose(kind: RankedKind | None = None) -> Board:
    """Ask in the sidebar for rubric, list and evidence, and return the board they make; `kind` settles the list."""
    with st.sidebar:
        st.subheader("Show")
        rubric = st.selectbox(
            "Rubric", library.rubric_names(), key="rubric", bind="query-params", on_change=_follow_rubric
        )
        st.caption(plain(library.rubric(rubric).title))
        if kind is None:
            kind = _ask_list(rubric)
        automatic = st.toggle(
            "Automatic evidence only",
            key="automatic",
            bind="query-params",
            help="Leaves out what people and outside indexes assessed.",
        )
    return library.board(Choice(kind, rubric, assessments=not automatic))


def _ask_list(rubric: str) -> RankedKind:
    if "list" not in st.session_state and "list" not in st.query_params:
        st.session_state["list"] = library.rubric(rubric).ranks
    return st.radio(
        "List",
        KINDS,
        key="list",
        bind="query-params",
        horizontal=True,
        help="A system is a release family with a base model and the end model that people use.",
    )


def _follow_rubric() -> None:
    """Show the list the newly chosen rubric is made for."""
    st.session_state["list"] = library.rubric(st.session_state["rubric"]).ranks


def say_what_is_shown(board: Board) -> None:
    """Say snapshot, its age, and rubric, in one line."""
    manifest = board.manifest
    days = age_in_days(manifest.created, datetime.now(UTC))
    title = plain(manifest.title) if manifest.title else f"`{manifest.id}`"
    parts = [
        f"Snapshot **{title}** of {manifest.created.day} {manifest.created:%B %Y}, {age_words(days)}",
        f"rubric **{plain(board.rubric.title)}** (`{board.rubric.reference}`)",
    ]
    if not board.choice.assessments:
        parts.append("automatic evidence only")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(" · ".join(parts), width="content")
        if manifest.limits or manifest.sources:
            with st.popover("What this snapshot holds", type="tertiary"):
                _contents(manifest)


def _contents(manifest: Manifest) -> None:
    for limit in manifest.limits:
        st.markdown(f"- {prose(limit)}")
    for source in manifest.sources:
        licence = f", {plain(source.licence)}" if source.licence else ""
        st.markdown(f"- {plain(source.part)}: {link(source.origin, source.origin)}, {plain(source.date)}{licence}")
    st.markdown(f"- snapshot id `{manifest.id}`")


def age_in_days(created: datetime, now: datetime) -> int:
    """Return whole days between two moments, never negative; a moment without a zone counts as UTC."""
    moment = created if created.tzinfo is not None else created.replace(tzinfo=UTC)
    return max((now - moment).days, 0)


def age_words(days: int) -> str:
    """Return an age for people."""
    if days == 0:
        return "today"
    if days < 60:
        return f"{days} day{'s' if days != 1 else ''} old"
    return f"{days // 30} months old" if days < 730 else f"{days // 365} years old"
