"""The dossier of a choice, offered for download."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from hashlib import sha256

import streamlit as st

from openness import __version__
from openness.dossier.dossier import Basis, dossier
from openness.dossier.files import MIME, ReportForm, missing_library, report
from openness.files.shipped import resource_folder
from openness.requirements import Sifting
from openness.ui import library
from openness.ui.board import Board
from openness.ui.frame import say


def offer(board: Board, rows: list[int], sifting: Sifting | None) -> None:
    """Offer the dossier of the entries at `rows` in every form there are libraries for; it is made on the click."""
    words = say()
    with st.popover(words("dossier.offer", count=len(rows))):
        st.markdown(words("dossier.offer_help", names=", ".join(board.entries.names[row] for row in rows)))
        for form in ReportForm:
            if missing_library(form) is not None:
                st.caption(words("dossier.not_installed", form=form.value.upper()))
                continue
            st.download_button(
                words("dossier.download", form=form.value.upper()),
                data=partial(_made, board, rows, sifting, form),
                file_name=f"openness-dossier-{board.manifest.id}.{form}",
                mime=MIME[form],
                key=f"dossier-{form}",
                on_click="ignore",
                width="stretch",
            )


def _made(board: Board, rows: list[int], sifting: Sifting | None, form: ReportForm) -> bytes:
    words, today = say(), datetime.now(UTC).date()
    path = resource_folder("scoring_rubrics") / f"{board.rubric.id}.yaml"
    digest = sha256(path.read_bytes()).hexdigest() if path.is_file() and not board.choice.weights else None
    attribution = tuple(dict.fromkeys(item for row in rows for item in _attribution(board, row)))
    basis = Basis(board.manifest, board.rubric, digest, f"openness {__version__}", today, attribution)
    blocks = dossier(board.entries, rows, sifting, basis, words)
    return report(blocks, form, words("dossier.title"), words.language, today)


def _attribution(board: Board, row: int) -> list[str]:
    """Return how the indexes whose classes are used ask to be named."""
    if board.kind != "systems" or not board.choice.assessments:
        return []
    return [line for one in library.catalogue().system(board.entries.ids[row]).assessments for line in one.attribution]
