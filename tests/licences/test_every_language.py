"""One statement in every language that has words: each takes away what it says, and nothing that it does not say."""

from __future__ import annotations

import pytest

from openness.words.language import languages
from tests.signals.made_cards import record, value

NOT_ONLY_FOR_RESEARCH = {
    "en": "This model may be used not only for research purposes, but also in products.",
    "de": "Das Modell darf nicht nur für Forschungszwecke, sondern auch in Produkten verwendet werden.",
    "fr": "Le modèle peut être utilisé non seulement à des fins de recherche, mais aussi dans des produits.",
    "es": "El modelo puede usarse no solo con fines de investigación, sino también en productos.",
    "it": "Il modello può essere usato non solo per scopi di ricerca, ma anche in prodotti.",
    "nl": "Het model mag niet alleen voor onderzoek, maar ook in producten worden gebruikt.",
    "pt": "O modelo pode ser usado não apenas para fins de pesquisa, mas também em produtos.",
    "pl": "Modelu można używać nie tylko do celów badawczych, lecz także w produktach.",
    "zh": "本模型不仅可用于学术研究，也可用于产品。",
    "ja": "本モデルは研究目的だけでなく、製品にも利用できます。",
    "ko": "이 모델은 연구 목적뿐만 아니라 제품에도 사용할 수 있습니다.",
}
NO_LIMIT_ON_COMMERCE = {
    "en": "There are no restrictions on commercial use.",
    "de": "Es gibt keine Einschränkungen für die kommerzielle Nutzung.",
    "fr": "Il n'y a aucune restriction d'utilisation commerciale.",
    "es": "No hay restricciones para el uso comercial.",
    "it": "Non ci sono restrizioni all'uso commerciale.",
    "nl": "Er zijn geen beperkingen op commercieel gebruik.",
    "pt": "Não há restrições ao uso comercial.",
    "pl": "Nie ma żadnych ograniczeń użytku komercyjnego.",
    "zh": "商业使用没有任何限制。",
    "ja": "商用利用に制限はありません。",
    "ko": "상업적 이용에는 제한이 없습니다.",
}
BOTH_KINDS_OF_USE = {
    "en": "Free for commercial and non-commercial use.",
    "de": "Frei für kommerzielle und nichtkommerzielle Nutzung.",
    "fr": "Libre pour un usage commercial et non commercial.",
    "es": "Libre para uso comercial y no comercial.",
    "it": "Libero per uso commerciale e non commerciale.",
    "nl": "Vrij voor commercieel en niet-commercieel gebruik.",
    "pt": "Livre para uso comercial e não comercial.",
    "pl": "Wolny do użytku komercyjnego i niekomercyjnego.",
    "zh": "可免费用于商业和非商业用途。",
    "ja": "商用・非商用を問わず無料で利用できます。",
    "ko": "상업적 및 비상업적 용도로 무료로 사용할 수 있습니다.",
}
NOTICE_TO_KEEP = {
    "en": "You must not remove or modify the copyright notice.",
    "de": "Der Urheberrechtsvermerk darf nicht entfernt oder geändert werden.",
    "fr": "La mention de droit d'auteur ne doit pas être supprimée ni modifiée.",
    "es": "No se debe eliminar ni modificar el aviso de derechos de autor.",
    "it": "L'avviso di copyright non deve essere rimosso o modificato.",
    "nl": "De auteursrechtvermelding mag niet worden verwijderd of gewijzigd.",
    "pt": "O aviso de direitos autorais não deve ser removido nem modificado.",
    "pl": "Nie wolno usuwać ani zmieniać informacji o prawach autorskich.",
    "zh": "不得删除或修改版权声明。",
    "ja": "著作権表示を削除または変更しないでください。",
    "ko": "저작권 표시를 삭제하거나 수정할 수 없습니다.",
}
RESEARCH_ONLY = {
    "en": "For research purposes only.",
    "de": "Nur für Forschungszwecke.",
    "fr": "Uniquement à des fins de recherche.",
    "es": "Solo con fines de investigación.",
    "it": "Solo per scopi di ricerca.",
    "nl": "Alleen voor onderzoeksdoeleinden.",
    "pt": "Apenas para fins de pesquisa.",
    "pl": "Wyłącznie do celów badawczych.",
    "zh": "仅供研究使用。",
    "ja": "研究目的でのみご利用ください。",
    "ko": "연구 목적으로만 사용하세요.",
}
NO_COMMERCE = {
    "en": "You may not use it commercially.",
    "de": "Eine kommerzielle Nutzung ist nicht erlaubt.",
    "fr": "L'utilisation commerciale n'est pas autorisée.",
    "es": "No se permite el uso comercial.",
    "it": "L'uso commerciale non è consentito.",
    "nl": "Commercieel gebruik is niet toegestaan.",
    "pt": "O uso comercial não é permitido.",
    "pl": "Użycie komercyjne nie jest dozwolone.",
    "zh": "不允许商业使用。",
    "ja": "商用利用はご遠慮ください。",
    "ko": "상용으로 사용할 수 없습니다.",
}
NO_PASSING_ON = {
    "en": "Redistribution of the weights is not permitted.",
    "de": "Die Weitergabe der Gewichte ist nicht gestattet.",
    "fr": "La redistribution des poids n'est pas autorisée.",
    "es": "No se permite redistribuir los pesos.",
    "it": "La ridistribuzione dei pesi non è consentita.",
    "nl": "Herverspreiding van de gewichten is niet toegestaan.",
    "pt": "A redistribuição dos pesos não é permitida.",
    "pl": "Rozpowszechnianie wag nie jest dozwolone.",
    "zh": "权重不得再分发。",
    "ja": "重みの再配布はご遠慮ください。",
    "ko": "가중치를 재배포할 수 없습니다.",
}
DATA_NOT_PUBLIC = {
    "en": "The training data are not public.",
    "de": "Die Trainingsdaten sind nicht öffentlich.",
    "fr": "Les données d'entraînement ne sont pas publiques.",
    "es": "Los datos de entrenamiento no son públicos.",
    "it": "I dati di addestramento non sono pubblici.",
    "nl": "De trainingsdata zijn niet openbaar.",
    "pt": "Os dados de treinamento não são públicos.",
    "pl": "Dane treningowe nie są publiczne.",
    "zh": "训练数据不对外公开。",
    "ja": "学習データは公開しておりません。",
    "ko": "학습 데이터는 공개하지 않습니다.",
}
NO_CHANGES = {
    "en": "You must not modify the model.",
    "de": "Das Modell darf nicht verändert werden.",
    "fr": "Vous ne pouvez pas modifier le modèle.",
    "es": "No se permite modificar el modelo.",
    "it": "Non è consentito modificare il modello.",
    "nl": "Het model mag niet worden gewijzigd.",
    "pt": "Não é permitido modificar o modelo.",
    "pl": "Nie wolno modyfikować modelu.",
    "zh": "不得修改本模型。",
    "ja": "モデルの改変はご遠慮ください。",
    "ko": "모델의 수정은 금지됩니다.",
}
MAY_PASS_ON = {
    "en": "You may redistribute and modify the weights.",
    "de": "Die Gewichte dürfen weitergegeben und verändert werden.",
    "fr": "Vous pouvez redistribuer et modifier les poids.",
    "es": "Se permite redistribuir y modificar los pesos.",
    "it": "È consentito ridistribuire e modificare i pesi.",
    "nl": "De gewichten mogen worden verspreid en gewijzigd.",
    "pt": "É permitido redistribuir e modificar os pesos.",
    "pl": "Wolno rozpowszechniać i modyfikować wagi.",
    "zh": "可以再分发和修改模型权重。",
    "ja": "重みの再配布と改変は自由です。",
    "ko": "가중치의 재배포와 수정은 자유입니다.",
}
NOT_IN_THE_EU = {
    "en": "The licence is not granted to users in the European Union.",
    "de": "Nutzern in der Europäischen Union wird keine Lizenz erteilt.",
    "fr": "Aucune licence n'est accordée aux utilisateurs de l'Union européenne.",
    "es": "No se concede licencia a usuarios de la Unión Europea.",
    "it": "Nessuna licenza è concessa agli utenti dell'Unione europea.",
    "nl": "Er wordt geen licentie verleend aan gebruikers in de Europese Unie.",
    "pt": "Nenhuma licença é concedida a usuários na União Europeia.",
    "pl": "Użytkownikom w Unii Europejskiej nie udziela się licencji.",
    "zh": "不向欧盟用户授予许可。",
    "ja": "欧州連合の利用者には許諾されません。",
    "ko": "유럽연합 사용자에게는 라이선스가 부여되지 않습니다.",
}
NO_PUBLIC_BODY = {
    "en": "Government bodies may not use this model.",
    "de": "Behörden dürfen dieses Modell nicht verwenden.",
    "fr": "Les organismes publics ne peuvent pas utiliser ce modèle.",
    "es": "Los organismos públicos no pueden usar este modelo.",
    "it": "Gli enti pubblici non possono usare questo modello.",
    "nl": "Overheidsinstanties mogen dit model niet gebruiken.",
    "pt": "Órgãos públicos não podem usar este modelo.",
    "pl": "Organy publiczne nie mogą używać tego modelu.",
    "zh": "政府机构不得使用本模型。",
    "ja": "行政機関は本モデルを利用できません。",
    "ko": "정부 기관은 이 모델을 사용할 수 없습니다.",
}
BOUND_BY_REVENUE = {
    "en": "Companies with more than 10 million euros of annual revenue need a separate licence.",
    "de": "Unternehmen mit mehr als 10 Millionen Euro Jahresumsatz benötigen eine eigene Lizenz.",
    "fr": "Les entreprises dont le chiffre d'affaires dépasse 10 millions d'euros doivent obtenir une licence séparée.",
    "es": "Las empresas con ingresos de más de 10 millones de euros necesitan otra licencia.",
    "it": "Le aziende con un fatturato superiore a 10 milioni di euro necessitano di una licenza separata.",
    "nl": "Bedrijven met meer dan 10 miljoen euro omzet hebben een aparte licentie nodig.",
    "pt": "Empresas com receita acima de 10 milhões de euros precisam de outra licença.",
    "pl": "Firmy o przychodach powyżej 10 milionów euro potrzebują odrębnej licencji.",
    "zh": "年收入超过1000万欧元的公司需另行申请许可。",
    "ja": "年間売上が10億円を超える企業は別途ライセンスが必要です。",
    "ko": "연 매출이 100억 원을 초과하는 기업은 별도의 라이선스가 필요합니다.",
}
REGISTER_FIRST = {
    "en": "You must register before using the model.",
    "de": "Vor der Nutzung müssen Sie sich registrieren.",
    "fr": "Vous devez vous inscrire avant d'utiliser le modèle.",
    "es": "Debe registrarse antes de usar el modelo.",
    "it": "È necessario registrarsi prima di usare il modello.",
    "nl": "U moet zich registreren voordat u het model gebruikt.",
    "pt": "É necessário registrar-se antes de usar o modelo.",
    "pl": "Przed użyciem modelu należy się zarejestrować.",
    "zh": "使用前必须注册。",
    "ja": "利用前に登録が必要です。",
    "ko": "사용 전에 등록해야 합니다.",
}
A_PURPOSE_BARRED = {
    "en": "The model must not be used for surveillance.",
    "de": "Das Modell darf nicht zur Überwachung verwendet werden.",
    "fr": "Le modèle ne doit pas être utilisé pour la surveillance.",
    "es": "El modelo no debe usarse para la vigilancia.",
    "it": "Il modello non deve essere usato per la sorveglianza.",
    "nl": "Het model mag niet worden gebruikt voor surveillance.",
    "pt": "O modelo não deve ser usado para vigilância.",
    "pl": "Modelu nie wolno używać do inwigilacji.",
    "zh": "不得将本模型用于监控。",
    "ja": "本モデルを監視の目的で使用しないでください。",
    "ko": "이 모델을 감시 목적으로 사용하지 마십시오.",
}

