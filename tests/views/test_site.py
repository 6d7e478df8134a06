"""The static site: stable addresses, valid files, nothing that runs or asks another host."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest

from openness.catalogue import Catalogue, System
from openness.ranking.entries import EntryKind
from openness.rubric import load_rubric
from openness.signals import SIGNALS
from openness.views.site import site
from tests.made_entries import made_entries

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    from dataclasses import replace

    made = made_entries({"A b": {"weights.published": "all"}, "two": {}})
    entries = replace(made, kind=EntryKind.SYSTEMS, names=[HOSTILE, "Two"])
    page = {"url": "https://example.org/page", "date": "2026-02"}
    shape = {"organisation": {"name": HOSTILE}, "modalities": ["text"], "sources": {"p": page}}
    status = {"status": {"value": "released", "source": "p", "note": HOSTILE}}
    catalogue = Catalogue(
        tuple(
            System.model_validate({"id": i, "name": n, "former_ids": former, **shape, "facts": status})
            for i, n, former in (("A b", HOSTILE, []), ("two", "Two", ["deux"]))
        )
    )
    domains = {signal: item.domain for signal, item in SIGNALS.items()}
    rubrics = [load_rubric(name, domains, {}).rubric for name in ("default", "procurement")]
    return dict(site(entries, catalogue, rubrics, "made", lambda low, high: f"<svg>{low}–{high}</svg>"))


def test_every_system_has_its_addresses(files: dict[str, str]) -> None:
    listed = json.loads(files["data.json"])
    assert listed["systems"] == {"A b": "systems/A%20b.json", "two": "systems/two.json"}
    assert {"index.html", "ranking/default.csv", "ranking/procurement.csv", "badge/A b.svg", "systems/two.html"} <= set(
        files
    )
    data = json.loads(files["systems/A b.json"])
    assert data["entry"]["facts"]["status"]["value"] == "released"
    rows = list(csv.DictReader(io.StringIO(files["ranking/default.csv"])))
    assert {row["id"] for row in rows} == {"A b", "two"}


def test_the_address_of_a_former_id_answers(files: dict[str, str]) -> None:
    for place in ("systems/{}.json", "systems/{}.html", "badge/{}.svg"):
        assert files[place.format("deux")] == files[place.format("two")]
    assert "deux" not in json.loads(files["data.json"])["systems"]


def test_pages_run_nothing_and_ask_no_other_host(files: dict[str, str]) -> None:
    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag not in ("script", "iframe", "img", "link", "object")
            assert not [name for name, _ in attrs if name.startswith("on") or name == "src"]

    for name, text in files.items():
        if name.endswith(".html"):
            Tags().feed(text)
            assert HOSTILE not in text
            assert "10.5281/zenodo.15386042" in text


def test_links_of_pages_lead_to_files_of_the_site(files: dict[str, str]) -> None:
    from urllib.parse import unquote

    for address in re.findall(r'href=["\'](?!https?:)([^"\']+)', files["index.html"]):
        assert unquote(address) in files


def test_every_system_has_a_badge(files: dict[str, str]) -> None:
    assert files["badge/two.svg"].startswith("<svg>")
