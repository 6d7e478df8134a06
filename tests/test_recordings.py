"""Recordings made by hand, then the real ones."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Mapping
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


@pytest.mark.no_cover
def test_every_real_recording_gives_a_record(shared: Path) -> None:
    records = list(recorded_models(shared / "hub"))
    assert len({record.id.lower() for record in records}) == len(records)
    assert sum(record.card.text is not None for record in records) == 2769
    with (shared / "hub" / "index.csv").open(encoding="utf-8", newline="") as file:
        indexed = {row["model_id"].lower() for row in csv.DictReader(file) if row["kind"] in ("card", "payload")}
    assert indexed <= {name.lower() for record in records for name in (record.id, *record.aliases)}
    assert {record.body.gated for record in records} == {None, "none", "manual", "unspecified"}


def folder_of(
    root: Path, listed: list[dict[str, Any]], named: str = "", cards: Mapping[str, str] | None = None
) -> Path:
    """Write recordings made by hand: bodies, rows of the list that names repositories, a collection of lone cards."""
    hub = root / "hub"
    (hub / "api").mkdir(parents=True)
    (hub / "list_2026-06").mkdir()
    (hub / "cards_2024-10").mkdir()
    index = [["model_id", "kind", "path", "source", "date"]]
    for number, body in enumerate(listed):
        (hub / "api" / f"{number}.json").write_text(json.dumps(body))
        index.append([body["id"], "api", f"hub/api/{number}.json", "made by hand", body.get("seen", "2025-03-21")])
    lone = [index[0]]
    for model_id, text in (cards or {}).items():
        name = f"cards_2024-10/{model_id.replace('/', '__')}.md"
        (hub / name).write_text(text)
        lone.append([model_id, "card", name, "made by hand", "2024-10"])
    for path, rows in ((hub / "index.csv", index), (hub / "cards_2024-10" / "index.csv", lone)):
        with path.open("w", newline="") as file:
            csv.writer(file).writerows(rows)
    head = "model_id,author,github_repo,base_model_id,pipeline_tag,library_name,downloads,likes\n"
    (hub / "list_2026-06" / "model_repos.csv").write_text(head + named)
    return hub


def made_body(model_id: str, created: str, internal: str = "", **more: Any) -> dict[str, Any]:
    return {"id": model_id, "_id": internal, "createdAt": created, "tags": ["license:mit"], **more}


def test_old_and_new_id_are_one_model_with_an_alias(tmp_path: Path) -> None:
    listed = [
        made_body("old-one", "2022-03-02T23:29:04.000Z", seen="2022-02-15"),
        made_body("account/old-one", "2022-03-02T23:29:04.000Z"),
        made_body("somebody/old-one", "2025-01-01T00:00:00.000Z"),
        made_body("before/Name", "2024-01-01T00:00:00.000Z", internal="6" * 24, seen="2024-02-01"),
        made_body("after/Name-2", "2024-01-01T00:00:00.000Z", internal="6" * 24),
        made_body("tuned/one", "2024-01-01T00:00:00.000Z", tags=["base_model:old-one"]),
        made_body("alone", "2022-03-02T23:29:04.000Z"),
        made_body("one/alone", "2022-03-02T23:29:04.000Z"),
        made_body("two/alone", "2022-03-02T23:29:04.000Z"),
    ]
    records = {record.id: record for record in recorded_models(folder_of(tmp_path, listed))}
    assert {name: record.aliases for name, record in records.items() if record.aliases} == {
        "account/old-one": ("old-one",),
        "after/Name-2": ("before/Name",),
    }
    assert "old-one" not in records
    assert {"somebody/old-one", "alone", "one/alone", "two/alone"} <= records.keys(), "whose it was cannot be told"
    (base,) = records["tuned/one"].lineage
    assert (base.id, base.body and base.body.id) == ("old-one", "account/old-one")


def test_a_row_that_only_names_a_model_tells_nothing(tmp_path: Path) -> None:
    named = "made/bare,made,,,,,0,0\nmade/based,made,,made/base,,,0,0\nmade/new,made,,,text-generation,,0,0\n"
    records = {record.id: record for record in recorded_models(folder_of(tmp_path, [], named))}
    assert records.keys() == {"made/based", "made/new"}
    assert (records["made/based"].body.downloads, records["made/based"].body.likes) == (None, None)
    assert (records["made/new"].body.downloads, records["made/new"].body.likes) == (0, 0)


def test_each_part_keeps_its_own_date(tmp_path: Path) -> None:
    listed: list[dict[str, Any]] = [
        {"id": "made/one", "siblings": [{"rfilename": "README.md"}], "tags": ["en"], "seen": "2025-03-21"},
        {"id": "made/one", "tags": ["license:mit"], "seen": "2026-06"},
    ]
    (record,) = recorded_models(folder_of(tmp_path, listed, cards={"made/one": "# One\n"}))
    assert record.date == "2026-06-01"
    assert record.parts_seen() == [("api", "2026-06-01"), ("files", "2025-03-21"), ("card", "2024-10-01")]
    (without,) = recorded_models(tmp_path / "hub", lone_cards=False)
    assert without.card.look is Look.NOT_LOOKED


def test_a_public_catalogue_fills_and_overrides_nothing(tmp_path: Path) -> None:
    hub = folder_of(tmp_path, [made_body("made/one", "2024-01-01", tags=["license:mit", "en"])])
    (hub / "meta_2026-07").mkdir()
    for number, name in enumerate(("made/one", "made/two", "no id of the Hub")):
        told = {"name": name, "license": "apache-2.0", "language": ["de"], "tasks": ["text-generation"]}
        (hub / "meta_2026-07" / f"{number}.json").write_text(json.dumps(told))
    records = {record.id: record for record in recorded_models(hub)}
    assert records.keys() == {"made/one", "made/two"}
    assert records["made/one"].body.tags == ("license:mit", "en")
    assert records["made/two"].body.tags == ("de", "license:apache-2.0")
    assert records["made/two"].date == "2026-07-23"
