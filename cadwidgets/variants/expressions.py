"""Arithmetic over the numbers of a design table, read from text and never executed: ``size_x / size_y + 2 * wall``."""

from __future__ import annotations

import ast
import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from cadwidgets.contract.design_row import DesignRow
from cadwidgets.errors import RequestError
from cadwidgets.variants.quantities import Columns, Unit, unit_named

Numbers: TypeAlias = Mapping[str, float]
MAX_TEXT = 500
"""Characters that a limit or an objective may have."""
MAX_DEPTH = 60
"""Levels of a limit's or an objective's syntax."""
FUNCTIONS: Mapping[str, Callable[..., float]] = {"abs": abs, "min": min, "max": max, "sqrt": math.sqrt}
_ALLOWED = "names of parameters, results and measures, numbers, + - * / ** ( ), abs, min, max, sqrt and pi"
_QUANTITY = re.compile(
    r"(?<![\w.])(?P<number>(?>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?))\s*(?P<unit>[^\W\d_][\w²³⁴⁵]*(?:\^[2345])?|°|\")"
)
_OPERATIONS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
    ast.Pow: lambda left, right: left**right,
}


@dataclass(frozen=True)
class Expression:
    """What some text computes of a variant's numbers.

    ``unit`` is that of the outcome, None where it has none; ``plain`` says that it is a mere number, which takes the
    unit of whatever it is compared with. ``names`` are the columns that it reads.
    """

    text: str
    compute: Callable[[Numbers], float] = field(repr=False)
    unit: Unit | None = None
    plain: bool = False
    names: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str, columns: Columns, name: str = "expression") -> Expression:
        """Raises RequestError, which calls the text ``name`` and quotes what of it cannot be read."""
        return Reader(text, columns, name).expression(parsed(text, name).body)

    def value(self, numbers: Numbers) -> float:
        """What it is of these numbers; not a number (nan) where one is missing or it cannot be computed."""
        try:
            found = self.compute(numbers)
        except (KeyError, ZeroDivisionError, OverflowError, ValueError):
            return math.nan
        return found if isinstance(found, int | float) and math.isfinite(found) else math.nan


def numbers_of(row: DesignRow, measures: Iterable[str] = ()) -> dict[str, float]:
    """The numbers of a row by name. Of equal names a measure goes before a parameter, that before a result."""
    values = {name: float(value) for name, value in row.values.items() if isinstance(value, int | float)}
    return {**row.results, **values, **{name: row.results[name] for name in measures if name in row.results}}


