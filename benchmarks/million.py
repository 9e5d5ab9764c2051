"""The service with a million made-up part numbers to search, for measuring what a picker feels like: load data.

    python benchmarks/million.py --port 8765 --key demo [--parts 1000000]

It is the real service on loopback, in a folder of its own that is gone when it ends; only what its search finds is
made up. Of such a part nothing else is known: its details and pictures are answered with 404.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import uvicorn
from bench_search import PARTS, blocks

from cadwidgets.service.app import Service, ServiceSettings, create_app
from cadwidgets.service.catalog import CLASSIFICATION_ID
from cadwidgets.service.search import Search, SearchKeeper, Stock
from cadwidgets.service.search.blocks import Block
from cadwidgets.service.serve import bind

HOST = "127.0.0.1"


class MadeUp(SearchKeeper):
    """Keeps the search of the made-up parts, whatever catalogs there are."""

    def __init__(self, parts: int) -> None:
        super().__init__(lambda: Stock((), {}))
        self._made_up = Search(_in_the_shipped_catalog(parts))

    def search(self) -> Search:
        """The same search at all times."""
        return self._made_up


def _in_the_shipped_catalog(parts: int) -> Iterator[Block]:
    """The made-up parts under the name of a catalog that the service has, so that it can be asked for alone."""
    for block in blocks(parts):
        yield replace(block, same={**block.same, "catalog": CLASSIFICATION_ID})


def serve(port: int, key: str, parts: int) -> None:
    """Serve until it is interrupted or terminated; say so once it can be asked."""
    # the server hands a signal on once it has shut down: end then in good order, and remove the folder
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
    with bind(HOST, port) as listener, tempfile.TemporaryDirectory() as folder:
        service = Service(ServiceSettings(data_dir=Path(folder), keys=(key,)))
        service.search = MadeUp(parts)
        server = uvicorn.Server(uvicorn.Config(create_app(service), access_log=False, log_level="warning"))
        url = f"http://{HOST}:{listener.getsockname()[1]}"
        print(f"ready: {service.search.search().index.size:,} part numbers at {url}", flush=True)
        server.run(sockets=[listener])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one (default)")
    parser.add_argument("--key", required=True, help="the key that it knows")
    parser.add_argument("--parts", type=int, default=PARTS, help=f"how many part numbers there are (default {PARTS:,})")
    given = parser.parse_args()
    serve(given.port, given.key, given.parts)


if __name__ == "__main__":
    main()
