"""Model scripts: text in, parameters out, and a tree in which chosen values take effect. Never executes."""

from __future__ import annotations

from cadwidgets.contract.parameters import ParameterSchema
from cadwidgets.modelscript.script import Script, load_script
from cadwidgets.modelscript.values import schema_of_values

__all__ = ["Script", "load_script", "parse_script", "schema_of_values"]


def parse_script(text: str) -> ParameterSchema:
    """The parameters that a script declares, found from its syntax tree alone.

    Raises ScriptSyntaxError with line, column and excerpt.
    """
    return load_script(text).schema
