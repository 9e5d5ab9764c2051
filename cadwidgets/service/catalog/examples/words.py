"""The words of examples in English, German and French."""

from __future__ import annotations

ROWS: tuple[tuple[str, str, str], ...] = (
    ("Outcome", "Ergebnis", "Résultat"),
    ("Jobs that fail", "Aufträge, die scheitern", "Tâches qui échouent"),
    ("A part that is never built", "Ein Teil, das nie gebaut wird", "Une pièce qui n'est jamais construite"),
    (
        "every CAD request for it ends as a failed job",
        "jede CAD-Anfrage dafür endet als gescheiterter Auftrag",
        "toute demande CAO la concernant finit en tâche échouée",
    ),
    ("Failing part", "Scheiterndes Teil", "Pièce qui échoue"),
)
