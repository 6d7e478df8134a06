"""Records built from a folder of recorded Hub answers (`../shared/hub`), read in place.

Several recordings of one model are merged into one record: of each fact the newest counts, the
file list is the newest whole one, the card is the newest text. Nothing is made up: a part no
recording holds is `not_looked`, and the revision is kept only where card and body were recorded
together (no card's revision is known otherwise).
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from openness.card.front_matter import read_head
from openness.card.named import names_of
from openness.errors import UsageError
from openness.record.record import BaseFact, DatasetFact, Look, ModelBody, Record, TextFile

_DATASET_LINK = re.compile(r"huggingface\.co/datasets/([A-Za-z0-9][\w.\-]{0,95}(?:/[A-Za-z0-9][\w.\-]{0,95})?)")
_DATE = re.compile(r"\d{4}(?:-\d{2})?(?:-\d{2})?")
_LICENCE_NAME = re.compile(r"(?:^|/)licen[cs]e", re.IGNORECASE)
_MAX_DEPTH = 5
_TEXT_LIMIT = 2 * 1024 * 1024


@dataclass
class _Model:
    """All recordings of one model: dated body fields, oldest first when merged."""

    ids: list[str] = field(default_factory=list)
    bodies: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    """(date, path, fields of a body)."""
    cards: list[tuple[str, str, str]] = field(default_factory=list)
    """(date, path, text)."""
    licence: tuple[str, str] | None = None
    """(file name, text)."""


def recorded_models(hub_folder: Path) -> Iterator[Record]:
    """Yield one record per model id recorded in `hub_folder`, in order of the id.

    Ids are compared without case. Raises UsageError if the folder is not one of recordings.
    """
    if not (hub_folder / "index.csv").is_file():
        raise UsageError(f"{hub_folder}: is not a folder of recordings (no index.csv); give the folder with index.csv")
    models: dict[str, _Model] = {}
    _take_indexed(hub_folder, models)
    for name in ("model_repos.csv", "tracked_models.csv", "top_models.csv"):
        _take_rows_2026_06(hub_folder, name, models)
    _take_rows_2026_08(hub_folder, models)
    bodies = {key: body for key, model in models.items() if (body := _merged_body(model)) is not None}
    facts = _dataset_facts(hub_folder)
    for key in sorted(bodies):
        yield _record(key, models[key], bodies, facts)


def recorded_cards(hub_folder: Path) -> Iterator[Record]:
    """Yield one record per card of the folder's collections of lone cards, each of its text alone, in order of the id.

    A collection is a folder `cards_<date>` with an `index.csv` of its own. No file list, tags or dates are known.
    """
    for index in sorted(hub_folder.glob("cards_*/index.csv")):
        with index.open(encoding="utf-8", newline="") as file:
            rows = sorted(csv.DictReader(file), key=lambda row: row["model_id"].lower())
        for row in rows:
            path = hub_folder / row["path"]
            if row["kind"] == "card" and path.is_file():
                card = TextFile(path="README.md", look=Look.READ, text=_text(path))
                yield Record(origin=f"{hub_folder.name}/{row['path']}", body=ModelBody(id=row["model_id"]), card=card)


def _model(models: dict[str, _Model], model_id: str) -> _Model:
    model = models.setdefault(model_id.lower(), _Model())
    model.ids.append(model_id)
    return model


def _take_indexed(hub: Path, models: dict[str, _Model]) -> None:
    with (hub / "index.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind, path = row["kind"], hub.parent / row["path"]
            if kind == "dataset_card" or not path.is_file():
                continue
            date = _newest_date(row["date"])
            model = _model(models, row["model_id"])
            if kind == "card":
                model.cards.append((date, row["path"], _text(path)))
                continue
            answer = json.loads(_text(path))
            if kind == "payload":
                _take_payload(model, date, row["path"], answer)
            elif "tags" in answer or "siblings" in answer:
                model.bodies.append((date, row["path"], answer))


def _take_payload(model: _Model, date: str, path: str, answer: dict[str, Any]) -> None:
    files = [name for name in answer.get("files") or [] if isinstance(name, str)]
    fields: dict[str, Any] = {"siblings": files}
    try:
        fields["config"] = json.loads(answer.get("config") or "null")
    except json.JSONDecodeError:
        fields["config"] = None
    model.bodies.append((date, path, fields))
    if answer.get("readme"):
        model.cards.append((date, path, answer["readme"][:_TEXT_LIMIT]))
    if answer.get("license_file"):
        name = next((file for file in files if _LICENCE_NAME.search(file)), "LICENSE")
        model.licence = (name, answer["license_file"])


def _take_rows_2026_06(hub: Path, name: str, models: dict[str, _Model]) -> None:
    path = hub / "list_2026-06" / name
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            fields = {key: value for key, value in row.items() if value and key in _ROW_FIELDS}
            for number in ("downloads", "likes"):
                if number in fields:
                    fields[number] = int(float(fields[number]))
            tags = [tag for tag in (row.get("tags") or "").split(",") if tag]
            if base := row.get("base_model_id"):
                tags.append(f"base_model:{base}")
            if tags:
                fields["tags"] = tags
            _model(models, row["model_id"]).bodies.append(("2026-06", f"hub/list_2026-06/{name}", fields))


_ROW_FIELDS = frozenset("author downloads likes pipeline_tag library_name created_at last_modified".split())


def _take_rows_2026_08(hub: Path, models: dict[str, _Model]) -> None:
    path = hub / "list_2026-08.jsonl.gz"
    if not path.is_file():
        return
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            tags = list(row.get("tags") or [])
            for prefix, value in (("license", row.get("license")), ("base_model", row.get("base_model"))):
                if value and not any(tag.startswith(prefix + ":") for tag in tags):
                    tags.append(f"{prefix}:{value}")
            fields = {
                "tags": tags,
                "pipeline_tag": row.get("pipeline_tag"),
                "library_name": row.get("library"),
                "likes": row.get("likes"),
                "downloads": row.get("downloads_30d"),
                "gated": row.get("gated"),
                "removed": row.get("removed"),
                "created_at": row.get("created_at"),
                "last_modified": row.get("updated_at"),
                "usedStorage": row.get("storage_bytes"),
                "safetensors": {"total": row["parameters"]} if row.get("parameters") else None,
            }
            _model(models, row["id"]).bodies.append(("2026-08-22", "hub/list_2026-08.jsonl.gz", fields))


def _newest_date(told: str) -> str:
    """Return the last date in a date or span as the index writes them."""
    dates = _DATE.findall(told)
    return dates[-1] if dates else ""


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")[:_TEXT_LIMIT]


def _merged_body(model: _Model) -> ModelBody | None:
    """Return the newest of each field; None where the id is unusable."""
    known_id = max(model.ids, key=lambda name: (name != name.lower(), model.ids.count(name)))
    merged: dict[str, Any] = {}
    card_date = max((date for date, _, _ in model.cards), default="")
    for date, _, fields in sorted(model.bodies, key=lambda item: item[0]):
        usable = {_FIELD_NAMES.get(key, key): value for key, value in fields.items() if value not in (None, "", [])}
        if "tags" in usable and usable["tags"] and all(tag.startswith("base_model:") for tag in usable["tags"]):
            usable["tags"] = [*merged.get("tags", ()), *(t for t in usable["tags"] if t not in merged.get("tags", ()))]
        if usable.get("gated") is True and merged.get("gated") in ("auto", "manual"):
            usable.pop("gated")  # a row that only says "gated" does not unsay which gate
        if date < card_date:
            usable.pop("cardData", None)
        if model.cards:
            usable.pop("sha", None)
        merged.update(usable)
    merged.pop("modelId", None)
    merged["id"] = known_id
    try:
        return ModelBody.model_validate(merged)
    except ValidationError:
        return None


_FIELD_NAMES = {"created_at": "createdAt", "last_modified": "lastModified"}


def _dataset_facts(hub: Path) -> dict[str, DatasetFact]:
    """Return what the recorded data set cards tell, by every id the set is known under, lower case.

    A recorded card proves that the set existed and was readable; whether it is gated is told only
    where the card asks for something before access.
    """
    moved: dict[str, str] = {}
    moves = hub / "dataset_ids_moved.csv"
    if moves.is_file():
        with moves.open(encoding="utf-8", newline="") as file:
            moved = {row["id_in_2024_01"]: row["id_seen_in_list_rows"] for row in csv.DictReader(file)}
    facts: dict[str, DatasetFact] = {}
    with (hub / "index.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            path = hub.parent / row["path"]
            if row["kind"] != "dataset_card" or not path.is_file():
                continue
            text = _text(path)
            head = read_head(text).data
            named = names_of(ModelBody(id=row["model_id"]), TextFile(path="README.md", look=Look.READ, text=text))
            asks = any(key.startswith("extra_gated") for key in head)
            fact = DatasetFact.model_validate(
                {
                    "id": row["model_id"],
                    "look": Look.READ,
                    "resolved_id": moved.get(row["model_id"], row["model_id"]),
                    "gated": True if asks else None,
                    "licences": [licence.name for licence in named.licences],
                    "has_card": True,
                }
            )
            for name in (row["model_id"], moved.get(row["model_id"])):
                if name:
                    facts[name.lower()] = fact
    return facts


def _record(key: str, model: _Model, bodies: Mapping[str, ModelBody], facts: Mapping[str, DatasetFact]) -> Record:
    body = bodies[key]
    paths = [path for _, path, _ in model.bodies]
    dates = [date for date, _, _ in model.bodies]
    card = TextFile(path="README.md", look=Look.NOT_LOOKED)
    linked: set[str] = set()
    if model.cards:
        date, path, text = max(model.cards)
        paths.append(path)
        dates.append(date)
        card = TextFile(path="README.md", look=Look.READ, text=text)
        linked = set(_DATASET_LINK.findall(text))
    elif body.files is not None and not any(file.path == "README.md" for file in body.files):
        card = TextFile(path="README.md", look=Look.ABSENT)
    told = (
        *names_of(body, card).datasets,
        *names_of(ModelBody(id=body.id), card).datasets,
    )  # the Hub's words and the card's
    named = {data.name for data in told} | linked
    licence: tuple[TextFile, ...] = ()
    if model.licence is not None:
        licence = (TextFile(path=model.licence[0], look=Look.READ, text=model.licence[1]),)
    return Record(
        body=body,
        origin="; ".join(dict.fromkeys(paths)),
        fetched_at=_moment(max(dates, default="")),
        files_look=Look.NOT_LOOKED if body.files is None else Look.READ,
        card=card,
        licence_files=licence,
        datasets=tuple(
            facts[name.lower()].model_copy(update={"id": name}) for name in sorted(named) if name.lower() in facts
        ),
        lineage=tuple(_ancestors(body, card, bodies)),
    )


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _moment(date: str) -> datetime | None:
    if not date:
        return None
    year, month, day = (*date.split("-"), "01", "01")[:3]
    return datetime(int(year), int(month), int(day), tzinfo=UTC)


def _ancestors(body: ModelBody, card: TextFile | None, bodies: Mapping[str, ModelBody]) -> Iterator[BaseFact]:
    """Yield the recorded ancestors, nearest first; an ancestor not recorded was not looked at."""
    seen = {body.id.lower()}
    level: list[tuple[ModelBody, TextFile | None]] = [(body, card)]
    for depth in range(1, _MAX_DEPTH + 1):
        following: list[tuple[ModelBody, TextFile | None]] = []
        for child, text in level:
            for named in names_of(child, text).bases:
                name, relation = named.name, named.relation
                if name.lower() in seen:
                    continue
                seen.add(name.lower())
                base = bodies.get(name.lower())
                look = Look.NOT_LOOKED if base is None else Look.READ
                yield BaseFact(id=name, look=look, child=child.id, depth=depth, relation=relation, body=base)
                if base is not None:
                    following.append((base, None))
        level = following
