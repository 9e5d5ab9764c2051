"""The builders of nuts and washers."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.service.builds.families.builder import Builder
from cadwidgets.service.builds.families.nuts_and_washers import (
    cap_nut,
    flange_nut,
    insert_nut,
    plain_washer,
    prismatic_nut,
    spherical_washer,
    spring_washer,
    t_slot_nut,
)
from cadwidgets.service.builds.families.nuts_and_washers.threaded import threaded

BUILDERS: Mapping[str, Builder] = {
    "iso4032": threaded(prismatic_nut.hexagon),
    "iso4033": threaded(prismatic_nut.hexagon),
    "iso4035": threaded(prismatic_nut.hexagon),
    "iso4036": threaded(prismatic_nut.sharp_hexagon),
    "iso8673": threaded(prismatic_nut.hexagon),
    "din934": threaded(prismatic_nut.hexagon),
    "din934_fine": threaded(prismatic_nut.hexagon),
    "din439": threaded(prismatic_nut.hexagon),
    "iso7040": threaded(insert_nut.build),
    "iso10511": threaded(insert_nut.build),
    "din985": threaded(insert_nut.build),
    "iso4161": threaded(flange_nut.build),
    "din1587": threaded(cap_nut.build, "t", blind=True),
    "din557": threaded(prismatic_nut.square),
    "din562": threaded(prismatic_nut.sharp_square),
    "din508": threaded(t_slot_nut.build, "h"),
    "iso7089": plain_washer.build,
    "iso7090": plain_washer.chamfered,
    "iso7091": plain_washer.build,
    "iso7092": plain_washer.build,
    "iso7093": plain_washer.build,
    "iso7094": plain_washer.build,
    "din9021": plain_washer.build,
    "din7349": plain_washer.build,
    "din127": spring_washer.helical,
    "din6796": spring_washer.conical,
    "din6319_c": spherical_washer.spherical,
    "din6319_d": spherical_washer.conical_seat,
    "din6319_g": spherical_washer.conical_seat,
}
