"""From a viewer to a page: what is on screen, as it is seen now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cadwidgets.tables.bom_texts import visible
from cadwidgets.units import MILLIMETRES
from cadwidgets.viewer import axes, materials
from cadwidgets.viewer.saved.document import document

if TYPE_CHECKING:
    from cadwidgets.viewer.saving import SavingViewer
    from cadwidgets.viewer.scene import Scene

_TRAITS = ("caption", "edges", "grid", "clear", "wires", "flat", "inches", "tree", "cut", "spread")


def page_of(viewer: SavingViewer, scene: Scene, title: str, contents: dict[str, Any]) -> bytes:
    """The page that shows ``contents`` as the viewer shows its model now."""
    unit = contents["unit"]
    inches = unit in MILLIMETRES and unit != "in"
    about = {
        "title": visible(title),
        "inch": MILLIMETRES[unit] / MILLIMETRES["in"] if inches else 0.0,
        "look": _look(viewer) | ({} if inches else {"inches": False}),
        "stand": _stand(scene),
        "style": _style(scene.materials.color),
        "triad": {name: {"color": color, "arm": _arm(name)} for name, color in axes.COLORS.items()},
        "sliders": [],
        "grid": False,
        "parameters": [],
    }
    return document(visible(title), about | contents)


def _look(viewer: SavingViewer) -> dict[str, Any]:
    """What the viewer's traits say, by their names."""
    planes = [{"normal": plane.normal, "offset": plane.offset} for plane in viewer.planes]
    return {name: getattr(viewer, name) for name in _TRAITS} | {"planes": planes, "hidden": list(viewer.hidden)}


def _stand(scene: Scene) -> dict[str, Any]:
    """Where the camera stands: the sphere that is fitted, in the model's unit, and the rest in its radii."""
    return {
        "center": [-value / scene.scale for value in scene.position],
        "radius": 1.0 / scene.scale,
        "target": list(scene.controls.target),
        "direction": list(scene.direction),
        "distance": scene.distance,
        "aspect": scene.aspect,
        "parallel": scene.parallel,
    }


def _style(color: str) -> dict[str, Any]:
    return {
        "color": color,
        "edge": materials.EDGE_COLOR,
        "grid": materials.GRID_COLOR,
        "pick": materials.PICK_COLOR,
        "cap": materials.CAP_SHADE,
        "clear": materials.CLEAR,
        "picked": materials.PICKED,
    }


def _arm(name: str) -> list[Any]:
    return [segment.tolist() for segment in axes.arm(name)]
