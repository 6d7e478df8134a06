"""Which data sets a model says it was trained on, and what it says about them, read once a record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

from openness.card import Card, Link, Sentence
from openness.evidence import Method, Source
from openness.record import DatasetFact, Look, Relation
from openness.signals.addresses import read_address
from openness.signals.ancestry import read_ancestry
from openness.signals.headings import section_topics
from openness.signals.known import CORPUS_NAME, DATASET_NAME
from openness.signals.reading import Reading, api_source
from openness.signals.wording import announces, denies, holds_any, is_placeholder

_ELSEWHERE = frozenset({"evaluation", "citation", "licence", "usage", "limitations"})
PRE, POST = "pretraining", "posttraining"
_MOST = 200
_LONG_NAME = 6
_MOST_SENTENCES = 500

_DATA_WORDS = (
    "data", "corpus", "corpora", "token", "trained", "fine-tun", "finetun", "donnée", "daten",
    "datos", "dati", "dados", "数据", "语料",
    "データ", "コーパス", "데이터", "말뭉치",
)  # fmt: skip
_DATA = re.compile(
    r"\bdata(?:sets?|bases?)?\b(?!\s?parallel)|\bcorp(?:us|ora)\b|données|daten(?:satz|sätze)?\b|\bdatos\b|\bdati\b|\bdados\b"
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
_UNKNOWN = re.compile(
    r"\b(?:is|are|remains?) (?:also )?(?:unknown|not known)\b[^.]{0,60}\b(?:data|datasets?|corpus)\b[^.]{0,40}\btrain"
    r"|\b(?:data|datasets?|corpus)\b[^.]{0,60}\btrain[^.]{0,60}\b(?:is|are|remains?) (?:also )?(?:unknown|not known)\b"
)
"""The card itself does not know what its base was trained on."""
_OTHER_DATA = re.compile(
    r"\b(?:proprietary|in-?house|internal(?:ly)?|private|licensed|non-?public|customer|undisclosed|third[- ]part\w+"
    r"|purchased|acquired)\b"
    r"[\w\s,\-]{0,40}\b(?:data|datasets?|corpus|corpora|sources?|collections?|annotat\w+)\b"
    r"|\b(?:data|datasets?|corpus|corpora|sources?|collections?)\b[^.]{0,80}"
    r"\b(?:such as|among others|e\.g\.|and (?:many )?(?:others|more)\b|etc\b)"
    r"|\b(?:extracted|collected|crawled|scraped|gathered|curated|sourced) from (?:the (?:web|internet)|(?:various|diverse"
    r"|multiple|different|many|several|other|open|public(?:ly available)?)\b)"
    r"|\b(?:additional(?:ly)?|also|further(?:more)?)\b[^.]{0,60}\b(?:collect|crawl|scrap|gather|generat|synthesi)\w+"
)
_EVALUATION = re.compile(
    r"\b(?:evaluat|benchmark|test(?:ed|ing)? (?:on|set)|zero-?shot|few-?shot|leaderboard|score[sd]?\b|accuracy|wer\b"
    r"|bleu\b)|评测|評価|평가"
)
_RUNS = re.compile(
    r"\b(?:chat template|prompt (?:format|template)|inference|quantiz\w+|vram|deploy\w*|gpu memory|out-of-memory|serv(?:e|ing))\b|推理|推論|추론"
)
_OF_OTHERS = re.compile(
    r"\b(?:results? (?:of|from)|compar(?:ed?|ing|ison)|baselines?|outperform\w*|chatgpt|gpt-?[34]\w*)\b"
)
"""Words of sentences about other models."""
_READERS = re.compile(
    r"\byou(?:r|rs)?\b|\busers?\b|\b(?:can|could|may|might) be (?:further )?(?:fine-?tuned|trained)\b"
)
"""What readers may do with the model is not what its publisher did."""
_PARTS = re.compile(
    r"\A(?:it|they|which|this (?:data|dataset|corpus|collection)|the (?:data|dataset|corpus|pile|collection))\b"
    r"[^.]{0,40}\b(?:contain|consist|compris|includ|compos|made (?:up )?of)"
)
"""How a sentence begins that tells what a data set named before is made of."""
_SCALE = re.compile(
    r"\b(?:\d[\d.,]*\s?(?:t|trillion|teratokens?)|\d{3,}\s?(?:b|billion))\b\s?(?:[\w\-]+ ){0,3}?tokens?\b|teratoken"
)
"""So many tokens are read in pre-training only."""
_PRIVATE_TITLE = re.compile(r"\b(?:private|non-?public\w*|proprietary|in-?house|internal)\b[^|]{0,40}\bdata")
_PRETRAIN = re.compile(
    r"pre-?\s?train|预训练|事前学習|사전\s?학습|vortrain|préentra|pré-entra|from scratch|base model (?:was|is) trained"
    r"|train(?:ed|ing)? (?:of )?(?:the |their )?base\b"
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
_TRAINS = re.compile(
    r"(?<![a-z])(?:pre|post|re)?(?:train|tun(?:ed|ing)\b)\w*\b[^.]{0,80}?\b(?:on|with|using|from|over|for|data|corpus|dataset)\b"
)
_ON_WHAT = re.compile(
    r"\b(?:tokens?|data(?!\s?parallel)|datasets?|corpus|corpora|images?|hours?|pairs?|texts?|examples?|samples?|documents?"
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
    r"|parallel\w*|librar(?:y|ies)|packages?|frameworks?|quanti[sz]\w*|optimi[sz]\w*|licen[cs]e|blog|polic(?:y|ies)|classifiers?|models?|tools?|"
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
    r"|\b(?:is|are) (?:an? |the )?(?:\w+ ){0,2}(?:post-?trained|instruct(?:ion)?-?(?:fine-?)?tuned|aligned) (?:large )?"
    r"(?:language )?(?:models?|versions?|variants?|llms?|checkpoints?)\b"
    r"|\bwe (?:\w+ ){0,2}fine-?tuned? (?:[^\s.]+ ){0,6}(?:pre-?trained|base|foundation) (?:\w+ ){0,3}(?:models?|lms?)\b"
    r"|(?<!randomly )\binitiali[sz]ed (?:from|with) (?:the )?(?:[\w.\-]+ ){0,4}(?:weights|checkpoints?|models?|base)\b"
    r"|(?<!randomly )\binitiali[sz]ed (?:from|with) [\w.]*-[\w.\-]+"
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
    return _TUNED_ID.search(reading.record.id.rpartition("/")[2]) is not None or says_tuned(reading)


def says_tuned(reading: Reading) -> bool:
    """Return whether the card says in plain words that the model continues another one."""
    card = reading.card
    return card is not None and any(
        _TUNED_TEXT.search(sentence.lower)
        and not (_MAY_BE.search(sentence.lower) or _OF_OTHERS.search(sentence.lower) or denies(sentence.lower))
        for sentence in list(
            card.sentences_with("tuned", "finetun", "fine-tun", "initiali", "post-train", "posttrain", "aligned")
        )[:8]
    )


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
        names = self.reading.metadata.get("datasets")
        if isinstance(names, str):
            names = [names]
        declared = [name for name in names if isinstance(name, str) and name] if isinstance(names, list) else []
        already = {name for (name, _), mention in self.found.items() if mention.linked}
        for name in declared:
            if name.lower() not in already:
                stage = self._stage_of_name(name.lower())
                self._add(name, stage, self.reading.metadata_source("datasets"), Method.METADATA, linked=True)
                already.add(name.lower())
        for name in self.reading.body.tag_values("dataset"):
            if name.lower() not in already:
                self._add(name, self.own_stage, api_source("$.tags"), Method.API, linked=True)
        if self.tuned:
            self._base_tags()

    def _stage_of_name(self, name: str) -> str:
        """Return the stage in which a data set was named already, else the model's own."""
        return PRE if (name, PRE) in self.found and (name, POST) not in self.found else self.own_stage

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
        if _SCALE.search(words) and not (holds_any(words, _POST_STEMS) and _POSTTRAIN.search(words)):
            return PRE
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
            if _RUNS.search(block) and "train" not in block:
                continue
            name = address.name if address.kind == "dataset" else link.text.strip(" `*\n")[:80]
            if address.kind != "dataset" and link.url in self.addresses:
                continue
            self.addresses.add(link.url)
            source = self.reading.in_card(link.line, link.text or link.url)
            self.linked_sections.add(link.section)
            stage = self._stage(block, link.section, card)
            self._add(name, stage, source, Method.CARD, linked=True, words=link.text[:80])

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
        if not withheld and (_OF_OTHERS.search(lower) or _READERS.search(lower)):
            return
        parts = in_data and sentence.section in self.linked_sections and _PARTS.search(lower) is not None
        more = not (withheld or parts) and self._tells_of_more(card, sentence, in_data, about is not None)
        if not (withheld or trained or in_data or more):
            return
        if not withheld and "train" not in lower and _EVALUATION.search(lower):
            return
        running = _RUNS.search(lower) is not None or ("limitations" in self.topics[sentence.section] and not in_data)
        trained = trained and not running
        describes = trained or (
            in_data
            and not running
            and sentence.words >= 8
            and (about is not None or _ON_WHAT.search(lower) is not None)
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
            everywhere = _PRIVATE_TITLE.search(" ".join(card.chain(sentence.section)[:1])) is not None
            for told in (PRE, POST) if everywhere else (stage,):
                self.statements.other.setdefault(told, source)
        if describes:
            self.statements.described.setdefault(stage, source)
        for name in names:
            self._add(name, self._stage_of_corpus(name, lower, stage), source, Method.CARD)

    def _tells_of_more(self, card: Card, sentence: Sentence, in_data: bool, about: bool) -> bool:
        """Return whether a sentence, or the heading over it, speaks of data beyond named sets: in-house, "such as"."""
        if in_data and any(_PRIVATE_TITLE.search(title) for title in card.chain(sentence.section)[:1]):
            return True
        topics = self.topics[sentence.section]
        if not about or ("limitations" in topics and not in_data):
            return False
        return ("train" in sentence.lower or in_data) and _OTHER_DATA.search(sentence.lower) is not None

    def _stage_of_corpus(self, name: str, lower: str, stage: str) -> str:
        """A corpus that is only ever pre-trained on, named in a tuned model's card, was its base's."""
        if stage == PRE or not CORPUS_NAME.fullmatch(name) or _POSTTRAIN.search(lower):
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


def _about_data(lower: str) -> re.Match[str] | None:
    """Return where a sentence first speaks of data."""
    if lower.isascii() and not ("dat" in lower or "corp" in lower or "dados" in lower):
        return None
    return _DATA.search(lower)


def _trained_on(lower: str, about: re.Match[str] | None) -> bool:
    """Return whether a sentence says on what something was trained, or what the data for it holds."""
    trains = _TRAINS.search(lower) if "train" in lower or "tun" in lower else None
    if trains is not None and _ON_WHAT.search(lower, trains.end(), trains.end() + 160) is not None:
        return True
    if about is not None and _OF_WHAT.search(lower, about.end(), about.end() + 110) is not None:
        return True
    elsewhere = not lower.isascii() or "daten" in lower or "entr" in lower or "addestr" in lower
    return elsewhere and _TRAINED_ELSEWHERE.search(lower) is not None


def _holds_one(name: str, others: list[str]) -> bool:
    """Return whether a name goes on from another: a translation or a part of that set."""
    return any(other in name for other in others)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name.lower()))


def _withholds(lower: str) -> bool:
    """Return whether a sentence about data says that it is kept back (not: promised, not: about users' data)."""
    if _UNKNOWN.search(lower):
        return True
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
