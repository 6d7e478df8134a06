"""Kinds of sentences that look like limits and are less, more or another's; every sentence is this project's own."""

from __future__ import annotations

import pytest

from openness.card import parse_card
from openness.licences.claims import claims_of
from openness.licences.clause import Clause
from openness.licences.limit_sentences import limit_sentences, limits_of
from openness.licences.outcome import UnreadKind
from openness.licences.resolution import resolve
from openness.licences.saying import UseLimit
from openness.licences.subject import own_names
from tests.licences.made import record

NAMES = own_names("house/sparrow-7b")
FORBIDS = {UseLimit.NON_COMMERCIAL, UseLimit.COMMERCIAL_FORBIDDEN, UseLimit.RESEARCH_ONLY}


@pytest.mark.parametrize(
    "sentence",
    [
        "Any commercial use requires a separate agreement.",
        "If you want to sell it, contact us for a commercial license.",
        "A commercial licence is granted upon application.",
        "Once you have registered, the weights are available for commercial use.",
        "After signing up with the form, you are allowed to make commercial use of it.",
        "Eine kommerzielle Nutzung bedarf einer Lizenz von uns.",
        "Eine kommerzielle Lizenz kann beantragt werden.",
        "Une licence pour un usage commercial est accordée sur demande.",
        "填写表格之后可以免费商业使用。",
        "商用利用をご希望の方は申請してください。",
        "상업적 이용은 별도로 문의해 주세요.",
    ],
)
def test_commercial_use_that_must_be_asked_for_is_bounded_and_not_forbidden(sentence: str) -> None:
    found = set(limits_of(sentence, NAMES))
    assert UseLimit.ON_REQUEST in found
    assert not found & FORBIDS


@pytest.mark.parametrize(
    "sentence",
    [
        "Sell whatever you build: there are no restrictions on commercial use.",
        "It may be used by shops without tight limits on commercial use.",
        "Commercial use is not restricted.",
        "Commercial use isn't prohibited.",
        "Commercial use requires no further permission.",
        "No registration is needed for commercial use.",
        "You do not need to register for commercial use.",
        "Die kommerzielle Nutzung ist nicht eingeschränkt.",
        "Für die kommerzielle Nutzung ist keine Genehmigung erforderlich.",
        "L'usage commercial n'est pas interdit.",
        "Uso comercial sin restricciones.",
        "L'uso commerciale non è vietato.",
        "O uso comercial não é proibido.",
        "Commercieel gebruik is niet verboten.",
        "Użycie komercyjne nie jest zabronione.",
        "商用无需申请。",
        "本许可不禁止商业用途。",
        "商用利用に許可は不要です。",
        "상업적 이용은 금지되지 않습니다.",
    ],
)
def test_a_limit_that_is_said_not_to_be_there_is_none(sentence: str) -> None:
    assert limits_of(sentence, NAMES) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "It may not be used for commercial purposes without our permission.",
        "Prohibited uses include but are not limited to commercial use.",
        "No commercial use without a licence.",
        "Das Modell darf nicht ohne Genehmigung für kommerzielle Zwecke genutzt werden: keine kommerzielle Nutzung.",
        "Without prior written consent, commercial use is not permitted.",
        "Toute utilisation commerciale est interdite sans autorisation.",
        "未经许可不得用于商业用途。",
    ],
)
def test_a_ban_with_an_exception_stays_a_ban(sentence: str) -> None:
    assert set(limits_of(sentence, NAMES)) & FORBIDS


@pytest.mark.parametrize(
    "sentence",
    [
        "The model is meant for academic research only.",
        "It is designed exclusively for research purposes.",
        "The model should only be used for research purposes.",
        "This is a preview intended for non-commercial use only.",
        "Das Modell ist ausschließlich für die Forschung gedacht.",
        "Ce modèle est destiné uniquement à la recherche.",
        "El modelo está destinado exclusivamente a la investigación.",
        "Model jest przeznaczony wyłącznie do celów badawczych.",
    ],
)
def test_what_a_model_is_meant_for_is_an_intention(sentence: str) -> None:
    assert limits_of(sentence, NAMES) == (UseLimit.INTENDED,)


