"""Which entry a label speaks of: number for number, by its maker, never a copy and never another release."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.catalogue import Catalogue, System
from openness.validation.joining import Makers, Names, SystemNames, key_of, pages_in


def system(name: str, maker: str, *models: str, released: str = "2025-06", **more: object) -> System:
    return System.model_validate(
        {
            "id": name.lower().replace(" ", "-"),
            "name": name,
            "organisation": {"name": maker},
            "modalities": ["text"],
            "models": [
                {"id": one, "role": "sibling" if place else "end", "source": "p"} for place, one in enumerate(models)
            ],
            "sources": {"p": {"url": "https://example.org", "date": "2026"}},
            "facts": {"status": {"value": "released", "source": "p"}},
            "released": released,
            **more,
        }
    )


CATALOGUE = Catalogue(
    (system("Aster 3", "Maker of Asters", "garden/Aster-3-70B-Instruct", "garden/Aster-3-8B-Instruct"),)
)
IDS = (
    "garden/Aster-3.1-8B-Instruct",
    "garden/Aster-3.1-8B",
    "copyist/Aster-3.1-8B-Instruct",
    "other/Briar-2",
    "copyist/Briar-2",
    "tii/Cedar-7b",
)


def named(name: str, maker: str | None) -> list[str]:
    names = Names(IDS, {3: ("former/briar-two",)}, Makers(CATALOGUE))
    return [IDS[row] for row in names.named(name, maker)]


@pytest.mark.parametrize(
    ("name", "maker", "found"),
    [
        ("Aster 3.1-8B", "Maker of Asters", ["garden/Aster-3.1-8B", "garden/Aster-3.1-8B-Instruct"]),  # exact first
        (
            "aster 3.1 (8B) Instruct",
            "Maker of Asters,University of Somewhere",
            ["garden/Aster-3.1-8B-Instruct", "garden/Aster-3.1-8B"],
        ),
        ("Aster 1.3 8B", "Maker of Asters", []),  # numbers in their order
        ("Aster 3.1 80B", "Maker of Asters", []),
        ("Aster 3.1 8B", "Somebody else", []),
        ("Briar-2", "Other Ltd", ["other/Briar-2"]),  # a copy in another account is none
        ("Briar-2", None, []),  # two bear it, and nobody says whose
        ("Cedar-7b", None, ["tii/Cedar-7b"]),
        ("Cedar 7B", "Technology Innovation Institute", ["tii/Cedar-7b"]),
        ("3.1", "Maker of Asters", []),
        ("", None, []),
    ],
)
def test_a_name_and_its_maker(name: str, maker: str | None, found: list[str]) -> None:
    assert named(name, maker) == found


def test_an_old_id_leads_to_the_model_of_today() -> None:
    names = Names(IDS, {3: ("former/briar-two",)}, Makers(None))
    assert names.linked(["nobody/none", "Former/Briar-Two"]) == 3
    assert names.linked([]) is None


def test_every_page_that_a_text_links_is_read() -> None:
    text = "see https://example.org\nhttps://huggingface.co/a/one?ref=x and https://huggingface.co/datasets/a/two"
    assert list(pages_in(text)) == ["a/one"]
    assert list(pages_in(None)) == []


@pytest.mark.parametrize(
    ("date", "found"), [("2025-06-01", [0]), ("2025-12", [0]), ("2024-01", []), ("2026-07-02", []), (None, [0])]
)
def test_a_system_of_the_same_name_at_another_time_is_another_release(date: str | None, found: list[int]) -> None:
    names = SystemNames(CATALOGUE, Makers(CATALOGUE))
    assert names.named("Aster 3", "Maker of Asters", date) == found
    assert names.named("Aster 3 70B", "Maker of Asters", date) == found


def test_a_system_is_known_by_its_end_model_and_its_maker_alone() -> None:
    names = SystemNames(CATALOGUE, Makers(CATALOGUE))
    assert names.linked(["garden/aster-3-70b-instruct"]) == 0
    assert names.linked(["garden/Aster-3-8B-Instruct"]) is None  # another size may have other terms
    assert names.named("Aster 3", None) == []
    assert names.named("Aster 3", "Somebody else") == []


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_name_and_any_maker_are_answered(name: str, maker: str) -> None:
    names = Names(IDS, {}, Makers(CATALOGUE))
    assert set(names.named(name, maker)) <= set(range(len(IDS)))
    key = key_of(name)
    assert key is None or sum(map(len, key[0])) >= 3
