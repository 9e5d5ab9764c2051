"""Materials, their densities, and the names that scripts may call them by.

A density is a usual value at room temperature; grades, fillers, moisture and the infill of a print change it.
"""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.errors import NotFound
from cadwidgets.service.catalog.model import Material

_GERE = "Gere, Mechanics of Materials, 5th ed., table of densities as printed by ah-engr.com: {} kg/m³"
_PLASTICS = "table of plastics at 24kjx.com.cn: {} g/cm³"
_MATMAKE = "table of polymers at matmake.com: {} kg/m³"
_MEMORY = "usual value for {}, unverified"
_COMPOUND = "usual value for a sealing compound of {}, unverified; fillers change it by a tenth"

STEEL = Material("steel", 7850.0, "EN 1991-1-1:2002, table A.4: 77.0 to 78.5 kN/m³")
BEARING_STEEL = Material("bearing steel 100Cr6", 7810.0, "usual value for 1.3505, unverified")
SPRING_STEEL = Material("spring steel", 7850.0, "as unalloyed steel: " + STEEL.source)
STAINLESS_A1 = Material("stainless steel 303", 7900.0, _MEMORY.format("1.4305 (EN 10088-1 says 7.9 kg/dm³)"))
STAINLESS_A4 = Material("stainless steel 316", 8000.0, _MEMORY.format("1.4401 (EN 10088-1 says 8.0 kg/dm³)"))
SPRING_STAINLESS = Material("stainless steel 301", 7900.0, _MEMORY.format("1.4310 (EN 10088-1 says 7.9 kg/dm³)"))
NBR_70 = Material("NBR 70", 1250.0, _COMPOUND.format("70 Shore A"))
FKM_75 = Material("FKM 75", 1900.0, _COMPOUND.format("75 Shore A"))
EPDM_70 = Material("EPDM 70", 1150.0, _COMPOUND.format("70 Shore A"))
VMQ_70 = Material("VMQ 70", 1200.0, _COMPOUND.format("70 Shore A"))

