"""What cards cover, and whose papers they cite; all cards here are made by hand."""

from __future__ import annotations

import pytest

from openness.reading.wording import is_placeholder
from openness.record.record import Look
from tests.signals.made_cards import ask, record, value

TEMPLATE = """# Model Card for Model ID

## Training Details

[More Information Needed]

## Bias, Risks, and Limitations

<!-- This section is meant to convey both technical and sociotechnical limitations. -->

[More Information Needed]

- **Hours used:** [More Information Needed]
"""
LONG = "The model was trained in two stages with a batch size of four million tokens and a cosine schedule. " * 6


def test_an_unfilled_template_documents_nothing() -> None:
    assert value("card.training", TEMPLATE) == "placeholder"
    assert value("card.limitations", TEMPLATE) == "placeholder"
    assert value("card.present", TEMPLATE) == "empty"
    assert value("card.topics", TEMPLATE) == 0
    assert value("card.depth", TEMPLATE) == "thin"
    assert value("hardware.hours", TEMPLATE) == "silent"


@pytest.mark.parametrize(
    "text", ["TODO", "[More Information Needed]", "Coming soon", "{{ model_summary }}", "待补充", "N/A"]
)
def test_placeholders_are_known(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "heading", ["Training", "How was it trained?", "Procédure d'entraînement", "训练", "学習", "학습", "Addestramento"]
)
def test_topics_are_told_by_meaning_not_by_one_heading(heading: str) -> None:
    assert value("card.training", f"# L\n\n## {heading}\n\n{LONG}\n") == "described"


def test_no_card_an_unread_card_and_an_empty_one_are_three_things() -> None:
    assert value("card.present", record(look=Look.ABSENT)) == "none"
    assert value("card.present", record()) == "not_looked"
    assert value("card.present", "---\nlicense: mit\n---\n") == "empty"


BIBTEX = """# Lodestar

## Citation

```bibtex
@article{%s,
  title={%s},
  journal={%s},
  year={2024}
}
```
"""


def test_a_citation_with_the_models_name_is_its_own_preprint() -> None:
    found = ask("paper.preprint", BIBTEX % ("x2024", "Lodestar: a model", "arXiv preprint arXiv:2401.00001"))
    assert found.value == "own"
    assert found.sources[0].line == 6
    assert value("paper.peer_reviewed", BIBTEX % ("x", "Lodestar", "arXiv preprint arXiv:2401.00001")) == "silent"


def test_a_journal_or_conference_makes_it_reviewed() -> None:
    assert (
        value("paper.peer_reviewed", BIBTEX % ("x", "Lodestar", "Transactions on Machine Learning Research")) == "own"
    )
    anthology = "# Lodestar\n\n[Lodestar: a model](https://aclanthology.org/2024.acl-long.1/)\n"
    assert value("paper.peer_reviewed", anthology) == "own"


@pytest.mark.parametrize(
    "sentence",
    [
        "It uses [ALiBi](https://arxiv.org/abs/2108.12409).",
        "Trained with [DPO](https://arxiv.org/abs/2305.18290).",
        "More on the dataset in its [paper](https://arxiv.org/abs/2101.00027).",
        "For details see Somebody's [paper](https://arxiv.org/abs/2310.06825).",
    ],
)
def test_papers_of_others_are_only_related(sentence: str) -> None:
    assert value("paper.preprint", f"# Lodestar\n\n{sentence}\n") == "related"


@pytest.mark.parametrize(
    "sentence",
    [
        "See [our paper](https://arxiv.org/abs/2401.00001).",
        "[Technical report](https://arxiv.org/abs/2401.00001)",
        "It was introduced in [this paper](https://arxiv.org/abs/2401.00001).",
        "See the [Lodestar report on arXiv](https://arxiv.org/abs/2401.00001).",
        "[论文](https://arxiv.org/abs/2401.00001)",
    ],
)
def test_words_make_a_paper_the_models_own(sentence: str) -> None:
    assert value("paper.preprint", f"# Lodestar\n\n{sentence}\n") == "own"


def test_a_tag_alone_never_makes_a_paper_its_own() -> None:
    assert value("paper.preprint", record(tags=("arxiv:2401.00001",))) == "related"


