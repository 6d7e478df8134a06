"""Signals about the training data: what is named, what can be fetched, what is said to be withheld."""

from __future__ import annotations

import re
from collections.abc import Callable

from openness.reading.answers import answered, not_looked, silent
from openness.reading.data import read_data
from openness.reading.data_mentions import DataReading, Mention
from openness.reading.data_wording import POST, PRE
from openness.reading.headings import section_topics
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Method, Source, count, flag, ordered
from openness.record.record import Look
from openness.signals.datasheet import DATASHEET_SIGNALS
from openness.signals.signal import Signal, signal

_SHOWN = 5
_UNNAMED = "The card speaks of this data without naming a data set."
_PERCENT = re.compile(
    r"\d{1,3}(?:[.,]\d+)?\s?%|\b\d[\d.,]*\s?(?:[kmbt]|million|billion|trillion|gb|tb)?\s?tokens?\b"
    r"|\b\d[\d.,]*\s?(?:[kmbt]b?)\b"
)
_LEVELS = {
    "withheld": "the publisher says that the data is not disclosed, and names none",
    "described": "the card describes the data in words and names no data set",
    "named": "data sets are named; none of them was seen to be public",
    "partly_public": "some of the data is in public data sets, or more is said to have been used",
    "public": "the data named is in public data sets, and no other data is spoken of",
}


def _nothing(reading: Reading) -> Evidence:
    """Return the unknown of a data signal for a record that tells nothing."""
    if reading.card is None:
        return reading.no_card()
    return reading.no_metadata() or silent("The card says nothing about this data.")


def _judge(reading: Reading, stage: str) -> Evidence:
    data = read_data(reading)
    stage = _stage_of(data, stage)
    if (found := _level(data, stage)) is not None:
        return found
    gone = data.absent(stage)
    return silent(f"The Hub does not show the data sets named ({_few(gone)}).") if gone else _nothing(reading)


def _few(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN])


def _stage_of(data: DataReading, stage: str) -> str:
    """Return the stage whose data answers for `stage`: of a model trained once, its only training."""
    if stage == POST and not data.tuned and not data.of(POST) and not _said(data, POST):
        return PRE
    return stage


def _said(data: DataReading, stage: str) -> bool:
    statements = data.statements
    return any(stage in place for place in (statements.withheld, statements.described))


def _level(data: DataReading, stage: str) -> Evidence | None:
    mentions, said = data.of(stage), data.statements
    if not mentions:
        if (source := said.withheld.get(stage)) is not None:
            note = "The card says that this data is not disclosed."
            return answered("withheld", source, method=Method.CARD, confidence=Confidence.MEDIUM, note=note)
        if (source := said.described.get(stage)) is not None:
            gone = data.absent(stage)
            note = f"The card describes this data; the Hub does not show what it names ({_few(gone)})."
            note = note if gone else _UNNAMED
            return answered("described", source, method=Method.CARD, confidence=Confidence.MEDIUM, note=note)
        return None
    public = [mention for mention in mentions if mention.public]
    more = said.other.get(stage) or said.withheld.get(stage)
    method = mentions[0].method
    sources = _sources(mentions)
    if not public:
        looked = sum(mention.exists is not None for mention in mentions)
        seen = f"{looked} were looked up, and none of them can be had by everybody" if looked else "nobody has looked"
        note = f"{len(mentions)} data sets are named; {seen if looked else f'{seen} whether they are public'}."
        return answered("named", *sources, method=method, confidence=_trust(mentions), note=note)
    unseen = [mention for mention in mentions if mention.exists is None]
    if len(public) == len(mentions) and more is None:
        note = f"{len(public)} of {len(mentions)} named data sets are public."
        return answered("public", *sources, method=method, confidence=_trust(mentions), note=note)
    note = f"{len(public)} of {len(mentions)} named data sets are public."
    if unseen:
        note += f" Nobody has looked at {'the other' if len(unseen) == 1 else f'{len(unseen)} others'}."
    if more is not None:
        sources = (*sources[: _SHOWN - 1], more)
        note += " The card speaks of other data too."
    return answered("partly_public", *sources, method=method, confidence=_trust(mentions), note=note)