_KNOWN: tuple[tuple[Material, tuple[str, ...]], ...] = (
    (STEEL, ("mild steel", "carbon steel", "structural steel", "S235", "S355", "1018", "A36", "stahl")),
    (BEARING_STEEL, ("bearing steel", "100Cr6", "52100", "1.3505")),
    (
        Material("stainless steel 304", 7900.0, _MEMORY.format("1.4301 (EN 10088-1 says 7.9 kg/dm³)")),
        ("stainless steel", "stainless", "inox", "304", "A2", "1.4301", "V2A"),
    ),
    (STAINLESS_A4, ("316", "316L", "A4", "1.4401", "1.4404", "V4A")),
    (STAINLESS_A1, ("303", "A1", "1.4305")),
    (SPRING_STAINLESS, ("301", "1.4310")),
    (SPRING_STEEL, ("C67S", "C75S", "federstahl")),
    (Material("cast iron", 7200.0, _GERE.format("7000 to 7400")), ("grey cast iron", "gray cast iron", "iron", "GG25")),
    (
        Material("aluminium 6061", 2700.0, _GERE.format("2700 for 6061-T6")),
        ("aluminium", "aluminum", "aluminum 6061", "6061", "6061-T6", "6082", "6060", "alu", "al"),
    ),
    (
        Material("aluminium 7075", 2800.0, _GERE.format("2800 for 7075-T6")),
        ("aluminum 7075", "7075", "7075-T6"),
    ),
    (Material("magnesium", 1800.0, _GERE.format("1760 to 1830 for its alloys")), ("mg", "AZ31", "AZ91")),
    (
        Material("titanium", 4500.0, _GERE.format("4500")),
        ("ti", "titanium grade 2"),
    ),
    (
        Material("titanium 6Al-4V", 4430.0, "typical value in the metals table of iteraio.com: 4.43 g/cm³"),
        ("titanium grade 5", "Ti6Al4V", "Ti-6Al-4V", "3.7165"),
    ),
    (Material("copper", 8900.0, _GERE.format("8900")), ("cu", "Cu-ETP")),
    (Material("brass", 8500.0, _GERE.format("8400 to 8600")), ("CuZn37", "CuZn39Pb3", "messing")),
    (Material("bronze", 8800.0, _GERE.format("8200 to 8800, tin bronze at the upper end")), ("tin bronze", "CuSn8")),
    (Material("zinc", 7140.0, _MEMORY.format("the pure metal")), ("zn",)),
    (Material("lead", 11340.0, _MEMORY.format("the pure metal")), ("pb",)),
    (Material("tungsten", 19300.0, _MEMORY.format("the pure metal")), ("wolfram", "w")),
    (Material("gold", 19300.0, _MEMORY.format("the pure metal")), ("au",)),
    (Material("silver", 10490.0, _MEMORY.format("the pure metal")), ("ag",)),
    (Material("PLA", 1240.0, _MEMORY.format("printing filament")), ("polylactide", "polylactic acid")),
    (Material("ABS", 1050.0, _PLASTICS.format("1.020 to 1.080")), ("acrylonitrile butadiene styrene",)),
    (Material("ASA", 1060.0, _PLASTICS.format("1.050 to 1.070")), ()),
    (Material("PETG", 1270.0, _PLASTICS.format("1.260 to 1.280")), ("PET-G",)),
    (Material("PET", 1380.0, _PLASTICS.format("1.370 to 1.390")), ("polyester",)),
    (Material("PA6", 1130.0, _MATMAKE.format("1130")), ("PA", "polyamide", "nylon", "nylon 6", "PA 6")),
    (Material("PA66", 1140.0, _MATMAKE.format("1140")), ("nylon 66", "PA 66", "PA 6.6", "PA6.6")),
    (Material("PA12", 1010.0, _MATMAKE.format("1010")), ("nylon 12", "PA 12")),
    (Material("POM", 1410.0, _PLASTICS.format("1.410 to 1.430")), ("acetal", "delrin", "POM-C", "POM-H")),
    (Material("PE-HD", 955.0, _MATMAKE.format("950 to 968")), ("HDPE", "PE", "polyethylene")),
    (Material("PE-LD", 920.0, _MATMAKE.format("912 to 925")), ("LDPE",)),
    (Material("PP", 905.0, _PLASTICS.format("0.900 to 0.915")), ("polypropylene",)),
    (Material("PC", 1200.0, _MATMAKE.format("1200")), ("polycarbonate",)),
    (Material("PMMA", 1180.0, _PLASTICS.format("1.170 to 1.190")), ("acrylic", "acryl", "plexiglass", "perspex")),
    (Material("PVC", 1400.0, _PLASTICS.format("1.300 to 1.450 for rigid PVC")), ("PVC-U", "polyvinyl chloride")),
    (Material("PTFE", 2190.0, "specific gravity at engineersedge.com: 2.19"), ("teflon",)),
    (Material("PEEK", 1320.0, _MATMAKE.format("1320")), ()),
    (Material("TPU", 1210.0, _MEMORY.format("printing filament")), ("TPE",)),
    (Material("resin", 1150.0, _MATMAKE.format("1120 to 1180 for epoxy resin")), ("epoxy",)),
    (Material("rubber", 930.0, _MATMAKE.format("920 to 1037 for natural rubber")), ("natural rubber",)),
    (NBR_70, ("NBR", "nitrile rubber", "Buna-N")),
    (FKM_75, ("FKM", "FPM", "viton")),
    (EPDM_70, ("EPDM",)),
    (VMQ_70, ("VMQ", "silicone", "silicone rubber")),
    (Material("oak", 700.0, _GERE.format("640 to 720, air dry")), ("oak wood", "hardwood", "eiche")),
    (Material("beech", 720.0, _MEMORY.format("air-dry wood")), ("beech wood", "buche")),
    (Material("spruce", 450.0, _MEMORY.format("air-dry wood")), ("spruce wood", "wood", "softwood", "fichte")),
    (Material("pine", 510.0, _MEMORY.format("air-dry wood")), ("pine wood", "kiefer")),
    (Material("birch plywood", 680.0, _MEMORY.format("birch plywood")), ("plywood",)),
    (Material("MDF", 750.0, _MEMORY.format("medium-density fibreboard")), ()),
    (Material("concrete", 2300.0, _GERE.format("2300, plain")), ("beton",)),
    (Material("glass", 2500.0, _GERE.format("2400 to 2800")), ("soda-lime glass", "float glass")),
)

MATERIALS: Mapping[str, Material] = {material.name: material for material, _ in _KNOWN}
"""Every material by its name."""


def _spelt(name: str) -> str:
    """Upper and lower case, blanks, hyphens and underscores make no difference."""
    return "".join(name.casefold().replace("-", " ").replace("_", " ").split())


_BY_ANY_NAME = {_spelt(name): material for material, names in _KNOWN for name in (material.name, *names)}


def material_named(name: str) -> Material:
    """The material that a script calls ``name``, in any case: ``Aluminium``, ``6061``, ``PE-HD``.

    Raises NotFound, which names the known ones.
    """
    found = _BY_ANY_NAME.get(_spelt(name))
    if found is None:
        raise NotFound(f"the material {name!r} is not known here; known are {', '.join(MATERIALS)}")
    return found
