"""Entries, explanations and hostile words made by hand for the views."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from openness.ranking.entries import Entries
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.rubric import parse_rubric
from openness.rubric.rubric import Rubric
from tests.made_entries import made_entries
from tests.rubric.made import RUBRIC, SIGNALS

HOSTILE = (
    "\x1b[2J\x1b[31mred",
    "two\nlines\rand\ttabs",
    "right\u202eto left",
    "zero\u200bwidth\ufeff",
    "isolate\u2066\u2069",
    "=HYPERLINK('x')",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1)) **b** `c`",
    "\x00nul \x07bell \x7fdel",
    "\ud800lone surrogate",
    "e\u0301 ü 模型",
)
"""What a publisher may write where a name or a note is expected."""

_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}

FULL: Mapping[str, Value] = {
    "weights.published": "all",
    "access.gate": "none",
    "licence.osi": True,
    "data.named": "public",
    "card.topics": 8,
}
PART: Mapping[str, Value] = {**FULL, "access.gate": "manual", "data.named": "named", "licence.osi": False}


def moves_cursor(text: str) -> set[str]:
    """Return the letters of a terminal's text, line feeds aside, that could move or hide something."""
    return {letter for letter in text if letter != "\n" and unicodedata.category(letter) in _UNSAFE}


def made_rubric(old: str = "", new: str = "") -> Rubric:
    """Return the rubric made for tests, with one text exchanged."""
    assert old in RUBRIC, f"'{old}' is not in the rubric made for tests"
    return parse_rubric(RUBRIC.replace(old, new) if old else RUBRIC, "r.yaml", SIGNALS).rubric


def hostile_entries(words: str) -> Entries:
    """Return one entry whose name, details, evidence and assessment all say `words`."""
    entries = made_entries({"org/one": PART, "org/two": {}})
    said = replace(entries.evidence_of(0)["access.gate"], note=words, sources=(Source(file=words, quote=words),))
    kind = Evidence(
        signal="licence.weights",
        outcome=Outcome.ANSWERED,
        value=words,
        method=Method.CARD,
        confidence=Confidence.LOW,
        sources=(Source(file="README.md"),),
    )
    return replace(
        entries,
        names=[words, "two"],
        details={"organisation": [words, None], "licence": [words, None]},
        evidence_of=lambda row: (
            {**entries.evidence_of(0), "access.gate": said, "licence.weights": kind} if row == 0 else {}
        ),
        assessed={0: {"osai.weights": assessment("partial", note=words, by=words)}},
    )


def assessment(level: str, signal: str = "osai.weights", **more: Any) -> Evidence:
    """Return what a person said of one signal."""
    told = {"by": "A Reader", "date": "2026-03-04", **more}
    return Evidence(
        signal=signal,
        outcome=Outcome.ANSWERED,
        value=level,
        method=Method.ASSESSMENT,
        sources=(Source(url="https://example.org/why"),),
        **told,
    )


def column(frame: pd.DataFrame, name: str) -> list[Any]:
    """Return a column as plain values, missing ones as None."""
    return [None if value is None or pd.isna(value) else value for value in frame[name].tolist()]
