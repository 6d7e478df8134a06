"""Facts about a system that no record of the Hub tells: each with its source and date, or the day nothing was found."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, model_validator

from openness.catalogue.entry import Entry, HubId, Line, RoughDay, WebAddress

CountryCode = Annotated[str, Field(pattern="^[A-Z]{2}$")]
LanguageCode = Annotated[str, Field(pattern="^[a-z]{2,3}$")]
Size = Annotated[str, Field(pattern=r"^\d+(\.\d+)?[KMBT]$")]
"""A number of parameters or tokens as people write it: 7B, 0.5B, 9.83T."""
_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}


def amount(size: str) -> int:
    """Return the number a size stands for: `6.7B` is 6,700,000,000."""
    return round(float(size[:-1]) * _UNITS[size[-1]])


class Status(StrEnum):
    """Whether the system can be had."""

    RELEASED = "released"
    """Its weights were published."""
    ANNOUNCED = "announced"
    """Spoken of, not yet published."""
    RESTRICTED = "restricted"
    """Given to some only, at the publisher's choice."""
    DISCONTINUED = "discontinued"
    """No longer offered."""
    SERVICE = "service"
    """Reached through an interface or application only; its weights are not published."""
    PLATFORM = "platform"
    """A way of making models, itself no model."""


class Stated(Entry):
    """One fact: what is stated with its source, or `not_found` with the day on which nothing was found."""

    source: Annotated[list[Line], Field(min_length=1)] | Line | None = None
    """Key or keys of `sources`."""
    not_found: RoughDay | None = None
    note: Line | None = None
    """In our own words."""

    @model_validator(mode="after")
    def _stated_or_not_found(self) -> Stated:
        if (self.source is None) == (self.not_found is None):
            raise ValueError("a fact has a source, or the day on which nothing was found: one of 'source', 'not_found'")
        said = self.said
        if self.not_found is not None and said:
            raise ValueError(f"what was not found has no {said[0]}; leave it out, or give a source")
        if self.not_found is None and not said:
            keys = ", ".join(f"'{key}'" for key in type(self).model_fields if key not in Stated.model_fields)
            raise ValueError(f"a fact with a source says something; give {keys}")
        return self

    @property
    def said(self) -> list[str]:
        """The keys of this kind of fact that are given."""
        own = [key for key in type(self).model_fields if key not in Stated.model_fields]
        return [key for key in own if getattr(self, key) not in (None, [])]

    @property
    def source_keys(self) -> tuple[str, ...]:
        """The keys of `sources` it rests on; none where nothing was found."""
        if self.source is None:
            return ()
        return (self.source,) if isinstance(self.source, str) else tuple(self.source)


class Modality(StrEnum):
    """What a system gives, in the index's words."""

    TEXT = "text"
    CODE = "code"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"


class StatusFact(Stated):
    """Whether it can be had."""

    value: Status | None = None


class CountryFact(Stated):
    """Where the developer sits; several for a joint work."""

    value: list[CountryCode] | CountryCode | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The country codes."""
        return (self.value,) if isinstance(self.value, str) else tuple(self.value or ())


class ParentFact(Stated):
    """Who owns the developer, where that bears on jurisdiction."""

    name: Line | None = None
    country: CountryCode | None = None


class LicenceFact(Stated):
    """The licence of the weights people use, as the source spells it."""

    value: Line | None = None


class ReleaseFact(Stated):
    """When the weights came out."""

    value: RoughDay | None = None


class SizesFact(Stated):
    """The sizes of the family in parameters, the one it is judged through first."""

    value: list[Size] = Field([])


class TokensFact(Stated):
    """How many tokens it was trained on."""

    value: Size | None = None


class LanguagesFact(Stated):
    """Natural languages: their codes, or only how many there are; `eu` counts the Union's 24 official ones."""

    value: list[LanguageCode] = Field([])
    count: Annotated[int, Field(gt=0)] | None = None
    eu: Annotated[int, Field(ge=0, le=24)] | None = None


class ComputeFact(Stated):
    """Machines paid for by the public on which it was trained; `public: false` where they were not public."""

    public: bool | None = None
    machine: Line | None = None
    programme: Line | None = None
    hours: Annotated[int, Field(gt=0)] | None = None
    """Accelerator hours."""


class UpstreamFact(Stated):
    """What it was made from: Hub models, a name where there is no id, or `scratch: true`."""

    models: list[HubId] = Field([])
    name: Line | None = None
    scratch: bool | None = None


class SummaryFact(Stated):
    """The public summary of training content that Art. 53(1)(d) of the AI Act asks for."""

    address: WebAddress | None = None


class ModalitiesFact(Stated):
    """What it takes and gives, where the entry's head says less: an index names only what a system gives."""

    value: list[Modality] = Field([])


class GateFact(Stated):
    """Whether one must ask before downloading, in the words of the signal `access.gate`."""

    value: Annotated[str, Field(pattern="^(none|automatic|manual|unspecified)$")] | None = None


class Facts(Entry):
    """What is known of a system beside its models and classes."""

    status: StatusFact | None = None
    country: CountryFact | None = None
    parent: ParentFact | None = None
    licence: LicenceFact | None = None
    released: ReleaseFact | None = None
    sizes: SizesFact | None = None
    tokens: TokensFact | None = None
    languages: LanguagesFact | None = None
    public_compute: ComputeFact | None = None
    upstream: UpstreamFact | None = None
    training_summary: SummaryFact | None = None
    gate: GateFact | None = None
    modalities: ModalitiesFact | None = None

    @property
    def stated(self) -> dict[str, Stated]:
        """The facts given, by key, in the order of this schema."""
        return {key: fact for key in type(self).model_fields if isinstance(fact := getattr(self, key), Stated)}
