"""Requirements as plain values: which are asked, with what bound, and what follows when one is not met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from openness.files.nearest import did_you_mean
from openness.phrases import Phrase
from openness.record.language_code import language_code, meant_code


class Action(StrEnum):
    """What follows when a requirement is not met, or not shown to be met."""

    BLOCK = "block"
    WARN = "warn"
    AUDIT = "audit"


Purpose = Literal["text", "code", "image", "audio", "video", "time_series", "tabular", "robotics", "other"]
Basis = Literal["tag", "catalogue", "named", "text"]
"""What an answer about a licence rests on, the weakest first."""


class Asked(BaseModel):
    """One requirement; `undecided` says what follows when it cannot be told (by default the same as `then`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    then: Action = Action.BLOCK
    undecided: Action | None = None

    @property
    def when_undecided(self) -> Action:
        return self.undecided or self.then


class Flag(Asked):
    """A requirement without a bound."""


class AnyOf(Asked):
    """One of several words will do."""

    any_of: Annotated[tuple[str, ...], Field(min_length=1, max_length=100)]


class AnyPurpose(Asked):
    """One of several purposes will do."""

    any_of: Annotated[tuple[Purpose, ...], Field(min_length=1)]


class AllOf(Asked):
    """All of several words are needed."""

    all_of: Annotated[tuple[str, ...], Field(min_length=1, max_length=100)]


class AtMost(Asked):
    """A number that may not be passed."""

    at_most: Annotated[float, Field(gt=0)]


class Minimum(Asked):
    """Lowest proven points, out of 100, by dimension of the rubric; `score` is the whole."""

    at_least: Annotated[dict[str, Annotated[float, Field(ge=0, le=100)]], Field(min_length=1)]


class Known(Asked):
    """The weakest ground that will do for what is said of the licence."""

    at_least: Basis


def _short(value: Any, bound: str | None) -> Any:
    """Let `true`, `warn`, a list or a number stand for the whole mapping."""
    if isinstance(value, str) and value in tuple(Action):
        return {"then": value}
    if bound is None or isinstance(value, (dict, Asked)):
        return value
    if bound in ("any_of", "all_of") and isinstance(value, str):
        return {bound: tuple(part.strip() for part in value.split(",") if part.strip())}
    return {bound: value}


def _flag(value: Any, info: ValidationInfo) -> Any:
    """Let `true` or an action stand for a requirement without a bound; raises ValueError for any other word."""
    if value is True:
        return {}
    short = _short(value, None)
    if short is None or isinstance(short, (dict, Asked)):
        return short
    name, actions = info.field_name, ", ".join(Action)
    if short is False:
        raise ValueError(f"'{name}' is asked or left out; write true, or {{then: {Action.WARN}}}, or remove the line")
    hint = did_you_mean(str(short), Action)
    raise ValueError(f"'{name}' cannot be '{short}'{hint or ';'} write true, or {{then: …}} with one of {actions}")


def _minimum(value: Any) -> Any:
    return (
        {"at_least": value} if isinstance(value, dict) and not {"at_least", "then", "undecided"} & set(value) else value
    )


_FlagField = Annotated[Flag | None, BeforeValidator(_flag)]
_AnyField = Annotated[AnyOf | None, BeforeValidator(lambda value: _short(value, "any_of"))]
_AllField = Annotated[AllOf | None, BeforeValidator(lambda value: _short(value, "all_of"))]


class Requirements(BaseModel):
    """What is asked; None is not asked. The order of the fields is the order in which reasons are given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    purpose: Annotated[AnyPurpose | None, BeforeValidator(lambda value: _short(value, "any_of"))] = None
    commercial: _FlagField = None
    public_body: _FlagField = None
    eu: _FlagField = None
    modification: _FlagField = None
    redistribution: _FlagField = None
    no_thresholds: _FlagField = None
    no_registration: _FlagField = None
    no_forbidden_purposes: _FlagField = None
    languages: _AllField = None
    size: Annotated[AtMost | None, BeforeValidator(lambda value: _short(value, "at_most"))] = None
    """Billions of parameters."""
    origin: _AnyField = None
    upstream: _AnyField = None
    minimum: Annotated[Minimum | None, BeforeValidator(_minimum)] = None
    basis: Annotated[Known | None, BeforeValidator(lambda value: _short(value, "at_least"))] = None

    @field_validator("languages")
    @classmethod
    def _have_codes(cls, asked: AllOf | None) -> AllOf | None:
        wrong = [word for word in asked.all_of if language_code(word, known=True) is None] if asked else []
        if wrong:
            raise ValueError("; ".join(f"no language has the code '{word}'{_code_meant(word)}" for word in wrong))
        return asked

    def asked(self) -> Iterator[tuple[str, Asked]]:
        """Yield the requirements that are asked, in order, by name."""
        for name in type(self).model_fields:
            given = getattr(self, name)
            if given is not None:
                yield name, given

    @property
    def any(self) -> bool:
        return next(self.asked(), None) is not None


def _code_meant(word: str) -> str:
    code = meant_code(word)
    return f"; did you mean '{code}'?" if code else "; write codes of ISO 639, such as de, fr or nds"


def _points(name: str, number: float) -> Phrase:
    told = {"points": f"{number:g}"}
    return Phrase("asked.points", told) if name == "score" else Phrase("asked.points_for", {**told, "dimension": name})


class Policy(BaseModel):
    """A policy file: the rubric whose points count, and the requirements."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Field(max_length=200)] = ""
    rubric: str = "default"
    switches: dict[str, str] = {}
    requirements: Requirements

    @model_validator(mode="after")
    def _asks_something(self) -> Policy:
        if not self.requirements.any:
            raise ValueError("a policy must ask something; name at least one requirement")
        return self


def asked_words(name: str, asked: Asked) -> Phrase:
    """Return the requirement `name` as a phrase, with its bound in words."""
    return Phrase(f"asked.{name}", _bound(asked))


def _bound(asked: Asked) -> Mapping[str, object]:
    match asked:
        case AnyPurpose(any_of=parts):
            return {"bound": tuple(Phrase(f"purpose.{part}") for part in parts)}
        case AnyOf(any_of=parts) | AllOf(all_of=parts):
            return {"bound": ", ".join(parts)}
        case AtMost(at_most=number):
            return {"bound": f"{number:g}"}
        case Minimum(at_least=points):
            return {"bound": tuple(_points(name, number) for name, number in points.items())}
        case Known(at_least=basis):
            return {"bound": Phrase(f"basis.{basis}")}
        case _:
            return {"bound": ""}
