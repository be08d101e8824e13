"""Spanish: what is written, and what is said. eSpeak NG reads its decimal comma, years and most ordinals by itself."""

from __future__ import annotations

import re

from daycast.voice.rules.addresses import addresses
from daycast.voice.rules.amounts import Amounts, Forms
from daycast.voice.rules.roman import FEW, LONGER, NUMERALS, ROMAN, number, numbered
from daycast.voice.rules.rule import DIGITS, Rule, any_of, rule

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_SCALES = {
    "mil": ("mil", "mil"), "millón": ("un millón", "millones"), "millones": ("un millón", "millones"),
    "mil millones": ("mil millones", "mil millones"), "billones": ("un billón", "billones"),
    "billón": ("un billón", "billones"), "M": ("un millón", "millones"), "MM": ("mil millones", "mil millones"),
}  # fmt: skip
_CURRENCIES = {
    "€": ("un euro", "euros"), "EUR": ("un euro", "euros"), "euros": ("un euro", "euros"),
    "US$": ("un dólar", "dólares"), "USD": ("un dólar", "dólares"), "dólares": ("un dólar", "dólares"),
    "£": ("una libra", "libras"), "GBP": ("una libra", "libras"), "¥": ("un yen", "yenes"),
    "JPY": ("un yen", "yenes"), "MXN": ("un peso", "pesos"),
    "CHF": ("un franco suizo", "francos suizos"),
}  # fmt: skip
_PESO = frozenset("ar cl co cu do mx uy".split())  # where "$" is the sign of a peso
_UNITS = {
    "kB": ("un kilobyte", "kilobytes"), "MB": ("un megabyte", "megabytes"), "GB": ("un gigabyte", "gigabytes"),
    "TB": ("un terabyte", "terabytes"), "kHz": ("un kilohercio", "kilohercios"),
    "MHz": ("un megahercio", "megahercios"), "GHz": ("un gigahercio", "gigahercios"),
    "kW": ("un kilovatio", "kilovatios"), "MW": ("un megavatio", "megavatios"), "GW": ("un gigavatio", "gigavatios"),
    "kWh": ("un kilovatio hora", "kilovatios hora"), "MWh": ("un megavatio hora", "megavatios hora"),
    "GWh": ("un gigavatio hora", "gigavatios hora"), "TWh": ("un teravatio hora", "teravatios hora"),
    "km": ("un kilómetro", "kilómetros"), "m": ("un metro", "metros"), "cm": ("un centímetro", "centímetros"),
    "mm": ("un milímetro", "milímetros"), "nm": ("un nanómetro", "nanómetros"), "kg": ("un kilogramo", "kilogramos"),
    "g": ("un gramo", "gramos"), "t": ("una tonelada", "toneladas"), "l": ("un litro", "litros"),
    "km/h": ("un kilómetro por hora", "kilómetros por hora"), "m²": ("un metro cuadrado", "metros cuadrados"),
    "km²": ("un kilómetro cuadrado", "kilómetros cuadrados"), "m³": ("un metro cúbico", "metros cúbicos"),
    "ha": ("una hectárea", "hectáreas"), "°C": ("un grado Celsius", "grados Celsius"),
    "ºC": ("un grado Celsius", "grados Celsius"), "°F": ("un grado Fahrenheit", "grados Fahrenheit"),
}  # fmt: skip
_SHORT = {
    "EE. UU.": "Estados Unidos", "EE.UU.": "Estados Unidos", "EEUU": "Estados Unidos", "JJ. OO.": "Juegos Olímpicos",
    "p. ej.": "por ejemplo", "a. C.": "antes de Cristo", "d. C.": "después de Cristo", "n.º": "número",
    "Nº": "número", "N.º": "número", "nº": "número", "núm.": "número", "Sr.": "señor", "Sra.": "señora",
    "Dr.": "doctor", "Dra.": "doctora", "Prof.": "profesor", "Gral.": "general", "aprox.": "aproximadamente",
    "art.": "artículo", "pág.": "página", "vs.": "contra", "Ud.": "usted", "Uds.": "ustedes", "S. A.": "S A",
    "S&P": "S y P", "CO2": "C O 2", "C#": "C sharp",
}  # fmt: skip
_ENDS = frozenset({"EE. UU.", "EE.UU.", "JJ. OO.", "a. C.", "d. C.", "S. A.", "aprox."})  # may end a sentence as well
_SPELT = "AI CEO EAU IA ONG OMS UE UCI UN".split()  # initials that eSpeak NG runs together
_ORDINALS = "cero primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo".split()
_QUEENS = ("Isabel", "Catalina", "María", "Cristina", "Ana", "Juana", "Margarita")
_KINGS = """Carlos Felipe Alfonso Fernando Luis Enrique Pío Benedicto Francisco León Pedro Jaime Sancho Jorge Napoleón
    Guillermo Pablo Gregorio Clemente Alejandro Nicolás Balduino Alberto Harald Gustavo Juan""".split()
_FRACTIONS = {"1/2": "un medio", "½": "un medio", "1/3": "un tercio", "⅓": "un tercio", "2/3": "dos tercios",
              "⅔": "dos tercios", "1/4": "un cuarto", "¼": "un cuarto", "3/4": "tres cuartos", "¾": "tres cuartos",
              "1/5": "un quinto"}  # fmt: skip


