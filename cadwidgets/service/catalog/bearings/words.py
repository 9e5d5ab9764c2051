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
    ("Chamfer r_1s min", "Kantenkürzung r_1s min", "Chanfrein r_1s min"),
    ("Type", "Bauform", "Type"),
    ("Height T", "Höhe T", "Hauteur T"),
    ("Bore of the housing washer D1", "Bohrung der Gehäusescheibe D1", "Alésage de la rondelle-logement D1"),
    ("Total width T", "Gesamtbreite T", "Largeur totale T"),
    ("Width of the inner ring B", "Breite des Innenrings B", "Largeur de la bague intérieure B"),
    ("Width of the outer ring C", "Breite des Außenrings C", "Largeur de la bague extérieure C"),
    ("Roller bearings", "Rollenlager", "Roulements à rouleaux"),
    (
        "ISO 15 angular contact ball bearings",
        "ISO 15 Schrägkugellager",
        "ISO 15 roulements à billes à contact oblique",
    ),
    (
        "7200B to 7220B, 7300B to 7320B; contact angle 40°, simplified inside, without cage",
        "7200B bis 7220B, 7300B bis 7320B; Berührungswinkel 40°, innen vereinfacht, ohne Käfig",
        "7200B à 7220B, 7300B à 7320B ; angle de contact 40°, intérieur simplifié, sans cage",
    ),
    ("Angular contact ball bearing", "Schrägkugellager", "Roulement à billes à contact oblique"),
    ("ISO 104 thrust ball bearings", "ISO 104 Axial-Rillenkugellager", "ISO 104 butées à billes"),
    (
        "51100 to 51120, 51200 to 51220, 51305 to 51320; single direction, simplified inside, without cage",
        "51100 bis 51120, 51200 bis 51220, 51305 bis 51320; einseitig wirkend, innen vereinfacht, ohne Käfig",
        "51100 à 51120, 51200 à 51220, 51305 à 51320 ; simple effet, intérieur simplifié, sans cage",
    ),
    ("Thrust ball bearing", "Axial-Rillenkugellager", "Butée à billes"),
    ("ISO 15 cylindrical roller bearings", "ISO 15 Zylinderrollenlager", "ISO 15 roulements à rouleaux cylindriques"),
    (
        "NU and NJ, 204 to 220 and 304 to 320; simplified inside, without cage",
        "NU und NJ, 204 bis 220 und 304 bis 320; innen vereinfacht, ohne Käfig",
        "NU et NJ, 204 à 220 et 304 à 320 ; intérieur simplifié, sans cage",
    ),
    ("Cylindrical roller bearing", "Zylinderrollenlager", "Roulement à rouleaux cylindriques"),
    ("ISO 355 tapered roller bearings", "ISO 355 Kegelrollenlager", "ISO 355 roulements à rouleaux coniques"),
    (
        "30203 to 30220, 30302 to 30320, 32203 to 32220; simplified inside, without cage",
        "30203 bis 30220, 30302 bis 30320, 32203 bis 32220; innen vereinfacht, ohne Käfig",
        "30203 à 30220, 30302 à 30320, 32203 à 32220 ; intérieur simplifié, sans cage",
    ),
    ("Tapered roller bearing", "Kegelrollenlager", "Roulement à rouleaux coniques"),
)
