"""The headings that a show does not choose itself, in the languages that the built-in writer knows."""

from __future__ import annotations

_ENGLISH = {
    "headlines": "Top news headlines",
    "deep_dive": "Deep dive",
    "weekly": "The week",
    "take": "Our take",
    "briefing": "Your briefing",
    "facts": "The facts",
    "related": "What we reported before",
    "open_question": "The open question",
    "commentary": "Our take",
}
_HEADINGS = {
    "de": {
        "headlines": "Die Schlagzeilen",
        "deep_dive": "Im Fokus",
        "weekly": "Die Woche",
        "take": "Unsere Meinung",
        "facts": "Die Fakten",
        "related": "Was wir schon berichtet haben",
        "open_question": "Die offene Frage",
        "commentary": "Unsere Meinung",
        "briefing": "Ihr Überblick",
        "what happened": "Was geschehen ist",
        "how it works": "Was dahintersteckt",
        "the money": "Das Geld",
        "the market": "Der Markt",
        "people and society": "Die Menschen",
        "in their words": "Im Wortlaut",
        "the numbers": "Die Zahlen",
        "where accounts differ": "Wo die Angaben auseinandergehen",
        "what is not known": "Was noch offen ist",
        "what to watch": "Wie es weitergeht",
        "Technical deep dive": "Die Technik im Detail",
        "Financial analysis": "Das Geld",
        "Market disruption": "Was es für den Markt bedeutet",
        "Cultural and social impact": "Was es für die Gesellschaft bedeutet",
        "Executive action plan": "Was jetzt ansteht",
    },
    "es": {
        "headlines": "Los titulares",
        "deep_dive": "A fondo",
        "weekly": "La semana",
        "take": "Nuestra opinión",
        "facts": "Los hechos",
        "related": "Lo que ya contamos",
        "open_question": "La pregunta abierta",
        "commentary": "Nuestra opinión",
        "briefing": "Su resumen",
        "what happened": "Qué ha pasado",
        "how it works": "Cómo funciona",
        "the money": "El dinero",
        "the market": "El mercado",
        "people and society": "La gente",
        "in their words": "En sus palabras",
        "the numbers": "Las cifras",
        "where accounts differ": "En qué no coinciden",
        "what is not known": "Lo que no se sabe",
        "what to watch": "Lo que viene",
        "Technical deep dive": "La técnica en detalle",
        "Financial analysis": "El dinero",
        "Market disruption": "Qué supone para el mercado",
        "Cultural and social impact": "Qué supone para la sociedad",
        "Executive action plan": "Qué toca ahora",
    },
}

LANGUAGES = ("en", *_HEADINGS)  # those whose words the built-in writer has


def heading(name: str, language: str) -> str:
    """The heading for a kind of section or part, or for a preset's part by its English one; English where the
    language, without its region, has none of its own."""
    own = _HEADINGS.get(language, {}).get(name)
    return own or _ENGLISH.get(name) or name[0].upper() + name[1:]
