"""The commands on model files of the Model Openness Tool: mof, import mof, and export to that form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness import __version__
from openness.cli.output import FormatOption, OutOption, deliver, give, keep, say, settle
from openness.errors import DocumentError, OpennessError, UsageError

if TYPE_CHECKING:
    from openness.cli.context import Workplace

Files = Annotated[list[Path], typer.Argument(metavar="FILE…", help="Model files in the tool's YAML.")]

importing = typer.Typer(help="Take over what others have written down.", no_args_is_help=True, rich_markup_mode=None)


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(mof)
    app.add_typer(importing, name="import")


def mof(
    files: Files,
    strict: Annotated[bool, typer.Option("--strict", help="As the specification reads, not as the tool does.")] = False,
    lint: Annotated[bool, typer.Option("--lint", help="Report what the tool lets through instead.")] = False,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Classify model files as the Model Openness Tool does, bit for bit."""
    form = settle(form, out)
    from openness.files.listing import Listing, of_records
    from openness.mof import mof_lint, mof_report, mof_table
    from openness.mof.report import UNREADABLE, mof_rows

    if lint:
        findings = mof_lint(files)
        rows = [(item.where, str(item.severity), item.rule, item.message) for item in findings]
        listed = Listing(("where", "severity", "rule", "message"), rows)
        stamp = {"tool_version": __version__}
        deliver(listed, form, out, table=lambda: "".join(f"{item}\n" for item in findings), stamp=stamp)
        say(f"{len(findings)} findings in {len(files)} files")
        if unread := sum(item.rule == UNREADABLE for item in findings):
            raise OpennessError(f"{unread} of {len(files)} files cannot be read as model files; the findings say why")
        return
    report = mof_report(files, strict=strict)
    stamp = {"tool_version": __version__}
    deliver(of_records(mof_rows(report)), form, out, table=lambda: mof_table(report), data=lambda: report, stamp=stamp)
    failed = [entry for entry in report if "error" in entry]
    if failed:
        raise OpennessError("\nopenness: ".join(str(entry["error"]) for entry in failed))


@importing.command("mof")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A model file in the tool's YAML.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The assessment file to write; default stdout.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="The Hub model it speaks of, if the file does not say.")] = None,
    date: Annotated[str | None, typer.Option(help="The day of the claims, if the file has none: YYYY-MM-DD.")] = None,
    link: Annotated[str | None, typer.Option(help="Where the claims can be read.")] = None,
) -> None:
    """Turn a model file's claims into assessments for a catalogue."""
    from openness.mof import import_mof, model_of, read_document

    found = import_mof(model_of(read_document(file, str(file))), model_id=model, date=date, link=link)
    for reason in found.left_out:
        say(f"left out: {reason}")
    if out is None:
        give(found.text)
    else:
        keep(out, found.text.encode("utf-8"))
        say(f"wrote {len(found.document['assessments'])} assessments to {out}")


def export_model_files(place: Workplace, out: Path) -> None:
    """Write one model file a model into the folder `out`; models without evidence of a component are left out."""
    from openness.mof import export_mof
    from openness.record.evidence import Outcome

    if out.suffix or (out.exists() and not out.is_dir()):
        raise UsageError(f"'{out}' is a file; --format mof writes one file a model into a folder, so give a folder")
    place.snapshot.load_evidence()
    out.mkdir(parents=True, exist_ok=True)
    written = 0
    for row, model_id in enumerate(place.entries.ids):
        evidence = {
            signal: item for signal, item in place.entries.evidence_of(row).items() if item.outcome is Outcome.ANSWERED
        }
        dates = [item.date for item in evidence.values() if item.date]
        try:
            found = export_mof(
                model_id, evidence, date=max(dates, default=f"{place.snapshot.manifest.created:%Y-%m-%d}")
            )
        except (DocumentError, ValueError) as failure:
            say(f"{model_id}: left out ({failure})")
            continue
        if found.document["release"]["components"]:
            keep(out / f"{model_id.replace('/', '__')}.yml", found.text.encode("utf-8"))
            written += 1
    say(f"wrote {written:,} model files to {out}; {len(place.entries.ids) - written:,} models show no component")
