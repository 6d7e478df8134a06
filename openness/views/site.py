"""The index as a static site: plain pages, data under addresses that stay, and a badge for each system.

Nothing here runs in a browser, and no page asks another host for anything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from openness.catalogue import Catalogue, System
from openness.files.frames import pd
from openness.ranking.entries import Entries
from openness.ranking.order import judged
from openness.ranking.profile import COLUMNS
from openness.rubric.rubric import Rubric
from openness.safe.markup import link, text
from openness.views.catalogue import LABELS, fact_words
from openness.views.explanation import Explanation, Finding, as_data, explain_in
from openness.views.forms import render, rows_of

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1d2733;background:#fff}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccd}"
    "caption{text-align:left;padding:.5rem 0}a{color:#1f4e79}dt{font-weight:bold}"
)

Badge = Callable[[float | None, float | None], str]


def site(
    entries: Entries, catalogue: Catalogue, rubrics: Sequence[Rubric], origin: str, badge: Badge
) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of the site; the first rubric is the one its pages show.

    `badge` draws the badge of a proven and a possible score.

    Stable addresses: `systems/<id>.json`, `ranking/<rubric>.csv`, `badge/<id>.svg`, `data.json` lists them all. What an
    entry was once called answers too.
    """
    rankings = {rubric.id: judged(entries, rubric) for rubric in rubrics}
    frames = {rubric_id: ranking.frame() for rubric_id, ranking in rankings.items()}
    for rubric_id, frame in frames.items():
        yield f"ranking/{rubric_id}.csv", render(frame, "csv")
    shown = rubrics[0]
    ranks = {row["id"]: row["rank"] for row in rows_of(frames[shown.id][["id", "rank"]])}
    for row, system_id in enumerate(entries.ids):
        told = explain_in(rankings[shown.id], row)
        system = catalogue.system(system_id)
        data = {
            **as_data(told),
            "rank": ranks[system_id],
            "entry": system.model_dump(mode="json", exclude_defaults=True),
        }
        for name in (system_id, *system.former_ids):
            yield f"systems/{name}.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n"
            yield f"systems/{name}.html", _system_page(system, told, ranks[system_id])
            yield f"badge/{name}.svg", badge(told.low, told.high)
    yield "index.html", _index_page(frames[shown.id], shown, [rubric.id for rubric in rubrics], origin)
    yield "data.json", _listing(entries.ids, [rubric.id for rubric in rubrics], origin)


def _listing(ids: Sequence[str], rubrics: Sequence[str], origin: str) -> str:
    data = {
        "snapshot": origin,
        "rankings": {rubric: f"ranking/{rubric}.csv" for rubric in rubrics},
        "systems": {system_id: f"systems/{quote(system_id)}.json" for system_id in ids},
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>{text(title)}</title><style>{_STYLE}</style></head><body>\n{body}\n<footer><p>Classes by the "
        "European Open Source AI Index, CC-BY 4.0: https://osai-index.eu/ · Liesenfeld &amp; Dingemanse (2024), FAccT "
        "'24 · doi:10.5281/zenodo.15386042. A score says what is shown to be open, not whether a model is good, safe "
        "or lawful to use.</p></footer></body></html>\n"
    )


def _index_page(frame: pd.DataFrame, rubric: Rubric, rubrics: Sequence[str], origin: str) -> str:
    head = "".join(
        f"<th scope='col'>{name}</th>" for name in ("rank", "system", "proven", "possible", "origin", "licence")
    )
    rows = "".join(_index_row(row) for row in rows_of(frame))
    data = ", ".join(f'<a href="ranking/{quote(name)}.csv">{text(name)}</a>' for name in rubrics)
    return _page(
        "How open is it?",
        f"<h1>How open is it?</h1><p>Data: <a href='data.json'>all addresses</a>; rankings as CSV: {data}.</p>"
        f"<table><caption>{text(rubric.title)} ({text(rubric.reference)}), snapshot {text(origin)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>",
    )


def _index_row(row: Mapping[str, Any]) -> str:
    cells = [
        "–" if row["rank"] is None else str(row["rank"]),
        f'<a href="systems/{quote(row["id"])}.html">{text(row["name"])}</a>',
        _number(row["low"]),
        _number(row["high"]),
        text(row.get("origin") or "?"),
        text(row.get("licence") or "?", 60),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _system_page(system: System, told: Explanation, place: int | None) -> str:
    levels = "".join(_level_row(finding) for finding in told.findings)
    facts = "".join(
        f"<dt>{text(LABELS[name])}</dt><dd>{text(fact_words(system, fact), 1000)}</dd>\n"
        for name, fact in system.facts.stated.items()
    )
    profile = "".join(
        f"<dt>{text(name)}</dt><dd>{text(told.details[name])}</dd>\n" for name in COLUMNS if name in told.details
    )
    name = quote(system.id)
    return _page(
        system.name,
        f"<p><a href='../index.html'>All systems</a></p><h1>{text(system.name)}</h1>"
        f"<p>{text(system.organisation.name)}. {'Not ranked' if place is None else f'Rank {place}'}: proven "
        f"{_number(told.low)}, possible {_number(told.high)} of 100, coverage {told.coverage:.0%}. "
        f'<a href="{name}.json">Data</a>, <a href="../badge/{name}.svg">badge</a>.</p>'
        f"<h2>Beside the score</h2><dl>{profile}{facts}</dl><h2>Criteria</h2><table><thead><tr><th scope='col'>question"
        f"</th><th scope='col'>level</th><th scope='col'>rests on</th></tr></thead><tbody>{levels}</tbody></table>",
    )


def _level_row(finding: Finding) -> str:
    places = "; ".join(
        _source(item.sources[0].url, item.date, item.method) for item in finding.deciding if item.sources
    )
    cells = (text(finding.criterion.question), finding.level.value, places)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _source(address: str | None, date: str | None, method: object) -> str:
    shown = link(address, address) if address else text(method)
    return f"{shown} ({text(date)})" if date else shown
