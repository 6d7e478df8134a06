"""Terms that no clause of was understood: they bind those who obtain, use, change or pass on the model, so all is open."""

from __future__ import annotations

import pytest

from openness.licences.limit_sentences import limits_of
from openness.licences.saying import UseLimit
from openness.licences.subject import Names
from openness.words.language import languages
from tests.licences.test_commerce_left_open import under
from tests.signals.made_cards import record, value

NAMES = Names("maker7b")

SAID = {
    "en": [
        "Mirrors are not permitted.",
        "Please don't share this model elsewhere.",
        "Do not distribute.",
        "Derivatives need our approval.",
        "Residents of Norway may not use it.",
        "Only for users in Japan.",
        "Available in selected countries only.",
        "Organisations must contact us.",
        "Universities only.",
        "Users must register.",
        "Please register before you use the weights.",
        "The weights are available on request.",
        "Write to us to obtain the password.",
        "You have to accept our terms first.",
        "This model is subject to OpenAI's terms.",
        "For demonstration purposes only.",
        "Free for research.",
        "Licence: personal.",
        "No hosting on generation sites.",
        "You may not use it to compete with us.",
        "We may change the terms at any time.",
        "You must delete the weights after the project.",
        "Contact the author for licensing.",
        "The licence will be announced.",
    ],
    "de": ["Bitte nicht woanders hochladen.", "Nur für Studierende.", "Firmen müssen bei uns anfragen."],
    "fr": ["Ne pas republier sans accord.", "Réservé aux étudiants.", "Les poids sont disponibles sur demande."],
    "es": ["No redistribuir ni revender.", "Solo para residentes en España.", "Los pesos se dan bajo petición."],
    "it": ["Non ripubblicare altrove.", "Solo per studenti.", "I pesi si danno su richiesta."],
    "nl": ["Niet elders plaatsen.", "Alleen voor studenten.", "De gewichten zijn op aanvraag beschikbaar."],
    "pt": ["Não republicar nem revender.", "Apenas para estudantes.", "Os pesos são dados mediante pedido."],
    "pl": ["Nie publikować ponownie.", "Tylko dla studentów.", "Wagi są dostępne na życzenie."],
    "zh": ["请勿转载本模型。", "仅限学生使用。", "请先注册再下载。"],
    "ja": ["本モデルのマージはお控えください。", "学生のみ利用できます。", "登録した上でご利用ください。"],
    "ko": ["이 모델의 병합은 금지입니다.", "학생에게만 제공됩니다.", "등록 후 이용하세요."],
}
HARMLESS = [
    "You must not remove the copyright notice.",
    "Without sentence-transformers, you have to apply pooling.",
    "Faces and people in general may not be generated properly.",
    "Merging by hand is no longer required.",
    "You need an API key from your account page.",
    "The model is only available in English.",
    "Do not share your access token.",
    "The training data are available upon request.",
    "The training code is available on request.",
    "No registration is required to download the weights.",
    "Please register any bug that you find.",
    "Llama 2 is only for users in Japan.",
    "Adapters were merged into the model only for speed.",
    "It must be used with version 4 or later.",
    "The weights may be mirrored by everybody.",
    "It is used by universities only now and then.",
    "This repository does not host any checkpoints.",
    "It cannot compete with larger models.",
    "Free for research and for products.",
    "Do not use it with half precision.",
    "Users should be made aware of its limits.",
]


def test_every_language_is_tried() -> None:
    assert set(SAID) == {language.language for language in languages()}


@pytest.mark.parametrize("sentence", [sentence for each in SAID.values() for sentence in each])
def test_terms_that_were_not_understood_leave_all_open(sentence: str) -> None:
    found = under("apache-2.0", sentence)
    assert value("licence.open", found) != True  # noqa: E712  # unknown is no answer, and neither is it open
    if limits_of(sentence, NAMES) == (UseLimit.TERMS,):
        assert value("licence.unread", found) == ("card_terms",)
        assert value("licence.commercial", found) == value("licence.redistribution", found) == "silent"


@pytest.mark.parametrize("sentence", HARMLESS)
def test_what_binds_nobody_leaves_nothing_open(sentence: str) -> None:
    assert limits_of(sentence, NAMES) == ()


def test_a_gate_is_judged_by_its_own_words() -> None:
    head = '---\nlicense: gemma\nextra_gated_prompt: "You have to accept our terms first."\n---\n# Owl\n'
    assert value("licence.unread", record(head, tags=("license:gemma",))) == ("gate_terms",)


def test_under_terms_that_are_not_open_they_add_nothing() -> None:
    assert value("licence.unread", under("cc-by-nc-4.0", "Mirrors are not permitted.")) == ()
