"""What cards say of licences in running text; cards are made by hand."""

from __future__ import annotations

import pytest

from openness.card import parse_card
from openness.licences.claims import claims_of
from openness.licences.limit_sentences import limit_sentences
from openness.licences.outcome import UnreadKind
from openness.licences.resolution import resolve
from openness.licences.statements import statements
from openness.licences.subject import own_names
from openness.record.file_names import Scope
from tests.licences.made import record


def said(text: str) -> set[tuple[str, str]]:
    return {(scope.value, saying.value) for scope, saying in statements(parse_card(text), "README.md")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This code repository is licensed under the MIT License.", {("code", "mit")}),
        ("The code and model are released under Apache 2.0.", {("code", "apache-2.0"), ("weights", "apache-2.0")}),
        ("The dataset is available under CC-BY-4.0.", {("data", "cc-by-4.0")}),
        (
            "The code is released under the MIT License and the weights are released under CC BY-NC 4.0.",
            {("code", "mit"), ("weights", "cc-by-nc-4.0")},
        ),
        ("The base model is licensed under the Gemma Terms of Use.", set()),
        ("A variant of this model is published under the MIT license.", set()),
        ("This is needed to boost performance, and is available to everybody.", set()),
        ("The model is available under qwen settings.", set()),
        ("We thank Apache.", set()),
        ("- **License:** Non-commercial license", {("all", "non-commercial-unnamed")}),
        ("- **Model license**: mit", {("weights", "mit")}),
        ("- Code license: Apache 2.0", {("code", "apache-2.0")}),
        ("**License**: [terms](https://creativecommons.org/licenses/by-nc/4.0/)", {("all", "cc-by-nc-4.0")}),
        ("License terms are long and boost no one.", set()),
        ("Our code is Apache 2.0, weights CC BY-NC 4.0.", {("code", "apache-2.0"), ("weights", "cc-by-nc-4.0")}),
        ("License: Apache 2.0 (code), CC BY-NC 4.0 (weights)", {("code", "apache-2.0"), ("weights", "cc-by-nc-4.0")}),
        ("License: MIT (software); CC-BY-SA-4.0 (model)", {("code", "mit"), ("weights", "cc-by-sa-4.0")}),
        ("The model is not released under the MIT License.", set()),
        ("The weights are no longer available under the Apache 2.0 license.", set()),
        ("It was formerly released under the MIT License.", set()),
        ("The model was released under the MIT License until version 2.", set()),
        ("Mistral 7B is released under Apache 2.0.", set()),
        ("Eagle-13B is licensed under the MIT License.", set()),
        ("The original model is licensed under CC BY-NC 4.0.", set()),
        ("The weights are under an Apache 2.0-based licence.", set()),
        ("The model weights follow Apache 2.0 and the House Community License.", set()),
        ("- code: MIT\n- weights: CC BY-NC 4.0", {("code", "mit"), ("weights", "cc-by-nc-4.0")}),
    ],
)
def test_sentences(text: str, expected: set[tuple[str, str]]) -> None:
    assert said(f"# Model\n\n{text}\n") == expected


def test_the_row_of_a_model_in_a_table_of_models_tells_its_licence() -> None:
    table = (
        "# M\n\n| Model | Score | License |\n|---|---|---|\n"
        "| Star-13B | 7 | Apache 2.0 |\n| Star-7B | 6 | Non-commercial |\n"
    )
    found = statements(parse_card(table), "README.md", "org/Star-7B")
    assert [(scope, saying.value, saying.source.line) for scope, saying in found] == [
        (Scope.WEIGHTS, "non-commercial-unnamed", 6)
    ]
    assert statements(parse_card(table), "README.md", "org/Star-70B") == ()


def test_the_line_and_the_words_are_kept() -> None:
    found = statements(
        parse_card("# M\n\nThe code is under the MIT License, that is, licensed under the MIT License.\n"), "README.md"
    )
    assert found[0][0] is Scope.CODE
    assert found[0][1].source.line == 3
    assert found[0][1].source.quote is not None
    assert len(found[0][1].source.quote) <= 200


