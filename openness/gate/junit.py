"""Outcomes as JUnit XML: a suite an entry, a case a requirement; what blocks is a failure, what warns is told."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from openness.gate.outcome import Outcome
from openness.phrases import Phrases
from openness.requirements import Action
from openness.requirements.asked import asked_words
from openness.safe.line import one_line


def junit(found: Sequence[Outcome], say: Phrases) -> str:
    """Return the outcomes as one JUnit document, UTF-8, with a line feed at its end."""
    whole = ET.Element("testsuites", name="openness check")
    for item in found:
        asked = dict(item.requirements.asked())
        failures = sum(gap.action is Action.BLOCK for gap in item.shortfalls)
        suite = ET.SubElement(
            whole, "testsuite", name=one_line(item.entry), tests=str(len(asked)), failures=str(failures), errors="0",
            skipped="0", time="0",
        )  # fmt: skip
        for name, requirement in asked.items():
            words = one_line(say.of(asked_words(name, requirement)))
            case = ET.SubElement(suite, "testcase", classname=one_line(item.entry), name=f"{name}: {words}", time="0")
            gap = item.shortfall(name)
            if gap is None:
                continue
            reason = one_line(say.of(gap.reason))
            if gap.action is Action.BLOCK:
                ET.SubElement(case, "failure", message=reason, type=str(gap.verdict)).text = reason
            else:
                ET.SubElement(case, "system-out").text = f"{gap.action}: {gap.verdict}: {reason}"
    ET.indent(whole, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(whole, encoding="unicode")}\n'
