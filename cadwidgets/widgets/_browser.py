"""Our own JavaScript and style, in the folder ``browser``: written as modules, handed to the browser as one."""

from __future__ import annotations

import re
from importlib import resources

_IMPORT = re.compile(r'^import [^;]*? from "\./[a-z_]+\.js";\n', re.MULTILINE)


def module(*names: str) -> str:
    """The modules of these names as one, each behind those that it imports: a widget is a single module."""
    return "\n".join(_IMPORT.sub("", text(f"{name}.js")) for name in names)


def text(name: str) -> str:
    """A file of the folder."""
    return (resources.files("cadwidgets.widgets") / "browser" / name).read_text(encoding="utf-8")
