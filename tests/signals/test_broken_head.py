"""A head that is not valid YAML could not be read: that is never told as the publisher's silence."""

from __future__ import annotations

import pytest

from openness.record.evidence import Confidence, Outcome
from openness.record.record import Record
from openness.signals import extract

HEADS = {
    "a colon": "license: mit\nwidget:\n- text: Question: why?",
    "a tab": "license: mit\nlanguage:\n\t- en",
    "open brackets": "license: mit\ntags: [one, two",
    "an alias": "license: mit\nlanguage: *all",
}
TEXT = "\n---\n\n# M\n\nA model made for a test, with a few words so that it counts as a card with a text of its own.\n"
NEED = (
    *("licence.weights", "licence.open", "licence.commercial", "languages.declared", "evaluation.metadata"),
    *("data.pretraining", "data.posttraining", "data.datasets_named", "data.pretraining_links"),
)


def record(head: str, **body: object) -> Record:
    return Record.model_validate(
        {
            "body": {"id": "made/one", "siblings": [{"rfilename": "model.safetensors"}], **body},
            "origin": "made",
            "files_look": "read",
            "card": {"path": "README.md", "look": "read", "text": f"---\n{head}{TEXT}"},
        }
    )


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_what_metadata_would_tell_is_unreadable_with_the_reason(head: str) -> None:
    evidence = extract(record(head))
    for signal in NEED:
        assert evidence[signal].outcome is Outcome.UNREADABLE, signal
        assert "front matter" in (evidence[signal].note or ""), signal
        assert "told" not in (evidence[signal].note or "") or "may be told" in (evidence[signal].note or ""), signal
    assert evidence["lineage.base"].outcome is Outcome.UNREADABLE


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_what_the_hub_could_read_is_an_answer(head: str) -> None:
    evidence = extract(record(head, tags=["license:mit", "en"]))
    assert evidence["licence.weights"].value == "mit"
    assert evidence["languages.declared"].value == ("en",)


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_data_that_the_text_or_the_hub_names_is_an_answer_all_the_same(head: str) -> None:
    told = record(head, tags=["dataset:made/corpus"])
    assert extract(told)["data.pretraining"].value == "named"
    card = "# M\n\n## Training data\n\nIt was trained on [a corpus](https://huggingface.co/datasets/made/corpus).\n"
    written = Record.model_validate(
        {**told.model_dump(), "card": {"path": "README.md", "look": "read", "text": f"---\n{head}\n---\n\n{card}"}}
    )
    assert extract(written)["data.pretraining"].value == "named"


def test_a_plain_line_with_a_base_is_a_hint_of_low_confidence() -> None:
    found = extract(record(HEADS["a tab"] + "\nbase_model: made/base"))["lineage.base"]
    assert (found.value, found.confidence, found.sources[0].line) == ("made/base", Confidence.LOW, 5)


@pytest.mark.parametrize(
    ("head", "value", "confidence"),
    [
        ("licence: cc-by-nc-4.0", "cc-by-nc-4.0", Confidence.MEDIUM),
        ("licenses:\n- cc-by-4.0", "cc-by-4.0", Confidence.MEDIUM),
        ("License: mit", "mit", Confidence.MEDIUM),
        ("license: mit", "mit", Confidence.HIGH),
    ],
)
def test_a_key_that_people_write_otherwise_is_read_with_less_confidence(
    head: str, value: str, confidence: Confidence
) -> None:
    found = extract(record(head))["licence.weights"]
    assert (found.value, found.confidence) == (value, confidence)
