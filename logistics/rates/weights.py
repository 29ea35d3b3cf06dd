"""Charged weights. Inside, a weight is a whole number of parts of a gram, `parts` to the gram, so that
nothing is lost when a volume is divided by its divisor."""

from collections.abc import Sequence

from logistics.rates.values import Piece, Rounding


def up(value: int, step: int) -> int:
    """The next multiple of `step` at or above the value."""
    return -(-value // step) * step


def half_up(value: int, step: int) -> int:
    """The nearest multiple of `step`; halves go up."""
    return (2 * value + step) // (2 * step) * step


def divided(numerator: int, denominator: int) -> int:
    """A quotient of two numbers that are not negative, halves up."""
    return (2 * numerator + denominator) // (2 * denominator)


def volumetric(piece: Piece) -> int:
    """Volumetric weight in 1/divisor gram: cubic centimetres / divisor are kilograms, so cubic millimetres /
    divisor are grams (rates-sources rule 1)."""
    return piece.volume()


def chargeable(pieces: Sequence[Piece], divisor: int) -> int:
    """The greater of actual and volumetric weight of each piece, added up (rule 5), in 1/divisor gram."""
    return sum(max(piece.weight_g * divisor, piece.volume()) for piece in pieces)


def rounded(weight: int, parts: int, rule: Rounding) -> int:
    """The charged weight, in the same 1/parts gram. See `Rounding` for the four rules."""
    kind, kg = rule.kind, 1000 * parts
    if kind == "up":
        return up(weight, rule.step_g * parts)
    if kind == "exact":
        return weight
    if weight >= rule.limit_g * parts:
        return half_up(weight, kg)
    if kind == "half_kg":
        return up(weight, kg // 2)
    tenth = 100 * parts
    decimal = half_up(weight, tenth)
    if weight < 10 * kg:
        return max(decimal, tenth)
    whole, digit = decimal // kg, decimal // tenth % 10
    return whole * kg + (0 if digit <= 2 else kg // 2 if digit <= 7 else kg)
