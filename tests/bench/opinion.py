"""How well the check of opinion lines finds facts smuggled in: `uv run python -m tests.bench.opinion [--wrong]`.

Reads `tests/scripts/commentary/opinions.yaml`, which tells how it was made. A line is found where the check tells a
claim in it, and found at its place where the words that it points at share a word with those that were marked. Prints
precision and recall for the half that the rules were tuned on and for the other; with `--wrong`, each line that was
judged wrongly.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from daycast.scripts.evidence.asserts import asserted

FILE = Path(__file__).parents[1] / "scripts" / "commentary" / "opinions.yaml"


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


def main(words: list[str]) -> None:
    lines = judged()
    for half in ("tuning", "held out"):
        some = [line for line in lines if line.half == half]
        precision, recall, placed = figures(some)
        print(f"{half:10} {len(some)} lines  precision {precision:.3f}  recall {recall:.3f}  at its place {placed:.3f}")
    for line in lines if "--wrong" in words else ():
        if bool(line.told) != bool(line.claim) or (line.found and not line.placed):
            print(f"{line.half}: {line.text}\n    meant: {line.claim or '-'}  told: {' | '.join(line.told) or '-'}")


if __name__ == "__main__":
    main(sys.argv[1:])
