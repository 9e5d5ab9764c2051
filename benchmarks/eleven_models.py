"""The eleven models that times are compared on, from a bracket of 10 faces to a brick of 1,400, in mm.

``MODELS`` maps names to functions; each call makes the shape anew, without a mesh. Some are CadQuery's own examples.

    python benchmarks/eleven_models.py

prints how many faces, and with the fast mesher how many triangles, each of them has.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import cadquery as cq


def bracket() -> cq.Shape:
    """Two legs at a right angle with a hole in each, the outer edge between them rounded."""
    base = cq.Workplane().box(40, 25, 4, centered=(False, True, False))
    wall = cq.Workplane().box(4, 25, 30, centered=(False, True, False))
    body = base.union(wall).edges("<X and <Z").fillet(3)
    body = body.cut(cq.Workplane().center(30, 0).circle(2.5).extrude(4))
    return body.cut(cq.Workplane("YZ").center(0, 18).circle(2.5).extrude(4)).val()


def bearing() -> cq.Shape:
    """A bearing block: a bore, four counterbored holes, rounded corners."""
    body = cq.Workplane().box(60, 80, 10).faces(">Z").workplane().hole(22).faces(">Z").workplane()
    body = body.rect(48, 68, forConstruction=True).vertices().cboreHole(2.4, 4.4, 2.1)
    return body.edges("|Z").edges("(<X or >X) and (<Y or >Y)").fillet(2).val()


def brick(along: int, across: int) -> cq.Shape:
    """A toy brick with bumps on top, hollow, with tubes below."""
    pitch, wall, height = 8.0, 1.5, 9.6
    body = cq.Workplane().box(along * pitch - 0.2, across * pitch - 0.2, height).faces("<Z").shell(-wall)
    body = body.faces(">Z").workplane().rarray(pitch, pitch, along, across).circle(2.4).extrude(1.8)
    tubes = body.faces("<Z").workplane(invert=True).rarray(pitch, pitch, along - 1, across - 1, center=True)
    return tubes.circle(3.25).circle(2.4).extrude(height - wall).val()


def lego_2x4() -> cq.Shape:
    """A brick of 4 by 2 bumps."""
    return brick(4, 2)


def lego_16x16() -> cq.Shape:
    """A brick of 16 by 16 bumps: many small faces."""
    return brick(16, 16)


def bottle() -> cq.Shape:
    """A hollow bottle with a neck, open on top."""
    half = cq.Workplane().center(-10, 0).vLine(3).threePointArc((10, 6), (20, 3)).vLine(-3)
    body = half.mirrorX().extrude(30, True)
    return body.faces(">Z").workplane(centerOption="CenterOfMass").circle(3).extrude(2).faces(">Z").shell(0.3).val()


def bolt() -> cq.Shape:
    """A core with a hexagon head, and a thread of four open ruled faces around it."""
    core = cq.Workplane().circle(4.25).extrude(22).faces(">Z").chamfer(0.4)
    core = core.union(cq.Workplane().polygon(6, 17).extrude(-6))
    rises = ((4.2, 0.0), (5.0, 0.475), (5.0, 0.575), (4.2, 1.05))
    helices = [cq.Wire.makeHelix(1.5, 20, radius).translate(cq.Vector(0, 0, z)) for radius, z in rises]
    ruled = [cq.Face.makeRuledSurface(one, two) for one, two in zip(helices, helices[1:] + helices[:1], strict=True)]
    return cq.Compound.makeCompound([core.val(), *ruled])


def gear() -> cq.Shape:
    """A twisted wheel, its outline by turns an epicycloid and a hypocycloid."""

    def outline(t: float, large: float = 6.0, small: float = 1.0) -> tuple[float, float]:
        outside = math.floor(t / 2 / math.pi * large / small) % 2 == 0
        reach, turn = (large + small, -1.0) if outside else (large - small, 1.0)
        ratio = reach / small
        x = reach * math.cos(t) + turn * small * math.cos(ratio * t)
        return x, reach * math.sin(t) - small * math.sin(ratio * t)

    wheel = cq.Workplane().parametricCurve(lambda t: outline(t * 2 * math.pi)).twistExtrude(15, 90)
    return wheel.faces(">Z").workplane().circle(2).cutThruAll().val()


def thread_cut() -> cq.Shape:
    """A cylinder with a thread cut into it."""
    path = cq.Workplane(obj=cq.Wire.makeHelix(2, 16, 6))
    profile = cq.Workplane("XZ").center(6, 0).polyline([(-0.9, 0), (0.3, 0.7), (0.3, -0.7)]).close()
    return cq.Workplane().circle(6).extrude(18).cut(profile.sweep(path, isFrenet=True)).val()


def enclosure() -> cq.Shape:
    """A box with rounded corners and posts for screws, its lid beside it."""
    length, width, height, wall, corner, rim, lip, inset = 500.0, 100.0, 100.0, 3.0, 10.0, 2.0, 1.0, 12.0
    outer = cq.Workplane().rect(length, width).extrude(height + lip)
    outer = outer.edges("|Z").fillet(corner).edges("#Z").fillet(rim)
    inner = outer.faces("<Z").workplane(wall, True).rect(length - 2 * wall, width - 2 * wall)
    inner = inner.extrude(height - 2 * wall, False).edges("|Z").fillet(corner - wall)
    box = outer.cut(inner)
    places = box.faces(">Z").workplane(-wall).rect(length - 2 * inset, width - 2 * inset, forConstruction=True)
    box = places.vertices().circle(7.5).circle(2.5).extrude(-(height + lip - 2 * wall), True)
    lid, bottom = box.faces(">Z").workplane(-wall - lip).split(True, True).all()
    lower = lid.translate((0, 0, -lip))
    lid = lower.cut(bottom).translate((length + wall, 0, wall - height + lip))
    plane = lid.faces("<Z").workplane(centerOption="CenterOfMass")
    holes = plane.rect(length - 2 * inset, width - 2 * inset, forConstruction=True).vertices()
    return holes.circle(2.5).cutThruAll().combine().union(bottom).val()


def assembly() -> cq.Shape:
    """All `assembly_parts` in one compound."""
    return cq.Compound.makeCompound(list(assembly_parts().values()))


def assembly_parts() -> dict[str, cq.Shape]:
    """A plate, 49 bolts and 50 washers by their names: a hundred parts of three shapes."""
    plate = cq.Workplane().box(110, 110, 4).val()
    bolt = cq.Workplane().circle(2).extrude(12).faces("<Z").workplane().polygon(6, 7).extrude(3)
    bolt_shape = bolt.faces("<Z").chamfer(0.3).val()
    washer = cq.Workplane().circle(4).circle(2.1).extrude(0.8).val()
    places = [(15.0 * (column - 3), 15.0 * (row - 3)) for row in range(7) for column in range(7)]
    parts = {"plate": plate}
    for number, (x, y) in enumerate(places):
        parts[f"bolt_{number}"] = bolt_shape.moved(cq.Location((x, y, 5)))
    for number, (x, y) in enumerate([*places, (0.0, 60.0)]):
        parts[f"washer_{number}"] = washer.moved(cq.Location((x, y, 2)))
    return parts


def plate_400() -> cq.Shape:
    """A plate with 20 by 20 holes."""
    return cq.Workplane().box(210, 210, 5).faces(">Z").workplane().rarray(10, 10, 20, 20).hole(4).val()


MODELS: dict[str, Callable[[], cq.Shape]] = {
    made.__name__: made
    for made in (
        bracket,
        bearing,
        lego_2x4,
        bottle,
        bolt,
        gear,
        thread_cut,
        enclosure,
        assembly,
        lego_16x16,
        plate_400,
    )
}


def main() -> None:
    import tempfile
    from pathlib import Path

    from cadwidgets.service.builds.shapes import Part
    from cadwidgets.service.builds.tessellate import tessellate
    from cadwidgets.service.builds.write_options import WriteOptions

    with tempfile.TemporaryDirectory() as folder:
        for name, make in MODELS.items():
            shape = make()
            meshes = [part.flattened() for part in tessellate([Part(shape)], WriteOptions(), Path(folder))]
            triangles = sum(len(mesh.triangles) for mesh in meshes)
            print(f"{name:12}{len(shape.Faces()):7,} faces{triangles:9,} triangles{len(shape.Solids()):5} solids")


if __name__ == "__main__":
    main()
