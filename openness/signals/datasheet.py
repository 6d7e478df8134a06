"""Signals about what documents the training data: datasheets, data set cards, the public summary of its content."""

from __future__ import annotations

import re

from openness.card import Card
from openness.card.address import read_address
from openness.reading.answers import answered, silent
from openness.reading.data import DataReading, read_data
from openness.reading.headings import section_topics
from openness.reading.reading import Reading
from openness.reading.wording import announces, denies, holds_any, is_placeholder
from openness.record.evidence import Confidence, Evidence, Method, Source, choice, ordered
from openness.signals.signal import Signal, signal

_DATASHEET = re.compile(
    r"\bdata\s?sheets?\b(?! of the)|\bdata statements?\b|\bdata nutrition\b|\bdata cards?\b|\bdatasheets for datasets\b"
)
_SUMMARY = re.compile(
    r"(?:training|content)[ -](?:data|content)[ -]summary|public summary of (?:the )?(?:training|content)"
    r"|summary of (?:the )?training (?:data|content)"
    r"|(?:article|art\.?) ?53|template for the public summary|résumé (?:public )?du contenu"
    r"|zusammenfassung der trainings"
)
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
    if card is not None:
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
    for sentence in card.sentences_with("summary", "article 53", "art. 53"):
        if (
            _SUMMARY.search(sentence.lower)
            and not is_placeholder(sentence.text, sentence.hints)
            and not announces(sentence.lower)
        ):
            source = reading.in_card(sentence.line, sentence.text)
            if denies(sentence.lower):
                return answered("withheld", source, method=Method.CARD, confidence=Confidence.LOW)
            if any(read_address(link.url).kind != "local" for link in card.block_links(sentence.block)):
                return answered("linked", source, method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("The card speaks of no summary of training content.")


DATASHEET_SIGNALS: tuple[Signal, ...] = (datasheet, summary)
