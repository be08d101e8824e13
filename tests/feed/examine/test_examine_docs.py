"""docs/doctor.md names every rule as it is."""

from pathlib import Path

from daycast.feed.examine.rule import Whose
from daycast.feed.examine.rules import RULES

DOCS = Path(__file__).parents[3] / "docs" / "doctor.md"


def tables() -> str:
    """All rules as Markdown, a table for each maker."""
    parts = []
    for whose in Whose:
        parts += [f"### {whose.value}\n", "| rule | what it says | |", "| --- | --- | --- |"]
        for rule in RULES:
            if rule.whose is whose:
                level = "required" if rule.required else "better"
                parts.append(f"| [`{rule.name}`](<{rule.source}>) | {rule.says.replace('<', '&lt;')} | {level} |")
        parts.append("")
    return "\n".join(parts)


def test_the_documentation_lists_every_rule_as_it_is() -> None:
    assert DOCS.read_text().endswith(f"## The rules\n\n{tables()}")
