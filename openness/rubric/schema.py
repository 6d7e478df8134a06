"""The shape of a rubric file: what may stand where. Conditions are checked by `grammar` afterwards."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictInt, StrictStr

_ID = r"^[a-z0-9][a-z0-9_.-]*$"


_DIGITS = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*(?:%|points?|pts?)?\s*\Z")


def _identifier(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(_ID, value):
        raise ValueError(
            f"'{value[:80]}' is no id; write small letters, digits, '-', '_' and '.', such as weights-final"
        )
    return value


Identifier = Annotated[StrictStr, Field(pattern=_ID, max_length=80), BeforeValidator(_identifier)]
Sentence = Annotated[StrictStr, Field(min_length=1, max_length=600)]


def _number_advice(value: object) -> str:
    if isinstance(value, str) and (found := _DIGITS.match(value)):
        plain = found[1].replace(",", ".")
        return f"'{value[:80]}' is no number; write {plain}, a point before decimals and nothing after the digits"
    shown = "" if value is None or isinstance(value, (dict, list)) else f"'{str(value)[:80]}' is no number; "
    return f"{shown}write a number in digits, such as 2 or 2.5, without quotation marks"


def _number(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(_number_advice(value))  # noqa: TRY004 - pydantic reports ValueError
    return value


Points = Annotated[float, BeforeValidator(_number)]
ConditionData = Annotated[dict[str, Any], Field(json_schema_extra={"x-openness": "condition"})]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Levels(_Shape):
    """The conditions of a criterion's levels, tried in the order open, partial, closed; the first that holds wins."""

    open: ConditionData | None = None
    partial: ConditionData | None = None
    closed: ConditionData | None = None


class CarriesOver(_Shape):
    """The level that each level of an assessment gives here; one that is left out says nothing.

    Of a whole that people rated, its parts are open where all of it is, and closed where none of it is there.
    """

    open: Literal["open", "partial", "closed"] | None = None
    partial: Literal["open", "partial", "closed"] | None = None
    closed: Literal["open", "partial", "closed"] | None = None


class CriterionShape(_Shape):
    """One line of a rubric."""

    id: Identifier
    dimension: Identifier
    question: Sentence
    points: Annotated[Points, Field(ge=0, le=1000)] = 1
    """How much the criterion weighs; 0 shows it without counting it."""
    levels: Levels = Levels()
    otherwise: Literal["open", "partial", "closed", "unknown"] = "unknown"
    """The level when every condition is decided and none holds."""
    applies_to: ConditionData | None = None
    """Where this is false, the level is not_applicable."""
    assessment: StrictStr | dict[StrictStr, CarriesOver] | None = None
    """A signal of levels that only people answer (such as `osai.trainingcode`), or several with what carries over."""
    cites: Sentence | None = None
    """The place in the source text this criterion reads, such as `para 83`."""
    why: Sentence
    fix: Sentence
    """What the publisher can do about it."""
    ask: Sentence | None = None
    """What a buyer asks the publisher where the answer is unknown."""


class SwitchShape(_Shape):
    """A named condition with alternatives, one of which is in force."""

    choose: StrictStr
    options: Annotated[dict[StrictStr, ConditionData], Field(min_length=2)]
    title: Sentence | None = None


class RequirementShape(_Shape):
    """One requirement of a gate or a rung."""

    name: Sentence
    requires: ConditionData


class GateShape(_Shape):
    """A minimum that is passed or failed, beside the score and never mixed into it."""

    id: Identifier
    question: Sentence
    requires: ConditionData
    why: Sentence


class RungShape(_Shape):
    """One label of a ladder with what it requires."""

    label: Sentence
    requires: Annotated[list[RequirementShape], Field(min_length=1)]
    why: Sentence | None = None


class LadderShape(_Shape):
    """Ordered labels, the best first: the first rung whose requirements all hold is the answer."""

    title: Sentence
    rungs: Annotated[list[RungShape], Field(min_length=1)]
    otherwise: Sentence
    """The label when no rung holds."""


class ExampleShape(_Shape):
    """Answers and what must follow from them; runs as a test whenever the rubric is loaded for validation.

    `given` maps signals to answers; signals left out are unknown. `not_applicable: [signal]` says that
    a question does not arise.
    """

    name: Sentence
    given: dict[StrictStr, Any] = {}
    not_applicable: list[StrictStr] = []
    expect: dict[StrictStr, Literal["open", "partial", "closed", "unknown", "not_applicable"]] = {}
    score: dict[Literal["low", "high", "coverage"], Points] = {}
    label: StrictStr | None = None
    gates: dict[StrictStr, Literal["passed", "failed", "unknown"]] = {}


class RubricShape(_Shape):
    """A whole rubric file."""

    id: Identifier
    version: Annotated[StrictInt, Field(ge=1)]
    title: Sentence
    description: Sentence | None = None
    sources: list[Sentence] = []
    """What the rubric reproduces or reads, with link and date."""
    notice: Sentence | None = None
    """A line shown with every result, such as a limit of what it means."""
    extends: StrictStr | None = None
    """The id of a preset or the path of a file (relative to this one) this rubric starts from."""
    remove: list[StrictStr] = []
    """Ids of criteria of the extended rubric to leave out."""
    assessments: Literal["first", "last"] = "last"
    """Whether an assessment decides before automatic evidence, or only where that is unknown."""
    ranks: Literal["models", "systems"] = "systems"
    """What `openness rank` lists when it is not told."""
    ranked_from: Annotated[Points, Field(ge=0, le=1)] = 0
    """Least coverage (0 to 1) from which an entry is ranked; of one below it too little is known."""
    ties: Literal["id_ascending", "id_descending"] | None = None
    """An order that the source prescribes for equal scores (by code unit of the id); equals share their rank anyway."""
    dimensions: Annotated[dict[Identifier, Sentence], Field(min_length=1)]
    definitions: dict[Identifier, dict[str, Any]] = {}
    criteria: Annotated[list[CriterionShape], Field(min_length=1)]
    gates: list[GateShape] = []
    ladder: LadderShape | None = None
    examples: list[ExampleShape] = []
