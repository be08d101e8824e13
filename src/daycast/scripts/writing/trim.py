"""A written sentence made sayable: words are left out, a full stop is set at a clause, a quotation follows its speaker.

Nothing is added and no word is changed, so that what is said still rests on the sentence it came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from daycast.seeds.sentences import sentences

MOST_WORDS = 27  # a longer sentence, with its outlet named before it, is lost on the ear
_LEAST_WORDS = 5

DATELINE = re.compile(
    r"^(?:[A-Z][A-Z .,'’-]{2,40}(?:,\s[A-Z][\w. ]{1,20})?\s*)?\((?:[A-Z][\w .,/-]{1,25})\)\s*[—–-]+\s*"
    r"|^(?:[A-Z][\w .,]{2,30})?\((?:AFP|AP|CNN|Reuters|UPI)\)\s*[—–-]*\s*(?=[A-Z“\"])"
    r"|^[A-Z][A-Z .,'’]{3,40}(?:,\s\w[\w. ]{1,20})?\s+[—–-]{1,2}\s+"
)
_LABEL = re.compile(r"^[A-Z][\w’']*(?: [a-z’']+){1,4}: (?=[A-Z“])")  # "Why it matters: The …"
_COMMENT = re.compile(
    r"^In an? (?:extraordinary|stunning|remarkable|shocking|dramatic|surprising|bold|rare) [^,“”\"]{3,60}, (\w)"
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,120}[)\]]")
_TO_COME = re.compile(r"\b(?:will|would|plans?|expected|due|scheduled|is to|are to|until|before)\b")
# Behind its noun, it is no verb that can end a clause: "rules issued Tuesday".
_DONE = "(?:issued|released|published|obtained|filed|unveiled|posted|sent|held|heard|made)"
_HOLE = re.compile(r"\b(?:in|of|by|with|at|from|to|on|for|see)\s*[,.;]")  # what a bracket leaves that was an object
_PARTY = re.compile(r",\s[DRI]-[A-Z][\w.]*(?:,(?=\s)|(?=\.?$))")
_PAIRED_DASHES = re.compile(r"\s+[—–]\s+[^—–“”]{3,160}\s+[—–](?=\s)")
_SAYS = r"(?:said|says?|told|tells?|announced|reported|found|estimates?|wrote|warned|showed|according)"
_ATTRIBUTION = re.compile(rf",\s+(?:[^,“”]{{2,70}}\s{_SAYS}\b[^,“”]{{0,40}}|according to [^,“”]{{2,80}})(?=\.$)")
_QUOTED_FIRST = re.compile(
    r"^[“\"](?P<quote>[^“”\"]+),[”\"]\s+(?P<verb>said|says|told \w+(?: \w+){0,3}|wrote|added|warned|argued)\s+"
    r"(?P<who>(?:[A-Z]|the\s)[^“”\"]+)\.$"
)
_NAMED_FIRST = re.compile(
    r"^[“\"](?P<quote>[^“”\"]+),[”\"]\s+(?P<who>(?:[A-Z]|the\s)[^,“”\"]{2,60}?) "
    r"(?P<verb>said|says|told \w+(?: \w+){0,3}|wrote|added|warned|argued)(?P<rest>[^“”\"]*)\.$"
)
# Where a second statement begins that has a subject of its own.
_SUBJECT = (
    r"(?:(?:he|she|it|they|we|this|that|there|these|those|some(?! of)|many|most|several|both|others?|no one)\b"
    r"|(?:the|a|an|its|his|her|their|one|two|three)(?:\s+(?!(?:than|that|which|who)\b)[\w’-]+){1,4}?\s+" + "{verb}"
    r"|[A-Z][\w.’-]+(?:\s+[A-Z][\w.’-]+)*\s+" + "{verb})"
)
_VERB = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|said|says|told|\w{3,}ed"
    r"|wants?|plans?|expects?|hopes?|needs?|faces?|remains?|became|began|came|went|took|made|gave|got|saw|led|won|lost|kept|held)\b"
)
_CLAUSE = re.compile(
    r"(?P<end>;|\s[—–]|,(?=\s(?:and|but|so|while|though|although)\s))\s+"
    r"(?P<link>(?:and|but|so|while)\s+)?(?=" + _SUBJECT.replace("{verb}", _VERB) + ")"
)
# A tail that only adds: a relative clause, a participle, a circumstance.
_TAIL = re.compile(
    r",\s+(?:(?:which|who|where|whose|when|as|after|following|amid|part of|one of|along with|along the|including"
    r"|with|while|even as|just)\b|(?!according|during|including|despite|regarding|concerning|depending)[a-z]{3,}ing\b)"
    r"[^“”\"]*(?=\.$)"
)
# An insertion between commas after a name or noun.
_INSERTION = re.compile(
    r",\s+(?:who|which|whose|where|a|an|the|one of|known|based|founded|formerly|now|then|then-\w+|including|who’s)\s"
    r"[^,“”\"]{3,90},(?=\s+[a-z“])(?!\s+(?:which|who|whose|where)\b)"
    rf"(?!(?:\s(?!{_VERB})[\w’'$-]+)+,)"  # what goes on without a verb to another comma is a list
)

_LAST_INSERTION = re.compile(r",\s+(?:an?|the|one of)\s[^,“”\"]{3,90}(?=\.$)")
# What must never be cut away: a denial, a doubt, a condition.
_LIMITS = re.compile(
    r"\b(?:not|n’t|n't|never|no|den(?:y|ies|ied|ying)|disput\w+|alleg\w+|reportedly|falsely|unproven|unless|if|except"
    r"|without|although|though|despite|wrongly|claims?|claimed|only)\b",
    re.IGNORECASE,
)
_CLAUSE_OF = re.compile(r"\s(?:that|which|who|whose|where)\s")
_STATES = re.compile(rf"(?!\w+ed (?:by|in|at|on|to|from|with|as|for)\b)\b{_VERB}")


def sayable(sentence: str) -> str:
    """The sentence as it is said: without dateline and brackets, its speaker before the quotation, and, where it is
    longer than `MOST_WORDS`, parted at its clauses or without its insertions and tails. It may still be too long.
    Empty where brackets held what the sentence needs."""
    text = _LABEL.sub("", DATELINE.sub("", sentence.strip().replace(" -- ", " — ")))
    text = _COMMENT.sub(lambda match: match[1].upper(), text)
    text = _cut(_PARTY, _cut(_BRACKETS, text, lambda found: not _LIMITS.search(found)))
    if _HOLE.search(text) and text != sentence:
        return ""
    text = _speaker_first(re.sub(r"\s+([,.;])", r"\1", " ".join(text.split())))
    if longest(text) <= MOST_WORDS:
        return text
    return _shortened(text)


def without_weekday(text: str, weekday: str) -> str:
    """The sentence without the day on which it is heard: "showed on Tuesday", said on a Tuesday. Of what is to come
    the day is kept."""
    said = rf"(?P<verb>\b(?:said|announced|reported|confirmed|told \w+)),? (?:on )?{weekday}(?=[.,])"
    text = re.sub(said, lambda found: found[0] if _is_quoted(text, found.start()) else found["verb"], text)
    if _TO_COME.search(text) or re.search(rf"\b{_DONE},? (?:on )?{weekday}\b", text):
        return text
    day = re.compile(
        rf"(?<!\b[Bb]y)(?<!\bof)(?<!\b[Ll]ast)(?<!\b[Ss]ince)(?<!\b[Aa]fter)(?<!\b[Ee]arly)(?<!\b[Ll]ate)(?<!\b[Oo]n)"
        rf",? (?:on )?{weekday}"
        r"(?=[.,]| (?!morning|night|evening|afternoon)[a-z])"
    )
    return _cut(day, text)


def longest(text: str) -> int:
    """The number of words of the longest sentence in a spoken text."""
    return max((len(part.split()) for part in sentences(text)), default=0)


def without_insertions(text: str, told: Callable[[str], bool]) -> str:
    """The sentence without those of its insertions, and of descriptions at its end, that `told` says were heard."""

    def heard(insertion: str) -> bool:
        return _adds(insertion) and told(insertion)

    return _cut(_LAST_INSERTION, _cut(_INSERTION, text, heard), heard)


def _cut(pattern: re.Pattern[str], text: str, if_so: Callable[[str], bool] = lambda found: True) -> str:
    """The text without what `pattern` finds outside quotations, which are said word for word."""
    return pattern.sub(lambda m: "" if if_so(m[0]) and not _is_quoted(text, m.start()) else m[0], text)


def _is_quoted(text: str, place: int) -> bool:
    """Whether a place of the text stands within a quotation."""
    before = text[:place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _shortened(text: str) -> str:
    parts = [text]
    for _ in range(4):
        long = next((index for index, part in enumerate(parts) if len(part.split()) > MOST_WORDS), None)
        if long is None:
            break
        pieces = _split(parts[long]) or [_leaner(parts[long])]
        if pieces == [parts[long]]:
            break
        parts[long : long + 1] = pieces
    return " ".join(parts)


def _split(text: str) -> list[str] | None:
    """The sentence as two, at the clause nearest to its middle; `None` where there is none outside quotations."""
    found = []
    paired = len(re.findall(r"\s[—–]\s", text)) > 1
    for match in _CLAUSE.finditer(text):
        if paired and match["end"].strip() in "—–":
            continue
        before, after = text[: match.start()], text[match.end() :]
        link = (match["link"] or "").strip()
        quoted = _is_quoted(text, match.start())
        short = min(len(before.split()), len(after.split())) < _LEAST_WORDS
        listed = link == "and" and "," in match["end"] and re.search(r",\s+[^,]{1,30}$", before)
        if not (quoted or short or listed) and not re.match(r"(?:if|when|because|while|although|as)\b", before, re.I):
            first = "But " if link == "but" else "So " if link == "so" else ""
            rest = after if first else after[0].upper() + after[1:]
            found.append((abs(len(before) - len(after)), [before.rstrip(" ,") + ".", first + rest]))
    return min(found)[1] if found else None


def _leaner(text: str) -> str:
    """The sentence without one insertion, else without its last tail; who says so stays."""
    for match in (*_PAIRED_DASHES.finditer(text), *_INSERTION.finditer(text)):
        if _adds(match[0]) and not _is_quoted(text, match.start()):
            return text[: match.start()] + text[match.end() :]
    attribution = _ATTRIBUTION.search(text)
    said = attribution[0] if attribution else ""
    rest = text.removesuffix(".").removesuffix(said) + "." if said else text
    able = (m for m in _TAIL.finditer(rest) if not _LIMITS.search(m[0]) and not _is_quoted(rest, m.start()))
    tails = [match for match in able if _is_whole(rest[: match.start()])]
    return rest[: tails[-1].start()] + said + "." if tails else text


def _adds(insertion: str) -> bool:
    """Whether what stands between commas only describes: it neither says who says so, nor limits or denies, nor
    states something itself."""
    if re.search(rf"\b{_SAYS}\b", insertion) or _LIMITS.search(insertion):
        return False
    return bool(re.match(r",\s+(?:who|which|whose|where)\b", insertion)) or not _STATES.search(
        _CLAUSE_OF.split(insertion)[0]
    )


def _is_whole(text: str) -> bool:
    """Whether words that stay are a sentence of their own: eight words or more, and a verb behind its subject."""
    pieces = [piece.split(" ", 1) for piece in text.split(", ")]
    return len(text.split()) >= 8 and any(len(piece) == 2 and re.search(_VERB, piece[1]) for piece in pieces)


def _speaker_first(text: str) -> str:
    """“…,” said Name, role.  ->  Name, role, said: “….” Who speaks must be heard before what they say."""
    if match := _QUOTED_FIRST.match(text):
        who = match["who"]
        verb = match["verb"]
        comma = "," if "," in who else ""
        if len(who.split()) <= 16:
            return f"{who[0].upper()}{who[1:]}{comma} {verb}: “{match['quote']}.”"
    if (match := _NAMED_FIRST.match(text)) and len(match["rest"].split()) <= 8:
        return f"{match['who'][0].upper()}{match['who'][1:]} {match['verb']}{match['rest']}: “{match['quote']}.”"
    return text
