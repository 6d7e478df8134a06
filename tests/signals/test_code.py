"""Code that trains told apart from code that runs; all cards here are made by hand."""

from __future__ import annotations

import pytest

from tests.signals.made_cards import ask, record, value

SNIPPET = (
    "# Lodestar\n\n## Usage\n\n```python\nfrom transformers import AutoModel\n"
    'model = AutoModel.from_pretrained("org/Lodestar-7B")\n```\n'
)


def test_an_inference_snippet_is_not_training_code() -> None:
    assert value("code.training", SNIPPET) == "silent"
    assert value("code.inference", SNIPPET) == "generic"


@pytest.mark.parametrize(
    "sentence",
    [
        "The training code is at [Lodestar](https://github.com/org/lodestar).",
        "Code used to train the model: https://github.com/org/lodestar",
        "Scripts: [here](https://github.com/someone/thing/tree/main/training)... training scripts",
        "训练代码：[GitHub](https://github.com/org/lodestar)",
        "学習コードは [GitHub](https://github.com/org/lodestar) にあります。",
    ],
)
def test_a_repository_linked_in_words_about_training_is_published(sentence: str) -> None:
    found = ask("code.training", f"# Lodestar\n\n{sentence}\n")
    assert found.value == "published"
    assert found.sources[0].line == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Trained with [Axolotl](https://github.com/axolotl-ai-cloud/axolotl).",
        "This model was fine-tuned using [TRL](https://github.com/huggingface/trl).",
        "We trained it with our fork of [Megatron-LM](https://github.com/org/Megatron-LM).",
    ],
)
def test_a_framework_is_generic(sentence: str) -> None:
    assert value("code.training", f"# Lodestar\n\n{sentence}\n") == "generic"


@pytest.mark.parametrize(
    "sentence",
    [
        "[GitHub](https://github.com/org/lodestar)",
        "Run it with [llama.cpp](https://github.com/ggerganov/llama.cpp).",
        "The inference code is [here](https://github.com/org/lodestar).",
    ],
)
def test_repositories_without_words_and_runners_decide_nothing_about_training(sentence: str) -> None:
    assert value("code.training", f"# Lodestar\n\n{sentence}\n") == "silent"


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not release the training code.",
        "The training code is not publicly available.",
        "The training code will be released soon.",
        "- **Repository:** Coming soon!",
    ],
)
def test_training_code_said_to_be_kept_back_is_withheld(sentence: str) -> None:
    assert value("code.training", f"# Lodestar\n\n{sentence}\n") == "withheld"
    assert value("code.documentation", f"# Lodestar\n\n{sentence}\n") == "none"


def test_scripts_among_the_files_are_partial() -> None:
    assert value("code.training", record("# L\n\nText.\n", files=("README.md", "train.py"))) == "partial"
    assert value("code.inference", record("# L\n\nText.\n", files=("modeling_lodestar.py",))) == "published"


def test_evaluation_harnesses_are_generic_and_own_evaluation_code_is_not() -> None:
    harness = "# L\n\n## Evaluation\n\nWith the [harness](https://github.com/EleutherAI/lm-evaluation-harness).\n"
    own = "# L\n\nOur evaluation code: [repo](https://github.com/org/lodestar-eval).\n"
    assert value("code.evaluation", harness) == "generic"
    assert value("code.evaluation", own) == "published"


def test_training_commands_beside_linked_code_document_it_in_part() -> None:
    card = (
        "# L\n\n## Training\n\nThe [training code](https://github.com/org/lodestar) is run so:\n\n"
        "```bash\ntorchrun --nproc_per_node 8 \\\n  train.py --config base.yaml\n```\n"
    )
    assert value("code.documentation", card) == "partial"


def test_files_tell_of_configuration_tokenizer_and_own_code() -> None:
    made = record(files=("config.json", "tokenizer.model", "modeling_lodestar.py"))
    assert [value(f"code.{part}", made) for part in ("config", "tokenizer", "custom")] == [True, True, True]
    assert value("code.config", record(files=("model.bin",))) is False
    assert value("code.config", record()) == "not_looked"


@pytest.mark.parametrize(
    ("model", "sentence", "level"),
    [
        (
            "mosaic/star-7b",
            "Trained with open training code in [LLM Foundry](https://github.com/mosaic/llm-foundry).",
            "published",
        ),
        (
            "mosaic/star-7b",
            "It was trained with this [script](https://github.com/mosaic/NeMo/blob/main/examples/asr.py).",
            "published",
        ),
        (
            "eleuther/gpt-neox-20b",
            "It was trained using [GPT-NeoX](https://github.com/eleuther/gpt-neox).",
            "published",
        ),
        ("mosaic/star-7b", "To train or play with it install [NeMo](https://github.com/mosaic/NeMo).", "generic"),
        ("other/star-7b", "It was trained with [NeMo](https://github.com/mosaic/NeMo).", "generic"),
    ],
)
def test_a_framework_is_its_makers_own_training_code_where_they_say_so(model: str, sentence: str, level: str) -> None:
    assert value("code.training", record(f"# L\n\n{sentence}\n", model=model)) == level


def test_code_that_only_the_makers_have_is_withheld() -> None:
    card = "# L\n\nThe model was trained on an internal distributed training codebase, Gigastar.\n"
    assert value("code.training", card) == "withheld"
    assert value("code.training", "# L\n\nAn internal codebase calls the model at our company.\n") == "silent"


@pytest.mark.parametrize(
    "sentence",
    [
        "To reproduce our results see the [evaluation](https://github.com/org/lodestar/tree/main/evaluate).",
        "Released in [this repository](https://github.com/org/lodestar), under 3 pre-training data variants.",
    ],
)
def test_results_and_data_near_a_repository_are_no_training_code(sentence: str) -> None:
    assert value("code.training", f"# L\n\n{sentence}\n") == "silent"


def test_the_words_before_a_link_are_those_before_that_very_link() -> None:
    card = (
        "# L\n\nThe repo is [code](https://github.com/org/a); the training code is [code](https://github.com/org/b).\n"
    )
    assert ask("code.training", card).sources[0].quote == "code https://github.com/org/b"


@pytest.mark.parametrize(
    "sentence",
    [
        "The training code is not released yet, but it will be released soon.",
        "El código de entrenamiento no se publicará.",
        "El código de entrenamiento no estará disponible.",
        "Le code d'entraînement ne sera pas rendu public.",
        "Il codice di addestramento non verrà rilasciato.",
    ],
)
def test_a_denial_holds_over_a_promise_beside_it(sentence: str) -> None:
    assert value("code.training", f"# L\n\n## Training\n\n{sentence}\n") == "withheld"
