"""Cheap keyed chance for bulk generation: one hash gives many draws.

The same idea as core.rng (every draw depends on seed, subject and purpose only), but a mall's opening needs a
hundred thousand draws in a few tenths of a second, so a subject gets a stream instead of a hash per draw.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """An endless stream of draws for one subject. Two dice with the same key throw the same numbers."""

    __slots__ = ("_key", "_left", "_pool", "_round")

    def __init__(self, seed: int, subject: str) -> None:
        self._key = f"{seed}/{subject}/".encode()
        self._round = 0
        self._pool = 0
        self._left = 0

    def below(self, n: int) -> int:
        """A whole number from 0 to n-1, for n up to a million."""
        if not self._left:
            self._pool = int.from_bytes(blake2b(self._key + str(self._round).encode()).digest(), "big")
            self._round += 1
            self._left = 16
        self._left -= 1
        value = self._pool & 0xFFFFFFFF
        self._pool >>= 32
        return (value * n) >> 32

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high; wide ranges are drawn as thousands and a remainder."""
        width = high - low + 1
        if width <= 1_000_000:
            return low + self.below(width)
        return min(high, low + self.below(width // 1000) * 1000 + self.below(1000))

    def pick(self, things: Sequence[T]) -> T:
        return things[self.below(len(things))]

    def percent(self, chance: int) -> bool:
        return self.below(100) < chance


def shuffled(seed: int, subject: str, things: Sequence[T]) -> list[T]:
    """All things in a keyed order."""
    keyed = [
        (blake2b(f"{seed}/{subject}/{i}".encode(), digest_size=8).digest(), i) for i in range(len(things))
    ]
    return [things[i] for _, i in sorted(keyed)]


def running_totals(weights: Sequence[int]) -> list[int]:
    """For weighted picks with bisect: the last entry is the sum."""
    totals, total = [], 0
    for weight in weights:
        total += weight
        totals.append(total)
    return totals
