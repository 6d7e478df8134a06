"""The words of all languages compiled: what is said, where first, how often; and that hints never hide a match."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.words import ALL, every, hinting, says, scan
from openness.words.language import Entry, Language, normal
from openness.words.lexicon import Lexicon, lexicon
from openness.words.meaning import Meaning
from openness.words.phrase import Script


def language(name: str, script: Script = Script.LATIN, **meanings: list[str]) -> Language:
    entries = {key: [Entry(says=phrase, example="x") for phrase in told] for key, told in meanings.items()}
    return Language(language=name, name=name, script=script, meanings=entries)


SCANNED = [meaning for meaning in Meaning if not meaning.aside]
ASIDE = [meaning for meaning in Meaning if meaning.aside]
MADE = Lexicon(
    [
        language("aa", denies=["never", "not at all"], data=["lake*", "lake letters"], trains=["script*"]),
        language("bb", denies=["niemals"], data=["briefe"]),
        language("cc", Script.EAST_ASIAN, denies=["未"], data=["数据"]),
    ]
)


@pytest.mark.parametrize(
    ("meaning", "text", "found"),
    [
        (Meaning.DENIES, "we never do", "never"),
        (Meaning.DENIES, "this is not at all so", "not at all"),
        (Meaning.DENIES, "niemals", "niemals"),
        (Meaning.DENIES, "数据未公开", "未"),
        (Meaning.DENIES, "neverland", None),
        (Meaning.DENIES, "we do", None),
        (Meaning.DENIES, "", None),
        (Meaning.DATA, "the lakes", "lake"),
        (Meaning.DATA, "alte briefe", "briefe"),
        (Meaning.DATA, "数据", "数据"),
        (Meaning.DATA, "never", None),
        (Meaning.TRAINS, "two scripts", "script"),
        (Meaning.LICENCE, "never lakes scripts", None),
    ],
)
def test_a_meaning_is_said_in_any_language(meaning: Meaning, text: str, found: str | None) -> None:
    match = MADE.says(meaning, text)
    assert (None if match is None else match[0]) == found
    hinted = MADE.says(meaning, text, MADE.hints(text))
    assert (None if hinted is None else hinted[0]) == found


@pytest.mark.parametrize(
    ("text", "start"),
    [("niemals never", 0), ("never niemals", 0), ("so not at all never", 3), ("x 未 never", 2)],
)
def test_of_several_phrases_the_first_in_the_text_counts(text: str, start: int) -> None:
    match = MADE.says(Meaning.DENIES, text)
    assert match is not None
    assert match.start() == start


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("never and never", [0, 10]),
        ("never niemals", [0, 6]),
        ("nothing", []),
        ("", []),
    ],
)
def test_every_place_is_told(text: str, places: list[int]) -> None:
    assert sorted(match.start() for match in MADE.every(Meaning.DENIES, text)) == places


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("never", {Meaning.DENIES}),
        ("lake letters", {Meaning.DATA}),
        ("never lakes", {Meaning.DENIES, Meaning.DATA}),
        ("two scripts niemals", {Meaning.TRAINS, Meaning.DENIES}),
        ("neverland", {Meaning.DENIES}),
        ("hello", set()),
        ("", set()),
    ],
)
def test_hints_tell_which_meanings_are_worth_asking(text: str, meanings: set[Meaning]) -> None:
    hints = MADE.hints(text)
    assert {meaning for meaning in SCANNED if hints & MADE.mask(meaning)} == meanings


def test_what_is_asked_aside_is_worth_asking_of_any_text() -> None:
    assert ASIDE
    for hints in (MADE.hints("never"), MADE.hints("")):
        assert all(hints & MADE.mask(meaning) for meaning in ASIDE)


def test_no_scan_looks_for_the_stems_of_what_is_asked_aside() -> None:
    told = language("aa", denies=["never"], of_this=["this"])
    scanned, apart = Lexicon([told]), Lexicon([told], aside=True)
    both = Meaning.DENIES.mask | Meaning.OF_THIS.mask
    assert scanned.hints("this") & ~scanned.hints("") == 0
    assert apart.hints("never") & ~apart.hints("") == 0
    assert scanned.hints("never") & both == both
    match = apart.says(Meaning.OF_THIS, "so is this", apart.hints("so is this"))
    assert match is not None
    assert match[0] == "this"
    assert apart.says(Meaning.OF_THIS, "so is that", apart.hints("so is that")) is None


@pytest.mark.parametrize("text", ["this model", "the model", "", "x " * 400 + "our model"])
def test_hints_of_the_words_around_do_not_matter_for_what_is_asked_aside(text: str) -> None:
    asked = [says(Meaning.OF_THIS, text, hints) is not None for hints in (ALL, 0, scan([text])[0])]
    assert asked == [("this" in text or "our" in text)] * 3
    found = [match.start() for match in every(Meaning.OF_THIS, text, 0)]
    assert found == [match.start() for match in every(Meaning.OF_THIS, text)]


def test_hints_of_nothing_leave_everything_out() -> None:
    assert MADE.says(Meaning.DENIES, "never", 0) is None
    assert MADE.says(Meaning.DENIES, "never", ALL) is not None
    assert MADE.says(Meaning.DENIES, "never", MADE.mask(Meaning.DATA)) is None


def test_a_mask_of_several_is_that_of_each() -> None:
    both = MADE.mask(Meaning.DENIES, Meaning.DATA)
    assert both == MADE.mask(Meaning.DENIES) | MADE.mask(Meaning.DATA)
    assert MADE.mask(Meaning.DENIES) & MADE.mask(Meaning.DATA) == 0
    assert MADE.mask() == 0


def test_a_phrase_that_two_languages_share_stands_once() -> None:
    twice = Lexicon([language("aa", denies=["non"]), language("bb", denies=["non"])])
    assert twice.mask(Meaning.DENIES).bit_count() == 1
    assert [match[0] for match in twice.every(Meaning.DENIES, "non")] == ["non"]


def test_a_lexicon_of_no_languages_says_nothing() -> None:
    empty = Lexicon([])
    assert empty.says(Meaning.DENIES, "never") is None
    said = hinting(*SCANNED)
    assert [hints & said for hints in empty.scan(["never", ""])] == [0, 0]


@pytest.mark.parametrize(
    "sentences",
    [
        [],
        [""],
        ["", ""],
        ["never"],
        ["never", "lake"],
        ["", "never", "", "lake", ""],
        ["lake letters", "letters", "lake", "letters never"],
        ["未", "数据未公开", "x"],
        ["not at", "all"],
    ],
)
def test_one_pass_over_all_sentences_finds_what_each_alone_holds(sentences: list[str]) -> None:
    assert MADE.scan(sentences) == [MADE.hints(sentence) for sentence in sentences]


def test_the_words_of_all_languages_are_read_once_and_hold_every_meaning() -> None:
    assert lexicon() is lexicon()
    assert all(lexicon().mask(meaning) for meaning in Meaning)


WORDS = (
    "never not at all lake letters script niemals briefe the will be released soon licence data 未 数据 8 gpus".split()
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(st.lists(TEXTS, max_size=6))
def test_scanning_is_asking_each(sentences: list[str]) -> None:
    assert MADE.scan(sentences) == [MADE.hints(sentence) for sentence in sentences]
    assert scan(sentences) == [lexicon().hints(sentence) for sentence in sentences]


@given(st.one_of(TEXTS, st.text(max_size=120)), st.sampled_from(list(Meaning)))
def test_hints_never_hide_what_is_said(text: str, meaning: Meaning) -> None:
    lower = normal(text)
    hints = scan([lower])[0]
    plain, hinted = says(meaning, lower), says(meaning, lower, hints)
    assert (plain is None) is (hinted is None)
    assert plain is None or hinted is None or plain.span() == hinted.span()
    if plain is not None:
        assert hints & hinting(meaning)
        assert plain.start() == min(match.start() for match in every(meaning, lower))


@pytest.mark.parametrize("piece", ["will be ", "not ", "commercial ", "trained on ", "未公开", "gpu ", "a-"])
def test_long_hostile_sentences_are_asked_for_everything(piece: str) -> None:
    text = normal(piece * (4_000 // len(piece)))
    hints = scan([text])[0]
    assert all(says(meaning, text, hints) is None or hints & hinting(meaning) for meaning in Meaning)


def test_what_was_scanned_before_is_remembered_within_a_bound() -> None:
    few = Lexicon([language("aa", denies=["never"])])
    sentences = [f"number {number} never" for number in range(6_000)]
    assert few.scan(sentences) == few.scan(sentences) == [few.hints(sentence) for sentence in sentences]
    few.scan(["one more"])
    assert len(few._scans()._seen) == 1
    few.scan(["long " * 100])
    assert len(few._scans()._seen) == 1


def test_a_short_word_hints_only_where_it_stands_by_itself() -> None:
    made = Lexicon([language("es", denies=["es", "pier*"])])
    mask = made.mask(Meaning.DENIES)
    alone, within, beside = made.scan(["eso es!", "yes, these places", "es-modelo"])
    assert alone & mask
    assert not within & mask
    assert beside & mask
    assert made.hints("es") & mask
    assert made.hints("estos\nes") & mask
    assert not made.hints("estos") & mask
