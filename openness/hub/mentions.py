"""Which data sets and base models a model names: in the Hub's reading of its card, its tags, or the card itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from openness.card import parse_card
from openness.card.front_matter import read_front_matter
from openness.card.origin import stated_origin
from openness.record.record import ModelBody, Relation, TextFile

MOST_NAMED = 256
"""A card may name any number of things; what stands beyond this many is not even listed."""

_RELATIONS = {relation.value for relation in Relation if relation is not Relation.UNSTATED}


def card_metadata(body: ModelBody, card: TextFile | None) -> Mapping[str, Any]:
    """Return the Hub's reading of the card's metadata or, where it told none, our own of the text."""
    if body.card_data:
        return body.card_data
    if card is None or card.text is None:
        return {}
    return read_front_matter(card.text.removeprefix("\ufeff").replace("\r\n", "\n")).data


def named_datasets(body: ModelBody, metadata: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the data sets a model names, as spelled, each once without regard to case, in order."""
    return _once([*_texts(metadata.get("datasets")), *body.tag_values("dataset")])


def named_bases(
    body: ModelBody, metadata: Mapping[str, Any], card: TextFile | None = None
) -> tuple[tuple[str, Relation], ...]:
    """Return the base models a model names with the relation to each, the model itself left out.

    Where neither metadata nor tags name one, the `card` may, in words with a link.
    """
    stated = metadata.get("base_model_relation")
    default = Relation(stated) if isinstance(stated, str) and stated in _RELATIONS else Relation.UNSTATED
    relations: dict[str, Relation] = {}
    bare: list[str] = []
    for tag in body.tag_values("base_model"):
        kind, colon, name = tag.partition(":")
        if colon and kind in _RELATIONS:
            relations.setdefault(name.lower(), Relation(kind))
            bare.append(name)
        else:
            bare.append(tag)
    names = _once([*_texts(metadata.get("base_model")), *bare])
    named = tuple((name, relations.get(name.lower(), default)) for name in names if name.lower() != body.id.lower())
    if named or card is None or card.text is None:
        return named
    told = stated_origin(parse_card(card.text), body.id)
    return () if told is None else ((told.base, told.relation),)


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, (list, tuple)) else [value]:
        if isinstance(item, str) and item.strip():
            yield item.strip()


def _once(names: list[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for name in names:
        if len(seen) == MOST_NAMED:
            break
        seen.setdefault(name.lower(), name[:300])
    return tuple(seen.values())
