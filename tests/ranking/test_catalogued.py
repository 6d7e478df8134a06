"""What people said of a model reaches its system for what it is about; facts of the Hub set a rater's class aside."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from openness.catalogue import Catalogue
from openness.catalogue.assessment import Assessment
from openness.ranking.catalogued import assessed_systems, set_aside
from openness.record.columns import from_rows
from openness.record.evidence import Evidence, Value
from tests.ranking.test_systems import BASE, END, system


def said(model: str, signal: str, value: str) -> Assessment:
    return Assessment(
        model=model, signal=signal, value=value, by="Somebody", date="2025-05-05", link="https://example.org/found"
    )


def of_system(*given: Assessment) -> dict[str, Evidence]:
    made = system([END, BASE])
    return assessed_systems(Catalogue((made,), given))[0]


def values(given: Mapping[str, Evidence]) -> dict[str, Value | None]:
    return {signal: item.value for signal, item in given.items() if not signal.startswith("osai.")}


def test_of_the_end_model_everything_counts() -> None:
    given = of_system(said(END["id"], "osaid.terms", "open"), said(END["id"], "code.training", "published"))
    assert values(given) == {"osaid.terms": "open", "code.training": "published"}


def test_of_a_sibling_what_is_true_of_a_release_counts() -> None:
    sibling = "nobody/made-7b-chat"
    given = of_system(
        said(sibling, "osaid.code", "open"),
        said(sibling, "osaid.parameters", "open"),
        said(sibling, "weights.published", "all"),
        said(sibling, "data.pretraining", "public"),
    )
    assert values(given) == {"osaid.code": "open", "data.pretraining": "public"}
    assert sibling in str(given["osaid.code"].note)


@pytest.mark.parametrize("base", ["nobody/made-70b", "Nobody/Made-7B"])
def test_what_was_found_of_a_base_is_a_part_of_what_was_made_from_it(base: str) -> None:
    given = of_system(
        said(base, "osaid.data_information", "open"),
        said(base, "osaid.code", "open"),
        said(base, "osaid.terms", "open"),
        said(base, "code.training", "published"),
    )
    assert values(given) == {
        "osaid.data_information": "partial",
        "data.pretraining": "named",
        "osaid.code": "partial",
    }
    assert base in str(given["osaid.code"].note)


@pytest.mark.parametrize("signal", ["osaid.code", "osaid.data_information"])
def test_what_was_not_found_of_a_base_says_nothing_of_what_was_made_from_it(signal: str) -> None:
    assert values(of_system(said(BASE["id"], signal, "closed"))) == {}


def test_what_is_said_of_the_system_itself_comes_first() -> None:
    own = Assessment(
        system="made", signal="osaid.code", value="closed", by="A", date="2025-01-01", link="https://example.org"
    )
    assert values(of_system(said(END["id"], "osaid.code", "open"), own)) == {"osaid.code": "closed"}


def test_across_a_doubt_and_to_strangers_nothing_is_carried() -> None:
    made = system([END, BASE])
    made.assessments[0].levels["weights_basemodel"].links[:] = ["https://huggingface.co/nobody/another"]
    given = (said(BASE["id"], "osaid.code", "open"), said("stranger/model-7b", "osaid.code", "open"))
    assert values(assessed_systems(Catalogue((made,), given))[0]) == {}


@pytest.mark.parametrize(
    ("shown", "aside"),
    [
        ({"access.gate": "manual"}, {"osai.weights_endmodel"}),
        ({"access.gate": "unspecified"}, {"osai.weights_endmodel"}),
        ({"weights.available": "removed"}, {"osai.weights_endmodel"}),
        ({"base.gate": "automatic"}, {"osai.weights_basemodel"}),
        ({"access.gate": "none", "weights.available": "available"}, set()),
        ({"weights.published": "none"}, set()),  # they may lie elsewhere than in this repository
        ({}, set()),
    ],
)
def test_a_gate_or_a_missing_repository_that_the_hub_shows_sets_a_class_on_weights_aside(
    shown: dict[str, Value], aside: set[str]
) -> None:
    given = {0: of_system()}
    kept, moot = set_aside(given, from_rows([shown]))
    assert moot.get(0, frozenset()) == aside
    assert {name for name, item in kept[0].items() if "Set aside" in str(item.note)} == aside
    assert kept[0].keys() == given[0].keys()
