"""A catalog of a few washers that is really searched, configured and described, without a service behind it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from cadwidgets.contract.part_details import SourcedValue
from cadwidgets.contract.parts import CadFormat, ConfiguratorParameter, PartRef
from cadwidgets.contract.search import Facet, FacetValue, Filter, Hit, HitColumn, SearchPage, Understood
from cadwidgets.errors import Cancelled, NotFound, RequestError
from cadwidgets.widgets._shelf import PartFacts, Wanted

SIZES = {"5": 0.44, "6": 1.02, "8": 1.83, "10": 3.57}
"""Thread sizes and masses in g."""
FINISHES = {"plain": ("steel", "A2"), "zinc": ("steel",)}
"""Which materials a finish comes in."""
FORMATS = (CadFormat(901, "STEP AP214"), CadFormat(902, "STL"))


def washer(size: str, material: str = "steel") -> PartRef:
    """The name of a washer."""
    return PartRef(part_id="W", selection_path=f"d={size}|m={material}|")


@dataclass
class SmallShelf:
    """Washers ISO 7089 of four sizes. ``slow`` holds every answer back while it is set; ``asked`` are all questions."""

    searchable: bool = True
    placeholder: str = "washer 6"
    note: str = ""
    slow: threading.Event = field(default_factory=threading.Event)
    asked: list[Wanted] = field(default_factory=list)
    trouble: Exception | None = None

    def find(self, wanted: Wanted, cancel: threading.Event) -> SearchPage:
        """The washers whose size stands in the text and passes the filter."""
        self.asked.append(wanted)
        self._answer(cancel)
        typed = [word for word in wanted.text.split() if word in SIZES]
        understood = tuple(Understood(word, Filter("d", (word,)), f"d: {word} mm") for word in typed)
        chosen = next((one for one in wanted.filters if one.facet == "d"), Filter("d"))
        sizes = [size for size in SIZES if (not typed or size in typed) and _passes(chosen, size)]
        sizes = sorted(sizes, key=int, reverse=wanted.sort.startswith("-"))
        values = tuple(FacetValue(size, 1, "", size in chosen.values) for size in SIZES)
        shown = sizes[(wanted.page - 1) * wanted.size : wanted.page * wanted.size]
        return SearchPage(
            total=len(sizes),
            about=False,
            page=wanted.page,
            pages=max(1, -(-len(sizes) // wanted.size)),
            hits=tuple(map(_hit, shown)),
            facets=(Facet("d", "Thread d", "number", values, "mm", 5.0, 10.0),),
            understood=understood,
            columns=(HitColumn("d", "d", "number", "mm"),),
        )

    def facts(self, part: PartRef, cancel: threading.Event, hit: Hit | None = None) -> PartFacts:
        """What there is to know of a washer."""
        self._answer(cancel)
        pairs = dict(pair.split("=") for pair in part.selection_path.strip("|").split("|"))
        return _facts(pairs["d"], "plain", pairs["m"])

    def configured(self, facts: PartFacts, symbol: str, value: str, cancel: threading.Event) -> PartFacts:
        """The washer with another finish or material; a finish that the material does not have changes that too."""
        self._answer(cancel)
        values = {one.symbol: one.value for one in facts.parameters} | {symbol: value}
        if values["finish"] not in FINISHES:
            raise RequestError("no such finish", parameter="finish", value=value, allowed=", ".join(FINISHES))
        materials = FINISHES[values["finish"]]
        material = values["m"] if values["m"] in materials else materials[0]
        return _facts(values["d"], values["finish"], material)

    def named(self, number: str, catalog: str, options: Mapping[str, str], cancel: threading.Event) -> PartFacts:
        """The washer of that part number."""
        self._answer(cancel)
        size = number.removeprefix("ISO 7089 ")
        if size not in SIZES:
            raise NotFound(f"no part {number!r}; near it: ISO 7089 6")
        return _facts(size, "plain", "steel")

    def _answer(self, cancel: threading.Event) -> None:
        while self.slow.is_set():
            if cancel.wait(0.01):
                raise Cancelled("not wanted any more")
        if self.trouble is not None:
            raise self.trouble


def _passes(chosen: Filter, size: str) -> bool:
    low = chosen.minimum is None or chosen.minimum <= float(size)
    high = chosen.maximum is None or float(size) <= chosen.maximum
    return low and high and (not chosen.values or size in chosen.values)


def _hit(size: str) -> Hit:
    return Hit(f"ISO 7089 {size}", "Plain washer", "SMALL", "W", washer(size).selection_path, "w", "CW.20", {"d": size})


def _facts(size: str, finish: str, material: str) -> PartFacts:
    parameters = (
        ConfiguratorParameter("d", "Thread d", "real", size, tuple((one, f"{one} mm") for one in SIZES)),
        ConfiguratorParameter("finish", "Finish", "text", finish, tuple((one, one) for one in FINISHES)),
        ConfiguratorParameter("m", "Material", "text", material, tuple((one, one) for one in FINISHES[finish])),
    )
    return PartFacts(
        washer(size, material),
        f"ISO 7089 {size}",
        f"Plain washer ISO 7089 {size}",
        FORMATS,
        standard="ISO 7089",
        material=material,
        dimensions=(SourcedValue("d", "Thread d", float(size), "mm", "nominal", "ISO 7089", ("DIN",), True),),
        properties=(("Finish", finish, ""),),
        parameters=parameters,
        mass=SIZES[size],
        source="SMALL",
    )
