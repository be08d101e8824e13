"""What stands in RSS 2.0's elements: dates, addresses, numbers, names of people and of languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import (
    date,
    extension,
    odd_date,
    short,
    wrong_date,
    wrong_email,
    wrong_language,
    wrong_url,
)
from daycast.feed.examine.vocabulary import DATES, URLS
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.RSS)

_W3C = "https://validator.w3.org/feed/docs"
_SPEC = "https://www.rssboard.org/rss-specification"
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_W3CDTF = re.compile(r"\d{4}(-[01]\d(-[0-3]\d(T[0-2]\d:[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-][0-2]\d:[0-5]\d))?)?)?")
_PICTURES = ("jpg", "jpeg", "png", "gif")


@BOOK.required("rss-dates", "Its dates are RFC 822’s, and their weekdays right.",
               f"{_W3C}/error/InvalidRFC2822Date.html")  # fmt: skip
def _dates(seen: Seen) -> Iterable[Miss]:
    for node in _named(seen, DATES):
        if wrong := wrong_date(node.text.strip()):
            yield Miss(node, f"<{node.tag}> {wrong}", "Write it as RFC 822 has it, in English, with the zone.")


@BOOK.better(
    "rss-dates-plain", "Its dates are written as all programs read them.",
    f"{_W3C}/warning/ProblematicalRFC822Date.html",
)  # fmt: skip
def _plain_dates(seen: Seen) -> Iterable[Miss]:
    for node in _named(seen, DATES):
        if odd := odd_date(node.text.strip()):
            do = "Write it as “Tue, 23 Jun 2026 06:00:00 +0200”, with four digits of a year and single spaces."
            yield Miss(node, f"<{node.tag}> {odd}", do)


@BOOK.required("rss-dublin-core", "Dublin Core’s dates and languages are those of ISO.",
               f"{_W3C}/error/InvalidW3CDTFDate.html")  # fmt: skip
def _dublin_core(seen: Seen) -> Iterable[Miss]:
    for parent in seen.parents:
        for node in parent.all("dc:date"):
            if not _W3CDTF.fullmatch(node.text.strip()):
                yield Miss(node, f"<dc:date> is “{short(node.text.strip())}”", "Write it as 2026-06-23T06:00:00+02:00.")
        for node in parent.all("dc:language"):
            if wrong := wrong_language(node.text.strip()):
                yield Miss(node, f"<dc:language> {wrong}", "Write the code, such as en-gb.")


@BOOK.better("rss-dates-plausible", "Its dates are neither ahead nor from before podcasts.",
             f"{_W3C}/warning/ImplausibleDate.html")  # fmt: skip
def _plausible(seen: Seen) -> Iterable[Miss]:
    for node in _named(seen, DATES):
        moment = date(node.text.strip())
        if moment and not _FIRST < moment < seen.now + timedelta(days=1):
            yield Miss(node, f"<{node.tag}> is {moment:%Y-%m-%d}", "Apps hide what is dated ahead: check the clock.")


@BOOK.required("rss-urls", "Its addresses are absolute, and addresses.", f"{_W3C}/error/InvalidFullLink.html")
def _urls(seen: Seen) -> Iterable[Miss]:
    for node in _named(seen, URLS):
        schemes = ("http", "https") if node.tag != "link" else ("http", "https", "mailto", "ftp", "news")
        if (wrong := wrong_url(node.text.strip(), schemes)) and (node.text.strip() or node.tag != "link"):
            yield Miss(node, f"<{node.tag}>: {wrong}", "Write the whole address, beginning with https://.")
    for node in seen.channel.walk():
        if node.tag == "source" and (wrong := wrong_url(node.attributes.get("url", ""))):
            yield Miss(node, f"<source>: {wrong}", "Write the whole address, beginning with https://.")


@BOOK.required("rss-language", "Its language is an ISO 639 code.", f"{_W3C}/error/InvalidLanguage.html")
def _language(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("language"):
        if wrong := wrong_language(node.text.strip()):
            yield Miss(node, f"<language> {wrong}", "Write the code, such as en-us.")


@BOOK.required("rss-emails", "Its people are given by email addresses.", f"{_W3C}/error/InvalidContact.html")
def _emails(seen: Seen) -> Iterable[Miss]:
    for node in _people(seen):
        address = node.text.strip().partition(" (")[0].removeprefix("mailto:")
        if wrong := wrong_email(address.strip()):
            yield Miss(node, f"<{node.tag}> {wrong}", "Write desk@example.org (Name), or use <itunes:author>.")


@BOOK.better("rss-email-names", "Its people have names behind their addresses.",
             f"{_W3C}/warning/MissingRealName.html")  # fmt: skip
def _names(seen: Seen) -> Iterable[Miss]:
    for node in _people(seen):
        if "@" in node.text and not node.text.strip().endswith(")"):
            yield Miss(node, f"<{node.tag}> is without a name", "Write desk@example.org (Name).")


@BOOK.required("rss-numbers", "Its ttl, skipHours, skipDays and cloud are what they may be.",
               f"{_W3C}/error/InvalidInteger.html")  # fmt: skip
def _numbers(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("ttl"):
        if not node.text.strip().isdecimal() or int(node.text.strip()[:9]) == 0:
            yield Miss(node, f"<ttl> “{short(node.text)}” is no number of minutes", "Write minutes, such as 60.")
    hours = [hour for skip in seen.channel.all("skipHours") for hour in skip.all("hour")]
    told = [hour.text.strip() for hour in hours]
    for hour in hours:
        text = hour.text.strip()
        if not (text.isdecimal() and len(text) < 3 and int(text) < 24) or told.count(text) > 1:
            yield Miss(hour, f"<hour> “{short(text)}” is no hour, or there twice", "Write each of 0 to 23 once.")
    days = [day for skip in seen.channel.all("skipDays") for day in skip.all("day")]
    told = [day.text.strip() for day in days]
    for day in days:
        if day.text.strip() not in _DAYS or told.count(day.text.strip()) > 1:
            yield Miss(day, f"<day> “{short(day.text)}” is no day, or there twice", "Write Monday to Sunday, once.")
    for cloud in seen.channel.all("cloud"):
        port = cloud.attributes.get("port", "")
        if port and not (port.isdecimal() and 0 < int(port[:6]) < 65536):
            yield Miss(cloud, f"the cloud’s port “{short(port)}” is none", "Write its port’s number.")


@BOOK.required("rss-image", "Its <image> has url, title and link, and is no larger than RSS lets it be.",
               f"{_SPEC}#ltimagegtSubelementOfLtchannelgt")  # fmt: skip
def _image(seen: Seen) -> Iterable[Miss]:
    for image in seen.channel.all("image"):
        for tag in ("url", "title", "link"):
            if not image.said(tag):
                yield Miss(image, f"<image> has no <{tag}>", f"Add <{tag}>.")
        for tag, most in (("width", 144), ("height", 400)):
            for node in image.all(tag):
                text = node.text.strip()
                if not (text.isdecimal() and 0 < int(text[:6]) <= most):
                    yield Miss(node, f"<{tag}> “{short(text)}” is not 1 to {most}", f"Leave <{tag}> out.")


@BOOK.better("rss-image-agrees", "Its <image> has the channel’s title and link, and is a GIF, JPEG or PNG.",
             f"{_W3C}/warning/ImageLinkDoesntMatch.html")  # fmt: skip
def _agrees(seen: Seen) -> Iterable[Miss]:
    for image in seen.channel.all("image"):
        for tag in ("title", "link"):
            if image.said(tag) and seen.channel.said(tag) and image.said(tag) != seen.channel.said(tag):
                yield Miss(image, f"the image’s {tag} is not the channel’s", "Write the same in both.")
        ending = extension(image.said("url"))
        if ending and ending not in _PICTURES:
            yield Miss(image, f"the image ends with .{short(ending)}", "Give a .jpg or .png.")


def _named(seen: Seen, tags: Iterable[str]) -> Iterable[Node]:
    wanted = frozenset(tags)
    for parent in (*seen.parents, *seen.channel.all("image"), *seen.channel.all("textInput")):
        yield from (child for child in parent.children if child.tag in wanted)


def _people(seen: Seen) -> Iterable[Node]:
    return (child for parent in seen.parents for child in parent.children
            if child.tag in ("managingEditor", "webMaster", "author"))  # fmt: skip
