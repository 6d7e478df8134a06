"""What words take away from use, in each language; every sentence is this project's own."""

from __future__ import annotations

import re

import pytest

from openness.card import parse_card
from openness.licences.known_languages import is_understood
from openness.licences.limit_sentences import limits_of
from openness.licences.saying import UseLimit
from openness.licences.statements import spoken
from openness.licences.subject import Names, Whose, is_denied, is_former, own_names, whose
from openness.licences.use_words import STEMS

NAMES = own_names("house/sparrow-7b")
COMMERCIAL = {UseLimit.NON_COMMERCIAL, UseLimit.COMMERCIAL_FORBIDDEN}


@pytest.mark.parametrize(
    "sentence",
    [
        "It is for non-commercial.",
        "We publish the weights for noncommercial use by individuals.",
        "Commercial use is not permitted.",
        "The model may not be used for any commercial purpose.",
        "For commercial licensing please contact us: commercial use is prohibited otherwise.",
        "Das Modell darf nur nichtkommerziell genutzt werden.",
        "Eine kommerzielle Nutzung ist nicht gestattet.",
        "Toute utilisation commerciale est interdite.",
        "Usage non commercial uniquement.",
        "El uso comercial no está permitido.",
        "Solo para uso no comercial.",
        "L'uso commerciale è vietato.",
        "Solo per uso non commerciale.",
        "O uso comercial é proibido.",
        "Apenas para fins não comerciais.",
        "Commercieel gebruik is niet toegestaan.",
        "Alleen voor niet-commercieel gebruik.",
        "Wykorzystanie komercyjne jest zabronione.",
        "Tylko do użytku niekomercyjnego.",
        "禁止任何商业用途。",
        "仅供非商业用途。",
        "商用利用は禁止です。",
        "非営利目的に限ります。",
        "상업적 이용은 금지됩니다.",
        "비상업적 용도로만 사용할 수 있습니다.",
    ],
)
def test_commercial_limits(sentence: str) -> None:
    assert set(limits_of(sentence, NAMES)) & COMMERCIAL
    assert STEMS.within(sentence.casefold())


@pytest.mark.parametrize(
    "sentence",
    [
        "For research purposes only.",
        "The weights are limited to academic research.",
        "Das Modell darf nur zu Forschungszwecken verwendet werden.",
        "Ce modèle est réservé à la recherche.",
        "Solo para fines de investigación.",
        "Esclusivamente per scopi di ricerca.",
        "Apenas para fins de pesquisa.",
        "Uitsluitend voor onderzoeksdoeleinden.",
        "Wyłącznie do celów badawczych.",
        "本模型仅供学术研究使用。",
        "研究目的のみ利用できます。",
        "연구 목적으로만 사용할 수 있습니다.",
    ],
)
def test_research_only(sentence: str) -> None:
    assert UseLimit.RESEARCH_ONLY in limits_of(sentence, NAMES)
    assert STEMS.within(sentence.casefold())


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("The rights granted do not apply in the European Union.", UseLimit.EU),
        ("In der EU darf das Modell nicht genutzt werden.", UseLimit.EU),
        ("Les droits ne sont pas accordés dans l'Union européenne.", UseLimit.EU),
        ("No se concede licencia en la Unión Europea.", UseLimit.EU),
        ("Non è concesso l'uso nell'Unione europea.", UseLimit.EU),
        ("O uso na União Europeia é proibido.", UseLimit.EU),
        ("Gebruik in de Europese Unie is niet toegestaan.", UseLimit.EU),
        ("Licencja nie obowiązuje w Unii Europejskiej.", UseLimit.EU),
        ("本许可不适用于欧盟。", UseLimit.EU),
        ("欧州連合では利用できません。", UseLimit.EU),
        ("유럽연합에서는 사용할 수 없습니다.", UseLimit.EU),
        ("The model may not be used by public authorities.", UseLimit.PUBLIC_BODY),
        ("Behörden dürfen das Modell nicht nutzen.", UseLimit.PUBLIC_BODY),
        ("L'utilisation par les autorités publiques est interdite.", UseLimit.PUBLIC_BODY),
        ("政府机构不得使用本模型。", UseLimit.PUBLIC_BODY),
        ("You must obtain a licence before commercial use.", UseLimit.REGISTRATION),
        ("Vor der Nutzung ist eine Registrierung erforderlich.", UseLimit.REGISTRATION),
        ("商用前须申请授权。", UseLimit.REGISTRATION),
        ("Companies with revenue above 2 million need another licence.", UseLimit.REVENUE),
        ("Unternehmen mit einem Umsatz über 2 Millionen Euro brauchen eine Lizenz.", UseLimit.REVENUE),
        ("Free to use with fewer than 1,000,000 monthly active users.", UseLimit.USERS),
        ("You agree to not use the model to harm people.", UseLimit.PURPOSES),
        ("To get a commercial licence please fill in the application form.", UseLimit.ON_REQUEST),
    ],
)
def test_other_limits(sentence: str, limit: UseLimit) -> None:
    assert limit in limits_of(sentence, NAMES)
    assert STEMS.within(sentence.casefold()) or limit is UseLimit.PURPOSES


