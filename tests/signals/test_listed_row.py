"""A row in parts: its own names are told apart from what it says, and rows that say the same have one key."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

import pytest

from benchmarks.scale.store import listing_record
from openness.signals.listed_row import ACCOUNT, BASE, SET, Row
from openness.signals.reads import Part

ALL = reduce(or_, (part.value for part in Part))
TAGS = ["gguf", "base_model:x/y", "base_model:quantized:x/y", "dataset:x/set", "license:mit", "region:us"]


def row(told: dict[str, Any]) -> Row:
    return Row(listing_record({"id": "a/b", "tags": TAGS, **told}))


@pytest.mark.parametrize(
    "other",
    [
        {"id": "c/d"},
        {"author": "someone"},
        {"downloads": 7, "likes": 2, "lastModified": "2026-01-02"},
        {"tags": [tag.replace("x/y", "z/w") for tag in TAGS]},
    ],
)
def test_rows_that_differ_in_names_alone_have_one_key(other: dict[str, Any]) -> None:
    first = {"downloads": 5, "lastModified": "2026-01-01"} if "downloads" in other else {}
    assert row(other).key(ALL, ()) == row(first).key(ALL, ())


@pytest.mark.parametrize(
    "other",
    [
        {"id": "b"},
        {"id": "a/b-Instruct"},
        {"tags": [*TAGS[1:], TAGS[0]]},
        {"tags": TAGS[:-2]},
        {"tags": [tag.replace("x/set", "z/set") for tag in TAGS]},
        {"gated": "manual"},
        {"safetensors": {"total": 5}},
        {"cardData": {"license": "mit"}},
        {"siblings": ["model.gguf"]},
    ],
)
def test_rows_that_say_other_things_have_keys_of_their_own(other: dict[str, Any]) -> None:
    assert row(other).key(ALL, ()) != row({}).key(ALL, ())


def test_an_author_counts_where_the_id_names_no_account() -> None:
    one, other = (row({"id": "b", "author": author}) for author in ("someone", "someone-else"))
    assert one.key(ALL, ()) != other.key(ALL, ())
    assert one.cut(Part.ACCOUNT.value, "n", (), {}).body.author == "someone"


def test_names_stand_for_those_of_a_stand_in() -> None:
    made = row({})
    own = made.stand_in(Part.BASES.value, ())
    account, bases = made.names(((Part.ACCOUNT.value, own), (Part.BASES.value | Part.DATA_TOLD.value, own)))
    assert account == ((own, "a/b"), (own.rpartition("/")[2], "b"), (ACCOUNT, "a"))
    assert bases == ((own, "a/b"), (own.rpartition("/")[2], "b"), (BASE, "x/y"), (SET, "x/set"))


def test_what_is_cut_tells_no_name_of_the_row() -> None:
    made = row({"id": "acme/boats"})
    tags, _, metadata = made.told(ALL)
    cut = made.cut(ALL, made.stand_in(ALL, ()), tags, metadata)
    text = cut.model_dump_json()
    assert not [name for name in ("acme", "boats", "x/y", "x/set") if name in text]


def test_a_row_that_says_its_own_name_is_known() -> None:
    assert row({"tags": ["base_model:a/b"]}).names_itself
    assert row({"tags": [f"base_model:{BASE}"]}).names_itself
    assert not row({}).names_itself
