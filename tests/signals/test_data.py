"""What cards say about training data; all cards here are made by hand."""

from __future__ import annotations

import pytest

from openness.evidence import Confidence
from openness.record import Look
from tests.signals.made_cards import ask, fact, record, value

NAMED = "---\ndatasets:\n- org/one\n- org/two\n---\n# Lodestar\n\nTrained from scratch.\n"


def test_data_sets_that_are_there_and_open_are_public() -> None:
    made = record(NAMED, datasets=(fact("org/one", gated=False), fact("org/two", gated=False)))
    found = ask("data.pretraining", made)
    assert (found.value, found.confidence) == ("public", Confidence.HIGH)
    assert str(found.sources[0]) == "README.md:2"
    assert value("data.datasets_public", made) == 2


def test_a_named_data_set_that_does_not_exist_is_no_evidence() -> None:
    gone = (fact("org/one", Look.ABSENT), fact("org/two", Look.ABSENT))
    made = record(NAMED, datasets=gone)
    assert value("data.pretraining", made) == "silent"
    assert value("data.datasets_named", made) == 2
    assert value("data.datasets_found", made) == 0
    assert value("data.pretraining_links", made) == "silent"


def test_a_gated_set_beside_an_open_one_is_partly_public() -> None:
    made = record(NAMED, datasets=(fact("org/one", gated=False), fact("org/two", gated="manual")))
    assert value("data.pretraining", made) == "partly_public"
    assert value("data.datasets_gated", made) == 1


def test_where_nobody_looked_a_data_set_is_named_and_no_more() -> None:
    assert value("data.pretraining", record(NAMED)) == "named"
    assert value("data.datasets_found", record(NAMED)) == "not_looked"
    assert value("data.pretraining_links", record(NAMED)) == "all"


def test_tags_alone_name_data_sets_and_without_tags_nobody_looked() -> None:
    assert value("data.pretraining", record(tags=("dataset:org/one",))) == "named"
    assert value("data.pretraining", record()) == "not_looked"
    assert value("data.pretraining", record(look=Look.REFUSED)) == "unreadable"


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not release the training data.",
        "The training data is not publicly available.",
        "Details about the training dataset are not disclosed.",
        "No information on the training data has been published.",
        "The training dataset is confidential.",
        "Les données d'entraînement ne sont pas publiées.",
        "Die Trainingsdaten werden nicht veröffentlicht.",
        "Los datos de entrenamiento no se han publicado.",
        "I dati di training non sono pubblicati.",
        "训练数据未公开。",
        "学習データは公開していません。",
        "학습 데이터는 공개되지 않았습니다.",
    ],
)
def test_data_said_to_be_kept_back_is_withheld(sentence: str) -> None:
    found = ask("data.pretraining", f"# Lodestar\n\n## Training data\n\n{sentence}\n")
    assert found.value == "withheld"
    assert found.sources[0].line == 5


@pytest.mark.parametrize(
    "sentence",
    [
        "The training data will be released soon.",
        "We plan to release our training dataset in the near future.",
        "[More Information Needed]",
        "The model does not store personal data.",
        "The benchmark data is not public.",
    ],
)
def test_promises_and_other_data_decide_nothing(sentence: str) -> None:
    assert value("data.pretraining", f"# Lodestar\n\n{sentence}\n") == "silent"


def test_data_in_words_is_described_and_has_no_datasheet() -> None:
    card = "# Lodestar\n\nLodestar was pretrained on 2 trillion tokens of web text and code.\n"
    assert value("data.pretraining", card) == "described"
    assert value("data.datasheet", card) == "none"
    assert value("data.datasets_named", card) == "silent"


def test_a_widely_known_name_in_a_training_sentence_is_named_and_points_at_nothing() -> None:
    card = "# Lodestar\n\nThe model was trained on The Pile and Wikipedia data.\n"
    assert value("data.pretraining", card) == "named"
    assert value("data.pretraining_links", card) == "none"


def test_the_same_name_in_an_evaluation_is_not_training_data() -> None:
    card = "# Lodestar\n\n## Evaluation\n\nWe evaluate perplexity on Wikitext data and the C4 dataset.\n"
    assert value("data.pretraining", card) == "silent"


def test_a_link_in_an_evaluation_section_is_not_training_data() -> None:
    card = "# L\n\n## Benchmarks\n\nScores on [GSM8K](https://huggingface.co/datasets/openai/gsm8k).\n"
    assert value("data.datasets_named", card) == "silent"


def test_stages_are_told_apart_by_words_and_headings() -> None:
    card = (
        "---\nbase_model: org/base\n---\n# Lodestar Chat\n\n## Pre-training data\n\n"
        "- [Corpus](https://huggingface.co/datasets/org/corpus)\n\n## Fine-tuning data\n\n"
        "- [Chats](https://huggingface.co/datasets/org/chats)\n"
    )
    made = record(card, datasets=(fact("org/corpus", gated=False),))
    assert value("data.pretraining", made) == "public"
    assert value("data.posttraining", made) == "named"


def test_a_model_that_continues_no_other_has_one_answer_for_both_stages() -> None:
    made = record(NAMED, datasets=(fact("org/one", gated=False), fact("org/two", gated=False)))
    assert value("data.posttraining", made) == "public"


def test_in_house_data_beside_public_sets_is_only_partly_public() -> None:
    card = NAMED + "\nThe training mix also holds proprietary data from our own products.\n"
    made = record(card, datasets=(fact("org/one", gated=False), fact("org/two", gated=False)))
    assert value("data.pretraining", made) == "partly_public"


def test_a_mixture_is_a_list_of_shares() -> None:
    card = "# L\n\n## Training data\n\n| source | share |\n|---|---|\n| web | 60% |\n| code | 30% |\n| books | 10% |\n"
    assert value("data.mixture", card) is True
    assert value("data.mixture", "# L\n\n## Training data\n\nWeb and code.\n") == "silent"


def test_datasheets_and_summaries_are_found_by_their_links() -> None:
    sheet = "# L\n\nSee the [datasheet](https://example.org/sheet.pdf) of the corpus.\n"
    assert value("data.datasheet", sheet) == "full"
    summary = "# L\n\n[Public summary of training content](https://example.org/summary.pdf)\n"
    assert value("data.summary", summary) == "linked"
    assert value("data.datasheet", summary) == "full"
    assert value("data.datasheet", record(NAMED, datasets=(fact("org/one", has_card=True),))) == "partial"
    assert value("data.summary", "# L\n\nNothing.\n") == "silent"
