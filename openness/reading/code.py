"""Which code a card points at and in which words, read once a record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from openness.card import Card, Link
from openness.card.address import Address, read_address
from openness.reading.code_purposes import EVALUATION, FILES, INFERENCE, PATHS, TRAINING, WORDS, tells
from openness.reading.code_told import block_level, is_notebook, may_train, notebook_level, promised
from openness.reading.headings import section_topics
from openness.reading.known import FRAMEWORKS
from openness.reading.name_tokens import name_tokens
from openness.reading.reading import Reading, once
from openness.reading.wording import announces, denies, denies_plainly, holds_any, is_placeholder
from openness.record.evidence import Confidence, Method, Source
from openness.record.record import Look
from openness.words import ALL, Meaning, says
from openness.words.pattern import pattern_of

_TRAIN_COMMAND = re.compile(
    r"\b(?:torchrun|accelerate launch|deepspeed|python3?)\s(?:[^\n\\]|\\\n?){0,240}?\b\w*(?:train|finetune|run_clm"
    r"|sft|dpo)\w*\.py\b|\btrainer\.train\(\)|\b(?:fairseq-train|axolotl train|swift sft)\b",
    re.I,
)
_TRAIN_STEMS = (".py", "trainer.train()", "fairseq-train", "axolotl train", "swift sft")
"""Nothing matches `_TRAIN_COMMAND` without one of them."""
_MOST_SENTENCES = 200
_SENTENCE_END = re.compile(r"[.;!?\n]\s|[。！？；]")
_SNIPPET = pattern_of(r"import |pip install|from_pretrained|curl |docker |vllm serve|ollama")
_UNNAMED = re.compile(r"[^a-z0-9]")


@dataclass(frozen=True)
class _Around:
    """The words of a link and those of its sentence before and after it, in lower case."""

    before: str
    text: str
    after: str
    hints: int
    """The hints of the block that the words stand in; those of an image may stand nowhere else."""

    @cached_property
    def said(self) -> str:
        return f"{self.before} {self.text} {self.after}"

    @property
    def calls_it_the_code(self) -> bool:
        """Whether the words call what is linked the code, and not another project that was used or thanked."""
        if says(Meaning.OTHER_PROJECT, self.before) is not None:
            return False
        labelled = says(Meaning.CODE_LABEL, self.before.strip()) or says(Meaning.CODE_LABEL, self.text)
        return labelled is not None or says(Meaning.CALLS_CODE, self.said) is not None


def _around(card: Card, link: Link) -> _Around:
    block, at = (card.blocks[link.block].text, link.at) if link.block >= 0 else (link.text, 0)
    before = _SENTENCE_END.split(block[max(0, at - 140) : at].lower())[-1]
    after = _SENTENCE_END.split(block[at + len(link.text or link.url) :][:80].lower())[0]
    return _Around(before, link.text.strip().lower(), after, ALL if link.image else card.hints_of(link.block))


@dataclass(frozen=True)
class CodeLink:
    """One code repository linked for a purpose; `level` is `published`, `partial` or `generic`."""

    purpose: str
    level: str
    name: str
    source: Source
    confidence: Confidence = Confidence.MEDIUM


@dataclass
class CodeReading:
    """What one record shows of code: links by purpose, denials, general repositories, own files."""

    links: list[CodeLink] = field(default_factory=list)
    withheld: dict[str, Source] = field(default_factory=dict)
    promised: dict[str, Source] = field(default_factory=dict)
    """What the card says is still to come."""
    general: list[Source] = field(default_factory=list)
    """Repositories of the model's own project linked without saying what they hold."""
    commands: list[Source] = field(default_factory=list)
    snippets: list[Source] = field(default_factory=list)

    def best(self, purpose: str) -> CodeLink | None:
        """Return the strongest link for a purpose, the first in reading order where equal."""
        rank = {"published": 0, "partial": 1, "generic": 2}
        found = [link for link in self.links if link.purpose == purpose]
        return min(found, key=lambda link: rank[link.level]) if found else None


