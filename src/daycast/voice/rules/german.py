"""German: what is written, and what is said. Ordinals and years are spelt out: eSpeak NG says “zweiundzwanzig Juni”."""

from __future__ import annotations

import re

from daycast.voice.rules.addresses import addresses
from daycast.voice.rules.amounts import Amounts
from daycast.voice.rules.german_initials import initials
from daycast.voice.rules.roman import LONGER, NUMERALS, ROMAN, number, numbered
from daycast.voice.rules.rule import DIGITS, Rule, any_of, rule

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_SCALES = {
    "Tsd.": ("eintausend", "Tausend"), "Mio.": ("eine Million", "Millionen"), "Mio": ("eine Million", "Millionen"),
    "Mrd.": ("eine Milliarde", "Milliarden"), "Mrd": ("eine Milliarde", "Milliarden"),
    "Bio.": ("eine Billion", "Billionen"), "Million": ("eine Million", "Millionen"),
    "Millionen": ("eine Million", "Millionen"), "Milliarde": ("eine Milliarde", "Milliarden"),
    "Milliarden": ("eine Milliarde", "Milliarden"),
}  # fmt: skip
_CURRENCIES = {
    "€": ("ein Euro", "Euro"), "EUR": ("ein Euro", "Euro"), "Euro": ("ein Euro", "Euro"),
    "$": ("ein Dollar", "Dollar"), "US$": ("ein US-Dollar", "US-Dollar"), "USD": ("ein US-Dollar", "US-Dollar"),
    "£": ("ein Pfund", "Pfund"), "GBP": ("ein Pfund", "Pfund"), "¥": ("ein Yen", "Yen"), "JPY": ("ein Yen", "Yen"),
    "CHF": ("ein Schweizer Franken", "Schweizer Franken"), "SFr.": ("ein Schweizer Franken", "Schweizer Franken"),
}  # fmt: skip
_UNITS = {
    "kB": ("ein Kilobyte", "Kilobyte"), "MB": ("ein Megabyte", "Megabyte"), "GB": ("ein Gigabyte", "Gigabyte"),
    "TB": ("ein Terabyte", "Terabyte"), "kHz": ("ein Kilohertz", "Kilohertz"), "MHz": ("ein Megahertz", "Megahertz"),
    "GHz": ("ein Gigahertz", "Gigahertz"), "kW": ("ein Kilowatt", "Kilowatt"), "MW": ("ein Megawatt", "Megawatt"),
    "GW": ("ein Gigawatt", "Gigawatt"), "kWh": ("eine Kilowattstunde", "Kilowattstunden"),
    "MWh": ("eine Megawattstunde", "Megawattstunden"), "GWh": ("eine Gigawattstunde", "Gigawattstunden"),
    "TWh": ("eine Terawattstunde", "Terawattstunden"), "km": ("ein Kilometer", "Kilometer"),
    "m": ("ein Meter", "Meter"), "cm": ("ein Zentimeter", "Zentimeter"), "mm": ("ein Millimeter", "Millimeter"),
    "nm": ("ein Nanometer", "Nanometer"), "kg": ("ein Kilogramm", "Kilogramm"), "g": ("ein Gramm", "Gramm"),
    "t": ("eine Tonne", "Tonnen"), "l": ("ein Liter", "Liter"), "ms": ("eine Millisekunde", "Millisekunden"),
    "km/h": ("ein Kilometer pro Stunde", "Kilometer pro Stunde"), "m²": ("ein Quadratmeter", "Quadratmeter"),
    "km²": ("ein Quadratkilometer", "Quadratkilometer"), "m³": ("ein Kubikmeter", "Kubikmeter"),
    "ha": ("ein Hektar", "Hektar"), "°C": ("ein Grad Celsius", "Grad Celsius"),
    "kV": ("ein Kilovolt", "Kilovolt"), "Mbit/s": ("ein Megabit pro Sekunde", "Megabit pro Sekunde"),
    "Gbit/s": ("ein Gigabit pro Sekunde", "Gigabit pro Sekunde"), "°F": ("ein Grad Fahrenheit", "Grad Fahrenheit"),
}  # fmt: skip
_COINS = dict.fromkeys(("€", "EUR", "Euro", "$", "US$", "USD"), ("ein Cent", "Cent"))
_AMOUNTS = Amounts(
    number=r"\d+(?:\.\d{3})*(?:,\d+)?",
    to="bis",
    per="pro",
    scales=_SCALES,
    currencies=_CURRENCIES,
    units=_UNITS,
    cents=_COINS | {"CHF": ("ein Rappen", "Rappen")},
    with_cents="{whole} {cents}",
)
_SHORT = {
    "z. B.": "zum Beispiel", "d. h.": "das heißt", "u. a.": "unter anderem", "i. d. R.": "in der Regel",
    "o. Ä.": "oder Ähnliches", "u. Ä.": "und Ähnliches", "s. o.": "siehe oben", "n. Chr.": "nach Christus",
    "v. Chr.": "vor Christus", "usw.": "und so weiter", "bzw.": "beziehungsweise", "ca.": "zirka", "vgl.": "vergleiche",
    "ggf.": "gegebenenfalls", "evtl.": "eventuell", "inkl.": "inklusive", "exkl.": "exklusive", "mind.": "mindestens",
    "max.": "maximal", "zzgl.": "zuzüglich", "Dr.": "Doktor", "Prof.": "Professor", "St.": "Sankt", "Nr.": "Nummer",
    "Tel.": "Telefon", "Abs.": "Absatz", "Art.": "Artikel", "Str.": "Straße", "vs.": "gegen", "Co.": "Co",
    "Tsd.": "Tausend", "Mio.": "Millionen", "Mrd.": "Milliarden", "Jh.": "Jahrhundert", "CO2": "C O 2",
    "S&P": "S und P", "C#": "C sharp",
}  # fmt: skip
_INSIDE = frozenset({"Jh.", "Tsd.", "Str.", "usw."})  # may end a sentence: then the full stop stays
_FRACTIONS = {"1/2": "ein halb", "½": "ein halb", "1/3": "ein Drittel", "⅓": "ein Drittel", "2/3": "zwei Drittel",
              "⅔": "zwei Drittel", "1/4": "ein Viertel", "¼": "ein Viertel", "3/4": "drei Viertel",
              "¾": "drei Viertel", "1/5": "ein Fünftel"}  # fmt: skip
