"""The part of the report about the index's classes, as Markdown that a reader can check line by line."""

from __future__ import annotations

from collections import Counter

from openness.ranking.correlation import spearman
from openness.validation.agreement import (
    UNKNOWN,
    Figures,
    Judged,
    by_parameter,
    confusion,
    mean_macro_f1,
    measure,
    totals,
)
from openness.validation.labels import CLASSES, PARAMETERS
from openness.validation.run import SAMPLES, Validation
from openness.validation.wording import escape, number, percent, points, span, table

_LEVELS = ("open", "partial", "closed", UNKNOWN)


def index_markdown(validation: Validation) -> str:
    """Return the sections about the index's classes as Markdown; it names files and lines and quotes no card."""
    cells = validation.cells
    sections = [
        _head(validation),
        _overall(validation),
        _parameters(validation),
        _totals(validation),
        _systems(validation),
        _confusions(validation),
        _disagreements(cells),
        _matching(validation),
        _index(),
    ]
    return "\n\n".join(sections)


def _head(validation: Validation) -> str:
    return (
        "## The European Open Source AI Index\n\n"
        "Our levels, read automatically from recorded model cards and Hub answers, beside the classes people gave, who "
        "read papers and web pages too.\n\n"
        "Labels: European Open Source AI Index, <https://osai-index.eu/>, database of 2026-06-12, CC-BY 4.0; "
        "Liesenfeld, A. & Dingemanse, M. (2024), *Rethinking open source generative AI*, FAccT '24; "
        "doi:10.5281/zenodo.15386042. "
        f"Rubric: `{validation.rubric}`, automatic evidence only. "
        "Every cell stands in [validation.csv](validation.csv).\n\n"
        "![Right, wrong and unknown cells by parameter](validation.svg)"
    )


def _overall(validation: Validation) -> str:
    cells = validation.cells
    found = measure(cells)
    accuracy, gain = validation.intervals["accuracy"], validation.intervals["gain"]
    too_open, coverage = validation.intervals["too_open"], validation.intervals["coverage"]
    figures = by_parameter(cells)
    rows = [
        ("Systems with cells that count", f"{len({cell.system for cell in cells})} of {validation.systems}", ""),
        ("Cells that count", str(found.cells), ""),
        ("Coverage (share decided)", percent(found.coverage), span(coverage.low, coverage.high)),
        ("Accuracy over decided cells", percent(found.accuracy), span(accuracy.low, accuracy.high)),
        ("Accuracy over all cells (unknown is wrong)", percent(found.accuracy_of_all), ""),
        ("Majority floor on the same decided cells", percent(found.floor), ""),
        ("Gain over the floor", points(found.gain), span(gain.low, gain.high, signed=True)),
        ("Decided cells too open", percent(found.share_too_open), span(too_open.low, too_open.high)),
        ("Macro-F1, mean of parameters with 3 decided cells or more", number(mean_macro_f1(figures)), ""),
        ("Macro-F1 over all decided cells", number(found.macro_f1), ""),
    ]
    return (
        "### All cells\n\n"
        + table(("figure", "value", "95 % interval"), rows)
        + f"\n\nIntervals: {SAMPLES:,} bootstrap samples of whole systems. The floor is a rater who gives each "
        f"parameter "
        "its commonest class among these decided cells; that rater is fixed, the systems are drawn. "
        "*Too open*: our level stands higher than the index's class. A cell is unknown where the record does not "
        "decide it; silence is never taken for *closed*."
    )


def _parameters(validation: Validation) -> str:
    rows = [
        (
            name,
            str(found.cells),
            str(found.decided),
            percent(found.coverage),
            percent(found.accuracy),
            percent(found.accuracy_of_all),
            percent(found.floor),
            number(found.macro_f1),
            str(found.too_open),
        )
        for name, found in by_parameter(validation.cells).items()
    ]
    header = (
        "parameter",
        "cells",
        "decided",
        "coverage",
        "accuracy",
        "accuracy of all",
        "floor",
        "macro-F1",
        "too open",
    )
    return "### By parameter\n\n" + table(header, rows)


def _totals(validation: Validation) -> str:
    parts = ["### Totals of systems"]
    rows = []
    for least, name in ((1, "all systems that count"), (8, "systems of which at least 8 of 12 cells count")):
        found = totals(validation.cells, least)
        index = [total.index for total in found]
        rows.append(
            (
                name,
                str(len(found)),
                number(spearman(index, [total.middle for total in found])),
                number(spearman(index, [total.low for total in found])),
            )
        )
    parts.append(
        "Spearman's rank correlation of our total with the index's, both over the cells that count. *Middle*: an "
        "unknown "
        "cell counts half, as the middle of its range; *proven*: it counts nothing. For comparison: two indices "
        "made by "
        "people agree at 0.61 over 25 systems."
    )
    parts.append(table(("systems", "number", "middle of the range", "proven"), rows))
    return "\n\n".join(parts)


