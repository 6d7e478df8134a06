"""compare, report and bom: entries side by side, a dossier for the tender file, and a model's bill of materials."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import (
    ModelsOrSystems,
    NoAssessments,
    RequireOption,
    RubricOption,
    SnapshotOption,
    SwitchOption,
    Workplace,
    introduce,
    open_rubric,
    open_workplace,
    say_shared,
)
from openness.cli.output import FormatOption, OutOption, deliver, give, keep, say, settle
from openness.errors import UsageError

if TYPE_CHECKING:
    from openness.requirements import Requirements, Sifting
    from openness.rubric import Rubric

Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="Models or systems, by id or name.")]
PolicyOption = Annotated[
    Path | None, typer.Option("--policy", "-p", help="Requirements: what was excluded and why goes into the dossier.")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(compare)
    app.command()(report)
    app.command()(bom)


def compare(
    ids: Ids,
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    systems: ModelsOrSystems = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
    only: Annotated[bool, typer.Option("--only-differences", help="Leave out what is the same or not known.")] = False,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Put two to five models or systems side by side; unknown against open is no difference."""
    form = settle(form, out)
    from openness.files.listing import of_records
    from openness.ranking.provenance import provenance
    from openness.signals import SIGNALS
    from openness.views.comparison import AT_MOST, as_rows, as_text
    from openness.views.comparison import compare as compared

    names = list(dict.fromkeys(ids))
    if not 2 <= len(names) <= AT_MOST:
        raise UsageError(f"name 2 to {AT_MOST} models or systems, each once")
    place, rows = _found(names, rubric, snapshot, switches, systems, assessments=not no_assessments)
    introduce(place, datetime.now(UTC))
    comparison = compared(place.chosen(rows), range(len(rows)), place.rubric, dict(SIGNALS))
    told = [row for row in as_rows(comparison) if not only or row["unlike"] == "differs"]
    deliver(
        of_records(told),
        form,
        out,
        table=lambda: as_text(comparison, only_different=only),
        data=lambda: told,
        stamp=provenance(place.entries, place.rubric),
    )


def report(
    ids: Ids,
    out: Annotated[
        Path, typer.Option("-o", "--out", help="The file: .html, .odt, .pdf or .docx; `-` is HTML to stdout.")
    ],
    policy: PolicyOption = None,
    require: RequireOption = None,
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    systems: ModelsOrSystems = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
    language: Annotated[str, typer.Option("--language", help="Of the dossier's own words: en, de or fr.")] = "en",
) -> None:
    """Write a dossier for the tender file: requirements, results, evidence with addresses, who was excluded and why."""
    from hashlib import sha256

    from openness import __version__
    from openness.dossier.dossier import Basis, dossier
    from openness.dossier.files import ReportForm, need_library
    from openness.dossier.files import report as written
    from openness.phrases import LANGUAGES, phrases
    from openness.rubric import find_rubric

    suffix = "html" if str(out) == "-" else out.suffix.removeprefix(".").casefold()
    if suffix not in tuple(ReportForm):
        raise UsageError(f"{out}: a dossier is written as .html, .odt, .pdf or .docx; name the file so")
    need_library(ReportForm(suffix))
    if language not in LANGUAGES:
        raise UsageError(f"there is no language '{language}'; there are {', '.join(LANGUAGES)}")
    place, rows = _found(list(dict.fromkeys(ids)), rubric, snapshot, switches, systems, assessments=not no_assessments)
    introduce(place, datetime.now(UTC))
    words, today = phrases(language), datetime.now(UTC).date()
    digest = sha256(find_rubric(rubric).read_bytes()).hexdigest()
    lines = () if no_assessments else tuple(dict.fromkeys(line for row in rows for line in _attribution(place, row)))
    basis = Basis(place.snapshot.manifest, place.rubric, digest, f"openness {__version__}", today, lines)
    sifting = _sifting(place, policy, require)
    entries, at = (place.chosen(rows), range(len(rows))) if sifting is None else (place.entries, rows)
    blocks = dossier(entries, at, sifting, basis, words)
    content = written(blocks, ReportForm(suffix), words("dossier.title"), words.language, today)
    if str(out) == "-":
        give(content.decode())
    else:
        keep(out, content)
        say(f"wrote {out}")


