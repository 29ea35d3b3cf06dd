"""How long labels take: one by one with the font warm, and five hundred in one document."""

from __future__ import annotations

import statistics
import time

from app.wording import install_words
from bench.parts import Figure, Floors, Scale
from logistics.waybills.labels import pdf
from logistics.waybills.values import SIZES, Label, Party
from seed.packs.loader import load_pack

PACK = load_pack("zh-CN")


def sample(number: int) -> Label:
    """A Chinese label like any other; every one has its own number, name and address."""
    people, network = PACK.people, PACK.network
    province = PACK.provinces[number % len(PACK.provinces)]
    city = province.cities[number % len(province.cities)]
    street = f"{people.streets[number % len(people.streets)]} {number % 900 + 1}"
    there = Party(
        f"{list(people.surnames)[number % len(people.surnames)]}**",
        f"129****{number % 10_000:04d}",
        province.name,
        city.name,
        city.districts[number % len(city.districts)],
        f"{street} {people.compounds[number % len(people.compounds)]} {number % 1800 + 101}",
    )
    return Label(
        tracking_no=f"HY7{number:011d}",
        carrier_code="HY",
        carrier_name=network.carriers[0].name,
        hotline=network.carriers[0].hotline,
        segments=("CD", f"{100 + number % 900}", f"{number % 40 + 1:02d}"),
        hub_name=network.hubs[number % len(network.hubs)].name,
        sender=Party(PACK.phrases.sender["name"], "129****8800", province.name, city.name, "", street),
        receiver=there,
        goods_note=PACK.products[number % len(PACK.products)].title,
        reference=str(number),
        weight_g=500 + number,
        printed_at="2026-06-15 09:32",
        marks=("fragile", "this_side_up"),
    )


def labels(scale: Scale, floors: Floors) -> list[Figure]:
    """One label at a time in the three sizes (wall clock, median and worst of twenty), then a batch."""
    install_words()
    began = time.perf_counter()
    pdf([sample(0)], SIZES[0], "zh-CN")
    cold = (time.perf_counter() - began) * 1000
    figures = [Figure("waybill PDF, the first one (font read)", cold, "ms")]
    for size in SIZES:
        times = []
        for number in range(20 if scale.rounds > 1 else 5):
            began = time.perf_counter()
            pdf([sample(number)], size, "zh-CN")
            times.append((time.perf_counter() - began) * 1000)
        figures.append(Figure(f"waybill PDF {size} mm, warm", statistics.median(times), "ms", 25))
    count = 500 if scale.rounds > 1 else 50
    told: list[int] = []
    began = time.perf_counter()
    document = pdf([sample(number) for number in range(count)], "100x180", "zh-CN", told.append)
    spent = time.perf_counter() - began
    figures.append(Figure(f"batch of {count} labels", spent, "s"))
    figures.append(Figure("batch, each label", spent / count * 1000, "ms", 25))
    figures.append(Figure("batch, steps of progress told", len(told), "", count, at_least=True))
    figures.append(Figure("batch, size of the document", len(document) / 1024 / count, "KB/label"))
    return figures
