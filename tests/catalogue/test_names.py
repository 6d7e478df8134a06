"""Names as people give them: an address of the Hub stands for the model in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.catalogue.names import name_given
from openness.errors import OpennessError

PART = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_\-]{0,12}", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://huggingface.co/org/name", "org/name"),
        ("http://www.huggingface.co/org/Name-2.5/", "org/Name-2.5"),
        ("huggingface.co/org/name", "org/name"),
        ("HuggingFace.co/org/name?library=transformers", "org/name"),
        ("https://hf.co/org/name#uses", "org/name"),
        ("//hf-mirror.com/org/name", "org/name"),
        ("https://huggingface.co/org/name/tree/main", "org/name"),
        ("https://huggingface.co/org/name/blob/main/docs/card.pdf", "org/name"),
        ("https://huggingface.co/org/name/discussions/4", "org/name"),
        ("https://huggingface.co/org/name/tree/0123abc", "org/name@0123abc"),
        ("https://huggingface.co/org/name/commit/0123abc", "org/name@0123abc"),
        ("https://huggingface.co/org/name/resolve/refs%2Fpr%2F1/config.json", "org/name@refs/pr/1"),
        ("https://huggingface.co/org/name/tree/My-Branch", "org/name@My-Branch"),
        ("https://huggingface.co/api/models/org/name", "org/name"),
        ("https://huggingface.co/api/models/org/name/revision/0123abc", "org/name@0123abc"),
        ("https://huggingface.co/gpt2", "gpt2"),
        ("https://huggingface.co/gpt2/tree/main", "gpt2"),
        ("https://huggingface.co/org/tree-model", "org/tree-model"),
        ("git@hf.co:org/name.git", "org/name"),
        ("https://user@huggingface.co/org/name", "https://user@huggingface.co/org/name"),  # may hold a secret: not read
        (" <https://huggingface.co/org/name>, ", "org/name"),
    ],
)
def test_an_address_of_the_hub_is_the_model_in_it(text: str, name: str) -> None:
    assert name_given(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "https://huggingface.co/datasets/org/name",
        "https://huggingface.co/spaces/org/name",
        "https://huggingface.co/papers/2401.00001",
        "https://huggingface.co/docs/hub/models",
        "https://huggingface.co/",
        "https://huggingface.co",
        "https://huggingface.co/org/a%20b",
        "https://huggingface.co/../etc",
    ],
)
def test_an_address_of_the_hub_that_is_no_model_s_is_said_to_be_none(text: str) -> None:
    with pytest.raises(OpennessError, match="an address of the Hub, but not a model's; give https://"):
        name_given(text)


@pytest.mark.parametrize(
    "text",
    [
        "org/name",
        "Llama 3.3",
        "org/name@main",
        "https://github.com/org/name",
        "Qwen2.5/7B",
        "a.co/b",
        "",
        " x ",
        "//",
        "git@x",
    ],
)
def test_any_other_text_is_the_name_itself(text: str) -> None:
    assert name_given(text) == text


@given(PART, PART, st.sampled_from(["https://huggingface.co/", "hf.co/", "git@hf.co:"]))
def test_every_id_survives_its_address(account: str, name: str, before: str) -> None:
    sections = {"datasets", "spaces", "docs", "blog", "papers", "collections", "models", "organizations", "join",
                "pricing", "tasks", "learn", "posts", "settings", "api"}  # fmt: skip
    inside = {"tree", "blob", "resolve", "raw", "commit", "commits", "revision", "discussions"}
    if account not in sections and name not in inside:
        assert name_given(f"{before}{account}/{name}") == f"{account}/{name}"


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_name_or_one_sentence(text: str) -> None:
    for given_text in (text, f"https://huggingface.co/{text}"):
        try:
            assert isinstance(name_given(given_text), str)
        except OpennessError as failure:
            assert "not a model's" in str(failure)
