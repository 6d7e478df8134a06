"""words list, check: what openness reads in sentences, and in which languages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openness import __version__
from openness.cli.output import FormatOption, OutOption, deliver, give, say, settle
from openness.errors import DocumentError, OpennessError
from openness.files.nearest import did_you_mean

app = typer.Typer(help="Look after the words of languages.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="[MEANING…]", help="Meanings; all if none.")] = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List the meanings with the number of phrases in each language; json has the phrases and their examples."""
    form = settle(form, out, extra=("markdown",))
    from openness.views.words import words_data, words_page, words_rows, words_table
    from openness.words.language import languages
    from openness.words.meaning import Meaning

    known = [meaning.value for meaning in Meaning]
    for name in wanted or ():
        if name not in known:
            raise OpennessError(f"there is no meaning '{name}'{did_you_mean(name, known) or '; see `words list`'}")
    chosen = [meaning for meaning in Meaning if not wanted or meaning.value in wanted]
    if form == "markdown":
        give(words_page(languages()))
        return
    deliver(
        words_rows(languages(), chosen),
        form,
        out,
        table=lambda: words_table(languages(), chosen),
        data=lambda: words_data(languages(), chosen),
        stamp={"tool_version": __version__},
    )


@app.command()
def check(
    files: Annotated[list[Path] | None, typer.Argument(metavar="[FILE…]", help="Files of words; all if none.")] = None,
) -> None:
    """Check files of words: form, phrases, and that every example does what it should. Exit code 1 on a mistake."""
    from openness.views.words import missing
    from openness.words.language import check as check_file
    from openness.words.language import paths, read_language

    problems: list[str] = []
    for path in files or paths():
        try:
            found = check_file(path)
        except DocumentError as failure:
            found = failure.problems
        problems += found
        if not found:
            language = read_language(path)
            phrases = sum(map(len, language.meanings.values()))
            lacks = ", ".join(missing(language))
            say(f"{path.name}: {phrases} phrases are right" + (f"; no words yet for {lacks}" if lacks else ""))
    if problems:
        raise DocumentError(problems)