@once
def read_code(reading: Reading) -> CodeReading:
    """Return what one record shows of code; read once a reading."""
    return _Reader(reading).read()


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tokens = name_tokens(reading.record.id)
        self.found = CodeReading()

    def read(self) -> CodeReading:
        card = self.reading.card
        if card is not None:
            self.topics = section_topics(card)
            for link in card.links:
                address = read_address(link.url)
                if address.kind == "code":
                    self._link(card, link, address)
                elif address.kind in ("page", "model") and is_notebook(address):
                    self._notebook(card, link, address)
            self._statements(card)
            self._blocks(card)
        self._files()
        return self.found

    def _link(self, card: Card, link: Link, address: Address) -> None:
        around = _around(card, link)
        if is_placeholder(around.before + around.text + around.after, around.hints) or announces(
            around.said, around.hints
        ):
            return
        source = self.reading.in_card(link.line, f"{link.text} {link.url}" if link.text else link.url)
        if address.name.rpartition("/")[2].lower() not in FRAMEWORKS:
            self._project(card, link, address, around, source)
        elif (level := self._own_framework(address, around.said) or self._for_this(address, around.said)) is not None:
            self.found.links.append(CodeLink(TRAINING, level, address.name, source))
        else:
            self._framework(address, around.before + around.text, link.section, source)

    def _project(self, card: Card, link: Link, address: Address, around: _Around, source: Source) -> None:
        """Take a repository that is no framework: for its purposes, or as one of the model's own project."""
        own, topics = self._own(address.name.lower()), self.topics[link.section]
        repository = address.name.rpartition("/")[2].lower()
        path = f"{repository}/{address.path}" if own else address.path if "data" not in topics else ""
        purposes = self._purposes(around, path, card.sections[link.section].title.lower())
        if says(Meaning.ONLY_RUNS, around.said):
            purposes = [purpose for purpose in purposes if purpose != TRAINING]
        for purpose in purposes:
            level = self._level_of(purpose, around.said, around.before, path, own=own)
            self.found.links.append(CodeLink(purpose, level, address.name, source))
        if not purposes and "citation" not in topics and (own or around.calls_it_the_code):
            self.found.general.append(source)

    def _notebook(self, card: Card, link: Link, address: Address) -> None:
        block = card.blocks[link.block].text if 0 <= link.block < len(card.blocks) else link.text
        said = " ".join((block[max(0, link.at - 140) : link.at] + " " + link.text).lower().split())
        if (level := notebook_level(address, said)) is not None and not announces(said):
            source = self.reading.in_card(link.line, link.text or link.url)
            self.found.links.append(CodeLink(TRAINING, level, f"{address.host}{address.path}"[:120], source))

    @staticmethod
    def _level_of(purpose: str, said: str, before: str, path: str, *, own: bool) -> str:
        """Return the level of a repository linked for a purpose: somebody else's is generic unless called the code."""
        if own or purpose != TRAINING:
            return "published"
        if says(Meaning.TRAINING_CODE, said) or says(Meaning.TRAINING_CODE_THERE, said):
            return "partial" if says(Meaning.OTHER_PROJECT, before) else "published"
        if not PATHS[TRAINING].search(path):
            return "generic"
        return "published" if "script" in said or "code" in said else "partial"

    def _own_framework(self, address: Address, said: str) -> str | None:
        """Return the level of a framework that its own makers trained this model with, or None.

        What is anybody's framework is the publisher's own training code where they say so: by "training code",
        by pointing at the very script, or because model and framework share their name.
        """
        if not self._same_owner(address.name.lower()):
            return None
        file = address.path.endswith((".py", ".sh", ".yaml", ".yml", ".ipynb"))
        trained = says(Meaning.WAS_TRAINED, said) is not None
        if says(Meaning.TRAINING_CODE, said) or (file and (trained or PATHS[TRAINING].search(address.path))):
            return "published"
        if trained and self._named_alike(address.name.rpartition("/")[2]):
            return "published"
        return None

    def _for_this(self, address: Address, said: str) -> str | None:
        """Return the level of a place in a framework that the card calls the code of this model's own making, or
        None.
        """
        return "published" if address.path and says(Meaning.TRAINING_CODE_THERE, said) else None

    def _named_alike(self, name: str) -> bool:
        squashed = _UNNAMED.sub("", name.lower())
        return any(_UNNAMED.sub("", token) in squashed for token in self.tokens if token.isascii())

    def _own(self, name: str) -> bool:
        return self._same_owner(name) or self._named_alike(name)

    def _same_owner(self, name: str) -> bool:
        """Return whether a repository belongs to the publisher: its owner's name begins as the model's owner's."""
        model = self.reading.record.id
        owner = _UNNAMED.sub("", model.partition("/")[0].lower()) if "/" in model else ""
        theirs = _UNNAMED.sub("", name.partition("/")[0].lower())
        return len(owner) >= 3 and len(theirs) >= 3 and (theirs.startswith(owner) or owner.startswith(theirs))

    def _purposes(self, around: _Around, path: str, title: str) -> list[str]:
        said = around.said
        found = []
        for purpose in WORDS:
            near = tells(purpose, said, around.hints) or PATHS[purpose].search(path) is not None
            if near or (purpose == TRAINING and _is_of_training_code(title)):
                found.append(purpose)
        doubtful = TRAINING in found and INFERENCE in found and not PATHS[TRAINING].search(path)
        if doubtful and says(Meaning.TRAINING_CODE, said) is None:
            found.remove(TRAINING)
        return found

    def _framework(self, address: Address, said: str, section: int, source: Source) -> None:
        topics = self.topics[section] | ({"training"} if self._infrastructure(section) else frozenset())
        if PATHS[TRAINING].search(address.path) and tells(TRAINING, said):
            self.found.links.append(CodeLink(TRAINING, "partial", address.name, source))
            return
        trained = says(Meaning.IN_TRAINING, said) or ("training" in topics and "usage" not in topics)
        if trained:
            self.found.links.append(CodeLink(TRAINING, "generic", address.name, source))
        elif tells(EVALUATION, said) or "evaluation" in topics or "eval" in address.name.lower():
            self.found.links.append(CodeLink(EVALUATION, "generic", address.name, source))
        else:
            self.found.links.append(CodeLink(INFERENCE, "generic", address.name, source))

    def _infrastructure(self, section: int) -> bool:
        """Return whether a section is the card template's place for training software."""
        card = self.reading.card
        chain = () if card is None else card.chain(section)[:2]
        return any(says(Meaning.ON_INFRASTRUCTURE, title) for title in chain)

    def _statements(self, card: Card) -> None:
        """Read sentences that deny, promise or affirm the release of code without a link."""
        for sentence in card.sentences_hinting(Meaning.TRAINING_CODE)[:_MOST_SENTENCES]:
            lower, hints = sentence.lower, sentence.hints
            if not (says(Meaning.OF_CODE, lower) and tells(TRAINING, lower, hints)):
                continue
            if is_placeholder(sentence.text, hints) or (announces(lower, hints) and not denies_plainly(lower)):
                continue
            source = self.reading.in_card(sentence.line, sentence.text)
            if denies(lower, hints) and says(Meaning.GIVES_AWAY, lower):
                self.found.withheld.setdefault(TRAINING, source)
            elif says(Meaning.CODE_RELEASED, lower):
                level = "published" if self.found.general else "partial"
                self.found.links.append(CodeLink(TRAINING, level, "", source))
        for line, words in promised(card):
            self.found.promised.setdefault(TRAINING, self.reading.in_card(line, words))
        for sentence in card.sentences_hinting(Meaning.IN_HOUSE_CODE):
            if (
                sentence.says(Meaning.IN_HOUSE_CODE)
                and sentence.says(Meaning.WAS_TRAINED)
                and not card.block_links(sentence.block)
                and not announces(sentence.lower, sentence.hints)
            ):
                self.found.withheld.setdefault(TRAINING, self.reading.in_card(sentence.line, sentence.text))

    def _blocks(self, card: Card) -> None:
        for code in card.code:
            source = self.reading.in_card(code.first, code.text.strip().split("\n", 1)[0])
            text = code.text[:20_000]
            if may_train(text) and (level := block_level(text, self._over(card, code.line))) is not None:
                self.found.links.append(CodeLink(TRAINING, level, "", source))
            if _trains(text):
                self.found.commands.append(source)
            elif "@" not in code.text[:3] and _SNIPPET.search(code.text[:4_000]):
                self.found.snippets.append(source)

    def _over(self, card: Card, line: int) -> str:
        """Return the words right over a line: the last blocks before it and the heading."""
        near = [block.text for block in card.blocks if line - 6 <= block.line < line]
        title = next((section.title for section in reversed(card.sections) if section.line <= line), "")
        return f"{title}. {' '.join(near)}".lower()[-600:]

    def _files(self) -> None:
        if self.reading.record.files_look is not Look.READ:
            return
        for file in (self.reading.body.files or ())[:20_000]:
            if not file.path.endswith((".py", ".sh", ".ipynb", ".yaml", ".yml")):
                continue
            for purpose, pattern in FILES.items():
                if pattern.search(file.path):
                    level = "published" if purpose == INFERENCE else "partial"
                    source = Source(file=file.path)
                    self.found.links.append(CodeLink(purpose, level, file.path, source, Confidence.MEDIUM))


def _is_of_training_code(title: str) -> bool:
    """Return whether a heading stands over the code or software of the training."""
    return says(Meaning.TRAINING_CODE, title) is not None or says(Meaning.ON_INFRASTRUCTURE, title) is not None


def _trains(code: str) -> bool:
    """Return whether a code block starts a training."""
    lower = code.lower()
    return holds_any(lower, _TRAIN_STEMS) and _TRAIN_COMMAND.search(code) is not None


def method_of(link: CodeLink) -> Method:
    """Return how a code link was found: in the card, or in the file list."""
    return Method.CARD if link.source.line is not None else Method.FILES
