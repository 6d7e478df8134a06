"""Rubric files before they are checked: which file a name means, and what extending joins."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import RubricError
from openness.rubric import load_rubric, parse_rubric
from openness.rubric.source import find_rubric, former_rubric, preset_paths, read_rubric_file
from tests.rubric.made import RUBRIC, SIGNALS

MORE = (
    "{id: more, dimension: data, question: Q?, why: W., fix: F., otherwise: open, levels: {open: {licence.osi: true}}}"
)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(RUBRIC, encoding="utf-8")
    return path


def child(base: Path, text: str, name: str = "child.yaml") -> Path:
    path = base.with_name(name)
    path.write_text(f"id: child\nversion: 1\nextends: base.yaml\n{text}", encoding="utf-8")
    return path


def problems(path: Path) -> list[str]:
    with pytest.raises(RubricError) as caught:
        load_rubric(str(path), SIGNALS)
    return [problem.rpartition("/")[2] for problem in caught.value.problems]


def test_presets_are_listed_in_the_order_of_their_files() -> None:
    found = preset_paths()
    assert {"default", "osai", "mof"} <= set(found)
    assert [path.name for path in found.values()] == sorted(path.name for path in found.values())
    assert all(path.is_file() and path.stem == name for name, path in found.items())
    assert find_rubric("default") == found["default"]


def test_a_preset_comes_before_a_file_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "default").write_text("x", encoding="utf-8")
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    assert find_rubric("default") == preset_paths()["default"]
    assert find_rubric("mine") == Path("mine")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("defualt", "there is no rubric 'defualt'; did you mean 'default'? Presets: "),
        ("qqqqqq", "there is no rubric 'qqqqqq'. Presets: "),
        ("", "there is no rubric ''. Presets: "),
        ("gone.yaml", "gone.yaml: there is no such rubric file; check the path"),
        ("gone.yml", "gone.yml: there is no such rubric file"),
        ("folder/gone", "folder/gone: there is no such rubric file"),
        (".", "there is no rubric '.'. Presets: "),  # a folder is no rubric
        ("x" * 400, "there is no rubric 'xxx"),  # too long for a file's name
        ("x" * 400 + ".yaml", "there is no such rubric file"),
        ("a\0b", "there is no rubric 'a"),
    ],
)
def test_a_name_that_means_nothing_says_what_there_is(name: str, sentence: str) -> None:
    with pytest.raises(RubricError) as caught:
        find_rubric(name)
    assert sentence in caught.value.problems[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a\n", "r.yaml:1:1: the file is a list; write lines of 'key: value', of a rubric id, version,"),
        ("", "r.yaml:1:1: the file is empty; write lines of 'key: value'"),
        ("extends: 3\n", "r.yaml:1:10: 'extends' names a preset or a file"),
        ("extends: [default]\n", "r.yaml:1:10: 'extends' names a preset or a file"),
        ("extends: defualt\n", "r.yaml:1:10: there is no rubric 'defualt' to extend; did you mean 'default'?"),
        (f"extends: {'x' * 400}\n", "to extend"),
        ("extends: ''\n", "there is no rubric '' to extend"),
        ("extends: r.yaml\n", "'r.yaml' extends this file in turn; break the circle"),
        ("a: 1\na: 2\n", "r.yaml:2:1: the key 'a' stands here a second time"),
    ],
)
def test_what_cannot_be_joined_is_told_where_it_stands(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        read_rubric_file(path)
    assert sentence in caught.value.problems[0]


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(RubricError, match=r"gone\.yaml cannot be read \(No such file or directory\)"):
        read_rubric_file(tmp_path / "gone.yaml")


def test_a_chain_may_be_long_but_not_endless(base: Path) -> None:
    for number in range(12):
        before = "base.yaml" if number == 0 else f"r{number - 1}.yaml"
        base.with_name(f"r{number}.yaml").write_text(
            f"id: r{number}\nversion: 1\nextends: {before}\n", encoding="utf-8"
        )
    assert load_rubric(str(base.with_name("r5.yaml")), SIGNALS).rubric.title == "Made for tests"
    with pytest.raises(RubricError, match="break the circle"):
        read_rubric_file(base.with_name("r11.yaml"))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ["final", "licensed", "data"]),
        ("criteria: []\n", ["final", "licensed", "data"]),
        ("remove: [licensed]\n", ["final", "data"]),
        ("remove: []\n", ["final", "licensed", "data"]),
        (
            f"criteria:\n  - {MORE}\n",
            ["final", "licensed", "data", "more"],
        ),
        ("criteria:\n  - {id: data, points: 1}\n  - {id: final, points: 2}\n", ["final", "licensed", "data"]),
    ],
)
def test_criteria_keep_the_order_of_the_base_and_then_their_own(base: Path, text: str, ids: list[str]) -> None:
    assert [item.id for item in load_rubric(str(child(base, text)), SIGNALS).rubric.criteria] == ids


def test_a_criterion_of_the_same_id_changes_the_keys_it_names_and_no_other(base: Path) -> None:
    path = child(base, "criteria:\n  - id: final\n    levels: {open: {weights.published: all}}\n    why: Other.\n")
    final, old = load_rubric(str(path), SIGNALS).rubric.criterion("final"), parse_rubric(RUBRIC, "r", SIGNALS).rubric
    assert (final.why, final.fix, final.points) == ("Other.", old.criterion("final").fix, 10)
    assert [level for level, _ in final.levels] == ["open"]  # levels are exchanged as a whole


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("title", "title: New words\n"),
        ("notice", "notice: Mind this\n"),
        ("description", "description: New words\n"),
        ("ranked_from", "ranked_from: 0.5\n"),
        ("assessments", "assessments: first\n"),
        ("ranks", "ranks: models\n"),
        ("ties", "ties: id_ascending\n"),
    ],
)
def test_a_key_of_the_child_replaces_the_base_s(base: Path, key: str, text: str) -> None:
    old = load_rubric(str(base), SIGNALS).rubric
    new = load_rubric(str(child(base, text)), SIGNALS).rubric
    assert str(getattr(new, key)) == text.partition(": ")[2].strip()
    assert getattr(new, key) != getattr(old, key)
    assert (new.gates, new.ladder) == (old.gates, old.ladder)


def test_examples_are_not_inherited_for_they_are_of_the_base(base: Path) -> None:
    assert load_rubric(str(child(base, "")), SIGNALS).rubric.examples == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("remove: [licensd]\n", "child.yaml:4:10: the extended rubric has no criterion 'licensd'; did you mean"),
        ("remove: licensed\n", "child.yaml:4:9: 'remove' is a list; write it as [weights-final]"),
        ("remove: {licensed: true}\n", "child.yaml:4:9: 'remove' is a list"),
        ("remove:\n", "child.yaml:4:8: 'remove' is a list"),
        ("remove: [[licensed]]\n", "child.yaml:4:10: the extended rubric has no criterion '['licensed']'"),
        ("remove: [licensed, licensed]\n", "child.yaml:4:20: the extended rubric has no criterion 'licensed'"),
        ("criteria: final\n", "child.yaml:4:11: 'criteria' is a list; write it as - id: weights-final"),
        ("criteria: {final: {points: 3}}\n", "child.yaml:4:11: 'criteria' is a list"),
        ("criteria:\n  - points: 3\n", "child.yaml:5:5: a criterion needs an id"),
        ("criteria:\n  - final\n", "child.yaml:5:5: a criterion needs an id"),
        ("criteria:\n  - id: data\n  - id: data\n", "child.yaml:6:9: 'data' stands twice"),
        ("criteria:\n  - id: data\n    pionts: 3\n", "child.yaml:6:5: unknown key 'pionts'; did you mean 'points'?"),
        ("criteria:\n  - id: data\n    points: -3\n", "child.yaml:6:13: "),
        ("titel: New\n", "child.yaml:4:1: unknown key 'titel'; did you mean 'title'?"),
    ],
)
def test_mistakes_of_the_child_point_into_the_child(base: Path, text: str, sentence: str) -> None:
    found = problems(child(base, text))
    assert any(sentence in problem for problem in found), found


def test_mistakes_of_both_are_told_in_their_own_files(base: Path) -> None:
    base.write_text(RUBRIC.replace("access.gate: none", "access.gate: non"), encoding="utf-8")
    found = problems(child(base, "criteria:\n  - id: licensed\n    dimension: dat\n"))
    assert [problem.split(":")[0] for problem in found] == ["base.yaml", "child.yaml"]


def test_former_bytes_are_joined_with_the_base_of_today(base: Path) -> None:
    path = child(base, "title: New\n")
    former = former_rubric(b"id: child\nversion: 1\nextends: base.yaml\ntitle: Old\n", path)
    assert former.data["title"] == "Old"
    assert read_rubric_file(path).data["title"] == "New"
    assert former.data["criteria"] == read_rubric_file(path).data["criteria"]


@given(st.lists(st.sampled_from(["final", "licensed", "data", "other"]), max_size=4))
def test_any_list_of_removals_removes_those_or_is_refused(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    base = tmp_path_factory.mktemp("r") / "base.yaml"
    base.write_text(RUBRIC, encoding="utf-8")
    path = child(base, f"remove: [{', '.join(names)}]\n")
    known = len(set(names)) == len(names) and "other" not in names
    try:
        left = [item["id"] for item in read_rubric_file(path).data["criteria"]]
    except RubricError:
        assert not known
    else:
        assert left == [item for item in ("final", "licensed", "data") if item not in names]
