"""Each rule about a feed's text finds what breaks it, and nothing in a right feed."""

import pytest
from right_feed import RIGHT, found, seen_of

from daycast.feed.examine import report
from daycast.feed.examine.report import Outcome

ITEM = "<title>The lake is full</title>\n"
LONG = 300 * "x"

# rule, what stands in the right feed, what stands there instead, what is found
BROKEN = [
    ("xml", "</channel>", "</chanel>", "Opening and ending tag mismatch: channel line 3 and chanel"),
    ("xml", "<rss", '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaaaaaaaa">]>\n<rss',
     "it declares XML entities, as attacks do; it is not read"),
    ("xml", "What the water did.", "What the &nbsp; did.", "Entity 'nbsp' not defined"),
    ("xml", "What the water did.", "What the \0 did.", "it has NUL characters"),
    ("xml", "<?xml", "\n<?xml", "XML declaration allowed only at the start of the document"),
    ("xml", 'version="1.0"', 'version="1.1"', "it is XML 1.1, and readers take XML 1.0"),
    ("rss", 'rss version="2.0"', 'rss version="0.91"', "the version is “0.91”"),
    ("rss", "</rss>", "<channel/></rss>", "there are 2 channels"),
    ("xml-declaration", ' encoding="UTF-8"', "", "no encoding is declared"),
    ("xml-characters", "It did not rain.", "It didn\x92t rain.", "<description> has the character U+0092"),
    ("xml-doctype", "<rss", "<!DOCTYPE rss>\n<rss", "it has a <!DOCTYPE>"),
    ("xml-namespaces", "https://podcastindex.org/namespace/1.0", "http://podcastindex.org/namespace/1.0/",
     'xmlns:podcast="http://podcastindex.org/namespace/1.0/" is not the namespace that readers know'),
    ("xml-prefixes", "xmlns:dc=", 'xmlns:a="http://www.w3.org/2005/Atom" xmlns:dc=',
     "the namespace of atom: has the prefix a:"),
    ("rss-channel", "<description>What the water did.</description>", "", "the channel has no <description>"),
    ("rss-item", "<title>A dry spring</title>", "<title/>", None),
    ("rss-item", "<title>A dry spring</title>\n<link>https://example.org/show/1/</link>\n"
     "<description>It did not rain.</description>", "", "the item has neither title nor description"),
    ("rss-elements", ITEM, ITEM + "<pubdate>x</pubdate>", "<pubdate> is nothing that stands in <item>"),
    ("rss-elements", ITEM, ITEM + "<ttl>60</ttl>", "<ttl> is nothing that stands in <item>"),
    ("rss-itunes-elements", ITEM, ITEM + "<itunes:owner/>", "<itunes:owner> is nothing that stands in <item>"),
    ("rss-itunes-elements", ITEM, ITEM + "<itunes:autor>A</itunes:autor>",
     "<itunes:autor> is nothing that stands in <item>"),
    ("rss-once", ITEM, ITEM + ITEM, "<item> has 2 <title>"),
    ("rss-attributes", ' length="9600000"', "", "<enclosure> has no length"),
    ("rss-attributes", "<ttl>", '<ttl unit="s">', "<ttl> has the attribute unit, which means nothing"),
    ("rss-no-markup", "It did not rain.", "It did <b>not</b> rain.", "<description> holds the element <b>"),
    ("rss-no-markup", "<ttl>", "sixty<ttl>", "there is text right in <channel>: “sixty”"),
    ("rss-order", "</item>\n</channel>", "</item><docs>https://example.org/</docs></channel>",
     "<docs> stands behind an item"),
    ("rss-description-first", ITEM, ITEM + "<content:encoded>x</content:encoded>",
     "its <description> stands behind content:encoded"),
    ("rss-said-twice", ITEM, ITEM + "<dc:date>2026-06-23</dc:date>", "<dc:date> says what <pubDate> says"),
    ("rss-dates", "Mon, 22 Jun 2026 06:00:00 +0200", "2026-06-22",
     "<pubDate> “2026-06-22” is no date such as “Tue, 23 Jun 2026 06:00:00 +0200”"),
    ("rss-dates", "Mon, 22 Jun 2026 06:00:00 +0200", "Tue, 22 Jun 2026 06:00:00 +0200",
     "<pubDate> “Tue, 22 Jun 2026 06:00:00 +0200” was a Mon"),
    ("rss-dates-plain", "Mon, 22 Jun 2026 06:00:00 +0200", "Mon,  22 Jun 26 06:00:00 Z",
     "<pubDate> “Mon,  22 Jun 26 06:00:00 Z” is written in a way that few read"),
    ("rss-dates", "Mon, 22 Jun 2026 06:00:00 +0200", "Mon,  22 Jun 26 06:00:00 Z", None),
    ("rss-dublin-core", ITEM, ITEM + "<dc:date>23.6.2026</dc:date>", "<dc:date> is “23.6.2026”"),
    ("rss-dublin-core", ITEM, ITEM + "<dc:language>xx</dc:language>",
     "<dc:language> “xx” begins with no language’s code such as en, de or pt-br"),
    ("rss-dublin-core", ITEM, ITEM + "<dc:date>2026-06-23T06:00Z</dc:date>", None),
    ("rss-text-input", "<ttl>", "<textInput><title>T</title><name>q</name><link>https://example.org/</link>"
     "</textInput><ttl>", "<textInput> has no <description>"),
    ("rss-no-text-input", "<ttl>", "<textInput/><ttl>", "there is a <textInput>"),
    ("rss-language", "en-gb", "epo", None),
    ("xml-namespaces", "xmlns:dc=", 'xmlns:ev="http://purl.org/rss/1.0/modules/event/" xmlns:dc=', None),
    ("rss-atom-rels", 'href="https://example.org/show/feed-1.xml"/>',
     'href="https://example.org/show/feed-1.xml">older</atom:link>', "<atom:link> is not empty"),
    ("rss-dates-plausible", "Mon, 22 Jun 2026 06:00:00 +0200", "Tue, 22 Jun 2027 06:00:00 +0200",
     "<pubDate> is 2027-06-22"),
    ("rss-urls", "<link>https://example.org/show/1/</link>", "<link>/show/1/</link>",
     "<link>: “/show/1/” is not absolute"),
    ("rss-urls", "<link>https://example.org/show/1/</link>", "<link>https://example.org/frühling/</link>",
     "<link>: “https://example.org/frühling/” has a character that stands in no address; write it as %XX"),
    ("rss-plain-text", "<width>", "<description>&lt;i&gt;wet&lt;/i&gt;</description><width>",
     "<description> has the HTML <i>"),
    ("rss-urls", "https://wire.example.org/feed.xml", "ftp://wire.example.org/",
     "<source>: “ftp://wire.example.org/” does not begin with http: or https:"),
    ("rss-language", "en-gb", "english", "<language> “english” begins with no language’s code such as en, de or pt-br"),
    ("rss-language", "en-gb", "en-uk", "<language> “en-uk” has no country’s code after the language’s"),
    ("rss-emails", "desk@example.org (The desk)", "The desk", "<managingEditor> “The desk” is no email address"),
    ("rss-email-names", "desk@example.org (The desk)", "desk@example.org", "<managingEditor> is without a name"),
    ("rss-numbers", "<ttl>60<", "<ttl>1 h<", "<ttl> “1 h” is no number of minutes"),
    ("rss-numbers", "<hour>3<", "<hour>24<", "<hour> “24” is no hour, or there twice"),
    ("rss-numbers", "<day>Sunday<", "<day>Someday<", "<day> “Someday” is no day, or there twice"),
    ("rss-numbers", 'port="80"', 'port="0"', "the cloud’s port “0” is none"),
    ("rss-image", "<url>https://example.org/show/cover.jpg</url>", "", "<image> has no <url>"),
    ("rss-image", "<width>144<", "<width>3000<", "<width> “3000” is not 1 to 144"),
    ("rss-image-agrees", "<url>https://example.org/show/cover.jpg", "<url>https://example.org/cover.webp",
     "the image ends with .webp"),
    ("rss-plain-text", "<title>A dry spring</title>", "<title>A &lt;b&gt;dry&lt;/b&gt; spring</title>",
     "<title> has the HTML <b>"),
    ("rss-plain-text", "<title>A dry spring</title>", "<title>Wind &amp;amp; rain</title>",
     "<title> has the HTML &amp;"),
    ("rss-not-blank", ITEM, ITEM + "<comments/>", "<comments> is empty"),
    ("rss-relative-links", "https://example.org/rain", "/rain", "<description> links to “/rain”"),
    ("rss-harmless", "It did not rain.", "&lt;script src='x'&gt;", "<description> has <script"),
    ("rss-atom-links", ' href="https://example.org/show/feed-1.xml"', "", "<atom:link>: the address is empty"),
    ("rss-atom-rels", 'rel="next"', 'rel="older"', "“older” is no registered relation"),
    ("rss-self", 'rel="self"', 'rel="alternate"', "no atom:link says where this feed is"),
    ("rss-self-matches", 'href="https://example.org/show/feed.xml"', 'href="https://example.org/old.xml"',
     "it says that it is https://example.org/old.xml, but was found at https://example.org/show/feed.xml"),
    ("rss-paging", "https://example.org/show/feed-1.xml", "https://example.org/show/feed.xml",
     "its next page is itself"),
    ("rss-guid-unique", "000000000001</guid>", "000000000002</guid>",
     "the guid “5e1b6a52-0000-4000-8000-000000000002” is that of line 49 too"),
    ("rss-guid", '<guid isPermaLink="false">5e1b6a52-0000-4000-8000-000000000001</guid>', "", "the item has no guid"),
    ("rss-guid-permalink", '<guid isPermaLink="false">5e1b6a52-0000-4000-8000-000000000001', "<guid>one",
     "the guid “one” is no address"),
    ("rss-guid-permalink", 'isPermaLink="false">5e1b6a52-0000-4000-8000-000000000001', 'isPermaLink="no">1',
     'isPermaLink="no" is neither true nor false'),
    ("rss-guid-plenty", "5e1b6a52-0000-4000-8000-000000000001", "17", "the guid is “17”"),
    ("rss-enclosure-length", '1.mp3" length="9600000"', '1.mp3" length="10:00"',
     "the length “10:00” is no number of bytes"),
    ("rss-enclosure-size", '1.mp3" length="9600000"', '1.mp3" length="0"',
     "the length is 0, which means that it is not known"),
    ("rss-enclosure-type", '1.mp3" length="9600000" type="audio/mpeg"', '1.mp3" length="9600000" type="mp3"',
     "the type “mp3” is no media type such as audio/mpeg"),
    ("rss-enclosure-url", "https://example.org/show/1.mp3", "ftp://example.org/1.mp3",
     "“ftp://example.org/1.mp3” does not begin with http: or https:"),
    ("rss-enclosure-url", "https://example.org/show/1.mp3", "https://example.org/show/one two.mp3",
     "“https://example.org/show/one two.mp3” has a character that stands in no address; write it as %XX"),
    ("rss-enclosure-once", ITEM, ITEM + '<enclosure url="https://example.org/b.mp3" length="1" type="audio/mpeg"/>',
     "a second enclosure"),
    ("apple-namespace", "http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/PodCast-1.0.dtd",
     "Apple’s namespace is not declared"),
    ("apple-channel", "<itunes:explicit>false</itunes:explicit>\n<itunes:type>", "<itunes:type>",
     "the channel has no <itunes:explicit>"),
    ("apple-channel-more", "<itunes:author>The desk</itunes:author>", "", "the channel has no <itunes:author>"),
    ("apple-category", 'text="Tech News"', 'text="Technology"', "“Technology” is no subcategory of News"),
    ("apple-category", 'text="News"', 'text="NEWS"', "“NEWS” is no category of Apple’s"),
    ("apple-explicit", "<itunes:explicit>false</itunes:explicit>\n<itunes:type>",
     "<itunes:explicit>clean</itunes:explicit>\n<itunes:type>", "explicit is “clean”"),
    ("apple-type", "<itunes:type>serial<", "<itunes:type>daily<", "the type “daily” is none"),
    ("apple-owner", "<itunes:email>desk@example.org<", "<itunes:email>desk<", "the owner’s “desk” is no email address"),
    ("apple-owner-whole", "<itunes:name>The desk</itunes:name>", "", "the owner has no <itunes:name>"),
    ("apple-yes", "<itunes:complete>Yes<", "<itunes:complete>no<", "<itunes:complete> “no” has no effect"),
    ("apple-new-feed-url", "<itunes:new-feed-url>https://example.org/show/feed.xml", "<itunes:new-feed-url>soon",
     "<itunes:new-feed-url>: “soon” is not absolute"),
    ("apple-description-bytes", "It did not rain.", 2001 * "ü", "<description> has 4,002 bytes"),
    ("apple-text-length", "A dry spring", LONG, "<title> has 300 characters"),
    ("apple-trimmed", "<title>A dry spring<", "<title> A dry spring<", "<title> has space around its text"),
    ("apple-ascii", "https://example.org/show/1.mp3", "https://example.org/show/tröpfchen.mp3",
     "“https://example.org/show/tröpfchen.mp3” is not ASCII"),
    ("apple-item", '<enclosure url="https://example.org/show/1.mp3" length="9600000" type="audio/mpeg"/>', "",
     "the item has no enclosure"),
    ("apple-item-more", "<pubDate>Mon, 22 Jun 2026 06:00:00 +0200</pubDate>", "", "the item has no <pubDate>"),
    ("apple-format", "show/1.mp3", "show/1.ogg", "the file ends with .ogg"),
    ("apple-format-type", 'show/1.mp3" length="9600000" type="audio/mpeg"', 'show/1.m4a" length="1" type="audio/mpeg"',
     "the type of a .m4a is “audio/mpeg”"),
    ("apple-enclosure-unique", "show/1.mp3", "show/2.mp3", "the enclosure is that of line 51 too"),
    ("apple-duration", "<itunes:duration>600</itunes:duration>\n<itunes:explicit>false</itunes:explicit>\n"
     "<itunes:episode>1<", "<itunes:duration>ten</itunes:duration><itunes:episode>1<", "the duration is “ten”"),
    ("apple-duration-seconds", "<itunes:duration>600</itunes:duration>\n<itunes:explicit>false</itunes:explicit>\n"
     "<itunes:episode>1<", "<itunes:duration>10:00</itunes:duration><itunes:episode>1<", "the duration is 10:00"),
    ("apple-numbers", "<itunes:episode>1<", "<itunes:episode>0<",
     "<itunes:episode> “0” is no number from 1 upwards"),
    ("apple-serial", "<itunes:episode>1</itunes:episode>", "", "an episode of a serial show has no number"),
    ("apple-episode-type", "<itunes:episodeType>full<", "<itunes:episodeType>extra<", "the type “extra” is none"),
    ("apple-title", "<title>A dry spring<", "<title>Episode 1: A dry spring<", "the title begins with “Episode 1”"),
    ("apple-title", "<title>A dry spring<", "<title>Water Report in spring<", "the title repeats the show’s"),
    ("apple-description-html", "It did not rain.", "&lt;h2&gt;No rain&lt;/h2&gt;", "the description has <h2>"),
    ("apple-transcript", 'show/1.vtt" type="text/vtt"', 'show/1.vtt" type="text/plain"', "no transcript is VTT or SRT"),
    ("spotify-channel", "<language>en-gb</language>", "", "the channel has no <language>"),
    ("spotify-item", "<title>A dry spring</title>", "", "the item has no <title>"),
    ("spotify-item-more", "<description>It did not rain.</description>", "", "the item has no <description>"),
    ("spotify-owner", "<itunes:email>desk@example.org</itunes:email>", "", "the owner has no email address"),
    ("spotify-type", 'length="9600000" type="audio/mpeg"/>\n<source', 'length="9600000" type="audio/ogg"/>\n<source',
     "the type is audio/ogg"),
    ("spotify-size", '1.mp3" length="9600000"', '1.mp3" length="300000000"', "the file has 300 MB"),
    ("psp-namespaces", 'xmlns:atom="http://www.w3.org/2005/Atom"', 'xmlns:atom="http://www.w3.org/2005/Atom/"',
     "the namespace atom is not declared"),
    ("psp-self", 'rel="self"', 'rel="alternate"', "no atom:link says where this feed is"),
    ("psp-channel", "<link>https://example.org/show/</link>\n<description>", "<description>",
     "the channel has no <link>"),
    ("psp-channel-more", '<podcast:locked owner="desk@example.org">yes</podcast:locked>', "",
     "the channel has no <podcast:locked>"),
    ("psp-item", '<guid isPermaLink="false">5e1b6a52-0000-4000-8000-000000000001</guid>', "", "the item has no <guid>"),
    ("psp-item-more", "<link>https://example.org/show/1/</link>", "", "the item has no <link>"),
    ("psp-item-artwork", '<itunes:episode>1</itunes:episode>\n<itunes:image href="https://example.org/show/1.png"/>',
     "<itunes:episode>1</itunes:episode>", "the item has no <itunes:image>"),
    ("psp-type", 'length="9600000" type="audio/mpeg"/>\n<source', 'length="9600000" type="audio/opus"/>\n<source',
     "the type is audio/opus"),
    ("psp-explicit", "<itunes:explicit>false</itunes:explicit>\n<itunes:type>",
     "<itunes:explicit>no</itunes:explicit>\n<itunes:type>", "explicit is “no”"),
    ("psp-language", "en-gb", "xx", "<language> “xx” begins with no language’s code such as en, de or pt-br"),
    ("psp-description-bytes", "What the water did.", 4001 * "w", "<description> has 4,001 bytes"),
    ("psp-text-length", "A dry spring", LONG, "<title> has 300 characters"),
    ("psp-trimmed", "en-gb", " en-gb ", "<language> has space around its text"),
    ("psp-serial", "<itunes:episode>1</itunes:episode>", "", "an episode of a serial show has no number"),
    ("psp-numbers", "<itunes:season>1<", "<itunes:season>one<", "<itunes:season> “one” is no number from 1 upwards"),
    ("psp-duration", "<itunes:duration>600</itunes:duration>\n<itunes:explicit>false</itunes:explicit>\n"
     "<itunes:episode>1<", "<itunes:duration>10:00</itunes:duration><itunes:episode>1<", "the duration is “10:00”"),
    ("psp-copyright", "<copyright>The desk", "<copyright>© 2026 The desk", "the copyright has “©”"),
    ("psp-yes", "<itunes:complete>Yes<", "<itunes:complete>no<", "<itunes:complete> “no” has no effect"),
    ("podcast-tags", ITEM, ITEM + "<podcast:transkript/>", "<podcast:transkript> is no tag of the namespace"),
    ("podcast-places", ITEM, ITEM + "<podcast:locked>yes</podcast:locked>", "<podcast:locked> stands in <item>"),
    ("podcast-once", "<podcast:medium>", "<podcast:medium>music</podcast:medium><podcast:medium>",
     "<channel> has 2 <podcast:medium>"),
    ("podcast-attributes", 'show/1.vtt" type="text/vtt"', 'show/1.vtt"', "<podcast:transcript> has no type"),
    ("podcast-filled", ">Ada<", "><", "<podcast:person> is empty"),
    ("podcast-filled", '<podcast:source uri="https://example.org/show/2.opus"/>', "",
     "<podcast:alternateEnclosure> holds no <podcast:source>"),
    ("podcast-urls", "https://example.org/ada", "ada", "<podcast:person>: “ada” is not absolute"),
    ("podcast-lengths", ">Ada<", f">{LONG}<", "<podcast:person> has 300 characters"),
    ("podcast-lengths", 'display="Two"', f'display="{LONG}"', "the display of <podcast:episode> has 300 characters"),
    ("podcast-guid", "917393e3-1b1e-5cef-ace4-edaa54e1f810", "lake", "the guid “lake” is no UUID"),
    ("podcast-guid", "9b024349-ccf0-5f69-a609-6b82873eab3c", "river", "the feedGuid “river” is no UUID"),
    ("podcast-words", ">yes</podcast:locked>", ">true</podcast:locked>", "<podcast:locked> is “true”"),
    ("podcast-words", "<podcast:medium>podcast", "<podcast:medium>radio", "the medium is “radio”"),
    ("podcast-words", 'type="sri"', 'type="md5"', "the type is “md5”"),
    ("podcast-numbers", 'name="Summer">1<', ">Summer<", "the season is “Summer”"),
    ("podcast-numbers", 'startTime="10"', 'startTime="0:10"', "the startTime is “0:10”"),
    ("podcast-trailer-date", 'pubdate="Mon, 22 Jun 2026 06:00:00 GMT"', 'pubdate="today"',
     "pubdate “today” is no date such as “Tue, 23 Jun 2026 06:00:00 +0200”"),
    ("podcast-integrity", 'value="sha384-A', 'value="sha384:A', "the digest is “sha384:" + 64 * "A" + "”"),
    ("podcast-types", 'type="audio/opus"', 'type="opus"', "the type “opus” is no media type such as audio/mpeg"),
    ("podcast-file-types", 'type="application/json+chapters"', 'type="application/json"',
     "the type is application/json"),
    ("podcast-person", '<podcast:person href', '<podcast:person role="cohost" href', "the role is “cohost”"),
    ("podcast-person", '<podcast:person href', '<podcast:person role="Guest" group="CAST" href', None),
    ("podcast-soundbite", 'duration="30"', 'duration="300"', "the soundbite lasts 300 s"),
    ("podcast-location", "geo:30.2672,-97.7431", "30.2672 N", "geo is “30.2672 N”"),
    ("podcast-rrule", "FREQ=DAILY", "DAILY", "the rrule is “DAILY”"),
    ("podcast-deprecated", ITEM, ITEM + '<podcast:images srcset="https://example.org/a.jpg 100w"/>',
     "<podcast:images> is deprecated"),
    ("psc-chapters", 'start="00:03:20.5"', 'start="later"', "the start “later” is no time"),
    ("psc-chapters", 'start="00:00:00"', 'start="00:04:00"', "the start 00:03:20.5 is before the one above"),
    ("psc-chapters", ' title="Shore"', "", "the chapter has no title"),
]  # fmt: skip


