"""Every recording goes through record, signals, columns and every rubric without a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from openness.files.shipped import resource_folder
from openness.ranking.models import record_entries
from openness.ranking.order import rank
from openness.record.record import Record, Rejected
from openness.rubric import load_rubric
from openness.signals import SIGNALS, extract_or_set_aside
from openness.views.explanation import as_text, explain
from tools import answers

RUBRICS = sorted(path.stem for path in resource_folder("scoring_rubrics").glob("*.yaml"))
DOMAINS = {name: signal.domain for name, signal in SIGNALS.items()}
ONE_IN = 12


def recorded(shared: Path) -> Iterator[Record]:
    return iter(answers.records(shared / "hub"))


def go_through(records: Iterator[Record]) -> int:
    """Send the records through all stages; return how many they were."""
    found = []
    faults = []
    for record in records:
        evidence = extract_or_set_aside(record)
        if isinstance(evidence, Rejected):
            faults.append(evidence.reason)
        else:
            found.append((record, evidence))
    assert faults == []
    entries = record_entries(found, None, SIGNALS, "recordings")
    for name in RUBRICS:
        rubric = load_rubric(name, DOMAINS).rubric
        frame = rank(entries, rubric)
        assert len(frame) == len(found)
        for row in range(0, len(found), max(1, len(found) // 10)):
            assert as_text(explain(entries, row, rubric))
    return len(found)


@pytest.mark.no_cover
def test_a_sample_of_the_recordings_goes_through(shared: Path) -> None:
    assert go_through(islice(recorded(shared), 0, None, ONE_IN)) > 200


@pytest.mark.no_cover
@pytest.mark.recordings_all
def test_all_recordings_go_through(shared: Path) -> None:
    assert go_through(recorded(shared)) > 2_500
