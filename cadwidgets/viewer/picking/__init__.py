"""Picking: from a click on the picture to what was picked, and what can be said of it from triangles alone."""

from cadwidgets.viewer.picking.eye import Eye
from cadwidgets.viewer.picking.facts import facts_of
from cadwidgets.viewer.picking.pickable import Highlight, Pickable, Picked
from cadwidgets.viewer.picking.relation import measured, relation_of

__all__ = ["Eye", "Highlight", "Pickable", "Picked", "facts_of", "measured", "relation_of"]
