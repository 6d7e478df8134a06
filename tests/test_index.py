"""The index as a library: what its documentation promises, and the notebook, executed."""

from __future__ import annotations

import doctest
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pandas as pd
import pytest

import openness
from openness.ranking.columns import LONG
from tests.fakehub import FakeHub

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def index() -> openness.Index:
    return openness.open_index("embedded")


def test_the_package_s_own_example_runs() -> None:
    assert doctest.testmod(openness).failed == 0


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys, openness; sys.exit(bool({'pandas', 'pydantic', 'huggingface_hub'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_name_it_offers_is_there() -> None:
    for name in openness.__all__:
        assert getattr(openness, name) is not None
    assert callable(openness.score)  # a room has the same name
    with pytest.raises(AttributeError, match="openness has no 'nothing'"):
        openness.nothing  # noqa: B018


def test_a_ranking_is_a_frame_without_inner_columns(index: openness.Index) -> None:
    frame = index.rank("default")
    assert not [name for name in frame.columns if name.startswith("_")]
    assert set(frame["id"]) == {system.id for system in index.catalogue.systems}
    by_licence = index.rank("default", kind="models", filters=["licence=mit"])
    whole = index.rank("default", kind="models").set_index("id")["rank"]
    assert by_licence["rank"].equals(whole.loc[by_licence["id"]].reset_index(drop=True))


def test_an_index_says_what_is_cut_off_of_its_snapshot(index: openness.Index, tmp_path: Path) -> None:
    assert index.damage is None
    assert "damaged" not in repr(index)
    copy = tmp_path / "copy"
    shutil.copytree(index.snapshot.folder, copy)
    whole = (copy / "evidence.parquet").read_bytes()
    (copy / "evidence.parquet").write_bytes(whole[: len(whole) // 2])
    hurt = openness.open_index(copy)
    assert hurt.damage is not None
    assert "evidence.parquet has" in hurt.damage
    assert hurt.damage in repr(hurt)
    assert len(hurt.rank("default")) == len(index.rank("default"))  # the evidence is not needed for that


def test_evidence_and_explanation_speak_of_the_same(index: openness.Index) -> None:
    name = index.rank("default")["name"].iloc[0]
    evidence, told = index.evidence(name), index.explain(name)
    answers = {item.signal for finding in told.findings for item in finding.evidence if item.value is not None}
    assert answers <= set(evidence.loc[evidence["value"].notna(), "signal"])
    assert told.standing is not None
    assert told.standing.rank == 1


def test_the_long_form_has_its_columns(index: openness.Index) -> None:
    rubric = openness.load_rubric("osai")
    frame = index.long(rubric)
    assert list(frame.columns) == [column.name for column in LONG]
    assert len(frame) == len(index.catalogue.systems) * len(rubric.criteria)
    known = frame["level"] != "unknown"
    assert frame.loc[known, "reason"].isna().all()
    assert frame.loc[~known, "reason"].notna().all()


def test_history_has_one_row_a_snapshot(index: openness.Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENNESS_HOME", str(tmp_path))
    name = index.rank("default")["name"].iloc[0]
    found = openness.history(name)
    assert found[["snapshot", "rank"]].to_numpy().tolist() == [[index.snapshot.id, 1]]


def test_licences_and_search_are_frames(index: openness.Index) -> None:
    assert {"id", "name"} <= set(index.licences.columns)
    found = index.search(index.catalogue.systems[0].name)
    assert isinstance(found, pd.DataFrame)
    assert index.catalogue.systems[0].id in set(found["id"])


def test_the_notebook_runs_from_top_to_bottom() -> None:
    notebook = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    space: dict[str, Any] = {}
    cells = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(cells) > 5
    for number, cell in enumerate(cells):
        exec(compile(cell, f"cell {number}", "exec"), space)
    assert len(space["joined"]) == len(space["own"])
    assert space["chart"].to_dict()["mark"]


def test_the_page_of_the_library_runs_and_names_all_that_is_offered() -> None:
    page = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(compile(block, "docs/library.md", "exec"), names)
    assert {"ranking", "facts", "free", "long", "found"} <= names.keys()
    assert all(len(names[name]) for name in ("ranking", "facts", "free", "long", "found"))
    assert names["told"].findings
    offered = [name for name in openness.__all__ if name[0].islower()]
    assert [name for name in offered if f"openness.{name}(" not in page] == []


def test_models_of_another_hub_are_scored_and_what_is_not_there_is_one_sentence() -> None:
    with FakeHub() as hub:
        hub.add_model("made/one", files={"README.md": "---\nlicense: apache-2.0\n---\n# One\n"})
        frame = openness.score(["made/one"], "osai", endpoint=hub.endpoint)
        assert list(frame["id"]) == ["made/one"]
        assert {asked.status for asked in hub.log} <= {200, 404}
        with pytest.raises(openness.OpennessError, match="made/none"):
            openness.score(["made/none"], endpoint=hub.endpoint)
        assert hub.errors == []


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda index: index.rank(kind="banana"), "there is no kind 'banana'; kinds are models, systems"),
        (lambda index: index.rank(kind="system"), "did you mean 'systems'?"),
        (lambda index: index.explain("OLMo", kind=7), "there is no kind 7"),
        (lambda index: index.find(None), "a name is a text, not None"),
        (lambda index: index.evidence(5), "a name is a text, not 5"),
        (lambda index: index.search(None), "what to search for is a text, not None"),
        (lambda index: index.rank(filters=None), "filters are a list of texts, not None"),
        (lambda index: index.rank(filters=[1]), "each of filters is a text, not 1"),
        (lambda index: index.rank(filters="banana"), "'banana' is no filter"),
        (lambda index: index.rank("no-such-rubric"), "there is no rubric 'no-such-rubric'"),
        (lambda _: openness.load_rubric("mof", cast("Any", "a=b")), "switches are a mapping"),
        (lambda _: openness.score(cast("Any", None)), "ids are a list of texts, not None"),
    ],
)
def test_whatever_is_wrong_in_a_call_is_one_sentence(
    index: openness.Index, call: Callable[[Any], object], told: str
) -> None:
    with pytest.raises(openness.OpennessError) as failure:
        call(index)
    assert told in str(failure.value)


def test_one_filter_may_stand_alone(index: openness.Index) -> None:
    alone, listed = index.rank(filters="licence=mit"), index.rank(filters=["licence=mit"])
    assert len(alone) > 0
    pd.testing.assert_frame_equal(alone, listed)
