"""The words of a name that can tell whose a title is."""

from __future__ import annotations

import pytest

from openness.reading.name_tokens import name_tokens


@pytest.mark.parametrize(
    ("model", "tokens"),
    [
        ("org/Lodestar-7B", {"lodestar"}),
        ("org/lodestar_v2-chat-GGUF", {"lodestar"}),
        ("org/lodestar2", {"lodestar"}),
        ("org/Lodestar-Moor-base", {"lodestar", "moor"}),
        ("org/ab-chat", set()),
        ("org/base-model", set()),
        ("lodestar", {"lodestar"}),
        ("", set()),
    ],
)
def test_the_words_that_tell_a_model_from_others(model: str, tokens: set[str]) -> None:
    assert name_tokens(model) == tokens
