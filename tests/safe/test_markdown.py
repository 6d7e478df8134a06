"""Publishers' text stays text. All inputs are made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from openness.safe.address import safe_address
from openness.safe.line import one_line
from openness.safe.markdown import link, literal, page_address, plain, prose

_MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def rendered_tokens(markdown: str) -> list[str]:
    return [child.type for token in _MARKDOWN.parse(markdown) for child in (token.children or [token])]


def shown_text(markdown: str) -> str:
    return "".join(child.content for token in _MARKDOWN.parse(markdown) if token.children for child in token.children)


@given(st.text(max_size=300))
def test_plain_shows_what_was_said(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    kinds = set(rendered_tokens(plain(text)))
    assert not kinds & {"link_open", "html_inline", "html_block", "image", "code_inline", "em_open", "heading_open"}
    assert shown_text(plain(text)).replace("\u2060", "").strip() == line.strip()


@given(st.text(max_size=200))
def test_literal_is_one_code_span(text: str) -> None:
    line = one_line(text)
    kinds = rendered_tokens(literal(text).replace("\\|", "|"))
    if line:
        assert kinds.count("code_inline") == 1
        assert not set(kinds) & {"link_open", "html_inline", "image"}
    else:
        assert literal(text) == ""


def test_direction_changing_characters_are_dropped() -> None:
    assert one_line("safe\u202egnp.exe\u0007\u200b") == "safegnp.exe"


def test_long_text_is_cut() -> None:
    assert len(one_line("a" * 10_000, 100)) == 100


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "https://",
        "https://hub.example@evil.example/",
        "https://evil.example/a b",
        "https://evil.example\\@hub.example",
        "https://[bad",
        "java\tscript:alert(1)",
        "",
        "https://x.example/" + "a" * 3000,
    ],
)
def test_unsafe_addresses_are_refused(address: str) -> None:
    assert safe_address(address) is None
    assert "](" not in link("label", address)


def test_a_safe_address_cannot_leave_its_link() -> None:
    made = link("file", "https://hub.example/a(b)/c)d](javascript:x)#L4")
    tokens = [child for token in _MARKDOWN.parse(made) for child in (token.children or [])]
    links = [token for token in tokens if token.type == "link_open"]
    assert len(links) == 1
    assert str(links[0].attrs["href"]).startswith("https://hub.example/")
    assert shown_text(made) == "file"


def test_page_address_quotes_the_id() -> None:
    assert page_address("model", "org/na me&x=1#y") == "/model?id=org/na%20me%26x%3D1%23y"


def test_prose_keeps_code_and_nothing_else() -> None:
    kinds = rendered_tokens(prose("name it under `base_model` **now** [x](y) `un`even` <b>"))
    assert kinds.count("code_inline") == 2
    assert not {"strong_open", "link_open", "html_inline"} & set(kinds)
