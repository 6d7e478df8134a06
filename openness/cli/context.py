"""What commands share: where snapshots live, which Hub is asked, and the opening of what they work on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from openness.cli.output import say
from openness.errors import UsageError
from openness.files import places

if TYPE_CHECKING:
    from datetime import datetime

    from openness.catalogue import Catalogue, System
    from openness.index import Index
    from openness.ranking.entries import Entries
    from openness.ranking.lookup import Match
    from openness.record.evidence import Domain
    from openness.rubric import Rubric
    from openness.snapshot.engine import Engine
    from openness.snapshot.snapshot import Snapshot

RubricOption = Annotated[str, typer.Option("--rubric", "-r", help="Id of a preset, or path of a rubric file.")]


def _told_of(snapshot: str | None) -> str | None:
    """Say that a snapshot at an address is copied: that may take a while, and the next time it does not."""
    if snapshot is not None and places.is_address(snapshot):
        say(f"{snapshot} is read through a copy on this machine, which is fetched whole the first time")
    return snapshot


SnapshotOption = Annotated[
    str | None,
    typer.Option(
        "--snapshot",
        callback=_told_of,
        help="Id, folder, address (s3://bucket/snapshots) or `embedded`; by default your newest, or else the embedded.",
    ),
]
SwitchOption = Annotated[
    list[str] | None, typer.Option("--set", help="Set a switch of the rubric: NAME=OPTION. May be given again.")
]
NoAssessments = Annotated[
    bool, typer.Option("--no-assessments", help="Leave out what people and indexes judged: automatic evidence alone.")
]
ModelsOrSystems = Annotated[
    bool | None, typer.Option("--systems/--models", help="Rank systems of the catalogue, or models of the snapshot.")
]
RequireOption = Annotated[
    list[str] | None,
    typer.Option(
        "--require", help="A requirement as on the app's page Find: commercial, size=20, languages=de,fr … Repeatable."
    ),
]
EndpointOption = Annotated[
    str | None,
    typer.Option("--endpoint", help="The Hub's address; by default $HF_ENDPOINT or https://huggingface.co."),
]

EngineOption = Annotated[
    str,
    typer.Option("--engine", help="What works out answers: serial, pool (all cores, while more is fetched) or dask."),
]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", help="The address of a Dask scheduler whose workers see the folder.")
]


@dataclass(frozen=True)
class Workplace:
    """What a command works on."""

    rubric: Rubric
    index: Index
    entries: Entries

    @property
    def snapshot(self) -> Snapshot:
        return self.index.snapshot

    @property
    def catalogue(self) -> Catalogue:
        return self.index.catalogue

    def chosen(self, rows: Sequence[int]) -> Entries:
        """Return the entries at these rows alone, in that order; see `Index.chosen`."""
        return self.index.chosen(self.entries, rows, self.rubric)


def store() -> Path:
    """Return the folder of a person's own snapshots."""
    return places.store(os.environ)


def folder_given(out: Path | None) -> Path:
    """Return the folder to keep snapshots in: the one given, else a person's own; raises UsageError for an address."""
    if out is not None and places.is_address(out):
        raise UsageError(
            "--out is an address, and snapshots are written to this machine alone: write one into a folder, then copy "
            "it there, whole; --snapshot reads it there"
        )
    return out or store()


def endpoint(given: str | None) -> str:
    """Return the Hub's address: as given, else $HF_ENDPOINT, else the Hub."""
    from openness.hub import DEFAULT_ENDPOINT

    return given or os.environ.get("HF_ENDPOINT") or DEFAULT_ENDPOINT


def token() -> str | None:
    """Return the token a person keeps for the Hub, or None."""
    from openness.hub.token import stored_token

    return stored_token()


def offline() -> bool:
    """Return whether the environment forbids the network ($HF_HUB_OFFLINE)."""
    return os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE")


def engine_named(name: str) -> Engine:
    """Return the engine of a name; raises UsageError where there is none."""
    from openness.snapshot.engine import Engine

    if name not in tuple(Engine):
        raise UsageError(f"--engine '{name}' is none of {', '.join(Engine)}")
    return Engine(name)


def domains() -> Mapping[str, Domain]:
    """Return the domain of every signal by id."""
    from openness.files.kept import Kept
    from openness.signals.questions import load_questions

    return load_questions(Kept(places.cache(os.environ))).domains


def open_rubric(name: str, switches: list[str] | None = None) -> Rubric:
    """Load a rubric; raises RubricError with every problem."""
    from openness.rubric import load_rubric

    pairs = {}
    for text in switches or ():
        key, sign, value = text.partition("=")
        if not sign:
            raise UsageError(f"'--set {text}' has no value; write --set NAME=OPTION")
        pairs[key.strip()] = value.strip()
    return load_rubric(name, domains(), pairs).rubric


def open_workplace(
    rubric: str,
    snapshot: str | None,
    switches: list[str] | None,
    *,
    systems: bool | None = None,
    assessments: bool = True,
    named: bool = False,
) -> Workplace:
    """Open all a judging command needs; `systems=None` leaves the choice to the rubric.

    A command that judges `named` entries alone takes them by `Workplace.chosen`; what a rubric reads of all others is
    not read.
    """
    from openness.index import open_index

    judged = open_rubric(rubric, switches)
    index = open_index(snapshot)
    kind = kind_of(systems)
    entries = (
        index.entries(kind or judged.ranks, assessments=assessments)
        if named
        else index.judged(judged, kind, assessments=assessments)
    )
    for problem in index.problems:
        say(f"catalogue: set aside: {problem}")
    if index.damage is not None:
        say(index.damage)
    return Workplace(judged, index, entries)


def kind_of(systems: bool | None) -> Literal["systems", "models"] | None:
    """Return which list `--systems/--models` asks for, or None where it was not said."""
    return None if systems is None else "systems" if systems else "models"


def system_named(catalogue: Catalogue, name: str) -> System | None:
    """Return the one system a name means, or None; raises UsageError with the candidates of an ambiguous name."""
    found = catalogue.named(name)
    if len(found) > 1:
        listed = ", ".join(f"{system.id} ({system.name})" for system in found)
        raise UsageError(f"'{name}' may mean {len(found)} systems: {listed}; give one of the ids")
    return found[0] if found else None


def say_shared(matches: Iterable[Match]) -> None:
    """Say on stderr of every name that is an id which others go by too, once each."""
    from openness.ranking.lookup import shared_sentence

    for sentence in dict.fromkeys(filter(None, map(shared_sentence, matches))):
        say(sentence)


def introduce(place: Workplace, now: datetime) -> None:
    """Say on stderr which snapshot and rubric the data comes from, and how old its facts are at `now`."""
    from openness.snapshot.age import age_sentence

    manifest = place.snapshot.manifest
    switches = "".join(f", {name}={option}" for name, option in place.rubric.switches.items())
    say(
        f"{manifest.counts.get('models', 0):,} models of snapshot {manifest.id} "
        f"({manifest.created:%Y-%m-%d}), rubric {place.rubric.reference}{switches}"
    )
    say(age_sentence(manifest.created, now))
    if place.rubric.notice:
        say(f"Note: {place.rubric.notice}")
