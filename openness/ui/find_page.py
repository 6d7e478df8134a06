"""Find: what a buyer asks as plain switches; beside what passes stands what fell out and why, and what is not known."""

from __future__ import annotations

import shlex
from typing import get_args

import streamlit as st

from openness.catalogue.places import country_name
from openness.phrases import Phrases
from openness.ranking.order import span_words
from openness.record.cells import Rows
from openness.record.language_code import language_code
from openness.requirements import Requirements, Sifting, Verdict
from openness.requirements.asked import Basis, Purpose
from openness.requirements.short import FLAGS, options_of
from openness.safe.markdown import literal, plain
from openness.safe.markup import page
from openness.ui import board_choice, dossier_download, library, ticked
from openness.ui.address import keep, page_of, seed
from openness.ui.board import Board
from openness.ui.filters import Filters, counted
from openness.ui.frame import name_unknown, say
from openness.ui.marks import points
from openness.ui.pager import on_page
from openness.ui.table import address_of, ranking_table, reasons_table
from openness.views.comparison import AT_MOST

PURPOSES: tuple[str, ...] = get_args(Purpose)
BASES: tuple[str, ...] = get_args(Basis)
SIZES = ("", "1", "3", "8", "15", "35", "80", "150", "400")
"""Bounds of size offered, in billions of parameters."""
LANGUAGES = tuple(
    "bg hr cs da nl en et fi fr de el hu ga it lv lt mt pl pt ro sk sl es sv no is uk ar zh ja ko".split()
)
USUAL: dict[str, tuple[str, ...]] = {
    "public_body": ("commercial", "public_body", "eu", "no_thresholds"),
    "company": ("commercial", "eu", "no_thresholds"),
    "build_on": ("commercial", "modification", "redistribution", "no_forbidden_purposes"),
}
"""Questions that many ask, each of text models, as the switches it turns on; one click asks it."""
_ANSWER_STYLE = """
.answer { border: 1px solid currentColor; border-left-width: 6px; border-radius: 0.4rem; padding: 0.6rem 0.9rem;
  margin: 0; }
.answer a { color: inherit; text-decoration: underline; font-weight: 600; }
"""


def show() -> None:
    """Draw the page."""
    words = say()
    st.title(words("find.title"))
    head = st.container()
    board = board_choice.choose()
    with head:
        board_choice.say_what_is_shown(board)
        _ask_usual(words)
        answer = st.container()
    requirements = _ask(board, words)
    sifting = library.sifted(board, requirements)
    with answer:
        _answer(board, sifting, words)
    look_up = st.text_input(words("find.look_up"), key="q", bind="query-params", max_chars=200)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _passing(board, sifting, look_up)
    with right:
        _others(board, sifting, look_up)
    st.markdown(words("find.command"))
    st.code(command(board, requirements), language=None, wrap_lines=True)
    st.caption(words("find.legal"))


def _ask_usual(words: Phrases) -> None:
    """Offer the usual questions as buttons, and one that asks nothing any more."""
    with st.container(horizontal=True, gap="small"):
        for name, flags in USUAL.items():
            st.button(words(f"usual.{name}"), key=f"usual-{name}", on_click=_take, args=(("text",), flags))
        st.button(words("usual.none"), key="usual-none", type="tertiary", on_click=_take, args=((), ()))


def _take(purpose: tuple[str, ...], flags: tuple[str, ...]) -> None:
    st.session_state["purpose"] = list(purpose)
    for name in FLAGS:
        st.session_state[name] = name in flags


