"""Which papers a card points at, and whether one is the model's own; read once a record."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openness.card import Card, Code
from openness.card.address import Address, read_address
from openness.reading.ancestry import read_ancestry
from openness.reading.headings import section_topics
from openness.reading.known import FRAMEWORKS, LIBRARY_PAPER, is_emissions_paper
from openness.reading.name_tokens import name_tokens
from openness.reading.reading import Reading, api_source, once
from openness.reading.wording import announces, is_placeholder
from openness.record.evidence import Confidence, Method, Source
from openness.record.record import Relation
from openness.words import Meaning, says
from openness.words.pattern import pattern_of

_BIBTEX = re.compile(r"@(\w{3,20})\s{0,5}\{")
_FIELD = re.compile(r"(\w{2,20}+)\s{0,5}+=\s{0,5}+[{\"]{1,2}([^\n]{0,600}?)[}\"]{0,2}\s{0,5},?\s{0,5}(?:\n|\Z)")
_ENTRY = re.compile(r"@\w{3,20}\s{0,5}\{\s{0,5}([^,\s]{0,60})")
_TITLE = re.compile(r"\btitle\s{0,5}=\s{0,5}[{\"]{1,2}([^\n]{0,600})", re.IGNORECASE)
_ARXIV_ID = re.compile(
    r"(?:arxiv[:. /]{0,3}(?:abs/|preprint arxiv:)?\s{0,3}|eprint\s{0,3}=\s{0,3}[{\"]{0,2})(\d{4}\.\d{4,5})",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    r"\bour (?:\w+ )?(?:paper|report|preprint|publication|work|arxiv)\b|\b(?:technical|tech|research) report\b"
    r"|\bwhite ?paper\b|\bmodel card paper\b"
    r"|\b(?:introduced|presented|described|proposed|detailed|published|released) (?:in|by|with) (?:the |this |our "
    r"|a )?(?:\w+ ){0,3}(?:paper|report|preprint|publication|article)?"
    r"|\b(?:official|this) (?:\w+ ){0,3}(?:implementation|repository|model|release|checkpoint)s? (?:of|for|from"
    r"|accompan\w+)\b"
    r"|\b(?:see|read|check(?: out)?|refer to|details? (?:in|see)|more (?:details"
    r"|information)[^.]{0,30}) (?:\w+ ){0,3}(?:the|this|our) (?:\w+ ){0,3}(?:paper|report|preprint)"
    r"|\baccompanying paper\b|\bpaper\b\W{0,5}\Z|\Apaper\b|\barxiv paper\b|我们的(?:论文|技术报告)|技术报告|本論文"
    r"|技術報告|기술 보고서|논문\s?[:：]"
    r"|notre (?:article|papier)|unser(?:e|em)? (?:paper|artikel|veröffentlichung)|nuestro artículo|nostro articolo"
)
_LABEL = re.compile(
    r"^\W{0,6}(?:\w+ )?(?:paper|arxiv|preprint|technical report|tech report|report|publication|论文|技术报告|論文"
    r"|논문)(?: link| \(arxiv\)| on arxiv| page)?\W{0,6}$"
)
_PAPER = re.compile(r"(?:technical|tech) report|paper|preprint|论文|技术报告|論文|논문|report")
_UNNAMED = re.compile(r"[^a-z0-9\u3040-\uffff]+")
"""What is left out where names are compared."""
_NO_LETTER = re.compile(r"[^a-z\u3040-\uffff]+")
_VERSION = re.compile(r"[-_]v?\d")
_SIGNS = " *|-:•>🤗📄📑📖📚🔗[](),&#"
_FEW_WORDS, _EARLY, _LONG_TITLE = 3, 60, 8
_OF_SOMEBODY = re.compile(r"\w['’]s\W{1,4}\Z")
_PLAIN_LABELS = frozenset(
    "the this our official full original research technical tech arxiv accompanying main associated conference"
    " workshop model neurips icml iclr acl emnlp".split()
)
_CITING = re.compile(
    r"cit|bibtex|reference|paper|author|publication|apa\b|mla\b|引用|acknowledg|model|contact|more info|引"
)
_NOT_LONG = 40
_VENUE_NAME = re.compile(
    r"\b(?:neurips|nips|icml|iclr|acl|emnlp|naacl|eacl|aacl|coling|lrec|tacl|cvpr|iccv|eccv|aaai|ijcai|interspeech"
    r"|icassp|asru|slt|sigir|kdd|www|jmlr|tmlr|"
    r"findings of|transactions (?:of|on)|proceedings|conference|workshop|journal|nature|science|siggraph|facct|ismir"
    r"|aistats|uai|corl|bioinformatics)\b"
)
_NOT_VENUE = pattern_of(r"arxiv|corr\b|preprint|biorxiv|medrxiv|hugging ?face|github|url|blog|ssrn|zenodo")
_ACCEPTED = pattern_of(
    r"\b(?:accepted|published|appear(?:s|ed|ing)?|presented) (?:at|to|in|by)\b[^.]{0,40}|"
    r"[(\[]\s?(?:neurips|icml|iclr|acl|emnlp|naacl|eacl|coling|lrec|cvpr|iccv|eccv|aaai|ijcai|interspeech|icassp"
    r"|tacl|tmlr)[ ']{0,2}(?:20)?\d\d"
)


@dataclass(frozen=True)
class Paper:
    """One paper the card points at; `own` as far as there is evidence that it is the model's own."""

    key: str
    """The arXiv id, or the address or title where there is none."""
    source: Source
    own: bool
    reviewed: bool
    confidence: Confidence
    method: Method = Method.CARD


