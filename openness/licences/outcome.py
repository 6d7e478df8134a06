"""Outcomes: the nouns of what follows for a model, which licence governs it, what it allows and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field

from openness.licences.clause import Clauses, Fact
from openness.licences.conflict import Conflict
from openness.licences.knowledge import Licence
from openness.licences.policy import PolicyReading
from openness.licences.recognition import Recognition
from openness.licences.saying import LicenceFile
from openness.record.evidence import Confidence, Method, Outcome, Source
from openness.record.record import Look

KINDS = (
    "open_source",
    "open_data",
    "open_model",
    "family_tag",
    "custom",
    "use_restricted",
    "community",
    "non_commercial",
    "research_only",
    "proprietary",
)
"""From the most open to the least; of several licences that apply at once, the last one counts."""

OWN_TERMS = "custom"
"""Name given to a licence text that is none we know and that the publisher gives no name."""


@dataclass(frozen=True)
class Governing:
    """The licence the publisher gives the weights. `licences` is empty where its terms are unknown to us."""

    name: str
    licences: tuple[Licence, ...]
    method: Method
    confidence: Confidence
    sources: tuple[Source, ...]
    note: str | None = None
    unknown_part: bool = False
    """True where a part of the terms is unknown to us."""


@dataclass(frozen=True)
class ReadText:
    """One licence file and what it was recognised as."""

    file: LicenceFile
    recognition: Recognition


@dataclass(frozen=True)
class Inherited:
    """One ancestor's licence as far as it is known, and what it takes from the model."""

    base: str
    look: Look
    name: str | None
    """The ancestor's licence; None where none is known."""
    licences: tuple[Licence, ...]
    kind: str | None
    osi: bool
    """False where it takes this from the model; an ancestor we know nothing of takes nothing."""
    mof_open: bool
    open: bool
    taken: tuple[Fact, ...]
    """The ancestor's facts that forbid what the model's own licence allows."""
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Resolution:
    """The answer for one model. Flags are None where unknown; `clauses` are the effective ones.

    `outcome` is `answered` if a licence is told for the weights; else it says why none is known.
    """

    model: str
    outcome: Outcome
    governing: Governing | None
    note: str | None
    own: Clauses = field(default_factory=dict)
    clauses: Clauses = field(default_factory=dict)
    kind: str | None = None
    osi: bool | None = None
    open_definition: bool | None = None
    mof_open: bool | None = None
    open: bool | None = None
    """Whether the weights are openly licensed: own licence and every base's."""
    inherited: tuple[Inherited, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    texts: tuple[ReadText, ...] = ()
    policies: tuple[PolicyReading, ...] = ()
    text_included: bool | None = None
