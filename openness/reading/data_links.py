"""Which links of a card name a data set, and by what name, told from their words, their place and their address."""

from __future__ import annotations

from openness.card import Card, Link
from openness.card.address import read_address
from openness.reading.data_names import is_for_tests, is_home_of_data, is_written_name, names_in
from openness.reading.data_wording import is_of_evaluation, is_of_running
from openness.reading.headings import OTHER_MODELS
from openness.reading.known import DATASET_NAME
from openness.words import Meaning, hinting, says
from openness.words.pattern import pattern_of

_BLOCK_READ = 2_000
CITED = pattern_of(
    r"\(?\[?\b[A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+| et al\.?)?,? \(?(?:19|20)\d\d[a-z]?\)?[\])]?.*\Z|\bet"
    r" al\b.*\Z"
)
_LONGEST = 120
_PAGES = frozenset({"code", "page", "pdf"})
_ELSEWHERE = frozenset({"evaluation", "citation", "licence", "usage", "limitations"})
_AROUND = 600


def named_by(card: Card, link: Link, words: str) -> str:
    """Return the name a link outside the Hub gives a set: its words, or where they cite a paper, what stands
    before.
    """
    if CITED.search(words) and link.block >= 0:
        before = card.blocks[link.block].text[: link.at].strip(" \n:：–—-([*")
        return before[-80:] or words[:80]
    if is_home_of_data(link.url) and (not words or says(Meaning.NO_DATA_NAME, words.lower()) is not None):
        return link.url.rstrip("/").rpartition("/")[2][:80]
    return words[:_LONGEST]


def label_of(card: Card, link: Link, *, in_data: bool) -> str:
    """Return what stands before a bare address in a list of data ("Sunspots: https://..."), else nothing."""
    if link.block < 0 or not in_data or card.blocks[link.block].kind != "item":
        return ""
    return card.blocks[link.block].text[: link.at].strip(" \n:：–—-")


def names_data(card: Card, link: Link, kind: str, text: str, *, in_data: bool) -> bool:
    """Return whether a link outside the Hub's data sets names one: its words, or a data section's list."""
    if not 2 <= len(text) <= _LONGEST or link.block < 0 or text.startswith("http"):
        return False
    hints = card.hints_of(link.block)
    if (
        not (in_data or hints & hinting(Meaning.CALLS_DATA, Meaning.MAKES))
        or says(Meaning.NO_DATA_NAME, text) is not None
    ):
        return False
    block = card.blocks[link.block]
    if kind in _PAGES and hints & Meaning.MAKES.mask and link.text.strip() in names_in(block.text[:_BLOCK_READ]):
        return True
    tells = says(Meaning.CALLS_DATA, text, hints) is not None
    if not (in_data or tells or hints & Meaning.NAMES_TRAINING.mask or _of_a_data_set(block.text)):
        return False
    if kind in _PAGES and (tells or (in_data and block.kind in ("item", "row"))):
        return True
    return DATASET_NAME.found(text, hints) is not None


def _of_a_data_set(text: str) -> bool:
    return says(Meaning.OF_A_DATA_SET, text.lower()) is not None


def words_around(card: Card, link: Link) -> str:
    """Return the beginning of the block that a link stands in, in lower case."""
    return card.blocks[link.block].text.lower()[:_AROUND] if link.block >= 0 else ""


def set_behind(card: Card, link: Link, topics: frozenset[str]) -> str | None:
    """Return the name of the training data that a link leads to, or None; `topics` are those of its section."""
    if link.image or OTHER_MODELS in topics:
        return None
    address, listed = read_address(link.url), "data" in topics
    words = link.text.strip(" `*\n") or label_of(card, link, in_data=listed)
    is_set = address.kind == "dataset" or is_home_of_data(link.url)
    if not is_set and not names_data(card, link, address.kind, words.lower(), in_data=listed):
        return None
    around, in_data = words_around(card, link), bool(topics & {"data", "training"})
    if _is_aside(around, topics, card.hints_of(link.block), in_data=in_data):
        return None
    name = address.name if address.kind == "dataset" else named_by(card, link, words)
    if is_for_tests(name) and says(Meaning.NAMES_TRAINING, around) is None:
        return None
    if is_set:
        return name if in_data or says(Meaning.MAKES, around) or says(Meaning.DATA, around) else None
    return name if says(Meaning.DATA_LABEL, around) is not None or is_written_name(name) else None


def _is_aside(around: str, topics: frozenset[str], hints: int, *, in_data: bool) -> bool:
    """Return whether a link stands in words about something else than training: evaluation, running, citing."""
    elsewhere = is_of_running(around, hints) or (is_of_evaluation(around, hints) and not in_data)
    if elsewhere and says(Meaning.NAMES_TRAINING, around) is None:
        return True
    return bool(topics & _ELSEWHERE) and not in_data and says(Meaning.MAKES, around) is None