def _answer(board: Board, sifting: Sifting, words: Phrases) -> None:
    """Say in one sentence how many pass and which of them is most open by what is proven."""
    if not sifting.requirements.any:
        st.info(words("find.nothing_asked"))
        return
    ranked = _of_verdict(sifting, Verdict.PASSES, board.ranking.ranked)
    total, ranks = f"{len(board.entries.ids):,}", board.ranking.standings.rank
    if not len(ranked):
        st.info(words("find.answer_none", total=total))
        return
    first = ranked[0]
    names = board.ranking.frame(ranked[ranks[ranked] == ranks[first]][:AT_MOST], ["id", "name"])
    place = board.kind.removesuffix("s")
    best = ", ".join(
        page(str(name), page_of(place, str(entry), board.choice.query))
        for entry, name in zip(names["id"], names["name"], strict=True)
    )
    ends = board.scores.total
    figures = {"low": points(float(ends.low[first])), "high": points(float(ends.high[first]))}
    standings = board.ranking.standings
    places = span_words(int(standings.best[first]), int(standings.worst[first]))
    count = f"{sifting.count(Verdict.PASSES):,}"
    said = words("find.answer", count=count, total=total, best=best, places=places, **figures)
    st.html(f'<style>{_ANSWER_STYLE}</style><p class="answer" role="status">{said}</p>')


def command(board: Board, requirements: Requirements) -> str:
    """Return the line that gives the same ranking in a terminal."""
    parts = ["openness", "rank", f"--{board.kind}"]
    if board.choice.rubric != "default":
        parts += ["--rubric", board.choice.rubric]
    if not board.choice.assessments:
        parts.append("--no-assessments")
    for option in options_of(requirements):
        parts += ["--require", option]
    return shlex.join(parts)


def _undeclared(languages: tuple[str, ...], board: Board) -> list[str]:
    """Return the languages that no entry declares: with such a one nothing can pass."""
    column = board.entries.columns(board.rubric.assessments).column("languages.declared")
    told = (one for cell in column.values if isinstance(cell, tuple) for one in cell)
    declared = {part for one in told for part in (one.casefold(), one.casefold().split("-")[0])}
    return [code for code in languages if code.casefold() not in declared]


def _ask(board: Board, words: Phrases) -> Requirements:
    given: dict[str, object] = {}
    what, may, fits = st.columns(3, gap="large")
    with what:
        seed("purpose", PURPOSES, words("find.purpose"), several=True)
        given["purpose"] = purpose = tuple(
            st.multiselect(
                words("find.purpose"),
                PURPOSES,
                key="purpose",
                select_all=False,  # Enter takes what was typed, not all that resembles it
                placeholder=words("frame.choose"),
                format_func=lambda one: words(f"purpose.{one}"),
                help=words("find.purpose_help"),
            )
        )
        keep("purpose", purpose)
        languages = tuple(
            st.multiselect(
                words("find.languages"), LANGUAGES, key="languages", bind="query-params", accept_new_options=True,
                select_all=False, help=words("find.languages_help"), placeholder=words("frame.choose"),
            )
        )  # fmt: skip
        given["languages"] = tuple(code for code in languages if language_code(code, known=True) is not None)
        for code in _undeclared(languages, board):
            st.warning(words("frame.nobody_has", what=words("find.languages"), value=literal(code, 100)))
        seed("size", SIZES, words("find.size"))
        given["size"] = size = st.selectbox(
            words("find.size"),
            SIZES,
            key="size",
            format_func=lambda one: words("find.size_at_most", size=one) if one else words("find.any"),
        )
        keep("size", size)
        for name in ("origin", "upstream"):
            if name in board.ranking.names and (options := list(counted(board.ranking.coded(name)))):
                given[name] = tuple(
                    st.multiselect(
                        words(f"find.{name}"),
                        options,
                        key=name,
                        bind="query-params",
                        accept_new_options=True,
                        select_all=False,
                        placeholder=words("frame.choose"),
                        help=", ".join(
                            f"{code}: {words.translated(country_name(code))}" for code in options if len(code) == 2
                        ),
                    )
                )
    with may:
        st.markdown(f"**{words('find.may')}**")
        for name in FLAGS:
            name_unknown(name, words(f"find.{name}"), ("true", "false"))
            given[name] = st.toggle(words(f"find.{name}"), key=name, bind="query-params")
    with fits:
        seed("basis", BASES, words("find.basis"))
        given["basis"] = basis = st.selectbox(
            words("find.basis"),
            ("", *BASES),
            key="basis",
            format_func=lambda one: words(f"basis.{one}") if one else words("find.any_basis"),
        )
        keep("basis", basis)
        minimum = {}
        with st.expander(words("find.minimum")):
            for dimension, title in board.rubric.dimensions.items():
                key = f"min_{dimension}"
                if bound := st.slider(
                    plain(words.translated(title or dimension)), 0, 100, 0, 5, key=key, bind="query-params"
                ):
                    minimum[dimension] = float(bound)
        given["minimum"] = {"at_least": minimum} if minimum else None
    return Requirements.model_validate({name: value for name, value in given.items() if value})


