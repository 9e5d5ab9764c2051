"""The client of the models that a service of this project stores: publish, list, show, remove."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from urllib.parse import quote

from cadwidgets.clients._http import Patience, ServiceClient
from cadwidgets.clients._refusals import json_of, unreadable
from cadwidgets.clients._retry import ONCE_DONE, OURS
from cadwidgets.contract.files import check_files
from cadwidgets.contract.models import StoredModel, StoredVersion

_CALL_SECONDS = 60.0


class ModelsClient(ServiceClient):
    """Keeps models at one service. All calls raise AuthError, NotFound, RequestError, or SourceError and its kinds."""

    def publish(
        self,
        script: str,
        *,
        title: str = "",
        model_id: str = "",
        files: Mapping[str, bytes] | None = None,
        cancel: threading.Event | None = None,
    ) -> StoredModel:
        """Store a script, with the files that lie beside it; as a new version of ``model_id`` if that is given."""
        pairs = tuple(sorted((files or {}).items()))
        check_files(pairs)
        given = {"s": script, "title": title, "id": model_id}
        answer = self._http.call(
            "POST",
            "parts",
            form={name: text for name, text in given.items() if text},
            files=[("files", pair) for pair in pairs],
            patience=Patience(_CALL_SECONDS, cancel, ONCE_DONE),
        )
        with unreadable(answer, "the published model"):
            return StoredModel.from_json({"title": title, **json_of(answer)})

    def list(self, query: str = "") -> tuple[StoredModel, ...]:
        """The models whose id, title or description holds ``query``; all without one."""
        answer = self._http.call("GET", "parts", query={"q": query} if query else {}, patience=_patience())
        with unreadable(answer, "the list of models"):
            return tuple(StoredModel.from_json(entry) for entry in json_of(answer)["models"])

    def show(self, model_id: str, version: int = 0) -> StoredVersion:
        """A model in full, with its script and parameters; ``version`` 0 is the latest."""
        query = {"version": str(version)} if version else {}
        answer = self._http.call("GET", _path(model_id), query=query, patience=_patience())
        with unreadable(answer, "the model"):
            return StoredVersion.from_json(json_of(answer))

    def remove(self, model_id: str) -> None:
        """Delete a model with all its versions. Only its owner and administrators may."""
        json_of(self._http.call("DELETE", _path(model_id), patience=Patience(_CALL_SECONDS, retries=ONCE_DONE)))


def _path(model_id: str) -> str:
    return "parts/" + quote(model_id, safe="")


def _patience() -> Patience:
    return Patience(_CALL_SECONDS, retries=OURS)
