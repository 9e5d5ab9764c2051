"""What a catalog tells of a part before anything is downloaded: lists alone, never a CAD request."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from cadwidgets.clients.pictures import Picture
from cadwidgets.contract.parts import CadFormat, ConfiguredPart, PartRef
from cadwidgets.errors import Cancelled, SourceError
from cadwidgets.sources import Sources
from cadwidgets.widgets._part_meshes import is_shown_from, is_step


@dataclass(frozen=True)
class PartFacts:
    """A part as its catalog describes it. ``trouble`` says in words why there is no description or picture."""

    part: PartRef
    formats: tuple[CadFormat, ...]
    title: str = ""
    picture: Picture | None = None
    trouble: str = ""

    @property
    def only_step(self) -> CadFormat | None:
        """The STEP format of a part that offers none with triangles; None if it does, or has no STEP."""
        if any(map(is_shown_from, self.formats)):
            return None
        return next(filter(is_step, self.formats), None)


def look_up(sources: Sources, part: PartRef, cancel: threading.Event) -> PartFacts:
    """The part's formats, title and picture. Raises SourceError where the part or its formats cannot be had."""
    formats = sources.parts.formats(part, cancel=cancel)
    try:
        described = _described(sources, part, cancel)
        picture = sources.picture(described.picture_url, cancel=cancel) if described.picture_url else None
        return PartFacts(part, formats, described.title, picture)
    except Cancelled:
        raise
    except SourceError as error:  # the formats are enough to go on with; the user is told what is missing
        return PartFacts(part, formats, trouble=str(error))


def _described(sources: Sources, part: PartRef, cancel: threading.Event) -> ConfiguredPart:
    """The catalog's description, by the call that the contract has for it; empty where it has none."""
    calls = (getattr(sources.parts, name, None) for name in ("configure", "part_data"))
    call: Callable[..., ConfiguredPart] | None = next(filter(None, calls), None)
    return call(part, cancel=cancel) if call else ConfiguredPart(part)
