"""A system of the catalogue: a release family with the end model people use, its base, and what was judged of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from openness.catalogue.entry import Day, Entry, HubId, Line, Origin, WebAddress
from openness.catalogue.fact import Facts, Modality
from openness.catalogue.places import NAMES, country_code
from openness.files.nearest import did_you_mean
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source

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


class Role(StrEnum):
    """What a Hub model is to its system."""

    END = "end"
    """The model that people use; where there are several, the largest, through which the system is judged."""
    BASE = "base"
    """The model it was made from."""
    SIBLING = "sibling"
    """Another model of the same release: another size or variant under the same card and licence."""


class Level(StrEnum):
    """The index's classes."""

    OPEN = "open"
    PARTIAL = "partial"
    CLOSED = "closed"


class PerformanceClass(StrEnum):
    """How able the system is, in the index's words: a filter, no part of any score."""

    LATEST = "latest"
    FULL = "full"
    LIMITED = "limited"


class Organisation(Entry):
    """Who publishes the system."""

    name: Line
    urls: list[WebAddress] = Field([])
    origin: Line | None = None
    contributor_type: Line | None = None

    @field_validator("origin")
    @classmethod
    def _is_no_slip(cls, origin: str | None) -> str | None:
        # Countries beyond those we have names for are taken as they are; a slip of a known one would be no origin.
        if origin and country_code(origin) is None and (hint := did_you_mean(origin, NAMES)):
            raise ValueError(f"there is no country '{origin}'{hint}")
        return origin


class SystemModel(Entry):
    """One Hub model of the system."""

    id: HubId
    role: Role
    source: Line | None = None
    """Key of `sources`: the page that bears the role out. The index's own entries rest on its links and names."""


class Compute(Entry):
    """An estimate of training compute, in floating-point operations."""

    flop: Annotated[float, Field(gt=0)]
    at_least: bool = False
    orders_of_magnitude: float | None = None
    """Half the width of the estimate, as a power of ten."""
    method: Line | None = None
    source: Line | None = None


class TrainingCompute(Entry):
    """Estimates for the base and the end model."""

    base: Compute | None = None
    end: Compute | None = None


class Class(Entry):
    """The class given to one parameter, with the links it rests on."""

    level: Level
    links: list[WebAddress] = Field([])


class IndexAssessment(Entry):
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


class _Told(Entry):
    """What both an entry and the facts laid beside one may hold."""

    aliases: list[Line] = Field([])
    """Other names people look for."""
    former_ids: list[Line] = Field([])
    """Ids it had before: an id never changes without leaving the old one here."""
    models: list[SystemModel] = Field([])
    sources: dict[str, Origin] = Field({})
    """The pages the facts rest on, by a key of one's own."""
    facts: Facts = Facts()

    @model_validator(mode="after")
    def _one_model_once(self) -> _Told:
        ids = [model.id.lower() for model in self.models]
        if len(set(ids)) < len(ids):
            raise ValueError("a model may be named once only")
        return self


class Overlay(_Told):
    """`facts/<id>.yaml`: what we know of a system whose entry is made from an index, laid beside it.

    Where it names models of a role, they stand in place of the entry's models of that role.
    """

    system: Line


class System(_Told):
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
    links: dict[str, list[WebAddress]] = Field({})
    """Links by topic that no class rests on; `home` is the system's own page."""
    training_compute: TrainingCompute | None = None
    assessments: list[IndexAssessment] = Field([])

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it is made for: as its facts state it, else as the entry's head or an index says; ordered."""
        stated = self.facts.modalities
        return tuple(sorted(kind.value for kind in ((stated.value if stated else []) or self.modalities)))

    @property
    def names(self) -> tuple[str, ...]:
        """Everything it is called: id, name, aliases, former ids."""
        return tuple(dict.fromkeys((self.id, self.name, *self.aliases, *self.former_ids)))

    def joined(self, overlay: Overlay) -> System:
        """Return the entry with the facts laid beside it."""
        given = {model.id.lower() for model in overlay.models}
        roles = {model.role for model in overlay.models}
        kept = [model for model in self.models if model.id.lower() not in given and model.role not in roles]
        return self.model_copy(
            update={
                "aliases": [*self.aliases, *overlay.aliases],
                "former_ids": [*self.former_ids, *overlay.former_ids],
                "models": [*overlay.models, *kept],
                "sources": {**self.sources, **overlay.sources},
                "facts": overlay.facts,
            }
        )

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
