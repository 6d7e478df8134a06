"""Which data sets a model says it was trained on, and what it says about them, read once a record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from openness.card import Card, Link, Sentence
from openness.evidence import Method, Source
from openness.record import DatasetFact, Look, Relation
from openness.signals.addresses import read_address
from openness.signals.ancestry import read_ancestry
from openness.signals.headings import section_topics
from openness.signals.known import DATASET_NAME
from openness.signals.reading import Reading, api_source
from openness.signals.wording import announces, denies, holds_any, is_placeholder

_ELSEWHERE = frozenset({"evaluation", "citation", "licence", "usage", "limitations"})
PRE, POST = "pretraining", "posttraining"
_MOST = 200
_MOST_SENTENCES = 500

_DATA_WORDS = (
    "data", "corpus", "corpora", "token", "trained", "fine-tun", "finetun", "donnée", "daten",
    "datos", "dati", "dados", "数据", "语料",
    "データ", "コーパス", "데이터", "말뭉치",
)  # fmt: skip
_DATA = re.compile(
    r"\bdata(?:sets?|bases?)?\b|\bcorp(?:us|ora)\b|données|daten(?:satz|sätze)?\b|\bdatos\b|\bdati\b|\bdados\b"
    r"|数据|语料|データ|コーパス|데이터|말뭉치"
)
_DISCLOSED = re.compile(
    r"releas|disclos|publish|\bshar(?:e|ed|ing)\b|reveal|open-?sourc|publicly|(?:is|are|be|made) (?:\w+ )?available|"
    r"no (?:further |more |additional |specific )?(?:details?|information)|divulgu|publi[eé]|veröffentlich"
    r"|offengelegt|public[ao]d|divulgad"
    r"|rilasciat|pubblicat|公开|公開|发布|披露|开源|開示|공개"
)
_DISCLOSING = (
    "releas", "disclos", "publi", "pubbli", "shar", "reveal", "source", "availab", "details", "information",
    "confidential", "divulg",
    "veröff", "offengel", "rilasciat", "公", "开", "発", "发布", "披露", "開示", "공개",
)  # fmt: skip
_NONE_OF_IT = re.compile(
    r"\b(?:undisclosed|unreleased|confidential)\b[\w\s,]{0,30}\b(?:data|datasets?|corpus)\b"
    r"|\b(?:data|datasets?|corpus)\b[\w\s,]{0,40}\b(?:undisclosed|unreleased|confidential)\b"
)
_OTHER_DATA = re.compile(
    r"\b(?:proprietary|in-?house|internal(?:ly)?|private|licensed|non-?public|customer|undisclosed|third[- ]part\w+"
    r"|purchased|acquired)\b"
    r"[\w\s,\-]{0,40}\b(?:data|datasets?|corpus|corpora|sources?|collections?|annotat\w+)\b"
    r"|\b(?:such as|among others|e\.g\.|and (?:many )?(?:others|more)\b|etc\b)"
)
_EVALUATION = re.compile(
    r"\b(?:evaluat|benchmark|test(?:ed|ing)? (?:on|set)|zero-?shot|few-?shot|leaderboard|score[sd]?\b|accuracy|wer\b"
    r"|bleu\b)|评测|評価|평가"
)
_PRETRAIN = re.compile(
    r"pre-?\s?train|预训练|事前学習|사전\s?학습|vortrain|préentra|pré-entra|from scratch|base model (?:was|is) trained"
)
_POSTTRAIN = re.compile(
    r"fine-?\s?tun|finetun|instruct(?:ion|ed)?\b|\bsft\b|\bdpo\b|\brlhf\b|\bppo\b|\bgrpo\b|\borpo\b|\bkto\b"
    r"|alignment|aligned|"
    r"preference|post-?train|reward model|\bchat\b|adapt(?:ed|ation)|distill|微调|指令|ファインチューニング"
    r"|チューニング|파인튜닝|미세\s?조정"
)
_POST_STEMS = (
    "tun", "instruct", "sft", "dpo", "rlhf", "ppo", "grpo", "orpo", "kto", "align", "preference", "post", "reward",
    "chat", "adapt", "distill", "微", "指令", "チュ", "튜", "미세",
)  # fmt: skip
_TRAINS = re.compile(r"train\w*\b[^.]{0,80}?\b(?:on|with|using|from|over|for|data|corpus|dataset)\b")
_ON_WHAT = re.compile(
    r"\b(?:tokens?|data|datasets?|corpus|corpora|images?|hours?|pairs?|texts?|examples?|samples?|documents?"
    r"|conversations?|"
    r"web ?pages?|books?|instructions?|videos?|code|words)\b"
)
_OF_WHAT = re.compile(r"\b(?:train|pre-?train|fine-?tun|contain|includ|consist|collect|compris|source|crawl)")
_TRAINED_ELSEWHERE = re.compile(
    r"entra[iî]n\w+[^.]{0,80}(?:données|corpus|jetons)|trainiert[^.]{0,80}(?:daten|token|texten)"
    r"|daten[^.]{0,80}trainiert"
    r"|entrenad\w+[^.]{0,80}(?:datos|corpus|tokens)|addestrat\w+[^.]{0,80}(?:dati|corpus|token)"
    r"|训练[^。]{0,40}(?:数据|语料|token)|(?:数据|语料)[^。]{0,40}训练|学習[^。]{0,40}(?:データ|コーパス)|(?:データ"
    r"|コーパス)[^。]{0,40}学習"
    r"|학습[^.]{0,40}(?:데이터|말뭉치|토큰)|데이터[^.]{0,40}학습"
)
_NOT_A_NAME = re.compile(
    r"\A(?:this|these|here|the (?:data|dataset)|our|link|datasets?|data|more|see|read)\b|\b(?:papers?|arxiv"
    r"|licen[cs]e|blog|polic(?:y|ies)|classifiers?|models?|tools?|"
    r"terms|reports?|pages?|website|documentation|guide|filters?|code|format|processing|card|privacy|usage)\b"
)
_TUNED_ID = re.compile(
    r"(?:^|[-_. ])(?:instruct(?:ion|ed)?|chat|it|sft|dpo|rlhf|ppo|orpo|kto|grpo|rl|finetuned?|fine-tuned?|ft|aligned"
    r"|assistant|thinking|"
    r"reasoning|lora|qlora|adapter)(?=$|[-_. ])",
    re.IGNORECASE,
)
_TUNED_TEXT = re.compile(
    r"\b(?:is|was|model|version|checkpoint|llm|\d+b|been|we) (?:an? |then |further |later |also "
    r"|the )*(?:\w+ ){0,2}(?:instruction-|chat-)?fine-?tuned (?:on|using|with|from|version|variant)\b"
    r"|\b(?:fine-?tuned|instruction-tuned|chat-tuned|aligned) (?:version|variant|checkpoint|from|model based"
    r"|on top of)\b"
)
_MAY_BE = re.compile(r"\b(?:can|could|may|might|should|must|to) be\b|\b(?:when|if|after being|for example)\b")


@dataclass(frozen=True)
class Mention:
    """One data set named as training data; `linked` where by an id of the Hub, or a link to its own page."""

    name: str
    stage: str
    source: Source
    method: Method
    fact: DatasetFact | None = None
    linked: bool = False

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


_READ: WeakKeyDictionary[Reading, DataReading] = WeakKeyDictionary()


def read_data(reading: Reading) -> DataReading:
    """Return what one record tells about its training data; read once a reading."""
    known = _READ.get(reading)
    if known is None:
        known = _Reader(reading).read()
        _READ[reading] = known
    return known


def is_tuned(reading: Reading) -> bool:
    """Return whether the model continues another one: a named base, its own name, or plain words."""
    ancestry = read_ancestry(reading)
    if ancestry is not None and ancestry.bases and ancestry.relation is not Relation.QUANTIZED:
        return True
    if _TUNED_ID.search(reading.record.id.rpartition("/")[2]):
        return True
    card = reading.card
    return card is not None and any(
        _TUNED_TEXT.search(sentence.lower) and not _MAY_BE.search(sentence.lower)
        for sentence in list(card.sentences_with("tuned"))[:8]
    )


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.facts = {fact.id.lower(): fact for fact in reading.record.datasets}
        self.tuned = is_tuned(reading)
        self.own_stage = POST if self.tuned else PRE
        self.found: dict[tuple[str, str], Mention] = {}
        self.addresses: set[str] = set()
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
        pointed = "\n".join(_letters(mention.name) for mention in mentions if mention.linked)
        return [mention for mention in mentions if mention.linked or _letters(mention.name) not in pointed]

    def _add(self, name: str, stage: str, source: Source, method: Method, linked: bool = False) -> None:
        key = (name.lower().removesuffix(".git"), stage)
        if key not in self.found and len(self.found) < _MOST:
            self.found[key] = Mention(name, stage, source, method, self.facts.get(name.lower()), linked)

    def _metadata(self) -> None:
        names = self.reading.metadata.get("datasets")
        if isinstance(names, str):
            names = [names]
        declared = [name for name in names if isinstance(name, str) and name] if isinstance(names, list) else []
        already = {name for name, _ in self.found}
        for name in declared:
            if name.lower() not in already:
                source = self.reading.metadata_source("datasets")
                self._add(name, self.own_stage, source, Method.METADATA, linked=True)
                already.add(name.lower())
        for name in self.reading.body.tag_values("dataset"):
            if name.lower() not in already:
                self._add(name, self.own_stage, api_source("$.tags"), Method.API, linked=True)
        if self.tuned:
            self._base_tags()

    def _base_tags(self) -> None:
        """Take the data sets the Hub lists for the nearest ancestors that are not themselves tuned."""
        for base in self.reading.record.lineage:
            if base.body is None or _TUNED_ID.search(base.id.rpartition("/")[2]):
                continue
            for name in base.body.tag_values("dataset"):
                source = Source(json_path="$.tags", url=f"models/{base.id}")
                self._add(name, PRE, source, Method.LINEAGE, linked=True)

    def _stage(self, words: str, section: int, card: Card) -> str:
        """Return the stage a sentence speaks of: its own words first, then its headings, then the model's kind."""
        for text in (words, *card.chain(section)[:2]):
            post = holds_any(text, _POST_STEMS) and _POSTTRAIN.search(text) is not None
            pre = _PRETRAIN.search(text) is not None
            if post and not pre:
                return POST
            if pre and not post:
                return PRE
        return self.own_stage

    def _links(self, card: Card) -> None:
        for link in card.links:
            if link.image:
                continue
            address = read_address(link.url)
            if address.kind != "dataset" and not self._names_data(card, link, address.kind):
                continue
            block = card.blocks[link.block].text.lower()[:600] if link.block >= 0 else ""
            topics = self.topics[link.section]
            in_data = bool(topics & {"data", "training"})
            if _EVALUATION.search(block) and not in_data and "train" not in block:
                continue
            if topics & _ELSEWHERE and not in_data and "train" not in block:
                continue
            name = address.name if address.kind == "dataset" else link.text.strip(" `*\n")[:80]
            if address.kind != "dataset" and link.url in self.addresses:
                continue
            self.addresses.add(link.url)
            source = self.reading.in_card(link.line, link.text or link.url)
            self._add(name, self._stage(block, link.section, card), source, Method.CARD, linked=True)

    def _names_data(self, card: Card, link: Link, kind: str) -> bool:
        """Return whether a link outside the Hub's data sets names one: its words, or a data section's list."""
        text = link.text.strip().lower()
        if not 2 <= len(text) <= 80 or link.block < 0 or text.startswith("http"):
            return False
        if DATASET_NAME.search(text) and _NOT_A_NAME.search(text) is None:
            block = card.blocks[link.block].text.lower()
            return bool(self.topics[link.section] & {"data"}) or "train" in block or "dataset" in block
        block_kind = card.blocks[link.block].kind
        listed = block_kind in ("item", "row") and "data" in self.topics[link.section]
        says = re.search(r"\b(?:dataset|corpus|data)\b", text) is not None
        return kind in ("code", "page", "pdf") and _NOT_A_NAME.search(text) is None and (says or listed)

    def _sentences(self, card: Card) -> None:
        for sentence in self._candidates(card):
            if is_placeholder(sentence.text):
                continue
            topics = self.topics[sentence.section]
            in_data = "data" in topics
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
        about = _about_data(lower)
        withheld = about is not None and _withholds(lower)
        trained = not withheld and _trained_on(lower, about)
        more = about is not None and not withheld and ("train" in lower or in_data) and _OTHER_DATA.search(lower)
        if not (withheld or trained or in_data or more):
            return
        if not withheld and "train" not in lower and _EVALUATION.search(lower):
            return
        describes = trained or (in_data and len(lower.split()) >= 8)
        names = [] if withheld else self._names(lower, sentence.section)
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
            self.statements.other.setdefault(stage, source)
        if describes:
            self.statements.described.setdefault(stage, source)
        for name in names:
            self._add(name, stage, source, Method.CARD)

    def _names(self, lower: str, section: int) -> list[str]:
        """Return the widely known data sets a sentence names as used."""
        if "format" in lower or "limitations" in self.topics[section]:
            return []
        names = [match[0].strip() for match in DATASET_NAME.finditer(lower)]
        return [] if names and denies(lower) else names


