"""Outcomes: the nouns of what follows for a model, which licence governs it, what it allows and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from openness.licences.as_read import licences_as_read, limits_as_read
from openness.licences.clause import Clauses, Fact
from openness.licences.conflict import Conflict
from openness.licences.knowledge import Licence, knowledge
from openness.licences.policy import PolicyReading
from openness.licences.recognition import Recognition, Verdict
from openness.licences.saying import LicenceFile, UseLimit
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
LEAST_TAKEN = KINDS.index("use_restricted")
"""From here on a kind takes something away."""

OWN_TERMS = "custom"
"""Name given to a licence text that is none we know and that the publisher gives no name."""


class Basis(StrEnum):
    """What an answer rests on, from the weakest to the strongest."""

    TAG = "tag"
    CATALOGUE = "catalogue"
    NAMED = "named"
    TEXT = "text"


BASES = {
    Basis.TAG: "a tag or row of the Hub alone",
    Basis.CATALOGUE: "named by a catalogue or an index",
    Basis.NAMED: "named by the publisher, by id, name, address or in words",
    Basis.TEXT: "the licence's text, read and recognised",
}


class UnreadKind(StrEnum):
    """The kinds of things that could take a permission away and were not read or not understood."""

    BASE_TERMS = "base_terms"
    BASE_GONE = "base_gone"
    BASE_NOT_READ = "base_not_read"
    BASE_BY_NAME = "base_by_name"
    BASE_IN_CONFIG = "base_in_config"
    FILE_NOT_READ = "file_not_read"
    FILE_NOT_UNDERSTOOD = "file_not_understood"
    LINK = "link"
    GATE_TERMS = "gate_terms"
    CARD_TERMS = "card_terms"
    INTENDED_USE = "intended_use"
    WORDS_NOT_UNDERSTOOD = "words_not_understood"
    HEAD = "head"


OF_BASES = frozenset(kind for kind in UnreadKind if kind.value.startswith("base_"))
"""The kinds that concern a base model; all others concern the repository itself."""

UNREAD = {
    UnreadKind.BASE_TERMS: "a base model's terms are not known, or not all of them",
    UnreadKind.BASE_GONE: "a base model is not on the Hub",
    UnreadKind.BASE_NOT_READ: "a base model was not looked at or could not be read",
    UnreadKind.BASE_BY_NAME: "a base model is told by name only, be it by what the model itself is called",
    UnreadKind.BASE_IN_CONFIG: "the model is an adapter and names no base: only a configuration file may tell it",
    UnreadKind.FILE_NOT_READ: "a licence or policy file was not read (refused, failed, no plain text)",
    UnreadKind.FILE_NOT_UNDERSTOOD: "a licence file is no text we know, or a changed one",
    UnreadKind.LINK: "license_link leads elsewhere and is never followed",
    UnreadKind.GATE_TERMS: "terms to accept before access were not read or are not known",
    UnreadKind.CARD_TERMS: "the card's text puts the model under terms that are not known by that name",
    UnreadKind.INTENDED_USE: (
        "the card says what the model is meant for only or where it may be hosted, or states terms in a table that may "
        "be another model's: a limit or mere advice"
    ),
    UnreadKind.WORDS_NOT_UNDERSTOOD: "the card speaks of a licence or of commerce in a language without words",
    UnreadKind.HEAD: "the card's metadata could not be read",
}


@dataclass(frozen=True)
class Unread:
    """One thing not read: its kind, a finished sentence, where it is named, and why nothing is known of it."""

    kind: UnreadKind
    sentence: str
    sources: tuple[Source, ...] = ()
    outcome: Outcome = Outcome.SILENT


@dataclass(frozen=True)
class Term:
    """One further source that binds: a stricter licence told elsewhere, or a limit that words state."""

    name: str
    clauses: Clauses
    sources: tuple[Source, ...]
    method: Method
    confidence: Confidence
    where: str
    """`file`, `name`, `id`, `link`, `card`, `gate` or `notice`."""
    licence: Licence | None = None
    """The whole licence it is; None where words take something away and grant nothing."""
    limit: UseLimit | None = None


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
    basis: Basis = Basis.NAMED


@dataclass(frozen=True)
class ReadText:
    """One licence file and what it was recognised as."""

    file: LicenceFile
    recognition: Recognition
    speaks: bool = True
    """Whether it governs anything: a policy, an empty file and one that only points elsewhere do not."""

    @property
    def understood(self) -> bool:
        """Whether its terms are known; of a changed text the clauses that its passages touch are left out already."""
        return not self.speaks or self.recognition.verdict is not Verdict.UNRECOGNISED

    @property
    def licences(self) -> tuple[Licence, ...]:
        """The licences recognised in it, as it states them, or those that a mere pointer names."""
        if self.recognition.verdict is Verdict.POINTER:
            named = (knowledge().find(name) for name in self.recognition.named)
            return tuple(licence for licence in named if licence is not None)
        return licences_as_read(self.recognition, self.file.path)

    @property
    def limits(self) -> tuple[Fact, ...]:
        """What a text that is not recognised takes away by its own words."""
        unknown = self.speaks and self.recognition.verdict is Verdict.UNRECOGNISED
        return limits_as_read(self.recognition, self.file.path) if unknown else ()


@dataclass(frozen=True)
class Inherited:
    """One ancestor's licence as far as it is known, and what it takes from the model."""

    base: str
    look: Look
    name: str | None
    """The ancestor's licence; None where none is known."""
    licences: tuple[Licence, ...]
    kind: str | None
    osi: bool | None
    """What the ancestor's terms say; None where they are not known."""
    mof_open: bool | None
    open: bool | None
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
    terms: tuple[Term, ...] = ()
    """Further sources that bind beside what governs."""
    unread: tuple[Unread, ...] = ()
    """What could take a permission away and was not read; with any, no permission is stated."""
    basis: Basis | None = None
    """The weakest of what the answers rest on, bases included; None where no licence is told."""
    text_included: bool | None = None
