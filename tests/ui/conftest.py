"""A small snapshot made by hand, opened by the app as its own."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st

from openness.record.record import Look, ModelBody, Record, TextFile
from openness.signals import SIGNALS, extract
from openness.snapshot.manifest import SourceNote
from openness.snapshot.write import About, write_snapshot

REVISION = "0123456789abcdef0123456789abcdef01234567"
HOSTILE_NAME = "made/evil-model"
HOSTILE_WORDS = "<img src=x onerror=alert(1)> [win](javascript:alert(1)) :red[ours]"


def made_record(model_id: str, *, licence: str, gated: str | bool, card: str, files: tuple[str, ...]) -> Record:
    """Return a record made by hand, as if its card and its file list had been read."""
    body = ModelBody.model_validate(
        {
            "id": model_id,
            "sha": REVISION,
            "gated": gated,
            "pipeline_tag": "text-generation",
            "tags": [f"license:{licence}"],
            "cardData": {"license": licence},
            "siblings": [{"rfilename": name} for name in files],
            "downloads": 1234,
            "likes": 5,
        }
    )
    return Record(
        body=body,
        origin="made by hand",
        fetched_at=datetime(2026, 11, 1, tzinfo=UTC),
        files_look=Look.READ,
        card=TextFile(path="README.md", look=Look.READ, text=card),
    )


@pytest.fixture(scope="session")
def made_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a snapshot of four models made by hand."""
    weights = ("README.md", "config.json", "model.safetensors")
    card = "---\nlicense: {0}\n---\n# A model made by hand\n\nIt was trained on nothing.\n"
    records = [
        made_record(
            "made/open-model", licence="apache-2.0", gated=False, card=card.format("apache-2.0"), files=weights
        ),
        made_record("made/gated-model", licence="llama3", gated="manual", card=card.format("llama3"), files=weights),
        made_record("other/no-weights", licence="mit", gated=False, card=card.format("mit"), files=("README.md",)),
        made_record(HOSTILE_NAME, licence=HOSTILE_WORDS, gated=False, card=HOSTILE_WORDS, files=(HOSTILE_WORDS,)),
    ]
    return write_snapshot(
        tmp_path_factory.mktemp("store"),
        ((record, extract(record)) for record in records),
        {signal: item.domain for signal, item in SIGNALS.items()},
        About(
            created=datetime(2026, 11, 1, tzinfo=UTC),
            title="Made by hand",
            limits=("Nothing here is real.",),
            sources=(SourceNote(part="records", origin="javascript:alert(1)", date="2026-11-01"),),
        ),
        name="made",
    )


@pytest.fixture
def _made_app(made_snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the app show the snapshot made by hand."""
    monkeypatch.setattr(sys, "argv", ["app.py", "--snapshot", str(made_snapshot)])
    st.cache_resource.clear()
