"""Sayings: the nouns of what a publisher says about licences, gathered with its places and not yet judged."""

from __future__ import annotations

from dataclasses import dataclass

from openness.record.evidence import Confidence, Source
from openness.record.file_names import Role, Scope
from openness.record.record import DatasetFact, Look, Relation


@dataclass(frozen=True)
class Saying:
    """One value the publisher wrote, and where."""

    value: str
    source: Source
    confidence: Confidence = Confidence.HIGH
    """How sure it is that this is what the publisher meant."""


@dataclass(frozen=True)
class LicenceFile:
    """One file that is about terms of use; `text` is None where it was not read."""

    path: str
    role: Role
    scope: Scope
    look: Look
    text: str | None = None


@dataclass(frozen=True)
class BaseClaims:
    """What is known of one ancestor; `claims` is None where the ancestor was not read."""

    id: str
    look: Look
    depth: int
    relation: Relation
    claims: Claims | None


@dataclass(frozen=True)
class Claims:
    """All that one model at one revision says about its licence."""

    model: str
    ids: tuple[Saying, ...] = ()
    """`license` of the card's metadata; a list gives several."""
    tags: tuple[Saying, ...] = ()
    """What the `license:` tags say."""
    name: Saying | None = None
    link: Saying | None = None
    files: tuple[LicenceFile, ...] = ()
    files_look: Look = Look.NOT_LOOKED
    """Whether the file list was read: without it, absence of a licence file cannot be told."""
    metadata_look: Look = Look.NOT_LOOKED
    metadata_problem: str | None = None
    """Why the card's metadata could not be read."""
    bases_named: tuple[str, ...] = ()
    relation: Relation | None = None
    bases: tuple[BaseClaims, ...] = ()
    datasets: tuple[DatasetFact, ...] = ()
    datasets_named: tuple[str, ...] = ()
    has_code: bool | None = None
    has_card: bool | None = None
    pipeline: str | None = None
    statements: tuple[tuple[Scope, Saying], ...] = ()
    """Licences that sentences of the card name, by what they are about."""
    strict: tuple[Saying, ...] = ()
    """Sentences of the card that limit use to research or non-commercial purposes."""
    gate_text: LicenceFile | None = None
    """The text a reader must accept before access (`extra_gated_prompt`), often the licence itself."""