@once
def read_papers(reading: Reading) -> tuple[Paper, ...]:
    """Return the papers one record points at, own ones first; read once a reading."""
    return tuple(sorted(_Reader(reading).read(), key=lambda paper: (not paper.own, not paper.reviewed)))


def announced_paper(reading: Reading) -> Source | None:
    """Return where the card says that there is no paper, or that one is still to come, or None."""
    card = reading.card
    if card is None:
        return None
    for sentence in card.sentences_hinting(Meaning.NAMES_PAPER):
        if says(Meaning.NO_PAPER, sentence.lower):
            return reading.in_card(sentence.line, sentence.text)
        if (
            announces(sentence.lower, sentence.hints)
            and sentence.says(Meaning.NAMES_PAPER)
            and len(sentence.lower.split()) <= _NOT_LONG
        ):
            return reading.in_card(sentence.line, sentence.text)
    return None


class _Reader:
    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        ancestry = read_ancestry(reading)
        bases = () if ancestry is None else ancestry.bases
        account = reading.record.id.partition("/")[0].lower()
        others = [base for base in bases if base.partition("/")[0].lower() != account]
        if ancestry is not None and ancestry.relation is Relation.QUANTIZED:
            others = []  # a copy cites what its original cites
        theirs = frozenset(token for base in others for token in name_tokens(base))
        self.tokens = name_tokens(reading.record.id) - theirs
        self.of_library = account in FRAMEWORKS
        self.found: dict[str, Paper] = {}
        self.likest = 0

    def read(self) -> list[Paper]:
        card = self.reading.card
        if card is not None:
            self.topics = section_topics(card)
            cited = [code for code in card.code if "@" in code.text]
            self.likest = max((self._likest(code.text) for code in cited), default=0)
            for code in cited:
                self._bibtex(code)
            self._plain_bibtex(card)
            self._links(card)
        for value in self.reading.body.tag_values("arxiv"):
            self._add(
                value.lower(), api_source("$.tags"), own=False, reviewed=False, sure=Confidence.LOW, method=Method.API
            )
        return [paper for key, paper in self.found.items() if paper.own or not is_emissions_paper(key)]

    def _add(
        self, key: str, source: Source, *, own: bool, reviewed: bool, sure: Confidence, method: Method = Method.CARD
    ) -> None:
        before = self.found.get(key)
        if before is not None:
            if before.own or not own:
                source, sure, method = before.source, before.confidence, before.method
            own, reviewed = own or before.own, reviewed or before.reviewed
        if len(self.found) < 100 or before is not None:
            self.found[key] = Paper(key, source, own, reviewed, sure, method)

    def _names_model(self, title: str) -> bool:
        squashed = _UNNAMED.sub("", title.lower())
        return any(_UNNAMED.sub("", token) in squashed for token in self.tokens)

    def _likeness(self, entry: str) -> int:
        """Return how many words of the model's name a citation holds, more for the name as a whole and its
        version.
        """
        head = _UNNAMED.sub("", entry[:600].lower())
        words = [_UNNAMED.sub("", token) for token in self.tokens]
        stem = _VERSION.split(self.reading.record.id.rpartition("/")[2].lower())[0]
        name = _NO_LETTER.sub("", stem)
        version = _UNNAMED.sub("", stem)
        whole = (len(name) >= 5 and name in head) + (version != name and version in head)
        return sum(word in head for word in words) + whole

    def _likest(self, text: str) -> int:
        """Return the likeness of the entry most like the model's name: where one is its own, the others are not."""
        found = 0
        for match in list(_ENTRY.finditer(text[:20_000]))[:20]:
            title = _TITLE.search(text, match.end(), match.end() + 3_000)
            found = max(found, self._likeness(match[1] + (title[1] if title is not None else "")))
        return found

    def _bibtex(self, code: Code) -> None:
        starts = [match.start() for match in _BIBTEX.finditer(code.text)][:20]
        for index, start in enumerate(starts):
            end = starts[index + 1] if index + 1 < len(starts) else len(code.text)
            entry = code.text[start : min(end, start + 6_000)]
            line = code.first + code.text.count("\n", 0, start)
            self._entry(entry, line, alone=len(starts) == 1, section=code.section)

    def _plain_bibtex(self, card: Card) -> None:
        for block in card.blocks:
            if "@" in block.text and (match := _BIBTEX.search(block.text)) is not None:
                self._entry(
                    block.text[match.start() : match.start() + 6_000], block.line, alone=False, section=block.section
                )

    def _entry(self, entry: str, line: int, *, alone: bool, section: int) -> None:
        kind = entry[1 : entry.find("{")].strip().lower()
        fields = {match[1].lower(): match[2] for match in _FIELD.finditer(entry)}
        title = fields.get("title", "")
        if not title:
            return
        arxiv = _ARXIV_ID.search(entry)
        venue = (fields.get("booktitle") or fields.get("journal") or "").lower()
        is_paper = arxiv is not None or bool(venue) or kind in ("techreport", "inproceedings", "report")
        if arxiv is None and re.search(r"hugging ?face|github|url", venue):
            return
        if not is_paper or re.search(r"github\.com|huggingface\.co/(?!papers)", fields.get("journal", "").lower()):
            return
        cited_as = entry[entry.find("{") + 1 : entry.find("{") + 60].split(",", maxsplit=1)[0]
        if not self.of_library and (LIBRARY_PAPER.search(title.lower()) or self._under_library(section)):
            self._add(arxiv[1] if arxiv else title.lower()[:120], self.reading.in_card(line, title), own=False,
                      reviewed=False, sure=Confidence.MEDIUM)  # fmt: skip
            return
        own = self._names_model(title) or self._names_model(cited_as)
        likest = self._likeness(cited_as + title) >= self.likest
        own = own and likest
        sure = Confidence.HIGH if own else Confidence.MEDIUM
        if (
            not own
            and likest
            and alone
            and self.topics[section] & {"citation", "paper"}
            and not self._others_paper(section)
        ):
            own, sure = True, Confidence.MEDIUM
        reviewed = _is_venue(kind, venue)
        key = arxiv[1] if arxiv else title.lower()[:120]
        self._add(key, self.reading.in_card(line, title), own=own, reviewed=reviewed, sure=sure)

    def _under_library(self, section: int) -> bool:
        """Return whether a citation stands under a heading of its own that names something else than this model."""
        card = self.reading.card
        if card is None or card.sections[section].parent is None or "citation" not in self.topics[section]:
            return False
        title = card.sections[section].title
        return _CITING.search(title.lower()) is None and not self._names_model(title) and bool(title)

    def _others_paper(self, section: int) -> bool:
        card = self.reading.card
        title = "" if card is None else card.sections[section].title.lower()
        return any(word in title for word in ("related", "reference", "acknowledg", "original"))

    def _links(self, card: Card) -> None:
        for link in card.links:
            address = read_address(link.url)
            if not _is_paper(address, link.text):
                continue
            text = link.text.strip().lower()
            block = card.blocks[link.block].text if link.block >= 0 else link.text
            position = link.at if link.block >= 0 else 0
            before = block[max(0, position - 240) : position].lower()
            around = block[max(0, position - 120) : position + len(link.text or link.url) + 60].lower()
            if is_placeholder(around):
                continue
            own, sure = self._owned(text, before, link.section, card)
            venue = address.kind in ("venue", "openreview") or bool(
                _ACCEPTED.search(around) and _VENUE_NAME.search(around)
            )
            reviewed = venue and not announces(around)
            key = address.name or f"{address.host}{address.path}"
            self._add(
                key, self.reading.in_card(link.line, link.text or link.url), own=own, reviewed=reviewed, sure=sure
            )

    def _owned(self, text: str, before: str, section: int, card: Card) -> tuple[bool, Confidence]:
        """Return whether the words around a link make the paper the model's own, and how surely."""
        if self._is_aside(before, section, card):
            return False, Confidence.MEDIUM
        clause = re.split(r"[.;\n]", before)[-1]
        if (sure := self._plainly_own(text, clause)) is not None:
            return True, sure
        if self._is_of_others(text, clause):
            return False, Confidence.MEDIUM
        if _LABEL.match(text) and (not clause.strip(_SIGNS) or len(clause.split()) <= _FEW_WORDS):
            early = card.sections[section].line < _EARLY
            return early or bool(self.topics[section] & {"citation", "paper", "architecture"}), Confidence.MEDIUM
        return _is_presented(text, clause), Confidence.MEDIUM

    def _is_aside(self, before: str, section: int, card: Card) -> bool:
        """Return whether a link stands in words on data or evaluation, or in a list of references: not "our" paper."""
        if says(Meaning.OUR_OWN, before[-40:]):
            return False
        if self.topics[section] & {"evaluation", "limitations", "data"}:
            return True
        if "references" in card.sections[section].title.lower():
            return True
        return says(Meaning.OF_A_DATA_SET, before) is not None and re.search(r"\bmodel\b", before[-40:]) is None

    def _plainly_own(self, text: str, clause: str) -> Confidence | None:
        """Return how surely words say that the paper is the model's own ("its paper", "our paper", its name)."""
        if re.search(r"\bits\W+\Z", clause) and re.match(r"\W*(?:arxiv|paper|preprint|technical report)", text):
            return Confidence.MEDIUM
        if says(Meaning.OUR_PAPER, clause + text):
            return Confidence.HIGH
        return Confidence.HIGH if len(text) >= _LONG_TITLE and self._names_model(text) else None

    def _is_of_others(self, text: str, clause: str) -> bool:
        """Return whether words say that a paper is somebody else's, or one that was only used."""
        if _OF_SOMEBODY.search(clause) and not self._names_model(clause[-60:]):
            return True
        if re.search(r"\b(?:paper|report)s? (?:about|of|on(?! arxiv)|for|by|from|describing|introducing)\b", text):
            return True
        named = re.match(r"\W*(\w[\w-]*) (?:paper|report|preprint|publication)", text)
        if named and named[1] not in _PLAIN_LABELS and not self._names_model(named[1]):
            return True
        return says(Meaning.WAS_USED, clause) is not None and says(Meaning.OUR_OWN, clause) is None


def _is_presented(text: str, clause: str) -> bool:
    """Return whether words present a paper as the one of what the card is about, with nobody else in them."""
    if says(Meaning.OF_OTHERS_WORK, clause):
        return False
    return _PAPER.search(clause[-40:] + text) is not None or _OWN_WORDS.search(clause[-80:]) is not None


def _is_paper(address: Address, text: str) -> bool:
    if address.kind in ("arxiv", "venue", "openreview", "doi"):
        return True
    if address.kind not in ("pdf", "page", "code", "model"):
        return False
    return "/publications/" in address.path or says(Meaning.CALLED_PAPER, text.lower()) is not None


def _is_venue(kind: str, venue: str) -> bool:
    if not venue or _NOT_VENUE.search(venue):
        return False
    return kind in ("inproceedings", "conference") or _VENUE_NAME.search(venue) is not None or kind == "article"
