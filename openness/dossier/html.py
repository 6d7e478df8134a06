"""Blocks as one HTML page that needs nothing else: no script, no font, no picture from elsewhere; prints on A4."""

from __future__ import annotations

from collections.abc import Sequence

from openness.dossier.blocks import Block, Bullets, Heading, Paragraph, Table, Words
from openness.safe.markup import link, text

_STYLE = """
@page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
:root { color-scheme: light; }
body { font: 10pt/1.45 "Source Sans 3", "DejaVu Sans", sans-serif; color: #20262e; background: #fff; max-width: 190mm;
  margin: 0 auto; padding: 1em; }
h1 { font-size: 19pt; margin: 0 0 .4em; } h2 { font-size: 14pt; margin: 1.4em 0 .4em; break-after: avoid; }
h3 { font-size: 11pt; margin: 1.1em 0 .3em; break-after: avoid; }
p, ul { margin: .3em 0; } .small { font-size: 8.5pt; color: #505a65; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 8.5pt; margin: .3em 0; }
th, td { border: 1px solid #c5ccd4; padding: .3em .5em; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
th { background: #f0f3f6; font-size: 7.5pt; padding: .3em .2em; } tr { break-inside: avoid; } a { color: #1f4e79; }
@media (max-width: 640px) { body { padding: .5em; } table { font-size: 8pt; } }
"""
_LIMIT = 4_000


def html(blocks: Sequence[Block], title: str, language: str) -> str:
    """Return a whole HTML document."""
    body = "\n".join(_block(block) for block in blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{text(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading(text=words, level=level):
            return f"<h{level}>{text(words, 300)}</h{level}>"
        case Paragraph(words=words, small=small):
            kind = ' class="small"' if small else ""
            return f"<p{kind}>{_words(words)}</p>"
        case Bullets(items=items):
            return f"<ul>{''.join(f'<li>{_words(item)}</li>' for item in items)}</ul>"
        case Table():
            return _table(block)


def _table(block: Table) -> str:
    columns = "".join(f'<col style="width:{share}%">' for share in block.widths)
    header = ""
    if any(block.header):
        cells = "".join(f'<th scope="col">{text(name)}</th>' for name in block.header)
        header = f"<thead><tr>{cells}</tr></thead>"
    rows = "".join(f"<tr>{''.join(f'<td>{_words(one)}</td>' for one in row)}</tr>" for row in block.rows)
    return f"<table><colgroup>{columns}</colgroup>{header}<tbody>{rows}</tbody></table>"


def _words(words: Sequence[Words]) -> str:
    return "".join(_spaced(part) for part in words)


def _spaced(part: Words) -> str:
    """Return a piece with the spaces at its ends, which one line of safe text drops."""
    before = " " if part.text[:1].isspace() else ""
    after = " " if part.text[-1:].isspace() and part.text.strip() else ""
    shown = link(part.text, part.address) if part.address else text(part.text, _LIMIT)
    return f"{before}{shown}{after}"
