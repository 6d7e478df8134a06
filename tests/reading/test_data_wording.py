"""What one sentence says about training data: what is kept back, what is told, and which stage is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.data_wording import (
    POST,
    PRE,
    about_data,
    is_a_wish,
    is_of_evaluation,
    is_of_private_data,
    is_of_running,
    is_of_something_else,
    is_of_tuning,
    points_elsewhere,
    says_on_what,
    stage_of,
    tells_of_more,
    tells_parts,
    trained_on,
    withholds,
)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("the data was gathered by hand", "data"),
        ("two datasets of letters", "datasets"),
        ("a data set of diaries", "data"),
        ("our corpus holds letters", "corpus"),
        ("several corpora of speech", "corpora"),
        ("die daten stammen aus briefen", "daten"),
        ("der datensatz enthält briefe", "datensatz"),
        ("les données viennent de lettres", "données"),
        ("los datos vienen de cartas", "datos"),
        ("i dati vengono da lettere", "dati"),
        ("os dados vêm de cartas", "dados"),
        ("de gegevens komen uit brieven", "gegevens"),
        ("dane pochodzą z listów", "dane"),
        ("数据来自书信", "数据"),
        ("语料来自书信", "语料"),
        ("データは手紙です", "データ"),
        ("コーパスは手紙です", "コーパス"),
        ("데이터는 편지입니다", "데이터"),
        ("말뭉치는 편지입니다", "말뭉치"),
    ],
)
def test_a_sentence_speaks_of_data_in_many_languages(sentence: str, word: str) -> None:
    found = about_data(sentence)
    assert found is not None
    assert found[0] == word


@pytest.mark.parametrize(
    "sentence",
    ["we use data parallel training", "up to date software", "a dated update", "the corpse of a whale", "湖很深", ""],
)
def test_other_words_are_no_data(sentence: str) -> None:
    assert about_data(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "it was trained on two million letters and books.",
        "the model was pre-trained on 40 gb of texts",
        "fine-tuned with 12k pairs of questions",
        "we tuned it using conversations from the village",
        "the corpus contains letters and diaries",
        "our data was collected from schools",
        "das modell wurde auf daten der schule trainiert",
        "daten aus der schule, mit denen es trainiert wurde",
        "le modèle a été entraîné sur des données de l'école",
        "el modelo fue entrenado con datos de la escuela",
        "il modello è stato addestrato su dati della scuola",
        "模型使用学校的数据训练，训练数据为书信",
        "o modelo foi treinado com dados da escola",
        "het model is getraind op gegevens van de school",
        "model wytrenowano na danych ze szkoły",
        "学習には手紙のデータを使いました",
        "한국어 데이터에 대한 fine-tuned 모델입니다",
        "학습에는 편지 데이터를 썼습니다",
    ],
)
def test_a_training_is_told_with_its_matter(sentence: str) -> None:
    assert trained_on(sentence)


@pytest.mark.parametrize(
    ("with_matter", "without"),
    [
        ("das modell wurde auf alten büchern trainiert", "das modell wurde auf alten geräten trainiert"),
        ("le modèle a été entraîné sur de vieux livres", "le modèle a été entraîné sur de vieilles machines"),
        ("el modelo fue entrenado con libros viejos", "el modelo fue entrenado con máquinas viejas"),
        ("il modello è stato addestrato su vecchi libri", "il modello è stato addestrato su vecchi computer"),
        ("het model werd op oude boeken getraind", "het model werd op oude computers getraind"),
        ("model był szkolony na starych książkach", "model był szkolony na starych maszynach"),
        ("o modelo foi treinado com livros velhos", "o modelo foi treinado com máquinas velhas"),
        ("模型在古老的书籍上训练", "模型在古老的机器上训练"),
        ("このモデルは古い書籍で学習しました", "このモデルは古い機械で学習しました"),
        ("이 모델은 오래된 문서로 학습했습니다", "이 모델은 오래된 기계로 학습했습니다"),
    ],
)
def test_a_training_is_told_with_what_it_was_on_in_any_language(with_matter: str, without: str) -> None:
    assert trained_on(with_matter)
    assert not trained_on(without)


@pytest.mark.parametrize(
    "sentence",
    [
        "it was trained for three days.",
        "a train leaves the village at noon.",
        "the tuning of the piano took an hour.",
        "we like data.",
        "das wetter ist schön",
        "model trenowano trzy dni",
        "het model is drie dagen getraind",
        f"trained for three days,{' and then a rest' * 12}, they found old letters and books",
        "",
    ],
)
def test_a_training_without_its_matter_is_not_told(sentence: str) -> None:
    assert not trained_on(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "the training data is not public.",
        "the training data is not public yet.",
        "the lab has not disclosed yet the data it was trained on.",
        "wij geven geen informatie over de trainingsgegevens.",
        "nie ujawniamy danych treningowych.",
        "não divulgamos os dados de treinamento.",
        "we do not release the training data.",
        "our dataset cannot be shared.",
        "no details of the training data are disclosed.",
        "the training corpus is confidential.",
        "it was trained on undisclosed data.",
        "no information about the training data is available.",
        "the training data will not be released.",
        "it is unknown on what data the base was trained.",
        "die daten werden nicht veröffentlicht.",
        "les données ne sont pas publiées.",
        "los datos no se han publicado.",
        "i dati non sono stati pubblicati.",
        "训练数据未公开",
        "学習データは公開していません",
        "학습 데이터는 공개하지 않습니다",
    ],
)
def test_data_that_is_kept_back_is_heard(sentence: str) -> None:
    assert withholds(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "the training data is public.",
        "we release the training data.",
        "the training data will be released in autumn.",
        "we do not publish user data from the training.",
        "personal data is not shared in training.",
        "the training data holds no public speeches at all of that time.",
        "the training data, a dataset of 300 unpublished letters, is listed below.",
        "trained with no humans labelling, which is why it can use lots of publicly available data",
        "it is trained with open-sourced datasets without any labels.",
        "le modèle n'a pas été entraîné sur des données médicales",
        "the training took no time.",
        "die daten sind veröffentlicht.",
        "训练数据已公开",
        "",
    ],
)
def test_data_that_is_shown_or_promised_or_somebody_elses_is_not_kept_back(sentence: str) -> None:
    assert not withholds(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "we also used proprietary data.",
        "in-house recordings and other sources were in-house data",
        "it saw data from sources such as forums.",
        "the corpus has letters, diaries and many more",
        "texts were crawled from the web",
        "letters collected from various schools",
        "we additionally generated short poems",
        "a custom dataset was made",
        "data provided by a library",
        "licensed texts from third-party sources",
    ],
)
def test_data_beyond_named_sets_is_heard(sentence: str) -> None:
    assert tells_of_more(sentence)


@pytest.mark.parametrize("sentence", ["it was trained on lakeset.", "the corpus is lakeset.", "a private garden", ""])
def test_named_sets_alone_are_not_more(sentence: str) -> None:
    assert not tells_of_more(sentence)


YES_NO: list[tuple[Callable[[str], bool], str, bool]] = [
    (is_of_private_data, "private data", True),
    (is_of_private_data, "non-public training data", True),
    (is_of_private_data, "proprietary datasets and data", True),
    (is_of_private_data, "internal evaluation data", True),
    (is_of_private_data, "public data", False),
    (is_of_private_data, "private | data", False),
    (is_of_private_data, "", False),
    (tells_parts, "it contains letters", True),
    (tells_parts, "the corpus is made up of letters", True),
    (tells_parts, "they consist of diaries", True),
    (tells_parts, "this dataset includes poems", True),
    (tells_parts, "we contain ourselves", False),
    (tells_parts, "lakeset contains letters", False),
    (tells_parts, "", False),
    (is_of_something_else, "results of the older network", True),
    (is_of_something_else, "compared with others", True),
    (is_of_something_else, "you can tune it on your texts", True),
    (is_of_something_else, "users should clean their texts", True),
    (is_of_something_else, "it can be fine-tuned", True),
    (is_of_something_else, "it should first be trained", True),
    (is_of_something_else, "the model was tuned on letters", False),
    (is_of_something_else, "youth and thirst", False),
    (is_of_something_else, "", False),
    (is_of_running, "inference needs 8 gb", True),
    (is_of_running, "the prompt template is short", True),
    (is_of_running, "quantized to four bits", True),
    (is_of_running, "deployment on a phone", True),
    (is_of_running, "推理需要显存", True),
    (is_of_running, "推論には", True),
    (is_of_running, "추론에는", True),
    (is_of_running, "trained on letters", False),
    (is_of_running, "a reserved seat", False),
    (is_of_running, "", False),
    (is_of_evaluation, "evaluated on poems", True),
    (is_of_evaluation, "a benchmark of rhymes", True),
    (is_of_evaluation, "tested on poems", True),
    (is_of_evaluation, "zero-shot rhymes", True),
    (is_of_evaluation, "the wer is 4", True),
    (is_of_evaluation, "accuracy is high", True),
    (is_of_evaluation, "评测结果", True),
    (is_of_evaluation, "評価結果", True),
    (is_of_evaluation, "평가 결과", True),
    (is_of_evaluation, "trained on poems", False),
    (is_of_evaluation, "", False),
    (points_elsewhere, "the texts are described in the paper", True),
    (points_elsewhere, "see the appendix", True),
    (points_elsewhere, "more at https://example.org", True),
    (points_elsewhere, "refer to our notes", True),
    (points_elsewhere, "tuned on the emotion dataset", True),
    (points_elsewhere, "tuned on the training dataset", False),
    (points_elsewhere, "tuned on the full corpus", False),
    (points_elsewhere, "tuned on letters of sailors", False),
    (points_elsewhere, "", False),
    (is_a_wish, "to be trained on letters", True),
    (is_a_wish, "one can be happy", True),
    (is_a_wish, "allows tuning on letters", True),
    (is_a_wish, "trained for a long poem generation", True),
    (is_a_wish, "trained for two hours on letters", False),
    (is_a_wish, "trained on letters", False),
    (is_a_wish, "", False),
    (says_on_what, "two trillion tokens", True),
    (says_on_what, "images of lakes", True),
    (says_on_what, "three hours of speech", True),
    (says_on_what, "web pages", True),
    (says_on_what, "data parallel", False),
    (says_on_what, "three days", False),
    (says_on_what, "", False),
    (is_of_tuning, "fine-tuned on letters", True),
    (is_of_tuning, "instruction following", True),
    (is_of_tuning, "after sft and dpo", True),
    (is_of_tuning, "aligned by preference", True),
    (is_of_tuning, "distilled from a teacher", True),
    (is_of_tuning, "微调数据", True),
    (is_of_tuning, "ファインチューニング", True),
    (is_of_tuning, "미세 조정", True),
    (is_of_tuning, "from scratch", False),
    (is_of_tuning, "a chatty neighbour", False),
    (is_of_tuning, "", False),
]


@pytest.mark.parametrize(("asked", "sentence", "answer"), YES_NO)
def test_a_sentence_is_of_this_or_not(asked: Callable[[str], bool], sentence: str, answer: bool) -> None:
    assert asked(sentence) is answer


@pytest.mark.parametrize(
    ("sentence", "titles", "stage"),
    [
        ("pre-trained on letters", (), PRE),
        ("pretrained on 2 trillion tokens", (), PRE),
        ("it read 3.5 trillion tokens", (), PRE),
        ("it read 900 billion tokens of text", (), PRE),
        ("trained from scratch on letters", (), PRE),
        ("预训练数据是书信", (), PRE),
        ("事前学習のデータ", (), PRE),
        ("사전 학습 데이터", (), PRE),
        ("vortrainiert auf briefen", (), PRE),
        ("fine-tuned on letters", (), POST),
        ("instruction data of teachers", (), POST),
        ("aligned with preference pairs", (), POST),
        ("微调数据是书信", (), POST),
        ("a pre-trained model fine-tuned on letters", (), POST),
        ("fine-tuned from the pre-trained checkpoint on letters", (), POST),
        ("trained on letters", ("pre-training data",), PRE),
        ("trained on letters", ("instruction data", "pre-training"), POST),
        ("trained on letters", ("data", "fine-tuning"), POST),
        ("pre-trained on letters", ("fine-tuning",), PRE),
        ("trained on letters", (), None),
        ("trained on letters", ("data",), None),
        ("the pre-trained encoder reads letters", (), None),
        ("", (), None),
    ],
)
def test_the_stage_is_told_by_words_and_then_by_titles(
    sentence: str, titles: tuple[str, ...], stage: str | None
) -> None:
    assert stage_of(sentence, titles) == stage


def test_of_two_stages_in_one_sentence_the_nearest_before_the_data_counts() -> None:
    assert stage_of("after pre-training it was fine-tuned on the data of schools", ()) == POST
    assert stage_of("before fine-tuning it was pretrained on the data of schools", ()) == PRE


@given(st.text(max_size=300).map(str.lower))
def test_any_text_has_an_answer(text: str) -> None:
    found = about_data(text)
    assert found is None or found[0] in text
    assert trained_on(text) in (True, False)
    assert withholds(text) in (True, False)
    assert stage_of(text, (text,)) in (PRE, POST, None)


@pytest.mark.parametrize("piece", ["train ", "data ", "not disclosed ", "fine-tuned on ", "pre-trained ", "a-", "训练"])
def test_long_hostile_sentences_are_answered(piece: str) -> None:
    text = piece * (1_000 // len(piece))
    assert stage_of(text, ()) in (PRE, POST, None)
    assert withholds(text) in (True, False)
    assert points_elsewhere(text) in (True, False)
