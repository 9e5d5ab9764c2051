"""Numbers, masses and costs of a bill of materials as people read them, and how much of a sum is known."""

from __future__ import annotations

from decimal import Decimal

from cadwidgets.contract.bom import Total

_DIGITS = 4
_SMALL_MONEY = 0.01
_MINUS = "\N{MINUS SIGN}"


def shown_number(value: float, digits: int = _DIGITS) -> str:
    """At least so many digits, without an exponent: ``0.006651``, ``1,234``."""
    digits = max(digits, len(str(int(abs(value)))))
    return f"{Decimal(f'{value:.{digits}g}').normalize():,f}"


def money_text(value: float, currency: str = "") -> str:
    """``1,234.50 EUR``; fractions of a cent are kept, screws cost such."""
    text = shown_number(value) if 0 < abs(value) < _SMALL_MONEY else f"{value:,.4f}".removesuffix("00")
    return f"{text} {currency}".strip()


def signed(value: float, text: str) -> str:
    """``text``, the amount of ``value``, with its sign."""
    return f"{_MINUS if value < 0 else '+'}{text}"


def lines_text(count: int) -> str:
    """``1 line``, ``9 lines``."""
    return f"{count:,} {'line' if count == 1 else 'lines'}"


def coverage(total: Total) -> str:
    """``7 of 9 lines``: a sum that does not say what it covers would be taken for the whole."""
    return "all lines" if total.complete else f"{total.covered:,} of {lines_text(total.lines)}"
