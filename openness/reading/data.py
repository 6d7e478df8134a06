"""Which data sets a model says it was trained on, and what it says about them, read once a record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from openness.card import Card, Link, Sentence
from openness.card.address import read_address
from openness.card.named import names_of
from openness.reading.ancestry import sounds_tuned
from openness.reading.data_wording import (
    POST,
    PRE,
    about_data,
    is_of_evaluation,
    is_of_private_data,
    is_of_running,
    is_of_something_else,
    is_of_tuning,
    says_on_what,
    stage_of,
    tells_of_more,
    tells_parts,
    trained_on,
    withholds,
)
from openness.reading.headings import OTHER_MODELS, section_topics
from openness.reading.known import CORPUS_NAME, DATASET_NAME
from openness.reading.reading import Reading, once
from openness.reading.tuning import is_tuned
from openness.reading.wording import announces, denies, is_placeholder
from openness.record.evidence import Method, Source
from openness.record.record import DatasetFact, Look

_ELSEWHERE = frozenset({"evaluation", "citation", "licence", "usage", "limitations"})
_MOST = 200
_LONG_NAME = 6
_MOST_SENTENCES = 500

_DATA_WORDS = (
    "data", "corpus", "corpora", "token", "trained", "fine-tun", "finetun", "donnée", "daten",
    "datos", "dati", "dados", "数据", "语料",
    "データ", "コーパス", "데이터", "말뭉치",
)  # fmt: skip
_NOT_A_NAME = re.compile(
    r"\A(?:this|these|here|the (?:data|dataset)|our|link|datasets?|data|more|see|read)\b|\b(?:papers?|arxiv"
    r"|parallel\w*|librar(?:y|ies)|packages?|frameworks?|quanti[sz]\w*|optimi[sz]\w*|licen[cs]e|blog|polic(?:y|ies)|classifiers?|models?|tools?|"
    r"terms|reports?|pages?|website|documentation|guide|filters?|code|format|processing|card|privacy|usage)\b"
)
_SAYS_DATA = re.compile(r"\b(?:dataset|corpus|data)\b")
_PAGES = frozenset({"code", "page", "pdf"})


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
    other: dict[str, Source] = field(default_factory=dict)
    """Data beyond the named sets: in-house, "such as", synthetic."""


@dataclass(frozen=True)
class DataReading:
    """The mentions and statements of one record; `tuned` where the model continues another one."""

    mentions: tuple[Mention, ...]
    statements: Statements
    tuned: bool

    def of(self, stage: str) -> list[Mention]:
        """Return the mentions of one stage, those proven absent left out."""
        return [mention for mention in self.mentions if mention.stage == stage and mention.exists is not False]


@once
def read_data(reading: Reading) -> DataReading:
    """Return what one record tells about its training data; read once a reading."""
    return _Reader(reading).read()


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.facts = {fact.id.lower(): fact for fact in reading.record.datasets}
        self.tuned = is_tuned(reading)
        self.own_stage = POST if self.tuned else PRE
        self.found: dict[tuple[str, str], Mention] = {}
        self.addresses: set[str] = set()
        self.linked_sections: set[int] = set()
        self.statements = Statements()

    def read(self) -> DataReading:
        card = self.reading.card
        if card is not None:
            self.topics = section_topics(card)
            self._links(card)
            self._sentences(card)
        self._metadata()
        return DataReading(tuple(self._distinct()), self.statements, self.tuned)

    def _distinct(self) -> list[Mention]:
        """Return the mentions without mere names of what is pointed at elsewhere ("LAION" beside a link "LAION-5B")."""
        mentions = list(self.found.values())
        if all(mention.linked for mention in mentions):
            return mentions
        linked = [mention for mention in mentions if mention.linked]
        pointed = "\n".join(_letters(f"{mention.name} {mention.words}") for mention in linked)
        whole = [name for mention in linked if len(name := _letters(mention.name.rpartition("/")[2])) >= _LONG_NAME]
        return [
            mention
            for mention in mentions
            if mention.linked or not (_letters(mention.name) in pointed or _holds_one(_letters(mention.name), whole))
        ]

    def _add(
        self, name: str, stage: str, source: Source, method: Method, linked: bool = False, words: str = ""
    ) -> None:
        key = (name.lower().removesuffix(".git"), stage)
        known = self.found.get(key)
        if known is None and len(self.found) < _MOST:
            self.found[key] = Mention(name, stage, source, method, self.facts.get(name.lower()), linked, words)
        elif known is not None and linked and not known.linked:
            self.found[key] = replace(known, linked=True, words=words)

    def _metadata(self) -> None:
        already = {name for (name, _), mention in self.found.items() if mention.linked}
        for named in self.reading.names.datasets:
            key = named.name.lower()
            if key not in already:
                stage = self._stage_of_name(key) if named.method is Method.METADATA else self.own_stage
                self._add(named.name, stage, named.source, named.method, linked=True)
                already.add(key)
        if self.tuned:
            self._base_tags()

    def _stage_of_name(self, name: str) -> str:
        """Return the stage in which a data set was named already, else the model's own."""
        return PRE if (name, PRE) in self.found and (name, POST) not in self.found else self.own_stage

    def _base_tags(self) -> None:
        """Take the data sets the Hub lists for the nearest ancestors that are not themselves tuned."""
        for base in self.reading.record.lineage:
            if base.body is None or sounds_tuned(base.id):
                continue
            for named in names_of(base.body).datasets:
                self._add(named.name, PRE, named.source.in_repository(base.id), Method.LINEAGE, linked=True)

    def _stage(self, words: str, section: int, card: Card) -> str:
        """Return the stage a sentence speaks of: by its words or its headings, else the model's own."""
        return stage_of(words, card.chain(section)[:2]) or self.own_stage

    def _links(self, card: Card) -> None:
        for link in card.links:
            if link.image:
                continue
            address = read_address(link.url)
            words = link.text.strip(" `*\n") or self._label(card, link)
            if address.kind != "dataset" and not self._names_data(card, link, address.kind, words.lower()):
                continue
            block = card.blocks[link.block].text.lower()[:600] if link.block >= 0 else ""
            topics = self.topics[link.section]
            in_data = bool(topics & {"data", "training"})
            if OTHER_MODELS in topics:
                continue
            if is_of_evaluation(block) and not in_data and "train" not in block:
                continue
            if topics & _ELSEWHERE and not in_data and "train" not in block:
                continue
            if is_of_running(block) and "train" not in block:
                continue
            name = address.name if address.kind == "dataset" else words[:80]
            if address.kind != "dataset" and link.url in self.addresses:
                continue
            self.addresses.add(link.url)
            source = self.reading.in_card(link.line, link.text or link.url)
            self.linked_sections.add(link.section)
            stage = self._stage(block, link.section, card)
            self._add(name, stage, source, Method.CARD, linked=True, words=link.text[:80])

    def _label(self, card: Card, link: Link) -> str:
        """Return what stands before a bare address in a list of data ("Sunspots: https://..."), else nothing."""
        if link.block < 0 or "data" not in self.topics[link.section] or card.blocks[link.block].kind != "item":
            return ""
        return card.blocks[link.block].text[: link.at].strip(" \n:：–—-")

    def _names_data(self, card: Card, link: Link, kind: str, text: str) -> bool:
        """Return whether a link outside the Hub's data sets names one: its words, or a data section's list."""
        if not 2 <= len(text) <= 80 or link.block < 0 or text.startswith("http"):
            return False
        in_data = "data" in self.topics[link.section]
        says = _SAYS_DATA.search(text) is not None
        listed = in_data and card.blocks[link.block].kind in ("item", "row") and kind in _PAGES
        if not (in_data or says):
            block = card.blocks[link.block].text.lower()
            if "train" not in block and "dataset" not in block:
                return False
        if _NOT_A_NAME.search(text) is not None:
            return False
        return listed or (says and kind in _PAGES) or DATASET_NAME.search(text) is not None

    def _sentences(self, card: Card) -> None:
        for sentence in self._candidates(card):
            if is_placeholder(sentence.text, sentence.hints):
                continue
            topics = self.topics[sentence.section]
            in_data = "data" in topics
            if OTHER_MODELS in topics:
                continue
            if (
                topics & {"evaluation", "citation", "licence", "usage"}
                and not in_data
                and "train" not in sentence.lower
            ):
                continue
            self._sentence(card, sentence, in_data)

    def _candidates(self, card: Card) -> list[Sentence]:
        """Return the sentences to read: those with a word about data, and all in sections about data."""
        found = {id(sentence): sentence for sentence in card.sentences_with(*_DATA_WORDS)}
        about = {index for index, topics in enumerate(self.topics) if "data" in topics}
        if about:
            found.update((id(sentence), sentence) for sentence in card.sentences if sentence.section in about)
        return sorted(found.values(), key=lambda sentence: (sentence.line, sentence.block))[:_MOST_SENTENCES]

    def _sentence(self, card: Card, sentence: Sentence, in_data: bool) -> None:
        lower = sentence.lower
        about = about_data(lower)
        withheld = about is not None and withholds(lower)
        trained = not withheld and trained_on(lower, about)
        if about is None and not (trained or in_data):
            return
        if not withheld and is_of_something_else(lower):
            return
        parts = in_data and sentence.section in self.linked_sections and tells_parts(lower)
        more = not (withheld or parts) and self._tells_of_more(card, sentence, in_data, about is not None)
        if not (withheld or trained or in_data or more):
            return
        if not withheld and "train" not in lower and is_of_evaluation(lower):
            return
        running = is_of_running(lower) or ("limitations" in self.topics[sentence.section] and not in_data)
        trained = trained and not running
        describes = trained or (
            in_data and not running and sentence.words >= 8 and (about is not None or says_on_what(lower))
        )
        names = [] if withheld or parts else self._names(card, sentence)
        if not (withheld or more or names or (describes and len(self.statements.described) < 2)):
            return
        if not withheld and announces(lower):
            return
        source = self.reading.in_card(sentence.line, sentence.text)
        stage = self._stage(lower, sentence.section, card)
        if withheld:
            self.statements.withheld.setdefault(stage, source)
            return
        if more:
            everywhere = any(is_of_private_data(title) for title in card.chain(sentence.section)[:1])
            for told in (PRE, POST) if everywhere else (stage,):
                self.statements.other.setdefault(told, source)
        if describes:
            self.statements.described.setdefault(stage, source)
        for name in names:
            self._add(name, self._stage_of_corpus(name, lower, stage), source, Method.CARD)

    def _tells_of_more(self, card: Card, sentence: Sentence, in_data: bool, about: bool) -> bool:
        """Return whether a sentence, or the heading over it, speaks of data beyond named sets: in-house, "such as"."""
        if in_data and any(is_of_private_data(title) for title in card.chain(sentence.section)[:1]):
            return True
        topics = self.topics[sentence.section]
        if not about or ("limitations" in topics and not in_data):
            return False
        return ("train" in sentence.lower or in_data) and tells_of_more(sentence.lower)

    def _stage_of_corpus(self, name: str, lower: str, stage: str) -> str:
        """A corpus that is only ever pre-trained on, named in a tuned model's card, was its base's."""
        if stage == PRE or not CORPUS_NAME.fullmatch(name) or is_of_tuning(lower):
            return stage
        return PRE

    def _names(self, card: Card, sentence: Sentence) -> list[str]:
        """Return the widely known data sets a sentence names as used; of a table's row the first alone."""
        lower = sentence.lower
        if "format" in lower or "limitations" in self.topics[sentence.section]:
            return []
        names = [match[0].strip() for match in DATASET_NAME.finditer(lower)]
        if names and denies(lower):
            return []
        return names[:1] if card.blocks[sentence.block].kind == "row" else names


def _holds_one(name: str, others: list[str]) -> bool:
    """Return whether a name goes on from another: a translation or a part of that set."""
    return any(other in name for other in others)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))
