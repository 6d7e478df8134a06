"""Names that everybody in the field knows: frameworks, papers of libraries, public data sets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.known import CORPUS_NAME, DATASET_NAME, FRAMEWORKS, LIBRARY_PAPER


@pytest.mark.parametrize("name", ["transformers", "megatron-lm", "axolotl", "llama.cpp", "vllm", "nemo", "mergekit"])
def test_a_framework_is_known(name: str) -> None:
    assert name in FRAMEWORKS


def test_frameworks_are_written_as_repositories_are_compared() -> None:
    assert all(name == name.lower() and "/" not in name and name.strip() == name for name in FRAMEWORKS)


@pytest.mark.parametrize(
    "name",
    [
        "common crawl",
        "commoncrawl",
        "the pile",
        "pile dataset",
        "c4",
        "mc4",
        "cc-100",
        "cc100",
        "cc-news",
        "oscar",
        "refinedweb",
        "fineweb",
        "fineweb-edu",
        "fineweb-2",
        "dolma",
        "redpajama",
        "redpajama-data-v2",
        "slimpajama",
        "wikipedia",
        "bookcorpus",
        "project gutenberg",
        "openwebtext2",
        "the stack",
        "the stack v2",
        "starcoderdata",
        "stack exchange",
        "stackoverflow",
        "laion-5b",
        "laion aesthetics",
        "coyo-700m",
        "ms coco",
        "imagenet-1k",
        "librispeech",
        "common voice",
        "voxpopuli",
        "europarl",
        "opensubtitles",
        "wmt14",
        "oasst1",
        "databricks-dolly-15k",
        "flan",
        "flan collection",
        "alpaca data",
        "sharegpt",
        "ultrachat_200k",
        "hh-rlhf",
        "openorca",
        "gsm8k train",
        "pes2o",
        "squad",
        "ms marco",
        "conll-2003",
    ],
)
def test_a_public_data_set_is_recognised_in_a_sentence(name: str) -> None:
    found = DATASET_NAME.search(f"it was trained on {name}, and more")
    assert found is not None
    assert name.startswith(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "it was trained on letters",
        "a pile of stones",
        "oscars night",
        "x/wikipedia",
        "my-wikipedia",
        "flanders",
        "squadron",
        "cocoa",
        "the stackable chair",
        "alpaca wool",
        "stack overflow survey",
        "stack overflow developer survey",
        "",
    ],
)
def test_other_words_are_no_public_data_set(text: str) -> None:
    assert DATASET_NAME.search(text) is None


@pytest.mark.parametrize(
    "name", ["the pile", "common crawl", "c4", "mc4", "oscar", "fineweb-edu", "dolma", "the stack"]
)
def test_a_corpus_of_raw_text_is_known(name: str) -> None:
    assert CORPUS_NAME.fullmatch(name) is not None


@pytest.mark.parametrize("name", ["squad", "sharegpt", "hh-rlhf", "imagenet", "wikipedia", "lakeset", ""])
def test_what_one_tunes_or_tests_on_is_no_such_corpus(name: str) -> None:
    assert CORPUS_NAME.fullmatch(name) is None


@pytest.mark.parametrize(
    ("title", "library"),
    [
        ("sentence-bert: sentence embeddings", True),
        ("attention is all you need", True),
        ("lora: low-rank adaptation of models", True),
        ("datasheets for datasets", True),
        ("model cards for model reporting", True),
        ("direct preference optimization", True),
        ("pytorch image models", True),
        ("lake-7b: a model of the lake", False),
        ("a survey of moors", False),
        ("", False),
    ],
)
def test_papers_of_libraries_are_nobodys_report(title: str, library: bool) -> None:
    assert (LIBRARY_PAPER.search(title) is not None) is library


@given(st.text(max_size=200).map(str.lower))
def test_any_text_is_read(text: str) -> None:
    found = DATASET_NAME.search(text)
    assert found is None or found[0] in text


@pytest.mark.parametrize("piece", ["laion", "flan ", "redpajama-", "the pile ", "imagenet-", "cc-"])
def test_long_hostile_texts_are_read(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert sum(1 for _ in DATASET_NAME.finditer(text)) <= len(text)
