"""How the weights of a base can be had, where nobody looked and where somebody did; all records are made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Method, Outcome
from openness.record.record import BaseFact, Look, ModelBody, Record, TextFile
from openness.signals import SIGNALS

OPEN: dict[str, Any] = {"siblings": [{"rfilename": "model.safetensors"}], "gated": False}
EMPTY: dict[str, Any] = {"siblings": [{"rfilename": "README.md"}], "gated": False}
PART: dict[str, Any] = {"siblings": [{"rfilename": "model-00001-of-00002.safetensors"}], "gated": False}
OF_BASE = "---\nbase_model: made/Star-7B\n---\n# M\n\n"


def base(look: Look = Look.READ, **body: Any) -> BaseFact:
    told = ModelBody.model_validate({"id": "made/Star-7B", **body}) if look is Look.READ else None
    return BaseFact(id="made/Star-7B", look=look, child="org/m", body=told)


def ask(card: str | None = None, *bases: BaseFact, files: list[str] | None = None, **body: Any) -> Evidence:
    siblings = None if files is None else [{"rfilename": name} for name in files]
    made = Record(
        body=ModelBody.model_validate({"id": "org/m", "siblings": siblings, **body}),
        origin="made by hand",
        card=TextFile(path="README.md", look=Look.NOT_LOOKED if card is None else Look.READ, text=card),
        files_look=Look.NOT_LOOKED if files is None else Look.READ,
        lineage=bases,
    )
    return SIGNALS["base.obtainable"].ask(Reading(made))


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (OPEN, "seen"),
        ({**OPEN, "gated": "manual"}, "limited"),
        ({**OPEN, "gated": "auto"}, "limited"),
        ({**OPEN, "gated": None}, "told"),  # all there, and nothing known of a gate
        (PART, "limited"),
        (EMPTY, "none"),
        ({**EMPTY, "gated": "manual"}, "none"),  # behind the gate is nothing
    ],
)
def test_what_somebody_saw_of_the_base_decides(told: dict[str, Any], value: str) -> None:
    found = ask(OF_BASE, base(**told))
    assert found.value == value
    assert found.signal == "base.obtainable"
    assert all(source.repository == "made/Star-7B" for source in found.sources)


@pytest.mark.parametrize("look", [Look.ABSENT, Look.FAILED, Look.REFUSED])
def test_a_base_that_could_not_be_read_stays_unknown(look: Look) -> None:
    assert ask(OF_BASE, base(look)).outcome is Outcome.UNREADABLE


def test_a_base_named_by_an_id_that_nobody_looked_at_is_told() -> None:
    found = ask(OF_BASE)
    assert (found.value, found.confidence) == ("told", Confidence.LOW)
    assert found.note == "It names its base made/Star-7B; nobody has looked at it."
    assert found.sources[0].line == 2
    assert ask(OF_BASE, base(Look.NOT_LOOKED)).value == "told"


@pytest.mark.parametrize(
    "sentence",
    [
        "The base model is gated.",
        "You need to request access to Star-7B before you start.",
        "Star-7B is a gated model, so an access token is needed.",
        "Please accept the licence of Star-7B on its page.",
        "You have to agree to the terms of the base model first.",
    ],
)
def test_a_card_that_tells_of_a_gate_before_the_base_limits_it(sentence: str) -> None:
    found = ask(f"{OF_BASE}{sentence}\n")
    assert (found.value, found.method, found.confidence) == ("limited", Method.CARD, Confidence.LOW)
    assert found.sources[0].line == 6


@pytest.mark.parametrize(
    "sentence",
    [
        "Our demo is gated.",  # not the base
        "Star-7B is not gated.",
        "Access to Star-7B is easy.",
        "Star-7B uses a gated feed-forward layer."[:0] or "Star-7B is fast.",
    ],
)
def test_words_on_something_else_are_no_gate_of_the_base(sentence: str) -> None:
    assert ask(f"{OF_BASE}{sentence}\n").value == "told"


@pytest.mark.parametrize(
    ("files", "value"),
    [(["model.safetensors"], "seen"), (["README.md"], "none"), (["model-00001-of-00002.safetensors"], "limited")],
)
def test_a_model_that_names_no_base_is_its_own(files: list[str], value: str) -> None:
    assert ask("---\nlicense: mit\n---\n# M\n", files=files, gated=False, cardData={"license": "mit"}).value == value


def test_a_lone_card_that_names_nothing_is_silent() -> None:
    assert ask("# M\n\nA model.\n").outcome is Outcome.SILENT


def test_where_nothing_was_read_nothing_is_said() -> None:
    assert ask().value is None
