"""A page of somebody else, in the browser of a user of this service, cannot make it act or read what it says."""

from __future__ import annotations

import urllib.parse
from typing import Any

import pytest
from plain_http import FORM, Reply, send

BOX = "show_object(cq.Workplane().box(1, 2, 3))\n"
FOREIGN_HOSTS = ("evil.example", "127.0.0.1.evil.example", "127.0.0.2", "evil.example:80", "127.0.0.1:99999", "::1", "")


def build(service: Any, method: str = "POST", **headers: str) -> Reply:
    """A build as a browser would send it, with ``Sec_Fetch_Site="..."`` for a header."""
    fields = urllib.parse.urlencode({"key": service.key, "s": BOX, "type": "STL"})
    said = {name.replace("_", "-"): value for name, value in headers.items()} | {"Accept": "application/json"}
    if method == "GET":
        return send("GET", f"{service.url}/parts/build?{fields}", headers=said)
    return send("POST", f"{service.url}/parts/build", fields.encode(), said | {"Content-Type": FORM})


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_a_name_that_is_not_the_services_own_is_400_and_says_which_are(service: Any, host: str) -> None:
    reply = send("GET", f"{service.url}/health", headers={"Host": host, "Accept": "application/json"})
    assert reply.status == 400
    assert reply.error["parameter"] == "Host"
    assert "127.0.0.1" in reply.error["allowed"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LocalHost:8765", "[::1]", "[::1]:80"])
def test_the_services_own_names_are_served_with_any_port(service: Any, host: str) -> None:
    assert send("GET", f"{service.url}/health", headers={"Host": host}).status == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "http://localhost", "null", "x"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_of_another_origin_is_403(service: Any, origin: str, method: str) -> None:
    builds = service.answers
    reply = build(service, method, Origin=origin)
    assert (reply.status, reply.error["kind"]) == (403, "forbidden")
    assert service.answers == builds


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_cross_site_request_is_403_where_it_may_act(service: Any, method: str) -> None:
    assert build(service, method, Sec_Fetch_Site="cross-site").status == 403
    for path in ("/tpowebservices/UserRegistration?ApiKey=x", "/v2/Search/CatalogList"):
        assert send("GET", service.url + path, headers={"Sec-Fetch-Site": "cross-site"}).status == 403
    for unsafe in ("DELETE", "PATCH", "PUT"):
        reply = send(unsafe, f"{service.url}/catalog/own/x", headers={"Sec-Fetch-Site": "cross-site"})
        assert reply.status == 403


def test_links_from_elsewhere_to_pages_still_open(service: Any) -> None:
    for path in ("/keys/test", "/docs"):
        reply = send("GET", service.url + path, headers={"Sec-Fetch-Site": "cross-site", "Accept": "text/html"})
        assert reply.status == 200


def test_the_services_own_forms_are_sent_by_a_browser(service: Any) -> None:
    assert build(service, Origin=service.url, Sec_Fetch_Site="same-origin").status == 200
    assert build(service, Origin=service.url).status == 200
    assert build(service, Origin="null", Sec_Fetch_Site="same-origin").status == 200
    assert build(service, "GET", Sec_Fetch_Site="none").status == 200


def test_no_operation_ever_allows_another_origin_to_read(service: Any) -> None:
    document = send("GET", f"{service.url}/openapi.json").json
    asked = 0
    for path, operations in document["paths"].items():
        for method in (*operations, "options"):
            for origin in ("https://evil.example", service.url):
                headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
                reply = send(method.upper(), service.url + path.replace("{", "").replace("}", ""), headers=headers)
                assert not [name for name in reply.headers if name.startswith("access-control-")]
                assert reply.status < 500
                asked += 1
    assert asked > 100
