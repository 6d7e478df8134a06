"""Rebuild `docs/licences.md`: what every licence text in `../shared` was recognised as.

    python tools/licence_report.py

Only ids, likeness and line numbers are written, no text.
"""

from __future__ import annotations

import json
from pathlib import Path

from openness.licences.knowledge import knowledge
from openness.licences.report import knowledge_summary, recognition_table
from openness.licences.wording import HOW_WORDS

ROOT = Path(__file__).resolve().parent.parent

REPORT = ROOT / "docs" / "licences.md"


def collection_texts(shared: Path) -> list[tuple[str, str]]:
    """Return the texts of the licence collection by file name."""
    folder = shared / "licences" / "texts"
    return [
        (path.name, path.read_text(encoding="utf-8"))
        for path in sorted(folder.iterdir())
        if path.suffix in (".txt", ".md")
    ]


def recorded_texts(shared: Path) -> list[tuple[str, str]]:
    """Return the licence files recorded in Hub payloads by model id."""
    found = []
    for path in sorted((shared / "hub" / "payload").glob("*.json")):
        body = json.loads(path.read_text(encoding="utf-8"))
        if body["license_file"]:
            found.append((body["model_id"], body["license_file"]))
    return found


def build(shared: Path) -> str:
    """Return the whole document."""
    known = knowledge()
    hub = sum(licence.hub for licence in known.by_id.values())
    counts = knowledge_summary()
    facts = ", ".join(f"{counts[how]} {words}" for how, words in HOW_WORDS.items() if how in counts)
    return "\n".join(
        [
            "# Licences",
            "",
            f"{len(known.by_id)} licences are known clause by clause, {hub} of them ids of the Hub's own list.",
            "Every other id of the SPDX list is known by what that list says.",
            f"By how most of a licence's facts were read: {facts}.",
            "",
            "A text is called an open licence only if no passage adds or changes terms. What is not recognised is",
            "reported with the closest known text, and is never taken for an open licence. A use policy is no licence.",
            "How texts are compared, and how that was tried: [recognition](recognition.md).",
            "",
            "This page is made by `python tools/licence_report.py`; a test fails when it is out of date.",
            "",
            "## Texts of the licence collection",
            "",
            "Sources: meta-llama/llama-models@a9c89c4, black-forest-labs/flux@802fb47, Xtra-Computing/ModelGo@efe34fe.",
            "",
            recognition_table(collection_texts(shared)),
            "## Licence files recorded at the Hub",
            "",
            "Recorded 2025-08-06 to 2025-09-22.",
            "",
            recognition_table(recorded_texts(shared)),
        ]
    )


if __name__ == "__main__":
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(build(ROOT.parent / "shared"), encoding="utf-8")
