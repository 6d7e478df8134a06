"""Parts of a network, objectives and hyper-parameters told in words and code; and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.reading import Reading
from openness.reading.setup import Setup, read_setup
from openness.record.record import Look
from tests.signals.made_cards import record

HYPER = ("learning rate", "batch size", "epochs", "steps", "optimizer", "schedule", "precision", "length")


def of(card: str) -> Setup:
    return read_setup(Reading(record(card)))


@pytest.mark.parametrize(
    "sentence",
    [
        "It has 24 layers.",
        "It has 32 attention heads.",
        "It is a mixture of experts.",
        "It stacks transformer blocks.",
        "The hidden size is 4096.",
        "d_model is 512.",
        "It has a vocabulary of 32,000 words.",
        "LoRA rank is 16.",
        "It is a decoder-only network.",
        "It joins an image encoder and a text encoder.",
        "It is a cross-encoder.",
        "It uses grouped-query attention.",
        "RoPE and SwiGLU are used.",
        "It has a sliding-window.",
        "It is a state-space network.",
        "It is a U-Net.",
        "A latent diffusion network.",
        "A vision transformer reads the image.",
        "A BiLSTM with a CRF on top.",
        "It pools with mean pooling.",
        "It has the same architecture as its elder.",
        "The architecture is simple.",
        "模型有二十四层。",
        "它使用注意力。",
        "エンコーダを使います。",
        "레이어가 많습니다.",
    ],
)
def test_parts_of_a_network_are_told(sentence: str) -> None:
    found = of(f"# Lodestar\n\n{sentence}\n")
    assert found.parts is not None
    assert found.parts.line == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "The cake has several layers of cream.",
        "Keep your head high.",
        "A window looks over the moor.",
        "The architect lives near the lake.",
        "It normally rains.",
        "A net full of fish.",
        "See our space.",
        "",
    ],
)
def test_everyday_words_are_no_parts(sentence: str) -> None:
    assert of(f"# Lodestar\n\n{sentence}\n").parts is None


@pytest.mark.parametrize(
    "sentence",
    [
        "It uses masked language modeling.",
        "It learns by causal language modelling.",
        "A contrastive objective was chosen.",
        "The denoising task helps.",
        "It was trained with a triplet loss.",
        "It was optimized using the cross-entropy loss.",
        "Next-token prediction is the aim.",
        "Knowledge distillation was applied.",
        "Self-supervised learning at work.",
    ],
)
def test_an_objective_is_told(sentence: str) -> None:
    found = of(f"# Lodestar\n\n{sentence}\n")
    assert found.objective is not None
    assert found.objective.line == 3


@pytest.mark.parametrize(
    "sentence",
    ["The loss of a friend.", "The next village.", "A masked ball.", "A causal link.", "Objective truth.", ""],
)
def test_everyday_words_are_no_objective(sentence: str) -> None:
    assert of(f"# Lodestar\n\n{sentence}\n").objective is None


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("We trained with a learning rate of 2e-5.", {"learning rate"}),
        ("Training used lr = 1e-4.", {"learning rate"}),
        ("训练学习率为 1e-4。", {"learning rate"}),
        ("学習率は 1e-4 です。", {"learning rate"}),
        ("It was trained with a batch size of 64.", {"batch size"}),
        ("train_batch_size: 8", {"batch size"}),
        ("Trained for 3 epochs.", {"epochs"}),
        ("It was trained for two epochs.", {"epochs"}),
        ("num_train_epochs: 5", {"epochs"}),
        ("Trained for 10,000 steps.", {"steps"}),
        ("It was trained for 20k iterations.", {"steps"}),
        ("Training used AdamW.", {"optimizer"}),
        ("Trained with SGD.", {"optimizer"}),
        ("Training optimizer: homemade", {"optimizer"}),
        ("Trained with a warmup of 100.", {"schedule"}),
        ("Training used cosine decay.", {"schedule"}),
        ("Training with weight decay 0.1.", {"schedule"}),
        ("It was trained in bf16.", {"precision"}),
        ("Training in mixed precision.", {"precision"}),
        ("Trained with a sequence length of 2048.", {"length"}),
        ("Training max_seq_length: 512", {"length"}),
        ("Trained with AdamW for 3 epochs, batch size 8.", {"optimizer", "epochs", "batch size"}),
        ("We train every day.", set()),
        ("Training took a long time for our lamb.", {"optimizer"}),
    ],
)
def test_hyper_parameters_are_told_by_name(sentence: str, names: set[str]) -> None:
    assert set(of(f"# Lodestar\n\n{sentence}\n").hyper) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Inference runs with a batch size of 8.",
        "Generation config with max_new_tokens and a batch size of 4.",
        "The episode has 3 steps.",
        "Lion and lamb lie down.",
    ],
)
def test_figures_of_running_and_of_everyday_are_no_set_up(sentence: str) -> None:
    assert of(f"# Lodestar\n\n{sentence}\n").hyper == {}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Training hyperparameters", True),
        ("Training procedure", True),
        ("How to use", False),
        ("Evaluation", False),
        ("Citation", False),
        ("License", False),
        ("Other models", False),
    ],
)
def test_the_section_says_whether_a_figure_is_of_training(title: str, told: bool) -> None:
    found = of(f"# Lodestar\n\n## {title}\n\n- batch size: 8\n- weight decay: 0.1\n")
    assert bool(found.hyper) is told


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("args = TrainingArguments(learning_rate=1e-5, num_train_epochs=3)", {"learning rate", "epochs"}),
        ("micro_batch_size: 2\noptimizer: adamw\n", {"batch size", "optimizer"}),
        ("torchrun train.py --lr 0.1", {"learning rate"}),
        ("x = 'learning rate 3'", set()),
        ("", set()),
    ],
)
def test_code_that_trains_tells_hyper_parameters(code: str, names: set[str]) -> None:
    found = of(f"# Lodestar\n\n```\n{code}\n```\n")
    assert set(found.hyper) == names
    assert {source.line for source in found.hyper.values()} <= {4}


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("Lake(\n  (encoder): Moor(\n", True),
        ("(0): Dense(in=4)", True),
        ("merge_method: linear\nslices:\n", True),
        ("layer_range: [0, 8]", True),
        ("print(lake)", False),
        ("", False),
    ],
)
def test_a_printed_or_merged_network_shows_its_parts(code: str, shown: bool) -> None:
    assert (of(f"# Lodestar\n\n```\n{code}\n```\n").parts is not None) is shown


def test_each_place_is_told_once_and_the_first_counts() -> None:
    found = of("# Lodestar\n\nTrained for 3 epochs with AdamW.\n\nTrained for 4 epochs.\n")
    assert [source.line for source in found.sources] == [3]


@pytest.mark.parametrize("sentence", ["Layers: [More Information Needed]", "Learning rate: [More Information Needed]"])
def test_a_form_tells_nothing(sentence: str) -> None:
    assert of(f"# Lodestar\n\n## Training procedure\n\n{sentence}\n") == Setup()


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED])
def test_without_a_card_nothing_is_told(look: Look) -> None:
    found = read_setup(Reading(record(None, look=look)))
    assert found == Setup()
    assert found.sources == ()


@given(st.text(max_size=400))
def test_any_card_tells_within_its_lines(text: str) -> None:
    found = of(text)
    assert set(found.hyper) <= set(HYPER)
    assert all(source.line is not None and source.line <= len(text.splitlines()) + 1 for source in found.sources)


@pytest.mark.parametrize("piece", ["learning rate ", "24 a-a-a-", "trained with a ", "warmup weight decay ", "1 a a "])
def test_long_hostile_cards_are_answered(piece: str) -> None:
    assert len(of("train " + piece * (40_000 // len(piece))).hyper) <= len(HYPER)
