"""All shipped presets: valid, every example as written, and true to what they reproduce."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.files.shipped import resource_folder
from openness.record.evidence import Kind, Value
from openness.rubric import Level
from openness.score.check import gate_verdict, rubric_problems
from openness.score.logic import LEVELS
from tests.presets.judge import DOMAINS, judge, labels, possible, preset

UNKNOWN = LEVELS.index(Level.UNKNOWN)
OURS = ("g7", "ai-act-53-2", "osaid", "procurement")


@pytest.mark.parametrize("name", OURS)
def test_a_preset_is_valid_and_its_examples_come_out(name: str) -> None:
    loaded = preset(name)
    assert rubric_problems(loaded, DOMAINS) == []
    assert len(loaded.rubric.examples) >= 8
    assert loaded.rubric.sources
    assert loaded.rubric.notice


def text_of(name: str) -> str:
    return (Path(resource_folder("scoring_rubrics")) / f"{name}.yaml").read_text(encoding="utf-8")


def row(name: str) -> st.SearchStrategy[dict[str, Value]]:
    """Answers to any of the preset's signals, each within its domain."""
    fields: dict[str, st.SearchStrategy[Value]] = {}
    for signal in preset(name).rubric.signals:
        domain = DOMAINS[signal]
        match domain.kind:
            case Kind.FLAG:
                fields[signal] = st.booleans()
            case Kind.CHOICE:
                fields[signal] = st.sampled_from(list(domain.choices))
            case Kind.COUNT:
                fields[signal] = st.integers(0, 3)
            case Kind.SET:
                members = st.sampled_from(list(domain.choices) or ["x"])
                fields[signal] = st.sets(members, max_size=2).map(lambda found: tuple(sorted(found)))
            case _:
                fields[signal] = st.sampled_from(["79", "79, 83", "81-82", "83", "84", "mit"])
    return st.fixed_dictionaries({}, optional=fields)


@pytest.mark.parametrize("name", OURS)
@given(data=st.data())
def test_learning_an_answer_never_widens_the_range(name: str, data: st.DataObject) -> None:
    loaded = preset(name)
    known = data.draw(row(name))
    # A person's judgement may overrule what was read; it is no further answer to the same question.
    judged = {rater for criterion in loaded.rubric.criteria for rater in criterion.raters}
    learnt = {signal: value for signal, value in data.draw(row(name)).items() if signal not in judged}
    more = {**learnt, **known}
    scores = judge(loaded, [known, more])
    # Where nothing was read a person's level stands; what is read later may say another thing, and only there.
    settled = (scores.levels[:, 0] == UNKNOWN) | (scores.levels[:, 0] == scores.levels[:, 1])
    changed = [criterion for criterion, kept in zip(loaded.rubric.criteria, settled, strict=True) if not kept]
    assert all({*criterion.raters} & known.keys() for criterion in changed)
    if changed:
        return
    low, high = scores.total.low, scores.total.high
    assert 0 <= low[0] <= low[1] + 1e-9
    assert high[1] <= high[0] + 1e-9 <= 100 + 1e-6
    for before, after in ((gate[0], gate[1]) for gate in scores.gates):
        assert gate_verdict(int(before)) in ("unknown", gate_verdict(int(after)))


# g7


G7 = ["Open Source AI with Open Data", "Open Source AI", "Open Weights AI", "Weights Available AI", "No label shown"]
OPEN_WEIGHTS: dict[str, Value] = {"weights.published": "all", "code.inference": "generic"}
FREE: dict[str, Value] = {
    "licence.commercial": "allowed", "licence.use_restrictions": False, "licence.eu_usable": "yes_all",
    "licence.redistribution": "allowed", "licence.modification": "allowed",
}  # fmt: skip


def test_the_labels_stand_in_the_order_of_the_vision() -> None:
    ladder = preset("g7").rubric.ladder
    assert ladder is not None
    assert list(ladder.labels) == G7


@pytest.mark.parametrize(
    ("licence", "osi", "with_open_definition", "mof"),
    [
        ({"licence.osi": True, "licence.mof_open": True}, True, True, True),
        ({"licence.osi": False, "licence.open_definition": True, "licence.mof_open": True}, False, True, True),
        ({"licence.osi": False, "licence.open_definition": False, "licence.mof_open": True}, False, False, True),
        ({"licence.osi": False, "licence.open_definition": False, "licence.mof_open": False}, False, False, False),
    ],
    ids=["Apache-2.0", "CC-BY-4.0", "OpenMDW-1.0", "RAIL"],
)
def test_which_licences_count_is_a_switch(
    licence: dict[str, Value], osi: bool, with_open_definition: bool, mof: bool
) -> None:
    answers = {"osi": osi, "osi+open-definition": with_open_definition, "mof": mof}
    for option, open_ in answers.items():
        loaded = preset("g7", open_licence=option)
        (label,) = labels(loaded, [{**OPEN_WEIGHTS, **FREE, **licence}])
        assert (label == "Open Weights AI") is open_, option
        assert loaded.rubric.switches == {"open-licence": option}


