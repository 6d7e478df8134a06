"""The command line: the only room that prints, reads the environment and leaves with an exit code."""

from openness.cli.main import main

__all__ = ["main"]
