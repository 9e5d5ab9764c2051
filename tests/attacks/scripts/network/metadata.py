# 500 script stopped
import http.client
import urllib.request
attempt(
    metadata=lambda: urllib.request.urlopen("http://169.254.169.254/latest/meta-data/", timeout=1),
    service=lambda: urllib.request.urlopen(f"http://127.0.0.1:{SERVER_PORT}/health", timeout=1),
    by_hand=lambda: http.client.HTTPConnection("127.0.0.1", SERVER_PORT, timeout=1).connect(),
)
