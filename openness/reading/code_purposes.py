"""What code is for, told by the words around a link, by a path in a repository, and by the names of files."""

from __future__ import annotations

import re

from openness.words import ALL, Meaning, says
from openness.words.pattern import pattern_of

TRAINING, DATA, EVALUATION, INFERENCE = "training", "data_pipeline", "evaluation", "inference"

WORDS: dict[str, tuple[Meaning, ...]] = {
    TRAINING: (Meaning.TRAINING_CODE, Meaning.REDOES_TRAINING),
    DATA: (Meaning.PROCESSES_DATA,),
    EVALUATION: (Meaning.EVALUATES,),
    INFERENCE: (Meaning.RUNS_IT,),
}
"""By which meanings words around a link, or a sentence on code, tell what the code is for."""
PATHS = {
    TRAINING: pattern_of(
        r"(?:^|[/_\-.])(?:pre)?train(?:ing|er)?(?:$|[/_\-.])|finetun|fine-tun|(?:^|[/_\-])(?:sft|rlhf|dpo)(?:$"
        r"|[/_\-.])"
    ),
    DATA: pattern_of(
        r"(?:^|/)(?:data_?(?:prep|processing|pipeline|generation|tools?)\w*|preprocess\w*|dataprep)(?:$|[/.])"
    ),
    EVALUATION: pattern_of(r"(?:^|[/_\-])eval(?:uation|s)?(?:$|[/_\-.])|benchmark"),
    INFERENCE: pattern_of(r"inference|demo|generate|chat_?cli|(?:^|/)examples?(?:$|/)"),
}
FILES = {
    TRAINING: pattern_of(
        r"(?:^|/)(?:\w+[_-])?(?:pre)?(?:train|finetune|fine_tune|run_clm|run_mlm|sft|dpo)(?:[_-]\w+)?\.(?:py|sh"
        r"|ipynb|ya?ml)\Z|(?:^|/)(?:training|train)/[\w./-]+\.(?:py|sh|ipynb)\Z",
        re.I,
    ),
    DATA: pattern_of(
        r"(?:^|/)(?:prepare|preprocess|process|build|clean|generate)_?(?:data|dataset|corpus)\w*\.(?:py|sh|ipynb)\Z",
        re.I,
    ),
    EVALUATION: pattern_of(r"(?:^|/)(?:\w+_)?eval(?:uate|uation)?(?:_\w+)?\.(?:py|sh|ipynb)\Z", re.I),
    INFERENCE: pattern_of(r"(?:^|/)(?:inference|generate|demo|predict|pipeline|sample|app|handler)\w*\.py\Z", re.I),
}


def tells(purpose: str, text: str, hints: int = ALL) -> bool:
    """Return whether words (lower case) tell that code is for a purpose."""
    return any(says(meaning, text, hints) is not None for meaning in WORDS[purpose])
