"""The words of washers in English, German and French: titles, descriptions and names."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("ISO 7089 plain washers", "ISO 7089 flache Scheiben", "ISO 7089 rondelles plates"),
    (
        "for M1.6 to M36, normal series, product grade A, replaces DIN 125 A",
        "für M1,6 bis M36, normale Reihe, Produktklasse A, ersetzt DIN 125 A",
        "pour M1,6 à M36, série normale, grade A, remplace DIN 125 A",
    ),
    ("Plain washer", "Flache Scheibe", "Rondelle plate"),
    (
        "ISO 7090 chamfered plain washers",
        "ISO 7090 flache Scheiben mit Fase",
        "ISO 7090 rondelles plates à chanfrein",
    ),
    (
        "for M5 to M36, normal series, product grade A, one outer edge chamfered, replaces DIN 125 B",
        "für M5 bis M36, normale Reihe, Produktklasse A, eine Außenkante gefast, ersetzt DIN 125 B",
        "pour M5 à M36, série normale, grade A, une arête extérieure chanfreinée, remplace DIN 125 B",
    ),
    ("Chamfered plain washer", "Flache Scheibe mit Fase", "Rondelle plate à chanfrein"),
    (
        "ISO 7091 plain washers, grade C",
        "ISO 7091 flache Scheiben, Produktklasse C",
        "ISO 7091 rondelles plates, grade C",
    ),
    (
        "for M1.6 to M36, normal series, product grade C, replaces DIN 126",
        "für M1,6 bis M36, normale Reihe, Produktklasse C, ersetzt DIN 126",
        "pour M1,6 à M36, série normale, grade C, remplace DIN 126",
    ),
    ("ISO 7092 small plain washers", "ISO 7092 kleine flache Scheiben", "ISO 7092 petites rondelles plates"),
    (
        "for M1.6 to M36, small series, product grade A, replaces DIN 433",
        "für M1,6 bis M36, kleine Reihe, Produktklasse A, ersetzt DIN 433",
        "pour M1,6 à M36, série étroite, grade A, remplace DIN 433",
    ),
    ("Small plain washer", "Kleine flache Scheibe", "Petite rondelle plate"),
    ("ISO 7093-1 large plain washers", "ISO 7093-1 große flache Scheiben", "ISO 7093-1 rondelles plates larges"),
    (
        "for M3 to M36, large series, product grade A, replaces DIN 9021",
        "für M3 bis M36, große Reihe, Produktklasse A, ersetzt DIN 9021",
        "pour M3 à M36, série large, grade A, remplace DIN 9021",
    ),
    ("Large plain washer", "Große flache Scheibe", "Rondelle plate large"),
    (
        "ISO 7094 extra large plain washers",
        "ISO 7094 extra große flache Scheiben",
        "ISO 7094 rondelles plates très larges",
    ),
    (
        "for M5 to M36, extra large series, product grade C, replaces DIN 440 R",
        "für M5 bis M36, extra große Reihe, Produktklasse C, ersetzt DIN 440 R",
        "pour M5 à M36, série très large, grade C, remplace DIN 440 R",
    ),
    ("Extra large plain washer", "Extra große flache Scheibe", "Rondelle plate très large"),
    ("DIN 9021 large plain washers", "DIN 9021 große flache Scheiben", "DIN 9021 rondelles plates larges"),
    (
        "for M3 to M36, three times as wide as the screw, of the older standard",
        "für M3 bis M36, dreimal so breit wie die Schraube, nach der älteren Norm",
        "pour M3 à M36, trois fois plus larges que la vis, selon l'ancienne norme",
    ),
    ("DIN 7349 thick plain washers", "DIN 7349 dicke flache Scheiben", "DIN 7349 rondelles plates épaisses"),
    (
        "for M3 to M30, thick, for heavy clamping forces",
        "für M3 bis M30, dick, für große Spannkräfte",
        "pour M3 à M30, épaisses, pour de fortes forces de serrage",
    ),
    ("Thick plain washer", "Dicke flache Scheibe", "Rondelle plate épaisse"),
    ("DIN 127 B spring lock washers", "DIN 127 B Federringe", "DIN 127 B rondelles élastiques Grower"),
    (
        "for M2 to M36, one turn of rectangular section with square ends, not compressed",
        "für M2 bis M36, eine Windung mit Rechteckquerschnitt und glatten Enden, ungespannt",
        "pour M2 à M36, une spire de section rectangulaire à bouts droits, non comprimée",
    ),
    ("Spring lock washer", "Federring", "Rondelle élastique Grower"),
    ("DIN 6796 conical spring washers", "DIN 6796 Spannscheiben", "DIN 6796 rondelles élastiques coniques"),
    ("for M2 to M30, not compressed", "für M2 bis M30, ungespannt", "pour M2 à M30, non comprimées"),
    ("Conical spring washer", "Spannscheibe", "Rondelle élastique conique"),
    ("DIN 6319 C spherical washers", "DIN 6319 C Kugelscheiben", "DIN 6319 C rondelles sphériques"),
    (
        "for M6 to M48, convex, for the conical seats of form D or G",
        "für M6 bis M48, gewölbt, für die Kegelpfannen der Form D oder G",
        "pour M6 à M48, convexes, pour les sièges coniques de forme D ou G",
    ),
    ("Spherical washer", "Kugelscheibe", "Rondelle sphérique"),
    ("DIN 6319 D conical seats", "DIN 6319 D Kegelpfannen", "DIN 6319 D sièges coniques"),
    (
        "for M6 to M48, a cone of 120 degrees for the spherical washers of form C",
        "für M6 bis M48, ein Kegel von 120 Grad für die Kugelscheiben der Form C",
        "pour M6 à M48, un cône de 120 degrés pour les rondelles sphériques de forme C",
    ),
    ("Conical seat", "Kegelpfanne", "Siège conique"),
    ("DIN 6319 G large conical seats", "DIN 6319 G große Kegelpfannen", "DIN 6319 G sièges coniques larges"),
    (
        "for M6 to M30, a cone of 120 degrees for the spherical washers of form C, large outside",
        "für M6 bis M30, ein Kegel von 120 Grad für die Kugelscheiben der Form C, außen groß",
        "pour M6 à M30, un cône de 120 degrés pour les rondelles sphériques de forme C, large à l'extérieur",
    ),
    ("Large conical seat", "Große Kegelpfanne", "Siège conique large"),
)
