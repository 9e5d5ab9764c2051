"""``%%modelscript``: a cell that holds a ModelScript becomes a ModelExplorer."""

from __future__ import annotations

from typing import Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring
from IPython.display import display

from cadwidgets.errors import RequestError
from cadwidgets.sources import warm
from cadwidgets.widgets.model_explorer import ModelExplorer


@magics_class
class CadWidgetsMagics(Magics):
    """The cell magics of cadwidgets."""

    @magic_arguments()
    @argument("name", nargs="?", default="model", help="variable that the explorer is bound to (default: model)")
    @argument("-p", "--param", action="append", default=[], metavar="NAME=VALUE", help="first value of a parameter")
    @argument("--preset", default="", help="preset to begin with")
    @argument("-f", "--file", action="append", default=[], metavar="PATH", help="file that the script reads or imports")
    @cell_magic
    def modelscript(self, line: str, cell: str) -> None:
        """Show a ModelExplorer for the script in this cell, and bind it to a variable."""
        arguments = parse_argstring(self.modelscript, line)
        if not arguments.name.isidentifier():
            raise UsageError(f"{arguments.name!r} is no variable name")
        values = dict(_pair(text) for text in arguments.param)
        try:
            explorer = ModelExplorer(script=cell, params=values, preset=arguments.preset, files=arguments.file)
        except RequestError as error:
            hint = f" (allowed: {error.allowed})" if error.allowed else ""
            raise UsageError(f"{error}{hint}") from None
        names = self.shell.user_ns  # type: ignore[union-attr]  # a loaded magic has its shell
        previous = names.get(arguments.name)
        if isinstance(previous, ModelExplorer):
            previous.close()  # a cell run again would otherwise leave its last picture's memory behind
        names[arguments.name] = explorer
        display(explorer)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"-p wants NAME=VALUE, not {text!r}")
    return name.strip(), value.strip()


def load(shell: Any) -> None:
    """Register the magics, and start the embedded service while the user is still reading."""
    shell.register_magics(CadWidgetsMagics)
    warm()
