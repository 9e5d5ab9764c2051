"""The words of nuts and washers in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("Hole diameter d1", "Lochdurchmesser d1", "Diamètre du trou d1"),
    ("Washer diameter d2", "Scheibendurchmesser d2", "Diamètre de la rondelle d2"),
    ("Washer thickness h", "Scheibendicke h", "Épaisseur de la rondelle h"),
    ("Washers", "Scheiben", "Rondelles"),
    ("ISO 7089 plain washers", "ISO 7089 flache Scheiben", "ISO 7089 rondelles plates"),
    (
        "for M3 to M12, normal series, product grade A",
        "für M3 bis M12, normale Reihe, Produktklasse A",
        "pour M3 à M12, série normale, grade A",
    ),
    ("Plain washer", "Flache Scheibe", "Rondelle plate"),
)
