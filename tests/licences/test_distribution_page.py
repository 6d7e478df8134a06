"""The page on licences in the embedded snapshot is what the snapshot holds."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("licence_distribution", ROOT / "scripts" / "licence_distribution.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current_and_counts_every_model_once() -> None:
    made = script()
    snapshot_id, found = made.embedded_distribution()
    assert made.PAGE.read_text(encoding="utf-8") == made.page(snapshot_id, found)
    assert made.FIGURE.is_file()
    told = sum(row.models for row in (*found.licences, *found.unknowns))
    assert told == found.models
    assert sum(row.models for row in found.conflicts) >= found.with_conflict > 0
