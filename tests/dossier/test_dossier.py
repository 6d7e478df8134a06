"""The dossier in each of its forms: what it holds, and that foreign words stay words."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest

from openness.dossier.blocks import Block, Heading, Table, Words, cell, paragraph, table
from openness.dossier.dossier import Basis, dossier
from openness.dossier.files import ReportForm, report
from openness.dossier.html import html
from openness.phrases import LANGUAGES, phrases
from openness.ranking.order import judged
from openness.requirements import sift
from openness.requirements.short import parse
from openness.rubric import load_rubric
from openness.score.evaluate import evaluate
from openness.signals import SIGNALS
from openness.snapshot.manifest import FileNote, Manifest
from openness.views.explanation import explain_in, to_ask
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_is_said_once_also_where_nothing_is_known(language: str) -> None:
    """Where a rubric names nothing to ask, its own question stands already and what is added asks where to read it."""
    say = phrases(language)
    rows = [
        row for block in blocks(language) if isinstance(block, Table) and len(block.header) == 3 for row in block.rows
    ]
    for criterion, row in zip(RUBRIC.criteria, rows, strict=True):
        shown = "".join(word.text for word in row[1])
        assert shown.count(say.translated(criterion.question)) == 1
        if criterion.ask == "" and row[0][0].text.startswith("?"):
            assert say("dossier.where") in shown


PROCUREMENT = load_rubric("procurement", {signal: item.domain for signal, item in SIGNALS.items()}).rubric


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gate_of_a_rubric_stands_with_what_came_of_it(language: str) -> None:
    say = phrases(language)
    entries = entries_of({**FREE, "licence.commercial": "forbidden"}, {})
    basis = replace(BASIS, rubric=PROCUREMENT)
    for row in (0, 1):
        found = dossier(entries, [row], None, basis, say)
        item = explain_in(judged(entries, PROCUREMENT), row)
        head = next(place for place, block in enumerate(found) if block == Heading(say("model.minimum"), 3))
        shown = found[head + 2]
        assert isinstance(shown, Table)
        assert [line[0][0].text for line in shown.rows] == [say(f"gate.{verdict}") for _, verdict in item.gates]
        assert [line[1][0].text for line in shown.rows] == [say.translated(gate.question) for gate, _ in item.gates]
        passed = sum(verdict == "passed" for _, verdict in item.gates)
        assert say("dossier.gates", passed=passed, total=len(item.gates)) in words_of(found)
    assert passed < len(item.gates)


def test_a_rubric_without_gates_shows_none() -> None:
    assert phrases("en")("model.minimum") not in words_of(blocks())


def test_what_to_ask_is_the_criterion_s_own_question_where_the_rubric_names_none() -> None:
    say = phrases("en")
    criterion = replace(RUBRIC.criteria[0], ask="", question="Is the sea open?")
    assert to_ask(criterion, say) == "Is the sea open? Where can that be read?"
    assert to_ask(replace(criterion, ask="Who knows the sea?"), say) == "Who knows the sea?"


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


def test_every_page_of_a_docx_has_its_number_and_how_many_there_are() -> None:
    read = docx.Document(io.BytesIO(report(blocks(), ReportForm.DOCX, "Dossier", "en", DAY)))
    footer = read.sections[0].footer._element
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    assert [field.get(f"{word}instr") for field in footer.iter(f"{word}fldSimple")] == ["PAGE", "NUMPAGES"]


NAMES = {
    "text": "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    "table": "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}",
    "xlink": "{http://www.w3.org/1999/xlink}",
}


def odt_parts(content: bytes) -> dict[str, ET.Element]:
    """Return the XML files of an ODT, each read by an XML reader."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        assert content[30:38] == b"mimetype"  # where programs look for it
        return {name: ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_odt_holds_the_same_as_the_page(language: str) -> None:
    content = report(blocks(language), ReportForm.ODT, "Dossier", language, DAY)
    parts = odt_parts(content)
    assert set(parts) == {"content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"}
    said = " ".join("".join(parts["content.xml"].itertext()).split())
    reader = Tags()
    reader.feed(html(blocks(language), "x", language).partition("<body>")[2])
    assert sorted(set(re.findall(r"\w+", reader.words)) - set(re.findall(r"\w+", said))) == []
    heads = [item.get(NAMES["text"] + "outline-level") for item in parts["content.xml"].iter(NAMES["text"] + "h")]
    assert heads[0] == "1"
    assert set(heads) <= {"1", "2", "3"}
    assert "2026-11-27" in "".join(parts["meta.xml"].itertext())
    assert content == report(blocks(language), ReportForm.ODT, "Dossier", language, DAY)


def test_every_style_an_odt_uses_is_there_and_every_row_is_whole() -> None:
    parts = odt_parts(report(blocks(), ReportForm.ODT, "Dossier", "en", DAY))
    style = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"
    told = {item.get(style) for part in parts.values() for item in part.iter()}
    body = parts["content.xml"]
    used = {item.get(f"{name}style-name") for item in body.iter() for name in (NAMES["text"], NAMES["table"])} - {None}
    assert used - told == set()
    for item in body.iter(NAMES["table"] + "table"):
        columns = len(item.findall(NAMES["table"] + "table-column"))
        assert all(len(row) == columns for row in item.iter(NAMES["table"] + "table-row"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("form", [ReportForm.ODT, ReportForm.DOCX])
def test_an_office_program_opens_it_and_holds_the_words(form: ReportForm, tmp_path: Path) -> None:
    made = tmp_path / f"made.{form.value}"
    made.write_bytes(report(blocks(), form, "Dossier", "en", DAY))
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    said = (tmp_path / "made.txt").read_text(encoding="utf-8-sig")
    assert "made/model-0" in said
    assert all(item.text in said for item in blocks() if isinstance(item, Heading))


def test_rows_stay_whole_and_heads_are_repeated_in_a_docx() -> None:
    read = docx.Document(io.BytesIO(report(blocks(), ReportForm.DOCX, "Dossier", "en", DAY)))
    tables = [item for item in blocks() if isinstance(item, Table)]
    for made, meant in zip(read.tables, tables, strict=True):
        shares = [column.width / sum(one.width or 0 for one in made.columns) for column in made.columns if column.width]
        assert shares == pytest.approx([share / sum(meant.widths) for share in meant.widths], abs=0.01)
        assert all("w:cantSplit" in row._tr.xml for row in made.rows)
        assert ["w:tblHeader" in row._tr.xml for row in made.rows][:2] == [any(meant.header), False][: len(made.rows)]


def test_foreign_words_stay_words_in_an_odt() -> None:
    body = odt_parts(report(HOSTILE, ReportForm.ODT, "</dc:title><x/>", "en", DAY))["content.xml"]
    targets = [item.get(NAMES["xlink"] + "href") or "" for item in body.iter(NAMES["text"] + "a")]
    assert all(target.startswith(("http://", "https://")) for target in targets)
    assert {item.tag.rpartition("}")[2] for item in body.iter()} <= {
        "document-content", "automatic-styles", "style", "table-column-properties", "table-cell-properties",
            "table-row-properties", "body",
        "text", "h", "p", "a", "table", "table-column", "table-header-rows", "table-row", "table-cell",
    }  # fmt: skip


def test_a_head_of_a_docx_is_no_larger_than_its_column() -> None:
    """Its longest word fits: a letter takes at most three quarters of the size of the type."""
    read = docx.Document(io.BytesIO(report(blocks(), ReportForm.DOCX, "Dossier", "en", DAY)))
    for drawn in read.tables:
        for head in drawn.rows[0].cells:
            runs = [run for run in head.paragraphs[0].runs if run.bold]
            for run in runs:
                assert run.font.size is not None
                longest = max(len(word) for word in run.text.split())
                assert longest * 0.75 * run.font.size < head.width


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
