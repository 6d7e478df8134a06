"""The made listing: every row a function of its place, new ids for old rows, and pages as the Hub sends them."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import urlopen

import pytest

from benchmarks.scale.rows import Listing
from benchmarks.scale.server import ListingServer
from benchmarks.scale.store import listing_record


@pytest.fixture(scope="module")
def listing(shared: Path) -> Listing:
    return Listing(45_000, shared=shared, changed=frozenset({7}))


def test_no_id_comes_twice_and_rows_are_functions_of_their_place(listing: Listing) -> None:
    places = [*range(300), *range(20_000, 20_300), *range(44_000, 44_300)]
    ids = [listing.row(place)["id"].lower() for place in places]
    assert len(set(ids)) == len(places)
    assert [listing.row(place)["id"].lower() for place in places] == ids


def test_copies_keep_what_was_recorded_and_name_new_bases(listing: Listing) -> None:
    first = [listing.row(place) for place in range(2000)]
    size = next(place for place in range(19_000, 20_000) if listing.row(place)["id"].startswith(first[0]["id"] + "-"))
    second = [listing.row(place + size) for place in range(2000)]
    for old, new in zip(first, second, strict=True):
        assert new["id"] == f"{old['id']}-1"
        assert len(new["tags"]) == len(old["tags"])
    moved = sum(old["tags"] != new["tags"] for old, new in zip(first, second, strict=True))
    assert 0 < moved < 1000


def test_a_changed_row_has_another_commit(listing: Listing) -> None:
    before = Listing(45_000, shared=listing.shared)
    assert listing.row(7)["sha"] != before.row(7)["sha"]
    assert listing.row(8)["sha"] == before.row(8)["sha"]


def test_rows_are_records_and_pages_lead_on(listing: Listing) -> None:
    assert listing_record(listing.row(5)).body.files
    with ListingServer(Listing(1500, shared=listing.shared)) as server:
        with urlopen(f"{server.endpoint}/api/models?limit=1000") as answer:
            first, link = json.load(answer), answer.headers["Link"]
        with urlopen(link.partition("<")[2].partition(">")[0]) as answer:
            second, end = json.load(answer), answer.headers["Link"]
    assert len(first) == 1000
    assert len(second) == 500
    assert end is None
    assert server.requests == 2
