"""The index taken in and given back: all of it, with every mistake placed, and nothing lost on the way round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from openness.catalogue import PARAMETERS, Catalogue, System, load_catalogue
from openness.catalogue.news import changes_since
from openness.catalogue.osai import Release, read_index
from openness.catalogue.osai_export import index_file
from openness.errors import CatalogueError

NOW = Release("abc", "2026-06-12")


def system_file(name: str = "Made", **more: object) -> str:
    data: dict[str, Any] = {
        "system": {
            "name": name, "link": "https://example.org", "type": "text, code", "performanceclass": "full",
            "basemodelname": None, "endmodelname": "Made-Chat", "endmodellicense": "MIT", "releasedate": "2026-01",
            "notes": "words",
        },
        "org": {"name": "Nobody", "link": "example.org", "notes": None},
        **{name: {"class": "open", "link": None, "notes": "words"} for name in PARAMETERS},
    }  # fmt: skip
    for place, value in more.items():
        part, _, key = place.partition("__")
        data[part][key.replace("_", " ")] = value
    return "---\n# - National origin: Latvia\n" + yaml.safe_dump(data, sort_keys=False)


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    return tmp_path


def test_all_of_the_index_goes_round(shared: Path, tmp_path: Path) -> None:
    first = read_index(shared / "osai", NOW)
    assert (len(first.entries), first.problems) == (193, ())
    for stem, entry in first.entries.items():
        text = index_file(System.model_validate(entry))
        assert text is not None
        (tmp_path / f"{stem}.yaml").write_text(text, encoding="utf-8")
    assert read_index(tmp_path, NOW).entries == first.entries


def test_what_is_given_back_has_the_index_s_classes_and_keys(shared: Path) -> None:
    for system in load_catalogue().systems:
        text = index_file(system)
        if text is None:
            continue
        ours = yaml.safe_load(text)
        theirs = yaml.safe_load((shared / "osai" / f"{system.id}.yaml").read_text(encoding="utf-8"))
        assert {name: part["class"] for name, part in ours.items() if "class" in part} == {
            name: part["class"] for name, part in theirs.items() if "class" in part
        }
        assert set(ours) == set(theirs)


def test_mistyped_keys_of_the_index_are_listed_and_cost_nothing(shared: Path) -> None:
    odd = read_index(shared / "osai", NOW).oddities
    assert sum("'endmodel license'" in sentence for sentence in odd) == 4
    assert any(sentence.startswith("koala.yaml:") for sentence in odd)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (system_file(paper__class="full"), "'full' is no class; classes are open, partial, closed"),
        (system_file(paper__class=None), "'None' is no class"),
        (system_file(system__releasedate=None), "the key 'releasedate' is missing"),
        (system_file().replace("\npaper:", "\npapre:"), "the part 'paper' is missing"),
        ("- a list\n", "is no file of a system"),
        ("system: [", "a value should stand here"),
        (system_file() + "org: {name: twice}\n", "org"),
    ],
)
def test_a_wrong_file_is_placed_and_set_aside(tmp_path: Path, text: str, sentence: str) -> None:
    found = read_index(folder(tmp_path, Bad=text, Good=system_file()), NOW)
    assert list(found.entries) == ["Good"]
    assert sentence in "\n".join(found.problems)
    assert all(problem.startswith("Bad.yaml:") for problem in found.problems)


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="holds no file of a system"):
        read_index(tmp_path, NOW)


def test_changes_are_told_in_words(tmp_path: Path) -> None:
    one = read_index(folder(tmp_path, A=system_file("A"), B=system_file("B")), NOW).entries
    catalogue = Catalogue(tuple(System.model_validate(entry) for entry in one.values()))
    assert changes_since(catalogue, one) == ()
    (tmp_path / "B.yaml").unlink()
    two = read_index(
        folder(tmp_path, A=system_file("A", paper__class="closed", system__endmodellicense="X"), C=system_file("C")),
        NOW,
    ).entries
    assert changes_since(catalogue, two) == (
        "A: licence 'MIT' → 'X'",
        "A: paper open → closed",
        "B: gone from the index; keep its id as a former id of what took its place",
        "C: new",
    )


def test_what_no_index_rated_is_not_given_back() -> None:
    own = next(system for system in load_catalogue().systems if not system.assessments)
    assert index_file(own) is None
