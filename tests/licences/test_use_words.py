"""What words take away from use, in each language; every sentence is this project's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.licences.limit_sentences import limit_sentences, limits_of
from openness.licences.saying import UseLimit
from openness.licences.statements import spoken
from openness.licences.subject import Names, Whose, is_denied, is_former, own_names, whose
from openness.licences.use_words import LIMITING, TELLING, limits_in, may_limit, states_some
from openness.words import Meaning, hinting, scan, understood
from openness.words.language import Language, languages

NAMES = own_names("house/sparrow-7b")


def is_read(sentence: str) -> bool:
    """Return whether a card's sentence is looked at for limits."""
    return bool(scan([sentence.lower()])[0] & hinting(*TELLING))


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
    assert is_read(sentence)


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
    assert is_read(sentence)


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
    assert is_read(sentence) or limit is UseLimit.PURPOSES


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
    assert understood(text) is expected


def test_a_purpose_alone_is_advice_in_a_card_and_a_limit_at_a_gate() -> None:
    sentence = "You agree to not use the model to harm people."
    assert set(LIMITING) - set(TELLING) == {Meaning.PURPOSE_BARRED}
    assert not limit_sentences(parse_card(f"# Sparrow\n\n{sentence}\n"), "README.md", NAMES)
    assert limits_of(sentence, NAMES) == (UseLimit.PURPOSES,)
    assert may_limit(scan([sentence.lower()])[0])


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("commercial/non-commercial use is free", ()),
        ("non-commercial as well as commercial use is free", ()),
        ("商用・非商用を問わず利用できます", ()),
        ("상업적 및 비상업적 용도로 사용할 수 있습니다", ()),
        ("commercial and non-commercial use is free, but resale is non-commercial", ((UseLimit.NON_COMMERCIAL, 57),)),
        ("free for commercial use after you have registered", ((UseLimit.ON_REQUEST, 0),)),
        ("the files are restricted to only non-commercial research", None),
        ("firms whose employees exceed 50 or revenue 2 million may not use it", ((UseLimit.USERS, 12),)),
        ("firms whose revenue exceeds 2 million or employees 50 may not use it", ((UseLimit.REVENUE, 12),)),
        ("firms whose revenue exceeds ours may not use it", ()),
        ("the rights hold in europe", ()),
        ("nothing of the kind", ()),
    ],
)
def test_limits_of_a_clause(clause: str, expected: tuple[tuple[UseLimit, int], ...] | None) -> None:
    found = limits_in(clause)
    if expected is None:
        assert [limit for limit, _ in found] == [UseLimit.NON_COMMERCIAL, UseLimit.RESEARCH_ONLY]
    else:
        assert found == expected


def test_a_place_is_tied_to_its_denial_across_the_sentence() -> None:
    whole = "it may be used by all, except in the european union"
    assert limits_in("except in the european union") == ()
    assert limits_in("except in the european union", whole=whole) == ((UseLimit.EU, 14),)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("we did research, and the weights are only for scientific research", True),
        ("we did research in europe", True),
        ("as noted, the authorities may not use it", True),
        ("we did research", False),
        ("commercial tools were used", False),
    ],
)
def test_a_sentence_without_words_of_a_limit_is_not_parted(sentence: str, expected: bool) -> None:
    assert states_some(sentence, scan([sentence])[0]) is expected


@given(st.text(alphabet="nocmerialßü-商用 ,.", max_size=80))
def test_hints_change_no_answer(text: str) -> None:
    lower = " ".join(text.lower().split())
    assert limits_in(lower) == limits_in(lower, hints=scan([lower])[0])


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.language)
def test_every_language_has_words_for_what_limits_use(language: Language) -> None:
    missing = [m.value for m in LIMITING if m.value not in language.meanings]
    assert set(missing) <= {"purpose_barred", "commercial_granted"}


@pytest.mark.parametrize(
    ("step", "grant"),
    [
        ("nachdem sie das formular ausgefüllt haben, ", "ist die nutzung für kommerzielle zwecke kostenlos"),
        ("nadat u het formulier hebt ingevuld, ", "is commercieel gebruik gratis"),
        ("po zarejestrowaniu ", "użycie komercyjne jest bezpłatne"),
        ("após o registro, ", "o modelo é gratuito para uso comercial"),
        ("dopo la registrazione ", "il modello è gratuito per uso commerciale"),
        ("登记后", "即可免费商用"),
        ("ご登録いただいた後、", "無償で商用利用していただけます"),
        ("회원 가입 후 ", "상업적 이용이 가능합니다"),
    ],
)
def test_a_grant_after_a_step_is_on_request_and_one_without_is_none(step: str, grant: str) -> None:
    assert UseLimit.ON_REQUEST in {limit for limit, _ in limits_in(grant, whole=step + grant)}
    assert limits_in(grant) == ()
