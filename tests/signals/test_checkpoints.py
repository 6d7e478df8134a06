"""Checkpoints from the middle of training: folders, code and words; all records here are made by hand."""

from __future__ import annotations

import pytest

from openness.record.evidence import Confidence, Method
from openness.record.record import Look
from tests.signals.made_cards import ask, record, value

SIGNAL = "weights.checkpoints"


@pytest.mark.parametrize(
    ("files", "answer"),
    [
        (("step-100/model.safetensors", "step-200/model.safetensors"), "published"),
        (("checkpoint-1/a.safetensors", "checkpoint-2/a.safetensors", "model.safetensors"), "published"),
        (("checkpoint-1/a.safetensors",), "silent"),  # one is left over
        (("checkpoint-1/a.safetensors", "checkpoint-1/b.safetensors"), "silent"),
        (("checkpoint-1/config.json", "checkpoint-2/config.json"), "silent"),  # no weights in them
        (("model.safetensors",), "silent"),
        ((), "silent"),
    ],
)
def test_two_folders_with_weights_are_checkpoints(files: tuple[str, ...], answer: str) -> None:
    assert value(SIGNAL, record(files=files)) == answer


def test_folders_are_counted_and_three_shown() -> None:
    found = ask(SIGNAL, record(files=tuple(f"checkpoint-{number}/m.safetensors" for number in range(1, 8))))
    assert (found.method, found.confidence) == (Method.FILES, Confidence.MEDIUM)
    assert found.note == "7 folders of checkpoints hold weights."
    assert len(found.sources) == 3


@pytest.mark.parametrize(
    "code",
    [
        'load("org/m", revision="step1000")',
        "load('org/m', revision='checkpoint-20')",
        'load("org/m", revision = "stage1-step500-tokens2B")',
        'load("org/m", revision="iter_30")',
        'load("org/m",\n     revision="ckpt-7")',
    ],
)
def test_code_that_loads_one_shows_that_they_are_there(code: str) -> None:
    found = ask(SIGNAL, f"# L\n\n```python\n{code}\n```\n")
    assert (found.value, found.method) == ("published", Method.CARD)
    assert found.sources[0].line == 4 + code.count("\n")


@pytest.mark.parametrize(
    "code",
    [
        'load("org/m", revision="main")',
        'load("org/m", revision="v1.0")',
        'load("step-1")',
        'print("revision step1000")',
    ],
)
def test_other_code_shows_none(code: str) -> None:
    assert value(SIGNAL, f"# L\n\n```python\n{code}\n```\n") == "silent"


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("All intermediate checkpoints are available as branches.", "published"),
        ("We publish the pre-training checkpoints every 1,000 steps.", "published"),
        ("Training checkpoints can be downloaded from the hub.", "published"),
        ("We share partial model checkpoints.", "published"),
        ("Intermediate checkpoints are not available.", "withheld"),
        ("We cannot share intermediate checkpoints.", "withheld"),
        ("We don't provide the training checkpoints.", "withheld"),
        ("Intermediate checkpoints will be released later.", "silent"),
        ("Intermediate checkpoints were averaged.", "silent"),
        ("The checkpoint is available.", "silent"),  # the model itself
        ("It starts from a released checkpoint.", "silent"),
    ],
)
def test_a_plain_sentence_decides_and_a_promise_does_not(sentence: str, answer: str) -> None:
    assert value(SIGNAL, f"# L\n\n{sentence}\n") == answer


@pytest.mark.parametrize(
    ("look", "outcome"),
    [(None, "not_looked"), (Look.ABSENT, "silent"), (Look.REFUSED, "unreadable"), (Look.FAILED, "unreadable")],
)
def test_no_card_is_unknown_in_its_own_way(look: Look | None, outcome: str) -> None:
    assert value(SIGNAL, record(look=look)) == outcome


def test_a_line_of_a_megabyte_is_cut_before_it_is_read() -> None:
    line = "x" * 1_000_000 + 'revision="step1"'
    assert value(SIGNAL, f"# L\n\n```\nrevision\n{line}\n```\n") == "silent"
