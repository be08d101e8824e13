"""Numbers with money, a scale or a unit: what a language writes short it says in full, in the order of speech."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from daycast.voice.rules.rule import DIGITS, Rule, any_of, rule

Forms = tuple[str, str]  # what is said for just one, number included, and the noun for any other number


@dataclass(frozen=True, slots=True)
class Amounts:
    """How a language writes numbers, and what it says to them.

    `number` is the pattern of a written number; `to` stands for the dash of a range, `per` for the slash before a
    unit. `scales`, `currencies` and `units` give the forms by what is written, `cents` those of the small coin by the
    currency's sign. `of` joins a scale and its currency, `with_cents` a price's two parts. Behind an `article`, and
    before a noun that is `described` by it (patterns), a sum is said in the singular.
    """

    number: str
    to: str
    per: str
    scales: Mapping[str, Forms]
    currencies: Mapping[str, Forms]
    units: Mapping[str, Forms]
    cents: Mapping[str, Forms]
    with_cents: str
    of: str = ""
    article: str = "(?!)"
    described: str = "(?!)"
    scales_ignore_case: bool = False

    def rules(self) -> tuple[Rule, ...]:
        """Money, its sign before or behind; then ranges, scales and units of what is left."""
        number, signs = self.number, any_of(self.currencies)
        first = any_of(sign for sign in self.currencies if sign == sign.upper())  # "Euro 2024" is no sum
        scales = any_of(self.scales)
        scale = rf"(?:{'(?i:' + scales + ')' if self.scales_ignore_case else scales})(?![\w'])"
        dash = r"\s?[-–]\s?"
        before = (
            rf"(?P<article>\b(?:{self.article}) )?(?<![\w$])(?P<sign>{first})\s?(?P<low>{number})"
            rf"(?:(?P<low_scale>\s?{scale})?{dash}(?:{first})?(?P<high>{number}))?"
            rf"(?:[\s-]?(?P<scale>{scale}))?(?P<hyphen>-(?=[A-Za-z]))?(?P<noun>(?= (?:{self.described})\b))?"
        )
        behind = (
            rf"(?P<article>(?!))?(?<![\w.,-])(?P<low>{number})(?:(?P<low_scale>\s?{scale})?{dash}(?P<high>{number}))?"
            rf"(?:\s?(?P<scale>{scale}))?\s?(?P<sign>{signs})(?P<hyphen>(?!))?(?P<noun>(?!))?(?![\w$])"
        )
        return (
            rule(rf"(?<=[\d$€£])/({any_of(self.units)})(?![\w/])", self._per, "/"),
            rule(before, self._money, DIGITS),
            rule(behind, self._money, DIGITS),
            rule(rf"(?<![\w.-])({number})(?:\s?%)?{dash}({number})(?![\w-]|[.,]\d)", rf"\1 {self.to} \2", "-–"),
            rule(rf"(?<![\w.,])({number})([\s-]?)({any_of(self.units)})(?![\w/])", self._unit, DIGITS),
        )

    def scaled(self) -> Rule:
        """Scales that stand behind a number without any money: `1,5 Mio.`"""
        found = rf"(?<![\w.,])({self.number})\s?({any_of(self.scales)})(?![\w'])"
        return rule(found, lambda match: said(match[1], self.scales[match[2]]), DIGITS)

    def _money(self, match: re.Match[str]) -> str:
        forms, low, high = self.currencies[match["sign"]], match["low"], match["high"]
        scale = self._scale(match["scale"])
        cents = re.fullmatch(r"(.+)[.,](\d\d)", low)
        if cents and not (high or scale):
            return (match["article"] or "") + self._price(match["sign"], cents[1], cents[2])
        describes = bool(match["article"] or match["hyphen"]) or match["noun"] is not None
        if not (high or scale or describes):
            return said(low, forms)
        noun = forms[0].split(" ", 1)[1] if describes else forms[1]
        if high:
            low_scale = self._scale(match["low_scale"])
            amount = " ".join(filter(None, (low, low_scale and low_scale[1], self.to, high, scale and scale[1])))
        else:
            amount = said(low, scale) if scale else low
        joined = " ".join(filter(None, (amount, self.of if scale else "", noun)))
        return (match["article"] or "") + joined + (" " if match["hyphen"] else "")

    def _price(self, sign: str, whole: str, cents: str) -> str:
        """`$3.50` -> `3 dollars and 50 cents`; no cents, no dollars where there are none."""
        forms, small = self.currencies[sign], self.cents.get(sign)
        if int(cents) == 0:
            return said(whole, forms)
        if small is None:
            return f"{whole}{self.number_sign}{cents} {forms[1]}"
        if whole == "0":
            return said(str(int(cents)), small)
        return self.with_cents.format(whole=said(whole, forms), cents=int(cents), coins=said(str(int(cents)), small))

    @property
    def number_sign(self) -> str:
        """What parts the whole from the rest in a written number."""
        return "," if re.fullmatch(self.number, "1,5") else "."

    def _scale(self, written: str | None) -> Forms | None:
        key = (written or "").strip()
        return self.scales.get(key) or self.scales.get(key.lower())

    def _per(self, match: re.Match[str]) -> str:
        return f" {self.per} {self.units[match[1]][0].split(' ', 1)[1]}"

    def _unit(self, match: re.Match[str]) -> str:
        forms = self.units[match[3]]
        return f"{match[1]} {forms[0].split(' ', 1)[1]}" if match[2] == "-" else said(match[1], forms)


def said(number: str, forms: Forms) -> str:
    """A number and its noun."""
    return forms[0] if number == "1" else f"{number} {forms[1]}"


def counted(nouns: Mapping[str, str], one: str) -> dict[str, Forms]:
    """Forms of regular nouns out of `singular` or `singular|plural`; `one` stands before the singular."""
    pairs = {key: noun.partition("|") for key, noun in nouns.items()}
    return {key: (f"{one} {noun}", plural or f"{noun}s") for key, (noun, _, plural) in pairs.items()}
