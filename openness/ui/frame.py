"""What stands around every page: its language, its style, and what was wrong in the address that opened it."""

from __future__ import annotations

from collections.abc import Callable, Collection

import streamlit as st

from openness.phrases import LANGUAGES, Phrases, phrases
from openness.safe.line import one_line
from openness.safe.markdown import literal

LANGUAGE = "lang"
_NAMED_AT_MOST = 5
_STYLE = """<style>
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * { color: inherit; opacity: 1; }
[data-testid="stWidgetLabelHelp"] svg, [data-testid="stTooltipIcon"] svg { opacity: 1; }
[data-testid="stDataFrame"] [data-testid="stElementToolbar"] { display: none; }
[data-testid="stMarkdownContainer"] a { text-decoration: underline; }
*:focus-visible { outline: 2px solid currentColor !important; outline-offset: 1px !important; }
[data-testid="stMainBlockContainer"] { padding-left: 2.5rem; padding-right: 2.5rem; }
.leads { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 0; }
.rows { padding-left: 1.2rem; margin: 0; }
.rows a { color: inherit; text-decoration: underline; }
.rows li { padding: 0.15rem 0; overflow-wrap: anywhere; }
.leads a { border: 1px solid currentColor; border-radius: 0.5rem; padding: 0.35rem 0.8rem; color: inherit; }
@media (max-width: 640px) {
  [data-testid="stLayoutWrapper"]:has(> .st-key-pictures) { order: 9; }
  [data-testid="stMainBlockContainer"] { padding-left: 1rem; padding-right: 1rem; }
  [data-testid="stMarkdownContainer"] table { table-layout: fixed; width: 100%; font-size: 0.8rem; }
  [data-testid="stMarkdownContainer"] td { overflow-wrap: anywhere; padding: 0.2rem 0.3rem; }
  [class*="st-key-criteria"] thead { display: none; }
  [class*="st-key-criteria"] table, [class*="st-key-criteria"] tbody { display: block; border: 0; font-size: 0.875rem; }
  [class*="st-key-criteria"] tr { display: grid; grid-template-columns: 1fr auto; padding: 0.4rem 0;
    border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
  [class*="st-key-criteria"] td { border: 0; grid-column: 1 / -1; }
  [class*="st-key-criteria"] td:nth-child(1) { grid-column: 1; font-weight: 600; }
  [class*="st-key-criteria"] td:nth-child(2) { grid-column: 2; font-weight: 600; }
  [class*="st-key-criteria"] td:nth-child(3) { order: 2; }
}
@media (prefers-color-scheme: dark) { .stMultiSelect span[title] { color: #14181d !important; } }
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"], button { display: none !important; }
  [data-testid="stMainBlockContainer"] { padding: 0; max-width: none; }
  [data-testid="stAppViewContainer"], [data-testid="stMain"], .stApp {
    position: static; overflow: visible; height: auto; }
}
</style>"""
"""Captions in full contrast; tables without the toolbar whose file would name neither snapshot nor rubric."""


_BACK = """<script>
if (!window.opennessBack) {
  window.opennessBack = true;
  let acted = false;
  for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, () => { acted = true; }, true);
  const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
  history.pushState = (...entry) => { (acted ? push : replace)(...entry); acted = false; };
  window.addEventListener("popstate", () => { if (!location.hash) location.reload(); });
}
</script>"""
"""One act of a person is one step back, and going back opens the address gone back to.

Streamlit alone makes two or three steps of opening a page (it first clears the address), and on the way back keeps the
page while it loses what was chosen on it.
"""


def say() -> Phrases:
    """Return the sentences of the language the address asks for."""
    return phrases(str(st.session_state.get(LANGUAGE) or st.query_params.get(LANGUAGE) or "en"))


def dress() -> None:
    """Put the style on the page, and offer the languages there are."""
    st.html(_STYLE)
    st.html(_BACK, unsafe_allow_javascript=True)  # a constant of ours; nobody's words are in it
    with st.sidebar:
        language = st.session_state.get(LANGUAGE) or st.query_params.get(LANGUAGE) or "en"
        st.selectbox(
            phrases(str(language))("frame.language"),
            LANGUAGES,
            key=LANGUAGE,
            bind="query-params",
            help=", ".join(f"{one}: {phrases(one)('frame.language_name')}" for one in LANGUAGES),
        )


def name_unknown(key: str, what: str, known: Collection[str] | Callable[[str], bool]) -> bool:
    """Say which values of `key` in the address cannot be meant; must be called before the widget bound to it.

    Such a value vanishes from the address as soon as the widget is drawn, so it is remembered for the page.
    Return whether there is one.
    """
    kept: dict[str, list[str]] = st.session_state.setdefault("_unknown_in_address", {})
    good = known if callable(known) else known.__contains__
    if odd := [value for value in st.query_params.get_all(key) if not good(value)]:
        kept[key] = odd
    elif key in st.session_state and key in st.query_params:
        kept.pop(key, None)  # another value was chosen since
    wrong = kept.get(key, [])
    for value in wrong[:_NAMED_AT_MOST]:
        st.warning(say()("frame.unknown_value", what=what, value=literal(one_line(value, 100)) or "–"))
    return bool(wrong)