def could_be_public(reading: Reading, stage: str) -> bool:
    """Return whether all data of a stage could turn out public: sets were not looked up, and nothing denies it."""
    data = read_data(reading)
    stage = _stage_of(data, stage)
    mentions = data.of(stage)
    told = any(stage in place for place in (data.statements.other, data.statements.withheld))
    return bool(mentions) and not told and all(mention.public or mention.exists is None for mention in mentions)


def _trust(mentions: list[Mention]) -> Confidence:
    if all(mention.fact is not None and mention.fact.look is Look.READ for mention in mentions):
        return Confidence.HIGH
    return Confidence.MEDIUM if any(mention.linked for mention in mentions) else Confidence.LOW


def _sources(mentions: list[Mention]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(mention.source for mention in mentions))[:_SHOWN]


@signal("data.pretraining", ordered(**_LEVELS))
def pretraining(reading: Reading) -> Evidence:
    """Is the data named and public on which the model, or the base it comes from, was pre-trained?

    Reads the card's `datasets` metadata and `dataset:` tags, links to data sets, names in sections and
    sentences about training data, and the Hub's facts about each data set named. For a model that
    continues another one only what is said about pre-training counts, and the data sets that the Hub
    lists for its base.

    - `public`: all data sets named were looked up and are there and open, and the card speaks of no other data.
    - `partly_public`: some are public, and others are not, or were not looked up; or more was used (in-house,
      "such as", synthetic).
    - `named`: sets are named, and nobody has seen that they are public.
    - `described`: the data is described without names ("15T tokens of web text"), in a sentence that does not lead to
      where it is named.
    - `withheld`: a sentence says that the data is not disclosed, and no set is named.

    Unknown: the card says nothing about it (silent), or there was no card to read. An id that the Hub does not
    show counts as not named, unless everybody knows the set by that name (`wikipedia`).
    Announcements ("will be released") count as nothing.

    Blind spots: a list in a paper or on a web site is not read; a set outside the Hub is never looked up,
    so it stays named; whether a list is complete cannot be seen.
    """
    return _judge(reading, PRE)


@signal("data.posttraining", ordered(**_LEVELS))
def posttraining(reading: Reading) -> Evidence:
    """Is the data named and public on which the model that people use was tuned?

    Asks about fine-tuning, instruction, preference and alignment data. Where the model continues no
    other one and speaks of one training only, that training's data is the answer here as well. Reads
    and answers like `data.pretraining`; in the card of a tuned model, data named without a stage is
    taken to be its tuning data.
    """
    return _judge(reading, POST)


def _counter(signal_id: str, unit: str, question: str, keep: Callable[[Mention], bool], facts: bool) -> Signal:
    def ask(reading: Reading) -> Evidence:
        mentions = _distinct(read_data(reading))
        if not mentions:
            return _nothing(reading)
        looked = [
            mention for mention in mentions if mention.fact is not None and mention.fact.look is not Look.NOT_LOOKED
        ]
        if facts and not looked:
            return not_looked("Nobody has asked the Hub about the data sets named.")
        kept = [mention for mention in (looked if facts else mentions) if keep(mention)]
        sources = _sources(kept or mentions)
        return answered(len(kept), *sources, method=Method.DATASET if facts else mentions[0].method)

    ask.__doc__ = question
    return signal(signal_id, count(unit))(ask)


def _distinct(data: DataReading) -> list[Mention]:
    seen: dict[str, Mention] = {}
    for mention in data.mentions:
        seen.setdefault(mention.name.lower(), mention)
    return list(seen.values())


