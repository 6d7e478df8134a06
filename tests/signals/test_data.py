"""What cards say about training data; all cards here are made by hand."""

from __future__ import annotations

import pytest

from openness.record.evidence import Confidence
from openness.record.record import Look
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
    assert "org/one, org/two" in (ask("data.pretraining", made).note or "")


def test_a_name_that_everybody_knows_is_named_where_the_hub_shows_no_set_of_that_id() -> None:
    card = "---\ndatasets:\n- wikipedia\n- org/own\n---\n# Lodestar\n\nTrained from scratch.\n"
    made = record(card, datasets=(fact("wikipedia", Look.ABSENT), fact("org/own", Look.ABSENT)))
    assert value("data.pretraining", made) == "named"
    assert value("data.datasets_public", made) == 0


def test_data_described_beside_names_that_the_hub_does_not_show_tells_the_names() -> None:
    card = NAMED + "\n## Training data\n\nIt was trained on 600B tokens of web text that we filtered.\n"
    made = record(card, datasets=(fact("org/one", Look.ABSENT), fact("org/two", Look.ABSENT)))
    found = ask("data.pretraining", made)
    assert found.value == "described"
    assert "org/one, org/two" in (found.note or "")
    assert "without naming" not in (found.note or "")


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


def test_data_in_words_is_described_and_a_section_without_names_has_no_datasheet() -> None:
    card = "# Lodestar\n\nLodestar was pretrained on 2 trillion tokens of web text and code.\n"
    assert value("data.pretraining", card) == "described"
    assert value("data.datasheet", card) == "silent"
    assert value("data.datasets_named", card) == "silent"
    section = card + "\n## Training data\n\n" + "The data was collected on the web in many languages. " * 3 + "\n"
    assert value("data.datasheet", section) == "none"
    assert value("data.datasheet", "# L\n\nWe do not release the training data.\n") == "none"


def test_a_name_in_a_training_sentence_is_named_and_leads_somewhere_only_if_everybody_knows_it() -> None:
    card = "# Lodestar\n\nThe model was trained on The Pile and Wikipedia data.\n"
    assert value("data.pretraining", card) == "named"
    assert value("data.pretraining_links", card) == "all"
    card = "# Lodestar\n\nThe model was trained on LakeText-2 and the Harbour Speech corpus.\n"
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


def test_the_card_of_somebody_elses_data_set_is_no_datasheet_of_this_training() -> None:
    assert value("data.datasheet", record(NAMED, datasets=(fact("org/one", has_card=True),))) == "partial"
    other = record(NAMED, model="other/Lodestar-7B", datasets=(fact("org/one", has_card=True),))
    assert value("data.datasheet", other) == "silent"


@pytest.mark.parametrize(
    "sentence",
    [
        "You can fine-tune the model on your own dataset.",
        "Results of a model trained on the C4 dataset are given for comparison.",
        "Quantized inference uses less memory than the data type suggests, on any dataset.",
        "Memory constraints on most hardware limit the context to 32K tokens.",
        "Training uses fully sharded data parallelism.",
        "The languages follow the StackOverflow developer survey data.",
    ],
)
def test_sentences_on_other_things_are_no_training_data(sentence: str) -> None:
    assert value("data.pretraining", f"# Lodestar\n\n{sentence}\n") == "silent"


def test_a_name_beside_its_link_a_part_and_a_translation_of_it_are_not_counted_again() -> None:
    card = (
        "# L\n\n## Training data\n\n- [OpenAssistant Conversations Dataset](https://huggingface.co/datasets/org/oasst1)\n\n"
        "It contains the OpenAssistant Conversations in German, and data such as Wikipedia.\n\n"
        "| set | tokens |\n|---|---|\n| oasst1 translated, with C4 | 3 |\n"
    )
    assert value("data.pretraining_links", card) == "all"


@pytest.mark.parametrize(
    "more",
    [
        "It was also trained on our internal web dataset.",
        "The data sources included high quality code data extracted from public sources.",
        "## Private datasets\n\nGlobal Chats, bought from a vendor of data.",
        "In addition, we collected two datasets from our forum for training.",
    ],
)
def test_where_other_data_is_spoken_of_not_all_is_pointed_at(more: str) -> None:
    card = "# L\n\n## Training data\n\nTrained on [One](https://huggingface.co/datasets/org/one).\n\n"
    assert value("data.pretraining_links", card) == "all"
    assert value("data.pretraining_links", f"{card}{more}\n") == "some"


