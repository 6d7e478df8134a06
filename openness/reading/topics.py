"""How much a card says on each topic, told by its sections and by sentences outside of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openness.card import Card, Sentence
from openness.reading.headings import section_topics
from openness.reading.reading import Reading, once
from openness.reading.wording import is_placeholder
from openness.record.evidence import Source
from openness.words import Meaning
from openness.words.pattern import pattern_of

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
_RUNS = pattern_of(
    r"from_pretrained\(|pipeline\(|load_model|\bllm\(|--hf-repo|^\s*(?:vllm|ollama|llama-\w+) ",
    re.IGNORECASE | re.MULTILINE,
)
_BIBTEX = re.compile(r"@\w{3,20}\s?\{")
_SAYS: dict[str, tuple[Meaning, ...]] = {
    "intended_use": (Meaning.MEANT_FOR,),
    "training": (Meaning.TELLS_TRAINING,),
    "data": (Meaning.TELLS_DATA,),
    "evaluation": (Meaning.TELLS_RESULTS,),
    "limitations": (Meaning.TELLS_LIMITS,),
    "architecture": (Meaning.TELLS_ARCHITECTURE,),
    "hardware": (Meaning.MACHINE, Meaning.MACHINES, Meaning.EMISSIONS),
    "licence": (Meaning.LICENCE,),
}
"""By which meanings a sentence outside of a topic's own sections speaks of it."""


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
            if here and not is_placeholder(sentence.text, sentence.hints):
                for topic in here:
                    self._take(topic, sentence.words, sentence.line, sentence.text)

    def _code(self) -> None:
        for code in self.card.code:
            here = set(self.topics[code.section] & {"usage", "citation"})
            if "@" in code.text[:200] and _BIBTEX.search(code.text[:200]):
                here.add("citation")
            elif "usage" not in here and _RUNS.search(code.text[:4_000]):
                here.add("usage")
            for topic in here:
                self._take(topic, 10, code.first, code.text.split("\n", 1)[0])

    def _sentences_elsewhere(self) -> None:
        """Read sentences outside of a topic's own sections, for topics not yet described."""
        for topic, meanings in _SAYS.items():
            enough = _ENOUGH_WORDS.get(topic, 30)
            if self.words[topic] >= enough:
                continue
            for sentence in self.card.sentences_hinting(*meanings)[:_MOST_SENTENCES]:
                if self.words[topic] >= enough:
                    break
                if topic in self.topics[sentence.section] or not _says_one(sentence, meanings):
                    continue
                if not is_placeholder(sentence.text, sentence.hints):
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


def _says_one(sentence: Sentence, meanings: tuple[Meaning, ...]) -> bool:
    hints = sentence.hints
    for meaning in meanings:  # noqa: SIM110 - most are passed over by their bit, without a call
        if hints & meaning.mask and sentence.says(meaning) is not None:
            return True
    return False


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
    for sentence in card.sentences_hinting(Meaning.TELLS_RESULTS):
        if not topics[sentence.section] and sentence.says(Meaning.TELLS_RESULTS):
            figures += len(_FIGURE.findall(sentence.text))
    return figures >= least
