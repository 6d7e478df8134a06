"""A model's licence in plain words with its ground and disagreements, the AI Act reading, and its bases."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from openness.licences.conflict import MEANINGS, ConflictKind
from openness.record.evidence import Evidence, Outcome
from openness.requirements import Requirements
from openness.requirements.answers import MET, OUT
from openness.requirements.short import FLAGS
from openness.safe.markdown import plain
from openness.ui import ancestry, library
from openness.ui.address import page_of
from openness.ui.ancestry import Family, Node
from openness.ui.board import Board
from openness.ui.evidence_lines import evidence_lines
from openness.ui.frame import say
from openness.views.explanation import Explanation

_QUESTIONS = Requirements.model_validate(dict.fromkeys(FLAGS, True))


def verdict(board: Board, row: int, evidence: Mapping[str, Evidence]) -> None:
    """Say what the licence does not exclude, what it limits and what is not known, with what that rests on."""
    words = say()
    answers = library.sifted(board, _QUESTIONS).answers
    good = [words(f"find.{one.name}") for one in answers if one.states[row] == MET]
    bad = [words.of(one.why(row)) for one in answers if one.states[row] == OUT]
    open_still = [words(f"find.{one.name}") for one in answers if one.states[row] not in (MET, OUT)]
    st.subheader(words("model.licence_says"))
    if not good and not bad:
        st.markdown(words("model.licence_unknown"))
    lines = [
        f"- {words(key, what='; '.join(plain(part) for part in parts))}"
        for key, parts in (("model.excludes", bad), ("model.allows", good), ("model.open_questions", open_still))
        if parts and (good or bad)
    ]
    lines += [f"- {line}" for line in _more(evidence, answered=bool(good or bad))]
    if lines:
        st.markdown("\n".join(lines))


def _more(evidence: Mapping[str, Evidence], *, answered: bool) -> list[str]:
    words, found = say(), []
    basis = _value(evidence, "licence.basis")
    if answered and basis is not None and words.has(f"basis.{basis}"):
        found.append(words("model.rests", basis=words(f"basis.{basis}")))
    unread = _value(evidence, "licence.unread")
    if isinstance(unread, tuple) and unread:
        found.append(words("model.unread", what=plain("; ".join(_named("unread", unread)), 500)))
    count = _value(evidence, "licence.conflicts")
    if isinstance(count, int) and count:
        kinds = _value(evidence, "licence.conflict_kinds")
        told = [words.translated(MEANINGS[ConflictKind(kind)]) for kind in kinds] if isinstance(kinds, tuple) else []
        found.append(words("model.conflicts", count=count, kinds=plain("; ".join(told) or "–")))
    reading = _value(evidence, "licence.ai_act")
    if reading is not None:
        paragraph = _value(evidence, "licence.ai_act_paragraph")
        verdict = words(f"ai_act.{reading}") if words.has(f"ai_act.{reading}") else plain(str(reading))
        where = words("ai_act.paragraph", number=plain(str(paragraph))) if paragraph else ""
        found.append(words("model.ai_act", reading=verdict, where=where).strip())
    return found


def _named(part: str, kinds: tuple[str, ...]) -> list[str]:
    words = say()
    return [words(f"{part}.{kind}") if words.has(f"{part}.{kind}") else kind.replace("_", " ") for kind in kinds]


def _value(evidence: Mapping[str, Evidence], signal: str) -> object:
    item = evidence.get(signal)
    return item.value if item is not None and item.outcome is Outcome.ANSWERED else None


def lineage(evidence: Mapping[str, Evidence], found: Explanation, board: Board) -> None:
    """Draw what the model was made from and what was made from it, as far as the snapshot knows, with licences."""
    words = say()
    st.subheader(words("model.lineage"))
    start = str(found.details.get("model") or "") if board.kind == "systems" else found.entry
    family = _family(start, evidence, board) if start else None
    if family is None or (len(family.generations) < 2 and not family.children):
        st.markdown(words("model.lineage_unknown"))
    else:
        st.html(f"<style>{ancestry.STYLE}</style>{ancestry.drawing(family, words)}")
    lines = [
        line
        for signal in ("lineage.base", "lineage.relation", "licence.inherited")
        if signal in evidence and evidence[signal].outcome is Outcome.ANSWERED
        for line in evidence_lines(evidence[signal], found, board)
    ]
    if lines:
        st.markdown("\n".join(lines))


def _family(start: str, evidence: Mapping[str, Evidence], board: Board) -> Family:
    words, shown = say(), library.snapshot()
    licences = library.entries("models", assessments=board.choice.assessments).details["licence"]
    column = shown.columns.column("lineage.base")

    def node(name: str, *, here: bool = False) -> Node:
        row = shown.place(name)
        licence = None if row is None else licences[row]
        address = None if row is None or (here and board.kind == "models") else page_of("model", name)
        bases = tuple(ancestry.bases_of(column, row))
        return Node(name, None if licence is None else str(licence), address, here, bases)

    above = ancestry.generations(start, shown.place, column)
    below = ancestry.children_of(start, column)
    relation = _value(evidence, "lineage.relation")
    told = words(f"lineage.{relation}") if relation is not None and words.has(f"lineage.{relation}") else None
    return Family(
        tuple(tuple(node(name, here=name == start) for name in generation) for generation in above),
        told,
        tuple(node(shown.ids[row]) for row in below[: ancestry.MOST_BELOW]),
        max(len(below) - ancestry.MOST_BELOW, 0),
    )
