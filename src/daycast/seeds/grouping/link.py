"""Average-link clustering that asks more of groups that are tight: how articles on look-alike events stay apart."""

from __future__ import annotations

import numpy as np

from daycast.seeds.grouping.bags import Floats, Ints

ALIKE = 0.2  # average likeness at which two articles or loose groups tell one event
_TIGHT = 0.9  # two groups are one if nearly as alike as, on average, each one's own articles are among themselves


def link(sums: Floats, fullness: Floats, size: Floats | None = None, within: Floats | None = None) -> Ints:
    """The group of each row, as the number of its first row, from the likeness of each pair (zeros on the diagonal).

    Two groups' likeness is the average over their pairs. It has to reach `ALIKE` and, where both are groups of
    articles that are more alike than that, `_TIGHT` of the geometric mean of their inner likenesses: two fires in
    one town share words, but each one's reports share more. The fewer words the texts have (`fullness`), the less
    their inner likeness tells, and the less it counts. The pair that exceeds what it needs by most is joined first.

    Rows may be groups already, of `size` articles; then `sums` has the sum over the pairs between two of them, and
    `within` that over the pairs inside each.
    """
    count = len(sums)
    home = np.arange(count)
    sums, full = sums.copy(), fullness.copy()
    size = np.ones(count) if size is None else size.copy()
    within = np.zeros(count) if within is None else within.copy()
    there = np.ones(count, bool)
    inner = _inner(full, size, within)
    score = sums / np.outer(size, size) / np.maximum(ALIKE, np.sqrt(np.outer(inner, inner)))
    np.fill_diagonal(score, -1)
    nearest = score.argmax(1)
    best = score[home, nearest]
    while best.max(initial=0) >= 1:
        one = int(best.argmax())
        one, other = sorted((one, int(nearest[one])))
        within[one] += within[other] + sums[one, other]
        sums[one] += sums[other]
        sums[one, [one, other]] = 0
        sums[:, one] = sums[one]
        full[one] = (full[one] * size[one] + full[other] * size[other]) / (size[one] + size[other])
        size[one] += size[other]
        there[other] = False
        home[home == other] = one
        inner[one] = _inner(full[one], size[one], within[one])

        row = sums[one] / (size[one] * size) / np.maximum(ALIKE, np.sqrt(inner[one] * inner))
        row[one] = -1
        row[~there] = -1
        score[one], score[:, one] = row, row
        score[other], score[:, other], best[other] = -1, -1, -1
        for stale in np.flatnonzero(there & ((nearest == one) | (nearest == other))):
            nearest[stale] = score[stale].argmax()
            best[stale] = score[stale, nearest[stale]]
        nearest[one] = row.argmax()
        best[one] = row[nearest[one]]
        nearer = there & (row > best)
        nearest[nearer], best[nearer] = one, row[nearer]
    return home


def _inner(full: Floats, size: Floats, within: Floats) -> Floats:
    """What a group asks of what joins it: a single article asks `ALIKE`, a larger group more and more its own."""
    pairs = size * (size - 1) / 2
    return (_TIGHT * full * within + ALIKE) / (pairs + 1)
