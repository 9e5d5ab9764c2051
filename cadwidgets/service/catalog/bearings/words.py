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
    ("Closure", "Abdichtung", "Étanchéité"),
    (
        "623 to 629, 603 to 609, 683 to 689, 693 to 699, 60, 62, 63, 160, 618 and 619 up to 100 mm bore; "
        "open, with shields (ZZ) or seals (2RS), simplified inside, without cage",
        "623 bis 629, 603 bis 609, 683 bis 689, 693 bis 699, 60, 62, 63, 160, 618 und 619 bis Bohrung 100 mm; "
        "offen, mit Deckscheiben (ZZ) oder Dichtscheiben (2RS), innen vereinfacht, ohne Käfig",
        "623 à 629, 603 à 609, 683 à 689, 693 à 699, 60, 62, 63, 160, 618 et 619 jusqu'à l'alésage de 100 mm ; "
        "ouverts, à flasques (ZZ) ou à joints (2RS), intérieur simplifié, sans cage",
    ),
    ("Deep groove ball bearing", "Rillenkugellager", "Roulement rigide à billes"),
)
