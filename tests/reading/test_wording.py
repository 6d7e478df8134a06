"""Denials, announcements and placeholders, in several languages; and plain sentences that are none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.wording import announces, denies, holds_any, is_placeholder
from openness.words import normal, scan


@pytest.mark.parametrize(
    "sentence",
    [
        "The recipe is not public.",
        "We never publish the corpus.",
        "It comes without any training code.",
        "No further details are given.",
        "The mixture remains undisclosed.",
        "We do not share the raw texts.",
        "We cannot release the recordings.",
        "The scripts are not available.",
        "Die Daten werden nicht veröffentlicht.",
        "Es gibt keine Angaben zu den Daten.",
        "Les données ne sont pas publiées.",
        "Los datos no están disponibles.",
        "I dati non sono pubblici.",
        "Os dados não são públicos.",
        "De gegevens zijn niet openbaar.",
        "Dane nie są publiczne.",
        "训练数据未公开。",
        "学習データは公開していません。",
        "학습 데이터는 공개하지 않습니다.",
    ],
)
def test_a_denial_is_heard(sentence: str) -> None:
    text = normal(sentence)
    assert denies(text)
    assert denies(text, scan([text])[0])


@pytest.mark.parametrize(
    "sentence",
    [
        "The recipe is public.",
        "All scripts stand in the repository.",
        "We publish the corpus under a free licence.",
        "Die Daten sind veröffentlicht.",
        "Les données sont publiées.",
        "Los datos están disponibles.",
        "I dati sono pubblici.",
        "训练数据已公开。",
        "Notable lakes and knots.",
        "",
    ],
)
def test_a_plain_statement_denies_nothing(sentence: str) -> None:
    text = normal(sentence)
    assert not denies(text)
    assert not denies(text, scan([text])[0])


@pytest.mark.parametrize(
    "sentence",
    [
        "The training code will be released in autumn.",
        "Paper coming soon.",
        "We plan to release the data.",
        "The report is coming soon.",
        "The weights will be made available next month.",
        "Der Code wird bald veröffentlicht.",
        "Le code sera publié prochainement.",
        "El código se publicará pronto.",
        "Il codice sarà pubblicato presto.",
        "代码即将发布。",
        "コードは近日公開予定です。",
    ],
)
def test_a_promise_is_heard(sentence: str) -> None:
    text = normal(sentence)
    assert announces(text)
    assert announces(text, scan([text])[0])


@pytest.mark.parametrize(
    "sentence",
    [
        "The training code is in our repository.",
        "We released the data in spring.",
        "The report describes the will of the people.",
        "Der Code ist veröffentlicht.",
        "Le code est publié.",
        "El código está publicado.",
        "代码已发布。",
        "",
    ],
)
def test_what_is_there_is_no_promise(sentence: str) -> None:
    text = normal(sentence)
    assert not announces(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "[More Information Needed]",
        "Hours used: [More Information Needed]",
        "- **Paper [optional]:** [More Information Needed]",
        "More information needed",
        "TODO",
        "To be added",
        "TBD",
        "{{ training_data | default('x') }}",
        "<!-- fill this in -->",
        "License: [needs more information]",
        "Developed by: [your name here]",
        "Contact: [insert address]",
        "Hardware type: [add machines]",
    ],
)
def test_a_form_that_nobody_filled_in_says_nothing(sentence: str) -> None:
    assert is_placeholder(sentence)
    assert is_placeholder(sentence, scan([normal(sentence)])[0])


@pytest.mark.parametrize(
    "sentence",
    [
        "Hours used: 340",
        "The report [3] tells how the lake was measured.",
        "We trained it on 40 GB of letters and 12 GB of diaries.",
        "See [our page](https://example.org) for more.",
        "The tokenizer marks names as <name> and places as <place> in every one of its texts.",
        "The dictionary {a, b} maps letters to sounds that people hear in the valley.",
        "Paper: The lake and the moor",
        "",
    ],
)
def test_what_says_something_is_no_placeholder(sentence: str) -> None:
    assert not is_placeholder(sentence)
    assert not is_placeholder(sentence, scan([normal(sentence)])[0])


@pytest.mark.parametrize(
    ("text", "stems", "held"),
    [
        ("the lake is deep", ("lake",), True),
        ("the lake is deep", ("moor", "deep"), True),
        ("the lake is deep", ("moor", "shallow"), False),
        ("the lake is deep", (), False),
        ("", ("lake",), False),
        ("湖很深", ("湖",), True),
        ("lakeside", ("side",), True),
    ],
)
def test_a_stem_is_held_wherever_it_stands(text: str, stems: tuple[str, ...], held: bool) -> None:
    assert holds_any(text, stems) is held


@given(st.text(max_size=300))
def test_any_text_has_an_answer_and_hints_change_none(text: str) -> None:
    lower = normal(text)
    hints = scan([lower])[0]
    assert denies(lower) is denies(lower, hints)
    assert announces(lower) is announces(lower, hints)
    assert is_placeholder(lower) is is_placeholder(lower, hints)


@given(st.text(max_size=80), st.lists(st.text(min_size=1, max_size=4), max_size=4))
def test_stems_are_found_as_python_finds_them(text: str, stems: list[str]) -> None:
    assert holds_any(text, tuple(stems)) is any(stem in text for stem in stems)


@pytest.mark.parametrize(
    "text", ["[" * 4_000, "{{" * 4_000, "<!--" * 2_000, "not " * 4_000, "- " * 4_000, "[ ]" * 2_000]
)
def test_long_hostile_texts_are_answered(text: str) -> None:
    assert is_placeholder(text) in (True, False)
    assert denies(normal(text)) in (True, False)
