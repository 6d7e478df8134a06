"""Whether a text is in a language that we have words for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.words import understood


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MIT",
        "License: apache-2.0",
        "https://example.org/лицензия",
        "The weights may be used for research only.",
        "Released under CC BY-NC 4.0",
        "12B, 4-bit, GGUF, q4_k_m",
    ],
)
def test_our_languages_and_names_are_understood(text: str) -> None:
    assert understood(text)


@pytest.mark.parametrize(
    "text",
    [
        "Модель предназначена только для исследований.",
        "هذا النموذج مخصص للبحث العلمي فقط",
        "यह मॉडल केवल अनुसंधान के लिए है",
        "Το μοντέλο διατίθεται μόνο για έρευνα.",
        "โมเดลนี้ใช้เพื่อการวิจัยเท่านั้น",
        "Modellen får endast användas för forskning och inte i kommersiella produkter.",
        "Bu model yalnızca araştırma amaçlı kullanılabilir ve ticari kullanım yasaktır.",
        "Mô hình này chỉ được dùng cho nghiên cứu, không dùng cho mục đích thương mại.",
        "Model ini hanya untuk penelitian dan tidak boleh digunakan untuk tujuan komersial.",
        "Model lze použít pouze pro výzkum a není určen pro komerční účely.",
        "A modell csak kutatási célra használható, és nem üzleti célra.",
    ],
)
def test_a_language_without_words_is_not_understood(text: str) -> None:
    assert not understood(text)


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert understood(text) in (True, False)
