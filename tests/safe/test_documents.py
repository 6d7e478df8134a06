"""Every attack into every file that is handed on: the file is opened by its own reader, and nothing in it acts."""

from __future__ import annotations

import io
import json
import re
import unicodedata
import zipfile
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import docx
import pandas as pd
import pytest
from markdown_it import MarkdownIt

from openness import __version__
from openness.catalogue import Catalogue, System
from openness.dossier.blocks import Block, Heading, Words, cell, paragraph, table
from openness.dossier.files import ReportForm, report
from openness.gate.badge import badge
from openness.gate.junit import junit
from openness.gate.outcome import Outcome
from openness.gate.sarif import sarif
from openness.phrases import phrases
from openness.ranking.entries import EntryKind
from openness.requirements.short import parse
from openness.rubric import load_rubric
from openness.safe.line import one_line
from openness.signals import SIGNALS
from openness.views.changes import Change, What, as_atom, as_json, as_markdown
from openness.views.forms import write_frames
from openness.views.site import site
from tests.made_entries import made_entries
from tests.safe.attacks import ATTACKS
from tests.safe.test_outputs import Tags, hidden

DAY = date(2026, 11, 27)
WEB = "https://hub.example/x"
ADDRESSES = ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "https://me:secret@evil.example", WEB)
BLOCKS: list[Block] = [
    block
    for attack in ATTACKS.values()
    for block in (
        Heading(attack, 2),
        paragraph(attack, *(Words(attack, address) for address in (attack, *ADDRESSES))),
        table((attack, "b"), [[cell(attack), cell(Words(attack, ADDRESSES[0]))]], [50, 50]),
    )
]
attacks = pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())


