"""The words of the pages in the languages that the built-in writer knows; dates as each language writes them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_ENGLISH = {
    "about_sources": "Made with daycast, from a script that names its sources, with synthetic voices.",
    "add_by_url": "In any podcast app, choose “Add by URL” and paste this address:",
    "all_episodes": "All episodes",
    "all_topics": "All stories over days",
    "archive": "Archive",
    "by": "By",
    "chapters": "Chapters",
    "copied": "Copied",
    "copy_address": "Copy",
    "cover_of": "Cover of",
    "download_audio": "Download the audio",
    "download_transcript": "Download the transcript",
    "earlier": "Earlier",
    "episode": "Episode",
    "episodes": "Episodes",
    "evidence": "Source",
    "found": "Lines found, the newest first:",
    "shortcuts": "Space plays and pauses, ← and → skip 10 seconds.",
    "later": "Later",
    "latest": "Latest episodes",
    "more_episodes": "Other episodes",
    "needs_script": "Searching needs JavaScript. The episodes of each month are listed below.",
    "newer": "Next",
    "older": "Previous",
    "opinion": "Opinion",
    "outlet_list": "Reported by",
    "play_from": "Play from",
    "player": "Player",
    "qr": "QR code of the feed’s address",
    "rss": "RSS feed",
    "scan": "Scan to subscribe on a phone",
    "search": "Search",
    "search_all": "Search all transcripts",
    "share": "Share this moment",
    "show": "Show",
    "siblings": "Also from this desk",
    "skip": "Skip to the content",
    "sources": "Sources",
    "speed": "Speed",
    "subscribe": "Subscribe",
    "topic_about": "How a story went on, from episode to episode.",
    "topics": "Stories over days",
    "transcript": "Transcript",
    "whole_story": "The whole story",
    "why_here": "Why this is here",
    "ask": "Ask the archive",
    "ask_how": "Ask in your own words. Days count too: “in June”, “last week”, “since Monday”.",
    "covered": "What was said, the best match first:",
    "not_covered": "No episode covers this.",
    "nearest": "The nearest that was said:",
    "no_topic": "There is no word to look for in this.",
    "too_long": "This is too long. Characters at most:",
}
_GERMAN = {
    "about_sources": "Mit daycast gemacht, aus einem Skript, das seine Quellen nennt, mit synthetischen Stimmen.",
    "add_by_url": "In jeder Podcast-App „Über URL hinzufügen“ wählen und diese Adresse einsetzen:",
    "all_episodes": "Alle Folgen",
    "all_topics": "Alle Geschichten über Tage",
    "archive": "Archiv",
    "by": "Von",
    "chapters": "Kapitel",
    "copied": "Kopiert",
    "copy_address": "Kopieren",
    "cover_of": "Cover von",
    "download_audio": "Ton herunterladen",
    "download_transcript": "Transkript herunterladen",
    "earlier": "Zuvor",
    "episode": "Folge",
    "episodes": "Folgen",
    "evidence": "Quelle",
    "found": "Gefundene Zeilen, die neuesten zuerst:",
    "shortcuts": "Leertaste: Wiedergabe und Pause. ← und →: 10 Sekunden zurück und vor.",
    "later": "Danach",
    "latest": "Die neuesten Folgen",
    "more_episodes": "Weitere Folgen",
    "needs_script": "Die Suche braucht JavaScript. Unten stehen die Folgen jedes Monats.",
    "newer": "Nächste",
    "older": "Vorige",
    "opinion": "Meinung",
    "outlet_list": "Es berichteten",
    "play_from": "Abspielen ab",
    "player": "Player",
    "qr": "QR-Code mit der Adresse des Feeds",
    "rss": "RSS-Feed",
    "scan": "Mit dem Telefon abonnieren",
    "search": "Suchen",
    "search_all": "Alle Transkripte durchsuchen",
    "share": "Diese Stelle teilen",
    "show": "Sendung",
    "siblings": "Ebenfalls von dieser Redaktion",
    "skip": "Zum Inhalt",
    "sources": "Quellen",
    "speed": "Tempo",
    "subscribe": "Abonnieren",
    "topic_about": "Wie eine Geschichte weiterging, von Folge zu Folge.",
    "topics": "Geschichten über Tage",
    "transcript": "Transkript",
    "whole_story": "Die ganze Geschichte",
    "why_here": "Warum das hier ist",
    "ask": "Das Archiv fragen",
    "ask_how": "Frag mit eigenen Worten. Auch Tage zählen: „im Juni“, „letzte Woche“, „seit Montag“.",
    "covered": "Was gesagt wurde, das Passendste zuerst:",
    "not_covered": "Keine Folge behandelt das.",
    "nearest": "Am nächsten kommt dem:",
    "no_topic": "Darin ist kein Wort, nach dem zu suchen wäre.",
    "too_long": "Das ist zu lang. Zeichen höchstens:",
}
_SPANISH = {
    "about_sources": "Hecho con daycast, de un guion que nombra sus fuentes, con voces sintéticas.",
    "add_by_url": "En cualquier app de pódcast, elige «Añadir por URL» y pega esta dirección:",
    "all_episodes": "Todos los episodios",
    "all_topics": "Todas las historias de varios días",
    "archive": "Archivo",
    "by": "De",
    "chapters": "Capítulos",
    "copied": "Copiado",
    "copy_address": "Copiar",
    "cover_of": "Portada de",
    "download_audio": "Descargar el audio",
    "download_transcript": "Descargar la transcripción",
    "earlier": "Antes",
    "episode": "Episodio",
    "episodes": "Episodios",
    "evidence": "Fuente",
    "found": "Líneas encontradas, las más recientes primero:",
    "shortcuts": "Espacio: reproducir y pausar. ← y →: 10 segundos atrás y adelante.",
    "later": "Después",
    "latest": "Últimos episodios",
    "more_episodes": "Otros episodios",
    "needs_script": "La búsqueda necesita JavaScript. Abajo están los episodios de cada mes.",
    "newer": "Siguiente",
    "older": "Anterior",
    "opinion": "Opinión",
    "outlet_list": "Informaron",
    "play_from": "Reproducir desde",
    "player": "Reproductor",
    "qr": "Código QR con la dirección del feed",
    "rss": "Feed RSS",
    "scan": "Escanea para suscribirte en el teléfono",
    "search": "Buscar",
    "search_all": "Buscar en todas las transcripciones",
    "share": "Compartir este momento",
    "show": "Programa",
    "siblings": "También de esta redacción",
    "skip": "Ir al contenido",
    "sources": "Fuentes",
    "speed": "Velocidad",
    "subscribe": "Suscribirse",
    "topic_about": "Cómo siguió una historia, de episodio en episodio.",
    "topics": "Historias de varios días",
    "transcript": "Transcripción",
    "whole_story": "Toda la historia",
    "why_here": "Por qué está aquí",
    "ask": "Preguntar al archivo",
    "ask_how": "Pregunta con tus palabras. También cuentan los días: «en junio», «la semana pasada», «desde mayo».",
    "covered": "Lo que se dijo, lo más cercano primero:",
    "not_covered": "Ningún episodio trata de esto.",
    "nearest": "Lo más parecido que se dijo:",
    "no_topic": "No hay aquí ninguna palabra que buscar.",
    "too_long": "Es demasiado largo. Caracteres como máximo:",
}
LANGUAGES = {"en": _ENGLISH, "de": _GERMAN, "es": _SPANISH}


def labels(tongue: str) -> dict[str, str]:
    """What stands on the pages of a show in this language, by name; English for one that is not known here."""
    return LANGUAGES.get(tongue, _ENGLISH)


@lru_cache(4096)
def long_date(day: date, language: str) -> str:
    """`22 June 2026`, `June 22, 2026`, `22. Juni 2026`: as the language (BCP 47) writes it."""
    return _written(day, "long", language)


@lru_cache(4096)
def month_name(day: date, language: str) -> str:
    """`June 2026`, in the language."""
    return _written(day, "LLLL y", language)


def _written(day: date, form: str, language: str) -> str:
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en", "GB")
    return format_date(day, form, locale)
