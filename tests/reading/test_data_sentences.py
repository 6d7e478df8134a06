"""What one sentence tells of training data: kept back, more than names, a description, parts, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.reading.data_sentences import Told, told_in
from openness.words import Meaning, says

DATA, TRAINING, NONE = frozenset({"data"}), frozenset({"training"}), frozenset[str]()
LIMITS = frozenset({"limitations"})


def told(text: str, topics: frozenset[str] = NONE, title: str = "", *, after_link: bool = False) -> Told | None:
    sentences = parse_card(f"{text}\n").sentences
    return told_in(sentences[0], topics, title, after_link=after_link)


@pytest.mark.parametrize(
    ("text", "topics", "found"),
    [
        ("The training data is not released.", NONE, Told(withheld=True)),
        ("The training data is not released.", LIMITS, Told(withheld=True)),
        ("训练数据未公开。", NONE, Told(withheld=True)),
        ("It was trained on LakeSet.", NONE, Told()),
        ("It was trained on two million documents.", NONE, Told(describes=True)),
        ("It was trained on two million documents.", LIMITS, Told()),
        ("It was trained on proprietary data.", NONE, Told(more=True, describes=True)),
        ("It was trained on proprietary data.", LIMITS, Told()),
        ("It was trained on proprietary data.", DATA | LIMITS, Told(more=True, describes=True)),
        ("LakeSet: letters", DATA, Told()),
        ("There are eight hundred hours of speech from old radio shows.", DATA, Told(describes=True)),
        ("There are many kind people in the old village by the lake.", DATA, Told()),
        ("Hours of speech.", DATA, Told()),
        ("We used LakeSet.", TRAINING, Told()),
        ("We used LakeSet.", NONE, None),
        ("We like data.", NONE, None),
        ("Hello.", NONE, None),
        ("Hello.", TRAINING, None),
    ],
)
def test_a_sentence_is_told_by_its_words_and_its_section(text: str, topics: frozenset[str], found: Told | None) -> None:
    assert told(text, topics) == found


@pytest.mark.parametrize("topics", [NONE, DATA, TRAINING])
@pytest.mark.parametrize(
    "text",
    [
        "It was calibrated on LakeSet data.",
        "The imatrix data is LakeSet.",
        "It was not trained on LakeSet.",
        "It was never fine-tuned with the data of LakeSet.",
        "The data was used only for testing.",
        "ChatGPT was trained on the data of LakeSet.",
        "You can train it on your data.",
        "Results of the data.",
        "The benchmark data is LakeSet.",
        "The data of the training will be released soon.",
    ],
)
def test_what_was_not_learnt_from_tells_nothing_in_any_section(text: str, topics: frozenset[str]) -> None:
    assert told(text, topics) is None


@pytest.mark.parametrize(
    ("title", "topics", "more", "private"),
    [
        ("private training data", DATA, True, True),
        ("private training data", NONE, False, True),
        ("training data", DATA, False, False),
        ("", DATA, False, False),
    ],
)
def test_under_a_heading_on_private_data_every_sentence_tells_of_more(title: str, topics: frozenset[str], more: bool, private: bool) -> None:  # fmt: skip
    found = told("It was trained on letters with data.", topics, title)
    assert found is not None
    assert (found.more, found.private) == (more, private)


@pytest.mark.parametrize(
    ("topics", "after_link", "parts"),
    [(DATA, True, True), (DATA, False, False), (TRAINING, True, False), (NONE, True, False)],
)
def test_parts_are_those_of_a_set_linked_before_in_a_section_on_data(topics: frozenset[str], after_link: bool, parts: bool) -> None:  # fmt: skip
    found = told("It contains proprietary data and texts of training.", topics, after_link=after_link)
    assert (found is not None and found.parts) is parts
    assert not (parts and found is not None and found.more)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("it was not trained on letters", True),
        ("it has never been fine-tuned with letters", True),
        ("it wasn't pre-trained on letters", True),
        ("it hasn’t been tuned with letters", True),
        ("used solely for validation", True),
        ("exclusively for benchmarking", True),
        ("it was trained on letters", False),
        ("used for training only", False),
        ("", False),
    ],
)
def test_denials_of_training_are_seen(text: str, said: bool) -> None:
    assert (says(Meaning.NOT_TRAINED_ON, text) is not None) is said


@given(st.text(min_size=1, max_size=300), st.sampled_from([NONE, DATA, TRAINING, LIMITS, DATA | LIMITS]), st.booleans())
def test_any_sentence_tells_one_thing_or_nothing(text: str, topics: frozenset[str], after_link: bool) -> None:
    for sentence in parse_card(text).sentences:
        found = told_in(sentence, topics, "private data", after_link=after_link)
        if found is not None and found.withheld:
            assert found == Told(withheld=True)
        if found is not None and found.parts:
            assert not found.more
