"""The words of transmission in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("Power transmission", "Antriebstechnik", "Transmission de puissance"),
    ("Gears", "Zahnräder", "Engrenages"),
    ("Module m", "Modul m", "Module m"),
    ("Number of teeth z", "Zähnezahl z", "Nombre de dents z"),
    ("Material grade", "Werkstoffsorte", "Nuance"),
    ("Pitch diameter d", "Teilkreisdurchmesser d", "Diamètre primitif d"),
    ("Tip diameter da", "Kopfkreisdurchmesser da", "Diamètre de tête da"),
    ("Root diameter df", "Fußkreisdurchmesser df", "Diamètre de pied df"),
    ("Face width b", "Zahnbreite b", "Largeur de denture b"),
    ("Bore d1", "Bohrung d1", "Alésage d1"),
    ("Hub diameter dh", "Nabendurchmesser dh", "Diamètre du moyeu dh"),
    ("Overall length L", "Gesamtlänge L", "Longueur totale L"),
    ("POM", "POM", "POM"),
    ("ISO 53 spur gears, disc", "ISO 53 Stirnräder, Scheibe", "ISO 53 roues droites, disque"),
    ("ISO 53 spur gears with hub", "ISO 53 Stirnräder mit Nabe", "ISO 53 roues droites à moyeu"),
    (
        "Module 0.5 to 5, 20°, straight teeth without profile shift, pilot bore; steel C45 or POM",
        "Modul 0,5 bis 5, 20°, geradverzahnt ohne Profilverschiebung, Vorbohrung; Stahl C45 oder POM",
        "Module 0,5 à 5, 20°, denture droite sans déport, préalésage ; acier C45 ou POM",
    ),
    ("Spur gear", "Stirnrad", "Roue droite"),
    ("Spur gear with hub", "Stirnrad mit Nabe", "Roue droite à moyeu"),
)
