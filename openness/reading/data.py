"""Which data sets a model says it was trained on, and what it says about them, read once a record."""

from __future__ import annotations

import re
from dataclasses import replace

from openness.card import Card, Sentence
from openness.card.address import read_address
from openness.card.named import names_of
from openness.reading.ancestry import read_ancestry, sounds_tuned
from openness.reading.data_links import CITED, set_behind, words_around
from openness.reading.data_mentions import DataReading, Mention, Statements, distinct, letters_of
from openness.reading.data_names import is_for_tests, is_likened, listed_name
from openness.reading.data_names_anywhere import names_said
from openness.reading.data_sentences import told_in
from openness.reading.data_wording import POST, PRE, is_of_tuning, points_elsewhere, stage_of
from openness.reading.headings import OTHER_MODELS, section_topics
from openness.reading.known import CORPUS_NAME, DATASET_NAME
from openness.reading.reading import Reading, once
from openness.reading.tuning import is_tuned
from openness.reading.weight_files import QUANTIZED_NAME
from openness.reading.wording import denies, is_placeholder
from openness.record.evidence import Method, Source
from openness.record.record import Relation
from openness.words import Meaning

_MOST = 200
_MOST_SENTENCES = 500

_SOURCES = frozenset({"dataset", "arxiv", "venue", "openreview", "doi", "pdf", "code"})
_DATA_PAGE = re.compile(r"data|corpus|paper|blog|report")


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
        self.tested = ""
        """The letters of sentences that say of data sets that they were for evaluation, or not trained on."""
        ancestry = read_ancestry(reading)
        bases = () if ancestry is None else ancestry.bases
        relation = None if ancestry is None else ancestry.relation
        self.quantized = relation is Relation.QUANTIZED or QUANTIZED_NAME.search(reading.record.id) is not None
        self.models = [letters_of(name.rpartition("/")[2]) for name in (reading.record.id, *bases)]
        self.statements = Statements()

    def read(self) -> DataReading:
        card = self.reading.card
        if card is not None:
            self.topics = section_topics(card)
            self.tested = "".join(
                letters_of(sentence.lower)
                for sentence in card.sentences_hinting(Meaning.NOT_TRAINED_ON)
                if sentence.says(Meaning.NOT_TRAINED_ON)
            )
            self._links(card)
            self._sentences(card)
        self._metadata()
        return DataReading(tuple(distinct(list(self.found.values()))), self.statements, self.tuned)

    def _add(
        self, name: str, stage: str, source: Source, method: Method, linked: bool = False, words: str = ""
    ) -> None:
        fact = self.facts.get(name.lower())
        known_as = (
            name if fact is None or fact.resolved_id is None else fact.resolved_id
        )  # of old and new id one counts
        key = (known_as.lower().removesuffix(".git"), stage)
        known = self.found.get(key)
        if known is None and len(self.found) < _MOST:
            self.found[key] = Mention(name, stage, source, method, fact, linked, words)
        elif known is not None and linked and not known.linked:
            self.found[key] = replace(known, linked=True, words=words)

    def _metadata(self) -> None:
        if self.quantized:
            return  # what a quantised copy names there is what it was calibrated with, or its base's: it does not say
        already = {name for (name, _), mention in self.found.items() if mention.linked}
        declared = self.reading.names.datasets
        for named in declared:
            key = named.name.lower()
            if (is_for_tests(key) and len(declared) > 1) or letters_of(key.rpartition("/")[2]) in self.tested:
                continue
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

    def _stage(self, words: str, section: int, card: Card, hints: int) -> str:
        """Return the stage a sentence speaks of: by its words or its headings, else the model's own."""
        return stage_of(words, card.chain(section)[:2], hints) or self.own_stage

    def _links(self, card: Card) -> None:
        for link in card.links:
            name = set_behind(card, link, self.topics[link.section])
            if name is None or (link.url in self.addresses and read_address(link.url).kind != "dataset"):
                continue
            self.addresses.add(link.url)
            self.linked_sections.add(link.section)
            source = self.reading.in_card(link.line, link.text or link.url)
            stage = self._stage(words_around(card, link), link.section, card, card.hints_of(link.block))
            self._add(name, stage, source, Method.CARD, linked=True, words=link.text[:80])

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
                and not sentence.says(Meaning.NAMES_TRAINING)
            ):
                continue
            self._sentence(card, sentence)

    def _candidates(self, card: Card) -> list[Sentence]:
        """Return the sentences to read: those with a word about data, and all in sections about data."""
        found = {
            id(sentence): sentence
            for sentence in card.sentences_hinting(Meaning.DATA, Meaning.LEARNT)
            if sentence.hints & Meaning.DATA.mask or sentence.says(Meaning.LEARNT)
        }
        about = {index for index, topics in enumerate(self.topics) if "data" in topics}
        if about:
            found.update((id(sentence), sentence) for sentence in card.sentences if sentence.section in about)
        return sorted(found.values(), key=lambda sentence: (sentence.line, sentence.block))[:_MOST_SENTENCES]

    def _sentence(self, card: Card, sentence: Sentence) -> None:
        """Take what one sentence tells, by what it is."""
        title = next(iter(card.chain(sentence.section)), "")
        after_link = sentence.section in self.linked_sections
        told = told_in(sentence, self.topics[sentence.section], title, after_link=after_link)
        if told is None:
            return
        stage = self._stage(sentence.lower, sentence.section, card, sentence.hints)
        if told.withheld:
            self.statements.withheld.setdefault(stage, self.reading.in_card(sentence.line, sentence.text))
            return
        names = [] if told.parts else self._names(card, sentence)
        if not (told.more or names or (told.describes and len(self.statements.described) < len((PRE, POST)))):
            return
        source = self.reading.in_card(sentence.line, sentence.text)
        if told.more:
            for about in (PRE, POST) if told.private else (stage,):
                self.statements.other.setdefault(about, source)
        if told.describes:
            away = self._leads_elsewhere(card, sentence)
            (self.statements.elsewhere if away else self.statements.described).setdefault(stage, source)
        beside = self._link_beside(card, sentence) if len(names) == 1 else ""
        for name in names:
            stage_of_it = self._stage_of_corpus(name, sentence, stage)
            self._add(name, stage_of_it, source, Method.CARD, linked=bool(beside), words=beside)

    def _leads_elsewhere(self, card: Card, sentence: Sentence) -> bool:
        """Return whether a sentence that describes data leads to where it is named, or may name it by a plain word."""
        links = [link for link in card.block_links(sentence.block) if (link.text or link.url) in sentence.text]
        linked = any(
            read_address(link.url).kind in _SOURCES or _DATA_PAGE.search(f"{link.text} {link.url}".lower())
            for link in links
        )
        return linked or points_elsewhere(sentence.lower, sentence.hints)

    def _link_beside(self, card: Card, sentence: Sentence) -> str:
        """Return the words of a link that stands in a list item or row of its own with the name, or nothing."""
        if card.blocks[sentence.block].kind not in ("item", "row") or "data" not in self.topics[sentence.section]:
            return ""
        kinds = ("page", "code", "pdf", "arxiv", "doi", "venue")
        return next(
            (
                link.text or link.url
                for link in card.block_links(sentence.block)
                if read_address(link.url).kind in kinds
            ),
            "",
        )

    def _stage_of_corpus(self, name: str, sentence: Sentence, stage: str) -> str:
        """A corpus that is only ever pre-trained on, named in a tuned model's card, was its base's."""
        if stage == PRE or not CORPUS_NAME.fullmatch(name) or is_of_tuning(sentence.lower, sentence.hints):
            return stage
        return PRE

    def _names(self, card: Card, sentence: Sentence) -> list[str]:
        """Return the data sets a sentence names as used: widely known ones and what is written like a name; of a
        row one.
        """
        lower, kind = sentence.lower, card.blocks[sentence.block].kind
        if "format" in lower or "limitations" in self.topics[sentence.section]:
            return []
        known_here = DATASET_NAME.finditer(lower) if sentence.hints & DATASET_NAME.mask else ()
        names = [match[0].strip() for match in known_here if not is_likened(lower, match.start())]
        names = names[:1] if kind == "row" else names
        known = letters_of(" ".join(names))
        written = [name for name in self._written(card, sentence, kind) if letters_of(name) not in known]
        kept = [name for name in names if not any(letters_of(name) in letters_of(other) for other in written)]
        if (names or written) and denies(lower, sentence.hints):
            return []
        return [*kept, *written]

    def _written(self, card: Card, sentence: Sentence, kind: str) -> list[str]:
        """Return the names a sentence on training data writes like names, our own and those of models left out."""
        in_data = "data" in self.topics[sentence.section] and "evaluation" not in self.topics[sentence.section]
        if kind in ("item", "row"):
            first = (
                self._uncited(card, sentence.block)
                if kind == "row"
                else self._uncited(card, sentence.block) or sentence.text
            )
            listed = listed_name(first) if in_data else None
            found = (listed,) if listed is not None else () if kind == "row" else names_said(sentence)
        else:
            found = names_said(sentence)
        return [name for name in found if not self._is_model(name)]

    def _uncited(self, card: Card, number: int) -> str:
        """Return an item's words, or a row's first cell, up to a citation in it ("CoLA Warstadt et al., 2018")."""
        block = card.blocks[number]
        text = block.cells[0] if block.cells else block.text
        cited = next((link for link in card.block_links(number) if CITED.search(link.text)), None)
        return text[: cited.at] if cited is not None and not block.cells else CITED.sub("", text)

    def _is_model(self, name: str) -> bool:
        letters = letters_of(name.rpartition("/")[2])
        return any(letters in model or model in letters for model in self.models)
