"""One model or system: levels by dimension, the evidence with links, assessments beside it, what would fix it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from openness.licences.knowledge import knowledge
from openness.ranking.entries import Entries
from openness.record.evidence import Evidence, Outcome, Source
from openness.rubric import Level
from openness.safe.line import one_line
from openness.safe.markdown import link, literal, page_address, plain, prose
from openness.snapshot.tables import value_text
from openness.ui import board_choice, entry_search, library
from openness.ui.board import Board, RankedKind
from openness.ui.charts import range_chart
from openness.ui.marks import MARKS, badge, legend, points
from openness.views import explanation as explanations
from openness.views.explanation import Explanation, Finding

_SOURCES_SHOWN = 4
_OUTCOMES = {
    Outcome.SILENT: "the publisher says nothing",
    Outcome.UNREADABLE: "could not be read",
    Outcome.NOT_LOOKED: "nobody has looked",
    Outcome.NOT_APPLICABLE: "does not apply",
}
_FACTS = (
    ("organisation", "organisation"),
    ("licence", "licence"),
    ("modality", "modality"),
    ("released", "released"),
    ("downloads", "downloads"),
    ("likes", "likes"),
)


def show(kind: RankedKind, ranking_page: StreamlitPage) -> None:
    """Draw the page of the entry that `id` in the address names."""
    board = board_choice.choose(kind)
    entries = library.entries(kind, assessments=board.choice.assessments)
    wanted = one_line(st.query_params.get("id", ""), 200)
    picked = _pick(entries, wanted)
    if picked is None:
        _say_how_to_choose(board, wanted, ranking_page)
        return
    found = explanations.explain(entries, picked, board.rubric)
    st.title(plain(found.name))
    _facts(found, board)
    board_choice.say_what_is_shown(board)
    _summary(found, board)
    st.markdown(legend())
    for dimension, title in board.rubric.dimensions.items():
        _dimension(found, board, dimension, title)
    _rest(entries.evidence_of(picked), found, board)


def _pick(entries: Entries, wanted: str) -> int | None:
    """Return the entry the address names; another one found in the sidebar changes the address."""
    with st.sidebar:
        chosen = entry_search.ask(entries, f"Another {entries.kind.removesuffix('s')}", "entry")
    place = entries.place(wanted) if wanted else None
    if chosen is not None and chosen != place:
        st.query_params["id"] = entries.ids[chosen]
        return chosen
    return place


def _say_how_to_choose(board: Board, wanted: str, ranking_page: StreamlitPage) -> None:
    noun = board.kind.removesuffix("s")
    st.title(noun.capitalize())
    board_choice.say_what_is_shown(board)
    if wanted:
        st.warning(
            f"This snapshot holds no {noun} {literal(wanted, 200)}. Check the spelling, or look at it on the Hub with "
            f"{literal(f'openness score {wanted}', 240)}; `openness refresh` makes a snapshot that holds it."
        )
    else:
        st.info(f"Find a {noun} by name in the sidebar, or open one from the ranking; its address can be shared.")
    st.page_link(ranking_page, label="To the ranking")


def hub_address(board: Board) -> str:
    """Return the Hub the snapshot was read from, for links."""
    return (board.manifest.endpoint or explanations.HUB).rstrip("/")


def repository_of(found: Explanation) -> str | None:
    """Return the Hub id that file names refer to: the model itself, or a system's end model."""
    model = found.details.get("model") if found.details.get("kind") == "systems" else found.entry
    return None if model is None else str(model)


def _facts(found: Explanation, board: Board) -> None:
    parts = []
    repository = repository_of(found)
    revision = found.details.get("revision")
    if repository is not None:
        address = f"{hub_address(board)}/{repository}" + (f"/tree/{revision}" if revision else "")
        at = f" at {str(revision)[:10]}" if revision else ""
        parts.append(link(f"{repository}{at}", address))
    for key, label in _FACTS:
        value = found.details.get(key)
        if value is not None:
            shown = f"{value:,}" if isinstance(value, int) else str(value).replace(",", ", ")
            words = _licence_link(shown) if key == "licence" else plain(shown, 200)
            parts.append(f"{label} {words}")
    if seen := found.details.get("seen"):
        parts.append(f"seen {plain(str(seen))}")
    st.markdown(" · ".join(parts))


def _licence_link(name: str) -> str:
    known = knowledge().find(name)
    return plain(name, 200) if known is None else f"[{plain(name, 200)}]({page_address('licence', known.id)})"


def _summary(found: Explanation, board: Board) -> None:
    figures, chart = st.columns([1, 2], gap="large")
    rank = board.rank_of(found.entry)
    with figures:
        first, second = st.columns(2)
        first.metric("Proven score", points(found.low), help="Points proven, out of 100")
        second.metric("Possible", points(found.high), help="If everything unknown turned out to be open")
        first.metric("Coverage", f"{100 * found.coverage:.0f} %", help="Share of the points whose level is decided")
        second.metric("Rank", "unranked" if rank is None else f"{rank:,} of {len(board.ranked):,}")
    with chart:
        bars = [
            (board.rubric.dimensions[name] or name, low, high)
            for name, (low, high) in found.dimensions.items()
            if low is not None and high is not None
        ]
        if bars:
            st.altair_chart(range_chart(bars), width="stretch", theme=None)
    if found.label is not None:
        _label(found)
    if found.gates:
        _minimum(found)


