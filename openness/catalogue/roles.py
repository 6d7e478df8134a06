"""Roles of Hub models: which of them a system's own links and names bear out, and which are in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from openness.card.address import read_address
from openness.catalogue.system import Role, System, SystemModel

_SIZE = re.compile(r"(?<![a-z0-9])(?:\d+x)?\d+(?:\.\d+)?[bm](?![a-z0-9])|(?<![a-z0-9])[ae]\d+(?:\.\d+)?b(?![a-z0-9])")
"""A size in a model's name: 7b, 0.5b, 8x7b, 135m; and the part of it that is active: a3b, e4b."""
_PARAMETER = {Role.END: "weights_endmodel", Role.BASE: "weights_basemodel"}
_PAGES = ("modelcard", "datasheet")


@dataclass(frozen=True)
class Doubt:
    """A role that links and names of an entry do not bear out: no evidence is borrowed across it."""

    system: str
    model: str
    role: Role
    why: str

    def __str__(self) -> str:
        return f"{self.system}: {self.model} as {self.role} model: {self.why}"


def plain(name: str) -> str:
    """Return a name for comparison: lower case, letters and digits alone."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def release_of(model_id: str) -> str | None:
    """Return what siblings of one release share: the id without its sizes; None where it names no size."""
    key, sizes = _SIZE.subn("#", model_id.lower())
    return key if sizes and "/" in key else None


def sizes_marked(name: str) -> str:
    """Return a name in lower case with `#` for each size in it."""
    return _SIZE.sub("#", name.lower())


def hub_links(system: System, parameter: str) -> tuple[str, ...]:
    """Return the Hub models that an index links for one parameter, in order."""
    links = [
        link
        for given in system.assessments
        if (level := given.levels.get(parameter)) is not None
        for link in level.links
    ]
    return _models(links)


def _models(links: list[str]) -> tuple[str, ...]:
    found = [address.name for link in links if (address := read_address(link)).kind == "model"]
    return tuple(dict.fromkeys(found))


def doubts(system: System) -> tuple[Doubt, ...]:
    """Return every role of an entry that its own links and names do not bear out."""
    found = [(model, why) for model in system.models if (why := _doubt(system, model)) is not None]
    return tuple(Doubt(system.id, model.id, model.role, why) for model, why in found)


def sure_models(system: System, role: Role) -> tuple[str, ...]:
    """Return the models of a role that nothing speaks against, in order."""
    return tuple(model.id for model in system.models if model.role is role and _doubt(system, model) is None)


def modality_doubts(systems: Iterable[System], read: Callable[[str], Collection[str] | None]) -> Iterator[str]:
    """Yield a sentence for every entry that is silent on a kind of content its end model is read to be made for.

    `read` tells the kinds of a Hub model, None where they are not known. Code is written: text counts as said with it.
    """
    for system in systems:
        said = {*system.kinds, *(["text"] if "code" in system.kinds else [])}
        for model_id in sure_models(system, Role.END):
            if missing := sorted(set(read(model_id) or ()) - said):
                yield (
                    f"{system.id}: modality {', '.join(system.kinds)}, but {model_id} is read to be made for "
                    f"{', '.join(missing)} too; state 'modalities' under its facts"
                )


def _doubt(system: System, model: SystemModel) -> str | None:
    parameter = _PARAMETER.get(model.role)
    if model.source is not None or parameter is None or not system.assessments:
        return None
    linked = hub_links(system, parameter)
    wanted = model.id.lower()
    if wanted in {link.lower() for link in linked}:
        return None
    if linked:
        return f"the weights linked there are {', '.join(linked)}"
    name = system.end_model_name if model.role is Role.END else system.base_model_name
    if name is not None and plain(name) == plain(model.id.partition("/")[2]):
        return None
    pages = [*system.links.get("home", []), *(link for page in _PAGES for link in _links_of(system, page))]
    if wanted in {page.lower() for page in _models(pages)}:
        return None
    return f"neither a link nor the name {name or '(none given)'} bears it out"


def _links_of(system: System, parameter: str) -> list[str]:
    return [link for given in system.assessments for link in given.levels[parameter].links]