def _about_data(lower: str) -> re.Match[str] | None:
    """Return where a sentence first speaks of data."""
    if lower.isascii() and not ("dat" in lower or "corp" in lower or "dados" in lower):
        return None
    return _DATA.search(lower)


def _trained_on(lower: str, about: re.Match[str] | None) -> bool:
    """Return whether a sentence says on what something was trained, or what the data for it holds."""
    trains = _TRAINS.search(lower) if "train" in lower else None
    if trains is not None and _ON_WHAT.search(lower, trains.end(), trains.end() + 160) is not None:
        return True
    if about is not None and _OF_WHAT.search(lower, about.end(), about.end() + 110) is not None:
        return True
    elsewhere = not lower.isascii() or "daten" in lower or "entr" in lower or "addestr" in lower
    return elsewhere and _TRAINED_ELSEWHERE.search(lower) is not None


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _withholds(lower: str) -> bool:
    """Return whether a sentence about data says that it is kept back (not: promised, not: about users' data)."""
    if not holds_any(lower, _DISCLOSING):
        return False
    if re.search(r"\b(?:personal|user|users'|your|private|test|evaluation|benchmark) data\b", lower):
        return False
    if "train" not in lower and not re.search(
        r"\b(?:the|our) (?:data|dataset|corpus)\b|数据|データ|데이터|données|daten|datos|dati", lower
    ):
        return False
    if announces(lower) and not re.search(r"\bnot\b|\bno\b|won't", lower):
        return False
    if _NONE_OF_IT.search(lower):
        return True
    disclosed = _DISCLOSED.search(lower)
    if disclosed is None:
        return False
    start = max(0, disclosed.start() - 90)
    return denies(lower[start : disclosed.end() + 25])
