"""What a page sends to the browser, counted in bytes: it is bounded however many models a snapshot has."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from benchmarks.many import made
from openness.ui import filters, picked, ranking_page, table
from openness.ui.pager import ROWS_A_PAGE

APP = Path(__file__).resolve().parents[2] / "app.py"
MANY = 50_000
A_PAGE = 250_000
"""Bytes a run may send: ROWS_A_PAGE rows of some 300 bytes, two pictures, and what a person can choose from."""


MESSAGES = 65
"""Messages of a run: each is one element for the browser to make, or one turn of a spinner."""


class Sent(list[int]):
    """Bytes of the messages of each run of a script, the newest last; `messages` are their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[int] = []


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    runs = Sent()
    taken = LocalScriptRunner.forward_msgs

    def counted(runner: LocalScriptRunner) -> list[ForwardMsg]:
        messages = taken(runner)
        runs.append(sum(message.ByteSize() for message in messages))
        runs.messages.append(len(messages))
        return messages

    monkeypatch.setattr(LocalScriptRunner, "forward_msgs", counted)
    return runs


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("many"), MANY)


@pytest.fixture(params=["embedded", "many"])
def _shown(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    folder = request.getfixturevalue("many") if request.param == "many" else "embedded"
    monkeypatch.setattr(sys, "argv", ["app.py", "--snapshot", str(folder)])
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.mark.usefixtures("_shown")
@pytest.mark.parametrize("listed", ["systems", "models"])
def test_first_page_and_filter_send_no_more_than_a_page_of_rows(sent: Sent, listed: str) -> None:
    app = AppTest.from_file(str(APP))
    app.query_params["list"] = listed
    app.run(timeout=600)
    assert not app.exception
    assert len(app.dataframe[0].value) <= ROWS_A_PAGE
    assert 10_000 < sent[-1] < A_PAGE
    assert sent.messages[-1] <= MESSAGES
    app.text_input(key="q").set_value("llama").run(timeout=600)
    assert not app.exception
    assert 0 < sent[-1] < A_PAGE


class Counts(dict[str, int]):
    """How often what makes a page's parts was called since the last `clear`."""

    def of(self, monkeypatch: pytest.MonkeyPatch, where: object, name: str) -> None:
        made: Callable[..., Any] = getattr(where, name)

        def counted(*given: Any, **named: Any) -> Any:
            self[name] = self.get(name, 0) + 1
            return made(*given, **named)

        monkeypatch.setattr(where, name, counted)


@pytest.fixture
def counts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counts]:
    found = Counts()
    found.of(monkeypatch, import_module("openness.score.evaluate"), "_evaluated")
    found.of(monkeypatch, table, "prepared")
    found.of(monkeypatch, ranking_page, "counted")
    found.of(monkeypatch, picked, "counted_cells")
    found.of(monkeypatch, picked, "counted_pieces")
    found.of(monkeypatch, ranking_page, "held_together")
    found.of(monkeypatch, filters, "holding")
    yield found
    for kept in (
        ranking_page._options, picked._cells, picked._pieces, ranking_page._moves, table._kept, filters.called
    ):  # fmt: skip
        kept.cache_clear()


@pytest.mark.usefixtures("_made_app")
def test_a_change_makes_anew_what_it_changes_and_nothing_else(counts: Counts) -> None:
    app = AppTest.from_file(str(APP))
    app.query_params["list"] = "models"
    app.run(timeout=600)
    assert not app.exception
    assert not app.slider, "nobody has opened what they stand in"
    assert counts["counted_cells"] == counts["counted_pieces"] == 1

    counts.clear()
    app.run(timeout=600)
    assert counts == {}, "nothing was changed"

    app.text_input(key="q").set_value("model").run(timeout=600)
    assert counts.pop("holding") <= 4, "ids and names, in this list and in the other"
    assert counts == {"prepared": 1, "_evaluated": 1}, "the page of the table, and the other list once"

    counts.clear()
    app.query_params["min_coverage"] = "5"
    app.run(timeout=600)
    assert counts.keys() <= {"prepared"}, "the same word is not looked for again"

    counts.clear()
    app.query_params["w_weights"] = "2"
    app.run(timeout=600)
    assert not app.exception
    assert counts.pop("counted", 0) <= 4
    assert counts == {
        "_evaluated": 1,
        "prepared": 1,
        "counted_cells": 1,
        "held_together": 1,
    }, "judged once by the new weights; levels stay as they are"
