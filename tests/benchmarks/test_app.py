"""The benchmark of the app: what it cannot measure is said before anything is started."""

from __future__ import annotations

import argparse
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.app import counted, main


@pytest.mark.parametrize(
    "line",
    [
        ["--sessions", "0"],
        ["--sessions", "-3"],
        ["--rounds", "0"],
        ["--rounds", "two"],
        ["--rows", "0"],
        ["--rows", "5", "1e6"],
        ["--snapshot", "no-such-snapshot"],
    ],
)
def test_what_cannot_be_measured_is_a_slip_of_use(
    line: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(SystemExit) as ended:
        main(line)
    assert ended.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert line[-1] in told.err
    assert "Traceback" not in told.err


def test_without_a_browser_nothing_is_started(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "chromium is not installed" in capsys.readouterr().err


@given(st.integers(min_value=1, max_value=10**9))
def test_whole_numbers_from_one_are_counts(number: int) -> None:
    assert counted(str(number)) == number


@given(st.text().filter(lambda text: not text.isdecimal()) | st.just("0") | st.just("²") | st.just("٣"))
def test_nothing_else_is_a_count(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="no whole number from 1"):
        counted(text)
