"""Verdicts of others: what each label means, which model it speaks of, and that no unknown counts as a verdict."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from openness.errors import UsageError
from openness.record.evidence import Value
from openness.validation.verdicts import SETS, Label, Pair, Verdict, comparia, epoch, models_dev, page, pairs
from tests.made_entries import made_entries


def found(labels: list[Label], rows: dict[str, dict[str, Value]], *, weights_only: bool = False) -> list[Pair]:
    entries = made_entries(rows)
    entries = replace(entries, details={**entries.details, "licence": [None] * len(rows)})
    return pairs(labels, entries, weights_only=weights_only)


def label(name: str = "made", link: str | None = None, verdict: Verdict = Verdict.OPEN) -> Label:
    return Label(name, link, verdict, "words")


@pytest.mark.parametrize(
    ("answers", "verdict"),
    [
        ({}, Verdict.UNKNOWN),
        ({"licence.open": True}, Verdict.OPEN),
        ({"licence.open": False}, Verdict.RESTRICTED),
        ({"licence.open": False, "licence.commercial": "forbidden"}, Verdict.NON_COMMERCIAL),
        ({"licence.commercial": "bounded"}, Verdict.RESTRICTED),
        ({"licence.commercial": "allowed"}, Verdict.UNKNOWN),  # a use restriction may be there, unread
        ({"weights.published": "none", "licence.open": True}, Verdict.CLOSED),
    ],
)
def test_ours_follows_from_the_clauses(answers: dict[str, Value], verdict: Verdict) -> None:
    (pair,) = found([label()], {"org/made": answers})
    assert pair.ours is verdict
    assert bool(pair.why) is (verdict not in (Verdict.OPEN, Verdict.UNKNOWN))


def test_a_label_speaks_of_the_page_it_links_else_of_a_name_one_model_bears() -> None:
    rows: dict[str, dict[str, Value]] = {"a/made": {}, "b/made": {}, "c/other-7B": {}}
    linked = label("anything", "https://huggingface.co/B/Made")
    assert [pair.model for pair in found([linked], rows)] == ["b/made"]
    assert found([label("made")], rows) == []  # two bear that name
    assert [pair.model for pair in found([label("Other 7b")], rows)] == ["c/other-7B"]
    assert found([label("other-7B", "https://huggingface.co/x/gone")], rows) == []


def test_a_set_that_speaks_of_weights_alone_is_held_against_weights() -> None:
    rows: dict[str, dict[str, Value]] = {"a/made": {"weights.published": "all", "licence.commercial": "forbidden"}}
    (pair,) = found([label()], rows, weights_only=True)
    assert pair.agrees


def test_the_three_sets_are_read_by_their_own_words(tmp_path: Path) -> None:
    (tmp_path / "comparia_licences_x.json").write_text(
        json.dumps(
            [
                {"license": "L", "reuse": True, "commercial_use_specificities": "up to a size"},
                {"license": "M", "reuse": True},
            ]
        )
    )
    head = "id,organisation,license,distribution,fully_open_source,reuse,commercial_use,params,release_date,url\n"
    (tmp_path / "comparia_distribution_x.csv").write_text(
        head
        + "a,o,L,open-weights,,,True,,,\nb,o,M,open-weights,,,True,,,\nc,o,N,open-weights,,,False,,,\nd,o,P,api-only,,,False,,,\n"
    )
    (tmp_path / "epoch_model_accessibility_x.csv").write_text(
        "Model,Model accessibility,Link\na,Open weights (unrestricted),\nb,Open weights (non-commercial),\nc,,\nd,API access,\n"
    )
    (tmp_path / "models_dev_open_weights_x.csv").write_text("name,open_weights,weights\na,True,\nb,False,\n")
    assert [one.verdict for one in comparia(tmp_path)] == ["restricted", "open", "non-commercial", "no weights"]
    assert [one.verdict for one in epoch(tmp_path)] == ["open", "non-commercial", "no weights"]
    assert [one.verdict for one in models_dev(tmp_path)] == ["open", "no weights"]


def test_a_folder_without_labels_is_told(tmp_path: Path) -> None:
    for read in SETS.values():
        with pytest.raises(UsageError, match="holds no "):
            list(read(tmp_path))


def test_the_page_counts_and_lists_what_differs_and_what_explains_it() -> None:
    own = found(
        [label("a"), label("b"), label("c")], {"o/a": {"licence.open": True}, "o/b": {"licence.open": False}, "o/c": {}}
    )
    text = page({"made": own}, "snap")
    assert "| made | 3 | 2 | 1 | 1 | 1 |" in text
    assert "`o/b`" in text
    assert "its terms are not those of an open licence" in text
    assert "`o/a`" not in text
    assert "`o/c`" not in text


def test_the_recorded_labels_are_read_whole(shared: Path) -> None:
    assert {name: sum(1 for _ in read(shared / "labels")) > 100 for name, read in SETS.items()} == dict.fromkeys(
        SETS, True
    )
