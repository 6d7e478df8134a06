"""Packages whose names are loaded on demand: the names are there, others are not, and importing loads nothing more."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

import openness.catalogue
import openness.signals

PACKAGES = [openness.catalogue, openness.signals]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: str(package.__name__))
def test_every_name_that_is_offered_is_there(package: object) -> None:
    offered = package.__all__  # type: ignore[attr-defined]
    assert [name for name in offered if getattr(package, name, None) is None] == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: str(package.__name__))
def test_no_other_name_is_there(package: object) -> None:
    assert not hasattr(package, "no_such_name")


@pytest.mark.parametrize("package", ["openness.catalogue", "openness.signals", "openness.signals.questions"])
def test_importing_the_package_loads_no_rules(package: str) -> None:
    importlib.import_module(package)
    code = f"import sys, {package}; print([name for name in sys.modules if name.startswith('openness.reading')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_late_package_is_loaded_by_the_first_name_that_is_asked_of_it() -> None:
    code = (
        "import sys\n"
        "from openness.files.lazily import late\n"
        "there = late('colorsys')\n"
        "before = 'colorsys' in sys.modules\n"
        "there.rgb_to_hsv\n"
        "print(before, 'colorsys' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
