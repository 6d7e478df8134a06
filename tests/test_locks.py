"""The locks are complete: installed without resolving, they leave no requirement unmet."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"run": ("build",), "test": ("build", "test")}
EXTRAS = {"run": ("app",), "test": ("app", "report")}


def pinned(lock: str) -> dict[str, Version]:
    """Return name -> version of one lock's packages that are meant for this platform and Python."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    found: dict[str, Version] = {}
    for line in re.findall(r"(?m)^([A-Za-z0-9][^\n]*?)(?: \\)?$", text):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            (specifier,) = requirement.specifier
            found[canonicalize_name(requirement.name)] = Version(specifier.version)
    return found


def declared(lock: str) -> Iterator[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = (project["project"]["optional-dependencies"][name] for name in EXTRAS[lock])
    named = (project["dependency-groups"][name] for name in LOCKS[lock])
    groups = [project["project"]["dependencies"], *extras, *named]
    yield from (Requirement(item) for group in groups for item in group)


def unmet(lock: str) -> list[str]:
    """Walk from what the project declares through every locked package's own requirements, extras included."""
    packages = pinned(lock)
    problems: list[str] = []
    seen: set[tuple[str, str]] = set()
    todo = [("pyproject.toml", requirement) for requirement in declared(lock)]
    while todo:
        asker, requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        version = packages.get(name)
        if version is None:
            problems.append(f"{lock}.txt: {asker} requires {requirement}, which is not in the lock")
            continue
        if version not in requirement.specifier:
            problems.append(f"{lock}.txt: {asker} requires {requirement}, the lock has {version}")
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            for line in metadata.requires(name) or ():
                inner = Requirement(line)
                if inner.marker is None or inner.marker.evaluate({"extra": extra}):
                    todo.append((name, inner))
    return problems


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_of_every_locked_package_is_in_the_lock(lock: str) -> None:
    assert unmet(lock) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_what_is_installed_is_what_is_locked(lock: str) -> None:
    assert {name: metadata.version(name) for name in pinned(lock)} == {
        name: str(version) for name, version in pinned(lock).items()
    }


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_file_has_a_hash_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]
    assert [entry.split("\n", 1)[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_a_gap_in_a_lock_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    full = pinned("run")
    monkeypatch.setitem(globals(), "pinned", lambda _lock: {k: v for k, v in full.items() if k != "starlette"})
    assert any("streamlit requires starlette" in problem for problem in unmet("run"))


def test_the_makefile_never_resolves() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line for line in makefile.splitlines() if "install" in line and "-r requirements" in line]
    assert len(installs) == 2
    assert all("--no-deps" in line and "--require-hashes" in line for line in installs)
