"""Kept entries are the entries: the same columns, details and evidence, for as long as nothing they follow from moves."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from openness.files.kept import Kept
from openness.files.shipped import resource_folder
from openness.index import Index
from openness.index.index import domains
from openness.ranking import kept_entries
from openness.ranking.entries import Answers, Entries, EntryKind
from openness.ranking.kept_entries import entries_digest
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import embedded_folder

KINDS = ("systems", "models")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def worked_out(folder: Path) -> Index:
    index = Index(Snapshot(embedded_folder(), domains()), Kept(folder))
    for kind in KINDS:
        index.entries(kind)  # type: ignore[arg-type]
    return index


@pytest.fixture(scope="module")
def found(worked_out: Index, folder: Path) -> Index:
    again = Index(Snapshot(embedded_folder(), domains()), Kept(folder))
    for kind in KINDS:
        again.entries(kind)  # type: ignore[arg-type]
    assert "catalogue" in vars(worked_out)
    assert "catalogue" not in vars(again), "the second index should not have read the catalogue"
    return again


def both(kind: str, worked_out: Index, found: Index) -> tuple[Entries, Entries]:
    return worked_out.entries(kind), found.entries(kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_plain_facts_are_the_same(kind: str, worked_out: Index, found: Index) -> None:
    made, kept = both(kind, worked_out, found)
    assert isinstance(kept.assessed, Answers)
    for name in ("kind", "origin", "assessments", "catalogue"):
        assert getattr(kept, name) == getattr(made, name)
    for name in ("ids", "names"):
        assert list(getattr(kept, name)) == list(getattr(made, name))
    assert kept.details == made.details
    assert dict(kept.aliases) == dict(made.aliases)
    assert dict(kept.moot) == dict(made.moot)
    assert dict(kept.bound) == dict(made.bound)
    assert found.problems == worked_out.problems


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("order", ["first", "last"])
def test_every_column_is_the_same(kind: str, order: str, worked_out: Index, found: Index) -> None:
    made, kept = both(kind, worked_out, found)
    for signal in domains():
        one, other = (entries.columns(order).column(signal) for entries in (made, kept))  # type: ignore[arg-type]
        answers = [[column.values[code] if code >= 0 else code for code in column.codes] for column in (one, other)]
        assert answers[0] == answers[1], signal
        assert np.asarray(other.codes).dtype == np.int32


@pytest.mark.parametrize("kind", KINDS)
def test_every_piece_of_evidence_is_the_same(kind: str, worked_out: Index, found: Index) -> None:
    made, kept = both(kind, worked_out, found)
    assert {row: dict(kept.assessed[row]) for row in kept.assessed} == {
        row: dict(made.assessed[row]) for row in made.assessed
    }
    assert {row: dict(kept.stated[row]) for row in kept.stated} == {row: dict(made.stated[row]) for row in made.stated}
    for row in range(0, len(made.ids), 1 + len(made.ids) // 12):
        assert dict(kept.evidence(row)) == dict(made.evidence(row))


def test_what_the_catalogue_states_is_told_the_same(worked_out: Index, found: Index) -> None:
    for name in worked_out.entries("systems").ids[::23]:
        told = [index.stated_text(index.find(name, kind="systems")) for index in (worked_out, found)]
        assert told[0] == told[1]
    assert found.stated_text(found.find(found.entries("models").ids[0], kind="models")) == ""


def test_rankings_are_the_same(worked_out: Index, found: Index) -> None:
    for rubric in ("default", "osai", "mof"):
        assert worked_out.rank(rubric).equals(found.rank(rubric))


def test_another_catalogue_snapshot_or_mode_has_another_digest(tmp_path: Path) -> None:
    catalogue = tmp_path / "catalog"
    shutil.copytree(resource_folder("catalog"), catalogue)
    snapshot = Snapshot(catalogue / "snapshot", domains())

    def digest(kind: EntryKind = EntryKind.SYSTEMS, *, assessments: bool = True) -> str:
        return entries_digest(snapshot, catalogue, kind, assessments=assessments)

    seen = [digest(), digest(EntryKind.MODELS), digest(assessments=False)]
    assert digest() == seen[0]
    for part in ("systems", "facts", "assessments"):
        file = next((catalogue / part).glob("*.yaml"), catalogue / part / "new.yaml")
        file.parent.mkdir(exist_ok=True)
        file.write_text((file.read_text(encoding="utf-8") if file.is_file() else "") + "# changed\n", encoding="utf-8")
        seen.append(digest())
    models = catalogue / "snapshot" / "models.parquet"
    models.write_bytes(models.read_bytes()[:-1])
    seen.append(digest())
    assert len(set(seen)) == len(seen)


def test_a_list_too_long_is_not_kept(worked_out: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_entries, "AT_MOST", 3)
    beside = kept_entries.Beside((), lambda _: "")
    kept_entries.keep(Kept(tmp_path), "digest", worked_out.entries("systems"), [], beside)
    assert list(tmp_path.iterdir()) == []
