"""What entries answer to each requirement, in three values, with the reason as a phrase. Pure and vectorised.

A requirement reads signals through columns: the test is made once per distinct answer, whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openness.licences.outcome import UNREAD
from openness.phrases import Phrase
from openness.ranking.entries import Entries
from openness.record.columns import UNKNOWN as NO_ANSWER
from openness.record.columns import Column, unknown
from openness.record.evidence import Evidence, Value
from openness.record.language_code import language_code
from openness.requirements.asked import AllOf, AnyOf, AnyPurpose, Asked, AtMost, Basis, Known, Minimum
from openness.requirements.beside import is_said_beside
from openness.score.evaluate import Scores
from openness.score.points import Range

States = npt.NDArray[np.int8]
OUT, UNKNOWN, MET = (np.int8(number) for number in range(3))
"""The states in order of merit: of several tests the least counts."""

BASES: tuple[Basis, ...] = ("tag", "catalogue", "named", "text")


@dataclass(frozen=True)
class Answers:
    """One requirement over all rows: `states` (one a row), and why a row is not shown to meet it."""

    name: str
    asked: Asked
    states: States
    why: Callable[[int], Phrase]


@dataclass(frozen=True)
class Ground:
    """What requirements may look at: the entries, their scores under the rubric, and the columns judged."""

    entries: Entries
    scores: Scores
    asked: Collection[str] = ()
    """The names of all requirements asked together."""

    def column(self, signal: str) -> Column:
        return self.entries.columns(self.scores.rubric.assessments).column(signal)

    def detail(self, name: str, row: int) -> str:
        """Return what stands beside the score in a row, or an empty string."""
        values = self.entries.details.get(name)
        return "" if values is None or values[row] is None else str(values[row])


Test = Callable[[Value], np.int8]


def _states(column: Column, test: Test) -> States:
    table = np.array([*(test(value) for value in column.values), UNKNOWN, UNKNOWN], dtype=np.int8)
    return table[column.codes]


def _is(*good: Value) -> Test:
    return lambda value: MET if value in good and not (isinstance(value, bool) ^ isinstance(good[0], bool)) else OUT


_LICENCE: dict[str, tuple[tuple[str, Test], ...]] = {
    "commercial": (("licence.commercial", _is("allowed", "bounded")),),
    "public_body": (("licence.public_body", _is("allowed")),),
    "modification": (("licence.modification", _is("allowed")),),
    "redistribution": (("licence.redistribution", _is("allowed")),),
    "no_thresholds": (("licence.user_threshold", _is(False)), ("licence.revenue_threshold", _is(False))),
    "no_registration": (("licence.registration", _is(False)), ("access.gate", _is("none"))),
    "no_forbidden_purposes": (("licence.use_restrictions", _is(False)),),
}
"""Requirements that are met when every signal of theirs answers so."""
_CLAUSES: dict[str, tuple[str, ...]] = {
    **{name: tuple(signal for signal, _ in tests if signal.startswith("licence.")) for name, tests in _LICENCE.items()},
    "eu": ("licence.eu_usable",),
}
"""The clauses of a licence that a requirement reads."""


def answers_to(name: str, asked: Asked, ground: Ground) -> Answers:
    """Return what the entries answer to one requirement."""
    match asked:
        case _ if name in _LICENCE:
            return _by_signals(name, asked, ground)
        case _ if name == "eu":
            return _in_the_eu(asked, ground)
        case AnyPurpose(any_of=wanted):
            return _purpose(asked, wanted, ground)
        case AllOf(all_of=wanted):
            return _languages(asked, wanted, ground)
        case AtMost(at_most=billions):
            return _size(asked, billions, ground)
        case Minimum(at_least=points):
            return _minimum(asked, points, ground)
        case Known(at_least=basis):
            return _basis(asked, basis, ground)
        case AnyOf(any_of=wanted):
            return _place(name, asked, wanted, ground)
    raise AssertionError(name)  # every requirement has its case; mypy cannot see it through the names


def _by_signals(name: str, asked: Asked, ground: Ground) -> Answers:
    tests = [(signal, _states(ground.column(signal), test)) for signal, test in _LICENCE[name]]
    states = np.minimum.reduce([found for _, found in tests])

    def why(row: int) -> Phrase:
        signal = next(signal for signal, found in tests if found[row] == states[row])
        return _licence_words(signal, states[row], ground, row)

    return Answers(name, asked, states, why)


def _licence_words(signal: str, state: np.int8, ground: Ground, row: int) -> Phrase:
    licence = ground.detail("licence", row)
    named = Phrase("licence_named", {"licence": licence}) if licence else Phrase("licence_unnamed")
    if state == UNKNOWN:
        reason = Phrase(f"undecided.{signal}", {"licence": named})
        unread = _value(ground.column("licence.unread"), row)
        if signal == "access.gate" or not isinstance(unread, tuple) or not unread:
            return reason
        kinds = tuple(Phrase(f"unread.{kind}") for kind in unread if kind in UNREAD)
        return Phrase("undecided.with_unread", {"reason": reason, "unread": kinds}) if kinds else reason
    value = _value(ground.column(signal), row)
    if signal == "access.gate":
        return Phrase("out.access.gate")
    if licence and is_said_beside(licence, signal, value):
        named = Phrase("licence_beside", {"licence": licence})
    kind = value if isinstance(value, str) else "true"
    return Phrase(f"out.{signal}.{kind}", {"licence": named})


def _value(column: Column, row: int) -> Value | None:
    code = int(column.codes[row])
    return column.values[code] if code >= 0 else None


def _in_the_eu(asked: Asked, ground: Ground) -> Answers:
    """The permission may leave out multimodal models alone: then it hangs on what the model is made for."""
    rule = {"yes_all": MET, "excluded": OUT}
    column = ground.column("licence.eu_usable")
    states = _states(column, lambda value: rule.get(str(value), UNKNOWN))
    for row in np.flatnonzero(_states(column, _is("multimodal_excluded")) == MET):
        kinds = _parts(ground.detail("modality", int(row)))
        if kinds:
            states[row] = MET if kinds <= {"text", "code"} else OUT

    def why(row: int) -> Phrase:
        return _licence_words("licence.eu_usable", states[row], ground, row)

    return Answers("eu", asked, states, why)


def _beside(name: str, ground: Ground) -> Column:
    """Return what stands beside the scores under a name, as codes into the distinct cells."""
    return ground.entries.coded(name) if name in ground.entries.details else unknown(len(ground.entries.ids))


def _kinds(told: Column, code: int) -> set[str]:
    return _parts(str(told.values[code])) if code >= 0 else set()


def _parts(text: str) -> set[str]:
    return {part.strip() for part in text.split(",") if part.strip()}


def _purpose(asked: Asked, wanted: Sequence[str], ground: Ground) -> Answers:
    """A model that takes images or sound beside text may only caption or transcribe: undecided for text.

    What a catalogue says a system gives and what its model's task says it takes are both counted.
    """
    told, column = _beside("modality", ground), ground.column("model.modality")

    def kinds_of(told_code: int, own_code: int) -> set[str]:
        own = column.values[own_code] if own_code >= 0 else ()
        return _kinds(told, told_code) | (set(own) if isinstance(own, tuple) else set())

    both = (told.codes.astype(np.int64) + 2 << 32) + column.codes + 2
    distinct, which = np.unique(both, return_inverse=True)
    kinds = [kinds_of((code >> 32) - 2, (code & 0xFFFFFFFF) - 2) for code in distinct.tolist()]
    served = np.array([max(_serves(purpose, has) for purpose in wanted) for has in kinds], dtype=np.int8)
    states = served[which]

    def why(row: int) -> Phrase:
        has, bound = (tuple(Phrase(f"purpose.{one}") for one in part) for part in (sorted(kinds[which[row]]), wanted))
        if states[row] == OUT:
            return Phrase("out.purpose", {"has": has, "wanted": bound})
        return Phrase("undecided.purpose_mixed" if has else "undecided.purpose", {"has": has, "wanted": bound})

    return Answers("purpose", asked, states, why)


def _serves(purpose: str, kinds: set[str]) -> np.int8:
    if not kinds:
        return UNKNOWN
    if purpose not in kinds:
        return OUT
    return UNKNOWN if purpose == "text" and kinds - {"text", "code"} else MET


def _languages(asked: Asked, wanted: Sequence[str], ground: Ground) -> Answers:
    column = ground.column("languages.declared")
    needed = {_language(word) for word in wanted}

    def has_all(value: Value) -> np.int8:
        declared = _declared(value)
        if needed <= declared:
            return MET
        return UNKNOWN if not declared or declared & {"multilingual", "mul"} else OUT

    states = _states(column, has_all)

    def why(row: int) -> Phrase:
        declared = _declared(_value(column, row))
        if states[row] == OUT:
            missing = ", ".join(word for word in wanted if _language(word) not in declared)
            number = "" if len(declared) > 1 else "_one"
            return Phrase(f"out.languages{number}", {"missing": missing, "count": len(declared)})
        uncoded = "_uncoded" if declared else ""
        return Phrase(f"undecided.languages{uncoded}", {"wanted": ", ".join(wanted)})

    return Answers("languages", asked, states, why)


def _declared(value: Value | None) -> set[str]:
    return {_language(word) for word in value} if isinstance(value, tuple) else set()


def _language(word: str) -> str:
    return language_code(word) or word.casefold()


def _size(asked: Asked, billions: float, ground: Ground) -> Answers:
    column = ground.column("model.parameters")

    def small(value: Value) -> np.int8:
        number = value if isinstance(value, (int, float)) else 0
        return UNKNOWN if number <= 0 else MET if number <= billions * 1e9 else OUT

    states = _states(column, small)

    def why(row: int) -> Phrase:
        value = _value(column, row)
        if states[row] == OUT and isinstance(value, (int, float)):
            return Phrase("out.size", {"has": f"{value / 1e9:.3g}", "bound": f"{billions:g}"})
        return Phrase("undecided.size", {"bound": f"{billions:g}"})

    return Answers("size", asked, states, why)


def _minimum(asked: Asked, points: dict[str, float], ground: Ground) -> Answers:
    parts: list[tuple[str, float, States, Range | None]] = []
    for name, bound in points.items():
        found = ground.scores.total if name == "score" else ground.scores.dimensions.get(name)
        if found is None:
            parts.append((name, bound, np.full(ground.scores.size, UNKNOWN, dtype=np.int8), None))
            continue
        low, high = np.nan_to_num(found.low, nan=-1.0), np.nan_to_num(found.high, nan=-1.0)
        states = np.where(low >= bound, MET, np.where(high < bound, OUT, UNKNOWN)).astype(np.int8)
        parts.append((name, bound, states, found))
    least: States = np.minimum.reduce([found for _, _, found, _ in parts])

    def why(row: int) -> Phrase:
        name, bound, _, found = next(part for part in parts if part[2][row] == least[row])
        if found is None:
            return Phrase("undecided.no_dimension", {"dimension": name})
        values = {
            "dimension": name,
            "bound": f"{bound:g}",
            "low": f"{found.low[row]:.1f}",
            "high": f"{found.high[row]:.1f}",
        }
        return Phrase("out.minimum" if least[row] == OUT else "undecided.minimum", values)

    return Answers("minimum", asked, least, why)


def _basis(asked: Asked, basis: Basis, ground: Ground) -> Answers:
    """What is said of the licence rests on the weakest ground of the clauses asked beside; alone, on the licence's."""
    grounds = _grounds(ground)
    table = np.array([*(MET if place >= BASES.index(basis) else OUT for place in range(len(BASES))), UNKNOWN])
    states = table[grounds].astype(np.int8)

    def why(row: int) -> Phrase:
        if states[row] == OUT:
            has = Phrase(f"basis.{BASES[grounds[row]]}")
            return Phrase("out.basis", {"has": has, "wanted": Phrase(f"basis.{basis}")})
        return Phrase("undecided.basis", {"wanted": Phrase(f"basis.{basis}")})

    return Answers("basis", asked, states, why)


