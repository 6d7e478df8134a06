"""Models fetched and scored now, as a frame."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openness.errors import OpennessError
from openness.files.frames import pd
from openness.index.given import texts_given
from openness.index.index import rubric_of
from openness.rubric import Rubric
from openness.views.export import export_wide


def score(
    ids: str | Sequence[str],
    rubric: str | Path | Rubric = "default",
    *,
    endpoint: str | None = None,
    assessments: bool = True,
) -> pd.DataFrame:
    """Fetch models from the Hub now and score them; ids are `org/name` or `org/name@revision`, or addresses of them.

    The endpoint is as given, else $HF_ENDPOINT, else the Hub. Raises OpennessError with a sentence for every model
    that could not be had, and HubError where the Hub cannot be asked.
    """
    from openness.catalogue.names import name_given
    from openness.index.fetching import fetched_entries

    loaded = rubric_of(rubric)
    entries, failures = fetched_entries(
        [name_given(name) for name in texts_given(ids, "ids")], endpoint=endpoint, assessments=assessments
    )
    if failures:
        raise OpennessError("; ".join(failures))
    return export_wide(entries, loaded).drop(columns="_row")
