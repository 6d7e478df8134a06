"""An id is found by its digest in one small part of a kept index; whatever bears another id is never taken for it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.files.kept import Kept
from openness.snapshot import ids as module
from openness.snapshot.ids import digest_of, digests_of, ids_of
from openness.snapshot.names import StoredNames

TEXTS = st.lists(st.text(max_size=12) | st.sampled_from(["a/B", "ä/Ö", "ﬁ/x", "x" * 600, "x" * 601]), max_size=30)


@given(TEXTS)
def test_a_digest_is_of_the_text_without_case_wherever_it_stands(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    found = digests_of(pa.array(["before", *texts, "after"], pa.string()).slice(1, len(texts)))
    assert found.tolist() == [int(digest_of(text)) for text in texts]
    assert found.tolist() == [int(digest_of(text.upper().casefold())) for text in map(str.casefold, texts)] or any(
        text.upper().casefold() != text.casefold() for text in texts
    )


def test_ten_thousand_ids_have_ten_thousand_digests(monkeypatch: pytest.MonkeyPatch) -> None:
    names = pa.array([f"org{number % 97}/model-{number}" for number in range(10_000)])
    whole = digests_of(names)
    assert len(np.unique(whole)) == len(names)
    assert np.ptp(np.bincount((whole >> np.uint64(60)).astype(np.int64))) < 200, "they spread over all parts"
    monkeypatch.setattr(module, "_STEP", 7)
    assert np.array_equal(digests_of(names), whole), "however many are added up at once"
    assert len(digests_of(names.slice(0, 0))) == 0


def names_of(ids: list[str], kept: Kept, read: list[str]) -> StoredNames:
    """Return ids that note what is read of them."""

    def all_of_them() -> pa.ChunkedArray:
        read.append("all")
        return pa.chunked_array([pa.array(ids, pa.string())])

    def one(row: int) -> str:
        read.append(ids[row])
        return ids[row]

    return StoredNames(len(ids), all_of_them, one, lambda: ids_of(kept, "a table", lambda: pa.array(ids)))


def test_one_of_many_is_found_without_reading_the_others(tmp_path: Path) -> None:
    ids, read = [f"org/Model-{number}" for number in range(3_000)], list[str]()
    names = names_of(ids, Kept(tmp_path), read)
    assert names.rows_of(["ORG/model-2345", "org/nobody"]).tolist() == [2345, -1]
    assert names[2345] == "org/Model-2345"
    assert len(names) == 3_000
    assert read == ["org/Model-2345"]
    assert names._index is not None
    assert names._index.parts_read == 2
    assert names[7] == "org/Model-7"
    assert read == ["org/Model-2345", "all"], "any other is read with all the rest, once"
    assert names.rows_of([f"org/model-{number}" for number in range(9)]).tolist() == [*range(9)]
    assert read == ["org/Model-2345", "all"]
    assert list(names_of(ids, Kept(None), read).rows_of(["org/model-5"])) == [5], "where nothing is kept, among all"


def test_ids_that_share_a_digest_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_digests", lambda texts: np.zeros(len(texts), dtype=np.uint64))
    monkeypatch.setattr(module, "digest_of", lambda _: np.uint64(0))
    read: list[str] = []
    names = names_of(["a/one", "a/two", "a/three"], Kept(tmp_path), read)
    assert names.rows_of(["a/three", "A/ONE", "a/four"]).tolist() == [2, 0, -1]


def test_a_damaged_index_is_made_anew(tmp_path: Path) -> None:
    ids = [f"org/m{number}" for number in range(100)]
    names_of(ids, Kept(tmp_path), []).rows_of(["org/m1"])
    for path in tmp_path.glob("ids-*"):
        path.write_bytes(path.read_bytes()[:10])
    assert names_of(ids, Kept(tmp_path), []).rows_of(["org/m1"]).tolist() == [1]
