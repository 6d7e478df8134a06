"""The Open Source AI Definition: its published validation, in the order of the three groups."""

from __future__ import annotations

import pytest

from openness.catalogue import load_catalogue
from openness.record.evidence import Method, Value
from openness.signals import SIGNALS
from tests.presets.judge import judge, labels, possible, preset

MEETS = ("EleutherAI/pythia-12b", "allenai/OLMo-7B", "LLM360/Amber", "LLM360/CrystalCoder", "google-t5/t5-11b")
OTHER_TERMS = ("bigscience/bloom", "bigcode/starcoder2-15b", "tiiuae/falcon-40b")
FAILS = ("meta-llama/Llama-2-70b", "xai-org/grok-1", "microsoft/phi-2", "mistralai/Mixtral-8x7B-v0.1")


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Value]]:
    catalogue = load_catalogue(signals=SIGNALS)
    found = {}
    for model in (*MEETS, *OTHER_TERMS, *FAILS):
        evidence = {s: e for s, e in catalogue.evidence_of_model(model).items() if s.startswith("osaid.")}
        assert all(item.method is Method.ASSESSMENT and item.date and item.by for item in evidence.values())
        found[model] = {signal: item.value for signal, item in evidence.items() if item.value is not None}
    return found


def test_the_twelve_systems_stand_in_the_order_of_the_validation(answers: dict[str, dict[str, Value]]) -> None:
    models = [*MEETS, *OTHER_TERMS, *FAILS]
    assert labels(preset("osaid"), [answers[model] for model in models]) == [
        *["Required elements met"] * 5,
        *["Would be met under other terms"] * 3,
        *["Not shown to be met"] * 4,
    ]
    total = judge(preset("osaid"), [answers[model] for model in models]).total
    assert total.low.tolist() == total.high.tolist() == [100.0] * 5 + [50.0] * 3 + [0.0] * 4


def test_every_system_has_all_four_elements_with_a_source(answers: dict[str, dict[str, Value]]) -> None:
    for model, given in answers.items():
        assert set(given) == {f"osaid.{e}" for e in ("data_information", "code", "parameters", "terms")}, model


def test_approved_terms_alone_do_not_help_the_four(answers: dict[str, dict[str, Value]]) -> None:
    assert [answers[model]["osaid.terms"] for model in FAILS] == ["closed", "open", "open", "open"]


def test_hub_evidence_alone_shows_no_element_of_data_information_by_naming_data() -> None:
    named: dict[str, Value] = {
        "data.pretraining": "named", "data.posttraining": "named", "code.training": "published",
        "code.data_pipeline": "published", "code.inference": "published", "weights.published": "all",
        "licence.osi": True,
    }  # fmt: skip
    assert labels(preset("osaid"), [named]) == ["Not shown to be met"]
    assert possible(preset("osaid"), [named]) == ["Required elements met"]


def test_a_missing_element_can_no_longer_be_met_while_an_unknown_one_can(answers: dict[str, dict[str, Value]]) -> None:
    failing = [answers[model] for model in FAILS]
    assert possible(preset("osaid"), [*failing, {}]) == [*["Not shown to be met"] * 4, "Required elements met"]


@pytest.mark.parametrize(("option", "expected"), [("osi", "unknown"), ("osi+open-definition", "open")])
def test_which_terms_count_is_a_switch(option: str, expected: str) -> None:
    loaded = preset("osaid", approved_terms=option)
    row: dict[str, Value] = {
        "licence.osi": False, "licence.open_definition": True, "licence.commercial": "allowed",
        "licence.use_restrictions": False, "licence.redistribution": "allowed", "licence.modification": "allowed",
        "licence.code_open": True, "licence.documentation_open": True,
    }  # fmt: skip
    place = [criterion.id for criterion in loaded.rubric.criteria].index("terms")
    assert judge(loaded, [row]).level(place, 0) == expected
    assert loaded.rubric.switches == {"approved-terms": option}
