"""A site to gather from, and pages and feeds to put there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from daycast.seeds.web.fetch import Limits

DAY = date(2026, 6, 23)
NOW = datetime(2026, 6, 23, 9, 0, tzinfo=UTC)
QUICK = Limits(pause=0, wait=0, attempts=2, seconds=2, size=100_000, whole=5)


@dataclass(frozen=True)
class Reply:
    """What the site answers: a body, a status, headers."""

    body: str | bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Site:
    """A web site: `replies` by path (a function decides by the request's headers), and what it was `asked`."""

    url: str
    replies: dict[str, Reply | Callable[[Mapping[str, str]], Reply]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def puts(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Puts a reply at `path`; its address."""
        self.replies[path] = Reply(body, status, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.url + path


def story(about: str, sentences: int = 12) -> str:
    """An article's HTML of about ten words a sentence."""
    lines = (
        f"<p>Report {number} says that {about} changed on Monday for everybody.</p>" for number in range(sentences)
    )
    return "".join(lines)


def page(title: str, body: str, head: str = "") -> str:
    """A web page around `body`."""
    return (
        f"<html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>{title}</h1>{body}</article></body></html>"
    )


def rss(*items: str, title: str = "Example Wire") -> str:
    """A feed of `items`."""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{title}</title>{''.join(items)}</channel></rss>"
    )


def item(
    title: str,
    link: str = "",
    date: str = "Tue, 23 Jun 2026 06:00:00 GMT",
    *,
    content: str = "",
    description: str = "",
    guid: str = "",
) -> str:
    """An entry of a feed; empty parts are left out."""
    parts = {"link": link, "pubDate": date, "description": description, "guid": guid, "content:encoded": content}
    inner = "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in parts.items() if text)
    return f"<item><title>{title}</title>{inner}</item>"
