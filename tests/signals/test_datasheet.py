"""Datasheets, summaries and how well data is documented; all cards here are made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.record.evidence import Method
from openness.record.record import Look
from tests.signals.made_cards import ask, fact, record, value

SHEET, SUMMARY, DOCUMENTED = "data.datasheet", "data.summary", "data.documentation"
FILLING = "It holds pages of many kinds that we chose with care over a long time and kept in good order. " * 3


@pytest.mark.parametrize(
    "link",
    [
        "[Datasheet](https://example.org/x.pdf)",
        "[data sheet](docs/sheet.pdf)",
        "[here](https://example.org/data_statement.md)",
        "[Data Card](https://example.org/card)",
        "[sheet](https://example.org/datasheets-for-datasets)",
        "[Public summary of the training content](https://example.org/s)",
    ],
)
def test_a_link_by_that_name_is_a_full_sheet(link: str) -> None:
    found = ask(SHEET, f"# L\n\nSee {link}.\n")
    assert (found.value, found.sources[0].line) == ("full", 3)
    assert value(DOCUMENTED, f"# L\n\nSee {link}.\n") == "full"


@pytest.mark.parametrize(
    "text",
    [
        "See the datasheet.",  # no link
        "![datasheet](https://example.org/x.png)",
        "[datasheet of the GPU](https://example.org/x.pdf)",
        "[data](https://example.org/x.csv)",
        "[database](https://example.org/sheet)",
    ],
)
def test_other_words_and_links_are_no_sheet(text: str) -> None:
    assert value(SHEET, f"# L\n\n{text}\n") == "silent"


@pytest.mark.parametrize(
    ("owner", "told", "answer"),
    [
        ("org", {"has_card": True}, "partial"),
        ("ORG", {"has_card": True}, "partial"),
        ("org", {"has_card": False}, "silent"),
        ("org", {}, "silent"),
        ("else", {"has_card": True}, "silent"),  # a card that others wrote
    ],
)
def test_the_publishers_own_data_set_with_a_card_is_a_part(owner: str, told: dict[str, object], answer: str) -> None:
    card = f"---\ndatasets:\n- {owner}/texts\n---\n# L\n"
    made = record(card, datasets=(fact(f"{owner}/texts", **told),))  # type: ignore[arg-type]
    assert value(SHEET, made) == answer
    if answer == "partial":
        assert [source.repository for source in ask(SHEET, made).sources] == [None, f"datasets/{owner}/texts"]


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("# L\n\nWe do not disclose the training data.\n", "none"),
        (f"# L\n\n## Training data\n\nThe training data was collected from the web. {FILLING}\n", "none"),
        ("# L\n\n## Training data\n\n[More Information Needed]\n", "silent"),
        ("# L\n\nA model.\n", "silent"),
    ],
)
def test_a_card_that_tells_of_data_and_names_none_has_no_sheet(card: str, answer: str) -> None:
    assert value(SHEET, card) == answer


@pytest.mark.parametrize("signal", [SHEET, SUMMARY, DOCUMENTED])
@pytest.mark.parametrize(
    ("look", "outcome"),
    [(None, "not_looked"), (Look.REFUSED, "unreadable"), (Look.FAILED, "unreadable"), (Look.ABSENT, "silent")],
)
def test_no_card_is_unknown_in_its_own_way(signal: str, look: Look | None, outcome: str) -> None:
    assert value(signal, record(look=look)) == outcome


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("[Training data summary](https://example.org/s)", "linked"),
        ("[x](https://example.org/summary-of-training-data)", "linked"),
        ("[Article 53 disclosure](https://example.org/s)", "linked"),
        ("[Résumé public du contenu](https://example.org/s)", "linked"),
        ("The summary of the training data is [here](https://example.org/s).", "linked"),
        ("A training data summary is not provided.", "withheld"),
        ("We do not publish a public summary of the training content.", "withheld"),
        ("A public summary of training content will be published soon.", "silent"),
        ("The public summary of training content matters.", "silent"),
        ("In summary, it was trained on data.", "silent"),
        ("A model.", "silent"),
    ],
)
def test_a_summary_is_linked_withheld_or_not_spoken_of(text: str, answer: str) -> None:
    assert value(SUMMARY, f"# L\n\n{text}\n") == answer


LINKED = "Trained on [Texts](https://huggingface.co/datasets/some/texts)"


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (f"# L\n\n## Pretraining data\n\n{LINKED}.\n", "full"),
        ("---\ndatasets:\n- some/texts\n---\n# L\n", "silent"),  # named, not described
        (
            "---\ndatasets:\n- some/texts\n---\n# L\n\n## Training data\n\nIt holds 2 million documents of the web in English.\n",
            "partial",
        ),
        (
            "# L\n\n## Training data\n\nTrained on 2 trillion tokens of web pages, filtered and deduplicated.\n",
            "partial",
        ),
        ("# L\n\nThe training data is not disclosed.\n", "none"),
        ("# L\n\nA model.\n", "silent"),
        ("# L\n\n## Training data\n\n[More Information Needed]\n", "silent"),
        ("# L\n\n## Evaluation data\n\nEvaluated on 2 million documents of the web in English.\n", "silent"),
    ],
)
def test_how_well_data_is_documented(card: str, answer: str) -> None:
    assert value(DOCUMENTED, card) == answer


def test_what_closes_is_the_publishers_own_sentence() -> None:
    found = ask(DOCUMENTED, "# L\n\nA model.\n\nThe training data is not disclosed.\n")
    assert (found.value, found.method, found.sources[0].line) == ("none", Method.CARD, 5)


@given(st.text(max_size=200))
def test_any_card_is_answered_or_unknown_and_never_closed_without_words_on_data(text: str) -> None:
    for signal in (SHEET, SUMMARY, DOCUMENTED):
        found = ask(signal, text)
        assert found.value is None or found.sources
        if "data" not in text.lower() and text.isascii():
            assert found.value not in ("none", "withheld")
