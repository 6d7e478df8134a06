"""Write docs/verdicts.md: licence verdicts of others beside ours, from the labels in `../shared/labels`.

Usage: python tools/verdicts_report.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from openness.index import Index
from openness.signals import SIGNALS
from openness.snapshot.store import open_snapshot
from openness.validation.verdicts import SETS, WEIGHTS_ONLY, page, pairs

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT.parent / "shared" / "labels"
PAGE = ROOT / "docs" / "verdicts.md"


def build(labels: Path = LABELS) -> str:
    """Return the page for the embedded snapshot."""
    domains = {signal: item.domain for signal, item in SIGNALS.items()}
    index = Index(open_snapshot("embedded", ROOT / "nowhere", domains))
    index.snapshot.load_evidence()
    models, systems = index.entries("models"), index.entries("systems")
    found = {
        name: pairs(read(labels), models, systems=systems, catalogue=index.catalogue, weights_only=name in WEIGHTS_ONLY)
        for name, read in SETS.items()
    }
    return page(found, index.snapshot.id)


if __name__ == "__main__":
    PAGE.write_text(build(), encoding="utf-8", newline="\n")
    sys.stderr.write(f"wrote {PAGE.relative_to(ROOT)}\n")
