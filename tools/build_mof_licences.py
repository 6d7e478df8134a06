"""Build openness/mof/licences.csv from the Model Openness Tool's two licence files.

Usage: python tools/build_mof_licences.py [FOLDER], where FOLDER holds licenses.json and
mof-licenses.json of lfai/model_openness_tool (default: ../shared/mof beside the project).
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "openness" / "mof" / "licences.csv"
HEADER = """\
# Which licences the Model Openness Tool counts as open and for what. Made by tools/build_mof_licences.py; not edited.
# Facts from lfai/model_openness_tool@8b5d30e90a7c62d7d6ece48b91e69ff495920a4d: licenses.json (SPDX License List
# d8abdb0 of 2024-05-21, CC0-1.0) and mof-licenses.json (MIT, Copyright 2024 The Model Openness Tool Authors).
"""


def merged(folder: Path) -> dict[str, dict[str, Any]]:
    """Return licence id -> entry: the second file imported over the first, a later entry replacing an earlier whole."""
    table: dict[str, dict[str, Any]] = {}
    for name in ("licenses.json", "mof-licenses.json"):
        for entry in json.loads((folder / name).read_text(encoding="utf-8"))["licenses"]:
            table[entry["licenseId"]] = entry
    return table


def render(folder: Path) -> str:
    """Return the text of licences.csv for the tool's files in `folder`."""
    out = io.StringIO()
    out.write(HEADER)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "osi", "fsf", "deprecated", "types"])
    for licence, entry in sorted(merged(folder).items()):
        types = entry.get("ContentType") or []
        flags = [entry.get(key) is True for key in ("isOsiApproved", "isFsfLibre", "isDeprecatedLicenseId")]
        listed = [types] if isinstance(types, str) else sorted(types)
        writer.writerow([licence, *("yes" if flag else "" for flag in flags), " ".join(listed)])
    return out.getvalue()


def main(arguments: list[str]) -> None:
    """Write the file."""
    folder = Path(arguments[0]) if arguments else ROOT.parent / "shared" / "mof"
    TARGET.write_text(render(folder), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
