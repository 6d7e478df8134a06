"""What the catalogue states: origin, lineage to its root, compute, summary; each with source, date and confidence."""

from __future__ import annotations

from typing import Any

import pytest

from openness.catalogue import PARAMETERS, Catalogue, System, load_catalogue
from openness.catalogue.origin import Origins
from openness.catalogue.roles import plain
from openness.catalogue.stated import Statements
from openness.record.evidence import Confidence, Evidence, Method, Outcome

PAGES = {
    "card": {"url": "https://example.org/card", "date": "2026-02"},
    "news": {"url": "https://example.org/news", "date": "2026-05-01", "secondary": True, "confidence": "medium"},
}


def entry(name: str, facts: dict[str, Any], models: list[dict[str, str]] | None = None, **more: Any) -> System:
    shape = {
        "id": name.lower(), "name": name, "organisation": {"name": "Nobody"}, "modalities": ["text"],
        "models": models or [], "sources": PAGES, "facts": facts, **more,
    }  # fmt: skip
    return System.model_validate(shape)


FRENCH = entry(
    "Great",
    {"country": {"value": "FR", "source": "card"}, "upstream": {"scratch": True, "source": "card"}},
    [{"id": "grand/great-7b", "role": "end", "source": "card"}],
)
POLISH = entry(
    "Middle",
    {"country": {"value": "PL", "source": "card"}, "upstream": {"models": ["grand/great-7b"], "source": "card"}},
    [{"id": "polski/middle-11b", "role": "end", "source": "card"}],
)
LAST = entry("Last", {"upstream": {"models": ["polski/middle-11b"], "source": "news"}})


def test_a_lineage_is_followed_to_its_root() -> None:
    root = Origins(Catalogue((FRENCH, LAST, POLISH))).root(LAST)
    assert root is not None
    assert (root.name, root.places) == ("grand/great-7b", ("FR",))
    assert "By way of polski/middle-11b" in root.note


def test_a_base_no_entry_holds_is_placed_by_its_account() -> None:
    child = entry("Child", {"upstream": {"models": ["grand/something-else"], "source": "card"}})
    root = Origins(Catalogue((FRENCH, child))).root(child)
    assert root is not None
    assert (root.name, root.places) == ("grand/something-else", ("FR",))


def test_an_account_of_two_countries_places_nothing() -> None:
    twin = entry(
        "Twin",
        {"country": {"value": "US", "source": "card"}},
        [{"id": "grand/twin-7b", "role": "end", "source": "card"}],
    )
    assert Origins(Catalogue((FRENCH, twin))).of_account("grand/other") is None


def test_an_organisation_is_where_its_other_entries_say_it_is_unless_they_disagree() -> None:
    silent = entry("Silent", {}, organisation={"name": "nobody "})
    other = entry("Other", {}, organisation={"name": "Somebody"})
    origins = Origins(Catalogue((FRENCH, silent, other)))
    assert origins.of_system(silent) == origins.of_system(FRENCH)
    assert origins.of_system(silent)[0] == ("FR",)
    assert origins.of_system(other) == ((), ())
    assert Origins(Catalogue((FRENCH, POLISH, silent))).of_system(silent) == ((), ())


def test_no_organisation_of_the_shipped_catalogue_is_in_two_places() -> None:
    catalogue = load_catalogue()
    origins = Origins(catalogue)
    places: dict[str, set[tuple[str, ...]]] = {}
    for system in catalogue.systems:
        if told := origins.of_system(system)[0]:
            places.setdefault(plain(system.organisation.name), set()).add(told)
    assert not {name: told for name, told in places.items() if len(told) > 1}


@pytest.mark.parametrize(("level", "told"), [("open", "all"), ("partial", None), ("closed", None)])
def test_open_weights_of_an_index_state_that_there_is_no_gate_and_other_classes_state_nothing(
    level: str, told: str | None
) -> None:
    levels = {name: {"level": level if name == "weights_endmodel" else "open"} for name in PARAMETERS}
    index = {
        "by": "An index", "url": "https://example.org/index", "attribution": ["x"], "revision": "a",
        "date": "2026-01-01", "levels": levels,
    }  # fmt: skip
    rated = entry("Rated", {}, [{"id": "grand/great-7b", "role": "end"}], assessments=[index])
    found = Statements(Catalogue((rated,))).of_system(rated)
    assert (found["weights.published"].value if "weights.published" in found else None) == told
    assert ("access.gate" in found) == ("weights.available" in found) == (told is not None)
    if told is not None:
        assert (found["access.gate"].value, found["access.gate"].by, found["access.gate"].date) == (
            "none", "An index", "2026-01-01",
        )  # fmt: skip


def test_a_gate_that_an_entry_states_stands_before_what_a_class_implies() -> None:
    levels = {name: {"level": "open"} for name in PARAMETERS}
    index = {
        "by": "An index", "url": "https://example.org/index", "attribution": ["x"], "revision": "a",
        "date": "2026-01-01", "levels": levels,
    }  # fmt: skip
    facts = {"gate": {"value": "manual", "source": "card"}}
    rated = entry("Rated", facts, [{"id": "grand/great-7b", "role": "end"}], assessments=[index])
    assert Statements(Catalogue((rated,))).of_system(rated)["access.gate"].value == "manual"


