"""Words that open a clause or label it belong to it: what is said after the comma or colon is said of them."""

from __future__ import annotations

import pytest

from openness.card import parse_card
from openness.licences.limit_sentences import limit_sentences
from openness.licences.subject import clauses, own_names


def limits(sentence: str) -> set[str]:
    card = parse_card(f"# Owl\n\n{sentence}\n")
    return {item.limit.value for item in limit_sentences(card, "README.md", own_names("nest/owl", card))}


@pytest.mark.parametrize(
    "sentence",
    [
        "For commercial use, please contact sales@nest.example.",
        "For commercial licensing, write an e-mail to us.",
        "If you want to sell what it says, buy a commercial licence.",
        "Commercial use: contact us.",
        "Note: for commercial use, contact us.",
        "Für gewerbliche Zwecke, bitte eine Lizenz beantragen.",
        "Pour un usage commercial, contactez-nous.",
        "Para uso comercial, contacte con nosotros.",
        "Para uso comercial, entre em contato.",
        "Per uso commerciale, contattateci per una licenza commerciale.",
        "Voor commercieel gebruik, neem contact op.",
        "W przypadku użytku komercyjnego, prosimy o kontakt.",
        "如需商用，请联系我们。",
        "商用利用の場合は、お問い合わせください。",
    ],
)
def test_a_request_after_the_words_that_say_for_what_is_heard(sentence: str) -> None:
    assert "commercial_on_request" in limits(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Commercial use: not allowed.",
        "Commercial use: prohibited.",
        "For commercial purposes, it must not be used.",
        "Do not use this commercially.",
        "You may not use the owl to make money.",
        "Any for-profit use is excluded.",
        "Commercial exploitation is reserved to the house.",
        "Ce modèle ne peut être exploité à des fins commerciales.",
        "Gewerbliche Nutzung ist untersagt.",
        "È vietato ogni utilizzo a scopo di lucro.",
        "Queda prohibida su explotación lucrativa.",
        "Het is niet toegestaan het model voor commerciële doeleinden te gebruiken.",
        "営利目的での利用はできません。",
    ],
)
def test_a_ban_is_heard_in_its_plain_forms(sentence: str) -> None:
    assert "commercial_forbidden" in limits(sentence)


@pytest.mark.parametrize(
    "sentence", ["Strictly for personal use.", "For private use only.", "Nur für den privaten Gebrauch."]
)
def test_private_use_alone_is_no_commercial_use(sentence: str) -> None:
    assert limits(sentence) == {"non_commercial"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Use in commercial products requires our consent.",
        "L'usage commercial est soumis à l'obtention d'une licence.",
        "Wykorzystanie komercyjne wymaga odrębnej zgody.",
        "企業での利用には別途契約が必要です。",
        "Die Verwendung durch Unternehmen ist kostenpflichtig.",
    ],
)
def test_a_consent_that_firms_need_binds_commercial_use(sentence: str) -> None:
    assert "commercial_on_request" in limits(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "For commercial use, no permission is needed.",
        "Commercial users are not required to contact us.",
        "You needn't contact us for commercial use.",
        "Please contact us for commercial support.",
        "Commercial use: yes.",
        "如需商业使用，无需申请授权。",
        "Commercieel gebruik vereist geen toestemming.",
        "Komercyjne użycie nie wymaga zgody.",
        "Firmen müssen uns nicht kontaktieren.",
        "For Llama 2, commercial use needs a licence.",
    ],
)
def test_what_is_lifted_offered_or_anothers_is_no_limit(sentence: str) -> None:
    assert limits(sentence) == set()


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("For sale, ask us, and wait.", ["For sale, ask us, ", "and wait."]),
        ("It is free, ask us.", ["It is free, ", "ask us."]),
        ("Sale: ask us, and wait.", ["Sale: ask us, ", "and wait."]),
        ("For sale: ask us.", ["For sale: ask us."]),
        (f"{'A long line of words ' * 3}: ask us.", [f"{'A long line of words ' * 3}: ", "ask us."]),
    ],
)
def test_only_what_opens_a_clause_is_joined_to_it(sentence: str, parts: list[str]) -> None:
    assert [clause for clause, _ in clauses(sentence)] == parts


@pytest.mark.parametrize(
    "sentence",
    [
        "Commercial use is okay.",
        "Feel free to use it commercially.",
        "El uso comercial está permitido.",
        "Se permite el uso comercial.",
        "L'utilisation commerciale est autorisée.",
        "Gratuit, même pour un usage commercial.",
        "L'uso commerciale è consentito.",
        "Gratuito anche per uso commerciale.",
        "O uso comercial é permitido.",
        "Commercieel gebruik is toegestaan.",
        "Użycie komercyjne jest dozwolone.",
        "Kommerzielle Nutzung ist gestattet.",
        "商用利用は自由です。",
        "상업적 이용이 가능합니다.",
        "可用于商业用途。",
    ],
)
def test_a_grant_leaves_nothing_open_whichever_word_stands_first(sentence: str) -> None:
    assert limits(sentence) == set()
