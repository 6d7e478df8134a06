"""What a model names: the same for all readers, however its publisher wrote it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.card.broken_head import readable_lines
from openness.card.named import MOST, Names, names_of
from openness.record.evidence import Confidence, Method, Source
from openness.record.record import Look, ModelBody, Relation, TextFile

BASE, FINETUNE = Relation.UNSTATED, Relation.FINETUNE


def body(**told: object) -> ModelBody:
    return ModelBody.model_validate({"id": "org/m", **told})


def card(head: str, text: str = "# M\n") -> TextFile:
    return TextFile(path="README.md", look=Look.READ, text=f"---\n{head}\n---\n{text}")


def bases(names: Names) -> list[tuple[str, Relation]]:
    return [(base.name, base.relation) for base in names.bases]


@pytest.mark.parametrize(
    ("metadata", "tags", "expected"),
    [
        ({"base_model": "a/b"}, [], [("a/b", BASE)]),
        ({"base_model": ["a/b", "c/d"]}, [], [("a/b", BASE), ("c/d", BASE)]),
        ({"base_model": "https://huggingface.co/a/b"}, [], [("a/b", BASE)]),
        ({"base_model": "hf.co/a/b/tree/main"}, [], [("a/b", BASE)]),
        ({"base_model": "https://huggingface.co/gpt2/"}, [], [("gpt2", BASE)]),
        ({"base_model": {"name": "a/b", "relation": "Merge"}}, [], [("a/b", Relation.MERGE)]),
        ({"base_model": [{"a/b": "quantized"}, "c/d"]}, [], [("a/b", Relation.QUANTIZED), ("c/d", BASE)]),
        ({"Base-Model": "a/b"}, [], [("a/b", BASE)]),
        ({"base_models": ["a/b"]}, [], [("a/b", BASE)]),
        ({"base_model": "a/b", "base_model_relation": "Finetune"}, [], [("a/b", FINETUNE)]),
        ({"base_model": "a/b", "base_model_relation": " fine-tune "}, [], [("a/b", FINETUNE)]),
        ({"base_model": "a/b", "base_model_relation": ["x"]}, [], [("a/b", BASE)]),
        ({"base_model": "A/b"}, ["base_model:a/B", "base_model:adapter:a/B"], [("A/b", Relation.ADAPTER)]),
        ({}, ["base_model:a/b", "base_model:quantized:a/b"], [("a/b", Relation.QUANTIZED)]),
        ({}, ["base_model:newkind:a/b"], [("newkind:a/b", BASE)]),
        ({"base_model": "gpt2"}, ["base_model:openai-community/gpt2"], [("gpt2", BASE)]),
        ({"base_model": "ORG/M"}, ["base_model:org/m"], []),
        ({"base_model": None}, [], []),
        ({"base_model": {"a": 1}}, [], []),
    ],
)  # fmt: skip
def test_bases(metadata: dict[str, object], tags: list[str], expected: list[tuple[str, Relation]]) -> None:
    assert bases(names_of(body(cardData=metadata, tags=tags))) == expected


def test_a_path_on_a_disk_is_told_and_is_no_id() -> None:
    (base,) = names_of(body(cardData={"base_model": "/workspace/out/model"})).bases
    assert not base.is_id


@pytest.mark.parametrize("config", [{"peft": {}}, {"adapter_config": {}}, {}])
def test_an_adapter_s_configuration_names_its_base(config: dict[str, Any]) -> None:
    (config.get("peft", config.get("adapter_config", config)))["base_model_name_or_path"] = "a/b"
    (base,) = names_of(body(config=config)).bases
    assert (base.name, base.relation, base.method) == ("a/b", Relation.ADAPTER, Method.API)


def test_words_count_only_where_no_id_is_told() -> None:
    text = "# M\n\nFine-tuned from [base](https://huggingface.co/org/base-7b).\n"
    found = names_of(body(), card("license: mit", text))
    assert (bases(found), found.bases[0].method) == ([("org/base-7b", FINETUNE)], Method.CARD)
    assert bases(names_of(body(cardData={"base_model": "org/other"}), card("license: mit", text))) == [
        ("org/other", BASE)
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["a", "B", None, 3, " "], ["a", "B", "C"]),
        ("one", ["one", "b", "C"]),
        ({"x": 1}, ["b", "C"]),
        ([{"name": "org/set"}, "https://huggingface.co/datasets/org/two"], ["org/set", "org/two", "b", "C"]),
    ],
)
def test_datasets_each_once(told: object, expected: list[str]) -> None:
    found = names_of(body(cardData={"datasets": told}, tags=["dataset:b", "dataset:C", "dataset:"]))
    assert [named.name for named in found.datasets] == expected


@pytest.mark.parametrize(
    ("head", "licences", "confidence"),
    [
        ("license: mit", ["mit"], Confidence.HIGH),
        ("licence: cc-by-nc-4.0", ["cc-by-nc-4.0"], Confidence.MEDIUM),
        ("licenses:\n- cc-by-4.0\n- mit", ["cc-by-4.0", "mit"], Confidence.MEDIUM),
        ("License: mit", ["mit"], Confidence.MEDIUM),
        ("licence: cc-by-nc-4.0\nlicense: mit", ["mit", "cc-by-nc-4.0"], Confidence.HIGH),
        ("license:\n  id: mit", ["mit"], Confidence.HIGH),
    ],
)
def test_licences_under_the_keys_that_people_write(head: str, licences: list[str], confidence: Confidence) -> None:
    found = names_of(body(), card(head)).licences
    assert [named.name for named in found] == licences
    assert found[0].confidence is confidence
    assert found[0].source.file == "README.md"
    assert found[0].source.line in (2, 3)


def test_name_and_link_of_a_licence() -> None:
    found = names_of(body(cardData={"license": "other", "licence_name": "own-1", "license_link": "LICENSE"}))
    assert found.licence_name is not None
    assert found.licence_link is not None
    assert (found.licence_name.name, found.licence_name.confidence) == ("own-1", Confidence.MEDIUM)
    assert (found.licence_link.name, found.licence_link.source) == (
        "LICENSE",
        Source(json_path="$.cardData.license_link"),
    )


BROKEN = ["license: mit\nwidget:\n- text: what: this", "license: mit\nlanguage:\n\t- en", "license: mit\nx: [a"]


@pytest.mark.parametrize("head", BROKEN)
def test_a_broken_head_is_no_silence_and_its_plain_lines_are_a_hint(head: str) -> None:
    found = names_of(body(), card(f"{head}\nbase_model: a/b"))
    assert found.unread is not None
    assert "YAML" in found.unread
    assert [(named.name, named.confidence) for named in found.licences] == [("mit", Confidence.LOW)]
    assert [(base.name, base.confidence, base.source.line) for base in found.bases] == [
        ("a/b", Confidence.LOW, 2 + len(head.split("\n")))
    ]


def test_what_the_hub_could_read_goes_before_a_broken_head() -> None:
    found = names_of(body(cardData={"license": "apache-2.0"}), card(BROKEN[0]))
    assert found.unread is None
    assert [(named.name, named.confidence) for named in found.licences] == [("apache-2.0", Confidence.HIGH)]


def test_a_line_drawn_first_is_no_head() -> None:
    found = names_of(body(), TextFile(path="README.md", look=Look.READ, text="---\nSome words follow.\n"))
    assert found == Names()


@given(st.text(alphabet="ab:- \t'\"[]{}\n#licensemt", max_size=80))
def test_readable_lines_are_in_the_text(raw: str) -> None:
    values, lines = readable_lines(raw, 1)
    assert values.keys() == lines.keys()
    for key, line in lines.items():
        assert raw.split("\n")[line - 1].startswith(key)


def test_naming_has_an_end() -> None:
    assert len(names_of(body(cardData={"datasets": [f"d{n}" for n in range(10_000)]})).datasets) == MOST
    assert len(names_of(body(cardData={"datasets": ["x" * 10_000]})).datasets[0].name) == 300


@pytest.mark.parametrize("text", ["---\nbase_model: a/b\n---\n", "\ufeff---\r\nbase_model: a/b\r\n---\r\n# x"])
def test_the_parsed_card_and_its_text_name_the_same(text: str) -> None:
    file = TextFile(path="README.md", look=Look.READ, text=text)
    assert names_of(body(), file) == names_of(body(), file, parse_card(text))
    assert bases(names_of(body(), file)) == [("a/b", BASE)]
    assert names_of(body(), TextFile(path="README.md", look=Look.REFUSED)) == Names()
