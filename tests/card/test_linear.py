"""Twice the text costs at most twice the calls, for every reader and every kind of hostile text known."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from benchmarks.linear import READERS
from tests.work import calls, is_linear

SIZE = 16_000
CASES = [(reader, kind) for reader, (_, kinds) in READERS.items() for kind in kinds]


@pytest.mark.parametrize(("reader", "kind"), CASES, ids=[": ".join(case) for case in CASES])
def test_a_reader_is_linear(reader: str, kind: str) -> None:
    read, kinds = READERS[reader]
    made = kinds[kind]

    def of(size: int) -> Callable[[], object]:
        return partial(read, made(size))

    calls(of(SIZE // 8))  # what is worked out once a process is no part of the reading
    assert is_linear(of, SIZE)
