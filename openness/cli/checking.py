"""check and badge: models and systems held against a policy in a pipeline, and what a README shows of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import (
    NoAssessments,
    RequireOption,
    RubricOption,
    SnapshotOption,
    SwitchOption,
    Workplace,
    introduce,
    open_workplace,
    say_shared,
)
from openness.cli.output import FormatOption, OutOption, deliver, deliver_text, give, keep, say, settle
from openness.errors import GateMissed, OpennessError, UsageError

if TYPE_CHECKING:
    from openness.gate.outcome import Outcome
    from openness.requirements import Policy

_EXTRA = ("junit", "sarif")
_MOST_IDS = 10_000
_REFRESH = "`openness search` lists what there is; `openness refresh` makes a snapshot of what there is not yet"
Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID…]", help="Models or systems, by id or name.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(check)
    app.command()(badge)


def check(
    ids: Ids = None,
    policy: Annotated[
        Path | None,
        typer.Option("--policy", "-p", help="A YAML file of `requirements:`, such as docs/example/policy.yaml."),
    ] = None,
    require: RequireOption = None,
    listed: Annotated[
        Path | None, typer.Option("--from", help="A file with one id a line; what follows a # is left out.")
    ] = None,
    snapshot: SnapshotOption = None,
    no_assessments: NoAssessments = False,
    form: FormatOption = None,
    out: OutOption = None,
) -> None:
    """Hold models and systems against a policy; leave with exit code 3 if a requirement that blocks is not met.

    Beside the usual forms there are junit and sarif, for pipelines.
    """
    form = settle(form, out, extra=_EXTRA)
    from openness import __version__
    from openness.files.listing import ANY, Listing
    from openness.gate.junit import junit
    from openness.gate.outcome import ROW, as_data, as_rows, as_text, blocked_words
    from openness.gate.sarif import sarif
    from openness.phrases import phrases

    wanted = [*(ids or ()), *(_listed(listed) if listed is not None else ())]
    if not wanted:
        raise UsageError("name at least one model or system, or give a file of ids with --from")
    judged, lines = _policy(policy, require)
    found, rubric = _outcomes(list(dict.fromkeys(wanted)), judged, snapshot, assessments=not no_assessments)
    words = phrases()
    match form:
        case "junit":
            deliver_text(junit(found, words), out)
        case "sarif":
            name = None if policy is None else policy.as_posix()
            deliver_text(sarif(found, words, __version__, policy=name, lines=lines), out)
        case _:
            told = as_data(found, words, judged, rubric.rubric)
            rows = Listing(ROW, as_rows(told), dict.fromkeys(ROW, ANY))
            deliver(rows, form, out, table=lambda: as_text(found, words), data=lambda: told)
    # A table on the screen has told the reasons already; a form for programs or a file tells nothing in the log.
    if (blocked := blocked_words(found, None if form == "table" and out is None else words)) is not None:
        raise GateMissed(blocked)


def _listed(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as failure:
        raise OpennessError(f"{path} cannot be read ({failure.strerror}); check the path") from failure
    except UnicodeDecodeError as failure:
        raise OpennessError(f"{path} is not UTF-8 text; save the list of ids as UTF-8") from failure
    found = [line for raw in text.splitlines() if (line := raw.split("#", 1)[0].strip())]
    if len(found) > _MOST_IDS:
        raise OpennessError(f"{path} names {len(found):,} ids; give at most {_MOST_IDS:,} at once")
    return found


def _policy(path: Path | None, require: list[str] | None) -> tuple[Policy, dict[str, int]]:
    from openness.requirements import Policy
    from openness.requirements.policy import read_policy
    from openness.requirements.short import parse

    if (path is None) == (not require):
        raise UsageError("say what is required: a file with --policy, or --require options, and not both")
    if path is not None:
        return read_policy(path)
    return Policy(requirements=parse(require or ())), {}


def _outcomes(
    wanted: list[str], policy: Policy, snapshot: str | None, *, assessments: bool
) -> tuple[list[Outcome], Workplace]:
    """Return the outcomes in the order of the ids; every id that is nowhere is named at once."""
    from openness.gate.outcome import outcomes
    from openness.ranking.lookup import look_up_each

    switches = [f"{name}={value}" for name, value in policy.switches.items()]
    places = [
        open_workplace(policy.rubric, snapshot, switches, systems=systems, assessments=assessments, named=True)
        for systems in (True, False)
    ]
    introduce(places[0], datetime.now(UTC))
    matches, problems = look_up_each(wanted, [place.entries for place in places])
    if problems:
        raise UsageError("\n".join([*problems.values(), _REFRESH]))
    say_shared(matches.values())
    found = {
        name: outcome
        for place in places
        if (here := [name for name in wanted if matches[name].entries is place.entries])
        for name, outcome in zip(
            here, outcomes(place.chosen([matches[name].row for name in here]), place.rubric, policy), strict=True
        )
    }
    return [found[name] for name in wanted], places[0]


def badge(
    name: Annotated[str, typer.Argument(metavar="ID", help="A model or system, by id or name.")],
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    switches: SwitchOption = None,
    form: Annotated[str, typer.Option("--format", "-f", help="svg or json.")] = "svg",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write there instead of to stdout.")] = None,
) -> None:
    """Make a badge of one score, with its range and rubric, as SVG or as JSON for a badge service."""
    from openness.gate.badge import badge as drawn
    from openness.gate.badge import badge_data, message_of
    from openness.ranking.lookup import look_up
    from openness.score.evaluate import evaluate

    if form not in ("svg", "json"):
        raise UsageError(f"'{form}' is no format; formats are svg, json")
    places = [open_workplace(rubric, snapshot, switches, systems=systems, named=True) for systems in (True, False)]
    match = look_up(name, [place.entries for place in places])
    say_shared([match])
    place = next(place for place in places if place.entries is match.entries)
    one = place.chosen([match.row])
    total = evaluate(place.rubric, one.columns(place.rubric.assessments)).total
    low, high = (None if value != value else float(value) for value in (total.low[0], total.high[0]))  # noqa: PLR0124
    make = drawn if form == "svg" else badge_data
    text = make(f"openness {place.rubric.reference}", message_of(low, high))
    if out is None:
        give(text)
    else:
        keep(out, text.encode())
        say(f"wrote {out}")
