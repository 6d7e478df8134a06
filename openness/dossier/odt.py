"""Blocks as an OpenDocument text (ODF 1.3): a zip of XML that office programs open; the same blocks, the same bytes.

Written by us: it is one more markup of the same blocks, and no library for it is both kept and free of the clock.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from html import escape

from openness.dossier.blocks import Block, Bullets, Heading, Paragraph, Table, Words
from openness.safe.address import safe_address
from openness.safe.markup import text

MIMETYPE = "application/vnd.oasis.opendocument.text"
_LIMIT = 4_000
_WIDTH = 174
"""Millimetres between the margins of A4."""
_NAMES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        **{
            name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for name in ("office", "text", "table", "style", "meta", "manifest")
        },
        "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SIZES = ((1, 19), (2, 14), (3, 11))
_CELL = 'fo:border="0.5pt solid #c5ccd4" fo:padding="1mm"'


def odt(blocks: Sequence[Block], title: str, language: str, made: date) -> bytes:
    """Return a whole document, dated `made`."""
    parts = {
        "mimetype": MIMETYPE,
        "content.xml": _content(blocks),
        "styles.xml": _styles(language),
        "meta.xml": _meta(title, language, made),
        "META-INF/manifest.xml": _manifest(),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():  # the kind of the file stands first and unpacked, so the format asks
            note = zipfile.ZipInfo(name, (made.year, made.month, made.day, 0, 0, 0))
            note.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(note, content)
    return stream.getvalue()


_ROW = '<table:table-row table:style-name="row">'
"""A row stays on one page."""


def _content(blocks: Sequence[Block]) -> str:
    shares = sorted({share for block in blocks if isinstance(block, Table) for share in block.widths})
    columns = "".join(
        f'<style:style style:name="col{share}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{_WIDTH * share / 100:.1f}mm"/></style:style>'
        for share in shares
    )
    body = "\n".join(_block(block) for block in blocks)
    return (
        f'{_HEAD}<office:document-content {_NAMES} office:version="1.3"><office:automatic-styles>{columns}'
        '<style:style style:name="cell" style:family="table-cell">'
        f"<style:table-cell-properties {_CELL}/></style:style>"
        '<style:style style:name="row" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style></office:automatic-styles>'
        f"<office:body><office:text>\n{body}\n</office:text></office:body></office:document-content>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text=words, level=level):
            return (
                f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{text(words, 300)}</text:h>'
            )
        case Paragraph(words=words, small=small):
            return _paragraph(words, "Small" if small else "Standard")
        case Bullets(items=items):
            listed = "".join(f"<text:list-item>{_paragraph(item, 'Standard')}</text:list-item>" for item in items)
            return f'<text:list text:style-name="Bullets">{listed}</text:list>'
        case Table():
            return _table(block)


def _paragraph(words: Sequence[Words], style: str) -> str:
    return f'<text:p text:style-name="{style}">{"".join(_piece(part) for part in words)}</text:p>'


def _piece(part: Words) -> str:
    """Return a piece with the spaces at its ends, which one line of safe text drops."""
    before = " " if part.text[:1].isspace() else ""
    after = " " if part.text[-1:].isspace() and part.text.strip() else ""
    shown, address = text(part.text, _LIMIT), None if part.address is None else safe_address(part.address)
    if address is not None:
        shown = f'<text:a xlink:type="simple" xlink:href="{escape(address, quote=True)}">{shown}</text:a>'
    return f"{before}{shown}{after}"


def _table(block: Table) -> str:
    columns = "".join(f'<table:table-column table:style-name="col{share}"/>' for share in block.widths)
    header = ""
    if any(block.header):
        cells = "".join(_cell([Words(name)], "Head") for name in block.header)
        header = f"<table:table-header-rows>{_ROW}{cells}</table:table-row></table:table-header-rows>"
    rows = "".join(f"{_ROW}{''.join(_cell(words, 'Small') for words in row)}</table:table-row>" for row in block.rows)
    return f'<table:table>{columns}{header}{rows}</table:table><text:p text:style-name="Standard"/>'


def _cell(words: Sequence[Words], style: str) -> str:
    return (
        f'<table:table-cell table:style-name="cell" office:value-type="string">{_paragraph(words, style)}'
        "</table:table-cell>"
    )


def _styles(language: str) -> str:
    headings = "".join(
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" style:family="paragraph" '
        f'style:parent-style-name="Standard" style:default-outline-level="{level}">'
        '<style:paragraph-properties fo:margin-top="4mm" fo:margin-bottom="2mm" fo:keep-with-next="always"/>'
        f'<style:text-properties fo:font-size="{size}pt" fo:font-weight="bold"/></style:style>'
        for level, size in _SIZES
    )
    return (
        f'{_HEAD}<office:document-styles {_NAMES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="10pt" '
        f'fo:font-family="sans-serif" fo:language="{text(language)}"/></style:default-style>'
        '<style:style style:name="Standard" style:family="paragraph">'
        '<style:paragraph-properties fo:margin-bottom="1.5mm"/></style:style>'
        '<style:style style:name="Small" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:text-properties fo:font-size="8.5pt"/></style:style>'
        '<style:style style:name="Head" style:family="paragraph" style:parent-style-name="Small">'
        f'<style:text-properties fo:font-weight="bold"/></style:style>{headings}'
        '<text:list-style style:name="Bullets"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:space-before="3mm" text:min-label-width="4mm"/>'
        "</text:list-level-style-bullet></text:list-style></office:styles><office:automatic-styles>"
        '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" '
        'fo:page-height="297mm" fo:margin="18mm"/><style:footer-style>'
        '<style:header-footer-properties fo:min-height="8mm" '
        'fo:margin-top="3mm"/></style:footer-style></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"><style:footer>'
        '<text:p text:style-name="Small"><text:page-number text:select-page="current"/> / <text:page-count/></text:p>'
        "</style:footer></style:master-page>"
        "</office:master-styles></office:document-styles>\n"
    )


def _meta(title: str, language: str, made: date) -> str:
    return (
        f'{_HEAD}<office:document-meta {_NAMES} office:version="1.3"><office:meta>'
        f"<meta:generator>openness</meta:generator><dc:title>{text(title, 200)}</dc:title>"
        f"<dc:language>{text(language)}</dc:language><dc:date>{made:%Y-%m-%d}T00:00:00</dc:date>"
        "</office:meta></office:document-meta>\n"
    )


def _manifest() -> str:
    files = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml")
    )
    return (
        f'{_HEAD}<manifest:manifest {_NAMES} manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
        f"{files}</manifest:manifest>\n"
    )