_SMALL = """null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn
    siebzehn achtzehn neunzehn""".split()
_TENS = "null zehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
_ORDINALS = {1: "erst", 3: "dritt", 7: "siebt", 8: "acht"}
# What stands before an ordinal, and the ending that it asks for.
_WEAK = ("der", "die", "das", "Der", "Die", "Das", "diese", "dieser", "dieses", "jede", "jeder")
_OBLIQUE = """am im zum zur vom beim ins dem den des ab bis seit vor nach Am Im Zum Zur Vom Beim Dem Den Ab Bis Seit
    ihrem seinem einem ihren seinen ihrer seiner einer""".split()
_DATIVE = r"(?:in|aus|bei|mit|von|zu|auf|an|unter|nach|seit|vor|In|Aus|Bei|Mit|Von|Zu|Auf|An|Unter|Nach|Seit|Vor) der"
_BEGINS = "Der|Die|Das|Dem|Den|Ein|Eine|Er|Sie|Es|In|Im|Am|Ab|Zum|Bis|Auch|Doch|Und"  # a sentence, for sure
_RULERS = """Karl Ludwig Friedrich Heinrich Otto Wilhelm Franz Philipp Georg Elisabeth Katharina Maria Papst Johannes
    Paul Pius Leo Benedikt Franziskus Gregor Clemens Napoleon Charles Felipe Carl Gustaf Harald Albert Leopold Peter
    Nikolaus Alexander Ferdinand Maximilian Rudolf Christian Margrethe""".split()


