"""Random rate tables and parcels as plain dicts, every rule of the room among them."""

from __future__ import annotations

from random import Random
from typing import Any

KINDS = ("exact", "up", "half_kg", "2378")


def rounding(rng: Random) -> dict[str, Any]:
    return {
        "kind": rng.choice(KINDS),
        "step_g": rng.choice((100, 500, 1000, 1000, 3000)),
        "limit_g": rng.choice((20_000, 100_000)),
    }


def bands(rng: Random) -> list[dict[str, int]]:
    found, reached = [], 0
    for _ in range(rng.randint(1, 4)):
        to = reached + rng.choice((500, 1000, 2500))
        found.append({"from_g": reached, "to_g": to, "cents": rng.randint(0, 5000)})
        reached = to
    return found


def zone(rng: Random, code: str) -> dict[str, Any]:
    mode = rng.choice(("first_step", "first_step", "bands", "per_kg", "flat"))
    return {
        "code": code,
        "relation": "elsewhere" if code == "1" else "",
        "provinces": [] if code == "1" else [("51", "65", "44")[int(code) - 2]],
        "mode": mode,
        "first_g": rng.choice((500, 1000, 3000)),
        "first_cents": rng.randint(0, 4000),
        "step_g": rng.choice((100, 500, 1000, 1000)),
        "step_cents": rng.randint(1, 2500),
        "proportional": rng.random() < 0.4,
        "bands": bands(rng) if mode == "bands" else [],
        "min_cents": rng.choice((0, 0, 900)),
        "divisor": rng.choice((None, None, 12000, 4800)),
        "rounding": rng.choice((None, None, rounding(rng))),
    }


def some(rng: Random, codes: list[str]) -> list[str]:
    return rng.choice(([], [], rng.sample(codes, 1), codes))


def bounds(rng: Random, near: bool) -> dict[str, int | None]:
    return {
        "weight_g": rng.choice((None, 20_000 if near else 60_000)),
        "longest_mm": 1200 if near else 2500,
        "girth_mm": rng.choice((None, 2400 if near else 8000)),
    }


def table(rng: Random) -> dict[str, Any]:
    codes = ["1", "2", "3", "4"][: rng.randint(1, 4)]
    extras: list[dict[str, Any]] = []
    for number in range(rng.choice((0, 0, 1, 1, 2, 3))):
        share = rng.random() < 0.4
        extras.append(
            {
                "code": f"s{number}",
                "zones": some(rng, codes),
                "over": bounds(rng, True) if rng.random() < 0.4 else None,
                "per": rng.choice(("parcel", "piece", "kg")),
                "cents": 0 if share else rng.randint(1, 2000),
                "ppm": rng.randint(1, 300_000) if share else 0,
            }
        )
    return {
        "code": "T",
        "valid_from": "2026-01-01",
        "divisor": rng.choice((12000, 8000, 6000, 5000, 4800, 3000)),
        "rounding": rounding(rng),
        "whole_yuan": rng.random() < 0.3,
        "zones": [zone(rng, code) for code in codes],
        "surcharges": extras,
        "discount": rng.choice(
            (
                None,
                None,
                {
                    "from_g": rng.choice((5000, 20_000)),
                    "cents_per_kg": rng.randint(1, 300),
                    "most_ppm": rng.randint(0, 500_000),
                },
            )
        ),
        "insurance": rng.choice(
            (
                None,
                {
                    "ppm": rng.randint(1, 10_000),
                    "min_cents": rng.choice((0, 100, 500)),
                    "most_cents": rng.choice((None, 800_000)),
                },
            )
        ),
        "free": rng.choice(([], [], [{"from_cents": 9900, "zones": some(rng, codes)}])),
        "limits": rng.choice(([], [{"zones": some(rng, codes), **bounds(rng, False)}])),
        "bans": rng.choice(([], [{"flag": "battery", "zones": some(rng, codes)}])),
    }


def side(rng: Random) -> int:
    return rng.choice((rng.randint(1, 400), rng.randint(10, 900), 100 * rng.randint(1, 15)))


def piece(rng: Random) -> dict[str, Any]:
    weight = rng.choice(
        (rng.randint(1, 12_000), rng.randint(9_900, 30_000), 50 * rng.randint(1, 600), 99_990)
    )
    return {"weight_g": weight, "size_mm": rng.choice(((0, 0, 0), (side(rng), side(rng), side(rng))))}


def parcel(rng: Random) -> dict[str, Any]:
    return {
        "pieces": [piece(rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))],
        "flags": rng.choice(([], [], ["battery"])),
        "insured_cents": rng.choice((0, 0, rng.randint(1, 900_000))),
        "goods_cents": rng.randint(0, 15_000),
    }
