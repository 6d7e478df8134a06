"""One piece of evidence as lines of a page: what, how, when, and where it was read, with links to file and line."""

from __future__ import annotations

from openness.record.evidence import Evidence, Outcome, Source
from openness.safe.markdown import link, literal, plain, prose, strong
from openness.snapshot.tables import value_text
from openness.ui.board import Board
from openness.ui.frame import say
from openness.views import explanation as explanations
from openness.views.explanation import Explanation

_SOURCES_SHOWN = 4


def hub_address(board: Board) -> str:
    """Return the Hub the snapshot was read from, for links."""
    return (board.manifest.endpoint or explanations.HUB).rstrip("/")


def repository_of(found: Explanation) -> str | None:
    """Return the Hub id that file names refer to: the model itself, or a system's end model."""
    model = found.details.get("model") if found.details.get("kind") == "systems" else found.entry
    return None if model is None else str(model)


def evidence_lines(item: Evidence, found: Explanation, board: Board) -> list[str]:
    """Return one piece of evidence as lines of a Markdown list."""
    words = say()
    note = f" {prose(item.note)}" if item.note else ""
    if item.outcome is not Outcome.ANSWERED or item.value is None:
        return [f"- `{item.signal}` {words(f'outcome.{item.outcome.value}')}.{note}"]
    how = [str(item.by) if item.by else words(f"method.{item.method.name.casefold()}") if item.method else ""]
    if item.confidence is not None and not item.by:
        how.append(words(f"confidence.{item.confidence.value}"))
    how.append(item.date or "")
    said = strong(value_text(item.value), 300, empty=words("compare.none"))
    line = f"- `{item.signal}` {said} ({plain(', '.join(part for part in how if part))})"
    if len(item.sources) == 1:
        return [f"{line}, {words('evidence.read_in')} {_source(item.sources[0], item, found, board)}.{note}"]
    lines = [f"{line}.{note}"]
    lines += [f"    - {_source(source, item, found, board)}" for source in item.sources[:_SOURCES_SHOWN]]
    if (more := len(item.sources) - _SOURCES_SHOWN) > 0:
        lines.append(f"    - {words('evidence.more', count=more)}")
    return lines


def _source(source: Source, item: Evidence, found: Explanation, board: Board) -> str:
    address = explanations.link(source, repository_of(found), item.revision, hub_address(board))
    label = str(source) or say()("dossier.source")
    quote = f": {literal(source.quote, 200)}" if source.quote else ""
    return f"{link(label, address)}{quote}"
