"""Where the data shipped with the package lies: in a checkout, or inside an installed wheel."""

from __future__ import annotations

from pathlib import Path

from openness.errors import OpennessError

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_folder(name: str) -> Path:
    """Return the folder (or file) `name` shipped with openness: `scoring_rubrics`, `catalog`, `app.py`.

    A wheel carries them in `openness/_shipped`; a checkout has them beside the package.
    Raises OpennessError if neither is there, which means a broken installation.
    """
    for root in (_PACKAGE / "_shipped", _PACKAGE.parent):
        if (root / name).exists():
            return root / name
    raise OpennessError(f"the installed package lacks its data '{name}'; reinstall openness")
