"""What a viewer shows as plain data, to be shown so again: by hand, from a string, or in the next run of a cell."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cadwidgets.contract.picks import Pick
from cadwidgets.contract.view_state import FLAGS, NamedPick, ViewState
from cadwidgets.errors import RequestError
from cadwidgets.viewer.keeping import CELLS, Place, Remembered, running_cell
from cadwidgets.viewer.linking import LinkedViewer
from cadwidgets.viewer.picking.locating import away, located
from cadwidgets.viewer.picking.pickable import Picked

_NEAR = 0.01
"""What is selected is at its point, give or take so much of the model's radius: a draft is no finer."""


class KeepingViewer(LinkedViewer):
    """The part of a `Viewer` that can be left and found again."""

    color: Any
    _fitted = False
    _awaited: ViewState | None = None
    """To be shown as soon as there is a model."""
    _before: Remembered | None = None
    """What the last run of the cell left, until there is a model."""
    _place: Place | None = None

    @property
    def state(self) -> dict[str, Any]:
        """The camera, what is selected, hidden, cut and apart, and the looks, as JSON holds it; what is as by default
        is left out. Assign it to another viewer and it shows the same of the same model. What that does not have is
        left out with a warning. Raises RequestError that names the entry which is wrong."""
        return (self._awaited or self._shown_state()).told()

    @state.setter
    def state(self, state: Mapping[str, Any]) -> None:
        self._warn(self.restore(state))

    def restore(self, state: Mapping[str, Any]) -> tuple[str, ...]:
        """As assigning `state`; returns what the model does not have, by name, and does not warn of it.

        Before there is a model nothing can be missing yet: what it then does not have is told by a warning.
        """
        read = ViewState.read(state)
        self._before = None
        if self._solid is None:
            self._awaited = read
            self._look_as(read)
            return ()
        return self._become(read)

    def leave(self) -> Remembered | None:
        """What the next viewer at this place is to know."""
        if self._solid is None:
            return self._before
        return Remembered(self._shown_state(), self.parts, self._sphere)

    def _begin(self, state: ViewState | None, *, keep: bool) -> None:
        """Before anything is shown; arguments that were given win over the state."""
        if keep:
            self._place, self._before = CELLS.take(self, running_cell())
        if state is not None:
            self.restore(self._shown_state().over(state).told())

    def _leave_place(self) -> None:
        if self._place is not None:
            self._place.close()

    def _model_came(self) -> None:
        """There is a model to be seen: now or never."""
        if self._solid is None:
            return
        awaited, before = self._awaited, self._before
        self._awaited = self._before = None
        kept = None if before is None else before.fitting(self.parts, self._sphere)
        wanted = awaited or kept
        if wanted is None:
            return
        # what was said or done meanwhile wins, but the camera has only been fitted
        missing = self._become(replace(self._shown_state(), camera=None).over(wanted))
        if awaited is not None:
            self._warn(missing)

    def _become(self, state: ViewState) -> tuple[str, ...]:
        """Show so what the model has; returns what it does not have, by name."""
        self._look_as(state)
        self.hidden = [path for path in state.hidden if path in self.parts]
        if state.camera is not None:
            self._scene.look(state.camera, *self._sphere)
            self._fitted = True
        picked = [(pick, self._found(pick)) for pick in state.selection]
        self._choose(found for _, found in picked if found is not None)
        missing = [f"the part {path!r}" for path in state.hidden if path not in self.parts]
        return (*missing, *(f"the {pick}" for pick, found in picked if found is None))

    def _look_as(self, state: ViewState) -> None:
        """All that needs no model; the planes before the cut, which would add one."""
        self.planes, self.spread = list(state.planes), state.spread
        self.color = state.color or type(self).color.default_value
        for name in FLAGS:
            setattr(self, name, state.flag(name))

    def _shown_state(self) -> ViewState:
        flags = {name: getattr(self, name) for name, default in FLAGS.items() if getattr(self, name) != default}
        return ViewState(
            camera=self._scene.seen_from if self._fitted else None,
            selection=tuple(self._named_pick(pick) for pick in self.selection),
            hidden=tuple(self.hidden),
            spread=self.spread,
            planes=tuple(self.planes),
            flags=flags,
            color="" if self.color == type(self).color.default_value else self.color,
        )

    def _named_pick(self, pick: Pick) -> NamedPick:
        part = self.parts[pick.part] if pick.part < len(self.parts) else ""
        return NamedPick(pick.kind, part, pick.point, pick.number)

    def _found(self, pick: NamedPick) -> Picked | None:
        if self._pickable is None or (pick.part not in self.parts if pick.part else self.parts):
            return None
        number = self.parts.index(pick.part) if pick.part else 0
        try:
            found = located(self._pickable, Pick(pick.kind, number, pick.point, pick.number))
        except RequestError:  # it has nothing of that kind
            return None
        near = pick.kind == "part" or away(self._pickable, found, pick.point) <= _NEAR * self._sphere[1]
        return found if near else None

    @staticmethod
    def _warn(missing: tuple[str, ...]) -> None:
        if missing:
            told = ", ".join(missing[:10]) + (f" and {len(missing) - 10} more" if len(missing) > 10 else "")
            warnings.warn(f"the model does not have {told}", UserWarning, stacklevel=3)
