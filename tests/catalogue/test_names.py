"""Every name that Europe asks about opens: one entry, or all entries that the name joins, each with a sourced status."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.catalogue import Catalogue, load_catalogue
from openness.catalogue.names import is_hub_id, names_in
from openness.errors import OpennessError
from openness.index import Index, open_index
from openness.ranking.lookup import Match, SeveralError
from openness.record.evidence import Outcome
from openness.ui.entry_search import matches
from openness.views.catalogue import several_text

EUROPE = (
    "Apertus", "TildeOpen", "EuroLLM", "Salamandra and ALIA", "Salamandra", "ALIA", "Teuken/OpenGPT-X", "Lucie",
    "Minerva", "Viking", "Poro", "Poro 2", "Poro and Poro 2", "Bielik", "PLLuM", "GPT-SW3", "NorMistral/NorLLM",
    "NorMistral", "NorLLM", "GPT-NL", "SOOFI", "EUROPA", "EUROPA consortium (Domyn)", "Domyn", "OpenEuroLLM", "Mistral",
    "Mistral Large", "Mistral Medium", "Mistral Small", "Magistral", "Devstral", "FLUX", "FLUX.2 [klein]",
    "FLUX.2 [klein] 4B", "FLUX.2 [klein] 9B", "Pharia", "Luminous", "Pharia and Luminous", "Aleph Alpha",
    "Project Tapestry", "Helsing", "SmolLM", "Kyutai", "Fietje/GEITje", "Velvet", "Meltemi/Krikri", "BgGPT", "GaMS",
    "NB-Whisper", "Occiglot", "Stability",
)  # fmt: skip
BESIDE_THEM = (
    "OLMo", "Pythia", "Amber", "K2", "BLOOM", "StarCoder2", "Llama", "Gemma", "Qwen", "DeepSeek", "Kimi", "GLM",
    "gpt-oss", "Granite", "Nemotron", "Phi", "Falcon", "Whisper",
)  # fmt: skip
JOINED = {
    "Salamandra and ALIA": {"Salamandra", "alia"},
    "Teuken/OpenGPT-X": {"Teuken"},
    "NorMistral/NorLLM": {"normistral", "norllm"},
    "Pharia and Luminous": {"pharia", "luminous"},
    "Fietje/GEITje": {"Fietje", "Geitje"},
    "Meltemi/Krikri": {"meltemi", "krikri"},
    "FLUX.2 [klein]": {"flux-2-klein-4b", "flux-2-klein-9b"},
    "Kyutai": {"kyutai-moshi", "kyutai-helium"},
    "EUROPA consortium (Domyn)": {"europa"},
}


@pytest.fixture(scope="module")
def index() -> Index:
    return open_index("embedded")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def _meant(index: Index, name: str) -> tuple[Match, ...]:
    try:
        return (index.find(name),)
    except SeveralError as several:
        return several.matches


@pytest.mark.parametrize("name", EUROPE + BESIDE_THEM)
def test_a_name_opens_and_something_sourced_or_a_day_is_said(index: Index, catalogue: Catalogue, name: str) -> None:
    found = _meant(index, name)
    assert found
    assert all(match.entries.kind == "systems" for match in found)
    for match in found:
        told = match.entries.evidence(match.row)["release.status"]
        assert told.date
        assert told.sources if told.outcome is Outcome.ANSWERED else told.note
    assert all(match.id in several_text(found) for match in found)
    assert catalogue.named(name)
    assert matches(index.entries("systems"), name)


@pytest.mark.parametrize(("name", "ids"), JOINED.items())
def test_names_that_are_joined_tell_every_entry(index: Index, catalogue: Catalogue, name: str, ids: set[str]) -> None:
    assert {match.id for match in _meant(index, name)} == ids
    assert {system.id for system in catalogue.named(name)} >= ids


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one/two", ("one", "two")),
        ("One and Two", ("One", "Two")),
        ("the One (Two), Three & four", ("One", "Two", "Three", "four")),
        ("Eins und Zwei", ("Eins", "Zwei")),
        ("Sandy", ()),  # no word is cut
        ("twice / twice", ()),
        ("", ()),
        ("/", ()),
    ],
)
def test_names_are_parted_where_people_join_them(text: str, parts: tuple[str, ...]) -> None:
    assert names_in(text) == parts


def test_a_hub_id_is_no_pair_of_names() -> None:
    assert is_hub_id("org/name")
    assert not is_hub_id("one / two")
    assert not is_hub_id("a/b/c")


def test_an_unknown_hub_id_means_no_system_that_is_called_alike(catalogue: Catalogue) -> None:
    assert catalogue.named("somebody-else/Lucie") == ()


@given(st.text(max_size=300))
def test_any_text_is_parted_within_bounds(text: str) -> None:
    parts = names_in(text)
    assert len(parts) <= 6
    assert all(part and part in text for part in parts)


NO_NAMES = {" compute)", "Velvet (licence", "LightOn generative"}
"""A cell of the list that a comma cut in two, and what a maker might have, not a system's name."""


def test_every_system_of_the_recorded_facts_is_an_entry(index: Index, shared: Path) -> None:
    with (shared / "europe" / "facts.csv").open(encoding="utf-8", newline="") as file:
        names = dict.fromkeys(row["system"] for row in csv.DictReader(file))
    assert len(names) > 80
    missing = [name for name in names if name not in NO_NAMES and not _systems(index, name)]
    assert missing == []


def _systems(index: Index, name: str) -> bool:
    try:
        return any(match.entries.kind == "systems" for match in _meant(index, name))
    except OpennessError:
        return False


def test_every_entry_states_a_status_or_rests_on_an_index_that_rated_what_it_links(catalogue: Catalogue) -> None:
    for system in catalogue.systems:
        assert system.facts.status is not None or system.assessments
        assert system.models or system.assessments or system.facts.status is not None


def test_closed_systems_that_buyers_compare_with_say_so_with_a_page(index: Index) -> None:
    entries = index.entries("systems")
    closed = [row for row, status in enumerate(entries.details["status"]) if status == "service"]
    assert len(closed) > 12
    for row in closed:
        told = entries.evidence(row)
        assert told["weights.published"].value == "none"
        assert told["release.status"].sources
