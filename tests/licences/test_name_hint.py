"""A name that carries another family's name hints at a base: what depends on the base is unknown, never open or closed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.licences.claims import claims_of
from openness.licences.clause import Clause, restriction
from openness.licences.name_hint import binding_families, family_in_name, hinted_family, trained_anew
from openness.licences.outcome import Resolution, UnreadKind
from openness.licences.resolution import resolve
from openness.licences.stored import required_prefixes
from openness.record.record import Record
from tests.licences.made import base, record, row

_GRANTS = (Clause.COMMERCIAL, Clause.REDISTRIBUTION, Clause.MODIFICATION)
_NAMES = ("house/Owl1.6-Gemma2-9B", "house/owl-Llama-3-8B-V", "house/owl-reranker-v2-gemma", "house/EXAONE-3.5-owl")


def made(model: str, licence: str = "apache-2.0", text: str = "", *, named: str | None = None) -> Record:
    card = {"license": licence} | ({} if named is None else {"base_model": named})
    head = "".join(f"{key}: {value}\n" for key, value in card.items())
    bases = () if named is None else (base(named, "apache-2.0", child=model),)
    return record(model, card=card, text=f"---\n{head}---\n# Owl\n\n{text}\n", bases=bases)


def answer(found: Record) -> Resolution:
    return resolve(claims_of(found))


def granted(found: Resolution) -> set[Clause]:
    return {clause for clause in _GRANTS if clause in found.clauses and restriction(found.clauses[clause]) == 0}


def hinted(found: Resolution) -> list[str]:
    return [item.sentence for item in found.unread if item.kind is UnreadKind.BASE_BY_NAME]


@pytest.mark.parametrize("model", _NAMES)
def test_a_name_with_another_familys_name_and_no_base_is_undecided(model: str) -> None:
    found = answer(made(model))
    assert found.open is None
    assert not granted(found)
    assert "names no base" in hinted(found)[0]
    assert "binds what is made from it" in hinted(found)[0]


@pytest.mark.parametrize("model", _NAMES)
def test_a_listing_row_is_undecided_too(model: str) -> None:
    assert answer(row(model, "license:mit")).open is None


def test_the_unhinted_twin_is_open() -> None:
    found = answer(made("house/owl-9b"))
    assert found.open is True
    assert granted(found) == set(_GRANTS)


@pytest.mark.parametrize(
    ("model", "family"),
    [
        ("google/gemma-9", None),
        ("meta-llama/Llama-9", None),
        ("house/ollama-tools", None),
        ("house/llamafile-7b", None),
        ("house/owl-for-llama.cpp", None),
        ("house/owl-llamacpp", None),
        ("house/owl-8b-q40-Distributed-Llama", None),
        ("house/owl-8b-LLaMA-Factory", None),
        ("house/Llama-3-8b-q40-distributed-llama", "llama"),
        ("house/distributed-llama3-8b", "llama"),
        ("gemma-house/owl-7b", None),
        ("house/sigemma-1b", None),
        ("house/dilemma-7b", None),
        ("house/open_llama_3b", "llama"),
        ("house/smallLlama-1.1B", "llama"),
        ("house/GemmaX2-28", "gemma"),
        ("llama-lovers/Llama3.1-owl", "llama"),
        ("gemma2-owl", "gemma"),
    ],
)
def test_which_names_carry_a_family(model: str, family: str | None) -> None:
    assert family_in_name(model) == family


def test_families_come_from_the_licences_that_bear_their_name() -> None:
    assert {"llama", "gemma", "exaone"} <= binding_families().keys()
    assert not {"falcon", "qwen", "mistral", "microsoft", "creativeml"} & binding_families().keys()
    assert any("llama" in prefix for prefix in required_prefixes())


def test_the_familys_own_licence_answers_the_hint() -> None:
    assert not hinted(answer(made("house/owl-gemma", "gemma")))
    assert not hinted(answer(made("house/owl-llama-3", "llama3")))
    assert hinted(answer(made("house/owl-llama-3", "gemma")))


def test_another_restriction_stays_closed_under_a_hint() -> None:
    assert answer(made("house/owl-gemma", "cc-by-nc-4.0")).open is False


def test_training_from_scratch_answers_the_hint() -> None:
    found = answer(made("house/owl-llama", text="We trained this model on public text entirely from scratch."))
    assert not hinted(found)
    assert found.open is True


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It was pretrained on books from scratch.", True),
        ("Our model is trained from scratch.", True),
        ("This model was not trained from scratch.", False),
        ("We keep training it rather than from scratch.", False),
        ("We fine-tune it, which costs less than training from scratch.", False),
        ("Training from scratch is expensive.", False),
        ("We trained it further rather than from scratch.", False),
        ("Das Modell wurde von Grund auf trainiert.", True),
        ("Das Modell wurde nicht von Grund auf trainiert.", False),
        ("Le modèle a été entraîné de zéro sur nos lettres.", True),
        ("本モデルはスクラッチで学習しました。", True),
        ("These weights have been trained entirely from scratch.", True),
        ("Our baseline model was trained from scratch.", False),
        ("Owl is a 2B language model trained from scratch on letters.", True),
        ("Llama 3 is a language model trained from scratch by its makers.", False),
        ("Small-Llama is a language model trained from scratch.", True),
        ("The project aims to pretrain a 2B Llama model on 5 trillion tokens.", True),
        ("We continue to pretrain a Llama model on 5 billion tokens.", False),
        ("An open reproduction of LLaMA.", True),
        ("We share a permissively licensed open source replication of Meta's LLaMA.", True),
        ("We train on letters, an open reproduction of the LLaMA data set.", False),
        ("An open reproduction of Alpaca.", False),
        ("An open reproduction of the Vicuna recipe.", False),
        ("This is no open reproduction of LLaMA.", False),
        ("これは LLaMA のオープンな再現です。", True),
        ("これはAlpaca-LLaMAの独立した再現です。", False),
        ("これはLlamafileの独立した再現です。", False),
        ("저희는 LLaMA를 독립적으로 재현했습니다.", True),
        ("저희는 부엉이를 독립적으로 재현했습니다.", False),
        ("It has the same architecture as Llama 2.\n\nWe use letters to pretrain our small model.", True),
        ("Based on the Llama 2 architecture, it loads anywhere.\n\nWe pre-trained a small model.", True),
        ("It has the same architecture as Llama 2.", False),
        ("We pre-trained a small model.", False),
        ("It has the same architecture as the owl.\n\nWe pre-trained a small model.", False),
        (
            "It has the same architecture as Llama 2.\n\nWe pre-trained a small model. It has undergone continual pre-training.",
            False,
        ),
        ("", False),
    ],
)
def test_what_tells_of_a_new_beginning(text: str, said: bool) -> None:
    assert trained_anew(parse_card(text), "llama") is said
    assert hinted_family("house/owl-llama", parse_card(text)) == (None if said else "llama")


def test_without_a_card_the_hint_stands() -> None:
    assert not trained_anew(None, "llama")
    assert hinted_family("house/owl-llama", None) == "llama"
    assert hinted_family("house/owl", None) is None


@given(st.sampled_from([*_NAMES, "house/owl-9b"]), st.sampled_from(["apache-2.0", "mit", "cc-by-nc-4.0", "gemma"]))
def test_naming_a_free_base_only_makes_it_more_decided(model: str, licence: str) -> None:
    silent, named = answer(made(model, licence)), answer(made(model, licence, named="start/owl"))
    assert not hinted(named)
    assert granted(silent) <= granted(named)
    assert silent.open is None or silent.open == named.open
