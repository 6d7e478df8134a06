"""What a card holds is valid by construction: whatever the Markdown, no index leads out of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from openness.card import parse_card
from openness.card.document import WITHOUT_BLOCK, Card

IMAGE = '<img src="https://example.org/i.png" width="200"/>'
_WORDS = (
    "word",
    "Two words.",
    "é 数据 ",
    "",
    " ",
    "\t",
    "\u3000",
    "https://example.org/bare",
    "&nbsp;",
    "\\",
    "*",
    "|",
)
_ADDRESSES = ("https://example.org/a", "", "mailto:a@example.org", "#part", "<https://example.org/b c>")
_LINES = (
    "---", "***", "```", "~~~ python", "<div>", "</div>", "<pre>", "</pre>", "<h2>", "</h2>", "<!--", "-->", "|---|---|",
    "<script>", "===", "[ref]: https://example.org/ref", "<table><tr><td>", "</td></tr></table>", "license: mit",
)  # fmt: skip


def _inline() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from((*_WORDS, IMAGE, "<br>", "<a href='https://example.org/c'>", "</a>", "`code`", "[ref]")),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(("[", "![")), inner, st.sampled_from(_ADDRESSES)).map(
                lambda parts: f"{parts[0]}{parts[1]}]({parts[2]})"
            ),
            st.tuples(st.sampled_from(("**", "*", "_", "`")), inner).map(lambda parts: parts[0] + parts[1] + parts[0]),
            st.lists(inner, max_size=3).map("".join),
        ),
        max_leaves=6,
    )


def _line() -> st.SearchStrategy[str]:
    marks = ("", "", "# ", "## ", "- ", "  - ", "1. ", "> ", "    ", "| ", "<td>", "<p>")
    written = st.tuples(st.sampled_from(marks), _inline()).map("".join)
    row = st.lists(_inline(), min_size=1, max_size=3).map(lambda cells: "| " + " | ".join(cells) + " |")
    return st.one_of(written, written, row, st.sampled_from(_LINES), st.just(""), st.text(max_size=12))


MARKDOWN = st.lists(_line(), max_size=14).map("\n".join)


def check(card: Card, lines: int) -> None:
    """Hold every index, line and place of the card against what it leads into; `lines` is how many the text has."""
    for number, section in enumerate(card.sections):
        assert section.parent is None or 0 < section.parent < number
        assert 1 <= section.line <= section.end <= lines
        assert section.level in range(8)
    for block in card.blocks:
        assert block.text.strip()
        assert 0 <= block.section < len(card.sections)
        assert 1 <= block.line <= lines
        assert (block.kind == "row") == bool(block.cells)
    for link in card.links:
        assert 0 <= link.section < len(card.sections)
        assert 1 <= link.line <= lines
        if link.block == WITHOUT_BLOCK:
            assert link.at == 0
        else:
            assert 0 <= link.at <= len(card.blocks[link.block].text)
            assert card.blocks[link.block].section == link.section
            if link.text and not link.image and card.blocks[link.block].kind != "row":  # a row's cells are trimmed
                assert card.blocks[link.block].text.startswith(link.text, link.at)
    for code in card.code:
        assert 0 <= code.section < len(card.sections)
        assert 1 <= code.line <= lines
        assert code.first in (code.line, code.line + 1)
    for sentence in card.sentences:
        block = card.blocks[sentence.block]
        assert sentence.section == block.section
        assert block.line <= sentence.line <= block.line + block.text.count("\n")
        assert " ".join(sentence.text.split()) in " ".join(block.text.split())
    for number in range(len(card.blocks)):
        assert all(link.block == number for link in card.block_links(number))


@given(st.one_of(MARKDOWN, MARKDOWN.map(lambda text: f"---\nlicense: mit\n---\n{text}"), st.text()))
@example(f"words\n\n[{IMAGE}](https://example.org/)")
@example("[ ](https://example.org/)")
@example("- [ ](https://example.org/)")
@example("> ![](https://example.org/i.png)")
@example(f"| a |\n|---|\n| [{IMAGE}](https://example.org/) |")
@example("<p><a href='https://example.org/'> </a></p>")
@example(f"<center>{IMAGE}</center>")
@settings(max_examples=800)
def test_no_index_leads_out_of_the_card(text: str) -> None:
    # A carriage return ends a line for the parser, as it does in the file.
    check(parse_card(text), text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1)


@pytest.mark.parametrize("within", [IMAGE, " ", "![](https://example.org/i.png)"])
@pytest.mark.parametrize("mark", ["", "- ", "> "])
def test_a_link_without_words_is_kept_and_stands_in_no_block(within: str, mark: str) -> None:
    card = parse_card(f"# Title\n\n{mark}[{within}](https://example.org/home)")
    assert ("https://example.org/home", WITHOUT_BLOCK) in [(link.url, link.block) for link in card.links]
    assert card.blocks == ()
