"""The words of nuts and washers in English, German and French."""

from __future__ import annotations

from cadwidgets.service.catalog.nuts_and_washers import nut_words, washer_words

_LABELS = (
    ("Hole diameter d1", "Lochdurchmesser d1", "Diamètre du trou d1"),
    ("Hole diameter d2", "Lochdurchmesser d2", "Diamètre du trou d2"),
    ("Washer diameter d2", "Scheibendurchmesser d2", "Diamètre de la rondelle d2"),
    ("Washer thickness h", "Scheibendicke h", "Épaisseur de la rondelle h"),
    ("Washer height h2", "Scheibenhöhe h2", "Hauteur de la rondelle h2"),
    ("Hardness class", "Härteklasse", "Classe de dureté"),
    ("Section thickness s", "Querschnittsdicke s", "Épaisseur de section s"),
    ("Free height h", "Freie Höhe h", "Hauteur libre h"),
    ("Outside diameter d4", "Außendurchmesser d4", "Diamètre extérieur d4"),
    ("Seat diameter d5", "Sitzdurchmesser d5", "Diamètre du siège d5"),
    ("Seat height h3", "Pfannenhöhe h3", "Hauteur du siège h3"),
    ("Sphere radius r1", "Kugelradius r1", "Rayon de sphère r1"),
    ("Hole edge f1", "Lochkante f1", "Arête du trou f1"),
    ("Nut height m", "Mutterhöhe m", "Hauteur d'écrou m"),
    ("Total height h", "Gesamthöhe h", "Hauteur totale h"),
    ("Threaded height m", "Gewindehöhe m", "Hauteur filetée m"),
    ("Hexagon height m", "Sechskanthöhe m", "Hauteur de l'hexagone m"),
    ("Flange diameter dc", "Flanschdurchmesser dc", "Diamètre de l'embase dc"),
    ("Flange edge c", "Flanschrand c", "Bord de l'embase c"),
    ("Dome diameter dk", "Hutdurchmesser dk", "Diamètre du dôme dk"),
    ("Slot width a", "Nutbreite a", "Largeur de rainure a"),
    ("Base width e", "Fußbreite e", "Largeur du pied e"),
    ("Base height k", "Fußhöhe k", "Hauteur du pied k"),
    ("Base edge f", "Fußkante f", "Arête du pied f"),
    ("Nuts", "Muttern", "Écrous"),
    ("Washers", "Scheiben", "Rondelles"),
)

ROWS: tuple[tuple[str, str, str], ...] = (*_LABELS, *nut_words.ROWS, *washer_words.ROWS)
