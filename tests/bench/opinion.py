"""How well the check of opinion lines finds facts smuggled in: `uv run python -m tests.bench.opinion [--wrong]`.

Reads `tests/scripts/commentary/opinions.yaml`, which tells how it was made. A line is found where the check tells a
claim in it, and found at its place where the words that it points at share a word with those that were marked. Prints
precision and recall for the half that the rules were tuned on and for the other; with `--wrong`, each line that was
judged wrongly.
"""

import sys

from tests.scripts.commentary.opinion_lines import figures, judged


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
