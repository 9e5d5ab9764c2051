"""Materials and their densities."""

from __future__ import annotations

from cadwidgets.service.catalog.model import Material

STEEL = Material("steel", 7850.0, "EN 1991-1-1:2002, table A.4: 77.0 to 78.5 kN/m³")
BEARING_STEEL = Material("bearing steel 100Cr6", 7810.0, "usual value for 1.3505, unverified")
