"""From a rubric file to a rubric: shape, conditions and references checked, all mistakes told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from openness.errors import RubricCallError, RubricError
from openness.files.nearest import did_you_mean
from openness.files.yamldoc import Document, parse_yaml, validate
from openness.record.evidence import Domain, Kind, Value
from openness.rubric.condition import All, Condition, Defined, Level
from openness.rubric.grammar import Grammar, answer_hint, yaml_word
from openness.rubric.rating import rating_problems, ratings_of
from openness.rubric.rubric import Criterion, Example, Gate, Ladder, Requirement, Rubric, Rung
from openness.rubric.schema import CriterionShape, ExampleShape, RubricShape, SwitchShape
from openness.rubric.source import find_rubric, read_rubric_file
from openness.rubric.version import digest_of, named, rules_of

_LEVELS = (Level.OPEN, Level.PARTIAL, Level.CLOSED)
_POSITION = re.compile(r"(.*?):(\d+):(\d+): ", re.DOTALL)
Reader = Callable[[], Document]
Switches = Mapping[str, str] | None


@dataclass(frozen=True)
class LoadedRubric:
    """A rubric with the document it was written in, for messages with positions."""

    rubric: Rubric
    document: Document


def load_rubric(name: str, signals: Mapping[str, Domain], switches: Switches = None) -> LoadedRubric:
    """Load a preset by id or a file by path; `switches` sets options of definitions by name.

    `signals` maps every known signal id to its domain. Raises RubricError with every problem.
    """
    return _compiled(lambda: read_rubric_file(find_rubric(name)), signals, switches)


def parse_rubric(text: str, name: str, signals: Mapping[str, Domain]) -> LoadedRubric:
    """Load a rubric from YAML text called `name` (no `extends`); raises RubricError with every problem."""
    return _compiled(lambda: parse_yaml(text, name, RubricError), signals)


def _compiled(read: Reader, signals: Mapping[str, Domain], switches: Switches = None) -> LoadedRubric:
    try:
        document = read()
    except RubricError as failure:
        raise _with_more(failure, signals) from failure
    try:
        return compile_rubric(document, signals, switches)
    except RubricError as failure:
        called_wrongly = switches and compile_rubric(document, signals)  # the file is right without them
        raise (RubricCallError if called_wrongly else RubricError)(failure.problems, failure.so_far) from failure


def _with_more(failure: RubricError, signals: Mapping[str, Domain]) -> RubricError:
    """Return a failure to read with all else that is wrong in what could be read."""
    if isinstance(read := failure.so_far, Document) and isinstance(read.data, dict) and "extends" not in read.data:
        try:
            compile_rubric(read, signals)
        except RubricError as more:
            told = {_position(problem): problem for problem in (*more.problems, *failure.problems)}
            return RubricError([told[place] for place in sorted(told)])
    return failure


def compile_rubric(document: Document, signals: Mapping[str, Domain], switches: Switches = None) -> LoadedRubric:
    """Check a rubric document and make the rubric; raises RubricError with every problem."""
    try:
        shape = validate(document, RubricShape, RubricError)
    except RubricError as failure:
        others = _other_problems(document, signals)  # told in the same run, though the shape is wrong
        told = {_position(problem) for problem in others}
        shape_only = (problem for problem in failure.problems if _position(problem) not in told)
        raise RubricError(sorted({*shape_only, *others}, key=_position)) from failure
    maker = _Maker(document, shape, signals, switches or {})
    rubric = maker.rubric()
    if maker.problems:
        raise RubricError(sorted(dict.fromkeys(maker.problems), key=_position))
    return LoadedRubric(rubric, document)


def _position(problem: str) -> tuple[str, int, int]:
    """Return file, line and column of a finished problem, to sort by."""
    found = _POSITION.match(problem)
    return (found[1], int(found[2]), int(found[3])) if found else ("", 0, 0)


def _other_problems(document: Document, signals: Mapping[str, Domain]) -> list[str]:
    """Return what is wrong with the conditions and dimensions of a document whose shape is wrong elsewhere."""
    data = document.data if isinstance(document.data, dict) else {}
    criteria = [item for item in _items(data, "criteria") if isinstance(item.get("id"), str)]
    ids = {item["id"]: str(item.get("dimension")) for item in criteria}
    defined = data.get("definitions") if isinstance(data.get("definitions"), dict) else {}
    stand_ins = {str(name): Defined(str(name), None, All(())) for name in defined or {}}
    dimensions = data["dimensions"] if isinstance(data.get("dimensions"), dict) else {}
    problems: list[str] = []
    inside = Grammar(document, signals, definitions=stand_ins, problems=problems)
    beyond = Grammar(document, signals, ids, tuple(dimensions), stand_ins, problems)
    for number, item in enumerate(_items(data, "criteria")):
        path = ("criteria", number)
        named = item.get("dimension")
        if isinstance(named, str) and dimensions and named not in dimensions:
            hint = did_you_mean(named, dimensions)
            problems.append(document.problem((*path, "dimension"), f"there is no dimension '{named}'{hint}"))
        if "applies_to" in item:
            inside.parse(item["applies_to"], (*path, "applies_to"))
        _parse_levels(item.get("levels"), inside, (*path, "levels"))
    _parse_requirements(data, "gates", beyond, ())
    for number, rung in enumerate(_items(data.get("ladder"), "rungs")):
        _parse_requirements(rung, "requires", beyond, ("ladder", "rungs", number))
    return problems


def _parse_levels(levels: object, grammar: Grammar, path: tuple[str | int, ...]) -> None:
    """Note what is wrong with the levels of one criterion."""
    for level, condition in levels.items() if isinstance(levels, dict) else ():
        if level in _LEVELS:
            grammar.parse(condition, (*path, level))
        else:
            sentence = f"'{level}' is no level; the levels are open, partial and closed"
            grammar.problems.append(grammar.document.problem((*path, level), sentence, key=True))


def _parse_requirements(data: object, key: str, grammar: Grammar, path: tuple[str | int, ...]) -> None:
    """Note what is wrong with the conditions of a list of gates or requirements."""
    for number, item in enumerate(_items(data, key)):
        if "requires" in item:
            grammar.parse(item["requires"], (*path, key, number, "requires"))


def _items(data: object, key: str) -> list[dict[str, Any]]:
    """Return the mappings of the list under `key`; anything else counts as an empty mapping or list."""
    found = data.get(key) if isinstance(data, dict) else None
    return [item if isinstance(item, dict) else {} for item in found] if isinstance(found, list) else []


class _Maker:
    def __init__(
        self, document: Document, shape: RubricShape, signals: Mapping[str, Domain], switches: Mapping[str, str]
    ) -> None:
        self.document, self.shape, self.signals, self.switches = document, shape, signals, switches
        self.problems: list[str] = []
        self.definitions: dict[str, Defined] = {}

    def complain(self, path: tuple[str | int, ...], sentence: str, *, key: bool = False) -> None:
        self.problems.append(self.document.problem(path, sentence, key=key))

    def rubric(self) -> Rubric:
        shape = self.shape
        self._define()
        criteria = tuple(self._criterion(item, number) for number, item in enumerate(shape.criteria))
        self._check_criteria()
        gates, ladder = self._gates(), self._ladder()
        if ladder is None and sum(item.points for item in shape.criteria) <= 0:
            self.complain(
                ("criteria",), "the points of all criteria sum to nothing; give at least one criterion points"
            )
        return Rubric(
            id=shape.id,
            version=shape.version,
            title=shape.title,
            description=shape.description,
            sources=tuple(shape.sources),
            notice=shape.notice,
            assessments=shape.assessments,
            ranks=shape.ranks,
            ties=shape.ties,
            ranked_from=shape.ranked_from,
            dimensions=dict(shape.dimensions),
            criteria=criteria,
            definitions=dict(self.definitions),
            gates=gates,
            ladder=ladder,
            examples=tuple(self._example(item, number) for number, item in enumerate(shape.examples)),
            named=named(shape.id, shape.version, self.document),
            digest=digest_of(self.document),
            rules=rules_of(self.document),
        )

    def _grammar(self, *, over_criteria: bool) -> Grammar:
        ids = {item.id: item.dimension for item in self.shape.criteria} if over_criteria else {}
        return Grammar(self.document, self.signals, ids, tuple(self.shape.dimensions), self.definitions, self.problems)

    def _define(self) -> None:
        for wanted in self.switches:
            if wanted not in self.shape.definitions or "options" not in self.shape.definitions[wanted]:
                known = [name for name, data in self.shape.definitions.items() if "options" in data]
                offered = f"; its switches are {', '.join(known)}" if known else "; it has none"
                self.complain((), f"the rubric '{self.shape.id}' has no switch '{wanted}'{offered}")
        for name, data in self.shape.definitions.items():
            path: tuple[str | int, ...] = ("definitions", name)
            part: Condition | None
            option = None
            if "options" in data:
                part, option = self._switch(name, data, path)
            else:
                part = self._grammar(over_criteria=False).parse(data, path)
            if part is not None:
                self.definitions[name] = Defined(name, option, part)

    def _switch(
        self, name: str, data: dict[str, Any], path: tuple[str | int, ...]
    ) -> tuple[Condition | None, str | None]:
        try:
            shape = SwitchShape.model_validate(data)
        except ValueError:
            self.complain(path, "a switch has 'choose: OPTION' and 'options' with at least two named conditions")
            return None, None
        parts = {
            option: self._grammar(over_criteria=False).parse(condition, (*path, "options", option))
            for option, condition in shape.options.items()
        }
        chosen = self.switches.get(name, shape.choose)
        if chosen not in parts:
            offered = ", ".join(parts)
            self.complain((*path, "choose"), f"'{chosen}' is no option of '{name}'; options are {offered}")
            return None, None
        return parts[chosen], chosen

    def _criterion(self, shape: CriterionShape, number: int) -> Criterion:
        path: tuple[str | int, ...] = ("criteria", number)
        grammar = self._grammar(over_criteria=False)
        levels = []
        for level in _LEVELS:
            data = getattr(shape.levels, level.value)
            if data is not None:
                condition = grammar.parse(data, (*path, "levels", level.value))
                if condition is not None:
                    levels.append((level, condition))
        applies = None if shape.applies_to is None else grammar.parse(shape.applies_to, (*path, "applies_to"))
        return Criterion(
            id=shape.id,
            dimension=shape.dimension,
            question=shape.question,
            points=shape.points,
            levels=tuple(levels),
            otherwise=Level(shape.otherwise),
            applies_to=applies,
            ratings=ratings_of(shape.assessment),
            cites=shape.cites,
            why=shape.why,
            fix=shape.fix,
            ask=shape.ask,
        )

    def _check_criteria(self) -> None:
        seen: set[str] = set()
        for number, item in enumerate(self.shape.criteria):
            path: tuple[str | int, ...] = ("criteria", number)
            if item.id in seen:
                self.complain((*path, "id"), f"the criterion '{item.id}' stands twice; rename one")
            seen.add(item.id)
            if item.dimension not in self.shape.dimensions:
                hint = did_you_mean(item.dimension, self.shape.dimensions)
                self.complain((*path, "dimension"), f"there is no dimension '{item.dimension}'{hint}")
            if item.assessment is None and all(getattr(item.levels, level.value) is None for level in _LEVELS):
                self.complain(path, f"the criterion '{item.id}' asks nothing; give it levels or an assessment")
            for wrong in rating_problems(item.assessment, self.signals):
                self.complain((*path, "assessment"), wrong)
        used = {item.dimension for item in self.shape.criteria}
        for name in self.shape.dimensions:
            if name not in used:
                self.complain(
                    ("dimensions", name), f"no criterion belongs to the dimension '{name}'; remove it", key=True
                )

    def _gates(self) -> tuple[Gate, ...]:
        grammar = self._grammar(over_criteria=True)
        gates = []
        for number, item in enumerate(self.shape.gates):
            condition = grammar.parse(item.requires, ("gates", number, "requires"))
            if condition is not None:
                gates.append(Gate(item.id, item.question, condition, item.why))
        return tuple(gates)

    def _ladder(self) -> Ladder | None:
        if self.shape.ladder is None:
            return None
        grammar = self._grammar(over_criteria=True)
        rungs = []
        for number, rung in enumerate(self.shape.ladder.rungs):
            requirements = []
            for place, item in enumerate(rung.requires):
                path = ("ladder", "rungs", number, "requires", place, "requires")
                condition = grammar.parse(item.requires, path)
                if condition is not None:
                    requirements.append(Requirement(item.name, condition))
            rungs.append(Rung(rung.label, tuple(requirements), rung.why))
        return Ladder(self.shape.ladder.title, tuple(rungs), self.shape.ladder.otherwise)

    def _example(self, shape: ExampleShape, number: int) -> Example:
        path: tuple[str | int, ...] = ("examples", number)
        given: dict[str, Value] = {}
        for signal, value in shape.given.items():
            if (answer := self._answer(signal, value, (*path, "given", signal))) is not None:
                given[signal] = answer
        for place, signal in enumerate(shape.not_applicable):
            self._known_signal(signal, (*path, "not_applicable", place))
        criteria = {item.id for item in self.shape.criteria}
        for criterion in shape.expect:
            if criterion not in criteria:
                hint = did_you_mean(criterion, criteria)
                self.complain((*path, "expect", criterion), f"there is no criterion '{criterion}'{hint}", key=True)
        if not (shape.expect or shape.score or shape.label or shape.gates):
            self.complain(path, f"the example '{shape.name}' expects nothing; add expect, score, label or gates")
        if shape.label is not None and self.shape.ladder is None:
            self.complain((*path, "label"), "the rubric has no ladder, so no label can be expected")
        gate_ids = [item.id for item in self.shape.gates]
        for gate in shape.gates:
            if gate not in gate_ids:
                self.complain(
                    (*path, "gates", gate), f"there is no gate '{gate}'{did_you_mean(gate, gate_ids)}", key=True
                )
        return Example(
            shape.name,
            given,
            tuple(shape.not_applicable),
            {criterion: Level(level) for criterion, level in shape.expect.items()},
            {key: float(value) for key, value in shape.score.items()},
            shape.label,
            dict(shape.gates),
            path,
        )

    def _known_signal(self, signal: str, path: tuple[str | int, ...]) -> bool:
        if signal in self.signals:
            return True
        self.complain(path, f"there is no signal '{signal}'{did_you_mean(signal, self.signals)}", key=True)
        return False

    def _answer(self, signal: str, value: object, path: tuple[str | int, ...]) -> Value | None:
        if not self._known_signal(signal, path):
            return None
        domain = self.signals[signal]
        members = value if domain.kind is Kind.SET and isinstance(value, list) else [value]
        for member in members:
            if problem := domain.problem_with(member):
                hint = answer_hint(member, domain)
                self.complain(path, f"'{yaml_word(member)}' is no answer of {signal}: {problem}{hint}")
                return None
        if domain.kind is Kind.SET:
            return tuple(sorted(str(member) for member in members))
        assert isinstance(value, (str, bool, int, float))
        return value
