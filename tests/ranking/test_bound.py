"""A base that an entry alone names takes back what was read of a model as if it had none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from openness.catalogue import Catalogue, System
from openness.ranking.bound import with_bound
from openness.ranking.entries import Entries
from openness.ranking.models import model_entries
from openness.ranking.systems import system_entries
from openness.record.evidence import Evidence, Outcome, Value
from openness.signals import SIGNALS
from tests.ranking.test_systems import END, answers, snapshot, system

OTHERS = {"id": "others/first-7b", "role": "base"}
ALLOWED: Mapping[str, Value] = {
    "licence.weights": "mit",
    "licence.commercial": "allowed",
    "licence.osi": True,
    "licence.eu_usable": "yes_all",
}


def both(tmp_path: Path, *made: System, models: Mapping[str, Mapping[str, Value]]) -> tuple[Entries, Entries]:
    """Return systems and models of one snapshot."""
    seen = snapshot(tmp_path, models)
    return system_entries(seen, Catalogue(made), SIGNALS), model_entries(seen, Catalogue(made), SIGNALS)


@pytest.mark.parametrize("signal", ["licence.commercial", "licence.osi", "licence.eu_usable"])
def test_terms_of_a_base_that_nobody_told_leave_a_permission_unknown(tmp_path: Path, signal: str) -> None:
    for entries in both(tmp_path, system([END, OTHERS]), models={END["id"]: ALLOWED}):
        assert answers(entries, signal) == [None]
        found = entries.evidence(0)[signal]
        assert found.outcome is Outcome.SILENT
        assert "others/first-7b" in str(found.note)
        assert "mit was read of the model" in str(found.note)


def test_a_stricter_base_decides_and_the_licence_that_was_read_is_still_shown(tmp_path: Path) -> None:
    models: Any = {END["id"]: ALLOWED, OTHERS["id"]: {"licence.weights": "cc-by-nc-4.0"}}
    found, _ = both(tmp_path, system([END, OTHERS]), models=models)
    assert answers(found, "licence.commercial") == ["forbidden"]
    assert answers(found, "licence.osi") == [False]
    assert found.details["licence"][0] == "mit"


def test_an_equally_free_base_takes_nothing(tmp_path: Path) -> None:
    models: Any = {END["id"]: ALLOWED, OTHERS["id"]: {"licence.weights": "apache-2.0"}}
    found, _ = both(tmp_path, system([END, OTHERS]), models=models)
    assert answers(found, "licence.commercial") == ["allowed"]
    assert "licence.commercial" not in found.bound.get(0, ())


def test_what_was_read_to_be_stricter_stays(tmp_path: Path) -> None:
    models = {END["id"]: {**ALLOWED, "licence.commercial": "forbidden"}}
    for entries in both(tmp_path, system([END, OTHERS]), models=models):
        assert answers(entries, "licence.commercial") == ["forbidden"]


def test_a_model_that_names_its_base_was_read_with_it(tmp_path: Path) -> None:
    models = {END["id"]: {**ALLOWED, "lineage.base": "others/first-7b"}}
    for entries in both(tmp_path, system([END, OTHERS]), models=models):
        assert answers(entries, "licence.commercial") == ["allowed"]


def test_an_own_base_takes_nothing(tmp_path: Path) -> None:
    made = system([END, {"id": "nobody/made-70b", "role": "base"}])
    for entries in both(tmp_path, made, models={END["id"]: ALLOWED}):
        assert answers(entries, "licence.commercial") == ["allowed"]


@pytest.mark.parametrize(
    ("told", "expected"), [("CC-BY-NC-4.0", "forbidden"), ("MIT License", "allowed"), (None, None)]
)
def test_a_base_named_without_an_id_counts_too(tmp_path: Path, told: str | None, expected: str | None) -> None:
    stranger = System.model_validate(
        {
            "id": "great", "name": "Great Thing", "organisation": {"name": "Another"}, "modalities": ["text"],
            "sources": {"card": {"url": "https://example.org/card", "date": "2026-02"}}, "models": [],
            "facts": {"licence": {"value": told, "source": "card"}} if told else {},
        }
    )  # fmt: skip
    made = system([END], base_model_name="Great Thing 13B")
    for entries in both(tmp_path, stranger, made, models={END["id"]: ALLOWED}):
        row = entries.place("made") if entries.place("made") is not None else 0
        assert answers(entries, "licence.commercial")[row or 0] == expected


@pytest.mark.parametrize("name", ["Made 70B", "unknown", None])
def test_an_own_name_and_none_are_no_base_of_others(tmp_path: Path, name: str | None) -> None:
    made = system([END], base_model_name=name)
    for entries in both(tmp_path, made, models={END["id"]: ALLOWED}):
        assert answers(entries, "licence.commercial") == ["allowed"]


def test_without_assessments_nothing_an_entry_says_takes_part(tmp_path: Path) -> None:
    seen = snapshot(tmp_path, {END["id"]: ALLOWED})
    entries = system_entries(seen, Catalogue((system([END, OTHERS]),)), SIGNALS, assessments=False)
    assert answers(entries, "licence.commercial") == ["allowed"]


def test_rows_taken_out_keep_what_binds_them(tmp_path: Path) -> None:
    models: Any = {"zeta/other": ALLOWED, END["id"]: ALLOWED}
    _, found = both(tmp_path, system([END, OTHERS]), models=models)
    row = found.place(END["id"])
    assert row is not None
    assert answers(found.only([row]), "licence.commercial") == [None]
    assert answers(found.only([1 - row]), "licence.commercial") == ["allowed"]


def test_what_binds_is_added_to_what_is_stated() -> None:
    one = Evidence(signal="a", outcome=Outcome.SILENT)
    two = Evidence(signal="b", outcome=Outcome.SILENT)
    assert with_bound({0: {"a": one}}, {0: {"b": two}, 3: {"b": two}}) == {0: {"a": one, "b": two}, 3: {"b": two}}


def test_a_name_means_the_models_of_that_name_where_one_licence_is_known_of_them(tmp_path: Path) -> None:
    named = system([END], base_model_name="First 7B")
    known = system([{"id": "others/elsewhere", "role": "end"}]).model_copy(update={"id": "known", "name": "Elsewhere"})
    free: Any = {END["id"]: ALLOWED, "others/First-7b": {"licence.weights": "apache-2.0"}}
    strange: Any = {END["id"]: ALLOWED, "hobby/First-7b": {"licence.weights": "apache-2.0"}}
    for place, models, expected in (("a", free, "allowed"), ("b", strange, None)):
        found, _ = both(tmp_path / place, named, known, models=models)
        assert answers(found, "licence.commercial")[found.place("made") or 0] == expected


@pytest.mark.parametrize(("name", "expected"), [("Great v1.5 7B", None), ("Great 7B", "allowed")])
def test_another_version_of_a_family_tells_no_terms(tmp_path: Path, name: str, expected: str | None) -> None:
    family = system([{"id": "others/great-2", "role": "end"}], licence="MIT License", organisation={"name": "Another"})
    family = family.model_copy(update={"id": "great", "name": "Great", "end_model_name": None})
    found, _ = both(tmp_path, family, system([END], base_model_name=name), models={END["id"]: ALLOWED})
    assert answers(found, "licence.commercial")[found.place("made") or 0] == expected


HINTED = {"id": "nobody/made-llama-3-8b", "role": "end"}
UNREAD: Mapping[str, Value] = {"licence.weights": "mit", "licence.unread": ("base_by_name",)}
SOURCES: Mapping[str, Any] = {"card": {"url": "https://example.org/card", "date": "2026-02"}}


@pytest.mark.parametrize(
    ("upstream", "expected"),
    [
        (None, None),
        ({"scratch": True}, "allowed"),
        ({"models": ["others/first-7b"]}, "allowed"),
        ({"models": ["others/second-7b"]}, "forbidden"),
        ({"models": ["others/third-7b"]}, None),
    ],
)
def test_what_an_entry_says_of_the_base_answers_a_hint_of_the_name(
    tmp_path: Path, upstream: Mapping[str, Any] | None, expected: str | None
) -> None:
    facts: dict[str, Any] = {"licence": {"value": "mit", "source": "card"}}
    if upstream is not None:
        facts["upstream"] = {**upstream, "source": "card"}
    models: Any = {
        HINTED["id"]: UNREAD,
        "others/first-7b": {"licence.weights": "apache-2.0"},
        "others/second-7b": {"licence.weights": "cc-by-nc-4.0"},
    }
    made = system([HINTED], sources=dict(SOURCES), facts=facts)
    for entries in both(tmp_path, made, models=models):
        row = entries.place("made") if entries.place("made") is not None else entries.place(HINTED["id"])
        assert answers(entries, "licence.commercial")[row or 0] == expected


@pytest.mark.parametrize(("licence", "expected"), [("mit", None), ("llama3", "bounded")])
def test_an_entry_that_names_no_base_leaves_the_hint_open_unless_under_the_familys_terms(
    tmp_path: Path, licence: str, expected: str | None
) -> None:
    facts = {"licence": {"value": licence, "source": "card"}}
    made = system([HINTED], sources=dict(SOURCES), facts=facts)
    found = system_entries(snapshot(tmp_path, {}), Catalogue((made,)), SIGNALS)
    assert answers(found, "licence.commercial") == [expected]
    assert expected is not None or "llama" in str(found.evidence(0)["licence.commercial"].note)
