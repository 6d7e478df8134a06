"""The lineage as a drawing: every ancestor once, the furthest first; what is drawn reads as a list."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.phrases import phrases
from openness.record.columns import Column, encode
from openness.ui.ancestry import MOST_ABOVE, Family, Node, bases_of, children_of, drawing, generations
from tests.safe.attacks import ATTACKS

MERGED: Mapping[str, str | None] = {
    "lab/end": "lab/left, lab/right",
    "lab/left": "lab/root",
    "lab/right": None,
    "lab/root": None,
    "other/child": "Lab/End",
    "other/near": "lab/end-2",
}


def made(named: Mapping[str, str | None]) -> tuple[list[str], Column]:
    return list(named), encode(named.values())


def above(start: str, named: Mapping[str, str | None]) -> list[list[str]]:
    ids, column = made(named)
    small = [one.casefold() for one in ids]
    return generations(start, lambda name: small.index(name.casefold()) if name.casefold() in small else None, column)


def test_a_merge_has_all_its_bases_and_each_branch_its_own() -> None:
    assert above("lab/end", MERGED) == [["lab/root"], ["lab/left", "lab/right"], ["lab/end"]]


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ({"a/a": None}, [["a/a"]]),
        ({"a/a": "gone/base"}, [["gone/base"], ["a/a"]]),
        ({"a/a": "A/A"}, [["a/a"]]),
        ({"a/a": "b/b", "b/b": "a/a"}, [["b/b"], ["a/a"]]),
    ],
)
def test_a_lineage_ends(named: Mapping[str, str | None], expected: list[list[str]]) -> None:
    assert above("a/a", named) == expected


@given(st.dictionaries(st.sampled_from("abcdefghijkl"), st.sampled_from("abcdefghijkl") | st.none(), min_size=1))
def test_however_bases_go_in_circles_each_model_stands_once(named: dict[str, str | None]) -> None:
    start = next(iter(named))
    drawn = [one for generation in above(start, named) for one in generation]
    assert drawn[-1] == start
    assert len(drawn) == len(set(drawn))
    assert len(above(start, named)) <= MOST_ABOVE


def test_children_name_the_model_whole_and_in_any_case() -> None:
    ids, column = made(MERGED)
    assert [ids[row] for row in children_of("lab/end", column)] == ["other/child"]
    assert children_of("nobody/nothing", column) == []
    assert bases_of(column, 0) == ["lab/left", "lab/right"]
    assert bases_of(column, 2) == bases_of(column, None) == []


def test_each_box_has_its_licence_and_what_it_comes_from() -> None:
    left, right = Node("lab/left", "mit", "/model?id=lab/left", bases=("lab/root",)), Node("lab/right", None, None)
    end = Node("lab/end", "apache-2.0", None, here=True, bases=("lab/left", "lab/right"))
    drawn = drawing(Family(((left, right), (end,)), "merged from it", (Node("x/y", "mit", None),), 3), phrases())
    assert drawn.startswith('<ol class="lineage"')
    assert '<a href="/model?id=lab/left" target="_self">lab/left</a><span class="licence">licence: mit' in drawn
    assert "licence not known" in drawn
    assert "from lab/left, lab/right" in drawn
    assert "merged from it" in drawn
    assert "and 3 more" in drawn


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_foreign_names_stay_text(attack: str) -> None:
    drawn = drawing(Family(((Node(attack, attack, None, bases=(attack,)),) * 2,), None), phrases())
    assert "<script" not in drawn
    assert "<img" not in drawn
    assert drawn.count("<a ") == 0
