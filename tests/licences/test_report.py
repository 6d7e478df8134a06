"""What people read: cards, texts, models, the matrix, the distribution, and the page that lists the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from openness.errors import UsageError
from openness.licences.clause import Clause
from openness.licences.distribution import distribution_table, licence_distribution
from openness.licences.knowledge import knowledge
from openness.licences.matrix import MATRIX_COLUMNS, licence_matrix_rows, licence_rows
from openness.licences.policy import read_policy
from openness.licences.report import (
    clause_rows,
    find_licence,
    licence_card,
    model_licence_report,
    recognition_table,
    text_report,
)
from openness.reading.reading import Reading
from openness.record.evidence import Evidence
from openness.signals.licence import LICENCE_SIGNALS
from tests.licences.made import base, record, row
from tools import licence_fingerprints, licence_report

ROOT = Path(__file__).resolve().parents[2]


def test_a_card_tells_clauses_figures_and_sources() -> None:
    card = licence_card("Llama 3.1 Community License Agreement")
    assert "Id: llama3.1 (no SPDX id)" in card
    assert "May it be used commercially? yes, within bounds" in card
    assert "above 700,000,000 users a month" in card
    assert "begin with “Llama”" in card.replace("\n    ", " ")
    assert "meta-llama/llama-models@a9c89c4" in card
    assert "Not known to us:" in card
    assert "not legal advice" in card


def test_every_licence_has_a_card_and_every_clause_a_row() -> None:
    for licence in knowledge().by_id.values():
        assert licence.id in licence_card(licence.id)
        rows = clause_rows(licence.clauses)
        assert [item.clause for item in rows] == list(Clause)
        assert all((item.answer == "unknown") == (item.clause not in licence.clauses) for item in rows)


def test_an_unknown_licence_is_a_clear_sentence() -> None:
    with pytest.raises(UsageError, match=r"no licence is known as 'aparche-2\.0'; did you mean 'apache-2\.0'\?"):
        licence_card("aparche-2.0")
    with pytest.raises(UsageError, match="names several licences"):
        licence_card("mit AND apache-2.0")


def test_a_text_is_told_with_its_passages(shared: Path) -> None:
    mit = (shared / "licences" / "texts" / "modelgo__MIT.txt").read_text(encoding="utf-8")
    assert text_report(mit, "LICENSE").startswith("LICENSE: mit, verbatim (")
    changed = text_report(mit + "\nFor research only.\n", "LICENSE")
    assert changed.startswith("LICENSE: unrecognised, closest mit at ")
    assert "other terms: For research only." in changed
    assert "is no licence" in text_report("# Use policy\n\nBe kind.\n", "USE_POLICY.md")


def test_a_models_report_puts_conflicts_first() -> None:
    report = model_licence_report(
        record(
            "someone/Hammer",
            card={"license": "mit", "base_model": "meta-llama/Llama-3.1-8B"},
            bases=(base("meta-llama/Llama-3.1-8B", "llama3.1"),),
        )
    )
    lines = report.split("\n")
    assert lines[0] == f"Licence of someone/Hammer@{'0' * 40}"
    assert lines[3] == "Conflicts: 1"
    assert report.index("Conflicts: 1") < report.index("Weights: mit")
    assert "Base meta-llama/Llama-3.1-8B: llama3.1; stricter in commercial" in report
    assert "Kind, all things considered: community" in report


def test_a_model_without_licence_has_a_report() -> None:
    assert "Weights: silent. No licence is told anywhere" in model_licence_report(record(card={}))


def test_the_matrix_has_one_row_a_licence_and_empty_cells_for_unknown() -> None:
    rows = {item["id"]: item for item in licence_matrix_rows()}
    assert set(rows) == set(knowledge().by_id)
    assert all(tuple(item) == MATRIX_COLUMNS for item in rows.values())
    assert rows["llama4"]["eu"] == "multimodal_excluded"
    assert rows["llama4"]["users"] == "700000000 a month"
    assert rows["tencent-hunyuan-community"]["excluded_places"] == "European Union; United Kingdom; South Korea"
    assert rows["apache-2.0"]["excluded_places"] == "none"
    assert rows["other"]["commercial"] == ""
    assert rows["mit"]["osi_approved"] == "yes"


def test_the_distribution_counts_licences_conflicts_and_unknowns() -> None:
    def evidence(*tags: str) -> dict[str, Evidence]:
        reading = Reading(row("someone/model", *tags))
        return {signal.id: signal.ask(reading) for signal in LICENCE_SIGNALS}

    models = [
        evidence("license:mit"),
        evidence("license:mit"),
        evidence("license:mit", "license:gemma"),
        evidence(),
        {},
    ]
    found = licence_distribution(models)
    assert found.models == 5
    assert [(item.value, item.models) for item in found.licences] == [("mit", 2), ("mit AND gemma", 1)]
    assert [(item.value, item.models) for item in found.unknowns] == [("not_looked", 2)]
    assert [(item.value, item.models) for item in found.conflicts] == [("several_licences", 1)]
    assert found.with_conflict == 1
    table = distribution_table(found, most=1)
    assert "| mit | 2 | 40.0 % |" in table
    assert "| 1 others | 1 | 20.0 % |" in table
    assert licence_distribution([]).models == 0


def test_a_policy_is_read_for_what_it_takes_away() -> None:
    text = (
        "# Use policy\n\nWe like people.\n\n"
        "No rights are being granted here. The rights are not being granted to companies in the European Union.\n\n"
        "You must not harm anybody.\n"
    )
    found = read_policy("USE_POLICY.md", text)
    assert {fact.clause: fact.value for fact in found.facts} == {
        Clause.EU: "excluded",
        Clause.USE_RESTRICTIONS: True,
    }
    assert found.line_of(Clause.EU) == 5
    assert found.line_of(Clause.USE_RESTRICTIONS) == 7
    assert found.line_of(Clause.COMMERCIAL) is None


@pytest.mark.parametrize("text", [". " * 500_000, "\n" * 1_000_000, "not " * 500_000, "a" * 2_000_000])
def test_hostile_policies_take_bounded_time(text: str) -> None:
    read_policy("USE_POLICY.md", text)


def test_the_page_of_texts_is_current(shared: Path) -> None:
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    assert page == licence_report.build(shared), "run `python tools/licence_report.py`"


def test_the_table_has_no_text_of_its_own(shared: Path) -> None:
    table = recognition_table([("made by hand", "You may not sell this, ever, to anybody.")])
    assert "sell" not in table


def test_the_fingerprints_are_what_the_script_makes(shared: Path) -> None:
    """Entries made from `../shared` can be made again here; those from ScanCode need its package."""
    from openness.licences.fingerprint import fingerprints

    module = licence_fingerprints
    ours = {(item.licence, item.what, item.source): item.packed for item in fingerprints()}
    made = module.from_shared(shared)
    assert len(made) > 40
    found = 0
    for item in made:
        kept = ours.get((item.licence, item.what, item.source))
        if kept is not None:
            assert kept == item.packed
            found += 1
    assert found >= 10


def test_one_licence_as_rows_has_every_clause_once() -> None:
    rows = licence_rows(find_licence("Llama 3.1 Community License"))
    assert [item["clause"] for item in rows] == [clause.value for clause in Clause]
    assert {item["licence"] for item in rows} == {"llama3.1"}
    users = next(item for item in rows if item["clause"] == "user_threshold")
    assert (users["value"], "700,000,000" in users["answer"]) == ("yes", True)


def test_a_report_says_what_was_not_read_and_what_binds_too() -> None:
    text = "---\nlicense: mit\n---\n# M\n\nThe model is for research use only.\n"
    told = model_licence_report(record(card={"license": "mit", "base_model": "a/b"}, text=text))
    assert "Not read or not understood, so that no permission is stated:" in told
    assert "? Nobody looked at the licence of a/b" in told
    assert "Binds too, by the card: research only" in told
    assert "Rests on: named by the publisher" in told


@pytest.mark.parametrize("ancestor", ["a/b", "far/away-7b"])
def test_what_was_not_read_stands_before_conflicts_and_every_clause_has_a_row(ancestor: str) -> None:
    told = model_licence_report(record(card={"license": "mit", "base_model": ancestor}))
    assert 0 <= told.index("? ") < told.index("Conflicts: ")
    plain = " ".join(told.split())
    unknown = plain.partition("Not known to us:")[2]
    for row_ in clause_rows({}):
        assert row_.question in plain
    assert f"May it be used commercially? unknown: Nobody looked at the licence of {ancestor}, " in unknown
