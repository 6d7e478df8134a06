"""Stored readings: what was read about a model's licence, as text, so that today's facts can be joined to it later.

Two texts are kept of a model. One has everything with its places, for telling one model's answers. The other, the
*combination*, has neither places nor names of models: models that say the same share it, so that what
follows is worked out once for all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from openness.licences.knowledge import knowledge
from openness.licences.reading_texts import read_text
from openness.licences.saying import BaseClaims, Claims, GateWords, LicenceFile, Saying

_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[\w.-]{1,96})?")
_MOST_NAME = 80
OWN = "own/model"
"""How a combination calls the model itself."""


@cache
def _adapter() -> TypeAdapter[Claims]:
    return TypeAdapter(Claims)


def as_text(claims: Claims, *, words: bool = True) -> str:
    """Return what was read as JSON, texts as what they were recognised as; without `words`, no sentence is kept."""
    return _dump(_without_texts(claims, words=words))


def from_text(text: str) -> Claims:
    """Return what a JSON text of `as_text` or `combination` holds; raises ValueError if it is none."""
    return _adapter().validate_json(text)


def combination(claims: Claims) -> str:
    """Return what was read without places, model names and sentences, as JSON: alike for models that say alike."""
    names: dict[str, str] = {claims.model.casefold(): OWN}
    bare = _renamed(_without_texts(claims, words=False), lambda name: _short(name, names))
    return json.dumps(_without_places(_adapter().dump_python(bare, mode="json", exclude_defaults=True)), sort_keys=True)


def _dump(claims: Claims) -> str:
    return _adapter().dump_json(claims, exclude_defaults=True).decode()


def _short(name: str, names: dict[str, str]) -> str:
    """Return the name's stand-in: an id stays an id, a mere name a mere name."""
    kind = "base/" if _ID.fullmatch(name) else "a base "
    return names.setdefault(name.casefold(), f"{kind}{len(names)}" if name else "")


def _renamed(claims: Claims, short: Callable[[str], str]) -> Claims:
    model = short(claims.model) if claims.model else ""
    bases = tuple(
        replace(base, id=short(base.id), claims=None if base.claims is None else _renamed(base.claims, short))
        for base in claims.bases
    )
    link = claims.link
    if link is not None and knowledge().by_link(link.value) is None:
        value = link.value
        for old, new in ((claims.model, model), *((b.id, n.id) for b, n in zip(claims.bases, bases, strict=True))):
            if old and f"/{old.casefold()}/" in f"{value.casefold()}/":
                value = f"https://hub.invalid/{new}/LICENSE"
        link = Saying(value, link.source)
    return replace(
        claims,
        model=model,
        link=link,
        bases=bases,
        bases_named=tuple(dict.fromkeys(short(name) for name in claims.bases_named)),
        bases_told=tuple(
            replace(said, value=short(said.value) if "/" in said.value else said.value) for said in claims.bases_told
        ),
        datasets=tuple(
            fact.model_copy(
                update={"id": f"data/{n}", "resolved_id": None, "sha": None, "last_modified": None, "detail": None}
            )
            for n, fact in enumerate(claims.datasets)
        ),
        datasets_named=claims.datasets_named and ("data/0",),
    )


def _without_texts(claims: Claims, *, words: bool) -> Claims:
    """Return the same with texts replaced by what they were read as and, without `words`, sentences left out."""
    said: Callable[[Saying], Saying] = _kept if words else _without_words
    gate, foreign, unknown = claims.gate, claims.foreign, claims.unknown_terms
    return replace(
        claims,
        files=tuple(_read_file(file, words=words) for file in claims.files),
        gate_text=None if claims.gate_text is None else _read_file(claims.gate_text, words=words),
        statements=tuple((scope, _named(saying, words=words)) for scope, saying in claims.statements),
        limits=tuple(replace(item, saying=said(item.saying)) for item in claims.limits),
        notices=tuple(_named(saying, words=words) for saying in claims.notices),
        bases_told=tuple(_named(saying, words=words) for saying in claims.bases_told),
        gate=GateWords(
            tuple(_named(saying, words=words) for saying in gate.named),
            None if gate.unread is None else said(gate.unread),
        ),
        foreign=None if foreign is None else said(foreign),
        condition=None if claims.condition is None else said(claims.condition),
        unknown_terms=None
        if unknown is None
        else replace(_named(unknown, words=words), value=unknown.value[:_MOST_NAME]),
        bases=tuple(_base_without_texts(base, words=words) for base in claims.bases),
    )


def _base_without_texts(base: BaseClaims, *, words: bool) -> BaseClaims:
    return replace(base, claims=None if base.claims is None else _without_texts(base.claims, words=words))


def _kept(saying: Saying) -> Saying:
    return saying


def _named(saying: Saying, *, words: bool) -> Saying:
    return saying if words else replace(saying, source=replace(saying.source, quote=None))


def _without_words(saying: Saying) -> Saying:
    return replace(saying, value="", source=replace(saying.source, quote=None))


def _read_file(file: LicenceFile, *, words: bool) -> LicenceFile:
    read = read_text(file)
    if read is None:
        return replace(file, text=None)
    if not words:
        passages = tuple(replace(passage, quote="") for passage in read.recognition.passages)
        read = replace(read, recognition=replace(read.recognition, passages=passages))
    return replace(file, text=None, read=read)


def _without_places(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: {} if key == "source" else _without_places(item) for key, item in value.items()}
    return [_without_places(item) for item in value] if isinstance(value, list) else value


def required_prefixes() -> tuple[str, ...]:
    """Return the names that licences want at the beginning of a derived model's name, in lower case."""
    details = (fact.detail.get("prefix") for licence in knowledge().by_id.values() for fact in licence.clauses.values())
    return tuple(sorted({prefix.casefold() for prefix in details if isinstance(prefix, str)}))
