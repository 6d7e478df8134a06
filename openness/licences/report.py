"""Reports: a licence told clause by clause, a text recognised, a model's licence with conflicts first.

Pure functions that return text or rows; whoever prints, prints them. Wording is a reading with its
sources, never legal advice.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openness.errors import UsageError
from openness.files.yamldoc import did_you_mean
from openness.licences.as_read import licences_as_read
from openness.licences.claims import claims_of
from openness.licences.clause import Clause, Clauses, Origin
from openness.licences.knowledge import Licence, knowledge
from openness.licences.limit_lines import limit_lines
from openness.licences.outcome import BASES, Resolution
from openness.licences.parts import Part, code_licence, data_licence, documentation_licence
from openness.licences.recognition import Recognition, Verdict, recognise
from openness.licences.resolution import resolve
from openness.licences.saying import Claims
from openness.licences.spelling import meaning_of
from openness.licences.wording import (
    HOW_WORDS,
    KIND_WORDS,
    Translate,
    answer_words,
    flag_words,
    question_words,
)
from openness.record.record import Record

_WIDTH = 100
_REASONS = 3
ADVICE = "A reading of the terms with its sources; not legal advice."


@dataclass(frozen=True)
class ClauseRow:
    """One line of a licence card; `answer` is `unknown` where our facts do not tell."""

    clause: Clause
    question: str
    answer: str
    section: str | None
    note: str | None
    origin: Origin | None


def find_licence(spelling: str) -> Licence:
    """Return the licence a person names; raise UsageError with a suggestion if there is none."""
    meaning = meaning_of(spelling)
    if len(meaning.licences) == 1 and not meaning.unknown:
        return meaning.licences[0]
    if meaning.licences:
        names = ", ".join(licence.id for licence in meaning.licences)
        raise UsageError(f"'{spelling}' names several licences ({names}); ask for one of them")
    hint = did_you_mean(spelling.casefold(), knowledge().by_id)
    raise UsageError(f"no licence is known as '{spelling}'{hint}; `openness licences` lists all")


def clause_rows(clauses: Clauses, said: Translate = str) -> list[ClauseRow]:
    """Return every clause in a fixed order, unknown ones included; `said` gives our words in another language."""
    rows = []
    for clause in Clause:
        fact = clauses.get(clause)
        rows.append(
            ClauseRow(
                clause,
                said(question_words(clause)),
                said("unknown") if fact is None else answer_words(fact, said),
                None if fact is None else fact.at,
                None if fact is None else fact.note,
                None if fact is None else fact.origin,
            )
        )
    return rows


def licence_card(spelling: str) -> str:
    """Return the plain-language card of one licence, by clause, with numbered sources.

    Raises UsageError if no single licence is known by that id or spelling.
    """
    return _card(find_licence(spelling))


def _card(licence: Licence) -> str:
    lines = [licence.name, "=" * min(len(licence.name), _WIDTH), f"Id: {licence.id}" + _spdx_words(licence)]
    lines.append(f"Kind: {licence.kind} ({KIND_WORDS[licence.kind]})")
    lines.append(f"Made for: {', '.join(licence.covers)}")
    lines.append(
        f"Counts as open: {flag_words(licence.open)} · OSI approved: {flag_words(licence.osi)} · "
        f"open under MOF: {flag_words(licence.mof_open)}"
    )
    if licence.note:
        lines.extend(_wrapped(f"Note: {licence.note}", ""))
    lines.append("")
    lines.extend(_clause_lines(licence.clauses))
    lines.extend(["", ADVICE])
    return "\n".join(lines) + "\n"


def _spdx_words(licence: Licence) -> str:
    if licence.spdx is None:
        return " (no SPDX id)"
    old = ", deprecated" if licence.spdx.deprecated else ""
    return f" (SPDX {licence.spdx.id}{old})"


def _clause_lines(clauses: Clauses, why: str = "") -> list[str]:
    lines: list[str] = []
    origins: dict[Origin, int] = {}
    unknown = []
    for row in clause_rows(clauses):
        if row.origin is None:
            unknown.append(f"{row.question} unknown: {why}" if why else row.question)
            continue
        number = origins.setdefault(row.origin, len(origins) + 1)
        section = f" § {row.section}" if row.section else ""
        lines.extend(_wrapped(f"{row.question} {row.answer} [{number}{section}]", "  "))
        if row.note:
            lines.extend(_wrapped(row.note, "    "))
    if unknown:
        lines.append("")
        lines.append("Not known to us:")
        for told in unknown if why else [" ".join(unknown)]:
            lines.extend(_wrapped(told, "  "))
    if origins:
        lines.append("")
        lines.append("Sources:")
        for origin, number in origins.items():
            told = f"; read {origin.date}" if origin.date else ""
            lines.extend(_wrapped(f"[{number}] {origin.what}{told} ({HOW_WORDS.get(origin.how, origin.how)})", "  "))
    return lines


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + "  ") or [indent]


def text_report(text: str, name: str) -> str:
    """Return what a licence text was recognised as, the passages that differ, and the card of that licence."""
    found = recognise(text)
    lines = [f"{name}: {found}"]
    if found.truncated:
        lines.append("  Only the first 512 Ki characters were read.")
    lines.extend(_passage_lines(found))
    if found.missing > 0.02:
        lines.append(f"  {100 * found.missing:.0f} % of the known text is not there.")
    if found.verdict is Verdict.POLICY:
        lines.append("  A use policy is no licence: it grants nothing.")
    lines.extend(limit_lines(found, name))
    for licence in licences_as_read(found, name):
        lines.extend(["", _card(licence).rstrip()])
    return "\n".join(lines) + "\n"


def _passage_lines(found: Recognition) -> list[str]:
    lines = []
    for passage in found.passages[:20]:
        where = (
            f"line {passage.first_line}"
            if passage.first_line == passage.last_line
            else f"lines {passage.first_line}–{passage.last_line}"
        )
        lines.append(f"  {where}: other terms: {passage.quote}")
    if len(found.passages) > 20:
        lines.append(f"  … and {len(found.passages) - 20} more passages.")
    return lines


def model_licence_report(record: Record) -> str:
    """Return the licence of one model in plain language: conflicts first, then the answer, then each clause."""
    claims = claims_of(record)
    resolution = resolve(claims)
    revision = f"@{record.revision}" if record.revision else " (revision not told)"
    title = f"Licence of {record.id}{revision}"
    lines = [title, "=" * min(len(title), _WIDTH), "", *_unread_lines(resolution), *_conflict_lines(resolution), ""]
    lines.extend(_governing_lines(resolution))
    lines.extend(_law_lines(resolution))
    lines.extend(_lineage_lines(resolution))
    lines.extend(_part_lines(claims, resolution))
    lines.extend(["", "What the licences that apply say together:"])
    why = " ".join(item.sentence for item in resolution.unread[:_REASONS])
    lines.extend(_clause_lines(resolution.clauses, why or resolution.note or ""))
    lines.extend(["", ADVICE])
    return "\n".join(lines) + "\n"


def _conflict_lines(resolution: Resolution) -> list[str]:
    if not resolution.conflicts:
        return ["Conflicts: none in what was read."]
    lines = [f"Conflicts: {len(resolution.conflicts)}"]
    for conflict in resolution.conflicts:
        lines.extend(_wrapped(f"! {conflict.sentence}", "  "))
        places = ", ".join(str(source) for source in conflict.sources)
        if places:
            lines.extend(_wrapped(f"See {places}", "    "))
    return lines


def _governing_lines(resolution: Resolution) -> list[str]:
    governing = resolution.governing
    if governing is None:
        return [f"Weights: {resolution.outcome.value}. {resolution.note or ''}".rstrip()]
    places = ", ".join(str(source) for source in governing.sources)
    lines = [f"Weights: {governing.name} ({governing.method.value}, confidence {governing.confidence.value}; {places})"]
    if governing.note:
        lines.extend(_wrapped(governing.note, "  "))
    kind = resolution.kind or "unknown"
    lines.append(f"Kind, all things considered: {kind} ({KIND_WORDS.get(kind, 'not known')})")
    lines.append(
        f"Openly licensed: {flag_words(resolution.open)} · OSI approved: {flag_words(resolution.osi)} · "
        f"open under MOF: {flag_words(resolution.mof_open)}"
    )
    lines.extend(f"File {read.file.path}: {read.recognition}" for read in resolution.texts)
    lines.extend(
        f"File {policy.path}: a use policy" + (f", of {policy.of}" if policy.of else "")
        for policy in resolution.policies
    )
    return lines


def _law_lines(resolution: Resolution) -> list[str]:
    """What the answers rest on, and what binds beside the licence told."""
    lines = [] if resolution.basis is None else [f"Rests on: {BASES[resolution.basis]}"]
    for term in resolution.terms:
        places = ", ".join(str(source) for source in term.sources)
        what = term.name if term.limit is None else term.limit.value.replace("_", " ")
        lines.extend(_wrapped(f"Binds too, by the {term.where}: {what} ({places})", ""))
    return lines


def _unread_lines(resolution: Resolution) -> list[str]:
    if not resolution.unread:
        return []
    lines = ["Not read or not understood, so that no permission is stated:"]
    for item in resolution.unread:
        lines.extend(_wrapped(f"? {item.sentence}", "  "))
    return [*lines, ""]


def _lineage_lines(resolution: Resolution) -> list[str]:
    lines = []
    for item in resolution.inherited:
        told = item.name or f"no licence known ({item.look.value})"
        taken = ", ".join(fact.clause.value.replace("_", " ") for fact in item.taken)
        lines.append(f"Base {item.base}: {told}" + (f"; stricter in {taken}" if taken else ""))
    return lines


def _part_lines(claims: Claims, resolution: Resolution) -> list[str]:
    parts: Sequence[tuple[str, Part]] = (
        ("Code", code_licence(claims, resolution)),
        ("Data", data_licence(claims, resolution)),
        ("Documents", documentation_licence(claims, resolution)),
    )
    return [f"{word}: {part.name or part.outcome.value}. {part.note}" for word, part in parts]


def recognition_table(texts: Iterable[tuple[str, str]]) -> str:
    """Return a Markdown table of what each named text was recognised as: ids and likeness, no text."""
    lines = ["| text | recognised as | likeness | passages that differ |", "|---|---|---|---|"]
    for name, text in texts:
        found = recognise(text)
        what = {
            Verdict.UNRECOGNISED: f"unrecognised, closest {found.closest}" if found.closest else "unrecognised",
            Verdict.POLICY: f"use policy of {found.closest}" if found.closest else "use policy",
            Verdict.EMPTY: "no text",
        }.get(found.verdict, f"{' and '.join(found.licences)}, {found.verdict.value}")
        likeness = f"{100 * found.similarity:.0f} %" if found.similarity else "–"
        lines.append(f"| {name} | {what} | {likeness} | {_places(found)} |")
    return "\n".join(lines) + "\n"


def _places(found: Recognition) -> str:
    told = list(found.passages)
    lines = [
        str(passage.first_line)
        if passage.first_line == passage.last_line
        else f"{passage.first_line}–{passage.last_line}"
        for passage in told[:6]
    ]
    if not lines:
        return "–"
    more = f" and {len(told) - 6} more" if len(told) > 6 else ""
    return f"line(s) {', '.join(lines)}{more}"


def knowledge_summary() -> Mapping[str, int]:
    """Return how many licences are known, by how their facts were read."""
    counts: dict[str, int] = {}
    for licence in knowledge().by_id.values():
        hows = [fact.origin.how for fact in licence.clauses.values()] or ["unread"]
        how = max(dict.fromkeys(hows), key=hows.count)
        counts[how] = counts.get(how, 0) + 1
    return counts
