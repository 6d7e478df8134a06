"""Licences by today's facts, joined once for all models that say the same, are what each model's own join says."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.index import domains
from openness.record.evidence import Outcome
from openness.signals.licence_join import LICENCE_IDS
from openness.snapshot.licences import StoredLicences
from openness.snapshot.looks import Ground, StoredLooks, looks_of
from openness.snapshot.looks_anew import OUTCOMES, Readings, shape_of
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import embedded_folder


@pytest.fixture
def snapshot(monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    monkeypatch.setattr(StoredLicences, "stale", True)
    return Snapshot(embedded_folder(), domains())


def opened(snapshot: Snapshot) -> StoredLooks:
    looks = looks_of(snapshot, LICENCE_IDS, LICENCE_IDS)
    assert looks is not None
    return looks


def test_what_is_joined_once_is_what_each_model_says(snapshot: Snapshot) -> None:
    looks = opened(snapshot)
    rows = np.arange(0, len(snapshot.names), 3)
    found = looks.of(rows)
    snapshot.load_evidence()
    for number, row in enumerate(rows.tolist()):
        one = snapshot.evidence(snapshot.names[row])
        for place, signal in enumerate(LICENCE_IDS):
            item = one.get(signal)
            outcome = Outcome.NOT_LOOKED if item is None else item.outcome
            assert OUTCOMES[found.outcomes[number, place]] is outcome, (snapshot.names[row], signal)
            ground = int(found.grounds[number, place])
            told = None if ground < 0 else looks.grounds.things[ground]
            assert told == (Ground.of(item) if item is not None and outcome is Outcome.ANSWERED else None)
            if item is not None:
                revision = int(found.revisions[number, place])
                assert (None if revision < 0 else looks.revisions.things[revision]) == item.revision
    assert looks._anew is not None
    assert looks._anew.joined < 0.8 * len(rows), "those that say the same are joined once"


def test_the_order_of_models_changes_nothing(snapshot: Snapshot) -> None:
    rows = np.arange(0, 1_500, 3)
    one, other = opened(snapshot), opened(snapshot)
    forth, back = one.of(rows), other.of(rows[::-1]).take(np.arange(len(rows))[::-1])
    assert np.array_equal(forth.outcomes, back.outcomes)
    grounds = [
        [None if code < 0 else looks.grounds.things[code] for code in found.grounds.ravel()]
        for looks, found in ((one, forth), (other, back))
    ]
    assert grounds[0] == grounds[1]


def test_each_group_of_readings_is_read_once_in_order(snapshot: Snapshot) -> None:
    readings = Readings(snapshot)
    size = len(snapshot.names)
    for start in range(0, size, 500):
        told = readings.of(np.arange(start, min(size, start + 500)))
        assert all(read is None or json.loads(read[1])["model"] for read in told)
    assert readings.read == len(readings._ends)


NAME = st.sampled_from(["a/b", "org/Model-7B", 'quo"te/x', "ünï/cöde", "apache", "b"])


@given(model=NAME, bases=st.lists(NAME, max_size=3), tag=st.sampled_from(["apache-2.0", "mit", "for a/b only"]))
def test_a_shape_bears_no_name_and_tells_the_rest(model: str, bases: list[str], tag: str) -> None:
    told = {"model": model, "tags": [{"value": tag}], **({"bases_named": bases} if bases else {}), "gated": False}
    shape = shape_of(json.dumps(told, ensure_ascii=False, separators=(",", ":")))
    if '"' in model or (any(name == "a/b" for name in (model, *bases)) and tag == "for a/b only"):
        assert shape is None
    elif shape is not None:
        other = {**told, "model": "z/z", **({"bases_named": ["y/y"]} if bases else {})}
        again = shape_of(json.dumps(other, separators=(",", ":")))
        assert again is not None
        assert again.text == shape.text
        assert tag in shape.text


@pytest.mark.parametrize("text", ["", "{}", '{"tags":[]}', '{"model":"a/b","bases":[{"id":"c/d"}]}'])
def test_a_reading_of_bases_themselves_or_of_another_form_is_joined_by_itself(text: str) -> None:
    assert shape_of(text) is None