def parts(content: bytes) -> dict[str, ET.Element]:
    """Return the parts of an archive, each read by an XML reader; one that is no XML fails."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if not name.endswith((".jpeg", ".png", "mimetype"))]
        return {name: ET.fromstring(archive.read(name)) for name in names}


def targets(found: dict[str, ET.Element]) -> set[str]:
    """Return where an Office file leads outside of itself."""
    return {
        item.get("Target") or ""
        for name, part in found.items()
        if name.endswith(".rels")
        for item in part
        if item.get("TargetMode") == "External"
    }


def tags(part: ET.Element) -> set[str]:
    return {item.tag.rpartition("}")[2] for item in part.iter()}


def safe_text(text: str) -> None:
    text.encode("utf-8")
    assert not set(hidden(text)) - {"\n"}


def pdf_objects(content: bytes) -> bytes:
    """Return a PDF with what it holds deflated beside it."""
    whole = [content]
    for stream in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.S):
        inflate = zlib.decompressobj()
        try:
            whole.append(inflate.decompress(stream[1]))
        except zlib.error:
            continue
    return b"\n".join(whole)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_pdf_does_nothing_and_leads_to_the_web_alone() -> None:
    said = pdf_objects(report(BLOCKS, ReportForm.PDF, ATTACKS["script"], "en", DAY))
    for acting in (rb"JavaScript", rb"JS", rb"Launch", rb"OpenAction", rb"AA", rb"EmbeddedFile", rb"SubmitForm",
                   rb"RichMedia", rb"GoToR", rb"ImportData", rb"XFA"):  # fmt: skip
        assert not re.search(rb"/" + acting + rb"\b", said), acting
    followed = set(re.findall(rb"/URI\s*\(((?:[^()\\]|\\.)*)\)", said))
    assert WEB.encode() in followed
    assert all(address.startswith((b"https://", b"http://")) and b"@" not in address for address in followed)


def pdf_characters(content: bytes) -> list[str]:
    """Return every text that a glyph of a PDF stands for when it is copied, searched or read out."""
    characters: list[str] = []
    for told in re.findall(rb"beginbf(?:char|range)(.*?)endbf(?:char|range)", pdf_objects(content), re.S):
        for last in re.findall(rb"<([0-9A-Fa-f]+)>\s*(?:\n|$)", told):
            characters += [bytes.fromhex(last.decode()).decode("utf-16-be")]
    return characters


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_pdf_has_no_character_that_controls_or_turns_its_text() -> None:
    plain = report([paragraph("a b <= x")], ReportForm.PDF, "plain", "en", DAY)
    assert {"a", "b", "<", "=", "x"} <= set(pdf_characters(plain))
    shown = pdf_characters(report(BLOCKS, ReportForm.PDF, ATTACKS["script"], "en", DAY))
    assert {"<", ">", "=", "@", "[", "$", "|", "`", "#"} <= set(shown), "what is markup elsewhere is shown as it is"
    assert not hidden("".join(shown))


def test_a_docx_shows_the_words_and_does_nothing() -> None:
    content = report(BLOCKS, ReportForm.DOCX, ATTACKS["script"], "en", DAY)
    found = parts(content)
    assert not [name for name in found if "vba" in name.lower() or "embed" in name.lower()]
    acting = {"fldSimple", "instrText", "fldChar", "object", "OLEObject", "altChunk", "control", "subDoc", "script"}
    assert not tags(found["word/document.xml"]) & acting
    assert targets(found) == {WEB}
    read = docx.Document(io.BytesIO(content))
    shown = [line.text for line in read.paragraphs]
    for attack in ATTACKS.values():
        assert one_line(attack, 300) in shown
    assert read.core_properties.title == one_line(ATTACKS["script"])
    safe_text("\n".join(shown).replace("\t", ""))


def test_an_odt_shows_the_words_and_does_nothing() -> None:
    found = parts(report(BLOCKS, ReportForm.ODT, ATTACKS["script"], "en", DAY))
    for part in found.values():
        assert not tags(part) & {"script", "scripts", "event-listener", "event-listeners", "object", "plugin", "frame",
                                 "applet", "execute-macro", "dde-connection", "database-display"}  # fmt: skip
    body = found["content.xml"]
    followed = {
        value for item in body.iter() for name, value in item.attrib.items() if name.rpartition("}")[2] == "href"
    }
    assert followed == {WEB}
    shown = " ".join("".join(body.itertext()).split())
    for attack in ATTACKS.values():
        assert one_line(attack, 300).rstrip("…") in shown
    assert not hidden(shown)


def test_a_sheet_calculates_nothing_and_leads_nowhere() -> None:
    frame = pd.DataFrame({"id": pd.Series([*ATTACKS.values()], dtype=object)})
    stream = io.BytesIO()
    write_frames(iter([frame]), "xlsx", stream)
    found = parts(stream.getvalue())
    assert not targets(found)
    assert not [name for name in found if "vba" in name.lower() or "externalLink" in name]
    for part in found.values():
        assert not tags(part) & {"f", "hyperlink", "ddeLink", "oleObject"}
    shown = "".join("".join(part.itertext()) for part in found.values())
    assert not set(hidden(shown)) - {"\n", "\r"}
    assert "alert(1)" in shown


@attacks
def test_a_badge_is_a_small_picture_of_words(attack: str) -> None:
    drawn = badge(attack, attack)
    safe_text(drawn)
    tree = ET.fromstring(drawn)
    assert tags(tree) == {"svg", "title", "rect", "path", "g", "text"}
    names = {name for item in tree.iter() for name in item.attrib}
    assert not [name for name in names if name.startswith("on") or "href" in name or name == "style"]
    assert float(tree.attrib["width"]) < 2_000
    assert all(float(item.attrib["textLength"]) >= 0 for item in tree.iter() if "textLength" in item.attrib)


def changed(attack: str) -> list[Change]:
    return [Change(attack, What.LICENCE, f"licence {attack} → mit", worse=True)]


@attacks
def test_a_feed_is_entries_of_words(attack: str) -> None:
    made = as_atom(changed(attack), attack, attack, datetime(2026, 11, 27, tzinfo=UTC))
    safe_text(made)
    tree = ET.fromstring(made)
    assert tags(tree) == {"feed", "title", "id", "updated", "author", "name", "entry", "link", "content"}
    for item in tree.iter():
        assert item.get("type") in (None, "text")
        assert (item.get("href") or "https://huggingface.co/").startswith("https://huggingface.co/")


@attacks
def test_a_page_of_changes_is_words(attack: str) -> None:
    made = as_markdown(changed(attack), attack, attack)
    safe_text(made.replace("\u2060", ""))
    reader = MarkdownIt("commonmark", {"linkify": False}).enable(["table", "strikethrough"])
    tokens = reader.parse(made)
    kinds = {child.type for token in tokens for child in (token.children or [token])}
    assert kinds <= {
        "text", "text_special", "code_inline", "strong_open", "strong_close", "heading_open", "heading_close",
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "paragraph_open", "paragraph_close",
    }, made  # fmt: skip
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2"]
    assert json.loads(as_json(changed(attack), "a", "b"))["changes"][0]["model"] == attack


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The files of a site whose every free word is an attack, one entry an attack."""
    named = {f"s-{n}": attack[:300] for n, attack in enumerate(ATTACKS.values()) if "\ud800" not in attack}
    page = {"url": "https://example.org/page", "date": "2026-02"}
    systems = tuple(
        System.model_validate(
            {
                "id": name, "name": attack, "organisation": {"name": attack}, "modalities": ["text"], "sources": {"p": page},
                "facts": {"status": {"value": "released", "source": "p", "note": attack}},
            }
        )
        for name, attack in named.items()
    )  # fmt: skip
    entries = made_entries({name: {} for name in named})
    entries = replace(entries, kind=EntryKind.SYSTEMS, names=[named[name] for name in entries.ids])
    rubric = load_rubric("default", {signal: item.domain for signal, item in SIGNALS.items()}).rubric
    origin = ATTACKS["script"] + ATTACKS["right to left"]
    return dict(site(entries, Catalogue(systems), [rubric], origin, lambda *_: badge("a", "b")))


