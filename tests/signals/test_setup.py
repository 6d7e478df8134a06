"""Architecture and training set-up; documentation of data; data of evaluation and calibration; papers of others."""

from __future__ import annotations

from typing import Any

import pytest

from openness.reading.reading import Reading
from openness.record.record import Look, ModelBody, Record, TextFile
from openness.signals import SIGNALS


def value(signal: str, card: str, **body: Any) -> object:
    text = TextFile(path="README.md", look=Look.READ, text=card)
    made = Record(body=ModelBody.model_validate({"id": "made/star", **body}), origin="made by hand", card=text)
    found = SIGNALS[signal].ask(Reading(made))
    return found.outcome.value if found.value is None else found.value


PARTS = "The decoder has 24 layers and 16 heads."
MACHINES = "It was trained on 8 NVIDIA A100 GPUs for 40 hours."
HYPER = "We train with a learning rate of 2e-5, a batch size of 64 and AdamW."


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (f"# S\n\n## Training\n\n{PARTS} {MACHINES} {HYPER}", "full"),
        (f"# S\n\n## Training\n\n{PARTS}", "partial"),
        (f"# S\n\n## Training\n\n{HYPER}", "partial"),
        (f"# S\n\n{MACHINES}", "partial"),
        ("# S\n\n## Training\n\nIt is trained with a contrastive loss.", "partial"),
        ("# S\n\n```\nSentenceTransformer(\n  (0): Transformer({'max': 1})\n)\n```", "partial"),
        ("# S\n\n```python\nargs = TrainingArguments(learning_rate=2e-5, num_train_epochs=3)\n```", "partial"),
        ("# S\n\nS has 7B parameters and a context of 32K tokens.", "silent"),
        ("# S\n\n## Usage\n\nUse a batch size of 8 for inference on one GPU.", "silent"),
        ("# S\n\n## Evaluation\n\nThe encoder model with 12 layers scores 61.2.", "silent"),
        ("# S\n\nIt was tuned from the base.", "silent"),
    ],
)
def test_parts_machines_and_hyper_parameters_make_the_set_up(card: str, answer: str) -> None:
    assert value("training.setup", card) == answer


def test_without_a_card_the_set_up_is_not_looked_at() -> None:
    made = Record(body=ModelBody(id="made/star"), origin="made by hand")
    assert SIGNALS["training.setup"].ask(Reading(made)).value is None


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        ("# S\n\nTrained on the [LakeText dataset](https://lake.example.org/data).", "full"),
        ("---\nbase_model: x/y\n---\n# S\n\nTrained on the [LakeText dataset](https://lake.example.org/d).", "silent"),
        ("---\ndatasets: [made/lake]\n---\n# S\n", "silent"),
        (
            (
                "# S\n\n## Training data\n\nThe data was collected from forums in English, filtered and deduplicated; it "
                "holds 3 million documents."
            ),
            "partial",
        ),
        ("# S\n\nThe training data is not disclosed.", "none"),
        ("# S\n\nSee the [data statement](https://lake.example.org/data-statement).", "full"),
        ("# S\n\nA model.", "silent"),
    ],
)
def test_data_is_documented_by_pages_or_detail(card: str, answer: str) -> None:
    assert value("data.documentation", card) == answer


QUANTISED = "---\ndatasets: [made/calib]\n---\n# S\n\n"


@pytest.mark.parametrize(
    "card", [QUANTISED, QUANTISED + "Quantised with 128 rows of made/calib as calibration data.\n"]
)
@pytest.mark.parametrize("name", ["made/star-AWQ", "made/star-int4"])
def test_calibration_data_is_not_training_data(card: str, name: str) -> None:
    assert value("data.pretraining", card, id=name) == "silent"
    assert value("data.posttraining", card, id=name) == "silent"
    declared = card.replace("datasets", "base_model: x/y\nbase_model_relation: quantized\ndatasets")
    assert value("data.posttraining", declared) == "silent"


def test_evaluation_data_is_not_training_data_where_the_card_says_so() -> None:
    head = "---\ndatasets: [lake_qa]\n---\n# S\n\n"
    card = f"{head}## Evaluation\n\nWe tested it on Lake QA only; it was not trained on it. The training data is not disclosed.\n"
    assert value("data.pretraining", card) == "withheld"
    assert value("data.pretraining", f"{head}Lake QA was used only for evaluation.\n") == "silent"
    assert value("data.pretraining", head) == "named"


SBERT = "@inproceedings{a, title = {Sentence-BERT: Siamese networks}, booktitle = {Proceedings of EMNLP}, year={2019}}"


@pytest.mark.parametrize(
    "card",
    [
        f"# S\n\n## Citation\n\n### BibTeX\n\n#### A Library\n```\n{SBERT}\n```",
        f"# S\n\n## Citation\n\n```\n{SBERT}\n```",
        "# S\n\nWe used LoRA ([paper](https://arxiv.org/abs/2106.09685)).",
        "# S\n\n- [Moon Paper](https://arxiv.org/abs/2103.00020)",
    ],
)
def test_papers_of_tools_and_of_others_are_not_the_models_own(card: str) -> None:
    assert value("paper.preprint", card) in ("related", "silent")


def test_a_paper_said_not_to_be_there_is_none() -> None:
    assert value("paper.preprint", "# S\n\n- **Paper:** N/A") == "none"
    assert value("paper.preprint", "# S\n\n- **Paper [optional]:** [More Information Needed]") == "silent"


SCRIPT = "\n".join(["import torch", "from lake import Corpus", *(f"x{n} = {n}" for n in range(12)), "trainer.train()"])


@pytest.mark.parametrize(
    ("card", "answer"),
    [
        (
            f"# S\n\n## Training\n\nThe following script was used to train this model:\n\n```python\n{SCRIPT}\n```",
            "published",
        ),
        (f"# S\n\n## Fine-tune it\n\nYou can train on your data:\n\n```python\n{SCRIPT}\n```", "silent"),
        ("# S\n\n```yaml\nmodels:\n  - model: x/y\nmerge_method: linear\n```", "partial"),
        ("# S\n\nThe notebook used for training is [here](https://colab.research.google.com/drive/1).", "published"),
        ("# S\n\nTry it in [this notebook](https://colab.research.google.com/drive/1).", "silent"),
        ("# S\n\nThe inference code is [here](https://github.com/made/star).", "silent"),
        ("# S\n\nSee [the repository](https://github.com/made/star-train).", "published"),
    ],
)
def test_training_code_shown_in_the_card_counts(card: str, answer: str) -> None:
    assert value("code.training", card) == answer
