"""From settings to clients: the one place that knows which service is meant."""

from __future__ import annotations

import functools
import threading
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from cadwidgets.clients._http import Endpoint, HttpSession, RemoteEndpoint
from cadwidgets.clients._parts import PartsClient
from cadwidgets.clients.accounts import AccountsClient
from cadwidgets.clients.build import BuildClient
from cadwidgets.clients.catalog import CatalogClient
from cadwidgets.clients.models import ModelsClient
from cadwidgets.clients.own_catalogs import OwnCatalogsClient
from cadwidgets.clients.pictures import Picture, fetch_picture
from cadwidgets.clients.traceparts_classic import TracePartsClassic
from cadwidgets.clients.traceparts_gateway import TracePartsGateway
from cadwidgets.contract.accounts import EMBEDDED_EMAIL, LOCAL, tenant_of
from cadwidgets.embedded import embedded
from cadwidgets.errors import CadWidgetsError, RequestError
from cadwidgets.settings import Secret, Settings

_LIVE_DOMAINS = ("tracepartsonline.net", "traceparts.com")
"""Hosts of TraceParts itself: they are asked for what their contract has, and nothing else."""
_CLASSIC_FOLDER = "/tpowebservices"


@dataclass(frozen=True)
class Sources:
    """The clients that the widgets talk to: models from ``build``, parts from ``parts``, listings from ``catalog``.

    ``local`` builds at the embedded service, whatever ``build`` is. ``catalog`` is None where the catalog offers no
    listing (TraceParts itself), ``models``, ``accounts`` and ``own_catalogs`` are None where models are built by a
    service that is not ours; asking for one of the four may ask the service what it is.
    """

    build: BuildClient
    parts: PartsClient
    local: BuildClient
    settings: Settings = field(repr=False)

    @functools.cached_property
    def _catalog_host(self) -> BuildClient:
        """The root of the service that has the parts: there it would say that it is ours."""
        return BuildClient(HttpSession(_parts_root(self.settings)))

    @property
    def catalog(self) -> CatalogClient | None:
        """The catalog's listing. Raises ConnectionFailed when nobody answers there."""
        if is_traceparts(self.settings.traceparts_url) or not self._catalog_host.is_ours():
            return None
        return CatalogClient(HttpSession(_parts_root(self.settings)))

    @property
    def sizes(self) -> CatalogClient | None:
        """Who tells the sizes that a script refers to: the build service, which holds values to them, else the catalog.

        None where neither is ours. Raises ConnectionFailed when nobody answers there.
        """
        return CatalogClient(self._own_api) if self.build.is_ours() else self.catalog

    def picture(self, url: str, *, cancel: threading.Event | None = None) -> Picture:
        """The picture of a part at the catalog. Raises as `fetch_picture`."""
        return fetch_picture(HttpSession(_parts_root(self.settings)), url, cancel=cancel)

    @functools.cached_property
    def _own_api(self) -> HttpSession:
        return HttpSession(build_endpoint(self.settings))

    @property
    def models(self) -> ModelsClient | None:
        """The models that the build service stores. Raises ConnectionFailed when nobody answers there."""
        return ModelsClient(self._own_api) if self.build.is_ours() else None

    @property
    def own_catalogs(self) -> OwnCatalogsClient | None:
        """The catalogs that accounts have brought to the build service. Raises ConnectionFailed when nobody answers."""
        return OwnCatalogsClient(self._own_api) if self.build.is_ours() else None

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


def is_traceparts(url: str) -> bool:
    """Whether the URL is one of TraceParts itself, which records CAD requests and answers nothing but its contract."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return any(host == domain or host.endswith(f".{domain}") for domain in _LIVE_DOMAINS)


def parts_api(settings: Settings) -> str:
    """The contract by which parts are asked for: the one that is set, else ``gateway`` where a tenant is."""
    return settings.traceparts_api or ("gateway" if settings.traceparts_tenant else "classic")


@functools.cache
def _sources(settings: Settings) -> Sources:
    local = BuildClient(HttpSession(embedded(settings.data_dir)))
    build = BuildClient(HttpSession(build_endpoint(settings))) if settings.build_url else local
    return Sources(build, _parts(settings), local, settings)


def _parts(settings: Settings) -> PartsClient:
    remote = bool(settings.traceparts_url)
    http = HttpSession(
        RemoteEndpoint(settings.traceparts_url, settings.traceparts_key) if remote else embedded(settings.data_dir)
    )
    email = settings.traceparts_email if remote else Secret(EMBEDDED_EMAIL)
    if parts_api(settings) == "classic":
        return TracePartsClassic(http, email=email)
    tenant = settings.traceparts_tenant if remote else Secret(tenant_of(LOCAL))
    if not tenant:
        raise RequestError(
            "the API gateway needs your tenant",
            parameter="traceparts_tenant",
            allowed="the tenantUid that came with your key, or traceparts_api=classic",
        )
    return TracePartsGateway(http, tenant=tenant, email=email)


def _parts_root(settings: Settings) -> Endpoint:
    """Where the service that has the parts begins, without the folder of the classic services."""
    url = settings.traceparts_url
    if not url:
        return embedded(settings.data_dir)
    root = url[: -len(_CLASSIC_FOLDER)] if url.lower().endswith(_CLASSIC_FOLDER) else url
    return RemoteEndpoint(root, settings.traceparts_key)


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
