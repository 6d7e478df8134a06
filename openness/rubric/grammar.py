"""The grammar of conditions: plain YAML data in, `Condition` out, every mistake with its position.

    all: [c, c]   any: [c, c]   not: c
    count: {of: [c, c, c], at_least: 2}
    defined: open-licence                       # a name from `definitions`
    weights.published: all                      # a signal has this value
    weights.published: [all, partial]           # ... one of these
    data.pretraining: {at_least: named}         # ordered values and numbers; also at_most
    weights.formats: {includes: safetensors}    # sets; also includes_any, includes_all, size_at_least
    level.training-code: [open, partial]        # another criterion's level (ladders and gates)
    dimension.data: {at_least: 50}              # a dimension's score (ladders and gates)
    any_criterion: {is: closed, of: [a, b]}     # of: all criteria if left out; also `dimension: data`
    every_criterion: {is: [open, not_applicable]}

Several keys in one mapping mean: all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openness.files.nearest import did_you_mean
from openness.files.yamldoc import Document
from openness.record.evidence import Domain, Kind, Value
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

KEYWORDS = ("all", "any", "not", "count", "defined", "any_criterion", "every_criterion")
_ORDER_OF_LEVELS = (Level.CLOSED, Level.PARTIAL, Level.OPEN)
_COMPARISONS_BY_KIND = {
    Kind.CHOICE: (),
    Kind.FLAG: (),
    Kind.NAME: (),
    Kind.COUNT: ("at_least", "at_most"),
    Kind.NUMBER: ("at_least", "at_most"),
    Kind.SET: ("includes", "includes_any", "includes_all", "size_at_least"),
}

_Path = tuple[str | int, ...]


@dataclass
class Grammar:
    """Parses the conditions of one document; problems are collected, so that all are told at once.

    `criteria` maps the ids a condition may name to their dimension; it is empty inside criteria, where
    levels of other criteria must not be asked (one criterion never depends on another).
    """

    document: Document
    signals: Mapping[str, Domain]
    criteria: Mapping[str, str] = field(default_factory=dict)
    dimensions: Sequence[str] = ()
    definitions: Mapping[str, Defined] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def parse(self, data: object, path: _Path) -> Condition | None:
        """Return the condition written at `path`, or None after noting what is wrong with it."""
        if not isinstance(data, dict):
            return self._wrong(path, "a condition must be a mapping such as 'weights.published: all'")
        if not data:
            return self._wrong(path, "a condition must not be empty")
        parts = [self._entry(key, value, (*path, key)) for key, value in data.items()]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        return known[0] if len(known) == 1 else All(tuple(known))

    def _entry(self, key: str, value: object, path: _Path) -> Condition | None:
        match key:
            case "all" | "any":
                parts = self._list(value, path)
                if parts is None:
                    return None
                return All(parts) if key == "all" else Any(parts)
            case "not":
                part = self.parse(value, path)
                return None if part is None else Not(part)
            case "count":
                return self._count(value, path)
            case "defined":
                return self._defined(value, path)
            case "any_criterion" | "every_criterion":
                return self._over_criteria(key, value, path)
        if key.startswith("level."):
            return self._level(key.removeprefix("level."), value, path)
        if key.startswith("dimension."):
            return self._dimension(key.removeprefix("dimension."), value, path)
        if key in self.signals:
            return self._test(key, self.signals[key], value, path)
        hint = did_you_mean(key, [*KEYWORDS, *self.signals])
        offered = hint or "; see `openness signals` for the list"
        return self._wrong(path, f"there is no signal '{key}'{offered}", key=True)

    def _wrong(self, path: _Path, sentence: str, *, key: bool = False) -> None:
        self.problems.append(self.document.problem(path, sentence, key=key))

    def _list(self, value: object, path: _Path) -> tuple[Condition, ...] | None:
        if not isinstance(value, list) or not value:
            return self._wrong(path, f"'{path[-1]}' needs a list of at least one condition")
        parts = [self.parse(item, (*path, number)) for number, item in enumerate(value)]
        known = tuple(part for part in parts if part is not None)
        return known if len(known) == len(parts) else None

    def _count(self, value: object, path: _Path) -> Condition | None:
        if not isinstance(value, dict) or "of" not in value:
            return self._wrong(path, "'count' needs 'of: [conditions]' and 'at_least' or 'at_most'")
        if unknown := set(value) - {"of", "at_least", "at_most"}:
            key = min(unknown)
            return self._wrong(
                (*path, key), f"unknown key '{key}'{did_you_mean(key, ['of', 'at_least', 'at_most'])}", key=True
            )
        parts = self._list(value["of"], (*path, "of"))
        bounds = {key: value[key] for key in ("at_least", "at_most") if key in value}
        if not bounds:
            return self._wrong(path, "'count' needs 'at_least' or 'at_most'")
        size = len(value["of"]) if isinstance(value["of"], list) else 0
        for key, bound in bounds.items():
            if not isinstance(bound, int) or isinstance(bound, bool) or not 0 <= bound <= size:
                return self._wrong((*path, key), f"'{key}' must be a whole number from 0 to {size}")
        return None if parts is None else Count(parts, bounds.get("at_least"), bounds.get("at_most"))

    def _defined(self, value: object, path: _Path) -> Condition | None:
        if not isinstance(value, str) or value not in self.definitions:
            hint = did_you_mean(str(value), self.definitions)
            return self._wrong(path, f"there is no definition '{value}'{hint or '; add it under definitions'}")
        return self.definitions[value]

    def _levels(self, value: object, path: _Path) -> frozenset[Level] | None:
        if isinstance(value, dict):
            if set(value) != {"at_least"} or value["at_least"] not in _ORDER_OF_LEVELS:
                return self._wrong(path, "write a level, a list of levels, or 'at_least: partial'")
            return frozenset(_ORDER_OF_LEVELS[_ORDER_OF_LEVELS.index(Level(value["at_least"])) :])
        levels = value if isinstance(value, list) else [value]
        known = [item.value for item in Level]
        for number, item in enumerate(levels):
            if item not in known:
                at = (*path, number) if isinstance(value, list) else path
                return self._wrong(at, f"'{item}' is no level; levels are {', '.join(known)}")
        return frozenset(Level(str(item)) for item in levels)

    def _level(self, criterion: str, value: object, path: _Path) -> Condition | None:
        if not self.criteria:
            return self._wrong(path, "a criterion cannot depend on another criterion's level; ask the signals")
        if criterion not in self.criteria:
            return self._wrong(
                path, f"there is no criterion '{criterion}'{did_you_mean(criterion, self.criteria)}", key=True
            )
        levels = self._levels(value, path)
        return None if levels is None else LevelTest(criterion, levels)

    def _dimension(self, dimension: str, value: object, path: _Path) -> Condition | None:
        if not self.criteria:
            return self._wrong(path, "a criterion cannot depend on a dimension's score; ask the signals")
        if dimension not in self.dimensions:
            return self._wrong(path, f"there is no dimension '{dimension}'{did_you_mean(dimension, self.dimensions)}")
        bound = value.get("at_least") if isinstance(value, dict) and set(value) == {"at_least"} else None
        if not isinstance(bound, (int, float)) or isinstance(bound, bool) or not 0 <= bound <= 100:
            return self._wrong(path, "a dimension is asked as 'at_least: N' with N from 0 to 100")
        return DimensionTest(dimension, float(bound))

    def _over_criteria(self, key: str, value: object, path: _Path) -> Condition | None:
        if not self.criteria:
            return self._wrong(path, f"'{key}' can be asked in ladders and gates only")
        if not isinstance(value, dict) or "is" not in value or set(value) - {"is", "of", "dimension"}:
            return self._wrong(path, f"'{key}' needs 'is: LEVEL' and may have 'of: [criteria]' or 'dimension: NAME'")
        levels = self._levels(value["is"], (*path, "is"))
        chosen = list(self.criteria)
        if "dimension" in value:
            chosen = [item for item, dimension in self.criteria.items() if dimension == value["dimension"]]
            if not chosen:
                hint = did_you_mean(str(value["dimension"]), self.dimensions)
                return self._wrong((*path, "dimension"), f"there is no dimension '{value['dimension']}'{hint}")
        if "of" in value:
            named = value["of"] if isinstance(value["of"], list) else [value["of"]]
            for number, item in enumerate(named):
                if not isinstance(item, str) or item not in self.criteria:
                    hint = did_you_mean(str(item), self.criteria)
                    return self._wrong((*path, "of", number), f"there is no criterion '{item}'{hint}")
            chosen = [str(item) for item in named]
        if levels is None:
            return None
        tests = tuple(LevelTest(item, levels) for item in chosen)
        return Any(tests) if key == "any_criterion" else All(tests)

    def _test(self, signal: str, domain: Domain, value: object, path: _Path) -> Condition | None:
        if isinstance(value, dict):
            return self._comparisons(signal, domain, value, path)
        values = value if isinstance(value, list) else [value]
        if not values:
            return self._wrong(path, "the list of values is empty, so nothing can pass")
        for number, item in enumerate(values):
            if problem := domain.problem_with(item):
                at = (*path, number) if isinstance(value, list) else path
                hint = answer_hint(item, domain)
                return self._wrong(at, f"'{yaml_word(item)}' is no answer of {signal}: {problem}{hint}")
        comparison = Comparison.INCLUDES_ANY if domain.kind is Kind.SET else Comparison.IS
        return Test(signal, comparison, tuple(values), either=domain.either)  # type: ignore[arg-type] # checked by domain

    def _comparisons(self, signal: str, domain: Domain, value: Mapping[str, object], path: _Path) -> Condition | None:
        tests: list[Condition] = []
        for key, bound in value.items():
            test = self._comparison(signal, domain, key, bound, (*path, key))
            if test is None:
                return None
            tests.append(test)
        if not tests:
            return self._wrong(path, f"say what {signal} must be")
        return tests[0] if len(tests) == 1 else All(tuple(tests))

    def _comparison(self, signal: str, domain: Domain, key: str, bound: object, at: _Path) -> Test | None:
        allowed = ("at_least", "at_most") if domain.ordered else _COMPARISONS_BY_KIND[domain.kind]
        if key not in allowed:
            offered = f"may be compared by {', '.join(allowed)}" if allowed else "takes a value or a list of values"
            sentence = f"'{key}' does not fit {signal}, which {offered}{did_you_mean(key, allowed)}"
            return self._wrong(at, sentence, key=True)
        if key == "size_at_least":
            if not isinstance(bound, int) or isinstance(bound, bool) or bound < 0:
                return self._wrong(at, "'size_at_least' must be a whole number")
            return Test(signal, Comparison.SIZE_AT_LEAST, (bound,))
        values: list[Value] = bound if isinstance(bound, list) and key != "at_least" else [bound]  # type: ignore[list-item]
        if not values:
            return self._wrong(at, "the list of values is empty, so nothing can pass")
        for item in values:
            if problem := domain.problem_with(item):
                hint = answer_hint(item, domain)
                return self._wrong(at, f"'{yaml_word(item)}' is no answer of {signal}: {problem}{hint}")
        return Test(
            signal, _comparison_of(key, len(values)), tuple(values), tuple(domain.choices) if domain.ordered else ()
        )


def _comparison_of(key: str, values: int) -> Comparison:
    """Return the comparison that a key means; `includes` of several values means all of them."""
    if key != "includes":
        return Comparison(key)
    return Comparison.INCLUDES_ALL if values > 1 else Comparison.INCLUDES_ANY


def answer_hint(value: object, domain: Domain) -> str:
    """Return what may help somebody who wrote an answer that the domain does not know."""
    if value in ("unknown", "silent", "not_looked", "unreadable", "not_applicable", None):
        return "; leave it out: what is not known is unknown without being asked for"
    return did_you_mean(str(value), domain.choices)


def yaml_word(value: object) -> str:
    """Return a plain value as it is written in YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)
