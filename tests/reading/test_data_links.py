"""Which links of a card name a data set, and by what name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.card.address import read_address
from openness.reading.data_links import CITED, label_of, named_by, names_data
from openness.words import Meaning, says

PAGE = "https://example.org/lakes"


def names(markdown: str, *, in_data: bool = False) -> bool:
    card = parse_card(f"# Lodestar\n\n{markdown}\n")
    link = card.links[0]
    return names_data(card, link, read_address(link.url).kind, link.text.lower(), in_data=in_data)


@pytest.mark.parametrize(
    "markdown",
    [
        f"It was trained on [LakeSet]({PAGE}).",
        f"It was tuned on [Lake-Pairs]({PAGE}) and more.",
        f"We trained on the [Lake dataset]({PAGE}).",
        f"Trained on the [Lake corpus]({PAGE}).",
        f"The dataset is [common crawl]({PAGE}).",
        "It was trained on [LakeSet](https://github.com/made/lakeset).",
        "It was trained on [LakeSet](https://example.org/lakeset.pdf).",
    ],
)
def test_a_link_on_what_it_was_trained_names_a_set(markdown: str) -> None:
    assert names(markdown)


@pytest.mark.parametrize(
    "markdown",
    [f"- [LakeSet]({PAGE})", f"- [lakes of the north]({PAGE}): letters", f"| [LakeSet]({PAGE}) | 12k |\n|---|---|\n"],
)
def test_in_a_list_of_data_any_name_counts_and_elsewhere_none(markdown: str) -> None:
    assert names(markdown, in_data=True)
    assert not names(markdown, in_data=False)


@pytest.mark.parametrize(
    "words",
    [
        "paper",
        "this paper",
        "here",
        "this dataset",
        "link",
        "see the list",
        "siehe hier",
        "unsere Dokumentation",
        "voir la licence",
        "zobacz tutaj",
        "论文",
        "こちら",
        "license",
        "blog",
        "our data",
        "training code",
        "documentation",
        "the model",
        "data card",
        "terms",
        "more",
        "https://example.org",
        "x",
        "long name of a lake " * 10,
    ],
)
def test_words_that_are_no_name_name_nothing(words: str) -> None:
    assert not names(f"- It was trained on [{words}]({PAGE})", in_data=True)


def test_a_link_in_a_heading_names_nothing() -> None:
    assert not names(f"## [Lake dataset]({PAGE})", in_data=True)


@pytest.mark.parametrize(
    ("markdown", "name"),
    [
        (f"- [LakeSet]({PAGE})", "LakeSet"),
        (f"- LakeSet: [Moor et al. 2021]({PAGE})", "LakeSet"),
        (f"- **LakeSet** ([Moor and Hill, 2021]({PAGE}))", "LakeSet"),
        ("- [here](https://zenodo.org/records/123)", "123"),
        ("- [this page](https://www.kaggle.com/datasets/made/lakes/)", "lakes"),
        ("- [Lakes](https://zenodo.org/records/123)", "Lakes"),
        (f"- [{'lake ' * 60}]({PAGE})", ("lake " * 60)[:120]),
    ],
)
def test_a_set_is_called_by_the_words_of_its_link_or_what_stands_before_a_citation(markdown: str, name: str) -> None:
    card = parse_card(f"# Lodestar\n\n{markdown}\n")
    link = card.links[0]
    assert named_by(card, link, link.text).strip() == name.strip()


@pytest.mark.parametrize(
    ("markdown", "in_data", "label"),
    [
        (f"- Sunspots: {PAGE}", True, "Sunspots"),
        (f"- Sunspots – {PAGE}", True, "Sunspots"),
        (f"- {PAGE}", True, ""),
        (f"- Sunspots: {PAGE}", False, ""),
        (f"Sunspots: {PAGE}", True, ""),
    ],
)
def test_a_bare_address_in_a_list_of_data_has_the_label_before_it(markdown: str, in_data: bool, label: str) -> None:
    card = parse_card(f"# Lodestar\n\n{markdown}\n")
    assert label_of(card, card.links[0], in_data=in_data) == label


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Moor et al. 2021", True),
        ("Moor and Hill, 2021", True),
        ("Moor & Hill (2021)", True),
        ("[Moor, 2021]", True),
        ("LakeSet Moor et al.", True),
        ("LakeSet", False),
        ("lake 2021", False),
        ("", False),
    ],
)
def test_a_citation_is_told_from_a_name(text: str, cited: bool) -> None:
    assert (CITED.search(text) is not None) is cited


@pytest.mark.parametrize("text", ["trained", "tuning", "aligned", "distilled", "学習", "训练"])
def test_words_of_making_are_seen(text: str) -> None:
    assert says(Meaning.MAKES, text) is not None


@given(st.text(max_size=200), st.booleans())
def test_any_link_is_answered(text: str, in_data: bool) -> None:
    card = parse_card(f"{text} [Lake {text}]({PAGE}) {text}")
    for link in card.links:
        assert names_data(card, link, "page", link.text.lower(), in_data=in_data) in (True, False)
        assert len(named_by(card, link, link.text)) <= 120
        assert isinstance(label_of(card, link, in_data=in_data), str)


@pytest.mark.parametrize("piece", ["A", "Moor and ", "Moor et al ", "( ", "2021 "])
def test_long_hostile_words_are_read(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert CITED.sub("", text) is not None
