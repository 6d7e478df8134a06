"""No page says a sentence of its own: what is visible comes from the catalogue of phrases, in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from openness.catalogue.places import NAMES
from openness.licences.conflict import MEANINGS
from openness.licences.report import ADVICE
from openness.licences.wording import sentences
from openness.phrases import LANGUAGES, phrases
from openness.phrases.phrases import read_sentences, read_texts, values_in
from openness.record.evidence import Confidence, Method
from openness.rubric import Rubric, load_rubric, preset_paths
from openness.signals import SIGNALS
from openness.views.comparison import CLAUSES

UI = Path(__file__).resolve().parents[2] / "openness" / "ui"
PHRASES = Path(__file__).resolve().parents[2] / "openness" / "phrases"
OTHERS = [language for language in LANGUAGES if language != "en"]
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,.:]? [a-z]{2,}")
_SAID = {"title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success", "metric", "button",
         "write", "text", "toggle", "radio", "selectbox", "multiselect", "slider", "select_slider", "text_input",
         "text_area", "download_button", "page_link", "expander", "popover", "tabs", "file_uploader"}  # fmt: skip
"""What draws a text or a label."""
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{3,}")
_NO_WORDS = re.compile(
    r"`[^`]*`|:[a-z]+-badge\[|:[a-z]+\[|&nbsp;|</?[a-z][^>]*>?|https?://\S*|SPDX|openness [a-z -]+(?:ID)?"
)
"""Code, marks of colour, elements, addresses, names and commands: the same in every language."""


def spoken(source: str) -> list[str]:
    """Return what a module says by itself: sentences anywhere, and words drawn straight away."""
    tree = ast.parse(source)
    left_out = {id(node) for node in _docstrings(tree)} | {id(node) for node in _styles(tree)}
    left_out |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    found = [
        text
        for node in ast.walk(tree)
        if id(node) not in left_out
        for text in _straight([node])
        if _SENTENCE.search(_NO_WORDS.sub("", text))
    ]
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in _SAID:
            found += [said for said in _straight(call.args[:1]) if _WORD.search(_NO_WORDS.sub("", said))]
    return found


def _docstrings(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield strings that stand as a statement of their own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


def _styles(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the strings of styles and lists of codes, of types, and of errors, which the command line tells too."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.Assert()
                | ast.Raise()
                | ast.Call(func=ast.Name(id="cast" | "need"))
                | ast.Assign(
                    targets=[
                        ast.Name(
                            id="_STYLE" | "_BACK" | "_FOLLOW" | "_ANSWER_STYLE" | "STYLE" | "OFFICIAL" | "LANGUAGES"
                        )
                    ]
                )
            ):
                yield from ast.walk(node)


def _straight(arguments: Sequence[ast.AST]) -> Iterator[str]:
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
        elif isinstance(argument, ast.JoinedStr):
            yield "".join(
                part.value for part in argument.values if isinstance(part, ast.Constant) and isinstance(part.value, str)
            )


@pytest.mark.parametrize("path", sorted(UI.glob("*.py")), ids=lambda path: path.stem)
def test_no_page_says_a_sentence_of_its_own(path: Path) -> None:
    assert spoken(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('st.title("Licences")', ["Licences"]),
        ('st.markdown(f"**Sources** {x}")', ["**Sources** "]),
        ('left.button("Show it")', ["Show it", "Show it"]),
        ('x = "read in the card"', ["read in the card"]),
        ('st.title(words("licence.title"))', []),
        ('"""A docstring of two words."""', []),
        ('STYLE = "all of it is style"', []),
        ('st.markdown(f"`{one}` · **{two}**")', []),
        ('st.query_params["id"] = "two words"', ["two words"]),
    ],
)
def test_the_scan_sees_what_is_said(source: str, said: list[str]) -> None:
    assert spoken(source) == said


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_is_complete(language: str) -> None:
    english, own = (read_texts(PHRASES / "texts" / f"{name}.yaml") for name in ("en", language))
    assert set(own) == set(english)
    assert [key for key in english if values_in(own[key]) != values_in(english[key])] == []


def test_every_answer_of_a_vocabulary_has_a_word() -> None:
    words = phrases()
    wanted = [
        *(f"method.{one.name.casefold()}" for one in Method),
        *(f"confidence.{one.value}" for one in Confidence),
        *(f"unread.{one}" for one in SIGNALS["licence.unread"].domain.choices),
        *(f"basis.{one}" for one in SIGNALS["licence.basis"].domain.choices),
        *(f"ai_act.{one}" for one in SIGNALS["licence.ai_act"].domain.choices),
        *(f"lineage.{one}" for one in SIGNALS["lineage.relation"].domain.choices),
        *(f"licence.kind.{one}" for one in SIGNALS["licence.kind"].domain.choices),
        *(f"purpose.{one}" for one in SIGNALS["model.modality"].domain.choices),
        *(f"theme.{signal.split('.')[0]}" for signal in SIGNALS),
    ]
    assert [key for key in wanted if not words.has(key)] == []


def rubric_sentences(rubric: Rubric) -> set[str]:
    """Return what a buyer reads of a rubric."""
    ladder = rubric.ladder
    found = {rubric.title, *rubric.dimensions.values()}
    found |= {one for item in rubric.criteria for one in (item.question, item.why, item.fix, item.ask) if one}
    found |= {one for gate in rubric.gates for one in (gate.question, gate.why)}
    if ladder is not None:
        found |= {ladder.title, *ladder.labels, *(need.name for rung in ladder.rungs for need in rung.requirements)}
    return found | ({rubric.notice} if rubric.notice else set())


DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
RUBRICS = {name: load_rubric(name, DOMAINS).rubric for name in preset_paths()}
TRANSLATED = ("default", "procurement", "g7")
"""The rubrics a buyer meets first: every sentence of theirs is there in every language."""


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", TRANSLATED)
def test_what_a_buyer_reads_of_a_rubric_is_translated(language: str, name: str) -> None:
    own = read_sentences(PHRASES / "sentences" / f"{language}.yaml")
    assert sorted(rubric_sentences(RUBRICS[name]) - set(own)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_licences_answer_is_translated(language: str) -> None:
    own = read_sentences(PHRASES / "sentences" / f"{language}.yaml")
    assert (
        sorted({ADVICE, *sentences(), *MEANINGS.values(), *(SIGNALS[one].question for one in CLAUSES)} - set(own)) == []
    )
    assert [one for one in sentences() & set(own) if values_in(own[one]) != values_in(one)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_has_lost_its_sentence(language: str) -> None:
    known = (
        sentences() | set(MEANINGS.values()) | {one for rubric in RUBRICS.values() for one in rubric_sentences(rubric)}
    )
    known |= {ADVICE, *NAMES, *(item.question for item in SIGNALS.values())}
    assert sorted(set(read_sentences(PHRASES / "sentences" / f"{language}.yaml")) - known) == []
