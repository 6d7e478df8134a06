"""Keys of an address that no page reads are named, and those that one reads are not."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from openness.ui.address import name_unread

    st.text_input("made", key="made")
    name_unread(list(st.query_params))


@pytest.mark.parametrize(
    ("key", "said"),
    [("ids", "did you mean 'id'?"), ("system", "which no page reads."), ("made", ""), ("id", ""), ("w_data", "")],
)
def test_only_keys_that_nothing_reads_are_named(key: str, said: str) -> None:
    test = AppTest.from_function(_page)
    test.query_params[key] = "x"
    test.run()
    assert not test.exception
    assert [key in item.value and said in item.value for item in test.warning] == ([True] if said else [])
