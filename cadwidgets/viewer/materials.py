"""How things look: the materials of a viewer, what one sees of them through its sections, and the light."""

from __future__ import annotations

from collections.abc import Sequence

import pythreejs as three

from cadwidgets.contract.sections import MAX_PLANES, Plane

EDGE_COLOR = "#243040"
GRID_COLOR = "#8792a0"
PICK_COLOR = "#f08c1a"
MOVED_COLOR = "#00a37a"
GHOST_COLOR = "#8d7fc7"
DASH = 0.025
"""How long the dashes of a ghost's edges are, in diagonals of its bounding box."""
CAP_SHADE = 0.82
"""Cut faces are so much darker than what was cut."""

ROUGHNESS, METAL = 0.55, 0.05
SKY_COLOR, GROUND_COLOR, SKY_STRENGTH = "#ffffff", "#a4abb6", 0.64
LAMP_STRENGTH, LAMP_PLACE = 0.46, (-0.3, 0.4, 1.0)
"""As strong as this, from this direction in the camera's axes."""

CLEAR = 0.35
"""Opacity of what one sees through."""
PICKED = 0.6
"""Opacity of the mark on a picked face."""
_MOVED, _RESHAPED, _GHOST = 0.75, 0.22, 0.2


class Materials:
    """``plain`` and ``painted`` for triangles, by one colour or one for each vertex, ``caps`` the same for the face of
    each section; ``edge``, ``grid`` and ``axis`` for lines; ``picked``, ``picked_edge`` and ``picked_point`` for what
    is selected, ``dimension`` for what is measured; ``ghost`` and ``ghost_edge`` for another model to compare with;
    ``moved``, ``reshaped`` and ``extent`` for what a parameter does."""

    def __init__(self, color: str) -> None:
        self.plain = _surface(color=color)
        self.painted = _surface(color="#ffffff", vertexColors="VertexColors")
        self.edge = three.LineBasicMaterial(color=EDGE_COLOR)
        self.grid = three.LineBasicMaterial(color=GRID_COLOR, transparent=True, opacity=0.38, depthWrite=False)
        self.axis = three.LineBasicMaterial(vertexColors="VertexColors", transparent=True, opacity=0.9)
        self.picked, self.moved = _mark(PICK_COLOR, PICKED), _mark(MOVED_COLOR, _MOVED)
        self.reshaped = _mark(MOVED_COLOR, _RESHAPED)
        self.picked_edge = three.LineMaterial(color=PICK_COLOR, linewidth=4, depthTest=False, transparent=True)
        self.picked_point = three.PointsMaterial(color=PICK_COLOR, size=11.0, sizeAttenuation=False, depthTest=False)
        self.dimension = three.LineMaterial(color=PICK_COLOR, linewidth=2, depthTest=False, transparent=True)
        self.extent = three.LineMaterial(color=MOVED_COLOR, linewidth=2, depthTest=False, transparent=True)
        self.ghost = _surface(
            color=GHOST_COLOR,
            transparent=True,
            opacity=_GHOST,
            depthWrite=False,
            polygonOffsetFactor=2.0,  # behind the model's own face where both have the same
            polygonOffsetUnits=2.0,
        )
        self.ghost_edge = three.LineDashedMaterial(
            color=GHOST_COLOR, dashSize=DASH, gapSize=0.7 * DASH, transparent=True, opacity=0.75, depthTest=False
        )
        self.caps = [
            (_surface(color=color), _surface(color="#ffffff", vertexColors="VertexColors")) for _ in range(MAX_PLANES)
        ]
        self._planes: tuple[three.Plane, ...] = ()
        self.paint(color)

    @property
    def all(self) -> tuple[three.Material, ...]:
        """All of them, also those that nothing on screen uses now."""
        lines = (self.edge, self.grid, self.axis, self.picked, self.picked_edge, self.picked_point, self.dimension)
        others = (self.ghost, self.ghost_edge, self.moved, self.reshaped, self.extent)
        return (self.plain, self.painted, *lines, *others, *(material for pair in self.caps for material in pair))

    def paint(self, color: str) -> None:
        """Give what has no colour of its own this one (``#rrggbb``)."""
        self.plain.color = color
        dark = "#" + "".join(f"{round(CAP_SHADE * part):02x}" for part in bytes.fromhex(color[1:]))
        for plain, painted in self.caps:
            plain.color, painted.color = dark, "#" + f"{round(CAP_SHADE * 255):02x}" * 3

    @property
    def color(self) -> str:
        """Of what has none of its own."""
        return str(self.plain.color)

    def shade(self, *, clear: bool, wires: bool, flat: bool) -> None:
        """How triangles are drawn: so that one sees through them, as their edges alone, each with one normal."""
        for material in (self.plain, self.painted):
            with material.hold_sync():
                material.transparent, material.opacity, material.depthWrite = clear, CLEAR if clear else 1.0, not clear
                material.wireframe, material.flatShading = wires, flat

    def cut(self, planes: Sequence[Plane], scale: float, position: Sequence[float]) -> None:
        """Leave out what lies beyond any of the ``planes``; the face of each is cut by the others alone.

        ``scale`` and ``position`` turn the model's coordinates, in which the planes are, into the camera's.
        """
        before, self._planes = (
            self._planes,
            tuple(three.Plane() for _ in planes) if len(planes) != len(self._planes) else self._planes,
        )
        for plane, drawn in zip(planes, self._planes, strict=True):
            with drawn.hold_sync():
                drawn.normal = tuple(-value for value in plane.normal)
                moved = sum(a * b for a, b in zip(plane.normal, position, strict=True))
                drawn.constant = scale * plane.offset + moved
        if before is self._planes:
            return
        marks = (self.picked, self.picked_edge, self.moved, self.reshaped)
        for material in (self.plain, self.painted, self.edge, *marks, self.ghost, self.ghost_edge):
            material.clippingPlanes = self._planes
        for number, pair in enumerate(self.caps):
            for material in pair:
                material.clippingPlanes = tuple(plane for own, plane in enumerate(self._planes) if own != number)
        for plane in before:
            plane.close()

    def close(self) -> None:
        """Give back what no material holds any more."""
        for plane in self._planes:
            plane.close()


