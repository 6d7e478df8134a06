"""A licence that a card ties to a condition is not the licence alone; cards are made by hand."""

from __future__ import annotations

import pytest

from openness.licences.claims import claims_of
from openness.licences.clause import Clause
from openness.licences.outcome import UnreadKind
from openness.licences.resolution import resolve
from openness.licences.stored import as_text, combination, from_text
from tests.licences.made import record

HEAD = "---\nlicense: apache-2.0\n---\n# Model\n\n"


def is_tied(text: str) -> bool:
    result = resolve(claims_of(record(text=HEAD + text + "\n", card={"license": "apache-2.0"})))
    tied = any(item.kind is UnreadKind.CARD_TERMS for item in result.unread)
    assert (Clause.COMMERCIAL in result.clauses) is not tied
    return tied


@pytest.mark.parametrize(
    "text",
    [
        "- **License:** Apache-2.0, on the condition that nobody competes with its makers by it",
        "The model is released under the Apache 2.0 license provided that no rival of ours trains on its answers.",
        "The weights are available under Apache 2.0 as long as you do not deploy them against us.",
        "License: Apache 2.0 with some additional restrictions",
        "This model is licensed under Apache 2.0, but you may not use it to build weapons.",
        "The model is licensed under Apache 2.0, except for companies that sell search.",
        "Das Modell steht unter der Apache-2.0-Lizenz, sofern es nicht gegen uns eingesetzt wird.",
        "License: Apache 2.0，但不得用于竞争。",
    ],
)
def test_a_condition_takes_the_permission_away_until_somebody_reads_it(text: str) -> None:
    assert is_tied(text)


@pytest.mark.parametrize(
    "text",
    [
        "The model is released under the Apache 2.0 license.",
        (
            'Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance '
            "with the License."
        ),
        "Provided that you have a GPU, the model is fast. It is released under Apache 2.0.",
        "The model is released under Apache 2.0 unless otherwise noted.",
        "Das Modell läuft mit einer GPU, solange sie groß ist.",
        "The code is released under Apache 2.0, provided that the notice is kept.",
        "The dataset is released under CC-BY-4.0, but not for search engines.",
        "The original model is licensed under Apache 2.0, but you may not sell it.",
    ],
)
def test_conditions_of_other_things_and_notices_do_not(text: str) -> None:
    assert not is_tied(text)


def test_a_stored_reading_keeps_that_there_is_a_condition() -> None:
    claims = claims_of(record(text=HEAD + "- License: Apache 2.0 on the condition that it stays with us"))
    assert from_text(as_text(claims)).condition is not None
    bare = from_text(combination(claims))
    assert any(item.kind is UnreadKind.CARD_TERMS for item in resolve(bare).unread)
