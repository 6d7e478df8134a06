"""Names of data sets in sentences of any language: what can be nothing else, and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import parse_card
from openness.reading.data_names_anywhere import names_said


def said(text: str) -> tuple[str, ...]:
    return tuple(name for sentence in parse_card(text).sentences for name in names_said(sentence))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Das Modell wurde auf LakeWave und PondSet trainiert.", ("LakeWave", "PondSet")),
        ("Der Datensatz LakeWave wurde verwendet.", ("LakeWave",)),
        ("Le modèle a été entraîné sur LakeWave et sur owls/ponds.", ("LakeWave", "owls/ponds")),
        ("Model wytrenowano na LakeWave.", ("LakeWave",)),
        ("模型在 LakeWave 和 PondSet 上训练。", ("LakeWave", "PondSet")),
        ("本モデルは LakeWave と PondSet で学習しました。", ("LakeWave", "PondSet")),
        ("이 모델은 LakeWave와 PondSet으로 학습했습니다.", ("LakeWave", "PondSet")),
        ("It was trained on LakeWave and PondSet.", ("LakeWave", "PondSet")),
        ("Das Modell wurde auf Briefen und Tagebüchern trainiert.", ()),
        ("Das Modell wurde mit PyTorch trainiert.", ()),
        ("Das Modell wurde von der OwlWorks GmbH auf Briefen trainiert.", ()),
        ("我们使用 OwlNet 模型进行微调。", ()),
        ("我们采用 OwlTrain 的训练方法。", ()),
        ("OwlBird는 2019년의 편지로 학습했습니다.", ()),
        ("OwlTokenizer 를 이용해 학습했습니다.", ()),
        ("Die Katze schläft im LakeHouse.", ()),
    ],
)
def test_names_are_told_in_any_language(text: str, names: tuple[str, ...]) -> None:
    assert said(text) == names


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    assert all(name and name in text for name in said(text))
