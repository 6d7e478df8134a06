"""The same names mean the same bytes: whatever changes a row is named in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from openness.catalogue import load_catalogue
from openness.errors import RubricError
from openness.ranking.columns import PROVENANCE
from openness.ranking.entries import Entries
from openness.ranking.provenance import provenance
from openness.ranking.systems import system_entries
from openness.rubric import load_rubric, preset_paths
from openness.rubric.rubric import Rubric
from openness.signals import SIGNALS
from openness.snapshot.store import EMBEDDED, open_snapshot
from openness.views.export import export_long, export_wide
from openness.views.forms import render
from tests.presets.judge import DOMAINS
from tests.presets.test_silence import VARIANTS


@pytest.fixture(scope="module")
def systems() -> Mapping[bool, Entries]:
    """The catalogue's systems with and without people's levels."""
    snapshot = open_snapshot(EMBEDDED, Path("/nowhere"), DOMAINS)
    catalogue = load_catalogue(signals=SIGNALS)
    return {given: system_entries(snapshot, catalogue, SIGNALS, assessments=given) for given in (True, False)}


def edited(name: str, folder: Path) -> Rubric:
    """A preset in a file of one's own that still bears its id and version, one weight another."""
    loaded = load_rubric(name, DOMAINS)
    first = loaded.rubric.criteria[0]
    made = f"id: {name}\nversion: {loaded.rubric.version}\ntitle: T\nextends: {name}\ncriteria:\n"
    path = folder / f"{name}.yaml"
    path.write_text(f"{made}  - id: {first.id}\n    points: {first.points + 1}\n", encoding="utf-8")
    return load_rubric(str(path), DOMAINS).rubric


def rubrics(folder: Path) -> Iterator[Rubric]:
    yield from VARIANTS
    for name in preset_paths():
        yield edited(name, folder)


def test_rows_that_name_the_same_are_the_same(systems: Mapping[bool, Entries], tmp_path: Path) -> None:
    seen: dict[tuple[object, ...], str] = {}
    for rubric in rubrics(tmp_path):
        for entries in systems.values():
            key = tuple(provenance(entries, rubric).values())
            assert key not in seen, f"{rubric.reference} {rubric.switches}: two results under one name"
            seen[key] = render(export_wide(entries, rubric), "csv")
            assert seen[key] == render(export_wide(entries, rubric), "csv")


def test_every_row_of_every_form_names_it_all(systems: Mapping[bool, Entries]) -> None:
    rubric = VARIANTS[0]
    for frame in (export_wide(systems[True], rubric), *export_long(systems[True], rubric, [0, 5])):
        told = frame[[column.name for column in PROVENANCE]].drop_duplicates()
        assert told.to_dict("records") == [provenance(systems[True], rubric)]
        assert list(frame.columns)[-1 - ("_row" in frame)] == "tool_version"


@pytest.mark.parametrize("name", sorted(preset_paths()))
def test_an_edited_preset_says_so(name: str, tmp_path: Path) -> None:
    released, own = load_rubric(name, DOMAINS).rubric, edited(name, tmp_path)
    assert own.named == f"{name}@{released.version}+edited ({own.rules})"
    assert own.reference == own.named
    assert own.digest != released.digest


def test_a_copy_of_a_preset_is_the_preset(tmp_path: Path) -> None:
    path = tmp_path / "copy.yaml"
    path.write_bytes(preset_paths()["default"].read_bytes())
    assert load_rubric(str(path), DOMAINS).rubric == load_rubric("default", DOMAINS).rubric


def test_a_new_assessment_is_another_catalogue() -> None:
    catalogue = load_catalogue(signals=SIGNALS)
    assert replace(catalogue, systems=catalogue.systems[1:]).digest != catalogue.digest
    assert load_catalogue(signals=SIGNALS).digest == catalogue.digest


def test_words_for_people_are_no_rules(tmp_path: Path) -> None:
    text = preset_paths()["default"].read_text(encoding="utf-8")
    path = tmp_path / "words.yaml"
    path.write_text(text.replace("why: ", "why: In short, ", 1), encoding="utf-8")
    own, released = load_rubric(str(path), DOMAINS).rubric, load_rubric("default", DOMAINS).rubric
    assert own.rules == released.rules
    assert own.named == released.named
    assert own.digest != released.digest


def test_a_file_with_mistakes_has_no_name(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text("id: default\n", encoding="utf-8")
    with pytest.raises(RubricError):
        load_rubric(str(path), DOMAINS)
