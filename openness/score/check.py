"""What can only be checked by judging: a rubric's own examples, and levels or rungs nobody can reach."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from openness.record.columns import Column, StoredColumns, from_rows
from openness.record.evidence import Domain, Kind, Value
from openness.rubric.condition import (
    Comparison,
    Condition,
    DimensionTest,
    Level,
    LevelTest,
    Test,
    leaves,
)
from openness.rubric.load import LoadedRubric
from openness.rubric.rubric import Criterion, Example, Rubric
from openness.score.evaluate import Scores, evaluate
from openness.score.logic import FALSE, LEVELS, NOT_APPLICABLE, TRUE, Ground, decide

_MOST_CASES = 200_000
_NOBODY = "\x00"
"""A name that no rubric writes, standing for every name it does not mention."""


def rubric_problems(loaded: LoadedRubric, signals: Mapping[str, Domain]) -> list[str]:
    """Return one positioned sentence for each unreachable level or rung and each example that fails."""
    return [*_unreachable(loaded, signals), *example_problems(loaded)]


def example_problems(loaded: LoadedRubric) -> list[str]:
    """Judge every example and return one positioned sentence for each thing that does not come out as written."""
    rubric = loaded.rubric
    if not rubric.examples:
        return []
    columns = from_rows(
        [example.given for example in rubric.examples], [example.not_applicable for example in rubric.examples]
    )
    scores = evaluate(rubric, columns)
    problems = []
    for row, example in enumerate(rubric.examples):
        for path, wrong in _differences(rubric, example, scores, row):
            sentence = f"the example '{example.name}' fails: {wrong}"
            problems.append(loaded.document.problem((*example.path, *path), sentence))
    return problems


def _differences(rubric: Rubric, example: Example, scores: Scores, row: int) -> Iterable[tuple[tuple[str, ...], str]]:
    places = {criterion.id: place for place, criterion in enumerate(rubric.criteria)}
    for criterion, expected in example.levels.items():
        found = scores.level(places[criterion], row)
        if found is not expected:
            yield ("expect", criterion), f"{criterion} comes out as {found}, not {expected}"
    for key, wanted in example.score.items():
        number = float(
            {"low": scores.total.low, "high": scores.total.high, "coverage": scores.total.coverage}[key][row]
        )
        if not math.isclose(number, wanted, abs_tol=0.005):
            yield ("score", key), f"{key} comes out as {number:.2f}, not {wanted:g}"
    if example.label is not None and rubric.ladder is not None and scores.proven is not None:
        label = rubric.ladder.labels[int(scores.proven[row])]
        if label != example.label:
            yield ("label",), f"the label comes out as '{label}', not '{example.label}'"
    gate_places = {gate.id: place for place, gate in enumerate(rubric.gates)}
    for gate, verdict in example.gates.items():
        outcome = gate_verdict(int(scores.gates[gate_places[gate], row]))
        if outcome != verdict:
            yield ("gates", gate), f"the gate {gate} comes out as {outcome}, not {verdict}"


def gate_verdict(truth: int) -> str:
    """Return the word for a gate's truth value: passed, failed or unknown; what does not apply is passed."""
    return {int(FALSE): "failed", int(TRUE): "passed", int(NOT_APPLICABLE): "passed"}.get(truth, "unknown")


def _unreachable(loaded: LoadedRubric, signals: Mapping[str, Domain]) -> list[str]:
    rubric, document = loaded.rubric, loaded.document
    problems = []
    reachable: dict[str, set[Level]] = {}
    for place, criterion in enumerate(rubric.criteria):
        found = _reachable_levels(criterion, rubric, signals)
        if found is None or criterion.ratings:
            reachable[criterion.id] = set(Level)
        else:
            reachable[criterion.id] = found | {Level.UNKNOWN}
        for level, _ in criterion.levels:
            if found is not None and level not in found:
                path = ("criteria", place, "levels", level.value)
                problems.append(
                    document.problem(
                        path, f"the level '{level}' of {criterion.id} can never be reached; mend its condition"
                    )
                )
    for number, rung in enumerate(rubric.ladder.rungs if rubric.ladder else ()):
        conditions = [item.condition for item in rung.requirements]
        if not _satisfiable(conditions, reachable, signals):
            problems.append(
                document.problem(
                    ("ladder", "rungs", number, "label"),
                    f"the rung '{rung.label}' can never be met; mend its requirements",
                )
            )
    for number, gate in enumerate(rubric.gates):
        if not _satisfiable([gate.condition], reachable, signals):
            problems.append(
                document.problem(
                    ("gates", number, "requires"), f"the gate '{gate.id}' can never be passed; mend its condition"
                )
            )
    return problems


