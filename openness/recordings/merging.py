"""One record from all recordings of a model: of each part the newest, with its own date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from openness.card import parse_card
from openness.card.named import NamedBase, Names, names_of
from openness.record.hub_id import PART
from openness.record.record import BaseFact, DatasetFact, Look, ModelBody, Record, TextFile
from openness.recordings.gathering import Body, Recorded, RecordedText
from openness.recordings.moves import spelled

_DATASET_LINK = re.compile(rf"huggingface\.co/datasets/({PART}(?:/{PART})?)")
_MAX_DEPTH = 5
_JUDGED = ("tags", "gated", "siblings", "cardData")
_FIELD_NAMES = {"created_at": "createdAt", "last_modified": "lastModified"}
DATASETS_SEEN = "2024-01-01"
"""The date of the recorded data set cards."""


@dataclass(frozen=True)
class Merged:
    """The newest of each field of a body, and the ISO date on which each was recorded."""

    body: ModelBody
    dates: Mapping[str, str]

    @property
    def date(self) -> str:
        """The oldest of the fields by which a model is judged as a base."""
        return min((self.dates[name] for name in _JUDGED if name in self.dates), default="")


def merged_body(model: Recorded) -> Merged | None:
    """Return the newest of each field; None where the id is unusable."""
    merged: dict[str, Any] = {"id": spelled(model.ids)}
    dates: dict[str, str] = {}
    card_date = max((card.date for card in model.cards), default="")
    for body in sorted(model.bodies, key=lambda body: (not body.partial, body.date)):
        usable = _usable(body, card_date)
        tags = usable.get("tags")
        if tags and "tags" in merged and all(tag.startswith("base_model:") for tag in tags):
            usable["tags"] = [*merged["tags"], *(tag for tag in tags if tag not in merged["tags"])]
        if usable.get("gated") is True and merged.get("gated") in ("auto", "manual"):
            usable.pop("gated")  # a row that only says "gated" does not unsay which gate
        merged.update(usable)
        dates.update(dict.fromkeys(usable, iso(body.date)))
    try:
        return Merged(ModelBody.model_validate(merged), dates)
    except ValidationError:
        return None


def _usable(body: Body, card_date: str) -> dict[str, Any]:
    """Return the fields that tell something, by the Hub's names; beside a card no revision and no older metadata."""
    left_out = {"id", "modelId"}
    if card_date:
        left_out |= {"sha", "cardData"} if body.date < card_date else {"sha"}
    named = ((_FIELD_NAMES.get(key, key), value) for key, value in body.fields.items())
    return {name: value for name, value in named if value not in (None, "", []) and name not in left_out}


def merged_record(
    model: Recorded,
    merged: Merged,
    aliases: tuple[str, ...],
    bodies: Mapping[str, Merged],
    facts: Mapping[str, DatasetFact],
) -> Record:
    """Return the record of one model; `bodies` and `facts` are all that were recorded, by id in lower case."""
    body = merged.body
    card, card_text = _card(model, body)
    licence = max(model.licences, key=lambda text: text.date, default=None)
    parsed = None if card.text is None else parse_card(card.text)
    names = names_of(body, card, parsed)
    # What the Hub read from the card and what the card says may be of different days: a data set of either counts.
    own = names_of(ModelBody(id=body.id), card, parsed).datasets if body.card_data and parsed is not None else ()
    told = (*names.datasets, *own)
    linked = set(_DATASET_LINK.findall(card.text)) if card.text is not None else set()
    named = sorted({data.name for data in told} | linked)
    datasets = tuple(facts[name.lower()].model_copy(update={"id": name}) for name in named if name.lower() in facts)
    lineage = tuple(_ancestors(body, names, bodies))
    texts = [text for text in (card_text, licence) if text is not None]
    newest = max([*(iso(text.date) for text in texts), *map(iso, (item.date for item in model.bodies))], default="")
    dates = {
        **{f"$.{name}": date for name, date in merged.dates.items()},
        **{text.name: iso(text.date) for text in texts},
        **{f"datasets/{name}": DATASETS_SEEN for fact in datasets for name in (fact.id, fact.resolved_id) if name},
        **{fact.id: bodies[fact.id.lower()].date for fact in lineage if fact.body is not None},
    }
    origins = (*(item.path for item in model.bodies), *(text.path for text in texts))
    return Record(
        body=body,
        origin="; ".join(dict.fromkeys(origins)),
        fetched_at=_moment(newest),
        aliases=aliases,
        dates={part: date for part, date in dates.items() if date and date != newest},
        files_look=Look.NOT_LOOKED if body.files is None else Look.READ,
        card=card,
        licence_files=() if licence is None else (TextFile(path=licence.name, look=Look.READ, text=licence.text),),
        datasets=datasets,
        lineage=lineage,
    )


def _card(model: Recorded, body: ModelBody) -> tuple[TextFile, RecordedText | None]:
    """Return the newest card and its recording; where a whole file list names none, there is none."""
    if model.cards:
        newest = max(model.cards, key=lambda card: (card.date, card.path))
        return TextFile(path=newest.name, look=Look.READ, text=newest.text), newest
    listed = body.files is None or any(file.path == "README.md" for file in body.files)
    return TextFile(path="README.md", look=Look.NOT_LOOKED if listed else Look.ABSENT), None


def iso(date: str) -> str:
    """Return the first day of a year, month or day as the indexes write it."""
    return "-".join((*date.split("-"), "01", "01")[:3]) if date else ""


def _moment(date: str) -> datetime | None:
    return datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None


def _ancestors(body: ModelBody, names: Names, bodies: Mapping[str, Merged]) -> Iterator[BaseFact]:
    """Yield the recorded ancestors, nearest first; an ancestor not recorded was not looked at."""
    seen = {body.id.lower()}
    level = [(body.id, base) for base in names.bases]
    for depth in range(1, _MAX_DEPTH + 1):
        following: list[tuple[str, NamedBase]] = []
        for child, named in level:
            found = bodies.get(named.name.lower())
            base = None if found is None else found.body
            keys = {named.name.lower(), *(() if base is None else (base.id.lower(),))}
            if keys & seen:
                continue
            seen |= keys
            look = Look.NOT_LOOKED if base is None else Look.READ
            yield BaseFact(id=named.name, look=look, child=child, depth=depth, relation=named.relation, body=base)
            if base is not None:
                following += [(base.id, above) for above in names_of(base).bases]
        level = following
