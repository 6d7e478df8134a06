"""The same thing said in every language that has words must get the same answer from a signal."""

from __future__ import annotations

import pytest

from openness.words.language import languages
from tests.signals.made_cards import record, value

CODE_ANNOUNCED = {
    "en": "The training code will be released soon.",
    "de": "Der Trainingscode wird demnächst veröffentlicht.",
    "fr": "Le code d'entraînement sera bientôt publié.",
    "es": "El código de entrenamiento se publicará próximamente.",
    "it": "Il codice di addestramento sarà pubblicato a breve.",
    "nl": "De trainingscode wordt binnenkort vrijgegeven.",
    "pt": "O código de treinamento será disponibilizado em breve.",
    "pl": "Kod treningowy zostanie wkrótce udostępniony.",
    "zh": "训练代码即将开源。",
    "ja": "学習コードは近日公開予定です。",
    "ko": "학습 코드는 곧 공개할 예정입니다.",
}
SCRIPTS_PROMISED = {
    "en": "We plan to publish the scripts used to train the model.",
    "de": "Wir planen, die Skripte für das Training zu veröffentlichen.",
    "fr": "Nous publierons prochainement les scripts d'entraînement.",
    "es": "Publicaremos en breve los scripts de entrenamiento.",
    "it": "Pubblicheremo presto gli script di addestramento.",
    "nl": "Wij zullen de scripts voor de training later publiceren.",
    "pt": "Publicaremos em breve os scripts de treino.",
    "pl": "Wkrótce opublikujemy skrypty treningowe.",
    "zh": "我们将陆续公开训练脚本。",
    "ja": "学習に用いたスクリプトは後日公開します。",
    "ko": "학습에 사용한 스크립트는 추후 공개하겠습니다.",
}
CODE_KEPT = {
    "en": "We do not release the training code.",
    "de": "Der Trainingscode wird nicht veröffentlicht.",
    "fr": "Le code d'entraînement n'est pas publié.",
    "es": "El código de entrenamiento no se publica.",
    "it": "Il codice di addestramento non è pubblico.",
    "nl": "De trainingscode is niet openbaar.",
    "pt": "O código de treinamento não será divulgado.",
    "pl": "Kod treningowy nie jest publicznie dostępny.",
    "zh": "训练代码不对外公开。",
    "ja": "学習コードは公開しておりません。",
    "ko": "학습 코드는 공개하지 않습니다.",
}
CODE_NOT_SHARED = {
    "en": "We cannot share the code used for training.",
    "de": "Wir können den Code für das Training nicht weitergeben.",
    "fr": "Nous ne pouvons pas partager le code utilisé pour l'entraînement.",
    "es": "No podemos compartir el código utilizado para el entrenamiento.",
    "it": "Non possiamo condividere il codice usato per l'addestramento.",
    "nl": "Wij kunnen de code voor de training niet delen.",
    "pt": "Não podemos compartilhar o código usado no treinamento.",
    "pl": "Nie możemy udostępnić kodu użytego do treningu.",
    "zh": "我们无法提供用于训练的代码。",
    "ja": "学習に使用したコードは非公開です。",
    "ko": "학습에 사용된 코드는 비공개입니다.",
}
CODE_PUBLIC = {
    "en": "The training code is publicly available.",
    "de": "Der Trainingscode ist öffentlich verfügbar.",
    "fr": "Le code d'entraînement est disponible publiquement.",
    "es": "El código de entrenamiento está disponible públicamente.",
    "it": "Il codice di addestramento è disponibile pubblicamente.",
    "nl": "De trainingscode is openbaar beschikbaar.",
    "pt": "O código de treinamento está disponível publicamente.",
    "pl": "Kod treningowy jest publicznie dostępny.",
    "zh": "训练代码已开源。",
    "ja": "学習コードは公開されています。",
    "ko": "학습 코드는 공개되어 있습니다.",
}
SCRIPTS_PUBLISHED = {
    "en": "We released our training scripts.",
    "de": "Wir haben unsere Trainingsskripte veröffentlicht.",
    "fr": "Nous avons publié nos scripts d'entraînement.",
    "es": "Hemos publicado nuestros scripts de entrenamiento.",
    "it": "Abbiamo pubblicato i nostri script di addestramento.",
    "nl": "Wij hebben onze trainingsscripts vrijgegeven.",
    "pt": "Publicamos os nossos scripts de treino.",
    "pl": "Opublikowaliśmy nasze skrypty treningowe.",
    "zh": "我们公开了训练脚本。",
    "ja": "学習スクリプトを公開しました。",
    "ko": "학습 스크립트를 공개했습니다.",
}
TRAINING_CODE_AT = {
    "en": "The training code is on [GitHub](https://github.com/org/lodestar).",
    "de": "Der Trainingscode liegt auf [GitHub](https://github.com/org/lodestar).",
    "fr": "Le code d'entraînement se trouve sur [GitHub](https://github.com/org/lodestar).",
    "es": "El código de entrenamiento está en [GitHub](https://github.com/org/lodestar).",
    "it": "Il codice di addestramento si trova su [GitHub](https://github.com/org/lodestar).",
    "nl": "De trainingscode staat op [GitHub](https://github.com/org/lodestar).",
    "pt": "O código de treino está no [GitHub](https://github.com/org/lodestar).",
    "pl": "Kod treningowy znajduje się na [GitHubie](https://github.com/org/lodestar).",
    "zh": "训练代码见 [GitHub](https://github.com/org/lodestar)。",
    "ja": "学習コードは [GitHub](https://github.com/org/lodestar) にあります。",
    "ko": "학습 코드는 [GitHub](https://github.com/org/lodestar)에 있습니다.",
}
EVALUATION_CODE_AT = {
    "en": "The evaluation code is on [GitHub](https://github.com/org/lodestar).",
    "de": "Der Code für die Evaluation liegt auf [GitHub](https://github.com/org/lodestar).",
    "fr": "Le code d'évaluation se trouve sur [GitHub](https://github.com/org/lodestar).",
    "es": "El código de evaluación está en [GitHub](https://github.com/org/lodestar).",
    "it": "Il codice di valutazione si trova su [GitHub](https://github.com/org/lodestar).",
    "nl": "De evaluatiecode staat op [GitHub](https://github.com/org/lodestar).",
    "pt": "O código de avaliação está no [GitHub](https://github.com/org/lodestar).",
    "pl": "Kod ewaluacji znajduje się na [GitHubie](https://github.com/org/lodestar).",
    "zh": "评测代码见 [GitHub](https://github.com/org/lodestar)。",
    "ja": "評価コードは [GitHub](https://github.com/org/lodestar) にあります。",
    "ko": "평가 코드는 [GitHub](https://github.com/org/lodestar)에 있습니다.",
}
DATA_CODE_AT = {
    "en": "The data processing scripts are on [GitHub](https://github.com/org/lodestar).",
    "de": "Die Skripte zur Datenaufbereitung liegen auf [GitHub](https://github.com/org/lodestar).",
    "fr": "Les scripts de traitement des données se trouvent sur [GitHub](https://github.com/org/lodestar).",
    "es": "Los scripts de procesamiento de datos están en [GitHub](https://github.com/org/lodestar).",
    "it": "Gli script per la preparazione dei dati sono su [GitHub](https://github.com/org/lodestar).",
    "nl": "De scripts voor de dataverwerking staan op [GitHub](https://github.com/org/lodestar).",
    "pt": "Os scripts de processamento de dados estão no [GitHub](https://github.com/org/lodestar).",
    "pl": "Skrypty do przetwarzania danych znajdują się na [GitHubie](https://github.com/org/lodestar).",
    "zh": "数据处理代码见 [GitHub](https://github.com/org/lodestar)。",
    "ja": "データ処理のスクリプトは [GitHub](https://github.com/org/lodestar) にあります。",
    "ko": "데이터 처리 코드는 [GitHub](https://github.com/org/lodestar)에 있습니다.",
}
INFERENCE_CODE_AT = {
    "en": "The inference code is on [GitHub](https://github.com/org/lodestar).",
    "de": "Der Inferenzcode liegt auf [GitHub](https://github.com/org/lodestar).",
    "fr": "Le code d'inférence se trouve sur [GitHub](https://github.com/org/lodestar).",
    "es": "El código de inferencia está en [GitHub](https://github.com/org/lodestar).",
    "it": "Il codice di inferenza si trova su [GitHub](https://github.com/org/lodestar).",
    "nl": "De inferentiecode staat op [GitHub](https://github.com/org/lodestar).",
    "pt": "O código de inferência está no [GitHub](https://github.com/org/lodestar).",
    "pl": "Kod do inferencji znajduje się na [GitHubie](https://github.com/org/lodestar).",
    "zh": "推理代码见 [GitHub](https://github.com/org/lodestar)。",
    "ja": "推論コードは [GitHub](https://github.com/org/lodestar) にあります。",
    "ko": "추론 코드는 [GitHub](https://github.com/org/lodestar)에 있습니다.",
}
CODE_AT = {
    "en": "The code is on [GitHub](https://github.com/org/lodestar).",
    "de": "Der Code liegt auf [GitHub](https://github.com/org/lodestar).",
    "fr": "Le code se trouve sur [GitHub](https://github.com/org/lodestar).",
    "es": "El código está en [GitHub](https://github.com/org/lodestar).",
    "it": "Il codice si trova su [GitHub](https://github.com/org/lodestar).",
    "nl": "De code staat op [GitHub](https://github.com/org/lodestar).",
    "pt": "O código está no [GitHub](https://github.com/org/lodestar).",
    "pl": "Kod znajduje się na [GitHubie](https://github.com/org/lodestar).",
    "zh": "代码见 [GitHub](https://github.com/org/lodestar)。",
    "ja": "コードは [GitHub](https://github.com/org/lodestar) にあります。",
    "ko": "코드는 [GitHub](https://github.com/org/lodestar)에 있습니다.",
}

