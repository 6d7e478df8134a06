"""What may differ in a text, line by line; every example is made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.licences.harmless import is_copyright_line, is_harmless_line, is_harmless_sentence, is_name, title_words
from openness.licences.knowledge import knowledge

MIT = title_words(knowledge().by_id["mit"])


@pytest.mark.parametrize(
    "line",
    [
        "Copyright (c) 2024 Acme Labs",
        "Copyright © 2019-2024 Acme Labs, Inc. All rights reserved.",
        "Copyright 2023, 2025 The Acme Authors and contributors",
        "(c) 2021 Institut für Beispiele e.V. <mail@beispiel.example>",
        "© Acme GmbH & Co. KG",
        "Copyright (c) 2024 acme",
        "Copyright (c) [year] [fullname]",
        "Copyright (C) 2007 Free Software Foundation, Inc. <https://fsf.example/>",
        "版权所有 (c) 2024 某某科技公司",
        "SPDX-FileCopyrightText: 2024 Jane Doe",
    ],
)
def test_a_holder_is_harmless(line: str) -> None:
    assert is_copyright_line(line) or line.startswith("版权")


@pytest.mark.parametrize(
    "line",
    [
        "Copyright (c) 2024 Acme Labs. For evaluation by students.",
        "Copyright (c) 2024 Acme; no resale",
        "© 2024 Acme – nur für Schulen",
        "© 2024 ACME NUR FÜR FORSCHUNG",
        "Copyright 2024 Acme, usage interdit aux entreprises",
        "© 2024 某公司 禁止商用",
        "© 2024 例 研究目的に限る",
        "All rights reserved. Firms above 5 people pay.",
        "Copyright (c) 2024 Acme [not for companies with more than ten people in them, ask us first]",
        "Contact us at sales@acme.example before you deploy it",
        "https://acme.example/model requires a subscription",
    ],
)
def test_whatever_else_stands_on_the_line_is_terms(line: str) -> None:
    assert not is_harmless_line(line, MIT, ("mit",))


@pytest.mark.parametrize(
    "line",
    ["", "  * * *", "- 12 -", "Page 3 of 9", "Seite 4", "# The MIT License (MIT)", "LICENSE", "All rights reserved."],
)
def test_headings_and_page_numbers(line: str) -> None:
    assert is_harmless_line(line, MIT, ("mit",))


def test_a_heading_of_another_licence_is_none_of_this_one() -> None:
    assert not is_harmless_line("Apache License 2.0", MIT, ("mit",))
    assert not is_harmless_line("SPDX-License-Identifier: CC-BY-NC-4.0", MIT, ("mit",))
    assert is_harmless_line("SPDX-License-Identifier: MIT", MIT, ("mit",))


def test_addresses() -> None:
    assert is_harmless_line("https://opensource.org/licenses/MIT", MIT, ("mit",))
    assert is_harmless_line("https://acme.example/model", MIT, ("mit",))
    assert not is_harmless_line("https://acme.example/terms-of-use", MIT, ("mit",))


@pytest.mark.parametrize(
    ("sentence", "harmless"),
    [
        ("Unless otherwise noted, all files in this folder are licensed under the MIT License.", True),
        ("Unless otherwise noted, all commercial use of the files is licensed under the MIT License.", False),
        ("Unless otherwise noted, all files are licensed under the Acme Research License.", False),
        ("Acme and the associated logos are trademarks of Acme Inc.", True),
        ("This license does not grant permission to use these trademarks without prior written consent.", True),
        ("This license does not grant permission to use the model in trademarks offices.", False),
    ],
)
def test_sentences_that_say_nothing_new(sentence: str, harmless: bool) -> None:
    assert is_harmless_sentence(sentence, MIT) is harmless


@given(st.text(max_size=300))
def test_any_text_is_answered(text: str) -> None:
    assert is_name(text) in (True, False)
    assert is_harmless_line(text, MIT, ("mit",)) in (True, False)


@given(
    st.sampled_from(
        ["nur", "only", "no", "interdit", "solo", "tylko", "alleen", "禁止", "のみ", "금지", "non-commercial"]
    ),
    st.integers(0, 3),
)
def test_no_name_holds_a_limit(word: str, at: int) -> None:
    words = ["Acme", "Labs", "Europe"]
    assert not is_copyright_line("Copyright (c) 2024 " + " ".join([*words[:at], word, *words[at:]]))
