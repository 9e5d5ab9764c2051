"""Spur gears with the basic rack of ISO 53, profile A, and modules of ISO 54; as plain discs and with a hub.

d, da and df are calculated from module and number of teeth (ISO 21771); there is no profile shift, teeth below 18 are
undercut. For them ``agreeing`` names two texts that state the formulas, not tables of the values; the rows seen of two
stock catalogues follow them as well (KHK series SS, module 0.5, 15 to 28 teeth; Chiaravalli, modules 2 to 5, 30 to 60
teeth: d and da). Face widths are those of stock gears: for module 0.5 that of KHK, from 2 on those of Chiaravalli's
cast iron gears; the others are from memory, as all lengths, hubs and bores.
"""

from __future__ import annotations

from collections.abc import Iterator

from cadwidgets.contract.part_details import CHOSEN
from cadwidgets.service.catalog.materials import STEEL, material_named
from cadwidgets.service.catalog.model import Configuration, Dimension, Family, Selector
from cadwidgets.service.catalog.transmission import stock

_KHK, _CHIARAVALLI = "KHK steel spur gears SS", "Chiaravalli spur gears and racks"
_CALCULATOR = "metricmech.com gear calculator"
_FORMULAS = ("drivetrainhub, spur gear formulas", "okorder.com, spur gear formulas")

_MODULES = {0.5: (_KHK,), 0.8: (_KHK,), 1.25: (_CALCULATOR,)}
"""By module: who states it as a standard one, where not both of these do."""
_BOTH = (_CALCULATOR, _CHIARAVALLI)

_WIDTHS = {
    0.5: (5, 12, (_KHK,)),
    0.8: (8, 18, ()),
    1: (15, 25, ()),
    1.25: (12, 24, ()),
    1.5: (17, 30, ()),
    2: (20, 35, (_CHIARAVALLI,)),
    2.5: (25, 40, (_CHIARAVALLI,)),
    3: (30, 50, (_CHIARAVALLI,)),
    4: (40, 60, (_CHIARAVALLI,)),
    5: (50, 75, (_CHIARAVALLI,)),
}
"""By module: face width and length with hub (mm), and who states that face width."""
_TEETH = (
    *(*range(12, 23), 24, 25, 26, 28, 30, 32, 35, 36, 38, 40, 45, 48, 50, 54, 55, 60, 65, 70, 72, 75),
    *(80, 90, 95, 100, 110, 120),
)
_LARGEST = 300
"""Larger pitch diameters (mm) are no stock gears."""
_PLASTIC = material_named("POM")
_PLASTIC_UP_TO = 3

_SELECTORS = (
    Selector("m", "Module m", "real", "mm"),
    Selector("z", "Number of teeth z", "integer"),
    Selector("material", "Material grade", "text"),
)


def disc() -> Family:
    """Gears without a hub."""
    return _family("spur_gear", "90-24112026-000600", "ISO 53 spur gears, disc", "Spur gear", with_hub=False)


def with_hub() -> Family:
    """Gears with a hub on one side."""
    title = "ISO 53 spur gears with hub"
    return _family("spur_gear_with_hub", "90-24112026-000601", title, "Spur gear with hub", with_hub=True)


def _family(family_id: str, part_id: str, title: str, name: str, *, with_hub: bool) -> Family:
    return Family(
        id=family_id,
        part_id=part_id,
        category="CW.40.010",
        title=title,
        description="Module 0.5 to 5, 20°, straight teeth without profile shift, pilot bore; steel C45 or POM",
        name=name,
        standard="ISO 53",
        material=STEEL,
        selectors=_SELECTORS,
        configurations=tuple(_configurations(with_hub=with_hub)),
    )


def _configurations(*, with_hub: bool) -> Iterator[Configuration]:
    for m in _WIDTHS:
        for z in (count for count in _TEETH if m * count <= _LARGEST):
            number, chosen = f"Spur gear m{m:g} z{z}{' hub' if with_hub else ''}", (f"{m:g}", str(z))
            dimensions = (*_teeth(m, z), *_body(m, z, with_hub=with_hub))
            yield Configuration(number, dimensions, (*chosen, "C45"))
            if m <= _PLASTIC_UP_TO:
                yield Configuration(f"{number} POM", dimensions, (*chosen, "POM"), material=_PLASTIC)


def _teeth(m: float, z: int) -> Iterator[Dimension]:
    yield Dimension("m", "Module m", float(m), "nominal", "ISO 54:1996", _MODULES.get(m, _BOTH))
    yield Dimension("z", "Number of teeth z", float(z), CHOSEN, "ISO 21771:2007", unit="")
    yield Dimension("d", "Pitch diameter d", m * z, "reference", "ISO 21771:2007, d = m z", _FORMULAS)
    yield Dimension("da", "Tip diameter da", m * (z + 2), "nominal", "ISO 53:1998, haP = 1 m", _FORMULAS)
    yield Dimension("df", "Root diameter df", m * (z - 2.5), "nominal", "ISO 53:1998, hfP = 1.25 m", _FORMULAS)


def _body(m: float, z: int, *, with_hub: bool) -> Iterator[Dimension]:
    width, length, agreeing = _WIDTHS[m]
    hub = stock.hub_diameter(m * (z - 2.5))
    yield Dimension("b", "Face width b", float(width), "nominal", "stock catalogues, no standard", agreeing)
    yield Dimension("d1", "Bore d1", stock.bore(hub, at_most=5 + 5 * m), CHOSEN, stock.SOURCE)
    if with_hub:
        yield Dimension("dh", "Hub diameter dh", hub, CHOSEN, stock.SOURCE)
        yield Dimension("L", "Overall length L", float(length), CHOSEN, stock.SOURCE)
