"""How old the facts are is said on every page; a newer snapshot is offered with everything that was chosen."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from openness.record.evidence import Domain
from openness.signals import SIGNALS
from openness.snapshot.manifest import read_manifest
from openness.snapshot.write import About, write_snapshot

DOMAINS: dict[str, Domain] = {signal: item.domain for signal, item in SIGNALS.items()}


@pytest.fixture
def two(made_snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a newer, empty snapshot beside the one made by hand, which is shown."""
    store = tmp_path / "openness" / "snapshots"
    store.mkdir(parents=True)
    shutil.copytree(made_snapshot, store / made_snapshot.name)
    newer = write_snapshot(store, [], DOMAINS, About(created=datetime(2026, 11, 20, tzinfo=UTC)))
    monkeypatch.setattr("openness.files.places.store", lambda _: store)
    monkeypatch.setattr(sys, "argv", ["app.py", "--snapshot", str(store / made_snapshot.name)])
    st.cache_resource.clear()
    st.cache_data.clear()
    return newer


def line() -> None:
    from openness.ui import freshness

    freshness.show()


def opened(function: Callable[[], None], **query: str) -> AppTest:
    test = AppTest.from_function(function)
    for key, value in query.items():
        test.query_params[key] = value
    test.run(timeout=600)
    assert not test.exception, test.exception[0].message
    return test


def html(test: AppTest) -> str:
    return "".join(item.proto.body for item in test.get("html"))


@pytest.mark.usefixtures("_made_app")
def test_the_age_and_what_renews_it_are_said() -> None:
    said = " ".join(item.value for item in opened(line).caption)
    assert "2026-11-01" in said
    assert "openness refresh --catalogue" in said


def test_a_newer_snapshot_is_offered_with_what_was_chosen(two: Path) -> None:
    test = opened(line, purpose="text", rubric="g7")
    assert "A newer snapshot, of 2026-11-20, is there." in html(test)
    assert f'href="?purpose=text&amp;rubric=g7&amp;snapshot={two.name}"' in html(test)


def test_the_newest_snapshot_knows_no_newer(two: Path) -> None:
    test = opened(line, snapshot=two.name)
    assert html(test) == ""
    assert any("2026-11-20" in item.value for item in test.caption)


@pytest.mark.usefixtures("two")
def test_a_snapshot_that_there_is_not_is_named() -> None:
    test = opened(line, snapshot="no <b>such</b>")
    assert "no <b>such</b>" in test.warning[0].value
    assert not test.caption


def model() -> None:
    import streamlit as st

    from openness.ui import model_page

    model_page.show("models", st.Page(lambda: None, title="Ranking", url_path="ranking"))


def test_an_entry_has_a_line_for_each_snapshot(two: Path, made_snapshot: Path) -> None:
    test = opened(model, id="made/open-model")
    table = next(item.value for item in test.markdown if f"`{two.name}`" in item.value)
    rows = {line.split("|")[1].strip(): line for line in table.splitlines()[2:]}
    own = rows[f"`{read_manifest(made_snapshot).id}`"]
    assert rows[f"`{two.name}`"] == f"| `{two.name}` | – | – | – |"
    assert "–" not in own
    assert own.rstrip(" |").endswith("%")


@pytest.mark.usefixtures("_made_app")
def test_with_one_snapshot_it_is_said_how_to_get_more() -> None:
    test = opened(model, id="made/open-model")
    assert any("openness refresh" in item.value for item in test.markdown)


def ranked() -> None:
    from openness.ui import board_choice

    board_choice.say_what_is_shown(board_choice.choose("models"))


def test_every_page_says_what_is_cut_off_of_the_snapshot(two: Path, made_snapshot: Path) -> None:
    whole = " ".join(item.value for item in opened(ranked).error)
    assert "damaged" not in whole
    (two.parent / made_snapshot.name / "evidence.parquet").unlink()
    st.cache_resource.clear()
    said = " ".join(item.value for item in opened(ranked).error)
    assert "evidence.parquet is missing" in said
    assert "openness snapshot verify" in said