def rules(language: str) -> tuple[Rule, ...]:
    """The table for German of any region."""
    months = "|".join(_MONTHS)
    before = rf"(?P<weak>\b(?:{'|'.join(_WEAK)}) )|(?P<oblique>\b(?:{'|'.join(_OBLIQUE)}|{_DATIVE}) )"
    joint = "(?:bis|bis zum|und|oder|auf den)"
    short = any_of(_SHORT).replace(r"\.\ ", r"\.\s?")
    return (
        *addresses("Punkt", "ätt"),
        # dates and times
        rule(r"\b(\d{4})-(\d{2})-(\d{2})\b(?!-)", lambda match: _date(match, 3, 2, 1), "-"),
        rule(
            rf"(?<![\w.,])(\d\d?\.(?:\d\d?\.| ?(?:{months}))?)\s?[-–—]\s?(?=\d\d?\. ?(?:\d|{months}))",
            r"\1 bis ",
            "-–—",
        ),
        rule(r"(?<![\w.])(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})(?!\w)", lambda match: _date(match, 1, 2, 3), DIGITS),
        rule(r"\b(Jan|Febr?|Apr|Aug|Sept?|Okt|Nov|Dez)\.(?= \d)", lambda match: _month(match[1]), DIGITS),
        rule(r"(?<=\d\. )(Jan|Febr?|Apr|Aug|Sept?|Okt|Nov|Dez)\.", lambda match: _month(match[1]), DIGITS),
        rule(r"(?<![\w.,:])(\d\d?)[:.](\d\d)(?: ?Uhr\b)", _time, "U"),
        rule(r"(?<![\w.,:])([01]?\d|2[0-4]):([0-5]\d)(?![\w:])", _time, ":"),
        rule(r"(?<![\w.,:])(\d\d?):(\d\d?)(?![\w:])", r"\1 zu \2", ":"),  # a score
        rule(r"\b24/7\b", "rund um die Uhr", "/"),
        rule(
            rf"(?:{before})(?P<day>\d\d?)\.\s?(?P<month>1[0-2]|0?[1-9])\.(?!\d)(?P<end>$|(?= (?:{_BEGINS})\b))?",
            _day_and_month,
            ".",
        ),
        # ordinals, where a full stop is one for sure
        rule(
            rf"(?:{before})?(?<![\w.,])(?P<day>\d\d?)\. (?=(?:{joint} \d\d?\. )?(?:{months})\b)", _ordinal_here, DIGITS
        ),
        rule(rf"\b(\w+ter (?:(?:{months}) )?bis \w+t)en (?={months})", r"\1er "),  # both ends alike
        rule(rf"(?:{before})(?P<day>\d\d?)\. (?=[A-ZÄÖÜ])", _ordinal_here, DIGITS),
        rule(rf"\b({'|'.join(_RULERS)}) ({ROMAN})(?!\w)\.?(?P<end>$|(?= [A-ZÄÖÜ]))?", _ruler, NUMERALS),
        rule(numbered(r"[A-ZÄÖÜ][a-zäöüß]\w+", LONGER), lambda match: f"{match[1]} {number(match[2])}", NUMERALS),
        # numbers
        rule(rf"(?<![\w.,/])(?:(\d+) ?)?({any_of(_FRACTIONS)})(?![\w/])", _fraction, "/½⅓⅔¼¾"),
        *_AMOUNTS.rules(),
        _AMOUNTS.scaled(),
        # years, which eSpeak NG would say with a thousand
        rule(r"(?<![\w.,-])(1[1-9]|20)(\d0)er\b", lambda match: f"{_year(match[1], match[2])}er", DIGITS),
        rule(r"(?<![\w.,/-])(1[1-9])(\d\d)(?![\w/]|[.,]\d)", lambda match: _year(match[1], match[2]), DIGITS),
        rule(r"(?<![\w)%])-(?=\d)", "minus ", "-"),
        rule(r"(?<!\w)#(?=\d)", "Nummer ", "#"),
        rule(r"(?<![\w.])S\. ?(?=\d)", "Seite ", "S"),
        rule(r"(?<!\w)#(?=[A-Za-zÄÖÜäöü])", "Hashtag ", "#"),
        rule(r"(?<=\d)\s?[x×](?= ?\d)\s?", " mal ", "x×"),
        # names and abbreviations
        rule(rf"(?<![\w.])({short})(?!\w)(?P<end>$|(?= [A-ZÄÖÜ]))?", _written_out),
        rule(r"\s*&\s*", " und ", "&"),
        *initials(),
        rule(r" ?\((?:R|C|TM|r|c|tm)\)", "", "("),
        rule(r"(?<=[A-Za-zäöüß])/(?=[A-Za-zÄÖÜäöü])", " ", "/"),
    )


