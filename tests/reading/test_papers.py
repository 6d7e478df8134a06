"""Which papers a card points at, which is the model's own, and which were reviewed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.papers import Paper, announced_paper, read_papers
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Method
from openness.record.record import Look
from tests.signals.made_cards import record

ARXIV = "https://arxiv.org/abs/2401.01234"


def of(card: str | None, *, tags: tuple[str, ...] = (), model: str = "org/Lodestar-7B") -> tuple[Paper, ...]:
    return read_papers(Reading(record(card, tags=tags, model=model)))


def said(body: str) -> tuple[Paper, ...]:
    return of(f"# Lodestar\n\n{body}\n")


@pytest.mark.parametrize(
    "body",
    [
        f"See our [paper]({ARXIV}).",
        f"Read our [technical report]({ARXIV}) for more.",
        f"[Paper]({ARXIV})",
        f"**Paper:** [arXiv]({ARXIV})",
        f"[Lodestar: a model of stars]({ARXIV})",
        f"It was introduced in the [paper]({ARXIV}).",
        f"More in its [paper]({ARXIV}).",
        f"[论文]({ARXIV})",
        f"[技术报告]({ARXIV})",
        f"[論文]({ARXIV})",
        f"[논문]({ARXIV})",
        f"Notre article: [arXiv]({ARXIV})",
    ],
)
def test_a_link_in_these_words_is_the_models_own(body: str) -> None:
    found = said(body)
    assert [(paper.key, paper.own) for paper in found] == [("2401.01234", True)]
    assert found[0].source.line == 3


@pytest.mark.parametrize(
    "body",
    [
        f"It uses the method of [Moor]({ARXIV}).",
        f"We used [flash attention]({ARXIV}).",
        f"Based on the ideas in [this work]({ARXIV}).",
        f"The dataset is described in the [paper]({ARXIV}).",
        f"As in Moor's [paper]({ARXIV}).",
        f"[paper about lakes]({ARXIV})",
        f"[Brook paper]({ARXIV})",
        f"## Evaluation\n\nWe follow the [paper]({ARXIV}).",
        f"## References\n\n- [Paper]({ARXIV})",
        f"## Training data\n\nThe [paper]({ARXIV}) lists it.",
        f"Similar to [that]({ARXIV}).",
        f"Mittels [flash attention]({ARXIV}) beschleunigt.",
        f"Lo hicimos en un mes según el [paper]({ARXIV}).",
        f"Model zrobiono przez miesiąc według [paper]({ARXIV}).",
        f"We used your [paper]({ARXIV}).",
    ],
)
def test_a_link_in_these_words_is_somebody_elses(body: str) -> None:
    assert [(paper.key, paper.own) for paper in said(body)] == [("2401.01234", False)]


@pytest.mark.parametrize(
    "body",
    [
        "Hello.",
        "",
        "[our page](https://example.org)",
        "[GitHub](https://github.com/org/lodestar)",
        f"[Paper]({ARXIV}) [More Information Needed]",
        "A paper boat.",
    ],
)
def test_other_links_and_words_are_no_papers(body: str) -> None:
    assert said(body) == ()


@pytest.mark.parametrize(
    ("url", "reviewed"),
    [
        (ARXIV, False),
        ("https://aclanthology.org/2024.acl-long.1/", True),
        ("https://openreview.net/forum?id=abc", True),
        ("https://example.org/lodestar.pdf", False),
    ],
)
def test_the_place_says_whether_it_was_reviewed(url: str, reviewed: bool) -> None:
    found = said(f"Our [paper]({url}).")
    assert [(paper.own, paper.reviewed) for paper in found] == [(True, reviewed)]


@pytest.mark.parametrize(
    ("body", "reviewed"),
    [
        (f"Our [paper]({ARXIV}) was accepted at ICML.", True),
        (f"Our [paper]({ARXIV}) (ACL 2024).", True),
        (f"Our [paper]({ARXIV}) was presented at our village.", False),
        (f"Our [paper]({ARXIV}).", False),
    ],
)
def test_words_beside_a_link_say_whether_it_was_reviewed(body: str, reviewed: bool) -> None:
    assert [paper.reviewed for paper in said(body)] == [reviewed]


def bibtex(kind: str = "article", **fields: str) -> str:
    inner = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"```bibtex\n@{kind}{{key2024,\n{inner}\n}}\n```"


@pytest.mark.parametrize(
    ("entry", "papers"),
    [
        (bibtex(title="Lodestar: a model", journal="arXiv preprint arXiv:2401.01234"), [("2401.01234", True, False)]),
        (bibtex(title="Lodestar: a model", eprint="2401.01234"), [("2401.01234", True, False)]),
        (bibtex("inproceedings", title="Lodestar: a model", booktitle="Proceedings of ACL"), [("lodestar: a model", True, True)]),
        (bibtex(title="Lodestar: a model", journal="Journal of Lakes"), [("lodestar: a model", True, True)]),
        (bibtex("techreport", title="Lodestar: a model"), [("lodestar: a model", True, False)]),
        (bibtex(title="A view of lakes", eprint="2401.01234"), [("2401.01234", True, False)]),
        (bibtex(title="Attention is all you need", eprint="1706.03762"), [("1706.03762", False, False)]),
        (bibtex("misc", title="Lodestar: a model"), []),
        (bibtex(title="Lodestar", journal="Hugging Face"), []),
        (bibtex(title="Lodestar", journal="https://github.com/org/lodestar"), []),
        (bibtex(journal="Journal of Lakes"), []),
        ("```\n@\n```", []),
        ("```\n@article{\n```", []),
    ],
)  # fmt: skip
def test_a_citation_is_a_paper_by_its_fields(entry: str, papers: list[tuple[str, bool, bool]]) -> None:
    found = said(f"## Citation\n\n{entry}")
    assert [(paper.key, paper.own, paper.reviewed) for paper in found] == papers


def test_of_several_citations_the_one_that_names_the_model_is_own() -> None:
    both = (
        bibtex(title="Lodestar: a model", eprint="2401.01234") + "\n\n" + bibtex(title="On moors", eprint="2301.00001")
    )
    assert [(paper.key, paper.own) for paper in said(f"## Citation\n\n{both}")] == [
        ("2401.01234", True),
        ("2301.00001", False),
    ]


def test_a_citation_without_a_fence_is_read() -> None:
    found = said("## Citation\n\n@article{lodestar2024, title={Lodestar: a model},\n eprint={2401.01234}\n}")
    assert [paper.key for paper in found] == ["2401.01234"]


def test_tags_of_the_hub_name_papers_that_nobody_calls_own() -> None:
    found = of(None, tags=("arxiv:2401.01234", "arxiv:2301.00001", "license:mit"))
    assert [(paper.key, paper.own, paper.confidence, paper.method) for paper in found] == [
        ("2401.01234", False, Confidence.LOW, Method.API),
        ("2301.00001", False, Confidence.LOW, Method.API),
    ]


def test_one_paper_named_twice_is_one_and_the_surer_place_counts() -> None:
    found = of(f"# Lodestar\n\nOur [paper]({ARXIV}).\n", tags=("arxiv:2401.01234",))
    assert [(paper.own, paper.method) for paper in found] == [(True, Method.CARD)]


def test_own_papers_stand_first() -> None:
    found = said(f"It uses the method of [Moor](https://arxiv.org/abs/2301.00001).\n\nOur [paper]({ARXIV}).")
    assert [paper.own for paper in found] == [True, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "Paper: coming soon.",
        "Our paper will be released in autumn.",
        "The technical report is coming soon.",
        "Paper: N/A",
        "Paper: none",
        "- Paper [optional]: n/a",
    ],
)
def test_a_paper_that_is_not_there_or_still_to_come_is_told(sentence: str) -> None:
    found = announced_paper(Reading(record(f"# Lodestar\n\n{sentence}\n")))
    assert found is not None
    assert found.line == 3


@pytest.mark.parametrize(
    "sentence", ["See our paper.", "The report is here.", "The code will be released.", "A boat.", ""]
)
def test_a_paper_that_is_there_is_not_announced(sentence: str) -> None:
    assert announced_paper(Reading(record(f"# Lodestar\n\n{sentence}\n"))) is None


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED])
def test_without_a_card_there_are_no_papers(look: Look) -> None:
    reading = Reading(record(None, look=look))
    assert read_papers(reading) == ()
    assert announced_paper(reading) is None


@given(st.text(max_size=400))
def test_any_card_has_bounded_papers_within_its_lines(text: str) -> None:
    found = of(text)
    assert len(found) <= 100
    assert all(
        paper.source.line is not None and 1 <= paper.source.line <= len(text.splitlines()) + 1 for paper in found
    )


def test_a_card_full_of_papers_is_cut() -> None:
    links = " ".join(f"[p](https://arxiv.org/abs/2401.{n:05})" for n in range(300))
    assert len(said(links)) == 100


@pytest.mark.parametrize(
    "piece", ["@article{ ", "title = {", "paper ", "our our paper ", f"[paper]({ARXIV}) ", "@" * 20 + "{"]
)
def test_long_hostile_cards_are_answered(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert len(of(text)) <= 100
    assert len(of(f"```\n{text}\n```")) <= 100


TEMPLATE = "Emissions may be worked out with a calculator, see [Lacoste et al.](https://arxiv.org/abs/1910.09700{}).\n"
ENTRY = """```bibtex
@article{lacoste,
  title={Quantifying the Carbon Emissions of Machine Learning},
  journal={arXiv preprint arXiv:1910.09700},
}
```
"""


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        (TEMPLATE.format(""), ()),
        (TEMPLATE.format("v2"), ("arxiv:1910.09700",)),
        ("- **Paper:** [More Information Needed]\n", ("arxiv:1910.09700",)),
        (f"## Environmental impact\n\n{ENTRY}", ()),
        ("Emissions: https://arxiv.org/pdf/1910.09700\n", ("arxiv:1910.09700",)),
    ],
)
def test_the_paper_of_the_emissions_calculator_is_no_related_paper(body: str, tags: tuple[str, ...]) -> None:
    assert of(f"# Lodestar\n\n{body}", tags=tags) == ()


def test_beside_the_calculators_paper_others_count() -> None:
    found = of(f"# Lodestar\n\n{TEMPLATE.format('')}", tags=("arxiv:1910.09700", "arxiv:2401.01234"))
    assert [(paper.key, paper.own) for paper in found] == [("2401.01234", False)]
