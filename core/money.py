"""Money is whole cents (fen). A sum that is split adds up again, to the cent."""

from collections.abc import Sequence
from typing import Literal

Currency = Literal["CNY"]


def split_by_shares(total_cents: int, shares: Sequence[int]) -> list[int]:
    """`total_cents` split in proportion to `shares`, to the cent: what rounding leaves over goes to the
    largest remainders, the earlier line first. No part exceeds its share when the total does not exceed
    their sum."""
    whole = sum(shares)
    if any(share < 0 for share in shares):
        raise ValueError("a share is negative")
    if whole == 0:
        if total_cents:
            raise ValueError("nothing to split over")
        return [0] * len(shares)
    sign, amount = (-1, -total_cents) if total_cents < 0 else (1, total_cents)
    parts = [amount * share // whole for share in shares]
    left = amount - sum(parts)
    by_remainder = sorted(range(len(shares)), key=lambda i: (-(amount * shares[i] % whole), i))
    for i in by_remainder[:left]:
        parts[i] += 1
    return [sign * part for part in parts]


def part_of(amount_cents: int, basis_points: int) -> int:
    """`basis_points` ten-thousandths of an amount, halves rounded up (away from nothing)."""
    sign, amount = (-1, -amount_cents) if amount_cents < 0 else (1, amount_cents)
    return sign * ((amount * basis_points + 5_000) // 10_000)
