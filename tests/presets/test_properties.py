"""What holds for every shipped preset, whatever is known of a model."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openness.record.columns import from_rows
from openness.record.evidence import Kind, Value
from openness.rubric import Level, preset_paths
from openness.rubric.condition import Condition, Test, leaves
from openness.rubric.rubric import Rubric
from openness.score import Scores, evaluate
from openness.score.check import rubric_problems
from openness.score.logic import LEVELS
from tests.presets.judge import DOMAINS, preset

PRESETS = sorted(preset_paths())
Row = dict[str, Value]
NARROWER = 1e-9
UNKNOWN = LEVELS.index(Level.UNKNOWN)

pytestmark = pytest.mark.parametrize("name", PRESETS)


def conditions(rubric: Rubric) -> list[Condition]:
    found = [condition for criterion in rubric.criteria for _, condition in criterion.levels]
    found += [criterion.applies_to for criterion in rubric.criteria if criterion.applies_to is not None]
    found += [gate.condition for gate in rubric.gates]
    return found + [
        item.condition for rung in (rubric.ladder.rungs if rubric.ladder else ()) for item in rung.requirements
    ]


def rows(name: str) -> st.SearchStrategy[Row]:
    """Answers to some of the preset's signals: values it names, and others of the signal's domain."""
    rubric = preset(name).rubric
    tests = [leaf for condition in conditions(rubric) for leaf in leaves(condition) if isinstance(leaf, Test)]
    fields: dict[str, st.SearchStrategy[Value]] = {}
    for signal in rubric.signals:
        domain = DOMAINS[signal]
        named = [value for test in tests if test.signal == signal for value in test.values]
        match domain.kind:
            case Kind.FLAG:
                fields[signal] = st.booleans()
            case Kind.CHOICE:
                fields[signal] = st.sampled_from(list(domain.choices))
            case Kind.COUNT | Kind.NUMBER:
                bounds = [int(value) for value in named if isinstance(value, (int, float))] or [1]
                fields[signal] = st.integers(0, max(bounds) + 1)
            case Kind.SET:
                sizes = [value for value in named if isinstance(value, int)]  # of "size_at_least"
                named = [value for value in named if isinstance(value, str)]
                made = [f"made-{number}" for number in range(max([1, *sizes]))]
                members = list(domain.choices) or [*map(str, named), *made]
                fields[signal] = st.sets(st.sampled_from(members)).map(lambda found: tuple(sorted(found)))
            case Kind.NAME:
                fields[signal] = st.sampled_from([*map(str, named), "no name that any rubric names"])
    return st.fixed_dictionaries({}, optional=fields)


def judged(name: str, given_: list[Row]) -> Scores:
    return evaluate(preset(name).rubric, from_rows(given_))


def same(one: Scores, other: Scores, order: list[int]) -> None:
    """Row `order[n]` of `one` came out as row n of `other`, in everything an evaluation says."""
    for first, second in (
        (one.levels, other.levels),
        (one.assessed, other.assessed),
        (one.gates, other.gates),
        *zip(one.requirements, other.requirements, strict=True),
    ):
        np.testing.assert_array_equal(first[:, order], second)
    ranges = zip((one.total, *one.dimensions.values()), (other.total, *other.dimensions.values()), strict=True)
    for left, right in ranges:
        np.testing.assert_array_equal(left.low[order], right.low)
        np.testing.assert_array_equal(left.high[order], right.high)
        np.testing.assert_array_equal(left.coverage[order], right.coverage)
    if one.proven is not None and one.possible is not None and other.proven is not None and other.possible is not None:
        np.testing.assert_array_equal(one.proven[order], other.proven)
        np.testing.assert_array_equal(one.possible[order], other.possible)


def test_it_is_valid_and_its_examples_hold(name: str) -> None:
    loaded = preset(name)
    assert loaded.rubric.id == name
    assert rubric_problems(loaded, DOMAINS) == []
    assert loaded.rubric.examples
    assert loaded.rubric.sources


@settings(max_examples=40)
@given(data=st.data())
def test_a_score_lies_between_0_and_100(name: str, data: st.DataObject) -> None:
    scores = judged(name, data.draw(st.lists(rows(name), min_size=1, max_size=4)))
    for part in (scores.total, *scores.dimensions.values()):
        known = ~np.isnan(part.low)
        assert (known == ~np.isnan(part.high)).all()
        assert (part.low[known] >= 0).all()
        assert (part.low[known] <= part.high[known] + NARROWER).all()
        assert (part.high[known] <= 100 + NARROWER).all()
        assert ((part.coverage >= 0) & (part.coverage <= 1 + NARROWER)).all()
    if scores.proven is not None and scores.possible is not None:
        assert (scores.possible <= scores.proven).all()  # rungs count from the best


@settings(max_examples=60)
@given(data=st.data())
def test_learning_an_answer_never_widens_a_range(name: str, data: st.DataObject) -> None:
    known, more = data.draw(rows(name)), data.draw(rows(name))
    rubric = preset(name).rubric
    scores = judged(name, [known, {**more, **known}])
    # An assessment and what was read may contradict each other: a level then changes, and its range moves.
    levels = scores.levels
    settled = (levels[:, 0] == UNKNOWN) | (levels[:, 0] == levels[:, 1])
    changed = [criterion for criterion, kept in zip(rubric.criteria, settled, strict=True) if not kept]
    assert all({*criterion.raters} & {**more, **known}.keys() for criterion in changed)
    moved = {criterion.dimension for criterion in changed}
    parts = {"": scores.total, **scores.dimensions}
    for dimension, part in parts.items():
        low, high = part.low, part.high
        if np.isnan(low).any():
            assert np.isnan(low[1])  # nothing counts, or nothing applies any more
            continue
        kept = not moved or (dimension and dimension not in moved)
        if kept or rubric.ladder is None:  # a rung hangs on every level, so one that changed may open the way up
            assert high[1] - low[1] <= high[0] - low[0] + NARROWER
        if kept:
            assert low[1] >= low[0] - NARROWER
            assert high[1] <= high[0] + NARROWER
    assert scores.total.coverage[1] >= scores.total.coverage[0] - NARROWER


@settings(max_examples=30)
@given(data=st.data())
def test_the_order_of_rows_changes_nothing(name: str, data: st.DataObject) -> None:
    given_ = data.draw(st.lists(rows(name), min_size=2, max_size=5))
    order = data.draw(st.permutations(range(len(given_))))
    same(judged(name, given_), judged(name, [given_[place] for place in order]), list(order))


@settings(max_examples=30)
@given(data=st.data())
def test_one_row_alone_is_judged_as_it_is_among_others(name: str, data: st.DataObject) -> None:
    given_ = data.draw(st.lists(rows(name), min_size=2, max_size=4))
    together = judged(name, given_)
    for place, row in enumerate(given_):
        same(together, judged(name, [row]), [place])
