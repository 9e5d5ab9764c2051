"""Which level of isolation this machine has, why not a higher one, and whether it is what was asked for.

Every layer is tried, by the very steps that a build takes, in a process of its own (`trial`). What was asked for and
cannot be had is a reason to refuse every build: nothing falls back silently.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from cadwidgets.service.workers import bubblewrap, landlock, sandbox, seccomp
from cadwidgets.service.workers.isolation import LAYERS, LEVELS, Isolation
from cadwidgets.service.workers.privileges import lend, unprivileged_user
from cadwidgets.service.workers.sandbox import Layers
from cadwidgets.service.workers.start import command

_TRIAL_SECONDS = 30.0


@dataclass(frozen=True)
class Confinement:
    """What holds builds: the ``layers``, and the ``user`` that they run as (None: the service's own).

    ``missing`` tells why a layer is not used. ``refusal`` is why nothing may be built, empty where all is well.
    ``spawns``: each build's process is started anew instead of forked.
    """

    layers: Layers
    user: int | None = None
    missing: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    spawns: bool = False

    @property
    def level(self) -> str:
        """A key of `LEVELS`; empty where nothing may be built."""
        return "" if self.refusal else self.layers.level

    @property
    def report(self) -> dict[str, Any]:
        """All of it as JSON, for whoever asks how the service is."""
        layers = {} if self.refusal else asdict(self.layers)
        return {"level": self.level, "layers": layers, "missing": dict(self.missing), "refusal": self.refusal}


def probe(isolation: Isolation, scratch: Path) -> Confinement:
    """How builds whose folders lie in ``scratch`` are confined here. Takes a tenth of a second."""
    missing = {layer: why for layer in LAYERS if (why := _why_not(layer, isolation))}
    layers = Layers(
        landlock=0 if "landlock" in missing else landlock.version(),
        seccomp="seccomp" not in missing,
        bubblewrap="bubblewrap" not in missing,
    )
    stand = _tried(layers, missing, isolation, scratch)
    return replace(stand, refusal=stand.refusal or _too_low(stand, isolation), spawns=isolation.spawns)


def _too_low(stand: Confinement, isolation: Isolation) -> str:
    """Why the level that there is will not do; empty where it does."""
    reasons = {isolation.level: "it was asked for"} if isolation.level else {}
    if isolation.remote and isolation.allow_unconfined_files:
        reasons["L1"] = "scripts from other machines need it"
    elif isolation.remote:
        reasons["L2"] = "scripts from other machines need it, or L1 and --allow-unconfined-files"
    for level, reason in reasons.items():
        lacking = [f"{layer}: {stand.missing[layer]}" for layer in LEVELS[level] if layer in stand.missing]
        if lacking:
            return (
                f"nothing is built: isolation {level} cannot be had here, and {reason}. Missing: {'; '.join(lacking)}"
            )
    return ""


def _why_not(layer: str, isolation: Isolation) -> str:
    """Why a layer need not even be tried."""
    if isolation.level and layer not in LEVELS[isolation.level]:
        return f"not used at {isolation.level}, which was asked for"
    if layer in isolation.without:
        return "switched off"
    if isolation.spawns:
        return "only forked builds have it"
    if sys.platform != "linux":
        return "Linux alone has it"
    if layer == "bubblewrap":
        return "" if bubblewrap.find() else "there is no program bwrap: install the package bubblewrap"
    if layer == "landlock":
        return "" if landlock.version() else "the kernel offers none: it needs Linux 5.13 with Landlock switched on"
    return "" if seccomp.is_supported() else "there is no filter for this machine: it needs Linux on x86_64 or aarch64"


def _tried(layers: Layers, missing: Mapping[str, str], isolation: Isolation, scratch: Path) -> Confinement:
    """With as many of ``layers`` as work, and as somebody else than root."""
    enclosed = (True, False) if layers.bubblewrap else (False,)
    stands = [
        Confinement(replace(layers, bubblewrap=inside), user, missing)
        for inside in enclosed
        for user in _users(isolation)
    ]
    why = ""
    for stand in stands:
        failure = _trial(stand, scratch)
        if not failure:
            lost = layers.bubblewrap and not stand.layers.bubblewrap
            found = {"bubblewrap": f"bwrap does not work here: {why}"} if lost else {}
            return replace(stand, missing={**missing, **found})
        why = why or failure
    return replace(stands[-1], refusal=_refusal(failure))


def _users(isolation: Isolation) -> list[int | None]:
    """As whom builds may run, in order of preference; None: as the service itself."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return [None]
    return [unprivileged_user(), *([0] if isolation.allow_root else [])]


def _refusal(failure: str) -> str:
    if sys.platform == "win32" or os.geteuid() != 0:
        return f"nothing is built: no process for builds can be started here ({failure})"
    return (
        f"nothing is built: root started the service, and builds cannot run as another user here ({failure}). Start it "
        "as another user, install bubblewrap, put Python where every user may read it, or go on with --allow-root"
    )


def _trial(stand: Confinement, scratch: Path) -> str:
    """Why a build cannot be confined like this, in one line; empty where it can."""
    with tempfile.TemporaryDirectory(prefix="trial-", dir=scratch, ignore_cleanup_errors=True) as home:
        try:
            lend(Path(home), scratch, stand.user)
            done = subprocess.run(
                command("cadwidgets.service.workers.trial", Path(home), scratch, stand.layers, stand.user),
                env=sandbox.clean_environment(Path(home)),
                cwd=home,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_TRIAL_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
    words = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return (words[-1] if words else f"it ended with {done.returncode}") if done.returncode else ""
