"""Chance, keyed: each draw is a hash of what it is for, so no draw depends on when or in which order it is
made.

The key is (mall seed, exercise version, subject, purpose, index). Two people who act differently in the
same mall meet the same arrivals, persons and incidents, because nobody's draw consumes anybody else's.
"""

import hashlib
import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")
_STANDARD = NormalDist()
_UNIT = 1.0 / (1 << 53)


class Draw:
    """A source of chance for one purpose; several values may be taken from it one after the other."""

    __slots__ = ("_block", "_key", "_left")

    def __init__(self, key: str) -> None:
        self._key = key.encode()
        self._block = 0
        self._left: list[int] = []

    def bits(self) -> int:
        """64 even bits."""
        if not self._left:
            digest = hashlib.blake2b(self._key, digest_size=64, salt=self._block.to_bytes(8, "big")).digest()
            self._block += 1
            self._left = [int.from_bytes(digest[i : i + 8], "big") for i in range(56, -1, -8)]
        return self._left.pop()

    def unit(self) -> float:
        """0 ≤ x < 1."""
        return (self.bits() >> 11) * _UNIT

    def below(self, n: int) -> int:
        """A whole number 0 … n-1, each as likely (n up to 2^53: the bias is below 2^-11 of one)."""
        if n <= 0:
            raise ValueError("nothing to choose from")
        return (self.bits() * n) >> 64

    def between(self, low: int, high: int) -> int:
        """A whole number low … high, both included."""
        return low + self.below(high - low + 1)

    def pick(self, options: Sequence[T]) -> T:
        return options[self.below(len(options))]

    def chance(self, probability: float) -> bool:
        return self.unit() < probability

    def weighted(self, pairs: Sequence[tuple[T, float]]) -> T:
        """One of the values of (value, weight), as often as its weight says; weights need not add up to 1."""
        total = math.fsum(weight for _, weight in pairs)
        if not pairs or total <= 0:
            raise ValueError("nothing to choose from")
        mark = self.unit() * total
        for value, weight in pairs:
            mark -= weight
            if mark < 0:
                return value
        return next(value for value, weight in reversed(pairs) if weight > 0)

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The same items in a drawn order."""
        rest = list(items)
        for i in range(len(rest) - 1, 0, -1):
            j = self.below(i + 1)
            rest[i], rest[j] = rest[j], rest[i]
        return rest

    def normal(self, mean: float = 0.0, sd: float = 1.0) -> float:
        return mean + sd * _STANDARD.inv_cdf((self.unit() * (1 - 2 * _UNIT)) + _UNIT)

    def lognormal(self, median: float, sigma: float) -> float:
        """Times people take: `median` is passed by half of them, `sigma` spreads the logarithm."""
        return median * math.exp(sigma * self.normal())


def draw(seed: int, version: int, subject: str, purpose: str, index: int = 0) -> Draw:
    """The one source for this purpose of this subject in malls of this seed."""
    return Draw(f"{seed}\x1f{version}\x1f{subject}\x1f{purpose}\x1f{index}")
