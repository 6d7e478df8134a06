"""What a model names: base models, data sets and licences, read once for all who need it.

The places, the surest first: the card's metadata (as the Hub gives it, else as the card has it), the Hub's tags, the
configuration, the card's words. A key that the Hub does not know but a reader understands (`licence`, `Datasets`)
counts with less confidence, and so do the plain lines of a head that is not valid YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from openness.card.address import HUB_HOSTS, read_address
from openness.card.document import Card
from openness.card.front_matter import read_head
from openness.card.origin import stated_origin
from openness.card.parsing import parse_card
from openness.record.evidence import Confidence, Method, Source
from openness.record.hub_id import is_full_id, is_hub_id
from openness.record.record import Look, ModelBody, Relation, TextFile
from openness.safe.line import one_line

MOST = 256
"""A card may name any number of things; what stands beyond this many is not even listed."""
_LONGEST, _LONGEST_QUOTE = 300, 200
_RELATIONS = {
    **{relation.value: relation for relation in Relation if relation is not Relation.UNSTATED},
    "finetuned": Relation.FINETUNE, "finetuning": Relation.FINETUNE, "lora": Relation.ADAPTER,
    "qlora": Relation.ADAPTER, "peft": Relation.ADAPTER, "quantised": Relation.QUANTIZED,
    "quantization": Relation.QUANTIZED, "quantize": Relation.QUANTIZED, "merged": Relation.MERGE,
    "mergekit": Relation.MERGE,
}  # fmt: skip
_NAME_KEYS = ("id", "name", "model", "repo", "repo_id", "path", "dataset")
_LINK_KEYS = ("link", "url")


@dataclass(frozen=True)
class Named:
    """One thing named: its id on the Hub, or its name as spelled, and where it stands."""

    name: str
    source: Source
    method: Method = Method.METADATA
    confidence: Confidence = Confidence.HIGH


T = TypeVar("T", bound=Named)


@dataclass(frozen=True)
class NamedBase(Named):
    """A base model, and how this model comes from it."""

    relation: Relation = Relation.UNSTATED
    declared: bool = False
    """True where the publisher wrote the relation; False where the Hub or we inferred it, or nobody told."""

    @property
    def is_id(self) -> bool:
        """Whether it can be looked up on the Hub (a path on somebody's disk cannot)."""
        return is_hub_id(self.name)


@dataclass(frozen=True)
class Names:
    """All that a model names; each kind in the order of the places, the surest first."""

    bases: tuple[NamedBase, ...] = ()
    datasets: tuple[Named, ...] = ()
    licences: tuple[Named, ...] = ()
    """What the metadata's `license` says; ids as spelled."""
    licence_tags: tuple[Named, ...] = ()
    licence_name: Named | None = None
    licence_link: Named | None = None
    unread: str | None = None
    """Why the metadata could not be read; they are then no silence of the publisher."""


def names_of(body: ModelBody, file: TextFile | None = None, card: Card | None = None) -> Names:
    """Return what a model names: in its `body`, and in its card where one is given (`file`, or parsed, or both).

    Read once for a parsed card and body.
    """
    if card is None:
        return _names_of(body, file, card)
    known: tuple[ModelBody, Names] | None = card.kept.get(names_of)
    if known is None or known[0] is not body:
        known = card.kept[names_of] = (body, _names_of(body, file, card))
    return known[1]


def _names_of(body: ModelBody, file: TextFile | None, card: Card | None) -> Names:
    reader = _Reader(body, file, card)
    bases = reader.bases()
    if not any(base.is_id for base in bases):
        bases = (*bases, *reader.base_in_words())
    return Names(
        bases=bases,
        datasets=_once([*reader.listed("dataset"), *reader.tagged("dataset")]),
        licences=reader.listed("license"),
        licence_tags=reader.tagged("license"),
        licence_name=reader.first("license_name"),
        licence_link=reader.first("license_link", _LINK_KEYS),
        unread=reader.unread,
    )


def licence_told(body: ModelBody) -> str | None:
    """Return the licence that a body names first, in metadata or else in tags: what `names_of` tells, and no more."""
    if not body.card_data:  # so it is of most rows of a listing
        return next((tag[:_LONGEST] for tag in body.tag_values("license")), None)
    reader = _Reader(body, None, None)
    return next((item.name for item in (*reader.listed("license")[:1], *reader.tagged("license"))), None)


class _Reader:
    """Reads one model's places; `unread` tells why the metadata could not be read."""

    def __init__(self, body: ModelBody, file: TextFile | None, card: Card | None) -> None:
        self.body = body
        self.text = file.text if file is not None and file.look is Look.READ else None
        self.path = "README.md" if file is None else file.path
        self.card = card
        self.unread: str | None = None
        self.lines: Mapping[str, int] = {}
        self.metadata: Mapping[str, Any] = body.card_data or {}
        self.doubtful = False
        self._read_head()
        self.keys: dict[str, list[str]] = {}
        for key in self.metadata:
            self.keys.setdefault(_canonical(key), []).append(key)

    def _read_head(self) -> None:
        if self.card is not None:
            own, problem, readable = self.card.front_matter, self.card.front_matter_problem, self.card.readable
            self.lines = self.card.key_lines
        elif self.text is not None:
            head = read_head(self.text)
            own, problem, readable, self.lines = head.data, head.problem, head.readable, head.key_lines
        else:
            return
        if self.metadata:
            return
        self.metadata = own
        if not own and problem is not None:
            self.metadata, self.doubtful, self.unread = readable, True, problem

    def _values(self, kind: str) -> Iterator[tuple[Any, Named]]:
        """Yield each value told under a kind of key, with an empty name that knows its place."""
        for key in sorted(self.keys.get(kind, ()), key=lambda key: key not in (kind, f"{kind}s")):
            known = key in (kind, "datasets")
            confidence = Confidence.LOW if self.doubtful else Confidence.HIGH if known else Confidence.MEDIUM
            value = self.metadata[key]
            many = isinstance(value, (list, tuple))
            for index, item in enumerate(value[:MOST] if many else (value,)):
                yield item, Named("", self._place(key, index if many else None), Method.METADATA, confidence)

    def _place(self, key: str, index: int | None) -> Source:
        if (line := self.lines.get(key)) is not None:
            return Source(file=self.path, line=line)
        return Source(json_path=f"$.cardData.{key}" + ("" if index is None else f"[{index}]"))

    def listed(self, kind: str) -> tuple[Named, ...]:
        """Return what the metadata list under a kind of key; addresses of the Hub become ids."""
        found = (replace(place, name=name) for item, place in self._values(kind) if (name := _name(item)))
        return tuple(replace(item, name=_id_in(item.name)) if kind == "dataset" else item for item in found)

    def first(self, kind: str, keys: tuple[str, ...] = ("name",)) -> Named | None:
        """Return the first text told under a kind of key, or in a mapping under `license`."""
        for item, place in self._values(kind):
            if not isinstance(item, (bool, dict, list)) and item is not None and str(item).strip():
                return replace(place, name=str(item).strip()[:_LONGEST])
        for item, place in self._values("license"):
            if isinstance(item, dict) and (name := next(_texts_of(item, keys), None)):
                return replace(place, name=name)
        return None

    def tagged(self, kind: str) -> tuple[Named, ...]:
        """Return what follows `kind:` in the Hub's tags."""
        start = f"{kind}:"
        return tuple(
            Named(tag[len(start) :][:_LONGEST], Source(json_path=f"$.tags[{place}]"), Method.API, Confidence.MEDIUM)
            for place, tag in enumerate(self.body.tags)
            if tag.startswith(start) and len(tag) > len(start)
        )[:MOST]

    def bases(self) -> tuple[NamedBase, ...]:
        """Return the bases that metadata, tags or configuration name, the model itself left out."""
        stated = next((told for item, _ in self._values("base_model_relation") if (told := _relation(item))), None)
        found = list(self._listed_bases(stated))
        tagged = self._tagged_bases()
        by_id = {base.name.lower(): base.relation for base in tagged if base.relation is not Relation.UNSTATED}
        found = [
            base if base.declared else replace(base, relation=by_id.get(base.name.lower(), base.relation))
            for base in found
        ]
        known = [base.name.lower() for base in found]
        found += [
            replace(base, relation=stated, declared=True) if stated is not None else base
            for base in tagged
            if not any(_same_model(base.name.lower(), name) for name in known)
        ]
        if not any(base.is_id for base in found):
            found += self._configured_base()
        own = self.body.id.lower()
        kept = _once([base for base in found if base.name.lower() != own])
        return tuple(self._inferred(base, len(kept)) for base in kept)

    def _listed_bases(self, stated: Relation | None) -> Iterator[NamedBase]:
        for item, place in self._values("base_model"):
            for name, told in _bases_in(item):
                relation = told or stated
                yield NamedBase(
                    _id_in(name), place.source, place.method, place.confidence, relation or Relation.UNSTATED,
                    declared=relation is not None,
                )  # fmt: skip

    def _tagged_bases(self) -> list[NamedBase]:
        """Return the ids in the tags `base_model:X` and `base_model:<relation>:X`, each once."""
        found: dict[str, NamedBase] = {}
        for tag in self.tagged("base_model"):
            kind, colon, rest = tag.name.partition(":")
            relation = _relation(kind) if colon and rest else None
            name = _id_in(rest if relation is not None else tag.name)
            known = found.get(name.lower())
            if known is None or (relation is not None and known.relation is Relation.UNSTATED):
                place = tag.source if known is None else known.source
                found[name.lower()] = NamedBase(name, place, tag.method, tag.confidence, relation or Relation.UNSTATED)
        return list(found.values())

    def _configured_base(self) -> list[NamedBase]:
        """Return the base that the configuration of an adapter names."""
        config = self.body.config or {}
        for place, part in (
            ("peft", config.get("peft")),
            ("adapter_config", config.get("adapter_config")),
            ("", config),
        ):
            name = part.get("base_model_name_or_path") if isinstance(part, dict) else None
            if isinstance(name, str) and name.strip():
                where = ".".join(filter(None, ("$.config", place, "base_model_name_or_path")))
                source = Source(json_path=where)
                return [NamedBase(_id_in(name), source, Method.API, Confidence.HIGH, Relation.ADAPTER, declared=True)]
        return []

    def _inferred(self, base: NamedBase, number: int) -> NamedBase:
        """Return the base with the relation that library and tags tell, where nobody stated one."""
        if base.relation is not Relation.UNSTATED or base.declared:
            return base
        if self.body.library_name == "peft" or self._configured_base():
            return replace(base, relation=Relation.ADAPTER)
        return replace(base, relation=Relation.MERGE) if number > 1 and "merge" in self.body.tags else base

    def base_in_words(self) -> tuple[NamedBase, ...]:
        """Return the base that the card's text names and links ("fine-tuned from [...]")."""
        card = self.card if self.card is not None or self.text is None else parse_card(self.text)
        told = None if card is None else stated_origin(card, self.body.id)
        if told is None:
            return ()
        source = Source(file=self.path, line=told.line, quote=one_line(told.quote, _LONGEST_QUOTE))
        return (NamedBase(told.base, source, Method.CARD, Confidence.MEDIUM, told.relation, declared=True),)


def _canonical(key: str) -> str:
    """Return the kind of a key without case, number and British spelling: `Licences` is `license`."""
    kind = key.lower().replace("-", "_").replace(" ", "_").replace("licence", "license")
    return kind.removesuffix("s") if kind in ("licenses", "base_models", "datasets") else kind


def _relation(value: Any) -> Relation | None:
    if not isinstance(value, str):
        return None
    return _RELATIONS.get(re.sub(r"[\s_\-]", "", value[:40].lower()))


def _name(item: Any) -> str:
    """Return the name in one value: a text, or a mapping with one."""
    if isinstance(item, dict):
        return next(_texts_of(item, _NAME_KEYS), "")
    return item.strip()[:_LONGEST] if isinstance(item, str) else ""


def _texts_of(item: Mapping[str, Any], keys: Iterable[str]) -> Iterator[str]:
    folded = {str(key).lower(): value for key, value in item.items()}
    for key in keys:
        value = folded.get(key)
        if isinstance(value, str) and value.strip():
            yield value.strip()[:_LONGEST]


def _bases_in(item: Any) -> Iterator[tuple[str, Relation | None]]:
    """Yield the bases in one value: a text, `{name: X, relation: R}`, or `{X: R}`."""
    if not isinstance(item, dict):
        if name := _name(item):
            yield name, None
    elif name := _name(item):
        yield name, _relation(next(_texts_of(item, ("relation", "type", "base_model_relation")), None))
    else:
        for key, value in list(item.items())[:MOST]:
            if isinstance(key, str) and is_full_id(_id_in(key)):
                yield key, _relation(value)


def _id_in(text: str) -> str:
    """Return the id in an address of the Hub, and any other text as it is."""
    text = text.strip().rstrip("/")[:_LONGEST]
    if "/" not in text or is_hub_id(text):
        return text
    address = read_address(text if "//" in text else f"https://{text}")
    if address.host in HUB_HOSTS:
        if address.kind in ("model", "dataset"):
            return address.name
        last = text.rpartition("/")[2]
        return last if address.kind == "page" and address.path.count("/") == 1 and is_hub_id(last) else text
    return text


def _same_model(one: str, other: str) -> bool:
    """Tell whether two ids (lower case) are one, or one is the other's old form without an account."""
    if one == other:
        return True
    return ("/" in one) != ("/" in other) and one.rpartition("/")[2] == other.rpartition("/")[2]


def _once(named: Iterable[T]) -> tuple[T, ...]:
    kept: dict[str, T] = {}
    for item in named:
        if item.name and len(kept) < MOST:
            kept.setdefault(item.name.lower(), item)
    return tuple(kept.values())
