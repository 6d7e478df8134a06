"""Libraries that models are run with: what the shipped file says, and what is told of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from openness.catalogue.library import FILE, Libraries, load_libraries
from openness.views.catalogue import libraries_table, library_text

MADE = """\
libraries:
  - id: upper
    name: Upper
    aliases: [upper-old]
    address: https://upper.example
    sources:
      package: {url: 'https://upper.example/package', date: 2026-11}
    facts:
      licence: {value: mit, source: package}
      keeper: {name: Upper Institute, source: package}
      country: {not_found: 2026-11}
      runs_on: {value: [lower], source: package}
  - id: lower
    name: Lower
    address: https://lower.example
    sources:
      page: {url: 'https://lower.example/page', date: 2026-10}
    facts:
      country: {value: LV, source: page}
      runs_on: {alone: true, source: page}
"""


def made(tmp_path: Path, text: str = MADE) -> Libraries:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    return load_libraries(tmp_path)


def test_every_shipped_fact_has_a_source_or_a_day() -> None:
    shipped = load_libraries()
    assert shipped.problems == ()
    assert {"transformers", "diffusers", "pytorch", "gguf", "mlx", "timm", "sentence-transformers"} <= {
        item.id for item in shipped.all
    }
    for item in shipped.all:
        assert {"licence", "country"} <= set(item.facts.stated)
        assert all(fact.not_found or fact.source_keys for fact in item.facts.stated.values())


@pytest.mark.parametrize(
    ("name", "library"),
    [
        ("torch", "pytorch"),
        ("PyTorch", "pytorch"),
        ("llama.cpp", "gguf"),
        ("Sentence Transformers", "sentence-transformers"),
    ],
)
def test_a_library_is_found_by_whatever_names_it(name: str, library: str) -> None:
    found = load_libraries().find(name)
    assert found is not None
    assert found.id == library


def test_what_it_runs_on_is_followed_down(tmp_path: Path) -> None:
    libraries = made(tmp_path)
    upper = libraries.find("UPPER_OLD")
    assert upper is not None
    assert [item.id for item in libraries.below(upper)] == ["lower"]
    told = library_text(libraries, "upper")
    assert "licence: mit; https://upper.example/package (2026-11)" in told
    assert "country of the keeper: nothing found on 2026-11" in told
    assert "country of the keeper: Latvia" in told
    assert library_text(libraries, "unheard-of") == ""


def test_a_circle_ends(tmp_path: Path) -> None:
    circle = made(tmp_path, MADE.replace("{alone: true, source: page}", "{value: [upper], source: page}"))
    upper = circle.find("upper")
    assert upper is not None
    assert [item.id for item in circle.below(upper)] == ["lower"]


def test_models_are_counted_under_any_name(tmp_path: Path) -> None:
    rows = libraries_table(made(tmp_path), {"Upper": 2, "upper-old": 1, "else": 9}).splitlines()
    assert rows[1].split()[:2] == ["upper", "3"]
    assert rows[2].split()[:2] == ["lower", "0"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("value: [lower]", "value: [lowr]", "there is no library 'lowr'"),
        (
            "keeper: {name: Upper Institute, source: package}",
            "keeper: {name: Upper Institute, source: pakage}",
            "'pakage'",
        ),
        ("aliases: [upper-old]", "aliases: [Lower]", "names both"),
        ("licence: {value: mit, source: package}", "licence: {value: mit}", "a fact has a source"),
        ("id: lower", "id: lower\n    colour: red", "colour"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, problem: str) -> None:
    found = made(tmp_path, MADE.replace(old, new))
    assert found.all == ()
    assert any(problem in line and line.startswith(f"{FILE}:") for line in found.problems)


def test_a_catalogue_without_the_file_has_none(tmp_path: Path) -> None:
    assert load_libraries(tmp_path) == Libraries()
