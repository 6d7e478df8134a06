"""How much a card says on each topic, told by its sections and by sentences outside of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from openness.card import Card
from openness.evidence import Source
from openness.signals.headings import section_topics
from openness.signals.reading import Reading
from openness.signals.wording import is_placeholder

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
_ENOUGH_WORDS = {"training": 60, "limitations": 40, "architecture": 25, "usage": 5, "licence": 5, "citation": 1, "hardware": 12}
_MOST_SENTENCES = 60
_SAYS: dict[str, tuple[tuple[str, ...], re.Pattern[str]]] = {
    "intended_use": (
        ("intended", "designed", "suitable", "can be used", "purpose", "用于", "用途", "想定"),
        re.compile(
            r"\b(?:is |are )?(?:intended|designed|suitable|meant) (?:for|to)\b|\bcan be used (?:for|to|as)\b|适用于|を目的|위해"
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
            r"\b(?:was|were|is|been|we) (?:\w+ ){0,3}(?:pre-?|post-?)?(?:trained|fine-?tuned|finetuned|instruction-tuned|aligned)\b|\blearning rate\b|\bbatch size\b|\bepochs?\b"
            r"|\boptimi[sz]er\b|\bpre-?train(?:ed|ing)\b|\bfine-?tun(?:ed|ing)\b|训练|微调|学習|学习率|학습|entra[iî]n[eé]|trainiert|entrenad|addestrat"
        ),
    ),
    "data": (
        ("data", "corpus", "tokens", "数据", "语料", "データ", "데이터", "donnée", "daten", "datos", "dati"),
        re.compile(
            r"train\w*[^.]{0,80}\b(?:data|datasets?|corpus|corpora|tokens)\b|\b(?:data|datasets?|corpus)\b[^.]{0,80}(?:train|tun|collect|filter|crawl|consist|contain|sourc)"
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
            r"\bevaluat|\bbenchmark|\baccuracy\b|\bscores?\b|\bmmlu\b|\bf1\b|\bbleu\b|\bwer\b|\bperplexity\b|\bstate-of-the-art\b|评测|評価|평가"
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
            r"\blimitations?\b|\bbias(?:es|ed)?\b|\bharmful\b|\bhallucinat|\brisks?\b|\binaccura|\btoxic|\bstereotyp|\bnot (?:suitable|intended|recommended)\b|局限|偏见|制限|バイアス|한계"
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
            r"\b\d[\d.,]*\s?(?:b|m|billion|million|trillion)[- ]?(?:\w+ )?(?:active )?(?:params?|parameters?)\b|\bparameters?\b|\blayers?\b|\btransformer\b|\barchitecture\b|"
            r"\bcontext (?:length|window|size)\b|\battention\b|\b(?:en|de)coder\b|\bmixture[- ]of[- ]experts\b|\bhidden (?:size|dim)|参数|パラメータ|파라미터|架构"
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


_READ: WeakKeyDictionary[Reading, dict[str, Coverage]] = WeakKeyDictionary()


def read_topics(reading: Reading, card: Card) -> dict[str, Coverage]:
    """Return what the card says on each topic it speaks of; read once a reading."""
    known = _READ.get(reading)
    if known is None:
        known = _read(reading, card)
        _READ[reading] = known
    return known


def _read(reading: Reading, card: Card) -> dict[str, Coverage]:
    words: dict[str, int] = dict.fromkeys(TOPICS, 0)
    first: dict[str, Source] = {}
    empty: dict[str, Source] = {}
    topics = section_topics(card)
    for index, section in enumerate(card.sections):
        for topic in topics[index] & words.keys():
            empty.setdefault(topic, reading.in_card(section.line, section.title))
    for sentence in card.sentences:
        here = topics[sentence.section] & words.keys()
        if not here:
            continue
        if is_placeholder(sentence.text):
            continue
        amount = _amount(sentence.text)
        for topic in here:
            words[topic] += amount
            if topic not in first:
                first[topic] = reading.in_card(sentence.line, sentence.text)
    for code in card.code:
        for topic in topics[code.section] & {"usage", "citation"}:
            words[topic] += 10
            if topic not in first:
                first[topic] = reading.in_card(code.line, code.text[:300].split("\n", 1)[0])
        if "@" in code.text[:200] and re.search(r"@\w{3,20}\s?\{", code.text[:200]):
            words["citation"] += 10
            first.setdefault("citation", reading.in_card(code.line, code.text[:300].split("\n", 1)[0]))
    for topic, (stems, pattern) in _SAYS.items():
        if words[topic] >= _ENOUGH_WORDS.get(topic, 30):
            continue
        for number, sentence in enumerate(card.sentences_with(*stems)):
            if number >= _MOST_SENTENCES or words[topic] >= _ENOUGH_WORDS.get(topic, 30):
                break
            if topic in topics[sentence.section] or is_placeholder(sentence.text) or not pattern.search(sentence.lower):
                continue
            words[topic] += min(_amount(sentence.text), 40)
            if topic not in first:
                first[topic] = reading.in_card(sentence.line, sentence.text)
    return {topic: found for topic in TOPICS if (found := _coverage(topic, words[topic], first, empty)) is not None}


def _amount(text: str) -> int:
    return len(text.split()) if text.isascii() else len(text.split()) + sum(char >= "\u3040" for char in text) // 2


def _coverage(topic: str, words: int, first: dict[str, Source], empty: dict[str, Source]) -> Coverage | None:
    if words == 0:
        return Coverage("placeholder", 0, empty[topic]) if topic in empty else None
    level = "described" if words >= _ENOUGH_WORDS.get(topic, 30) else "mentioned"
    return Coverage(level, words, first[topic])
