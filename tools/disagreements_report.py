"""Write docs/disagreements.md: where people and what was read differ, in the embedded snapshot.

Usage: python -m tools.disagreements_report
"""

from __future__ import annotations

import sys
from pathlib import Path

from openness.index import Index, load_rubric
from openness.signals import SIGNALS
from openness.snapshot.store import open_snapshot
from openness.views.disagreements import disagreements, page

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "disagreements.md"
RUBRICS = ("default", "osai")


def build() -> str:
    """Return the page for the embedded snapshot, our own rubric and the index's."""
    domains = {signal: item.domain for signal, item in SIGNALS.items()}
    index = Index(open_snapshot("embedded", ROOT / "nowhere", domains))
    index.snapshot.load_evidence()
    found = {}
    for name in RUBRICS:
        rubric = load_rubric(name)
        found[f"{rubric.title} ({rubric.reference})"] = disagreements(index.judged(rubric, "systems"), rubric)
    return page(found, index.snapshot.id)


if __name__ == "__main__":
    PAGE.write_text(build(), encoding="utf-8", newline="\n")
    sys.stderr.write(f"wrote {PAGE.relative_to(ROOT)}\n")
