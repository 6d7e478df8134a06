"""What a card costs, counted: calls and searches of one reading by all signals, so that speed cannot rot unseen.

Each bound lies about a tenth above what was counted when it was set. Who needs more raises it and says in the commit
what the answers are worth; `benchmarks/cards.py` tells the time.
"""

from __future__ import annotations

from functools import partial

import pytest

from openness.signals import extract
from tests.signals.made_cards import record
from tests.work import calls

HEAD = "---\nlicense: apache-2.0\nlanguage:\n- en\ntags:\n- text-generation\nbase_model: org/Lodestar-1B\n---\n"
BARE = HEAD + "# Lodestar 7B\n\nA model.\n"
FILLED = (
    HEAD
    + """# Lodestar 7B

Lodestar 7B is a language model with 7 billion parameters, trained from scratch by the Harbour group.

## Training data

We trained the model on 2 trillion tokens of the [PondWeb](https://huggingface.co/datasets/org/pondweb) corpus.
The instruction data will be released later.

| part | tokens |
| --- | --- |
| web pages | 1.5T |
| books | 0.5T |

## Training

Training took 21 days on 64 NVIDIA A100 GPUs. The training code is at [our repository](https://github.com/org/lodestar).

## Evaluation

- MMLU: 61.2
- HellaSwag: 80.4

## License

The weights are released under the Apache License 2.0. See our [paper](https://arxiv.org/abs/2401.01234) for details.
"""
)
LONG = FILLED + "\n## More\n\n" + "\n\n".join(f"Harbour number {n} keeps its boats on the water." for n in range(200))


@pytest.mark.parametrize(
    ("card", "most_calls", "most_searches"),
    [(BARE, 3_600, 12), (FILLED, 6_700, 160), (LONG, 18_500, 355)],
    ids=["bare", "filled", "long"],
)
def test_the_work_of_a_card_is_bounded(card: str, most_calls: int, most_searches: int) -> None:
    for _ in range(2):
        extract(record(card))  # patterns are compiled and words read once a process
    assert calls(partial(extract, record(card))) <= most_calls
    assert calls(partial(extract, record(card)), "search") <= most_searches


def test_a_sentence_that_says_nothing_known_is_searched_for_nothing() -> None:
    few, many = (FILLED + "\n\n" + "The boats lie on the water.\n\n" * times for times in (1, 100))
    for card in (few, many):
        extract(record(card))
    assert calls(partial(extract, record(many)), "search") <= calls(partial(extract, record(few)), "search") + 20


def test_the_cost_of_a_sentence_more_is_a_few_calls() -> None:
    extract(record(LONG))
    more = calls(partial(extract, record(LONG))) - calls(partial(extract, record(FILLED)))
    assert more <= 200 * 60
