"""Heads read line by line say what the YAML parser says of them, or are left to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.card import front_matter
from openness.card.plain_head import read_plain_head


def plain(raw: str) -> object:
    return read_plain_head(raw, 2, front_matter._meaning)


def parsed(raw: str) -> object:
    builder = front_matter._Builder(2)
    problem = builder.build(raw)
    return None if problem is not None or builder.duplicate is not None else (builder.data, builder.key_lines)


@pytest.mark.parametrize(
    "raw",
    [
        "license: mit\n",
        "license: mit   \nlanguage: no\n",
        "tags:\n- lake\n- pond house\n",
        "tags:\n  - lake\n\nlicense: mit\n",
        "tags: []\nlanguage: [en, de , fr]\n",
        "a: 1\nb: 2.5\nc: true\nd:\ne: ~\nf: null\ng: -3\n",
        "a: 'x: y'\nb: \"#1\"\n",
        "model-index:\n- name: lake\n  results:\n  - task:\n      type: lakes\n    metrics:\n    - type: depth\n      value: 7\n",
        "widget:\n-   text: a lake\n    title: Lake\n",
        "a:\n- b:\n- c\n",
        "a:\n  b:\nc: d\n",
        "link: https://example.org/a?b#c\n",
        "name: Größe 湖\n",
        "a.b: x\n1: y\n",
        "a: |\n  text\nb: c\n",
        "a: |-\n  text # no comment\n\n    further in  \n  out: x\n\n\nb: c\n",
        "a: >\n  some words\n  that go on\n\n\n  and on \n  'so'\n",
        "a:\n- text: >-\n    of a list\n  b: |\n    - c\n- |-\n  d\n",
        "a: 'it''s'\nb: ''\n",
        "a: 'x\n  '\nb: 'y\n\n\n  '\nc: |\n  d\n     \n  e\n",
        "a: 'some words, it''s\n\n\n  that go  on \n  to here '\nb: \"x\n  it's\"\n",
        "- a: 'x\n y'\n  b: c\n"[2:].replace("\n  b", "\nb"),
        "name: It\u2019s 🦎 \u2014 ａ\n",
    ],
)
def test_what_is_written_plainly_is_read(raw: str) -> None:
    found = plain(raw)
    assert found is not None
    assert found == parsed(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "\n",
        "# a comment\na: b\n",
        "a: b # a comment\n",
        "a: |\n\n  text\n",
        "a: |\ntext\n",
        "a: |2\n  text\n",
        "a: |\n  text",
        "a: |+\n  text\n",
        "a: >\n  text\n   more\n",
        "a: |\n  text\n b: c\n",
        "a: 'x\ny'\n",
        "a: 'x\n",
        "a: 'x\n  y' z\n",
        'a: "x\\\n  y"\n',
        "- 'a': b\n",
        "a: &x b\n",
        "a: *x\n",
        "a: !str b\n",
        "a: {b: c}\n",
        "a: [b, [c]]\n",
        "a: [b,]\n",
        "a: b: c\n",
        "a: b:\n",
        "a: some words\n  that go on\n",
        "a: b\n  - c\n",
        "- a\n- b\n",
        "  a: b\n",
        "a: b\n c: d\n",
        "a: b\na: c\n",
        "a:\n  b: c\n  b: d\n",
        "a:\tb\n",
        "a : b\n",
        "a:b\n",
        'a: "x\\n"\n',
        "a: 'b' c\n",
        "a: @b\n",
        "a: %b\n",
        "a: - b\n",
        "a:\n-\n- b\n",
        "a:\n- - b\n",
        "? a\n: b\n",
        "<<: b\n",
        "...\na: b\n",
        "a: b\u2028c: d\n",
        "a: \x07\n",
        "a:\n- b\n c: d\n",
        "a:\n" * 5_000,
        "".join(f"{'  ' * depth}a:\n" for depth in range(40)),
    ],
)
def test_all_else_is_left_to_the_parser(raw: str) -> None:
    assert plain(raw) is None


PIECES = st.sampled_from(
    [
        "a",
        "b",
        "key",
        ": ",
        ":",
        "- ",
        "-",
        "\n",
        "\n  ",
        "\n    ",
        " ",
        "'",
        '"',
        "#",
        "[",
        "]",
        ", ",
        "1",
        "null",
        "|",
        "|\n  ",
        ">-\n  ",
        "''",
        "\\",
    ]
)
LINES = st.builds(
    lambda depth, dash, key, value: " " * depth + dash + key + value,
    st.sampled_from([0, 0, 0, 2, 2, 4, 1]),
    st.sampled_from(["", "", "- ", "-   "]),
    st.sampled_from(["", "a:", "b:", "c: ", "a b: "]),
    st.sampled_from(
        [
            "",
            " x",
            " 1.5",
            " 'q'",
            "x y",
            " [a, b]",
            " true",
            " x: y",
            " |",
            " >-",
            " >",
            " |-",
            " 'x",
            " y'",
            ' "',
            " ''",
        ]
    ),
)


@given(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.lists(LINES, max_size=9).map("\n".join)))
def test_a_head_that_is_read_says_what_the_parser_says(raw: str) -> None:
    found = plain(raw)
    assert found is None or found == parsed(raw)
    assert found is None or repr(found) == repr(parsed(raw))


@pytest.mark.parametrize(("value", "meaning"), [("1", 1), ("true", True), ("null", None), ("1.5", 1.5), ("no", "no")])
def test_plain_words_have_the_meaning_of_yaml_wherever_they_stand(value: str, meaning: object) -> None:
    for head in (f"---\na: {value}\n---\n", f"---\n# so\na: {value}\n---\n"):
        assert front_matter.read_front_matter(head).data == {"a": meaning}
    assert front_matter.read_front_matter(f"---\na: '{value}'\n---\n").data == {"a": value}


def test_a_head_with_blocks_and_long_quotes_asks_no_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def parse(raw: str, _loader: object) -> list[object]:
        asked.append(raw)
        return []

    monkeypatch.setattr("yaml.parse", parse)
    head = "a: |-\n  text\nb: 'words,\n  it''s'\nextra: >\n  some\n  more\nc: \u2019\n"
    found = front_matter.read_front_matter(f"---\n{head}---\nbody\n")
    assert found.data == {"a": "text", "b": "words, it's", "extra": "some more\n", "c": "\u2019"}
    assert asked == []
    front_matter.read_front_matter("---\na: {b: c}\n---\nbody\n")
    assert len(asked) == 1
