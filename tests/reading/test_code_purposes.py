"""What code is for, by words around a link, by paths and by names of files: one line a case."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.code_purposes import DATA, EVALUATION, FILES, INFERENCE, PATHS, TRAINING, WORDS, tells

PURPOSES = (TRAINING, DATA, EVALUATION, INFERENCE)


def told(patterns: dict[str, object], text: str) -> set[str]:
    return {purpose for purpose in PURPOSES if patterns[purpose].search(text) is not None}  # type: ignore[attr-defined]


def spoken(text: str) -> set[str]:
    return {purpose for purpose in PURPOSES if tells(purpose, text)}


@pytest.mark.parametrize(
    ("words", "purposes"),
    [
        ("training code", {TRAINING}),
        ("pretraining scripts", {TRAINING}),
        ("post-training recipes", {TRAINING}),
        ("training and other configs", {TRAINING}),
        ("code to train", {TRAINING}),
        ("scripts for fine-tuning", {TRAINING}),
        ("the notebook that tuned it", {TRAINING}),
        ("it was trained with", {TRAINING}),
        ("fine-tuned using the library", {TRAINING}),
        ("fine-tuning guide", {TRAINING}),
        ("reproduce the training", {TRAINING}),
        ("training", {TRAINING}),
        ("code that distills", {TRAINING}),
        ("训练代码", {TRAINING}),
        ("微调脚本", {TRAINING}),
        ("学習コード", {TRAINING}),
        ("학습 코드", {TRAINING}),
        ("code d'entraînement", {TRAINING}),
        ("trainingscode", {TRAINING}),
        ("código de entrenamiento", {TRAINING}),
        ("codice di addestramento", {TRAINING}),
        ("data processing", {DATA}),
        ("dataset creation", {DATA}),
        ("corpus-cleaning", {DATA}),
        ("deduplicate the corpus", {DATA}),
        ("数据清洗脚本", {DATA}),
        ("evaluation", {EVALUATION}),
        ("benchmarks of rhyme", {EVALUATION}),
        ("评测", {EVALUATION}),
        ("評価", {EVALUATION}),
        ("평가", {EVALUATION}),
        ("inference", {INFERENCE}),
        ("demo", {INFERENCE}),
        ("deployment", {INFERENCE}),
        ("serving", {INFERENCE}),
        ("examples", {INFERENCE}),
        ("usage", {INFERENCE}),
        ("running", {INFERENCE}),
        ("推理", {INFERENCE}),
        ("推論", {INFERENCE}),
        ("추론", {INFERENCE}),
        ("training code and evaluation", {TRAINING, EVALUATION}),
        ("data processing and inference", {DATA, INFERENCE}),
        ("code for training data", set()),
        ("a train station", set()),
        ("prune the tree", set()),
        ("the garden", set()),
        ("", set()),
    ],
)
def test_words_tell_a_purpose(words: str, purposes: set[str]) -> None:
    assert spoken(words) == purposes


@pytest.mark.parametrize(
    ("path", "purposes"),
    [
        ("lake/train", {TRAINING}),
        ("lake/training/run.py", {TRAINING}),
        ("lake/pretrain.py", {TRAINING}),
        ("lake-trainer", {TRAINING}),
        ("lake/finetuning", {TRAINING}),
        ("lake/fine-tune.md", {TRAINING}),
        ("lake/sft", {TRAINING}),
        ("lake-dpo.sh", {TRAINING}),
        ("lake/data_prep/x", {DATA}),
        ("lake/preprocessing", {DATA}),
        ("lake/dataprep", {DATA}),
        ("lake/data_tools.py", {DATA}),
        ("lake/eval", {EVALUATION}),
        ("lake-evals", {EVALUATION}),
        ("lake/benchmarks", {EVALUATION}),
        ("lake/inference.py", {INFERENCE}),
        ("lake/demo", {INFERENCE}),
        ("lake/examples/a", {INFERENCE}),
        ("lake/generate", {INFERENCE}),
        ("constraint/main", set()),
        ("lake/retrieval", set()),
        ("restrained", set()),
        ("lake", set()),
        ("", set()),
    ],
)
def test_paths_tell_a_purpose(path: str, purposes: set[str]) -> None:
    assert told(dict(PATHS), path) == purposes


@pytest.mark.parametrize(
    ("path", "purposes"),
    [
        ("train.py", {TRAINING}),
        ("src/lake_train.sh", {TRAINING}),
        ("pretrain_lake.py", {TRAINING}),
        ("finetune.ipynb", {TRAINING}),
        ("fine_tune.yaml", {TRAINING}),
        ("run_clm.py", {TRAINING}),
        ("configs/sft.yml", {TRAINING}),
        ("DPO.PY", {TRAINING}),
        ("training/loop/step.py", {TRAINING}),
        ("prepare_data.py", {DATA}),
        ("build_corpus_v2.py", {DATA}),
        ("cleandataset.ipynb", {DATA}),
        ("eval.py", {EVALUATION}),
        ("lake_evaluate_all.sh", {EVALUATION}),
        ("inference.py", {INFERENCE}),
        ("demo_lake.py", {INFERENCE}),
        ("app.py", {INFERENCE}),
        ("handler.py", {INFERENCE}),
        ("pipeline.py", {INFERENCE}),
        ("train.txt", set()),
        ("data/train.json", set()),
        ("training/notes.md", set()),
        ("trained.py", set()),
        ("modeling_lake.py", set()),
        ("evaluate.json", set()),
        ("app.js", set()),
        ("", set()),
    ],
)
def test_names_of_files_tell_a_purpose(path: str, purposes: set[str]) -> None:
    assert told(dict(FILES), path) == purposes


def test_every_purpose_has_words_paths_and_files() -> None:
    assert set(WORDS) == set(PATHS) == set(FILES) == set(PURPOSES)


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert spoken(text.lower()) <= set(PURPOSES)
    for patterns in (PATHS, FILES):
        assert told(dict(patterns), text) <= set(PURPOSES)