LIMITS = [
    ("licence.commercial", RESEARCH_ONLY),
    ("licence.commercial", NO_COMMERCE),
    ("licence.redistribution", NO_PASSING_ON),
    ("licence.modification", NO_CHANGES),
]
NO_LIMITS = [
    ("licence.commercial", NOT_ONLY_FOR_RESEARCH),
    ("licence.commercial", NO_LIMIT_ON_COMMERCE),
    ("licence.commercial", BOTH_KINDS_OF_USE),
    ("licence.modification", NOTICE_TO_KEEP),
    ("licence.redistribution", MAY_PASS_ON),
    ("licence.modification", MAY_PASS_ON),
]


def card(sentence: str, title: str = "License") -> str:
    """Return a card whose tag permits everything and whose words say this."""
    return f"---\nlicense: mit\n---\n# Owl\n\n## {title}\n\n{sentence}\n"


def said(statements: list[tuple[str, dict[str, str]]]) -> list[tuple[str, str]]:
    return [(signal, sentence) for signal, told in statements for sentence in told.values()]


@pytest.mark.parametrize("told", [told for _, told in (*LIMITS, *NO_LIMITS)])
def test_every_language_is_tried(told: dict[str, str]) -> None:
    assert set(told) == {language.language for language in languages()} == set(DATA_NOT_PUBLIC)


