"""What must hold for the geometry of screws."""

from __future__ import annotations

from collections.abc import Mapping

from facts import Facts
from measures import (
    above,
    across_flats,
    arc,
    below,
    between_circles,
    circle,
    cone,
    cone_angle,
    cylinder,
    depth_of_circle,
    extent,
    levels,
)
from screw_volumes import (
    button_head,
    cheese_head,
    cone_point,
    countersunk_slot,
    countersunk_socket,
    cup_point,
    dog_point,
    flat_point,
    hexagon_head,
    pan_head,
    set_screw,
    shoulder,
    socket_head,
)

SIMPLIFIED = {
    "P": "the thread is simplified to a cylinder; its depth is the chamfer of the point: see the volume",
    "thread": "the thread is simplified",
}
PARTLY = {**SIMPLIFIED, "b": "the thread is simplified"}


SET_SCREW = {"d": cylinder("d"), "l": extent("z"), "s": across_flats("s"), "t": levels("t")}
SOCKET_HEAD = Facts(
    {
        "d": cylinder("d"),
        "l": below(),
        "dk": cylinder("dk"),
        "k": above(),
        "s": across_flats("s"),
        "t": levels("t"),
    },
    elsewhere={**PARTLY, "v": "the chamfer of the head: see the volume"},
    also=socket_head,
)
HEXAGON_HEAD = {"d": cylinder("d"), "l": below(), "k": above(), "s": across_flats("s")}
COUNTERSUNK = {
    "d": cylinder("d"),
    "l": below(),
    "dkt": cone("dkt"),
    "dk": cylinder("dk"),
    "k": depth_of_circle("d"),
    "t": levels("t"),
}

SLOTTED = {
    "d": cylinder("d"),
    "l": below(),
    "dk": cylinder("dk"),
    "k": above(),
    "n": across_flats("n"),
    "t": levels("t"),
}

FACTS: Mapping[str, Facts] = {
    "iso4762": SOCKET_HEAD,
    "din7984": SOCKET_HEAD,
    "iso4014": Facts(HEXAGON_HEAD, elsewhere=PARTLY, also=hexagon_head),
    "iso4017": Facts(HEXAGON_HEAD, elsewhere=SIMPLIFIED, also=hexagon_head),
    "iso10642": Facts({**COUNTERSUNK, "s": across_flats("s")}, elsewhere=PARTLY, also=countersunk_socket),
    "iso7380_1": Facts(
        {
            "d": cylinder("d"),
            "l": below(),
            "dk": circle("dk"),
            "k": above(),
            "dl": circle("dl"),
            "rf": arc("rf"),
            "s": across_flats("s"),
            "t": levels("t"),
        },
        elsewhere=SIMPLIFIED,
        also=button_head,
    ),
    "iso7379": Facts(
        {
            "d": cylinder("d"),
            "l": between_circles("ds"),
            "ds": cylinder("ds"),
            "dk": cylinder("dk"),
            "k": above(),
            "s": across_flats("s"),
            "t": levels("t"),
            "b": levels("b"),
        },
        elsewhere=SIMPLIFIED,
        also=shoulder,
    ),
    "iso1207": Facts(SLOTTED, elsewhere=PARTLY, also=cheese_head),
    "iso1580": Facts({**SLOTTED, "rf": arc("rf")}, elsewhere=PARTLY, also=pan_head),
    "iso2009": Facts({**COUNTERSUNK, "n": across_flats("n")}, elsewhere=PARTLY, also=countersunk_slot),
    "iso4026": Facts({**SET_SCREW, "dp": circle("dp")}, elsewhere=SIMPLIFIED, also=set_screw(flat_point)),
    "iso4027": Facts(
        {**SET_SCREW, "dt": circle("dt"), "alpha": cone_angle("alpha")},
        elsewhere=SIMPLIFIED,
        also=set_screw(cone_point),
    ),
    "iso4028": Facts(
        {**SET_SCREW, "dp": cylinder("dp"), "z": between_circles("dp")},
        elsewhere=SIMPLIFIED,
        also=set_screw(dog_point),
    ),
    "iso4029": Facts({**SET_SCREW, "dv": circle("dv")}, elsewhere=SIMPLIFIED, also=set_screw(cup_point)),
}
