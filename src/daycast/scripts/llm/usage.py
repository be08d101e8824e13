"""What a model's work takes: tokens, and their price."""

from __future__ import annotations

from dataclasses import dataclass

_LETTERS_A_TOKEN = 4


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens sent and received; `estimated` where a server did not count them for us."""

    sent: int = 0
    received: int = 0
    estimated: bool = False

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.sent + other.sent,
            self.received + other.received,
            self.estimated or other.estimated,
        )

    def cost(self, prices: tuple[float, float] | None) -> float | None:
        """In the currency of `prices`, which are for a million tokens sent and received."""
        return (self.sent * prices[0] + self.received * prices[1]) / 1e6 if prices else None


def tokens(text: str) -> int:
    """About how many tokens a text is."""
    return -(-len(text) // _LETTERS_A_TOKEN)
