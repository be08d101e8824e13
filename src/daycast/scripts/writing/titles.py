"""A title as it can be said: a sentence's capitals, no outlet's name behind it, no label before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from daycast.scripts.writing.names import known_names
from daycast.seeds.model import Article
from daycast.seeds.sentences import sentences_of

_LABEL = re.compile(
    r"^(?:live(?: (?:updates?|blog))?|watch(?: live| now)?|video|photos?|listen|podcast|exclusive|breaking(?: news)?"
    r"|opinion|analysis|editorial|commentary|column|updated?|explainer|explained|just in|must[- ]read|revealed"
    r"|fact[- ]check"
    r"|perspectives?|the latest|developing|interview|in pictures|newsletter|first on [\w ]+"
    r"|liveticker|eilmeldung|exklusiv|kommentar|meinung|analyse|leitartikel|última hora|en directo|opinión|exclusiva"
    r"|[\w ]{0,20}(?:exclusive|newsletter|briefing))\s*[:|–—-]\s+",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"(?:opinion|editorial|commentary|column|perspectives?|analysis|kommentar|meinung|leitartikel|opinión)\b\s*[:|–—-]",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\s+[|–—-]\s+(?P<outlet>[^|–—]{2,40})$")
_TOPIC = re.compile(r"^(?P<topic>[^:“”\"]{2,30}):\s+(?P<rest>\S.*)$")
_SPOKEN = re.compile(r"\breports?\b|[“\"‘']$", re.IGNORECASE)  # what stands before a colon says who says so
_MEDIA = re.compile(r"\b(?:News|Times|Post|Journal|Herald|Tribune|Guardian|Magazine|Review|Press|TV|Radio|Wire)\b")
_BAIT = re.compile(
    r"\?$|^(?:here(?:’|')s|this is (?:why|how|what)|(?:who|what|why|how|where|which)\b|(?:no|yes),"
    r"|you (?:won|need|should)"
    r"|\d+ (?:things|ways|reasons|takeaways))|\b(?:you|your|everything you|takeaways)\b|^“|…|\.\.\.",
    re.IGNORECASE,
)
_SMALL = frozenset("a an and as at but by for from in into of off on or over per the to up via vs with".split())
_MOST_WORDS = 16


def best_title(articles: Sequence[Article], tongue: str = "en") -> str:
    """The title to head a story with: the first of `articles` (most central first) that is a plain statement."""
    told = [(title, _awkward(title)) for title in (speakable(article, articles, tongue) for article in articles)]
    return min(told, key=lambda pair: pair[1])[0]


def is_bait(title: str) -> bool:
    """Whether a title asks, promises or addresses the reader instead of stating something."""
    return bool(_BAIT.search(title))


def is_opinion(article: Article) -> bool:
    """Whether an article labels itself as somebody's view: such sentences are no reporting."""
    return bool(
        _OPINION.match(article.title)
        or re.search(r"\b(?:opinions?|editorials?)\b", article.outlet, re.IGNORECASE)
        or re.search(r"/(?:opinions?|editorials?|commentary|comment-?is-?free)/", article.url)
    )


def speakable(article: Article, articles: Sequence[Article], tongue: str = "en") -> str:
    """An article's title without label, outlet, clickbait's colon and, in English, title case; `articles` show what is
    a name."""
    title = _LABEL.sub("", article.title.strip())
    if (suffix := _SUFFIX.search(title)) and _is_outlet(suffix["outlet"], article):
        title = title[: suffix.start()]
    topic = _TOPIC.match(title)
    if topic and len(topic["rest"].split()) >= 5 and not _SPOKEN.search(f"{topic['topic']} {topic['rest'][:1]}"):
        title = topic["rest"]
    title = title.strip().rstrip(".")
    if tongue == "en":
        title = _sentence_case(title, articles)
    return title[:1].upper() + title[1:] if not re.match(r"[a-z]+[A-Z]", title) else title


def _is_outlet(words: str, article: Article) -> bool:
    flat = re.sub(r"\W", "", words.lower())
    own = re.sub(r"\W", "", article.outlet.lower())
    host = re.sub(r"\W", "", article.url.lower())
    return flat in own or own in flat or flat in host or bool(_MEDIA.search(words)) or "." in words


def _sentence_case(title: str, articles: Sequence[Article]) -> str:
    """Title Case undone, as far as the articles show that a word is no name."""
    words = title.split()
    plain = [word for word in words[1:] if word[:1].isalpha() and word.lower() not in _SMALL]
    if len(plain) < 3 or sum(word[:1].isupper() for word in plain) / len(plain) < 0.7:
        return title
    texts = sentences_of(articles)
    known = known_names(texts)
    named = {part for name in known for part in re.split(r"[ -]", name)}
    small = {word.strip("“”\"’',.;:()") for text in texts for word in text.split() if word.islower()}
    small -= {part for name in known if " " in name and name in title for part in name.split()}
    return " ".join(words[:1] + ["-".join(_cased(p, named, small) for p in word.split("-")) for word in words[1:]])


def _cased(word: str, named: set[str], small: set[str]) -> str:
    """One word of a title: small where the articles write it small, or never write it as a name."""
    bare = re.sub(r"[’']s$", "", word.strip("“”\"’',.;:()"))
    shouted = len(bare) > 5 and bare.isupper() and bare.lower() in small
    inner = any(sign.isupper() or sign.isdigit() for sign in bare[1:]) and not shouted
    if inner or (bare in named and bare.lower() not in small):
        return word
    return word.lower()


def _awkward(title: str) -> int:
    """How badly a title reads aloud: bait and questions worst, then length, then what a colon or quotation costs."""
    return 4 * bool(_BAIT.search(title)) + 2 * (len(title.split()) > _MOST_WORDS) + (": " in title or "“" in title)
