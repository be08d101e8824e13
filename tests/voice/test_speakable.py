"""What is written, and what an engine is given to say."""

from pathlib import Path

import pytest
from babel.numbers import get_currency_name
from babel.units import format_unit
from hypothesis import given
from hypothesis import strategies as st

from daycast.voice.lexicon import Lexicon, load_lexicon
from daycast.voice.rules import german, spanish
from daycast.voice.speakable import speakable

NO_WORDS = Lexicon()


def in_language(language: str) -> Lexicon:
    """The empty lexicon of a show in that language."""
    return load_lexicon(Path("no-such-folder"), language)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        # money
        ("It raised $5.2B in May.", "It raised 5.2 billion dollars in May."),
        ("$5.2 billion and €5m", "5.2 billion dollars and 5 million euros"),
        ("£3.2 million, ¥500", "3.2 million pounds, 500 yen"),
        ("$1,200 a year", "1,200 dollars a year"),
        ("$1, $3.50, $1.05, $0.99", "1 dollar, 3 dollars and 50 cents, 1 dollar and 5 cents, 99 cents"),
        ("£1.50", "1 pound and 50 pence"),
        ("a $5 billion deal", "a 5 billion dollar deal"),
        ("US$40bn, USD 5 million, EUR 20", "40 billion US dollars, 5 million US dollars, 20 euros"),
        ("$5-10 million, $5M-$10M", "5 to 10 million dollars, 5 million to 10 million dollars"),
        ("($5) is $6.", "(5 dollars) is 6 dollars."),
        ("€3.4bn, $1.5 million, A$300k", "3.4 billion euros, 1.5 million dollars, 300 thousand Australian dollars"),
        ("£10m–£12m", "10 million to 12 million pounds"),
        ("$0.002 a call, 20 CHF", "0.002 dollars a call, 20 Swiss francs"),
        ("about 3bn users", "about 3 billion users"),
        (
            "$1.5bn-a-year, $40/MWh, $9/month",
            "1.5 billion dollars a year, 40 dollars per megawatt hour, 9 dollars a month",
        ),
        ("A $5 million grant, the $1.2M repair", "A 5 million dollar grant, the 1.2 million dollar repair"),
        ("a 3-year, $20 million contract", "a 3-year, 20 million dollar contract"),
        (
            "Of $5 million, a third went. In a year, $2m was lost.",
            "Of 5 million dollars, a third went. In a year, 2 million dollars was lost.",
        ),
        (
            "$5 million granted, $1.2M repairs it, $3 million in aid",
            "5 million dollars granted, 1.2 million dollars repairs it, 3 million dollars in aid",
        ),
        # dates
        ("On 2026-06-23 it began.", "On June 23rd, 2026 it began."),
        ("2026-06-01, 2026-06-12 and 2026-06-30", "June 1st, 2026, June 12th, 2026 and June 30th, 2026"),
        ("Part 2026-13-40", "Part 2026-13-40"),
        ("Jan. 5", "January 5"),
        ("on 7 July, by 30 September 2026", "on July 7th, by September 30th, 2026"),
        ("10–12 May 2026, 10-12 May", "May 10th to 12th, 2026, May 10th to 12th"),
        ("from 10 to 12 May, on 1 and 3 June", "from May 10th to 12th, on June 1st and 3rd"),
        ("10 May – 12 June, May 10–12", "May 10th to June 12th, May 10 to 12"),
        ("In May 12 people left, 40 May", "In May 12 people left, 40 May"),
        ("the 1990s, the 2020s, the '80s", "the nineteen nineties, the twenty twenties, the eighties"),
        ("the 1900s and the 2000s", "the nineteen hundreds and the two thousands"),
        ("in 2026, in 1999", "in 2026, in 1999"),
        ("Q3 2026 and FY26", "Q3 2026 and fiscal year 2026"),
        # times
        ("10:30 a.m., 14:05", "10:30 a.m., 14:05"),
        ("at 9am ET and 5pm.", "at 9 a.m. Eastern and 5 p.m."),
        # addresses
        ("See https://www.example.org/a?b=1.", "See example dot org."),
        ("(https://example.org/x)", "(example dot org)"),
        ("techcrunch.com says", "techcrunch dot com says"),
        ("Z.ai's GLM 5.2", "Z dot AI's GLM 5.2"),
        ("jane.doe@example.org", "jane dot doe at example dot org"),
        ("He left.In May", "He left.In May"),
        ("@openai and #AI", "@openai and hashtag AI"),
        # numbers, units and versions
        ("80 % of GPT-5, G7, Qwable-v1, Fable-5's", "80% of GPT-5, G7, Qwable-v1, Fable-5's"),
        ("v1.10.3, Python 3.13, GLM 5.2", "version 1 point 10 point 3, Python 3.13, GLM 5.2"),
        ("o3-mini, Llama-3-70B, 70B parameters", "o3-mini, Llama-3 70B, 70B parameters"),
        ("½ cup, 1½ cups, 2/3 of voters, 9/11", "one half cup, 1 and a half cups, two thirds of voters, 9/11"),
        ("won 3-2, 10 x 20, 4x faster", "won 3 to 2, 10 by 20, 4 times faster"),
        ("−5°C, 100 m², 1,000th, 1,234,567", "minus 5 degrees Celsius, 100 square metres, 1000th, 1,234,567"),
        ("call 555-123-4567", "call 5 5 5, 1 2 3, 4 5 6 7"),
        ("1-800-555-0199", "1, 8 0 0, 5 5 5, 0 1 9 9"),
        ("CO2, CO₂ and 2FA", "C O 2, C O 2 and 2 F A"),
        ("10-20 people, 2019–2021, 5–7 percent", "10 to 20 people, 2019 to 2021, 5 to 7 percent"),
        ("a 50%-52% cut", "a 50 to 52% cut"),
        ("a 10-year-old, COVID-19, 555-12-34", "a 10-year-old, COVID-19, 555-12-34"),
        ("48 GB, 1 GB, a 48-GB card", "48 gigabytes, 1 gigabyte, a 48 gigabyte card"),
        ("after 30 s, 1 s, an iPhone 5s", "after 30 seconds, 1 second, an iPhone 5s"),
        ("30°C, 80 km/h", "30 degrees Celsius, 80 kilometres an hour"),
        ("#1 in No. 5", "number 1 in number 5"),
        # signs and abbreviations
        ("R&D at AT&T", "R and D at A-T and T"),
        ("Quill & Marsh® 24/7 and/or TCP/IP", "Quill and Marsh 24 7 and or TCP IP"),
        ("He is CEO of AT&T.", "He is CEO of A-T and T."),
        ("see p. 3, pp. 3-5; up 12 bps", "see page 3, pages 3 to 5; up 12 basis points"),
        ("Dr. Roe vs. Mr. Poe, e.g. now", "Doctor Roe versus Mister Poe, for example now"),
        ("LLMs, GPUs and APIs", "LLMs, GPUs and APIs"),
        ("the CEO's U.S. visit, et al.", "the CEO's U.S. visit, et al."),
        ("NASA, NATO, OPEC, AIDS", "NASA, NATO, OPEC, AIDS"),
        ("RLHF, EU, the IPO, the IMF's", "RLHF, EU, the I-P-O, the I-M-F's"),
        ("a Ph.D. w/o C#, S&P 500", "a PhD without C sharp, S and P 500"),
        ("(c) 2026 Quill (R), Marsh™", "copyright 2026 Quill, Marsh"),
        ("Ann Roe (D), Sen. Poe (D-Calif.) and (I-Vt.) Sanders", "Ann Roe, Senator Poe and Sanders"),
        ("Ann Roe (R), Bo Poe (I), Ed Lee (D-N.Y.), Jo Ray (R-TX)", "Ann Roe, Bo Poe, Ed Lee, Jo Ray"),
        ("the landings (D-Day), Plan (D), vitamin (D)", "the landings (D-Day), Plan (D), vitamin (D)"),
        # Roman numerals
        ("World War II, World War I, Chapter IV", "World War 2, World War 1, Chapter 4"),
        ("Louis XIV, Henry V, Elizabeth I.", "Louis the 14th, Henry the 5th, Elizabeth the 1st."),
        ("With Charles I went to the MIX, Malcolm X", "With Charles I went to the MIX, Malcolm X"),
        ("“He said—yes,” she’d – perhaps - agree", '"He said — yes," she\'d — perhaps — agree'),
        ("so 🎉 it\u200b goes\u0007 on", "so it goes on"),
        # Markdown
        ("**bold**, _it_, `code`, [link](https://x.org)", "bold, it, code, link"),
        ("**$5** billion", "5 billion dollars"),
        ('[Joseph]{say="Jo-seph"}\'s $5', "Jo-seph's 5 dollars"),
    ],
)
def test_english_is_said_as_a_person_would_say_it(written: str, spoken: str) -> None:
    assert speakable(written, NO_WORDS) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        # money and numbers
        ("5,2 Mrd. Euro, 3 Mio. €", "5,2 Milliarden Euro, 3 Millionen Euro"),
        ("1 Mio. Euro, 1 €, $5 Mio.", "eine Million Euro, ein Euro, 5 Millionen Dollar"),
        ("19,99 €, 0,50 €", "19 Euro 99, 50 Cent"),
        ("40 €/MWh", "40 Euro pro Megawattstunde"),
        ("1,5 Mio. Menschen, 12.000 Menschen", "1,5 Millionen Menschen, 12.000 Menschen"),
        ("die Euro 2024", "die Euro 2024"),
        ("10-20 Prozent, 2019–2021, 3,4 %", "10 bis 20 Prozent, 2019 bis 2021, 3,4 %"),
        ("20 Mbit/s, 525 kV", "20 Megabit pro Sekunde, 525 Kilovolt"),
        ("80 km/h, 20 °C, 1 kWh", "80 Kilometer pro Stunde, 20 Grad Celsius, eine Kilowattstunde"),
        ("1/3 der Stimmen, 3½ Jahre", "ein Drittel der Stimmen, dreieinhalb Jahre"),
        # dates, years and times
        ("am 22.6.2026 und am 3. Oktober", "am zweiundzwanzigsten Juni 2026 und am dritten Oktober"),
        ("der 1. Mai, Montag, 22. Juni", "der erste Mai, Montag, zweiundzwanzigster Juni"),
        ("vom 1. bis 3. Juni", "vom ersten bis dritten Juni"),
        ("10.-12. Mai, vom 10.–12. Mai", "zehnter bis zwölfter Mai, vom zehnten bis zwölften Mai"),
        ("10. Mai – 12. Juni, vom 10.-12.5.2026",
         "zehnter Mai bis zwölfter Juni, vom zehnten bis zwölften Mai 2026"),
        ("am 21.12. und am 1.10.", "am einundzwanzigsten Zwölften und am ersten Zehnten."),
        ("Vom 1.10.–3.11. Der 1.5. war frei", "Vom ersten Zehnten bis dritten Elften. Der erste Fünfte war frei"),
        ("auf 2.5, v2.1.3, am 32.12.", "auf 2.5, v2.1.3, am 32.12."),
        ("im 3. Quartal, der 2. Platz", "im dritten Quartal, der zweite Platz"),
        ("1999, die 1990er, 2026", "neunzehnhundertneunundneunzig, die neunzehnhundertneunziger, 2026"),
        ("14:05 Uhr, 14.30 Uhr, 9:00 Uhr", "14 Uhr 5, 14 Uhr 30, 9 Uhr"),
        ("siegte 2:1", "siegte 2 zu 1"),
        # names and abbreviations
        ("z. B. Dr. Roth, d.h. Nr. 3", "zum Beispiel Doktor Roth, das heißt Nummer 3"),
        ("ca. 20 Euro, S. 5, Tel. 112", "zirka 20 Euro, Seite 5, Telefon 112"),
        ("Hunde, Katzen usw. Danach", "Hunde, Katzen und so weiter. Danach"),
        ("USA, EU, KI, AfD, NATO", "U-S-A, E-U, K-I, A-F-D, NATO"),
        ("Der DAX, der TÜV, die UNO und die BAFin", "Der Dax, der Tüv, die Uhno und die Bahfin"),
        ("DAX-Konzerne, MDAX, BAföG", "Dax-Konzerne, M-Dax, Bafög"),
        ("ADAC, BASF, OECD, WHO", "A-D-A-C, B-A-S-F, O-E-C-D, W-H-O"),
        ("DER DAX STEIGT", "DER Dax STEIGT"),
        ("LLMs und GPUs", "L-L-Emms und G-P-Uhs"),
        ("Karl V. regierte, Kapitel IV", "Karl der Fünfte regierte, Kapitel 4"),
        ("„Quill & Marsh“, GLM 5.2", '"Quill und Marsh", GLM 5.2'),
        ("https://www.beispiel.de/a?b, info@beispiel.de", "beispiel Punkt DE, info ätt beispiel Punkt DE"),
    ],
)  # fmt: skip
def test_german_is_said_as_a_person_would_say_it(written: str, spoken: str) -> None:
    assert speakable(written, in_language("de-DE")) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        # money and numbers
        ("5.200 millones de dólares, 3,4 %", "5.200 millones de dólares, 3,4 %"),
        ("5 €, 1 €, 19,99 €, 3 M€", "5 euros, un euro, 19 euros con 99 céntimos, 3 millones de euros"),
        ("$5 millones, US$ 3", "5 millones de dólares, 3 dólares"),
        ("10-20 %, 2019-2021", "10 a 20 %, 2019 a 2021"),
        ("80 km/h, 100 m², 20 °C", "80 kilómetros por hora, 100 metros cuadrados, 20 grados Celsius"),
        ("1/3, ¾, 1½", "un tercio, tres cuartos, 1 y medio"),
        # dates and times
        ("el 22/6/2026, el 1 de junio", "el 22 de junio de 2026, el primero de junio"),
        ("10-12 de mayo, del 1–3 de junio", "10 al 12 de mayo, del 1 al 3 de junio"),
        ("a las 14:05 h", "a las 14:05 horas"),
        # names and abbreviations
        ("EE. UU. y la UE", "Estados Unidos y la U E"),
        ("Viajó a EE. UU. Después volvió", "Viajó a Estados Unidos. Después volvió"),
        ("n.º 3, p. ej. el Sr. Pérez", "número 3, por ejemplo el señor Pérez"),
        ("el 1.er puesto, la 2.ª vez", "el primer puesto, la segunda vez"),
        ("Felipe VI, Isabel II, siglo XX", "Felipe sexto, Isabel segunda, siglo 20"),
        ("el s. XXI, los ss. XIX y XX, p. 3", "el siglo 21, los siglos 19 y 20, página 3"),
        ("«Quill & Marsh»", '"Quill y Marsh"'),
        ("ejemplo.es", "ejemplo punto ES"),
    ],
)
def test_spanish_is_said_as_a_person_would_say_it(written: str, spoken: str) -> None:
    assert speakable(written, in_language("es-ES")) == spoken


