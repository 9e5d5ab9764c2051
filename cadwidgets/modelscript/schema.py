"""One schema out of a script, whichever way it declares its parameters."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable
from dataclasses import replace

from cadwidgets.contract.options import PARAMETER_PREFIX
from cadwidgets.contract.parameters import RESERVED, Parameter, ParameterSchema, Value
from cadwidgets.errors import RequestError
from cadwidgets.modelscript.annotations import (
    AnnotationError,
    annotate,
    read_annotation,
)
from cadwidgets.modelscript.assignments import Assignment, assignments
from cadwidgets.modelscript.constants import constants
from cadwidgets.modelscript.descriptions import described
from cadwidgets.modelscript.dialect import Dialect
from cadwidgets.modelscript.metadata import read_metadata
from cadwidgets.modelscript.notes import Notes, read_preset
from cadwidgets.modelscript.ranges import invent
from cadwidgets.modelscript.source import Source
from cadwidgets.modelscript.typed import Presets, Warn, typed_parameters


def read_schema(source: Source, dialect: Dialect) -> ParameterSchema:
    """The schema of a parsed script: typed parameters if there are any, else its constants."""
    notes = Notes.read(source.text)
    warnings = list(notes.warnings)
    metadata = read_metadata(source.tree, notes, dialect, warnings.append)
    parameters, presets = typed_parameters(source.tree, warnings.append)
    if not parameters:
        parameters = _annotated_parameters(source.tree, notes, warnings.append)
        presets = _annotated_presets(notes, parameters, warnings.append)
    for name in (parameter.name for parameter in parameters if parameter.name in RESERVED):
        warnings.append(
            f"the bare name {name} belongs to the service: ours takes the parameter as {PARAMETER_PREFIX}{name}, "
            "on another it keeps its default"
        )
    return ParameterSchema(
        described(source.tree, parameters),
        presets,
        dialect,
        metadata.unit,
        tuple(warnings),
        metadata.material,
        metadata.density,
    )


def _annotated_parameters(tree: ast.Module, notes: Notes, warn: Warn) -> tuple[Parameter, ...]:
    found = constants(tree)
    _warn_of_computed(tree, notes, found, warn)
    parameters = []
    for item, bare in found.values():
        parameter = _annotated(bare, item, notes, warn)
        if parameter.kind != "choice" and not parameter.contains(parameter.default):
            warn(f"line {item.line}: {bare.name} = {bare.default} is outside {parameter.allowed}")
        parameters.append(invent(replace(parameter, group=notes.group_at(item.line))))
    return tuple(parameters)


def _annotated(bare: Parameter, item: Assignment, notes: Notes, warn: Warn) -> Parameter:
    try:
        return annotate(bare, read_annotation(notes.on(item)))
    except AnnotationError as error:
        warn(f"line {item.line}: the annotation of {bare.name} is ignored: {error}")
        return bare


def _warn_of_computed(tree: ast.Module, notes: Notes, known: Container[str], warn: Warn) -> None:
    """A range behind a computed value is a wish that cannot be granted: say so."""
    for item in assignments(tree):
        if item.name not in known and _declares_range(notes.on(item)):
            warn(f"line {item.line}: {item.name} is computed, so it is no parameter and its range is ignored")


def _declares_range(comment: str) -> bool:
    try:
        annotation = read_annotation(comment)
    except AnnotationError:
        return False
    return bool(annotation.catalog) or (annotation.minimum, annotation.maximum) != (None, None)


def _annotated_presets(notes: Notes, parameters: Iterable[Parameter], warn: Warn) -> Presets:
    known = {parameter.name: parameter for parameter in parameters}
    presets = Presets()
    for line, name, body in notes.presets:
        try:
            values = read_preset(body, known)
        except (AnnotationError, RequestError) as error:
            warn(f"line {line}: the preset {name!r} is ignored: {error}")
            continue
        presets.setdefault(name, {}).update(values)
        for outside in (known[key] for key in values if not _allowed(known[key], values[key])):
            warn(f"line {line}: the preset {name!r} sets {outside.name} outside {outside.allowed}")
    return presets


def _allowed(parameter: Parameter, value: Value) -> bool:
    return parameter.invented or parameter.contains(value)
