"""The buyer's question over the whole embedded snapshot: no yes without a basis, none with anything unread."""

from __future__ import annotations

import pytest

from openness.record.evidence import Outcome
from openness.signals import SIGNALS
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import embedded_folder

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}
WANTED = {
    "licence.commercial": "allowed",
    "licence.user_threshold": False,
    "licence.revenue_threshold": False,
    "licence.eu_usable": "yes_all",
    "licence.public_body": "allowed",
    "licence.redistribution": "allowed",
    "access.gate": "none",
}
PERMISSIONS = {
    "licence.commercial": ("allowed", "bounded"),
    "licence.redistribution": ("allowed", "restricted"),
    "licence.modification": ("allowed", "restricted"),
    "licence.eu_usable": ("yes_all", "multimodal_excluded"),
    "licence.public_body": ("allowed",),
    "licence.user_threshold": (False,),
    "licence.revenue_threshold": (False,),
    "licence.registration": (False,),
    "licence.open": (True,),
    "licence.osi": (True,),
}
ABOUT_PURPOSE = ("licence.commercial", "licence.open", "licence.osi")
"""What words on the intended use could take away; they say nothing of passing on, places or public bodies."""


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return Snapshot(embedded_folder(), DOMAINS)


def answers(snapshot: Snapshot, signal: str) -> list[object]:
    column = snapshot.columns.column(signal)
    return [None if code < 0 else column.values[code] for code in column.codes]


def binding(left: object, signal: str) -> bool:
    """Return whether something unread could take this very permission away."""
    kinds = left if isinstance(left, tuple) else ()
    return any(kind != "intended_use" or signal in ABOUT_PURPOSE for kind in kinds)


def test_no_permission_of_any_model_stands_beside_something_unread(snapshot: Snapshot) -> None:
    unread = answers(snapshot, "licence.unread")
    assert any(unread), "nothing is unread: the test would show nothing"
    for signal, free in PERMISSIONS.items():
        wrong = [
            model
            for model, value, left in zip(snapshot.ids, answers(snapshot, signal), unread, strict=True)
            if binding(left, signal) and value in free
        ]
        assert not wrong, (signal, wrong[:5])


def test_every_yes_to_the_buyer_has_a_basis_and_a_place(snapshot: Snapshot) -> None:
    columns = {signal: answers(snapshot, signal) for signal in WANTED}
    passing = [
        place
        for place in range(len(snapshot.ids))
        if all(columns[signal][place] == value for signal, value in WANTED.items())
    ]
    assert passing
    basis, unread = answers(snapshot, "licence.basis"), answers(snapshot, "licence.unread")
    snapshot.load_evidence()
    for place in passing:
        assert basis[place] in ("tag", "catalogue", "named", "text")
        assert unread[place] == ()
        evidence = snapshot.evidence(snapshot.ids[place])
        for signal in WANTED:
            found = evidence[signal]
            assert found.outcome is Outcome.ANSWERED
            assert found.sources, (snapshot.ids[place], signal)


@pytest.mark.parametrize(
    "model",
    [
        "google-bert/bert-base-uncased",
        "openai-community/gpt2",
        "openai/whisper-large-v3",
        "Qwen/Qwen2.5-7B-Instruct",
        "allenai/OLMo-7B",
    ],
)
def test_common_permissive_models_keep_their_permission(snapshot: Snapshot, model: str) -> None:
    place = snapshot.place(model)
    assert place is not None
    assert answers(snapshot, "licence.commercial")[place] == "allowed"
    assert answers(snapshot, "licence.unread")[place] == ()
