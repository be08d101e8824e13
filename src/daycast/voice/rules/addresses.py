"""Addresses as they are said: of a page only its site, no scheme, no slashes; of a mailbox all of it."""

from __future__ import annotations

import re

from daycast.voice.rules.rule import Rule, rule

DOMAIN = (
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
    r"(?:com|org|net|edu|gov|io|ai|co|dev|app|tv|info|news|fm|me|eu|uk|de|fr|ch|at|nl|se|ca|au|jp|cn|in|us|es|mx|ar)"
)


def addresses(dot: str, at: str) -> tuple[Rule, ...]:
    """The rules for addresses in a language that says `dot` and `at` so; without them an address loses its path."""

    def site(match: re.Match[str]) -> str:
        return domain(match[1])

    def mailbox(match: re.Match[str]) -> str:
        return f"{match[1].replace('.', f' {dot} ')} {at} {domain(match[2])}"

    def domain(written: str) -> str:
        if not dot:
            return written
        *names, top = written.split(".")
        return f" {dot} ".join([*names, top.upper() if len(top) == 2 and top != "co" else top])

    return (
        rule(r"(?i:https?://(?:www\.)?)([^\s/?#:]+)[^\s]*?(?=[.,;:!?)\"']*(?:\s|$))", site, "/"),
        *([rule(rf"\b([\w.+-]+)@({DOMAIN})\b", mailbox, "@")] if at else []),
        rule(rf"(?<![\w@.])(?:www\.)?({DOMAIN})(?![\w-])", site),
    )
