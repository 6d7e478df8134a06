"""The benchmark of starting: a command that fails is no figure."""

from __future__ import annotations

import pytest

from benchmarks.startup import allowed, seconds


def test_a_command_that_did_its_work_is_timed() -> None:
    processor, clock = seconds("-c", "pass")
    assert processor >= 0
    assert clock >= 0


@pytest.mark.parametrize("code", ["raise SystemExit(3)", "raise SystemExit(1)", "1 / 0", "import nothing_of_that_name"])
def test_a_command_that_failed_ends_the_benchmark_in_its_own_words(code: str) -> None:
    with pytest.raises(SystemExit, match="left with exit code"):
        seconds("-c", code)


@pytest.mark.parametrize(
    ("command", "codes"),
    [
        (("-m", "openness", "check", "Apertus"), {0, 3}),
        (("-m", "openness", "rank"), {0}),
        (("-c", "import pandas"), {0}),
    ],
)
def test_only_a_check_may_end_with_a_gate_missed(command: tuple[str, ...], codes: set[int]) -> None:
    assert allowed(command) == codes
