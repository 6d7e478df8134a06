"""A small vocabulary and rubric, made by hand for tests."""

from __future__ import annotations

from openness.record.evidence import choice, count, flag, name, ordered, set_of

SIGNALS = {
    "weights.published": ordered(none="", partial="", all=""),
    "access.gate": choice(none="", automatic="", manual=""),
    "weights.formats": set_of(safetensors="", pickle="", gguf=""),
    "licence.osi": flag(),
    "licence.weights": name(),
    "card.topics": count("topics"),
    "data.named": ordered(withheld="", named="", public=""),
    "osai.weights": ordered(closed="", partial="", open=""),
}

RUBRIC = """\
id: made
version: 1
title: Made for tests
dimensions: {weights: Weights, data: Data}
definitions:
  open-licence:
    choose: osi
    options:
      osi: {licence.osi: true}
      named: {licence.weights: [mit, apache-2.0]}
criteria:
  - id: final
    dimension: weights
    question: Can anyone download the weights?
    points: 10
    levels:
      open: {all: [{weights.published: all}, {access.gate: none}]}
      partial: {weights.published: [all, partial]}
    otherwise: closed
    assessment: osai.weights
    why: It matters.
    fix: Mend it.
  - id: licensed
    dimension: weights
    question: Is the licence open?
    points: 5
    levels:
      open: {defined: open-licence}
    otherwise: closed
    why: It matters.
    fix: Mend it.
  - id: data
    dimension: data
    question: Is the data public?
    points: 5
    levels:
      open: {data.named: public}
      partial: {data.named: {at_least: named}}
      closed: {data.named: withheld}
    applies_to: {not: {card.topics: 9}}
    why: It matters.
    fix: Mend it.
gates:
  - id: downloadable
    question: Can it be downloaded?
    requires: {level.final: {at_least: partial}}
    why: It matters.
ladder:
  title: Label
  rungs:
    - label: Full
      requires:
        - name: everything open
          requires: {every_criterion: {is: [open, not_applicable]}}
    - label: Weights
      requires:
        - name: weights open
          requires: {level.final: open}
  otherwise: None of these
examples:
  - name: gated
    given: {weights.published: all, access.gate: manual, licence.osi: true, data.named: named, card.topics: 8}
    expect: {final: partial, licensed: open, data: partial}
    score: {low: 62.5, high: 62.5, coverage: 1}
    label: None of these
    gates: {downloadable: passed}
"""
