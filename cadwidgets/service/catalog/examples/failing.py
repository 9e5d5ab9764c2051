"""A part that can never be built, so that a program can be tried against a job that fails."""

from __future__ import annotations

from cadwidgets.service.catalog.materials import STEEL
from cadwidgets.service.catalog.model import EXAMPLES_ID, Configuration, Family, Selector


def family() -> Family:
    """The family with its one part number, ``FAILS``."""
    return Family(
        id="failing",
        part_id="90-24112026-000099",
        category="CX.10",
        title="A part that is never built",
        description="every CAD request for it ends as a failed job",
        name="Failing part",
        standard="none",
        material=STEEL,
        selectors=(Selector("outcome", "Outcome", "text"),),
        configurations=(Configuration("FAILS", (), ("fails",)),),
        classification_id=EXAMPLES_ID,
    )
