"""Cards made by hand: structure, lines, links, hostile text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openness.card import parse_card
from openness.words import Stems
from tests.work import calls

CARD = """---
license: apache-2.0
language:
- no
- en
---
Beginning.

# Model *One*

A line with [a link](https://example.org/a "title") and
a bare https://example.org/b. And [code][ref] too.

## Training **data**

- item one `x`
- item two <https://example.org/c>

| data set | tokens |
|---|---|
| [Set](https://example.org/d) | 3 |

**Hardware:**

Eight machines.

<h2 align="center">Raw <b>HTML</b></h2>
<p>Text <a href="https://example.org/e">here</a></p>
<!-- # not a heading
https://example.org/hidden -->

```Python
from x import y  # https://example.org/code
```

[ref]: https://example.org/ref
"""


def test_structure_and_lines_of_a_card() -> None:
    card = parse_card(CARD)
    assert card.front_matter == {"license": "apache-2.0", "language": ["no", "en"]}
    assert card.front_matter_line("language") == 3
    assert card.front_matter_line("datasets") is None
    titles = [(section.title, section.level, section.line) for section in card.sections]
    assert titles == [
        ("", 0, 7),
        ("Model One", 1, 9),
        ("Training data", 2, 14),
        ("Hardware", 7, 23),
        ("Raw HTML", 2, 27),
    ]
    lines = CARD.split("\n")
    for block in card.blocks:
        words = block.text.split("|")[0].split()
        assert words[0] in lines[block.line - 1], block
    assert [(link.url[-1], link.line) for link in card.links] == [
        ("a", 11), ("b", 12), ("f", 12), ("c", 17), ("d", 21), ("e", 28),
    ]  # fmt: skip
    assert card.links[0].text == "a link"
    row = next(block for block in card.blocks if block.cells and "Set" in block.text)
    assert (row.cells, row.line) == (("Set", "3"), 21)
    assert [(code.language, code.line) for code in card.code] == [("python", 32)]
    assert card.chain(3) == ("hardware", "training data", "model one")


def test_comments_and_code_are_not_text() -> None:
    card = parse_card(CARD)
    everything = " ".join(block.text for block in card.blocks)
    assert not any(word in everything for word in ("hidden", "not a heading", "import"))
    assert not any("hidden" in link.url or "code" in link.url for link in card.links)


def test_sentences_keep_their_lines_and_are_found_by_stem() -> None:
    card = parse_card("# T\n\nOne sentence. Another one\nthat goes on. Third\n\n- an item about data\n")
    assert [(sentence.text, sentence.line) for sentence in card.sentences] == [
        ("One sentence.", 3), ("Another one that goes on.", 3), ("Third", 4), ("an item about data", 6),
    ]  # fmt: skip
    assert [sentence.line for sentence in card.sentences_with(Stems("data", "third"))] == [4, 6]
    assert [sentence.line for sentence in card.sentences_with(Stems("one"))] == [3, 3]


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ("a: [1, 2", "not valid YAML"),
        ("a: *b", "alias"),
        ("a: !!python/object/apply:os.system [x]", "tag"),
        ("- a\n- b", "not a mapping"),
        ("a: 1\na: 2", "more than once"),
        ("? [a]\n: b", "not text"),
        ("a: " + "[" * 100, "nested too deeply"),
    ],
)
def test_broken_front_matter_is_a_problem_not_a_crash(head: str, problem: str) -> None:
    card = parse_card(f"---\n{head}\n---\n# Title\n\nText.\n")
    assert problem in (card.front_matter_problem or "")
    assert card.sections[1].title == "Title"
    assert card.sections[1].line == head.count("\n") + 4


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    assert parse_card("---\nlicense: mit\nlicense: other\n---\n").front_matter == {"license": "mit"}


def test_front_matter_after_a_byte_order_mark_and_with_windows_line_ends() -> None:
    card = parse_card("\ufeff---\r\nlanguage: no\r\ndate: 2024-01-01\r\nn: 0x1F\r\n---\r\n# T\r\n")
    assert card.front_matter == {"language": "no", "date": "2024-01-01", "n": "0x1F"}
    assert card.sections[1].line == 6


def test_front_matter_that_is_not_closed_is_told() -> None:
    assert "not closed" in (parse_card("---\nlicense: mit\n").front_matter_problem or "")


def test_words_count_cjk_text_without_spaces() -> None:
    assert parse_card("这个模型是在公开数据上训练的").words >= 7


N = 200_000


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000_000, "[" * N, "[a](" * N, "![a](" * N, ">" * N, "- " * N, "<" * N, "<a\n" * N, "<h1>\n" * N,
        "`a" * N, "|" * N, "a|b\n-|-\n" + "|\n" * N, "[a]: b\n" * N, "[a\n" * N, "*" * N, "<!--" * N,
        "<!-- a -->\n" * N, "&" * N, "http://" * N, "<pre>\n" * N, '<a href="x">' * N, "A. " * N, "\x00" * N,
        "\n".join(" " * depth + "- a" for depth in range(1_400)), "---\n" + "? " * N + "\n---\n",
        "---\n" + "{a: " * N + "\n---\n", "---\n" + "a: b\n" * N + "---\n",
    ],
    ids=range(27),
)  # fmt: skip
def test_hostile_text_takes_bounded_time(text: str) -> None:
    card = parse_card(text)
    assert len(card.sentences) >= 0
    assert card.words >= 0
    for size in (20_000, 40_000):  # at most a few calls a character, and so no more at twice the size
        part = text[:size]
        assert calls(lambda part=part: parse_card(part).sentences) < 40 * size + 10_000  # type: ignore[misc]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab #-*|[]()<>/!`:\n\"'&;=h1.,\\~_0"), max_size=200))
def test_any_text_gives_a_card_whose_lines_are_in_the_text(text: str) -> None:
    card = parse_card(text)
    last = text.count("\n") + 1
    lines = [section.line for section in card.sections] + [block.line for block in card.blocks]
    lines += [link.line for link in card.links] + [code.line for code in card.code]
    lines += [sentence.line for sentence in card.sentences]
    assert all(1 <= line <= last for line in lines)
    for section in card.sections:
        assert section.line <= section.end <= last
        assert section.parent is None or card.sections[section.parent].level < section.level


def test_every_recorded_card_is_parsed(shared: Path) -> None:
    hub = shared / "hub"
    for path in (*sorted((hub / "cards").glob("*.md")), *sorted((hub / "dataset_cards").glob("*.md"))):
        text = path.read_text(encoding="utf-8", errors="replace")
        card = parse_card(text)
        lines = text.count("\n") + 1
        assert all(1 <= link.line <= lines for link in card.links), path.name
        if text.lstrip("\ufeff").startswith("---\n") and "\n---" in text[4:]:
            assert card.front_matter or card.front_matter_problem, path.name


def test_comments_by_the_thousand_are_blank_but_in_code() -> None:
    text = "".join(f"<!-- hidden{number} -->\n```\n<!-- shown{number} -->\n```\n" for number in range(3_000))
    card = parse_card(text)
    assert not any("hidden" in block.text for block in card.blocks)
    assert sum("shown" in code.text for code in card.code) >= 3_000


@pytest.mark.parametrize(
    ("card", "line", "first"),
    [
        ("# L\n\n```python\na\nb\n```\n", 3, 4),
        ("# L\n\n~~~\na\n~~~\n", 3, 4),
        ("# L\n\n    a\n    b\n", 3, 3),
        ("---\nx: 1\n---\n# L\n\n```\na\n```\n", 6, 7),
        ("- x\n\n  ```\n  a\n  ```\n", 3, 4),
        ("<pre>a</pre>\n", 1, 1),
    ],
)
def test_the_text_of_a_fenced_block_begins_on_the_line_after_the_fence(card: str, line: int, first: int) -> None:
    (code,) = parse_card(card).code
    assert (code.line, code.first) == (line, first)
