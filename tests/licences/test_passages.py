"""A text nearly a known one: what its passages touch is not known, what they take away is, the rest stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from openness.licences.as_read import licences_as_read
from openness.licences.clause import Clause
from openness.licences.knowledge import knowledge
from openness.licences.recognition import Recognition, Verdict, recognise
from openness.licences.topics import ALL, touched_by

Texts = Callable[[str], str]


@pytest.fixture(scope="module")
def text_of(shared: Path) -> Texts:
    return lambda name: (shared / "licences" / "texts" / name).read_text(encoding="utf-8")


def value(found: Recognition, clause: Clause) -> object:
    (licence,) = licences_as_read(found, "LICENSE")
    return licence.value(clause)


@pytest.mark.parametrize("old", ["llama3.1__LICENSE.txt", "llama2__LICENSE.txt", "llama4__LICENSE.txt"])
def test_another_figure_is_another_licence(text_of: Texts, old: str) -> None:
    text = text_of(old)
    assert "700 million" in text
    for figure in ("2 million", "70 million", "700 thousand"):
        found = recognise(text.replace("700 million", figure))
        assert found.verdict is Verdict.CHANGED
        assert [passage.touches for passage in found.passages]
        assert value(found, Clause.USER_THRESHOLD) is None


def test_what_no_passage_touches_is_kept(text_of: Texts) -> None:
    found = recognise(text_of("llama3.1__LICENSE.txt").replace("700 million", "3 million"))
    known = knowledge().by_id["llama3.1"]
    kept = {clause for clause in known.clauses if value(found, clause) == known.value(clause)}
    assert Clause.NAMING in kept
    assert Clause.USER_THRESHOLD not in kept


@pytest.mark.parametrize(
    ("sentence", "clause", "after"),
    [
        ("The model may not be used for commercial purposes.", Clause.COMMERCIAL, "forbidden"),
        ("No license is granted to anyone in the European Union.", Clause.EU, "excluded"),
        ("Use is for academic research purposes only.", Clause.RESEARCH_ONLY, True),
        ("Use is for academic research purposes only.", Clause.COMMERCIAL, "forbidden"),
    ],
)
@pytest.mark.parametrize("name", ["llama3.1__LICENSE.txt", "modelgo__CreativeML-OpenRAIL-M.txt"])
def test_stricter_words_are_read(text_of: Texts, name: str, sentence: str, clause: Clause, after: object) -> None:
    for text in (f"{text_of(name).rstrip()}\n\n{sentence}\n", f"{sentence}\n\n{text_of(name)}"):
        found = recognise(text)
        assert found.verdict is Verdict.CHANGED
        assert value(found, clause) == after


@pytest.mark.parametrize(
    "sentence", ["Hospitals and schools are welcome.", "Wykorzystanie wymaga zgody.", "仅限校内。", "Zzyx qwrt plugh."]
)
def test_what_cannot_be_told_touches_everything(text_of: Texts, sentence: str) -> None:
    assert touched_by(sentence) == ALL
    found = recognise(text_of("llama3.1__LICENSE.txt") + "\n" + sentence + "\n")
    (licence,) = licences_as_read(found, "LICENSE")
    assert not {clause for clause in licence.clauses if clause in knowledge().by_id["llama3.1"].clauses} - {
        limit.clause for limit in found.limits
    }


def test_what_is_gone_without_a_trace_touches_everything(text_of: Texts) -> None:
    lines = text_of("llama3.1__LICENSE.txt").split("\n")
    found = recognise("\n".join(lines[: int(len(lines) * 0.9)]))
    assert found.verdict is not Verdict.VERBATIM
    assert not found.licences or found.touched == ALL


def test_a_sentence_of_one_topic_touches_that_one() -> None:
    touched = touched_by("The agreement is governed by the laws of England.")
    assert Clause.GOVERNING_LAW in touched
    assert Clause.COMMERCIAL not in touched


def test_a_policy_of_another_licence_is_terms(text_of: Texts) -> None:
    found = recognise(text_of("modelgo__MIT.txt") + "\n\n" + text_of("llama3.2__USE_POLICY.md"))
    assert found.verdict is not Verdict.VERBATIM
    assert "mit" not in found.licences


@pytest.mark.parametrize(
    "text",
    [
        "Nutzungsbedingungen\n\nDas Modell dient allein der Lehre.\n",
        "利用条件\n\n本モデルは学内でのみ使えます。\n",
        "Условия\n\nМодель можно использовать только в учебных целях.\n",
        "使用条款\n\n超过一百名用户须另行授权。\n",
    ],
)
def test_a_text_in_any_language_may_be_terms(text: str) -> None:
    found = recognise(text)
    assert found.verdict is Verdict.UNRECOGNISED
    assert not found.understood


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The model may not be used for commercial purposes.", "non_commercial"),
        ("Die Nutzung ist nur für Forschungszwecke gestattet.", "research_only"),
        ("Zzyx qwrt plugh.", "custom"),
        ("The agreement is governed by the laws of England.", "community"),
    ],
)
def test_the_kind_follows_what_is_read(text_of: Texts, sentence: str, kind: str) -> None:
    found = recognise(f"{text_of('llama3.1__LICENSE.txt').rstrip()}\n\n{sentence}\n")
    (licence,) = licences_as_read(found, "LICENSE")
    assert licence.kind == kind
    assert licence.open is not True
