"""Training code that a card shows or promises itself: printed scripts, notebooks, recipes, code still to come."""

from __future__ import annotations

import re

from openness.card import Card
from openness.card.address import Address
from openness.reading.wording import announces, denies
from openness.words import Rule, Stems
from openness.words.pattern import pattern_of

_NOTEBOOK_HOSTS = (
    "colab.research.google.com",
    "gist.github.com",
    "nbviewer.org",
    "kaggle.com",
    "deepnote.com",
    "wandb.ai",
)
_USED = pattern_of(
    r"\b(?:scripts?|code|notebook|colab|recipe|config\w*)\b[^.]{0,60}\b(?:used|to|for)\b[^.]{0,30}\b(?:train"
    r"|fine-?tun|distill|pre-?train)\w*"
    r"|\b(?:train\w*|fine-?tun\w*|distill\w*) (?:process |procedure )?(?:scripts?|code|notebook|recipe)\b"
    r"|\b(?:trained|fine-?tuned|distilled)\b[^.]{0,60}\b(?:with|using|in|by)\b[^.]{0,40}\b(?:script|notebook|colab"
    r"|code)\b"
)
_STARTS = pattern_of(
    r"\btrainer\.train\(|\.fit\(|\btrain\(\)|\.train\(|\bsfttrainer\(|\bfor epoch in\b|\baccelerate launch\b"
    r"|\btorchrun\b|--do_train\b"
)
_ARGUMENTS = pattern_of(
    r"\btrainingarguments\(|merge_method\s*:|\bper_device_train_batch_size\b|base_model_config|micro_batch_size\s*:"
)
_IMPORTS = re.compile(r"^\s*(?:import|from)\s+\w", re.MULTILINE)
_INTRODUCED = pattern_of(
    r"\bscript\b[^.]{0,60}\btrain|\btrain\w*\b[^.]{0,60}\bscript\b|\bcode\b[^.]{0,40}\b(?:used )?(?:to|for) train"
)
_MINE = re.compile(r"\b(?:was|were|has been|been|used|this model|we)\b")
_CODE_STEMS = Stems("code", "script", "repo", "github")
_COMING = Rule(r"\b(?:code|scripts?|repo(?:sitory)?|codebase|github)\b")
_COMING_SOON = Rule(
    r"\bcoming soon\b|\bto be released\b|\bwill be (?:released|available|open-?sourced|published|shared)\b"
)
_COMMANDED = pattern_of(
    r"--do_train\b|\b(?:torchrun|accelerate launch|deepspeed"
    r"|python3?)\s[^\n]{0,200}train\w*\.py\b"
)
_READER = re.compile(
    r"\byou\b|\byour\b|\bhow to\b|\bcan be\b|\bfine-?tune (?:it|this|the model)\b|\bto (?:fine-?tune|train)\b"
)
_FIELD = Rule(r"\W*(?:\w+ )?(?:repo(?:sitory)?|code|github)\W{1,8}(?:coming soon|tba|tbd|to be released)")
_CODE_FOR_TRAINING = Rule(
    r"\b(?:train|fine-?tun)\w*\b[^.]{0,60}\b(?:code|script)|\b(?:code|scripts?)\b[^.]{0,40}\btrain"
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
    if not is_notebook(address) or _USED.search(said) is None:
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
    return "partial" if commanded and _READER.search(before) is None else None


def _introduces(before: str) -> bool:
    return "train" in before and _INTRODUCED.search(before) is not None and _MINE.search(before) is not None


def promised(card: Card) -> list[tuple[int, str]]:
    """Return line and words of sentences that promise training code, or the project's repository, for later."""
    found = []
    for sentence in card.sentences_with(_CODE_STEMS):
        lower, hints = sentence.lower, sentence.hints
        if len(lower) > _NOT_LONG or not hints & (_FIELD.mask | _CODE_FOR_TRAINING.mask) or not sentence.finds(_COMING):
            continue
        field = hints & _FIELD.mask and _FIELD.match(lower)
        if field or (
            sentence.finds(_CODE_FOR_TRAINING)
            and announces(lower, hints)
            and sentence.finds(_COMING_SOON)
            and not denies(lower, hints)
        ):
            found.append((sentence.line, sentence.text))
    return found
