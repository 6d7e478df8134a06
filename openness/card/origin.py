"""The model that a card says, with a link, that this one was made from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openness.card.address import HUB_HOSTS, read_address
from openness.card.document import Card, Link
from openness.record.record import Relation
from openness.words.pattern import pattern_of

_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[\w.-]{1,96}")
_MADE = pattern_of(
    r"\b(?:(?P<finetune>fine-?tun\w*|post-?train\w*|aligned"
    r"|(?:instruct\w*|chat|supervised|preference)[- ](?:fine-?)?tun\w*"
    r"|continu\w+ (?:\w+ )?(?:pre-?)?train\w*|further (?:pre-?)?train\w*|distill\w*|initiali[sz]ed|derived|built|based)"
    r"|(?P<quantized>quanti[sz]\w+|converted)|(?P<merge>merge[sd]?|merging))"
    r"(?: (?:version|variant|derivative|checkpoint|model|copy)s?)?,?"
    r" (?:of|from|on top of|on|upon|with)(?: (?!and\b|or\b|by\b|using\b)[\w'’\-]+){0,4}\W{0,4}\Z"
)
_FIELD = pattern_of(
    r"\A\W{0,4}(?:fine-?tuned from(?: model)?|base[ _-]?model|parent model|derived from)\b[^:：|.]{0,20}[:：|]\W{0,6}\Z"
)
_BUILT_WITH = pattern_of(r"\b(?:built|based) with\b")
_EARLIER = re.compile(
    r"base|foundation|pt|pre|pretrain(?:ed|ing)?|cpt|raw|init(?:ial)?|orig(?:inal)?|hf|full|(?:bf|fp)\d+|sft|dpo|rm"
    r"|(?:stage|phase|step|warmup)\d*"
)
"""What names of earlier stages and of unconverted weights end in: a model can be made from `its-name-base`."""
_WORD_OF_NAME = re.compile(r"[a-z]{2}[a-z\d]*")
_CLAUSE_END = re.compile(r"[.;。](?=\s)")
_WINDOW = 160
_MOST_LINKS, _MOST_OF_A_BLOCK = 500, 50
"""A card says what it was made from early; one of many links costs no more than these."""


@dataclass(frozen=True)
class Origin:
    """A base model by its id on the Hub, how this one comes from it, and where the card says so."""

    base: str
    relation: Relation
    line: int
    quote: str


def comes_after(name: str, own: str) -> bool:
    """Return whether a model's name says that it was made from the model `own`, and so cannot be its base.

    It does where it goes on from that very name with a word of its own (`made-7b-code` of `made-7b`), in the same
    account or in none; `-base` and the like name an earlier stage, and a version or a size no derivative.
    """
    account, _, bare = name.casefold().rpartition("/")
    own_account, _, mine = own.casefold().rpartition("/")
    if (
        (account and account != own_account)
        or not bare.startswith(mine)
        or bare[len(mine) :][:1] not in ("-", "_", ".")
    ):
        return False
    added = [word for word in re.split(r"[-_.]", bare[len(mine) :]) if _WORD_OF_NAME.fullmatch(word)]
    return bool(added) and not any(_EARLIER.fullmatch(word) for word in added)


def stated_origin(card: Card, own: str) -> Origin | None:
    """Return the base model that a card names and links in words such as "fine-tuned from", or None.

    `own` is the model's own id. Only a link counts, so that the id is no guess; where its words are an id
    themselves, they are what readers see and count. Only the first such link is taken, and none in a list
    of other models or in a row with several.
    """
    for link in card.links[:_MOST_LINKS]:
        model = _model(link) if link.block >= 0 else None
        if model is None or model.lower() == own.lower() or comes_after(model, own):
            continue
        text = card.blocks[link.block].text
        before = " ".join(text[max(0, link.at - _WINDOW) : link.at].split()).lower()
        clause = _CLAUSE_END.split(before)[-1] + " "
        made = None if _BUILT_WITH.search(clause) else _MADE.search(clause)
        if (made is None and _FIELD.match(clause) is None) or "card" in f"{clause} {link.text}".lower():
            continue  # a card based on another card is no model made from another
        if _another_models(card, link.block, own):
            continue
        kind = made.lastgroup if made is not None else None
        relation = {"quantized": Relation.QUANTIZED, "merge": Relation.MERGE}.get(kind or "", Relation.FINETUNE)
        base = link.text.strip() if _ID.fullmatch(link.text.strip()) else model
        return Origin(base, relation, link.line, f"{clause.strip()} {link.text or link.url}")
    return None


def _model(link: Link) -> str | None:
    """Return the Hub id that a link points at: an old one without an account only where the link reads so, too.

    A single name behind the Hub's address is else an account.
    """
    if link.image:
        return None
    address = read_address(link.url)
    if address.kind == "model" and address.path in ("", "tree/main"):
        return address.name
    old = address.kind == "page" and address.host in HUB_HOSTS and address.path.strip("/") == link.text.strip().lower()
    return link.text.strip() if old and link.text.strip() else None


def _another_models(card: Card, block: int, own: str) -> bool:
    """Return whether a block speaks of another model first, or of several: then its base is not ours."""
    found = (_model(link) for link in card.block_links(block)[:_MOST_OF_A_BLOCK])
    models = [model.lower() for model in found if model is not None]
    distinct = list(dict.fromkeys(models))
    if card.blocks[block].kind == "row":
        return len(distinct) > 1
    others = [model for model in distinct if model != own.lower()]
    return len(others) > 1 and (card.blocks[block].kind != "paragraph" or models[0] != own.lower())
