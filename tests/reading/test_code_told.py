"""Training code that a card shows or promises: notebooks, printed scripts, recipes, code still to come."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.card.address import read_address
from openness.reading.code_told import block_level, is_notebook, may_train, notebook_level, promised

NOTEBOOK = "https://colab.research.google.com/drive/abc"


@pytest.mark.parametrize(
    ("url", "notebook"),
    [
        (NOTEBOOK, True),
        ("https://gist.github.com/made/123", True),
        ("https://nbviewer.org/x", True),
        ("https://www.kaggle.com/code/made/lake", True),
        ("https://deepnote.com/made/lake", True),
        ("https://wandb.ai/made/lake/runs/1", True),
        ("https://example.org/lake.ipynb", True),
        ("https://example.org/lake.py", False),
        ("https://github.com/made/lake", False),
        ("https://example.org", False),
        ("not an address", False),
    ],
)
def test_a_notebook_is_told_by_its_address(url: str, notebook: bool) -> None:
    assert is_notebook(read_address(url)) is notebook


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("the notebook used to train it", "published"),
        ("our training notebook", "published"),
        ("the script used for fine-tuning", "published"),
        ("this model was trained in this colab", "published"),
        ("training notebook", "partial"),
        ("fine-tuning recipe", "partial"),
        ("a notebook to fine-tune", "partial"),
        ("it was trained with a notebook", "partial"),
        ("distillation code", "partial"),
        ("a notebook that shows inference", None),
        ("try it here", None),
        ("", None),
    ],
)
def test_a_notebook_counts_by_the_words_before_it(said: str, level: str | None) -> None:
    assert notebook_level(read_address(NOTEBOOK), said) == level


def test_what_is_no_notebook_has_no_level() -> None:
    assert notebook_level(read_address("https://example.org/page"), "the notebook used to train it") is None


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("trainer.train()", True),
        ("model.fit(x)", True),
        ("merge_method: linear", True),
        ("micro_batch_size: 2", True),
        ("base_model: x/moon", True),
        ("print('lake')", False),
        ("", False),
    ],
)
def test_only_some_blocks_are_worth_a_closer_look(text: str, may: bool) -> None:
    assert may_train(text) is may


WHOLE = "import lake\nfrom moor import Trainer\n" + "step = 1\n" * 12 + "trainer.train()\n"
TOLD = "this is the script that we used to train it"


@pytest.mark.parametrize(
    ("text", "before", "level"),
    [
        (WHOLE, TOLD, "published"),
        (WHOLE, "the code used to train this model", "published"),
        (WHOLE, "training script of this model", "published"),
        (WHOLE, "a script to train", None),
        (WHOLE, "", None),
        (WHOLE.replace("import lake\nfrom moor import Trainer\n", ""), TOLD, None),
        (WHOLE.replace("trainer.train()", "print(step)"), TOLD, None),
        ("import lake\ntrainer.train()\n", TOLD, None),
        ("args = TrainingArguments(lr=1)", "", "partial"),
        ("models:\nmerge_method: linear", "", "partial"),
        ("per_device_train_batch_size = 4", "", "partial"),
        ("base_model_config: x", "", "partial"),
        ("micro_batch_size: 2", "", "partial"),
        ("torchrun lake/train.py --lr 1", "", "partial"),
        ("python3 run_train.py", "we ran", "partial"),
        ("accelerate launch train_lake.py", "", "partial"),
        ("python x.py --do_train", "", "partial"),
        ("python train.py", "how to tune", None),
        ("python train.py", "you can run", None),
        ("torchrun train.py", "to fine-tune the model", None),
        ("python generate.py", "", None),
        ("print('lake')", "", None),
        ("", "", None),
    ],
)
def test_a_block_counts_by_what_it_starts_and_by_the_words_over_it(text: str, before: str, level: str | None) -> None:
    assert block_level(text, before) == level


@pytest.mark.parametrize(
    "sentence",
    [
        "Repository: coming soon",
        "GitHub: TBA",
        "Code: to be released",
        "Training code coming soon.",
        "The training scripts will be released in autumn.",
        "Our code to train the model will be published later.",
        "The fine-tuning code will be open-sourced.",
    ],
)
def test_code_still_to_come_is_a_promise(sentence: str) -> None:
    assert promised(parse_card(f"# Lake\n\n{sentence}\n")) == [(3, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The training code is in the repository.",
        "The training code will not be released.",
        "The inference code will be released.",
        "The demo is coming soon.",
        "Training data will be released.",
        "The code of conduct is coming soon.",
        "Training scripts " + "of the old village " * 20 + "will be released.",
        "",
    ],
)
def test_code_that_is_there_or_denied_or_something_else_is_no_promise(sentence: str) -> None:
    assert promised(parse_card(f"# Lake\n\n{sentence}\n")) == []


@given(st.text(max_size=300), st.text(max_size=100))
def test_any_block_has_a_level_or_none(text: str, before: str) -> None:
    assert block_level(text, before.lower()) in ("published", "partial", None)
    assert may_train(text) in (True, False)


@given(st.text(max_size=300))
def test_promises_stand_in_the_card(text: str) -> None:
    card = parse_card(text)
    lines = len(text.splitlines()) + 1
    assert all(1 <= line <= lines for line, _ in promised(card))


@pytest.mark.parametrize("piece", ["python ", "torchrun ", "train script ", "import a\n", "code "])
def test_long_hostile_blocks_are_answered(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert block_level(text, text[:600]) in ("published", "partial", None)