def test_the_region_of_spanish_decides_what_a_dollar_sign_is() -> None:
    assert speakable("$20", in_language("es-MX")) == "20 pesos"


def test_a_language_without_a_table_keeps_its_notation_and_loses_only_paths_and_markup() -> None:
    line = "**5,2 Md€** le 22 juin à 14h05, voir https://www.exemple.fr/a?b=1."
    assert speakable(line, in_language("fr-FR")) == "5,2 Md€ le 22 juin à 14h05, voir exemple.fr."


@pytest.mark.parametrize(("table", "locale"), [(german, "de"), (spanish, "es")], ids=["German", "Spanish"])
def test_units_and_currencies_have_the_names_that_cldr_gives_them(table: object, locale: str) -> None:
    units = {"kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "kHz": "kilohertz",
             "MHz": "megahertz", "GHz": "gigahertz", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt",
             "kWh": "kilowatt-hour", "km": "kilometer", "m": "meter", "cm": "centimeter", "mm": "millimeter",
             "nm": "nanometer", "kg": "kilogram", "g": "gram", "l": "liter", "km/h": "kilometer-per-hour",
             "m²": "square-meter", "km²": "square-kilometer", "m³": "cubic-meter", "ha": "hectare",
             "°C": "celsius", "°F": "fahrenheit"}  # fmt: skip
    for sign, name in units.items():
        one, many = table._UNITS[sign]
        assert many == _noun(format_unit(2, name, "long", locale=locale))
        assert one.partition(" ")[2] == _noun(format_unit(1, name, "long", locale=locale))
    for code in ("EUR", "CHF"):
        assert table._CURRENCIES[code][1] == get_currency_name(code, 2, locale=locale)


