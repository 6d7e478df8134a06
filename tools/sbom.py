"""The bill of materials of openness itself: every locked package with its hashes and licence, as CycloneDX.

Run from the project: python -m tools.sbom [OUT] (`make sbom`). Built from `requirements/run.txt` and the metadata of
what is installed, without the network; the same locks give the same bytes. `tests/test_sbom.py` holds it to the
official schema and each licence to a list.
"""

from __future__ import annotations

import json
import re
import sys
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from licenseclassifier import identify_license
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from openness import __version__

LOCK = Path(__file__).resolve().parent.parent / "requirements" / "run.txt"
_BY_CLASSIFIER = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
"""Classifiers that name one licence; "BSD License" names several, so there the text is read."""
_BY_WORD = {"Apache 2.0": "Apache-2.0", "Apache License 2.0": "Apache-2.0", "3-Clause BSD License": "BSD-3-Clause"}
_ID = re.compile(r"[A-Za-z0-9.+-]+(?: (?:AND|OR|WITH) [A-Za-z0-9.+-]+)*")


@dataclass(frozen=True)
class Pinned:
    """One package of a lock: name as locked, version, and the sha256 of each of its files."""

    name: str
    version: str
    hashes: tuple[str, ...]


def pinned(lock: Path = LOCK) -> Iterator[Pinned]:
    """Yield the packages of a lock that are meant for this platform and Python."""
    for entry in re.split(r"(?m)^(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8")):
        if not entry.strip() or entry.startswith("#"):
            continue
        requirement = Requirement(entry.split("\\\n", 1)[0].split("--hash", 1)[0].strip())
        if requirement.marker is None or requirement.marker.evaluate():
            (specifier,) = requirement.specifier
            hashes = tuple(sorted(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)))
            yield Pinned(canonicalize_name(requirement.name), specifier.version, hashes)


@cache
def licence_of(name: str) -> str | None:
    """Return the SPDX expression of an installed package: as it declares it, else as its licence text reads."""
    told = metadata.metadata(name)
    if "License-Expression" in told:
        return told["License-Expression"]
    word = told["License"].strip() if "License" in told else ""
    if word in _BY_WORD or _ID.fullmatch(word):
        return _BY_WORD.get(word, word if word != "UNKNOWN" else None) or _by_classifier(told) or _by_text(name)
    return _by_classifier(told) or _by_text(name)


def _by_classifier(told: metadata.PackageMetadata) -> str | None:
    classifiers = [
        line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License")
    ]
    named = {_BY_CLASSIFIER.get(classifier) for classifier in classifiers}
    return named.pop() if len(named) == 1 else None


def _by_text(name: str) -> str | None:
    for file in metadata.files(name) or ():
        if re.fullmatch(r"(?:LICEN[CS]E|COPYING)(?:\.(?:txt|md|rst))?", file.name, re.IGNORECASE):
            with suppress(OSError, UnicodeDecodeError):
                text = Path(str(file.locate())).read_text(encoding="utf-8")
                if found := sorted({match.id for match in identify_license(text)}):
                    return " AND ".join(found)
    return None


def bom(lock: Path = LOCK) -> Bom:
    """Return the bill of materials of openness with what a lock names."""
    made = Bom()
    licences = LicenseFactory()
    own = Component(name="openness", version=__version__, type=ComponentType.APPLICATION, bom_ref="openness",
                    licenses=[licences.make_from_string("Apache-2.0")])  # fmt: skip
    made.metadata = BomMetaData(component=own)
    made.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, lock.read_text(encoding="utf-8") + __version__)
    parts = []
    for package in sorted(pinned(lock), key=lambda item: item.name):
        purl = PackageURL("pypi", name=package.name, version=package.version)
        expression = licence_of(package.name)
        parts.append(
            Component(
                name=package.name,
                version=package.version,
                type=ComponentType.LIBRARY,
                bom_ref=str(purl),
                purl=purl,
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in package.hashes],
                licenses=[licences.make_from_string(expression)] if expression else [],
            )
        )
    made.components.update(parts)
    made.register_dependency(own, parts)
    return made


def written(lock: Path = LOCK) -> str:
    """Return the bill of materials as JSON; it bears no date, so that the same lock gives the same bytes."""
    told = json.loads(JsonV1Dot6(bom(lock)).output_as_string())
    del told["metadata"]["timestamp"]
    return json.dumps(told, indent=2) + "\n"


def main(out: str | None) -> None:
    """Write the bill of materials to a file, or to stdout."""
    text = written()
    if out is None:
        sys.stdout.write(text)
    else:
        Path(out).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
