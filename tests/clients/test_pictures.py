"""Pictures of parts: limited, checked, and only from a safe address."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest

from cadwidgets.clients._http import HttpSession, RemoteEndpoint
from cadwidgets.clients.pictures import MAX_BYTES, fetch_picture
from cadwidgets.errors import BadAnswer, SourceError

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100
BODIES = {
    "/png": PNG,
    "/jpeg": b"\xff\xd8\xff" + b"0" * 100,
    "/gif": b"GIF89a" + b"0" * 100,
    "/webp": b"RIFF\0\0\0\0WEBPVP8 " + b"0" * 100,
    "/svg": b"<svg onload='alert(1)'/>",
    "/long": PNG + b"0" * MAX_BYTES,
}


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = BODIES.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "image/png")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *args: object) -> None:
        """Silent."""


@pytest.fixture
def session() -> Iterator[HttpSession]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield HttpSession(RemoteEndpoint(f"http://127.0.0.1:{server.server_address[1]}/folder"))
    server.shutdown()
    server.server_close()
    thread.join()


def url(session: HttpSession, path: str) -> str:
    return session.endpoint.locate()[0].removesuffix("/folder") + path


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_a_picture_is_known_by_its_bytes(session: HttpSession, kind: str) -> None:
    picture = fetch_picture(session, url(session, f"/{kind}"))
    assert picture.kind == kind
    assert picture.data == BODIES[f"/{kind}"]
    assert picture.data_url.startswith(f"data:image/{kind};base64,")


def test_a_drawing_that_could_run_scripts_is_no_picture_whatever_it_is_called(session: HttpSession) -> None:
    with pytest.raises(BadAnswer, match="no PNG"):
        fetch_picture(session, url(session, "/svg"))


def test_a_long_picture_is_not_taken_whole(session: HttpSession) -> None:
    with pytest.raises(BadAnswer, match="2 MB"):
        fetch_picture(session, url(session, "/long"))


def test_a_picture_that_is_not_there_is_told(session: HttpSession) -> None:
    with pytest.raises(SourceError, match="404"):
        fetch_picture(session, url(session, "/none"))


@pytest.mark.parametrize("address", ["http://localhost:1/png", "file:///etc/passwd", "//127.0.0.1/x", "data:,x", ""])
def test_only_https_or_the_service_itself_is_asked(session: HttpSession, address: str) -> None:
    with pytest.raises(BadAnswer, match="unsafe"):
        fetch_picture(session, address)
