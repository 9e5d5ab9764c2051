"""The rows above a design table: what it is of, what can be done, and how far the builds are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import ipywidgets

from cadwidgets.variants.progress import Progress
from cadwidgets.widgets._layout import row, small_button
from cadwidgets.widgets._model_texts import status_html

Actions = Mapping[str, Callable[[], None]]

_BUTTONS = MappingProxyType(
    {
        "add": ("Add variant", "plus", "A new row with the values of the selected one, or of the sliders"),
        "undo": ("Undo", "undo", "Take the last change of the table back"),
        "redo": ("Redo", "repeat", "Do again what was taken back"),
        "build": ("Build", "play", "Build the variants that are not done"),
        "cancel": ("Cancel", "times", "Stop building; what is done stays"),
    }
)


class DesignBar(ipywidgets.VBox):
    """Buttons by the names of the ``actions``, a bar of progress, and a line that says how far it is."""

    def __init__(self, actions: Actions) -> None:
        self.buttons = {
            name: small_button(label, icon, tip, actions[name]) for name, (label, icon, tip) in _BUTTONS.items()
        }
        self.buttons["add"].layout.width = "116px"
        self.ask = ipywidgets.Button(icon="check", layout=ipywidgets.Layout(width="auto", display="none"))
        self.ask.add_class("cadw-wrap")
        self.ask.on_click(lambda _: actions["agree"]())
        self._bar = ipywidgets.FloatProgress(
            max=1.0, layout=ipywidgets.Layout(flex="1 1 120px", max_width="240px", height="14px")
        )
        self._line = ipywidgets.HTML(layout=ipywidgets.Layout(flex="4 1 200px"))
        super().__init__((row(*self.buttons.values()), row(self._bar, self._line), self.ask))
        self.show(Progress(), "", steps=(False, False), open_builds=0)

    def show(self, progress: Progress, status: str, *, steps: tuple[bool, bool], open_builds: int) -> None:
        """The ``progress`` of the last run in words and as a bar, and the buttons that are of use now: ``steps`` says
        whether there is one to take back, or to do again, ``open_builds`` how many variants are not done."""
        busy = status == "building"
        self.buttons["undo"].disabled, self.buttons["redo"].disabled = (not step for step in steps)
        self.buttons["cancel"].layout.display = "" if busy else "none"
        self.buttons["build"].layout.display = "" if open_builds and not busy else "none"
        self._bar.layout.display = "" if busy else "none"
        self._bar.value = progress.done / max(progress.total, 1)
        self._line.value = status_html(_words(progress, status, open_builds))

    def ask_for(self, question: str) -> None:
        """Show the button that agrees to ``question``; none for an empty one."""
        self.ask.description = question
        self.ask.layout.display = "" if question else "none"


def _words(progress: Progress, status: str, open_builds: int) -> str:
    if status == "building":
        return f"Building: {progress}" if progress.done else "Building \u2026"
    waiting = f"{open_builds:,} not built" if open_builds else ""
    if status in ("cancelled", "stopped"):
        return ", ".join(filter(None, ("Cancelled" if status == "cancelled" else "Stopped", waiting)))
    return waiting
