"""The map from desk time to mall time: pieces (desk_ms, mall_ms, pace_ppm), each valid until the next begins.

A jump is a piece that begins at the desk instant where the one before it ended, later in the mall.
"""

from collections.abc import Sequence

Piece = Sequence[int]
REAL_PACE = 1_000_000


def mall_at(pieces: Sequence[Piece], desk_ms: int) -> int:
    """The mall instant of a desk instant; at the instant of a jump, after it."""
    for start, mall_ms, pace in reversed(pieces):
        if desk_ms >= start:
            return mall_ms + (desk_ms - start) * pace // REAL_PACE
    start, mall_ms, pace = pieces[0]
    return mall_ms - (start - desk_ms) * pace // REAL_PACE


def desk_at(pieces: Sequence[Piece], mall_ms: int) -> int | None:
    """The first desk instant at which the mall has come to `mall_ms`; None when it never will at this
    pace."""
    answer: int | None = None
    for start, begins, pace in reversed(pieces):
        if begins >= mall_ms:
            answer = start
            continue
        if pace > 0:
            reached = start + -(-(mall_ms - begins) * REAL_PACE // pace)
            return reached if answer is None else min(answer, reached)
        return answer
    return answer