def _passing(board: Board, sifting: Sifting, look_up: str) -> None:
    words = say()
    passing = sifting.count(Verdict.PASSES)
    shown = Filters(look_up).kept(board.ranking, _of_verdict(sifting, Verdict.PASSES, board.ranking.ranked))
    st.subheader(words("find.passes", count=f"{passing:,}", total=f"{len(board.entries.ids):,}"))
    if not len(shown):
        st.info(words("find.none"))
        return
    if passing > len(shown) and not look_up.strip():
        st.caption(words("find.unranked", count=f"{passing - len(shown):,}"))
    actions = st.container()
    selected = ranking_table(board, on_page(shown, "page", _asked(sifting, look_up)), f"find-{board.key}")
    ids = [str(board.entries.ids[row]) for row in selected]
    with actions:
        if not ids:
            st.caption(words("find.tick", most=AT_MOST))
        with st.container(horizontal=True, vertical_alignment="center"):
            if ids:
                ticked.offer(board, ids, [str(board.entries.names[row]) for row in selected])
            dossier_download.offer(board, selected[:AT_MOST] or [int(row) for row in shown[:AT_MOST]], sifting)


def _asked(sifting: Sifting, look_up: str) -> str:
    return f"{sifting.requirements!r} {look_up}"


def _of_verdict(sifting: Sifting, verdict: Verdict, rows: Rows) -> Rows:
    """Return those of `rows` that have a verdict, in their order."""
    return rows[sifting.of(verdict)[rows]]


def _others(board: Board, sifting: Sifting, look_up: str) -> None:
    words = say()
    out, undecided = (
        Filters(look_up).kept(board.ranking, _of_verdict(sifting, verdict, board.ranking.rows))
        for verdict in (Verdict.OUT, Verdict.UNDECIDED)
    )
    first, second = st.tabs(
        [words("find.out", count=f"{len(out):,}"), words("find.undecided", count=f"{len(undecided):,}")]
    )
    with first:
        if len(out):
            rows = on_page(out, "page_out", _asked(sifting, look_up))
            reasons_table(_reasons(board, sifting, rows), f"out-{board.key}", words("find.reason"))
        else:
            st.caption(words("find.none_out"))
    with second:
        if len(undecided):
            rows = on_page(undecided, "page_undecided", _asked(sifting, look_up))
            reasons_table(_reasons(board, sifting, rows), f"undecided-{board.key}", words("find.read"))
        else:
            st.caption(words("find.none_undecided"))


def _reasons(board: Board, sifting: Sifting, rows: Rows) -> list[tuple[str, str, str]]:
    words, entries = say(), board.entries
    found = []
    for row in rows.tolist():
        if sifting.verdict(row) is Verdict.UNDECIDED:
            reason = "; ".join(words.of(phrase) for phrase in sifting.undecided(row))
        else:
            phrase = sifting.reason(row)
            reason = "" if phrase is None else words.of(phrase)
        found.append((address_of(board, entries.ids[row], entries.names[row]), entries.names[row], reason))
    return found
