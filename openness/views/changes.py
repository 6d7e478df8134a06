"""What changed between two snapshots that a reader of a ranking would want to know, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from openness.files.frames import pd
from openness.safe.markdown import literal, plain
from openness.safe.markup import text


class What(StrEnum):
    """The kinds of change that are told."""

    GONE = "gone"
    NEW = "new"
    WEIGHTS = "weights"
    GATE = "gate"
    LICENCE = "licence"
    TERMS = "terms"
    CARD = "card"
    RANK = "rank"


@dataclass(frozen=True)
class Change:
    """One change of one model; `worse` says that a user can do less than before."""

    model: str
    what: What
    sentence: str
    worse: bool


_TERMS = {
    "licence.commercial": ("commercial use", ("forbidden", "bounded", "allowed")),
    "licence.redistribution": ("passing it on", ("forbidden", "restricted", "allowed")),
    "licence.modification": ("changing it", ("forbidden", "restricted", "allowed")),
    "licence.eu_usable": ("use from the European Union", ("excluded", "multimodal_excluded", "yes_all")),
    "licence.public_body": ("use by a public authority", ("excluded", "allowed")),
}
_WEIGHTS = ("none", "some", "all")
_REWRITTEN = 0.2
"""A card whose words grew or shrank by this share was rewritten."""


def changes_of(frame: pd.DataFrame) -> list[Change]:
    """Return what a comparison of two snapshots (see `snapshot.compare`) tells a reader, ordered by model."""
    found: list[Change] = []
    for model, what, old, new in frame.itertuples(index=False, name=None):
        found += _changes(
            model, what, *(None if value is None or pd.isna(value) else str(value) for value in (old, new))
        )
    return found


def _changes(model: str, what: str, old: str | None, new: str | None) -> Iterator[Change]:
    match what:
        case "model":
            gone = new == "gone"
            sentence = "is no longer in the snapshot" if gone else "is new"
            yield Change(model, What.GONE if gone else What.NEW, sentence, gone)
        case "weights.available" if new in ("removed", "disabled"):
            yield Change(model, What.GONE, f"the repository is {new}", worse=True)
        case "weights.published" if old is not None and new is not None:
            worse = _WEIGHTS.index(new) < _WEIGHTS.index(old)
            word = "gone" if new == "none" else "published in part" if new == "some" else "published"
            yield Change(model, What.WEIGHTS, f"weights are {word} (were: {old})", worse)
        case "access.gate" if old is not None and new is not None:
            if new == "none":
                yield Change(model, What.GATE, f"the gate is open (was: {old})", worse=False)
            else:
                yield Change(model, What.GATE, f"a gate of kind {new} is closed (was: {old})", worse=old == "none")
        case "licence.weights":
            yield Change(model, What.LICENCE, f"licence {old or 'unknown'} → {new or 'unknown'}", worse=False)
        case "card.words" if old is not None and new is not None:
            before, after = int(float(old)), int(float(new))
            if abs(after - before) > _REWRITTEN * max(before, 1):
                yield Change(model, What.CARD, f"the card was rewritten: {before} → {after} words", worse=False)
        case _ if what in _TERMS and old is not None and new is not None:
            words, order = _TERMS[what]
            yield Change(model, What.TERMS, f"{words}: {old} → {new}", worse=order.index(new) < order.index(old))


def moves(
    old: Mapping[str, tuple[int | None, float]], new: Mapping[str, tuple[int | None, float]], least: int, rubric: str
) -> list[Change]:
    """Return rank moves of at least `least` places, from (rank, proven score) by model; a lower score is worse."""
    found = []
    for model, (rank, score) in new.items():
        was, scored = old.get(model, (None, 0.0))
        if was is None or rank is None or abs(rank - was) < least:
            continue
        sentence = f"rank {was} → {rank} under {rubric}, score {scored:.1f} → {score:.1f}"
        found.append(Change(model, What.RANK, sentence, score < scored))
    return found


def ordered(changes: Sequence[Change]) -> list[Change]:
    """Return changes by model, then in the order of their kinds."""
    kinds = list(What)
    return sorted(changes, key=lambda item: (item.model.casefold(), kinds.index(item.what), item.sentence))


def as_text(changes: Sequence[Change]) -> str:
    """Return changes as lines; what got worse is marked."""
    return "".join(f"{'worse  ' if item.worse else '       '}{item.model}: {item.sentence}\n" for item in changes)


def as_json(changes: Sequence[Change], old: str, new: str) -> str:
    """Return changes as JSON."""
    data: dict[str, Any] = {"from": old, "to": new, "changes": [asdict(item) for item in changes]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_markdown(changes: Sequence[Change], old: str, new: str) -> str:
    """Return changes as a Markdown page, one section a model."""
    lines = [f"# Changes from {plain(old)} to {plain(new)}", ""]
    for model in dict.fromkeys(item.model for item in changes):
        lines += [f"## {plain(model)}", ""]
        lines += [
            f"- {'**worse:** ' if item.worse else ''}{literal(item.sentence)}"
            for item in changes
            if item.model == model
        ]
        lines.append("")
    return "\n".join(lines) + ("" if changes else "Nothing that a reader would notice.\n")


def as_atom(changes: Sequence[Change], old: str, new: str, updated: datetime) -> str:
    """Return changes as an Atom feed, one entry a model; ids hold for the same two snapshots."""
    stamp = updated.strftime("%Y-%m-%dT%H:%M:%SZ")
    feed = f"urn:openness:changes:{new}"
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n',
        f"<title>openness: changes from {text(old)} to {text(new)}</title>\n",
        f"<id>{text(feed)}</id>\n<updated>{stamp}</updated>\n<author><name>openness</name></author>\n",
    ]
    for model in dict.fromkeys(item.model for item in changes):
        own = [item for item in changes if item.model == model]
        words = "; ".join(("worse: " if item.worse else "") + item.sentence for item in own)
        parts.append(
            f"<entry>\n<title>{text(model)}: {', '.join(dict.fromkeys(item.what for item in own))}</title>\n"
            f"<id>{text(f'{feed}:{model}')}</id>\n<updated>{stamp}</updated>\n"
            f'<link href="{text("https://huggingface.co/" + model)}"/>\n'
            f'<content type="text">{text(words, 4000)}</content>\n</entry>\n'
        )
    return "".join([*parts, "</feed>\n"])
