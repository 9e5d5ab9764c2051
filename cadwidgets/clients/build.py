"""The client of the Parametric Parts Build Service: a request goes in, a built model comes out."""

from __future__ import annotations

import io
import logging
import secrets
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, Self

from cadwidgets.clients._answered import AnsweredRequests
from cadwidgets.clients._body import FILE_BYTES
from cadwidgets.clients._build_answer import read_facts
from cadwidgets.clients._held_models import PARTIAL, UNCHANGED, HeldModels
from cadwidgets.clients._http import (
    Answer,
    HttpSession,
    Message,
    Notice,
    Patience,
    Progress,
    RemoteEndpoint,
    ServiceClient,
)
from cadwidgets.clients._json import parsed
from cadwidgets.clients._refusals import json_of, raise_for, unreadable
from cadwidgets.clients._retry import FOREIGN, NEVER, OURS
from cadwidgets.clients._transport import BUILD_SECONDS, Receiver
from cadwidgets.clients._whole import is_web_page, is_whole
from cadwidgets.clients.models import ModelsClient
from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.contract.part_file import PartFile
from cadwidgets.contract.requests import SUFFIXES, BuildRequest, http_text
from cadwidgets.contract.results import BuildFile, BuildResult, with_suffix
from cadwidgets.errors import (
    BadAnswer,
    BuildRefused,
    GeometryError,
    NotFound,
    RequestError,
    ScriptSyntaxError,
    TimedOut,
)
from cadwidgets.geometry.built import BuiltModel
from cadwidgets.modelscript import parse_script
from cadwidgets.settings import Secret

PROBE_SECONDS = 5.0
"""How long a service may take to say what it is."""

_log = logging.getLogger(__name__)


class BuildClient(ServiceClient):
    """Builds models at one service, by the contract alone; uses more where the service says that it is ours.

    ``requests`` counts the builds asked for, with every repetition: a foreign service may charge each of them to the
    key's account. A request is repeated a few times, within one deadline, only while nobody answers or the service
    says that it is busy; ``notice`` hears of it, else the log. May be used from several threads at once.

    A service of ours sends only those meshes of a GLB that the last answers did not have. ``asked_whole`` counts how
    often one could not be put together from that, and was asked for as a whole.
    """

    def __init__(self, http: HttpSession) -> None:
        super().__init__(http)
        self._ours: bool | None = True if http.endpoint.embedded else None
        self._held = HeldModels()
        self._lately = AnsweredRequests()
        self._counting = threading.Lock()
        self.requests = 0
        self.asked_whole = 0

    @classmethod
    def at(cls, url: str, key: str = "") -> Self:
        """A client of the service whose base is ``url``, as in ``BuildClient.at("http://127.0.0.1:8765", "demo")``."""
        return cls(HttpSession(RemoteEndpoint(url, Secret(key))))

    def is_ours(self, *, cancel: threading.Event | None = None) -> bool:
        """Whether the service is a cadwidgets service, embedded or a team's (asked once, without the key).

        Raises ConnectionFailed when nobody answers.
        """
        if self._ours is None:
            try:
                self._ours = self.health(cancel=cancel).get("service") == "cadwidgets"
            except (TimedOut, BadAnswer):  # it does not say that it is ours; it may another time
                return False
        return self._ours

    def health(self, *, cancel: threading.Event | None = None) -> Mapping[str, Any]:
        """What the service says of itself at ``/health``; empty for a service that has no such page."""
        answer = self._http.ask(Message("GET", "health"), Patience(PROBE_SECONDS, cancel, FOREIGN))
        if answer.status != 200:
            return {}
        try:
            said = parsed(answer.body)
        except ValueError:  # a foreign page: it says nothing of itself that we know
            return {}
        return said if isinstance(said, dict) else {}

    def build(
        self,
        request: BuildRequest,
        *,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        notice: Notice | None = None,
        seconds: float = BUILD_SECONDS,
        background: bool = False,
    ) -> BuiltModel:
        """Build the model and wait for it, ``seconds`` at most. Always a POST: scripts outgrow URLs.

        One in the ``background`` is built only while the service has nothing else to do, and makes way as soon as it
        has: that is Busy, and the build is not asked for again. Services of ours alone know that, for accounts without
        a quota. Raises RequestError, ScriptError and its kinds, AuthError, NotFound, Busy, BuildRefused, BadAnswer for
        a model that was cut short, ConnectionFailed, TimedOut, or Cancelled once ``cancel`` is set.
        """
        began = time.perf_counter()
        call = self._call(request, Patience(seconds, cancel), notice, background)
        answer = self._model(request, call, Receiver(progress, most=FILE_BYTES))
        _check_whole(request, answer, io.BytesIO(answer.body))
        facts = read_facts(answer, time.perf_counter() - began)
        self._lately.note(request)
        return BuiltModel(BuildResult(request, answer.body, **facts))

    def built_like(self, request: BuildRequest) -> tuple[BuildRequest, ...]:
        """The requests that were answered lately and differ from this one in nothing but values and preset, and perhaps
        in type and options: at most 8, each set of values once, the latest first."""
        return self._lately.like(request)

    def download(
        self,
        request: BuildRequest,
        path: str | Path,
        *,
        cancel: threading.Event | None = None,
        progress: Progress | None = None,
        notice: Notice | None = None,
        seconds: float = BUILD_SECONDS,
    ) -> BuildFile:
        """As `build`, into a file that appears under its name when it is whole; before that it is ``name.part``.

        However it ends otherwise, the .part file goes and a file that stood there before stays as it was. The model is
        never in memory as a whole. Raises as `build`, and RequestError for a place that cannot be written.
        """
        target = with_suffix(path, SUFFIXES[request.type])
        with PartFile(target) as part:
            began = time.perf_counter()
            call = self._call(request, Patience(seconds, cancel), notice)
            answer = self._ask(request, call, Receiver(progress, part, FILE_BYTES))
            _check_whole(request, answer, part.file)
            facts = read_facts(answer, time.perf_counter() - began)
            return BuildFile(request, part.finish(), answer.size, **facts)

    def schema(self, *, script: str = "", model_id: str = "", version: int = 0) -> ParameterSchema | None:
        """The parameters of a script or of a stored model; None where a foreign service keeps them to itself."""
        if script:
            return parse_script(script)
        if not self.is_ours():
            return None
        models = ModelsClient(self._http)
        try:
            return models.show(model_id, version).schema
        except NotFound:  # also from a service of an earlier version, which has no such page
            answer = self._http.post("parts/parameters", {"id": model_id})
        with unreadable(answer, "the schema"):
            return ParameterSchema.from_json(json_of(answer))

    def _call(
        self, request: BuildRequest, patience: Patience, notice: Notice | None, background: bool = False
    ) -> _Call:
        """The request as a call of this service. Raises RequestError for one that it cannot take."""
        ours = self.is_ours(cancel=patience.cancel)
        if not ours:
            _check_contract(request, self.source)
            if background:
                allowed = "a service of cadwidgets"
                none = f"{self.source} has no builds in the background"
                raise RequestError(none, parameter="background", value=True, allowed=allowed)

        def again(text: str) -> None:
            self._count()
            (notice or (_log.info if ours else _log.warning))(text)

        message = Message(
            "POST",
            "parts/build",
            form=request.form(),
            files=request.parts(),
            key_in="form",
            key_name="key",
            repeat_key=secrets.token_hex(16) if ours else "",  # ours charges all attempts at one build once
            headers={"Priority": "u=7"} if background else {},
        )
        retries = NEVER if background else OURS if ours else FOREIGN
        return _Call(message, replace(patience, retries=retries, notice=again), ours)

    def _model(self, request: BuildRequest, call: _Call, to: Receiver) -> Answer:
        """The answer with the whole model in it, of which a service of ours may have sent a part."""
        if not (call.ours and request.type == "GLB"):
            return self._ask(request, call, to)
        message = replace(call.message, headers={**call.message.headers, **self._held.headers()})
        with self._held.looking_ahead():
            answer = self._ask(request, replace(call, message=message), to, (PARTIAL, UNCHANGED))
        try:
            glb = self._held.whole(answer)
        except (BadAnswer, GeometryError) as error:
            self.asked_whole += 1
            _log.warning("%s: %s; the whole model is asked for", self.source, error)
            glb = self._held.whole(answer := self._ask(request, call, to))  # the same call, which is charged once
        return replace(answer, body=glb, size=len(glb))

    def _count(self) -> None:
        with self._counting:
            self.requests += 1

    def _ask(self, request: BuildRequest, call: _Call, to: Receiver, also: Collection[int] = ()) -> Answer:
        """The answer with a model in it, or one of the statuses ``also``. Raises what any other answer means."""
        self._count()
        answer = self._http.ask(call.message, call.patience, to)
        if answer.status != 200 and answer.status not in also:
            _raise_refusal(request, answer, call.ours)
        return answer


