"""The light of a viewer's scene as three.js r97 reckons it: what a surface of `materials` looks like, in numpy.

Its colours are multiplied as they are, without a step to linear light: what is grey there is the same grey here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cadwidgets.geometry.painting import Spots
from cadwidgets.geometry.raster import Floats
from cadwidgets.viewer import materials
from cadwidgets.viewer.picking.eye import Eye

_DIELECTRIC = 0.04  # what anything reflects that is no metal, seen straight on


def _rgb(color: str) -> Floats:
    return np.array(list(bytes.fromhex(color.removeprefix("#")))) / 255.0


@dataclass(frozen=True, eq=False)
class Light:
    """Light from the sky, and from the lamp at the eye."""

    eye: Eye

    def __call__(self, spots: Spots) -> Floats:
        """The colours (n, 3) of spots in the light."""
        up = self.eye.turned((0.0, 0.0, 1.0))
        share = 0.5 + 0.5 * (spots.normals @ up)[:, None]
        sky, ground = _rgb(materials.SKY_COLOR), _rgb(materials.GROUND_COLOR)
        even = materials.SKY_STRENGTH * (share * sky + (1.0 - share) * ground)
        lamp = np.array(materials.LAMP_PLACE) / np.linalg.norm(materials.LAMP_PLACE)
        falling = materials.LAMP_STRENGTH * np.clip(spots.normals @ lamp, 0.0, 1.0)[:, None]
        matt = spots.colors * (1.0 - materials.METAL) * (even + falling)
        return matt + np.pi * falling * self._gloss(spots, lamp)

    def _gloss(self, spots: Spots, lamp: Floats) -> Floats:
        """What is mirrored of the lamp: GGX with Schlick's Fresnel term, as three.js has it for rough surfaces."""
        sights = self.eye.sights(np.stack([spots.x, spots.y], axis=1))
        view = -sights / np.linalg.norm(sights, axis=1, keepdims=True)
        half = lamp + view
        half /= np.linalg.norm(half, axis=1, keepdims=True)
        square = materials.ROUGHNESS**4
        to_lamp, to_eye = (np.clip(way, 0.0, 1.0) for way in (spots.normals @ lamp, _dot(spots.normals, view)))
        between, along = np.clip(_dot(spots.normals, half), 0.0, 1.0), np.clip(half @ lamp, 0.0, 1.0)
        spread = square / np.pi / (between**2 * (square - 1.0) + 1.0) ** 2
        masked = to_lamp * np.sqrt(square + (1.0 - square) * to_eye**2)
        masked += to_eye * np.sqrt(square + (1.0 - square) * to_lamp**2)
        mirrored = _DIELECTRIC + (spots.colors - _DIELECTRIC) * materials.METAL
        fresnel = np.exp2((-5.55473 * along - 6.98316) * along)[:, None]
        strength: Floats = (spread * 0.5 / np.maximum(masked, 1e-6))[:, None]
        return ((1.0 - mirrored) * fresnel + mirrored) * strength


def _dot(one: Floats, other: Floats) -> Floats:
    product: Floats = np.einsum("ij,ij->i", one, other)
    return product
