"""A pipe-table rule for markdown-it that makes one token a row instead of four a cell."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

ROW = "pipe_row"
_DELIMITER = re.compile(r"\|?\s{0,50}:?-+:?\s{0,50}(?:\|\s{0,50}:?-+:?\s{0,50}){0,200}\|?\s{0,50}\Z")
_OTHER_BLOCK = ("#", ">", "```", "~~~", "<")


def pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Recognise a table as GitHub does: a row with a pipe, then a line of dashes; push a token per row."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent or state.is_code_block(start + 1):
        return False
    first = state.bMarks[start + 1] + state.tShift[start + 1]
    if first >= state.eMarks[start + 1] or state.src[first] not in "|-:":
        return False
    if _line(state, start).find("|") < 0 or _DELIMITER.match(_line(state, start + 1)[:5_000]) is None:
        return False
    if silent:
        return True
    at = start
    while at < end:
        row = _line(state, at)
        if at > start + 1 and (
            state.sCount[at] < state.blkIndent
            or state.is_code_block(at)
            or "|" not in row
            or row.startswith(_OTHER_BLOCK)
        ):
            break
        if at != start + 1:
            token = state.push(ROW, "tr", 0)
            token.content = row
            token.map = [at, at + 1]
        at += 1
    state.line = at
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def cells(row: str) -> tuple[str, ...]:
    """Return the cells of one row of plain text, its outer pipes dropped."""
    row = row.strip().removeprefix("|")
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    if "\\|" in row:
        row = row.replace("\\|", "\x00")
        return tuple(" ".join(cell.split()).replace("\x00", "|") for cell in row.split("|"))
    return tuple([" ".join(cell.split()) for cell in row.split("|")])
