"""A JupyterLab of its own: loopback, a token, folders that nobody else uses."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import embedded_service
import nbformat

REPOSITORY = Path(__file__).parents[2]
START_SECONDS = 60
SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},  # outputs below the fold exist, too
    "@jupyterlab/docmanager-extension/plugin": {"autosave": False},
}


class Lab:
    """A running JupyterLab; its root folder holds a copy of the repository's notebooks.

    ``env`` is added to the environment of the server and its kernels: CADWIDGETS_BUILD_URL and the like.
    """

    def __init__(self, folder: Path, env: Mapping[str, str] | None = None) -> None:
        self.root = folder / "notebooks"
        self.data_dir = folder / "cadwidgets"
        self._token = secrets.token_hex(16)
        self._log = folder / "server.log"
        shutil.copytree(REPOSITORY / "notebooks", self.root, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        self._port = free_port()
        self._process = self._start(environment(folder) | {"JUPYTER_TOKEN": self._token} | dict(env or {}))
        self._wait()

    @property
    def origin(self) -> str:
        """Scheme, host and port: all that a page may talk to."""
        return f"http://127.0.0.1:{self._port}"

    def url(self, notebook: str) -> str:
        """The address that opens a notebook in a fresh workspace."""
        return f"{self.origin}/lab/tree/{notebook}?token={self._token}&reset"

    def write(self, name: str, *cells: str) -> str:
        """Put a notebook with these code cells into the root folder; returns its name."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(notebook, self.root / name)
        return name

    def close(self) -> None:
        """End the server, its kernels, and the embedded service that a kernel may have started."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        embedded_service.stop(self.data_dir)

    def _start(self, env: Mapping[str, str]) -> subprocess.Popen:
        command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
        command += [
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.port={self._port}",
            "--ServerApp.port_retries=0",
        ]
        command += [f"--ServerApp.root_dir={self.root}", "--LabApp.expose_app_in_browser=True"]
        with self._log.open("wb") as log:
            return subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                with urlopen(f"{self.origin}/api/status?token={self._token}", timeout=5):
                    return
            except (URLError, TimeoutError):  # not listening yet
                time.sleep(0.2)
        self.close()
        raise RuntimeError(f"JupyterLab did not start:\n{self._log.read_text()}")


def environment(folder: Path) -> dict[str, str]:
    """A user's environment with an empty home; only the paths to programs and modules come from here."""
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "LANG", "TMPDIR") if name in os.environ}
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    private = {name: str(folder / name.lower()) for name in (*names, "IPYTHONDIR", "HOME")}
    Path(private["HOME"]).mkdir()
    settings = folder / "lab_settings"
    for plugin, values in SETTINGS.items():
        path = settings / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    ours = {
        "JUPYTERLAB_SETTINGS_DIR": str(settings),
        "CADWIDGETS_DATA_DIR": str(folder / "cadwidgets"),
        "PATH": path,
    }
    return kept | private | ours


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
