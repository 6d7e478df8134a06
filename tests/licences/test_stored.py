"""What was read of licences gives the same answer after it was stored; made-up cards and files."""

from __future__ import annotations

import pytest

from openness.licences.claims import claims_of
from openness.licences.resolution import resolve
from openness.licences.stored import as_text, combination, from_text
from openness.record.record import Record
from tests.licences.made import record

POINTS_AWAY = "https://example.org/nest/terms\n"


@pytest.mark.parametrize(
    "read",
    [
        record(
            card={"license": "other"}, text="# M\n\nIt is released under a modified version of the Nest Nine License.\n"
        ),
        record(card={"license": "other"}, text="# M\n\nThe weights are released under the Nest Community License.\n"),
        record(card={"license": "mit"}, texts={"LICENSE": POINTS_AWAY}),
        record(card={"license": "other"}, texts={"LICENSE": POINTS_AWAY}),
    ],
    ids=["a name in doubt", "a sure name", "a file that points away", "nothing but a file that points away"],
)
def test_an_answer_is_the_same_from_what_is_stored(read: Record) -> None:
    claims = claims_of(read)
    told = resolve(claims)
    for text in (as_text(claims), as_text(claims, words=False), combination(claims)):
        again = resolve(from_text(text))
        assert (again.governing and again.governing.name) == (told.governing and told.governing.name)
        assert {clause: fact.value for clause, fact in again.clauses.items()} == {
            clause: fact.value for clause, fact in told.clauses.items()
        }
        assert [item.kind for item in again.unread] == [item.kind for item in told.unread]


def test_how_sure_a_saying_is_and_that_a_file_points_away_are_kept() -> None:
    claims = claims_of(
        record(
            card={"license": "other"},
            text="# M\n\nIt is released under a modified version of the Nest Nine License.\n",
            texts={"LICENSE": POINTS_AWAY},
        )
    )
    again = from_text(combination(claims))
    whole = from_text(as_text(claims))
    assert claims.unknown_terms is not None
    assert again.unknown_terms is not None
    assert again.unknown_terms.confidence is claims.unknown_terms.confidence
    assert [file.read and file.read.points_away for file in again.files] == [True]
    assert [file.read and file.read.points_away for file in whole.files] == [True]
