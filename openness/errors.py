"""What can go wrong, as one tree: every message says what, where, and what to do next."""

from __future__ import annotations


class OpennessError(Exception):
    """A failure a person can act on; the CLI prints its text and leaves with `exit_code`."""

    exit_code = 1


class UsageError(OpennessError):
    """The command was called in a way that cannot mean anything (exit code 2)."""

    exit_code = 2


class Stopped(OpennessError):
    """The person or the system asked the work to end (exit code 130, as shells count an interrupt)."""

    exit_code = 130


class GateMissed(OpennessError):
    """A threshold the caller asked for was not met (exit code 3); the work itself was done."""

    exit_code = 3


class DocumentError(OpennessError):
    """A file a person edits (rubric, catalogue, licence facts) is wrong; carries every problem at once.

    `problems` holds one finished sentence each, beginning with `file:line:column:`. `so_far` is what could be read of
    the file in spite of them, for whoever looks for more.
    """

    def __init__(self, problems: list[str], so_far: object = None) -> None:
        self.problems = problems
        self.so_far = so_far
        super().__init__("\n".join(problems))


class SnapshotError(OpennessError):
    """A snapshot is missing, damaged, or written by a newer version."""


class CatalogueError(DocumentError):
    """A catalogue entry is wrong."""


class RubricError(DocumentError):
    """A rubric is wrong."""


class RubricCallError(RubricError):
    """A rubric is asked for that is not there, or with switches it does not have (exit code 2)."""

    exit_code = UsageError.exit_code


class LicenceDataError(DocumentError):
    """A licence facts file is wrong."""


class HubError(OpennessError):
    """The Hub could not be asked, or its answer could not be used."""
