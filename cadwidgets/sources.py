"""From settings to clients: the one place that knows which service is meant."""

from __future__ import annotations

import functools
import threading
from dataclasses import dataclass, field
from typing import Any

from cadwidgets.clients._http import Endpoint, HttpSession, RemoteEndpoint
from cadwidgets.clients.accounts import AccountsClient
from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.clients.models import ModelsClient
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.contract.accounts import EMBEDDED_EMAIL
from cadwidgets.embedded import embedded
from cadwidgets.errors import CadWidgetsError, RequestError
from cadwidgets.settings import Secret, Settings


@dataclass(frozen=True)
class Sources:
    """The clients that the widgets talk to: models from ``build``, parts from ``parts``, listings from ``catalog``.

    ``catalog`` is None where the catalog offers no listing (TraceParts itself). ``models`` and ``accounts`` are None
    where models are built by a service that is not ours; asking for them may ask the service what it is.
    """

    build: BuildClient
    parts: TracePartsClassic
    catalog: CatalogClient | None
    settings: Settings = field(repr=False)

    @functools.cached_property
    def _own_api(self) -> HttpSession:
        return HttpSession(build_endpoint(self.settings))

    @property
    def models(self) -> ModelsClient | None:
        """The models that the build service stores. Raises ConnectionFailed when nobody answers there."""
        return ModelsClient(self._own_api) if self.build.is_ours() else None

    @property
    def accounts(self) -> AccountsClient | None:
        """The accounts and keys of the build service. Raises ConnectionFailed when nobody answers there."""
        return AccountsClient(self._own_api) if self.build.is_ours() else None


def build_endpoint(settings: Settings) -> Endpoint:
    """Where models are built: at the service that the settings name, else the embedded one."""
    if settings.build_url:
        return RemoteEndpoint(settings.build_url, settings.build_key)
    return embedded(settings.data_dir)


def connect(**settings: Any) -> Sources:
    """Clients for the services named by the settings; without any, for the embedded service.

    ``connect(build_url="http://127.0.0.1:8765", build_key="demo")``, or the environment variables
    CADWIDGETS_BUILD_URL and CADWIDGETS_BUILD_KEY. Nothing is contacted or started yet. Raises RequestError for a
    setting that does not exist or cannot be used.
    """
    return _sources(Settings.load(**settings))


@functools.cache
def _sources(settings: Settings) -> Sources:
    if settings.traceparts_api == "gateway" or (settings.traceparts_tenant and not settings.traceparts_api):
        raise RequestError(
            "the API gateway of TraceParts is not supported yet",
            parameter="traceparts_api",
            value="gateway",
            allowed="classic (set CADWIDGETS_TRACEPARTS_API=classic)",
        )
    build = BuildClient(HttpSession(build_endpoint(settings)))
    if settings.traceparts_url:
        remote = HttpSession(RemoteEndpoint(settings.traceparts_url, settings.traceparts_key))
        parts = TracePartsClassic(remote, email=settings.traceparts_email)
        return Sources(build, parts, None, settings)
    http = HttpSession(embedded(settings.data_dir))
    parts = TracePartsClassic(http, email=Secret(EMBEDDED_EMAIL))
    return Sources(build, parts, CatalogClient(http), settings)


def warm() -> threading.Thread | None:
    """Start the embedded service in the background, if the settings mean it, so that the first build need not wait."""
    sources = connect()
    if not sources.build.embedded:
        return None

    def locate() -> None:
        try:
            sources.build.health()
        except CadWidgetsError:  # the first real request meets the same trouble, and shows it to the user
            return

    thread = threading.Thread(target=locate, name="cadwidgets-warm", daemon=True)
    thread.start()
    return thread
