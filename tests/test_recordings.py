"""Recordings made by hand, then the real ones."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from openness.errors import UsageError
from openness.record.record import Look, Record, Relation
from openness.recordings import recorded_models

BODY = {
    "_id": "1",
    "id": "org/Model",
    "sha": "a" * 40,
    "gated": "manual",
    "tags": ["license:mit", "base_model:finetune:org/base", "base_model:org/base", "dataset:squad"],
    "siblings": [{"rfilename": "README.md"}, {"rfilename": "model.safetensors"}],
    "cardData": {"license": "mit"},
}
ROW: dict[str, Any] = {
    "id": "org/model", "tags": ["license:mit", "en"], "license": "mit", "base_model": "org/base", "gated": True,
    "removed": False, "parameters": 7, "likes": 3, "languages": ["en"],
}  # fmt: skip


def hub_folder(root: Path, *, card: str | None) -> Path:
    """Write a folder of recordings made by hand and return its path."""
    hub = root / "hub"
    for name in ("api", "cards", "dataset_cards", "list_2026-06"):
        (hub / name).mkdir(parents=True)
    (hub / "api" / "a.json").write_text(json.dumps(BODY))
    (hub / "api" / "partial.json").write_text(json.dumps({"_id": "1", "id": "org/other"}))
    (hub / "dataset_cards" / "squad.md").write_text("---\nlicense:\n- cc-by-sa-4.0\nextra_gated_prompt: Agree\n---\n")
    rows = [
        ("org/Model", "api", "hub/api/a.json", "2025-03-21"),
        ("org/other", "api", "hub/api/partial.json", "2025-03-21"),
        ("squad", "dataset_card", "hub/dataset_cards/squad.md", "2024-01"),
    ]
    if card is not None:
        (hub / "cards" / "c.md").write_text(card)
        rows.append(("ORG/model", "card", "hub/cards/c.md", "2023..2025"))
    with (hub / "index.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["model_id", "kind", "path", "source", "date"])
        writer.writerows((*row[:3], "made by hand", row[3]) for row in rows)
    (hub / "dataset_ids_moved.csv").write_text("id_in_2024_01,id_seen_in_list_rows\nsquad,rajpurkar/squad\n")
    with gzip.open(hub / "list_2026-08.jsonl.gz", "wt") as lines:
        lines.write(json.dumps(ROW) + "\n")
    return hub


def only(records: list[Record], model_id: str) -> Record:
    (found,) = [record for record in records if record.id == model_id]
    return found


def test_recordings_of_one_model_are_merged_without_regard_to_case(tmp_path: Path) -> None:
    record = only(list(recorded_models(hub_folder(tmp_path, card="---\nlicense: mit\n---\n# A card\n"))), "org/Model")
    assert record.body.gated == "manual"
    assert record.body.safetensors == {"total": 7}
    assert record.body.tags[:2] == ("license:mit", "en")
    assert record.files_look is Look.READ
    assert record.card.look is Look.READ
    assert record.card.text == "---\nlicense: mit\n---\n# A card\n"
    assert record.revision is None, "no revision is known for a card recorded elsewhere"
    assert record.body.card_data == {"license": "mit"}
    assert [(base.id, base.relation, base.look) for base in record.lineage] == [
        ("org/base", Relation.UNSTATED, Look.NOT_LOOKED)
    ]
    assert record.fetched_at is not None
    assert record.fetched_at.date().isoformat() == "2026-08-22"


def test_without_a_card_text_nobody_has_looked_at_it(tmp_path: Path) -> None:
    record = only(list(recorded_models(hub_folder(tmp_path, card=None))), "org/Model")
    assert record.card.look is Look.NOT_LOOKED
    assert record.revision == "a" * 40


def test_data_set_facts_come_from_recorded_cards_under_either_id(tmp_path: Path) -> None:
    card = "---\ndatasets: [squad, never/seen]\n---\n[x](https://huggingface.co/datasets/rajpurkar/squad)\n"
    record = only(list(recorded_models(hub_folder(tmp_path, card=card))), "org/Model")
    assert [fact.id for fact in record.datasets] == ["rajpurkar/squad", "squad"]
    assert {fact.licences for fact in record.datasets} == {("cc-by-sa-4.0",)}
    assert {fact.gated for fact in record.datasets} == {"unspecified"}


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"index\.csv"):
        list(recorded_models(tmp_path))


def test_every_real_recording_gives_a_record(shared: Path) -> None:
    records = list(recorded_models(shared / "hub"))
    assert len({record.id.lower() for record in records}) == len(records)
    assert sum(record.card.text is not None for record in records) == 495
    with (shared / "hub" / "index.csv").open(encoding="utf-8", newline="") as file:
        indexed = {row["model_id"].lower() for row in csv.DictReader(file) if row["kind"] in ("card", "payload")}
    assert indexed <= {record.id.lower() for record in records}
    assert {record.body.gated for record in records} == {None, "none", "manual", "unspecified"}
