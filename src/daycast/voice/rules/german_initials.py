"""German initialisms: which are spelt letter by letter, and which are said as words."""

from __future__ import annotations

from daycast.voice.rules.rule import Rule, any_of, rule

# Initials that eSpeak NG takes for a word ("EU" would be "oi") or stumbles over.
_SPELT = """ADAC AfD AG AI AKW AOK API ARD BASF BIP CEO DAK DIW EEG EKD EM EU EVP EZB FAQ GEZ HIV IAEA ICE IHK IOC
    IS ISS IT IWF KI LED LKA NGO OB OP
    OECD OSZE SAP SUV UAE UK UKW UN US USA UV VIP WHO""".split()
_PLURAL_S = {"A": "Ahs", "B": "Behs", "C": "Cehs", "D": "Dehs", "E": "Ehs", "F": "Effs", "G": "Gehs", "H": "Hahs",
             "I": "Ihs", "K": "Kahs", "L": "Ells", "M": "Emms", "N": "Enns", "O": "Ohs", "P": "Pehs", "R": "Errs",
             "T": "Tehs", "U": "Uhs", "V": "Vaus", "W": "Wehs"}  # fmt: skip
# Initials that eSpeak NG spells, though only where small letters stand around, or says with a wrong vowel.
_WORDS = {"DAX": "Dax", "MDAX": "M-Dax", "SDAX": "S-Dax", "TecDAX": "Tecdax", "TÜV": "Tüv", "UNO": "Uhno",
          "UNESCO": "Unnesko", "Unesco": "Unnesko", "BAFin": "Bahfin", "Bafin": "Bahfin", "BAföG": "Bafög",
          "ESA": "Esa", "GAU": "Gau", "DIN": "Dihn"}  # fmt: skip


def initials() -> tuple[Rule, ...]:
    """The rules for initialisms, in compounds as well; a plural's s is said behind its letter."""
    return (
        rule(rf"(?<![\w-])({any_of(_WORDS)})(?!\w)", lambda match: _WORDS[match[1]]),
        rule(rf"(?<![\w-])({any_of(_SPELT)})(?!\w)", lambda match: "-".join(match[1].upper())),
        rule(r"\b([A-Z]+)([A-Z])s\b", lambda match: "-".join([*match[1], _PLURAL_S.get(match[2], match[2])])),
    )
