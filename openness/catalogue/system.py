"""A system of the catalogue: a release family with the end model people use, its base, and what was judged of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from openness.catalogue.assessment import MODEL_ID, Day, WebAddress
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source

Line = Annotated[str, Field(min_length=1, max_length=300)]
"""A short text as its source spells it."""

PARAMETERS = (
    "datasources_basemodel",
    "datasources_endmodel",
    "weights_basemodel",
    "weights_endmodel",
    "trainingcode",
    "code",
    "hardware_architecture",
    "preprint",
    "paper",
    "modelcard",
    "datasheet",
    "licenses",
)
"""The index's parameters, in its order."""


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Role(StrEnum):
    """What a Hub model is to its system."""

    END = "end"
    """The model that people use; where there are several, the largest, through which the system is judged."""
    BASE = "base"
    """The model it was made from."""


class Level(StrEnum):
    """The index's classes."""

    OPEN = "open"
    PARTIAL = "partial"
    CLOSED = "closed"


class Modality(StrEnum):
    """What a system gives, in the index's words."""

    TEXT = "text"
    CODE = "code"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"


class PerformanceClass(StrEnum):
    """How able the system is, in the index's words: a filter, no part of any score."""

    LATEST = "latest"
    FULL = "full"
    LIMITED = "limited"


class Organisation(_Entry):
    """Who publishes the system."""

    name: Line
    urls: list[WebAddress] = []
    origin: Line | None = None
    contributor_type: Line | None = None


class SystemModel(_Entry):
    """One Hub model of the system."""

    id: Annotated[str, Field(pattern=MODEL_ID)]
    role: Role


class Compute(_Entry):
    """An estimate of training compute, in floating-point operations."""

    flop: Annotated[float, Field(gt=0)]
    at_least: bool = False
    orders_of_magnitude: float | None = None
    """Half the width of the estimate, as a power of ten."""
    method: Line | None = None
    source: Line | None = None


class TrainingCompute(_Entry):
    """Estimates for the base and the end model."""

    base: Compute | None = None
    end: Compute | None = None


class Class(_Entry):
    """The class given to one parameter, with the links it rests on."""

    level: Level
    links: list[WebAddress] = []


class IndexAssessment(_Entry):
    """The classes an outside index gives to the system, at one revision of its database."""

    by: Line
    url: WebAddress
    attribution: Annotated[list[Line], Field(min_length=1)]
    """How the index asks to be named; goes wherever the classes go."""
    revision: Line
    date: Day
    levels: dict[str, Class]

    @model_validator(mode="after")
    def _known_parameters(self) -> IndexAssessment:
        odd = sorted(set(self.levels) ^ set(PARAMETERS))
        if odd:
            raise ValueError(f"the levels must be those of the {len(PARAMETERS)} parameters; look at {', '.join(odd)}")
        return self


class System(_Entry):
    """One catalogue entry; names and licence as the source spells them."""

    id: Line
    name: Line
    organisation: Organisation
    modalities: Annotated[list[Modality], Field(min_length=1)]
    performance_class: PerformanceClass | None = None
    released: Annotated[str | None, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] = None
    licence: Line | None = None
    base_model_name: Line | None = None
    end_model_name: Line | None = None
    models: list[SystemModel] = []
    links: dict[str, list[WebAddress]] = {}
    """Links by topic that no class rests on; `home` is the system's own page."""
    training_compute: TrainingCompute | None = None
    assessments: list[IndexAssessment] = []

    @model_validator(mode="after")
    def _one_model_once(self) -> System:
        ids = [model.id.lower() for model in self.models]
        if len(set(ids)) < len(ids):
            raise ValueError("a model may be named once only")
        return self

    def model_with(self, role: Role) -> str | None:
        """Return the Hub id of the first model with that role, or None."""
        return next((model.id for model in self.models if model.role == role), None)

    @property
    def evidence(self) -> dict[str, Evidence]:
        """The index's classes as evidence for the signals `osai.<parameter>`."""
        return {
            f"osai.{parameter}": _class_evidence(assessment, parameter, given)
            for assessment in self.assessments
            for parameter, given in assessment.levels.items()
        }


def _class_evidence(assessment: IndexAssessment, parameter: str, given: Class) -> Evidence:
    return Evidence(
        signal=f"osai.{parameter}",
        outcome=Outcome.ANSWERED,
        value=given.level.value,
        method=Method.ASSESSMENT,
        confidence=Confidence.HIGH,
        sources=(Source(url=assessment.url), *(Source(url=link) for link in given.links)),
        revision=assessment.revision,
        date=assessment.date,
        by=assessment.by,
    )
