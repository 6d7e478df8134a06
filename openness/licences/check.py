"""Check of a licence text that somebody has: what it is, what it is near to, what differs, and what to do next."""

from __future__ import annotations

from openness.licences.clause import Clause
from openness.licences.fingerprint import nearest
from openness.licences.limit_lines import limit_lines
from openness.licences.passages import Passage
from openness.licences.recognition import WORTH_NAMING, Recognition, Verdict, recognise
from openness.licences.text_words import read_words, shingle_hashes
from openness.licences.topics import ALL

_NEAR = 3
_MOST_PASSAGES = 20


def check_report(text: str, name: str) -> str:
    """Return what a text was recognised as, the nearest known texts, each passage that differs, and what to do."""
    found = recognise(text)
    lines = [f"{name}: {found}", f"Understood whole: {'yes' if found.understood else 'no'}"]
    if found.truncated:
        lines.append("Only the first 512 Ki characters were read.")
    lines.extend(_near(text))
    lines.extend(_differing(found))
    lines.extend(limit_lines(found, name))
    lines += ["", *_next(found)]
    return "\n".join(lines) + "\n"


def _near(text: str) -> list[str]:
    ranking = [
        like for like in nearest(frozenset(shingle_hashes(read_words(text).words))) if like.similarity >= WORTH_NAMING
    ]
    if not ranking:
        return ["", "No known text is like it."]
    lines = ["", "Nearest known texts (likeness; share of the known text that stands in this one):"]
    for like in ranking[:_NEAR]:
        known = like.fingerprint
        shares = f"{100 * like.similarity:.0f} %; {100 * like.present:.0f} %"
        lines.append(f"  {known.licence}, {known.what}: {shares} ({known.source})")
    return lines


def _differing(found: Recognition) -> list[str]:
    if not found.passages:
        return []
    lines = ["", "Passages that differ, and the clauses they touch:"]
    lines.extend(
        f"  {_where(passage)}: {_touched(passage)}: {passage.quote}" for passage in found.passages[:_MOST_PASSAGES]
    )
    if len(found.passages) > _MOST_PASSAGES:
        lines.append(f"  … and {len(found.passages) - _MOST_PASSAGES} more.")
    if found.missing:
        lines.append(f"  {100 * found.missing:.1f} % of the known text is not there.")
    return lines


def _where(passage: Passage) -> str:
    if passage.first_line == passage.last_line:
        return f"line {passage.first_line}"
    return f"lines {passage.first_line}–{passage.last_line}"


def _touched(passage: Passage) -> str:
    if passage.touches == ALL:
        return "all clauses (which, cannot be told)"
    return ", ".join(clause.value for clause in Clause if clause in passage.touches)


def _next(found: Recognition) -> list[str]:
    if found.verdict is Verdict.VERBATIM:
        return [f"Its clauses: `openness licence {found.licences[0]}`."]
    if found.verdict in (Verdict.EMPTY, Verdict.POINTER):
        return ["It holds no terms of its own; check the text it points to."]
    return [
        "If it is a licence of its own: describe it in openness/licences/facts/, then add its hashes with",
        "`python tools/licence_fingerprints.py --add ID FILE`; CONTRIBUTING.md shows how.",
    ]
