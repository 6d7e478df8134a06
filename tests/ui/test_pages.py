"""The pages in Streamlit's own test harness, over a snapshot made by hand."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from openness.phrases import LANGUAGES, phrases
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
    first = test.dataframe[0].value if test.dataframe else None
    return [] if first is None or "open" not in first else [entry_of(address) for address in first["open"]]


def entry_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["id"][0]


def words(test: AppTest) -> str:
    return "\n".join(
        str(item.value) for part in (test.title, test.markdown, test.caption, test.subheader) for item in part
    )


def test_the_ranking_says_snapshot_rubric_age_and_what_a_score_is_not() -> None:
    test = app(rubric="default", list="models")
    assert test.title[0].value == "Openness ranking"
    said = words(test)
    assert "Made by hand" in said
    assert "2026-11-01" in said
    assert "default@" in said
    assert "unknown counts as nothing" in said
    frame = test.dataframe[0].value
    assert {"place", "open", "bar", "strip", "share", "licence", "size"} <= set(frame.columns)
    assert "made/open-model" in names(test)


def test_ranked_by_proven_score() -> None:
    bars = list(app(rubric="default", list="models").dataframe[0].value["bar"])
    scores = [int(bar.split(" ")[1].split("–")[0]) for bar in bars]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


def test_a_shared_address_restores_search_and_filters() -> None:
    assert names(app(rubric="default", list="models", q="GATED")) == ["made/gated-model"]
    assert set(names(app(rubric="default", list="models", org="other"))) == {"other/no-weights"}
    assert set(names(app(rubric="default", list="models", min_weights="75"))) < set(names(app(list="models")))
    assert names(app(rubric="default", list="models", min_licence="100")) == []


def test_what_matches_nothing_is_said() -> None:
    test = app(rubric="default", list="models", q="no such model anywhere")
    assert names(test) == []
    assert "Nothing matches" in test.info[0].value


def test_systems_come_first_and_a_remark_says_what_a_rubric_is_made_for() -> None:
    test = app()
    assert test.radio(key="list").value == "systems"
    assert len(names(test)) > 100
    assert "made for models" not in words(test)
    assert "made for systems" in words(app(rubric="osai", list="models"))


def test_the_model_page_shows_levels_evidence_links_and_fixes() -> None:
    test = page(model_page, id="made/gated-model", rubric="default")
    assert test.title[0].value == "made/gated\\-model"
    said = words(test)
    assert "◐ partial" in said or "○ closed" in said
    assert "Publisher, to change this" in said
    assert "May we" not in said
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
    assert "Find one by name" in page(model_page).info[0].value


def test_another_model_is_found_by_a_part_of_its_name() -> None:
    test = page(model_page)
    test.text_input(key="entry-text").input("gated")
    opened(test)
    test.selectbox(key="entry-match").select_index(0)
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


def tables(test: AppTest) -> str:
    """Return the tables of a comparison, the totals left out."""
    return "\n".join(item.proto.body for item in test.get("html") if 'class="beside"' in item.proto.body)


def test_comparison_marks_differences_and_what_is_not_known() -> None:
    test = page(compare_page, id=["made/open-model", "made/gated-model"], rubric="default", list="models")
    told = tables(test)
    assert ">made/open-model</a>" in told
    questions = re.findall(r'<th scope="row">([^<]*)', told)
    assert any(question.startswith("≠ ") for question in questions)
    assert any(question.startswith("? ") for question in questions)
    test.toggle(key="differs").set_value(True)
    opened(test)
    fewer = [one for one in re.findall(r'<th scope="row">([^<]*)', tables(test)) if "?" in one]
    assert fewer
    assert len(fewer) < len(questions)
    assert all(one.startswith("≠ ") for one in fewer)


def test_comparison_leaves_out_what_it_does_not_know() -> None:
    test = page(compare_page, id=["made/open-model", "nobody/nothing"], list="models")
    assert "nobody/nothing" in test.warning[0].value
    assert "Find two to 5" in test.info[0].value


def test_every_entry_added_to_a_comparison_is_taken() -> None:
    test = page(compare_page, list="models")
    for count, part in enumerate(("open-model", "gated", "no-weights", "evil"), start=1):
        test.text_input(key="compare-text").input(part)
        opened(test)
        test.selectbox(key="compare-match").select_index(0)
        opened(test)
        assert len([button for button in test.button if str(button.key).startswith("drop-")]) == count
        assert test.text_input(key="compare-text").value == ""
    next(button for button in test.button if button.key == "drop-made/gated-model").click()
    opened(test)
    assert len([button for button in test.button if str(button.key).startswith("drop-")]) == 3


@pytest.mark.parametrize(
    ("key", "value"), [("licence", "nosuch"), ("org", "<b>"), ("modality", "smell"), ("licence", "MIT")]
)
def test_a_filter_value_that_nothing_has_is_named_and_matches_nothing(key: str, value: str) -> None:
    test = app(**{"list": "models", key: value})
    assert any("which nothing here has" in item.value for item in test.warning)
    assert names(test) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("rubric", "nosuch"), ("list", "nosuch"), ("automatic", "maybe"), ("min_data", "7000"), ("snapshot", "nosuch"),
     ("cell", "x:y"), ("piece", "nosuch:open")],
)  # fmt: skip
def test_an_address_that_cannot_be_meant_is_named(key: str, value: str) -> None:
    test = app(**{key: value})
    assert any("which there is not" in item.value and value in item.value for item in test.warning)


_ODD = {"rubric": "nosuch", "list": "neither", "automatic": "maybe"}


@pytest.mark.parametrize(
    ("function", "query"),
    [(None, _ODD), (None, {**_ODD, "snapshot": "lost"}), (compare_page, _ODD), (model_page, {"rubric": "nosuch"})],
)
def test_a_page_that_cannot_be_shown_has_a_heading_and_names_every_value(
    function: object, query: dict[str, str]
) -> None:
    test = app(**query) if function is None else page(function, **query)
    assert len(test.title) == 1
    assert sorted(value for value in query.values() for item in test.warning if value in item.value) == sorted(
        query.values()
    )
    assert any("Rubrics there are" in item.value for item in test.info)
    assert not test.dataframe


def test_a_search_among_models_tells_of_systems() -> None:
    test = app(list="models", q="apertus")
    assert any("systems match the search too" in item.value for item in test.info)


def test_clicked_parts_of_the_pictures_stand_in_the_address() -> None:
    whole = names(app(list="models"))
    some = names(app(list="models", piece="licence:open"))
    assert 0 < len(some) < len(whole)
    assert set(some) < set(whole)


def test_values_to_filter_by_are_sent_once_their_part_is_opened_or_the_address_sets_one() -> None:
    def shown(test: AppTest) -> set[str]:
        return {str(one.key) for one in (*test.multiselect, *test.slider)}

    assert shown(app(list="models")) == set()
    values = shown(app(list="models", licence="mit"))
    assert {"org", "licence", "modality"} <= values
    assert not any(key.startswith("min_") for key in values)
    bounds = shown(app(list="models", min_data="5"))
    assert bounds
    assert all(key.startswith("min_") for key in bounds)
    test = AppTest.from_file(str(ROOT / "app.py"))
    test.query_params["list"] = "models"
    test.session_state["values"] = True
    assert {"org", "licence", "modality"} <= shown(opened(test))


@pytest.mark.parametrize("query", [{"list": "models", "licence": "mit"}, {"page": "find"}])
def test_enter_takes_what_was_typed_and_not_all_that_resembles_it(query: dict[str, str]) -> None:
    """Streamlit's first choice would be to select every match: of "mit" sixteen licences."""
    test = page(find_page) if "page" in query else app(**query)
    assert test.multiselect
    assert all(not one.proto.select_all for one in test.multiselect)


