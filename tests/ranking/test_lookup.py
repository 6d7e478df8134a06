"""Finding by id, name or alias: one entry is taken only where nothing else bears the name."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import OpennessError
from openness.ranking.entries import Entries, EntryKind
from openness.ranking.lookup import (
    SeveralError,
    look_up,
    look_up_each,
    model_of,
    search,
    shared_sentence,
    to_fetch,
    words_of,
)
from tests.made_entries import made_entries

_SYSTEMS = {"Aster": "Aster Large 3", "aster-small": "Aster Small", "briar-2": "Briar 2", "Cedar": "Cedar"}
SYSTEMS = replace(
    made_entries({system_id: {} for system_id in _SYSTEMS}),
    kind=EntryKind.SYSTEMS,
    names=list(_SYSTEMS.values()),
    aliases={2: ("Briar-2-70B-Chat",), 3: ("Cedar-9B",)},
)
MODELS = made_entries(
    {name: {} for name in ("one/Aster-Large-3", "one/briar-2-7b", "two/briar-2-7b", "one/Dill.2-klein", "one/Cedar-9B")}
)
BOTH = [SYSTEMS, MODELS]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("cedar", "Cedar"),
        ("CEDAR 9b", "Cedar"),  # the system goes before the model people use of it
        ("Briar 2", "briar-2"),
        ("briar-2-70b-chat", "briar-2"),
        ("Aster Large 3", "Aster"),
        ("one/aster-large-3", "one/Aster-Large-3"),
        ("Dill.2 [klein]", "one/Dill.2-klein"),
        ("aster-small", "aster-small"),
        ("Aster", "Aster"),  # an id decides, however many names begin with it
        ("aster", "Aster"),
        ("https://huggingface.co/one/Aster-Large-3", "one/Aster-Large-3"),
        ("hf.co/one/briar-2-7b/", "one/briar-2-7b"),
        ("<https://huggingface.co/two/briar-2-7b/blob/main/README.md#use>", "two/briar-2-7b"),
    ],
)
def test_a_name_that_one_entry_bears_is_taken(name: str, found: str) -> None:
    assert look_up(name, BOTH).id == found


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Aster 4", "there is no model or system 'Aster 4'"),
        ("briar-2-7b", "the name of 2 models; say which: one/briar-2-7b (model), two/briar-2-7b (model)"),
        ("Dill", "could mean one/Dill.2-klein (model)"),
        ("Briar 2.1", "there is no model or system 'Briar 2.1'"),
        ("one/Cedar-9", "one/Cedar-9 is not in the snapshot made; did you mean 'one/Cedar-9B'?"),
        ("Cedr", "did you mean 'Cedar'?"),
        ("???", "there is no model or system '???'"),
    ],
)
def test_what_could_mean_several_or_none_is_told_and_not_taken(name: str, told: str) -> None:
    with pytest.raises(OpennessError) as failure:
        look_up(name, BOTH)
    assert told in str(failure.value)


EVERGREENS = replace(
    made_entries({"yew": {}, "YEW": {}, "yew-small": {}, "Fir Tall": {}, "Fir Low": {}}),
    kind=EntryKind.SYSTEMS,
    names=["Yew Large", "YEW", "Yew Small", "Fir Tall", "Fir Low"],
)


@pytest.mark.parametrize("lists", [[EVERGREENS], [EVERGREENS, MODELS], [MODELS, EVERGREENS]])
def test_an_id_decides_as_written_and_then_without_case_in_any_lists(lists: list[Entries]) -> None:
    assert [look_up(name, lists).name for name in ("yew", "YEW", "yEw")] == ["Yew Large", "YEW", "Yew Large"]


@pytest.mark.parametrize("lists", [[SYSTEMS], BOTH])
def test_who_else_goes_by_an_id_is_told(lists: list[Entries]) -> None:
    match = look_up("aster", lists)
    assert [other.id for other in match.shared_with] == ["aster-small"]
    assert shared_sentence(match) == (
        "'Aster' is the id of Aster Large 3; other systems go by that name too: aster-small (system Aster Small)"
    )
    for alone in ("Cedar", "briar-2", "aster-small", "one/Aster-Large-3"):
        if alone in [entry for entries in lists for entry in entries.ids]:
            assert shared_sentence(look_up(alone, lists)) == ""


def test_a_short_name_that_is_no_id_tells_all_it_is_short_for() -> None:
    with pytest.raises(
        SeveralError, match=r"'fir' is short for several systems; say the name of one: Fir Tall .*, Fir Low"
    ):
        look_up("fir", [EVERGREENS, MODELS])


@given(st.sampled_from([*SYSTEMS.ids, *MODELS.ids]), st.booleans())
def test_every_id_is_its_entry_s_in_any_case(name: str, capital: bool) -> None:
    assert look_up(name.upper() if capital else name, BOTH).id == name


def test_a_search_puts_what_it_describes_most_fully_first() -> None:
    assert [match.id for match in search("aster large", BOTH)] == ["Aster", "one/Aster-Large-3"]
    assert search("large aster", BOTH) == []
    assert search("2", BOTH)[0].id == "briar-2"
    assert search("", BOTH) == []


@given(st.text(max_size=40))
def test_any_text_finds_or_says_so(name: str) -> None:
    try:
        look_up(name, BOTH)
    except OpennessError as failure:
        assert len(str(failure).splitlines()) <= max(1, len(name.splitlines()) + 1)
    assert all(word == word.casefold() for word in words_of(name))


def test_a_system_stands_for_the_model_people_use() -> None:
    systems = replace(SYSTEMS, details={**SYSTEMS.details, "model": ["one/Aster-Large-3", None, "far/away", None]})
    lists = [systems, MODELS]
    assert model_of(look_up("Aster Large 3", lists), MODELS).id == "one/Aster-Large-3"
    assert model_of(look_up("two/briar-2-7b", lists), MODELS).id == "two/briar-2-7b"
    with pytest.raises(
        OpennessError,
        match=r"Aster Small is a system without a model in the snapshot made; its entry names none; write the id",
    ):
        model_of(look_up("Aster Small", lists), MODELS)
    with pytest.raises(OpennessError, match="far/away is not in it: `openness score far/away --keep` fetches it"):
        model_of(look_up("Briar 2", lists), MODELS)


@pytest.mark.parametrize(
    ("name", "fetched"),
    [
        ("Aster Large 3", "one/Aster-Large-3"),
        ("Briar 2", "far/away"),  # a model that is not in the snapshot is what one fetches
        ("Aster", "one/Aster-Large-3"),
        ("Briar 2@abc", "far/away@abc"),
        ("ONE/briar-2-7B", "one/briar-2-7b"),
        ("new/one@main", "new/one@main"),
        ("new/one", "new/one"),
    ],
)
def test_a_name_to_fetch_is_looked_up_and_else_an_id(name: str, fetched: str) -> None:
    systems = replace(SYSTEMS, details={**SYSTEMS.details, "model": ["one/Aster-Large-3", None, "far/away", None]})
    assert to_fetch(name, systems, MODELS) == fetched


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Cedr", "did you mean 'Cedar'.*write organisation/name"),
        ("Aster Small", "its entry names none; write the id of a model"),
        ("no/such/thing", "write organisation/name"),
    ],
)
def test_what_is_neither_a_name_nor_an_id_is_not_fetched(name: str, told: str) -> None:
    systems = replace(SYSTEMS, details={**SYSTEMS.details, "model": [None] * 4})
    with pytest.raises(OpennessError, match=told):
        to_fetch(name, systems, MODELS)


def test_every_name_that_is_nowhere_is_told() -> None:
    found, problems = look_up_each(["Cedar", "no/one", "nosuch"], BOTH)
    assert list(found) == ["Cedar"]
    assert list(problems) == ["no/one", "nosuch"]


def test_a_revision_is_found_where_it_is_the_known_one() -> None:
    details = {**MODELS.details, "revision": ["0123abcdef", "9" * 40, None, None, None]}
    lists = [SYSTEMS, replace(MODELS, details=details)]
    for name in ("one/aster-large-3@0123abc", "https://huggingface.co/one/Aster-Large-3/tree/0123abcdef"):
        assert look_up(name, lists).id == "one/Aster-Large-3"
    for name, told in (
        ("one/Aster-Large-3@777777777", "at 0123abcdef, not at 777777777"),
        ("one/Aster-Large-3@0", "not at 0;"),
        ("one/Cedar-9B@0123abc", "without a revision"),
        ("https://huggingface.co/one/briar-2-7b/tree/v1", "`openness score one/briar-2-7b@v1` fetches that"),
        ("https://huggingface.co/one/none/tree/v1", "one/none is not in the snapshot"),
    ):
        with pytest.raises(OpennessError, match=told):
            look_up(name, lists)


def test_an_address_is_searched_and_fetched_as_the_model_in_it() -> None:
    found = search("https://huggingface.co/one/Aster-Large-3/tree/v1", BOTH)
    assert [match.id for match in found] == ["one/Aster-Large-3"]
    assert to_fetch("https://huggingface.co/three/new/tree/v1", SYSTEMS, MODELS) == "three/new@v1"
    assert to_fetch("hf.co/one/aster-large-3", SYSTEMS, MODELS) == "one/Aster-Large-3"
    with pytest.raises(OpennessError, match="not a model's"):
        search("https://huggingface.co/datasets/one/Aster-Large-3", BOTH)


@pytest.mark.parametrize("text", ["a" * 100_000, "Alpha, Beta, " * 50, "made/" + "x" * 600, " " * 512, "/" * 100_000])
def test_a_text_longer_than_any_name_finds_nothing_and_is_cut_in_the_message(text: str) -> None:
    models = made_entries({"made/alpha": {}, "made/beta": {}})
    assert search(text, [models]) == []
    for looking in (lambda: look_up(text, [models]), lambda: to_fetch(text, models, models)):
        with pytest.raises(OpennessError) as failure:
            looking()
        assert f"{len(text):,} letters" in str(failure.value)
        assert len(str(failure.value)) < 300


def test_the_longest_name_there_can_be_is_looked_up() -> None:
    longest = "a" * 255 + "/" + "b" * 255
    models = made_entries({longest: {}, "made/beta": {}})
    assert look_up(longest, [models]).id == longest
    assert [match.id for match in search(longest, [models])] == [longest]
