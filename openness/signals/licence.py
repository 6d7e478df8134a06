"""Signals on licences: what governs the weights, what it allows, and what does not fit together.

All of them read one resolution of the record (see `openness.licences.resolution`): a licence file at
the revision counts first, then `license_name`, then the licence id of card or tags. What a base
model's licence forbids stays forbidden, whatever the fine-tune's tag says. Where a licence text was
not looked at, the tag's answer stands with medium confidence and a note. A clause that our facts do
not know is silent here, never "no".
"""

from __future__ import annotations

from openness.licences.conflict import MEANINGS
from openness.licences.outcome import BASES, OF_BASES, UNREAD, Resolution
from openness.licences.saying import Claims
from openness.reading.answers import answered, not_looked, silent
from openness.reading.reading import Reading
from openness.record.evidence import (
    Confidence,
    Evidence,
    Method,
    Outcome,
    Source,
    choice,
    count,
    flag,
    name,
    ordered,
    set_of,
)
from openness.signals.licence_answers import (
    from_verdict,
    licensing,
    none_told,
    why_unread,
)
from openness.signals.licence_parts import PART_SIGNALS
from openness.signals.licence_terms import TERM_SIGNALS
from openness.signals.signal import Signal, signal


@signal("licence.weights", name())
def weights(reading: Reading) -> Evidence:
    """Which licence does the publisher give the weights?

    Read from a licence file at the revision, else `license_name`, else the licence id of card or
    tags. The value is our id of the licence; several that apply at once are joined with AND; a name
    we do not know is given as written; `custom` is a text that is no known licence; `other` is the
    publisher's own "other" without a name. It is the licence *told*: what a base model's licence
    takes away shows in the other signals and in `licence.inherited`. Where nothing structured says
    it, a known address in `license_link` (never opened) and then a plain sentence of the card count,
    with medium confidence. Blind spots: a licence told only on the publisher's site or in a paper.
    """
    _, resolution = licensing(reading)
    governing = resolution.governing
    if governing is None:
        return none_told(resolution)
    return answered(
        governing.name,
        *governing.sources,
        method=governing.method,
        confidence=governing.confidence,
        note=governing.note,
    )


@signal("licence.basis", ordered(**{basis.value: words for basis, words in BASES.items()}))
def basis(reading: Reading) -> Evidence:
    """What do the answers on the licence rest on?

    The weakest of what the model's own licence and its bases' licences rest on: the text of a licence that
    was read and recognised; a name, an id, an address or words of the publisher; a catalogue or an index; a
    tag or row of the Hub alone.
    """
    _, resolution = licensing(reading)
    if resolution.basis is None or resolution.governing is None:
        return none_told(resolution)
    governing = resolution.governing
    sources = (*governing.sources, *(source for item in resolution.inherited for source in item.sources))
    return answered(resolution.basis.value, *dict.fromkeys(sources), method=governing.method)


@signal("licence.unread", set_of(**{kind.value: words for kind, words in UNREAD.items()}))
def unread(reading: Reading) -> Evidence:
    """What could take a permission away and was not read or not understood?

    An empty set: everything that is named was read. With anything in it no permission is stated: what the
    licence told would allow is unknown, with the reason; what was read as forbidden stays forbidden. A file
    list or a card nobody asked for is not in it: `licence.basis` then says that the answer rests on a tag.
    """
    _, resolution = licensing(reading)
    governing = resolution.governing
    if resolution.unread:
        sources = tuple(dict.fromkeys(source for item in resolution.unread for source in item.sources))[:20]
        told = sources or (governing.sources if governing is not None else ()) or (Source(json_path="$.tags"),)
        kinds = tuple(sorted({item.kind.value for item in resolution.unread}))
        return answered(kinds, *told, method=Method.METADATA, note=why_unread(resolution))
    if governing is None:
        return none_told(resolution)
    return answered((), *governing.sources, method=governing.method, note="Nothing that is named was left unread.")


@signal(
    "licence.kind",
    choice(
        open_source="an open-source software licence",
        open_data="an open licence for data and content",
        open_model="an open licence made for models",
        use_restricted="free to use, also commercially, but some purposes are forbidden",
        community="commercial use within bounds: users, revenue, registration",
        non_commercial="no commercial use",
        research_only="research only",
        proprietary="use only as the licensor separately grants",
        family_tag="a family is named, not the variant",
        custom="terms of its own that fit none of these, or that are not known to us",
    ),
)
def kind(reading: Reading) -> Evidence:
    """What kind of licence are the weights under, all things considered?

    The kind of the governing licence or of a base model's, whichever is less open; of several
    licences that apply at once, the least open. A licence text we do not know, a name we do not
    know and `other` are `custom`: neither unlicensed nor open.
    """
    return from_verdict(reading, lambda found: found.kind, "The kind is not known")


@signal("licence.open", flag())
def is_open(reading: Reading) -> Evidence:
    """Are the weights openly licensed: an open licence for software, data or models, up the whole lineage?

    True where every licence that applies is open (OSI, Open Definition, or an open model licence
    such as OpenMDW). A family tag or unknown terms leave it unknown; any restricted licence decides.
    """
    return from_verdict(reading, lambda found: found.open, "Whether it is open is not known")


