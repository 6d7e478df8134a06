"""Rows and headings of tables: terms of other models are not this one's, its own in a table are; made-up cards."""

from __future__ import annotations

import pytest

from openness.card import parse_card
from openness.licences.claims import claims_of
from openness.licences.clause import Clause
from openness.licences.limit_sentences import limit_sentences
from openness.licences.resolution import resolve
from openness.licences.saying import UseLimit
from openness.licences.subject import Whose, own_names
from openness.licences.tables import whose_row
from tests.licences.made import record

FAMILY = """# Sparrow

<table>
<tr><th colspan="3">Tuned on songs.</th></tr>
<tr><td>Tuned</td><td><a href="a">sparrow</a></td><td>sparrow-2b</td></tr>
<tr><th colspan="3">{heading}</th></tr>
<tr><td>Tuned</td><td><a href="b">sparrow-old3</a></td><td>sparrow-2b-old3</td></tr>
</table>
"""
FORBIDS = {UseLimit.NON_COMMERCIAL, UseLimit.COMMERCIAL_FORBIDDEN, UseLimit.RESEARCH_ONLY}


def limits(text: str, model: str = "house/sparrow") -> set[UseLimit]:
    card = parse_card(text)
    return {said.limit for said in limit_sentences(card, "README.md", own_names(model, card))}


@pytest.mark.parametrize(
    "heading",
    [
        "Tuned on calls. Given for research purposes only.",
        "Earlier tries: not for commercial use.",
        "Nur für nicht-kommerzielle Zwecke.",
    ],
)
def test_a_heading_over_rows_of_others_limits_only_them(heading: str) -> None:
    assert limits(FAMILY.format(heading=heading)) == set()
    assert limits(FAMILY.format(heading=heading).replace("# Sparrow", "# Family"), "house/sparrow-old3") & FORBIDS


def test_a_permission_stands_where_the_heading_is_of_others_and_falls_where_it_is_ours() -> None:
    text = FAMILY.format(heading="Research purposes only.")
    of_others = resolve(claims_of(record("house/sparrow", card={"license": "apache-2.0"}, text=text)))
    assert of_others.clauses[Clause.COMMERCIAL].value == "allowed"
    ours = resolve(claims_of(record("house/sparrow-old3", card={"license": "apache-2.0"}, text=text)))
    assert ours.clauses[Clause.COMMERCIAL].value == "forbidden"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The table tells of others alone: it may still be a notice about this card's model.
        ("<table>\n<tr><th>Research purposes only.</th></tr>\n<tr><td>Finch-13B</td><td>7.1</td></tr>\n</table>", None),
        ("<table>\n<tr><td>Finch-13B</td><td>Research purposes only.</td><td>7.1</td></tr>\n</table>", None),
        # Rows that name no model are fields of this one.
        ("<table>\n<tr><th>Research purposes only.</th></tr>\n<tr><td>Layers</td><td>32</td></tr>\n</table>", True),
        ("<table>\n<tr><th>Terms</th><td>Research purposes only.</td></tr>\n</table>", True),
        ("<table>\n<tr><td>BF16</td><td>Research purposes only.</td></tr>\n</table>", True),
        # A heading that points at this model is of it, whatever the rows below it name.
        (
            "<table>\n<tr><th>This is for research only.</th></tr>\n<tr><td>Finch-13B</td><td>7</td></tr>\n</table>",
            True,
        ),
        # No table at all.
        ("<p>Research purposes only.</p>\n<table>\n<tr><td>Finch-13B</td><td>7</td></tr>\n</table>", True),
        ("| Field | Value |\n|---|---|\n| Weights | research purposes only |\n", True),
        ("| Field | Value |\n|---|---|\n| The model | no commercial use |\n", True),
        ("| Field | Value |\n|---|---|\n| Availability | non-commercial |\n", True),
        ("| Size | Name | Terms |\n|---|---|---|\n| small | sparrow | non-commercial use |\n", True),
        ("| Field | Value |\n|---|---|\n| Training data | research purposes only |\n", False),
        ("| Name | Terms |\n|---|---|\n| Finch | non-commercial use |\n", False),
        ("| Name | Score | Terms |\n|---|---|---|\n| Finch-13B | 3 | research purposes only |\n", False),
        ("- BF16 weights: for research purposes only.\n", True),
        ("- v1.1: non-commercial use only.\n", True),
    ],
)
def test_terms_in_a_table_are_ours_others_or_in_doubt(text: str, expected: bool | None) -> None:
    found = limits(f"# Sparrow\n\n{text}\n")
    assert bool(found & FORBIDS) is bool(expected)
    assert (UseLimit.INTENDED in found) is (expected is None)


def test_terms_in_doubt_leave_the_permission_unknown() -> None:
    text = "<table>\n<tr><th>Research purposes only.</th></tr>\n<tr><td>Finch-13B</td><td>7.1</td></tr>\n</table>\n"
    found = resolve(claims_of(record("house/sparrow", card={"license": "mit"}, text=text)))
    assert Clause.COMMERCIAL not in found.clauses
    assert found.unread


def test_a_long_table_is_read_in_bounded_steps() -> None:
    rows = "".join(f"<tr><th>Research only.</th></tr>\n<tr><td>finch-{n}b</td><td>x</td></tr>\n" for n in range(300))
    card = parse_card(f"# Sparrow\n\n<table>\n{rows}</table>\n")
    names = own_names("house/sparrow", card)
    assert {whose_row(card, number, names) for number in range(len(card.blocks))} == {Whose.MAYBE_OTHER}
