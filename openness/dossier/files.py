"""A dossier's files: HTML and ODT as they are, PDF and DOCX through libraries of `pip install openness[report]`."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from openness.dossier.blocks import Block, Bullets, Heading, Paragraph, Table, Words
from openness.dossier.html import html
from openness.dossier.odt import MIMETYPE, odt
from openness.errors import OpennessError
from openness.files.extras import missing, need
from openness.safe.address import safe_address
from openness.safe.line import one_line


class ReportForm(StrEnum):
    """The forms a dossier can be written in."""

    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"


MIME = {
    ReportForm.HTML: "text/html",
    ReportForm.PDF: "application/pdf",
    ReportForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportForm.ODT: MIMETYPE,
}


def report(blocks: Sequence[Block], form: ReportForm, title: str, language: str, made: date) -> bytes:
    """Return a dossier's bytes, dated `made`; raises OpennessError where the library of the form is not installed."""
    match form:
        case ReportForm.HTML:
            return html(blocks, title, language).encode()
        case ReportForm.PDF:
            return _pdf(html(blocks, title, language))
        case ReportForm.DOCX:
            return _docx(blocks, title, made)
        case ReportForm.ODT:
            return odt(blocks, title, language, made)


_NEEDED = {ReportForm.PDF: "weasyprint", ReportForm.DOCX: "docx"}


def missing_library(form: ReportForm) -> str | None:
    """Return the name of the library that a form needs and that is not installed, or None."""
    return next(iter(missing(_NEEDED[form])), None) if form in _NEEDED else None


def need_library(form: ReportForm) -> None:
    """Raise OpennessError, saying what to install, where the library of a form is missing."""
    if form in _NEEDED:
        need(f"a dossier as {form.value.upper()}", _NEEDED[form], instead=", or write HTML or ODT")


def _pdf(page: str) -> bytes:
    need_library(ReportForm.PDF)
    try:
        from weasyprint import HTML
    except OSError as failure:  # it draws with libraries of the system
        raise OpennessError(
            f"a dossier as PDF needs the system's library Pango ({one_line(failure, 80)}); "
            "on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0; or write HTML"
        ) from failure

    def refuse(url: str, *_: Any, **__: Any) -> Any:
        raise ValueError(f"a dossier fetches nothing, and not {one_line(url, 80)}")

    return bytes(HTML(string=page, url_fetcher=refuse).write_pdf(pdf_ua=True, custom_metadata=False))


def _docx(blocks: Sequence[Block], title: str, made: date) -> bytes:
    need_library(ReportForm.DOCX)
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10)
    _docx_page_number(section.footer.paragraphs[0])
    core = document.core_properties
    core.title, core.author = one_line(title, 200), "openness"
    core.created = core.modified = datetime(made.year, made.month, made.day)  # noqa: DTZ001 - the format has no zone
    for block in blocks:
        _docx_block(document, block)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_block(document: Any, block: Block) -> None:
    from docx.shared import Pt

    match block:
        case Heading(text=words, level=level):
            document.add_heading(one_line(words, 300), level - 1)
        case Paragraph(words=words, small=small):
            added = document.add_paragraph()
            _docx_words(added, words, Pt(8.5) if small else None)
        case Bullets(items=items):
            for item in items:
                _docx_words(document.add_paragraph(style="List Bullet"), item, None)
        case Table():
            _docx_table(document, block)


def _docx_table(document: Any, block: Table) -> None:
    from docx.shared import Mm, Pt

    headed = any(block.header)
    made = document.add_table(rows=len(block.rows) + headed, cols=len(block.header), style="Table Grid")
    made.autofit = False
    grid = [list(row.cells) for row in made.rows]
    if headed:
        for target, name in zip(grid[0], block.header, strict=True):
            run = target.paragraphs[0].add_run(one_line(name))
            run.bold, run.font.size = True, Pt(8)  # of the body's size: a word must not break in a narrow column
    for cells, row in zip(grid[headed:], block.rows, strict=True):
        for target, words in zip(cells, row, strict=True):
            _docx_words(target.paragraphs[0], words, Pt(8))
    for column, share in zip(made.columns, block.widths, strict=True):
        column.width = Mm(174 * share / 100)  # of the grid too: not every office program reads the cells' own widths
    for cells in grid:
        for target, share in zip(cells, block.widths, strict=True):
            target.width = Mm(174 * share / 100)
    for target in (target.paragraphs[0].paragraph_format for cells in grid for target in cells):
        target.space_before = target.space_after = Pt(2)
    for place, row in enumerate(made.rows):
        _docx_row(row, repeated=headed and place == 0)
    document.add_paragraph()


def _docx_row(row: Any, *, repeated: bool) -> None:
    """Keep a row on one page; a repeated one stands on every page of its table and never last on one."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no call for either
    properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))
        for target in row.cells:
            target.paragraphs[0].paragraph_format.keep_with_next = True


def _docx_page_number(target: Any) -> None:
    """Write "page / pages" as fields, which the office program counts; python-docx has no call for them."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    target.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for between, name in (("", "PAGE"), (" / ", "NUMPAGES")):
        if between:
            target.add_run(between)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        run = target.add_run("1")  # what stands there until it is counted
        run._r.addprevious(field)  # noqa: SLF001
        field.append(run._r)  # noqa: SLF001


def _docx_words(target: Any, words: Sequence[Words], size: Any) -> None:
    for part in words:
        address = None if part.address is None else safe_address(part.address)
        before = " " if part.text[:1].isspace() else ""
        after = " " if part.text[-1:].isspace() and part.text.strip() else ""
        shown = f"{before}{one_line(part.text, 4_000)}{after}"
        run = target.add_run(shown)
        if size is not None:
            run.font.size = size
        if address is not None:
            _docx_link(target, run, address)


def _docx_link(target: Any, run: Any, address: str) -> None:
    """Make a run a link; python-docx reads links and has no call to write them."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    number = target.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    around = OxmlElement("w:hyperlink")
    around.set(qn("r:id"), number)
    run._r.addprevious(around)  # noqa: SLF001
    around.append(run._r)  # noqa: SLF001
    run.font.underline = True
