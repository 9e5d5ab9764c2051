"""What lies in the scratch folder of a service."""

from __future__ import annotations

from pathlib import Path


def folders_of_builds(scratch: Path) -> list[Path]:
    """The folders of builds that are going on, or were left behind: all but the homes of what starts the builds. What
    lies in the folder of a session is one, the folder itself is not."""
    found = [path for path in scratch.iterdir() if not path.name.startswith("zygote-")]
    sessions = [path for path in found if path.name.startswith("session-")]
    return [path for path in found if path not in sessions] + [path for one in sessions for path in one.iterdir()]
