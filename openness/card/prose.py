"""A rule for markdown-it that takes plain paragraphs at once, before ten rules for other blocks look at each line."""

from __future__ import annotations

import re

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock

_PLAIN = re.compile(r"(?:[^\s#>`~<*\-+_=:|0-9]|\*{1,2}[^\s*|]|_{1,2}[^\s_|]|`[^`|]|[0-9]+[^0-9.)|])[^|]*")
"""A line that begins no other block (but a link's definition), underlines no heading and is no row of a table."""


def prose(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    """Take a paragraph whose lines can be nothing else; any other is left to the rules that follow.

    Gives the tokens of markdown-it's own rules but for the paragraph's opening and closing, which nothing reads.
    """
    if state.is_code_block(start):
        return False
    source, line = state.src, start
    link = source.startswith("[", state.bMarks[start] + state.tShift[start])
    while line < state.lineMax:
        begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if begin >= end:
            break
        if _PLAIN.fullmatch(source, begin, end) is None:
            return False
        if link and (line > start or source.find("]:", begin, end) >= 0):
            return False  # may define links, one after the other: not to be looked through for each
        line += 1
    token = state.push("inline", "", 0)
    token.content = mdTrim(state.getLines(start, line, state.blkIndent, False))
    token.map = [start, line]
    state.line = line
    return True
