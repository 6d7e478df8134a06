"""One licence clause by clause: question, answer, and where the answer was read."""

from __future__ import annotations

import streamlit as st

from openness.licences.clause import Clause, Fact, Origin, restriction
from openness.licences.knowledge import Licence
from openness.licences.report import ClauseRow, clause_rows
from openness.licences.wording import HOW_WORDS, KIND_WORDS, question_words
from openness.safe.markdown import plain
from openness.ui.frame import say

TAKES_AWAY = "○"


def card(licence: Licence) -> None:
    """Draw the card of one licence."""
    words = say()
    st.title(plain(licence.name))
    spdx = words("licence.no_spdx") if licence.spdx is None else f"SPDX {licence.spdx.id}"
    if licence.spdx is not None and licence.spdx.deprecated:
        spdx = words("licence.deprecated", spdx=spdx)
    covers = ", ".join(
        words(f"licence.covers.{one}") if words.has(f"licence.covers.{one}") else one for one in licence.covers
    )
    st.markdown(f"`{licence.id}` · {plain(spdx)} · {words('licence.made_for', what=plain(covers))}")
    st.markdown(f"**{kind_words(licence.kind)}**: {plain(words.translated(KIND_WORDS[licence.kind]))}")
    st.markdown(" ".join(_flag_badge(words(f"licence.{name}"), value) for name, value in flags(licence)))
    if licence.note:
        st.markdown(plain(licence.note))
    st.markdown(clause_table(licence))
    st.markdown(f":red-badge[{TAKES_AWAY}] {words('licence.takes_away')}")
    unknown = [words.translated(question_words(clause)) for clause in Clause if clause not in licence.clauses]
    if unknown:
        st.markdown(f"**{words('licence.not_known')}** {plain(' '.join(unknown))}")
    _sources(licence)


def kind_words(kind: str) -> str:
    """Return the name of a kind of licence."""
    words = say()
    return words(f"licence.kind.{kind}") if words.has(f"licence.kind.{kind}") else plain(kind.replace("_", " "))


def flags(licence: Licence) -> tuple[tuple[str, bool | None], ...]:
    """Return what lists say of a licence, by the key of the list."""
    return (("open", licence.open), ("osi", licence.osi), ("mof_open", licence.mof_open))


def _flag_badge(word: str, value: bool | None) -> str:
    words = say()
    if value is None:
        return f":gray-badge[? {word}: {words('level.unknown')}]"
    return f":green-badge[● {word}: {words('answer.yes')}]" if value else f":red-badge[○ {word}: {words('answer.no')}]"


def clause_table(licence: Licence) -> str:
    """Return the known clauses as a Markdown table; ○ marks what takes away from what a user may do."""
    words, numbers = say(), {origin: number for number, origin in enumerate(origins_of(licence), start=1)}
    heads = (words("rubric.question"), words("table.level"), words("licence.where"))
    lines = [f"| | {' | '.join(heads)} |", "|---|---|---|---|"]
    for row in clause_rows(licence.clauses, words.translated):
        if row.origin is not None:
            section = f" § {plain(row.section)}" if row.section else ""
            note = f" {plain(row.note)}" if row.note else ""
            cells = (
                f":red-badge[{TAKES_AWAY}]" if takes_away(licence.clauses[row.clause]) else "",
                plain(row.question),
                f"**{plain(row.answer)}**{note}",
                f"\\[{numbers[row.origin]}\\]{section}",
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def takes_away(fact: Fact) -> bool:
    """Return whether an answer takes away from what a user may do."""
    return restriction(fact) > 0


def origins_of(licence: Licence) -> list[Origin]:
    """Return the sources of a licence's facts, once each, in the order of the clauses."""
    rows: list[ClauseRow] = clause_rows(licence.clauses)
    return list(dict.fromkeys(row.origin for row in rows if row.origin is not None))


def _sources(licence: Licence) -> None:
    words = say()
    lines = [f"**{words('about.thanks')}**"]
    for number, origin in enumerate(origins_of(licence), start=1):
        read = f", {words('licence.read_on', date=plain(origin.date))}" if origin.date else ""
        how = plain(words.translated(HOW_WORDS.get(origin.how, origin.how)))
        lines.append(f"{number}. {plain(origin.what)}{read} ({how})")
    if len(lines) > 1:
        st.markdown("\n".join(lines))
