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
    "moved": "The stories that moved",
    "changed": "What changed since first reported",
    "quiet": "Threads that went quiet",
    "ahead": "Announced for the week ahead",
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
        "moved": "Was sich bewegt hat",
        "changed": "Was sich seit der ersten Meldung geändert hat",
        "quiet": "Wovon nichts mehr zu hören war",
        "ahead": "Angekündigt für nächste Woche",
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
        "moved": "Las historias que avanzaron",
        "changed": "Lo que ha cambiado desde la primera noticia",
        "quiet": "De lo que no se ha sabido más",
        "ahead": "Anunciado para la próxima semana",
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


_ABOUT = {
    "en": {
        "weekly": "The week of {}: what moved, what changed, what comes next, and one story in depth.",
        "take": "One story from {}: the facts, what is not known, and what we think of it.",
        "briefing": "The day’s stories from {}, chosen for you: three points each, then the questions that they raise.",
    },
    "de": {
        "weekly": "Die Woche von {}: was sich bewegt und geändert hat, was kommt, und eine Geschichte im Detail.",
        "take": "Eine Geschichte von {}: die Fakten, was noch offen ist, und was wir davon halten.",
        "briefing": "Die Geschichten des Tages von {}, für Sie ausgewählt: je drei Punkte, dann die Fragen dazu.",
    },
    "es": {
        "weekly": "La semana de {}: lo que avanzó, lo que cambió, lo que viene y una historia a fondo.",
        "take": "Una historia de {}: los hechos, lo que no se sabe y lo que pensamos.",
        "briefing": "Las historias del día de {}, elegidas para usted: tres puntos de cada una y sus preguntas.",
    },
}


def about(kind: str, title: str, language: str) -> str | None:
    """What an edition of a kind is about, of the show `title`, where that has a sentence of its own."""
    told = _ABOUT.get(language, _ABOUT["en"]).get(kind)
    return told.format(title) if told else None