@dataclass(frozen=True)
class _Call:
    """A build on its way to a service, which may be one of ours."""

    message: Message
    patience: Patience
    ours: bool


def _check_contract(request: BuildRequest, source: str) -> None:
    """Refuse what a foreign service would charge for and could not build. Raises RequestError."""
    if request.beyond_contract:
        raise RequestError(
            f"{source} keeps only the Build Service's contract, which has no place for {request.beyond_contract}",
            parameter="type" if request.beyond_contract.startswith("the output type") else "",
            allowed="a request within the contract, or a service of cadwidgets",
        )
    if not request.script or not (request.values or request.preset):
        return
    try:
        schema = parse_script(request.script)
    except ScriptSyntaxError:  # the other service may read an older Python than we do: let it decide
        return
    if schema.warnings:  # some parameters may not have been found: what is known is checked
        known = {name: value for name, value in request.values if name in schema.names}
        schema.check(known)
    else:
        schema.chosen(request.preset, dict(request.values))


def _raise_refusal(request: BuildRequest, answer: Answer, ours: bool) -> NoReturn:
    """As `raise_for`; where a foreign service explains nothing, the values sent are named as a possible cause."""
    try:
        raise_for(answer)
    except BuildRefused as refused:
        sent = ", ".join(f"{name}={http_text(value)[:60]}" for name, value in request.values)
        if ours or not sent:
            raise
        raise BuildRefused(
            f"{refused}; it does not say why: one of the values sent may be the cause ({sent})",
            url=refused.url,
            status=refused.status,
        ) from None


def _check_whole(request: BuildRequest, answer: Answer, file: BinaryIO) -> None:
    if answer.size == 0:
        raise BadAnswer("the service answered 200 without a model", url=answer.url, status=200)
    if is_web_page(file):
        raise BadAnswer(f"the service answered with a web page, no {request.type}", url=answer.url, status=200)
    if not is_whole(request.type, file):
        raise BadAnswer(
            f"this is no whole {request.type}: the file was cut short after {answer.size} bytes",
            url=answer.url,
            status=200,
        )
