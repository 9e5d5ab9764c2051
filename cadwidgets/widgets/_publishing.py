"""Publishing the script of an explorer: one click, and the model has an id that others can open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets

from cadwidgets.contract.models import StoredModel
from cadwidgets.viewer.background import LatestJob, Mailbox
from cadwidgets.widgets._base import error_html, escape
from cadwidgets.widgets._layout import code_line, small_button

Publish = Callable[[str], StoredModel]
"""Gets the id of the model to add a version to, empty for a new one. Runs in the background."""


class PublishRow(ipywidgets.VBox):
    """A button that publishes the script; a second click adds a version to the same model."""

    def __init__(self, publish: Publish, mailbox: Mailbox) -> None:
        self._publish = publish
        self._job = LatestJob(mailbox)
        self.published: StoredModel | None = None
        """What the last click made; None before the first."""
        self.button = small_button("Publish", "upload", "Store the script at the service, under an id", self._start)
        self._message = ipywidgets.HTML()
        super().__init__((self.button, self._message), layout=ipywidgets.Layout(margin="8px 0 0 0"))

    @property
    def busy(self) -> bool:
        """Whether the script is on its way."""
        return self._job.busy

    def _start(self) -> None:
        self.button.disabled = True
        self._message.value = '<span class="cadw-quiet" role="status">Publishing &hellip;</span>'
        model_id = "" if self.published is None else self.published.id
        self._job.submit(lambda _: self._publish(model_id), self._show)

    def _show(self, outcome: Any) -> None:
        self.button.disabled = False
        if isinstance(outcome, Exception):
            self._message.value = error_html(outcome)
            return
        self.published = outcome
        code = f'ModelExplorer(id="{outcome.id}")'
        self._message.value = (
            f'<span role="status">Published as <b>{escape(outcome.id)}</b>, version {outcome.version}: '
            f'<a class="cadw-save" href="{escape(outcome.url)}" target="_blank" rel="noopener">its page</a></span> '
            f"{code_line(code)}"
        )
