"""Names alone decide: what may be asked for, which files are licences, what a model names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.hub.address import is_file_path, joined, origin_of, quoted_path, shown
from openness.hub.licence_paths import MOST_FILES, licence_paths
from openness.hub.mentions import MOST_NAMED, card_metadata, named_bases, named_datasets
from openness.record.hub_id import is_full_id, is_hub_id
from openness.record.record import Look, ModelBody, Relation, TextFile


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


def body(**told: object) -> ModelBody:
    return ModelBody.model_validate({"id": "org/m", **told})


def test_datasets_from_card_data_and_tags_each_once() -> None:
    model = body(tags=["dataset:b", "dataset:C", "dataset:"])
    assert named_datasets(model, {"datasets": ["a", "B", None, 3, " "]}) == ("a", "B", "C")
    assert named_datasets(model, {"datasets": "one"}) == ("one", "b", "C")
    assert named_datasets(body(), {"datasets": {"x": 1}}) == ()


def test_naming_has_an_end() -> None:
    assert len(named_datasets(body(), {"datasets": [f"d{n}" for n in range(10_000)]})) == MOST_NAMED
    assert len(named_datasets(body(), {"datasets": ["x" * 10_000]})[0]) == 300


@pytest.mark.parametrize(
    ("metadata", "tags", "bases"),
    [
        ({"base_model": "a/b"}, [], [("a/b", Relation.UNSTATED)]),
        ({"base_model": ["a/b", "c/d"]}, [], [("a/b", Relation.UNSTATED), ("c/d", Relation.UNSTATED)]),
        ({"base_model": "a/b", "base_model_relation": "merge"}, [], [("a/b", Relation.MERGE)]),
        ({"base_model": "a/b", "base_model_relation": ["x"]}, [], [("a/b", Relation.UNSTATED)]),
        ({"base_model": "A/b"}, ["base_model:a/B", "base_model:adapter:a/B"], [("A/b", Relation.ADAPTER)]),
        ({}, ["base_model:a/b", "base_model:quantized:a/b"], [("a/b", Relation.QUANTIZED)]),
        ({}, ["base_model:newkind:a/b"], [("newkind:a/b", Relation.UNSTATED)]),
        ({"base_model": "ORG/M"}, ["base_model:org/m"], []),
        ({"base_model": None}, [], []),
        ({"base_model": {"a": 1}}, [], []),
    ],
)
def test_bases(metadata: dict[str, object], tags: list[str], bases: list[tuple[str, Relation]]) -> None:
    assert list(named_bases(body(tags=tags), metadata)) == bases


@pytest.mark.parametrize("text", ["---\nbase_model: a/b\n---\n", "\ufeff---\r\nbase_model: a/b\r\n---\r\n# x"])
def test_metadata_from_the_card_where_the_hub_told_none(text: str) -> None:
    card = TextFile(path="README.md", look=Look.READ, text=text)
    assert card_metadata(body(), card) == {"base_model": "a/b"}
    assert card_metadata(body(cardData={"x": 1}), card) == {"x": 1}
    assert card_metadata(body(), TextFile(path="README.md", look=Look.REFUSED)) == {}


def test_a_base_named_only_in_the_cards_words_is_followed_and_metadata_goes_first() -> None:
    text = "# M\n\nFine-tuned from [base](https://huggingface.co/org/base-7b).\n"
    card = TextFile(path="README.md", look=Look.READ, text=text)
    assert named_bases(body(), {}, card) == (("org/base-7b", Relation.FINETUNE),)
    assert named_bases(body(), {"base_model": "org/other"}, card) == (("org/other", Relation.UNSTATED),)
    assert named_bases(body(), {}) == ()


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
