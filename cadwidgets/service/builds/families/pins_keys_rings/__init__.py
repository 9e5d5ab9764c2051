"""The builders of pins, keys and retaining rings."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.pins_keys_rings import (
    clevis_pin,
    key,
    retaining_ring,
    retaining_washer,
    split_pin,
    spring_pin,
    straight_pin,
)

BUILDERS: Mapping[str, Builder] = {
    "iso2338": straight_pin.parallel,
    "iso8734": straight_pin.dowel,
    "iso2339": straight_pin.taper,
    "iso8752": spring_pin.build,
    "iso13337": spring_pin.build,
    "iso1234": split_pin.build,
    "iso2340a": clevis_pin.without_head,
    "iso2340b": clevis_pin.without_head,
    "iso2341a": clevis_pin.with_head,
    "iso2341b": clevis_pin.with_head,
    "din471": retaining_ring.for_shafts,
    "din472": retaining_ring.for_bores,
    "din6799": retaining_washer.build,
    "din6885a": key.round_ended,
    "din6885b": key.square_ended,
    "din6888": key.woodruff,
}
