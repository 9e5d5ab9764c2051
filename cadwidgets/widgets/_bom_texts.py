"""Numbers, masses and costs of a bill of materials as people read them."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = 4
_SMALL_MONEY = 0.01
_MINUS = "\N{MINUS SIGN}"


def number_text(value: float, digits: int = _DIGITS) -> str:
    """At least so many digits, without an exponent: ``0.006651``, ``1,234``."""
    digits = max(digits, len(str(int(abs(value)))))
    return f"{Decimal(f'{value:.{digits}g}').normalize():,f}"


def money_text(value: float, currency: str = "") -> str:
    """``1,234.50 EUR``; fractions of a cent are kept, screws cost such."""
    text = number_text(value) if 0 < abs(value) < _SMALL_MONEY else f"{value:,.4f}".removesuffix("00")
    return f"{text} {currency}".strip()


def signed(value: float, text: str) -> str:
    """``text``, the amount of ``value``, with its sign."""
    return f"{_MINUS if value < 0 else '+'}{text}"