def _reachable_levels(criterion: Criterion, rubric: Rubric, signals: Mapping[str, Domain]) -> set[Level] | None:
    """Return the levels some combination of known answers gives, or None if there are too many to try."""
    tests = [leaf for _, condition in criterion.levels for leaf in leaves(condition) if isinstance(leaf, Test)]
    if criterion.applies_to is not None:
        tests += [leaf for leaf in leaves(criterion.applies_to) if isinstance(leaf, Test)]
    columns = _all_cases(tests, signals)
    if columns is None:
        return None
    alone = Rubric(
        **{
            **vars(rubric),
            "criteria": (criterion,),
            "dimensions": {criterion.dimension: ""},
            "gates": (),
            "ladder": None,
        }
    )
    return {LEVELS[code] for code in np.unique(evaluate(alone, columns).levels)}


def _satisfiable(
    conditions: Sequence[Condition], reachable: Mapping[str, set[Level]], signals: Mapping[str, Domain]
) -> bool:
    """Return False only if every case was tried and none makes all conditions true at once."""
    found = [leaf for condition in conditions for leaf in leaves(condition)]
    if any(isinstance(leaf, DimensionTest) for leaf in found):
        return True
    criteria = sorted({leaf.criterion for leaf in found if isinstance(leaf, LevelTest)})
    tests = [leaf for leaf in found if isinstance(leaf, Test)]
    per_criterion = [sorted(LEVELS.index(level) for level in reachable[item]) for item in criteria]
    answers = _answers(tests, signals)
    sizes = [len(codes) for codes in per_criterion] + [len(values) for values in answers.values()]
    if math.prod(sizes) > _MOST_CASES:
        return True
    codes = _product(sizes)
    levels = {
        item: np.array(options, dtype=np.int8)[codes[place]]
        for place, (item, options) in enumerate(zip(criteria, per_criterion, strict=True))
    }
    columns = _columns(answers, codes[len(criteria) :])
    ground = Ground(columns, levels, {})
    truths = np.array([decide(condition, ground) for condition in conditions])
    # A case in which nothing applies (every truth aside) does not show that a rung can be met.
    return bool(((truths.min(axis=0) >= TRUE) & (truths == TRUE).any(axis=0)).any())


def _all_cases(tests: Sequence[Test], signals: Mapping[str, Domain]) -> StoredColumns | None:
    answers = _answers(tests, signals)
    sizes = [len(values) for values in answers.values()]
    if math.prod(sizes) > _MOST_CASES:
        return None
    return _columns(answers, _product(sizes))


def _columns(answers: Mapping[str, tuple[Value, ...]], codes: npt.NDArray[np.int32]) -> StoredColumns:
    size = codes.shape[1] if len(codes) else 1
    return StoredColumns(
        size, {signal: Column(codes[place], values) for place, (signal, values) in enumerate(answers.items())}
    )


def _product(sizes: Sequence[int]) -> npt.NDArray[np.int32]:
    if not sizes:
        return np.empty((0, 1), dtype=np.int32)
    return np.indices(sizes, dtype=np.int32).reshape(len(sizes), -1)


def _answers(tests: Sequence[Test], signals: Mapping[str, Domain]) -> dict[str, tuple[Value, ...]]:
    """Return, for each signal, answers that stand for all it can give as far as the tests can tell them apart."""
    by_signal: dict[str, list[Test]] = {}
    for test in tests:
        by_signal.setdefault(test.signal, []).append(test)
    return {signal: _typical(signals[signal], found) for signal, found in by_signal.items()}


def _typical(domain: Domain, tests: Sequence[Test]) -> tuple[Value, ...]:
    named = [value for test in tests for value in test.values]
    match domain.kind:
        case Kind.FLAG:
            return (False, True)
        case Kind.CHOICE:
            return tuple(domain.choices)
        case Kind.NAME:
            return (*dict.fromkeys(named), _NOBODY)
        case Kind.COUNT | Kind.NUMBER:
            around = {float(value) + step for value in named if isinstance(value, (int, float)) for step in (-1, 0, 1)}
            return tuple(sorted(value for value in around | {0.0} if value >= 0))
        case Kind.SET:
            words = sorted({value for value in named if isinstance(value, str)})[:8]
            sizes = [value for test in tests if test.comparison is Comparison.SIZE_AT_LEAST for value in test.values]
            filler = domain.choices or [
                f"{_NOBODY}{number}"
                for number in range(max((int(size) for size in sizes if isinstance(size, int)), default=1))
            ]
            subsets = [set(part) for size in range(len(words) + 1) for part in itertools.combinations(words, size)]
            return tuple(dict.fromkeys(tuple(sorted(item)) for part in subsets for item in (part, part | set(filler))))