def test_own_weights_show_who_moves() -> None:
    test = app(list="models", w_licence="0")
    assert "own weights" in words(test)
    assert any("change rank, score or label" in item.value for item in test.markdown)


def find_page() -> None:

    from openness.ui import find_page as page

    page.show()


def test_find_shows_what_passes_what_falls_out_and_what_is_not_known() -> None:
    test = page(find_page, list="models", purpose="text", commercial="true", no_thresholds="true")
    assert names(test) == ["other/no-weights", "made/open-model"] or set(names(test)) == {
        "other/no-weights",
        "made/open-model",
    }
    told = [frame.value for frame in test.dataframe]
    reasons = [reason for frame in told if "reason" in frame for reason in frame["reason"]]
    assert any("above a number of users" in reason for reason in reasons)
    assert any("not known" in reason for reason in reasons)
    line = "openness rank --models --require purpose=text --require commercial --require no_thresholds"
    assert test.code[0].value == line


def test_find_names_what_an_address_cannot_ask() -> None:
    test = page(find_page, list="models", size="huge", basis="rumour")
    said = [item.value for item in test.warning]
    assert any("huge" in one for one in said)
    assert any("rumour" in one for one in said)


def test_find_names_a_language_that_nobody_declares() -> None:
    said = [item.value for item in page(find_page, list="models", languages="xx").warning]
    assert any("xx" in one and "nothing here has" in one for one in said)


def test_compare_names_a_switch_that_cannot_be_meant() -> None:
    test = page(compare_page, id="nosuch", differs="perhaps")
    assert any("perhaps" in item.value and "which there is not" in item.value for item in test.warning)


def rubric_page() -> None:
    from openness.ui import rubric_page as page

    page.show()


def test_a_changed_rubric_shows_who_moves_and_a_wrong_one_its_lines() -> None:
    test = page(rubric_page, list="models", rubric="default")
    area = test.text_area[0]
    area.input(str(area.value).replace("points: 10", "points: 1", 1))
    opened(test)
    assert any("change rank, score or label" in item.value for item in test.markdown)
    area = test.text_area[0]
    area.input("id: x\nversion: two\n")
    opened(test)
    assert "mistakes" in test.error[0].value
    assert any("default" in item.value and "2\\:" in item.value for item in test.markdown)


@pytest.mark.parametrize("name", ["europe", "data", "about"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_pages_open_in_every_language(name: str, language: str) -> None:
    def any_page(name: str) -> None:
        import importlib

        importlib.import_module(f"openness.ui.{name}_page").show()

    test = AppTest.from_function(any_page, kwargs={"name": name})
    test.query_params["lang"] = language
    opened(test)
    assert test.title[0].value == phrases(language)(f"nav.{name}")


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


@pytest.mark.parametrize(("rubric", "name"), [("g7", "Height of the label"), ("default", "Proven score")])
def test_a_rubric_of_labels_alone_shows_no_points(rubric: str, name: str) -> None:
    test = page(model_page, id="made/open-model", rubric=rubric)
    assert test.metric[0].label == name
