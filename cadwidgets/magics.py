"""``%%modelscript``, ``%parts`` and ``%bom``: a cell becomes a ModelExplorer, a line a part picker or a BOM table.

Widgets are imported by the magic that shows one: ``%load_ext`` returns at once.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class
from IPython.core.magic_arguments import argument, magic_arguments, parse_argstring
from IPython.display import display

from cadwidgets import _magic_completion as completion
from cadwidgets.errors import CadWidgetsError, RequestError

if TYPE_CHECKING:
    from cadwidgets.widgets.bom import Bom


@magics_class
class CadWidgetsMagics(Magics):
    """The magics of cadwidgets."""

    @magic_arguments()
    @argument("name", nargs="?", default="model", help="variable that the explorer is bound to (default: model)")
    @argument("-p", "--param", action="append", default=[], metavar="NAME=VALUE", help="first value of a parameter")
    @argument("--preset", default="", help="preset to begin with")
    @argument("-f", "--file", action="append", default=[], metavar="PATH", help="file that the script reads or imports")
    @cell_magic
    def modelscript(self, line: str, cell: str) -> None:
        """Show a ModelExplorer for the script in this cell, and bind it to a variable."""
        from cadwidgets.widgets.model_explorer import ModelExplorer

        arguments = parse_argstring(self.modelscript, line)
        values = dict(_pair(text) for text in arguments.param)
        _check_name(arguments.name)
        with _told_as_usage():
            explorer = ModelExplorer(script=cell, params=values, preset=arguments.preset, files=arguments.file)
        self._show(arguments.name, explorer)

    @magic_arguments()
    @argument("query", nargs="*", help="what to search for, as in: M6x20 ISO 4762")
    @argument("-n", "--name", default="picker", help="variable that the picker is bound to (default: picker)")
    @argument("-c", "--catalog", default="", metavar="FRAME", help="variable with a DataFrame of your own parts")
    @line_magic
    def parts(self, line: str) -> None:
        """Show a PartPicker that searches for what is typed here, and bind it to a variable."""
        from cadwidgets.widgets.part_picker import PartPicker

        arguments = parse_argstring(self.parts, line)
        _check_name(arguments.name)
        catalog = self._variable(arguments.catalog) if arguments.catalog else None
        with _told_as_usage():
            picker = PartPicker(catalog=catalog, query=" ".join(arguments.query))
        self._show(arguments.name, picker)

    @magic_arguments()
    @argument("name", help="variable with a Bom, a DataFrame, a PartPicker or a ModelExplorer")
    @argument(
        "-n", "--name", dest="table", default="table", help="variable that the table is bound to (default: table)"
    )
    @line_magic
    def bom(self, line: str) -> None:
        """Show a bill of materials as a table to read and edit, and bind the table to a variable."""
        from cadwidgets.widgets.bom_table import BomTable

        arguments = parse_argstring(self.bom, line)
        _check_name(arguments.table)
        with _told_as_usage():
            lines = _bom_in(arguments.name, self._variable(arguments.name))
        self._show(arguments.table, BomTable(lines))

    def _variable(self, name: str) -> Any:
        names = self.shell.user_ns  # type: ignore[union-attr]  # a loaded magic has its shell
        if name not in names:
            raise UsageError(f"there is no variable {name!r}")
        return names[name]

    def _show(self, name: str, widget: Any) -> None:
        names = self.shell.user_ns  # type: ignore[union-attr]
        previous = names.get(name)
        if type(previous) is type(widget):
            previous.close()  # a cell run again would otherwise leave its last picture's memory behind
        names[name] = widget
        display(widget)


@contextmanager
def _told_as_usage() -> Iterator[None]:
    """Bad input is told as one line, without a traceback."""
    try:
        yield
    except (RequestError, TypeError) as error:
        allowed = getattr(error, "allowed", "")
        raise UsageError(f"{error} (allowed: {allowed})" if allowed else str(error)) from None


def _bom_in(name: str, value: Any) -> Bom:
    """The bill of materials that a variable holds."""
    from cadwidgets.widgets.bom import Bom
    from cadwidgets.widgets.model_explorer import ModelExplorer
    from cadwidgets.widgets.part_picker import PartPicker

    if isinstance(value, Bom):
        return value
    if not isinstance(value, PartPicker | ModelExplorer):
        return Bom.from_frame(value)
    if value.bom is None:
        raise UsageError(f"{name} has no bill of materials yet")
    return value.bom


def _check_name(name: str) -> None:
    if not name.isidentifier():
        raise UsageError(f"{name!r} is no variable name")


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise UsageError(f"-p wants NAME=VALUE, not {text!r}")
    return name.strip(), value.strip()


def load(shell: Any) -> None:
    """Register the magics, and start the embedded service while the user is still reading."""
    shell.register_magics(CadWidgetsMagics)
    completion.register(
        shell,
        {
            "%%modelscript": (CadWidgetsMagics.modelscript, ()),
            "%parts": (CadWidgetsMagics.parts, ()),
            "%bom": (CadWidgetsMagics.bom, ("Bom", "PartPicker", "ModelExplorer")),
        },
    )
    threading.Thread(target=_warm, name="cadwidgets-load", daemon=True).start()


def _warm() -> None:
    from cadwidgets.sources import warm  # loads the network client: not on the user's time

    try:
        warm()
    except CadWidgetsError:  # settings that cannot be used: the first widget says so
        return
