"""A budget for data sets and bases: those that most models name are asked for, the others said to be not looked at."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.hub import All, Author, Cards, Hub, Selection, Top
from openness.hub.facts import PASSED_OVER
from openness.hub.most_named import most_named
from openness.record.record import Look, ModelBody, Record
from tests.fakehub import FakeHub
from tests.hub.conftest import Sweep

NAMES = st.sampled_from([f"o/{letter}" for letter in "abcdefg"])


@given(st.lists(st.tuples(st.lists(NAMES, max_size=4), st.lists(NAMES, max_size=2)), max_size=12), st.integers(0, 9))
def test_no_name_left_out_is_named_more_often(told: list[tuple[list[str], list[str]]], number: int) -> None:
    bodies = [ModelBody(id=f"m/{place}", card_data={"datasets": sets, "base_model": bases or None})
              for place, (sets, bases) in enumerate(told)]  # fmt: skip
    count = Counter(("dataset", name) for sets, _ in told for name in set(sets))
    count += Counter(("model", name) for _, bases in told for name in set(bases))
    chosen = most_named(bodies, number)
    assert len(chosen) == min(number, len(count))
    assert min((count[name] for name in chosen), default=99) >= max(
        (count[n] for n in count if n not in chosen), default=0
    )
    assert most_named(reversed(bodies), number) == chosen


def test_what_is_no_id_and_other_case_count_for_nothing_and_once() -> None:
    bodies = [ModelBody(id="m/1", card_data={"datasets": ["O/D", "a b c"]}), ModelBody(id="m/2", tags=("dataset:o/d",))]
    assert most_named(bodies, 5) == {("dataset", "o/d")}


@pytest.fixture
def hub_of_names(fake: FakeHub) -> FakeHub:
    """Thirty models: all name data set d0 and base b0, ten d1, and each one of its own of both kinds."""
    for number in range(30):
        fake.add_dataset(f"sets/own{number}")
        fake.add_model(f"bases/own{number}", downloads=1, files={"README.md": "# B", "LICENSE": "l"})
        sets = ["sets/d0", *(["sets/d1"] if number < 10 else []), f"sets/own{number}"]
        card = {"datasets": sets, "base_model": ["bases/b0", f"bases/own{number}"]}
        fake.add_model(f"org/m{number}", downloads=900 - number, files={"README.md": "# A"}, cardData=card)
    fake.add_dataset("sets/d0")
    fake.add_dataset("sets/d1")
    fake.add_model("bases/b0", downloads=0, files={"LICENSE": "l"})
    return fake


def looks(found: list[object]) -> Counter[tuple[str, Look, str | None]]:
    records = [item for item in found if isinstance(item, Record)]
    sets = Counter((part.id, part.look, part.detail) for record in records for part in record.datasets)
    return sets + Counter((part.id, part.look, part.detail) for record in records for part in record.lineage)


@pytest.mark.parametrize("selection", [Top(30), Author("org")])
@pytest.mark.parametrize("named", [0, 1, 3])
def test_so_many_are_asked_for_and_no_more(
    hub_of_names: FakeHub, hub: Hub, sweep: Sweep, selection: Selection, named: int
) -> None:
    cards = Cards(None, named=named)
    first = sweep(hub, selection, cards=cards)
    about = {asked.path for asked in hub_of_names.log if "sets/" in asked.path or "/api/models/bases" in asked.path}
    # As many name b0 as d0: a data set comes before a model.
    assert len(about) == named
    found = looks(list(first))
    assert found["sets/d0", Look.READ, None] == (30 if named > 0 else 0)
    assert found["bases/b0", Look.READ, None] == (30 if named > 1 else 0)
    assert found["sets/d1", Look.READ, None] == (10 if named > 2 else 0)
    read = sum(number for (_, look, _), number in found.items() if look is Look.READ)
    assert sum(number for (_, look, detail), number in found.items() if detail == PASSED_OVER) == 130 - read
    hub_of_names.forget()
    assert sweep(hub, selection, cards=cards) == first
    assert {asked.path for asked in hub_of_names.log} == {"/api/models"}, "what is held is not asked for again"


def test_more_of_them_ask_for_the_rest_alone(hub_of_names: FakeHub, hub: Hub, sweep: Sweep) -> None:
    sweep(hub, Top(30), cards=Cards(None, named=3))
    hub_of_names.forget()
    second = sweep(hub, Top(30), cards=Cards(None))
    assert all(look is Look.READ for _, look, _ in looks(list(second)))
    about = {asked.path for asked in hub_of_names.log if asked.path != "/api/models"}
    assert not {path for path in about if path.endswith(("sets/d0", "sets/d1", "bases/b0"))}
    assert len(about) == 30 + 30 + 30, "data sets, bases and their licence files"


def test_of_those_that_changed_alone_is_counted(hub_of_names: FakeHub, hub: Hub, sweep: Sweep) -> None:
    sweep(hub, All(), cards=Cards(None))
    hub_of_names.edit_model("org/m29", cardData={"datasets": ["sets/own1"]}, files={"README.md": "# C"})
    hub_of_names.forget()
    found = {item.id: item for item in sweep(hub, All(), cards=Cards(changed=True, named=1))}
    record = found["org/m29"]
    assert isinstance(record, Record)
    assert [(fact.id, fact.look) for fact in record.datasets] == [("sets/own1", Look.READ)]
    assert len(hub_of_names.asked("/api/datasets")) == 1
