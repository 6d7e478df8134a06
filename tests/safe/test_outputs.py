"""Every attack against every output: what comes out means nothing to who reads it there."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from openness.safe import cells, markdown, markup, terminal
from openness.safe.line import one_line
from openness.views.forms import render
from openness.views.table import text_table
from tests.safe.attacks import ATTACKS

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_STREAMLIT = re.compile(r":[\w+/.-]+:|:[a-z-]+\[|(?<!\\)\$")
"""What Streamlit puts in beside CommonMark: icons and emoji (after parsing), directives, LaTeX."""

attacks = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())


def hidden(text: str) -> list[str]:
    return [letter for letter in text if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")]


def shown(made: str) -> str:
    return "".join(child.content for token in _MARKDOWN.parse(made) for child in (token.children or []))


@attacks
def test_a_line_is_one_line_and_shows_all_it_is(attack: str) -> None:
    line = one_line(attack)
    assert not hidden(line)
    assert len(line) <= 2_000


@attacks
def test_a_terminal_gets_one_line_without_sequences(attack: str) -> None:
    assert not hidden(terminal.plain(attack))
    assert not hidden(terminal.lines(attack).replace("\n", ""))
    table = text_table(["name", "next"], [[attack, "x"]])
    assert len(table.split("\n")) == 3


@attacks
def test_a_document_shows_all_and_json_stays_the_same_data(attack: str) -> None:
    assert not hidden(terminal.document(attack).replace("\n", "").replace("\t", ""))
    written = terminal.document(json.dumps({"a": attack}, ensure_ascii=False, indent=1))
    assert not hidden(written.replace("\n", ""))
    assert json.loads(written) == {"a": attack}


@attacks
def test_a_page_gets_words_and_no_markup(attack: str) -> None:
    for made in (markdown.plain(attack), markdown.strong(attack), markdown.prose(attack)):
        kinds = {child.type for token in _MARKDOWN.parse(made) for child in (token.children or [token])}
        assert kinds <= {
            "text", "text_special", "paragraph_open", "paragraph_close", "inline", "strong_open", "strong_close",
            "code_inline",
        }, made  # fmt: skip
        assert not _STREAMLIT.search("".join(re.split(r"`[^`]*`", made))), made
        assert not re.search(r":[\w+/.-]+:", shown(re.sub(r"`[^`]*`", "", made))), made
    assert shown(markdown.plain(attack)).replace("\u2060", "").strip() == one_line(attack).strip()


@attacks
def test_a_bold_word_is_never_a_row_of_stars(attack: str) -> None:
    assert "****" not in markdown.strong(attack)
    assert markdown.strong("") == markdown.strong("\u200b") == "**none**"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {sorted(name for name, _ in attrs)}")

    def handle_data(self, data: str) -> None:
        self.words += data


@attacks
def test_html_gets_words_and_no_element(attack: str) -> None:
    reader = Tags()
    reader.feed(f'<p title="{markup.text(attack)}">{markup.text(attack)}</p>')
    assert reader.tags == ["p ['title']"]
    assert reader.words == one_line(attack)
    reader = Tags()
    reader.feed(markup.link(attack, attack))
    assert set(reader.tags) <= {"a ['href', 'rel']"}


@attacks
def test_svg_gets_one_text(attack: str) -> None:
    tree = ET.fromstring(f"<svg><text x='{markup.text(attack)}'>{markup.text(attack)}</text></svg>")
    assert [child.tag for child in tree.iter()] == ["svg", "text"]
    assert (tree[0].text or "") == one_line(attack)


@attacks
def test_a_spreadsheet_calculates_nothing(attack: str) -> None:
    written = render(pd.DataFrame({"id": pd.Series([attack], dtype=object), "score": [-1.5]}), "csv")
    assert not hidden(written.replace("\n", ""))
    rows = list(csv.reader(io.StringIO(written)))
    assert len(rows) == 2
    assert rows[1][1] == "-1.5"
    for separator in ",;\t|":
        for row in csv.reader(io.StringIO(written), delimiter=separator):
            for cell in row:
                assert cell == "-1.5" or not re.match(r"[\s\"]*[=+\-@\uff1d\uff0b\uff0d\uff20]", cell), cell


@pytest.mark.parametrize("said", ["apache-2.0", "org/name-7B", "Llama 3", "1.5", "-3", "+4.2", "a; b", "5 > 3"])
def test_harmless_words_stay_as_they_are(said: str) -> None:
    assert cells.cell(said) == terminal.plain(said) == one_line(said) == said


@given(st.text(max_size=200))
def test_whatever_is_said(text: str) -> None:
    assert not hidden(one_line(text))
    assert not hidden(terminal.plain(text))
    assert not cells.cell(text).startswith(("=", "@"))
    ET.fromstring(f"<a b='{markup.text(text)}'/>")
