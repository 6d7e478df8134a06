"""What every page asks and says first: which list, which rubric, which evidence, and how old it is."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from openness.safe.line import one_line
from openness.safe.markdown import link, literal, plain, prose
from openness.snapshot.age import OLD, age_in_days
from openness.snapshot.manifest import Manifest
from openness.ui import library
from openness.ui.address import keep, seed
from openness.ui.board import DEFAULT_RUBRIC, Board, Choice, RankedKind
from openness.ui.frame import name_unknown, say

KINDS: tuple[RankedKind, ...] = ("systems", "models")
FACTORS = (0.0, 0.25, 0.5, 1.0, 2.0, 4.0)
"""What a dimension's points may be multiplied by."""


def choose(kind: RankedKind | None = None, *, weights: bool = False) -> Board:
    """Ask in the sidebar for rubric, list and evidence, and return the board they make; `kind` settles the list.

    A rubric or list in the address that there is not is named, and nothing is shown in its stead.
    """
    words, names = say(), library.rubric_names()
    if name_unknown("rubric", words("frame.rubric"), names):
        st.info(words("frame.rubrics_there_are", names=", ".join(names)))
        st.stop()
    name_unknown("automatic", words("frame.automatic"), ("true", "false"))
    ids = library.snapshot_ids()
    if "snapshot" in st.query_params and st.query_params["snapshot"] not in ids:
        wanted = literal(one_line(st.query_params["snapshot"], 100))
        st.warning(words("frame.unknown_value", what=words("frame.snapshot"), value=wanted))
        st.stop()
    with st.sidebar:
        st.subheader(words("frame.show"))
        if kind is None:
            kind = _ask_list()
        rubric = st.selectbox(
            words("nav.rubric"), names, key="rubric", bind="query-params", help=words("frame.rubric_help")
        )
        st.caption(plain(library.rubric(rubric).title))
        automatic = st.toggle(
            words("frame.automatic"), key="automatic", bind="query-params", help=words("frame.automatic_help")
        )
        own = _ask_weights(rubric) if weights else ()
    return library.board(Choice(kind, rubric, assessments=not automatic, weights=own))


def _ask_list() -> RankedKind:
    words = say()
    seed("list", KINDS, words("frame.list"))
    kind = st.radio(
        words("frame.list"),
        KINDS,
        key="list",
        horizontal=True,
        format_func=lambda kind: words(f"kind.{kind}"),
        help=words("frame.list_help"),
    )
    keep("list", kind, KINDS[0])
    return kind


def _ask_weights(rubric: str) -> tuple[tuple[str, float], ...]:
    words, found = say(), []
    with st.expander(words("frame.weights")):
        st.caption(words("frame.weights_help"))
        for dimension, title in library.rubric(rubric).dimensions.items():
            key, options = f"w_{dimension}", [f"{one:g}" for one in FACTORS]
            seed(key, options, words("frame.weights"))
            if key not in st.session_state:
                st.session_state[key] = "1"
            factor = st.select_slider(plain(title or dimension), options, key=key, format_func=lambda text: f"× {text}")
            keep(key, factor, "1")
            if float(factor) != 1:
                found.append((dimension, float(factor)))
    return tuple(found)


def say_what_is_shown(board: Board) -> None:
    """Say snapshot, its age, and rubric, in one line."""
    words, manifest = say(), board.manifest
    days = age_in_days(manifest.created, datetime.now(UTC))
    title = plain(manifest.title) if manifest.title else f"`{manifest.id}`"
    parts = [
        words("frame.snapshot_line", title=title, date=f"{manifest.created:%Y-%m-%d}", age=age_words(days)),
        words("frame.rubric_line", title=plain(board.rubric.title), reference=f"`{board.rubric.reference}`"),
    ]
    if not board.choice.assessments:
        parts.append(words("frame.automatic_line"))
    if board.choice.weights:
        parts.append(words("frame.weights_line"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(" · ".join(parts), width="content")
        if days > OLD:
            st.caption(words("frame.old_line", command="`openness refresh --catalogue`"), width="content")
        if manifest.limits or manifest.sources:
            with st.popover(words("frame.holds"), type="tertiary"):
                contents(manifest)
    if problems := library.catalogue().problems:
        st.warning("\n".join([words("frame.set_aside"), *(f"- {literal(problem, 300)}" for problem in problems[:20])]))


def contents(manifest: Manifest) -> None:
    """List a snapshot's limits and sources."""
    for limit in manifest.limits:
        st.markdown(f"- {prose(limit)}")
    for source in manifest.sources:
        licence = f", {plain(source.licence)}" if source.licence else ""
        st.markdown(f"- {plain(source.part)}: {link(source.origin, source.origin)}, {plain(source.date)}{licence}")
    st.markdown(f"- {say()('frame.snapshot_id')} `{manifest.id}`")


def age_words(days: int) -> str:
    """Return an age for people."""
    words = say()
    if days == 0:
        return words("age.today")
    if days < 60:
        return words("age.days" if days != 1 else "age.day", count=days)
    return words("age.months", count=days // 30) if days < 730 else words("age.years", count=days // 365)


def usual_list_words(board: Board) -> str | None:
    """Return a remark where a rubric is made for the other list."""
    made_for = board.rubric.ranks
    if made_for == board.kind or board.rubric.id == DEFAULT_RUBRIC:
        return None
    return say()("frame.made_for", kind=say()(f"kind.{made_for}"))
