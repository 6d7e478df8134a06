"""Limits of a text told: the line of each, what follows for its clause, and that the rest is not known."""

from __future__ import annotations

from openness.licences.as_read import limits_as_read
from openness.licences.recognition import Recognition, Verdict
from openness.licences.wording import answer_words, question_words

_REST_UNKNOWN = frozenset({Verdict.UNRECOGNISED, Verdict.POLICY})


def limit_lines(found: Recognition, name: str) -> list[str]:
    """Return what a text's own words take away, a line each, and what follows; empty where nothing was read."""
    lines = []
    if found.limits:
        lines += ["", "Limits read from its own words:"]
        lines.extend(f"  line {limit.line}: {limit.clause.value} = {limit.value}" for limit in found.limits)
        lines += ["", "What follows:"]
        lines.extend(f"  {question_words(fact.clause)} {answer_words(fact)}" for fact in limits_as_read(found, name))
    if found.verdict in _REST_UNKNOWN:
        what = "What else it allows or forbids" if found.limits else "What it allows or forbids"
        lines += [] if found.limits else [""]
        lines.append(f"  {what} is unknown.")
    return lines
