"""What the built-in writer and its check know of languages other than English: a few words each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from daycast.sections import Kind

_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words by which sentences of a language are told apart; a pattern that never matches where they are not known.

    `leans` begins a sentence that needs the one before it, `ourselves` are an outlet's and its reader's pronouns,
    `today` is wrong a day later, `says` names who says so, `dates` are no numbers to keep in mind. `kinds` tell which
    part of a deep dive a sentence serves. A `figure` has groups `number` and `unit`. `telling` are phrases of a
    programme about its own telling, which need no evidence.
    """

    leans: re.Pattern[str]
    ourselves: re.Pattern[str]
    today: re.Pattern[str]
    says: re.Pattern[str]
    dates: re.Pattern[str]
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    figure: re.Pattern[str]
    telling: re.Pattern[str]
    capital_is_name: bool


def _any(words: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Whole words, apart by white space; `_` is a space in them."""
    return re.compile(rf"\b(?:{'|'.join(words.split())})\b".replace("_", " "), flags)


def _leaning(opening: str, anywhere: str, pattern: str = _NEVER) -> re.Pattern[str]:
    """Words that need an earlier sentence: at the beginning, or wherever they stand; or a pattern of such."""
    return re.compile(rf"^[„“«»\"]?{_any(opening).pattern}|{_any(anywhere).pattern}|{pattern}", re.IGNORECASE)


@cache
def tongue(language: str) -> Tongue:
    """What is known of a language without its region; of an unknown one nothing but figures and quotation marks."""
    return {"de": _german, "es": _spanish}.get(language, _unknown)()


def _unknown() -> Tongue:
    never = re.compile(_NEVER)
    return Tongue(never, never, never, never, never, (), never, never, capital_is_name=False)


def _german() -> Tongue:
    months = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    return Tongue(
        leans=_leaning(
            """er sie es ihm ihr ihre ihren ihrem sein seine seinen seinem seiner dies diese dieser dieses diesen diesem
            das_(?:sei|ist|war|wäre|hat|habe|bedeutet|zeigt) dessen deren dabei dafür dagegen daher damit danach dann
            daran darauf daraus darin darüber darum davon davor dazu deshalb deswegen dort dorthin so auch aber und oder
            doch denn jedoch allerdings dennoch trotzdem außerdem zudem ferner ebenso gleichzeitig zugleich inzwischen
            unterdessen
            hingegen stattdessen später zuvor beide beides einige viele manche andere weitere hier zum_Beispiel""",
            "nach_(?:seinen|ihren)_(?:Worten|Angaben) demnach seither ebenfalls",
            # Behind a comma they mean what stands before it; with a clause that depends on them, what follows.
            r"^[^,;:„]*\bda(?:bei|für|gegen|durch|hinter|mit|nach|neben|ran|rauf|raus|rin|rüber|rum|runter|von|vor|zu)\b"
            r"(?!(?: \w+)*, (?:dass|ob|wer|wo|wann|warum|welche[rsnm]?|was|um|der|die|das|ein|eine)\b"
            r"|[^.]*,[^.]*\b(?:zu \w+|\w+zu\w+)en\b)",
        ),
        ourselves=_any("ich mir mich wir uns unser unsere unserem unseren unserer unseres du dir dich euch Ihnen"),
        today=_any(
            "heute gestern vorgestern morgen_(?:früh|abend|Nachmittag|will|soll|wird) heutige[nrs]? gestrige[nrs]?"
        ),
        says=re.compile(
            r"[„“\"]|\b(?:laut|zufolge|nach (?:eigenen )?Angaben|nach Einschätzung|nach Erkenntnissen|sagte|sagt|"
            r"teilte|erklärte|berichtete[n]?|hieß es|nach (?:seinen|ihren) Worten|heißt es)\b",
            re.IGNORECASE,
        ),
        dates=re.compile(
            rf"\b\d{{1,2}}\. (?:{months})\b|\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}\b|\b(?:19|20)\d\d\b|\b\d{{1,2}}[.:]\d\d Uhr"
            rf"|\b(?:{months}|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch|Sonnabend)s?\b"
        ),
        kinds=(
            (
                "what is not known",
                _any(
                    """unklar ungewiss unbekannt offen_(?:ist|bleibt|blieb) ist_offen bleibt_offen noch_nicht
                    nicht_(?:bekannt|bestätigt) noch_(?:keine|unklar|offen) bislang_(?:nicht|unklar|keine)
                    wollte_sich_nicht
                    wollten_sich_nicht äußerte_sich_nicht"""
                ),
            ),
            (
                "what to watch",
                _any(
                    """soll(?:en)? will wollen geplant vorgesehen voraussichtlich nächste[nrs]? kommende[nrs]? bis_Ende
                    bis_zum berät beraten entscheidet"""
                ),
            ),
            (
                "the money",
                re.compile(
                    r"[$€£]\s?\d|\d\s?[$€£]|\b(?:Euro|Dollar|Franken|Mio|Mrd|Kosten|kostet\w*|Preise?n?|Umsatz|Gewinn|"
                    r"Verlust|Haushalt|Steuern?|Löhne|Gehälter|Schulden|Förderung|Beitrag|Versicherung|Lösegeld)\b"
                ),
            ),
            (
                "how it works",
                re.compile(
                    r"\b(?:funktioniert|Verfahren|Technik|Methode|Algorithm\w+|trainier\w+|Software|Schadsoftware|Server|"
                    r"Verschlüsselung|Modell|Netz|Daten|über den Anhang|besteht aus|beruht auf)\b"
                ),
            ),
            (
                "the market",
                re.compile(
                    r"\b(?:Markt|Wettbewerb\w*|Konkurren\w+|Kunden|Händler\w*|Firmen|Unternehmen|Branche|Nachfrage|Aktien?|"
                    r"Börse|Export\w*|Import\w*|Verbraucher\w*)\b"
                ),
            ),
            (
                "people and society",
                re.compile(
                    r"\b(?:Menschen|Familien|Eltern|Kinder\w*|Schul\w+|Patient\w+|Bewohner\w*|Einwohner\w*|Bürger\w*|"
                    r"Haushalte|Beschäftigte\w*|Mieter\w*|Rente\w*|Rechte|Urlauber\w*|Trauungen|Opfer)\b"
                ),
            ),
        ),
        figure=re.compile(
            r"\b(?P<number>\d[\d.,]*\d|\d|(?i:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)) "
            rf"(?P<unit>(?!(?:{months}|Uhr|Euro|Dollar|Prozent|Mio|Mrd|Million\w*|Milliard\w*)\b)[A-ZÄÖÜ][a-zäöüß]+)\b"
        ),
        telling=re.compile(
            r"\bNeues zu unserem Bericht vo[^„]*„[^“]*“\.|\bEin neuer Stand in einer Geschichte, [^.]*\."
            r"|^(?:Die nächste|Und noch eine|Noch eine) Meldung[^.]*\."
            r"|^(?:Weiter im|Zum Schluss|Außerdem heute|Ein anderes)[^.]*\."
            r"|^(?:Jetzt sehen wir|Und nun die Geschichte|Zeit für)[^.]*\.|\bEinig sind sich die Medien hier nicht:"
            r"|\bWie wir am [^:„]* berichtet haben:|\bWas dann geplant ist, haben wir am [^:„]* berichtet:"
            r"|\bAm [^:„]* (?:haben wir berichtet|wurde gemeldet|lautete die Zahl noch):?|\bmeldete am [^:„]*:"
            r"|^Eine unbestätigte Meldung vom [^:]*:"
        ),
        capital_is_name=False,
    )


def _spanish() -> Tongue:
    months = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    return Tongue(
        leans=_leaning(
            r"""él ella ello ellos ellas este esta esto estos estas ese esa eso esos esas aquel aquella su sus y o pero
            también además asimismo sin_embargo no_obstante por_eso por_ello por_tanto así entonces luego después
            mientras
            allí ahí aquí ambos ambas otro otra otros otras algunos algunas muchos muchas tampoco incluso
            \w+(?:ó|aron|ieron)""",  # a verb whose subject was named before
            "según_(?:él|ella) también dich[oa]s?",
        ),
        ourselves=_any("yo nosotros nosotras nos nuestro nuestra nuestros nuestras tú usted ustedes vuestro vuestra"),
        today=_any("hoy ayer anteayer anoche esta_(?:mañana|tarde|noche) mañana_por"),
        says=re.compile(
            r"[«“\"]|\b(?:según|dijo|afirmó|aseguró|explicó|informó|declaró|señaló|indicó|de acuerdo con)\b",
            re.IGNORECASE,
        ),
        dates=re.compile(
            rf"\b\d{{1,2}}(?:\.?º)? de (?:{months})\b|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b|\b(?:19|20)\d\d\b"
            rf"|\b(?:{months}|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
            re.IGNORECASE,
        ),
        kinds=(
            (
                "what is not known",
                _any(
                    """no_se_sabe se_desconoce se_ignora desconocid[oa]s? aún_no todavía_no no_ha(?:n)?_confirmado
                    sin_confirmar por_determinar no_está_claro"""
                ),
            ),
            (
                "what to watch",
                _any(
                    """prevén? planean? próxim[oa]s? a_partir_de está_previsto podrán? deberán? será serán tendrá
                    tendrán
                    comenzará empezará decidirá"""
                ),
            ),
            (
                "the money",
                re.compile(
                    r"[$€£]\s?\d|\d\s?[$€£]|\b(?:euros?|dólares|pesos|millones de|coste|costó|precios?|presupuesto|"
                    r"inversión|impuestos?|salarios?|deuda|ingresos|beneficios?)\b",
                    re.IGNORECASE,
                ),
            ),
            (
                "people and society",
                _any("personas vecinos familias niños alumnos trabajadores pacientes habitantes pueblos derechos"),
            ),
        ),
        figure=re.compile(
            r"\b(?P<number>\d[\d.,]*\d|\d|(?i:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)) "
            r"(?P<unit>(?!(?:de|del|y|o|a|en|por|con|el|la|los|las|un|una|que|al|mil|millones|euros|dólares|pesos)\b)"
            r"[a-záéíóúñ]+)\b"
        ),
        telling=re.compile(
            r"\bNovedades sobre nuestra información de[^«]*«[^»]*»\.|\bSeguimos una historia [^.]*\."
            r"|^(?:Siguiente|Otra|Y una|Una) noticia[^.]*\.|^(?:También hoy|Cambiamos de|Para terminar)[^.]*\."
            r"|^(?:Ahora vamos|Y ahora, la historia|Es hora)[^.]*\.|\bAquí los medios no coinciden:"
            r"|\b(?:Como|Lo que está previsto lo) contamos el [^:«]*:|\bEl [^:«]* contamos:|\bla cifra era\b"
            r"|\binformó el [^:«]*:|^(?:Una noticia sin confirmar|Noticia) del [^:«]*:"
        ),
        capital_is_name=True,
    )