def test_in_the_right_feed_every_rule_is_asked_and_finds_nothing() -> None:
    results = report.judge(seen_of(RIGHT))
    assert [(result.rule.name, result.findings, result.why) for result in results
            if result.outcome is not Outcome.PASSES] == []  # fmt: skip


@pytest.mark.parametrize(("rule", "right", "broken", "what"), BROKEN, ids=[f"{case[0]}: {case[3]}" for case in BROKEN])
def test_a_rule_finds_what_breaks_it(rule: str, right: str, broken: str, what: str | None) -> None:
    assert right in RIGHT
    told = [finding.what for finding in found(seen_of(RIGHT.replace(right, broken, 1)), rule)]
    assert told == ([what] if what else [])


def test_a_feed_without_episodes_is_nothing_for_a_directory() -> None:
    empty = RIGHT[: RIGHT.index("<item>")] + "</channel></rss>"
    assert [one.what for one in found(seen_of(empty), "apple-episodes")] == ["no item has an enclosure"]


@pytest.mark.parametrize("rule", ["apple-utf8", "psp-utf8"])
def test_an_encoding_other_than_utf_8_is_told(rule: str) -> None:
    seen = seen_of(RIGHT.replace("UTF-8", "ISO-8859-1", 1).encode("latin-1"))
    assert [one.what for one in found(seen, rule)] == ["it is encoded in ISO-8859-1"]
    assert found(seen, "xml-encoding") == ()