def _systems(validation: Validation) -> str:
    cells = validation.cells
    rows = []
    without: list[Figures] = []
    for system in sorted({cell.system for cell in cells}):
        found = measure(cell for cell in cells if cell.system == system)
        rest = measure(cell for cell in cells if cell.system != system)
        without.append(rest)
        models = ", ".join(sorted({cell.model for cell in cells if cell.system == system}))
        rows.append(
            (
                system, models, str(found.cells), str(found.decided), str(found.right), str(found.too_open),
                percent(rest.accuracy), points(rest.gain), percent(rest.share_too_open),
            )
        )  # fmt: skip
    accuracies, gains = [rest.accuracy for rest in without], [rest.gain for rest in without]
    return (
        "### Leave one system out\n\n"
        "The rules hold no name of a model or publisher, so nothing is learnt from a system; leaving one out shows how "
        f"much the figures hang on it. Accuracy stays between {percent(min(accuracies))} and "
        f"{percent(max(accuracies))}, "
        f"the gain over the floor between {points(min(gains))} and {points(max(gains))}.\n\n"
        + table(
            (
                "system",
                "recorded models",
                "cells",
                "decided",
                "right",
                "too open",
                "accuracy without",
                "gain without",
                "too open without",
            ),
            rows,
        )
    )


def _confusions(validation: Validation) -> str:
    parts = ["### Confusion tables", "Rows: the index's class. Columns: our level."]
    for name in PARAMETERS:
        counts = confusion(cell for cell in validation.cells if cell.parameter == name)
        rows = [(label, *(str(counts.get((label, level), 0)) for level in _LEVELS)) for label in reversed(CLASSES)]
        parts.append(f"#### {name}\n\n" + table(("index", *_LEVELS), rows))
    return "\n\n".join(parts)


def _disagreements(cells: tuple[Judged, ...]) -> str:
    rows = [
        (
            cell.parameter,
            cell.system,
            f"`{cell.model}`",
            cell.label,
            cell.level + (" ▲" if cell.too_open else ""),
            escape(cell.evidence),
        )
        for cell in sorted(cells, key=lambda cell: (PARAMETERS.index(cell.parameter), cell.system))
        if cell.decided and not cell.right
    ]
    return (
        "### Disagreements\n\n"
        "Every decided cell in which we and the index differ, with where we read ours, so that a reader can judge who "
        "is right. ▲: ours is the more open.\n\n"
        + table(("parameter", "system", "recorded model", "index", "ours", "our evidence"), rows)
    )


def _matching(validation: Validation) -> str:
    reasons = Counter(left.reason for left in validation.left_out)
    rows = [(reason, str(count)) for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))]
    other = [left for left in validation.left_out if "another model" in left.reason]
    lines = [f"- {left.system}: {', '.join(f'`{model}`' for model in left.models)}" for left in other]
    return (
        "### Which cells count\n\n"
        f"{validation.recorded:,} models are recorded, of {validation.with_card} a card. The index rates a system "
        f"through its "
        "largest end model; a cell counts only where the label speaks of the very model whose card is recorded.\n\n"
        "1. The end model is the linked Hub model whose name is the index's end model name; if none is, the only one "
        "linked. The base model is found likewise. Ids are compared without case; other sizes and versions of a family "
        "are other models.\n"
        "2. A cell whose own link is one Hub model speaks of that model.\n"
        "3. Cells about a base model are measured on its own record where its card is recorded, else on the end "
        "model's "
        "record, which says where it comes from. Where the index names no base model the end model stands for it; a "
        "base "
        "model that the index calls unknown is not the end model.\n"
        "4. List rows without a card do not count: they hold no documentation to read.\n\n"
        "Systems of which nothing counts:\n\n"
        + table(("why", "systems"), rows)
        + ("\n\nRecorded, but another model than the label speaks of:\n\n" + "\n".join(lines) if lines else "")
    )


def _index() -> str:
    return (
        "### Where the index itself is uneven\n\n"
        "Known cases in the labels (database of 2026-06-12), which no rater can match and which were not tuned for:\n\n"
        "- The same upstream base model is judged differently: the data of one 7B base model is *partial* for one "
        "system "
        "and *closed* for another; one 70B base model's weights are *open* for one and *partial* for another.\n"
        "- Code that only runs a model is *partial* for some systems and *closed* for others.\n"
        "- `licenses` is *open* for systems whose notes say that code or data is not open; of 72 systems under "
        "Apache-2.0, "
        "42 are *open*, 25 *partial*, 5 *closed*. The osai preset follows the weights' licence alone, which is what "
        "predicts the class best: of 37 systems under Apache-2.0 or MIT whose tuning data and training code are both "
        "*closed*, 25 are *open* all the same. It is the parameter with the most changes of class in the index's "
        "history.\n"
        "- Data sets that a card names and links, all of them, count as *open* with us as they do with most raters, "
        "though nobody fetched them: there our level rests on the publisher's word.\n"
        "- Hardware stated with the same detail (kind, number, hours) is *open* for some systems and *closed* for "
        "others.\n"
        "- Some end models were taken down after a card was recorded; the label then says *closed*.\n"
        "- Without a base model, base and end classes should mirror each other; in 8 systems the weights differ."
    )
