"""OPML, the format in which feed readers hand over what one subscribes to (opml.org, version 2.0)."""

from __future__ import annotations

from pathlib import Path

from daycast.errors import DaycastError

LIMIT = 10_000_000  # bytes


def read_opml(path: Path) -> tuple[str, ...]:
    """The addresses of the feeds in `path`, in order, those of nested outlines too.

    An XML file can ask its reader to fetch other files or to blow up (entities): such a file is refused.
    """
    import defusedxml
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        if path.stat().st_size > LIMIT:
            raise DaycastError(f"{path}: larger than {LIMIT / 1e6:.0f} MB; that is no list of feeds")
        root = fromstring(path.read_bytes())
    except OSError as error:
        raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ParseError as error:
        line = error.position[0]
        raise DaycastError(
            f"{path}:{line}: not XML: {error}", hint="Export OPML from your reader once more."
        ) from error
    except defusedxml.DefusedXmlException as error:
        raise DaycastError(f"{path}: it defines XML entities, which no list of feeds needs; it is not read") from error
    except (ValueError, LookupError) as error:
        raise DaycastError(f"{path}: not XML: {error}") from error
    if root.tag.lower() != "opml":
        raise DaycastError(f"{path}: this is <{root.tag}>, not OPML", hint="Export OPML from your feed reader.")
    names = (
        {name.lower(): value.strip() for name, value in outline.attrib.items()} for outline in root.iter("outline")
    )
    return tuple(url for outline in names if (url := outline.get("xmlurl", "")))
