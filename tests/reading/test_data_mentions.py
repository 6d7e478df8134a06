"""Mentions of data sets: what is known of each, and which are one and the same set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.data_mentions import DataReading, Mention, Statements, distinct, letters_of
from openness.record.evidence import Method, Source
from openness.record.record import DatasetFact, Look
from tests.signals.made_cards import fact

PLACE = Source(file="README.md", line=3)


def mention(name: str, *, linked: bool = False, words: str = "", stage: str = "pretraining", known: DatasetFact | None = None) -> Mention:  # fmt: skip
    return Mention(name, stage, PLACE, Method.CARD, known, linked, words)


@pytest.mark.parametrize(
    ("known", "exists", "gated", "public"),
    [
        (None, None, None, False),
        (fact("x/lake", Look.NOT_LOOKED), None, None, False),
        (fact("x/lake", Look.FAILED), None, None, False),
        (fact("x/lake", Look.ABSENT), False, False, False),
        (fact("x/lake", Look.REFUSED), True, True, False),
        (fact("x/lake", gated=False), True, False, True),
        (fact("x/lake", gated="auto"), True, True, False),
        (fact("x/lake", gated="manual"), True, True, False),
        (fact("x/lake", gated=True), True, True, False),
        (fact("x/lake", gated=None), True, False, True),
        (fact("x/lake", private=True), True, True, False),
        (fact("x/lake", disabled=True), True, True, False),
        (fact("x/lake", private=False, disabled=False), True, False, True),
    ],
)
def test_each_way_of_knowing_a_set(
    known: DatasetFact | None, exists: bool | None, gated: bool | None, public: bool
) -> None:
    found = mention("x/lake", known=known)
    assert (found.exists, found.gated, found.public) == (exists, gated, public)


@pytest.mark.parametrize(
    ("found", "pointed"),
    [
        (mention("x/lake", linked=True), True),
        (mention("LakeSet", linked=True, words="LakeSet"), True),
        (mention("Common Crawl"), True),
        (mention("LAION-5B"), True),
        (mention("wikipedia"), True),
        (mention("LakeSet"), False),
        (mention("Wikipedia of lakes"), False),
        (mention(""), False),
    ],
)
def test_a_reader_knows_where_to_look_by_link_or_by_a_name_that_all_know(found: Mention, pointed: bool) -> None:
    assert found.pointed is pointed


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        ([], []),
        (["LakeSet"], ["LakeSet"]),
        (["LakeSet", "MoorSet"], ["LakeSet", "MoorSet"]),
        (["Wikipedia", "Japanese Wikipedia"], ["Japanese Wikipedia"]),
        (["Lake", "Lake", "Moor"], ["Lake", "Lake", "Moor"]),
        (["x/LakeSet", "LakeSet v2"], ["LakeSet v2"]),
    ],
)
def test_a_name_within_a_longer_one_is_no_set_of_its_own(names: list[str], kept: list[str]) -> None:
    assert [found.name for found in distinct([mention(name) for name in names])] == kept


@pytest.mark.parametrize(
    ("linked", "words", "name", "kept"),
    [
        ("x/lake-set", "", "LakeSet", False),
        ("x/lake-set-5b", "", "Lake-Set", False),
        ("y/abc", "LakeSet", "Lake Set", False),
        ("x/the-lake-dedup", "", "Lake Dedup v1.2", False),
        ("x/lake-letters", "", "Lake Letters German", False),
        ("x/lake-set", "", "MoorSet", True),
        ("x/lake", "", "Lakeside Letters", True),
        ("x/lake-set", "", "Hills", True),
    ],
)
def test_a_mere_name_of_what_is_pointed_at_is_left_out(linked: str, words: str, name: str, kept: bool) -> None:
    found = distinct([mention(linked, linked=True, words=words), mention(name, stage="posttraining")])
    assert (name in [each.name for each in found]) is kept
    assert found[0].name == linked


def test_links_are_never_left_out() -> None:
    linked = [mention("x/lake", linked=True), mention("x/lake-two", linked=True)]
    assert distinct(linked) == linked


def test_the_same_name_in_another_stage_is_another_mention() -> None:
    found = distinct([mention("Lake"), mention("Lake Two", stage="posttraining")])
    assert len(found) == 2


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Lake-Set v1.1", "lakesetv11"),
        ("x/Lake", "xlake"),
        ("湖 数据", "湖数据"),
        ("Ärger", "ärger"),
        ("--", ""),
        ("", ""),
    ],
)
def test_letters_of_a_name(name: str, letters: str) -> None:
    assert letters_of(name) == letters


@pytest.mark.parametrize(
    ("mentions", "statements", "told"),
    [
        ((), Statements(), False),
        ((mention("Lake"),), Statements(), True),
        ((), Statements(withheld={"pretraining": PLACE}), True),
        ((), Statements(described={"pretraining": PLACE}), True),
        ((), Statements(other={"pretraining": PLACE}), False),
        ((), Statements(elsewhere={"pretraining": PLACE}), False),
    ],
)
def test_a_training_is_told_by_names_descriptions_and_refusals(
    mentions: tuple[Mention, ...], statements: Statements, told: bool
) -> None:
    assert DataReading(mentions, statements, tuned=False).told is told


def test_the_mentions_of_a_stage_leave_out_what_is_proven_absent() -> None:
    there, gone = mention("x/lake", known=fact("x/lake")), mention("x/moor", known=fact("x/moor", Look.ABSENT))
    unseen, other = mention("x/hill"), mention("x/brook", stage="posttraining")
    found = DataReading((there, gone, unseen, other), Statements(), tuned=True)
    assert found.of("pretraining") == [there, unseen]
    assert found.of("posttraining") == [other]
    assert found.of("nothing") == []


@given(st.lists(st.tuples(st.text(max_size=30), st.booleans()), max_size=12))
def test_of_any_mentions_some_are_kept_in_order(made: list[tuple[str, bool]]) -> None:
    mentions = [mention(name, linked=linked) for name, linked in made]
    kept = distinct(mentions)
    assert [each for each in mentions if each in kept] == kept
    assert all(each in kept for each in mentions if each.linked)
    assert [letters_of(each.name) for each in distinct(kept)] == [letters_of(each.name) for each in kept]