def test_a_paper_still_to_come_is_none_yet() -> None:
    assert value("paper.preprint", "# L\n\nRead more in our paper (preprint coming soon).\n") == "none"
    assert value("paper.preprint", "# L\n\nText.\n") == "silent"


def test_a_denial_of_everything_yields_nothing() -> None:
    card = "# L\n\nNo technical report, no paper, no training data and no evaluation results are available.\n"
    for signal in ("paper.preprint", "paper.peer_reviewed", "code.training", "data.datasets_named"):
        assert value(signal, card) == "silent"
    assert value("data.pretraining", card) in ("withheld", "silent")


def test_results_as_metadata() -> None:
    head = "---\nmodel-index:\n- name: x\n  results:"
    full = f"{head}\n  - task: {{type: t}}\n    metrics:\n    - {{type: wer, value: 4.2}}\n---\n"
    assert value("evaluation.metadata", full) is True
    for shell in (
        f"{head} []\n---\n",
        f"{head} none\n---\n",
        f"{head}\n  - task: {{type: t}}\n---\n",
        f"{head}\n  - task: {{type: t}}\n    metrics:\n    - {{type: wer, value: null}}\n---\n",
        "---\nmodel-index: yes\n---\n",
    ):
        assert value("evaluation.metadata", shell) is False, shell
    assert value("evaluation.metadata", record("---\nmodel-index: []\n---\n", tags=("model-index",))) is False
    assert value("evaluation.metadata", "---\nlicense: mit\n---\n") is False


def test_of_several_citations_the_one_most_like_the_name_is_own() -> None:
    entries = (
        "@misc{lodestar2.5, title = {Lodestar 2.5: a party}, year = {2025}, url = {https://example.org}}\n"
        "@article{lodestar2,\n  title={Lodestar 2 Technical Report},\n  journal={arXiv preprint arXiv:2401.00001}\n}\n"
    )
    card = f"# Lodestar 2.5\n\n## Citation\n\n```\n{entries}```\n"
    assert value("paper.preprint", record(card, model="org/Lodestar2.5-7B")) == "related"
    assert value("paper.preprint", record(card, model="org/Lodestar2-7B")) == "own"


def test_references_are_others_papers_and_its_arxiv_page_is_own() -> None:
    listed = "# L\n\n## References\n\n- [1] [Lodestar networks for speech](https://arxiv.org/abs/2005.08100)\n"
    assert value("paper.preprint", listed) == "related"
    own = (
        'More is in the paper "[A name](https://example.org/a)" or its [arXiv page](https://arxiv.org/abs/2308.12950).'
    )
    assert value("paper.preprint", f"# L\n\n{own}\n") == "own"
    bare = "# L\n\n**Research Paper** [Lodestar: a model](arxiv.org/abs/2307.09288)\n"
    assert value("paper.preprint", bare) == "own"


def test_a_card_is_deep_only_with_results() -> None:
    parts = {
        "Training": LONG,
        "Training data": "The data was collected from the web and filtered in four steps for quality. " * 3,
        "Limitations": "The model can be wrong and repeats the biases of its data in every language. " * 4,
        "Intended use": "Made for people who sort letters in an office and want each to reach the right desk in time.",
        "License": "Apache 2.0, see the file for the terms.",
        "Architecture": "A decoder with 32 layers, 32 heads, rotary positions and a context of 8192 tokens. " * 2,
    }
    card = "# L\n\n" + "".join(f"## {title}\n\n{text}\n\n" for title, text in parts.items())
    assert value("card.depth", card) == "partial"
    results = "## Evaluation\n\n| task | score |\n|---|---|\n| a | 61.2 |\n| b | 70.1 |\n| c | 44.0 |\n"
    assert value("card.depth", card + results) == "full"
    assert value("card.depth", "# L\n\n## Usage\n\n" + "Load it and run it as you like. " * 20) == "partial"
    assert value("card.depth", "# L\n\n## Usage\n\nLoad it and run it as you like.\n") == "thin"
    assert value("card.depth", "# L\n\n" + "Thanks to everybody who came along on the way. " * 20) == "thin"
