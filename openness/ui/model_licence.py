"""A model's licence in plain words with its ground and disagreements, the AI Act reading, and its bases."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from openness.record.evidence import Evidence, Outcome
from openness.requirements import Requirements
from openness.requirements.answers import MET, OUT
from openness.requirements.short import FLAGS
from openness.safe.markdown import page_address, plain
from openness.ui import library
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
    lines += [f"- {line}" for line in _more(evidence)]
    if lines:
        st.markdown("\n".join(lines))


def _more(evidence: Mapping[str, Evidence]) -> list[str]:
    words, found = say(), []
    basis = _value(evidence, "licence.basis")
    if basis is not None and words.has(f"basis.{basis}"):
        found.append(words("model.rests", basis=words(f"basis.{basis}")))
    unread = _value(evidence, "licence.unread")
    if isinstance(unread, tuple) and unread:
        told = [words(f"unread.{kind}") for kind in unread if words.has(f"unread.{kind}")]
        found.append(words("model.unread", what=plain("; ".join(told), 500)))
    count = _value(evidence, "licence.conflicts")
    if isinstance(count, int) and count:
        kinds = _value(evidence, "licence.conflict_kinds")
        shown = ", ".join(kinds).replace("_", " ") if isinstance(kinds, tuple) else "–"
        found.append(words("model.conflicts", count=count, kinds=plain(shown)))
    reading = _value(evidence, "licence.ai_act")
    if reading is not None:
        paragraph = _value(evidence, "licence.ai_act_paragraph")
        where = f" (para {plain(str(paragraph))})" if paragraph else ""
        found.append(f"AI Act, Art. 53(2): {plain(str(reading).replace('_', ' '))}{where}")
    return found


def _value(evidence: Mapping[str, Evidence], signal: str) -> object:
    item = evidence.get(signal)
    return item.value if item is not None and item.outcome is Outcome.ANSWERED else None


def lineage(evidence: Mapping[str, Evidence], found: Explanation, board: Board) -> None:
    """Draw the chain of bases the snapshot knows, each with its licence."""
    words = say()
    st.subheader(words("model.lineage"))
    chain = _chain(found, board)
    if len(chain) < 2:
        st.markdown(words("model.lineage_unknown"))
    else:
        steps = [
            f"{'&nbsp;&nbsp;&nbsp;' * depth}{'↑ ' if depth else ''}[{plain(name)}]({page_address('model', name)}): "
            f"{plain(licence)}"
            for depth, (name, licence) in enumerate(chain)
        ]
        st.markdown("  \n".join(steps))
    lines = [
        line
        for signal in ("lineage.base", "lineage.relation", "licence.inherited")
        if signal in evidence and evidence[signal].outcome is Outcome.ANSWERED
        for line in evidence_lines(evidence[signal], found, board)
    ]
    if lines:
        st.markdown("\n".join(lines))


def _chain(found: Explanation, board: Board) -> list[tuple[str, str]]:
    """Return the model and its bases in order, each with the licence the snapshot tells; at most ten, each once."""
    shown = library.snapshot()
    models = library.entries("models", assessments=board.choice.assessments)
    bases, licences = shown.columns.column("lineage.base"), models.details["licence"]
    name: str | None = str(found.details.get("model") or "") if board.kind == "systems" else found.entry
    chain: list[tuple[str, str]] = []
    while name and len(chain) < 10 and name.casefold() not in {one.casefold() for one, _ in chain}:
        row = shown.place(name)
        licence = None if row is None else licences[row]
        chain.append((name, str(licence or say()("compare.not_known"))))
        code = -1 if row is None else int(bases.codes[row])
        name = str(bases.values[code]) if code >= 0 else None
    return chain