def test_a_tuned_models_corpora_and_trillions_of_tokens_were_its_bases() -> None:
    card = "# Lodestar Chat\n\nThese models are trained on the Dolma dataset.\n"
    assert value("data.pretraining", record(card, model="org/Lodestar-7B-Chat")) == "named"
    scale = "# Lodestar Chat\n\nThe training data totals 4.9 trillion tokens of web pages.\n"
    assert value("data.pretraining", record(scale, model="org/Lodestar-7B-Chat")) == "described"
    tuned = "# Lodestar Chat\n\nIt was fine-tuned on 2B tokens of instruction data.\n"
    assert value("data.posttraining", record(tuned, model="org/Lodestar-7B-Chat")) == "described"


def test_a_card_that_does_not_know_its_bases_data_says_that_it_is_not_disclosed() -> None:
    card = "# Lodestar Chat\n\nIt is unknown what the composition of the corpus used to train the base model was.\n"
    assert value("data.pretraining", record(card, model="org/Lodestar-7B-Chat")) == "withheld"


def test_what_is_said_of_siblings_is_not_said_of_this_model() -> None:
    card = (
        "# L\n\n## Models finetuned off Lodestar\n\n"
        "- Lodestar-Chat, trained on the [Chats dataset](https://huggingface.co/datasets/org/chats) with 8 A100 GPUs\n"
    )
    assert value("data.datasets_named", card) == "silent"
    assert value("hardware.machines", card) == "silent"


def test_a_name_in_the_text_that_the_metadata_declares_is_pointed_at() -> None:
    card = "---\ndatasets:\n- mc4\n---\n# L\n\nThe model was trained on mC4 data.\n"
    assert value("data.pretraining_links", card) == "all"


def test_a_bare_address_in_a_list_of_data_goes_by_the_words_before_it() -> None:
    card = "# L\n\n## Training data\n\nTrained on these datasets:\n\n- Sunspots: https://example.org/records/4654722\n"
    assert value("data.pretraining", card) == "named"
    assert value("data.pretraining_links", card) == "all"


def test_data_made_with_another_model_is_data_of_this_one() -> None:
    card = "# L\n\nThis is a 7B model finetuned on a mixture of instruction datasets (Dolly-15k and GPT4-Alpaca).\n"
    assert value("data.posttraining", card) == "named"
    assert value("data.pretraining", "# L\n\nChatGPT was trained on a corpus of web text.\n") == "silent"


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The model was pre-trained on a large amount of text from the web.", "described"),
        ("The model was trained on 4.5M hours of unlabeled audio data.", "described"),
        ("The training data is detailed in the paper.", "silent"),
        ("The data used for training can be found [here](https://lake.example.org/data).", "silent"),
        ("It was trained on the emotion dataset.", "silent"),
        ("A classifier could be trained with only unlabeled data.", "silent"),
        ("This model was trained in a framework for 7 hours on one machine.", "silent"),
        ("It was trained on LakeText-2.", "named"),
        ("It was trained on [lake pairs](https://kaggle.com/datasets/made/lake-pairs).", "named"),
    ],
)
def test_data_is_described_only_where_no_word_may_name_it_or_lead_to_its_name(sentence: str, answer: str) -> None:
    assert value("data.pretraining", f"# Lodestar\n\n{sentence}\n") == answer


def test_a_set_named_again_beside_its_link_is_one_set() -> None:
    card = "# L\n\nTrained on the [made/the-lake-dedup](https://huggingface.co/datasets/made/the-lake-dedup) set.\n"
    assert value("data.pretraining_links", card + "\nIt is trained on the Lake Dedup v1.2 dataset.\n") == "all"
    assert value("data.pretraining_links", card + "\nIt is trained on the Moor Songs dataset too.\n") == "some"


@pytest.mark.parametrize(
    "section",
    [
        "## Training data\n\nNot disclosed.",
        "## Training Data\n\n*Undisclosed*",
        "## Training data\n\nConfidential.",
        "## Trainingsdaten\n\nNicht öffentlich.",
        "## Données d'entraînement\n\nNon divulgué.",
        "## 学習データ\n\n非公開",
        "## 训练数据\n\n未公开。",
    ],
)
def test_an_answer_of_a_word_in_a_section_on_the_data_keeps_it_back(section: str) -> None:
    assert value("data.pretraining", record(f"# Lodestar\n\n{section}\n")) == "withheld"


@pytest.mark.parametrize(
    "text",
    [
        "## Evaluation data\n\nNot disclosed.",
        "## Hardware\n\nNot disclosed.",
        "The training data holds no confidential data.",
        "It was trained on data that is not confidential.",
        "Do not enter confidential data.",
    ],
)
def test_what_else_is_kept_back_or_said_to_be_in_no_data_withholds_none(text: str) -> None:
    assert value("data.pretraining", record(f"# Lodestar\n\n{text}\n")) != "withheld"
