"""Reading makes no folder, and a command that writes makes one once it has what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

READING = [
    ("snapshot", "list"),
    ("snapshot", "verify"),
    ("rank", "--top", "3"),
    ("explain", "allenai/OLMo-7B"),
    ("licence", "allenai/OLMo-7B"),
    ("signals",),
    ("catalogue", "validate"),
    ("rubric", "validate", "default"),
    ("export", "-f", "csv"),
]
UNWRITABLE = [
    ("export", "-f", "mof", "-o", "OUT", "--snapshot", "no-such-snapshot"),
    ("export", "-f", "mof", "-o", "OUT", "no-such-rubric"),
    ("site", "OUT", "--snapshot", "no-such-snapshot"),
    ("import", "osai", "no-such-folder", "--out", "OUT"),
    ("import", "mof", "no-such-file.yml", "--out", "OUT/x"),
    ("refresh", "--models", "no/such.txt", "--out", "OUT"),
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder; a person's own one is not there, and nothing is kept between runs."""
    monkeypatch.setenv("OPENNESS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("OPENNESS_CACHE", "off")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_reading_makes_no_folder(run: Run, home: Path, command: tuple[str, ...]) -> None:
    ran = run(*command)
    assert ran.code != 2, ran.err
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("command", UNWRITABLE, ids=" ".join)
def test_what_has_nothing_to_write_makes_no_folder(run: Run, home: Path, command: tuple[str, ...]) -> None:
    ran = run(*(part.replace("OUT", str(home / "out")) for part in command))
    assert ran.code != 0
    assert list(home.iterdir()) == []
