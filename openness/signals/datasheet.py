"""Signals about what documents the training data: datasheets, data set cards, the public summary of its content."""

from __future__ import annotations

import re

from openness.card import Card
from openness.card.address import read_address
from openness.reading.answers import answered, silent
from openness.reading.data import read_data
from openness.reading.data_mentions import DataReading
from openness.reading.data_wording import PRE
from openness.reading.headings import section_topics
from openness.reading.reading import Reading
from openness.reading.wording import announces, denies, holds_any, is_placeholder
from openness.record.evidence import Confidence, Evidence, Method, Source, choice, ordered
from openness.signals.signal import Signal, signal
from openness.words import Meaning, Rule, Stems, says
from openness.words.pattern import pattern_of

_DATASHEET = pattern_of(
    r"\bdata\s?sheets?\b(?! of the)|\bdata statements?\b|\bdata nutrition\b|\bdata cards?\b|\bdatasheets for"
    r" datasets\b"
)
_DATASHEET_STEMS = ("sheet", "statement", "nutrition", "card")
"""Nothing matches `_DATASHEET` without one of them."""
_SUMMARY = Rule(
    r"(?:training|content)[ -](?:data|content)[ -]summary|public summary of (?:the )?(?:training|content)"
    r"|summary of (?:the )?training (?:data|content)"
    r"|(?:article|art\.?) ?53|template for the public summary|résumé (?:public )?du contenu"
    r"|zusammenfassung der trainings"
)
_SUMMARY_SAID = Stems("summary", "article 53", "art. 53")
_SUMMARY_STEMS = ("summary", "53", "résumé", "zusammenfassung")
"""Nothing matches `_SUMMARY` without one of them."""

_SECTION_WORDS = 25
"""A section of fewer words does not describe data."""


@signal(
    "data.datasheet",
    ordered(
        none="the data is not disclosed, or a section on it names no data set",
        partial="the publisher's own data set, used here, has a card on the Hub",
        full="a datasheet, a data statement or a public summary of the training content is linked",
    ),
)
def datasheet(reading: Reading) -> Evidence:
    """Is there a datasheet for the training data?

    - `full`: the card links a datasheet, data statement or data card by that name, or a public summary of
      the training content (see `data.summary`).
    - `partial`: a data set of the same publisher, named as training data, has a card on the Hub. Cards that
      others wrote for their data do not tell what was done with it here.
    - `none`: the card names no data set that a sheet could describe, though it has a section on its data (25
      words or more), or says that the data is not disclosed.

    Unknown in all other cases: a card that is silent settles nothing, and a sheet may stand in a paper. Blind
    spot: whether a data set card is as full as a datasheet should be is not judged.
    """
    card = reading.card
    if card is not None and holds_any(card.words_of_links, _DATASHEET_STEMS):
        for link in card.links:
            words = f"{link.text} {link.url}".lower()
            if "data" in words and _DATASHEET.search(words.replace("-", " ").replace("_", " ")) and not link.image:
                source = reading.in_card(link.line, link.text or link.url)
                return answered("full", source, method=Method.CARD, confidence=Confidence.MEDIUM)
    if card is not None and (found := _summary_link(reading, card)) is not None:
        return answered("full", found, method=Method.CARD, confidence=Confidence.MEDIUM)
    data = read_data(reading)
    owner = reading.record.id.partition("/")[0].lower()
    for mention in data.mentions:
        own = mention.name.lower().startswith(f"{owner}/")
        if own and mention.fact is not None and mention.fact.has_card and mention.exists:
            source = Source(file="README.md", repository=f"datasets/{mention.fact.resolved_id or mention.name}")
            return answered("partial", mention.source, source, method=Method.DATASET)
    if not data.mentions and card is not None and (told := _told_without_names(reading, card, data)) is not None:
        note = "The card tells of its data, and names none that a sheet could describe."
        return answered("none", told, method=Method.CARD, confidence=Confidence.LOW, note=note)
    return reading.no_card() if card is None else silent("The card links no datasheet.")


def _told_without_names(reading: Reading, card: Card, data: DataReading) -> Source | None:
    """Return where a card that names no data set withholds its data, or writes a section on it."""
    if withheld := next(iter(data.statements.withheld.values()), None):
        return withheld
    if not data.statements.described:
        return None
    topics = section_topics(card)
    here = [sentence for sentence in card.sentences if "data" in topics[sentence.section]]
    if sum(sentence.words for sentence in here if not is_placeholder(sentence.text, sentence.hints)) < _SECTION_WORDS:
        return None
    return reading.in_card(here[0].line, here[0].text)


def _summary_link(reading: Reading, card: Card) -> Source | None:
    if not holds_any(card.words_of_links, _SUMMARY_STEMS):
        return None
    for link in card.links:
        words = f"{link.text} {link.url}".lower()
        if holds_any(words, _SUMMARY_STEMS) and _SUMMARY.search(words.replace("_", " ").replace("-", " ")):
            return reading.in_card(link.line, link.text or link.url)
    return None


