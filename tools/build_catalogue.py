"""Build catalog/systems/*.yaml from the database of the European Open Source AI Index.

Usage: python tools/build_catalogue.py [FOLDER], where FOLDER holds the index's *.yaml files
(default: ../shared/osai beside the project). The same input gives the same bytes. The index's
notes are sentences and stay out; names, classes, dates, links and figures go in.
"""

from __future__ import annotations

import sys
from pathlib import Path

from openness.catalogue.json_schema import first_line
from openness.catalogue.osai import Release, entry_text, read_index
from openness.errors import CatalogueError

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT.parent / "shared" / "osai"
TARGET = ROOT / "catalog" / "systems"

RELEASE = Release(revision="5a388e871b88735e7ab7e6fb230b76c9d460d99a", date="2026-06-12")
HEADER = (
    first_line("systems")
    + """\
# From the European Open Source AI Index, CC-BY 4.0; changed: another layout, notes left out, Hub ids read from links.
# https://osai-index.eu/ · Liesenfeld & Dingemanse (2024), FAccT '24 · doi:10.5281/zenodo.15386042
# Made by tools/build_catalogue.py; not edited by hand.
"""
)


def build(folder: Path) -> dict[str, str]:
    """Return file name -> text of every system in the index's folder; raises CatalogueError if one has a mistake."""
    found = read_index(folder, RELEASE)
    if found.problems:
        raise CatalogueError(list(found.problems))
    return {f"{stem}.yaml": entry_text(entry, HEADER) for stem, entry in found.entries.items()}


def main(arguments: list[str]) -> int:
    """Write the files; remove those made here before of systems the index no longer has."""
    files = build(Path(arguments[0]) if arguments else SOURCE)
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.yaml"):
        if old.name not in files and old.read_text(encoding="utf-8").startswith(HEADER):
            old.unlink()
    for name, text in files.items():
        (TARGET / name).write_text(text, encoding="utf-8", newline="\n")
    sys.stderr.write(f"{len(files)} systems written to {TARGET.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
