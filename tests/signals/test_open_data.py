"""Whether all data seen in training can be had: both stages, and only what was looked up."""

from __future__ import annotations

import pytest

from openness.record.evidence import Confidence
from openness.record.record import DatasetFact, Look
from tests.signals.made_cards import ask, fact, record, value

SIGNAL = "data.all_seen_public"
PRE = "## Pretraining data\n\nPretrained on [A](https://huggingface.co/datasets/org/a).\n\n"
POST = "## Fine-tuning data\n\nFine-tuned on [B](https://huggingface.co/datasets/org/b).\n\n"
WITHHELD = "## Training data\n\nWe do not disclose the pretraining data.\n\n"


def public(name: str) -> DatasetFact:
    return fact(name, sha="a" * 40, gated=False, has_card=True)


def test_what_was_said_to_be_kept_back_decides_whatever_else_is_unknown() -> None:
    found = ask(SIGNAL, f"# L\n\n{WITHHELD}")
    assert found.value is False
    assert found.sources == ask("data.pretraining", f"# L\n\n{WITHHELD}").sources


@pytest.mark.parametrize("card", ["# L\n\nA model.\n", "# L\n"])
def test_silence_on_a_stage_leaves_it_unknown(card: str) -> None:
    assert value(SIGNAL, card) == "silent"


@pytest.mark.parametrize(
    ("look", "outcome"), [(None, "not_looked"), (Look.REFUSED, "unreadable"), (Look.FAILED, "unreadable")]
)
def test_no_card_is_unknown_in_its_own_way(look: Look | None, outcome: str) -> None:
    assert value(SIGNAL, record(look=look)) == outcome


def test_both_stages_public_and_looked_up_are_true_with_medium_confidence() -> None:
    made = record(f"# L\n\n{PRE}{POST}", datasets=(public("org/a"), public("org/b")))
    stages = [ask(f"data.{stage}", made) for stage in ("pretraining", "posttraining")]
    found = ask(SIGNAL, made)
    assert (found.value, found.confidence) == (True, Confidence.MEDIUM)
    assert set(found.sources) == {source for item in stages for source in item.sources}


def test_data_sets_that_nobody_looked_up_are_no_open_data() -> None:
    assert value(SIGNAL, f"# L\n\n{PRE}{POST}") != True  # noqa: E712 - the outcome of an unknown is text


def test_a_set_that_is_not_there_is_not_public() -> None:
    facts = (fact("org/a", look=Look.ABSENT), public("org/b"))
    assert value(SIGNAL, record(f"# L\n\n{PRE}{POST}", datasets=facts)) != True  # noqa: E712


def test_sets_half_looked_up_are_neither_open_nor_not() -> None:
    half = f"# L\n\n{PRE}{POST}\n\nPretrained on [C](https://huggingface.co/datasets/org/c), too.\n"
    made = record(half, datasets=(public("org/a"), public("org/b")))
    assert value("data.pretraining", made) == "partly_public"
    assert value(SIGNAL, made) == "silent"
    seen = record(half, datasets=(public("org/a"), public("org/b"), public("org/c")))
    assert (value("data.pretraining", seen), value(SIGNAL, seen)) == ("public", True)
    gated = record(half, datasets=(public("org/a"), public("org/b"), fact("org/c", gated="manual")))
    assert value(SIGNAL, gated) is False


def test_one_public_set_of_many_is_no_public_data() -> None:
    named = ", ".join(f"[{name}](https://huggingface.co/datasets/org/{name})" for name in "abcdef")
    found = ask("data.posttraining", record(f"# L\n\n## Fine-tuning data\n\n{named}\n", datasets=(public("org/a"),)))
    assert found.value == "partly_public"
    assert found.note == "1 of 6 named data sets are public. Nobody has looked at 5 others."


def test_sets_looked_up_and_not_to_be_had_are_not_said_to_be_unseen() -> None:
    made = record(f"# L\n\n{POST}", datasets=(fact("org/b", look=Look.ABSENT),))
    assert "nobody has looked" not in (ask("data.posttraining", made).note or "")