def parsed(text: str, name: str) -> ast.Expression:
    """The syntax of the text, in which ``(1.2 @ kg)`` stands for 1.2 kg. Raises RequestError."""
    if len(text) > MAX_TEXT:
        raise RequestError(f"{name} is longer than {MAX_TEXT} characters", parameter=name, value=text[:80])
    marked = _QUANTITY.sub(lambda found: f"({found['number']}@{_mark(found['unit'])})", text.strip())
    try:
        tree = ast.parse(marked, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        offset = (getattr(error, "offset", None) or 1) - 1
        place = f"at {unmarked(marked[offset:])[:20]!r}" if marked[offset:] else "at its end"
        hint = "; == means that both are equal" if re.search(r"[^<>=!]=[^=]", text) else ""
        message = f"{text!r} cannot be read {place}{hint}"
        raise RequestError(message, parameter=name, value=text, allowed=_ALLOWED) from None
    if _depth(tree) > MAX_DEPTH:
        raise RequestError(f"{name} is nested too deeply", parameter=name, value=text[:80], allowed=_ALLOWED)
    return tree


def _depth(tree: ast.AST) -> int:
    """How many levels the syntax has."""
    level, depth = [tree], 0
    while level:
        level, depth = [child for node in level for child in ast.iter_child_nodes(node)], depth + 1
    return depth


def _mark(unit: str) -> str:
    """A unit as a name of Python, whatever characters it has."""
    return "unit_" + unit.encode().hex()


def unmarked(text: str) -> str:
    """The text as the user wrote it, without the marks of `parsed`."""
    return re.sub(
        r"\(?(?P<number>[\d.eE+-]*) ?@ ?unit_(?P<unit>[0-9a-f]+)\)?",
        lambda found: f"{found['number']} {bytes.fromhex(found['unit']).decode()}".strip(),
        text,
    )


class Reader:
    """Turns the syntax of one text into an `Expression`, node by node; what is not allowed is a RequestError."""

    def __init__(self, text: str, columns: Columns, name: str) -> None:
        self.text, self.columns, self.name = text, columns, name

    def refusal(self, message: str, allowed: str = _ALLOWED) -> RequestError:
        """The error that says so of this text."""
        return RequestError(f"{message} in {self.text!r}", parameter=self.name, value=self.text, allowed=allowed)

    def expression(self, node: ast.expr) -> Expression:
        """The meaning of a node."""
        text = unmarked(ast.unparse(node))
        match node:
            case ast.Constant(value=bool() | complex() | str() | bytes() | None):
                raise self.refusal(f"{text} is no number")
            case ast.Constant(value=int() | float() as number) if number < 1e300:
                return _constant(text, float(number), plain=True)
            case ast.Name(id="pi") if "pi" not in self.columns.units:
                return _constant(text, math.pi, plain=True)
            case ast.Name(id=name):
                return self._column(name)
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=operand):
                return self._signed(text, self.expression(operand), -1.0 if isinstance(sign, ast.USub) else 1.0)
            case ast.BinOp(left=ast.Constant(value=number), op=ast.MatMult(), right=ast.Name(id=mark)):
                return self._quantity(text, float(str(number)), mark)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATIONS:
                return self._operation(text, self.expression(left), operator, self.expression(right))
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in FUNCTIONS:
                return self._call(text, name, [self.expression(one) for one in args])
        raise self.refusal(f"{text[:60]!r} is not allowed")

    def _column(self, name: str) -> Expression:
        if name in self.columns.units:
            return Expression(name, lambda numbers: numbers[name], self.columns.units[name], names=frozenset({name}))
        if name in self.columns.others:
            raise self.refusal(f"{name} is a {self.columns.others[name]}, and no number")
        if unit_named(name):
            raise self.refusal(f"the unit {name} stands without a number", f"a number before it, such as 1 {name}")
        near = difflib.get_close_matches(name, self.columns.units, 3)
        known = ", ".join(self.columns.units)
        raise self.refusal(f"{name!r} is neither a parameter nor a result", " or ".join(near) or known)

    def _quantity(self, text: str, number: float, mark: str) -> Expression:
        word = bytes.fromhex(mark.removeprefix("unit_")).decode()
        unit = unit_named(word)
        if unit is None:
            raise self.refusal(f"{word!r} is no unit", "mm, cm2, in^3, ml, g, lb, deg and the like")
        return _constant(text, number, unit)

    def _signed(self, text: str, operand: Expression, sign: float) -> Expression:
        compute = operand.compute
        return Expression(text, lambda numbers: sign * compute(numbers), operand.unit, operand.plain, operand.names)

    def _operation(self, text: str, left: Expression, operator: ast.operator, right: Expression) -> Expression:
        if isinstance(operator, ast.Add | ast.Sub):
            left, right = self.alike(left, right)
            unit = left.unit
        elif isinstance(operator, ast.Pow):
            unit = self._power(left, right)
        else:
            unit = _product(left, right, 1 if isinstance(operator, ast.Mult) else -1)
        operation, first, second = _OPERATIONS[type(operator)], left.compute, right.compute
        plain = left.plain and right.plain
        names = left.names | right.names
        return Expression(text, lambda numbers: operation(first(numbers), second(numbers)), unit, plain, names)

    def _power(self, base: Expression, power: Expression) -> Unit | None:
        if power.unit is not None and not power.unit.fits(Unit()):
            raise self.refusal(f"the power {power.text} has a unit", "a plain number")
        if base.unit is None or base.unit.fits(Unit()):
            return base.unit
        if power.names:
            raise self.refusal(f"{base.text} has a unit, and its power is not fixed", "a plain number as the power")
        exponent = power.value({})
        if math.isnan(exponent):
            raise self.refusal(f"the power {power.text} cannot be computed")
        return base.unit**exponent

    def _call(self, text: str, name: str, args: list[Expression]) -> Expression:
        if (len(args) != 1) if name in ("abs", "sqrt") else (len(args) < 2):
            raise self.refusal(
                f"{text} has {len(args)} values", f"{name}(a)" if name in ("abs", "sqrt") else f"{name}(a, b)"
            )
        leader = next((one for one in args if one.unit is not None), args[0])
        args = [self.alike(leader, one)[1] for one in args]
        unit = leader.unit**0.5 if name == "sqrt" and leader.unit else leader.unit
        function, computes = FUNCTIONS[name], [one.compute for one in args]
        names = frozenset[str]().union(*(one.names for one in args))
        plain = all(one.plain for one in args)
        return Expression(text, lambda numbers: function(*(each(numbers) for each in computes)), unit, plain, names)

    def alike(self, left: Expression, right: Expression) -> tuple[Expression, Expression]:
        """Both in one unit: that of the left, unless that is a mere number. What has no unit is taken for one that has
        it, in the model's own unit. Raises RequestError where the units are of different quantities."""
        if left.unit is None and right.unit is not None:
            unit = right.unit if left.plain else self.columns.basic(right.unit)
            return _as(left, unit), _converted(right, unit)
        if left.unit is None or right.unit is None:
            if right.plain or left.unit is None:
                return left, _as(right, left.unit)
            return left, _converted(_as(right, self.columns.basic(left.unit)), left.unit)
        if not left.unit.fits(right.unit):
            raise self.refusal(
                f"{left.text} and {right.text} have different kinds of units", self._fitting(left, right)
            )
        return left, _converted(right, left.unit)

    def _fitting(self, left: Expression, right: Expression) -> str:
        """The units that fit the side that the model decides."""
        decided = left if left.names or not right.names else right
        return f"for {decided.text}: {(decided.unit or Unit()).names}"


def _constant(text: str, number: float, unit: Unit | None = None, *, plain: bool = False) -> Expression:
    return Expression(text, lambda numbers: number, unit, plain)


def _product(left: Expression, right: Expression, sign: int) -> Unit | None:
    """The unit of a product, or of a quotient (``sign`` -1); mere numbers change none."""
    if right.plain:
        return left.unit
    if right.unit is None or (left.unit is None and not left.plain):
        return None
    return (left.unit or Unit()) * right.unit**sign


def _as(one: Expression, unit: Unit | None) -> Expression:
    """The same numbers, said to be in this unit."""
    return Expression(one.text, one.compute, unit, one.plain, one.names)


def _converted(one: Expression, unit: Unit) -> Expression:
    """The same quantity in another unit that fits."""
    factor, compute = (one.unit or unit).factor / unit.factor, one.compute
    if factor == 1.0:
        return _as(one, unit)
    return Expression(one.text, lambda numbers: compute(numbers) * factor, unit, one.plain, one.names)
