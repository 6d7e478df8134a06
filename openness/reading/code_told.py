"""Training code that a card shows or promises itself: printed scripts, notebooks, recipes, code still to come."""

from __future__ import annotations

import re

from openness.card import Card, Sentence
from openness.card.address import Address
from openness.reading.code_purposes import TRAINING, tells
from openness.reading.wording import announces, denies
from openness.words import Meaning, says
from openness.words.pattern import pattern_of

_NOTEBOOK_HOSTS = (
    "colab.research.google.com",
    "gist.github.com",
    "nbviewer.org",
    "kaggle.com",
    "deepnote.com",
    "wandb.ai",
)
_STARTS = pattern_of(
    r"\btrainer\.train\(|\.fit\(|\btrain\(\)|\.train\(|\bsfttrainer\(|\bfor epoch in\b|\baccelerate launch\b"
    r"|\btorchrun\b|--do_train\b"
)
_ARGUMENTS = pattern_of(
    r"\btrainingarguments\(|merge_method\s*:|\bper_device_train_batch_size\b|base_model_config|micro_batch_size\s*:"
)
_IMPORTS = re.compile(r"^\s*(?:import|from)\s+\w", re.MULTILINE)
_COMMANDED = pattern_of(
    r"--do_train\b|\b(?:torchrun|accelerate launch|deepspeed"
    r"|python3?)\s[^\n]{0,200}train\w*\.py\b"
)
_LEAST_LINES = 12
_NOT_LONG = 300


def is_notebook(address: Address) -> bool:
    """Return whether an address leads to a notebook or a gist."""
    return address.path.endswith(".ipynb") or address.host.endswith(_NOTEBOOK_HOSTS)


def may_train(text: str) -> bool:
    """Return whether a code block is worth a closer look for a training: it holds a word of one."""
    return "train" in text or ".fit(" in text or "merge_method" in text or "micro_batch" in text or "base_model" in text


def notebook_level(address: Address, said: str) -> str | None:
    """Return the level of a linked notebook or gist in words about training, or None where it is something else."""
    if not is_notebook(address) or says(Meaning.TRAINING_NOTEBOOK, said) is None:
        return None
    return "published" if re.search(r"\bused (?:to|for)\b|\bthis (?:model|training)\b|\bour\b", said) else "partial"


def block_level(text: str, before: str) -> str | None:
    """Return the level of a code block: a whole script of this training is published, arguments or a recipe partial.

    `before` are the words over it, lower case.
    """
    lower = text.lower()
    if text.count("\n") >= _LEAST_LINES and _introduces(before) and _IMPORTS.search(text) and _STARTS.search(lower):
        return "published"
    if _ARGUMENTS.search(lower):
        return "partial"
    commanded = "train" in lower and _COMMANDED.search(lower) is not None
    return "partial" if commanded and says(Meaning.TOLD_READERS, before) is None else None


def _introduces(before: str) -> bool:
    return says(Meaning.TRAINING_NOTEBOOK, before) is not None and says(Meaning.DONE_BY_MAKERS, before) is not None


def promised(card: Card) -> list[tuple[int, str]]:
    """Return line and words of sentences that promise training code, or the project's repository, for later."""
    return [
        (sentence.line, sentence.text)
        for sentence in card.sentences_hinting(Meaning.CODE_TO_COME, Meaning.TRAINING_CODE)
        if len(sentence.lower) <= _NOT_LONG and (sentence.says(Meaning.CODE_TO_COME) or _promises(sentence))
    ]


def _promises(sentence: Sentence) -> bool:
    lower, hints = sentence.lower, sentence.hints
    if not announces(lower, hints) or denies(lower, hints):
        return False
    return says(Meaning.OF_CODE, lower) is not None and tells(TRAINING, lower, hints)
