"""How much a card says on each topic: described, mentioned, left as a form, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.reading.reading import Reading
from openness.reading.topics import TOPICS, Coverage, gives_figures, read_topics
from openness.record.record import Look
from tests.signals.made_cards import record

WORDS = "The old lake lies between two hills and many birds live there in summer. "


def of(card: str) -> dict[str, Coverage]:
    return read_topics(Reading(record(card)))


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Intended use", "intended_use"),
        ("How to use", "usage"),
        ("Training procedure", "training"),
        ("Training data", "data"),
        ("Evaluation", "evaluation"),
        ("Limitations", "limitations"),
        ("Model architecture", "architecture"),
        ("Hardware", "hardware"),
        ("License", "licence"),
        ("Citation", "citation"),
        ("Einschränkungen", "limitations"),
        ("Évaluation", "evaluation"),
        ("Datos de entrenamiento", "data"),
        ("Licenza", "licence"),
        ("训练数据", "data"),
        ("使い方", "usage"),
    ],
)
def test_a_section_with_many_words_describes_its_topic_and_an_empty_one_does_not(title: str, topic: str) -> None:
    full = of(f"# Lodestar\n\n## {title}\n\n{WORDS * 6}\n")[topic]
    assert (full.level, full.source.line) == ("described", 5)
    assert full.words >= 60
    empty = of(f"# Lodestar\n\n## {title}\n\n## Village\n\nHello.\n")[topic]
    assert (empty.level, empty.words, empty.source.line) == ("placeholder", 0, 3)
    form = of(f"# Lodestar\n\n## {title}\n\n[More Information Needed]\n")[topic]
    assert form.level == "placeholder"


@pytest.mark.parametrize(
    ("title", "topic", "words", "level"),
    [
        ("Limitations", "limitations", "It errs at times.", "mentioned"),
        ("Training procedure", "training", "It took a while.", "mentioned"),
        ("Model architecture", "architecture", "A small network.", "mentioned"),
        ("License", "licence", "Free for all who read it.", "described"),
        ("Citation", "citation", "Lake 2024.", "described"),
        ("How to use", "usage", "Load it and ask it things.", "described"),
    ],
)
def test_how_many_words_are_enough_depends_on_the_topic(title: str, topic: str, words: str, level: str) -> None:
    assert of(f"# Lodestar\n\n## {title}\n\n{words}\n")[topic].level == level


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("The model is intended for teachers who read old letters.", "intended_use"),
        ("It was trained for three epochs with a learning rate of 1e-5.", "training"),
        ("The training data consists of letters and diaries.", "data"),
        ("It reaches an accuracy of 81% on our test.", "evaluation"),
        ("It may produce biased or wrong statements.", "limitations"),
        ("The network has 24 layers and 7 billion parameters.", "architecture"),
        ("It ran on eight NVIDIA A100 GPUs.", "hardware"),
        ("The weights are under the Apache license.", "licence"),
    ],
)
def test_a_sentence_outside_of_sections_speaks_of_a_topic(sentence: str, topic: str) -> None:
    found = of(f"# Lodestar\n\n{sentence}\n")[topic]
    assert found.level in ("mentioned", "described")
    assert found.words > 0
    assert found.source.line == 3
    assert found.source.quote == sentence


@pytest.mark.parametrize(
    ("code", "topic"),
    [
        ("@article{lake, title={A lake}}", "citation"),
        ("@misc {moor,\n title={A moor}}", "citation"),
        ("m = AutoModel.from_pretrained('made/lake')", "usage"),
        ("pipe = pipeline('text')", "usage"),
        ("vllm serve made/lake", "usage"),
        ("ollama run lake", "usage"),
        ("llm('hello')", "usage"),
    ],
)
def test_code_cites_or_runs(code: str, topic: str) -> None:
    found = of(f"# Lodestar\n\n```\n{code}\n```\n")
    assert set(found) == {topic}
    assert found[topic].source.line == 4


@pytest.mark.parametrize("code", ["print('hello')", "cat lake.txt", "a@b.example", ""])
def test_other_code_speaks_of_no_topic(code: str) -> None:
    assert of(f"# Lodestar\n\n```\n{code}\n```\n") == {}


@pytest.mark.parametrize("card", ["", "# Lodestar\n", "# Lodestar\n\nA quiet lake.\n", "---\nlicense: mit\n---\n"])
def test_a_card_without_topics_has_none(card: str) -> None:
    assert of(card) == {}


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED])
def test_without_a_card_there_is_nothing(look: Look) -> None:
    assert read_topics(Reading(record(None, look=look))) == {}


@pytest.mark.parametrize(
    ("body", "least", "given"),
    [
        ("## Evaluation\n\n| a | b |\n|---|---|\n| 81.2 | 90% |\n", 2, True),
        ("## Evaluation\n\n| a | b |\n|---|---|\n| 81.2 | 90% |\n", 3, False),
        ("## Evaluation\n\nIt does well.\n", 1, False),
        ("## Results\n\nIt reaches 81.\n", 1, True),
        ("It reaches an accuracy of 81% on our test.\n", 1, True),
        ("It has 24 rooms and 12 doors.\n", 1, False),
        ("## Evaluation\n\nThe v2.1 of b12 does well.\n", 1, False),
        ("", 1, False),
        ("", 0, True),
    ],
)
def test_figures_count_where_an_evaluation_is_told(body: str, least: int, given: bool) -> None:
    assert gives_figures(parse_card(f"# Lodestar\n\n{body}"), least) is given


@given(st.text(max_size=500))
def test_any_card_has_topics_with_words_and_lines_within_it(text: str) -> None:
    found = of(text)
    assert set(found) <= set(TOPICS)
    for coverage in found.values():
        assert coverage.level in ("placeholder", "mentioned", "described")
        assert (coverage.words == 0) is (coverage.level == "placeholder")
        assert coverage.source.line is not None
        assert 1 <= coverage.source.line <= len(text.splitlines()) + 1


@given(st.text(max_size=200), st.integers(0, 5))
def test_more_figures_are_never_given_than_fewer(text: str, least: int) -> None:
    card = parse_card(f"## Evaluation\n\n{text}")
    assert gives_figures(card, least) or not gives_figures(card, least + 1)
