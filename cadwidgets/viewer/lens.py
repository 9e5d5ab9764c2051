"""Through what one sees the scene: a camera in perspective, or one in parallel projection.

A distance is always that of the camera in perspective, also where the other one shows things as large as they would be
seen from there.
"""

from __future__ import annotations

from math import dist, radians, tan

import pythreejs as three

from cadwidgets.viewer import camera
from cadwidgets.viewer.materials import lamp

_NEAR, _FAR = 0.005, 100.0  # clipping planes, in distances from which the model is seen whole
AWAY = 100.0
"""So many radii from its target stands a camera in parallel projection: from how far it looks does not matter."""
_HALF = tan(radians(camera.FIELD_OF_VIEW) / 2)
"""Half the height of what is seen in perspective at the distance 1."""


class Perspective:
    """A camera to which what is near is large."""

    def __init__(self, aspect: float) -> None:
        up = (0.0, 0.0, 1.0)
        self.camera = three.PerspectiveCamera(fov=camera.FIELD_OF_VIEW, aspect=aspect, up=up, children=[lamp()])
        self.controls = three.OrbitControls(self.camera, screenSpacePanning=True)

    @property
    def distance(self) -> float:
        """From the camera to its target."""
        return dist(self.camera.position, self.controls.target)

    def within(self, distance: float) -> float:
        """The nearest distance to this one from which the controls let one look."""
        return min(max(distance, self.controls.minDistance), self.controls.maxDistance)

    def stand(self, target: camera.Vector, direction: camera.Vector, distance: float, fitting: float) -> None:
        """Look from ``direction``; ``fitting`` is the distance from which the model is seen whole."""
        with self.camera.hold_sync():
            _place(self.camera, target, direction, distance)
            self.camera.near = _NEAR * fitting
        with self.controls.hold_sync():
            self.controls.target = target
            self.controls.minDistance, self.controls.maxDistance = 2 * self.camera.near, _FAR * fitting / 2

    def see(self, reach: float, fitting: float) -> None:
        """Have the far plane behind everything that is within ``reach`` of the origin."""
        self.camera.far = max(_FAR * fitting, dist(self.camera.position, (0.0, 0.0, 0.0)) + reach)

    def resize(self, aspect: float) -> None:
        """Another shape of the picture."""
        self.camera.aspect = aspect


class Parallel:
    """A camera to which the same length is the same everywhere."""

    def __init__(self, aspect: float) -> None:
        self.camera = three.OrthographicCamera(
            left=-aspect, right=aspect, top=1.0, bottom=-1.0, near=0.0, up=(0.0, 0.0, 1.0), children=[lamp()]
        )
        self.controls = three.OrbitControls(self.camera, screenSpacePanning=True)

    @property
    def distance(self) -> float:
        """From where a camera in perspective would see its target as large."""
        return 1.0 / (_HALF * self.camera.zoom)

    def within(self, distance: float) -> float:
        """As `Perspective.within`."""
        nearest, farthest = (1.0 / (_HALF * zoom) for zoom in (self.controls.maxZoom, self.controls.minZoom))
        return min(max(distance, nearest), farthest)

    def stand(self, target: camera.Vector, direction: camera.Vector, distance: float, fitting: float) -> None:
        """As `Perspective.stand`."""
        with self.camera.hold_sync():
            _place(self.camera, target, direction, AWAY)
            self.camera.zoom = 1.0 / (_HALF * distance)
        with self.controls.hold_sync():
            self.controls.target = target
            nearest, farthest = 2 * _NEAR * fitting, _FAR * fitting / 2
            self.controls.maxZoom, self.controls.minZoom = 1.0 / (_HALF * nearest), 1.0 / (_HALF * farthest)

    def see(self, reach: float, fitting: float) -> None:
        """As `Perspective.see`; also what lies behind the camera is seen."""
        far = dist(self.camera.position, (0.0, 0.0, 0.0)) + max(_FAR, reach)
        with self.camera.hold_sync():
            self.camera.near, self.camera.far = -far, far

    def resize(self, aspect: float) -> None:
        """As `Perspective.resize`."""
        with self.camera.hold_sync():
            self.camera.left, self.camera.right = -aspect, aspect


Lens = Perspective | Parallel


def _place(drawn: three.Camera, target: camera.Vector, direction: camera.Vector, distance: float) -> None:
    drawn.position = tuple(t + distance * d for t, d in zip(target, direction, strict=True))
    drawn.quaternion = camera.orientation(direction)
