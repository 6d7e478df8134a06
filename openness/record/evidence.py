"""Evidence: the answer to one signal about one model, with where it was read and how sure we are.

The nouns only. Signals (the questions) live in `signals`, what answers are worth lives in rubrics.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

Value = str | bool | int | float | tuple[str, ...]
"""A signal's answer: a choice or name, a flag, a count, a measure, or a sorted set of names."""


class Outcome(StrEnum):
    """What came of asking a signal. Only `answered` carries a value; unknown is never "no"."""

    ANSWERED = "answered"
    """The record decides it: the publisher says or shows so."""
    SILENT = "silent"
    """We looked where it would stand, and the publisher says nothing."""
    UNREADABLE = "unreadable"
    """We tried to look and could not: a gate, an error, a text we cannot read."""
    NOT_LOOKED = "not_looked"
    """Nobody looked: the record does not hold the part this signal reads."""
    NOT_APPLICABLE = "not_applicable"
    """The question does not arise for this model."""


class Method(StrEnum):
    """How the answer was obtained."""

    API = "api"
    FILES = "file list"
    METADATA = "card metadata"
    CARD = "card text"
    LICENCE_FILE = "licence file"
    DATASET = "dataset facts"
    LINEAGE = "lineage"
    ASSESSMENT = "assessment"
    CATALOGUE = "catalogue"
    """An entry of the catalogue states it, with its source: less than what was read of the model itself."""


class Confidence(StrEnum):
    """How far the answer can be trusted, separate from what it says; never multiplied into a score."""

    HIGH = "high"
    """A structured field, a file that is there, or a verbatim text."""
    MEDIUM = "medium"
    """A plain statement in running text, read by a rule with a known good record."""
    LOW = "low"
    """An inference that a careful reader may want to check."""


@dataclass(frozen=True, kw_only=True, init=False)
class Source:
    """One place an answer was read: a file and line, a JSON path, or a URL; a short quotation where text.

    A file or JSON path is one of the record's own repository unless `repository` names another; with `repository`
    alone the place is that repository's page.
    """

    file: str | None = None
    line: int | None = None
    json_path: str | None = None
    url: str | None = None
    repository: str | None = None
    """Another repository of the same Hub, at no fixed revision: a model's id, or `datasets/` and a data set's."""
    quote: str | None = None
    """The publisher's words, at most 200 characters; never shipped in the embedded snapshot."""

    def __init__(
        self,
        *,
        file: str | None = None,
        line: int | None = None,
        json_path: str | None = None,
        url: str | None = None,
        repository: str | None = None,
        quote: str | None = None,
    ) -> None:
        # A frozen class sets its fields one by one, at five times the cost, and a card makes dozens of sources.
        fields = self.__dict__
        fields["file"] = file
        fields["line"] = line
        fields["json_path"] = json_path
        fields["url"] = url
        fields["repository"] = repository
        fields["quote"] = quote

    def __str__(self) -> str:
        if self.file is not None:
            place = self.file if self.line is None else f"{self.file}:{self.line}"
        else:
            place = self.json_path or self.url or ""
        return " ".join(part for part in (self.repository, place) if part)

    def in_repository(self, repository: str) -> Source:
        """Return the same place in another repository; a place that names its repository or a page stays as it is."""
        return self if self.repository or self.url else replace(self, repository=repository)


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """The answer to one signal about one model.

    Invariant: `value` is set exactly when `outcome` is `answered`, and then `sources` is not empty:
    no evidence, no claim.
    """

    signal: str
    outcome: Outcome
    value: Value | None = None
    method: Method | None = None
    confidence: Confidence | None = None
    sources: tuple[Source, ...] = ()
    note: str | None = None
    """One sentence of ours: why this is the answer, or why there is none."""
    revision: str | None = None
    date: str | None = None
    """ISO date on which it was read or, for an assessment, given."""
    by: str | None = None
    """Who answered, for an assessment: a person or an index."""

    def __post_init__(self) -> None:
        if (self.value is not None) != (self.outcome is Outcome.ANSWERED):
            raise ValueError(f"{self.signal}: a value goes with the outcome 'answered' and only with it")
        if self.outcome is Outcome.ANSWERED and not self.sources:
            raise ValueError(f"{self.signal}: an answer needs at least one source")


class Kind(StrEnum):
    """The type of a signal's answers."""

    CHOICE = "choice"
    FLAG = "flag"
    COUNT = "count"
    NUMBER = "number"
    NAME = "name"
    SET = "set"


@dataclass(frozen=True)
class Domain:
    """The answers a signal can give.

    `choices` maps each possible value to what it means (kinds `choice` and, for a closed vocabulary,
    `set`); with `ordered`, they stand from the least to the most and `at_least` compares them.
    `unit` says what a count or number counts. A `name` is free text such as a licence id.
    """

    kind: Kind
    choices: Mapping[str, str] = field(default_factory=dict)
    ordered: bool = False
    unit: str | None = None
    either: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Answers that leave open which of some others holds: a test that those would answer differently is unknown."""

    def problem_with(self, value: object) -> str | None:
        """Return why `value` can never be an answer of this domain (for a set: a member), or None."""
        match self.kind:
            case Kind.FLAG:
                return None if isinstance(value, bool) else "must be true or false"
            case Kind.COUNT | Kind.NUMBER:
                number = isinstance(value, (int, float)) and not isinstance(value, bool)
                return None if number else "must be a number"
            case Kind.NAME:
                return None if isinstance(value, str) else "must be text"
            case Kind.CHOICE | Kind.SET:
                if not isinstance(value, str):
                    return "must be text" if not self.choices else f"must be one of {', '.join(self.choices)}"
                if self.choices and value not in self.choices:
                    return f"must be one of {', '.join(self.choices)}"
                return None


def choice(**meanings: str) -> Domain:
    """Return a domain of named answers without an order."""
    return Domain(Kind.CHOICE, meanings)


def open_choice(either: Mapping[str, tuple[str, ...]], **meanings: str) -> Domain:
    """Return a domain of named answers; the keys of `either` leave open which of several others holds."""
    return Domain(Kind.CHOICE, meanings, either=either)


def ordered(**meanings: str) -> Domain:
    """Return a domain of named answers from the least to the most."""
    return Domain(Kind.CHOICE, meanings, ordered=True)


def flag() -> Domain:
    """Return the domain true/false."""
    return Domain(Kind.FLAG)


def count(unit: str) -> Domain:
    """Return a domain of whole numbers from 0, counting `unit`."""
    return Domain(Kind.COUNT, unit=unit)


def number(unit: str) -> Domain:
    """Return a domain of real numbers measured in `unit`."""
    return Domain(Kind.NUMBER, unit=unit)


def name() -> Domain:
    """Return a domain of free names."""
    return Domain(Kind.NAME)


def set_of(**meanings: str) -> Domain:
    """Return a domain of sets over a vocabulary; an empty vocabulary means free names."""
    return Domain(Kind.SET, meanings)
