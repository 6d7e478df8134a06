"""What was said under a former id of a repository reaches the row that stands under today's."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from openness.catalogue import Catalogue
from openness.catalogue.assessment import Assessment
from openness.ranking.models import model_entries, record_entries
from openness.ranking.systems import system_entries
from openness.record.record import Record
from openness.signals import SIGNALS
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.write import About, write_snapshot
from tests.ranking.test_systems import DOMAINS, answers, system

OLD, NEW = "made-owl", "Nobody/Made-Owl"
END = {"id": NEW, "role": "end"}
END_BY_OLD = {"id": "formerly/made-owl-chat", "role": "end"}


def said(model: str, value: str = "own", date: str = "2026-01-01") -> Assessment:
    told: dict[str, Any] = {
        "model": model, "signal": "paper.peer_reviewed", "value": value, "by": "A. Reader", "date": date,
        "link": "https://example.org/paper",
    }  # fmt: skip
    return Assessment.model_validate(told)


def record(model_id: str, *aliases: str) -> Record:
    return Record.model_validate({"body": {"id": model_id, "sha": "0" * 40}, "origin": "made", "aliases": aliases})


def stored(tmp_path: Path, *records: Record) -> Snapshot:
    about = About(created=datetime(2026, 2, 2, tzinfo=UTC), endpoint="http://127.0.0.1", title="made")
    return Snapshot(write_snapshot(tmp_path / "store", [(one, {}) for one in records], DOMAINS, about), DOMAINS)


@pytest.mark.parametrize("name", [OLD, OLD.upper(), NEW, "formerly/owl"])
def test_an_assessment_reaches_the_row_by_any_id(tmp_path: Path, name: str) -> None:
    seen = stored(tmp_path, record(NEW, OLD, "formerly/owl"), record("zeta/other"))
    catalogue = Catalogue((), (said(name),))
    assert answers(model_entries(seen, catalogue, SIGNALS), "paper.peer_reviewed") == ["own", None]
    fresh = record_entries([(record(NEW, OLD, "formerly/owl"), {})], catalogue, SIGNALS, "made")
    assert answers(fresh, "paper.peer_reviewed") == ["own"]


def test_it_reaches_the_system_whose_entry_has_the_other_id(tmp_path: Path) -> None:
    seen = stored(tmp_path, record(NEW, OLD))
    assert answers(system_entries(seen, Catalogue((system([END]),), (said(OLD),)), SIGNALS), "paper.peer_reviewed") == [
        "own"
    ]


def test_the_newest_counts_whatever_id_it_was_given_under(tmp_path: Path) -> None:
    seen = stored(tmp_path, record(NEW, OLD))
    given = (said(OLD, "related", "2026-01-02"), said(NEW, "own", "2026-01-01"))
    found = model_entries(seen, Catalogue((), given), SIGNALS)
    assert answers(found, "paper.peer_reviewed") == ["related"]


def test_what_an_entry_says_of_a_former_id_counts_for_the_row(tmp_path: Path) -> None:
    seen = stored(tmp_path, record("nobody/made-owl-chat", END_BY_OLD["id"]))
    made = system([END_BY_OLD], {"datasheet": "open"})
    assert answers(model_entries(seen, Catalogue((made,)), SIGNALS), "osai.datasheet") == ["open"]


def test_a_name_that_no_repository_had_reaches_nothing(tmp_path: Path) -> None:
    seen = stored(tmp_path, record(NEW, OLD))
    found = model_entries(seen, Catalogue((), (said("nobody/other"),)), SIGNALS)
    assert answers(found, "paper.peer_reviewed") == [None]


def test_a_catalogue_that_knows_of_no_other_id_is_the_same_one() -> None:
    catalogue = Catalogue((), (said(OLD),))
    assert catalogue.knowing([]) is catalogue
    known = catalogue.knowing([(NEW, OLD)])
    assert known == catalogue
    assert known.digest == catalogue.digest
    assert known.knows_account("nobody")
    assert not catalogue.knows_account("nobody")