def _sifting(place: Workplace, policy: Path | None, require: list[str] | None) -> Sifting | None:
    from openness.requirements import Requirements, sift
    from openness.requirements.policy import read_policy
    from openness.requirements.short import parse
    from openness.score.evaluate import evaluate

    if policy is not None and require:
        raise UsageError("give requirements by --policy or by --require, not by both")
    if policy is None and not require:
        return None
    judged, asked = place.rubric, parse(require or ()) if policy is None else None
    if policy is not None:
        wanted = read_policy(policy)[0]
        judged = open_rubric(wanted.rubric, [f"{name}={option}" for name, option in wanted.switches.items()])
        asked = wanted.requirements
        _refuse_two_measures(policy, judged, place.rubric, asked)
    return sift(place.entries, evaluate(judged, place.entries.columns(judged.assessments)), asked or Requirements())


def _refuse_two_measures(policy: Path, own: Rubric, shown: Rubric, asked: Requirements) -> None:
    """Raise UsageError where a policy asks for points of one rubric and the dossier would show those of another."""
    if asked.minimum is not None and (own.reference, own.switches) != (shown.reference, shown.switches):
        raise UsageError(
            f"{policy} asks for points of the rubric {_named(own)}, and the dossier would show those of "
            f"{_named(shown)}; give -r {own.id} as the policy does, or name {shown.id} under `rubric:` in the policy"
        )


def _named(rubric: Rubric) -> str:
    return ", ".join((rubric.reference, *(f"{name}={option}" for name, option in rubric.switches.items())))


def _attribution(place: Workplace, row: int) -> list[str]:
    """Return how the indexes whose classes are used ask to be named."""
    if str(place.entries.kind) != "systems":
        return []
    system = place.catalogue.system(place.entries.ids[row])
    return [line for one in system.assessments for line in one.attribution]


def bom(
    name: Annotated[
        str, typer.Argument(metavar="MODEL", help="A model, or a system whose model is taken; by id or name.")
    ],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="Write there instead of to stdout.")] = None,
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    switches: SwitchOption = None,
) -> None:
    """Write a model's bill of materials (CycloneDX 1.7): licence, bases, data sets, and what its card tells."""
    from openness import __version__
    from openness.dossier.bom import Made
    from openness.dossier.bom import bom as made
    from openness.views.explanation import HUB, explain_each

    place, row = _model(name, rubric, snapshot, switches)
    manifest = place.snapshot.manifest
    one = place.chosen([row])
    about = Made(__version__, manifest.id, manifest.created, (manifest.endpoint or HUB).rstrip("/"))
    text = made(explain_each(one, place.rubric)[0], one.evidence(0), about)
    if out is None:
        give(text)
    else:
        keep(out, text.encode())
        say(f"wrote {out}")


def _found(
    names: list[str],
    rubric: str,
    snapshot: str | None,
    switches: list[str] | None,
    systems: bool | None,
    *,
    assessments: bool,
) -> tuple[Workplace, list[int]]:
    """Return the one list that holds all names, with their rows; systems come first unless told otherwise."""
    from openness.ranking.lookup import look_up_each

    places: list[Workplace] = []
    missing: list[list[str]] = []
    for as_systems in (True, False) if systems is None else (systems,):
        place = open_workplace(rubric, snapshot, switches, systems=as_systems, assessments=assessments, named=True)
        found, problems = look_up_each(names, [place.entries])
        if not problems:
            say_shared(found.values())
            return place, [found[name].row for name in names]
        places.append(place)
        missing.append(list(problems))
    _, nowhere = look_up_each(names, [place.entries for place in places])
    fewest, place = min(zip(missing, places, strict=True), key=lambda pair: len(pair[0]))
    alone = [name for name in fewest if name not in nowhere]
    mixed = (
        f"{', '.join(alone)}: not in the list of the others, the {place.entries.kind}; "
        "name systems alone or models alone, or make one for each"
    )
    raise UsageError("\n".join([*nowhere.values(), *([mixed] if alone else [])]))


def _model(name: str, rubric: str, snapshot: str | None, switches: list[str] | None) -> tuple[Workplace, int]:
    """Return the models with the row of the one a name means: of a system the model people use."""
    from openness.ranking.lookup import look_up, model_of

    place = open_workplace(rubric, snapshot, switches, systems=False, named=True)
    match = look_up(name, [place.index.entries("systems"), place.entries])
    say_shared([match])
    model = model_of(match, place.entries)
    if model is not match:
        say(f"{match.name} is a system; this is its model {model.id}")
    return place, model.row