def test_licence_traps_of_known_families_are_no_open_weights() -> None:
    traps: list[dict[str, Value]] = [
        {"licence.osi": False, "licence.commercial": "bounded", "licence.user_threshold": True},  # Llama 3.3
        {"licence.osi": False, "licence.commercial": "allowed", "licence.use_restrictions": True},  # StarCoder, BLOOMZ
        {"licence.osi": False, "licence.commercial": "forbidden"},  # Command R
        {"licence.osi": False, "licence.commercial": "bounded", "licence.eu_usable": "excluded"},  # Hunyuan
    ]
    assert labels(preset("g7"), [{**OPEN_WEIGHTS, **trap} for trap in traps]) == ["Weights Available AI"] * 4
    assert possible(preset("g7"), [{**OPEN_WEIGHTS, **trap} for trap in traps]) == ["Weights Available AI"] * 4


def test_a_higher_label_asks_for_all_a_lower_one_asks() -> None:
    choices: dict[str, list[Value]] = {
        "weights.published": ["all", "none"], "code.inference": ["published", "withheld"], "licence.osi": [True, False],
        "code.training": ["published", "withheld"], "data.pretraining": ["public", "partly_public", "withheld"],
        "data.posttraining": ["public"], "data.exceptions": ["legal_or_technical", "other"],
        "code.custom": [False], "licence.commercial": ["allowed", "forbidden"],
    }  # fmt: skip
    rows = [dict(zip(choices, values, strict=True)) for values in itertools.product(*choices.values())]
    scores = judge(preset("g7"), rows)
    met = [[bool((rung[:, n] % 3 != 0).all() and (rung[:, n] == 2).all()) for n in range(len(rows))]
           for rung in scores.requirements]  # fmt: skip
    for higher, lower in itertools.pairwise(met):
        assert all(low for high, low in zip(higher, lower, strict=True) if high)


# ai-act-53-2


def test_the_readings_are_four_values_with_their_paragraph() -> None:
    ladder = preset("ai-act-53-2").rubric.ladder
    assert ladder is not None
    paragraph = r" \(paras? \d+( (to|and) \d+)?\)"
    shape = re.compile(rf"likely qualifies|cannot be shown|(fails|needs a legal view|not applicable){paragraph}")
    assert all(shape.fullmatch(label) for label in ladder.labels)
    assert ladder.labels[0] == "likely qualifies"


def test_no_claim_of_compliance_is_made() -> None:
    text = text_of("ai-act-53-2").lower()
    assert "complian" not in text
    assert "illegal" not in text
    assert "lawful" not in text
    assert "no legal advice" in text


def test_every_row_names_its_paragraph_and_the_duties_are_rows_of_their_own() -> None:
    rubric = preset("ai-act-53-2").rubric
    assert all(criterion.cites for criterion in rubric.criteria)
    remaining = [criterion for criterion in rubric.criteria if criterion.dimension == "remaining"]
    assert [criterion.cites[:19] for criterion in remaining if criterion.cites] == [
        "Article 53(1)(c), p",
        "Article 53(1)(d), p",
    ]


@given(row("ai-act-53-2"))
def test_a_reading_is_favourable_only_if_every_row_is(given_: dict[str, Value]) -> None:
    loaded = preset("ai-act-53-2")
    scores = judge(loaded, [given_])
    counted = [
        n for n, criterion in enumerate(loaded.rubric.criteria) if criterion.dimension not in ("remaining", "scope")
    ]
    levels = {scores.level(n, 0).value for n in counted}
    (label,) = labels(loaded, [given_])
    if given_.get("model.general_purpose") == "narrow":
        assert label == "not applicable (paras 13 to 20)"
    elif "closed" in levels:
        assert label.startswith("fails")
    elif "unknown" in levels:
        assert label == "cannot be shown"
    elif "partial" in levels:
        assert label.startswith("needs a legal view")
    else:
        assert label == "likely qualifies"


def test_a_use_restriction_is_never_a_silent_yes_or_no() -> None:
    good = next(e for e in preset("ai-act-53-2").rubric.examples if e.label == "likely qualifies").given
    rail = {**good, "licence.use_restrictions": True, "licence.ai_act": "needs_legal_view"}
    assert labels(preset("ai-act-53-2"), [rail]) == ["needs a legal view (para 84)"]


# procurement


def test_gates_and_points_are_two_results() -> None:
    loaded = preset("procurement")
    full = loaded.rubric.examples[0].given
    barred = {**full, "licence.public_body": "excluded"}
    scores = judge(loaded, [full, barred])
    assert scores.total.low.tolist() == [100.0, 100.0]
    place = [gate.id for gate in loaded.rubric.gates].index("public-body")
    assert [gate_verdict(int(scores.gates[place, n])) for n in (0, 1)] == ["passed", "failed"]


def test_the_points_sum_to_a_hundred() -> None:
    assert sum(criterion.points for criterion in preset("procurement").rubric.criteria) == 100


def test_every_dimension_but_availability_has_a_minimum_of_its_own() -> None:
    rubric = preset("procurement").rubric
    ids = {gate.id for gate in rubric.gates}
    assert {f"minimum-{name}" for name in rubric.dimensions if name != "availability"} <= ids
    assert "obtainable" in ids
