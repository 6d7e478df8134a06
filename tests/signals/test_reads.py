"""What signals are said to read of a listing's row: changing anything else moves none of their answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scale.rows import Listing
from benchmarks.scale.store import listing_record
from openness.record.evidence import Evidence
from openness.signals import SIGNALS, extract
from openness.signals.reads import Part, parts_of_key, parts_of_tag, parts_read
from openness.signals.stand_in import words_of


def _without_tags(part: Part) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(row: dict[str, Any]) -> dict[str, Any]:
        tags = [tag for tag in row["tags"] if not parts_of_tag(tag) & part or parts_of_tag(tag) & ~part]
        data = {key: value for key, value in row["cardData"].items() if not parts_of_key(key) & part} or {"x": 1}
        return {**row, "tags": tags, "cardData": data}

    return change


CHANGES: dict[Part, Callable[[dict[str, Any]], dict[str, Any]]] = {
    Part.NAME: lambda row: {**row, "id": f"{row['id'].partition('/')[0]}/other-sft-int4-code"},
    Part.ACCOUNT: lambda row: {**row, "id": f"else/{row['id'].partition('/')[2]}"},
    Part.TASK: lambda row: {**row, "pipeline_tag": "text-to-image"},
    Part.FORMATS | Part.COUNTS: lambda row: {**row, "safetensors": None, "gguf": {"total": 5}},
    Part.COUNTS: lambda row: {**row, "safetensors": row.get("safetensors") and {"total": 5}},
    Part.FILES | Part.LEGAL_FILES | Part.WEIGHT_FILES: lambda row: {
        **row,
        "siblings": [{"rfilename": "LICENSE"}, {"rfilename": "x.gguf"}],
    },
    Part.GATE: lambda row: {**row, "gated": "manual"},
    Part.LIBRARY: lambda row: row if row.get("library_name") == "peft" else {**row, "library_name": "keras"},
} | {
    part: _without_tags(part)
    for part in (
        Part.BASES,
        Part.LICENCES,
        Part.DATA | Part.DATA_TOLD,
        Part.LANGUAGES,
        Part.KINDS,
        Part.PAPERS,
        Part.FORMATS,
        Part.RESULTS,
    )
}


def answer(found: Evidence) -> tuple[Any, ...]:
    """Return an answer without names and without places among the tags: those are put in for each model."""
    kinds = [(source.file, (source.json_path or "").split("[")[0]) for source in found.sources]
    return found.outcome, found.value, found.method, found.confidence, kinds


@pytest.mark.parametrize("part", CHANGES, ids=str)
def test_what_is_not_read_moves_nothing(shared: Path, part: Part) -> None:
    listing = Listing(19_000, shared=shared)
    moved: set[str] = set()
    for place in range(0, 19_000, 380):
        row = {"cardData": {}, **listing.row(place)}
        row |= {"tags": [*row["tags"], "region:us"], "cardData": {**row["cardData"], "x": 1}}
        changed = CHANGES[part](row)
        if part is Part.ACCOUNT and words_of(changed["id"]) != words_of(row["id"]):
            continue  # a family's own publisher: its name is no hint there, and that is of the words of the name
        before, after = extract(listing_record(row)), extract(listing_record(changed))
        unread = {signal for signal in before if not (parts_read(signal) or Part(0)) & part}
        moved |= {signal for signal in unread if answer(before[signal]) != answer(after[signal])}
    if part in Part.NAME | Part.ACCOUNT:  # what licences ask of a name is asked of every model itself: see `Listed`
        moved = {signal for signal in moved if not signal.startswith("licence.")}
    assert moved == set()


def test_every_signal_says_what_it_reads() -> None:
    assert [
        signal.id for signal in SIGNALS.values() if signal.function is not None and parts_read(signal.id) is None
    ] == []


def test_tags_and_keys_belong_to_parts() -> None:
    assert parts_of_tag("base_model:finetune:a/b") == Part.BASES
    assert parts_of_tag("region:us") == 0
    assert parts_of_tag("dataset:x") == Part.DATA | Part.DATA_TOLD
    assert parts_of_key("Licences") == Part.LICENCES
    assert parts_of_key("widget") == 0
