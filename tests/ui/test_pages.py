"""The pages in Streamlit's own test harness, over a snapshot made by hand."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from openness.rubric import load_rubric, preset_paths
from openness.safe.markdown import plain
from openness.signals import SIGNALS
from tests.ui.conftest import HOSTILE_NAME, HOSTILE_WORDS

ROOT = Path(__file__).resolve().parents[2]
DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
LINK_ELSEWHERE = re.compile(r"(?<!\\)\]\((?!https?://|/)")
"""A Markdown link to anything but the web or a page of the app."""
pytestmark = pytest.mark.usefixtures("_made_app")


def model_page() -> None:
    import streamlit as st

    from openness.ui import model_page as page

    page.show("models", st.Page(lambda: None, title="Ranking", url_path="ranking"))


def compare_page() -> None:
    import streamlit as st

    from openness.ui import compare_page as page

    page.show(st.Page(lambda: None, title="Ranking", url_path="ranking"))


def opened(app: AppTest) -> AppTest:
    app.run(timeout=600)
    assert not app.exception, app.exception[0].message
    return app


def app(**query: str) -> AppTest:
    test = AppTest.from_file(str(ROOT / "app.py"))
    for key, value in query.items():
        test.query_params[key] = value
    return opened(test)


def page(function: object, **query: str | list[str]) -> AppTest:
    test = AppTest.from_function(function)  # type: ignore[arg-type]
    for key, value in query.items():
        test.query_params[key] = value
    return opened(test)


def names(test: AppTest) -> list[str]:
    return list(test.dataframe[0].value["id"]) if test.dataframe else []


def words(test: AppTest) -> str:
    return "\n".join(
        str(item.value) for part in (test.title, test.markdown, test.caption, test.subheader) for item in part
    )


def test_the_ranking_says_snapshot_rubric_age_and_what_a_score_is_not() -> None:
    test = app(rubric="default", list="models")
    assert test.title[0].value == "Openness ranking"
    said = words(test)
    assert "Made by hand" in said
    assert "1 November 2026" in said
    assert "default@" in said
    assert "unknown counts as nothing" in said
    frame = test.dataframe[0].value
    assert {"rank", "open", "score", "range", "coverage"} <= set(frame.columns)
    assert "made/open-model" in names(test)


def test_ranked_by_proven_score() -> None:
    scores = list(app(rubric="default", list="models").dataframe[0].value["score"])
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


def test_a_shared_address_restores_search_and_filters() -> None:
    assert names(app(rubric="default", list="models", q="GATED")) == ["made/gated-model"]
    assert set(names(app(rubric="default", list="models", org="other"))) == {"other/no-weights"}
    everything = app(rubric="default", list="models").dataframe[0].value
    bound = int(everything["dimension.weights"].max() // 5 * 5)
    assert bound > everything["dimension.weights"].min()
    some = app(rubric="default", list="models", min_weights=str(bound))
    expected = everything[everything["dimension.weights"] >= bound]
    assert names(some) == list(expected["id"])
    assert "Ranks are those of the whole list" in words(some)


def test_what_matches_nothing_is_said() -> None:
    test = app(rubric="default", list="models", q="no such model anywhere")
    assert names(test) == []
    assert "Nothing matches" in test.info[0].value


def test_the_list_follows_the_rubric() -> None:
    test = app()
    assert test.radio(key="list").value == "models"
    test.selectbox(key="rubric").select("osai")
    opened(test)
    assert test.radio(key="list").value == "systems"
    assert len(names(test)) >= 193  # all that the index has rated, and what it has not


def test_osai_systems_open_by_address_alone() -> None:
    assert app(rubric="osai").radio(key="list").value == "systems"


def test_the_model_page_shows_levels_evidence_links_and_fixes() -> None:
    test = page(model_page, id="made/gated-model", rubric="default")
    assert test.title[0].value == "made/gated\\-model"
    said = words(test)
    assert "◐ partial" in said or "○ closed" in said
    assert "What would fix it" in said
    assert "access.gate" in said
    assert "https://huggingface.co/made/gated-model/tree/0123456789" in said
    assert {metric.label for metric in test.metric} == {"Proven score", "Possible", "Coverage", "Rank"}


@pytest.mark.parametrize("rubric", sorted(preset_paths()))
def test_every_shipped_rubric_can_be_shown(rubric: str) -> None:
    assert app(rubric=rubric, list="models").title[0].value == "Openness ranking"
    test = page(model_page, id="made/gated-model", rubric=rubric)
    judged = load_rubric(rubric, DOMAINS).rubric
    said = words(test)
    assert f"`{judged.reference}`" in said
    assert all(f"`{criterion.id}`" in said for criterion in judged.criteria)
    if judged.gates:
        assert "Minimum requirements" in said
        assert all(f"`{gate.id}`" in said for gate in judged.gates)
    if judged.ladder is not None:
        assert plain(judged.ladder.title) in said


def test_evidence_leads_to_the_file_at_the_revision() -> None:
    said = words(page(model_page, id="made/open-model", rubric="default"))
    assert "/made/open-model/blob/0123456789abcdef" in said


def test_ids_are_found_whatever_their_case() -> None:
    assert page(model_page, id="MADE/Open-Model").title[0].value == "made/open\\-model"


@pytest.mark.parametrize("wanted", ["nobody/nothing", "<b>x</b>", "[x](javascript:alert(1))", "a" * 5000])
def test_an_unknown_model_gets_one_clear_sentence(wanted: str) -> None:
    test = page(model_page, id=wanted)
    assert "holds no model" in test.warning[0].value
    assert "openness score" in test.warning[0].value


def test_without_an_id_the_model_page_says_how_to_choose() -> None:
    assert "Find a model" in page(model_page).info[0].value


def test_another_model_is_found_by_a_part_of_its_name() -> None:
    test = page(model_page)
    test.text_input(key="entry-text").input("gated")
    opened(test)
    match = next(box for box in test.selectbox if str(box.label).startswith("Matches"))
    match.select_index(0)
    opened(test)
    assert test.title[0].value == "made/gated\\-model"


def test_hostile_words_stay_words() -> None:
    test = page(model_page, id=HOSTILE_NAME)
    assert HOSTILE_WORDS not in words(test)
    for item in test.markdown:
        assert not item.allow_html
        assert LINK_ELSEWHERE.search(item.value) is None, item.value


def test_a_source_that_is_no_web_address_is_not_linked() -> None:
    said = words(app(rubric="default", list="models"))
    assert "javascript" in said
    assert LINK_ELSEWHERE.search(said) is None


def test_comparison_marks_differences() -> None:
    test = page(compare_page, id=["made/open-model", "made/gated-model"], rubric="default", list="models")
    table = next(item.value for item in test.markdown if item.value.startswith("|"))
    assert "made/open\\-model" in table
    assert "≠" in table
    test.toggle(key="differs").set_value(True)
    opened(test)
    fewer = next(item.value for item in test.markdown if item.value.startswith("|"))
    assert len(fewer.splitlines()) < len(table.splitlines())


def test_comparison_leaves_out_what_it_does_not_know() -> None:
    test = page(compare_page, id=["made/open-model", "nobody/nothing"], list="models")
    assert "nobody/nothing" in test.warning[0].value
    assert "at least two" in test.info[0].value


def licence_page() -> None:
    from openness.ui import licence_page as page

    page.show()


def test_a_licence_is_told_clause_by_clause_with_sources() -> None:
    test = page(licence_page, id="LLAMA3.1")
    assert "Llama 3" in test.title[0].value
    said = words(test)
    assert "700,000,000" in said
    assert "**Sources**" in said
    assert "○ open licence: no" in said
    assert "not legal advice" in said


def test_all_licences_stand_in_one_table() -> None:
    test = page(licence_page)
    frame = test.dataframe[0].value
    assert len(frame) > 100
    assert frame.loc[frame["id"] == "apache-2.0", "open"].item() == "yes"
    assert set(frame.loc[frame["id"] == "llama3.1", "user_threshold"]) == {"yes"}


@pytest.mark.parametrize("wanted", ["no-such-licence", "<b>", "mit and apache-2.0"])
def test_an_unknown_licence_gets_a_sentence_and_the_table(wanted: str) -> None:
    test = page(licence_page, id=wanted)
    assert test.warning[0].value
    assert len(test.dataframe) == 1


def test_a_licence_leads_to_the_models_under_it() -> None:
    assert "](/?list=models&licence=apache-2.0)" in words(page(licence_page, id="apache-2.0"))


def test_a_damaged_snapshot_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "manifest.json").write_text("{")
    monkeypatch.setattr(sys, "argv", ["app.py", "--snapshot", str(tmp_path)])
    test = app()
    assert "damaged" in test.error[0].value
