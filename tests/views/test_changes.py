"""Changes in words: what is told, what counts as worse, and the forms they are given in."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pandas as pd
import pytest
from markdown_it import MarkdownIt

from openness.views.changes import Change, What, as_atom, as_json, as_markdown, as_text, changes_of, moves, ordered


def frame(*rows: tuple[str, str, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["model_id", "what", "old", "new"], dtype="str")


@pytest.mark.parametrize(
    ("what", "old", "new", "kind", "sentence", "worse"),
    [
        ("model", "there", "gone", What.GONE, "is no longer in the snapshot", True),
        ("model", None, "new", What.NEW, "is new", False),
        ("weights.available", "available", "removed", What.GONE, "the repository is removed", True),
        ("weights.published", "all", "none", What.WEIGHTS, "weights are gone (were: all)", True),
        ("weights.published", "some", "all", What.WEIGHTS, "weights are published (were: some)", False),
        ("access.gate", "none", "manual", What.GATE, "a gate of kind manual is closed (was: none)", True),
        ("access.gate", "manual", "none", What.GATE, "the gate is open (was: manual)", False),
        ("access.gate", "automatic", "manual", What.GATE, "a gate of kind manual is closed (was: automatic)", False),
        ("licence.weights", "mit", "custom", What.LICENCE, "licence mit → custom", False),
        ("licence.commercial", "allowed", "bounded", What.TERMS, "commercial use: allowed → bounded", True),
        ("licence.commercial", "forbidden", "allowed", What.TERMS, "commercial use: forbidden → allowed", False),
        (
            "licence.public_body",
            "allowed",
            "excluded",
            What.TERMS,
            "use by a public authority: allowed → excluded",
            True,
        ),
        ("card.words", "1000", "200", What.CARD, "the card was rewritten: 1000 → 200 words", False),
    ],
)
def test_a_change_is_told_in_words(
    what: str, old: str | None, new: str | None, kind: What, sentence: str, worse: bool
) -> None:
    assert changes_of(frame(("org/name", what, old, new))) == [Change("org/name", kind, sentence, worse)]


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("card.words", "1000", "1100"),
        ("licence.commercial", None, "forbidden"),  # what was not known before did not change
        ("access.gate", "none", None),
        ("hardware.hours", "mentioned", "stated"),
        ("revision", "a", "b"),
    ],
)
def test_what_no_reader_would_notice_or_nobody_knew_is_left_out(what: str, old: str | None, new: str | None) -> None:
    assert changes_of(frame(("org/name", what, old, new))) == []


def test_rank_moves_need_two_ranks_and_enough_places() -> None:
    old = {"a": (1, 90.0), "b": (2, 80.0), "c": (None, 0.0)}
    new = {"a": (60, 40.0), "b": (1, 80.0), "c": (3, 10.0), "d": (2, 70.0)}
    (moved,) = moves(old, new, 50, "default@1")
    assert (moved.model, moved.worse) == ("a", True)
    assert moved.sentence == "rank 1 → 60 under default@1, score 90.0 → 40.0"
    assert [item.model for item in moves(old, new, 1, "r")] == ["a", "b"]
    assert not moves(old, new, 1, "r")[1].worse  # others moved


CHANGES = [
    Change("org/b", What.GATE, "a gate is closed", worse=True),
    Change("org/A", What.LICENCE, "licence <mit> → `custom` [x](y)", worse=False),
    Change("org/b", What.LICENCE, "licence a → b", worse=False),
]


def test_order_is_by_model_then_kind() -> None:
    assert [(item.model, item.what) for item in ordered(CHANGES)] == [
        ("org/A", "licence"),
        ("org/b", "gate"),
        ("org/b", "licence"),
    ]


def test_forms() -> None:
    assert as_text(CHANGES).splitlines()[0] == "worse  org/b: a gate is closed"
    data = json.loads(as_json(CHANGES, "one", "two"))
    assert (data["from"], data["to"], len(data["changes"])) == ("one", "two", 3)
    page = as_markdown(CHANGES, "one", "two")
    assert page.count("## ") == 2
    assert "<a " not in MarkdownIt().render(page)  # what a publisher wrote is no link of ours
    assert "Nothing that a reader would notice." in as_markdown([], "one", "two")


def test_the_feed_is_atom_and_its_ids_hold() -> None:
    day = datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    feed = as_atom(ordered(CHANGES), "one", "two", day)
    root = ET.fromstring(feed)
    names = {"a": "http://www.w3.org/2005/Atom"}
    assert [entry.findtext("a:id", "", names) for entry in root.findall("a:entry", names)] == [
        "urn:openness:changes:two:org/A",
        "urn:openness:changes:two:org/b",
    ]
    assert root.findtext("a:updated", "", names) == "2026-02-03T04:05:06Z"
    assert "<mit>" not in feed
