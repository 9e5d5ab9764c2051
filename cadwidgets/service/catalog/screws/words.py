"""The words of screws in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
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
        "ISO 7380-1 Flachrundkopfschrauben mit Innensechskant",
        "ISO 7380-1 vis à tête cylindrique bombée plate à six pans creux",
    ),
    (
        "M3 to M16 with coarse thread up to the head",
        "M3 bis M16 mit Regelgewinde bis Kopf",
        "M3 à M16 à pas gros, entièrement filetées",
    ),
    (
        "Hexagon socket button head screw",
        "Flachrundkopfschraube mit Innensechskant",
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
        "ISO 4026 Gewindestifte mit Innensechskant und Kegelstumpf",
        "ISO 4026 vis sans tête à six pans creux à bout plat",
    ),
    (
        "M3 to M24 with coarse thread, flat point",
        "M3 bis M24 mit Regelgewinde, Kegelstumpf",
        "M3 à M24 à pas gros, bout plat",
    ),
    (
        "Hexagon socket set screw with flat point",
        "Gewindestift mit Innensechskant und Kegelstumpf",
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
    ("Slot width n", "Schlitzbreite n", "Largeur de la fente n"),
    ("Slot depth t", "Schlitztiefe t", "Profondeur de la fente t"),
    (
        "ISO 1207 slotted cheese head screws",
        "ISO 1207 Zylinderschrauben mit Schlitz",
        "ISO 1207 vis à tête cylindrique fendue",
    ),
    (
        "M1.6 to M10 with coarse thread, cylindrical head",
        "M1,6 bis M10 mit Regelgewinde, zylindrischer Kopf",
        "M1,6 à M10 à pas gros, tête cylindrique",
    ),
    ("Slotted cheese head screw", "Zylinderschraube mit Schlitz", "Vis à tête cylindrique fendue"),
    (
        "ISO 1580 slotted pan head screws",
        "ISO 1580 Flachkopfschrauben mit Schlitz",
        "ISO 1580 vis à tête cylindrique large fendue",
    ),
    (
        "M2 to M10 with coarse thread, rounded head",
        "M2 bis M10 mit Regelgewinde, gerundeter Kopf",
        "M2 à M10 à pas gros, tête arrondie",
    ),
    ("Slotted pan head screw", "Flachkopfschraube mit Schlitz", "Vis à tête cylindrique large fendue"),
    (
        "ISO 2009 slotted countersunk head screws",
        "ISO 2009 Senkschrauben mit Schlitz",
        "ISO 2009 vis à tête fraisée fendue",
    ),
    (
        "M2 to M10 with coarse thread, 90 degree head",
        "M2 bis M10 mit Regelgewinde, Kopf mit 90 Grad",
        "M2 à M10 à pas gros, tête à 90 degrés",
    ),
    ("Slotted countersunk head screw", "Senkschraube mit Schlitz", "Vis à tête fraisée fendue"),
    ("Shoulder diameter ds", "Durchmesser des Passschafts ds", "Diamètre de l'épaulement ds"),
    (
        "ISO 7379 hexagon socket shoulder screws",
        "ISO 7379 Passschulterschrauben mit Innensechskant",
        "ISO 7379 vis à épaulement à six pans creux",
    ),
    (
        "Shoulders of 6.5 to 25 mm, M5 to M20 with coarse thread",
        "Passschäfte von 6,5 bis 25 mm, M5 bis M20 mit Regelgewinde",
        "Épaulements de 6,5 à 25 mm, M5 à M20 à pas gros",
    ),
    (
        "Hexagon socket shoulder screw",
        "Passschulterschraube mit Innensechskant",
        "Vis à épaulement à six pans creux",
    ),
    (
        "DIN 7984 hexagon socket head cap screws with low head",
        "DIN 7984 Zylinderschrauben mit Innensechskant und niedrigem Kopf",
        "DIN 7984 vis à tête cylindrique basse à six pans creux",
    ),
    (
        "M3 to M24 with coarse thread, plain low head",
        "M3 bis M24 mit Regelgewinde, glatter niedriger Kopf",
        "M3 à M24 à pas gros, tête basse lisse",
    ),
    (
        "Hexagon socket head cap screw with low head",
        "Zylinderschraube mit Innensechskant und niedrigem Kopf",
        "Vis à tête cylindrique basse à six pans creux",
    ),
)
