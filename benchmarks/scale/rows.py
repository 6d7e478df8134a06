"""Any number of list rows: recorded ones under new ids, each made from its number alone, so that nothing is held.

Recorded are tags, licences, bases, counts, dates and gates. Made by us: the id (that of the recording and the number of
the copy), the commit, and, where `files` is asked for, which recorded file list goes with a row and the metadata that
the Hub would have read the tags from. A base that only one recorded row names gets the number of the copy too: on the
Hub new models name new bases, and a memo of what was seen before must not look better here than there.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from openness.recordings.gathering import gathered
from openness.recordings.merging import merged_body

SHARED = Path(__file__).resolve().parents[3] / "shared"
"""Where the recordings lie: beside the project."""
_FORMATS = ("safetensors", "gguf", "pytorch", "tensorboard", "onnx", "diffusers", "transformers")
_BASE = "base_model:"


@dataclass(frozen=True)
class Listing:
    """`number` list rows, each a function of its place; those whose place is in `changed` have a second commit.

    `files` adds a file list and card metadata to each row, as the Hub tells them when asked.
    """

    number: int
    files: bool = True
    changed: frozenset[int] = frozenset()
    shared: Path = SHARED

    @cached_property
    def _templates(self) -> list[dict[str, Any]]:
        return recorded_rows(self.shared)

    @cached_property
    def _lists(self) -> dict[str, list[list[dict[str, str]]]]:
        return recorded_file_lists(self.shared)

    @cached_property
    def _rare(self) -> frozenset[str]:
        named = Counter(base for row in self._templates for base in {_base_of(tag) for tag in row["tags"]} if base)
        return frozenset(base for base, count in named.items() if count == 1)

    def row(self, place: int) -> dict[str, Any]:
        """Return the row at a place from 0 as the Hub would send it."""
        copy, which = divmod(place, len(self._templates))
        template = self._templates[which]
        row = dict(template)
        row["id"] = f"{template['id']}-{copy}" if copy else template["id"]
        row["tags"] = [self._renamed(tag, copy) for tag in template["tags"]] if copy else template["tags"]
        row["sha"] = hashlib.sha1(f"{row['id']} {place in self.changed}".encode(), usedforsecurity=False).hexdigest()
        if place in self.changed:
            row["lastModified"] = "2026-11-20T00:00:00.000Z"
        if self.files:
            row["siblings"] = self._files(row["tags"], place)
            row["cardData"] = _metadata(row["tags"])
        return row

    def rows(self, start: int = 0, stop: int | None = None) -> Iterator[dict[str, Any]]:
        """Yield the rows of some places, all by default."""
        for place in range(start, self.number if stop is None else min(stop, self.number)):
            yield self.row(place)

    def page(self, start: int, size: int) -> bytes:
        """Return the body of one page of the listing."""
        return json.dumps(list(self.rows(start, start + size)), separators=(",", ":")).encode()

    def _renamed(self, tag: str, copy: int) -> str:
        base = _base_of(tag)
        return f"{tag}-{copy}" if base in self._rare else tag

    def _files(self, tags: list[str], place: int) -> list[dict[str, str]]:
        kind = next((name for name in _FORMATS if name in tags and name in self._lists), "")
        lists = self._lists[kind]
        return lists[place % len(lists)]


def recorded_rows(shared: Path = SHARED) -> list[dict[str, Any]]:
    """Return one row for each model that a recorded listing of 2026 holds, by id, in the shape of the Hub's answers."""
    rows = []
    for key, model in sorted(gathered(shared / "hub", lone_cards=False).items()):
        model.bodies = [body for body in model.bodies if body.path.startswith(("hub/list_2026-06", "hub/list_2026-08"))]
        merged = merged_body(model) if model.bodies else None
        if merged is None or "/" not in key:
            continue
        body = merged.body
        told = {
            "id": body.id, "author": body.id.partition("/")[0], "lastModified": body.last_modified,
            "createdAt": body.created_at, "private": False, "disabled": False, "pipeline_tag": body.pipeline_tag,
            "gated": None if body.gated is None else body.gated != "none", "library_name": body.library_name,
            "downloads": body.downloads, "likes": body.likes, "safetensors": body.safetensors,
        }  # fmt: skip
        rows.append({name: value for name, value in told.items() if value is not None} | {"tags": list(body.tags)})
    return rows


def recorded_file_lists(shared: Path = SHARED) -> dict[str, list[list[dict[str, str]]]]:
    """Return recorded file lists by the format or library that tags of their rows name; "" has all."""
    found: dict[str, list[list[dict[str, str]]]] = {"": []}
    for path in sorted((shared / "hub" / "list_2022").glob("*.json")):
        _take(found, json.loads(path.read_text(encoding="utf-8")))
    for path in sorted((shared / "hub" / "api").glob("*.json")):
        _take(found, json.loads(path.read_text(encoding="utf-8")))
    return found


def _take(found: dict[str, list[list[dict[str, str]]]], body: Mapping[str, Any]) -> None:
    if not (siblings := body.get("siblings")):
        return
    files = [{"rfilename": item["rfilename"]} for item in siblings]
    for name in ("", *(name for name in _FORMATS if name in body.get("tags", ()))):
        found.setdefault(name, []).append(files)


def _base_of(tag: str) -> str | None:
    return tag.rpartition(":")[2] if tag.startswith(_BASE) else None


def _metadata(tags: list[str]) -> dict[str, Any]:
    """Return the card's metadata that such tags come from."""
    told: dict[str, Any] = {}
    for key, prefix in (("license", "license:"), ("base_model", _BASE), ("datasets", "dataset:")):
        values = list(dict.fromkeys(tag.rpartition(":")[2] for tag in tags if tag.startswith(prefix)))
        if values:
            told[key] = values[0] if key == "license" or len(values) == 1 else values
    if languages := [tag for tag in tags if len(tag) == 2 and tag.isalpha()]:
        told["language"] = languages
    return told
