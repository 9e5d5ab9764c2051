"""A socket head screw and the washer below its head, as an assembly of two parts."""

from __future__ import annotations

import cadquery as cq

from cadwidgets.service import catalog
from cadwidgets.service.builds.families.nuts_and_washers import plain_washer
from cadwidgets.service.builds.families.screws import socket_head_screw
from cadwidgets.service.catalog import Configuration


def build(configuration: Configuration) -> cq.Assembly:
    """The parts, named by their part numbers, on the z axis: head and washer touch at z = 0, the screw points down."""
    screw, washer = (
        catalog.family(known.family_id).configuration(known.part_number) for known in configuration.components
    )
    below_the_head = cq.Location(cq.Vector(0, 0, -washer["h"]))
    assembly = cq.Assembly()
    assembly.add(socket_head_screw.build(screw), name=screw.part_number)
    assembly.add(plain_washer.build(washer), name=washer.part_number, loc=below_the_head)
    return assembly
