"""Whether a model can be a general-purpose one, and whether all its data was seen to be public."""

from __future__ import annotations

import pytest

from openness.reading.reading import Reading
from openness.record.evidence import Outcome
from openness.record.record import DatasetFact, Look, Record
from openness.signals import SIGNALS
from tests.licences.made import record, row


def ask(signal: str, found: Record) -> tuple[object, Outcome]:
    answer = SIGNALS[signal].ask(Reading(found))
    return answer.value, answer.outcome


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        ("text-generation", "possible"),
        ("image-text-to-text", "possible"),
        ("text-to-image", "possible"),
        ("automatic-speech-recognition", "narrow"),
        ("object-detection", "narrow"),
        ("fill-mask", "narrow"),
        ("text-to-speech", None),
        ("made-up-task", None),
    ],
)
def test_by_the_task(task: str, expected: str | None) -> None:
    assert ask("model.general_purpose", row("a/b", pipeline=task))[0] == expected
    assert ask("model.general_purpose", record(card={"pipeline_tag": task}))[0] == expected


def test_without_a_task() -> None:
    assert ask("model.general_purpose", row("a/b")) == (None, Outcome.NOT_LOOKED)
    assert ask("model.general_purpose", row("a/b", "license:mit")) == (None, Outcome.SILENT)


def with_data(*facts: DatasetFact) -> Record:
    names = [fact.id for fact in facts]
    text = "---\ndatasets:\n" + "".join(f"- {name}\n" for name in names) + "---\n# M\n\nA model made from scratch.\n"
    return record(card={"datasets": names}, text=text, datasets=tuple(fact for fact in facts if fact.look is Look.READ))


def seen(name: str) -> DatasetFact:
    return DatasetFact(id=name, look=Look.READ, resolved_id=name, gated="none", private=False)


def test_all_data_seen_to_be_public() -> None:
    assert ask("data.all_seen_public", with_data(seen("house/texts"))) == (True, Outcome.ANSWERED)


def test_a_list_half_looked_up_is_not_all() -> None:
    found = with_data(seen("house/texts"), DatasetFact(id="house/more", look=Look.NOT_LOOKED))
    assert ask("data.pretraining", found)[0] in ("public", "partly_public")
    assert ask("data.all_seen_public", found)[0] is not True


def test_nothing_said_of_data_is_nothing_known() -> None:
    assert ask("data.all_seen_public", record(text="# M\n"))[0] is None
