"""Every reader of foreign text on what hypothesis makes, and on what a fuzzer once found: a sentence of ours or nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools import fuzzed

YAML = st.recursive(
    st.sampled_from(["a", "1", "~", "'", '"', "- ", "? ", ": ", "&a ", "*a", "!t ", "[", "]", "{", "}", "|\n", "\t", "\ufeff"])
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=6).map("\n".join) | st.lists(inner, max_size=6).map(" ".join),
    max_leaves=25,
)  # fmt: skip
PIECES: dict[str, st.SearchStrategy[bytes]] = {
    "card": st.lists(
        st.sampled_from(["# ", "|a|b|\n|-|-|\n", "[x](", "![", "<td>", "```\n", "---\n", "trained on ", "https://huggingface.co/",
                         "under the MIT license", "\x00", "\u202e", "\ud7ff", "7B", "\n\n", "&#x", "$", "<!--"])
        | st.text(max_size=5), max_size=30,
    ).map(lambda pieces: "".join(pieces).encode()),
    "answer": st.binary(max_size=60)
    | st.lists(st.sampled_from(['{"id": "a/b"', ', "tags": ', '"cardData": {', "[", "]", "}", ",", '"', "\\ud800", "9" * 20, "1e999", "NaN"]),
               max_size=12).map(lambda pieces: "".join(pieces).encode()),
    "licence": st.lists(
        st.sampled_from(["Permission is hereby granted", "You may not use", "MIT License", "Apache License\nVersion 2.0",
                         "Copyright (c) 2020 X", "monthly active users", "European Union", "\n\n", "1."]) | st.text(max_size=8),
        max_size=25,
    ).map(lambda pieces: " ".join(pieces).encode()),
}  # fmt: skip
"""Text of the kind that a reader expects, taken apart and put together wrongly."""

KEPT: list[tuple[str, bytes]] = [("front-matter", b"\xff: \xfe"), ("answer", b"[")]
"""Inputs to keep trying, target and bytes; what a fuzzer finds is added here."""


@pytest.mark.parametrize("target", fuzzed.TARGETS)
def test_what_is_right_is_read(target: str) -> None:
    for seed in fuzzed.seeds(target):
        fuzzed.one(target, seed)


@pytest.mark.parametrize("target", fuzzed.TARGETS)
def test_whatever_is_given(target: str) -> None:
    strategy = PIECES.get(target, YAML.map(str.encode))

    @settings(max_examples=60)
    @given(strategy | st.binary(max_size=80))
    def given_to(data: bytes) -> None:
        fuzzed.one(target, data)

    given_to()


@pytest.mark.parametrize(("target", "data"), KEPT)
def test_what_is_kept(target: str, data: bytes) -> None:
    fuzzed.one(target, data)


def test_a_fault_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(data: bytes) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(fuzzed.TARGETS, "card", broken)
    with pytest.raises(ZeroDivisionError):
        fuzzed.one("card", b"")