def _minimum(found: Explanation) -> None:
    """List the minimum requirements, what is missed first."""
    order = ("failed", "unknown", "passed")
    lines = []
    for gate, verdict in sorted(found.gates, key=lambda pair: order.index(pair[1]) if pair[1] in order else 1):
        mark = MARKS[{"passed": Level.OPEN, "failed": Level.CLOSED}.get(verdict, Level.UNKNOWN)]
        question = f"**{prose(gate.question)}** {prose(gate.why)}"
        lines.append(f"- :{mark.badge}-badge[{mark.sign} {plain(verdict)}] {question} :gray[`{gate.id}`]")
    st.subheader("Minimum requirements")
    st.markdown("\n".join(lines))


def _label(found: Explanation) -> None:
    assert found.rubric.ladder is not None
    line = f"{plain(found.rubric.ladder.title)}: **{plain(found.label or '')}**"
    if found.possible_label != found.label:
        line += f", could be {plain(found.possible_label or '')}"
    st.markdown(line)
    if (step := found.next_step) is not None:
        lines = [f"To reach **{plain(step.label)}**:"]
        lines += [f"- {badge(Level.CLOSED)} {prose(name)}" for name in step.missing]
        lines += [f"- {badge(Level.UNKNOWN)} {prose(name)}" for name in step.unknown]
        st.markdown("\n".join(lines))


def _dimension(found: Explanation, board: Board, dimension: str, title: str) -> None:
    low, high = found.dimensions[dimension]
    st.subheader(f"{plain(title or dimension)} :gray[{points(low)} of 100 proven, {points(high)} possible]")
    for finding in found.findings:
        if finding.criterion.dimension == dimension:
            _finding(finding, found, board)


def _finding(finding: Finding, found: Explanation, board: Board) -> None:
    criterion = finding.criterion
    with st.container(border=True):
        judged, grounds = st.columns([2, 3], gap="medium")
        with judged:
            st.markdown(f"{badge(finding.level)} **{prose(criterion.question)}**")
            st.caption(_about(finding))
            if finding.level not in (Level.OPEN, Level.NOT_APPLICABLE):
                st.markdown(f"*Why it matters:* {prose(criterion.why)}  \n*What would fix it:* {prose(criterion.fix)}")
        with grounds:
            lines = [line for item in finding.assessments for line in evidence_lines(item, found, board)]
            lines += [line for item in finding.evidence for line in evidence_lines(item, found, board)]
            st.markdown("\n".join(lines) or "Only a person can answer this, and nobody has yet.")


def _about(finding: Finding) -> str:
    criterion = finding.criterion
    parts = [f"`{criterion.id}`"]
    if criterion.points:
        parts.append(f"{criterion.points:g} point{'s' if criterion.points != 1 else ''}")
    if finding.by_assessment:
        parts.append("level by assessment")
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
    if themes:
        with st.expander("What else is known, which this rubric does not judge"):
            for theme, lines in themes.items():
                st.markdown(f"**{theme.capitalize()}**\n\n" + "\n".join(lines))


def evidence_lines(item: Evidence, found: Explanation, board: Board) -> list[str]:
    """Return one piece of evidence as lines of a Markdown list: what, how, when, and where it was read."""
    note = f" {prose(item.note)}" if item.note else ""
    if item.outcome is not Outcome.ANSWERED or item.value is None:
        return [f"- `{item.signal}` {_OUTCOMES.get(item.outcome, str(item.outcome))}.{note}"]
    how = [str(item.by) if item.by else str(item.method or "")]
    if item.confidence is not None and not item.by:
        how.append(f"{item.confidence} confidence")
    how.append(item.date or "")
    said = plain(value_text(item.value), 300)
    line = f"- `{item.signal}` **{said}** ({plain(', '.join(part for part in how if part))})"
    if len(item.sources) == 1:
        return [f"{line}, read in {_source(item.sources[0], item, found, board)}.{note}"]
    lines = [f"{line}.{note}"]
    lines += [f"    - {_source(source, item, found, board)}" for source in item.sources[:_SOURCES_SHOWN]]
    if len(item.sources) > _SOURCES_SHOWN:
        lines.append(f"    - and {len(item.sources) - _SOURCES_SHOWN} more places")
    return lines


def _source(source: Source, item: Evidence, found: Explanation, board: Board) -> str:
    address = explanations.link(source, repository_of(found), item.revision, hub_address(board))
    label = str(source) or "source"
    quote = f": {literal(source.quote, 200)}" if source.quote else ""
    return f"{link(label, address)}{quote}"
