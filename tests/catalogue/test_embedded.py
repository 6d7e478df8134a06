"""The embedded snapshot: what is in it, what is not, and that it is what the script makes of the recordings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest

from openness.catalogue import load_catalogue
from openness.record.evidence import Evidence, Kind, Method, Outcome, Source
from openness.record.record import Look, ModelBody, Record
from openness.recordings import recorded_models
from openness.signals import SIGNALS
from openness.snapshot.manifest import damage, read_manifest
from openness.snapshot.model_row import model_row
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.tables import EVIDENCE_SCHEMA, value_text
from tests.snapshot.stored_outcomes import stored_outcomes
from tools import build_embedded

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "catalog" / "snapshot"
DOMAINS = {signal.id: signal.domain for signal in SIGNALS.values()}
RUN = 8
"""So many words in a row of a card are its text, not a fact."""


def evidence_rows(model_id: str, evidence: Mapping[str, Evidence]) -> list[dict[str, Any]]:
    """Return the rows of one model told the plain way: one an answer and source, none for what nobody looked at."""
    places = ("file", "line", "json_path", "url", "repository", "quote")
    rows = []
    for found in evidence.values():
        for source in (found.sources or (Source(),)) if found.outcome is not Outcome.NOT_LOOKED else ():
            row = {name: getattr(source if name in places else found, name, model_id) for name in EVIDENCE_SCHEMA.names}
            rows.append({**row, "value": None if found.value is None else value_text(found.value)})
    return rows


@pytest.fixture(scope="module")
def script() -> ModuleType:
    return build_embedded


@pytest.fixture(scope="module")
def recorded(shared: Path) -> list[Record]:
    return list(recorded_models(shared / "hub"))


@pytest.fixture(scope="module")
def evidence() -> Any:
    return pq.read_table(SHIPPED / "evidence.parquet")


def test_it_is_whole_large_enough_and_small_enough() -> None:
    manifest = read_manifest(SHIPPED)
    sizes = [note.bytes for note in manifest.files.values()]
    assert damage(SHIPPED, manifest) == []
    assert manifest.counts["models"] >= 6_000
    assert sum(sizes) < 5_000_000
    assert max(sizes) < 4_000_000


def test_it_says_where_it_comes_from_and_what_was_not_looked_at() -> None:
    manifest = read_manifest(SHIPPED)
    assert {source.part for source in manifest.sources} >= {"api", "cards", "payload", "list_2026-06", "list_2026-08"}
    assert all(source.licence and source.date and source.models for source in manifest.sources)
    assert len(manifest.limits) > 3


@pytest.mark.no_cover
def test_it_is_what_the_script_makes(shared: Path, script: ModuleType, recorded: list[Record]) -> None:
    """Every model is the chosen one; of every seventh, all that is stored is made anew.

    Models that the catalogue has come to name since it was made wait for the next build.
    """
    there = {model_id.lower() for model_id in Snapshot(SHIPPED, DOMAINS).ids}
    named = frozenset(model_id.lower() for model_id in load_catalogue().model_ids) & there
    chosen = script.select(recorded, named)
    manifest = read_manifest(SHIPPED)
    assert (script.sources_of(shared / "hub", chosen), script.limits_of(chosen)) == (manifest.sources, manifest.limits)
    shipped = pq.read_table(SHIPPED / "models.parquet")
    assert shipped["model_id"].to_pylist() == [record.id for record in chosen]
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in pq.read_table(SHIPPED / "evidence.parquet").to_pylist():
        rows.setdefault(row["model_id"], []).append(row)
    domains = {signal.id: signal.domain for signal in SIGNALS.values() if signal.function is not None}
    for place in range(0, len(chosen), 7):
        facts = script.facts(chosen[place])
        again = "what is shipped is out of date: run tools/build_embedded.py"
        assert rows.get(chosen[place].id, []) == evidence_rows(chosen[place].id, facts), again
        assert shipped.slice(place, 1).to_pylist() == [model_row(chosen[place], facts, domains)], again


def test_every_recorded_model_is_in_and_hardly_one_of_the_catalogue_waits(recorded: list[Record]) -> None:
    """A system may be added without making the snapshot anew; when many wait for it, it is time."""
    there = {model_id.lower() for model_id in Snapshot(SHIPPED, DOMAINS).ids}
    named = {model_id.lower() for model_id in load_catalogue().model_ids}
    of_catalogue = {record.id.lower() for record in recorded if record.origin and record.id.lower() in named}
    assert len(of_catalogue - there) <= 0.1 * len(of_catalogue), "run tools/build_embedded.py"
    for record in recorded:
        if any(part in record.origin for part in ("hub/api/", "hub/payload/", "hub/cards", "hub/list_2022/")):
            assert record.id.lower() in there


def test_no_quotation_is_shipped(evidence: Any) -> None:
    assert evidence["quote"].null_count == evidence.num_rows


def test_no_text_of_a_card_is_shipped(evidence: Any, recorded: list[Record]) -> None:
    cards = {record.id: _runs(record.card.text) for record in recorded if record.card.text}
    assert len(cards) > 400
    for row in evidence.select(["model_id", "signal", "value", "note"]).to_pylist():
        is_set = DOMAINS[row["signal"]].kind is Kind.SET  # such as a list of language codes: facts
        for text in (row["note"], None if is_set else row["value"]):
            if text and row["model_id"] in cards:
                assert not _runs(text) & cards[row["model_id"]], f"{row['model_id']}: {text}"


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().split()
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def test_a_list_row_tells_nothing_of_a_card_or_a_file_list() -> None:
    snapshot = Snapshot(SHIPPED, DOMAINS)
    only_listed = [
        row["model_id"]
        for row in snapshot.identity.select(["model_id", "origin"]).to_pylist()
        if all(path.startswith("hub/list_2026-06/") for path in row["origin"].split("; "))
    ]
    assert len(only_listed) > 100
    for model_id in only_listed[:50]:
        outcomes = stored_outcomes(snapshot.folder, model_id)
        assert {outcomes[name] for name in ("weights.complete", "access.gate", "weights.checkpoints")} == {"not_looked"}


def record(model_id: str, origin: str, downloads: int = 0, *, removed: bool = False) -> Record:
    """Make a record by hand."""
    body = ModelBody(id=model_id, tags=("x",), downloads=downloads, removed=removed)
    return Record(body=body, origin=origin, files_look=Look.NOT_LOOKED)


def test_the_choice_fills_up_with_models_of_known_accounts_first(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    august = "hub/list_2026-08.jsonl.gz"
    monkeypatch.setattr(script, "MODELS", 4)
    chosen = script.select(
        [
            record("person/loved", august, 900),
            record("org/other", august, 5),
            record("org/gone", august, 800, removed=True),
            record("Org/recorded", "hub/api/x.json; " + august),
            record("maker/named", august),
            record("unseen/known-by-name", ""),
            record("someone/quiet", august, 3),
        ],
        frozenset({"maker/named", "unseen/known-by-name"}),
    )
    assert [one.id for one in chosen] == ["maker/named", "org/other", "Org/recorded", "person/loved"]


def test_quotations_are_left_out_of_evidence(script: ModuleType) -> None:
    found = Evidence(
        signal="s",
        outcome=Outcome.ANSWERED,
        value="v",
        method=Method.CARD,
        sources=(Source(file="README.md", line=1, quote="one"), Source(file="README.md", line=1, quote="two")),
    )
    assert script._without_quotes(found).sources == (Source(file="README.md", line=1),)


def test_an_old_id_leads_to_the_model_of_today() -> None:
    snapshot = Snapshot(SHIPPED, DOMAINS)
    aliases = {
        alias: model_id for model_id, names in zip(snapshot.ids, snapshot.aliases, strict=True) for alias in names
    }
    assert len(aliases) > 5
    for alias, model_id in aliases.items():
        assert alias not in snapshot.ids
        assert snapshot.place(alias) == snapshot.place(model_id)


def test_each_answer_has_the_date_of_what_it_was_read_from(evidence: Any) -> None:
    snapshot = Snapshot(SHIPPED, DOMAINS)
    seen = {row["model_id"]: row for row in snapshot.identity.select(["model_id", "seen", "parts"]).to_pylist()}
    rows = evidence.select(["model_id", "file", "line", "repository", "date"]).to_pylist()
    of_cards = [row for row in rows if row["file"] == "README.md" and row["line"] and not row["repository"]]
    assert len(of_cards) > 1_000
    older = 0
    for row in of_cards:
        told = seen[row["model_id"]]
        card = dict(part.split(" ") for part in told["parts"].split(", ")).get("card")
        if card is None:  # the Hub's reading of a card that was not recorded itself
            continue
        assert row["date"] <= card <= told["seen"]
        older += card < told["seen"]
    assert older > 100


def test_evidence_is_in_order_of_the_id(evidence: Any) -> None:
    ids = [name.lower() for name in dict.fromkeys(evidence["model_id"].to_pylist())]
    assert ids == sorted(ids)


def test_the_readme_tells_how_many_systems_there_are() -> None:
    told = re.search(r"catalogue of (\d+) systems", Path("README.md").read_text(encoding="utf-8"))
    assert told is not None
    assert int(told[1]) == len(load_catalogue().systems)
