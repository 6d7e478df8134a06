"""One model or system: verdict lines on top, what is missing for the next label, levels with evidence side by side."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from openness.licences.knowledge import knowledge
from openness.record.evidence import Evidence, Outcome
from openness.rubric import Level
from openness.safe.line import one_line
from openness.safe.markdown import link, literal, plain, prose
from openness.ui import board_choice, entry_search, history, model_licence
from openness.ui.address import page_of
from openness.ui.board import Board, RankedKind
from openness.ui.charts import STYLE as CHART_STYLE
from openness.ui.charts import ranges
from openness.ui.evidence_lines import evidence_lines, hub_address, repository_of
from openness.ui.facts import fact_words
from openness.ui.frame import say
from openness.ui.marks import MARKS, badge, legend, points
from openness.views import explanation as explanations
from openness.views.bar import SIGNS
from openness.views.explanation import Explanation, Finding, to_ask

_FACTS = (
    "organisation", "status", "origin", "parent", "upstream", "upstream_model", "licence", "licence_unread",
    "governing_law", "excluded_places", "modality", "released", "languages.eu", "public_compute", "compute",
    "compute_hours", "training_summary", "training_summary_page", "training_summary_seen", "library", "downloads",
    "likes",
)  # fmt: skip


def show(kind: RankedKind, ranking_page: StreamlitPage) -> None:
    """Draw the page of the entry that `id` in the address names."""
    board = board_choice.choose(kind)
    entries = board.entries
    wanted = one_line(st.query_params.get("id", ""), 200)
    picked = entries.place(wanted) if wanted else None
    if picked is None:
        _say_how_to_choose(board, wanted, ranking_page)
        return
    with st.sidebar:
        _ask_for_one(board, "model.another")
    found = explanations.explain_in(board.ranking, picked)
    evidence = {**entries.evidence(picked)}
    st.title(plain(found.name))
    _facts(found, board)
    board_choice.say_what_is_shown(board)
    _summary(found, board)
    model_licence.verdict(board, picked, evidence)
    st.markdown(legend())
    for dimension, title in board.rubric.dimensions.items():
        _dimension(found, board, dimension, title)
    model_licence.lineage(evidence, found, board)
    history.show(found.entry, board)
    _rest(evidence, found, board)


def _ask_for_one(board: Board, label: str) -> None:
    words = say()
    entry_search.ask(board.entries, words(label, kind=words(f"kind.{board.kind}")), "entry", _go)


def _go(entry: str) -> None:
    st.query_params["id"] = entry


def _say_how_to_choose(board: Board, wanted: str, ranking_page: StreamlitPage) -> None:
    words = say()
    st.title(words(f"nav.{board.kind.removesuffix('s')}"))
    board_choice.say_what_is_shown(board)
    if wanted:
        noun = words(f"nav.{board.kind.removesuffix('s')}").casefold()
        command = literal(f"openness score {wanted}", 240)
        st.warning(words("model.nowhere", kind=noun, wanted=literal(wanted, 200), command=command))
    else:
        st.info(words("model.how"))
    _ask_for_one(board, "model.find")  # here and not in the sidebar, which a phone folds away
    st.page_link(ranking_page, label=words("compare.to_ranking"))


def _facts(found: Explanation, board: Board) -> None:
    parts, words = [], say()
    repository = repository_of(found)
    revision = found.details.get("revision")
    if repository is not None:
        address = f"{hub_address(board)}/{repository}" + (f"/tree/{revision}" if revision else "")
        at = f" @ {str(revision)[:10]}" if revision else ""
        parts.append(link(f"{repository}{at}", address))
    for key in _FACTS:
        value = found.details.get(key)
        if value is not None:
            shown = fact_words(key, value)
            parts.append(f"{words(f'table.{key}')}: {_licence_link(shown) if key == 'licence' else plain(shown, 200)}")
    if seen := found.details.get("seen"):
        parts.append(words("model.seen", date=plain(str(seen))))
    st.markdown(" · ".join(parts))


def _licence_link(name: str) -> str:
    known = knowledge().find(name)
    return plain(name, 200) if known is None else f"[{plain(name, 200)}]({page_of('licence', known.id)})"


def _summary(found: Explanation, board: Board) -> None:
    words = say()
    figures, chart = st.columns([1, 2], gap="large")
    place = board.place_of(found.entry)
    with figures:
        first, second = st.columns(2)
        labels_alone = not any(criterion.points for criterion in board.rubric.criteria)
        proven, why = ("model.height", "model.height_help") if labels_alone else ("table.score", "model.proven_help")
        first.metric(words(proven), points(found.low), help=words(why))
        second.metric(words("model.possible"), points(found.high), help=words("model.possible_help"))
        first.metric(words("table.coverage"), f"{100 * found.coverage:.0f} %", help=words("table.coverage_help"))
        rank = words("model.rank_of", rank=f"{place:,}", total=f"{len(board.ranking.ranked):,}") if place else None
        second.metric(words("model.rank"), rank or words("model.unranked"))
    with chart:
        bars = [
            (words.translated(board.rubric.dimensions[name] or name), low, high)
            for name, (low, high) in found.dimensions.items()
            if low is not None and high is not None
        ]
        if bars:
            st.html(f"<style>{CHART_STYLE}</style>{ranges(bars, words('chart.score'), words)}")
    if found.label is not None:
        _label(found)
    if found.gates:
        _minimum(found)


def _minimum(found: Explanation) -> None:
    """List the minimum requirements, what is missed first."""
    words, order = say(), ("failed", "unknown", "passed")
    lines = []
    for gate, verdict in sorted(found.gates, key=lambda pair: order.index(pair[1]) if pair[1] in order else 1):
        level = {"passed": Level.OPEN, "failed": Level.CLOSED}.get(verdict, Level.UNKNOWN)
        question = f"**{prose(words.translated(gate.question))}** {prose(words.translated(gate.why))}"
        shown = f":{MARKS[level].badge}-badge[{SIGNS[level]} {words(f'gate.{verdict}')}]"
        lines.append(f"- {shown} {question} :gray[`{gate.id}`]")
    st.subheader(words("model.minimum"))
    st.markdown("\n".join(lines))


def _label(found: Explanation) -> None:
    assert found.rubric.ladder is not None
    words = say()
    line = f"{plain(words.translated(found.rubric.ladder.title))}: **{plain(words.translated(found.label or '–'))}**"
    if found.possible_label != found.label:
        line += f", {words('model.could_be', label=plain(words.translated(found.possible_label or '–')))}"
    st.markdown(line)
    if (step := found.next_step) is not None:
        lines = [words("model.missing", label=plain(words.translated(step.label)))]
        lines += [f"- {badge(Level.CLOSED)} {prose(words.translated(name))}" for name in step.missing]
        lines += [f"- {badge(Level.UNKNOWN)} {prose(words.translated(name))}" for name in step.unknown]
        st.markdown("\n".join(lines))
    else:
        st.markdown(words("model.nothing_missing"))


def _dimension(found: Explanation, board: Board, dimension: str, title: str) -> None:
    low, high = found.dimensions[dimension]
    words = say()
    told = words("model.of_100", low=points(low), high=points(high))
    st.subheader(f"{plain(words.translated(title or dimension))} :gray[{told}]")
    for finding in found.findings:
        if finding.criterion.dimension == dimension:
            _finding(finding, found, board)


def _finding(finding: Finding, found: Explanation, board: Board) -> None:
    words, criterion = say(), finding.criterion
    with st.container(border=True):
        judged, grounds = st.columns([2, 3], gap="medium")
        with judged:
            st.markdown(f"{badge(finding.level)} **{prose(words.translated(criterion.question))}**")
            st.caption(_about(finding))
            if finding.level not in (Level.OPEN, Level.NOT_APPLICABLE):
                why, fix = (prose(words.translated(one)) for one in (criterion.why, criterion.fix))
                st.markdown(f"*{words('model.why')}* {why}  \n*{words('model.fix')}* {fix}")
            if finding.level is Level.UNKNOWN:
                st.markdown(f"*{words('model.ask')}* {prose(to_ask(criterion, words))}")
        with grounds:
            if finding.disputed:
                st.caption(words("model.disputed"))
            people = [line for item in finding.assessments for line in evidence_lines(item, found, board)]
            machine = [line for item in finding.evidence for line in evidence_lines(item, found, board)]
            if people:
                st.markdown(f"**{words('model.seen_by_people')}**\n\n" + "\n".join(people))
            if machine:
                heading = f"**{words('model.seen_by_machine')}**\n\n" if people else ""
                st.markdown(heading + "\n".join(machine))
            if not people and not machine:
                st.markdown(words("model.nobody"))


def _about(finding: Finding) -> str:
    criterion = finding.criterion
    parts = [f"`{criterion.id}`"]
    if criterion.points:
        parts.append(say()("model.points", points=f"{criterion.points:g}"))
    if finding.by_assessment:
        parts.append(say()("term.assessment.name"))
    if criterion.cites:
        parts.append(plain(criterion.cites))
    return " · ".join(parts)


def _rest(evidence: Mapping[str, Evidence], found: Explanation, board: Board) -> None:
    """Offer what is known beyond the rubric's own questions, by theme."""
    told = set(board.rubric.signals)
    themes: dict[str, list[str]] = {}
    for item in evidence.values():
        if item.signal not in told and item.outcome is not Outcome.NOT_LOOKED:
            themes.setdefault(item.signal.split(".", 1)[0], []).extend(evidence_lines(item, found, board))
    words = say()
    if themes:
        with st.expander(words("model.rest")):
            for theme, lines in themes.items():
                st.markdown(
                    f"**{words(f'theme.{theme}') if words.has(f'theme.{theme}') else plain(theme)}**\n\n"
                    + "\n".join(lines)
                )
