"""Titles of sections in many languages, and how sections hand their topics down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.reading.headings import OTHER_MODELS, section_topics, title_topics


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("training data", "data"),
        ("datasets used", "data"),
        ("trainingsdaten", "data"),
        ("données d'entraînement", "data"),
        ("datos de entrenamiento", "data"),
        ("dati di addestramento", "data"),
        ("dados de treinamento", "data"),
        ("trainingsdata", "data"),
        ("dane treningowe", "data"),
        ("训练数据", "data"),
        ("学習データ", "data"),
        ("학습 데이터", "data"),
        ("pre-training data", "pretraining_data"),
        ("pretraining corpus", "pretraining_data"),
        ("instruction data", "posttraining_data"),
        ("fine-tuning data", "posttraining_data"),
        ("training procedure", "training"),
        ("training hyperparameters", "training"),
        ("training details", "training"),
        ("entraînement", "training"),
        ("entrenamiento", "training"),
        ("addestramento", "training"),
        ("训练", "training"),
        ("evaluation", "evaluation"),
        ("benchmark results", "evaluation"),
        ("evaluierung", "evaluation"),
        ("évaluation", "evaluation"),
        ("evaluación", "evaluation"),
        ("valutazione", "evaluation"),
        ("评测结果", "evaluation"),
        ("評価", "evaluation"),
        ("평가", "evaluation"),
        ("intended use", "intended_use"),
        ("intended uses & limitations", "limitations"),
        ("out-of-scope use", "intended_use"),
        ("how to use", "usage"),
        ("quickstart", "usage"),
        ("verwendung", "usage"),
        ("utilisation", "usage"),
        ("使用方法", "usage"),
        ("使い方", "usage"),
        ("사용법", "usage"),
        ("limitations", "limitations"),
        ("bias, risks, and limitations", "limitations"),
        ("einschränkungen", "limitations"),
        ("limitaciones", "limitations"),
        ("局限性", "limitations"),
        ("model architecture", "architecture"),
        ("model details", "architecture"),
        ("modellarchitektur", "architecture"),
        ("模型架构", "architecture"),
        ("hardware", "hardware"),
        ("compute infrastructure", "hardware"),
        ("environmental impact", "hardware"),
        ("license", "licence"),
        ("licence", "licence"),
        ("lizenz", "licence"),
        ("licencia", "licence"),
        ("licenza", "licence"),
        ("许可证", "licence"),
        ("ライセンス", "licence"),
        ("라이선스", "licence"),
        ("citation", "citation"),
        ("bibtex", "citation"),
        ("how to cite", "citation"),
        ("引用", "citation"),
        ("code", "code"),
        ("paper", "paper"),
        ("technical report", "paper"),
        ("other models", OTHER_MODELS),
        ("model family", OTHER_MODELS),
    ],
)
def test_a_title_names_its_topic(title: str, topic: str) -> None:
    assert topic in title_topics(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "lodestar",
        "the village",
        "a long walk around the lake with training data and an evaluation at the end",
        "🙂",
        "1.2.3",
    ],
)
def test_other_titles_and_whole_sentences_name_none(title: str) -> None:
    assert title_topics(title) == frozenset()


@pytest.mark.parametrize("title", ["pre-training data", "instruction data", "pretraining corpus"])
def test_the_data_of_a_stage_is_data(title: str) -> None:
    assert "data" in title_topics(title)


@pytest.mark.parametrize("title", ["evaluation data", "test data", "testing data"])
def test_data_for_tests_is_evaluation_and_no_training_data(title: str) -> None:
    topics = title_topics(title)
    assert "evaluation" in topics
    assert "data" not in topics


def test_data_for_training_and_tests_is_both() -> None:
    assert "data" in title_topics("training and evaluation data")


def topics_of(card: str) -> dict[str, frozenset[str]]:
    parsed = parse_card(card)
    found = section_topics(parsed)
    assert len(found) == len(parsed.sections)
    return {section.title: topics for section, topics in zip(parsed.sections, found, strict=True)}


def test_a_section_without_a_topic_has_its_parents() -> None:
    found = topics_of("# Lake\n\n## Training data\n\na\n\n### Lakeside\n\nb\n\n## Village\n\nc\n")
    assert "data" in found["Lakeside"]
    assert found["Village"] == frozenset()


def test_a_section_with_a_topic_has_its_own_alone() -> None:
    found = topics_of("# Lake\n\n## Training data\n\na\n\n### License\n\nb\n")
    assert found["License"] == {"licence"}


def test_the_title_of_the_card_names_the_model_and_no_usage() -> None:
    assert topics_of("# Lake code quickstart\n\na\n")["Lake code quickstart"] == frozenset()
    assert "training" not in topics_of("# Training Lake\n\na\n")["Training Lake"]


def test_what_stands_before_the_first_heading_has_no_topic() -> None:
    assert section_topics(parse_card("Hello.\n"))[0] == frozenset()
    assert section_topics(parse_card("")) == (frozenset(),)


@given(st.text(max_size=200))
def test_any_title_is_answered(title: str) -> None:
    assert len(title_topics(title.lower())) <= 15


@given(st.text(max_size=300))
def test_any_card_has_topics_for_each_section(text: str) -> None:
    card = parse_card(text)
    assert len(section_topics(card)) == len(card.sections)


def test_a_deep_and_long_card_is_answered() -> None:
    card = parse_card("".join(f"{'#' * (1 + n % 6)} Training data {n}\n\n" for n in range(2_000)))
    assert len(section_topics(card)) == len(card.sections)
