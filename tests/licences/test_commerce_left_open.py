"""Words on commercial use: what grants it grants nothing away, what asks first bounds it, all else leaves it open."""

from __future__ import annotations

import pytest

from openness.licences.limit_sentences import limits_of
from openness.licences.saying import UseLimit
from openness.licences.subject import Names
from openness.record.record import Record
from tests.signals.made_cards import record, value

NAMES = Names("maker7b")

GRANTED = [
    "The Maker series supports commercial use.",
    "Maker is intended for commercial and research use in five languages.",
    "You may change the weights and use the model commercially.",
    "There is no limitation on academic or commercial usage.",
    "You needn't contact us for commercial use.",
    "Companies are not required to register for commercial use.",
    "It is a commercially usable model.",
    "Ideal for experiments, customisation and commercial deployment.",
    "Any use is fine, also commercial use.",
    "Das Modell darf auch kommerziell genutzt werden.",
    "Le modèle peut être utilisé à des fins commerciales.",
    "El modelo puede usarse con fines comerciales.",
    "Il modello può essere usato per scopi commerciali.",
    "Het model mag ook commercieel worden gebruikt.",
    "O modelo pode ser usado para fins comerciais.",
    "Model można wykorzystywać komercyjnie.",
    "本模型支持商用。",
    "您可以出于商业目的使用本模型。",
    "商用利用も可能です。",
    "상업적 용도로 무료로 사용할 수 있습니다.",
]
OF_OTHER_THINGS = [
    "It is as good as commercial models.",
    "We used commercial APIs to write the prompts.",
    "The team sells e-commerce tools.",
    "Please contact us for commercial support.",
    "与闭源商业模型相当。",
    "商用モデルと同等の性能です。",
    "So gut wie kommerzielle Modelle.",
]
ASKS_FIRST = [
    "For commercial use, please contact us.",
    "If you have plans for commercial use, please fill out the form to apply.",
    "For free commercial use, you only need to send an email to get official commercial permission.",
    "Commercial use is subject to an agreement with the maker.",
    "如需商用，请填写问卷申请。",
    "L'usage commercial est soumis à l'obtention préalable d'une licence.",
    "Wykorzystanie komercyjne wymaga odrębnej zgody.",
    "企業での利用には別途契約が必要です。",
]
LEFT_OPEN = [
    "Research is fine, but we are placing some restrictions on commercial usage.",
    "If you use or pass on this model for commercial purposes, you must comply with the following conditions:",
    "A custom commercial license is available at our site.",
    "Companies must buy a licence.",
    "Those who monetise the weights should think of us.",
    "Please be careful before you use the weights commercially.",
    "Wer damit Geld verdient oder es gewerblich nutzt, möge uns bedenken.",
    "Qui l'utilise dans un cadre commercial pensera à nous.",
    "对于商业用途，另有规定。",
    "商用利用の際は規約をご覧ください。",
    "상업적 이용은 별도 약관을 따릅니다.",
]
FORBIDDEN = [
    "Do not use this commercially.",
    "Any for-profit use is excluded.",
    "Commercial exploitation is reserved to the maker.",
    "We reserve all commercial rights.",
    "Commercial use and other potentially harmful ways of using it are not allowed.",
    "Le modèle ne peut être exploité à des fins commerciales.",
    "Toute utilisation lucrative est proscrite.",
    "È vietato qualsiasi utilizzo a scopo di lucro.",
    "Het is niet toegestaan het model voor commerciële doeleinden in te zetten.",
    "営利目的での利用はできません。",
]
FOR_ONESELF = [
    "Strictly for personal use.",
    "Private use only.",
    "Nur für den privaten Gebrauch.",
    "Usage strictement personnel.",
]


def under(tag: str, said: str) -> Record:
    """Return a record under a licence tag whose card says this."""
    return record(f"---\nlicense: {tag}\n---\n# Maker\n\n{said}\n", model="org/Maker", tags=(f"license:{tag}",))


@pytest.mark.parametrize("sentence", [*GRANTED, *OF_OTHER_THINGS])
def test_a_grant_and_other_commerce_take_nothing(sentence: str) -> None:
    assert limits_of(sentence, NAMES) == ()


@pytest.mark.parametrize("sentence", ASKS_FIRST)
def test_a_request_bounds(sentence: str) -> None:
    assert UseLimit.ON_REQUEST in limits_of(sentence, NAMES)


@pytest.mark.parametrize("sentence", LEFT_OPEN)
def test_what_is_not_understood_leaves_it_open(sentence: str) -> None:
    assert limits_of(sentence, NAMES) == (UseLimit.COMMERCE,)


@pytest.mark.parametrize("sentence", FORBIDDEN)
def test_a_ban_is_a_ban(sentence: str) -> None:
    assert UseLimit.COMMERCIAL_FORBIDDEN in limits_of(sentence, NAMES)


@pytest.mark.parametrize("sentence", FOR_ONESELF)
def test_use_for_oneself_alone_is_not_commercial(sentence: str) -> None:
    assert UseLimit.NON_COMMERCIAL in limits_of(sentence, NAMES)


def test_a_sentence_on_another_model_or_the_data_leaves_nothing_open() -> None:
    assert limits_of("Llama 2 asks firms for care in commercial use.", NAMES) == ()
    assert limits_of("The data ask for care in commercial use.", NAMES) == ()


@pytest.mark.parametrize("tag", ["apache-2.0", "mit"])
def test_under_an_open_tag_the_answer_is_unknown_with_the_sentence(tag: str) -> None:
    found = under(tag, "Some conditions hold for commercial use of the model.")
    assert value("licence.commercial", found) == "silent"
    assert value("licence.open", found) == "silent"
    assert value("licence.unread", found) == ("intended_use",)
    assert value("licence.redistribution", found) == "allowed"


def test_under_terms_that_are_not_open_they_add_nothing() -> None:
    found = under("llama3", "A custom commercial license is available at our site.")
    assert value("licence.commercial", found) == "bounded"


def test_where_a_limit_is_understood_the_rest_adds_nothing() -> None:
    found = under("mit", "For commercial use, please contact us.\n\nWho uses it commercially gets an invoice.")
    assert value("licence.commercial", found) == "bounded"
    assert value("licence.unread", found) == ()