@pytest.mark.parametrize(
    "text",
    [
        "The model is for non-commercial use only.",
        "This model may only be used for research.",
        "The weights are intended for research purposes only.",
        "The model cannot be used for commercial purposes.",
    ],
)
def test_strict_sentences(text: str) -> None:
    assert limit_sentences(parse_card(f"# M\n\n{text}\n"), "README.md", own_names("a/m"))


@pytest.mark.parametrize(
    "text",
    [
        "The model may be used for research and commercial purposes.",
        "The dataset is for non-commercial use only.",
        "The original model is for research purposes only.",
        "The only commercial product that uses the model is ours.",
    ],
)
def test_sentences_that_limit_nothing_here(text: str) -> None:
    assert limit_sentences(parse_card(f"# M\n\n{text}\n"), "README.md", own_names("a/m")) == ()


def test_of_many_tables_with_licences_only_the_first_are_looked_at() -> None:
    head = "| a | b | license |\n|---|---|---|\n| a | b | license |\n\n"
    own = "| Model | Score | License |\n|---|---|---|\n| Star-7B | 6 | mit |\n"
    assert len(statements(parse_card(head * 2 + own), "README.md", "org/Star-7B")) == 1
    assert statements(parse_card(head * 2_000 + own), "README.md", "org/Star-7B") == ()


def test_a_field_under_an_item_about_another_model_is_not_ours() -> None:
    text = "- [Star-7B-Chat](https://huggingface.co/org/Star-7B-Chat): a chat model\n    - License: CC-BY-NC-4.0\n"
    assert statements(parse_card(f"# Star\n\n{text}"), "README.md", "org/Star-7B") == ()
    assert statements(parse_card("# Star\n\n- Languages: German\n- License: MIT\n"), "README.md", "org/Star-7B")


def test_a_model_called_by_its_name_is_this_model() -> None:
    card = parse_card("# M\n\nStar7B is licensed under the Apache 2.0 license.\n")
    assert [saying.value for _, saying in statements(card, "README.md", "org/Star7B-base")] == ["apache-2.0"]
    assert statements(card, "README.md", "org/Moon-1") == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The weights must follow the Sparrow Model License.", "Sparrow Model License"),
        ("Use of this model is subject to the Finch Community Agreement.", "Finch Community Agreement"),
        ("Our code is Apache 2.0, while the model weights comply with the Nest Licence.", "Nest Licence"),
        ("This model is released under a modified Zlib license.", "modified Zlib license"),
    ],
)
def test_a_name_we_do_not_know_that_the_text_gives_the_weights_is_their_licence(text: str, name: str) -> None:
    made = record(
        "house/sparrow", card={"license": "apache-2.0"}, text=f"---\nlicense: apache-2.0\n---\n# M\n\n{text}\n"
    )
    found = resolve(claims_of(made))
    assert found.governing is not None
    assert found.governing.name == name
    assert found.open is None
    assert UnreadKind.CARD_TERMS in {item.kind for item in found.unread}


@pytest.mark.parametrize(
    ("licence", "text"),
    [
        ("apache-2.0", "The code must follow the Sparrow Model License."),
        ("apache-2.0", "The weights no longer follow the Sparrow Model License."),
        ("apache-2.0", "The base model is subject to the Finch Community Agreement."),
        ("apache-2.0", "This model is released under the Apache License."),
        ("llama2", "Use of this model is governed by the House Licence."),
    ],
)
def test_a_name_for_something_else_or_beside_a_restricted_licence_changes_no_name(licence: str, text: str) -> None:
    made = record("house/sparrow", card={"license": licence}, text=f"---\nlicense: {licence}\n---\n# M\n\n{text}\n")
    found = resolve(claims_of(made))
    assert found.governing is not None
    assert found.governing.name == licence
