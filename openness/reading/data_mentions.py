"""What a record names and says of training data: the nouns, and which mentions are one and the same set."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from openness.reading.known import DATASET_NAME
from openness.record.evidence import Method, Source
from openness.record.record import DatasetFact, Look

_LONG_NAME = 6


@dataclass(frozen=True)
class Mention:
    """One data set named as training data; `linked` where by an id of the Hub, or a link to its own page."""

    name: str
    stage: str
    source: Source
    method: Method
    fact: DatasetFact | None = None
    linked: bool = False
    words: str = ""
    """What the link reads, where it is one."""

    @property
    def pointed(self) -> bool:
        """Whether a reader knows where to look: by an id, a link, or a name that everybody in the field knows."""
        return self.linked or self.well_known

    @property
    def well_known(self) -> bool:
        """Whether everybody in the field knows the set by this name, wherever it is kept."""
        return DATASET_NAME.fullmatch(self.name.lower()) is not None

    @property
    def exists(self) -> bool | None:
        """Whether the data set is there; None where nobody looked."""
        if self.fact is None or self.fact.look in (Look.NOT_LOOKED, Look.FAILED):
            return None
        return self.fact.look is not Look.ABSENT

    @property
    def gated(self) -> bool | None:
        """Whether access is refused or gated; None where not told."""
        if self.fact is None or self.fact.look in (Look.NOT_LOOKED, Look.FAILED):
            return None
        if self.fact.look is Look.REFUSED or self.fact.private or self.fact.disabled:
            return True
        return self.fact.gated in ("auto", "manual", "unspecified")

    @property
    def public(self) -> bool:
        return self.exists is True and not self.gated


@dataclass
class Statements:
    """What the card says about training data beside names, with the sentences saying it."""

    withheld: dict[str, Source] = field(default_factory=dict)
    described: dict[str, Source] = field(default_factory=dict)
    elsewhere: dict[str, Source] = field(default_factory=dict)
    """Data described where the words lead to its names, or may be one: nobody here has read them."""
    other: dict[str, Source] = field(default_factory=dict)
    """Data beyond the named sets: in-house, "such as", synthetic."""


@dataclass(frozen=True)
class DataReading:
    """The mentions and statements of one record; `tuned` where the model continues another one."""

    mentions: tuple[Mention, ...]
    statements: Statements
    tuned: bool

    @property
    def told(self) -> bool:
        """Whether the record speaks of a training at all."""
        return bool(self.mentions or self.statements.described or self.statements.withheld)

    def of(self, stage: str) -> list[Mention]:
        """Return the mentions of one stage; those that the Hub does not show are left out, unless all know the name."""
        return [
            mention
            for mention in self.mentions
            if mention.stage == stage and (mention.exists is not False or mention.well_known)
        ]

    def absent(self, stage: str) -> list[str]:
        """Return the names of one stage that the Hub does not show: gone, hidden, or never there."""
        return [mention.name for mention in self.mentions if mention.stage == stage and mention.exists is False]


def distinct(found: list[Mention]) -> list[Mention]:
    """Return the mentions without mere names of what is pointed at elsewhere ("LAION" beside a link
    "LAION-5B").
    """
    mentions = _longest(found)
    if all(mention.linked for mention in mentions):
        return mentions
    linked = [mention for mention in mentions if mention.linked]
    pointed = "\n".join(letters_of(f"{mention.name} {mention.words}") for mention in linked)
    whole = [name for mention in linked if len(name := letters_of(mention.name.rpartition("/")[2])) >= _LONG_NAME]
    said = [_words(f"{mention.name} {mention.words}") for mention in linked]
    return [
        mention
        for mention in mentions
        if mention.linked
        or not (
            letters_of(mention.name) in pointed
            or _holds_one(letters_of(mention.name), whole)
            or _says_again(_words(mention.name), said)
        )
    ]


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Leave out mere names that stand as a part in a longer one ("Wikipedia" beside "Japanese Wikipedia")."""
    names = [letters_of(mention.name.rpartition("/")[2]) for mention in mentions]
    kept = []
    for place, mention in enumerate(mentions):
        mine = names[place]
        longer = (
            other != mine and mine in other and mentions[at].stage == mention.stage for at, other in enumerate(names)
        )
        if mention.linked or not any(longer):
            kept.append(mention)
    return kept


def _words(name: str) -> frozenset[str]:
    """Return the words of a name that tell it from others, in lower case."""
    plain = name.rpartition("/")[2].replace("'s", "")
    humps = re.findall(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])", plain)
    return frozenset(part.lower() for part in (*humps, *re.findall(r"[a-z]{2,}", plain.lower()))) - _NOUNS


_NOUNS = frozenset("dataset datasets data corpus the of and for train training set version".split())


def _says_again(name: frozenset[str], others: list[frozenset[str]]) -> bool:
    """Return whether most words of a name stand in another one ("Stack Dedup v1.2" beside `the-stack-dedup`)."""
    return bool(name) and any(2 * len(name & other) > len(name) for other in others)


def _holds_one(name: str, others: list[str]) -> bool:
    """Return whether a name goes on from another: a translation or a part of that set."""
    return any(other in name for other in others)


def letters_of(name: str) -> str:
    """Return the letters and digits of a name, in lower case."""
    return "".join(filter(str.isalnum, name.lower()))
