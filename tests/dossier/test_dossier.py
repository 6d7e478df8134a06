"""The dossier in each of its forms: what it holds, and that foreign words stay words."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import pytest

from openness.dossier.blocks import Block, Heading, Table, Words, cell, paragraph, table
from openness.dossier.dossier import Basis, dossier
from openness.dossier.files import ReportForm, report
from openness.dossier.html import html
from openness.phrases import LANGUAGES, phrases
from openness.requirements import sift
from openness.requirements.short import parse
from openness.rubric import load_rubric
from openness.score.evaluate import evaluate
from openness.signals import SIGNALS
from openness.snapshot.manifest import FileNote, Manifest
from tests.requirements.test_sifting import FREE, entries_of
from tests.safe.attacks import ATTACKS
from tests.safe.test_outputs import Tags

RUBRIC = load_rubric("default", {signal: item.domain for signal, item in SIGNALS.items()}).rubric
DAY = date(2026, 11, 27)
MANIFEST = Manifest(
    format=1,
    id="made-1",
    created=datetime(2026, 11, 1, tzinfo=UTC),
    tool="openness 1",
    files={"models.parquet": FileNote(bytes=1, sha256="ab" * 32)},
    limits=("Nothing here is real.",),
)
BASIS = Basis(MANIFEST, RUBRIC, "cd" * 32, "openness 1.2.3", DAY, ("An index, 2026",))


def blocks(language: str = "en") -> list[Block]:
    entries = entries_of(FREE, {**FREE, "licence.commercial": "forbidden"}, {})
    scores = evaluate(RUBRIC, entries.columns(RUBRIC.assessments))
    return dossier(entries, [0], sift(entries, scores, parse(["commercial"])), BASIS, phrases(language))


def words_of(found: list[Block]) -> str:
    reader = Tags()
    reader.feed(html(found, "x", "en"))
    return reader.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_holds_what_a_tender_file_needs(language: str) -> None:
    said = words_of(blocks(language))
    for needed in ("made/model-0", "made/model-1", "made/model-2", "made-1", RUBRIC.reference, "ab" * 32, "cd" * 32):
        assert needed in said
    assert "An index, 2026" in said
    assert "Nothing here is real." in said


def test_excluded_and_undecided_stand_with_their_reasons() -> None:
    said = words_of(blocks())
    assert "forbids commercial use" in said
    assert "whether commercial use is allowed is not known" in said
    assert "compliant" not in said.casefold()


def test_every_criterion_has_its_row_with_a_level_and_evidence() -> None:
    rows = [row for block in blocks() if isinstance(block, Table) and len(block.header) == 3 for row in block.rows]
    assert len(rows) == len(RUBRIC.criteria)
    assert all(row[0][0].text[0] in "●◐○?–" for row in rows)


def test_without_requirements_nothing_is_called_excluded() -> None:
    entries = entries_of(FREE)
    found = dossier(entries, [0], None, BASIS, phrases())
    assert not any(isinstance(block, Heading) and "Excluded" in block.text for block in found)


HOSTILE: list[Block] = [
    block
    for attack in ATTACKS.values()
    for block in (
        Heading(attack, 2),
        paragraph(attack, Words(attack, attack)),
        table(("a", "b"), [[cell(attack), cell(Words(attack, "javascript:alert(1)"))]], [50, 50]),
    )
]


def test_html_is_words_alone() -> None:
    page = html(HOSTILE, "</title><script>alert(1)</script>", '"><script>')
    reader = Tags()
    reader.feed(page)
    assert {tag.split(" ")[0] for tag in reader.tags} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h2", "p", "table", "colgroup", "col", "thead", "tbody",
        "tr", "th", "td",
    }  # fmt: skip
    assert not re.search(r"(src|href)\s*=\s*[\"']?javascript", page, re.I)


def test_docx_can_be_opened_and_holds_the_words() -> None:
    content = report(blocks(), ReportForm.DOCX, "Dossier", "en", DAY)
    read = docx.Document(io.BytesIO(content))
    said = "\n".join(line.text for line in read.paragraphs)
    assert "made/model-0" in said
    assert len(read.tables) >= 3
    assert read.core_properties.created == datetime(2026, 11, 27, tzinfo=UTC)
    report(HOSTILE, ReportForm.DOCX, "x", "en", DAY)


def test_links_of_a_docx_lead_to_the_web_alone() -> None:
    found: list[Block] = [paragraph(Words("good", "https://hub.example/x"), Words("bad", "javascript:alert(1)"))]
    with zipfile.ZipFile(io.BytesIO(report(found, ReportForm.DOCX, "x", "en", DAY))) as archive:
        targets = re.findall(
            r'Target="([^"]+)" TargetMode="External"', archive.read("word/_rels/document.xml.rels").decode()
        )
    assert targets == ["https://hub.example/x"]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pdf_is_made_without_a_request() -> None:
    content = report([*blocks(), *HOSTILE[:60]], ReportForm.PDF, "Dossier", "en", DAY)
    assert content.startswith(b"%PDF-")
    assert len(content) > 10_000


def test_a_longer_list_of_excluded_is_cut_and_says_so() -> None:
    entries = entries_of(*[{**FREE, "licence.commercial": "forbidden"}] * 405)
    entries = replace(entries, names=[f"n{number}" for number in range(405)])
    scores = evaluate(RUBRIC, entries.columns(RUBRIC.assessments))
    said = words_of(dossier(entries, [0], sift(entries, scores, parse(["commercial"])), BASIS, phrases()))
    assert "And 5 more." in said
