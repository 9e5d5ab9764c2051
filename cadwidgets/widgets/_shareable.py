"""A model's parameters and view as one line, and back."""

from __future__ import annotations

from collections.abc import Mapping

from cadwidgets.contract.share import SharedState, model_name
from cadwidgets.contract.view_state import ViewState
from cadwidgets.errors import RequestError
from cadwidgets.widgets._model_source import ModelSource, model_source
from cadwidgets.widgets._undoable import UndoableControls

_BUSY = ("starting", "building")


class ShareableControls(UndoableControls):
    """Controls with a `viewer` whose state can be handed on."""

    _view_to_come: ViewState | None = None
    """How the model is to be seen that is being built."""

    @property
    def share(self) -> str:
        """The preset, the parameters and the view as one line of letters, digits, ``-`` and ``_``, for a URL, a chat or
        a file: `take` and ``ModelExplorer(..., state=line)`` restore them. It names the model and does not hold it: a
        stored one by its id, another by a digest of its script and files. Raises RequestError for what is too long."""
        return self._shared("").text()

    def share_with_script(self) -> str:
        """As `share`, with the script itself: ``ModelExplorer(state=line)`` needs nothing else.

        Raises RequestError for a stored model, and for one with files beside its script.
        """
        if not self._model.script or self._files:
            what = "a model with files" if self._files else "a stored model"
            raise RequestError(f"{what} holds more than its script", parameter="script", allowed="`share`")
        return self._shared(self._model.script).text()

    def take(self, text: str) -> None:
        """Restore what `share` told of this model, as one step that can be undone.

        What the model does not have of the view is left out with a warning. Raises RequestError for a line that is
        damaged, too long or of another model.
        """
        shared = SharedState.read(text)
        check_model(shared, self._model, self._files)
        self._choose(shared.preset, shared.params)
        if self.status in _BUSY:
            self._view_to_come = shared.view
        else:
            self.viewer.state = shared.view.told()

    def _shared(self, script: str) -> SharedState:
        view = self._view_to_come or ViewState.read(self.viewer.state)
        return SharedState(named(self._model, self._files), self.preset, self.params, view, script)

    def _see_as_shared(self) -> None:
        """The model that was to come is there."""
        view, self._view_to_come = self._view_to_come, None
        if view is not None:
            self.viewer.state = view.told()


def named(model: ModelSource, files: Mapping[str, bytes]) -> str:
    """The name by which a state tells its model."""
    return model_name(model.script, model.model_id, files)


def check_model(shared: SharedState, model: ModelSource, files: Mapping[str, bytes]) -> None:
    """Raises RequestError where ``shared`` is the state of another model."""
    if shared.model != named(model, files):
        kind, _, name = shared.model.partition(" ")
        told = f"the stored model {name}" if kind == "id" else "another script, or of one with other files beside it"
        message = f"this is the state of {told}, and not of {model.title}"
        raise RequestError(message, parameter="state", allowed="a state of this model as it is now")


def shared_model(shared: SharedState) -> ModelSource:
    """The model that a state holds, or names by its id. Raises RequestError where it does neither."""
    kind, _, name = shared.model.partition(" ")
    if shared.script:
        return model_source(script=shared.script)
    if kind == "id":
        return model_source(model_id=name)
    raise RequestError(
        "this state does not hold its model's script",
        parameter="state",
        allowed="the model as the first argument, or a line of share_with_script()",
    )
