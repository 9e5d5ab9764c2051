"""``describe_parameter(width, "Overall width")``: read off the syntax tree; when the script runs it does nothing."""

from __future__ import annotations

import ast
from dataclasses import replace

from cadwidgets.contract.parameters import MAX_TEXT, Parameter
from cadwidgets.modelscript.dialect import calls


def described(tree: ast.Module, parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """The parameters with the descriptions that the script gives them; the last one counts."""
    texts = dict(filter(None, map(_description, calls(tree, ("describe_parameter",)))))
    return tuple(
        replace(parameter, description=texts[parameter.name]) if parameter.name in texts else parameter
        for parameter in parameters
    )


def _description(call: ast.Call) -> tuple[str, str] | None:
    """The parameter's name, as a variable or in quotes, and the last text behind it."""
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    texts = [text for text in map(_text, arguments[1:]) if text]
    name = arguments[0].id if arguments and isinstance(arguments[0], ast.Name) else ""
    name = name or (_text(arguments[0]) if arguments else "")
    return (name, texts[-1][:MAX_TEXT]) if name and texts else None


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