@signal("licence.osi", flag())
def osi(reading: Reading) -> Evidence:
    """Is the licence approved by the Open Source Initiative?

    From the SPDX list, for every licence that applies, base models included. False says that it is
    not on OSI's list; that alone does not make a data licence such as CC-BY closed.
    """
    return from_verdict(reading, lambda found: found.osi, "OSI approval cannot be told")


@signal("licence.open_definition", flag())
def open_definition(reading: Reading) -> Evidence:
    """Does the licence conform to the Open Definition?

    True for content and data licences on its list of conformant licences; false where a term
    contradicts it. Silent for software licences, which it does not list by name.
    """
    return from_verdict(reading, lambda found: found.open_definition, "The Open Definition's list does not tell")


@signal("licence.mof_open", flag())
def mof_open(reading: Reading) -> Evidence:
    """Does the Model Openness Framework's tool count the licence as open?

    Its rule: FSF libre, OSI approved, one of its 31 open-data ids, or OpenMDW-1.0. By that rule
    PDDL-1.0 and OpenMDW-1.1 are not open; we reproduce it, we do not defend it.
    """
    return from_verdict(reading, lambda found: found.mof_open, "The framework's rule cannot be applied")


@signal("licence.text_included", flag())
def text_included(reading: Reading) -> Evidence:
    """Does the repository hold the text of a licence?

    From the file list and the licence files read. A use policy or a notice is no licence text.
    """
    claims, resolution = licensing(reading)
    if resolution.text_included is None:
        return not_looked("Nobody looked at the file list.")
    if not resolution.text_included:
        source = Source(json_path="$.siblings")
        return answered(False, source, method=Method.FILES, note="The file list has no licence file.")
    files = [file for file in claims.files if file.role.value == "licence"]
    return answered(True, *(Source(file=file.path) for file in files), method=Method.FILES)


@signal("licence.conflicts", count("conflicts"))
def conflicts(reading: Reading) -> Evidence:
    """In how many ways does what is said about the licence not fit together?

    Counts, for example: tag against file, a permissive tag over a restrictive base, a policy
    stricter than the licence, a required licence text or name that is missing, several licences
    without saying for what. The sentences stand in the note; each source is one of the places.
    """
    claims, resolution = licensing(reading)
    governing = resolution.governing
    if governing is None and not (claims.ids or claims.tags or claims.files):
        return none_told(resolution)
    places = [source for conflict in resolution.conflicts for source in conflict.sources]
    told = [*(saying.source for saying in (*claims.ids, *claims.tags)), *(Source(file=f.path) for f in claims.files)]
    sources = tuple(dict.fromkeys(places or told))[:20]
    if not sources and governing is not None:
        sources = governing.sources
    looked_all = claims.files_look.value == "read" and not any(base.claims is None for base in claims.bases)
    sentences = " ".join(conflict.sentence for conflict in resolution.conflicts)
    note = sentences or "Nothing that was read disagrees."
    return answered(
        len(resolution.conflicts),
        *sources,
        method=Method.LICENCE_FILE if resolution.texts else Method.METADATA,
        confidence=Confidence.HIGH if looked_all else Confidence.MEDIUM,
        note=note,
    )


@signal("licence.conflict_kinds", set_of(**{kind.value: meaning for kind, meaning in MEANINGS.items()}))
def conflict_kinds(reading: Reading) -> Evidence:
    """Which kinds of disagreement are there?"""
    found = conflicts.ask(reading)
    if found.outcome is not Outcome.ANSWERED:
        return found
    _, resolution = licensing(reading)
    kinds = tuple(sorted({conflict.kind.value for conflict in resolution.conflicts}))
    assert found.method is not None
    assert found.confidence is not None
    return answered(kinds, *found.sources, method=found.method, confidence=found.confidence, note=found.note)


@signal("licence.inherited", set_of())
def inherited(reading: Reading) -> Evidence:
    """Which base models' licences take away something that the model's own licence allows?

    The names of those licences; an empty set where every base that was read is at least as free.
    """
    claims, resolution = licensing(reading)
    if not resolution.inherited:
        return _nothing_inherited(claims, resolution)
    stricter = [item for item in resolution.inherited if item.taken and item.name is not None]
    known = [item for item in resolution.inherited if item.name is not None]
    unknown = [item.base for item in resolution.inherited if not item.licences]
    if not known or (unknown and not stricter):
        return silent(f"The terms of {', '.join(unknown[:5]) or 'the bases'} are not known.")
    sources = tuple(source for item in (stricter or known) for source in item.sources)
    names = tuple(sorted({item.name for item in stricter if item.name is not None}))
    return answered(names, *sources, method=Method.LINEAGE, confidence=Confidence.MEDIUM)


def _nothing_inherited(claims: Claims, resolution: Resolution) -> Evidence:
    if claims.bases_named or "" in claims.base_hints:
        return not_looked("The model names a base; nobody looked at the base's licence.")
    told = next((item for item in resolution.unread if item.kind in OF_BASES), None)
    if told is None:
        return silent("The model names no base.")
    return not_looked(told.sentence) if told.outcome is Outcome.NOT_LOOKED else silent(told.sentence, *told.sources)


LICENCE_SIGNALS: tuple[Signal, ...] = (
    weights,
    basis,
    unread,
    kind,
    is_open,
    osi,
    open_definition,
    mof_open,
    *TERM_SIGNALS,
    text_included,
    conflicts,
    conflict_kinds,
    inherited,
    *PART_SIGNALS,
)
"""Every signal of this theme, in the order it is shown."""
