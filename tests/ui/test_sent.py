"""What a page sends to the browser, counted in bytes: it is bounded however many models a snapshot has."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from benchmarks.many import made
from openness.ui.pager import ROWS_A_PAGE

APP = Path(__file__).resolve().parents[2] / "app.py"
MANY = 50_000
A_PAGE = 250_000
"""Bytes a run may send: ROWS_A_PAGE rows of some 300 bytes, two pictures, and what a person can choose from."""


class Sent(list[int]):
    """Bytes of the messages of each run of a script, the newest last."""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    runs = Sent()
    taken = LocalScriptRunner.forward_msgs

    def counted(runner: LocalScriptRunner) -> list[ForwardMsg]:
        messages = taken(runner)
        runs.append(sum(message.ByteSize() for message in messages))
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
    app.text_input(key="q").set_value("llama").run(timeout=600)
    assert not app.exception
    assert 0 < sent[-1] < A_PAGE