datasets_named = _counter(
    "data.datasets_named",
    "data sets",
    """How many data sets are named as training data?

    Reads the same places as `data.pretraining`; each set counts once. Unknown where none is named: the
    card may still describe its data.
    """,
    lambda _: True,
    facts=False,
)
datasets_found = _counter(
    "data.datasets_found",
    "data sets",
    """How many of the named data sets exist on the Hub?

    Counts only sets that the Hub was asked about; a name the Hub does not know counts as not there.
    Blind spot: without a token the Hub hides private sets, which then look absent.
    """,
    lambda mention: mention.exists is True,
    facts=True,
)
datasets_public = _counter(
    "data.datasets_public",
    "data sets",
    """How many of the named data sets can be fetched by anyone?

    Counts sets the Hub was asked about that are there without gate. Where the record does not tell of
    a gate, a set whose card could be read counts as public.
    """,
    lambda mention: mention.public,
    facts=True,
)
datasets_gated = _counter(
    "data.datasets_gated",
    "data sets",
    """How many of the named data sets are gated or refused?

    Counts sets the Hub was asked about that ask for something before access, are private or disabled.
    """,
    lambda mention: mention.exists is True and mention.gated is True,
    facts=True,
)


def _links(signal_id: str, stage: str, documentation: str) -> Signal:
    def ask(reading: Reading) -> Evidence:
        data = read_data(reading)
        stage_read = _stage_of(data, stage)
        mentions = data.of(stage_read)
        if not mentions:
            return _nothing(reading)
        linked = [mention for mention in mentions if mention.pointed]
        more = data.statements.other.get(stage_read)
        level = "none" if not linked else "all" if len(linked) == len(mentions) and more is None else "some"
        note = f"{len(linked)} of {len(mentions)} data sets are pointed at."
        if more is not None:
            note += " The card speaks of other data too."
        sources = _sources(linked or mentions)
        if more is not None:
            sources = (*sources[: _SHOWN - 1], more)
        return answered(level, *sources, method=mentions[0].method, note=note)

    ask.__doc__ = documentation
    return signal(
        signal_id,
        ordered(
            none="data sets are named in words only",
            some="for some there is an id on the Hub or a link, or other data was used too",
            all="for all there is an id on the Hub or a link",
        ),
    )(ask)


pretraining_links = _links(
    "data.pretraining_links",
    PRE,
    """Are the data sets named for pre-training pointed at, so that anyone can go and look?

    Counts ids in the metadata, `dataset:` tags, links on a data set's name, to the Hub or elsewhere, and names that
    everybody in the field knows (a list), whether or not anybody has looked if they are there (see
    `data.datasets_found`). Any other name in running text points at nothing; a name beside a link to the same set is
    not counted again.

    Unknown where no data set is named.
    """,
)
posttraining_links = _links(
    "data.posttraining_links",
    POST,
    """Are the data sets named for tuning pointed at, so that anyone can go and look?

    Reads and answers like `data.pretraining_links`, for the data that `data.posttraining` asks about.
    """,
)


@signal("data.mixture", flag())
def mixture(reading: Reading) -> Evidence:
    """Does the card give the mixture of the training data: shares or amounts by source?

    True where a section on data has at least three table rows or list items with a percentage or an
    amount each. Unknown otherwise: a card that gives no mixture may have it in a paper.
    """
    card = reading.card
    if card is None:
        return reading.no_card()
    topics = section_topics(card)
    rows: dict[int, list[int]] = {}
    for index, block in enumerate(card.blocks):
        here = topics[block.section]
        listed = block.kind in ("row", "item") and "data" in here and "evaluation" not in here
        if listed and _PERCENT.search(block.text.lower()):
            rows.setdefault(block.section, []).append(index)
    for found in rows.values():
        if len(found) >= 3:
            block = card.blocks[found[0]]
            source = reading.in_card(block.line, block.text)
            return answered(True, source, method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("The card gives no shares or amounts of its data sources.")


DATA_SIGNALS: tuple[Signal, ...] = (
    pretraining,
    posttraining,
    datasets_named,
    pretraining_links,
    posttraining_links,
    datasets_found,
    datasets_public,
    datasets_gated,
    mixture,
    *DATASHEET_SIGNALS,
)
