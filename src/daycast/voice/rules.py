"""English as it is written turned into English as it is said, where engines go wrong by themselves.

A table, applied from the top. Both engines read plain numbers, ordinals and acronyms well, so these stay. wetext was
tried instead: half a second of loading, five packages, and it says "thousand two hundred dollars" and spells "GPU's"
apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "b": "billion", "bn": "billion", "t": "trillion",
           "tn": "trillion"}  # fmt: skip
_SIGNS = {"$": "dollar", "US$": "US dollar", "A$": "Australian dollar", "C$": "Canadian dollar", "€": "euro",
          "£": "pound", "¥": "yen", "₹": "rupee", "USD": "US dollar", "EUR": "euro", "GBP": "pound"}  # fmt: skip
_UNCHANGED = ("yen",)  # in the plural
_PENCE = {"£": "pence"}
_UNITS = {
    "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "PB": "petabyte",
    "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt",
    "TW": "terawatt", "kWh": "kilowatt hour", "MWh": "megawatt hour", "GWh": "gigawatt hour",
    "TWh": "terawatt hour", "km": "kilometre", "cm": "centimetre", "mm": "millimetre", "nm": "nanometre",
    "kg": "kilogram", "ms": "millisecond", "km/h": "kilometre an hour", "mph": "mile an hour",
}  # fmt: skip
_SHORT = {
    "Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Prof.": "Professor", "Gov.": "Governor",
    "Sen.": "Senator", "Rep.": "Representative", "vs.": "versus", "e.g.": "for example", "i.e.": "that is",
    "approx.": "approximately", "w/o": "without", "w/": "with",
}  # fmt: skip
_DECADES = {"2": "twenties", "3": "thirties", "4": "forties", "5": "fifties", "6": "sixties", "7": "seventies",
            "8": "eighties", "9": "nineties"}  # fmt: skip
_DOMAIN = (
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
    r"(?:com|org|net|edu|gov|io|ai|co|dev|app|tv|info|news|fm|me|eu|uk|de|fr|ch|at|nl|se|ca|au|jp|cn|in|us)"
)
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


@lru_cache(maxsize=4096)  # as `speakable.clean`
def said(text: str) -> str:
    """Written English, without markup, as the words to say."""
    for pattern, replacement in _rules():
        text = pattern.sub(replacement, text)
    return text


@cache
def _rules() -> tuple[Rule, ...]:
    months = "|".join(month[:3] for month in _MONTHS)
    signs = "|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True))
    units = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
    scales = r"thousand|million|billion|trillion|[kKmMbBtT]n?(?![\w'])"
    return (
        # addresses, before their dots and slashes are taken for anything else
        (re.compile(r"https?://(?:www\.)?([^\s/?#:]+)[^\s]*?(?=[.,;:!?)\"']*(?:\s|$))", re.I), _spoken_address),
        (re.compile(rf"\b([\w.+-]+)@({_DOMAIN})\b"), _spoken_mail),
        (re.compile(rf"(?<![\w@.])(?:www\.)?({_DOMAIN})(?![\w-])"), _spoken_address),
        # dates and times
        (re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b(?!-)"), _spoken_date),
        (re.compile(rf"\b({months})\.(?= \d)"), lambda match: _month(match[1])),
        (re.compile(rf"\b(\d\d?) ({'|'.join(_MONTHS)})\b(?:,? (?=\d{{4}}\b))?"), _spoken_day),
        (re.compile(r"\b(1[1-9]|20)([2-9])0s\b"), lambda match: f"{_century(match[1])} {_DECADES[match[2]]}"),
        (re.compile(r"\b(1[1-9]|20)00s\b"), _spoken_century),
        (re.compile(r"(?<!\w)'?([2-9])0s\b"), lambda match: _DECADES[match[1]]),
        (re.compile(r"\b24/7\b"), "24 7"),
        # money, then ranges and units of what is left
        (
            re.compile(
                rf"(?P<article>\ban? )?(?<![\w$])(?P<sign>{signs})\s?(?P<low>{_NUMBER})"
                rf"(?:(?P<low_scale>{scales})?\s?[-–]\s?(?:{signs})?(?P<high>{_NUMBER}))?"
                rf"(?:[\s-]?(?P<scale>{scales}))?(?P<hyphen>-(?=[A-Za-z]))?"
            ),
            _spoken_money,
        ),
        (re.compile(rf"(?<![\w.-])({_NUMBER})\s?[-–]\s?({_NUMBER})(?![\w-]|\.\d)"), r"\1 to \2"),
        (re.compile(rf"(?<![\w.])({_NUMBER})([\s-]?)({units})(?![\w/])"), _spoken_unit),
        (re.compile(rf"(?<![\w.])({_NUMBER})\s?(?:°|degrees )C\b"), r"\1 degrees Celsius"),
        (re.compile(rf"(?<![\w.])({_NUMBER})\s?(?:°|degrees )F\b"), r"\1 degrees Fahrenheit"),
        (re.compile(r"(?<!\w)#(?=\d)"), "number "),
        (re.compile(r"(?<!\w)#(?=[A-Za-z])"), "hashtag "),
        (re.compile(r"\bNo\. (?=\d)"), "number "),
        # names and abbreviations
        (re.compile(r"\bAT&T\b"), "A.T. and T."),
        (re.compile(r"\s*&\s*"), " and "),
        (re.compile(r"(?<![\w.])(" + "|".join(map(re.escape, _SHORT)) + r")(?!\w)"), lambda match: _SHORT[match[1]]),
        (re.compile(r"\b(Inc|Corp|Ltd|Co)\.(?=,? [a-z])"), r"\1"),
        (re.compile(r"(?<=[A-Za-z])/(?=[A-Za-z])"), " "),
    )


def _spoken_address(match: re.Match[str]) -> str:
    """`techcrunch.com` -> `techcrunch dot com`; a top level of two letters is said as letters."""
    return _spoken_domain(match[1])


def _spoken_mail(match: re.Match[str]) -> str:
    return f"{match[1].replace('.', ' dot ')} at {_spoken_domain(match[2])}"


def _spoken_domain(domain: str) -> str:
    *names, top = domain.split(".")
    return " dot ".join([*names, top.upper() if len(top) == 2 and top != "co" else top])


def _spoken_date(match: re.Match[str]) -> str:
    year, month, day = (int(part) for part in match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0]
    return f"{_MONTHS[month - 1]} {day}{_ordinal(day)}, {year}"


def _spoken_day(match: re.Match[str]) -> str:
    """`7 July 2026` -> `July 7th, 2026`: eSpeak NG would say "seven July"."""
    day = int(match[1])
    if not 1 <= day <= 31:
        return match[0]
    return f"{match[2]} {day}{_ordinal(day)}" + (", " if match[0].endswith(" ") else "")


def _ordinal(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def _month(short: str) -> str:
    return next(month for month in _MONTHS if month.startswith(short))


def _century(digits: str) -> str:
    return {"19": "nineteen", "18": "eighteen", "17": "seventeen", "20": "twenty"}.get(digits, digits)


def _spoken_century(match: re.Match[str]) -> str:
    return "two thousands" if match[1] == "20" else f"{_century(match[1])} hundreds"


def _spoken_money(match: re.Match[str]) -> str:
    """`$5.2B` -> `5.2 billion dollars`; after an article the currency describes: `a $5 billion deal`."""
    unit = _SIGNS[match["sign"]]
    scale, low_scale = _scale(match["scale"]), _scale(match["low_scale"])
    amount = low = match["low"]
    if match["high"]:
        amount = " ".join(filter(None, (low, low_scale, "to", match["high"])))
    article = match["article"] or ""
    one = (low == "1" and not match["high"] and not scale) or bool(article) or bool(match["hyphen"])
    noun = unit if one or unit in _UNCHANGED else f"{unit}s"
    cents = re.fullmatch(r"([\d,]+)\.(\d\d)", low)
    if cents and not scale and not match["high"]:
        small = _PENCE.get(match["sign"], "cents")
        whole = "" if cents[1] == "0" else f"{cents[1]} {unit if cents[1] == '1' else noun}"
        rest = f"{int(cents[2])} {small}" if int(cents[2]) else ""
        return article + (" and ".join(filter(None, (whole, rest))) or f"0 {noun}")
    return article + " ".join(filter(None, (amount, scale, noun))) + (" " if match["hyphen"] else "")


def _scale(written: str | None) -> str:
    return _SCALES.get((written or "").lower(), (written or "").lower())


def _spoken_unit(match: re.Match[str]) -> str:
    unit = _UNITS[match[3]]
    first, _, rest = unit.partition(" ")
    plural = unit if first.endswith("hertz") else f"{first}s {rest}".rstrip() if rest == "an hour" else f"{unit}s"
    return f"{match[1]} {unit if match[1] == '1' or match[2] == '-' else plural}"
