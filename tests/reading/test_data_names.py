"""Names of data sets by how a sentence is built: seen and unseen names alike, and what is no name."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.data_names import is_for_tests, is_written_name, listed_name, name_of, names_in


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("It was trained on LakeText[1], Moor, [Dunes], and a forum segment of the Heath corpus[2].", 3),
        ("Fine-tuned on the Harbour Speech dataset and Tide-2 for ten epochs.", ["Harbour Speech", "Tide-2"]),
        ("Training data: Aurora-2, LakeSet v1.1 and our own recordings", ["Aurora-2", "LakeSet v1.1"]),
        ("We train the encoder on 1.2B images from the SKY-2B subset.", ["SKY-2B"]),
        ("Pretrained on 1.4T tokens of LakeText and DuneWeb-1T in March 2023.", ["LakeText", "DuneWeb-1T"]),
        ("The training set is a combination of OWL1, Fox-15k, and Hare4All.", ["OWL1", "Fox-15k", "Hare4All"]),
        ("The model was tuned on `lake_pairs` with a small learning rate.", ["lake_pairs"]),
        ("It was trained on made/lake-pairs.", ["made/lake-pairs"]),
    ],
)
def test_what_follows_the_words_of_training_is_named(sentence: str, names: list[str] | int) -> None:
    found = names_in(sentence)
    if isinstance(names, int):
        assert len(found) >= names
    else:
        assert list(found) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Trained on 8 NVIDIA A100 GPUs for 3 days using PyTorch.",
        "It was trained on a large amount of text from the internet.",
        "The model was trained with Supervised Fine-Tuning and AdamW.",
        "It was trained on English, German and French texts.",
        "Fine-tuned with a learning rate of 2e-5 on TPUs.",
        "It was trained on a set similar to LakeText.",
        "The network was trained by the Lake University team.",
        "We trained it on LAKE Booster, which consists of 900 compute nodes.",
        "The weather is fine in Lakeside.",
        "",
    ],
)
def test_machines_languages_methods_and_plain_words_are_no_names(sentence: str) -> None:
    assert names_in(sentence) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("**LakeText**: 40 GB of forum texts", "LakeText"),
        ("Lake-Pairs (12k rows)", "Lake-Pairs"),
        ("made/lake-pairs - questions and answers", "made/lake-pairs"),
        ("Size: 12,000 training samples", None),
        ("pre-processing: normalised with a tool", None),
        ("B-PER | beginning of a name", None),
        ("texts that people wrote themselves in the evening after work", None),
    ],
)
def test_a_list_item_begins_with_its_name(text: str, name: str | None) -> None:
    assert listed_name(text) == name


def test_a_link_is_a_name_if_it_is_written_like_one() -> None:
    assert is_written_name("LakeText")
    assert is_written_name("lake-pairs")
    assert not is_written_name("this page")
    assert not is_written_name("lake.zip")
    assert is_for_tests("lake_evaluation_suite")
    assert not is_for_tests("LakeText")


@given(st.text(max_size=400))
def test_any_text_is_read_in_bounded_time_and_names_stand_in_it(text: str) -> None:
    started = time.process_time()
    found = names_in("trained on " + text)
    assert time.process_time() - started < 2
    assert all(2 <= len(name) <= 90 for name in found)


def test_long_hostile_texts_cost_little() -> None:
    started = time.process_time()
    for text in ("Trained on " + "A " * 5_000, "Trained on " + "(" * 5_000, "A-" * 5_000 + " dataset", "and " * 5_000):
        names_in(text)
        name_of(text)
        listed_name(text)
    assert time.process_time() - started < 3
