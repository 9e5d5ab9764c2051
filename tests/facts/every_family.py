"""The facts of every family of the standard catalog, by its id."""

from __future__ import annotations

from collections.abc import Mapping

import facts_assemblies
import facts_bearings
import facts_hardware
import facts_nuts_and_washers
import facts_pins_keys_rings
import facts_profiles
import facts_screws
import facts_seals
import facts_transmission
from facts import Facts

FACTS: Mapping[str, Facts] = {
    **facts_screws.FACTS,
    **facts_nuts_and_washers.FACTS,
    **facts_pins_keys_rings.FACTS,
    **facts_assemblies.FACTS,
    **facts_bearings.FACTS,
    **facts_seals.FACTS,
    **facts_transmission.FACTS,
    **facts_profiles.FACTS,
    **facts_hardware.FACTS,
}
