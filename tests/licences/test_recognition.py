"""Recognition of changed, hostile and unknown texts. Inserted sentences and texts here are made by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openness.licences.fingerprint import Fingerprint, Likeness, compare, fingerprints, nearest, pack, unpack
from openness.licences.knowledge import knowledge
from openness.licences.recognition import Recognition, Verdict, recognise
from openness.licences.text_words import HASH_BITS, MAX_CHARACTERS, read_words, shingle_hashes

ADDED = [
    "The software may be used for non-commercial purposes only.",
    "You may not use the Software if your products have more than 100 million monthly active users.",
    "If your annual revenue exceeds USD 10,000,000, you must request a separate license.",
    "This license does not apply in the European Union.",
    "The Software shall be used for good, not evil.",
    "Public authorities may not use this software without prior written consent.",
    "You shall prominently display the name of the model on the user interface.",
]
OPEN_TEXTS = [
    "modelgo__MIT.txt",
    "modelgo__Apache-2.0.txt",
    "modelgo__BSD-3-Clause.txt",
    "modelgo__CC0-1.0.txt",
    "modelgo__CC-BY-4.0.txt",
    "modelgo__Unlicense.txt",
    "modelgo__GPL-3.0.txt",
]

Texts = Callable[[str], str]


@pytest.fixture(scope="module")
def text_of(shared: Path) -> Texts:
    return lambda name: (shared / "licences" / "texts" / name).read_text(encoding="utf-8")


def is_open(found: Recognition) -> bool:
    return any(licence is None or licence.open is not False for licence in map(knowledge().find, found.licences))


@pytest.mark.parametrize("sentence", ADDED)
@pytest.mark.parametrize("name", OPEN_TEXTS)
def test_an_added_clause_takes_the_open_licence_away(text_of: Texts, name: str, sentence: str) -> None:
    original = text_of(name)
    lines = original.split("\n")
    closest = recognise(original).licences[0]
    for at in (0, len(lines) // 2, len(lines)):
        found = recognise("\n".join([*lines[:at], sentence, *lines[at:]]))
        assert not is_open(found), (name, at)
        assert found.closest == closest
        assert any(passage.first_line <= at + 1 <= passage.last_line for passage in found.passages)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("without restriction", "for research purposes only"),
        ("free of charge", "for a fee of USD 100"),
        ("to any person obtaining", "to any academic institution obtaining"),
        ("sublicense, and/or sell", "and sublicense but not sell"),
        ("and/or sell", "and/or modified"),
    ],
)
def test_changed_words_take_mit_away(text_of: Texts, old: str, new: str) -> None:
    text = text_of("modelgo__MIT.txt")
    assert text.count(old) >= 1
    found = recognise(text.replace(old, new))
    assert not is_open(found)
    assert found.closest == "mit"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(width=st.integers(20, 200), upper=st.booleans(), quote=st.sampled_from(["", "> ", "  * ", "# "]))
def test_layout_does_not_matter(text_of: Texts, width: int, upper: bool, quote: str) -> None:
    words = text_of("modelgo__Apache-2.0.txt").split()
    lines, line = [], ""
    for word in words:
        if line and len(line) + len(word) > width:
            lines.append(quote + line)
            line = ""
        line = f"{line} {word}".strip()
    text = "\n".join([*lines, quote + line])
    found = recognise(text.upper() if upper else text)
    assert found.licences == ("apache-2.0",)


ROOM_FOR_NAMES = ("copyright", "©", "name", "title", "(the ", "copy of")
"""Where SPDX's templates leave room for a holder's or a product's name."""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(
        ["modelgo__MIT.txt", "modelgo__Apache-2.0.txt", "modelgo__CC0-1.0.txt", "modelgo__GPL-3.0.txt"]
    ),
    at=st.floats(0.1, 0.9),
    added=st.sampled_from(["not", "never", "only", "unless paid", "in China", "for one year", "internally"]),
)
def test_a_single_word_inside_an_open_text_is_noticed(text_of: Texts, name: str, at: float, added: str) -> None:
    words = text_of(name).split(" ")
    index = int(len(words) * at)
    around = " ".join(words[max(0, index - 12) : index + 12]).casefold()
    if any(room in around for room in ROOM_FOR_NAMES) or not words[index].strip():
        return
    assert not is_open(recognise(" ".join([*words[:index], added, *words[index:]]))), around


def test_a_missing_sentence_is_noticed(text_of: Texts) -> None:
    text = text_of("modelgo__Apache-2.0.txt")
    start = text.index("Each Contributor") if "Each Contributor" in text else text.index("each Contributor")
    end = text.index(".", start)
    assert not is_open(recognise(text[:start] + text[end + 1 :]))


def test_holders_and_titles_do_not_matter(text_of: Texts) -> None:
    text = "The MIT License (MIT)\n\nCopyright (c) 2019-2024 Some Company Ltd. and contributors\n\n"
    assert recognise(text + text_of("modelgo__MIT.txt")).licences == ("mit",)


