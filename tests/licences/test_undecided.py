"""What is said where a licence is known by name and what it allows is not stated: one sentence, in one place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.licences.outcome import UnreadKind
from openness.licences.undecided import BRIEF, TERMS, brief, is_of_weights, kinds_in, why_withheld, withheld_because
from openness.phrases import phrases
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source
from openness.signals.licence import LICENCE_SIGNALS

KINDS = st.lists(st.sampled_from([*UnreadKind, TERMS]), unique=True)


def unread(*kinds: str, note: str | None = None) -> Evidence:
    return Evidence(
        signal="licence.unread",
        outcome=Outcome.ANSWERED,
        value=kinds,
        method=Method.METADATA,
        confidence=Confidence.HIGH,
        sources=(Source(json_path="$.tags"),),
        note=note,
    )


@given(KINDS)
def test_the_kinds_can_be_told_from_the_words(kinds: list[str]) -> None:
    assert kinds_in(brief(kinds)) == tuple(str(kind) for kind in kinds)


def test_every_kind_has_words_and_they_are_those_of_the_app() -> None:
    assert {*BRIEF} == {*UnreadKind, TERMS}
    english = phrases("en")
    assert {kind: english(f"unread.{kind}") for kind in BRIEF} == dict(BRIEF)


def test_a_kind_of_another_version_is_said_as_it_stands() -> None:
    assert brief(("side_letter", "head")) == "side letter, the card's metadata"
    assert kinds_in("side letter, the card's metadata") == ("side letter", "head")


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (unread(), None),
        (unread("link", note="TERMS leads elsewhere."), "TERMS leads elsewhere."),
        (unread("link", "head"), "terms behind a link, the card's metadata"),
    ],
)
def test_why_a_permission_is_not_stated_names_what_was_not_read(found: Evidence, why: str | None) -> None:
    assert why_withheld(found) == (None if why is None else withheld_because(why))


def test_what_is_unread_of_the_weights_says_nothing_of_other_parts() -> None:
    others = {signal.id for signal in LICENCE_SIGNALS if not is_of_weights(signal.id)}
    assert others >= {"licence.code", "licence.data", "licence.documentation", "licence.unread", "licence.weights"}
    assert not others & {"licence.osi", "licence.commercial", "licence.kind", "licence.open", "licence.ai_act"}
    assert not is_of_weights("access.gate")