_NO_GROUND = len(BASES)
_CATALOGUE = BASES.index("catalogue")


def _grounds(ground: Ground) -> npt.NDArray[np.int64]:
    """Return the place in BASES of each row's ground, _NO_GROUND where there is none.

    What was read of a model rests on what its licence does; a clause that an entry of the catalogue or a person
    states rests on a catalogue, whatever else was read.
    """
    column = ground.column("licence.basis")
    places = [BASES.index(value) if value in BASES else _NO_GROUND for value in column.values]
    found = np.array([*places, _NO_GROUND, _NO_GROUND])[column.codes]
    clauses = [signal for name in ground.asked for signal in _CLAUSES.get(name, ())]
    if not clauses:
        return found
    entries, first = ground.entries, ground.scores.rubric.assessments == "first"
    read = {signal: entries.automatic.column(signal).codes for signal in clauses}
    for row in {**entries.stated, **entries.assessed}:
        judged, stated = (_told(one.get(row), clauses) for one in (entries.assessed, entries.stated))
        bound = entries.bound.get(row, frozenset())
        silent = {signal for signal in clauses if read[signal][row] == NO_ANSWER or signal in bound}
        elsewhere = (judged | stated) & silent | (judged if first else set())
        if elsewhere:
            here = set(clauses) - silent - elsewhere
            found[row] = min(found[row], _CATALOGUE) if here else _CATALOGUE
    return found


def _told(answers: Mapping[str, Evidence] | None, clauses: Collection[str]) -> set[str]:
    return {signal for signal in clauses if answers and signal in answers and answers[signal].value is not None}


def _place(name: str, asked: Asked, wanted: Sequence[str], ground: Ground) -> Answers:
    good = {word.casefold() for word in wanted}
    told = _beside(name, ground)

    def lies_there(cell: Value) -> np.int8:
        return UNKNOWN if not cell else MET if good & {part.casefold() for part in _parts(str(cell))} else OUT

    states = _states(told, lies_there)

    def why(row: int) -> Phrase:
        bound = ", ".join(wanted)
        if states[row] == OUT:
            return Phrase(f"out.{name}", {"has": str(_value(told, row) or ""), "wanted": bound})
        return Phrase(f"undecided.{name}", {"wanted": bound})

    return Answers(name, asked, states, why)
