"""What must hold for the geometry of nuts and washers."""

from __future__ import annotations

from collections.abc import Mapping

from facts import Facts
from measures import bore, cylinder, extent

FACTS: Mapping[str, Facts] = {
    "iso7089": Facts({"d1": bore(), "d2": cylinder("d2"), "h": extent("z")}),
}
