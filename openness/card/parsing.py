"""From the text of a card to its parts: the head, then the body within bounds."""

from __future__ import annotations

import re

from openness.card.builder import Builder
from openness.card.document import Card
from openness.card.front_matter import MAX_CHARACTERS, read_front_matter

MAX_LINE = 20_000
MAX_LINES = 20_000
MAX_BODY = 1024 * 1024
_CONTROLS = (*map(chr, (*range(9), 11, 12, *range(14, 32), 127)), "\u200b", "\u2060", "\ufeff")
_CONTROL = re.compile(f"[{re.escape(''.join(_CONTROLS))}]")


def parse_card(text: str) -> Card:
    """Parse the text of a card; any text gives a card, in time bounded by its size.

    At most 1 MiB of front matter and 1 MiB (20,000 lines of 20,000 characters) of body are read.
    """
    text = text[: MAX_CHARACTERS + MAX_BODY + 1000].removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = read_front_matter(text)
    body = text[head.body_start :]
    bounded, truncated = _bound(body)
    before = text.count("\n", 0, head.body_start)
    builder = Builder(before)
    builder.read(bounded)
    return Card(
        front_matter=head.data,
        front_matter_problem=head.problem,
        key_lines=head.key_lines,
        sections=builder.sections(before + bounded.count("\n") + 1),
        blocks=tuple(builder.blocks),
        links=tuple(builder.links),
        code=tuple(builder.code),
        truncated=truncated,
        readable=head.readable,
    )


def _bound(body: str) -> tuple[str, bool]:
    """Return the part of the body that is read, with odd characters replaced, and whether it was cut."""
    truncated = len(body) > MAX_BODY
    body = body[:MAX_BODY]
    if any(char in body for char in _CONTROLS):
        body = _CONTROL.sub(" ", body)
    if len(body) < min(MAX_LINE, MAX_LINES):
        return _without_comments(body), truncated
    lines = body.split("\n")
    if len(lines) > MAX_LINES:
        lines, truncated = lines[:MAX_LINES], True
    if max(map(len, lines)) > MAX_LINE:
        lines, truncated = [line[:MAX_LINE] for line in lines], True
    return _without_comments("\n".join(lines)), truncated


def _without_comments(body: str) -> str:
    """Blank out HTML comments outside fenced code, keeping every line in its place."""
    at = body.find("<!--")
    if at < 0:
        return body
    out: list[str] = []
    start = counted = fences = 0
    while at >= 0:
        fences += body.count("\n```", counted, at)
        counted = at
        if fences % 2 == 1:
            out.append(body[start : at + 4])
            start = at + 4
        else:
            end = body.find("-->", at + 4)
            stop = len(body) if end < 0 else end + 3
            out.append(body[start:at])
            out.append("\n" * body.count("\n", at, stop))
            start = stop
        at = body.find("<!--", start)
    out.append(body[start:])
    return "".join(out)
