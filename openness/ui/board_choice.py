"""What every page of a ranking asks and says first: which list, which rubric and which evidence."""

from __future__ import annotations

import streamlit as st

from openness.safe.markdown import literal, plain
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
    if not name_unknown_choices():
        if kind is not None:  # the page of one entry is headed by its name, and there is none
            st.title(words(f"nav.{kind.removesuffix('s')}"))
        name_unknown("list", words("frame.list"), KINDS)
        st.stop()
    with st.sidebar:
        st.subheader(words("frame.show"))
        if kind is None:
            kind = _ask_list()
        rubric = st.selectbox(
            words("nav.rubric"), names, key="rubric", bind="query-params", help=words("frame.rubric_help")
        )
        st.caption(plain(words.translated(library.rubric(rubric).title)))
        automatic = st.toggle(
            words("frame.automatic"), key="automatic", bind="query-params", help=words("frame.automatic_help")
        )
        own = _ask_weights(rubric) if weights else ()
    with st.spinner(words("frame.reading")):
        return library.board(Choice(kind, rubric, assessments=not automatic, weights=own))


def name_unknown_choices() -> bool:
    """Name the rubric and evidence in the address that there are not; return whether there is a rubric to show."""
    words, names = say(), library.rubric_names()
    name_unknown("automatic", words("frame.automatic"), ("true", "false"))
    if name_unknown("rubric", words("frame.rubric"), names):
        st.info(words("frame.rubrics_there_are", names=", ".join(names)))
        return False
    return True


def name_every_choice() -> None:
    """Name every choice in the address that there is not, where no page follows that would."""
    name_unknown_choices()
    name_unknown("list", say()("frame.list"), KINDS)


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
    dimensions = library.rubric(rubric).dimensions
    inside = st.expander(words("frame.weights"), key="own-weights", on_change="rerun")
    if not (inside.open or any(f"w_{dimension}" in st.query_params for dimension in dimensions)):
        return ()  # what nobody looks at is not sent
    with inside:
        st.caption(words("frame.weights_help"))
        for dimension, title in dimensions.items():
            key, options = f"w_{dimension}", [f"{one:g}" for one in FACTORS]
            seed(key, options, words("frame.weights"))
            if key not in st.session_state:
                st.session_state[key] = "1"
            factor = st.select_slider(
                plain(words.translated(title or dimension)), options, key=key, format_func=lambda text: f"× {text}"
            )
            keep(key, factor, "1")
            if float(factor) != 1:
                found.append((dimension, float(factor)))
    return tuple(found)


def say_what_is_shown(board: Board) -> None:
    """Say by which rubric and which evidence is judged, in one line."""
    words = say()
    parts = [
        words(
            "frame.rubric_line",
            title=plain(words.translated(board.rubric.title)),
            reference=literal(board.rubric.reference),
        )
    ]
    if not board.choice.assessments:
        parts.append(words("frame.automatic_line"))
    if board.choice.weights:
        parts.append(words("frame.weights_line"))
    st.caption(" · ".join(parts))
    if (damage := library.damage()) is not None:
        st.error(f"{words('frame.damaged')} {literal(damage, 600)}")
    if problems := library.catalogue().problems:
        st.warning("\n".join([words("frame.set_aside"), *(f"- {literal(problem, 300)}" for problem in problems[:20])]))


def usual_list_words(board: Board) -> str | None:
    """Return a remark where a rubric is made for the other list."""
    made_for = board.rubric.ranks
    if made_for == board.kind or board.rubric.id == DEFAULT_RUBRIC:
        return None
    return say()("frame.made_for", kind=say()(f"kind.{made_for}"))
