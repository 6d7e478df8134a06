"""The rubric commands: list, show, new, validate, test, schema, diff, sensitivity."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from openness import __version__
from openness.cli.context import ModelsOrSystems, SnapshotOption, SwitchOption, domains, open_rubric, open_workplace
from openness.cli.output import FormatOption, OutOption, deliver, give, keep, say, settle
from openness.errors import GateMissed, OpennessError, RubricError, UsageError

app = typer.Typer(help="Read, write and check rubrics.", no_args_is_help=True, rich_markup_mode=None)

Names = Annotated[list[str], typer.Argument(metavar="RUBRIC…", help="Rubric files, or ids of presets.")]
OneName = Annotated[str, typer.Argument(metavar="RUBRIC", help="A rubric file, or the id of a preset.")]


@app.command("list")
def list_(out: OutOption = None, form: FormatOption = None) -> None:
    """List the presets."""
    form = settle(form, out)
    from openness.rubric import load_rubric, preset_paths
    from openness.views.rubric import presets_frame, presets_table

    rubrics = [load_rubric(name, domains()).rubric for name in preset_paths()]
    deliver(
        lambda: presets_frame(rubrics),
        form,
        out,
        table=lambda: presets_table(rubrics),
        stamp={"tool_version": __version__},
    )


@app.command()
def show(name: OneName, switches: SwitchOption = None, out: OutOption = None, form: FormatOption = None) -> None:
    """Tell what a rubric asks, in words: criteria, points, levels, gates and ladder."""
    form = settle(form, out)
    from openness.ranking.provenance import of_rubric
    from openness.views.rubric import criteria_rows, rubric_text

    shown = open_rubric(name, switches)
    deliver(lambda: criteria_rows(shown), form, out, table=lambda: rubric_text(shown), stamp=of_rubric(shown))


@app.command()
def new(
    path: Annotated[Path, typer.Argument(help="The file to make.")],
    extends: Annotated[str | None, typer.Option(help="Start from a preset and change parts of it.")] = None,
) -> None:
    """Make a rubric to start from; it is valid as it is made."""
    from openness.rubric import find_rubric
    from openness.views.rubric import starting_rubric

    if path.exists():
        raise OpennessError(f"{path} is there already; choose another name, or edit it")
    if extends is not None:
        find_rubric(extends)
    keep(path, starting_rubric(path.stem, extends).encode("utf-8"))
    say(f"made {path}; edit it, then run: openness rubric validate {path}")
    if not (schema_file := path.with_name("rubric.schema.json")).exists():
        say(f"for completion in editors: openness rubric schema > {schema_file}")


@app.command()
def validate(
    names: Names,
    committed: Annotated[
        bool, typer.Option("--committed", help="Refuse rules that changed since the last commit under one version.")
    ] = False,
) -> None:
    """Check rubrics completely: YAML, words, signals, reachable levels, and their own examples."""
    problems = []
    for name in names:
        found = _problems(name) or _naming_problems(name, committed=committed)
        problems += found
        if not found:
            say(_edited(name) or f"{name}: fine")
    _refuse(problems)


def _refuse(problems: list[str]) -> None:
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise RubricError([*problems, f"{count}; mend them and try again"])


def _problems(name: str) -> list[str]:
    from openness.rubric import load_rubric
    from openness.score.check import rubric_problems

    try:
        return rubric_problems(load_rubric(name, domains()), domains())
    except RubricError as failure:
        return failure.problems


def _naming_problems(name: str, *, committed: bool) -> list[str]:
    """Return what is wrong with a sound rubric's name: a preset's id on another file, or a version with other rules."""
    from openness.rubric import find_rubric, load_rubric, preset_paths
    from openness.rubric.source import former_rubric
    from openness.rubric.version import rules_of

    path, loaded = find_rubric(name), load_rubric(name, domains())
    rubric, document = loaded.rubric, loaded.document
    preset = preset_paths().get(rubric.id)
    if preset is not None and preset.resolve() != path.resolve() and rubric.named != rubric.id:
        return [document.problem(("id",), f"'{rubric.id}' is the id of a preset; give the file an id of its own")]
    if not committed or (before := _committed(path)) is None:
        return []
    former = former_rubric(before, path)
    same = (former.data.get("id"), former.data.get("version")) == (rubric.id, rubric.version)
    if not same or rules_of(former) == rubric.rules:
        return []
    return [document.problem(("version",), _other_rules(f"{rubric.id}@{rubric.version}", rubric.version))]


def _other_rules(reference: str, version: int) -> str:
    return f"the rules of {reference} are others than before under the same version; write version: {version + 1}"


def _edited(name: str) -> str | None:
    """Return the warning that a preset has other rules than those its version stands for, or None."""
    from openness.rubric import load_rubric

    loaded = load_rubric(name, domains())
    rubric = loaded.rubric
    if rubric.named == rubric.id:
        return None
    told = f"results name it {rubric.named}; {_other_rules(f'{rubric.id}@{rubric.version}', rubric.version)}"
    return f"{loaded.document.problem(('version',), told)} (a warning; --committed refuses it)"


def _committed(path: Path) -> bytes | None:
    """Return a file as it was last committed, or None where there is no such commit or no git."""
    try:
        ran = subprocess.run(  # noqa: S603 - fixed words, and a file that was named
            ["git", "show", f"HEAD:./{path.name}"],  # noqa: S607 - git is where the person has it
            cwd=path.resolve().parent,
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return ran.stdout if ran.returncode == 0 else None


@app.command("test")
def run_examples(names: Names, out: OutOption = None, form: FormatOption = None) -> None:
    """Run the examples that stand in rubrics."""
    form = settle(form, out)
    from openness.files.listing import WHOLE, Listing
    from openness.rubric import load_rubric
    from openness.score.check import example_problems

    problems, rows = [], []
    for name in names:
        loaded = load_rubric(name, domains())
        found = example_problems(loaded)
        problems += found
        failed = len({problem.split("'")[1] for problem in found})
        rows.append((name, loaded.rubric.digest, len(loaded.rubric.examples) - failed, len(loaded.rubric.examples)))
    whole = {"hold": WHOLE, "examples": WHOLE}
    listed = Listing(("rubric", "rubric_digest", "hold", "examples"), rows, whole)
    told = "".join(f"{name}: {hold} of {count} examples hold\n" for name, _, hold, count in rows)
    deliver(listed, form, out, table=lambda: told, stamp={"tool_version": __version__})
    _refuse(problems)


@app.command()
def schema() -> None:
    """Print the JSON Schema of rubric files, for editors."""
    give(schema_text())


def schema_text() -> str:
    """Return the JSON Schema as it is shipped in scoring_rubrics/rubric.schema.json."""
    from openness.rubric.json_schema import rubric_schema
    from openness.signals import SIGNALS

    questions = {signal: item.question for signal, item in SIGNALS.items()}
    return json.dumps(rubric_schema(domains(), questions), ensure_ascii=False, indent=1) + "\n"


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The rubric as it is: a file, or the id of a preset.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The rubric as it would be.")],
    snapshot: SnapshotOption = None,
    systems: ModelsOrSystems = None,
    fail_on_moves: Annotated[
        int | None, typer.Option(min=0, help="Leave with exit code 3 if more than so many entries move.")
    ] = None,
    top: Annotated[int | None, typer.Option(min=1, help="Only so many rows, the largest moves.")] = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Replay two rubrics on the stored evidence and list everything that moves."""
    form = settle(form, out)
    from openness.ranking.provenance import provenance
    from openness.ranking.replay import replay
    from openness.rubric import find_rubric, load_rubric
    from openness.views.rubric import replay_summary

    if find_rubric(old).resolve() == (file := find_rubric(new).resolve()):
        here = file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else Path(file.name)
        raise UsageError(
            f"{old} and {new} are the same file; keep the rubric as it was in a file of its own, such as by "
            f"`git show HEAD:./{here} > old.yaml`, and compare with that"
        )
    first = load_rubric(old, domains()).rubric
    place = open_workplace(new, snapshot, None, systems=systems if systems is not None else first.ranks == "systems")
    place.snapshot.preload(first.signals)
    found = replay(place.entries, first, place.rubric)
    say(replay_summary(found, place.snapshot.id))
    moves = found.moves if top is None else found.moves.head(top)
    stamp = {"old_rubric": first.named, "old_digest": first.digest, **provenance(place.entries, place.rubric)}
    deliver(moves, form, out, stamp=stamp)
    before, after = first, place.rubric
    if (before.id, before.version) == (after.id, after.version) and before.rules != after.rules:
        raise GateMissed(_other_rules(after.id, after.version))
    if fail_on_moves is not None and len(found.moves) > fail_on_moves:
        raise GateMissed(f"{len(found.moves)} of {found.entries} move, more than the {fail_on_moves} allowed")


