"""A model script, read: what it declares, and a tree in which chosen values take effect."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from cadwidgets.contract.parameters import ParameterSchema, Value
from cadwidgets.modelscript.dialect import Dialect, dialect_of, has_build_function, main_guard, shows
from cadwidgets.modelscript.inject import inject
from cadwidgets.modelscript.schema import read_schema
from cadwidgets.modelscript.source import read_source


@dataclass(frozen=True)
class Script:
    """A parsed script. Nothing of it was executed.

    ``text`` is the normalised source, ``shows`` says that it calls show_object or build_object,
    ``main_guard`` is the module name that a guarded part of it waits for: ``__cq_main__``, ``__main__``, or
    nothing.
    """

    text: str = field(repr=False)
    schema: ParameterSchema
    dialect: Dialect
    tree: ast.Module = field(repr=False, compare=False)
    has_build_function: bool
    shows: bool
    main_guard: str

    def with_values(self, values: Mapping[str, Value]) -> ast.Module:
        """A tree, ready for ``compile``, in which the parameters have ``values``; line numbers stay.

        A constant gets its value written in its place. A typed parameter's constructor gets the hidden
        keyword ``_name="p_length"`` and looks its value up while the script runs. ``values`` may name some
        parameters only, and are taken as they are: check them with ``schema.resolve``. Raises RequestError
        for a name that is no parameter.
        """
        return inject(self.tree, self.schema, values)


def load_script(text: str) -> Script:
    """Read a script of either dialect without executing it.

    Raises ScriptSyntaxError with line, column and excerpt.
    """
    source = read_source(text)
    dialect = dialect_of(source.tree)
    return Script(
        source.text,
        read_schema(source, dialect),
        dialect,
        source.tree,
        has_build_function(source.tree),
        shows(source.tree),
        main_guard(source.tree),
    )
