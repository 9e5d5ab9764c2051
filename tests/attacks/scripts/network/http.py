# 500 script stopped
import http.client
import urllib.request
attempt(
    another_address=lambda: urllib.request.urlopen(f"http://127.0.0.169:{SERVER_PORT}/latest/meta-data/", timeout=1),
    service=lambda: urllib.request.urlopen(f"http://127.0.0.1:{SERVER_PORT}/health", timeout=1),
    by_hand=lambda: http.client.HTTPConnection("127.0.0.1", SERVER_PORT, timeout=1).connect(),
)
