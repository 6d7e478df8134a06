"""What was recorded of each model, gathered from the files of a folder: dated bodies, cards and licence texts."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openness.errors import UsageError
from openness.record.hub_id import is_full_id

_DATE = re.compile(r"\d{4}(?:-\d{2})?(?:-\d{2})?")
_LICENCE_NAME = re.compile(r"(?:^|/)licen[cs]e", re.IGNORECASE)
_TEXT_LIMIT = 2 * 1024 * 1024
_METADATA, _METADATA_DATE = "meta_2026-07", "2026-07-23"
_MOVES = "dataset_ids_moved.csv"


@dataclass(frozen=True)
class Body:
    """Fields of one body or listing row, with the recording's date and path.

    A `partial` one is not the Hub's own: it fills what no other recording tells, and overrides nothing.
    """

    date: str
    path: str
    fields: dict[str, Any]
    partial: bool = False


@dataclass(frozen=True)
class RecordedText:
    """One text with the recording's date and path; `name` is the file's in its repository."""

    date: str
    path: str
    text: str
    name: str = "README.md"


@dataclass
class Recorded:
    """All recordings of one model."""

    ids: list[str] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    cards: list[RecordedText] = field(default_factory=list)
    licences: list[RecordedText] = field(default_factory=list)


def gathered(hub_folder: Path, *, lone_cards: bool = True) -> dict[str, Recorded]:
    """Return the recordings of each model by its id in lower case.

    Raises UsageError if the folder is not one of recordings.
    """
    if not (hub_folder / "index.csv").is_file():
        raise UsageError(f"{hub_folder}: is not a folder of recordings (no index.csv); give the folder with index.csv")
    models: dict[str, Recorded] = {}
    for row, path in index_rows(hub_folder) if lone_cards else rows_of(hub_folder / "index.csv", hub_folder):
        _take_indexed(row, path, models)
    for name in ("model_repos.csv", "tracked_models.csv", "top_models.csv"):
        _take_rows_2026_06(hub_folder, name, models)
    _take_rows_2026_08(hub_folder, models)
    _take_metadata(hub_folder, models)
    return models


def collections(hub: Path) -> list[Path]:
    """Return the indexes of the collections of lone cards, folders `cards_<date>`."""
    return sorted(hub.glob("cards_*/index.csv"))


def index_rows(hub: Path) -> Iterator[tuple[dict[str, str], Path]]:
    """Yield the rows of all indexes whose file is there, each with the file; `path` in a row begins with `hub/`."""
    for index in (hub / "index.csv", *collections(hub)):
        yield from rows_of(index, hub)


def rows_of(index: Path, hub: Path) -> Iterator[tuple[dict[str, str], Path]]:
    """Yield the rows of one index as `index_rows` does."""
    base = hub.parent if index.parent == hub else hub
    for row in _rows(index):
        path = base / row["path"]
        if path.is_file():
            yield {**row, "path": f"hub/{path.relative_to(hub).as_posix()}"}, path


def moved_datasets(hub: Path) -> dict[str, str]:
    """Return today's id of the data sets that moved into a namespace, by their old id."""
    return {row["id_in_2024_01"]: row["id_seen_in_list_rows"] for row in _rows(hub / _MOVES)}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _model(models: dict[str, Recorded], model_id: str) -> Recorded:
    model = models.setdefault(model_id.lower(), Recorded())
    model.ids.append(model_id)
    return model


def _take_indexed(row: dict[str, str], path: Path, models: dict[str, Recorded]) -> None:
    kind, date = row["kind"], _newest_date(row["date"])
    if kind == "dataset_card":
        return
    model = _model(models, row["model_id"])
    if kind == "card":
        model.cards.append(RecordedText(date, row["path"], text_of(path)))
        return
    answer = json.loads(text_of(path))
    if kind == "payload":
        _take_payload(model, date, row["path"], answer)
    elif "tags" in answer or "siblings" in answer:
        model.bodies.append(Body(date, row["path"], answer))


def _take_payload(model: Recorded, date: str, path: str, answer: dict[str, Any]) -> None:
    files = [name for name in answer.get("files") or [] if isinstance(name, str)]
    fields: dict[str, Any] = {"siblings": files}
    try:
        fields["config"] = json.loads(answer.get("config") or "null")
    except json.JSONDecodeError:
        fields["config"] = None
    model.bodies.append(Body(date, path, fields))
    if answer.get("readme"):
        model.cards.append(RecordedText(date, path, answer["readme"][:_TEXT_LIMIT]))
    if answer.get("license_file"):
        name = next((file for file in files if _LICENCE_NAME.search(file)), "LICENSE")
        model.licences.append(RecordedText(date, path, answer["license_file"], name))


def _take_rows_2026_06(hub: Path, name: str, models: dict[str, Recorded]) -> None:
    for row in _rows(hub / "list_2026-06" / name):
        fields: dict[str, Any] = {key: value for key, value in row.items() if value and key in _ROW_FIELDS}
        for number in ("downloads", "likes"):
            if number in fields:
                fields[number] = int(float(fields[number]))
        tags = [tag for tag in (row.get("tags") or "").split(",") if tag]
        if base := row.get("base_model_id"):
            tags.append(f"base_model:{base}")
        if tags:
            fields["tags"] = tags
        if not _only_named(fields):
            _model(models, row["model_id"]).bodies.append(Body("2026-06", f"hub/list_2026-06/{name}", fields))


def _only_named(fields: dict[str, Any]) -> bool:
    """Tell whether a row only names a model (`gpt2,,,,,,0,0`); its zeros are then no counts of the Hub.

    Zeros beside nothing but a base are none either, and are taken out.
    """
    told = fields.keys() - {"author", "downloads", "likes", "tags"}
    if told or fields.get("downloads") or fields.get("likes"):
        return False
    fields.pop("downloads", None)
    fields.pop("likes", None)
    return "tags" not in fields


_ROW_FIELDS = frozenset("author downloads likes pipeline_tag library_name created_at last_modified".split())


def _take_rows_2026_08(hub: Path, models: dict[str, Recorded]) -> None:
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
            _model(models, row["id"]).bodies.append(Body("2026-08-22", "hub/list_2026-08.jsonl.gz", fields))


def _take_metadata(hub: Path, models: dict[str, Recorded]) -> None:
    """Take licence, languages and task of a public catalogue of models; not the Hub's own words, so they only fill."""
    for path in sorted((hub / _METADATA).glob("*.json")):
        told = json.loads(text_of(path))
        if not isinstance(told.get("name"), str) or not is_full_id(told["name"]):  # some names are not the Hub's
            continue
        tags = [tag for tag in told.get("language") or () if isinstance(tag, str)]
        if isinstance(told.get("license"), str) and told["license"]:
            tags.append(f"license:{told['license']}")
        fields: dict[str, Any] = {"tags": tags}
        tasks = [task for task in told.get("tasks") or () if isinstance(task, str)]
        if tasks:
            fields["pipeline_tag"] = tasks[-1]
        body = Body(_METADATA_DATE, f"hub/{_METADATA}/{path.name}", fields, partial=True)
        _model(models, told["name"]).bodies.append(body)


def _newest_date(told: str) -> str:
    """Return the last date in a date or span as the index writes them."""
    dates = _DATE.findall(told)
    return dates[-1] if dates else ""


def text_of(path: Path) -> str:
    """Return the text of a recording, at most 2 MiB."""
    return path.read_text(encoding="utf-8", errors="replace")[:_TEXT_LIMIT]
