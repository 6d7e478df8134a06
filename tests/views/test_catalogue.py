"""A catalogue entry in words: each fact with its source and date, silence as silence."""

from __future__ import annotations

from typing import Any

import pytest

from openness.catalogue import Catalogue, System
from openness.catalogue.assessment import Assessment
from openness.catalogue.fact import Facts
from openness.views.catalogue import LABELS, entry_text, fact_words, facts_text
from tests.views.made import HOSTILE, moves_cursor

PAGE = {"url": "https://example.org/page", "date": "2026-02"}


def made(facts: dict[str, Any] | None = None, **more: Any) -> System:
    return System.model_validate(
        {
            "id": "one",
            "name": "One",
            "organisation": {"name": "Org"},
            "modalities": ["text"],
            "sources": {"p": PAGE, "q": {"url": "https://example.org/other", "date": "2025"}},
            "facts": facts or {},
            **more,
        }
    )


def said(name: str, fact: dict[str, Any]) -> str:
    system = made({name: {"source": "p", **fact}})
    return fact_words(system, system.facts.stated[name]).partition("; https://")[0]


@pytest.mark.parametrize(
    ("name", "fact", "words"),
    [
        ("status", {"value": "released"}, "released"),
        ("country", {"value": "FR"}, "France"),
        ("country", {"value": ["DE", "FR"]}, "Germany, France"),
        ("parent", {"name": "Owner", "country": "DE"}, "Owner, Germany"),
        ("licence", {"value": "mit"}, "mit"),
        ("released", {"value": "2025-03"}, "2025-03"),
        ("sizes", {"value": ["7B", "0.5B"]}, "7B, 0.5B"),
        ("tokens", {"value": "9.8T"}, "9.8T"),
        ("languages", {"value": ["de", "fr"]}, "de, fr"),
        ("languages", {"count": 5, "eu": 3}, "count 5, eu 3"),
        ("public_compute", {"public": True}, "public"),
        ("public_compute", {"public": False}, "not public"),
        ("public_compute", {"hours": 1234567, "machine": "Big"}, "Big, 1,234,567 accelerator hours"),
        ("upstream", {"models": ["a/b", "c/d"]}, "a/b, c/d"),
        ("upstream", {"scratch": True}, "scratch"),
        ("training_summary", {"address": "https://example.org/sum"}, "https://example.org/sum"),
        ("gate", {"value": "manual"}, "manual"),
        ("gate", {"value": "none", "note": "As of the page"}, "none (As of the page)"),
    ],
)
def test_a_fact_in_words(name: str, fact: dict[str, Any], words: str) -> None:
    assert said(name, fact) == words


@pytest.mark.parametrize(
    ("source", "ends"),
    [
        ("p", "; https://example.org/page (2026-02)"),
        (["p", "q"], "; https://example.org/page (2026-02); https://example.org/other (2025)"),
    ],
)
def test_a_fact_names_every_source_with_its_date(source: object, ends: str) -> None:
    system = made({"licence": {"value": "mit", "source": source}})
    assert fact_words(system, system.facts.stated["licence"]) == f"mit{ends}"


@pytest.mark.parametrize(("note", "words"), [(None, ""), ("Asked twice", " (Asked twice)")])
def test_what_was_not_found_says_on_which_day(note: str | None, words: str) -> None:
    system = made({"licence": {"not_found": "2026-03-01", **({"note": note} if note else {})}})
    assert fact_words(system, system.facts.stated["licence"]) == f"nothing found on 2026-03-01{words}"


def test_every_kind_of_fact_has_a_label() -> None:
    assert set(LABELS) == set(Facts.model_fields)


def test_an_entry_without_facts_states_none() -> None:
    assert facts_text(made()) == ""
    lines = facts_text(made({"licence": {"value": "mit", "source": "p"}})).splitlines()
    assert lines == [
        "",
        "Stated by the catalogue, beside the score:",
        "  licence: mit; https://example.org/page (2026-02)",
    ]


def test_an_entry_names_its_models_facts_and_what_people_said() -> None:
    system = made(
        {"gate": {"value": "none", "source": "p"}},
        aliases=["Uno", "One"],
        models=[{"id": "org/one-base", "role": "base"}, {"id": "org/one", "role": "end"}],
    )
    people = tuple(
        Assessment(
            system=name,
            signal="osai.code",
            value="open",
            by="A Reader",
            date="2026-01-02",
            link="https://example.org/why",
        )
        for name in ("ONE", "other")
    )
    lines = entry_text(Catalogue((system,), people), system).splitlines()
    assert lines == [
        "One (one), Org",
        "  also Uno",
        "  base model: org/one-base",
        "  end model: org/one",
        "  gate: none; https://example.org/page (2026-02)",
        "  osai.code: open, by A Reader, 2026-01-02: https://example.org/why",
    ]


# A lone half of a surrogate pair cannot stand in a file of the catalogue, which is UTF-8.
@pytest.mark.parametrize("words", [words for words in HOSTILE if "\ud800" not in words])
def test_hostile_words_stay_on_their_line(words: str) -> None:
    def told(word: str) -> System:
        return made(
            {"licence": {"value": word, "source": "p", "note": word}},
            name=word,
            organisation={"name": word},
            aliases=[word + "2"],
        )

    for shown in (lambda item: entry_text(Catalogue((item,)), item), facts_text):
        text = shown(told(words))
        assert moves_cursor(text) == set()
        assert len(text.splitlines()) == len(shown(told("x")).splitlines())