SAID = [
    ("code.training", "Training", CODE_ANNOUNCED, "withheld"),
    ("code.training", "Training", SCRIPTS_PROMISED, "withheld"),
    ("code.training", "Training", CODE_KEPT, "withheld"),
    ("code.training", "Training", CODE_NOT_SHARED, "withheld"),
    ("code.training", "Training", CODE_PUBLIC, "partial"),
    ("code.training", "Training", SCRIPTS_PUBLISHED, "partial"),
    ("code.training", "Links", TRAINING_CODE_AT, "published"),
    ("code.evaluation", "Links", EVALUATION_CODE_AT, "published"),
    ("code.data_pipeline", "Links", DATA_CODE_AT, "published"),
    ("code.inference", "Links", INFERENCE_CODE_AT, "published"),
    ("code.training", "Links", CODE_AT, "silent"),
]
"""Signal, heading, what stands below it in every language, and the answer."""


@pytest.mark.parametrize("told", [told for _, _, told, _ in SAID])
def test_every_language_is_tried(told: dict[str, str]) -> None:
    assert set(told) == {language.language for language in languages()}


@pytest.mark.parametrize(
    ("signal", "title", "sentence", "answer"),
    [(signal, title, sentence, answer) for signal, title, told, answer in SAID for sentence in told.values()],
)
def test_a_sentence_is_answered_alike_in_every_language(signal: str, title: str, sentence: str, answer: str) -> None:
    assert value(signal, record(f"# Owl\n\n## {title}\n\n{sentence}\n")) == answer
