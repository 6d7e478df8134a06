"""Drafts, what no entry covers, and what has aged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.catalogue import Assessment, Catalogue, System, load_catalogue
from openness.catalogue.drafting import draft, draft_id, uncovered
from openness.catalogue.fact import amount
from openness.catalogue.stale import stale_assessments, stale_facts
from openness.ranking.catalogued import assessed_models
from openness.record.evidence import Value
from openness.signals import SIGNALS

KNOWN: dict[str, Value] = {
    "licence.weights": "apache-2.0",
    "model.parameters": 7_241_732_096,
    "model.modality": ("text", "time_series"),
    "languages.declared": ("de", "no"),
    "lineage.base": "other/base",
}


def test_a_draft_is_an_entry_without_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "systems").mkdir()
    system_id, text = draft(["org/New-Model-7B", "org/New-Model-1B"], KNOWN, "2026-05-06", ["new-model-7b"])
    assert system_id == "new-model-7b-2"  # the id was taken
    (tmp_path / "systems" / f"{system_id}.yaml").write_text(text)
    catalogue = load_catalogue(tmp_path, SIGNALS, today="2026-11-20")
    assert catalogue.problems == ()
    system = catalogue.system(system_id)
    assert [model.role for model in system.models] == ["end", "sibling"]
    assert system.facts.sizes is not None
    assert system.facts.sizes.value == ["7.24B"]
    assert system.facts.upstream is not None
    assert system.facts.upstream.models == ["other/base"]
    assert system.facts.languages is not None
    assert system.facts.languages.value == ["de", "no"]


def test_a_bare_draft_is_an_entry_too(tmp_path: Path) -> None:
    (tmp_path / "systems").mkdir()
    system_id, text = draft(["org/x"], {}, "2026-05-06", [])
    (tmp_path / "systems" / f"{system_id}.yaml").write_text(text)
    assert load_catalogue(tmp_path, SIGNALS).problems == ()


@given(st.integers(1000, 10**13))
def test_a_drafted_size_is_near_what_was_read(parameters: int) -> None:
    _, text = draft(["org/x"], {"model.parameters": parameters}, "2026-05-06", [])
    (size,) = [
        line.strip("- ") for line in text.splitlines() if line.strip().startswith("- ") and line.strip()[-1] in "KMBT"
    ]
    assert amount(size) == pytest.approx(parameters, rel=0.01)


@given(st.text(max_size=60))
def test_an_id_is_a_plain_file_name(name: str) -> None:
    made = draft_id(f"org/{name}")
    assert made
    assert "/" not in made
    assert not made.startswith(".")


COVERED = System.model_validate(
    {
        "id": "a",
        "name": "A",
        "organisation": {"name": "O"},
        "modalities": ["text"],
        "models": [{"id": "o/a-70b", "role": "end"}],
        "sources": {"p": {"url": "https://example.org", "date": "2025-01"}},
        "facts": {
            "status": {"value": "released", "source": "p"},
            "licence": {"value": "mit", "source": "p"},
            "training_summary": {"not_found": "2026-11"},
        },
    }
)


def test_what_no_entry_covers_is_listed_by_use_and_once_a_release() -> None:
    ids = ["o/a-70b", "o/a-7b", "n/b-1b", "n/b-3b", "n/c", "gpt2", "n/d"]
    assert uncovered(ids, [9, 9, 2, 5, 6, 99, None], Catalogue((COVERED,))) == [("n/b-3b", 7, 2), ("n/c", 6, 1)]


def assessment(revision: str | None) -> Assessment:
    return Assessment.model_validate(
        {
            "model": "o/m",
            "signal": "paper.preprint",
            "value": "own",
            "by": "A. Reader",
            "date": "2026-02-03",
            "link": ["https://example.org/1", "https://example.org/2"],
            "revision": revision,
        }
    )


@pytest.mark.parametrize(
    ("made", "now", "stale"), [("a", "b", True), ("a", "a", False), (None, "b", False), ("a", None, False)]
)
def test_an_assessment_ages_with_the_revision_it_was_made_at(made: str | None, now: str | None, stale: bool) -> None:
    catalogue = Catalogue((), (assessment(made),))
    assert bool(stale_assessments(catalogue, lambda _model: now)) is stale
    shown = assessed_models(["o/m"], catalogue, [now])[0]["paper.preprint"]
    assert ("has changed since" in (shown.note or "")) is stale
    assert len(shown.sources) == 2


def test_facts_that_can_change_age_and_the_rest_does_not() -> None:
    catalogue = Catalogue((COVERED,))
    assert [item.what for item in stale_facts(catalogue, "2026-01-01")] == ["a status"]
    assert [item.what for item in stale_facts(catalogue, "2027-01-01")] == ["a status", "a training_summary"]
    assert stale_facts(catalogue, "2025-01-01") == []
