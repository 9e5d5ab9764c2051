"""What lies in the scratch folder of a service."""

from __future__ import annotations

from pathlib import Path


def folders_of_builds(scratch: Path) -> list[Path]:
    """The folders of builds that are going on, or were left behind: all but the homes of what starts the builds."""
    return [path for path in scratch.iterdir() if not path.name.startswith("zygote-")]
