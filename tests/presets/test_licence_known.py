"""Of every system and model whose licence is known by name, what it allows is decided, or what leaves it open is said."""

from __future__ import annotations

import pytest

from openness.index import Index, load_rubric, open_index
from openness.licences.clause import clause_of
from openness.record.columns import UNKNOWN
from openness.record.evidence import Outcome
from openness.signals import SIGNALS
from openness.signals.licence import LICENCE_SIGNALS
from openness.views import explanation, licence
from openness.views.comparison import compare

CLAUSES = [signal.id for signal in LICENCE_SIGNALS if clause_of(signal.id) is not None]
VERDICTS = ["licence.open", "licence.osi", "licence.kind"]


@pytest.fixture(scope="module")
def index() -> Index:
    return open_index("embedded")


def test_no_clause_of_a_system_with_a_named_licence_says_only_that_nobody_has_looked(index: Index) -> None:
    entries = index.entries("systems")
    named = [row for row, licence in enumerate(entries.details["licence"]) if licence is not None]
    assert len(named) > 200
    bare = []
    for row in named:
        evidence = entries.evidence(row)
        for signal in (*CLAUSES, *VERDICTS):
            found = evidence.get(signal)
            if found is None or (found.outcome is Outcome.NOT_LOOKED and not found.note):
                bare.append((entries.names[row], signal))
    assert bare == []


@pytest.mark.parametrize("kind", ["systems", "models"])
def test_beside_a_name_stands_why_what_is_asked_first_is_open(index: Index, kind: str) -> None:
    entries = index.entries("systems" if kind == "systems" else "models")
    columns = entries.columns("last")
    asked = [columns.column(signal).codes for signal in ("licence.commercial", "licence.osi")]
    names, reasons = [*entries.details["licence"]], [*entries.details["licence_unread"]]
    unstated = [row for row in range(len(names)) if any(codes[row] == UNKNOWN for codes in asked)]
    assert 0 < len(unstated) < len(names)
    assert [row for row in unstated if names[row] is not None and not reasons[row]] == []
    assert {row for row, reason in enumerate(reasons) if reason} <= {*unstated}
    assert [row for row, reason in enumerate(reasons) if reason and names[row] is None] == []


def test_every_view_says_it_in_the_same_words(index: Index) -> None:
    entries = index.entries("systems")
    reasons = entries.details["licence_unread"]
    row = next(row for row, reason in enumerate(reasons) if reason == "a licence or policy file")
    rubric = load_rubric("osaid")
    told = entries.evidence(row)["licence.osi"].note
    assert told is not None
    shown = explanation.as_text(explanation.explain(entries, row, rubric))
    assert f"licence_unread {reasons[row]}" in shown
    assert f"licence.osi: not looked – {told}" in shown
    assert f"osi                  unknown: {told}" in licence.licence_evidence("x", entries.evidence(row))
    lines = {line.question: line.cells for line in compare(entries, [row, 0], rubric, SIGNALS).lines}
    assert lines["licence_unread"][0] == reasons[row]
    frame = index.rank("osaid").set_index("id")
    assert frame["licence_unread"][entries.ids[row]] == reasons[row]