def _noun(amount: str) -> str:
    return amount.replace("\xa0", " ").partition(" ")[2]


@pytest.mark.parametrize("nothing", ["", "   ", "…", "🎉 🎉", "— !", "**"])
def test_a_line_without_letters_or_digits_has_nothing_to_say(nothing: str) -> None:
    assert speakable(nothing, NO_WORDS) == ""


def test_a_lexicon_respells_words_with_their_plural_and_possessive() -> None:
    lexicon = Lexicon({"qwable": "Kwable", "OpenAI": "Open A.I.", "Z.ai": "Zee A.I."})
    assert speakable("QWABLE-v1, Qwables, Qwable's", lexicon) == "Kwable-v1, Kwables, Kwable's"
    assert speakable("Z.ai's and Qwably", lexicon) == "Zee A.I.'s and Qwably"


def test_a_lexicon_word_with_capitals_inside_is_meant_just_so() -> None:
    lexicon = Lexicon({"OpenAI": "Open A.I."})
    assert speakable("OpenAI, openai", lexicon) == "Open A.I., openai"


def test_a_say_in_the_script_wins_over_the_lexicon() -> None:
    lexicon = Lexicon({"Joseph": "Yosef"})
    assert speakable('[Joseph]{say="Jo-seph"} and Joseph', lexicon) == "Jo-seph and Yosef"


def test_a_respelling_is_not_read_by_the_rules() -> None:
    assert speakable("cash", Lexicon({"cash": "$5"})) == "$5"


@given(st.text(max_size=200))
def test_whatever_is_written_comes_out_on_one_clean_line(text: str) -> None:
    spoken = speakable(text, NO_WORDS)
    assert spoken == " ".join(spoken.split())
    assert all(character.isprintable() for character in spoken)
