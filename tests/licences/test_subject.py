"""Whose terms words speak of, and whether they are denied or past, in the languages that have words for it."""

from __future__ import annotations

import pytest

from openness.licences.subject import Names, Whose, clauses, is_denied, is_former, names_own_part, scopes, whose
from openness.record.file_names import Scope

OWL = Names("owl7b house")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The scripts are free", (Scope.CODE,)),
        ("Der Quelltext ist frei", (Scope.CODE,)),
        ("Los pesos y los datos", (Scope.DATA, Scope.WEIGHTS)),
        ("Le modèle", (Scope.WEIGHTS,)),
        ("权重", (Scope.WEIGHTS,)),
        ("The testdata", (Scope.DATA,)),
        ("The letters", (Scope.ALL,)),
        ("", (Scope.ALL,)),
    ],
)
def test_words_name_the_parts_of_a_release(text: str, parts: tuple[Scope, ...]) -> None:
    assert scopes(text) == parts


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The base model is", Whose.OTHER),
        ("Das Basismodell ist", Whose.OTHER),
        ("In tegenstelling tot de uil", Whose.OTHER),
        ("W przeciwieństwie do sowy", Whose.OTHER),
        ("Our weights are", Whose.OWN),
        ("Nasz model jest", Whose.OWN),
        ("The weights of LakeNet are", Whose.MAYBE_OTHER),
        ("The weights are", Whose.OWN),
    ],
)
def test_words_tell_whose_terms_they_are(text: str, owner: Whose) -> None:
    assert whose(text, OWL) is owner
    assert names_own_part(text, OWL) is (owner is Whose.OWN and "the" not in text.lower().split())


@pytest.mark.parametrize(
    ("before", "denied"),
    [
        ("The weights are not released under", True),
        ("The weights aren't released under", True),
        ("Die Gewichte stehen nicht unter", True),
        ("Il n'est plus sous", True),
        ("De gewichten staan niet onder", True),
        ("The weights are not only under", False),
        ("Die Gewichte stehen nicht nur unter", False),
        ("It is not free. It is under", False),
        ("It is not, as some of our neighbours in the village by the lake think, under", False),
        ("The weights are under", False),
        ("", False),
    ],
)
def test_a_denial_stands_near_before(before: str, denied: bool) -> None:
    assert is_denied(before) is denied


@pytest.mark.parametrize(
    ("before", "after", "former"),
    [
        ("It was formerly under", "", True),
        ("Vormals unter", "", True),
        ("Dawniej pod", "", True),
        ("We relicensed it from the ", "", True),
        ("Wir wechselten die Lizenz von der", "", True),
        ("It was under", " until 2020", True),
        ("Es stand unter", " bis 2020", True),
        ("It is under", " and stays so until 2020", False),
        ("We moved from house to house, it is under", "", False),
        ("", "", False),
    ],
)
def test_what_was_so_once_is_told_before_or_after(before: str, after: str, former: bool) -> None:
    assert is_former(before, after) is former


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("It is free but small", ["It is free but", " small"]),
        ("Es ist frei, aber klein", ["Es ist frei, ", "aber klein"]),
        ("Jest wolny ale mały; tak", ["Jest wolny ale", " mały; ", "tak"]),
        ("Uses such as, but not limited to, sport", ["Uses such as, ", "but not limited to, ", "sport"]),
        ("But it is free", ["But it is free"]),
        ("", []),
    ],
)
def test_a_sentence_is_parted_at_signs_and_at_words_that_contrast(sentence: str, parts: list[str]) -> None:
    assert [clause for clause, _ in clauses(sentence)] == parts
    assert "".join(parts) == sentence


def test_a_clause_that_refers_back_has_the_subject_before_it() -> None:
    told = list(clauses("the owl, which is free, die frei ist, and small"))
    assert [subject for _, subject in told] == [
        "the owl, ",
        "the owl, which is free, ",
        "which is free, die frei ist, ",
        "and small",
    ]
