"""The words of seals in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("Seals", "Dichtungen", "Joints"),
    ("O-rings", "O-Ringe", "Joints toriques"),
    ("O-ring", "O-Ring", "Joint torique"),
    ("Sealing ring", "Dichtring", "Bague d'étanchéité"),
    ("AS568 O-rings", "O-Ringe AS568", "Joints toriques AS568"),
    (
        "dash numbers 001 to 475, inside diameters 0.74 to 658.88 mm",
        "Größennummern 001 bis 475, Innendurchmesser 0,74 bis 658,88 mm",
        "références 001 à 475, diamètres intérieurs de 0,74 à 658,88 mm",
    ),
    ("Metric O-rings", "Metrische O-Ringe", "Joints toriques métriques"),
    (
        "inside diameters 3 to 120 mm, sections 1.5 to 5 mm",
        "Innendurchmesser 3 bis 120 mm, Schnurstärken 1,5 bis 5 mm",
        "diamètres intérieurs de 3 à 120 mm, sections de 1,5 à 5 mm",
    ),
    ("Dash number", "Größennummer", "Numéro de taille"),
    ("Compound", "Mischung", "Mélange"),
    ("Inside diameter d1", "Innendurchmesser d1", "Diamètre intérieur d1"),
    ("Section diameter d2", "Schnurstärke d2", "Diamètre de section d2"),
    ("NBR 70", "NBR 70", "NBR 70"),
    ("FKM 75", "FKM 75", "FKM 75"),
    ("EPDM 70", "EPDM 70", "EPDM 70"),
    ("VMQ 70", "VMQ 70", "VMQ 70"),
)
