"""English: what is written, and what is said."""

from __future__ import annotations

import re

from daycast.voice.rules.addresses import addresses
from daycast.voice.rules.amounts import Amounts, counted, said
from daycast.voice.rules.roman import FEW, LONGER, NUMERALS, number, numbered
from daycast.voice.rules.rule import DIGITS, Rule, any_of, rule

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "t": "trillion",
           "tn": "trillion", "thousand": "thousand", "million": "million", "billion": "billion",
           "trillion": "trillion"}  # fmt: skip
# A bare sign has a bare name; prefixed signs and codes have CLDR's.
_SIGNS = {"$": "dollar", "US$": "US dollar", "A$": "Australian dollar", "C$": "Canadian dollar",
          "HK$": "Hong Kong dollar", "NZ$": "New Zealand dollar", "€": "euro", "£": "pound", "¥": "yen|yen",
          "₹": "rupee", "USD": "US dollar", "EUR": "euro", "GBP": "pound", "CHF": "Swiss franc",
          "JPY": "yen|yen", "CAD": "Canadian dollar", "AUD": "Australian dollar"}  # fmt: skip
_UNITS = {
    "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte",
    "kHz": "kilohertz|kilohertz", "MHz": "megahertz|megahertz", "GHz": "gigahertz|gigahertz", "kW": "kilowatt",
    "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt", "kWh": "kilowatt hour", "MWh": "megawatt hour",
    "GWh": "gigawatt hour", "TWh": "terawatt hour", "km": "kilometre", "cm": "centimetre", "mm": "millimetre",
    "nm": "nanometre", "kg": "kilogram", "ms": "millisecond", "km/h": "kilometre an hour|kilometres an hour",
    "mph": "mile an hour|miles an hour", "ft": "foot|feet", "m²": "square metre", "m2": "square metre",
    "km²": "square kilometre", "km2": "square kilometre", "m³": "cubic metre",
    "Mbps": "megabit per second|megabits per second", "Gbps": "gigabit per second|gigabits per second",
    "bps": "basis point", "°C": "degree Celsius|degrees Celsius", "°F": "degree Fahrenheit|degrees Fahrenheit",
    "degrees C": "degree Celsius|degrees Celsius", "degrees F": "degree Fahrenheit|degrees Fahrenheit",
}  # fmt: skip
# Nouns that a sum before them describes; none that is a verb as well in the place behind a sum.
_PAID = """acquisition bailout bond budget contract deal donation facility fine grant investment lawsuit loan mansion
    merger penalty project renovation repair settlement takeover""".split()
_AMOUNTS = Amounts(
    number=r"\d+(?:,\d{3})*(?:\.\d+)?",
    to="to",
    per="per",
    scales={key: (f"1 {noun}", noun) for key, noun in _SCALES.items()},
    currencies=counted(_SIGNS, "1"),
    units=counted(_UNITS, "1"),
    cents=dict.fromkeys(_SIGNS, ("1 cent", "cents")) | {"£": ("1 pence", "pence"), "GBP": ("1 pence", "pence")},
    with_cents="{whole} and {coins}",
    article=r"[Aa]n?(?: \w+-(?:year|month|week|day),)?",
    described="|".join(_PAID),
    scales_ignore_case=True,
)
_SECONDS = ("1 second", "seconds")
_SHORT = {
    "Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Prof.": "Professor", "Gov.": "Governor",
    "Sen.": "Senator", "Rep.": "Representative", "vs.": "versus", "e.g.": "for example", "i.e.": "that is",
    "approx.": "approximately", "w/o": "without", "w/": "with", "Ph.D.": "PhD", "C#": "C sharp", "F#": "F sharp",
    ".NET": "dot NET", "CO2": "C O 2", "UNESCO": "You-nesco", "2FA": "2 F A",
}  # fmt: skip
_DECADES = {"2": "twenties", "3": "thirties", "4": "forties", "5": "fifties", "6": "sixties", "7": "seventies",
            "8": "eighties", "9": "nineties"}  # fmt: skip
_ZONES = {"ET": "Eastern", "CT": "Central", "MT": "Mountain", "PT": "Pacific"}
_FRACTIONS = {"½": "half", "1/3": "third", "⅓": "third", "2/3": "thirds", "⅔": "thirds", "¼": "quarter",
              "1/4": "quarter", "¾": "quarters", "3/4": "quarters", "1/2": "half", "1/5": "fifth",
              "2/5": "fifths", "3/5": "fifths", "4/5": "fifths"}  # fmt: skip
_NUMERATORS = {"½": "one", "⅓": "one", "⅔": "two", "¼": "one", "¾": "three", "1": "one", "2": "two", "3": "three",
               "4": "four"}  # fmt: skip