def test_a_changed_community_licence_is_named_and_its_passages_told(text_of: Texts) -> None:
    text = text_of("llama3.1__LICENSE.txt") + "\nLicensee must also publish an annual report.\n"
    found = recognise(text)
    assert found.licences == ("llama3.1",)
    assert found.verdict is Verdict.CHANGED
    assert [passage.quote for passage in found.passages]


def test_versions_are_told_apart(text_of: Texts) -> None:
    for version in ("llama2", "llama3", "llama3.1", "llama3.2", "llama3.3", "llama4"):
        assert recognise(text_of(f"{version}__LICENSE.txt")).licences == (version,)


def test_two_licences_in_one_file(text_of: Texts) -> None:
    found = recognise(text_of("modelgo__MIT.txt") + "\n\n" + text_of("modelgo__Apache-2.0.txt"))
    assert set(found.licences) == {"mit", "apache-2.0"}


def test_a_policy_is_no_licence() -> None:
    text = "# Acceptable Use Policy\n\nYou agree not to use the model to harm others.\n"
    found = recognise(text)
    assert found.verdict is Verdict.POLICY
    assert found.licences == ()


@pytest.mark.parametrize(
    "text",
    [
        "You may use this model for research only.",
        "All rights reserved.",
        "This model is proprietary. Contact us for a license.",
        "Do what is right. The model must not be sold.",
        "MIT License, but only for companies with fewer than 10 employees.",
    ],
)
def test_own_terms_are_no_known_licence(text: str) -> None:
    assert recognise(text).licences == ()


def test_an_spdx_text_that_shares_nothing_with_our_fingerprints_is_answered() -> None:
    """The two readers are independent: one may know what the other does not."""
    text = "Permission to use, copy, modify, and distribute this software is hereby granted. " * 3
    assert recognise(text).verdict in set(Verdict)


def test_an_empty_text() -> None:
    assert recognise("").verdict is Verdict.EMPTY
    assert recognise(" \n\t\n").verdict is Verdict.EMPTY


HOSTILE = {
    "one endless line": "a" * 10_000_000,
    "one endless line of words": "permission is hereby granted " * 350_000,
    "blank lines": "\n" * 10_000_000,
    "angle brackets": "<a" * 5_000_000,
    "binary": bytes(range(256)).decode("latin-1") * 40_000,
    "nulls": "\0" * 10_000_000,
    "sentence ends": ". " * 5_000_000,
    "not a word of it": "must not " * 1_000_000,
    "surrogates": "\ud800 license " * 100_000,
    "policy title": "Acceptable Use Policy\n" + "prohibited " * 900_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_never_open(name: str) -> None:
    found = recognise(HOSTILE[name])
    assert not is_open(found)


def test_a_licence_followed_by_megabytes_is_not_open(text_of: Texts) -> None:
    found = recognise(text_of("modelgo__MIT.txt") + "\nmore of it " * 1_000_000)
    assert found.truncated
    assert not is_open(found)


@given(st.text(max_size=2000))
def test_any_text_is_answered(text: str) -> None:
    found = recognise(text)
    assert 0 <= found.similarity <= 1
    assert str(found)
    assert (found.verdict in (Verdict.VERBATIM, Verdict.CHANGED)) == bool(found.licences)


def test_words_are_bounded_and_know_their_lines() -> None:
    words = read_words("One <b>two</b>\nTHREE\n")
    assert words.words == ("one", "two", "three")
    assert words.lines == (1, 1, 2)
    assert read_words("word " * MAX_CHARACTERS).truncated


@given(st.sets(st.integers(0, 2**HASH_BITS - 1)))
def test_packing_loses_nothing(hashes: set[int]) -> None:
    assert unpack(pack(hashes)) == sorted(hashes)


def test_fingerprints_hold_no_text_and_name_known_licences() -> None:
    assert len(fingerprints()) > 100
    for known in fingerprints():
        assert knowledge().find(known.licence) is not None, known.licence
        assert " " not in known.packed
        assert len(known.hashes) <= known.words


@given(st.data())
@settings(max_examples=30)
def test_the_nearest_are_those_that_a_comparison_with_each_finds(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.sampled_from(fingerprints()), max_size=3))
    strange = data.draw(st.frozensets(st.integers(0, 2**HASH_BITS - 1), max_size=20))
    kept = data.draw(st.integers(1, 9))
    hashes = strange.union(*(sorted(known.hashes)[::kept] for known in chosen))
    each = [compare(hashes, known) for known in fingerprints()]
    found = nearest(hashes)
    assert sorted(found, key=fingerprints_order) == sorted((x for x in each if x.common), key=fingerprints_order)
    assert [like.similarity for like in found] == sorted((like.similarity for like in found), reverse=True)


def fingerprints_order(like: Likeness) -> tuple[str, str, str]:
    known = like.fingerprint
    return known.licence, known.what, known.source


def test_likeness() -> None:
    words = tuple("one two three four five six seven eight nine ten".split())
    hashes = shingle_hashes(words)
    known = Fingerprint("mit", "licence", "made", len(words), pack(hashes))
    assert compare(frozenset(hashes), known).similarity == 1
    half = compare(frozenset(hashes[:3]), known)
    assert half.covered == 1
    assert half.present == pytest.approx(0.5)
