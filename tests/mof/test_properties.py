"""What holds for every model file, drawn at random."""

from __future__ import annotations

import json
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import DocumentError
from openness.mof import (
    BY_ID,
    BY_NAME,
    MOT,
    STRICT,
    Evaluation,
    ModelDocument,
    Rules,
    as_dict,
    evaluate,
    lint,
    model_of,
    parse_document,
)
from openness.mof.components import asked_by
from openness.mof.report import mof_rows, mof_table
from tests.mof.made import judged, release

LICENCES = st.sampled_from(
    ["MIT", "Apache-2.0", "CC-BY-4.0", "CC0-1.0", "PDDL-1.0", "OpenMDW-1.0", "CDLA-Permissive-2.0", "unlicensed", "",
     "apache-2.0", "Llama 2", "MIT OR X", "ODC-PDDL-1.0", None]
)  # fmt: skip
NAMES = st.sampled_from(sorted(BY_NAME))
GLOBALS = st.dictionaries(
    st.sampled_from(["distribution", "code", "data", "document"]), st.fixed_dictionaries({"name": LICENCES}), max_size=4
)
COMPONENTS = st.dictionaries(NAMES, LICENCES)
RULES = st.sampled_from([MOT, STRICT])

ANY = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from(["", "MIT", "Model card", "unlicensed", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "license", "components", "release", "code", "distribution"]), inner)
    ),
    max_leaves=12,
)


@given(ANY, ANY, st.lists(st.fixed_dictionaries({"name": NAMES | st.text(max_size=5)}, optional={"license": ANY})))
def test_any_file_is_classified_or_refused_with_a_sentence(whole: Any, licences: Any, components: list[Any]) -> None:
    for data in (whole, {"release": whole}, release(components, license=licences)):
        document = parse_document(yaml.safe_dump(data).encode(), "m.yml")
        for finding in lint(document):
            assert str(finding).startswith("m.yml:")
        for rules in (MOT, STRICT):
            evaluation = classified(document, rules)
            if isinstance(evaluation, list):
                assert evaluation
                assert all(problem.startswith("m.yml:") for problem in evaluation)
            else:
                check(evaluation)
                entry = {"file": "m.yml", "name": "", **as_dict(evaluation)}
                json.dumps(entry)
                assert "m.yml" in mof_table([entry])
                assert mof_rows([entry])[0]["file"] == "m.yml"


def classified(document: ModelDocument, rules: Rules) -> Evaluation | list[str]:
    try:
        return evaluate(model_of(document, strict=rules is STRICT), rules)
    except DocumentError as failure:
        return failure.problems


@given(COMPONENTS, GLOBALS, RULES)
def test_progress_and_class_agree(components: dict[str, str | None], licences: Any, rules: Any) -> None:
    check(judged(components, rules, license=licences))


def check(evaluation: Evaluation) -> None:
    assert all(0.0 <= evaluation.progress[k] <= 100.0 for k in (1, 2, 3))
    if evaluation.mof_class:
        assert all(evaluation.progress[k] == 100.0 for k in range(evaluation.mof_class, 4))
    above = evaluation.next_class
    assert (above is None) == (evaluation.mof_class == 1)
    if above is not None:
        assert evaluation.progress[above] < 100.0
        assert evaluation.blockers
    else:
        assert evaluation.blockers == ()
    if evaluation.progress[2] > 0:
        assert evaluation.progress[3] == 100.0
    if evaluation.progress[1] > 0:
        assert evaluation.progress[2] == 100.0
    for k, status in evaluation.classes.items():
        lists = (status.included, status.missing, status.invalid, status.unlicensed, status.optional)
        everything = [i for one in lists for i in one]
        assert len(everything) == len(set(everything)), "a component has one status"
        required = {i for j in range(k, 4) for i in asked_by(j, required=True)}
        assert set(status.missing) <= required
        assert not any(BY_ID[i].required for i in status.optional)
        assert set(status.licences) == set(everything) - set(status.missing)


@given(st.lists(st.tuples(NAMES, LICENCES), unique_by=lambda pair: pair[0]), GLOBALS, RULES, st.randoms())
def test_the_order_of_different_components_does_not_matter(
    components: list[tuple[str, str | None]], licences: Any, rules: Any, random: Any
) -> None:
    shuffled = components.copy()
    random.shuffle(shuffled)
    assert judged(dict(components), rules, license=licences) == judged(dict(shuffled), rules, license=licences)


@given(COMPONENTS, GLOBALS, NAMES)
def test_an_open_licence_of_the_right_type_never_lowers_the_tools_class(
    components: dict[str, str | None], licences: Any, name: str
) -> None:
    better = {**components, name: "OpenMDW-1.0"}
    before, after = judged(components, license=licences), judged(better, license=licences)
    assert (after.mof_class or 4) <= (before.mof_class or 4)
    assert after.progress[3] >= before.progress[3]


@given(COMPONENTS, GLOBALS)
def test_strict_asks_for_no_less_where_ids_are_spelled_as_listed(
    components: dict[str, str | None], licences: Any
) -> None:
    mended = {"PDDL-1.0", "apache-2.0"}
    used = {*components.values(), *(part["name"] for part in licences.values())}
    if not used & mended:
        strict, tool = judged(components, STRICT, license=licences), judged(components, MOT, license=licences)
        assert (strict.mof_class or 4) >= (tool.mof_class or 4)
