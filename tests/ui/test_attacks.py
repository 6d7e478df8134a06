"""Every attack through the app: what a stranger published is words on the page of a model."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from openness.signals import SIGNALS, extract
from openness.snapshot.write import About, write_snapshot
from tests.safe.attacks import ATTACKS
from tests.safe.test_outputs import Tags, hidden
from tests.ui.conftest import made_record
from tests.ui.test_pages import LINK_ELSEWHERE, compare_page, model_page, page

TEXTS = [attack.encode("utf-8", "replace").decode() for attack in ATTACKS.values()]
"""As the fetcher hands texts on: half pairs are gone by then."""
NAMED = {f"made/attack-{first}": TEXTS[first : first + 8] for first in range(0, len(TEXTS), 8)}
ACTING = re.compile(
    r":(red|blue-badge|green-background|small|rainbow)\[(ours|yes|x)\]|(?<!\\)\$|\*\*bold|~~gone|(?<!\\)<b>"
)
"""What of the attacks would act on a page; the app's own marks are others."""
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
PAGES = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    records = [
        made_record(
            name,
            licence=" ".join(text[:60] for text in texts),
            gated=texts[0][:300],
            card="".join(f"# {text}\n\n{text}\n\nTrained on {text}.\n\n" for text in texts),
            files=("model.safetensors", *(f"{text[:300]}.md" for text in texts)),
        )
        for name, texts in NAMED.items()
    ]
    return write_snapshot(
        tmp_path_factory.mktemp("attacked"),
        ((record, extract(record)) for record in records),
        {signal: item.domain for signal, item in SIGNALS.items()},
        About(
            created=datetime(2026, 11, 1, tzinfo=UTC), title=ATTACKS["script"], limits=(ATTACKS["image"],), sources=()
        ),
        name="made",
    )


@pytest.fixture(autouse=True)
def _attacked_app(attacked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["app.py", "--snapshot", str(attacked)])
    st.cache_resource.clear()


def assert_words(test: AppTest) -> None:
    for part in (
        test.title,
        test.header,
        test.subheader,
        test.markdown,
        test.caption,
        test.info,
        test.warning,
        test.error,
    ):
        for item in part:
            said = CODE.sub("", str(item.value))
            assert not getattr(item, "allow_html", False)
            assert LINK_ELSEWHERE.search(said) is None, said
            assert not set(hidden(said)) - set("\n\u2060"), said
            kinds = {child.type for token in PAGES.parse(said) for child in (token.children or [token])}
            assert not kinds & {"image", "html_inline", "html_block"}, said
            assert not ACTING.search(said), said
    for page_part in test.get("html"):
        reader = Tags()
        reader.feed(page_part.proto.body)
        found = {tag.partition(" ")[0] for tag in reader.tags}
        assert not found & {"script", "img", "iframe", "object", "link", "form", "meta", "base"}, page_part.proto.body
        assert not [tag for tag in reader.tags if re.search(r"'on\w+'", tag)], page_part.proto.body


@pytest.mark.parametrize("name", NAMED)
def test_the_page_of_a_model_shows_words(name: str) -> None:
    test = page(model_page, id=name)
    assert test.title[0].value.startswith("made/attack")
    assert_words(test)


def test_a_comparison_shows_words() -> None:
    assert_words(page(compare_page, id=list(NAMED)[:5], list="models"))


@pytest.mark.parametrize("name", ["script", "markdown link", "directive", "icon", "latex", "code", "line feed", "tags"])
def test_an_address_with_an_attack_shows_words(name: str) -> None:
    assert_words(page(model_page, id=ATTACKS[name]))


@pytest.mark.parametrize(
    "acts", ["[a](javascript:x)", "![x](https://tracker.example)", "<b>x</b>", ":red[ours]", "$x$"]
)
def test_what_acts_would_be_seen(acts: str) -> None:
    test = AppTest.from_string(f"import streamlit as st\nst.markdown({acts!r})")
    with pytest.raises(AssertionError):
        assert_words(test.run(timeout=60))
