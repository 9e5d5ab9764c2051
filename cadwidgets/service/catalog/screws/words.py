"""The words of screws in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("stainless steel 304", "nichtrostender Stahl 1.4301", "acier inoxydable 304"),
    ("stainless steel 316", "nichtrostender Stahl 1.4401", "acier inoxydable 316"),
    ("Head diameter dk", "Kopfdurchmesser dk", "Diamètre de tête dk"),
    ("Head height k", "Kopfhöhe k", "Hauteur de tête k"),
    ("Hexagon socket s", "Innensechskant s", "Six pans creux s"),
    ("Socket depth t", "Innensechskanttiefe t", "Profondeur du six pans t"),
    ("Thread length b", "Gewindelänge b", "Longueur filetée b"),
    ("Threaded length", "Länge mit Gewinde", "Longueur avec filetage"),
    ("Head edge v", "Kopfkante v", "Arête de tête v"),
    ("Fasteners", "Verbindungselemente", "Éléments de fixation"),
    ("Screws", "Schrauben", "Vis"),
    (
        "ISO 4762 hexagon socket head cap screws",
        "ISO 4762 Zylinderschrauben mit Innensechskant",
        "ISO 4762 vis à tête cylindrique à six pans creux",
    ),
    (
        "M1.6 to M36 with coarse thread, plain head",
        "M1,6 bis M36 mit Regelgewinde, glatter Kopf",
        "M1,6 à M36 à pas gros, tête lisse",
    ),
    ("Hexagon socket head cap screw", "Zylinderschraube mit Innensechskant", "Vis à tête cylindrique à six pans creux"),
    ("Width across flats s", "Schlüsselweite s", "Surplat s"),
    ("Theoretical head diameter dk", "Theoretischer Kopfdurchmesser dk", "Diamètre de tête théorique dk"),
    ("Flat of the head dl", "Ebene Kopffläche dl", "Méplat de la tête dl"),
    ("Radius of the head rf", "Kopfradius rf", "Rayon de la tête rf"),
    (
        "ISO 4014 hexagon head screws with shank",
        "ISO 4014 Sechskantschrauben mit Schaft",
        "ISO 4014 vis à tête hexagonale partiellement filetées",
    ),
    (
        "M3 to M36 with coarse thread on a part of their length",
        "M3 bis M36 mit Regelgewinde auf einem Teil ihrer Länge",
        "M3 à M36 à pas gros, filetées sur une partie de leur longueur",
    ),
    (
        "Hexagon head screw with shank",
        "Sechskantschraube mit Schaft",
        "Vis à tête hexagonale partiellement filetée",
    ),
    ("ISO 4017 hexagon head screws", "ISO 4017 Sechskantschrauben", "ISO 4017 vis à tête hexagonale"),
    (
        "M1.6 to M36 with coarse thread up to the head",
        "M1,6 bis M36 mit Regelgewinde bis Kopf",
        "M1,6 à M36 à pas gros, entièrement filetées",
    ),
    ("Hexagon head screw", "Sechskantschraube mit Gewinde bis Kopf", "Vis à tête hexagonale entièrement filetée"),
    (
        "ISO 10642 hexagon socket countersunk head screws",
        "ISO 10642 Senkschrauben mit Innensechskant",
        "ISO 10642 vis à tête fraisée à six pans creux",
    ),
    (
        "M3 to M20 with coarse thread, 90 degree head",
        "M3 bis M20 mit Regelgewinde, Kopf mit 90 Grad",
        "M3 à M20 à pas gros, tête à 90 degrés",
    ),
    (
        "Hexagon socket countersunk head screw",
        "Senkschraube mit Innensechskant",
        "Vis à tête fraisée à six pans creux",
    ),
    (
        "ISO 7380-1 hexagon socket button head screws",
        "ISO 7380-1 Flachkopfschrauben mit Innensechskant",
        "ISO 7380-1 vis à tête cylindrique bombée plate à six pans creux",
    ),
    (
        "M3 to M16 with coarse thread up to the head",
        "M3 bis M16 mit Regelgewinde bis Kopf",
        "M3 à M16 à pas gros, entièrement filetées",
    ),
    (
        "Hexagon socket button head screw",
        "Flachkopfschraube mit Innensechskant",
        "Vis à tête cylindrique bombée plate à six pans creux",
    ),
    ("Set screws", "Gewindestifte", "Vis sans tête"),
    ("Point diameter dp", "Spitzendurchmesser dp", "Diamètre du bout dp"),
    ("Point diameter dt", "Spitzendurchmesser dt", "Diamètre du bout dt"),
    ("Point angle", "Spitzenwinkel", "Angle du bout"),
    ("Length of the dog point z", "Zapfenlänge z", "Longueur du téton z"),
    ("Cup diameter dv", "Durchmesser der Ringschneide dv", "Diamètre de la cuvette dv"),
    (
        "ISO 4026 hexagon socket set screws with flat point",
        "ISO 4026 Gewindestifte mit Innensechskant und Kegelkuppe",
        "ISO 4026 vis sans tête à six pans creux à bout plat",
    ),
    (
        "M3 to M24 with coarse thread, flat point",
        "M3 bis M24 mit Regelgewinde, Kegelkuppe",
        "M3 à M24 à pas gros, bout plat",
    ),
    (
        "Hexagon socket set screw with flat point",
        "Gewindestift mit Innensechskant und Kegelkuppe",
        "Vis sans tête à six pans creux à bout plat",
    ),
    (
        "ISO 4027 hexagon socket set screws with cone point",
        "ISO 4027 Gewindestifte mit Innensechskant und Spitze",
        "ISO 4027 vis sans tête à six pans creux à bout conique",
    ),
    (
        "M3 to M24 with coarse thread, cone point",
        "M3 bis M24 mit Regelgewinde, Spitze",
        "M3 à M24 à pas gros, bout conique",
    ),
    (
        "Hexagon socket set screw with cone point",
        "Gewindestift mit Innensechskant und Spitze",
        "Vis sans tête à six pans creux à bout conique",
    ),
    (
        "ISO 4028 hexagon socket set screws with dog point",
        "ISO 4028 Gewindestifte mit Innensechskant und Zapfen",
        "ISO 4028 vis sans tête à six pans creux à téton",
    ),
    (
        "M3 to M24 with coarse thread, dog point",
        "M3 bis M24 mit Regelgewinde, Zapfen",
        "M3 à M24 à pas gros, téton",
    ),
    (
        "Hexagon socket set screw with dog point",
        "Gewindestift mit Innensechskant und Zapfen",
        "Vis sans tête à six pans creux à téton",
    ),
    (
        "ISO 4029 hexagon socket set screws with cup point",
        "ISO 4029 Gewindestifte mit Innensechskant und Ringschneide",
        "ISO 4029 vis sans tête à six pans creux à bout cuvette",
    ),
    (
        "M3 to M24 with coarse thread, cup point",
        "M3 bis M24 mit Regelgewinde, Ringschneide",
        "M3 à M24 à pas gros, bout cuvette",
    ),
    (
        "Hexagon socket set screw with cup point",
        "Gewindestift mit Innensechskant und Ringschneide",
        "Vis sans tête à six pans creux à bout cuvette",
    ),
)
