"""What to cite names everything a result rests on, and how to get it again."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import openness
from tests.cli.conftest import Run, run  # noqa: F401 - a fixture

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("rubric", ["default", "osaid"])
def test_it_names_snapshot_rubric_sources_and_the_command(run: Run, rubric: str) -> None:  # noqa: F811
    ran = run("cite", "--rubric", rubric, "--snapshot", "embedded")
    index, loaded = openness.open_index("embedded"), openness.load_rubric(rubric)
    assert ran.code == 0
    for part in (index.snapshot.id, loaded.reference, loaded.digest, index.catalogue.digest, openness.__version__):
        assert part in ran.out
    for source in index.snapshot.manifest.sources:
        assert source.origin in ran.out
    assert "doi:10.5281/zenodo.15386042" in ran.out
    command = ran.out.splitlines()[-1]
    assert all(f"--set {name}={option}" in command for name, option in loaded.switches.items())
    again = run(*command.removeprefix("openness ").replace("ranking.csv", "-").split())
    assert again.out == run("export", "-o", "-", "--rubric", rubric, "--snapshot", "embedded").out


def test_without_people_their_index_is_not_cited(run: Run) -> None:  # noqa: F811
    ran = run("cite", "--snapshot", "embedded", "--no-assessments")
    assert "database of" not in ran.out.partition("The rubric reads")[0]
    assert "--no-assessments" in ran.out


def test_the_citation_file_is_valid_and_of_this_version() -> None:
    data = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert data["cff-version"] == "1.2.0"
    assert str(data["version"]) == openness.__version__
    assert {"title", "message", "authors"} <= set(data)
