"""The grammar of conditions: every form it has, and every mistake with file, line and column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import RubricError
from openness.files.yamldoc import Document, parse_yaml
from openness.record.evidence import Domain, choice, number, open_choice, set_of
from openness.rubric.condition import (
    All,
    Any,
    Comparison,
    Condition,
    Count,
    Defined,
    DimensionTest,
    Level,
    LevelTest,
    Not,
    Test,
)
from openness.rubric.grammar import Grammar, answer_hint, yaml_word
from tests.rubric.made import SIGNALS as MADE

SIGNALS = {
    **MADE,
    "gate.kind": open_choice(
        {"unspecified": ("automatic", "manual")}, none="", automatic="", manual="", unspecified=""
    ),
    "free.names": set_of(),
    "energy.used": number("kWh"),
}
DEFINED = Defined("open-licence", None, Test("licence.osi", Comparison.IS, (True,)))
CRITERIA = {"final": "weights", "licensed": "weights", "told": "data"}
OSI = Test("licence.osi", Comparison.IS, (True,))
PUBLISHED = ("none", "partial", "all")
OPEN = frozenset({Level.OPEN})


def grammar_of(document: Document, beyond: bool) -> Grammar:
    if beyond:
        return Grammar(document, SIGNALS, CRITERIA, ("weights", "data"), {"open-licence": DEFINED})
    return Grammar(document, SIGNALS, definitions={"open-licence": DEFINED})


def parsed(text: str, *, beyond: bool = False) -> tuple[Condition | None, list[str]]:
    """Return the condition written as YAML, and the problems; `beyond` as a gate or rung may ask."""
    document = parse_yaml(text, "c.yaml", RubricError)
    grammar = grammar_of(document, beyond)
    return grammar.parse(document.data, ()), grammar.problems


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("licence.osi: true", OSI),
        ("weights.published: all", Test("weights.published", Comparison.IS, ("all",))),
        ("weights.published: [all, partial]", Test("weights.published", Comparison.IS, ("all", "partial"))),
        ("licence.weights: mit", Test("licence.weights", Comparison.IS, ("mit",))),
        ("card.topics: 9", Test("card.topics", Comparison.IS, (9,))),
        ("card.topics: {at_least: 3}", Test("card.topics", Comparison.AT_LEAST, (3,))),
        ("energy.used: {at_most: 2.5}", Test("energy.used", Comparison.AT_MOST, (2.5,))),
        (
            "card.topics: {at_least: 3, at_most: 5}",
            All(
                (
                    Test("card.topics", Comparison.AT_LEAST, (3,)),
                    Test("card.topics", Comparison.AT_MOST, (5,)),
                )
            ),
        ),
        (
            "weights.published: {at_least: partial}",
            Test("weights.published", Comparison.AT_LEAST, ("partial",), PUBLISHED),
        ),
        (
            "weights.published: {at_most: partial}",
            Test("weights.published", Comparison.AT_MOST, ("partial",), PUBLISHED),
        ),
        ("weights.formats: gguf", Test("weights.formats", Comparison.INCLUDES_ANY, ("gguf",))),
        ("weights.formats: [gguf, pickle]", Test("weights.formats", Comparison.INCLUDES_ANY, ("gguf", "pickle"))),
        ("weights.formats: {includes: gguf}", Test("weights.formats", Comparison.INCLUDES_ANY, ("gguf",))),
        (
            "weights.formats: {includes: [gguf, pickle]}",
            Test("weights.formats", Comparison.INCLUDES_ALL, ("gguf", "pickle")),
        ),
        (
            "weights.formats: {includes_any: [gguf, pickle]}",
            Test("weights.formats", Comparison.INCLUDES_ANY, ("gguf", "pickle")),
        ),
        ("weights.formats: {includes_all: gguf}", Test("weights.formats", Comparison.INCLUDES_ALL, ("gguf",))),
        ("weights.formats: {size_at_least: 2}", Test("weights.formats", Comparison.SIZE_AT_LEAST, (2,))),
        ("free.names: {includes: anything}", Test("free.names", Comparison.INCLUDES_ANY, ("anything",))),
        ("all: [{licence.osi: true}]", All((OSI,))),
        ("any: [{licence.osi: true}, {licence.osi: true}]", Any((OSI, OSI))),
        ("not: {licence.osi: true}", Not(OSI)),
        ("count: {of: [{licence.osi: true}], at_least: 1}", Count((OSI,), 1, None)),
        ("count: {of: [{licence.osi: true}], at_most: 0}", Count((OSI,), None, 0)),
        ("defined: open-licence", DEFINED),
        (
            "licence.osi: true\naccess.gate: none",
            All((OSI, Test("access.gate", Comparison.IS, ("none",)))),
        ),
    ],
)
def test_each_form_of_a_condition(text: str, condition: Condition) -> None:
    assert parsed(text) == (condition, [])


def test_a_test_knows_which_answers_leave_it_open() -> None:
    found, _ = parsed("gate.kind: manual")
    assert isinstance(found, Test)
    assert found.decides("unspecified") is None


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("level.final: open", LevelTest("final", OPEN)),
        ("level.final: [open, partial]", LevelTest("final", frozenset({Level.OPEN, Level.PARTIAL}))),
        ("level.final: {at_least: partial}", LevelTest("final", frozenset({Level.OPEN, Level.PARTIAL}))),
        ("level.final: {at_least: open}", LevelTest("final", OPEN)),
        (
            "level.final: {at_least: closed}",
            LevelTest("final", frozenset({Level.OPEN, Level.PARTIAL, Level.CLOSED})),
        ),
        ("level.final: unknown", LevelTest("final", frozenset({Level.UNKNOWN}))),
        ("dimension.data: {at_least: 50}", DimensionTest("data", 50.0)),
        ("dimension.data: {at_least: 0}", DimensionTest("data", 0.0)),
        ("dimension.data: {at_least: 99.5}", DimensionTest("data", 99.5)),
        ("any_criterion: {is: open}", Any(tuple(LevelTest(name, OPEN) for name in CRITERIA))),
        ("every_criterion: {is: open}", All(tuple(LevelTest(name, OPEN) for name in CRITERIA))),
        ("any_criterion: {is: open, of: told}", Any((LevelTest("told", OPEN),))),
        ("every_criterion: {is: open, of: [told, final]}", All((LevelTest("told", OPEN), LevelTest("final", OPEN)))),
        (
            "every_criterion: {is: open, dimension: weights}",
            All((LevelTest("final", OPEN), LevelTest("licensed", OPEN))),
        ),
    ],
)
def test_each_form_that_ladders_and_gates_have_besides(text: str, condition: Condition) -> None:
    assert parsed(text, beyond=True) == (condition, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[]", "1:1: a condition must be a mapping such as 'weights.published: all'"),
        ("text", "1:1: a condition must be a mapping"),
        ("{}", "1:1: a condition must not be empty"),
        ("all: []", "1:6: 'all' needs a list of at least one condition"),
        ("any: {licence.osi: true}", "1:6: 'any' needs a list of at least one condition"),
        ("all: [{licence.osi: true}, 7]", "1:28: a condition must be a mapping"),
        ("not: [{licence.osi: true}]", "1:6: a condition must be a mapping"),
        ("count: 3", "1:8: 'count' needs 'of: [conditions]' and 'at_least' or 'at_most'"),
        ("count: {at_least: 1}", "1:8: 'count' needs 'of: [conditions]'"),
        ("count: {of: [{licence.osi: true}]}", "1:8: 'count' needs 'at_least' or 'at_most'"),
        (
            "count: {of: [{licence.osi: true}], at_lest: 1}",
            "1:36: unknown key 'at_lest'; did you mean 'at_least'?",
        ),
        ("count: {of: [{licence.osi: true}], at_least: 2}", "1:46: 'at_least' must be a whole number from 0 to 1"),
        ("count: {of: [{licence.osi: true}], at_least: -1}", "1:46: 'at_least' must be a whole number from 0 to 1"),
        ("count: {of: [{licence.osi: true}], at_most: true}", "1:45: 'at_most' must be a whole number from 0 to 1"),
        ("count: {of: [{licence.osi: true}], at_least: 0.5}", "1:46: 'at_least' must be a whole number from 0 to 1"),
        ("defined: open-licens", "1:10: there is no definition 'open-licens'; did you mean 'open-licence'?"),
        ("defined: nothing-like", "1:10: there is no definition 'nothing-like'; add it under definitions"),
        ("defined: [open-licence]", "1:10: there is no definition '['open-licence']'; did you mean 'open-licence'?"),
        ("weights.publishd: all", "1:1: there is no signal 'weights.publishd'; did you mean 'weights.published'?"),
        ("anny: [{licence.osi: true}]", "1:1: there is no signal 'anny'; did you mean 'any'?"),
        ("zzzz: 1", "1:1: there is no signal 'zzzz'; see `openness signals` for the list"),
        ("weights.published: every", "1:20: 'every' is no answer of weights.published: must be one of none, partial"),
        ("weights.published: [all, every]", "1:26: 'every' is no answer of weights.published"),
        ("weights.published: []", "1:20: the list of values is empty, so nothing can pass"),
        ("weights.published: {}", "1:20: say what weights.published must be"),
        ("weights.published: unknown", "leave it out: what is not known is unknown without being asked for"),
        ("weights.published: [[all]]", "1:21: '['all']' is no answer of weights.published"),
        ("weights.published:", "'null' is no answer of weights.published"),
        ("licence.osi: 1", "1:14: '1' is no answer of licence.osi: must be true or false"),
        ("licence.osi: 'true'", "1:14: 'true' is no answer of licence.osi: must be true or false"),
        ("licence.weights: 3", "1:18: '3' is no answer of licence.weights: must be text"),
        ("card.topics: many", "1:14: 'many' is no answer of card.topics: must be a number"),
        ("card.topics: true", "1:14: 'true' is no answer of card.topics: must be a number"),
        ("card.topics: {at_least: many}", "1:25: 'many' is no answer of card.topics: must be a number"),
        ("card.topics: {at_least: [3]}", "1:25: '[3]' is no answer of card.topics"),
        ("access.gate: {at_least: none}", "1:15: 'at_least' does not fit access.gate, which takes a value or a list"),
        ("licence.osi: {at_least: true}", "1:15: 'at_least' does not fit licence.osi, which takes a value"),
        (
            "weights.published: {includes: all}",
            "1:21: 'includes' does not fit weights.published, which may be compared by at_least, at_most",
        ),
        ("weights.formats: {includs: gguf}", "did you mean 'includes'?"),
        ("weights.formats: {includes: ggu}", "1:29: 'ggu' is no answer of weights.formats"),
        ("weights.formats: {includes_all: []}", "1:33: the list of values is empty"),
        ("weights.formats: {size_at_least: -1}", "1:34: 'size_at_least' must be a whole number"),
        ("weights.formats: {size_at_least: true}", "1:34: 'size_at_least' must be a whole number"),
        ("weights.formats: {size_at_least: two}", "1:34: 'size_at_least' must be a whole number"),
        ("level.final: open", "1:14: a criterion cannot depend on another criterion's level; ask the signals"),
        ("dimension.data: {at_least: 5}", "1:17: a criterion cannot depend on a dimension's score; ask the signals"),
        ("any_criterion: {is: open}", "1:16: 'any_criterion' can be asked in ladders and gates only"),
    ],
)
def test_each_mistake_is_told_where_it_stands(text: str, problem: str) -> None:
    found, problems = parsed(text)
    assert found is None
    assert len(problems) == 1, problems
    assert problem in problems[0]
    assert problems[0].startswith("c.yaml:1:")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("level.finl: open", "1:1: there is no criterion 'finl'; did you mean 'final'?"),
        ("level.final: ajar", "1:14: 'ajar' is no level; levels are open, partial, closed, unknown, not_applicable"),
        ("level.final: [open, ajar]", "1:21: 'ajar' is no level"),
        ("level.final: [[open]]", "1:15: '['open']' is no level"),
        ("level.final: {at_least: unknown}", "1:14: write a level, a list of levels, or 'at_least: partial'"),
        ("level.final: {at_least: [open]}", "1:14: write a level, a list of levels"),
        ("level.final: {at_most: open}", "1:14: write a level, a list of levels"),
        ("dimension.dat: {at_least: 5}", "there is no dimension 'dat'; did you mean 'data'?"),
        ("dimension.data: 50", "1:17: a dimension is asked as 'at_least: N' with N from 0 to 100"),
        ("dimension.data: {at_least: 101}", "a dimension is asked as 'at_least: N' with N from 0 to 100"),
        ("dimension.data: {at_least: -0.5}", "a dimension is asked as 'at_least: N' with N from 0 to 100"),
        ("dimension.data: {at_least: true}", "a dimension is asked as 'at_least: N'"),
        ("dimension.data: {at_least: 5, at_most: 7}", "a dimension is asked as 'at_least: N'"),
        ("any_criterion: open", "1:16: 'any_criterion' needs 'is: LEVEL' and may have"),
        ("any_criterion: {of: final}", "1:16: 'any_criterion' needs 'is: LEVEL'"),
        ("any_criterion: {is: open, off: final}", "1:16: 'any_criterion' needs 'is: LEVEL'"),
        ("any_criterion: {is: ajar}", "1:21: 'ajar' is no level"),
        ("any_criterion: {is: open, dimension: dta}", "there is no dimension 'dta'"),
        ("any_criterion: {is: open, of: [final, tol]}", "1:39: there is no criterion 'tol'; did you mean 'told'?"),
        ("any_criterion: {is: open, of: [[final]]}", "1:32: there is no criterion '['final']'"),
        ("any_criterion: {is: open, of: {final: told}}", "there is no criterion"),
    ],
)
def test_each_mistake_of_ladders_and_gates_is_told_where_it_stands(text: str, problem: str) -> None:
    found, problems = parsed(text, beyond=True)
    assert found is None
    assert len(problems) == 1, problems
    assert problem in problems[0]


def test_all_mistakes_of_a_condition_are_told_at_once() -> None:
    text = "any:\n  - licence.osi: maybe\n  - not:\n      access.gate: shut\n  - card.topics: {at_lest: 3}\n"
    _, problems = parsed(text)
    assert [problem.split(" ")[0] for problem in problems] == ["c.yaml:2:18:", "c.yaml:4:20:", "c.yaml:5:19:"]


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        *((word, "; leave it out: ") for word in ("unknown", "silent", "not_looked", "unreadable", "not_applicable")),
        (None, "; leave it out: "),
        ("opne", "; did you mean 'open'?"),
        ("something else", ""),
        (7, ""),
    ],
)
def test_a_hint_helps_who_wrote_what_is_no_answer(value: object, hint: str) -> None:
    found = answer_hint(value, choice(open="", shut=""))
    assert found.startswith(hint)
    assert bool(found) == bool(hint)


@pytest.mark.parametrize(
    ("value", "word"), [(True, "true"), (False, "false"), (None, "null"), (3, "3"), ("no", "no"), (0.5, "0.5")]
)
def test_a_value_is_named_as_yaml_writes_it(value: object, word: str) -> None:
    assert yaml_word(value) == word


plain = st.one_of(st.none(), st.booleans(), st.integers(-3, 12), st.floats(0, 100), st.sampled_from(
    ["all", "open", "partial", "none", "final", "weights", "open-licence", "gguf", "x"]
))  # fmt: skip
keys = st.sampled_from(
    [
        *SIGNALS, "all", "any", "not", "count", "defined", "any_criterion", "every_criterion", "level.final",
        "dimension.data", "of", "is", "at_least", "at_most", "includes", "size_at_least", "dimension", "x",
    ]
)  # fmt: skip
trees = st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3))


@given(trees, st.booleans())
def test_any_data_is_a_condition_or_has_its_problems_told(data: object, beyond: bool) -> None:
    document = parse_yaml("x: 1", "c.yaml", RubricError)
    grammar = grammar_of(document, beyond)
    found = grammar.parse(data, ())
    assert (found is None) == bool(grammar.problems)


def test_domains_of_these_tests_have_every_kind() -> None:
    from openness.record.evidence import Kind

    assert {domain.kind for domain in SIGNALS.values()} == set(Kind)
    assert isinstance(SIGNALS["gate.kind"], Domain)
