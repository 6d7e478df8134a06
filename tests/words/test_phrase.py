"""The language of phrases: what each sign means, what is refused, and that matching is bounded."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.words import Meaning, hinting, scan
from openness.words.language import languages
from openness.words.phrase import PhraseError, Script, read_phrase
from openness.words.rule import END


def finds(phrase: str, text: str, script: Script = Script.LATIN) -> bool:
    return re.search(read_phrase(phrase, script).pattern, text) is not None


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("commercial use", "no commercial use here", True),
        ("commercial use", "noncommercial uses", False),
        ("licen(s | c)e", "the licence", True),
        ("licen(s | c)e", "the license", True),
        ("may [not] be used", "may be used", True),
        ("may [not] be used", "may not be used", True),
        ("may [not] be used", "maybe used", False),
        ("[strictly] forbidden", "forbidden", True),
        ("publi*", "published", True),
        ("publi*", "republish", False),
        ("*publi*", "republish", True),
        ("fine~tun*", "finetuned", True),
        ("fine~tun*", "fine-tuned", True),
        ("fine~tun*", "fine tuning", True),
        ("not ... allowed", "not at all allowed", True),
        ("not ... allowed", "not. it is allowed", False),
        ("not ... allowed", "not " + "x" * 70 + " allowed", False),
        ("not ...90 allowed", "not " + "x" * 70 + " allowed", True),
        ("was <2> trained", "was then quickly trained", True),
        ("was <2> trained", "was then very quickly trained", False),
        ("# gpus", "1,024 gpus", True),
        ("# gpus", "many gpus", False),
        ("^todo$", "todo.", True),
        ("^todo$", "a todo", False),
        ("data !(parallel)", "data parallel", False),
        ("data !(parallel)", "data here", True),
        ("(train | training) !(data)", "training data", False),
        ("{{\\d{1,3} ?}}gb", "24 gb", True),
        ("l'usage", "l’usage", True),
        ("open-source", "open‑source", True),
        ("c++ (code | script*)", "c++ scripts", True),
    ],
)
def test_a_sign_means_what_the_documentation_says(phrase: str, text: str, found: bool) -> None:
    assert finds(phrase, text) is found


def test_east_asian_words_have_no_edges_and_spaces_may_be_missing() -> None:
    assert finds("上업 이용", "비上업이용은", Script.EAST_ASIAN)
    assert finds("禁止 ... 商用", "禁止一切商用行为", Script.EAST_ASIAN)


def test_english_words_end_where_another_script_begins() -> None:
    assert finds("gpu", "使用gpu训练", Script.ENGLISH)
    assert not finds("gpu", "使用gpu训练", Script.LATIN)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("(a | b", "is missing"),
        ("a | b", "round brackets"),
        ("a)", "closes nothing"),
        ("(a | )", "empty"),
        ("", "empty"),
        ("...", "plain word"),
        ("[maybe]", "plain word"),
        ("#", "plain word"),
        ("Upper", "lower case"),
        ("{{\\d+}} words", "without a bound"),
        ("{{(?:ab){2}}} words", "repeats a group"),
        ("{{[}} words", "regular expression"),
        ("a <40> word", "1 to|one to"),
        ("<2> word", "before them"),
        ("word ...900 word", "at most"),
        ("aa ... bb ... cc ... dd", "gaps"),
        ("(a [b (c [d (e)])])", "deeper"),
        ("word <", "cannot read"),
    ],
)
def test_what_is_not_well_formed_is_told(phrase: str, sentence: str) -> None:
    with pytest.raises(PhraseError, match=sentence):
        read_phrase(phrase, Script.LATIN)


SINGLE = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]")


def test_no_phrase_of_any_language_repeats_without_a_bound() -> None:
    for language in languages():
        for entries in language.meanings.values():
            for entry in entries:
                plain = SINGLE.sub("x", read_phrase(entry.says, language.script).pattern)
                assert re.search(r"[*+]|\{\d*,\}", plain) is None, entry.says


def test_a_text_tries_only_phrases_of_which_it_holds_a_stem_however_long_it_is() -> None:
    plain = "a garden where cats sleep in the sun "
    hints = scan([plain, plain * 50])
    assert hints[0] == hints[1]
    assert (hints[0] >> END).bit_count() < 20
    assert scan(["the corpus is not published"])[0] & hinting(Meaning.DENIES)


WORDS = st.sampled_from(["alpha", "beta*", "gam~ma", "[delta]", "(one | two three)", "...", "eps", "(x1 | y2)[z3]"])


@given(st.lists(WORDS, min_size=1, max_size=5), st.text(alphabet="alphbetgm onwrxyz123-", max_size=60))
def test_every_match_of_any_phrase_holds_a_stem(words: list[str], text: str) -> None:
    try:
        phrase = read_phrase(" ".join(words), Script.LATIN)
    except PhraseError:
        return
    for match in re.finditer(phrase.pattern, " ".join(text.split())):
        assert any(stem in match[0] for stem in phrase.stems)


@given(st.text(max_size=40))
def test_any_line_is_a_phrase_or_a_told_mistake(text: str) -> None:
    for script in Script:
        try:
            phrase = read_phrase(text, script)
        except PhraseError:
            continue
        re.compile(phrase.pattern)
