"""The labelled opinion lines, and what the check says about each of them."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from daycast.scripts.evidence.asserts import asserted

FILE = Path(__file__).with_name("opinions.yaml")


@dataclass(frozen=True)
class Judged:
    """A line, the words of it that tell a fact ("" where none do), and those that the check points at."""

    half: str
    text: str
    claim: str
    told: tuple[str, ...]

    @property
    def found(self) -> bool:
        return bool(self.claim and self.told)

    @property
    def placed(self) -> bool:
        words = set(self.claim.lower().split())
        return self.found and any(words & set(excerpt.lower().split()) for excerpt in self.told)


def judged() -> list[Judged]:
    """Every line of the labelled set with what the check says about it."""
    return [
        Judged(
            story["half"],
            line["text"],
            line.get("claim", ""),
            tuple(claim.excerpt for claim in asserted(line["text"], story["evidence"])),
        )
        for story in yaml.safe_load(FILE.read_text(encoding="utf-8"))["stories"]
        for line in story["lines"]
    ]


def figures(lines: list[Judged]) -> tuple[float, float, float]:
    """Precision, recall, and the share of what was found that was found at its place."""
    found = sum(line.found for line in lines)
    told = sum(bool(line.told) for line in lines)
    claims = sum(bool(line.claim) for line in lines)
    return found / max(told, 1), found / claims, sum(line.placed for line in lines) / max(found, 1)