@signal(
    "data.summary",
    choice(
        linked="a public summary of the training content is linked or given",
        withheld="the publisher says there is none, or will be none",
    ),
)
def summary(reading: Reading) -> Evidence:
    """Is a public summary of the training content linked, as the EU AI Act, Article 53(1)(d), asks?

    Reads links and sentences that name such a summary. Unknown where the card does not speak of one.
    Blind spot: summaries kept on a publisher's web site and not linked from the card are not seen.
    """
    card = reading.card
    if card is None:
        return reading.no_card()
    if (found := _summary_link(reading, card)) is not None:
        return answered("linked", found, method=Method.CARD, confidence=Confidence.MEDIUM)
    for sentence in card.sentences_with(_SUMMARY_SAID):
        if (
            sentence.finds(_SUMMARY)
            and not is_placeholder(sentence.text, sentence.hints)
            and not announces(sentence.lower, sentence.hints)
        ):
            source = reading.in_card(sentence.line, sentence.text)
            if denies(sentence.lower, sentence.hints):
                return answered("withheld", source, method=Method.CARD, confidence=Confidence.LOW)
            if any(read_address(link.url).kind != "local" for link in card.block_links(sentence.block)):
                return answered("linked", source, method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("The card speaks of no summary of training content.")


@signal(
    "data.documentation",
    ordered(
        none="the publisher says that the data is not disclosed, and names none",
        partial="the data is named by id, or described with sources, sizes, languages or cleaning",
        full="the pages of all data sets named are linked, or a datasheet is",
    ),
)
def data_documentation(reading: Reading) -> Evidence:
    """Is the training data documented, as far as the card leads there?

    - `full`: `data.datasheet` is full; or the card's text links a page for every data set that it names as training
      data, its base's among them where it has one, and speaks of no other data.
    - `partial`: the data is described: two kinds of detail (sources, amounts, languages, time, cleaning, how it was
      made), or three sentences.
    - `none`: the card says that the data is not disclosed, and names none.

    Unknown: the card says nothing of its data, only names it, or leads to its tuning data alone. Blind spot: what a
    linked page tells is not read, so a link counts whatever stands behind it.
    """
    card = reading.card
    if card is None:
        return reading.no_card()
    sheet = datasheet.ask(reading)
    if sheet.value == "full":
        return answered("full", *sheet.sources, method=Method.CARD, confidence=Confidence.MEDIUM)
    data = read_data(reading)
    named = [mention for mention in data.mentions if mention.exists is not False]
    linked = [mention for mention in named if mention.linked and mention.method is Method.CARD]
    sources = tuple(dict.fromkeys(mention.source for mention in (linked or named)))[:_SHOWN]
    whole = bool(named) and len(linked) == len(named) and not data.statements.other
    if whole and (not data.tuned or data.of(PRE)):
        return answered("full", *sources, method=Method.CARD, confidence=Confidence.MEDIUM)
    if named and data.tuned:
        return silent("The card leads to its tuning data; what documents its base's data is not told here.", *sources)
    told = _told_in_detail(reading, card, data)
    if named and told is not None:
        return answered("partial", *sources, method=named[0].method, confidence=Confidence.MEDIUM)
    if named:
        return silent("The card names its data; how well that is documented depends on pages not read.", *sources)
    if withheld := next(iter(data.statements.withheld.values()), None):
        return answered("none", withheld, method=Method.CARD, confidence=Confidence.MEDIUM)
    if told is not None:
        return answered("partial", told, method=Method.CARD, confidence=Confidence.LOW)
    return silent("The card does not document its training data.")


_DETAILS = (
    Meaning.AMOUNT_OF_DATA,
    Meaning.CLEANS_DATA,
    Meaning.LANGUAGES_OF_DATA,
    Meaning.SOURCES_OF_DATA,
    Meaning.MAKING_OF_DATA,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ENOUGH_DETAILS, _ENOUGH_SENTENCES = 2, 3


def _told_in_detail(reading: Reading, card: Card, data: DataReading) -> Source | None:
    """Return where a card that names no data set describes its data with some detail, or None."""
    topics = section_topics(card)
    lines = {source.line for source in (*data.statements.described.values(), *data.statements.other.values())}
    told = [
        sentence
        for sentence in card.sentences
        if ("data" in topics[sentence.section] or sentence.line in lines)
        and "evaluation" not in topics[sentence.section]
        and not is_placeholder(sentence.text, sentence.hints)
    ]
    text = " ".join(sentence.lower for sentence in told)[:_READ_OF_DATA]
    details = sum(says(meaning, text) is not None for meaning in _DETAILS) + (_YEAR.search(text) is not None)
    about = [sentence for sentence in told if "data" in topics[sentence.section] and sentence.words >= _SHORT]
    if told and (details >= _ENOUGH_DETAILS or (details and len(about) >= _ENOUGH_SENTENCES)):
        return reading.in_card(told[0].line, told[0].text)
    return None


_READ_OF_DATA = 20_000
_SHORT = 6
_SHOWN = 5

DATASHEET_SIGNALS: tuple[Signal, ...] = (datasheet, summary, data_documentation)
