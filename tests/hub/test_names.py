"""Names alone decide: what may be asked for, which files are licences, what a model names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.hub.address import is_file_path, joined, origin_of, quoted_path, shown
from openness.hub.licence_paths import MOST_FILES, licence_paths
from openness.record.hub_id import is_full_id, is_hub_id
from openness.record.record import ModelBody


@given(st.text())
def test_an_id_never_leaves_its_place_in_an_address(text: str) -> None:
    if is_hub_id(text):
        assert not set(text) & set("?#%:@\\ \n")
        assert ".." not in text
        assert text.count("/") <= 1


@given(st.text(alphabet="ab./\\?#% ü\n", max_size=20))
def test_a_path_never_leaves_its_place_in_an_address(text: str) -> None:
    if is_file_path(text):
        address = joined("http://h/org/m/resolve/main/", quoted_path(text))
        assert address.startswith("http://h/org/m/resolve/main/")
        assert "?" not in address
        assert "#" not in address


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://h/x", "https://h:443/y", True),
        ("http://H", "http://h:80", True),
        ("https://h", "http://h", False),
        ("https://h", "https://h:444", False),
        ("https://h", "https://h.evil", False),
        ("https://h", "https://h@evil/", False),
        ("https://h", "//h", False),
        ("http://[::1", "http://[::1", True),
        ("https://h", "https://h:99999", False),
    ],
)
def test_origins(a: str, b: str, same: bool) -> None:
    assert (origin_of(a) == origin_of(b)) is same


@given(st.text(), st.integers(1, 50))
def test_foreign_text_in_a_message_is_one_short_line(text: str, limit: int) -> None:
    line = shown(text, limit)
    assert len(line) <= limit
    assert line.isprintable()


def test_licence_like_files() -> None:
    found = licence_paths([
        "README.md", "LICENSE", "license.md", "LICENSE-2.0", "LICENCE.txt", "COPYING", "LLAMA2_LICENSE", "Notice",
    ])  # fmt: skip
    assert set(found) == {
        "LICENSE", "license.md", "LICENSE-2.0", "LICENCE.txt", "COPYING", "LLAMA2_LICENSE", "Notice"
    }  # fmt: skip
    assert found[-1] == "Notice"


@pytest.mark.parametrize(
    "path",
    ["USE_POLICY.md", "USAGE_POLICY", "MODEL_ACCEPTABLE_USE_POLICY.txt", "Notice.txt", "THIRD_PARTY_NOTICES.md",
     "LICENSE.apache", "TERMS_OF_USE.md", "original/LICENSE", "Agreement.txt", "EULA.txt"],
)  # fmt: skip
def test_more_of_them(path: str) -> None:
    assert licence_paths([path]) == (path,)


@pytest.mark.parametrize(
    "path",
    ["licenses.json", "license.py", "LICENSE.pdf", "src/licensing.py", "a/b/c/LICENSE", "unlicensed.txt", "../LICENSE",
     "noticeable.txt", "LICENSE/../x", "LICENSE\n", "model.safetensors", "license_plates.csv", "policy.onnx"],
)  # fmt: skip
def test_what_only_looks_like_one(path: str) -> None:
    assert licence_paths([path]) == ()


@given(st.lists(st.text(alphabet="LICENSE/.mdtx-", max_size=20), max_size=60))
def test_licence_files_are_few_and_their_order_does_not_depend_on_the_list(paths: list[str]) -> None:
    found = licence_paths(paths)
    assert found == licence_paths(reversed(paths))
    assert len(found) <= MOST_FILES


def test_root_files_come_first() -> None:
    many = [f"part{number}/LICENSE" for number in range(20)] + ["NOTICE", "LICENSE"]
    assert licence_paths(many)[:2] == ("LICENSE", "NOTICE")
    assert len(licence_paths(many)) == MOST_FILES


@pytest.mark.parametrize("text", ["gpt2", "org/name", "Org_1/a.b-c", "org/" + "long-name-" * 20, "_under/score"])
def test_what_the_hub_once_accepted_is_an_id(text: str) -> None:
    assert is_hub_id(text)
    assert ModelBody.model_validate({"id": text}).id == text
    assert is_full_id(text) is ("/" in text)


@pytest.mark.parametrize(
    "text", ["", "/", "a/", "/a", "a/b/c", "a/../b", "..", "a b", "org/" + "x" * 300, "é/ü", "a/b\n"]
)
def test_what_leads_elsewhere_is_no_id(text: str) -> None:
    assert not is_hub_id(text)