@pytest.mark.parametrize(("signal", "sentence"), said(LIMITS))
def test_a_limit_holds_over_an_open_tag(signal: str, sentence: str) -> None:
    assert value(signal, record(card(sentence), tags=("license:mit",))) == "forbidden"


@pytest.mark.parametrize(("signal", "sentence"), said(NO_LIMITS))
def test_what_takes_nothing_away_takes_nothing_away(signal: str, sentence: str) -> None:
    assert value(signal, record(card(sentence), tags=("license:mit",))) == "allowed"


@pytest.mark.parametrize("sentence", DATA_NOT_PUBLIC.values())
def test_data_that_are_not_public_are_withheld(sentence: str) -> None:
    assert value("data.pretraining", record(card(sentence, "Training data"))) == "withheld"


@pytest.mark.parametrize(
    ("signal", "terms"),
    [
        ("licence.redistribution", "You agree not to redistribute the weights."),
        ("licence.redistribution", "I will not share the model with others."),
        ("licence.redistribution", "You shall not distribute, sublicense, or lend the model to any third party."),
        ("licence.modification", "You must not modify the model."),
    ],
)
def test_a_gate_takes_passing_on_and_changes_away(signal: str, terms: str) -> None:
    head = f'---\nlicense: mit\nextra_gated_prompt: "{terms}"\n---\n# Owl\n'
    found = record(head, tags=("license:mit",))
    assert value(signal, found) == "forbidden"
    assert value("licence.open", found) is False
    assert value("licence.commercial", found) == "allowed"