@app.command()
def sensitivity(
    name: OneName = "default",
    snapshot: SnapshotOption = None,
    systems: ModelsOrSystems = None,
    switches: SwitchOption = None,
    draws: Annotated[int, typer.Option(min=1, max=100_000, help="How many sets of random weights.")] = 500,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same result.")] = 1,
    spread: Annotated[float, typer.Option(min=1, max=1_000, help="Points are multiplied by 1/spread to spread.")] = 2.0,
    top: Annotated[int | None, typer.Option(min=1, help="Only so many rows.")] = None,
    criteria: Annotated[bool, typer.Option("--criteria", help="Leave each criterion out in turn instead.")] = False,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Tell how far ranks depend on the weights: random weights, or each criterion left out."""
    form = settle(form, out)
    from openness.ranking.provenance import provenance
    from openness.ranking.sensitivity import sensitivity as vary
    from openness.views.rubric import sensitivity_table

    place = open_workplace(name, snapshot, switches, systems=systems)
    if not any(criterion.points for criterion in place.rubric.criteria):
        raise OpennessError(f"the rubric {place.rubric.reference} gives labels and no points, so no weights can vary")
    found = vary(place.entries, place.rubric, draws=draws, seed=seed, spread=spread)
    if criteria:
        say(f"each criterion of {place.rubric.reference} left out in turn; correlation with the ranking as it is")
        shown = found.criteria
    else:
        say(f"ranks over {draws} draws (seed {seed}), each point multiplied by 1/{spread:g} to {spread:g}")
        shown = found.ranks
    shown = shown if top is None else shown.head(top)
    stamp = {"draws": draws, "seed": seed, "spread": spread, **provenance(place.entries, place.rubric)}
    deliver(shown, form, out, table=lambda: sensitivity_table(shown), stamp=stamp)
