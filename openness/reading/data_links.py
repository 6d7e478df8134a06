"""Which links of a card name a data set, and by what name, told from their words, their place and their address."""

from __future__ import annotations

import re

from openness.card import Card, Link
from openness.reading.data_names import is_home_of_data, names_in
from openness.reading.known import DATASET_NAME

_BLOCK_READ = 2_000
CITED = re.compile(
    r"\(?\[?\b[A-Z][\w'’-]+(?: (?:and|&) [A-Z][\w'’-]+| et al\.?)?,? \(?(?:19|20)\d\d[a-z]?\)?[\])]?.*\Z|\bet"
    r" al\b.*\Z"
)
_LONGEST = 120
MAKES = re.compile(r"train|tun|align|distill|学習|训练")
_NOT_A_NAME = re.compile(
    r"\A(?:this|these|here|the (?:data|dataset)|our|link|datasets?|data|more|see|read)\b|\b(?:papers?|arxiv"
    r"|parallel\w*|librar(?:y|ies)|packages?|frameworks?|quanti[sz]\w*|optimi[sz]\w*|licen[cs]e|blog|polic(?:y"
    r"|ies)|classifiers?|models?|tools?|"
    r"terms|reports?|pages?|website|documentation|guide|filters?|code|format|processing|card|privacy|usage)\b"
)
_PAGES = frozenset({"code", "page", "pdf"})
_SAYS_DATA = re.compile(r"\b(?:dataset|corpus|data)\b")


def named_by(card: Card, link: Link, words: str) -> str:
    """Return the name a link outside the Hub gives a set: its words, or where they cite a paper, what stands
    before.
    """
    if CITED.search(words) and link.block >= 0:
        before = card.blocks[link.block].text[: link.at].strip(" \n:：–—-([*")
        return before[-80:] or words[:80]
    if is_home_of_data(link.url) and (not words or _NOT_A_NAME.search(words.lower()) is not None):
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
    here = card.blocks[link.block].text
    if (
        _NOT_A_NAME.search(text) is None
        and kind in _PAGES
        and MAKES.search(here.lower())
        and link.text.strip() in names_in(here[:_BLOCK_READ])
    ):
        return True
    says = _SAYS_DATA.search(text) is not None
    listed = in_data and card.blocks[link.block].kind in ("item", "row") and kind in _PAGES
    if not (in_data or says):
        block = card.blocks[link.block].text.lower()
        if "train" not in block and "dataset" not in block:
            return False
    if _NOT_A_NAME.search(text) is not None:
        return False
    return listed or (says and kind in _PAGES) or DATASET_NAME.search(text) is not None
