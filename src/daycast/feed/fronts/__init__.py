"""The set-up of nginx or Caddy for a show: they hand out `feed/` as `daycast serve` does.

A private show or edition is passed on to `daycast serve`, which alone knows the listeners.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from daycast.errors import DaycastError
from daycast.feed import kinds
from daycast.feed.loopback import is_loopback
from daycast.feed.site.log import NAME

if TYPE_CHECKING:
    from pathlib import Path

    from daycast.show import Show

TEMPLATES = {"nginx": "nginx.conf.j2", "caddy": "Caddyfile.j2"}
_UNQUOTABLE = re.compile(r'["\\$\n{}]')


def config(show: Show, front: Literal["nginx", "caddy"], *, tls: tuple[Path, Path] | None = None) -> str:
    """The set-up, to be put where the server looks for it. `tls` are the files of a certificate and its key; Caddy
    gets its own without. Raises `DaycastError` where a path cannot be written in it."""
    base = urlsplit(show.base_url)
    host = base.hostname or ""
    prefix = unquote(base.path).rstrip("/")
    folder = show.feed.resolve()
    files = [path.resolve() for path in tls or ()]
    for text in (str(folder), prefix, *map(str, files)):
        if _UNQUOTABLE.search(text):
            raise DaycastError(f"{text}: {front} cannot be told of a path with such characters", hint="Rename it.")
    templates = Environment(
        loader=PackageLoader("daycast.feed", "fronts"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    return templates.get_template(TEMPLATES[front]).render(
        title=" ".join(show.title.split()),
        scheme=base.scheme,
        host=host,
        local=is_loopback(host),
        port=base.port or (443 if base.scheme == "https" else 80),
        prefix=prefix,
        prefix_pattern=re.escape(prefix),
        feed=folder,
        log=folder / NAME,
        private=show.access == "token",
        inner=[one.feed_name for one in show.every() if one.name and one.access == "token"],
        cert=files[0] if files else None,
        key=files[1] if files else None,
        kinds=kinds,
    )
