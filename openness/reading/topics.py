"""How much a card says on each topic, told by its sections and by sentences outside of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openness.card import Card
from openness.reading.headings import section_topics
from openness.reading.reading import Reading, once
from openness.reading.wording import is_placeholder
from openness.record.evidence import Source

TOPICS = (
    "intended_use",
    "usage",
    "training",
    "data",
    "evaluation",
    "limitations",
    "architecture",
    "hardware",
    "licence",
    "citation",
)
_ENOUGH_WORDS = {
    "training": 60,
    "limitations": 40,
    "architecture": 25,
    "evaluation": 20,  # a heading and a row of figures say it
    "usage": 5,
    "licence": 5,
    "citation": 1,
    "hardware": 12,
}
_MOST_SENTENCES = 60
_BIBTEX = re.compile(r"@\w{3,20}\s?\{")
_SAYS: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {
    "intended_use": (
        ("intended", "designed", "suitable", "can be used", "purpose", "用于", "用途", "想定"),
        re.compile(
            r"\b(?:is |are )?(?:intended|designed|suitable|meant) (?:for|to)\b|\bcan be used (?:for|to|as)\b|适用于"
            r"|を目的|위해"
        ),
    ),
    "training": (
        (
            "train",
            "tuned",
            "learning rate",
            "batch size",
            "epoch",
            "optimizer",
            "训练",
            "学習",
            "학습",
            "entra",
            "addestra",
        ),
        re.compile(
            r"\b(?:was|were|is|been|we) (?:\w+ ){0,3}(?:pre-?|post-?)?(?:trained|fine-?tuned|finetuned"
            r"|instruction-tuned|aligned)\b|\blearning rate\b|\bbatch size\b|\bepochs?\b"
            r"|\boptimi[sz]er\b|\bpre-?train(?:ed|ing)\b|\bfine-?tun(?:ed|ing)\b|训练|微调|学習|学习率|학습"
            r"|entra[iî]n[eé]|trainiert|entrenad|addestrat"
        ),
    ),
    "data": (
        ("data", "corpus", "tokens", "数据", "语料", "データ", "데이터", "donnée", "daten", "datos", "dati"),
        re.compile(
            r"train\w*[^.]{0,80}\b(?:data|datasets?|corpus|corpora|tokens)\b|\b(?:data|datasets?"
            r"|corpus)\b[^.]{0,80}(?:train|tun|collect|filter|crawl|consist|contain|sourc)"
            r"|训练数据|学習データ|학습 ?데이터"
        ),
    ),
    "evaluation": (
        (
            "eval",
            "benchmark",
            "accuracy",
            "score",
            "perform",
            "results",
            "评测",
            "評価",
            "평가",
            "wer",
            "bleu",
            "mmlu",
            "f1",
        ),
        re.compile(
            r"\bevaluat|\bbenchmark|\baccuracy\b|\bscores?\b|\bmmlu\b|\bf1\b|\bbleu\b|\bwer\b|\bperplexity\b"
            r"|\bstate-of-the-art\b|评测|評価|평가"
        ),
    ),
    "limitations": (
        (
            "limit",
            "bias",
            "harm",
            "hallucinat",
            "risk",
            "inaccurate",
            "toxic",
            "局限",
            "偏见",
            "制限",
            "バイアス",
            "한계",
            "biais",
            "sesgo",
        ),
        re.compile(
            r"\blimitations?\b|\bbias(?:es|ed)?\b|\bharmful\b|\bhallucinat|\brisks?\b|\binaccura|\btoxic|\bstereotyp"
            r"|\bnot (?:suitable|intended|recommended)\b|局限|偏见|制限|バイアス|한계"
        ),
    ),
    "architecture": (
        (
            "param",
            "layer",
            "transformer",
            "architecture",
            "context",
            "attention",
            "decoder",
            "encoder",
            "embedding",
            "参数",
            "パラメータ",
            "파라미터",
            "mixture",
            "hidden",
        ),
        re.compile(
            r"\b\d[\d.,]*\s?(?:b|m|billion|million|trillion)[- ]?(?:\w+ )?(?:active )?(?:params?|parameters?)\b"
            r"|\bparameters?\b|\blayers?\b|\btransformer\b|\barchitecture\b|"
            r"\bcontext (?:length|window|size)\b|\battention\b|\b(?:en|de)coder\b|\bmixture[- ]of[- ]experts\b"
            r"|\bhidden (?:size|dim)|参数|パラメータ|파라미터|架构"
        ),
    ),
    "hardware": (
        ("gpu", "tpu", "a100", "h100", "v100", "hardware", "carbon", "co2"),
        re.compile(r"\b(?:gpus?|tpus?|a100s?|h100s?|v100s?|h800s?|co2|carbon)\b"),
    ),
    "licence": (("licen", "许可", "ライセンス", "라이"), re.compile(r"licen[cs]e|许可|ライセンス|라이[선센]스")),
}


@dataclass(frozen=True)
class Coverage:
    """What a card says on one topic: `level` is `placeholder`, `mentioned` or `described`."""

    level: str
    words: int
    source: Source


@once
def read_topics(reading: Reading) -> dict[str, Coverage]:
    """Return what the card says on each topic it speaks of (nothing without a card); read once a reading."""
    return _Reader(reading, reading.card).read() if reading.card is not None else {}


class _Reader:
    """Counts the words a card spends on each topic, and keeps where each is first spoken of."""

    def __init__(self, reading: Reading, card: Card) -> None:
        self.reading = reading
        self.card = card
        self.topics = section_topics(card)
        self.words: dict[str, int] = dict.fromkeys(TOPICS, 0)
        self.first: dict[str, Source] = {}

    def read(self) -> dict[str, Coverage]:
        self._sections()
        self._code()
        self._sentences_elsewhere()
        found = {topic: self._coverage(topic) for topic in TOPICS}
        return {topic: coverage for topic, coverage in found.items() if coverage is not None}

    def _take(self, topic: str, words: int, line: int, text: str) -> None:
        self.words[topic] += words
        if topic not in self.first:
            self.first[topic] = self.reading.in_card(line, text[:300])

    def _sections(self) -> None:
        counted = [topics & self.words.keys() for topics in self.topics]
        for sentence in self.card.sentences:
            here = counted[sentence.section]
            if here and not is_placeholder(sentence.text):
                for topic in here:
                    self._take(topic, sentence.words, sentence.line, sentence.text)

    def _code(self) -> None:
        for code in self.card.code:
            here = set(self.topics[code.section] & {"usage", "citation"})
            if "@" in code.text[:200] and _BIBTEX.search(code.text[:200]):
                here.add("citation")
            for topic in here:
                self._take(topic, 10, code.line, code.text.split("\n", 1)[0])

    def _sentences_elsewhere(self) -> None:
        """Read sentences outside of a topic's own sections, for topics not yet described."""
        for topic, (stems, pattern) in _SAYS.items():
            enough = _ENOUGH_WORDS.get(topic, 30)
            if self.words[topic] >= enough:
                continue
            for number, sentence in enumerate(self.card.sentences_with(*stems)):
                if number >= _MOST_SENTENCES or self.words[topic] >= enough:
                    break
                if topic in self.topics[sentence.section] or not pattern.search(sentence.lower):
                    continue
                if not is_placeholder(sentence.text):
                    self._take(topic, min(sentence.words, 40), sentence.line, sentence.text)

    def _coverage(self, topic: str) -> Coverage | None:
        words = self.words[topic]
        if words > 0:
            level = "described" if words >= _ENOUGH_WORDS.get(topic, 30) else "mentioned"
            return Coverage(level, words, self.first[topic])
        for section, topics in zip(self.card.sections, self.topics, strict=True):
            if topic in topics:
                return Coverage("placeholder", 0, self.reading.in_card(section.line, section.title))
        return None


_FIGURE = re.compile(r"(?<![\w.])\d+(?:\.\d+)?%?(?!\w)")


def gives_figures(card: Card, least: int) -> bool:
    """Return whether at least so many figures stand in sections and sentences about evaluation."""
    topics = ["evaluation" in found for found in section_topics(card)]
    figures = 0
    for sentence in card.sentences:
        if topics[sentence.section]:
            figures += len(_FIGURE.findall(sentence.text))
            if figures >= least:
                return True
    stems, pattern = _SAYS["evaluation"]
    for sentence in card.sentences_with(*stems):
        if not topics[sentence.section] and pattern.search(sentence.lower):
            figures += len(_FIGURE.findall(sentence.text))
    return figures >= least
