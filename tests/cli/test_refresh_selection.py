"""What a refresh is told to be about: listings alone by default, cards where they are asked for, a plan before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.fakehub import FakeHub


@pytest.fixture
def hub() -> FakeHub:
    hub = FakeHub()
    for number in range(5):
        hub.add_model(f"org/m{number}", downloads=10 - number, files={"README.md": "# A", "model.safetensors": ""})
    return hub


@pytest.mark.parametrize(
    ("told", "cards", "planned"),
    [
        (["--all"], 0, "the listing alone"),
        (["--top", "3"], 0, "about 1 minute"),
        (["--top", "3", "--cards", "top:2"], 2, "the first 2 models"),
        (["--author", "org", "--cards", "all"], 5, "each of all of them"),
        (["--all", "--cards", "changed"], 5, "those that are new or have changed"),
    ],
)
def test_listings_are_read_alone_unless_cards_are_asked_for(
    run: Run, hub: FakeHub, tmp_path: Path, told: list[str], cards: int, planned: str
) -> None:
    with hub:
        found = run("refresh", *told, "--alone", "--out", tmp_path / "store", "--endpoint", hub.endpoint)
        assert found.code == 0, found.err
        assert planned in found.err
        assert len(hub.cards_asked()) == cards


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (["--all", "--top", "3"], "exactly one of"),
        (["--all", "--cards", "some"], "none of top:N"),
        (["--top", "3", "--cards", "top:x"], "none of top:N"),
        (["--models", "a/b", "--cards", "all"], "of named models all is read"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(run: Run, told: list[str], sentence: str) -> None:
    found = run("refresh", *told)
    assert found.code == 2
    assert sentence in " ".join(found.err.split())
