"""Measures of the exact geometry as JSON: what picked things are, and how the last two stand to each other."""

from __future__ import annotations

import json
from collections.abc import Sequence

from cadwidgets.contract.measures import Measurement
from cadwidgets.contract.picks import read_picks
from cadwidgets.errors import RequestError
from cadwidgets.service.builds.exact.facts import facts_of
from cadwidgets.service.builds.exact.finding import find, visible
from cadwidgets.service.builds.exact.relations import relation_of
from cadwidgets.service.builds.exact.selectors import SUGGEST, Selecting
from cadwidgets.service.builds.shapes import Part
from cadwidgets.service.builds.write_options import WriteOptions


def measure_bytes(parts: Sequence[Part], options: WriteOptions) -> bytes:
    """The file of the type MEASURE. Raises RequestError for picks that are none, or nothing of this model.

    The option ``selectors`` adds what `Selecting.answer` tells.
    """
    if not options.picks and options.selectors in ("", SUGGEST):
        raise RequestError(
            "MEASURE needs picks: what is to be measured",
            parameter="o.picks",
            allowed='a list in JSON, each as ["face", 0, 3, [1.0, 2.0, 0.5]]: kind, part, number, point',
        )
    shown = visible(parts)
    found = [find(shown, pick) for pick in read_picks(options.picks)] if options.picks else []
    relation = relation_of(found[-2], found[-1]) if len(found) > 1 else None
    told = Measurement(tuple(map(facts_of, found)), relation).to_json()
    if options.selectors:
        told |= Selecting(shown).answer(options.selectors, found)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
