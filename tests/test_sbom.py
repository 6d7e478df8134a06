"""The project's own bill of materials: complete, valid, the same each time; every licence is one on the list."""

from __future__ import annotations

import json
import re
from email.message import Message
from importlib import metadata

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing

from tests.test_locks import pinned as pinned_by_locks
from tools import sbom

ALLOWED = frozenset(
    "Apache-2.0 MIT MIT-0 MIT-CMU BSD-2-Clause BSD-3-Clause 0BSD ISC PSF-2.0 Zlib CC0-1.0 Unlicense MPL-2.0".split()
)
"""Licences of what is installed beside openness: none asks that openness itself be given under other terms."""
PINNED = sorted(package.name for package in sbom.pinned())


@pytest.fixture(scope="module")
def made() -> str:
    return sbom.written()


def test_it_is_valid_and_complete(made: str) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made) is None
    parts = {part["name"]: part for part in json.loads(made)["components"]}
    assert {name: part["version"] for name, part in parts.items()} == {
        name: str(version) for name, version in pinned_by_locks("run").items()
    }
    assert all(part["hashes"] and part["licenses"] and part["purl"] for part in parts.values())


def test_the_same_lock_gives_the_same_bytes(made: str) -> None:
    assert sbom.written() == made


@pytest.mark.parametrize("name", PINNED)
def test_a_licence_is_on_the_list(name: str) -> None:
    expression = sbom.licence_of(name)
    assert expression is not None, f"{name} says nowhere under which licence it is"
    symbols = get_spdx_licensing().license_keys(get_spdx_licensing().parse(expression, validate=True))
    assert set(symbols) <= ALLOWED, f"{name}: {expression}"


def test_what_is_installed_is_what_is_locked() -> None:
    assert {name: metadata.version(name) for name in PINNED} == {item.name: item.version for item in sbom.pinned()}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"License-Expression": "MIT OR Apache-2.0"}, "MIT OR Apache-2.0"),
        ({"License": "Apache 2.0"}, "Apache-2.0"),
        ({"License": "BSD-3-Clause"}, "BSD-3-Clause"),
        ({"Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
        ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: ISC License (ISCL)"}, "ISC"),
        ({"Classifier": "License :: OSI Approved :: BSD License"}, None),
        ({}, None),
    ],
)
def test_a_licence_is_read_as_it_is_declared(
    monkeypatch: pytest.MonkeyPatch, told: dict[str, str], expected: str | None
) -> None:
    message = Message()
    for name, value in told.items():
        message[name] = value
    monkeypatch.setattr(metadata, "metadata", lambda _: message)
    monkeypatch.setattr(metadata, "files", lambda _: [])
    assert sbom.licence_of.__wrapped__("made") == expected


def test_no_hash_is_lost() -> None:
    text = sbom.LOCK.read_text(encoding="utf-8")
    assert sum(len(item.hashes) for item in sbom.pinned()) <= len(re.findall("--hash=sha256:", text))
    assert all(item.hashes for item in sbom.pinned())