@pytest.mark.parametrize(
    "sentence",
    [
        "You may not redistribute the weights without including this licence.",
        "This repository does not redistribute the original weights.",
        "You must not modify the model card.",
        "Do not share your access token with the model.",
        "You must not redistribute the data set.",
    ],
)
def test_what_is_no_ban_on_the_model_bars_nothing(sentence: str) -> None:
    found = record(card(sentence), tags=("license:mit",))
    assert value("licence.redistribution", found) == value("licence.modification", found) == "allowed"


TAKEN = [
    ("licence.eu_usable", NOT_IN_THE_EU, "excluded"),
    ("licence.public_body", NO_PUBLIC_BODY, "excluded"),
    ("licence.commercial", BOUND_BY_REVENUE, "bounded"),
    ("licence.registration", REGISTER_FIRST, True),
    ("licence.use_restrictions", A_PURPOSE_BARRED, True),
]


@pytest.mark.parametrize("told", [told for _, told, _ in TAKEN])
def test_every_language_is_tried_for_what_is_taken(told: dict[str, str]) -> None:
    assert set(told) == {language.language for language in languages()}


@pytest.mark.parametrize(
    ("signal", "terms", "taken"), [(signal, each, taken) for signal, told, taken in TAKEN for each in told.values()]
)
def test_the_words_of_a_gate_take_away(signal: str, terms: str, taken: object) -> None:
    head = f'---\nlicense: mit\nextra_gated_prompt: "{terms}"\n---\n# Owl\n'
    assert value(signal, record(head, tags=("license:mit",))) == taken


@pytest.mark.parametrize(
    ("signal", "terms", "taken"), [(signal, each, taken) for signal, told, taken in TAKEN for each in told.values()]
)
def test_the_words_of_a_section_on_the_licence_take_away(signal: str, terms: str, taken: object) -> None:
    assert value(signal, record(card(terms), tags=("license:mit",))) == taken


def test_a_purpose_told_elsewhere_in_a_card_is_advice() -> None:
    found = record(card(A_PURPOSE_BARRED["en"], "Out-of-scope use"), tags=("license:mit",))
    assert value("licence.use_restrictions", found) is False


PUT_UNDER_NO_MIT = {
    "en": "The model is not released under the MIT License.",
    "de": "Das Modell steht nicht unter der MIT-Lizenz.",
    "fr": "Le modèle n'est pas publié sous licence MIT.",
    "es": "El modelo no se publica bajo la licencia MIT.",
    "it": "Il modello non è rilasciato con licenza MIT.",
    "nl": "Het model is niet vrijgegeven onder de MIT-licentie.",
    "pt": "O modelo não é distribuído sob a licença MIT.",
    "pl": "Model nie jest udostępniony na licencji MIT.",
    "zh": "本模型不采用 MIT 许可证发布。",
    "ja": "本モデルは MIT ライセンスではありません。",
    "ko": "이 모델은 MIT 라이선스가 아닙니다.",
}
MIT_DOES_NOT_APPLY = {
    "en": "The model: the MIT License does not apply to it.",
    "de": "Für das Modell gilt: MIT gilt nicht.",
    "fr": "Le modèle : la licence MIT ne s'applique pas.",
    "es": "El modelo: la licencia MIT no se aplica.",
    "it": "Il modello: la licenza MIT non si applica.",
    "nl": "Het model: MIT is niet van toepassing.",
    "pt": "O modelo: a licença MIT não se aplica.",
    "pl": "Model: licencja MIT nie obowiązuje.",
    "zh": "模型权重: MIT 许可证不适用。",
    "ja": "モデルは MIT ライセンスでは公開していません。",
    "ko": "모델은 MIT 라이선스로 배포되지 않습니다.",
}
MIT_NO_LONGER = {
    "en": "We relicensed the model from MIT to Apache-2.0.",
    "zh": "模型的许可证由 MIT 改为 Apache-2.0。",
    "ja": "モデルのライセンスを MIT から Apache-2.0 に変更しました。",
    "ko": "모델의 라이선스를 MIT에서 Apache-2.0으로 변경했습니다.",
}


