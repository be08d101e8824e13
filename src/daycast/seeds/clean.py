"""Markdown of an article to plain paragraphs, without what belongs to the page and not to the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt

from daycast.inline import words_of

# Lines that a site puts around its articles: navigation, sharing, promotion, rights. A whole paragraph must match.
_CHROME = re.compile(
    r"(?:skip to (?:the )?(?:main )?(?:content|navigation)|(?:back|return) to (?:the )?(?:top|home ?page)"
    r"|share (?:this|on)\b.{0,80}|shared from\b.{0,60}"
    r"|(?:share|tweet|print|e-?mail|save|comments?|menu|search|tags?|topics?)"
    r"|(?:print|listen to|share|e-?mail|save) (?:this )?(?:article|story|page)|order reprints|our take"
    r"|follow (?:us|me)\b.{0,100}"
    r"|follow\b.{0,80}\bon (?:facebook|twitter|x|instagram|linkedin|bluesky|mastodon|threads)\b.*"
    r"|(?:read|see|view|open)\b.{0,40}\b(?:the )?(?:original|publisher[’']s) (?:site|article|page|post|story)\b.*"
    r"|(?:read (?:more|next|also)|see also|more on this|also read|related|you (?:may|might) also like)"
    r"(?: (?:articles?|stor(?:y|ies)|coverage|news|topics?|posts?))?(?:\s*[:»→].*)?"
    r"|read (?:the )?full (?:story|article)\b.*"
    r"|(?:subscribe|sign up|sign in|log in|register)(?: (?:now|here|today|free)| (?:to|on|for|with|in)\b.*)?[.!]?"
    r"|(?:get|download) (?:it |the app )?(?:on|from|in) (?:the )?(?:app store|google play)\b.*|download the app\b.*"
    r"|(?:get|receive)\b.{0,60}\b(?:newsletter|inbox|app)\b.*|(?:a )?message from our sponsors?\b.*"
    r"|(?:story continues below )?advertise?ments?|sponsored(?: content)?|continue reading(?: below)?"
    r"|(?:copyright\s*)?(?:©|\(c\)|copyright \d{4}).*|.{0,60}\ball rights reserved\b.*"
    r"|this copy is for your personal,? non-?commercial use only\b.*|write to .{0,60}\bat \S+@\S+"
    r"|the post .{1,200} (?:first )?appeared (?:first )?on .{1,80}|originally published (?:on|at|in) .{1,80}"
    r"|an error has occurred\b.*|this (?:article|message) has been sent to\b.*|thank you[.!]?|loading[.…]*"
    r"|(?:full )?transcript|(?:episode )?summary|daily episode|[\d:]{4,}|[\W_]+"
    r"|(?:\w+:\s*)?https?://\S+"
    # in German and Spanish
    r"|anzeige|werbung|zur startseite|(?:artikel|beitrag) (?:teilen|drucken|merken|anhören)|teilen|drucken|kommentare?"
    r"|(?:lesen sie|mehr) (?:auch|dazu|zum thema)\b.*|(?:jetzt )?(?:abonnieren|newsletter\b.{0,60})"
    r"|alle rechte vorbehalten\b.*|quelle: ?\S{2,20}(?:/\S+)?"
    r"|publicidad|compartir|comentarios|lea también\b.*|más información\b.{0,60}|suscr[ií]b(?:ete|ase)\b.*"
    r"|todos los derechos reservados\b.*)",
    re.IGNORECASE,
)
# A line that begins a footer of promotion: what little stands below it goes with it.
_FOOTER = re.compile(
    r"(?:never|don[’']t) miss (?:an?|the|our)\b.*"
    r"|(?:get|start) (?:your|our)(?: own)?\b.{0,60}\b(?:briefing|digest|newsletter)\b.*"
    r"|(?:subscribe|sign up) (?:to|for|on)\b.*|about (?:the author|us)|more from\b.*|related (?:articles|stories)"
    r"|recommended(?: (?:for you|stories|reading))?|most (?:read|popular)|you (?:may|might) also like\b.*",
    re.IGNORECASE,
)
_FOOTER_WORDS = 60
_REPEATED_WORDS = 6  # a line of so many that stood before is a pulled quotation, or the title once more

_DOMAIN = r"(?:[a-z0-9-]+\.)+(?!(?:js|json|py|md|txt|html?|ya?ml|toml|csv|xml)\b)[a-z]{2,}"
_BRACKET = rf"[(\[]{_DOMAIN}(?:[,;]\s*{_DOMAIN})*[)\]]"
_CITED = re.compile(rf"(?:^|(?<=[.!?…”\"’)\]]))(?:\s*{_BRACKET})+|(?:\s*{_BRACKET})+(?=\s*(?:[.,;:!?]|$))")
_NAMED = re.compile(_DOMAIN)
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]")

# What becomes of Markdown whose line ends were lost on the way.
_QUESTION = re.compile(r"(?:^|(?<=\s))(#{2,6})[ \t]+([^?#\n]{3,150}\?)[ \t]*", re.MULTILINE)
_INNER_HEADING = re.compile(r"(?<=\S)[ \t]+#{2,6}[ \t]+")
_INNER_RULE = re.compile(
    r"(?:^|(?<=\s))-{3,}[ \t]+(?:\*\*([^*\n]{1,80}[^*\n.!?:…])\*\*[ \t]+)?(?=\S)|[ \t]+-{3,}[ \t]*$",
    re.MULTILINE,
)
_BOLD_HEADING = re.compile(
    r"^\*\*((?:[A-Z][\w’'-]*[:,]? |[a-z]{1,4} ){3,}[A-Z][\w’'-]*)\*\*[ \t]+(?=[A-Z“\"])", re.MULTILINE
)
# Nobody breaks lines so far out: each is a paragraph.
_LONG_LINE = re.compile(r"^(?![ \t]*[-*+>|]).{200}", re.MULTILINE)
_POINT = re.compile(r"(?<=[.!?…”\"’)])[ \t]+[-–•*][ \t]+(?=[\w“\"‘'(\[*$€£])")
_BULLET = re.compile(r"[ \t]*[-–•*][ \t]+(?=\S)")

_FRAYED = re.compile(r"^[•▪ ]+|(?<!\S)-{3,}(?!\S)")
_TAG = re.compile(r"(?<!\\)</?(?:a|abbr|b|cite|em|i|mark|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTION = 3  # words: so short a last "point" without an end is who said it
_TABLE = re.compile(r"\s*\|.*\|")
_ENDED = re.compile(r"[.!?…:;。！？][\"“”’«»)\]*]*$")
_HEADING_WORDS = 12
_MOSTLY = 0.8  # of an article's words stand in whole sentences: then a short line that is none is a heading
_TEASER = re.compile(r"\s*(?:\.{3}|…|\[(?:\.{3}|…)\])$")
_TEASER_WORDS = 6


@dataclass(frozen=True, slots=True)
class Cleaned:
    """An article's words: plain paragraphs, and the domains that they named in brackets as their sources."""

    paragraphs: tuple[str, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    is_point: bool = False

    @property
    def is_ended(self) -> bool:
        return self.is_point or bool(_ENDED.search(self.words))


def clean(markdown: str) -> Cleaned:
    """The story's paragraphs as plain text; headings and what the page puts around a story are left out.

    Cleaning what is clean changes nothing.
    """
    raw = [replace(line, words=_visible(line.words)) for line in _joined(_lines(_unflattened(markdown)))]
    cited = (domain for line in raw for found in _CITED.finditer(line.words) for domain in _NAMED.findall(found[0]))
    lines = _story([replace(line, words=tidy(line.words)) for line in raw])
    return Cleaned(tuple(line.words for line in lines), tuple(dict.fromkeys(cited)))


def word_count(markdown: str) -> int:
    """How many words of Markdown are left when it is clean."""
    return sum(len(paragraph.split()) for paragraph in clean(markdown).paragraphs)


def is_chrome(line: str) -> bool:
    """Whether a whole line is what a site puts around its articles."""
    return bool(_CHROME.fullmatch(line))


def tidy(text: str) -> str:
    """One line of words: single spaces, nothing invisible, no bullet, no domain cited in brackets."""
    text, before = _visible(text), ""
    while text != before:
        text, before = _visible(_FRAYED.sub("", _CITED.sub("", text))), text
    return text


def _visible(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", text).split())


def _unflattened(markdown: str) -> str:
    """Headings, rules and points that stand in the middle of a line get lines of their own again."""
    text = _QUESTION.sub(r"\n\n\1 \2\n\n", _TAG.sub("", markdown))
    text = _INNER_RULE.sub(lambda found: f"\n\n## {found[1]}\n\n" if found[1] else "\n\n", text)
    text = _BOLD_HEADING.sub(r"## \1\n\n", _INNER_HEADING.sub("\n\n", text))
    blocks = ("\n".join(_points(line) for line in block.split("\n")) for block in text.split("\n\n"))
    return "\n\n".join(block.replace("\n", "\n\n") if _LONG_LINE.search(block) else block for block in blocks)


def _points(line: str) -> str:
    begin = _BULLET.match(line)
    if not begin:
        return line
    points = _POINT.split(line[begin.end() :])
    if len(points) > 1 and (_ENDED.search(points[-1]) or len(points[-1].split()) > _ATTRIBUTION):
        return "\n".join(f"- {point}" for point in points)
    return f"- {points[0]}" if line.lstrip().startswith("•") and len(points) == 1 else line


def _lines(markdown: str) -> Iterator[_Line]:
    """The paragraphs of Markdown and the points of its lists, without headings."""
    within: list[str] = []
    for token in _markdown().parse(markdown):
        if token.nesting > 0:
            within.append(token.type)
        elif token.nesting < 0:
            within.pop()
        elif token.type == "inline" and within[-1:] == ["paragraph_open"]:
            yield _Line(words_of(token.children or []), "list_item_open" in within)


def _joined(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Mends bold spans that were split over paragraphs: an unfinished sentence goes on, the marks go."""
    begun: _Line | None = None  # a line in which a span begins and does not end
    for line in lines:
        is_odd = line.words.count("**") % 2 == 1
        bare = replace(line, words=line.words.replace("**", ""))
        if begun and is_odd and not begun.is_ended:
            bare, begun, is_odd = replace(begun, words=f"{begun.words} {bare.words}"), None, False
        elif begun:
            is_odd = False
            yield begun
        begun = bare if is_odd else None
        if not begun:
            yield bare
    if begun:
        yield begun


def _story(lines: Sequence[_Line]) -> Sequence[_Line]:
    """The lines that tell the story. Leaving one out can show another for what it is, so it looks until none goes."""
    before: Sequence[_Line] = ()
    while lines != before:
        before = lines
        lines = [line for line in lines if line.words and not _TABLE.match(line.words) and not is_chrome(line.words)]
        lines = _without_headings(_without_footer(_once(lines)))
    return lines


def _once(lines: Sequence[_Line]) -> Sequence[_Line]:
    """Without what stands twice, and without openings, cut off by dots, of what stands elsewhere in full."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line.words not in seen and not _is_teaser(line, lines):
            kept.append(line)
        if len(line.words.split()) >= _REPEATED_WORDS:
            seen.add(line.words)
    return kept


def _is_teaser(line: _Line, lines: Sequence[_Line]) -> bool:
    end = _TEASER.search(line.words)
    words = line.words[: end.start()].split() if end else []
    last = " ".join(words[-_TEASER_WORDS:])
    return len(words) >= _TEASER_WORDS and any(last in other.words for other in lines if other is not line)


def _without_footer(lines: Sequence[_Line]) -> Sequence[_Line]:
    left = 0
    for number in range(len(lines) - 1, 0, -1):
        left += len(lines[number].words.split())
        if left > _FOOTER_WORDS:
            break
        if _FOOTER.fullmatch(lines[number].words):
            return _without_footer(lines[:number])
    return lines


def _without_headings(lines: Sequence[_Line]) -> Sequence[_Line]:
    counts = [len(line.words.split()) for line in lines]
    ended = sum(count for line, count in zip(lines, counts, strict=True) if line.is_ended)
    if ended < _MOSTLY * sum(counts):
        return lines
    return [line for line, count in zip(lines, counts, strict=True) if line.is_ended or count > _HEADING_WORDS]


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").disable(["code", "lheading"])
