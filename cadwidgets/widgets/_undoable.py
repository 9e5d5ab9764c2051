"""Undo and redo of a model's parameters."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, NamedTuple

import ipywidgets
import traitlets

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.errors import CadWidgetsError
from cadwidgets.widgets._history import History
from cadwidgets.widgets._model_controls import ModelControls
from cadwidgets.widgets._step_bar import StepBar

REST_SECONDS = 1.0
"""A slider that has stood for so long was let go, or rests: its next move is another step."""


class Step(NamedTuple):
    """What is chosen between two changes."""

    preset: str
    params: Mapping[str, Value]


class UndoableControls(ModelControls):
    """Controls whose changes can be taken back. One drag of a slider is one step, and so is a preset."""

    can_undo = traitlets.Bool(False, read_only=True)
    """Whether there is a change to take back."""
    can_redo = traitlets.Bool(False, read_only=True)
    """Whether something was taken back that can be done again."""

    _step_bar: StepBar
    _steps: History[Step] | None = None
    _movement: tuple[str, float, int] = ("", 0.0, 0)
    """(The parameter that a hand moves, when it moved last, the number of the movement)."""

    def __init__(self, *args: Any, **traits: Any) -> None:
        super().__init__(*args, **traits)
        self.observe(lambda _: self._note_step(), ["params", "preset"])

    def undo(self) -> None:
        """Take the last change of the parameters back, if there is one."""
        if self._steps is not None:
            self._go(self._steps.undo())

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._steps is not None:
            self._go(self._steps.redo())

    def _beside_the_reset(self) -> tuple[ipywidgets.Widget, ...]:
        self._step_bar = StepBar(self._do)
        return (self._step_bar,)

    def _do(self, what: str) -> None:
        """A button was clicked or a key pressed."""
        try:
            (self.undo if what == "undo" else self.redo)()
        except CadWidgetsError as error:
            self._fail(error)

    def _adopt(self, schema: ParameterSchema, values: Mapping[str, Value] | None = None) -> None:
        self._steps = None
        super()._adopt(schema, values)
        self._begin_steps()

    def _sizes_came(self, outcome: ParameterSchema | Exception) -> None:
        super()._sizes_came(outcome)
        self._begin_steps()  # values before may be no sizes

    def _begin_steps(self) -> None:
        self._steps = History(Step(self.preset, dict(self.params)))
        self._tell_steps()

    def _note_step(self) -> None:
        if self._steps is not None and not self._together:
            self._steps.put(Step(self.preset, dict(self.params)), self._kind_of_step())
            self._tell_steps()

    def _kind_of_step(self) -> str:
        """The same for all changes of one movement; empty for what is a step of its own."""
        name = next(iter(self._moves)) if self._by_hand and len(self._moves) == 1 else ""
        before, last, number = self._movement
        now = time.monotonic()
        moving = name == before and now - last < REST_SECONDS
        self._movement = (name, now, number if moving else number + 1)
        return name and f"{name} {self._movement[2]}"

    def _go(self, step: Step) -> None:
        self._choose(step.preset, step.params)
        self._movement = ("", 0.0, self._movement[2])
        self._tell_steps()

    def _tell_steps(self) -> None:
        if self._steps is not None:
            self.set_trait("can_undo", self._steps.can_undo)
            self.set_trait("can_redo", self._steps.can_redo)
            self._step_bar.show(undo=self.can_undo, redo=self.can_redo)