@pytest.mark.parametrize("told", [PUT_UNDER_NO_MIT, MIT_DOES_NOT_APPLY])
def test_every_language_is_tried_for_a_denied_licence(told: dict[str, str]) -> None:
    assert set(told) == {language.language for language in languages()}


@pytest.mark.parametrize(
    "sentence", [each for told in (PUT_UNDER_NO_MIT, MIT_DOES_NOT_APPLY, MIT_NO_LONGER) for each in told.values()]
)
def test_a_licence_denied_or_left_permits_nothing(sentence: str) -> None:
    found = record(f"# Owl\n\n## License\n\n{sentence}\n")
    assert value("licence.weights", found) != "mit"
    assert value("licence.commercial", found) != "allowed"


UNDER_ANOTHER = {
    "en": ["The model is licensed under CC BY-NC 4.0.", "Licence: CC BY-NC 4.0"],
    "de": ["Das Modell steht unter der CC-BY-NC-4.0-Lizenz.", "Lizenz: CC BY-NC 4.0"],
    "fr": ["Ce modèle est sous licence CC BY-NC 4.0.", "Licence : CC BY-NC 4.0"],
    "es": ["El modelo se publica bajo la licencia CC BY-NC 4.0.", "Licencia: CC BY-NC 4.0"],
    "it": ["Il modello è rilasciato con licenza CC BY-NC 4.0.", "Licenza: CC BY-NC 4.0"],
    "nl": ["Het model valt onder de CC BY-NC 4.0-licentie.", "Licentie: CC BY-NC 4.0"],
    "pt": ["O modelo é distribuído sob a licença CC BY-NC 4.0.", "Licença: CC BY-NC 4.0"],
    "pl": ["Model jest udostępniony na licencji CC BY-NC 4.0.", "Licencja: CC BY-NC 4.0"],
    "zh": ["本模型采用CC BY-NC 4.0许可协议。", "许可证：CC BY-NC 4.0"],
    "ja": ["本モデルはCC BY-NC 4.0ライセンスで公開されています。", "ライセンス: CC BY-NC 4.0"],
    "ko": ["이 모델은 CC BY-NC 4.0 라이선스로 배포됩니다.", "라이선스: CC BY-NC 4.0"],
}
UNDER_A_FAMILY = [
    "Das Modell unterliegt der Llama-3-Community-Lizenz.",
    "Ce modèle est soumis à la licence Llama 3.",
    "El modelo está sujeto a la licencia de Gemma.",
    "本モデルはLlama 3 Community Licenseに従います。",
    "本模型遵循Llama 3许可协议。",
]


@pytest.mark.parametrize("sentence", [each for said in UNDER_ANOTHER.values() for each in said])
def test_a_licence_that_the_text_gives_is_read_against_the_tag(sentence: str) -> None:
    found = record(card(sentence), tags=("license:mit",))
    assert value("licence.commercial", found) == "forbidden"
    assert value("licence.open", found) is False
    assert value("licence.conflict_kinds", found) == ("card_stricter",)


@pytest.mark.parametrize("sentence", UNDER_A_FAMILY)
def test_the_licence_of_a_family_is_read_against_the_tag(sentence: str) -> None:
    assert value("licence.open", record(card(sentence), tags=("license:mit",))) is False


@pytest.mark.parametrize(
    "sentence",
    [
        "Das Modell wurde mit Llama 3 verglichen.",
        "Anders als Llama 3 steht das Modell unter einer freien Lizenz.",
        "本モデルはMITライセンスです。",
        "Die Daten stehen unter der CC-BY-NC-4.0-Lizenz.",
        "Lizenz des Codes: CC BY-NC 4.0",
    ],
)
def test_a_licence_of_other_things_is_not_the_models(sentence: str) -> None:
    assert value("licence.open", record(card(sentence), tags=("license:mit",))) is True
