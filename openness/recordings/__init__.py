"""Records built from a folder of recorded Hub answers (`../shared/hub`), read in place.

Several recordings of one model, under old ids and new, are merged into one record: of each fact the
newest counts, the file list is the newest whole one, the card is the newest text, and each part
keeps its own date. Nothing is made up: a part no recording holds is `not_looked`, and the revision is
kept only where card and body were recorded together (no card's revision is known otherwise).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openness.card.front_matter import read_head
from openness.card.named import names_of
from openness.record.record import DatasetFact, Look, ModelBody, Record, TextFile
from openness.recordings.gathering import collections, gathered, index_rows, moved_datasets, rows_of, text_of
from openness.recordings.merging import merged_body, merged_record
from openness.recordings.moves import join_moved

__all__ = ["recorded_cards", "recorded_models"]


def recorded_models(hub_folder: Path, *, lone_cards: bool = True) -> Iterator[Record]:
    """Yield one record per model recorded in `hub_folder`, in order of the id.

    Without `lone_cards` the collections of cards of which nothing else is known are left out (see `recorded_cards`).
    Ids are compared without case. Raises UsageError if the folder is not one of recordings.
    """
    models = gathered(hub_folder, lone_cards=lone_cards)
    aliases = join_moved(models)
    bodies = {key: body for key, model in models.items() if (body := merged_body(model)) is not None}
    facts = _dataset_facts(hub_folder)
    known = bodies | {alias.lower(): bodies[key] for key, names in aliases.items() if key in bodies for alias in names}
    for key in sorted(bodies):
        yield merged_record(models[key], bodies[key], aliases.get(key, ()), known, facts)


def recorded_cards(hub_folder: Path) -> Iterator[Record]:
    """Yield one record per card of the folder's collections of lone cards, each of its text alone, in order of the id.

    A collection is a folder `cards_<date>` with an `index.csv` of its own. No file list, tags or dates are known.
    """
    for index in collections(hub_folder):
        rows = sorted(rows_of(index, hub_folder), key=lambda row: row[0]["model_id"].lower())
        for row, path in rows:
            if row["kind"] == "card":
                card = TextFile(path="README.md", look=Look.READ, text=text_of(path))
                yield Record(origin=row["path"], body=ModelBody(id=row["model_id"]), card=card)


def _dataset_facts(hub: Path) -> dict[str, DatasetFact]:
    """Return what the recorded data set cards tell, by every id the set is known under, lower case.

    A recorded card proves that the set existed and was readable; whether it is gated is told only
    where the card asks for something before access.
    """
    moved = moved_datasets(hub)
    facts: dict[str, DatasetFact] = {}
    for row, path in index_rows(hub):
        if row["kind"] != "dataset_card":
            continue
        old, new = row["model_id"], moved.get(row["model_id"], row["model_id"])
        text = text_of(path)
        named = names_of(ModelBody(id=old), TextFile(path="README.md", look=Look.READ, text=text))
        asks = any(key.startswith("extra_gated") for key in read_head(text).data)
        fact = DatasetFact.model_validate(
            {
                "id": old,
                "look": Look.READ,
                "resolved_id": new,
                "gated": True if asks else None,
                "licences": [licence.name for licence in named.licences],
                "has_card": True,
            }
        )
        facts[old.lower()] = facts[new.lower()] = fact
    return facts