def rules(language: str) -> tuple[Rule, ...]:
    """The table for Spanish of a region, which decides what "$" is."""
    dollars = ("un peso", "pesos") if _PESO.intersection(language.split("-")[1:]) else ("un dólar", "dólares")
    amounts = _amounts({**_CURRENCIES, "$": dollars})
    months = "|".join(_MONTHS)
    return (
        *addresses("punto", "arroba"),
        # dates and times
        rule(r"\b(\d{4})-(\d{2})-(\d{2})\b(?!-)", lambda match: _date(match, 3, 2, 1), "-"),
        rule(r"(?<![\w/])(\d\d?)/(\d\d?)/(\d{4})(?![\w/])", lambda match: _date(match, 1, 2, 3), "/"),
        rule(rf"(?<![\w.,])1\.?º? de (?={months})", "primero de ", "1"),
        rule(rf"(?<![\w.,-])(\d\d?)\s?[-–—]\s?(?=\d\d? de (?:{months})\b)", r"\1 al ", "-–—"),
        rule(r"(?<=:[0-5]\d) h(?:s|rs)?\b\.?(?!\w)", " horas", ":"),
        rule(r"\b24/7\b", "las 24 horas", "/"),
        # ordinals, in figures and in Roman numerals
        rule(r"(?<![\w.,])(\d\d?)\.?(er|º|ª|\.o|\.a)(?!\w)", _ordinal_here, DIGITS),
        rule(r"\b(I{1,3}) (?=Guerra Mundial\b)", lambda match: f"{_ordinal(number(match[1]), 'a').title()} ", "I"),
        rule(numbered("|".join([*_QUEENS, *_KINGS]), FEW), _ruler, NUMERALS),
        rule(rf"\bs(s?)\. ?(?={ROMAN}\b)", r"siglo\1 ", NUMERALS),
        rule(
            rf"\b(siglos) ({ROMAN}) (y|al|a) ({ROMAN})(?!\w)",
            lambda match: f"{match[1]} {number(match[2])} {match[3]} {number(match[4])}",
            NUMERALS,
        ),
        rule(
            numbered("siglos?|capítulo|título|tomo|fase|artículo|parte"),
            lambda match: f"{match[1]} {number(match[2])}",
            NUMERALS,
        ),
        rule(numbered(r"[A-ZÁÉÍÓÚ][a-záéíóúñ]\w+", LONGER), lambda match: f"{match[1]} {number(match[2])}", NUMERALS),
        # numbers
        rule(rf"(?<![\w.,/])({any_of(_FRACTIONS)})(?![\w/])", lambda match: _FRACTIONS[match[1]], "/½⅓⅔¼¾"),
        rule(r"(?<=\d) ?½", " y medio", "½"),
        *amounts.rules(),
        rule(r"(?<![\w)%])-(?=\d)", "menos ", "-"),
        rule(r"(?<!\w)#(?=\d)", "número ", "#"),
        rule(r"(?<![\w.])p(p?)\. ?(?=\d)", lambda match: "páginas " if match[1] else "página ", "p"),
        rule(r"(?<!\w)#(?=[A-Za-zÁÉÍÓÚÑáéíóúñ])", "almohadilla ", "#"),
        rule(r"(?<=\d)\s?[x×](?= ?\d)\s?", " por ", "x×"),
        # names and abbreviations
        rule(rf"(?<![\w.])({any_of(_SHORT)})(?!\w)(?P<end>$|(?= [A-ZÁÉÍÓÚ¿¡]))?", _written_out),
        rule(r"\s*&\s*", " y ", "&"),
        rule(rf"(?<![\w-])({any_of(_SPELT)})(?!\w)", lambda match: " ".join(match[1])),
        rule(r" ?\((?:R|C|TM|r|c|tm)\)", "", "("),
        rule(r"(?<=[a-záéíóúñ])/(?=[A-Za-zÁÉÍÓÚÑáéíóúñ])", " ", "/"),
    )


def _amounts(currencies: dict[str, Forms]) -> Amounts:
    coins = dict.fromkeys(("€", "EUR", "euros"), ("un céntimo", "céntimos"))
    cents = dict.fromkeys(("$", "US$", "USD", "dólares", "MXN"), ("un centavo", "centavos"))
    return Amounts(
        number=r"\d+(?:\.\d{3})*(?:,\d+)?",
        to="a",
        per="por",
        scales=_SCALES,
        currencies=currencies,
        units=_UNITS,
        cents=coins | cents,
        with_cents="{whole} con {coins}",
        of="de",
    )


def _written_out(match: re.Match[str]) -> str:
    """An abbreviation in full, with the full stop where it ends the sentence as well."""
    return _SHORT[match[1]] + ("." if match["end"] is not None and match[1] in _ENDS else "")


def _date(match: re.Match[str], day: int, month: int, year: int) -> str:
    if not (1 <= int(match[month]) <= 12 and 1 <= int(match[day]) <= 31):
        return match[0]
    return f"{int(match[day])} de {_MONTHS[int(match[month]) - 1]} de {match[year]}"


def _ordinal(count: int, ending: str) -> str:
    return _ORDINALS[count][:-1] + ending if count < len(_ORDINALS) else str(count)


def _ordinal_here(match: re.Match[str]) -> str:
    """`1.º` -> `primero`, `2.ª` -> `segunda`, `3.er` -> `tercer`; beyond ten the figure says it."""
    count, ending = int(match[1]), match[2].strip(".")
    if ending == "er":
        return {1: "primer", 3: "tercer"}.get(count, match[1])
    return _ordinal(count, "a" if ending in "ªa" else "o")


def _ruler(match: re.Match[str]) -> str:
    """`Felipe VI` -> `Felipe sexto`; from eleven on a plain number is said: `Luis 14`."""
    return f"{match[1]} {_ordinal(number(match[2]), 'a' if match[1] in _QUEENS else 'o')}"
