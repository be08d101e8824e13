"""A look at the beginning of an XML document before a parser gets it: entities are how XML attacks its reader."""

from __future__ import annotations

from xml.parsers import expat

from daycast.errors import DaycastError

_CHARACTER = 8  # characters: an entity such as `nbsp` stands for no more


class _Begun(Exception):
    """The document itself begins; nothing can be declared any more."""


def refuse_entities(xml: bytes) -> None:
    """Raises `DaycastError` where UTF-8 `xml` declares entities, but for plain characters such as `nbsp`.

    Entities made of entities grow without bounds (“billion laughs”), and external ones are other files.
    """
    parser = expat.ParserCreate("utf-8")
    parser.EntityDeclHandler = _declared
    parser.StartElementHandler = _begin
    try:
        parser.Parse(xml, True)
    except _Begun:
        return
    except expat.ExpatError:
        if b"<!ENTITY" in xml:
            _refuse()


def _declared(
    name: str, is_parameter: bool, value: str | None, base: str | None, system: str | None, *_: str | None
) -> None:
    if is_parameter or value is None or "&" in value or len(value) > _CHARACTER:
        _refuse()


def _begin(*_: object) -> None:
    raise _Begun


def _refuse() -> None:
    raise DaycastError("it declares XML entities, as attacks do; it is not read")
