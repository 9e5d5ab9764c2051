"""The words of bearings in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("Bore d", "Bohrung d", "Alésage d"),
    ("Outside diameter D", "Außendurchmesser D", "Diamètre extérieur D"),
    ("Width B", "Breite B", "Largeur B"),
    ("Chamfer r_s min", "Kantenkürzung r_s min", "Chanfrein r_s min"),
    ("Dimension series", "Maßreihe", "Série de dimensions"),
    ("Bearings", "Lager", "Paliers et roulements"),
    ("Ball bearings", "Kugellager", "Roulements à billes"),
    ("ISO 15 deep groove ball bearings", "ISO 15 Rillenkugellager", "ISO 15 roulements rigides à billes"),
    (
        "623 to 629, 608, 6000 to 6010, 6200 to 6210; open, simplified inside, without cage",
        "623 bis 629, 608, 6000 bis 6010, 6200 bis 6210; offen, innen vereinfacht, ohne Käfig",
        "623 à 629, 608, 6000 à 6010, 6200 à 6210 ; ouverts, intérieur simplifié, sans cage",
    ),
    ("Deep groove ball bearing", "Rillenkugellager", "Roulement rigide à billes"),
)