@pytest.mark.parametrize(
    "sentence",
    [
        "The model is intended and licensed for research use only.",
        "This model is for research purposes only.",
        "It is designed for labs and may only be used for research.",
        "Das Modell ist für Labore gedacht und darf nur zu Forschungszwecken genutzt werden.",
    ],
)
def test_words_of_a_licence_beside_the_intention_bind(sentence: str) -> None:
    assert UseLimit.RESEARCH_ONLY in limits_of(sentence, NAMES)


def test_an_intention_leaves_the_permission_unknown_and_is_no_prohibition() -> None:
    text = "---\nlicense: mit\n---\n# Sparrow\n\nThe model is meant for research purposes only.\n"
    found = resolve(claims_of(record("house/sparrow-7b", card={"license": "mit"}, text=text)))
    assert [item.kind for item in found.unread] == [UnreadKind.INTENDED_USE]
    assert found.open is None
    assert Clause.COMMERCIAL not in found.clauses
    assert found.clauses[Clause.EU].value == "yes_all"
    assert not found.terms


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("- **Heron-13B-Chat**: trained on talks. For research purposes only.", False),
        ("- Heron-70B: bigger. Commercial use is prohibited.", False),
        ("- Sparrow-7B: small. For research purposes only.", True),
        ("- For research purposes only.", True),
        ("Finchlib is an open-source library for non-commercial use only.", False),
        ("Meisen ist eine Bibliothek nur für nicht-kommerzielle Zwecke.", False),
        ("This is a library for non-commercial use only.", True),
    ],
)
def test_the_limits_of_a_sibling_in_a_list_or_of_a_named_tool_are_not_ours(text: str, limited: bool) -> None:
    found = limit_sentences(parse_card(f"# Sparrow 7B\n\n{text}\n"), "README.md", NAMES)
    assert bool(found) is limited


@pytest.mark.parametrize(
    "sentence",
    [
        "Everybody is welcome to mirror these files on non-commercial sites.",
        "You can put the model up on completely non-commercial platforms (you do not earn a cent there).",
        "Re-uploading is fine: post it on any non-commercial board.",
        "Sie dürfen das Modell auf nichtkommerziellen Plattformen hosten.",
        "Vous pouvez le partager sur des forums non commerciaux.",
        "Puede publicarlo en foros no comerciales.",
        "Potete ospitarlo su blog non commerciali.",
        "Você pode compartilhar o modelo em sites não comerciais.",
        "U mag het model op niet-commerciële websites plaatsen.",
        "Model można udostępniać na niekomercyjnych stronach.",
        "可以在非商业平台上分享本模型。",
        "非営利のフォーラムで共有できます。",
        "비영리 사이트에 공유할 수 있습니다.",
    ],
)
def test_a_grant_to_host_it_at_a_place_is_no_ban_on_use_and_no_permission(sentence: str) -> None:
    assert limits_of(sentence, NAMES) == (UseLimit.INTENDED,)
    found = resolve(claims_of(record(card={"license": "apache-2.0"}, text=f"# M\n\n{sentence}\n")))
    assert Clause.COMMERCIAL not in found.clauses


@pytest.mark.parametrize(
    "sentence",
    [
        "Mirror it on non-commercial sites only.",
        "It must be hosted on non-commercial servers.",
        "You may not share it except on non-commercial forums.",
        "You may use it and show it on non-commercial pages.",
        "Share it on non-commercial forums, for non-commercial purposes.",
        "Post it on non-commercial boards; commercial use is forbidden.",
        "Hosting on non-commercial sites is fine, and the weights are free for non-commercial use.",
        "Sie dürfen es nur auf nichtkommerziellen Plattformen hosten.",
        "Vous pouvez le partager uniquement sur des forums non commerciaux.",
        "仅可在非商业平台上分享本模型。",
        "Free for non-commercial projects.",
    ],
)
def test_a_grant_that_bounds_the_place_or_the_use_stays_a_ban(sentence: str) -> None:
    assert set(limits_of(sentence, NAMES)) & FORBIDS


@pytest.mark.parametrize("first", ["⚠️", "Note", "**Important**", "Achtung", "Avertissement", "注意", "⚠️ Warning:"])
def test_a_row_that_begins_with_a_sign_or_a_notice_is_about_this_model(first: str) -> None:
    text = f"# Sparrow 7B\n\n| Model | Remarks |\n|---|---|\n| {first} | for research purposes only |\n"
    assert limit_sentences(parse_card(text), "README.md", NAMES)
    assert not limit_sentences(parse_card(text.replace(first, "Finch-7B")), "README.md", NAMES)
