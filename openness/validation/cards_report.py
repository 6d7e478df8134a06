"""The part of the report about raters: figures by question, intervals, and every disagreement with both sides."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openness.validation.agreement import Interval
from openness.validation.cards import (
    SAMPLES,
    CardFigures,
    CardValidation,
    Compared,
    by_question,
    card_intervals,
    dataset_f1,
    measure_cards,
)
from openness.validation.labels import PARAMETERS
from openness.validation.ratings import FACTS
from openness.validation.wording import escape, number, percent, span, table

HEADER = ("model", "question", "raters", "lines", "ours", "outcome", "our_evidence")
_HEAD = ("question", "both decide", "coverage", "right", "too open", "too closed", "claims", "agreement of the raters")


def cards_markdown(validation: CardValidation) -> str:
    """Return the sections about raters as Markdown; it names files and lines and quotes no card."""
    return "\n\n".join([_head(validation), _overall(validation), _questions(validation), _disagreements(validation)])


def cards_table(validation: CardValidation) -> str:
    """Return every rated cell as CSV with header, the raters' answers and lines in their order, joined by `|`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for cell in validation.cells:
        ratings = cell.rated.ratings
        writer.writerow(
            (
                cell.rated.model, cell.rated.question, " | ".join(rating.answer for rating in ratings),
                " | ".join(rating.lines for rating in ratings),
                cell.ours, cell.outcome, cell.evidence,
            )
        )  # fmt: skip
    return out.getvalue()


def _head(validation: CardValidation) -> str:
    models = len({cell.rated.model for cell in validation.cells})
    text = (
        "## Raters of cards\n\n"
        f"{models} model cards, each judged by its text alone by {validation.raters} people who saw neither each "
        f"other's answers nor ours: {len(PARAMETERS)} levels and {len(FACTS)} facts a card, with the deciding lines. "
        f"Rubric: `{validation.rubric}`, the same text alone. A cell in which the raters differ counts for nothing. "
        "Every cell stands in [validation-cards.csv](validation-cards.csv)."
    )
    if validation.missing:
        text += f" Not recorded, so not counted: {', '.join(f'`{model}`' for model in validation.missing)}."
    return text


def _overall(validation: CardValidation) -> str:
    found, spans = measure_cards(validation.levels), card_intervals(validation.levels)
    rows = [
        ("Cells that all raters decide, and alike", str(found.decidable), ""),
        ("Coverage: of these, decided by us", percent(found.coverage), _of(spans["coverage"])),
        ("Right, of those decided", percent(found.accuracy), _of(spans["accuracy"])),
        ("Too open", percent(found.share_too_open), _of(spans["share_too_open"])),
        ("Too closed", percent(found.share_too_closed), _of(spans["share_too_closed"])),
        ("Cells of which all raters say that the card does not tell", str(found.undecidable), ""),
        ("Of these, claimed by us", percent(found.share_claimed), _of(spans["share_claimed"])),
        ("Agreement of the raters where all decide", percent(found.agreement), _of(spans["agreement"])),
    ]
    return (
        "### The twelve levels together\n\n"
        + table(("figure", "value", "95 % interval"), rows)
        + f"\n\nIntervals: {SAMPLES:,} bootstrap samples of whole models."
    )


def _of(found: Interval) -> str:
    return span(found.low, found.high)


def _questions(validation: CardValidation) -> str:
    rows = [_row(name, cells) for name, cells in by_question(validation.cells).items()]
    matched, missed, extra, f1 = dataset_f1(validation.of("datasets"))
    return (
        "### By question\n\n"
        + table(_HEAD, rows)
        + "\n\n*Both decide*: cells that all raters decide alike. *Claims*: of the cells of which all say that the "
        "card does not tell, those that we decide. *Too open* and *too closed* are shares of what we decide; facts "
        "without an order are only right or wrong. In brackets: the 95 % interval over whole models.\n\n"
        f"Names of training data sets: {matched} found, {missed} missed, {extra} named by us alone; F1 {number(f1)}. "
        "Names are compared by their letters, without account and aside."
    )


def _row(name: str, cells: Sequence[Compared]) -> tuple[str, ...]:
    found, spans = measure_cards(cells), card_intervals(cells)
    ordered = name in PARAMETERS or name == "commercial"
    return (
        name, str(found.decidable),
        _share(found.coverage, spans["coverage"]), _share(found.accuracy, spans["accuracy"]),
        percent(found.share_too_open) if ordered else "", percent(found.share_too_closed) if ordered else "",
        _claims(found), percent(found.agreement),
    )  # fmt: skip


def _claims(found: CardFigures) -> str:
    return f"{found.claims} of {found.undecidable}"


def _share(share: float, found: Interval) -> str:
    told = percent(share)
    return told if told == "–" else f"{told} ({span(found.low, found.high)})"


def _disagreements(validation: CardValidation) -> str:
    rows = [
        (
            cell.rated.question, f"`{cell.rated.model}`", cell.outcome, escape(cell.agreed or ""),
            _lines(cell), escape(cell.ours), escape(cell.evidence),
        )
        for name in by_question(validation.cells)
        for cell in validation.of(name)
        if cell.outcome in ("too open", "too closed", "wrong", "claimed")
    ]  # fmt: skip
    return (
        "### Where we and the raters differ\n\n"
        "Every cell in which all raters agree and we say something else, with the lines either side read.\n\n"
        + table(("question", "card", "", "raters", "their lines", "ours", "our evidence"), rows)
    )


def _lines(cell: Compared) -> str:
    return escape(" / ".join(dict.fromkeys(rating.lines for rating in cell.rated.ratings if rating.lines)))