def _mark(color: str, opacity: float) -> three.Material:
    return three.MeshBasicMaterial(
        color=color,
        transparent=True,
        opacity=opacity,
        side="DoubleSide",
        depthWrite=False,
        polygonOffset=True,  # before the face that it marks
        polygonOffsetFactor=-1.0,
        polygonOffsetUnits=-1.0,
    )


def _surface(**traits: object) -> three.Material:
    usual = {
        "roughness": ROUGHNESS,
        "metalness": METAL,
        "side": "DoubleSide",  # open shells and files with inside-out triangles show too
        "polygonOffset": True,  # pushes faces behind the edges drawn on them
        "polygonOffsetFactor": 1.0,
        "polygonOffsetUnits": 1.0,
    }
    return three.MeshStandardMaterial(**(usual | traits))


def sky() -> three.HemisphereLight:
    """Even light, brighter from above, that leaves no side black."""
    return three.HemisphereLight(SKY_COLOR, GROUND_COLOR, intensity=SKY_STRENGTH, position=(0.0, 0.0, 1.0))


def lamp() -> three.DirectionalLight:
    """What a camera carries: the side one looks at is lit from the upper left."""
    return three.DirectionalLight(
        color="#ffffff",
        intensity=LAMP_STRENGTH,
        # so far away that its direction is the same for every lens
        position=tuple(1e6 * value for value in LAMP_PLACE),
        # a light without a shadow of its own makes pythreejs report an error in the browser's console
        shadow=three.DirectionalLightShadow(),
    )
