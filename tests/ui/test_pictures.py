"""The two pictures: every entry and answer is counted once, each cell leads to its list, foreign words stay text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from openness.phrases import LANGUAGES, phrases
from openness.rubric.condition import Level
from openness.ui.pictures import (
    MOST_BYTES,
    STEP,
    cells_table,
    counted_cells,
    percent,
    pieces_table,
    short,
    tens,
)
from tests.safe.attacks import ATTACKS
from tests.safe.test_outputs import hidden

POINTS = some.floats(0, 100) | some.just(float("nan"))


class Drawn(HTMLParser):
    """A drawing's elements: tags that are open, links with what they hold, and the words outside them."""

    def __init__(self, drawing: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[dict[str, str]] = []
        self.open: list[str] = []
        self.feed(drawing)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "col":
            self.open.append(tag)
        if tag == "a":
            self.links.append({name: value or "" for name, value in attrs} | {"inside": ""})

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "a" in self.open:
            self.links[-1]["inside"] += data


def leads(value: str | None) -> str:
    return "?list=models" + ("" if value is None else f"&cell={value}")


def cells(counts: dict[tuple[int, int], int], chosen: str | None = None) -> Drawn:
    return Drawn(cells_table(counts, chosen, leads, phrases("en")))


def pieces(counts: dict[tuple[str, Level], int], titles: dict[str, str], chosen: str | None = None) -> Drawn:
    return Drawn(pieces_table(counts, titles, chosen, leads, phrases("en")))


@given(some.lists(some.tuples(POINTS, some.floats(0, 1)), max_size=60))
def test_every_entry_is_counted_once_in_the_cell_it_lies_in(rows: list[tuple[float, float]]) -> None:
    low, coverage = (np.array([row[place] for row in rows], dtype=float) for place in (0, 1))
    counts = counted_cells(low, coverage)
    assert sum(counts.values()) == len(rows)
    for points, share in zip(low, coverage, strict=True):
        score, covered = int(tens(np.array([points]))[0]), int(tens(np.array([100 * share]))[0])
        assert counts[score, covered] > 0
        assert score <= np.nan_to_num(points) <= score + STEP
        assert covered <= 100 * share <= covered + STEP


def test_each_cell_leads_to_what_it_counts_and_the_chosen_one_back_to_all() -> None:
    drawn = cells({(30, 50): 92, (90, 90): 1}, chosen="30:50")
    assert [link["href"] for link in drawn.links] == ["?list=models&cell=90:90", "?list=models"]
    assert [link["data-picked"] for link in drawn.links] == ["cell=90:90", "cell="]
    assert [link.get("aria-current") for link in drawn.links] == [None, "true"]
    assert [link["inside"] for link in drawn.links] == ["1", "92"]
    assert drawn.links[1]["title"] == drawn.links[1]["aria-label"] == "92: score 30 to 40, coverage 50 to 60 %"


def test_levels_are_told_as_figures_and_the_chosen_piece_is_marked() -> None:
    drawn = pieces({("data", Level.OPEN): 1, ("data", Level.CLOSED): 3}, {"data": "Data"}, "data:closed")
    assert [link["inside"] for link in drawn.links] == ["25 %", "75 %"]
    assert drawn.links[0]["aria-label"] == "Data, open: 1 answers, 25 %"
    assert [link.get("aria-current") for link in drawn.links] == [None, "true"]


def test_a_picture_of_nothing_is_a_table_without_links() -> None:
    assert cells({}).links == []
    assert pieces({}, {"data": "Data"}).links == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_picture_is_a_small_message(language: str) -> None:
    full = {(score, share): 10**6 for score in range(0, 100, STEP) for share in range(0, 100, STEP)}
    levels = {(f"part-{number}", level): 10**6 for number in range(6) for level in Level}
    words = phrases(language)
    drawn = cells_table(full, None, leads, words) + pieces_table(
        levels, {f"part-{number}": f"Part {number}" for number in range(6)}, None, leads, words
    )
    assert len(Drawn(drawn).links) == 100 + 30
    assert len(drawn.encode()) < MOST_BYTES


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_foreign_words_are_text_in_a_picture(attack: str) -> None:
    plain = pieces({("data", Level.OPEN): 1}, {"data": "plain"}, None)
    drawn = pieces({("data", Level.OPEN): 1}, {"data": attack}, attack)
    assert drawn.tags == plain.tags
    assert [sorted(link) for link in drawn.links] == [sorted(link) for link in plain.links]
    assert not hidden(drawn.links[0]["title"])

    def odd(value: str | None) -> str:
        return f"?q={attack}&cell={value}"

    table = Drawn(cells_table({(0, 0): 1}, None, odd, phrases("en")))
    assert table.tags == cells({(0, 0): 1}).tags
    assert sorted(table.links[0]) == sorted(cells({(0, 0): 1}).links[0])


@pytest.mark.parametrize(
    ("count", "shown"),
    [(1, "1"), (9_999, "9999"), (10_000, "10k"), (999_499, "999k"), (999_500, "1.0M"), (9_950_000, "10M")],
)
def test_a_number_has_room_in_a_cell_of_a_phone(count: int, shown: str) -> None:
    assert short(count) == shown
    assert len(shown) <= 4


@given(some.integers(0, 10**7), some.integers(0, 10**7))
def test_a_share_is_never_told_as_none_or_all_where_it_is_neither(count: int, others: int) -> None:
    if count + others == 0:
        return
    told = percent(count, count + others)
    assert (told == "0 %") == (count == 0)
    assert (told == "100 %") == (others == 0)


def test_an_address_keeps_what_else_is_asked() -> None:
    link = cells({(30, 50): 1}).links[0]
    asked: dict[str, Any] = parse_qs(link["href"].removeprefix("?"))
    assert asked == {"list": ["models"], "cell": ["30:50"]}
