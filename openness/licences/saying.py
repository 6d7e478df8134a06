"""Sayings: the nouns of what a publisher says about licences, gathered with its places and not yet judged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openness.licences.policy import PolicyReading
from openness.licences.recognition import Recognition
from openness.record.evidence import Confidence, Source
from openness.record.file_names import Role, Scope, is_plain_text
from openness.record.record import DatasetFact, Look, Relation


@dataclass(frozen=True)
class Saying:
    """One value the publisher wrote, and where."""

    value: str
    source: Source
    confidence: Confidence = Confidence.HIGH
    """How sure it is that this is what the publisher meant."""


class UseLimit(StrEnum):
    """What words about a model's use can take away."""

    NON_COMMERCIAL = "non_commercial"
    COMMERCIAL_FORBIDDEN = "commercial_forbidden"
    ON_REQUEST = "commercial_on_request"
    RESEARCH_ONLY = "research_only"
    EU = "excludes_eu"
    PUBLIC_BODY = "excludes_public_bodies"
    REGISTRATION = "registration_needed"
    REVENUE = "revenue_threshold"
    USERS = "user_threshold"
    PURPOSES = "purposes_forbidden"
    REDISTRIBUTION = "redistribution_forbidden"
    MODIFICATION = "modification_forbidden"
    INTENDED = "intended_for_research"
    """An intention, a place where it may be hosted, or terms in a table that may be another model's.

    Each may be a limit of this model, so no permission is stated."""
    COMMERCE = "commercial_use_unclear"
    """Words on commercial use that neither grant nor limit it as far as we understand them: they may do either."""
    TERMS = "terms_unclear"
    """Terms on passing on, changes, people or places of which no clause was understood: each right may be taken."""


@dataclass(frozen=True)
class SaidLimit:
    """One limit that words state, and where; `where` is `card`, `gate` or `notice`."""

    limit: UseLimit
    saying: Saying
    where: str = "card"


@dataclass(frozen=True)
class GateWords:
    """What the words before access say: licences named, and what of them is not understood."""

    named: tuple[Saying, ...] = ()
    """Our ids of licences that must be accepted."""
    unread: Saying | None = None
    """Words that bind and whose terms were not read: a licence we do not know, a language without words."""


@dataclass(frozen=True)
class ReadAs:
    """What a text was read as: what recognition says, the policy in it, and whether it says more than where to look."""

    recognition: Recognition
    policy: PolicyReading | None = None
    speaks: bool = True
    points_away: bool = False
    """True where it holds nothing but an address that we know no licence by."""


@dataclass(frozen=True)
class LicenceFile:
    """One file that is about terms of use; `text` is None where it was not read."""

    path: str
    role: Role
    scope: Scope
    look: Look
    text: str | None = None
    read: ReadAs | None = None
    """What its text was read as, where the text itself is not kept."""

    @property
    def is_read(self) -> bool:
        """Whether its text was read, kept or not."""
        return self.text is not None or self.read is not None

    @property
    def plain(self) -> bool:
        """Whether it is plain text by its name (not: PDF, HTML)."""
        return is_plain_text(self.path)


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
    limits: tuple[SaidLimit, ...] = ()
    """What sentences of the card, the gate and notices take away."""
    notices: tuple[Saying, ...] = ()
    """Our ids of restricted licences whose notice the card or a notice file carries."""
    gate: GateWords = GateWords()
    gated: bool | None = None
    unknown_terms: Saying | None = None
    """A sentence of the card that puts the model under terms we do not know by that name."""
    condition: Saying | None = None
    """What a sentence of the card ties the licence to that it names: "under the condition that ..."."""
    foreign: Saying | None = None
    """What the card says of a licence or of commerce in a language whose words we do not have."""
    odd_ids: tuple[Saying, ...] = ()
    """What `license` says where it stands a second time: the Hub reads one, both bind."""
    base_hints: tuple[str, ...] = ()
    """Of a model that names no base: an empty name where it is an adapter (there is one, and it is not told), or the
    family under a binding licence whose name its own name carries."""
    bases_told: tuple[Saying, ...] = ()
    """Of a model whose metadata name no base: what its card's words, a table or code tell of one, each an id or the
    family under a binding licence to which the name belongs."""
    gate_text: LicenceFile | None = None
    """The text a reader must accept before access (`extra_gated_prompt`), often the licence itself."""
