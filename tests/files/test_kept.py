"""Kept results: found under the same digest alone, never stale, never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import OpennessError
from openness.files import places
from openness.files.kept import Kept, folder_digest, joined_digest, package_digest, stat_digest, tool_digest

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(data=PLAIN, parts=st.lists(st.binary(max_size=40), max_size=4))
def test_what_was_kept_is_what_is_found(
    tmp_path_factory: pytest.TempPathFactory, data: object, parts: list[bytes]
) -> None:
    kept = Kept(tmp_path_factory.mktemp("kept") / "made when needed")
    kept.write("name", "digest", data, parts)
    found = kept.read("name", "digest")
    assert found is not None
    assert found.data == data
    assert [found.part(number) for number in range(len(parts))] == parts
    assert kept.read("name", "another") is None
    assert kept.read("other", "digest") is None


def test_without_a_folder_nothing_is_kept() -> None:
    kept = Kept(None)
    kept.write("name", "digest", 1)
    assert kept.read("name", "digest") is None


@pytest.mark.parametrize("cut", [0, 10, 70, 80])
def test_a_file_that_was_cut_off_is_as_none(tmp_path: Path, cut: int) -> None:
    kept = Kept(tmp_path)
    kept.write("name", "digest", ["some", "data"])
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:cut])
    assert kept.read("name", "digest") is None


@pytest.mark.parametrize("text", ["", "\n\n", "no digest\n{}\n", "[]\n[]\n"])
def test_a_file_of_something_else_is_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "name-digest.kept").write_text(text, encoding="utf-8")
    assert Kept(tmp_path).read("name", "digest") is None


def test_a_part_that_changed_is_told(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    kept.write("name", "digest", None, [b"first", b"second"])
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes().replace(b"second", b"secret"))
    found = kept.read("name", "digest")
    assert found is not None
    assert found.part(0) == b"first"
    with pytest.raises(OpennessError, match="is damaged; remove it"):
        found.part(1)


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where the folder should be", encoding="utf-8")
    kept = Kept(tmp_path / "file" / "cache")
    kept.write("name", "digest", 1)
    assert kept.read("name", "digest") is None


def test_the_oldest_go(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    for number in range(12):
        kept.write("name", str(number), number)
        path = tmp_path / f"name-{number}.kept"
        os.utime(path, ns=(number, number))
    kept.write("name", "last", 12)
    assert kept.read("name", "0") is None
    assert kept.read("name", "last") is not None
    assert len(list(tmp_path.iterdir())) <= 8


def test_a_folder_s_digest_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("one", encoding="utf-8")
    first = folder_digest(tmp_path)
    assert folder_digest(tmp_path) == first
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"compiled")
    assert folder_digest(tmp_path) == first
    (tmp_path / "a.yaml").write_text("two", encoding="utf-8")
    second = folder_digest(tmp_path)
    (tmp_path / "a.yaml").rename(tmp_path / "b.yaml")
    assert len({first, second, folder_digest(tmp_path)}) == 3


def test_a_folder_s_digest_is_the_same_wherever_it_stands(tmp_path: Path) -> None:
    for place in ("here", "there/below"):
        (tmp_path / place / "rules").mkdir(parents=True)
        (tmp_path / place / "rules" / "a.yaml").write_text("one", encoding="utf-8")
        (tmp_path / place / "b.py").write_text("two", encoding="utf-8")
    assert folder_digest(tmp_path / "here") == folder_digest(tmp_path / "there" / "below")
    (tmp_path / "here" / "b.py").rename(tmp_path / "here" / "rules" / "b.py")
    assert folder_digest(tmp_path / "here") != folder_digest(tmp_path / "there" / "below")


def test_sizes_and_times_make_a_digest_too(tmp_path: Path) -> None:
    missing = stat_digest(tmp_path, ["part"])
    (tmp_path / "part").write_bytes(b"12")
    there = stat_digest(tmp_path, ["part"])
    os.utime(tmp_path / "part", ns=(5, 5))
    assert len({missing, there, stat_digest(tmp_path, ["part"])}) == 3


@given(st.lists(st.text(), max_size=3), st.lists(st.text(), max_size=3))
def test_other_texts_have_another_digest(one: list[str], other: list[str]) -> None:
    if "\0".join(one) != "\0".join(other):
        assert joined_digest(*one) != joined_digest(*other)


def test_what_is_installed_beside_counts_for_this_machine_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, everywhere = tool_digest.__wrapped__(), package_digest.__wrapped__()
    (tmp_path / "another-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert tool_digest.__wrapped__() != here
    assert package_digest.__wrapped__() == everywhere


def test_the_tool_s_digest_is_one_of_hexadecimal_digits() -> None:
    assert len(tool_digest()) == 32
    assert int(tool_digest(), 16) >= 0


def test_where_results_are_kept() -> None:
    assert places.cache({"OPENNESS_CACHE": "off", "OPENNESS_HOME": "/h"}) is None
    assert places.cache({"OPENNESS_CACHE": "/c", "OPENNESS_HOME": "/h"}) == Path("/c")
    assert places.cache({"OPENNESS_HOME": "/h"}) == Path("/h/cache")
    assert places.cache({"XDG_CACHE_HOME": "/x"}) == Path("/x/openness")
