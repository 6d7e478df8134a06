"""Listings: the rows alone unless more is asked for, what was read at a revision stays, and requests are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from openness.hub import ALL_CARDS, NO_CARDS, All, Author, Cards, Hub, Journal, Selection, Top, refresh
from openness.record.record import Look, Record
from tests.fakehub import FakeHub

MODELS = 40


@pytest.fixture
def fake() -> Iterator[FakeHub]:
    with FakeHub() as fake:
        for number in range(MODELS):
            fake.add_model(
                f"org/m{number:02}", downloads=1000 - number, files={"README.md": "# A", "x.safetensors": ""}
            )
        yield fake


def swept(
    fake: FakeHub, folder: Path, selection: Selection, cards: Cards, known: dict[str, Record] | None = None
) -> tuple[list[Record], int]:
    """Return the records of a refresh and how many requests it took."""
    before = len(fake.log)
    with Hub(fake.endpoint) as hub, Journal(folder / "j", "x", now=datetime.now(UTC)) as journal:
        held = known or {}
        found = list(refresh(hub, selection, journal=journal, cards=cards, known=lambda name: held.get(name.lower())))
        journal.discard()
    assert all(isinstance(item, Record) for item in found)
    return [item for item in found if isinstance(item, Record)], len(fake.log) - before


@pytest.mark.parametrize("selection", [All(), Top(30), Author("org")])
def test_a_listing_alone_is_a_request_a_page(fake: FakeHub, tmp_path: Path, selection: Selection) -> None:
    fake.answers.largest_page = 10
    found, requests = swept(fake, tmp_path, selection, NO_CARDS)
    assert len(found) == (30 if isinstance(selection, Top) else MODELS)
    assert requests == -(-len(found) // 10)
    assert {item.card.look for item in found} == {Look.NOT_LOOKED}
    assert {item.files_look for item in found} == {Look.READ}


def test_cards_of_the_first_are_read(fake: FakeHub, tmp_path: Path) -> None:
    found, requests = swept(fake, tmp_path, Top(MODELS), Cards(first=5))
    assert [item.card.look for item in found] == [Look.READ] * 5 + [Look.NOT_LOOKED] * (MODELS - 5)
    assert requests == 1 + 5


def test_of_many_known_models_the_changed_alone_cost_requests(fake: FakeHub, tmp_path: Path) -> None:
    first, _ = swept(fake, tmp_path, All(), ALL_CARDS)
    known = {item.id.lower(): item for item in first}
    for number in (3, 7):
        fake.add_model(f"org/m{number:02}", downloads=1, files={"README.md": "# B"})
    fake.add_model("org/new", downloads=5)
    for selection in (All(), Top(MODELS + 1), Author("org")):
        again, requests = swept(fake, tmp_path, selection, Cards(changed=True), known)
        assert len(again) == MODELS + 1
        assert requests <= 1 + 4 * 3
        assert {item.card.look for item in again} == {Look.READ}


def test_what_was_read_at_the_revision_stays_and_of_another_nobody_looked(fake: FakeHub, tmp_path: Path) -> None:
    first, _ = swept(fake, tmp_path, All(), ALL_CARDS)
    fake.add_model("org/m03", downloads=1, files={"README.md": "# B"})
    again, requests = swept(fake, tmp_path, All(), NO_CARDS, {item.id.lower(): item for item in first})
    looks = {item.id: item.card.look for item in again}
    assert requests == 1
    assert looks.pop("org/m03") is Look.NOT_LOOKED
    assert set(looks.values()) == {Look.READ}


def test_a_row_without_a_card_in_its_list_has_none(fake: FakeHub, tmp_path: Path) -> None:
    fake.add_model("org/bare", files={"x.bin": ""})
    found, _ = swept(fake, tmp_path, All(), NO_CARDS)
    assert {item.card.look for item in found if item.id == "org/bare"} == {Look.ABSENT}


@pytest.mark.parametrize("selection", [All(), Author("org"), Top(30)])
@pytest.mark.parametrize("cards", [Cards(5), Cards(5, named=3)])
def test_the_first_are_the_most_downloaded_whatever_the_order_of_the_listing(
    fake: FakeHub, tmp_path: Path, selection: Selection, cards: Cards
) -> None:
    fake.answers.largest_page = 10
    for number in range(5):
        fake.add_model(f"org/late{number}", downloads=9000, files={"README.md": "# A"})
    found, requests = swept(fake, tmp_path, selection, cards)
    read = {record.id for record in found if record.card.look is Look.READ}
    assert read == {f"org/late{number}" for number in range(5)} == set(fake.cards_asked())
    pages = 3 if isinstance(selection, Top) else 5
    counted = 0 if cards.named is None else pages
    assert requests <= pages + counted + (not isinstance(selection, Top)) + len(read)
