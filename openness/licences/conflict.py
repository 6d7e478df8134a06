"""Conflicts: places where what is said about a model's licence does not fit together; never settled silently."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from openness.record.evidence import Source


class ConflictKind(StrEnum):
    """The kinds of disagreement we report."""

    TAG_AGAINST_FILE = "tag_against_file"
    NAME_AGAINST_TAG = "name_against_tag"
    NAME_AGAINST_FILE = "name_against_file"
    TAG_AGAINST_CARD = "tag_against_card"
    TEXT_CHANGED = "text_changed"
    FREER_THAN_BASE = "freer_than_base"
    SHARE_ALIKE_BASE = "share_alike_base"
    POLICY_STRICTER = "policy_stricter"
    MISSING_TEXT = "missing_text"
    MISSING_LINKED_FILE = "missing_linked_file"
    REQUIRED_NAME_ABSENT = "required_name_absent"
    CARD_STRICTER = "card_stricter"
    GATE_STRICTER = "gate_stricter"
    CARRIED_NOTICE = "carried_notice"
    UNKNOWN_BASE = "unknown_base"
    SEVERAL_LICENCES = "several_licences"
    COMPOUND_NAME = "compound_name"
    UNKNOWN_ID = "unknown_id"
    CARD_AGAINST_ID = "card_against_id"


MEANINGS = {
    ConflictKind.TAG_AGAINST_FILE: "the licence id says one licence, the licence file is another",
    ConflictKind.NAME_AGAINST_TAG: "license_name and the licence id name different licences",
    ConflictKind.NAME_AGAINST_FILE: "license_name says one licence, the licence file is another",
    ConflictKind.TAG_AGAINST_CARD: "the Hub's tag and the card's metadata differ",
    ConflictKind.TEXT_CHANGED: "the licence file is a known text with terms added or changed",
    ConflictKind.FREER_THAN_BASE: "the licence told allows what the base model's licence forbids",
    ConflictKind.SHARE_ALIKE_BASE: "the base model's licence asks for the same licence, another one is told",
    ConflictKind.POLICY_STRICTER: "a use policy takes away what the licence grants",
    ConflictKind.MISSING_TEXT: "the licence must be passed on with the model, and no licence file is there",
    ConflictKind.MISSING_LINKED_FILE: "license_link names a file that is not there",
    ConflictKind.REQUIRED_NAME_ABSENT: "the licence asks for a name that the model's name does not begin with",
    ConflictKind.CARD_STRICTER: "the card's text limits what the licence told allows",
    ConflictKind.GATE_STRICTER: "what must be accepted before access limits what the licence told allows",
    ConflictKind.CARRIED_NOTICE: "the card carries a notice that another, restricted licence asks for",
    ConflictKind.UNKNOWN_BASE: "a base model is under terms that are not known",
    ConflictKind.SEVERAL_LICENCES: "several licences are told without saying which part each is for",
    ConflictKind.COMPOUND_NAME: "one name joins several licences",
    ConflictKind.UNKNOWN_ID: "the licence id is none the Hub or SPDX knows",
    ConflictKind.CARD_AGAINST_ID: "the card's text names another licence than the licence id or license_name",
}


@dataclass(frozen=True)
class Conflict:
    """One disagreement: a finished sentence, and the places that disagree."""

    kind: ConflictKind
    sentence: str
    sources: tuple[Source, ...] = ()