def test_a_byte_that_is_not_in_the_encoding_is_told_with_its_line() -> None:
    data = RIGHT.encode().replace(b"did not rain", b"didn\x92t rain")
    (finding,) = found(seen_of(data), "xml-encoding")
    assert (finding.line, finding.what) == (RIGHT[: RIGHT.index("did not")].count("\n") + 1, "a byte here is not UTF-8")


def test_an_atom_feed_is_told_as_such_and_nothing_else_is_asked() -> None:
    results = report.judge(seen_of('<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"/>'))
    told = {result.rule.name: result for result in results}
    assert [one.what for one in told["rss"].findings] == ["this is an Atom feed, not RSS"]
    assert (told["apple-channel"].outcome, told["apple-channel"].why) == (Outcome.NOT_ASKED, "this is no RSS feed")


def test_a_finding_names_the_line_and_the_episode_and_says_what_to_do() -> None:
    (finding,) = found(seen_of(RIGHT.replace("Mon, 22 Jun 2026 06:00:00 +0200", "22 June")), "rss-dates")
    assert finding.line == RIGHT[: RIGHT.index("Mon, 22 Jun 2026 06:00:00 +0200")].count("\n") + 1
    assert finding.item == "A dry spring"
    assert finding.do == "Write it as RFC 822 has it, in English, with the zone."
