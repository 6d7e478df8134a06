"""The wheel: everything openness needs is inside, and it works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as `pip install .` would; no network is needed."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("openness-*.whl")
    return built


def test_the_wheel_carries_what_is_needed_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {name.removeprefix("openness/_shipped/") for name in names if name.startswith("openness/_shipped/")}
    assert {
        "app.py",
        ".streamlit/config.toml",
        "scoring_rubrics/default.yaml",
        "catalog/snapshot/manifest.json",
    } <= shipped
    assert any(name.startswith("catalog/systems/") for name in shipped)
    for folder in ("scoring_rubrics", "catalog"):
        wanted = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {name for name in wanted if "__pycache__" not in name} <= shipped
    data = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "openness").rglob("*") if path.suffix in (".yaml", ".csv")
    }
    assert data <= names
    assert not [name for name in names if not name.startswith(("openness/", "openness-"))]
    assert not [name for name in names if "test" in Path(name).name]


def test_the_installed_command_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    installed, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    zipfile.ZipFile(wheel).extractall(installed)
    elsewhere.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "openness", "rank", "--top", "3", "--format", "csv"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = done.stdout.splitlines()
    assert rows[0].startswith("rank,id,name,score,low,high,coverage")
    assert len(rows) == 4
    where = subprocess.run(
        [sys.executable, "-P", "-c", "from openness.ui.serve import app_command; print(app_command(1)[4])"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )
    assert where.stdout.strip() == str(installed / "openness" / "_shipped" / "app.py")