def _date(match: re.Match[str], day: int, month: int, year: int) -> str:
    if not (1 <= int(match[month]) <= 12 and 1 <= int(match[day]) <= 31):
        return match[0]
    return f"{int(match[day])}. {_MONTHS[int(match[month]) - 1]} {match[year]}"


def _month(short: str) -> str:
    return next(month for month in _MONTHS if month.startswith(short[:3]))


def _time(match: re.Match[str]) -> str:
    """`14:05 Uhr` -> `14 Uhr 5`: eSpeak NG would say "Uhr" twice."""
    return f"{int(match[1])} Uhr" + (f" {int(match[2])}" if int(match[2]) else "")


def _ordinal_here(match: re.Match[str]) -> str:
    """`am 22. Juni` -> `am zweiundzwanzigsten Juni`; the ending as the word before asks for it."""
    found = match.groupdict()
    weak, oblique = found.get("weak") or "", found.get("oblique") or ""
    ending = "en" if oblique else "e" if weak else "er"
    return f"{oblique or weak}{ordinal(int(match['day']))}{ending} "


def _day_and_month(match: re.Match[str]) -> str:
    """`am 21.12.` -> `am einundzwanzigsten Zwölften`; a full stop that ends the sentence, too, stays."""
    if not 1 <= int(match["day"]) <= 31:
        return match[0]
    ending = "en" if match["oblique"] else "e"
    day, month = ordinal(int(match["day"])), ordinal(int(match["month"])).capitalize()
    stop = "" if match["end"] is None else "."
    return f"{match['oblique'] or match['weak']}{day}{ending} {month}{ending}{stop}"


def _ruler(match: re.Match[str]) -> str:
    """`Karl V. regierte` -> `Karl der Fünfte regierte`; a full stop that ends the sentence, too, stays."""
    name = ordinal(number(match[2])).capitalize()
    article = "die" if match[1] in ("Elisabeth", "Katharina", "Maria", "Margrethe") else "der"
    return f"{match[1]} {article} {name}e" + ("" if match["end"] is None else ".")


def ordinal(count: int) -> str:
    """The stem of an ordinal up to 99, to which an ending comes: `zweiundzwanzigst`."""
    return _ORDINALS.get(count) or spelt(count) + ("t" if count < 20 else "st")


def spelt(count: int) -> str:
    """A number up to 99 in words."""
    if count < 20:
        return _SMALL[count]
    tens, ones = divmod(count, 10)
    return (("ein" if ones == 1 else _SMALL[ones]) + "und" if ones else "") + _TENS[tens]


def _year(century: str, rest: str) -> str:
    """`1999` -> `neunzehnhundertneunundneunzig`."""
    hundreds = "zweitausend" if century == "20" else f"{spelt(int(century))}hundert"
    return hundreds + (spelt(int(rest)) if int(rest) else "")


def _fraction(match: re.Match[str]) -> str:
    """`2/3` -> `zwei Drittel`, `3½` -> `dreieinhalb`."""
    part = _FRACTIONS[match[2]]
    if not match[1]:
        return part
    if part == "ein halb" and int(match[1]) < 100:
        return f"{'ein' if match[1] == '1' else spelt(int(match[1]))}einhalb"
    return f"{match[1]} {part}"


def _written_out(match: re.Match[str]) -> str:
    """An abbreviation in full, with the full stop where it ends the sentence as well."""
    known = {key.replace(" ", ""): words for key, words in _SHORT.items()}
    written = match[1].replace(" ", "")
    ends = match["end"] is not None and written in _INSIDE
    return known[written] + ("." if ends else "")
