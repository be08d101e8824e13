"""A feed's bytes as values. The parser is given nothing that it could be attacked with: no entities, no network."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

from daycast.errors import DaycastError
from daycast.feed.examine.xmlnode import PREFIXES, Document, Node
from daycast.seeds.web.charset import decode
from daycast.seeds.web.xml_guard import refuse_entities

_DECLARATION = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""")
_DECLARED = re.compile(r"""\A<\?xml\s[^>]*?\?>""")
_VERSION = re.compile(r"""\bversion\s*=\s*["']([^"']*)["']""")
_PLACE = re.compile(r", line \d+, column \d+.*$")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why bytes are no XML, and on which line (0: nowhere in particular)."""

    why: str
    line: int


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a feed's characters are written: as its XML declaration says ("" where it is silent), and whether they are.

    `wrong` is the line of the first byte that is not, 0 where there is none.
    """

    declared: str
    wrong: int


def read(data: bytes, content_type: str = "") -> Document | Unreadable:
    """The feed in `data`; never raises, whatever it is."""
    from lxml import etree

    text = decode(data, content_type)
    if "\0" in text:
        return Unreadable("it has NUL characters", text[: text.index("\0")].count("\n") + 1)
    version = _VERSION.search(begun[0]) if (begun := _DECLARED.match(text)) else None
    if version and version[1] != "1.0":
        return Unreadable(f"it is XML {version[1][:9]}, and readers take XML 1.0", 1)
    xml = _DECLARED.sub(lambda found: "\n" * found[0].count("\n"), text, count=1).encode("utf-8", "replace")
    try:
        refuse_entities(xml)
    except DaycastError as error:
        return Unreadable(error.message, 0)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, encoding="utf-8")
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        return Unreadable(_PLACE.sub("", str(error)), line)
    found: dict[tuple[str, str], None] = {}
    node = _node(root, found)
    return Document(node, tuple(found), root.getroottree().docinfo.doctype != "")


def encoding(data: bytes) -> Encoding:
    """What the XML declaration says, and whether the bytes are so. Without one XML is UTF-8 (XML 1.0, 4.3.3)."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Encoding("UTF-16", 0)
    told = _DECLARATION.match(data.removeprefix(codecs.BOM_UTF8))
    name = told[1].decode("ascii") if told else ""
    try:
        data.decode(name or "utf-8")
    except UnicodeDecodeError as error:
        return Encoding(name, data[: error.start].count(b"\n") + 1)
    except (LookupError, ValueError):
        return Encoding(name, 1)
    return Encoding(name, 0)


def _node(element: Any, namespaces: dict[tuple[str, str], None]) -> Node:
    children, text = [], element.text or ""
    namespaces.update(dict.fromkeys((prefix or "", address) for prefix, address in element.nsmap.items()))
    for child in element:
        if isinstance(child.tag, str):
            children.append(_node(child, namespaces))
        elif child.tag is _entity():
            text += child.text or ""
        text += child.tail or ""
    attributes = {_name(name): value for name, value in element.attrib.items()}
    return Node(_name(element.tag), element.sourceline or 0, attributes, text, tuple(children))


def _entity() -> object:
    from lxml import etree

    return etree.Entity


def _name(tag: str) -> str:
    if not tag.startswith("{"):
        return tag
    address, _, name = tag[1:].partition("}")
    prefix = PREFIXES.get(address)
    return f"{prefix}:{name}" if prefix else tag