# Initials that eSpeak NG takes for a word ("IMF" would be "imph"); the others it spells by itself.
_SPELT = """AFP AGI AOC ASML AWS COO ECB EEA EPA ESG ETF EV GGUF IAEA ICC ICJ ICU IDE IDF IEA IMF IOC IPO IQ IRA
    IRGC ISS LED NGO NIH SEC UAE UAW UX WHO""".split()
# How a party's tag tells a state: Calif., N.Y., NY, or in full where the short names go no shorter.
_STATE = r"(?:[A-Z]{2}|[A-Z]\. ?[A-Z]\.|[A-Z][a-z]+\.|Alaska|Hawaii|Idaho|Iowa|Maine|Ohio|Texas|Utah)"
_NUMBERED = """War Chapter Part Volume Book Act Phase Type Class Title Article Section Bowl Grade Stage Tier Category
    Mark""".split()
_RULERS = """Louis Henry Charles Elizabeth George James William Edward Richard Philip Paul Pius Benedict Leo Francis
    Alexander Nicholas Peter Catherine Frederick Napoleon Gregory Clement Innocent Urban Felipe Carl Gustaf Harald
    Albert Boniface Mary Ramses Ramesses Mehmed Xerxes Darius Otto Ferdinand Alfonso Juan""".split()


def rules(language: str) -> tuple[Rule, ...]:
    """The table for English of any region."""
    months, named = "|".join(month[:3] for month in _MONTHS), "|".join(_MONTHS)
    last_day = rf"(?P<last>\d\d?) (?P<month>{named})\b(?P<year>,? (?=\d{{4}}\b))?"
    return (
        # addresses, before their dots and slashes are taken for anything else
        *addresses("dot", "at"),
        # dates and times
        rule(r"\b(\d{4})-(\d{2})-(\d{2})\b(?!-)", _spoken_date, "-"),
        rule(rf"\b({months})\.(?= \d)", lambda match: _month(match[1]), DIGITS),
        rule(rf"\b(\d\d? (?:{named}))\s?[-–—]\s?(?=\d\d? (?:{named})\b)", r"\1 to ", "-–—"),
        rule(rf"(?<![\w.,-])(?P<first>\d\d?)\s?[-–—]\s?{last_day}", _spoken_days, "-–—"),
        rule(rf"(?P<by>\b(?:from|between|on) )(?P<first>\d\d?) (?P<joint>to|and) {last_day}", _spoken_days, DIGITS),
        rule(rf"\b(\d\d?) ({named})\b(?:,? (?=\d{{4}}\b))?", _spoken_day, DIGITS),
        rule(r"\b(1[1-9]|20)([2-9])0s\b", lambda match: f"{_century(match[1])} {_DECADES[match[2]]}", "s"),
        rule(r"\b(1[1-9]|20)00s\b", _spoken_century, "s"),
        rule(r"(?<!\w)'?([2-9])0s\b", lambda match: _DECADES[match[1]], DIGITS),
        rule(r"\b24/7\b", "24 7", "/"),
        rule(r"(?<=\d) ?([ap])m\b\.?", r" \1.m.", DIGITS),
        rule(r"(?<=[ap]\.m\. )([ECMP])[SD]?T\b", lambda match: _ZONES[f"{match[1]}T"], "T"),
        rule(r"\bFY ?'?(\d\d)\b(?!\d)", r"fiscal year 20\1", "Y"),
        # numbers that are no amounts
        rule(r"(?<![\w-])((?:\+?\d{1,3}[ -])?\(?\d{3}\)?[ -]\d{3}-\d{4})(?![\w-])", _spoken_telephone, "-"),
        rule(r"(?<![\w.])(v?)(\d+\.\d+(?:\.\d+)+)(?![\w-]|\.\d)", _spoken_version, DIGITS),
        rule(r"(?<![\w.,/])(?:(\d+) ?)?([½⅓⅔¼¾])", _spoken_fraction, "½⅓⅔¼¾"),
        rule(r"(?<![\w.,/])(?:(\d+) )?([1-4]/[2-5])(?![\w/]|\.\d)", _spoken_fraction, "/"),
        rule(r"(?<=[\dkmn])-a-(?=(?:year|month|week|day|share|barrel|head|piece)\b)", " a ", "-"),
        rule(r"(?<=\d)/(?=(?:year|month|week|day|hour|share|barrel|user|seat)\b)", " a ", "/"),
        *_AMOUNTS.rules(),
        rule(r"(?<![\w.,-])(\d[\d,.]*) s(?![\w/'])", lambda match: said(match[1], _SECONDS), "s"),
        rule(r"(?<=\d)-(?=\d+[A-Z]\b)", " ", "-"),  # Llama-3-70B: eSpeak NG would say "dash"
        rule(r"(?<=\d)\s+%", "%", "%"),  # hibari would leave it out
        rule(r"(?<![\w.,])(\d[\d,.]*)\s?(bn|tn|mn)\b", lambda match: f"{match[1]} {_SCALES[match[2]]}", DIGITS),
        rule(r"(?<=\d)\s?[x×](?= ?\d)\s?", " by ", "x×"),
        rule(r"(?<=\d)[x×](?= [a-z])", " times", "x×"),
        rule(r"(?<![\w)%])-(?=\d)", "minus ", "-"),
        rule(r"(?<!\w)(\d{1,3}),(\d{3})(?=th\b)", r"\1\2", DIGITS),
        rule(r"(?<!\w)#(?=\d)", "number ", "#"),
        rule(r"(?<!\w)#(?=[A-Za-z])", "hashtag ", "#"),
        rule(r"\bNo\. (?=\d)", "number ", DIGITS),
        rule(r"(?<![\w.])p(p?)\. ?(?=\d)", lambda match: "pages " if match[1] else "page ", "p"),
        rule(numbered("|".join(_RULERS), FEW), lambda match: f"{match[1]} the {_ordinal(number(match[2]))}", NUMERALS),
        rule(numbered("|".join(_NUMBERED), FEW), lambda match: f"{match[1]} {number(match[2])}", NUMERALS),
        rule(numbered(r"[A-Z][a-z]\w+", LONGER), lambda match: f"{match[1]} {number(match[2])}", NUMERALS),
        # names and abbreviations
        rule(r"\bAT&T\b", "A-T and T", "&"),
        rule(r"\s*&\s*", " and ", "&"),
        rule(rf"(?<![\w.])({any_of(_SHORT)})(?![\w#])", lambda match: _SHORT[match[1]]),
        rule(r"\b(Inc|Corp|Ltd|Co)\.(?=,? [a-z])", r"\1"),
        rule(rf"(?<![\w-])({any_of(_SPELT)})(?=(?:'s)?(?!\w|'\w))", lambda match: "-".join(match[1])),
        rule(r"\([cC]\) ?(?=\d{4})", "copyright ", "("),
        rule(rf" ?\([DRI]-{_STATE}\)", "", "("),  # a politician's party, for eyes
        rule(r"\b([A-Z][\w.'-]+ [A-Z][\w'-]+) \([DI]\)", r"\1", "("),
        rule(r" ?\((?:R|TM|r|tm)\)", "", "("),
        rule(r"(?<=[A-Za-z])/(?=[A-Za-z])", " ", "/"),
    )


