"""How long the 3D packing takes, and whether it always answers the same."""

from __future__ import annotations

import statistics
import time

from bench.parts import Figure, Floors, Scale
from logistics.packing.rules import fits, suggest
from logistics.packing.suggesting import suggestion_for
from logistics.packing.values import Choice, Goods
from seed.packs.loader import load_pack


def twenty() -> list[Goods]:
    """Twenty articles of twenty sizes, a hand's breadth each."""
    return [
        Goods(f"i{n}", (60 + 7 * (n % 9), 50 + 11 * (n % 7), 30 + 13 * (n % 5)), 200 + n) for n in range(20)
    ]


def packing(scale: Scale, floors: Floors) -> list[Figure]:
    """Twenty articles into a given carton, into the cheapest one, and one article of every product."""
    pack = load_pack("en")
    bench, goods = pack.packing.supplies(), twenty()
    choice = Choice("PO-4", {"TAPE": 1})
    fit_ms: list[float] = []
    suggest_ms: list[float] = []
    answers: set[str] = set()
    for _ in range(10 if scale.rounds > 1 else 3):
        suggestion_for.cache_clear()
        began = time.perf_counter()
        fit = fits(goods, choice, bench)
        fit_ms.append((time.perf_counter() - began) * 1000)
        answers.add(repr(fit))
        began = time.perf_counter()
        suggested = suggest(goods, bench)
        suggest_ms.append((time.perf_counter() - began) * 1000)
        answers.add(repr(suggested))
    began = time.perf_counter()
    for product in pack.products:
        suggest([Goods("x", product.size_mm, product.weight_g, frozenset(product.flags))], bench)
    single = (time.perf_counter() - began) * 1000 / len(pack.products)
    return [
        Figure("3D fit of 20 articles", statistics.median(fit_ms), "ms", 150),
        Figure("carton suggested for 20 articles", statistics.median(suggest_ms), "ms", 150),
        Figure("carton suggested for one article", single, "ms"),
        Figure("different answers to the same question", len(answers) - 2, "", 0),
    ]
