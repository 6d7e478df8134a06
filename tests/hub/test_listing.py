"""Listings: pages, expand, odd rows."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.hub import Hub
from openness.hub.errors import BadRequest, UnusableAnswer
from openness.hub.listing import MOST_BARREN, Expand, read_row
from openness.hub.payload import parse_rows
from openness.record.record import ModelBody, Rejected
from tests.fakehub import FakeHub
from tests.hub.conftest import Clients


def keys(hub: Hub, **how: Any) -> list[str]:
    return [row.key for page in hub.list_models(**how) for row in page.rows]


def test_pages_follow_the_link(fake: FakeHub, hub: Hub) -> None:
    for number in range(25):
        fake.add_model(f"org/m{number:02}")
    fake.add_model("other/m")
    assert keys(hub, author="org", page_size=10) == [f"org/m{number:02}" for number in range(25)]
    assert [asked.values("limit") for asked in fake.log] == [["10"]] * 3
    assert all(asked.values("author") == ["org"] for asked in fake.log)
    assert all(asked.values("sort") == ["createdAt"] for asked in fake.log), "a key that does not move between pages"


def test_a_listing_goes_on_from_a_cursor(fake: FakeHub, hub: Hub) -> None:
    for number in range(9):
        fake.add_model(f"org/m{number}")
    first = next(hub.list_models(author="org", page_size=4))
    assert len(fake.log) == 1, "the next page is not asked for before it is wanted"
    assert keys(hub, author="org", start=first.next_url) == [f"org/m{number}" for number in range(4, 9)]


def test_the_most_downloaded(fake: FakeHub, hub: Hub) -> None:
    for number in range(8):
        fake.add_model(f"org/m{number}", downloads=number)
    assert keys(hub, top=3) == ["org/m7", "org/m6", "org/m5"]
    (asked,) = fake.log
    assert (asked.values("sort"), asked.values("limit")) == (["downloads"], ["3"])


def test_a_thousand_rows_are_one_request(fake: FakeHub, hub: Hub) -> None:
    for number in range(1500):
        fake.add_model(f"org/m{number}")
    assert len(keys(hub, top=1000)) == 1000
    assert len(fake.log) == 1


def test_a_row_that_comes_twice_counts_once(fake: FakeHub, hub: Hub) -> None:
    rows = [{"id": "org/A"}, {"id": "org/a"}, {"id": "org/b"}]
    fake.fault(r"/api/models\?", body=json.dumps(rows).encode())
    assert keys(hub, top=2) == ["org/a", "org/b"]


def test_a_listing_that_leads_back_ends(fake: FakeHub, hub: Hub) -> None:
    link = f'<{fake.endpoint}/api/models?cursor=1>; rel="next"'
    fake.fault(r"/api/models", headers={"Link": link}, body=b'[{"id": "org/m"}]')
    with pytest.raises(UnusableAnswer, match="already read"):
        keys(hub, author="org")
    assert len(fake.log) == 2


@pytest.mark.parametrize("tells", ["index", "value", "accepted", "nothing"])
def test_a_refused_expand_is_left_out(
    fake: FakeHub, hub: Hub, tells: Literal["index", "value", "accepted", "nothing"]
) -> None:
    fake.answers.tells_refused = tells
    fake.answers.in_lists -= {"gguf", "config"}
    fake.add_model("org/m", gated="auto", likes=3)
    (row,) = [row for page in hub.list_models(author="org") for row in page.rows]
    assert isinstance(row.item, ModelBody)
    assert (row.item.gated, row.item.sha is None, row.item.files is None) == ("auto", False, False)
    asked = len(fake.log)
    assert asked <= 4
    assert keys(hub, author="org") == ["org/m"]
    assert len(fake.log) == asked + 1, "what was refused once is not tried again"
    if tells != "nothing":
        assert row.item.likes == 3


def test_an_endpoint_without_any_expand(fake: FakeHub, hub: Hub) -> None:
    fake.answers.in_lists = fake.answers.on_one = fake.answers.on_dataset = frozenset()
    fake.answers.tells_refused = "nothing"
    fake.add_model("org/m", cardData={"license": "mit"})
    fake.add_dataset("org/d", gated="auto")
    assert keys(hub, author="org") == ["org/m"]
    assert fake.log[-1].values("full") == ["true"]
    assert hub.model("org/m").card_data == {"license": "mit"}
    assert hub.dataset("org/d").gated == "auto"


def test_a_400_for_another_reason_is_told(fake: FakeHub, hub: Hub) -> None:
    fake.fault("/api/models/org/m", status=400, body=b'{"error": "bad moon"}')
    with pytest.raises(BadRequest, match="bad moon"):
        hub.model("org/m")
    assert len(fake.log) <= 4


@given(st.lists(st.sampled_from(["sha", "gated", "config", "gguf"]), unique=True), st.text(max_size=40))
def test_leaving_out_always_ends(values: list[str], told: str) -> None:
    expand = Expand(*values)
    for _ in range(len(values) + 1):
        if not expand.without_refused(expand.values, told):
            break
    assert expand.values == ()


ODD_ROWS: list[object] = [None, 3, "x", [], {}, {"id": None}, {"id": ""}, {"id": 5}, {"id": "a/b/c"}, {"id": "x" * 300}]


@pytest.mark.parametrize("row", ODD_ROWS)
def test_an_odd_row_is_set_aside(fake: FakeHub, hub: Hub, row: object) -> None:
    fake.fault(r"/api/models\?", body=json.dumps([{"id": "org/a"}, row, {"id": "org/b"}]).encode())
    rows = [row for page in hub.list_models(author="org") for row in page.rows]
    assert [type(row.item) for row in rows] == [ModelBody, Rejected, ModelBody]
    rejected = rows[1].item
    assert isinstance(rejected, Rejected)
    assert rejected.part == "listing row"
    assert rejected.reason
    assert rejected.url is not None


HOSTILE = [
    b'{"id": "org/x", "likes": ' + b"9" * 5000 + b"}",
    b'{"id": "org/x", "cardData": ' + b'{"a":' * 3000 + b"1" + b"}" * 3000 + b"}",
    b'{"id": "org/x", "tags": ["]},[{\\"", "\\\\"], "cardData": {"n": ' + b"1" * 5000 + b"}}",
]


@pytest.mark.parametrize("row", HOSTILE)
def test_a_row_that_json_chokes_on_costs_only_itself(fake: FakeHub, hub: Hub, row: bytes) -> None:
    fake.fault(r"/api/models\?", body=b'[{"id": "org/a"}, ' + row + b' , {"id": "org/b"}]')
    rows = [row for page in hub.list_models(author="org") for row in page.rows]
    assert [type(row.item) for row in rows] == [ModelBody, Rejected, ModelBody]


@pytest.mark.parametrize("body", [b"{}", b"null", b"3", b'"x"', b"[", b"[1,", b"<html>", b"", b"[]]", b'["', b"[}"])
def test_a_page_of_the_wrong_shape_is_told(fake: FakeHub, hub: Hub, body: bytes) -> None:
    fake.fault(r"/api/models\?", body=body)
    with pytest.raises(UnusableAnswer):
        keys(hub, author="org")


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(st.lists(JSON, max_size=5))
def test_cutting_a_page_into_rows_agrees_with_parsing_it(rows: list[Any]) -> None:
    """A row of ten thousand digits forces the cut; the others must come out as parsing brings them."""
    plain = [json.dumps(row) for row in rows]
    whole = parse_rows(f"[{','.join(plain)}]".encode(), subject="x", url="u")
    cut = parse_rows(f"[{','.join([*plain, '9' * 10_000])}]".encode(), subject="x", url="u")
    assert cut == [*whole, None]


@given(st.dictionaries(st.sampled_from(["id", "modelId", "sha", "tags", "siblings", "cardData", "gated"]), JSON))
def test_any_row_is_either_usable_or_set_aside(row: dict[str, Any]) -> None:
    item = read_row(row, "u").item
    if isinstance(item, ModelBody):
        assert ModelBody.model_validate_json(item.model_dump_json()) == item
    else:
        assert item.reason


def test_tokens_and_paging_do_not_mix(fake: FakeHub, clients: Clients) -> None:
    fake.answers.tokens = {"t"}
    fake.add_model("org/open")
    fake.add_model("org/hidden", private=True)
    assert keys(clients(), author="org") == ["org/open"]
    assert keys(clients("t"), author="org") == ["org/open", "org/hidden"]


def endless(fake: FakeHub, rows: list[object], first: list[object]) -> None:
    """Serve a listing whose every page leads to another one: `first` once, then `rows` for ever."""
    for number in range(200):
        link = {"Link": f'<{fake.endpoint}/api/models?cursor={number + 1}>; rel="next"'}
        body = json.dumps(rows if number else first).encode()
        fake.fault(rf"cursor={number}$" if number else r"/api/models\?(?!cursor)", headers=link, body=body)


@pytest.mark.parametrize(
    "rows",
    [[], [{"id": "org/m"}], [{"id": "../.."}, 7, None], [{"no": "id"}], [{"id": "org/m", "likes": 3}, {"id": ""}]],
    ids=["empty", "repeating", "bad", "without ids", "mixed"],
)
def test_a_listing_ends_when_it_brings_nothing(fake: FakeHub, hub: Hub, rows: list[object]) -> None:
    endless(fake, rows, [{"id": "org/m"}])
    had: list[str] = []
    pages = hub.list_models(author="org")
    with pytest.raises(UnusableAnswer, match="without a new model"):
        had.extend(row.key for page in pages for row in page.rows if isinstance(row.item, ModelBody))
    assert had == ["org/m"], "what came before is had"
    assert len(fake.log) == MOST_BARREN + 1


def test_a_listing_that_brings_something_goes_on(fake: FakeHub, hub: Hub) -> None:
    pages = 3 * MOST_BARREN
    for number in range(pages):
        link = {"Link": f'<{fake.endpoint}/api/models?cursor={number + 1}>; rel="next"'} if number + 1 < pages else {}
        rows: list[object] = [{"id": f"org/m{number}"}] if number % (MOST_BARREN - 1) == 0 else [{"id": "../bad"}]
        fake.fault(
            rf"cursor={number}$" if number else r"/api/models\?(?!cursor)", headers=link, body=json.dumps(rows).encode()
        )
    assert len([key for key in keys(hub, author="org") if key.startswith("org/m")]) == 4