def test_a_circle_of_bases_ends() -> None:
    one = entry(
        "One", {"upstream": {"models": ["b/two"], "source": "card"}}, [{"id": "a/one", "role": "end", "source": "card"}]
    )
    two = entry(
        "Two", {"upstream": {"models": ["a/one"], "source": "card"}}, [{"id": "b/two", "role": "end", "source": "card"}]
    )
    assert Origins(Catalogue((one, two))).root(one) is not None


def test_what_is_not_said_of_a_base_is_unknown() -> None:
    silent = entry("Silent", {"country": {"value": "FR", "source": "card"}})
    looked = entry("Looked", {"upstream": {"not_found": "2026-11"}})
    origins = Origins(Catalogue((looked, silent)))
    assert origins.root(silent) is None
    assert origins.root(looked) is None


def test_every_statement_names_source_date_and_how_sure_it_is() -> None:
    made = entry(
        "Made",
        {
            "country": {"value": ["FR", "DE"], "source": "card"},
            "parent": {"name": "Owner", "country": "CA", "source": "news", "note": "Announced."},
            "public_compute": {"machine": "Big", "hours": 5, "source": ["card", "news"]},
            "training_summary": {"address": "https://example.org/summary", "source": "card"},
            "status": {"value": "service", "source": "news"},
        },
    )
    stated = Statements(Catalogue((made,))).of_system(made)
    assert {signal: item.value for signal, item in stated.items()} == {
        "origin.places": ("DE", "EEA", "EU", "FR"),
        "origin.parent": "Owner",
        "origin.parent_places": ("CA",),
        "release.status": "service",
        "weights.published": "none",
        "compute.public": True,
        "compute.machine": "Big",
        "compute.hours": 5,
        "data.summary": "linked",
    }
    hours = stated["compute.hours"]
    assert (hours.method, hours.confidence, hours.date) == (Method.CATALOGUE, Confidence.MEDIUM, "2026-05-01")
    assert [source.url for source in hours.sources] == ["https://example.org/card", "https://example.org/news"]
    assert "From a secondary page." in str(hours.note)
    assert "Announced." in str(stated["origin.parent"].note)


def test_nothing_found_is_an_answer_with_a_day_but_without_a_value() -> None:
    made = entry("Made", {"training_summary": {"not_found": "2026-11"}, "status": {"not_found": "2026-11"}})
    summary = Statements(Catalogue((made,))).of_system(made)["data.summary"]
    assert (summary.outcome, summary.value, summary.date) == (Outcome.SILENT, None, "2026-11")


def test_only_announced_says_nothing_of_weights() -> None:
    made = entry("Made", {"status": {"value": "announced", "source": "news"}})
    assert "weights.published" not in Statements(Catalogue((made,))).of_system(made)


@pytest.mark.parametrize(
    ("base", "expected"),
    [(None, None), ("cc-by-nc-4.0", "forbidden"), ("apache-2.0", "allowed")],
)
def test_what_a_base_of_others_forbids_stays_forbidden(base: str | None, expected: str | None) -> None:
    made = entry(
        "Made",
        {"licence": {"value": "MIT", "source": "card"}, "upstream": {"models": ["other/base"], "source": "card"}},
        [{"id": "own/made", "role": "end", "source": "card"}],
    )
    found = Statements(Catalogue((made,)), lambda _model: base).of_system(made).get("licence.commercial")
    value = None if found is None else found.value
    if base is None:  # whether an unread base leaves it open is the knowledge of licences' to say; never freer
        assert value in (None, "allowed")
    else:
        assert value == expected


def licence_over(base: System, organisation: str = "https://example.org") -> Evidence | None:
    made = entry(
        "Made",
        {"licence": {"value": "MIT", "source": "card"}, "upstream": {"models": ["other/base"], "source": "card"}},
        [{"id": "own/made", "role": "end", "source": "card"}],
        organisation={"name": "Maker", "urls": [organisation]},
    )
    return Statements(Catalogue((base, made))).of_system(made).get("licence.commercial")


@pytest.mark.parametrize(("licence", "expected"), [("Apache-2.0", "allowed"), ("CC-BY-NC-4.0", "forbidden")])
def test_the_terms_of_a_base_are_those_its_own_entry_states(licence: str, expected: str) -> None:
    model = {"id": "other/base", "role": "end", "source": "card"}
    found = licence_over(entry("Base", {"licence": {"value": licence, "source": "card"}}, [model]))
    assert found is not None
    assert found.value == expected


def test_a_base_nobody_told_the_terms_of_is_named() -> None:
    found = licence_over(entry("Elsewhere", {}))
    assert found is not None
    assert (found.outcome, found.value) == (Outcome.SILENT, None)
    assert "other/base" in str(found.note)


def test_a_base_of_an_account_that_the_organisation_names_is_its_own() -> None:
    found = licence_over(entry("Elsewhere", {}), "https://huggingface.co/Other")
    assert found is not None
    assert found.value == "allowed"


def test_a_name_that_no_licence_bears_is_said_to_be_unknown() -> None:
    made = entry("Made", {"licence": {"value": "House rules of nobody", "source": "card"}})
    found = Statements(Catalogue((made,))).of_system(made)["licence.commercial"]
    assert (found.outcome, found.value) == (Outcome.SILENT, None)