def test_the_pages_of_a_site_hold_words_alone(files: dict[str, str]) -> None:
    pages = {name: text for name, text in files.items() if name.endswith(".html")}
    assert len(pages) == len(ATTACKS), "all but half a pair, and the index"
    for name, text in pages.items():
        safe_text(text)
        reader = Tags()
        reader.feed(text)
        found = {tag.partition(" ")[0] for tag in reader.tags}
        assert found <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "a", "table", "caption",
                         "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "footer"}, name  # fmt: skip
        assert not [tag for tag in reader.tags if re.search(r"'(on\w+|src|style)'", tag)], name
        for address in re.findall(r"href=[\"']([^\"']*)", text):
            assert re.match(r"https?://|(\.\./|systems/|ranking/|badge/)?[\w.%/-]+$", address), address


def test_the_data_of_a_site_can_be_read(files: dict[str, str]) -> None:
    for name, text in files.items():
        text.encode("utf-8")
        if name.endswith(".json"):
            json.loads(text)
        elif name.endswith(".csv"):
            assert not re.search(r"^[\"\s]*[=+@\uff1d]", text, re.M), name


@attacks
def test_reports_of_a_gate_are_words(attack: str) -> None:
    found = [Outcome(attack, attack, "model", (0.0, 1.0), parse(["commercial"]), (), attack)]
    made = junit(found, phrases())
    safe_text(made)
    assert tags(ET.fromstring(made)) <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    told = sarif(found, phrases(), __version__, policy=None, lines={})
    told.encode("utf-8")
    json.loads(told)


def test_the_list_has_a_letter_of_each_class_that_hides() -> None:
    """What shows nothing, turns or controls is in the list; else the tests above would prove nothing of it."""
    classes = {unicodedata.category(letter) for attack in ATTACKS.values() for letter in attack}
    assert {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"} <= classes