def _spoken_date(match: re.Match[str]) -> str:
    year, month, day = (int(part) for part in match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0]
    return f"{_MONTHS[month - 1]} {_ordinal(day)}, {year}"


def _spoken_day(match: re.Match[str]) -> str:
    """`7 July 2026` -> `July 7th, 2026`: eSpeak NG would say "seven July"."""
    day = int(match[1])
    if not 1 <= day <= 31:
        return match[0]
    return f"{match[2]} {_ordinal(day)}" + (", " if match[0].endswith(" ") else "")


def _spoken_days(match: re.Match[str]) -> str:
    """`10–12 May 2026` -> `May 10th to 12th, 2026`."""
    found = match.groupdict()
    first, last = int(found["first"]), int(found["last"])
    if not 1 <= first < last <= 31:
        return match[0]
    days = f"{found['month']} {_ordinal(first)} {found.get('joint') or 'to'} {_ordinal(last)}"
    return (found.get("by") or "") + days + (", " if found["year"] else "")


def _ordinal(count: int) -> str:
    suffix = "th" if 11 <= count % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{suffix}"


def _month(short: str) -> str:
    return next(month for month in _MONTHS if month.startswith(short))


def _century(digits: str) -> str:
    return {"19": "nineteen", "18": "eighteen", "17": "seventeen", "20": "twenty"}.get(digits, digits)


def _spoken_century(match: re.Match[str]) -> str:
    return "two thousands" if match[1] == "20" else f"{_century(match[1])} hundreds"


def _spoken_telephone(match: re.Match[str]) -> str:
    """Digit by digit, with a breath between the groups."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", match[1]))


def _spoken_version(match: re.Match[str]) -> str:
    """`v1.10.3` -> `version 1 point 10 point 3`, which no engine says by itself."""
    return ("version " if match[1] else "") + match[2].replace(".", " point ")


def _spoken_fraction(match: re.Match[str]) -> str:
    """`2/3` -> `two thirds`, `1½` -> `1 and a half`."""
    whole, fraction = match[1], match[2]
    part, count = _FRACTIONS.get(fraction, ""), _NUMERATORS[fraction[0]]
    if not part:
        return match[0]
    if not whole:
        return f"{count} {part}"
    return f"{whole} and {'a' if count == 'one' else count} {part}"
