"""The app's process: what the first page needs is read while the browser still loads the page around it."""

from __future__ import annotations

import sys
from threading import Thread

from openness.errors import OpennessError


def _warm(arguments: list[str]) -> None:
    import logging

    for name in ("streamlit.runtime.scriptrunner_utils.script_run_context", "streamlit.runtime.caching"):
        logging.getLogger(name).setLevel(logging.ERROR)  # reading before there is a session is meant
    import gc

    from openness.ui import library, ranking_page

    try:
        for board in library.warm(arguments):
            ranking_page.warm(board)
    except OpennessError:
        return  # the page says it, in its own sentence
    # Streamlit looks for garbage after every run of a page, and would go through all this each time: a quarter of a
    # second in which nothing is sent. What is read once lives as long as the process, so it is left out.
    gc.collect()
    gc.freeze()


def main() -> None:
    """Start reading, and run Streamlit with this process's own arguments."""
    from streamlit.web import cli

    own = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    Thread(target=_warm, args=(own,), daemon=True).start()
    cli.main()


if __name__ == "__main__":
    main()