@pytest.mark.parametrize(
    "sentence",
    [
        "The original weights are for research use only; this model was trained from scratch.",
        "Unlike other models, this model is not restricted to non-commercial use only.",
        "It is not limited to research purposes only.",
        "The base model is for non-commercial use only.",
        "Free for both commercial and non-commercial use.",
        "It may be used for commercial or non-commercial purposes.",
        "Frei für kommerzielle und nichtkommerzielle Zwecke.",
        "Pour un usage commercial et non commercial.",
        "There are no limits on commercial use.",
        "The licence does not prohibit commercial use.",
        "The training data is for non-commercial use only.",
        "The weights were previously for research use only.",
        "Is it for non-commercial use only?",
        "Llama 2 is for research use only.",
        "It was evaluated on laws of the European Union.",
        "The model summarises speeches of governments.",
        "Revenue of the firm was 4 million.",
    ],
)
def test_what_is_no_limit_of_this_model(sentence: str) -> None:
    assert limits_of(sentence, NAMES) == ()


def test_the_rest_of_a_sentence_about_another_model_is_still_read() -> None:
    found = limits_of("The base model is Apache 2.0, but this model is for research use only.", NAMES)
    assert UseLimit.RESEARCH_ONLY in found


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("This model", Whose.OWN),
        ("Sparrow-7B", Whose.OWN),
        ("It", Whose.OWN),
        ("The base model", Whose.OTHER),
        ("Unlike Eagle", Whose.OTHER),
        ("Gemma", Whose.OTHER),
        ("Eagle 13B", Whose.MAYBE_OTHER),
        ("StarEagle", Whose.MAYBE_OTHER),
        ("Sparrow-13B", Whose.OTHER),
        ("Everything here", Whose.OWN),
    ],
)
def test_whose(clause: str, expected: Whose) -> None:
    assert whose(clause, NAMES) is expected


def test_a_title_names_the_model_too() -> None:
    card = parse_card("# BlueEagle\n\nBlueEagle is released under the MIT License.\n")
    found = spoken(card, "README.md", "house/be-1")
    assert [saying.value for _, saying in found.statements] == ["mit"]
    assert own_names("house/be-1", card).is_own("BlueEagle")
    assert not Names("x").is_own("BlueEagle")


def test_denial_and_time() -> None:
    assert is_denied("The model is not released under ")
    assert not is_denied("The model is not only released under ")
    assert is_former("It was formerly ")
    assert is_former("It is ", " until version 2")
    assert not is_former("It is ", " since version 2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The model may be used by anyone who agrees to the terms of this licence.", True),
        ("Das Modell darf von allen genutzt werden, die den Bedingungen zustimmen und sie einhalten.", True),
        ("本模型可供任何人使用。", True),
        ("MIT", True),
        ("", True),
        ("Модель может использоваться всеми, кто согласен с условиями.", False),
        ("Tätä mallia saa käyttää vain sisäisesti eikä sitä saa luovuttaa muille ilman lupaa.", False),
        ("이 모델은 누구나 사용할 수 있습니다.", True),
    ],
)
def test_languages_with_words(text: str, expected: bool) -> None:
    assert is_understood(text) is expected


def test_no_stem_is_empty_or_holds_capitals() -> None:
    assert all(stem.strip() for stem in STEMS.literals)
    assert not re.search(r"[A-Z]", "".join(STEMS.literals))
