"""Assessments: evidence given by a person or an outside index, with a link and a date.

They stand beside automatic evidence. Who reads them sees who judged, when and on what ground.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from openness.catalogue.entry import Day, Entry, HubId, WebAddress
from openness.errors import CatalogueError
from openness.files.yamldoc import Document, did_you_mean, read_yaml, validate
from openness.record.evidence import Confidence, Evidence, Kind, Method, Outcome, Source, Value
from openness.signals.signal import Signal


class Assessment(Entry):
    """One answer given by a person to one signal of one model or one system."""

    model: HubId | None = None
    system: str | None = None
    signal: str
    value: bool | int | float | str | list[str]
    by: Annotated[str, Field(min_length=1, max_length=200)]
    date: Day
    link: Annotated[list[WebAddress], Field(min_length=1)] | WebAddress
    """What it rests on: one page, or several."""
    note: Annotated[str | None, Field(max_length=300)] = None
    """Why, in the assessor's own words: never the publisher's."""
    revision: str | None = None
    """The revision of the model that was looked at."""

    @model_validator(mode="after")
    def _of_one_thing(self) -> Assessment:
        if (self.model is None) == (self.system is None):
            raise ValueError("an assessment is of one model or of one system; give exactly one of 'model' and 'system'")
        return self

    @property
    def evidence(self) -> Evidence:
        """The assessment as evidence; its link is the source."""
        value: Value = tuple(sorted(self.value)) if isinstance(self.value, list) else self.value
        return Evidence(
            signal=self.signal,
            outcome=Outcome.ANSWERED,
            value=value,
            method=Method.ASSESSMENT,
            confidence=Confidence.HIGH,
            sources=tuple(Source(url=link) for link in ([self.link] if isinstance(self.link, str) else self.link)),
            note=self.note,
            revision=self.revision,
            date=self.date,
            by=self.by,
        )


class AssessmentFile(Entry):
    assessments: list[Assessment]


def read_assessments(
    path: Path,
    signals: Mapping[str, Signal],
    systems: Collection[str],
    name: str | None = None,
    *,
    today: str | None = None,
) -> tuple[Assessment, ...]:
    """Read one file of assessments, whose values must lie in the domains of `signals`;
    a system they speak of must be among the ids `systems`, and no day later than `today` where that is given.

    Raises CatalogueError with every problem of the file, each with its line and column.
    """
    document = read_yaml(path, name, CatalogueError)
    found = validate(document, AssessmentFile, CatalogueError).assessments
    problems = [
        problem
        for number, assessment in enumerate(found)
        for problem in _problems(document, number, assessment, signals, systems)
    ]
    problems += [
        document.problem(("assessments", number, "date"), f"'{assessment.date}' is yet to come")
        for number, assessment in enumerate(found)
        if today is not None and assessment.date > today
    ]
    if problems:
        raise CatalogueError(problems)
    return tuple(found)


def _problems(
    document: Document, number: int, given: Assessment, signals: Mapping[str, Signal], systems: Collection[str]
) -> list[str]:
    at: tuple[str | int, ...] = ("assessments", number)
    if given.system is not None and given.system.lower() not in {system.lower() for system in systems}:
        guess = did_you_mean(given.system, systems)
        return [document.problem((*at, "system"), f"there is no system '{given.system}'{guess}")]
    signal = signals.get(given.signal)
    if signal is None:
        guess = did_you_mean(given.signal, signals)
        return [document.problem((*at, "signal"), f"there is no signal '{given.signal}'{guess}")]
    is_list = isinstance(given.value, list)
    if is_list != (signal.domain.kind is Kind.SET):
        wanted = "a list" if not is_list else "one value, not a list"
        return [document.problem((*at, "value"), f"'{given.signal}' wants {wanted}")]
    members = given.value if isinstance(given.value, list) else [given.value]
    return [
        document.problem((*at, "value"), f"the value of '{given.signal}' {problem}")
        for member in members
        if (problem := signal.domain.problem_with(member)) is not None
    ]
